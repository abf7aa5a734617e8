//! What a document says of itself in TOML between two lines of `+++`, and what a curator says there of the rest.

use super::cited_value::{CitedValue, Table, TomlReader, line_of, parse};
use crate::extract::entities::organisation;
use crate::extract::entities::place;
use crate::extract::entities::temporal;
use crate::extract::entities::tokenizer;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{CuratorWarning, DocumentStatements, OrganisationFact, ProjectFact};
use crate::model::{Basis, Document, DocumentId, Maintainer, NoteKind, OrganisationKind, Period};
use crate::text::Day;

/// A text in its two halves.
pub(crate) struct SplitDocument<'a> {
    /// The TOML, and the line that it begins on.
    pub(crate) toml: Option<(&'a str, u32)>,
    /// The page below, and the line that it begins on.
    pub(crate) body: (&'a str, u32),
}

/// Parts a text at its front matter; nothing when that never ends.
pub(crate) fn split(text: &str) -> Option<SplitDocument<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "+++");
    let Some(first) = first else { return Some(SplitDocument { toml: None, body: (text, 1) }) };
    let (mut at, mut number) = (first.len(), 2);
    for line in lines {
        if line.trim_end() == "+++" {
            let toml = text.get(first.len()..at)?;
            return Some(SplitDocument { toml: Some((toml, 2)), body: (text.get(at + line.len()..)?, number + 1) });
        }
        at += line.len();
        number += 1;
    }
    None
}

/// Reads the front matter of a document, or makes a document of a page that has none.
///
/// `place` is the file's path as reports name it.
pub(crate) fn read(id: DocumentId, file: &str, place: &str, toml: Option<(&str, u32)>) -> DocumentStatements {
    let document = Document {
        id,
        title: String::new(),
        file: file.to_owned(),
        source: None,
        kind: None,
        series: None,
        publisher: None,
        authors: Vec::new(),
        published: None,
        language: None,
        text: None,
    };
    let mut statements = DocumentStatements::new(document, place.to_owned());
    let Some((text, first)) = toml else { return statements };
    let (table, mut reports) = parse(text, place, first);
    let mut context = TomlReader {
        text,
        file: place,
        first,
        statements: &mut statements,
        reports: &mut reports,
        document_date: None,
    };
    context.document(table.get_ref());
    statements.reports = reports;
    statements
}

/// Reads the file that describes the directory: its title, and who keeps it.
pub(crate) fn directory(place: &str, text: &str) -> (Option<String>, Option<Maintainer>, Vec<Report>) {
    let (table, mut reports) = parse(text, place, 1);
    let mut statements = read(DocumentId::from_name(place), place, place, None);
    let mut context = TomlReader {
        text,
        file: place,
        first: 1,
        statements: &mut statements,
        reports: &mut reports,
        document_date: None,
    };
    let table = table.get_ref();
    context.check_keys(table, &["title", "maintainer"]);
    let title = context.required_string(table, "title", 0);
    let keeper = context.tables(table, "maintainer").into_iter().next().and_then(|(table, at)| {
        context.check_keys(table, &["name", "contact"]);
        Some(Maintainer {
            name: context.required_string(table, "name", at)?,
            contact: context.required_string(table, "contact", at)?,
        })
    });
    (title, keeper, reports)
}

