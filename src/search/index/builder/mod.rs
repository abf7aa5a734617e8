//! Builds the index in one pass over the records of a directory, in their order.
//!
//! * `fields`: the texts that each record can be found by.
//! * `members`: what the holders of positions lend to projects, organisations and regions.
//! * `places`: collects for the index where records are responsible and where they are.
//! * `projects`: what a project is found by besides its people: names, organisations, areas and years.
//! * `spelling_table`: how words are written with their accents, each with a number that contexts refer to.
//! * `term_dictionary`: builds the term dictionary from the texts of records.

mod fields;
mod members;
mod places;
mod projects;
mod spelling_table;
mod term_dictionary;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use std::thread;

use foldhash::{HashMap, HashSet};

use crate::gazetteer::{self, OfficeKind, Place};
use crate::model::{
    Basis, Directory, DocumentIx, OrganisationId, OrganisationIx, Phone, PositionIx, ProjectIx, RecordRef, Time,
};
use crate::search::hit::Field;
use crate::search::index::builder::fields::Searchable;
use crate::search::index::builder::term_dictionary::TermDictionaryBuilder;
use crate::search::index::number_table::{NumberTable, pack};
use crate::search::index::periods::{EndTable, SpanTable};
use crate::search::index::postings::Postings;
use crate::search::index::{Details, Index, PlaceContext, PlaceTable, digits_of, place_key};
use crate::store::Words;
use crate::text::Day;

/// The maximum number of holders of a record that are searched to explain why it matches.
const MOST_HOLDERS: usize = 200;

/// The number of people from which the work is shared among threads.
const MANY: u32 = 5_000;
/// The number of records between two reports of the progress.
const PROGRESS_EVERY: u32 = 4096;

impl Index {
    /// Builds the index of a directory, in time that is linear in the length of its texts.
    #[must_use]
    pub fn new(directory: &Directory) -> Self {
        Self::with_progress(directory, &|_| ())
    }

    /// Builds the index of a directory. `on_progress` is called from any thread with the number of records done since
    /// its last call there.
    #[must_use]
    pub fn with_progress(directory: &Directory, on_progress: &(dyn Fn(u32) + Sync)) -> Self {
        let record_count = directory.record_count();
        // People come first and do not depend on other records, so they can be indexed in parts.
        let people = u32::try_from(directory.people_count()).unwrap_or(u32::MAX).min(record_count);
        let parts = if people < MANY { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
        let part = people.div_ceil(u32::try_from(parts).unwrap_or(1)).max(1);
        let ranges = (0..people).step_by(part as usize).map(|from| from..(from + part).min(people));
        let build_range = &|range: Range<u32>| {
            let mut builder = IndexBuilder::new(directory, record_count);
            builder.records(range, on_progress);
            builder.terms.sort_addresses();
            builder
        };
        let mut built = thread::scope(|scope| {
            let start = |range: Range<u32>| {
                let build = {
                    let range = range.clone();
                    move || build_range(range)
                };
                thread::Builder::new().spawn_scoped(scope, build).map_err(|_| range)
            };
            let others: Vec<_> = ranges.clone().skip(1).map(start).collect();
            let mut all = build_range(ranges.clone().next().unwrap_or(0..0));
            for other in others {
                match other.map(thread::ScopedJoinHandle::join) {
                    Ok(Ok(other)) => all.absorb(other),
                    Ok(Err(panic)) => std::panic::resume_unwind(panic),
                    // If no thread can be spawned, this one does all the work.
                    Err(range) => all.absorb(build_range(range)),
                }
            }
            all
        });
        built.records(people..record_count, on_progress);
        built.finish()
    }

    /// Returns the index of one record with its texts, to explain why the record matches.
    pub(in crate::search) fn of_record(directory: &Directory, record: RecordRef) -> Self {
        let mut builder = IndexBuilder::new(directory, 1);
        builder.details = Some(Details::default());
        builder.record(0, record);
        let positions: Vec<PositionIx> = match record {
            RecordRef::Region(code) => directory.positions_responsible_for(code).take(MOST_HOLDERS).collect(),
            RecordRef::Project(project) => directory.positions_in(project).take(MOST_HOLDERS).collect(),
            RecordRef::Organisation(organisation) => directory.positions_at(organisation).take(MOST_HOLDERS).collect(),
            _ => Vec::new(),
        };
        for position in positions {
            builder.lend_to(0, record, position);
        }
        builder.finish()
    }
}

/// The parts of an index, filled record by record.
pub(in crate::search) struct IndexBuilder<'a> {
    pub(in crate::search) directory: &'a Directory,
    record_count: u32,
    terms: TermDictionaryBuilder,
    numbers: Vec<(u64, u32)>,
    pub(in crate::search) places: HashMap<(Place, PlaceContext), Vec<u32>>,
    spans: Vec<(u32, u16, u16)>,
    ended: Vec<(u32, Day)>,
    /// Entries of texts that many records have.
    shared: HashMap<Shared, Arc<[u32]>>,
    /// The places that organisations are named after.
    offices: HashMap<OrganisationIx, Arc<[(Place, OfficeKind)]>>,
    /// The organisations of projects, by id.
    organisations: HashMap<OrganisationId, Option<OrganisationIx>>,
    /// The words of people by which projects, organisations and regions are found, which come later.
    lent: HashMap<u32, HashSet<u32>>,
    /// The people and the positions without a named holder of each project, region and organisation.
    members: HashMap<u32, Vec<u32>>,
    /// Titles of holders that have been added to a record.
    lent_titles: HashSet<(u32, Arc<str>, Time)>,
    /// The displayed texts of the record, if requested.
    pub(in crate::search) details: Option<Details>,
}

