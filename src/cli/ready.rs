//! A directory that is ready to be asked: small ones in memory, large ones through an index that lies in a file.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::World;
use super::failure::Failure;
use super::index_file::{self, Indexed, Note, Place};
use super::output::Output;
use super::progress::Progress;
use super::setting::Setting;
use super::source::{self, Source};
use crate::files::{Identity, hash_of, hash_of_file, open_regular};
use crate::i18n::Lang;
use crate::model::{Directory, Scanned, people_in, scan};
use crate::search::Index;
use crate::store::{SectionWriter, Sections};

/// The fewest people of a directory that is worth an index in a file: fewer are searched as fast without.
pub(super) const MANY_PEOPLE: usize = 5_000;
/// The fewest bytes that so many people take: of a smaller file nobody looks for an index.
pub(super) const LARGE: u64 = 1 << 20;

/// The most bytes of a model that a kiosk makes an index of, in memory and for one session: some two seconds' worth.
const MOST_OF_KIOSK: u64 = 100_000_000;

/// A directory that is ready to be asked.
#[derive(Debug)]
pub struct Ready {
    /// What there is.
    pub directory: Arc<Directory>,
    index: OnceLock<Index>,
    /// The file in which the index lies, where it does.
    sections: Option<(Sections, Place)>,
    /// What an administrator should know of the index.
    notes: Vec<Note>,
}

impl Ready {
    fn in_memory(directory: Directory) -> Self {
        Self { directory: Arc::new(directory), index: OnceLock::new(), sections: None, notes: Vec::new() }
    }

    fn in_file(indexed: Indexed) -> Self {
        let Indexed { directory, index, sections, place, .. } = indexed;
        let directory = Arc::new(directory);
        Self { directory, index: OnceLock::from(index), sections: Some((sections, place)), notes: Vec::new() }
    }

    /// A directory of the same name in which nobody is.
    #[must_use]
    pub fn without_records(&self) -> Self {
        Self::in_memory(self.directory.without_records())
    }

    /// Names on one line each what an administrator should know of the index.
    pub(super) fn tell_notes(&self, setting: &Setting, err: &mut dyn Write) -> Result<(), Failure> {
        let mut output = Output::new(err, setting);
        self.notes.iter().try_for_each(|note| output.text(&note.words(setting.lang)))
    }

    /// What is searched; made at the first call where it does not lie in a file.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.directory))
    }

    /// The file in which the index lies, where it does.
    #[must_use]
    pub fn index_path(&self) -> Option<&Path> {
        self.sections.as_ref().map(|(_, place)| place.path())
    }

    /// Looks ahead at what searches will read, for as long as nothing else is to be done.
    pub fn warm(&self, is_idle: &dyn Fn() -> bool) {
        if let Some((sections, _)) = &self.sections {
            sections.check_ahead(is_idle);
        }
    }

    /// Gives back the memory that a search touched.
    pub fn release(&self) {
        if let Some((sections, _)) = &self.sections {
            sections.release();
        }
    }

    /// Whether something that was read was not what it should be: then nothing that was read counts.
    ///
    /// Removes a damaged index from the cache, so that the next run rebuilds it.
    pub fn distrust(&self) -> Option<Distrust> {
        if let Some((sections, place)) = self.sections.as_ref().filter(|(sections, _)| sections.is_damaged()) {
            place.remove(sections.inode());
            return Some(Distrust::Damaged);
        }
        self.directory.is_stale().then_some(Distrust::Overwritten)
    }
}

/// Why what was read does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distrust {
    /// The index has bytes in it that nobody wrote.
    Damaged,
    /// Somebody wrote over the model while it was open.
    Overwritten,
}

/// The directory that was asked for; a large one that has no index yet gets one, which is kept where that is possible.
pub(super) fn open(given: Option<&Path>, setting: &Setting, world: &mut World<'_>) -> Result<Ready, Failure> {
    open_without(None, &source::find(given, world.env), setting, world)
}

/// The same once more, but for the index that turned out to be damaged: whoever it belongs to may not let us remove it.
pub(super) fn reopen(
    distrusted: &Ready,
    given: Option<&Path>,
    setting: &Setting,
    world: &mut World<'_>,
) -> Result<Ready, Failure> {
    open_without(distrusted.index_path(), &source::find(given, world.env), setting, world)
}

/// The directory of a source, but for the index in a file that is known to be damaged.
pub(super) fn open_without(
    damaged: Option<&Path>,
    source: &Source,
    setting: &Setting,
    world: &mut World<'_>,
) -> Result<Ready, Failure> {
    let mut notes = Vec::new();
    let indexed = match source {
        Source::File(path) => indexed(path, damaged, &mut notes, setting, world),
        Source::Input | Source::BuiltIn => Ok(None),
    };
    if let (Some(log), Err(failure @ Failure::NoIndex { .. })) = (world.kiosk, &indexed) {
        notes.iter().map(|note| note.words(Lang::En)).chain(failure.words(Lang::En)).for_each(|words| log(&words));
    }
    let mut ready = indexed?.map_or_else(|| source::load(source, world).map(Ready::in_memory), Ok)?;
    ready.notes.splice(0..0, notes);
    if let Some(log) = world.kiosk {
        // The clients of a kiosk can do nothing about it.
        ready.notes.drain(..).for_each(|note| log(&note.words(Lang::En)));
    }
    Ok(ready)
}

