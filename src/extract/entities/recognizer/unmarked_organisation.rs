//! Organisations that no word of theirs shows, by where they stand in a line.

use super::Recognizer;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::organisation::{self, OrganisationMention};
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::entities::{person, place};
use crate::language::Case;

impl Recognizer<'_> {
    /// Takes the capitalised words behind the only person of a line and a title as an organisation: “Stig Häggblom, rektor,
    /// Kredu”. Behind a title of a project they may be the name of one.
    pub(super) fn take_house_behind_title(&mut self) {
        const MAX_WORDS: usize = 5;
        const LINKS: &[&str] = &["of", "for", "and", "och", "för", "i", "ja", "&"];
        let people = self.spans.iter().filter(|span| matches!(span.entity, Entity::Person(_))).count();
        let mut titles = self.spans.iter().filter_map(|span| match &span.entity {
            Entity::Role(role) => Some((span.range.end, role.title.as_str())),
            _ => None,
        });
        let (Some((end, title)), None) = (titles.next(), titles.next()) else { return };
        let is_of_project = ["hanke", "projekt", "project"].iter().any(|front| title.starts_with(front));
        let has_house =
            self.spans.iter().any(|span| matches!(span.entity, Entity::Organisation(_) | Entity::Project(_)));
        let Some(comma) = self.tokens.iter().position(|token| token.range.start >= end) else { return };
        let person = self.spans.iter().find(|span| matches!(span.entity, Entity::Person(_)));
        let follows = person.is_some_and(|person| person.range.end < end);
        if people != 1 || is_of_project || has_house || !follows || self.token(comma) != "," {
            return;
        }
        let first = comma + 1;
        let last = (first..self.tokens.len()).find(|at| self.token(*at) == ",").unwrap_or(self.tokens.len());
        let is_capital = |word: &str| word.starts_with(char::is_uppercase);
        let fits = |at: usize| is_capital(self.token(at)) || at > first && LINKS.contains(&self.token(at));
        let words = self.text.get(self.bytes_of(&(first..last))).unwrap_or_default();
        let is_known = place::is_place(words) || VOCABULARY.label(words).is_some() || person::is_degree(words);
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
