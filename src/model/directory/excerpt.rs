//! Excerpts of a model that is too large to be loaded and has no index: the records with the words of a query, and the
//! records that they refer to.

use std::collections::{HashMap, HashSet};
use std::fs::File;

use memchr::memmem::Finder;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Directory;
use super::links::Documents;
use super::part_offsets::PartOffsets;
use super::record_places::RecordPlaces;
use super::records::ModelFile;
use super::scan::RecordLists;
use crate::files::{Identity, hash_of};
use crate::gazetteer::RegionCode;
use crate::model::check::{MOST_LEVELS, first_problem};
use crate::model::{
    Area, Document, Fact, Maintainer, Model, OrganisationId, Person, PersonId, Position, Project, ProjectId, SCHEMA,
    TitleTranslations, Warning,
};
use crate::text::{Day, fold};

/// The maximum number of people of an excerpt.
const MOST_PEOPLE: usize = 1_000;
/// The maximum number of records of each other list that are taken because of their words.
const MOST_OTHERS: usize = 200;
/// The maximum number of clauses that are distinguished.
const MOST_CLAUSES: usize = 32;

/// A model's file, and where its records are.
#[derive(Debug)]
pub struct ExcerptSource {
    file: ModelFile,
    /// The title and the other fields that are not lists of records. Its lists are empty.
    head: Model,
    /// The latest day on which a document was published.
    date: Option<Day>,
    lists: RecordLists,
}

/// The parts that the records of an excerpt contain.
///
/// * **Shape** — a clause for each part of a query, with folded texts of which one must occur. Without clauses, the
///   first records are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseTexts(pub Vec<Vec<String>>);

/// The clauses that match, one bit each.
type Mask = u32;

impl ExcerptSource {
    /// Reads where the records of a model are. Returns `None` if the file is not a model of this schema, or cannot be read.
    ///
    /// The records themselves are checked when an excerpt has them.
    #[must_use]
    pub fn open(file: File) -> Option<Self> {
        let identity = Identity::of(&file).ok()?;
        let file = ModelFile::new(file, identity, 0);
        let offsets = PartOffsets::of(&file)?;
        (offsets.value::<u32>("schema", &file, || None)? == SCHEMA).then_some(())?;
        let head = Model {
            title_translations: offsets.value("title_translations", &file, || Some(TitleTranslations::default()))?,
            maintainer: offsets.value::<Option<Maintainer>>("maintainer", &file, || Some(None))?,
            areas: offsets.value("areas", &file, || Some(Vec::new()))?,
            ..Model::without_records(offsets.value("title", &file, || None)?)
        };
        let lists = RecordLists::of(&offsets);
        let mut published = Documents::default();
        lists.documents.each(&file, |index, document: Document| {
            published.take(index, &document);
            Some(())
        })?;
        Some(Self { date: published.latest.map(|(day, _)| day), head, lists, file })
    }

    /// The areas of the model's own that include a region.
    pub fn areas_with(&self, region: RegionCode) -> impl Iterator<Item = &Area> {
        self.head.areas.iter().filter(move |area| area.regions.contains(&region))
    }

    /// The directory of an excerpt, with the date of the whole.
    ///
    /// Reads the whole file. Returns `None` if it is stopped, a record cannot be read or the records contradict each
    /// other.
    #[must_use]
    pub fn directory(&self, texts: &ClauseTexts, is_stopped: &dyn Fn() -> bool) -> Option<Directory> {
        let mut directory = Directory::new(self.excerpt(texts, is_stopped)?);
        directory.head.date = self.date;
        Some(directory)
    }

    /// The records that match the most clauses, and those that they refer to. A person inherits the matches of their
    /// positions, and a position those of its project and organisation.
    fn excerpt(&self, texts: &ClauseTexts, is_stopped: &dyn Fn() -> bool) -> Option<Model> {
        if texts.0.is_empty() {
            let first = |list: &RecordPlaces, most: usize| (0..list.len().min(most)).collect();
            let chosen = Chosen {
                people: first(&self.lists.people, MOST_PEOPLE),
                nameless: Vec::new(),
                projects: first(&self.lists.projects, MOST_OTHERS),
                organisations: first(&self.lists.organisations, MOST_OTHERS),
                documents: first(&self.lists.documents, MOST_OTHERS),
            };
            return self.model_of(chosen, is_stopped);
        }
        let mut scan = Scan { file: &self.file, is_stopped, matcher: Matcher::new(texts), masks: HashMap::new() };
        let organisations = scan.chosen(&self.lists.organisations, MOST_OTHERS, true, |_, _| Some(0))?;
        let projects = scan.chosen(&self.lists.projects, MOST_OTHERS, true, |scan, record| {
            let links: ProjectLinks = serde_json::from_slice(record).ok()?;
            Some(links.coordinator.map_or(0, |fact| scan.mask_of(fact.value.as_ref())))
        })?;
        let nameless = scan.positions(&self.lists.positions)?;
        let people = scan.chosen(&self.lists.people, MOST_PEOPLE, false, |scan, record| {
            if scan.masks.is_empty() { Some(0) } else { Some(scan.mask_of(&id_in(record)?)) }
        })?;
        let documents = scan.chosen(&self.lists.documents, MOST_OTHERS, false, |_, _| Some(0))?;
        drop(scan);
        self.model_of(Chosen { people, nameless, projects, organisations, documents }, is_stopped)
    }

