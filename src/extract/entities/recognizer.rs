//! A sentence or a contact line, with everything in it that the directory knows the like of.

use std::ops::Range;

use super::email::{self, EmailMention};
use super::name_lookup::NameLookup;
use super::organisation::{self, OrganisationMention};
use super::person::{self, NameCandidate};
use super::phone::{self, PhoneMention};
use super::place::{self, PlaceMention};
use super::project::{self, ProjectMention};
use super::role::{self, RoleMention};
use super::temporal::{self, TimeExpression};
use super::tokenizer::Token;
use crate::gazetteer::Case;
use crate::model::PlaceId;
use crate::text::{Day, fold};

/// What is known before a sentence is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Knowledge {
    /// Names of projects.
    pub(crate) projects: Vec<String>,
    /// Names of people that the document has proved.
    pub(crate) people: NameLookup,
    /// When the document was true.
    pub(crate) document_date: Option<Day>,
}

/// A stretch of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    /// Bytes of the line.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) entity: Entity,
}

/// What a stretch of a sentence is.
#[derive(Clone, Debug)]
pub(crate) enum Entity {
    /// Any other word, folded.
    Word(String),
    /// A punctuation mark.
    Mark,
    /// Somebody's name.
    Person(String),
    /// A title.
    Role(RoleMention),
    /// An organisation.
    Organisation(OrganisationMention),
    /// A project.
    Project(ProjectMention),
    /// A time.
    Time(TimeExpression),
    /// A place.
    Place(PlaceMention),
    /// A list of places in brackets, or in front of a colon.
    PlaceList(Vec<PlaceMention>),
    /// How many.
    Count(u32),
    /// A telephone number.
    Phone(PhoneMention),
    /// An e-mail address or the pattern of addresses.
    Email(EmailMention),
}

/// What stands round a sentence and speaks for a name in it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineContext {
    /// A heading above gives a title to every line.
    pub(crate) under_role_heading: bool,
    /// The lines below, up to the next name, hold a number, an address or a title.
    pub(crate) card: bool,
}

/// The units of a sentence of `text`, in order.
pub(crate) fn recognize(text: &str, tokens: &[Token], knowledge: &Knowledge, around: LineContext) -> Vec<Span> {
    let mut draft = Recognizer { text, tokens, taken: vec![false; tokens.len()], spans: Vec::new() };
    let within = tokens.first().zip(tokens.last()).map_or(0..0, |(first, last)| first.range.start..last.range.end);
    for phone in phone::find_phones(text) {
        draft.bytes(&within, phone.range.clone(), Entity::Phone(phone));
    }
    for mail in email::find_emails(text) {
        draft.bytes(&within, mail.range.clone(), Entity::Email(mail));
    }
    for (range, organisation) in organisation::find_organisations(text, tokens, &draft.taken) {
        draft.take(range, Entity::Organisation(organisation));
    }
    for (range, project) in project::find_projects(text, tokens, &draft.taken, &knowledge.projects) {
        draft.take(range, Entity::Project(project));
    }
    for (range, when) in temporal::find_times(text, tokens, knowledge.document_date) {
        if draft.is_free(&range) {
            draft.take(range, Entity::Time(when));
        }
    }
    draft.area_lists();
    draft.known_people(&knowledge.people);
    for (range, role) in role::find_roles(text, tokens, &draft.taken) {
        draft.take(range, Entity::Role(role));
    }
    for candidate in person::find_candidates(text, tokens, &draft.taken) {
        if candidate.own_score + draft.evidence_for(&candidate, around) >= person::MIN_SCORE {
            draft.take(candidate.tokens, Entity::Person(candidate.name));
        }
    }
    draft.places();
    draft.rest();
    draft.spans.sort_by_key(|span| span.range.start);
    draft.spans
}

/// Keys that a name stands behind.
const KEYS: &[&str] =
    &["nimi", "namn", "name", "yhteyshenkilo", "kontaktperson", "kirjoittaja", "kirjoittajat", "forfattare", "teksti"];

struct Recognizer<'a> {
    text: &'a str,
    tokens: &'a [Token],
    taken: Vec<bool>,
    spans: Vec<Span>,
}

