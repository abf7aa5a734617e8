//! Scans a model in one pass without holding all of it: the offsets of its records, and their links.

use std::borrow::Cow;
use std::thread;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;

use super::counts::Counts;
use super::coverage::Areas;
use super::head::{Head, HeadPlaces, place_in};
use super::links::{Documents, Doubts, Links, People, Positions, Projects};
use super::records::ModelFile;
use crate::model::check::Known;
use crate::model::check::{Contradictions, MOST_LEVELS, on_cycles, too_deep};
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

/// A model whose records were only found, not read.
#[derive(Deserialize)]
struct Raw<'a> {
    schema: u32,
    #[serde(borrow)]
    title: &'a RawValue,
    #[serde(default, borrow)]
    title_translations: Option<&'a RawValue>,
    #[serde(default, borrow)]
    maintainer: Option<&'a RawValue>,
    #[serde(borrow)]
    documents: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    areas: Option<&'a RawValue>,
    #[serde(default, borrow)]
    organisations: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    projects: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    people: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    positions: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    warnings: Vec<&'a RawValue>,
}

/// The number of people in a model's bytes, counted without reading any; 0 if the bytes are no model.
#[must_use]
pub fn people_in(json: &[u8]) -> usize {
    #[derive(Deserialize)]
    struct Counted {
        #[serde(default)]
        people: Vec<IgnoredAny>,
    }
    let counted = serde_json::from_slice::<Counted>(json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json));
    counted.map_or(0, |counted| counted.people.len())
}

/// Scans a model's bytes. Returns `None` if [`load()`](crate::model::load()) would refuse them; it returns the reason.
///
/// A byte order mark is accepted. The people are read on a second thread, if one can be spawned.
#[must_use]
pub fn scan(json: &[u8]) -> Option<Scanned> {
    let raw: Raw<'_> = serde_json::from_slice(json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json)).ok()?;
    let maintainer = raw.maintainer.map_or(Some(None), read)?;
    let translations = raw.title_translations.map_or(Some(TitleTranslations::default()), read)?;
    let mut head = Head::new(read(raw.title)?, translations, maintainer, Vec::new());
    let areas: Vec<Area> = raw.areas.map_or(Some(Vec::new()), read)?;
    let known = ids_of(&raw, &areas)?;
    head.areas = Areas::new(areas);
    let mut places = HeadPlaces::of(json, raw.title, [raw.title_translations, raw.maintainer, raw.areas]);
    let starts = Starts {
        people: starts(json, &raw.people),
        positions: starts(json, &raw.positions),
        projects: starts(json, &raw.projects),
        organisations: starts(json, &raw.organisations),
        documents: starts(json, &raw.documents),
        warnings: starts(json, &raw.warnings),
    };
    let counts = Counts {
        people: raw.people.len(),
        positions: raw.positions.len(),
        projects: raw.projects.len(),
        organisations: raw.organisations.len(),
        documents: raw.documents.len(),
    };
    let (people, others) = thread::scope(|scope| {
        let people = || people_of(&raw.people, &known);
        let thread = thread::Builder::new().spawn_scoped(scope, people).ok();
        let others = Others::of(&raw, &known, &counts, &head);
        // If no thread can be spawned, this one does all the work.
        (thread.map_or_else(people, |thread| thread.join().ok().flatten()), others)
    });
    let (people, others) = (people?, others?);
    if let Some((date, document)) = others.documents.latest {
        head.date = Some(date);
        places.note_latest(json, raw.documents.get(document).copied());
    }
    drop(raw);
    let links = Links::of(counts, known, people, others.positions, others.projects, others.documents, others.doubts);
    Some(Scanned { head, places, links, starts })
}

impl Scanned {
    /// Writes everything to sections whose names begin with `m.`
    pub fn write(&self, into: &mut SectionWriter) {
        self.places.write(into);
        self.links.write(into);
        let starts = &self.starts;
        into.add("m.at.people", starts.people.bytes().all());
        into.add("m.at.positions", starts.positions.bytes().all());
        into.add("m.at.projects", starts.projects.bytes().all());
        into.add("m.at.organis", starts.organisations.bytes().all());
        into.add("m.at.documents", starts.documents.bytes().all());
        into.add("m.at.warnings", starts.warnings.bytes().all());
    }

