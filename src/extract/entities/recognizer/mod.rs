//! Named-entity recognition: one sentence as typed spans.
//!
//! * `evidence`: evidence around a candidate for the name of a person.
//! * `given_names`: given names that stand alone, and names that own something.
//! * `places`: places, one by one and in lists.
//! * `unmarked_organisation`: organisations that no word of theirs shows, by where they stand in a line.

mod evidence;
mod given_names;
mod places;
mod unmarked_organisation;

use std::ops::Range;

use super::entity::{Entity, Span};
use super::organisation::OrganisationMention;
use super::person::known::{self, KnownPeople};
use super::person::{self, PersonMention};
use super::project::{self, ProjectNames};
use super::role::{self, RoleMention};
use super::tokenizer::{FreeTokens, Match, Token, byte_range};
use super::vocabulary::{Label, VOCABULARY, WordList};
use super::{email, organisation, phone, place, temporal};
use crate::language::{Case, nominatives, without_local_case};
use crate::text::{Day, fold, sort_by_key};
pub(crate) use unmarked_organisation::lists_organisations;

/// The information that is known before a sentence is read.
#[derive(Clone, Debug)]
pub(crate) struct Knowledge<'a> {
    /// The names of projects.
    pub(crate) projects: &'a ProjectNames,
    /// The people whom the document has identified as people.
    pub(crate) people: KnownPeople,
    /// The first day of the document's date.
    pub(crate) document_date: Option<Day>,
    /// Whether the document has a list of people with the organisation of each after the last comma.
    pub(crate) lists_organisations: bool,
}

/// The evidence for a name in the lines around its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineContext {
    /// Whether a heading gives a title to the lines below it.
    pub(crate) is_under_role_heading: bool,
    /// Whether the lines below, up to the next name, have a number, an address or a title.
    pub(crate) begins_card: bool,
    /// Whether a label or a column says that the line is the name of a person.
    pub(crate) is_name: bool,
}

/// The spans of one sentence of `text`, in order.
///
/// Recognisers run from the most to the least certain. A token belongs to the first one that takes it.
pub(crate) fn recognize(text: &str, tokens: &[Token], knowledge: &Knowledge<'_>, context: LineContext) -> Vec<Span> {
    let mut sentence = Recognizer { text, tokens, taken: vec![false; tokens.len()], spans: Vec::new() };
    let is_list = !has_prose_verb(text, tokens);
    sentence.take_phones_and_emails();
    sentence.take_labels();
    if !context.is_name {
        let mut organisations = organisation::find_organisations(sentence.free());
        organisations.retain_mut(|it| has_nominative(text, tokens, it, &knowledge.people));
        sentence.take_all(organisations, Entity::Organisation);
    }
    let projects = project::find_projects(text, tokens, &sentence.taken, knowledge.projects);
    sentence.take_all(projects, Entity::Project);
    for time in temporal::find_times(text, tokens, knowledge.document_date) {
        if sentence.is_free(&time.tokens) {
            sentence.take(time.tokens, Entity::Time(time.value));
        }
    }
    sentence.take_place_lists();
    sentence.take_led_places();
    sentence.take_long_places();
    sentence.take_known_people(&knowledge.people);
    let roles = role::find_roles(sentence.free());
    let mut ranges: Vec<Match<RoleMention>> = Vec::new();
    for role in roles {
        ranges.push(role.clone());
        sentence.take(role.tokens, Entity::Role(role.value));
    }
    for candidate in person::find_candidates(sentence.free()) {
        let around = sentence.context_score(&candidate, context, knowledge.lists_organisations);
        if candidate.value.own_score + around >= person::MIN_SCORE {
            let is_inflected = sentence.is_behind_inflected_title(&candidate.tokens, is_list);
            let object = is_inflected.then(|| known::nominative_of_object(&candidate.value.person.name)).flatten();
            let object = object.or_else(|| sentence.owner(&candidate.tokens, &candidate.value.person.name));
            let person = in_nominative(candidate.value.person, &knowledge.people, is_list);
            let person = match object.filter(|_| !knowledge.people.has_nominative(&person.name)) {
                Some(base) => person.renamed(base),
                None => person,
            };
            sentence.take(candidate.tokens, Entity::Person(person));
        }
    }
    let is_sentence = tokens.len() > 4 && tokens.last().is_some_and(|last| last.of(text) == ".");
    if is_list {
        sentence.extend_roles(&ranges);
    }
    sentence.take_surnames(&knowledge.people, is_list && !is_sentence);
    sentence.take_given_names(&knowledge.people, !is_list);
    if is_list {
        sentence.take_organisation_after_title();
        sentence.take_organisation_before_title();
        if knowledge.lists_organisations {
            sentence.take_organisation_behind_name();
        }
    }
    sentence.take_places();
    sentence.take_rest();
    sort_by_key(&mut sentence.spans, |span| span.range.start);
    sentence.spans
}

