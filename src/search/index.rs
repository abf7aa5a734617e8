//! What a search looks in: the distinct words of all records, their numbers and their places.

use std::collections::{BTreeMap, HashMap};

use super::answer::{Field, Step};
use super::fields::{Searchable, fields_of};
use crate::gazetteer::{self, Place, RegionCode};
use crate::model::{Basis, Directory, NamedPlace, Phone, PlaceId, Position, RecordRef};
use crate::text::{Day, Folded};

/// A directory made searchable.
///
/// Words are matched, not rows: a word that many records share is looked at once.
#[derive(Debug, Default)]
pub struct Index {
    /// The records, in the order that breaks ties.
    pub(super) records: Vec<RecordRef>,
    /// Every searchable text.
    pub(super) texts: Vec<Text>,
    /// The distinct folded words, sorted, with where they stand.
    pub(super) words: Vec<(String, Vec<Posting>)>,
    /// The same words one after another, a line each: what stands inside words is found in one pass.
    lines: String,
    /// Where in the lines each word begins.
    line_starts: Vec<usize>,
    /// Every number.
    pub(super) numbers: Vec<Number>,
    /// The years of every project.
    pub(super) spans: Vec<Span>,
    /// The texts that are names of records.
    pub(super) names: Vec<Name>,
    /// Who answers for a place, or is in it.
    pub(super) places: HashMap<Place, Vec<PlacePosting>>,
}

/// A searchable text of a record.
#[derive(Debug)]
pub(super) struct Text {
    /// Index into the records.
    pub record: u32,
    /// What it is.
    pub field: Field,
    /// As it is shown.
    pub shown: String,
    /// Whether what is searched is another word for what is shown.
    pub is_alias: bool,
    /// What is searched.
    pub folded: Folded,
}

/// A word's place in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// Index into the texts.
    pub text: u32,
    /// The character of the folded text that the word begins at.
    pub at: u32,
}

/// The name of a record.
#[derive(Debug)]
pub(super) struct Name {
    /// Index into the texts.
    pub text: u32,
    /// The first letters of its words.
    pub initials: String,
}

/// A telephone number of a record.
#[derive(Debug)]
pub(super) struct Number {
    /// Index into the records.
    pub record: u32,
    /// National digits, without the leading zero.
    pub national: String,
    /// As printed.
    pub printed: String,
}

/// The years in which a project ran.
#[derive(Debug)]
pub(super) struct Span {
    /// Index into the records.
    pub record: u32,
    /// The first year, when known.
    pub first: Option<u16>,
    /// The last year, when known.
    pub last: Option<u16>,
    /// As it is shown: `2015–2020`, `?–2020`.
    pub shown: String,
}

/// A record that a place leads to.
#[derive(Clone, Debug)]
pub(super) struct PlacePosting {
    /// Index into the records.
    pub record: u32,
    /// As what: `Region` when it answers for the place, `Name` when it is the place, `Place` when it is in it.
    pub field: Field,
    /// What the record calls it.
    pub shown: String,
    /// Whether the place itself is printed.
    pub basis: Basis,
    /// Whether it is only a part of the place that the record answers for.
    pub is_part: bool,
    /// From the place to what the record prints.
    pub path: Vec<Step>,
}

impl Index {
    /// Makes a directory searchable. Linear in the texts of the directory.
    #[must_use]
    pub fn new(directory: &Directory) -> Self {
        let mut index = Self { records: records_in_order(directory), ..Self::default() };
        let mut words: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        for (number, record) in (0_u32..).zip(index.records.clone()) {
            for text in fields_of(directory, record) {
                index.add_text(number, text, &mut words);
            }
            index.add_numbers(number, &phones_of(directory, record));
            index.add_places(number, directory, record);
            index.add_years(number, directory, record);
        }
        index.words = words.into_iter().collect();
        for (word, _) in &index.words {
            index.line_starts.push(index.lines.len());
            index.lines.push_str(word);
            index.lines.push('\n');
        }
        index
    }

    /// The words that have `part` in them, in order.
    pub(super) fn words_with<'a>(&'a self, part: &'a str) -> impl Iterator<Item = &'a (String, Vec<Posting>)> {
        let line = |at: usize| self.line_starts.partition_point(|start| *start <= at) - 1;
        let mut last = None;
        let found = self.lines.match_indices(part).map(move |(at, _)| line(at));
        found.filter(move |line| last.replace(*line) != Some(*line)).map(|line| &self.words[line])
    }