    /// The model of some records and of those that they refer to.
    fn model_of(&self, chosen: Chosen, is_stopped: &dyn Fn() -> bool) -> Option<Model> {
        let mut cited = Cited::default();
        let people: Vec<Person> = self.read(&self.lists.people, &chosen.people, &mut cited)?;
        let ids: HashSet<&str> = people.iter().map(|person| person.id.as_str()).collect();
        let mut held = chosen.nameless;
        self.lists.positions.each_raw(&self.file, |index, record| {
            let links: PositionLinks = serde_json::from_slice(record).ok()?;
            held.extend(ids.contains(links.holder.as_str()).then_some(index));
            (!is_stopped()).then_some(())
        })?;
        held.sort_unstable();
        let positions: Vec<Position> = self.read(&self.lists.positions, &held, &mut cited)?;
        let (mut in_projects, mut projects) = (chosen.projects, Vec::<Project>::new());
        // Each turn adds the projects that those of the last are part of.
        for _ in 0..=MOST_LEVELS {
            projects = self.read(&self.lists.projects, &in_projects, &mut cited)?;
            let more = self.indices(&self.lists.projects, &in_projects, &cited)?;
            if more.len() == in_projects.len() {
                break;
            }
            in_projects = more;
        }
        let in_organisations = self.indices(&self.lists.organisations, &chosen.organisations, &cited)?;
        let organisations = self.read(&self.lists.organisations, &in_organisations, &mut cited)?;
        let mut model = Model { organisations, projects, people, positions, ..self.head.clone() };
        let present: HashSet<String> = ids_of(&model);
        let mut warnings = Vec::new();
        self.lists.warnings.each_raw(&self.file, |_, record| {
            let warning: Warning = serde_json::from_slice(record).ok()?;
            if warning.about.iter().all(|id| present.contains(&id.to_string())) {
                cited.add(record)?;
                warnings.push(warning);
            }
            (!is_stopped()).then_some(())
        })?;
        let in_documents = self.indices(&self.lists.documents, &chosen.documents, &cited)?;
        let documents: Vec<Document> = self.read(&self.lists.documents, &in_documents, &mut cited)?;
        model.warnings = warnings;
        model.documents = documents;
        first_problem(&model).is_none().then_some(model)
    }

    /// The records at some indices. Adds what they refer to.
    fn read<T: DeserializeOwned>(&self, list: &RecordPlaces, indices: &[usize], cited: &mut Cited) -> Option<Vec<T>> {
        let read = |index: &usize| {
            let record = list.raw(*index, &self.file)?;
            cited.add(&record)?;
            serde_json::from_slice(&record).ok()
        };
        indices.iter().map(read).collect()
    }

    /// The indices of some records and of those that are cited, in order.
    fn indices(&self, list: &RecordPlaces, chosen: &[usize], cited: &Cited) -> Option<Vec<usize>> {
        let mut all: HashSet<usize> = chosen.iter().copied().collect();
        list.each_raw(&self.file, |index, record| {
            all.extend(cited.0.contains(&id_in(record)?).then_some(index));
            Some(())
        })?;
        let mut all: Vec<usize> = all.into_iter().collect();
        all.sort_unstable();
        Some(all)
    }
}

/// The records of an excerpt, by index.
struct Chosen {
    people: Vec<usize>,
    nameless: Vec<usize>,
    projects: Vec<usize>,
    organisations: Vec<usize>,
    documents: Vec<usize>,
}

/// A pass through the lists of a model. Records inherit the matches of records in earlier lists.
struct Scan<'a> {
    file: &'a ModelFile,
    is_stopped: &'a dyn Fn() -> bool,
    matcher: Matcher,
    /// The clauses that the record of an id matches, by the hash of the id.
    masks: HashMap<u64, Mask>,
}

