//! Places, one by one and in lists.

use super::Recognizer;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::place::{self, PlaceMention};
use crate::extract::entities::tokenizer::Token;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::model::PlaceId;
use crate::text::fold;

impl Recognizer<'_> {
    /// Takes lists of places in brackets, and the list of places before the first colon.
    pub(super) fn take_place_lists(&mut self) {
        let find = |mark: &str, from: usize| (from..self.tokens.len()).find(|at| self.token(*at) == mark);
        let opens = (0..self.tokens.len()).filter(|at| self.token(*at) == "(");
        let brackets = opens.filter_map(|open| Some((open, find(")", open)?)));
        // The tokens to take, and the list in them.
        let mut lists: Vec<_> = brackets.map(|(open, close)| (open..close + 1, open + 1..close)).collect();
        lists.extend(find(":", 0).map(|colon| (0..colon + 1, 0..colon)));
        // “Ingå – Karin Lindroos”
        lists.extend(["–", "—"].iter().filter_map(|dash| find(dash, 0)).min().map(|dash| (0..dash + 1, 0..dash)));
        for (whole, list) in lists {
            if list.is_empty() || !self.is_free(&whole) {
                continue;
            }
            let bytes = self.bytes_of(&list);
            let Some(places) = place::place_list(self.text, bytes.clone()) else { continue };
            self.take(whole, Entity::PlaceList(places));
            // The marks are not part of what is printed.
            if let Some(span) = self.spans.last_mut() {
                span.range = bytes;
            }
        }
    }

    /// Takes the names of places of two and three words: “Mellersta Österbotten”, “North Savo”.
    pub(super) fn take_long_places(&mut self) {
        for at in 0..self.tokens.len() {
            if !self.token(at).starts_with(char::is_uppercase) {
                continue;
            }
            for words in [3, 2] {
                let tokens = at..at + words;
                let is_capital = |token: &Token| token.is_word && token.of(self.text).starts_with(char::is_uppercase);
                let are_words = self.tokens.get(tokens.clone()).is_some_and(|tokens| tokens.iter().all(is_capital));
                if !are_words || !self.is_free(&tokens) {
                    continue;
                }
                let text = self.text.get(self.bytes_of(&tokens)).unwrap_or_default();
                if let Some(place) = place::lookup(text).filter(|it| it.place != PlaceId::Country) {
                    self.take(tokens, Entity::Place(place));
                    break;
                }
            }
        }
    }

    /// Takes the list of places after words that announce one: “alueena Kuopio ja Siilinjärvi”, “med ansvar för Närpes”.
    pub(super) fn take_led_places(&mut self) {
        const LONGEST_LEAD: usize = 4;
        for at in 0..self.tokens.len() {
            let lead = (1..=LONGEST_LEAD).rev().find(|words| {
                let words = self.text.get(self.bytes_of(&(at..at + words))).unwrap_or_default();
                self.is_free(&(at..at + 1)) && VOCABULARY.area_leads.contains(&fold(words))
            });
            let Some(first) = lead.map(|words| at + words) else { continue };
            let is_part = |token: &Token| token.is_word || matches!(token.of(self.text), "," | "/" | "&");
            let last = (first..self.tokens.len())
                .find(|at| !self.tokens.get(*at).is_some_and(is_part) || !self.is_free(&(*at..at + 1)));
            let ends = (first + 1..=last.unwrap_or(self.tokens.len())).rev();
            let found = ends.into_iter().find_map(|end| {
                let bytes = self.bytes_of(&(first..end));
                Some((end, place::place_list(self.text, bytes)?))
            });
            if let Some((end, places)) = found {
                self.take(first..end, Entity::PlaceList(places));
            }
        }
    }

    /// Takes the names of places of one word, and the first parts that share the end of the next: “Pohjois- ja
    /// Etelä-Savosta”.
    pub(super) fn take_places(&mut self) {
        for at in 0..self.tokens.len() {
            let word = self.token(at);
            if !self.is_free(&(at..at + 1)) || !word.starts_with(char::is_uppercase) {
                continue;
            }
            if let Some(first) = word.strip_suffix('-') {
                if let Some(place) = self.elliptic_place(first, at) {
                    self.take(at..at + 1, Entity::Place(place));
                }
                continue;
            }
            // The country is information only in a list of areas: all people work in it.
            if let Some(place) = place::lookup_in_sentence(word) {
                self.take(at..at + 1, Entity::Place(place));
            }
        }
    }

    /// The place of a first part at an index, with the end of the next place: “Pohjois- ja Etelä-Savo”.
    fn elliptic_place(&self, first: &str, at: usize) -> Option<PlaceMention> {
        const MAX_TOKENS: usize = 6;
        let is_skipped = |word: &str| place::is_separator(word) || word.ends_with('-');
        let rest = (at + 1..self.tokens.len().min(at + MAX_TOKENS)).map(|next| self.token(next));
        let mut rest = rest.skip_while(|word| is_skipped(word));
        let (_, tail) = rest.next().filter(|word| word.starts_with(char::is_uppercase))?.rsplit_once('-')?;
        place::lookup_in_sentence(&format!("{first}-{tail}"))
    }
}
