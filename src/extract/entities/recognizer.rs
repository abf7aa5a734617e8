//! A sentence or a contact line, with everything in it that the directory knows the like of.

use std::ops::Range;

use super::email::{self, Mail};
use super::name_lookup::Roster;
use super::organisation::{self, Organisation};
use super::person::{self, Candidate};
use super::phone::{self, Telephone};
use super::place::{self, Named};
use super::project::{self, Project};
use super::role::{self, Role};
use super::temporal::{self, When};
use super::tokenizer::Token;
use crate::gazetteer::Case as PlaceCase;
use crate::model::PlaceId;
use crate::text::{Day, fold};

/// What is known before a sentence is read.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Lore {
    /// Names of projects.
    pub(in crate::extract) projects: Vec<String>,
    /// Names of people that the document has proved.
    pub(in crate::extract) people: Roster,
    /// When the document was true.
    pub(in crate::extract) today: Option<Day>,
}

/// A stretch of a sentence.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Unit {
    /// Bytes of the line.
    pub(in crate::extract) range: Range<usize>,
    /// What it is.
    pub(in crate::extract) kind: Kind,
}

/// What a stretch of a sentence is.
#[derive(Clone, Debug)]
pub(in crate::extract) enum Kind {
    /// Any other word, folded.
    Word(String),
    /// A punctuation mark.
    Mark,
    /// Somebody's name.
    Person(String),
    /// A title.
    Role(Role),
    /// An organisation.
    Organisation(Organisation),
    /// A project.
    Project(Project),
    /// A time.
    When(When),
    /// A place.
    Place(Named),
    /// A list of places in brackets, or in front of a colon.
    Areas(Vec<Named>),
    /// How many.
    Count(u32),
    /// A telephone number.
    Phone(Telephone),
    /// An e-mail address or the pattern of addresses.
    Mail(Mail),
}

/// What stands round a sentence and speaks for a name in it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::extract) struct Around {
    /// A heading above gives a title to every line.
    pub(in crate::extract) under_title: bool,
    /// The lines below, up to the next name, hold a number, an address or a title.
    pub(in crate::extract) card: bool,
}

/// The units of a sentence of `text`, in order.
pub(in crate::extract) fn units(text: &str, tokens: &[Token], lore: &Lore, around: Around) -> Vec<Unit> {
    let mut draft = Draft { text, tokens, taken: vec![false; tokens.len()], units: Vec::new() };
    let within = tokens.first().zip(tokens.last()).map_or(0..0, |(first, last)| first.range.start..last.range.end);
    for phone in phone::telephones(text) {
        draft.bytes(&within, phone.range.clone(), Kind::Phone(phone));
    }
    for mail in email::mails(text) {
        draft.bytes(&within, mail.range.clone(), Kind::Mail(mail));
    }
    for (range, organisation) in organisation::organisations(text, tokens, &draft.taken) {
        draft.take(range, Kind::Organisation(organisation));
    }
    for (range, project) in project::projects(text, tokens, &draft.taken, &lore.projects) {
        draft.take(range, Kind::Project(project));
    }
    for (range, when) in temporal::whens(text, tokens, lore.today) {
        if draft.is_free(&range) {
            draft.take(range, Kind::When(when));
        }
    }
    draft.area_lists();
    draft.known_people(&lore.people);
    for (range, role) in role::roles(text, tokens, &draft.taken) {
        draft.take(range, Kind::Role(role));
    }
    for candidate in person::candidates(text, tokens, &draft.taken) {
        if candidate.looks + draft.evidence_for(&candidate, around) >= person::ENOUGH {
            draft.take(candidate.tokens, Kind::Person(candidate.name));
        }
    }
    draft.places();
    draft.rest();
    draft.units.sort_by_key(|unit| unit.range.start);
    draft.units
}

/// Keys that a name stands behind.
const KEYS: &[&str] =
    &["nimi", "namn", "name", "yhteyshenkilo", "kontaktperson", "kirjoittaja", "kirjoittajat", "forfattare", "teksti"];

struct Draft<'a> {
    text: &'a str,
    tokens: &'a [Token],
    taken: Vec<bool>,
    units: Vec<Unit>,
}

