//! What the cards of all kinds of records share: lines, periods, warnings, evidence.

use std::collections::HashMap;

use super::evidence::some_evidence_of;
use super::{CardLine, Link};
use crate::app::{Line, Marks, Role};
use crate::gazetteer::{self, RegionCode};
use crate::model::{
    Basis, Directory, DocumentId, Fact, Fallback, Holder, NamedPlace, Nameless, OrganisationId, Period, PlaceId,
    Position, Project, ProjectId, RecordId, RecordRef, WarningKind,
};
use crate::search::Step;
use crate::text::Day;
use crate::words::{Lang, look_up, say, when, years};

/// The most of many things that a card shows.
pub(super) const MOST: usize = 100;

/// A card while it is written.
pub(super) struct Card<'a> {
    pub directory: &'a Directory,
    pub lang: Lang,
    pub today: Day,
    pub marks: &'a Marks,
    pub lines: Vec<CardLine>,
}

impl<'a> Card<'a> {
    pub(super) fn new(directory: &'a Directory, lang: Lang, today: Day, marks: &'a Marks) -> Self {
        Self { directory, lang, today, marks, lines: Vec::new() }
    }

    pub(super) fn push(&mut self, line: Line, link: Option<Link>) {
        let text = line.text();
        let indent = text.len() - text.trim_start().len() + 2;
        self.lines.push(CardLine { line, link, indent, is_marked: false });
    }

    /// An empty line, unless there is one already.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.line.spans.is_empty()) {
            self.push(Line::default(), None);
        }
    }

    pub(super) fn heading(&mut self, words: &str) {
        self.gap();
        self.push(Line::of(words, Role::Title), None);
    }

    /// A label with what it says.
    pub(super) fn field(&mut self, label: &str, words: &str) {
        self.push(Line::of(format!("  {label}: "), Role::Quiet).and(words, Role::Plain), None);
    }

    /// A label with a record to go to; the remark stands behind it.
    pub(super) fn link(&mut self, label: &str, record: RecordRef, remark: &str) {
        let start = if label.is_empty() { "  ".to_owned() } else { format!("  {label}: ") };
        let mut line = Line::of(start, Role::Quiet).and(title_words(self.directory, record, self.lang), Role::Link);
        if !remark.is_empty() {
            line.push(format!(" {remark}"), Role::Quiet);
        }
        self.push(line, Some(Link::Record(record)));
    }

    pub(super) fn organisation_link(&mut self, label: &str, fact: &Fact<OrganisationId>) {
        if let Some(record) = self.directory.find(&RecordId::Organisation(fact.value.clone())) {
            let basis = self.basis(fact.basis);
            self.link(label, record, &basis);
        }
    }

    pub(super) fn project_link(&mut self, label: &str, fact: &Fact<ProjectId>) {
        let Some(record) = self.directory.find(&RecordId::Project(fact.value.clone())) else { return };
        let mut remark = self.basis(fact.basis);
        if let RecordRef::Project(index) = record
            && let Some(over) = self.over_words(index)
        {
            remark = [over, remark].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        }
        self.link(label, record, &remark);
    }

    /// A mark for what is not printed as it is shown; nothing for what is.
    pub(super) fn basis(&self, basis: Basis) -> String {
        match basis {
            Basis::Stated => String::new(),
            Basis::Implied => format!("({})", say!(self.lang, "basis.implied")),
            Basis::Inherited => format!("({})", say!(self.lang, "basis.inherited")),
            Basis::Inferred => format!("({})", say!(self.lang, "basis.inferred")),
            Basis::Derived => format!("({})", say!(self.lang, "basis.derived")),
        }
    }

    pub(super) fn period(&self, period: &Period) -> String {
        let words = when(self.lang, period.from, period.to);
        let basis = self.basis(period.basis);
        if basis.is_empty() { words } else { format!("{words} {basis}") }
    }

    /// That the project, or what it is a part of, has ended; nothing while it runs or nobody knows.
    pub(super) fn over_words(&self, project: usize) -> Option<String> {
        if self.directory.is_project_over(project, self.today) != Some(true) {
            return None;
        }
        let ends =
            self.directory.family_of(project).into_iter().map(|index| self.directory.project(index).into_owned().end);
        let end = ends.flatten().find(|end| end.to.is_some())?;
        Some(format!("({})", say!(self.lang, "detail.over", when = when(self.lang, end.from, end.to))))
    }

    /// A region to go to, for each that an area means.
    pub(super) fn area_links(&mut self, area: &NamedPlace) {
        let regions = self.directory.regions_of(area);
        let is_region = matches!(area.place, PlaceId::Region(_));
        for code in regions {
            let remark =
                if is_region { String::new() } else { format!("{} {}", self.marks.arrow, place_name(area, self.lang)) };
            self.link("", RecordRef::Region(code), &remark);
            if let Some(line) = self.lines.last_mut() {
                line.line.spans.insert(0, ("  ".to_owned(), Role::Plain));
            }
        }
    }

    pub(super) fn warnings(&mut self, record: RecordRef) {
        let directory = self.directory;
        self.some(directory.warnings_about(record), |card, warning| {
            let Some(words) = warning_words(&warning.kind, card.lang) else { return };
            card.gap();
            card.push(Line::of(format!("! {words}"), Role::Warning), None);
        });
    }

    pub(super) fn fallback(&mut self, fallback: Option<Fallback>) {
        let Some(fallback) = fallback else { return };
        self.gap();
        let record = fallback.record();
        let number = match record {
            RecordRef::Person(index) => self.directory.person(index).direct_phone().map(|phone| phone.printed.clone()),
            _ => None,
        };
        let words = say!(self.lang, "detail.fallback");
        let mut line = Line::of(format!("{words}: "), Role::Quiet);
        line.push(title_words(self.directory, record, self.lang), Role::Link);
        if let Some(number) = number {
            line.push("  ", Role::Plain);
            line.push(number, Role::Number);
        }
        self.push(line, Some(Link::Record(record)));
    }

    /// Every passage that proves the record, each a link to it.
    pub(super) fn evidence(&mut self, record: RecordRef) {
        let evidence = some_evidence_of(self.directory, record, MOST);
        if evidence.is_empty() {
            return;
        }
        self.heading(&say!(self.lang, "detail.evidence"));
        // A document may carry its text, and most passages are of the same few.
        let mut documents: HashMap<DocumentId, Option<(usize, String)>> = HashMap::new();
        self.some(evidence.into_iter(), |card, passage| {
            let document = documents.entry(passage.document).or_insert_with_key(|id| {
                let index = card.directory.document_called(id)?;
                Some((index, card.directory.document(index).file.clone()))
            });
            let Some((index, file)) = document else { return };
            let mut line = Line::of("  ", Role::Quiet);
            line.push(format!("{file}:{}", passage.line), Role::Link);
            line.push(format!(" ”{}”", passage.text), Role::Plain);
            if let Some(origin) = &passage.origin {
                line.push(format!(" ({}:{})", origin.file, origin.line), Role::Quiet);
            }
            card.push(line, Some(Link::Passage(*index, passage.line)));
        });
    }

    /// The first of many things, and how many more there are.
    pub(super) fn some<T>(&mut self, all: impl ExactSizeIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        let count = all.len();
        for one in all.take(MOST) {
            write(self, one);
        }
        self.more(count);
    }

    /// How many of so many things are not shown; nothing where all are.
    pub(super) fn more(&mut self, count: usize) {
        if count > MOST {
            self.push(
                Line::of(format!("  {}", say!(self.lang, "detail.more", count = count - MOST)), Role::Quiet),
                None,
            );
        }
    }

    /// Who has a position, when nobody with a name has.
    pub(super) fn holder_words(&self, position: &Position) -> String {
        holder_words(position, self.lang)
    }
}