/// Whether a verb makes a sentence prose, in which a title does not fill its part of a line.
pub(crate) fn has_prose_verb(text: &str, tokens: &[Token]) -> bool {
    const SHORTEST: usize = 4;
    let words = || tokens.iter().filter(|token| token.is_word).map(|token| token.of(text));
    let is_english = is_english(words());
    let is_verb = |word: &str| VOCABULARY.prose_verbs.contains(&fold(word)) && !(is_english && word == "on");
    // A capital begins a sentence: “Aloitin hankesuunnittelijana …”.
    let first = words()
        .next()
        .is_some_and(|word| is_verb(word) && VOCABULARY.given_name(word).is_none() && VOCABULARY.label(word).is_none());
    first && words().count() >= SHORTEST || words().any(|word| word.starts_with(char::is_lowercase) && is_verb(word))
}

/// Whether words are English, so that “on” is no Finnish verb.
pub(crate) fn is_english<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    words.any(|word| VOCABULARY.lists(WordList::English, word))
}

/// A person with the nominative of the name, if the document or the ending determines it.
fn in_nominative(person: PersonMention, known: &KnownPeople, is_list: bool) -> PersonMention {
    if let Some(base) = known.base_of(&person.name) {
        return person.renamed(base);
    }
    let english = person.name.strip_suffix("'s").or_else(|| person.name.strip_suffix("\u{2019}s")).map(str::to_owned);
    let local = || known::nominative_of_local(&person.name).filter(|_| !is_list && !known.has_nominative(&person.name));
    match english.or_else(|| known::nominative_of_illative(&person.name)).or_else(local) {
        Some(base) => person.renamed(base),
        None => person,
    }
}

/// Gives an organisation whose name stands in a local case the nominative that the document has. Returns `false` if it
/// has none, and the consonants of the stem do not show the nominative: “Sillassa” is Silta or Silla.
fn has_nominative(
    text: &str,
    tokens: &[Token],
    organisation: &mut Match<OrganisationMention>,
    people: &KnownPeople,
) -> bool {
    let last = organisation.tokens.end.checked_sub(1).and_then(|at| tokens.get(at));
    let printed = last.map_or("", |token| token.of(text));
    let mention = &mut organisation.value;
    let (stem, case) = without_local_case(printed);
    let front = mention.name.strip_suffix(stem).filter(|_| case != Case::Nominative && mention.case == case);
    let Some(front) = front.filter(|front| front.ends_with(' ')).map(str::to_owned) else { return true };
    if people.capitalised(&fold(stem)).is_some() || !is_of_weak_grade(stem) {
        return true;
    }
    let found = nominatives(&fold(printed)).into_iter().find_map(|base| people.capitalised(&base));
    if let Some(known) = found {
        mention.name = format!("{front}{known}");
    }
    found.is_some()
}