impl Scan<'_> {
    /// The best records of a list, by the clauses that they match or inherit. If the list `lends`, positions inherit
    /// from its records.
    fn chosen(
        &mut self,
        list: &RecordPlaces,
        most: usize,
        lends: bool,
        inherited: impl Fn(&Self, &[u8]) -> Option<Mask>,
    ) -> Option<Vec<usize>> {
        let mut best = Best::new(most);
        list.each_raw(self.file, |index, record| {
            let mask = self.matcher.mask(record) | inherited(self, record)?;
            best.push(index, mask);
            if lends {
                self.note(mask, || id_in(record))?;
            }
            (!(self.is_stopped)()).then_some(())
        })?;
        Some(best.into_indices())
    }

    /// The best positions without a named holder. The holders of the others inherit their matches.
    fn positions(&mut self, list: &RecordPlaces) -> Option<Vec<usize>> {
        let mut best = Best::new(MOST_OTHERS);
        list.each_raw(self.file, |index, record| {
            let own = self.matcher.mask(record);
            if own != 0 || !self.masks.is_empty() {
                let links: PositionLinks = serde_json::from_slice(record).ok()?;
                let project = links.project.map_or(0, |fact| self.mask_of(fact.value.as_ref()));
                let organisation = links.organisation.map_or(0, |fact| self.mask_of(fact.value.as_ref()));
                let mask = own | project | organisation;
                if links.holder.starts_with(PersonId::PREFIX) {
                    self.note(mask, || Some(links.holder))?;
                } else {
                    best.push(index, mask);
                }
            }
            (!(self.is_stopped)()).then_some(())
        })?;
        Some(best.into_indices())
    }

    /// Notes what the record of an id answers.
    fn note(&mut self, mask: Mask, id: impl FnOnce() -> Option<String>) -> Option<()> {
        if mask != 0 {
            *self.masks.entry(hash_of(id()?.as_bytes())).or_default() |= mask;
        }
        Some(())
    }

    fn mask_of(&self, id: &str) -> Mask {
        self.masks.get(&hash_of(id.as_bytes())).copied().unwrap_or_default()
    }
}

/// The ids of the records from which a project inherits matches.
#[derive(Deserialize)]
struct ProjectLinks {
    #[serde(default)]
    coordinator: Option<Fact<OrganisationId>>,
}

/// The ids that a position refers to.
#[derive(Deserialize)]
struct PositionLinks {
    holder: String,
    #[serde(default)]
    project: Option<Fact<ProjectId>>,
    #[serde(default)]
    organisation: Option<Fact<OrganisationId>>,
}

/// Finds the clauses that the text of a record matches.
struct Matcher {
    clauses: Vec<Vec<Finder<'static>>>,
    /// The text of a record, folded.
    folded: Vec<u8>,
}

impl Matcher {
    fn new(texts: &ClauseTexts) -> Self {
        let finders = |any: &Vec<String>| any.iter().map(|text| Finder::new(text.as_str()).into_owned()).collect();
        Self { clauses: texts.0.iter().take(MOST_CLAUSES).map(finders).collect(), folded: Vec::new() }
    }

    fn mask(&mut self, record: &[u8]) -> Mask {
        self.folded.clear();
        if record.is_ascii() {
            self.folded.extend(record.iter().map(u8::to_ascii_lowercase));
        } else {
            self.folded.extend(fold(&String::from_utf8_lossy(record)).bytes());
        }
        let answers = |any: &[Finder<'_>]| any.iter().any(|finder| finder.find(&self.folded).is_some());
        (0..).zip(&self.clauses).map(|(clause, any)| Mask::from(answers(any)) << clause).sum()
    }
}

/// The records that match the most clauses, the earlier first.
struct Best {
    most: usize,
    /// The records, by the number of clauses that they match.
    indices: Vec<Vec<usize>>,
}

impl Best {
    fn new(most: usize) -> Self {
        Self { most, indices: vec![Vec::new(); MOST_CLAUSES + 1] }
    }

    fn push(&mut self, index: usize, mask: Mask) {
        let count = usize::try_from(mask.count_ones()).unwrap_or_default();
        if let Some(indices) = self.indices.get_mut(count)
            && count > 0
            && indices.len() < self.most
        {
            indices.push(index);
        }
    }

    /// The indices, in order.
    fn into_indices(self) -> Vec<usize> {
        let mut indices: Vec<usize> = self.indices.into_iter().rev().flatten().take(self.most).collect();
        indices.sort_unstable();
        indices
    }
}

/// The ids that records refer to.
#[derive(Default)]
struct Cited(HashSet<String>);

impl Cited {
    /// Adds the ids in the JSON of a record.
    fn add(&mut self, record: &[u8]) -> Option<()> {
        let mut values = vec![serde_json::from_slice(record).ok()?];
        while let Some(value) = values.pop() {
            match value {
                Value::String(text) if text.contains(':') => drop(self.0.insert(text)),
                Value::Array(items) => values.extend(items),
                Value::Object(fields) => values.extend(fields.into_iter().map(|(_, value)| value)),
                _ => {}
            }
        }
        Some(())
    }
}

/// The id of a record in its JSON.
fn id_in(record: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    serde_json::from_slice::<Named>(record).ok().map(|named| named.id)
}

/// The ids of all records that a warning can be about.
fn ids_of(model: &Model) -> HashSet<String> {
    let people = model.people.iter().map(|person| person.id.to_string());
    let positions = model.positions.iter().map(|position| position.id.to_string());
    let projects = model.projects.iter().map(|project| project.id.to_string());
    let organisations = model.organisations.iter().map(|organisation| organisation.id.to_string());
    people.chain(positions).chain(projects).chain(organisations).collect()
}
