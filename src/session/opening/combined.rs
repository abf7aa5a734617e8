//! Opens several models as one: a small one in memory, a large one in the cache.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, openat};

use super::file::{MAX_BYTES_OF_KIOSK, OpenOptions, open_file, tell_kiosk};
use super::freshness::fresh;
use super::part::{PartOfDirectory, Unusable, open_part};
use super::stamp::{Stamp, are_current, stamps_in};
use crate::combine::{NamedDirectory, combine, record_count};
use crate::files::{Durability, PermissionPolicy, ResolvedPath, hash_of, own_folder, stage, untrusted};
use crate::model::DirectorySource;
use crate::session::OpenProgress;
use crate::session::env::{now, xdg_folder};
use crate::session::error::Error;
use crate::session::index_builder::{InspectedModel, MIN_BYTES};
use crate::session::index_cache::OpenWarning;
use crate::session::load::load_model;
use crate::session::model_source::ModelSource;
use crate::session::open_directory::OpenDirectory;
use crate::session::source::Source;

/// The combined model in the user's cache, in a folder that nobody else can write to.
struct CachedModel {
    folder: File,
    name: String,
    path: PathBuf,
}

/// The states of the models of the sources: the usable ones, and why others are not.
#[derive(Default)]
struct Parts {
    usable: Vec<PartOfDirectory>,
    /// The names of the sources that are left out, with the reasons.
    left_out: Vec<(String, Error)>,
    stamps: Vec<Stamp>,
}

/// Opens the directory of all records of several sources.
///
/// Errors: the first reason if none of the models can be used.
pub(super) fn open_combined(sources: &[Source], options: &OpenOptions<'_>) -> Result<OpenDirectory, Error> {
    let cached = CachedModel::of(sources, options);
    let known = cached.as_ref().ok().and_then(|cached| cached.as_ref()?.stamps()).filter(|it| are_current(it, sources));
    if let (Some(stamps), Ok(Some(cached))) = (&known, &cached)
        && let Ok(open) = open_file(&cached.path, options)
    {
        // Why a model is not usable is found by reading it.
        let is_left_out = |source: &&Source| usable_stamp(stamps, source).is_none();
        let reasons = sources.iter().filter(is_left_out).filter_map(|source| {
            open_part(source, options).err().map(|unusable| (source.name.clone(), *unusable.error))
        });
        return Ok(finish(open, sources, stamps, reasons.collect(), options));
    }
    let mut parts = Parts::default();
    for source in sources {
        match open_part(source, options) {
            Ok(part) => {
                parts.stamps.push(part.stamp.clone());
                parts.usable.push(part);
            }
            Err(Unusable { stamp, error }) => {
                parts.stamps.extend(stamp);
                parts.left_out.push((source.name.clone(), *error));
            }
        }
    }
    let Parts { usable, mut left_out, stamps } = parts;
    if usable.is_empty() {
        let first = (!left_out.is_empty()).then(|| left_out.remove(0).1);
        let nothing = || Error::Unreadable {
            source: ModelSource::Sources(sources.to_vec()),
            cause: io::ErrorKind::NotFound.into(),
        };
        return Err(first.unwrap_or_else(nothing));
    }
    let size: u64 = usable.iter().map(|part| part.stamp.size()).sum();
    let named: Vec<NamedDirectory<'_>> =
        usable.iter().map(|part| NamedDirectory { name: &part.name, directory: &part.directory }).collect();
    let mut warnings = Vec::new();
    if size >= MIN_BYTES {
        match cached {
            Ok(None) => {}
            Err((path, cause)) => warnings.push(OpenWarning::NotKept(path, cause)),
            Ok(Some(cached)) => match cached.write(&named, &stamps, options).map(|()| open_file(&cached.path, options))
            {
                Ok(Ok(open)) => return Ok(finish(open, sources, &stamps, left_out, options)),
                Ok(Err(_)) => {}
                Err(cause) => warnings.push(OpenWarning::NotKept(cached.path, cause)),
            },
        }
        if let (Some(_), true, Some(first)) = (options.kiosk_log, size > MAX_BYTES_OF_KIOSK, sources.first()) {
            return Err(Error::NoIndex { path: first.model.clone() });
        }
    }
    let mut json = Vec::new();
    let all = ModelSource::Sources(sources.to_vec());
    combine(&named, &stamps, &mut json, &|| ()).map_err(|cause| Error::Unreadable { source: all.clone(), cause })?;
    let mut open = OpenDirectory::in_memory(load_model(&all, &json)?);
    open.warnings = warnings;
    Ok(finish(open, sources, &stamps, left_out, options))
}