/// Whether the consonants before the last vowel of a stem may be the weak form of others: “silla-” of Silta.
fn is_of_weak_grade(stem: &str) -> bool {
    const WEAK: [&str; 6] = ["ll", "nn", "mm", "rr", "ng", "d"];
    let is_vowel = |letter: char| "aeiouyäö".contains(letter);
    let front = stem.trim_end_matches(is_vowel);
    front.len() < stem.len() && WEAK.iter().any(|weak| front.ends_with(weak))
}

struct Recognizer<'a> {
    text: &'a str,
    tokens: &'a [Token],
    taken: Vec<bool>,
    spans: Vec<Span>,
}

impl<'a> Recognizer<'a> {
    fn free(&self) -> FreeTokens<'_> {
        FreeTokens::new(self.text, self.tokens, &self.taken)
    }

    fn token(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn is_free(&self, tokens: &Range<usize>) -> bool {
        self.taken.get(tokens.clone()).is_some_and(|taken| taken.iter().all(|it| !it))
    }

    fn bytes_of(&self, tokens: &Range<usize>) -> Range<usize> {
        byte_range(self.tokens, tokens.clone()).unwrap_or(0..0)
    }

    fn take(&mut self, tokens: Range<usize>, entity: Entity) {
        let range = self.bytes_of(&tokens);
        if let Some(taken) = self.taken.get_mut(tokens) {
            taken.fill(true);
        }
        self.spans.push(Span { range, entity });
    }

    fn take_all<T>(&mut self, matches: Vec<Match<T>>, entity: fn(T) -> Entity) {
        for found in matches {
            self.take(found.tokens, entity(found.value));
        }
    }

    /// Numbers and addresses are recognised in the whole line: a sentence may seem to end inside one.
    fn take_phones_and_emails(&mut self) {
        for phone in phone::find_phones(self.text) {
            self.take_bytes(phone.range.clone(), Entity::Phone(phone));
        }
        for email in email::find_emails(self.text) {
            self.take_bytes(email.range.clone(), Entity::Email(email));
        }
    }

    /// Takes the tokens that a range of bytes touches, if the range is in this sentence.
    fn take_bytes(&mut self, bytes: Range<usize>, entity: Entity) {
        let sentence = self.bytes_of(&(0..self.tokens.len()));
        if bytes.start < sentence.start || bytes.end > sentence.end {
            return;
        }
        for (token, taken) in self.tokens.iter().zip(&mut self.taken) {
            *taken |= token.range.start < bytes.end && bytes.start < token.range.end;
        }
        self.spans.push(Span { range: bytes, entity });
    }

    /// Takes the labels that a colon follows.
    fn take_labels(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let longest = VOCABULARY.longest_label().min(self.tokens.len() - at);
            let found = (1..=longest).rev().find_map(|words| {
                let (end, label) = self.label_at(at, words)?;
                Some((at..end, label))
            });
            match found {
                Some((tokens, label)) => {
                    at = tokens.end;
                    self.take(tokens, Entity::Label(label));
                }
                None => at += 1,
            }
        }
    }

    /// The label of some words, and the token after its colon.
    fn label_at(&self, at: usize, words: usize) -> Option<(usize, Label)> {
        let tokens = at..at + words;
        let is_whole = self.is_free(&tokens)
            && self.tokens.get(tokens.clone())?.iter().all(|token| token.is_word || token.of(self.text) == "/");
        let stop = usize::from(self.token(tokens.end) == ".");
        if !is_whole || self.token(tokens.end + stop) != ":" {
            return None;
        }
        let label = VOCABULARY.label(self.text.get(self.bytes_of(&tokens))?)?;
        // “Uudenmaan alue:” is a heading.
        if label == Label::Area && at > 0 && place::is_place(self.token(at - 1)) {
            return None;
        }
        Some((tokens.end + stop + 1, label))
    }

    fn take_known_people(&mut self, people: &KnownPeople) {
        for at in 0..self.tokens.len() {
            let Some(start) = self.tokens.get(at).map(|token| token.range.start) else { continue };
            let rest = self.text.get(start..).unwrap_or_default();
            let ends = self.tokens.get(at..).unwrap_or_default().iter().map(|token| token.range.end - start);
            let Some(name) = people.printed().longest_prefix(rest, ends).map(str::to_owned) else { continue };
            let stop = start + name.len();
            let last = self.tokens.partition_point(|token| token.range.end < stop);
            if self.is_free(&(at..last + 1))
                && let Some(person) = people.mention(&name)
            {
                self.take(at..last + 1, Entity::Person(person.clone()));
            }
        }
    }

    /// Takes the surnames of people whom the document names in full: “Sipola aloittaa”, “Suomisen tavoittaa numerosta”.
    ///
    /// In a list only the surname directly after a title or before a number is one: “utvecklingschef Ekroos”.
    fn take_surnames(&mut self, people: &KnownPeople, only_behind_title: bool) {
        const SHORTEST: usize = 4;
        for at in 0..self.tokens.len() {
            let word = self.token(at);
            let is_surname = self.is_free(&(at..at + 1))
                && word.starts_with(char::is_uppercase)
                && word.chars().count() >= SHORTEST
                && VOCABULARY.given_name(word).is_none()
                && !place::is_place(word);
            let start = self.bytes_of(&(at..at + 1)).start;
            let is_behind_title = self.spans.iter().any(|span| {
                matches!(span.entity, Entity::Role(_)) && self.text.get(span.range.end..start) == Some(" ")
            });
            let fits = is_surname && (is_behind_title || !only_behind_title || self.has_phone_behind(at));
            let Some(name) = people.by_surname(word.trim_end_matches("'s")).filter(|_| fits) else { continue };
            let person = PersonMention { is_partial: true, ..PersonMention::new(name) };
            self.take(at..at + 1, Entity::Person(person));
        }
    }

    /// Whether a number stands right after a word.
    fn has_phone_behind(&self, at: usize) -> bool {
        let end = self.bytes_of(&(at..at + 1)).end;
        let is_next =
            |span: &Span| self.text.get(end..span.range.start).is_some_and(|gap| matches!(gap, " " | ": " | ", "));
        self.spans.iter().any(|span| matches!(span.entity, Entity::Phone(_)) && is_next(span))
    }

    /// Extends the titles of a list over the words that fill their part of the line.
    fn extend_roles(&mut self, roles: &[Match<RoleMention>]) {
        for role in roles {
            let Some(longer) = role::extend_in_list(self.free(), role) else { continue };
            let range = self.bytes_of(&longer.tokens);
            let end = self.bytes_of(&role.tokens).end;
            if let Some(span) =
                self.spans.iter_mut().find(|span| span.range.end == end && matches!(span.entity, Entity::Role(_)))
            {
                *span = Span { range, entity: Entity::Role(longer.value) };
            }
            if let Some(taken) = self.taken.get_mut(longer.tokens) {
                taken.fill(true);
            }
        }
    }

    /// Takes the numbers, words and marks outside of all entities.
    fn take_rest(&mut self) {
        for (token, _) in self.tokens.iter().zip(&self.taken).filter(|(_, taken)| !**taken) {
            let word = token.of(self.text);
            let entity = match (token.is_word, count(word)) {
                (true, Some(count)) => Entity::Count(count),
                (true, None) => Entity::Word(fold(word)),
                (false, _) => Entity::Mark,
            };
            self.spans.push(Span { range: token.range.clone(), entity });
        }
    }
}

/// The number that a word means, if it can be a number of people.
fn count(word: &str) -> Option<u32> {
    let folded = fold(word);
    // Each entry is a number and the words for it.
    let spelled = VOCABULARY.list(WordList::Numerals).iter().find_map(|entry| {
        let (number, words) = entry.split_once(' ')?;
        words.split(' ').any(|it| it == folded).then(|| number.parse().ok())?
    });
    spelled.or_else(|| folded.parse().ok().filter(|count| (1..1000).contains(count)))
}