/// Texts that many records share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shared {
    Title(Arc<str>, Time),
    Project(ProjectIx),
    Organisation(OrganisationIx),
    Printed(Field, Arc<str>),
}

impl<'a> IndexBuilder<'a> {
    fn new(directory: &'a Directory, record_count: u32) -> Self {
        Self {
            directory,
            record_count,
            terms: TermDictionaryBuilder::default(),
            numbers: Vec::new(),
            places: HashMap::default(),
            spans: Vec::new(),
            ended: Vec::new(),
            shared: HashMap::default(),
            offices: HashMap::default(),
            organisations: HashMap::default(),
            lent: HashMap::default(),
            members: HashMap::default(),
            lent_titles: HashSet::default(),
            details: None,
        }
    }

    fn records(&mut self, numbers: Range<u32>, on_progress: &(dyn Fn(u32) + Sync)) {
        for (number, done) in numbers.zip(1_u32..) {
            self.record(number, self.directory.record(number));
            if done.is_multiple_of(PROGRESS_EVERY) {
                on_progress(PROGRESS_EVERY);
            }
        }
    }

    /// Appends the parts of the records that follow.
    fn absorb(&mut self, other: Self) {
        let becomes = self.terms.absorb(other.terms);
        self.numbers.extend(other.numbers);
        self.spans.extend(other.spans);
        self.ended.extend(other.ended);
        for (key, records) in other.places {
            self.places.entry(key).or_default().extend(records);
        }
        for (number, members) in other.members {
            self.members.entry(number).or_default().extend(members);
        }
        for (number, entries) in other.lent {
            let entries = entries.into_iter().map(|entry| becomes[entry as usize]);
            self.lent.entry(number).or_default().extend(entries);
        }
    }

    fn record(&mut self, number: u32, record: RecordRef) {
        let directory = self.directory;
        self.ended.extend(directory.ended_on(record).map(|day| (number, day)));
        match record {
            RecordRef::Person(index) => {
                let person = directory.person(index);
                let name = Searchable::plain(Field::Name, &person.name);
                self.text(number, &name, false);
                for email in &person.emails {
                    self.text(number, &Searchable::plain(Field::Mail, &email.address), false);
                }
                self.phones(number, &person.phones);
                for position in directory.positions_of(index) {
                    self.position(number, position, Some(&person.name));
                }
            }
            RecordRef::Position(index) => self.position(number, index, None),
            RecordRef::Project(index) => {
                self.project(number, index);
                self.years(number, index);
                self.project_places(number, index);
            }
            RecordRef::Region(code) => {
                self.texts(number, &fields::of_region(code), true);
                let shown = gazetteer::region(code).names.fi;
                self.place(
                    number,
                    Place::Region(code),
                    PlaceContext::of(Field::Name, Basis::Stated),
                    shown,
                    Vec::new(),
                );
            }
            RecordRef::Organisation(index) => {
                self.texts(number, &fields::of_organisation(directory, index), false);
                let organisation = directory.organisation(index);
                self.phones(number, &organisation.phones);
                self.office(number, &organisation.name, Field::Name);
                for word in organisation.name.split(' ') {
                    for named in gazetteer::places_called(word) {
                        let context = PlaceContext::of(Field::Name, Basis::Stated);
                        self.place(number, named.place, context, &organisation.name, Vec::new());
                    }
                }
            }
            RecordRef::Document(index) => self.contact_points(number, index),
        }
        for entry in self.lent.remove(&number).unwrap_or_default() {
            self.terms.add_record(entry, number);
        }
    }

    /// The names of an organisation. Its record is read once: a large one is cited thousands of times.
    fn share_organisation(&mut self, number: u32, organisation: OrganisationIx) {
        let directory = self.directory;
        self.share(number, Shared::Organisation(organisation), || fields::of_organisation_of(directory, organisation));
    }