impl TomlReader<'_> {
    fn document(&mut self, table: &Table<'_>) {
        self.check_keys(
            table,
            &[
                "title",
                "source",
                "kind",
                "series",
                "publisher",
                "authors",
                "published",
                "language",
                "project",
                "organisation",
                "warning",
            ],
        );
        let source = self.string(table, "source");
        self.statements.document.source = source;
        self.statements.document.title = self.required_string(table, "title", 0).unwrap_or_default();
        self.statements.document.kind = self.string(table, "kind");
        self.statements.document.series = self.string(table, "series");
        self.statements.document.publisher = self.string(table, "publisher");
        self.statements.document.language = self.string(table, "language");
        self.statements.document.authors = self.strings(table, "authors").into_iter().map(|(name, _)| name).collect();
        if let Some((period, at)) = self.tables(table, "published").into_iter().next() {
            let told = self.period(period, at);
            self.document_date = told.as_ref().and_then(|period| period.from);
            self.statements.document.published = told;
        }
        for (project, at) in self.tables(table, "project") {
            self.project(project, at);
        }
        for (organisation, at) in self.tables(table, "organisation") {
            self.organisation(organisation, at);
        }
        for (warning, at) in self.tables(table, "warning") {
            self.warning(warning, at);
        }
    }

    fn project(&mut self, table: &Table<'_>, at: usize) {
        self.check_keys(
            table,
            &[
                "name",
                "abbreviation",
                "aliases",
                "kind",
                "parent",
                "start",
                "end",
                "funders",
                "coordinator",
                "partners",
                "areas",
                "note",
                "origin",
            ],
        );
        let Some(named) = self.cited_values(table, "name", table).into_iter().next() else {
            return self.report(at, ReportKind::MissingKey { key: "name".to_owned() });
        };
        let name = named.value.clone();
        self.statements.project(&name, ProjectFact::Named, Basis::Stated, named.evidence);
        let facts = [
            ("abbreviation", ProjectFact::Abbreviation as fn(String) -> ProjectFact),
            ("aliases", ProjectFact::Alias),
            ("kind", ProjectFact::Kind),
            ("parent", ProjectFact::Parent),
            ("funders", ProjectFact::Funder),
            ("coordinator", ProjectFact::Coordinator),
            ("partners", ProjectFact::Partner),
        ];
        for (key, fact) in facts {
            for told in self.cited_values(table, key, table) {
                if matches!(key, "funders" | "coordinator" | "partners") {
                    let kind = organisation::kind_of(&told.value);
                    self.statements.organisation(&told.value, OrganisationFact::Listed(kind), told.evidence.clone());
                }
                self.statements.project(&name, fact(told.value), told.basis, told.evidence);
            }
        }
        for told in self.cited_values(table, "areas", table) {
            let Some(place) = place::lookup(&told.value) else {
                self.report(at, ReportKind::UnknownPlace { name: told.value });
                continue;
            };
            self.statements.areas.extend(place.area.clone());
            let named = place.named_place(told.basis, &told.evidence);
            self.statements.project(&name, ProjectFact::Area(named), told.basis, told.evidence);
        }
        for (key, fact) in [("start", ProjectFact::Start as fn(Period) -> _), ("end", ProjectFact::End)] {
            if let Some((period, at)) = self.tables(table, key).into_iter().next()
                && let Some(period) = self.period(period, at)
            {
                let (basis, evidence) = (period.basis, period.evidence.clone());
                self.statements.project(&name, fact(period), basis, evidence);
            }
        }
        for (note, at) in self.tables(table, "note") {
            self.note(&name, note, at);
        }
    }

    fn note(&mut self, project: &str, table: &Table<'_>, at: usize) {
        self.check_keys(table, &["kind", "text", "basis", "origin"]);
        let kind = match self.string(table, "kind").as_deref() {
            Some("goal") => NoteKind::Goal,
            Some("target-group") => NoteKind::TargetGroup,
            Some("result") => NoteKind::Result,
            Some("background") => NoteKind::Background,
            Some("figure") => NoteKind::Figure,
            Some("staff") => NoteKind::Staff,
            _ => return self.report_wrong_value(at, "kind", "goal, target-group, result, background, figure or staff"),
        };
        for told in self.cited_values(table, "text", table) {
            let basis = self.basis(table);
            self.statements.project(project, ProjectFact::Note(kind, told.value), basis, told.evidence);
        }
    }

    fn organisation(&mut self, table: &Table<'_>, at: usize) {
        self.check_keys(table, &["name", "kind", "aliases", "origin"]);
        let Some(named) = self.cited_values(table, "name", table).into_iter().next() else {
            return self.report(at, ReportKind::MissingKey { key: "name".to_owned() });
        };
        let kind = match self.string(table, "kind") {
            None => organisation::kind_of(&named.value),
            // The model's own names of the kinds, so that they are written in one place.
            Some(kind) => match serde_json::from_value::<OrganisationKind>(kind.into()) {
                Ok(kind) => kind,
                Err(_) => return self.report_wrong_value(at, "kind", "a kind of organisation"),
            },
        };
        self.statements.organisation(&named.value, OrganisationFact::Listed(kind), named.evidence);
        for told in self.cited_values(table, "aliases", table) {
            self.statements.organisation(&named.value, OrganisationFact::Alias(told.value), told.evidence);
        }
    }

    fn warning(&mut self, table: &Table<'_>, at: usize) {
        self.check_keys(table, &["about", "text", "sv", "en", "origin"]);
        let about = self.strings(table, "about");
        let about = about.into_iter().map(|(name, at)| (name, self.first + line_of(self.text, at))).collect();
        let (sv, en) = (self.string(table, "sv"), self.string(table, "en"));
        match self.cited_values(table, "text", table).into_iter().next() {
            Some(CitedValue { value: text, evidence, .. }) => {
                self.statements.curator_warnings.push(CuratorWarning { about, text, sv, en, evidence });
            }
            None => self.report(at, ReportKind::MissingKey { key: "text".to_owned() }),
        }
    }

    /// A period: its words, and its bounds where the words alone do not tell them.
    fn period(&mut self, table: &Table<'_>, at: usize) -> Option<Period> {
        self.check_keys(table, &["from", "to", "words", "basis", "origin"]);
        let told = self.cited_values(table, "words", table).into_iter().next();
        let Some(told) = told else {
            self.report(at, ReportKind::MissingKey { key: "words".to_owned() });
            return None;
        };
        let mut bound = |key: &'static str| {
            let text = self.string(table, key)?;
            let day = text.parse::<Day>().ok();
            if day.is_none() {
                self.report_wrong_value(at, key, "a day of the form YYYY-MM-DD");
            }
            day
        };
        let (from, to) = (bound("from"), bound("to"));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.report_wrong_value(at, "to", "a day that is not before `from`");
            return None;
        }
        let basis = self.basis(table);
        if from.is_some() || to.is_some() {
            return Some(Period { from, to, words: told.value, basis, evidence: told.evidence });
        }
        if let Some((from, to)) = temporal::date_bounds(&told.value) {
            return Some(Period { from: Some(from), to: Some(to), words: told.value, basis, evidence: told.evidence });
        }
        let tokens = tokenizer::tokenize(&told.value);
        let times = temporal::find_times(&told.value, &tokens, self.document_date);
        let [time] = times.as_slice() else {
            self.report(at, ReportKind::UnclearTime { words: told.value });
            return None;
        };
        let period = time.value.period(&told.value);
        Some(Period { basis, evidence: told.evidence, ..period })
    }
}
