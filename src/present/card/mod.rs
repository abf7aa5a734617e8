//! The card of a record: the detail view on the screen, and the output of `show`.
//!
//! * `contact`: lines of a card that can be copied: numbers, addresses, whom to ask instead.
//! * `evidence`: the passages that prove a record.
//! * `localized_names`: records and places in the reader's language.
//! * `organisation`: the card of an organisation.
//! * `parts`: parts that the cards of all kinds of records share: lines, periods, warnings, evidence.
//! * `passage`: a source document: what it is, and its text with the line that proves something marked.
//! * `person`: the card of a person.
//! * `position`: the card of a position without a named holder.
//! * `project`: the card of a project.
//! * `region`: the card of a region: who is responsible for it, and through which areas.
//! * `sources`: the sources of a record: folded to one line on its card, and a page of quotations.
//! * `start`: what a directory is: its title and date, how much it holds, and what to type to begin with.

mod contact;
mod evidence;
mod localized_names;
mod organisation;
mod parts;
mod passage;
mod person;
mod position;
mod project;
mod region;
mod sources;
mod start;

pub use contact::{fallback_line, shown_number};
pub(super) use evidence::documents_of;
pub use evidence::evidence_of;
use localized_names::kind_name;
pub use localized_names::{
    directory_title, kind_words, nameless_title, organisation_name, path_words, place_names, position_title,
    printed_name, project_years, region_name, region_successors, regions_in_order, role_name, title_words,
    warning_words,
};
pub(super) use localized_names::{document_title, holder_words, nameless_words};
pub use sources::sources_title;

use super::styled::shown_words;
use super::{Copied, Line, Marks, Role, source_line, sources_of};
use crate::i18n::{Lang, say};
use crate::model::{Directory, DocumentIx, RecordRef};
use crate::text::Day;
use parts::Card;

/// The subject of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The directory.
    Start,
    /// A record.
    Record(RecordRef),
    /// A document at a line, from 1.
    Passage(DocumentIx, u32),
    /// The sources of a record.
    Sources(RecordRef),
}

/// A line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// The words.
    pub line: Line,
    /// The link of the line.
    pub link: Option<Link>,
    /// The indentation of its continuation lines, in cells.
    pub indent: usize,
    /// Whether the line is the one that a passage refers to.
    pub is_marked: bool,
    /// The values that can be copied from the line; all of them belong to one record.
    pub copies: Vec<Copied>,
}

/// The target of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// To a record.
    Record(RecordRef),
    /// To a document at a line, from 1.
    Passage(DocumentIx, u32),
    /// To the sources of a record.
    Sources(RecordRef),
}

/// A record, a passage of a document, or the sources of a record.
#[must_use]
pub fn card(directory: &Directory, shown: Shown, lang: Lang, today: Day, marks: &Marks) -> Vec<CardLine> {
    written(Card::new(directory, lang, today, marks), shown)
}

/// The card of a record with its sources, which elsewhere are a page of their own.
#[must_use]
pub fn card_with_sources(
    directory: &Directory,
    record: RecordRef,
    lang: Lang,
    today: Day,
    marks: &Marks,
) -> Vec<CardLine> {
    let mut card = Card::new(directory, lang, today, marks);
    card.lists_sources = true;
    written(card, Shown::Record(record))
}

/// The card of a record with its sources as plain text.
#[must_use]
pub fn text(directory: &Directory, record: RecordRef, lang: Lang, today: Day) -> String {
    let lines = card_with_sources(directory, record, lang, today, &Marks::UNICODE);
    let text: Vec<String> = lines.iter().map(|line| line.line.text().trim_end().to_owned()).collect();
    text.join("\n") + "\n"
}

fn written(mut card: Card<'_>, shown: Shown) -> Vec<CardLine> {
    match shown {
        Shown::Record(RecordRef::Person(index)) => card.person(index),
        Shown::Record(RecordRef::Position(index)) => card.nameless(index),
        Shown::Record(RecordRef::Project(index)) => card.project(index),
        Shown::Record(RecordRef::Region(code)) => card.region(code),
        Shown::Record(RecordRef::Organisation(index)) => card.organisation(index),
        Shown::Record(RecordRef::Document(index)) => card.document(index, None),
        Shown::Passage(index, line) => card.document(index, Some(line)),
        Shown::Sources(record) => card.sources(record),
        Shown::Start => card.start(),
    }
    if let Shown::Record(record) = shown {
        card.source(record);
        card.about();
    }
    let mut lines = card.lines;
    for (words, _) in lines.iter_mut().flat_map(|line| &mut line.line.spans) {
        *words = shown_words(words, card.marks);
    }
    lines
}

impl Card<'_> {
    /// The directories that a record is from, with their ages.
    fn source(&mut self, record: RecordRef) {
        for (place, source) in sources_of(self.directory, record).into_iter().enumerate() {
            if place == 0 {
                self.gap();
            }
            let label = if place == 0 { say!(self.lang, "source.label") } else { String::new() };
            let words = source_line(self.directory, source, self.lang, self.today, self.marks);
            self.field(&label, &words);
        }
    }

    /// The title and the date of the directory, and who keeps it.
    fn about(&mut self) {
        self.gap();
        let date = self.directory.date().map(|day| format!(", {}", crate::i18n::when(self.lang, Some(day), Some(day))));
        let title = say!(self.lang, "detail.directory", title = directory_title(self.directory, self.lang));
        self.quiet(&(title + &date.unwrap_or_default()));
        if let Some(maintainer) = self.directory.maintainer().filter(|maintainer| maintainer.is_reachable()) {
            let (name, contact) = (&maintainer.name, &maintainer.contact);
            self.quiet(&say!(self.lang, "detail.maintainer", name = name, contact = contact));
        }
    }

    fn quiet(&mut self, words: &str) {
        self.push(Line::of(words, Role::Quiet), None);
    }
}