/// Adds to a directory where its records are from, and what is left out.
fn finish(
    mut open: OpenDirectory,
    sources: &[Source],
    stamps: &[Stamp],
    left_out: Vec<(String, Error)>,
    options: &OpenOptions<'_>,
) -> OpenDirectory {
    let list: Vec<DirectorySource> = sources
        .iter()
        .map(|source| {
            let stamp = usable_stamp(stamps, source);
            fresh(source, stamp.and_then(|stamp| stamp.date), stamp.is_none(), options.env)
        })
        .collect();
    open.warnings.splice(0..0, left_out.into_iter().map(|(name, error)| OpenWarning::LeftOut(name, error)));
    tell_kiosk(&mut open, options);
    open.with_sources(list, now(options.env))
}

/// The stamp of the model of a source. `None` if the model is not usable.
fn usable_stamp<'a>(stamps: &'a [Stamp], source: &Source) -> Option<&'a Stamp> {
    stamps.iter().find(|stamp| stamp.name == source.name && stamp.hash.is_some())
}

impl CachedModel {
    /// The path of the combined model of some sources. `None` if the environment names no cache, as in a kiosk.
    ///
    /// Errors: those of opening the folder, with the path of the model.
    fn of(sources: &[Source], options: &OpenOptions<'_>) -> Result<Option<Self>, (PathBuf, io::Error)> {
        let Some(folder) = xdg_folder("XDG_CACHE_HOME", ".cache", options.env).map(|folder| folder.join("allu")) else {
            return Ok(None);
        };
        // As with an index, the name reveals nothing.
        let mut names = Vec::new();
        for source in sources {
            let whole = source.model.canonicalize().unwrap_or_else(|_| source.model.clone());
            names.extend_from_slice(source.name.as_bytes());
            names.push(0);
            names.extend_from_slice(whole.as_os_str().as_encoded_bytes());
            names.push(0);
        }
        let name = format!("{:016x}.model.json", hash_of(&names));
        let path = folder.join(&name);
        let is_large = |source: &Source| source.model.metadata().is_ok_and(|there| there.len() >= MIN_BYTES / 8);
        match own_folder(&folder, sources.iter().any(is_large)) {
            Ok(folder) => Ok(Some(Self { folder, name, path })),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err((path, cause)),
        }
    }

    /// The states of the models that the file was made of. `None` if there is no file of this user.
    fn stamps(&self) -> Option<Vec<Stamp>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = File::from(openat(&self.folder, self.name.as_str(), flags, Mode::empty()).ok()?);
        let there = file.metadata().ok().filter(Metadata::is_file)?;
        (untrusted(&there, rustix::process::geteuid().as_raw()).is_none()).then(|| stamps_in(&file)).flatten()
    }

    /// Writes the file and its index, each whole or not at all.
    ///
    /// Errors: those of writing; `InvalidData` if a model changed while it was read.
    fn write(&self, parts: &[NamedDirectory<'_>], stamps: &[Stamp], options: &OpenOptions<'_>) -> io::Result<()> {
        let at = ResolvedPath {
            folder: self.folder.try_clone()?.into(),
            name: self.name.clone().into(),
            path: self.path.parent().unwrap_or(Path::new("")).to_owned(),
            is_open: false,
        };
        let report = options.progress;
        report(OpenProgress::Combining);
        report(OpenProgress::Total(u32::try_from(record_count(parts)).unwrap_or(u32::MAX)));
        let mut fill =
            |file: &mut io::BufWriter<&File>| combine(parts, &stamps, file, &|| report(OpenProgress::Advanced(1)));
        let staged = stage(&at, &PermissionPolicy::OwnerOnly, &mut fill);
        report(OpenProgress::Finished);
        let staged = staged?;
        let file = staged.file().map(File::try_clone).transpose()?;
        // The index is written before the model has its name, and again after it, because the rename changes the state.
        let inspected = file.as_ref().map(InspectedModel::in_file).transpose()?.flatten();
        let built = inspected.and_then(|model| model.index_beside(&self.path, options.progress));
        let write_index = || match (&built, &file) {
            (Some((location, built)), Some(file)) => built.write(location, file),
            _ => Ok(()),
        };
        write_index()?;
        match staged.commit()? {
            // A model that the disk loses is combined again.
            Durability::Durable | Durability::NotSynced(_) => {}
        }
        write_index()
    }
}
