//! Scans a model without holding it in memory: the offsets of its records, and their links.

use std::borrow::Cow;
use std::fs::File;
use std::thread;

use serde::Deserialize;

use super::counts::Counts;
use super::coverage::Areas;
use super::head::{Head, HeadPlaces};
use super::links::{Documents, Doubts, Gathered, Links, Organisations, People, Positions, Projects};
use super::part_offsets::PartOffsets;
use super::record_places::{ByteSource, RecordPlaces};
use super::records::ModelFile;
use crate::files::Identity;
use crate::model::check::{DocumentLines, Known, MOST_LEVELS, RecordChecks, on_cycles, too_deep};
use crate::model::{Area, Document, Organisation, Person, Position, Project, SCHEMA, TitleTranslations, Warning};
use crate::store::{Longs, SectionWriter, Sections};

/// A model without its records: the head, the offset of each record, and the links.
#[derive(Clone, Debug)]
pub struct Scanned {
    pub(super) head: Head,
    places: HeadPlaces,
    pub(super) links: Links,
    pub(super) starts: Starts,
}

/// For each list, the offsets of its records in the file, followed by the end of the last.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    pub people: Longs,
    pub positions: Longs,
    pub projects: Longs,
    pub organisations: Longs,
    pub documents: Longs,
    pub warnings: Longs,
}

/// The number of people in a model's bytes, counted without parsing their records; 0 if the bytes are not a model.
#[must_use]
pub fn people_in(json: &[u8]) -> usize {
    PartOffsets::of(json).map_or(0, |offsets| offsets.records("people").len())
}

/// Scans a model's bytes. Returns `None` if [`load()`](crate::model::load()) would reject them; `load` also returns the
/// reason.
///
/// A byte order mark is accepted. The people are read on a second thread, if one can be spawned.
#[must_use]
pub fn scan(json: &[u8]) -> Option<Scanned> {
    scan_source(json, false)
}

/// Scans a model's file, only a part of which is in memory at a time; `hash` is the hash of its bytes.
///
/// Returns `None` if [`inspect()`](crate::model::inspect()) would find a problem; `inspect` also returns the problem.
#[must_use]
pub fn scan_inspected(model: File, identity: Identity, hash: u64) -> Option<Scanned> {
    scan_source(&ModelFile::new(model, identity, hash), true)
}

/// Scans a model. With `is_inspected`, also returns `None` if the model has a problem that only an inspection finds.
fn scan_source(source: &(impl ByteSource + ?Sized), is_inspected: bool) -> Option<Scanned> {
    let offsets = PartOffsets::of(source)?;
    if offsets.value::<u32>("schema", source, || None)? != SCHEMA || !offsets.has_list("documents") {
        return None;
    }
    let mut head = Head::new(
        offsets.value("title", source, || None)?,
        offsets.value("title_translations", source, || Some(TitleTranslations::default()))?,
        offsets.value("maintainer", source, || Some(None))?,
        Vec::new(),
    );
    let areas: Vec<Area> = offsets.value("areas", source, || Some(Vec::new()))?;
    let lists = RecordLists::of(&offsets);
    let mut places = HeadPlaces::of(&offsets);
    if head.maintainer.is_none() {
        places.maintainer = None;
    }
    drop(offsets);
    let known = lists.ids(source, &areas)?;
    head.areas = Areas::new(areas);
    let texts = if is_inspected { lists.texts(source)? } else { Vec::new() };
    let check = || RecordChecks::new(&known, is_inspected.then(|| DocumentLines::new(texts.iter())));
    let counts = lists.counts();
    let (people, others) = thread::scope(|scope| {
        let people = || lists.read_people(source, check());
        let thread = thread::Builder::new().spawn_scoped(scope, people).ok();
        let others = lists.read_others(source, check(), &known, &head);
        // If no thread can be spawned, this one does all the work.
        (thread.map_or_else(people, |thread| thread.join().ok().flatten()), others)
    });
    let (people, others) = (people?, others?);
    drop(texts);
    if let Some((date, document)) = others.documents.latest {
        head.date = Some(date);
        places.latest = Some(lists.documents.place(document, source)?);
    }
    let Others { organisations, positions, projects, documents, doubts } = others;
    let links = Links::of(counts, known, Gathered { people, organisations, positions, projects, documents, doubts });
    Some(Scanned { head, places, links, starts: lists.into_starts() })
}

impl Scanned {
    /// The number of people.
    #[must_use]
    pub fn people_count(&self) -> usize {
        self.links.counts().people
    }

    /// Writes the scan to sections whose names begin with `m.`
    pub fn write(&self, into: &mut SectionWriter) {
        self.places.write(into);
        self.links.write(into);
        let starts = &self.starts;
        into.add("m.at.people", starts.people.bytes());
        into.add("m.at.positions", starts.positions.bytes());
        into.add("m.at.projects", starts.projects.bytes());
        into.add("m.at.organis", starts.organisations.bytes());
        into.add("m.at.documents", starts.documents.bytes());
        into.add("m.at.warnings", starts.warnings.bytes());
    }