    /// The title of a document, with the numbers and addresses in it that belong to nobody.
    fn contact_points(&mut self, number: u32, index: DocumentIx) {
        let document = self.directory.document(index);
        self.text(number, &Searchable::plain(Field::Name, &document.title), false);
        for email in &document.emails {
            self.text(number, &Searchable::plain(Field::Mail, &email.address), false);
        }
        self.phones(number, &document.phones);
    }

    /// Adds the texts of a position to its holder, its project, its organisation and its regions.
    fn position(&mut self, number: u32, index: PositionIx, holder: Option<&str>) {
        let directory = self.directory;
        let position = directory.position(index);
        let (title, time): (Arc<str>, Time) = (position.title.as_str().into(), position.time);
        self.share(number, Shared::Title(Arc::clone(&title), time), || fields::of_title(&title, time));
        if let Some(project) = directory.project_of(index) {
            self.share(number, Shared::Project(project), || fields::of_project_of(directory, project));
        }
        if let Some(organisation) = directory.organisation_of(index) {
            self.share_organisation(number, organisation);
            self.employer(number, organisation);
        }
        for text in fields::of_scope(&position) {
            self.share(number, Shared::Printed(text.field, text.shown.as_str().into()), || vec![text.clone()]);
        }
        self.position_places(number, index, &position, Field::Region);
        self.workplace(number, position.place.as_deref());
        if self.details.is_none() {
            self.lend(number, index, &position, holder);
        }
    }

    /// Texts that many records share, divided into words once.
    fn share(&mut self, number: u32, shared: Shared, texts: impl Fn() -> Vec<Searchable>) {
        if self.details.is_some() {
            return self.texts(number, &texts(), false);
        }
        let known = self.shared.get(&shared).map(Arc::clone);
        let entries = known.unwrap_or_else(|| {
            let all = texts();
            let entries: BTreeSet<u32> =
                all.iter().flat_map(|text| self.terms.entries_in(number, text, false, None)).collect();
            let entries: Arc<[u32]> = entries.into_iter().collect();
            self.shared.insert(shared, Arc::clone(&entries));
            entries
        });
        for entry in entries.iter() {
            self.terms.add_record(*entry, number);
        }
    }

    fn texts(&mut self, number: u32, texts: &[Searchable], is_place_name: bool) {
        for text in texts {
            self.text(number, text, is_place_name);
        }
    }

    fn text(&mut self, number: u32, text: &Searchable, is_place_name: bool) {
        for entry in self.terms.entries_in(number, text, is_place_name, self.details.as_mut()) {
            self.terms.add_record(entry, number);
        }
    }

    fn phones(&mut self, number: u32, phones: &[Phone]) {
        for phone in phones {
            let national = phone.national();
            self.numbers.push((pack(&national), number));
            if let Some(details) = &mut self.details {
                details.numbers.push((national, phone.printed.clone()));
            }
        }
    }

    fn finish(mut self) -> Index {
        let mut details = self.details.take().unwrap_or_default();
        let (dictionaries, spellings, names) = self.terms.finish(self.record_count, &mut details);
        let mut keys: Vec<(String, Vec<u32>)> = self
            .places
            .drain()
            .filter_map(|((place, context), mut records)| {
                // The words of people are added to projects before the projects themselves are read.
                records.sort_unstable();
                records.dedup();
                Some((place_key(place)? + &context.key(), records))
            })
            .collect();
        keys.sort_unstable();
        let directory = self.directory;
        let without_members = directory.people_count() + directory.nameless_count() + directory.contacts_count();
        let first = u32::try_from(without_members).unwrap_or(u32::MAX).min(self.record_count);
        let members: Vec<Vec<u32>> = (first..self.record_count)
            .map(|number| {
                let mut members = self.members.remove(&number).unwrap_or_default();
                members.sort_unstable();
                members.dedup();
                members
            })
            .collect();
        let members = Postings::of(self.record_count, members.iter().map(Vec::as_slice));
        let lists = Postings::of(self.record_count, keys.iter().map(|(_, records)| records.as_slice()));
        Index {
            record_count: self.record_count,
            dictionaries,
            spellings,
            names,
            numbers: NumberTable::of(self.numbers),
            places: PlaceTable { keys: Words::of_sorted(keys.iter().map(|(key, _)| key.as_str())), postings: lists },
            spans: SpanTable {
                records: self.spans.iter().map(|(record, ..)| *record).collect(),
                firsts: self.spans.iter().map(|(_, first, _)| u32::from(*first)).collect(),
                lasts: self.spans.iter().map(|(.., last)| u32::from(*last)).collect(),
            },
            ended: EndTable {
                records: self.ended.iter().map(|(record, _)| *record).collect(),
                days: self.ended.iter().map(|(_, day)| digits_of(*day)).collect(),
            },
            members,
            over: OnceLock::new(),
            details,
        }
    }
}