/// Who has a position, when nobody with a name has: `vacant, 5`; nothing for a named holder.
fn holder_words(position: &Position, lang: Lang) -> String {
    let words = match position.holder {
        Holder::Person(_) => return String::new(),
        Holder::Nameless(Nameless::Vacant) => say!(lang, "detail.vacant"),
        Holder::Nameless(Nameless::Unnamed) => say!(lang, "detail.unnamed"),
    };
    match position.count {
        Some(count) if count.get() > 1 => format!("{words}, {count}"),
        _ => words,
    }
}

/// What is doubtful, in words. Returns `None` if a curator's warning has no text.
#[must_use]
pub fn warning_words(kind: &WarningKind, lang: Lang) -> Option<String> {
    let sentence = |start: String, facts: [Option<String>; 2]| {
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join("; ");
        if facts.is_empty() { format!("{start}.") } else { format!("{start}: {facts}.") }
    };
    Some(match kind {
        WarningKind::AnnouncedMove { title, latest } => {
            let day = latest.map(|day| when(lang, Some(day), Some(day)));
            let by = day.map(|day| say!(lang, "warning.by", day = day)).unwrap_or_default();
            let title = title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
            say!(lang, "warning.announced_move", by = by, title = title)
        }
        WarningKind::OrganisationConflict { kept, other } => {
            let other = other.as_ref().map(|other| say!(lang, "warning.elsewhere", other = other));
            sentence(say!(lang, "warning.organisation_conflict"), [kept.clone(), other])
        }
        WarningKind::AreaConflict { wider, narrower } => {
            let narrower = narrower.as_ref().map(|narrow| say!(lang, "warning.elsewhere_only", narrow = narrow));
            sentence(say!(lang, "warning.area_conflict"), [wider.clone(), narrower])
        }
        WarningKind::UndatedDocument { title } => {
            sentence(say!(lang, "warning.undated_document"), [title.clone(), None])
        }
        WarningKind::Namesake { name } => sentence(say!(lang, "warning.namesake"), [name.clone(), None]),
        WarningKind::UnpairedNumbers { line: Some(line) } => say!(lang, "warning.unpaired_numbers", line = line),
        WarningKind::UnpairedNumbers { line: None } => say!(lang, "warning.unpaired_somewhere"),
        WarningKind::Curated { text } => return text.clone(),
    })
}