    /// Reads the scan of a model's file from the sections that [`Scanned::write`] wrote. Returns `None` if a section is
    /// missing, or if the sections contradict each other or the file.
    pub(super) fn read(from: &Sections, file: &ModelFile) -> Option<Self> {
        let column = |name: &str| from.get(name).map(Longs::new);
        let starts = Starts {
            people: column("m.at.people")?,
            positions: column("m.at.positions")?,
            projects: column("m.at.projects")?,
            organisations: column("m.at.organis")?,
            documents: column("m.at.documents")?,
            warnings: column("m.at.warnings")?,
        };
        let links = Links::read(from)?;
        let counts = links.counts();
        let is_consistent = starts.people.len() == counts.people + 1
            && starts.positions.len() == counts.positions + 1
            && starts.projects.len() == counts.projects + 1
            && starts.organisations.len() == counts.organisations + 1
            && starts.documents.len() == counts.documents + 1;
        let places = HeadPlaces::read(from)?;
        is_consistent.then_some(Self { head: places.head_in(file)?, places, links, starts })
    }
}

/// The places of all records.
#[derive(Debug)]
pub(super) struct RecordLists {
    pub people: RecordPlaces,
    pub positions: RecordPlaces,
    pub projects: RecordPlaces,
    pub organisations: RecordPlaces,
    pub documents: RecordPlaces,
    pub warnings: RecordPlaces,
}

/// The input of the links from all records but the people.
struct Others {
    documents: Documents,
    organisations: Organisations,
    positions: Positions,
    projects: Projects,
    doubts: Doubts,
}

impl RecordLists {
    pub(super) fn of(offsets: &PartOffsets) -> Self {
        Self {
            people: offsets.records("people"),
            positions: offsets.records("positions"),
            projects: offsets.records("projects"),
            organisations: offsets.records("organisations"),
            documents: offsets.records("documents"),
            warnings: offsets.records("warnings"),
        }
    }

    fn counts(&self) -> Counts {
        Counts {
            people: self.people.len(),
            positions: self.positions.len(),
            projects: self.projects.len(),
            organisations: self.organisations.len(),
            documents: self.documents.len(),
        }
    }

    fn into_starts(self) -> Starts {
        Starts {
            people: self.people.into_column(),
            positions: self.positions.into_column(),
            projects: self.projects.into_column(),
            organisations: self.organisations.into_column(),
            documents: self.documents.into_column(),
            warnings: self.warnings.into_column(),
        }
    }

    /// The ids of the records. Returns `None` if a record has no id, or two records have the same id.
    fn ids(&self, source: &(impl ByteSource + ?Sized), areas: &[Area]) -> Option<Known<'static>> {
        /// The id of a record; its other fields are ignored.
        #[derive(Deserialize)]
        struct Named {
            id: String,
        }
        let mut known = Known::default();
        known.reserve(self.people.len() + self.positions.len());
        known.add("areas", areas.iter().map(|area| Cow::Owned(area.id.to_string())).enumerate());
        for (list, records) in [
            ("documents", &self.documents),
            ("organisations", &self.organisations),
            ("projects", &self.projects),
            ("positions", &self.positions),
            ("people", &self.people),
        ] {
            records.each(source, |index, named: Named| {
                known.add(list, std::iter::once((index, Cow::Owned(named.id))));
                Some(())
            })?;
        }
        known.twice.is_empty().then_some(known)
    }

    /// The documents whose text is in the model.
    fn texts(&self, source: &(impl ByteSource + ?Sized)) -> Option<Vec<Document>> {
        let mut texts = Vec::new();
        self.documents.each(source, |_, document: Document| {
            texts.extend(Some(document).filter(|document| document.text.is_some()));
            Some(())
        })?;
        Some(texts)
    }

    fn read_people(&self, source: &(impl ByteSource + ?Sized), mut check: RecordChecks<'_>) -> Option<People> {
        let mut people = People::default();
        self.people.each(source, |index, person: Person| {
            check.person(index, &person);
            people.take(&person);
            check.found.is_empty().then_some(())
        })?;
        people.sort();
        Some(people)
    }

    fn read_others(
        &self,
        source: &(impl ByteSource + ?Sized),
        mut check: RecordChecks<'_>,
        known: &Known<'_>,
        head: &Head,
    ) -> Option<Others> {
        let counts = self.counts();
        let mut documents = Documents::default();
        self.documents.each(source, |index, document: Document| {
            check.document(index, &document);
            documents.take(index, &document);
            Some(())
        })?;
        let mut organisations = Organisations::default();
        self.organisations.each(source, |index, organisation: Organisation| {
            check.organisation(index, &organisation);
            organisations.take(&organisation);
            Some(())
        })?;
        let mut projects = Projects::default();
        self.projects.each(source, |index, project: Project| {
            check.project(index, &project);
            projects.take(&project, known);
            Some(())
        })?;
        let mut positions = Positions::new(counts.projects);
        self.positions.each(source, |index, position: Position| {
            check.position(index, &position);
            positions.take(&position, known, &head.areas);
            check.found.is_empty().then_some(())
        })?;
        let mut doubts = Doubts::default();
        self.warnings.each(source, |index, warning: Warning| {
            check.warning(index, &warning);
            doubts.take(index, &warning, known, &counts);
            Some(())
        })?;
        let parents = projects.parents();
        let is_hung = !on_cycles(&parents).contains(&true) && too_deep(&parents, MOST_LEVELS).next().is_none();
        let is_sound = check.found.is_empty() && is_hung;
        is_sound.then_some(Others { documents, organisations, positions, projects, doubts })
    }
}
