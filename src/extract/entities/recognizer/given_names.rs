//! Single given names, and names in the genitive.

use std::ops::Range;

use super::Recognizer;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::person::PersonMention;
use crate::extract::entities::person::known::{KnownPeople, nominative_of_object};
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::text::fold;

impl Recognizer<'_> {
    /// Takes the given names of people whom the document names in full: before a number, as in “Call Noel on 044 …”, and in
    /// a sentence of prose, as in “Noora hoitaa jatkossa Kymenlaaksoa”.
    pub(super) fn take_given_names(&mut self, people: &KnownPeople, is_prose: bool) {
        const NEAR_BYTES: usize = 40;
        for at in 0..self.tokens.len() {
            let word = self.token(at);
            if !self.is_free(&(at..at + 1)) || !word.starts_with(char::is_uppercase) {
                continue;
            }
            let end = self.bytes_of(&(at..at + 1)).end;
            let has_phone = self.spans.iter().any(|span| {
                matches!(span.entity, Entity::Phone(_)) && (end..end + NEAR_BYTES).contains(&span.range.start)
            });
            if !(has_phone || is_prose && self.stands_alone(at)) {
                continue;
            }
            let bare = word.trim_end_matches("'s").trim_end_matches("\u{2019}s");
            let Some(name) = people.by_given_name(bare) else { continue };
            let person = PersonMention { is_partial: true, ..PersonMention::new(name) };
            self.take(at..at + 1, Entity::Person(person));
        }
    }

    /// The nominative of a name that is in the genitive according to the word after it: “Eero Lamminpään vastuulla”,
    /// “Linda Kullas område”.
    pub(super) fn owner(&self, tokens: &Range<usize>, name: &str) -> Option<String> {
        if !VOCABULARY.owned.contains(&fold(self.token(tokens.end))) {
            return None;
        }
        let finnish = || nominative_of_object(name).filter(|_| name.ends_with('n'));
        name.strip_suffix('s').map(str::to_owned).or_else(finnish)
    }

    /// Whether no other word with a capital is beside a word, as a part of the same name.
    fn stands_alone(&self, at: usize) -> bool {
        let is_name_part = |at: usize| {
            let word = self.token(at);
            word.starts_with(char::is_uppercase) && self.is_free(&(at..at + 1))
        };
        // “Hej Linda, vem …” addresses her.
        if at <= 1 && self.token(at + 1) == "," {
            return false;
        }
        // The first word of a sentence has a capital anyway.
        let is_behind_name = at.checked_sub(1).is_some_and(|before| {
            is_name_part(before) && (before > 0 || VOCABULARY.given_name(self.token(before)).is_some())
        });
        !is_behind_name && !is_name_part(at + 1)
    }
}