/// What a record is called.
#[must_use]
pub fn title_words(directory: &Directory, record: RecordRef, lang: Lang) -> String {
    match record {
        RecordRef::Person(index) => directory.person(index).name.clone(),
        RecordRef::Position(index) => {
            let position = directory.position(index);
            format!("{} ({})", position.title, holder_words(&position, lang))
        }
        RecordRef::Project(index) => {
            let project = directory.project(index);
            match &project.abbreviation {
                Some(short) => format!("{} ({})", project.name, short.value),
                None => project.name.clone(),
            }
        }
        RecordRef::Region(code) => region_name(code, lang).to_owned(),
        RecordRef::Organisation(index) => directory.organisation(index).name.clone(),
        RecordRef::Document(index) => directory.document(index).title.clone(),
    }
}

/// The name of a region in the reader's language.
#[must_use]
pub fn region_name(code: RegionCode, lang: Lang) -> &'static str {
    let names = gazetteer::region(code).names;
    lang.pick(names.fi, names.sv, names.en)
}

/// The printed areas in the reader's language, joined by commas.
#[must_use]
pub fn place_names(places: &[NamedPlace], lang: Lang) -> String {
    places.iter().map(|place| place_name(place, lang)).collect::<Vec<_>>().join(", ")
}

/// A printed place in the reader's language; as printed where the gazetteer does not have it.
pub(super) fn place_name(place: &NamedPlace, lang: Lang) -> String {
    let names = match &place.place {
        PlaceId::Region(code) => Some(gazetteer::region(*code).names),
        PlaceId::Municipality(code) => Some(gazetteer::municipality(*code).names),
        PlaceId::Area(_) => gazetteer::ely_areas().iter().map(|ely| ely.area).find(|names| names.fi == place.printed),
        PlaceId::Country => return say!(lang, "detail.whole_country"),
    };
    names.map_or_else(|| place.printed.clone(), |names| lang.pick(names.fi, names.sv, names.en).to_owned())
}

/// The way from what was typed to who is responsible: `Rovaniemi → Lappi`.
#[must_use]
pub fn path_words(path: &[Step], lang: Lang, marks: &Marks) -> String {
    let step = |step: &Step| match step {
        Step::Place(place) => {
            let names = place.names();
            lang.pick(names.fi, names.sv, names.en).to_owned()
        }
        Step::Printed(printed) => printed_name(printed, lang),
    };
    path.iter().map(step).collect::<Vec<_>>().join(&format!(" {} ", marks.arrow))
}

/// A printed name in the reader's language where it is that of an ELY area or its centre; else as printed.
#[must_use]
pub fn printed_name(printed: &str, lang: Lang) -> String {
    let names = gazetteer::ely_areas().iter().flat_map(|ely| [ely.area, ely.centre]).find(|names| names.fi == printed);
    names.map_or_else(|| printed.to_owned(), |names| lang.pick(names.fi, names.sv, names.en).to_owned())
}

/// From when to when a project runs, in years; nothing when neither is known.
#[must_use]
pub fn project_years(project: &Project) -> String {
    let bound = |period: &Option<Period>, of: fn(&Period) -> Option<Day>| period.as_ref().and_then(of);
    years(bound(&project.start, |start| start.from), bound(&project.end, |end| end.to))
}

/// The words for one of a closed list, kept under a common key.
#[must_use]
pub fn kind_words(lang: Lang, group: &str, kind: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    look_up(lang, &format!("{group}.{}", name.replace('-', "_")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_that_is_missing_leaves_no_hole_in_the_sentence() {
        let text = || Some("X".to_owned());
        let (none, day) = (None, "2018-12-31".parse().ok());
        let kinds = [
            WarningKind::AnnouncedMove { title: text(), latest: day },
            WarningKind::AnnouncedMove { title: text(), latest: None },
            WarningKind::AnnouncedMove { title: None, latest: day },
            WarningKind::AnnouncedMove { title: None, latest: None },
            WarningKind::OrganisationConflict { kept: none.clone(), other: text() },
            WarningKind::OrganisationConflict { kept: none.clone(), other: none.clone() },
            WarningKind::AreaConflict { wider: text(), narrower: none.clone() },
            WarningKind::UndatedDocument { title: none.clone() },
            WarningKind::Namesake { name: none },
            WarningKind::UnpairedNumbers { line: None },
        ];
        for kind in kinds {
            for lang in Lang::ALL {
                let words = warning_words(&kind, lang).unwrap_or_default();
                let has_hole = ["  ", "()", " :", " .", ": .", ":.", "%{"].iter().any(|hole| words.contains(hole));
                assert!(!has_hole && words.ends_with('.'), "{words}");
            }
        }
        assert_eq!(warning_words(&WarningKind::Curated { text: None }, Lang::En), None);
        let moved = WarningKind::AnnouncedMove { title: None, latest: day };
        assert_eq!(
            warning_words(&moved, Lang::En).as_deref(),
            Some("Announced a move by 2018-12-31 to a new post: the number may be out of date.")
        );
    }
}