    /// Reads what was written, for a model's file. Returns `None` if a section is missing, or if the sections
    /// contradict each other or the file.
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

/// The input of the links from all records but the people.
struct Others {
    documents: Documents,
    positions: Positions,
    projects: Projects,
    doubts: Doubts,
}

impl Others {
    fn of(raw: &Raw<'_>, known: &Known<'_>, counts: &Counts, head: &Head) -> Option<Self> {
        let mut check = Contradictions::new(known, None);
        let mut documents = Documents::default();
        for (index, document) in raw.documents.iter().enumerate() {
            let document: Document = read(document)?;
            check.document(index, &document);
            documents.take(index, &document);
        }
        for (index, organisation) in raw.organisations.iter().enumerate() {
            check.organisation(index, &read::<Organisation>(organisation)?);
        }
        let mut projects = Projects::default();
        for (index, project) in raw.projects.iter().enumerate() {
            let project: Project = read(project)?;
            check.project(index, &project);
            projects.take(&project, known);
        }
        let mut positions = Positions::new(counts.projects);
        for (index, position) in raw.positions.iter().enumerate() {
            let position: Position = read(position)?;
            check.position(index, &position);
            positions.take(&position, known, &head.areas);
            if !check.found.is_empty() {
                return None;
            }
        }
        let mut doubts = Doubts::default();
        for (index, warning) in raw.warnings.iter().enumerate() {
            let warning: Warning = read(warning)?;
            check.warning(index, &warning);
            doubts.take(index, &warning, known, counts);
        }
        let parents = projects.parents();
        let is_hung = !on_cycles(&parents).contains(&true) && too_deep(&parents, MOST_LEVELS).next().is_none();
        let is_sound = check.found.is_empty() && is_hung;
        is_sound.then_some(Self { documents, positions, projects, doubts })
    }
}

fn people_of(raw: &[&RawValue], known: &Known<'_>) -> Option<People> {
    let mut check = Contradictions::new(known, None);
    let mut people = People::default();
    for (index, person) in raw.iter().enumerate() {
        let person: Person = read(person)?;
        check.person(index, &person);
        people.take(&person);
        if !check.found.is_empty() {
            return None;
        }
    }
    people.sort();
    Some(people)
}

/// The ids of a model. Returns `None` if it is of another version, a record has no id, or two have the same.
fn ids_of<'a>(raw: &Raw<'a>, areas: &[Area]) -> Option<Known<'a>> {
    if raw.schema != SCHEMA {
        return None;
    }
    let mut known = Known::default();
    known.reserve(raw.people.len() + raw.positions.len());
    known.add("areas", areas.iter().map(|area| Cow::Owned(area.id.to_string())).enumerate());
    let ids = |list: &[&'a RawValue]| list.iter().copied().map(id_of).collect::<Option<Vec<Cow<'a, str>>>>();
    thread::scope(|scope| {
        let people = || ids(&raw.people);
        let thread = thread::Builder::new().spawn_scoped(scope, people).ok();
        known.add("documents", ids(&raw.documents)?.into_iter().enumerate());
        known.add("organisations", ids(&raw.organisations)?.into_iter().enumerate());
        known.add("projects", ids(&raw.projects)?.into_iter().enumerate());
        known.add("positions", ids(&raw.positions)?.into_iter().enumerate());
        known.add("people", thread.map_or_else(people, |thread| thread.join().ok().flatten())?.into_iter().enumerate());
        known.twice.is_empty().then_some(known)
    })
}

/// The id of a record; its other fields are ignored.
fn id_of(record: &RawValue) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        id: Cow<'a, str>,
    }
    serde_json::from_str::<Named<'_>>(record.get()).ok().map(|named| named.id)
}

fn read<T: DeserializeOwned>(record: &RawValue) -> Option<T> {
    serde_json::from_str(record.get()).ok()
}

fn starts(json: &[u8], records: &[&RawValue]) -> Longs {
    let end = records.last().map(|last| place_in(json, last).end);
    records.iter().map(|record| place_in(json, record).start).chain([end.unwrap_or(0)]).collect()
}