/// The directory of a file that is worth an index; `None` if it is not.
fn indexed(
    path: &Path,
    damaged: Option<&Path>,
    notes: &mut Vec<Note>,
    setting: &Setting,
    world: &mut World<'_>,
) -> Result<Option<Ready>, Failure> {
    let Some(file) = large(path) else { return Ok(None) };
    for place in index_file::places(path, world.env) {
        if Some(place.path()) == damaged {
            continue;
        }
        let there = place.path().to_owned();
        match index_file::open(place, &file) {
            Ok(Some(indexed)) => {
                indexed.settle(&file);
                return Ok(Some(Ready::in_file(indexed)));
            }
            Ok(None) => {}
            Err(reason) => notes.push(Note::Untrusted(there, reason)),
        }
    }
    prepare(path, &file, setting, world)
}

/// The file at a path, when it may be large.
fn large(path: &Path) -> Option<File> {
    let there = path.metadata().ok().filter(|there| there.is_file() && there.len() >= LARGE)?;
    let file = open_regular(path).ok()?;
    // What was asked about and what was opened may be two.
    (Identity::of(&file).ok()? == Identity::from_metadata(&there)).then_some(file)
}

/// What is made of a large model.
pub(super) struct Made {
    scanned: Scanned,
    index: Index,
    identity: Identity,
    hash: u64,
}

/// Makes what an index holds, from the bytes of a file. Returns `None` if the model is not sound, or if the file is another
/// or has changed meanwhile.
pub(super) fn make(path: &Path, file: &File, bytes: Vec<u8>, setting: &Setting, world: &World<'_>) -> Option<Made> {
    let identity = Identity::of(file).ok()?;
    let progress = Progress::new(path, setting.lang, world.err_is_terminal);
    let scanned = scan(&bytes)?;
    let hash = hash_of(&bytes);
    let directory = Directory::in_bytes(scanned.clone(), bytes);
    progress.of(directory.record_count());
    let index = Index::with_progress(&directory, &|done| progress.more(done));
    (hash_of_file(file, identity).ok()? == hash).then_some(Made { scanned, index, identity, hash })
}

/// The directory of a large model that has no index, which is made and kept in the cache; nothing when it gets none.
///
/// Errors: [`Failure::NoIndex`] in a kiosk where making it would take more than a few seconds, in each session.
fn prepare(path: &Path, file: &File, setting: &Setting, world: &mut World<'_>) -> Result<Option<Ready>, Failure> {
    if world.kiosk.is_some() && file.metadata().is_ok_and(|there| there.len() > MOST_OF_KIOSK) {
        return Err(Failure::NoIndex { path: path.to_owned() });
    }
    let bytes = source::read(&Source::File(path.to_owned()), world)?.into_owned();
    // Few people with much evidence take as many bytes: they pay for being counted, and for nothing else.
    if people_in(&bytes) < MANY_PEOPLE {
        return Ok(None);
    }
    let Some(made) = make(path, file, bytes, setting, world) else { return Ok(None) };
    let mut notes = Vec::new();
    // Whoever has no place for one, as in a kiosk, cannot do anything about it.
    match index_file::cached(path, world.env, true) {
        None => {}
        Some(Err((place, cause))) => notes.push(Note::Unkept(place, cause)),
        Some(Ok(place)) => match made.keep(&place, file) {
            Err(cause) => notes.push(Note::Unkept(place.path().to_owned(), cause)),
            // From the file it takes next to no memory of our own.
            Ok(()) => {
                if let Ok(Some(indexed)) = index_file::open(place, file) {
                    return Ok(Some(Ready::in_file(indexed)));
                }
            }
        },
    }
    let Ok(model) = file.try_clone() else { return Ok(None) };
    let directory = Directory::scanned(made.scanned, model, made.identity, made.hash);
    Ok(Some(Ready { index: OnceLock::from(made.index), notes, ..Ready::in_memory(directory) }))
}

/// The index of a model that is being written, for the place that the model is going to have it beside; nothing of one
/// that is not worth an index.
pub(super) fn index_beside(
    path: &Path,
    file: &File,
    json: &[u8],
    setting: &Setting,
    world: &World<'_>,
) -> Option<(Place, Made)> {
    let is_small = u64::try_from(json.len()).is_ok_and(|size| size < LARGE) || people_in(json) < MANY_PEOPLE;
    let place = index_file::beside(path).filter(|_| !is_small).map(Place::Beside)?;
    Some((place, make(path, file, json.to_vec(), setting, world)?))
}

impl Made {
    /// Keeps the index in a file for a model.
    ///
    /// Errors: those of writing, and `InvalidData` when the model is another by now.
    pub(super) fn keep(&self, place: &Place, model: &File) -> std::io::Result<()> {
        let now = Identity::of(model)?;
        if now != self.identity && hash_of_file(model, now)? != self.hash {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        place.keep(&self.sections(), model, self.hash)
    }

    /// The links of the directory, and what is searched.
    pub(super) fn sections(&self) -> SectionWriter {
        let mut writer = SectionWriter::default();
        self.scanned.write(&mut writer);
        self.index.write(&mut writer);
        writer
    }
}