impl Recognizer<'_> {
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

    fn take(&mut self, range: Range<usize>, entity: Entity) {
        let bytes = self.span(&range);
        if let Some(taken) = self.taken.get_mut(range) {
            taken.fill(true);
        }
        self.spans.push(Span { range: bytes, entity });
    }

    /// Takes the tokens that lie in a stretch of bytes, when the stretch lies in this sentence.
    fn bytes(&mut self, within: &Range<usize>, bytes: Range<usize>, entity: Entity) {
        if bytes.start < within.start || bytes.end > within.end {
            return;
        }
        for (token, taken) in self.tokens.iter().zip(&mut self.taken) {
            *taken |= token.range.start < bytes.end && bytes.start < token.range.end;
        }
        self.spans.push(Span { range: bytes, entity });
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
            if let Some(places) = place::place_list(self.text, self.span(&inner)) {
                let bytes = self.span(&inner);
                self.take(whole, Entity::PlaceList(places.into_iter().map(|(_, place)| place).collect()));
                // The brackets are no part of what is printed in them.
                if let Some(span) = self.spans.last_mut() {
                    span.range = bytes;
                }
            }
        }
    }

    fn known_people(&mut self, people: &NameLookup) {
        for at in 0..self.tokens.len() {
            let Some(start) = self.tokens.get(at).map(|token| token.range.start) else { continue };
            let rest = self.text.get(start..).unwrap_or_default();
            let ends = self.tokens.get(at..).unwrap_or_default().iter().map(|token| token.range.end - start);
            let Some(name) = people.longest_prefix(rest, ends).map(str::to_owned) else { continue };
            let stop = start + name.len();
            let end = self.tokens.partition_point(|token| token.range.end < stop);
            if self.is_free(&(at..end + 1)) {
                self.take(at..end + 1, Entity::Person(name));
            }
        }
    }

    /// Points for what stands round a candidate.
    fn evidence_for(&self, candidate: &NameCandidate, around: LineContext) -> i32 {
        let bytes = self.span(&candidate.tokens);
        let before = candidate.tokens.start;
        let after = candidate.tokens.end;
        let at = |byte: Option<usize>, end: bool| {
            self.spans.iter().find(|span| Some(if end { span.range.end } else { span.range.start }) == byte)
        };
        let token_end = |index: Option<usize>| index.and_then(|it| self.tokens.get(it)).map(|it| it.range.end);
        let token_start = |index: usize| self.tokens.get(index).map(|it| it.range.start);
        let titled = |span: Option<&Span>| {
            use super::inflection::NounCase::{Essive, Nominative};
            matches!(span, Some(Span { entity: Entity::Role(role), .. }) if matches!(role.case, Essive | Nominative))
        };
        let mut points = 0;
        let comma = matches!(self.word(after), "," | "(");
        let opens = before == 0;
        // “Maija Meri, Lapin aluekoordinaattori”
        let behind = after + usize::from(comma);
        let behind = behind + usize::from(place::is_inflected_place(self.word(behind)));
        if titled(at(token_end(before.checked_sub(1)), true)) || titled(at(token_start(behind), false)) {
            points += 3;
        }
        let reaches = |span: &Span| {
            let near = span.range.start >= bytes.end && span.range.start - bytes.end < 120;
            near && matches!(
                &span.entity,
                Entity::Phone(_) | Entity::Email(EmailMention { text: email::EmailText::Address(_), .. })
            )
        };
        if self.spans.iter().any(reaches) {
            points += 3;
        }
        let key = before.checked_sub(2).map(|at| fold(self.word(at)));
        let keyed = before >= 2 && self.word(before - 1) == ":" && key.is_some_and(|key| KEYS.contains(&key.as_str()));
        let ends = matches!(self.word(after), "" | "," | "(" | ":");
        if keyed || (opens && ends && (around.under_role_heading || around.card)) {
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
            if let Some(place) = place::lookup(&word).filter(|it| it.place != PlaceId::Country) {
                self.take(range, Entity::Place(place));
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
            let entity = match (token.word, count(word)) {
                (true, Some(count)) => Entity::Count(count),
                (true, None) => Entity::Word(fold(word)),
                (false, _) => Entity::Mark,
            };
            self.spans.push(Span { range: token.range.clone(), entity });
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

impl Span {
    /// The word, when it is no more than that.
    pub(crate) fn word(&self) -> &str {
        match &self.entity {
            Entity::Word(word) => word,
            _ => "",
        }
    }

    /// The place, when it is one in a local case.
    pub(crate) fn where_to_find(&self) -> Option<&PlaceMention> {
        match &self.entity {
            Entity::Place(place) if place.case == Case::Other => Some(place),
            _ => None,
        }
    }
}
