//! The start card: title and date of the directory, the number of its records, and examples of queries.

use super::directory_title;
use super::localized_names::region_name;
use super::parts::{Card, LABEL_CELLS};
use crate::gazetteer;
use crate::i18n::{say, when};
use crate::model::Phone;
use crate::present::{Line, Role};

/// The maximum number of people who are examined for an example.
const MAX_LOOKED_AT: usize = 50;
/// The number of digits at the end of a number that are enough to find it.
const END_DIGITS: usize = 4;

impl Card<'_> {
    pub(super) fn start(&mut self) {
        let directory = self.directory;
        self.push(Line::of(directory_title(directory, self.lang), Role::Title), None);
        if directory.documents_count() > 0 {
            let dated = match directory.date() {
                Some(day) => say!(self.lang, "screen.dated", when = when(self.lang, Some(day), Some(day))),
                None => say!(self.lang, "screen.undated"),
            };
            self.push(Line::of(dated, Role::Quiet), None);
        }
        self.gap();
        let covered = gazetteer::regions().iter().filter(|region| directory.responsible_count(region.code) > 0).count();
        // The list of people has the positions without a named holder, too.
        let people = match directory.nameless_count() {
            0 => directory.people_count().to_string(),
            nameless => say!(self.lang, "start.people", people = directory.people_count(), nameless = nameless),
        };
        let counts = [
            (say!(self.lang, "screen.people"), people),
            (say!(self.lang, "screen.projects"), directory.projects_count().to_string()),
            (say!(self.lang, "screen.regions"), format!("{covered}/{}", gazetteer::regions().len())),
        ];
        for (label, count) in counts {
            self.field(&label, &count);
        }
        let examples = self.examples();
        if !examples.is_empty() {
            self.heading(&say!(self.lang, "start.try"));
            for (query, meaning) in examples {
                self.example(&query, &meaning);
            }
        }
    }

    fn example(&mut self, query: &str, meaning: &str) {
        let line = Line::of(query, Role::Match).padded(LABEL_CELLS - 1).and(" ", Role::Plain);
        self.push_labelled(line.and(meaning, Role::Quiet), None);
    }

    /// Queries that find somebody in this directory, each with what it shows.
    fn examples(&self) -> Vec<(String, String)> {
        let directory = self.directory;
        let region = gazetteer::regions().iter().rev().find(|region| directory.responsible_count(region.code) > 0);
        let place = region.map(|region| region_name(region.code, self.lang).to_lowercase());
        let mut people = directory.people().take(MAX_LOOKED_AT).map(|index| directory.person(index));
        let reachable = people.find(|person| person.direct_phone().is_some());
        let surname =
            reachable.as_ref().and_then(|person| person.name.split_whitespace().last()).map(str::to_lowercase);
        let national = reachable.as_ref().and_then(|person| person.direct_phone()).map(Phone::national);
        let end = national.map(|digits| digits[digits.len().saturating_sub(END_DIGITS)..].to_owned());
        let examples = [
            (surname, say!(self.lang, "start.name")),
            (place, say!(self.lang, "start.place")),
            (end, say!(self.lang, "start.number")),
        ];
        examples.into_iter().filter_map(|(query, meaning)| Some((query?, meaning))).collect()
    }
}