    /// Whether a text is the name of a place.
    pub(super) fn is_place_name(&self, text: &Text) -> bool {
        let is_region = matches!(self.records[text.record as usize], RecordRef::Region(_));
        text.field == Field::Region || (text.field == Field::Name && is_region)
    }

    fn add_text(&mut self, record: u32, text: Searchable, words: &mut BTreeMap<String, Vec<Posting>>) {
        let is_alias = text.alias.is_some();
        let folded = Folded::new(text.alias.as_deref().unwrap_or(&text.shown));
        let Ok(number) = u32::try_from(self.texts.len()) else { return };
        for (at, word) in words_of(&folded.text) {
            let postings = words.entry(word.to_owned()).or_default();
            postings.push(Posting { text: number, at });
        }
        if text.field == Field::Name {
            let initials = words_of(&folded.text).into_iter().filter_map(|(_, word)| word.chars().next()).collect();
            self.names.push(Name { text: number, initials });
        }
        self.texts.push(Text { record, field: text.field, shown: text.shown, is_alias, folded });
    }

    fn add_numbers(&mut self, record: u32, phones: &[Phone]) {
        let number = |phone: &Phone| Number { record, national: phone.national(), printed: phone.printed.clone() };
        self.numbers.extend(phones.iter().map(number));
    }

    /// The years of a project; those of what it is a part of, where it has none of its own.
    fn add_years(&mut self, record: u32, directory: &Directory, what: RecordRef) {
        let RecordRef::Project(project) = what else { return };
        let mut family = directory.family_of(project).into_iter().map(|index| directory.project(index));
        let Some(dated) = family.find(|project| project.start.is_some() || project.end.is_some()) else { return };
        let year = |day: Option<Day>| day.map(Day::year);
        let first = year(dated.start.as_ref().and_then(|start| start.from));
        let last = year(dated.end.as_ref().and_then(|end| end.to));
        let words = |year: Option<u16>| year.map_or("?".to_owned(), |year| year.to_string());
        let shown = format!("{}–{}", words(first), words(last));
        self.spans.push(Span { record, first, last, shown });
    }

    fn add_places(&mut self, record: u32, directory: &Directory, what: RecordRef) {
        match what {
            RecordRef::Person(person) => {
                for position in directory.positions_of(person) {
                    self.add_position_places(record, directory, position, Field::Region);
                    self.add_workplace(record, &directory.position(position));
                }
            }
            RecordRef::Position(position) => {
                self.add_position_places(record, directory, position, Field::Region);
                self.add_workplace(record, &directory.position(position));
            }
            RecordRef::Region(code) => {
                let shown = gazetteer::region(code).names.fi.to_owned();
                let posting = PlacePosting {
                    record,
                    field: Field::Name,
                    shown,
                    basis: Basis::Stated,
                    is_part: false,
                    path: Vec::new(),
                };
                self.add_place(Place::Region(code), posting);
            }
            RecordRef::Project(project) => {
                for area in directory.project(project).areas.iter().filter(|area| area.place != PlaceId::Country) {
                    for region in directory.regions_of(area) {
                        let shown = area.printed.clone();
                        let posting = PlacePosting {
                            record,
                            field: Field::Region,
                            shown,
                            basis: area.basis,
                            is_part: false,
                            path: Vec::new(),
                        };
                        self.add_place(Place::Region(region), posting);
                    }
                }
                for position in directory.positions_in(project) {
                    self.add_position_places(record, directory, position, Field::Person);
                    self.add_workplace(record, &directory.position(position));
                }
            }
            RecordRef::Organisation(organisation) => {
                let name = directory.organisation(organisation).name.clone();
                let shown = || name.clone();
                let posting = || PlacePosting {
                    record,
                    field: Field::Name,
                    shown: shown(),
                    basis: Basis::Stated,
                    is_part: false,
                    path: Vec::new(),
                };
                for word in name.split(' ') {
                    for named in gazetteer::places_called(word) {
                        self.add_place(named.place, posting());
                    }
                }
            }
            RecordRef::Document(_) => {}
        }
    }