impl Draft<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn is_free(&self, range: &Range<usize>) -> bool {
        self.taken.get(range.clone()).is_some_and(|taken| taken.iter().all(|it| !it))
    }

    fn span(&self, range: &Range<usize>) -> Range<usize> {
        let tokens = self.tokens.get(range.clone()).unwrap_or_default();
        tokens.first().zip(tokens.last()).map_or(0..0, |(first, last)| first.range.start..last.range.end)
    }

    fn take(&mut self, range: Range<usize>, kind: Kind) {
        let bytes = self.span(&range);
        if let Some(taken) = self.taken.get_mut(range) {
            taken.fill(true);
        }
        self.units.push(Unit { range: bytes, kind });
    }

    /// Takes the tokens that lie in a stretch of bytes, when the stretch lies in this sentence.
    fn bytes(&mut self, within: &Range<usize>, bytes: Range<usize>, kind: Kind) {
        if bytes.start < within.start || bytes.end > within.end {
            return;
        }
        for (token, taken) in self.tokens.iter().zip(&mut self.taken) {
            *taken |= token.range.start < bytes.end && bytes.start < token.range.end;
        }
        self.units.push(Unit { range: bytes, kind });
    }

    /// Lists of places in brackets, and a list of places in front of a colon.
    fn area_lists(&mut self) {
        let mut stretches = Vec::new();
        for open in 0..self.tokens.len() {
            if self.word(open) == "("
                && let Some(close) = (open..self.tokens.len()).find(|at| self.word(*at) == ")")
            {
                stretches.push((open..close + 1, open + 1..close));
            }
        }
        if let Some(colon) = (0..self.tokens.len()).find(|at| self.word(*at) == ":") {
            stretches.push((0..colon + 1, 0..colon));
        }
        for (whole, inner) in stretches {
            if inner.is_empty() || !self.is_free(&whole) {
                continue;
            }
            if let Some(places) = place::list(self.text, self.span(&inner)) {
                let bytes = self.span(&inner);
                self.take(whole, Kind::Areas(places.into_iter().map(|(_, place)| place).collect()));
                // The brackets are no part of what is printed in them.
                if let Some(unit) = self.units.last_mut() {
                    unit.range = bytes;
                }
            }
        }
    }

    fn known_people(&mut self, people: &Roster) {
        for at in 0..self.tokens.len() {
            let Some(start) = self.tokens.get(at).map(|token| token.range.start) else { continue };
            let rest = self.text.get(start..).unwrap_or_default();
            let ends = self.tokens.get(at..).unwrap_or_default().iter().map(|token| token.range.end - start);
            let Some(name) = people.longest(rest, ends).map(str::to_owned) else { continue };
            let stop = start + name.len();
            let end = self.tokens.partition_point(|token| token.range.end < stop);
            if self.is_free(&(at..end + 1)) {
                self.take(at..end + 1, Kind::Person(name));
            }
        }
    }

    /// Points for what stands round a candidate.
    fn evidence_for(&self, candidate: &Candidate, around: Around) -> i32 {
        let bytes = self.span(&candidate.tokens);
        let before = candidate.tokens.start;
        let after = candidate.tokens.end;
        let at = |byte: Option<usize>, end: bool| {
            self.units.iter().find(|unit| Some(if end { unit.range.end } else { unit.range.start }) == byte)
        };
        let token_end = |index: Option<usize>| index.and_then(|it| self.tokens.get(it)).map(|it| it.range.end);
        let token_start = |index: usize| self.tokens.get(index).map(|it| it.range.start);
        let titled = |unit: Option<&Unit>| {
            use super::inflection::Case::{Essive, Nominative};
            matches!(unit, Some(Unit { kind: Kind::Role(role), .. }) if matches!(role.case, Essive | Nominative))
        };
        let mut points = 0;
        let comma = matches!(self.word(after), "," | "(");
        let opens = before == 0;
        // “Maija Meri, Lapin aluekoordinaattori”
        let behind = after + usize::from(comma);
        let behind = behind + usize::from(place::is_bent_place(self.word(behind)));
        if titled(at(token_end(before.checked_sub(1)), true)) || titled(at(token_start(behind), false)) {
            points += 3;
        }
        let reaches = |unit: &Unit| {
            let near = unit.range.start >= bytes.end && unit.range.start - bytes.end < 120;
            near && matches!(&unit.kind, Kind::Phone(_) | Kind::Mail(Mail { says: email::Printed::Address(_), .. }))
        };
        if self.units.iter().any(reaches) {
            points += 3;
        }
        let key = before.checked_sub(2).map(|at| fold(self.word(at)));
        let keyed = before >= 2 && self.word(before - 1) == ":" && key.is_some_and(|key| KEYS.contains(&key.as_str()));
        let ends = matches!(self.word(after), "" | "," | "(" | ":");
        if keyed || (opens && ends && (around.under_title || around.card)) {
            points += 3;
        }
        points
    }

    fn places(&mut self) {
        for at in 0..self.tokens.len() {
            let range = at..at + 1;
            let word = self.word(at).to_owned();
            if !self.is_free(&range) || !word.starts_with(char::is_uppercase) || word.ends_with('-') {
                continue;
            }
            // The country is where everybody works; only a list of areas can mean it.
            if let Some(place) = place::named(&word).filter(|it| it.place != PlaceId::Country) {
                self.take(range, Kind::Place(place));
            }
        }
    }

    /// Numbers, words and marks that nothing else took.
    fn rest(&mut self) {
        for (at, token) in self.tokens.iter().enumerate() {
            if self.taken.get(at) != Some(&false) {
                continue;
            }
            let word = token.of(self.text);
            let kind = match (token.word, count(word)) {
                (true, Some(count)) => Kind::Count(count),
                (true, None) => Kind::Word(fold(word)),
                (false, _) => Kind::Mark,
            };
            self.units.push(Unit { range: token.range.clone(), kind });
        }
    }
}

/// A number of people that a page can speak of.
fn count(word: &str) -> Option<u32> {
    const WORDS: &[&str] =
        &["yksi", "kaksi", "kolme", "nelja", "viisi", "kuusi", "seitseman", "kahdeksan", "yhdeksan", "kymmenen"];
    let folded = fold(word);
    let spelled = WORDS.iter().position(|it| *it == folded).and_then(|at| u32::try_from(at + 1).ok());
    spelled.or_else(|| folded.parse().ok().filter(|count| (1..1000).contains(count)))
}

impl Unit {
    /// The word, when it is no more than that.
    pub(in crate::extract) fn word(&self) -> &str {
        match &self.kind {
            Kind::Word(word) => word,
            _ => "",
        }
    }

    /// The place, when it is one in a local case.
    pub(in crate::extract) fn where_to_find(&self) -> Option<&Named> {
        match &self.kind {
            Kind::Place(place) if place.case == PlaceCase::Other => Some(place),
            _ => None,
        }
    }
}
