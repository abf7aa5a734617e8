//! Organisations without a word for an organisation in their names, by their position in a line.

use std::ops::Range;

use super::Recognizer;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation::{self, OrganisationMention};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::entities::{person, place};
use crate::language::Case;
use crate::text::fold;

/// Whether lines are a list of people with the organisation of each after the last comma.
pub(crate) fn lists_organisations<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    const MIN_LINES: usize = 3;
    let names_employer = |line: &&str| {
        let Some((front, employer)) = line.trim().rsplit_once(", ") else { return false };
        let mut words = front.split(' ');
        let begins_with_name = words.by_ref().take(2).filter(|word| word.starts_with(char::is_uppercase)).count() == 2;
        let is_short = words.count() <= 6 && employer.split(' ').count() <= 6;
        let last = employer.split(' ').next_back().unwrap_or_default();
        begins_with_name
            && is_short
            && (organisation::is_head(last) || VOCABULARY.organisation_names.contains_key(&fold(employer)))
    };
    lines.filter(names_employer).take(MIN_LINES).count() == MIN_LINES
}

impl Recognizer<'_> {
    /// Takes the capitalised words after the only person of a line and a title as an organisation: “Stig Häggblom, rektor,
    /// Kredu”. After a title of a project they may be the name of one.
    pub(super) fn take_organisation_after_title(&mut self) {
        let people = self.spans.iter().filter(|span| matches!(span.entity, Entity::Person(_))).count();
        let mut titles = self.spans.iter().filter_map(|span| match &span.entity {
            Entity::Role(role) => Some((span.range.end, role.title.as_str())),
            _ => None,
        });
        let (Some((end, title)), None) = (titles.next(), titles.next()) else { return };
        let is_of_project = ["hanke", "projekt", "project"].iter().any(|front| title.starts_with(front));
        let has_organisation =
            self.spans.iter().any(|span| matches!(span.entity, Entity::Organisation(_) | Entity::Project(_)));
        let Some(comma) = self.tokens.iter().position(|token| token.range.start >= end) else { return };
        let person = self.spans.iter().find(|span| matches!(span.entity, Entity::Person(_)));
        let follows = person.is_some_and(|person| person.range.end < end);
        if people != 1 || is_of_project || has_organisation || !follows || self.token(comma) != "," {
            return;
        }
        let first = comma + 1;
        let last = (first..self.tokens.len()).find(|at| self.token(*at) == ",").unwrap_or(self.tokens.len());
        self.take_unmarked(first..last);
    }

    /// Takes the capitalised words between a name and a title as an organisation: “Olga Smirnova, Monika-Naiset, ohjaaja”.
    pub(super) fn take_organisation_before_title(&mut self) {
        let is_other = |span: &Span| matches!(span.entity, Entity::Organisation(_) | Entity::Project(_));
        if self.spans.iter().any(is_other) {
            return;
        }
        let only = |fits: fn(&Entity) -> bool| {
            let mut spans = self.spans.iter().filter(|span| fits(&span.entity));
            spans.next().filter(|_| spans.next().is_none()).map(|span| span.range.clone())
        };
        let person = only(|entity| matches!(entity, Entity::Person(_)));
        let title = only(|entity| matches!(entity, Entity::Role(_)));
        let (Some(person), Some(title)) = (person.filter(|person| person.start == 0), title) else { return };
        let first_from = |byte: usize| self.tokens.iter().position(|token| token.range.start >= byte);
        let (Some(comma), Some(title)) = (first_from(person.end), first_from(title.start)) else { return };
        if title > comma + 2 && self.token(comma) == "," && self.token(title - 1) == "," {
            self.take_unmarked(comma + 1..title - 1);
        }
    }

    /// Takes the capitalised words after a name and a comma, to the end of the line, as an organisation: “Ida Lönnqvist,
    /// Axxell”. Only in a document with a list of people and organisations.
    pub(super) fn take_organisation_behind_name(&mut self) {
        let [span] = self.spans.as_slice() else { return };
        if !matches!(span.entity, Entity::Person(_)) || span.range.start > 0 {
            return;
        }
        let Some(comma) = self.tokens.iter().position(|token| token.range.start >= span.range.end) else { return };
        if self.token(comma) == "," {
            self.take_unmarked(comma + 1..self.tokens.len());
        }
    }

    /// Takes words as an organisation, if they are capitalised and not known as anything else.
    fn take_unmarked(&mut self, words: Range<usize>) {
        const MAX_WORDS: usize = 5;
        let Range { start: first, end: last } = words;
        let is_capital = |word: &str| word.starts_with(char::is_uppercase);
        let fits = |at: usize| {
            is_capital(self.token(at)) || at > first && VOCABULARY.lists(WordList::UnmarkedLinks, self.token(at))
        };
        let words = self.text.get(self.bytes_of(&(first..last))).unwrap_or_default();
        // “Heinola-Hartola”
        let is_places = words.split(['-', '–']).all(place::is_place);
        let is_known = is_places || VOCABULARY.label(words).is_some() || person::is_degree(words);
        let is_name = (1..=MAX_WORDS).contains(&last.saturating_sub(first))
            && self.is_free(&(first..last))
            && (first..last).all(fits)
            && !is_known
            && !place::is_place(self.token(first))
            && VOCABULARY.given_name(self.token(first)).is_none();
        if is_name {
            let kind = organisation::kind_of(words);
            let mention = OrganisationMention { name: words.to_owned(), alias: None, kind, case: Case::Nominative };
            self.take(first..last, Entity::Organisation(mention));
        }
    }
}