    fn add_position_places(&mut self, record: u32, directory: &Directory, position: usize, field: Field) {
        let held = directory.position(position);
        let holder =
            directory.holder_of(position).filter(|_| field == Field::Person).map(|index| directory.person(index));
        let shown_as = |place: String| holder.as_ref().map_or(place, |person| person.name.clone());
        for (region, responsible) in directory.responsibilities_of(position) {
            let printed = responsible.path.last().cloned();
            let shown = printed.unwrap_or_else(|| gazetteer::region(region).names.fi.to_owned());
            let (shown, basis) = (shown_as(shown), responsible.basis);
            let path = responsible.path.iter().cloned().map(Step::Printed).collect();
            let is_part = is_part_of(directory, &held.areas, region);
            self.add_place(Place::Region(region), PlacePosting { record, field, shown, basis, is_part, path });
        }
        for area in &held.areas {
            if let PlaceId::Municipality(code) = area.place {
                let (shown, basis) = (shown_as(area.printed.clone()), area.basis);
                let posting = PlacePosting { record, field, shown, basis, is_part: false, path: Vec::new() };
                self.add_place(Place::Municipality(code), posting);
            }
        }
    }

    fn add_workplace(&mut self, record: u32, position: &Position) {
        if let Some(place) = &position.place
            && let PlaceId::Municipality(code) = place.place
        {
            let (shown, basis) = (place.printed.clone(), place.basis);
            let posting = PlacePosting { record, field: Field::Place, shown, basis, is_part: false, path: Vec::new() };
            self.add_place(Place::Municipality(code), posting);
        }
    }

    fn add_place(&mut self, place: Place, posting: PlacePosting) {
        self.places.entry(place).or_default().push(posting);
    }
}

/// Whether areas name municipalities of a region, and nothing larger of it.
fn is_part_of(directory: &Directory, areas: &[NamedPlace], region: RegionCode) -> bool {
    let mut inside = areas.iter().filter(|area| directory.regions_of(area).contains(&region)).peekable();
    inside.peek().is_some() && inside.all(|area| matches!(area.place, PlaceId::Municipality(_)))
}

/// Every record of the directory: people by surname, then nameless positions, projects, regions, organisations.
pub(super) fn records_in_order(directory: &Directory) -> Vec<RecordRef> {
    (0..directory.record_count()).map(|number| directory.record(number)).collect()
}

fn phones_of(directory: &Directory, record: RecordRef) -> Vec<Phone> {
    match record {
        RecordRef::Person(index) => directory.person(index).phones.clone(),
        RecordRef::Organisation(index) => directory.organisation(index).phones.clone(),
        _ => Vec::new(),
    }
}

/// The words of a folded text, each with the character it begins at.
///
/// `anne laitinen-sainio` has `anne`, `laitinen-sainio`, `laitinen` and `sainio`; an address is a word, and so are its parts.
pub(super) fn words_of(folded: &str) -> Vec<(u32, &str)> {
    let mut words = Vec::new();
    let outside = |letter: char| letter.is_whitespace() || ",;/()\"".contains(letter);
    for (at, chunk) in pieces(folded, outside) {
        let parts = pieces(chunk, |letter| !letter.is_alphanumeric());
        if parts.len() != 1 || parts[0].1 != chunk {
            words.push((at, chunk));
        }
        words.extend(parts.into_iter().map(|(inside, part)| (at + inside, part)));
    }
    words
}

/// The runs of characters between separators, each with the character it begins at.
fn pieces(text: &str, is_separator: impl Fn(char) -> bool) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let mut begun: Option<(u32, usize)> = None;
    for (at, (byte, letter)) in (0_u32..).zip(text.char_indices()) {
        match (begun, is_separator(letter)) {
            (None, false) => begun = Some((at, byte)),
            (Some((at, start)), true) => {
                found.push((at, &text[start..byte]));
                begun = None;
            }
            _ => {}
        }
    }
    found.extend(begun.map(|(at, start)| (at, &text[start..])));
    found
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_hyphenated_name_is_one_word_and_two() {
        assert_eq!(
            words_of("anne laitinen-sainio"),
            [(0, "anne"), (5, "laitinen-sainio"), (5, "laitinen"), (14, "sainio")]
        );
        assert_eq!(words_of("a.b@c.fi").len(), 5);
    }
}
