//! The front matter of a document: TOML between two lines of `+++`, in which a curator describes the document and
//! states facts.

use super::cited_value::{CitedValue, TomlReader, TomlTable, line_of, parse};
use crate::exchange::Visibility;
use crate::extract::entities::organisation;
use crate::extract::entities::place;
use crate::extract::entities::temporal::{self, Days};
use crate::extract::entities::tokenizer;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{CuratorWarning, DocumentStatements, OrganisationFact, ProjectFact};
use crate::model::{Basis, Document, DocumentId, Maintainer, NoteKind, OrganisationKind, Period, TitleTranslations};
use crate::text::Day;

/// A document in its two sections.
#[derive(Clone, Copy)]
pub(crate) struct DocumentSections<'a> {
    /// The front matter, or `None` if the document has none.
    pub(crate) toml: Option<Section<'a>>,
    /// The text below it.
    pub(crate) body: Section<'a>,
}

/// A section of a document.
#[derive(Clone, Copy)]
pub(crate) struct Section<'a> {
    /// Its text.
    pub(crate) text: &'a str,
    /// The line of the file where it begins, from 1.
    pub(crate) first_line: u32,
}

/// Splits a document at its front matter, or returns `None` if the front matter has no end.
pub(crate) fn split(text: &str) -> Option<DocumentSections<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "+++");
    let Some(first) = first else {
        return Some(DocumentSections { toml: None, body: Section { text, first_line: 1 } });
    };
    let mut at = first.len();
    for (number, line) in (2..).zip(lines) {
        if line.trim_end() == "+++" {
            let toml = Section { text: text.get(first.len()..at)?, first_line: 2 };
            let body = Section { text: text.get(at + line.len()..)?, first_line: number + 1 };
            return Some(DocumentSections { toml: Some(toml), body });
        }
        at += line.len();
    }
    None
}

/// The statements of a document's front matter; none if it has no front matter.
///
/// `file` is the name that the model keeps, `path` the one that reports use.
pub(crate) fn read(id: DocumentId, file: &str, path: &str, toml: Option<Section<'_>>) -> DocumentStatements {
    let document = Document::new(id, file.to_owned());
    let mut statements = DocumentStatements::new(document, path.to_owned());
    let Some(toml) = toml else { return statements };
    let (table, mut reports) = parse(toml.text, path, toml.first_line);
    let mut reader = TomlReader {
        text: toml.text,
        path,
        first_line: toml.first_line,
        statements: &mut statements,
        reports: &mut reports,
        document_date: None,
    };
    reader.document(table.get_ref());
    statements.reports = reports;
    statements
}

/// The description of the directory itself.
pub(crate) struct DirectoryDescription {
    /// Its title.
    pub(crate) title: Option<String>,
    /// Its title in other languages.
    pub(crate) title_translations: TitleTranslations,
    /// The maintainer.
    pub(crate) maintainer: Option<Maintainer>,
    /// The problems of the file.
    pub(crate) reports: Vec<Report>,
}

/// Reads the file that describes the directory.
pub(crate) fn directory(path: &str, text: &str) -> DirectoryDescription {
    let (table, mut reports) = parse(text, path, 1);
    let mut statements = read(DocumentId::from_name(path), path, path, None);
    let mut reader = TomlReader {
        text,
        path,
        first_line: 1,
        statements: &mut statements,
        reports: &mut reports,
        document_date: None,
    };
    let table = table.get_ref();
    reader.check_keys(table, &["title", "title_fi", "title_sv", "title_en", "maintainer"]);
    let title = reader.required_string(table, "title", 0);
    let title_translations = TitleTranslations {
        fi: reader.string(table, "title_fi"),
        sv: reader.string(table, "title_sv"),
        en: reader.string(table, "title_en"),
    };
    let maintainer = reader.tables(table, "maintainer").into_iter().next().and_then(|(table, at)| {
        reader.check_keys(table, &["name", "contact"]);
        Some(Maintainer {
            name: reader.required_string(table, "name", at)?,
            contact: reader.required_string(table, "contact", at)?,
        })
    });
    DirectoryDescription { title, title_translations, maintainer, reports }
}

/// The keys of a document.
#[rustfmt::skip]
const DOCUMENT_KEYS: &[&str] = &[
    "title", "source", "kind", "series", "publisher", "authors", "published", "language", "visibility", "project",
    "organisation", "warning",
];

/// The keys of a project.
#[rustfmt::skip]
const PROJECT_KEYS: &[&str] = &[
    "name", "abbreviation", "aliases", "kind", "parent", "start", "end", "funders", "coordinator", "partners", "areas",
    "note", "origin",
];

/// Makes the fact that a text states about a project.
type FactOf = fn(String) -> ProjectFact;

/// The keys of a project whose values are texts, and the facts that they state.
const PROJECT_FACTS: &[(&str, FactOf)] = &[
    ("abbreviation", ProjectFact::Abbreviation),
    ("aliases", ProjectFact::Alias),
    ("kind", ProjectFact::Kind),
    ("parent", ProjectFact::Parent),
    ("funders", ProjectFact::Funder),
    ("coordinator", ProjectFact::Coordinator),
    ("partners", ProjectFact::Partner),
];

/// The keys of a project whose values are organisations.
const PROJECT_ORGANISATIONS: &[&str] = &["funders", "coordinator", "partners"];

impl TomlReader<'_> {
    fn document(&mut self, table: &TomlTable<'_>) {
        self.check_keys(table, DOCUMENT_KEYS);
        self.statements.document.source = self.string(table, "source");
        self.statements.document.title = self.required_string(table, "title", 0).unwrap_or_default();
        self.statements.document.kind = self.string(table, "kind");
        self.statements.document.series = self.string(table, "series");
        self.statements.document.publisher = self.string(table, "publisher");
        self.statements.document.language = self.string(table, "language");
        if let Some(word) = self.string(table, "visibility") {
            // An unknown word hides the document from everybody, and is an error.
            self.statements.visibility = Visibility::from_word(&word).unwrap_or(Visibility::Private);
            if Visibility::from_word(&word).is_none() {
                self.report_wrong_value(0, "visibility", "public, staff or private");
            }
        }
        self.statements.document.authors = self.strings(table, "authors").into_iter().map(|(name, _)| name).collect();
        if let Some((period, at)) = self.tables(table, "published").into_iter().next() {
            let published = self.period(period, at);
            self.document_date = published.as_ref().and_then(|period| period.from);
            self.statements.document.published = published;
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

    fn project(&mut self, table: &TomlTable<'_>, at: usize) {
        self.check_keys(table, PROJECT_KEYS);
        let Some(named) = self.cited_values(table, "name", table).into_iter().next() else {
            return self.report(at, ReportKind::MissingKey { key: "name".to_owned() });
        };
        let name = named.value;
        self.statements.project(&name, ProjectFact::Named, Basis::Stated, named.evidence);
        for (key, fact) in PROJECT_FACTS {
            for cited in self.cited_values(table, key, table) {
                if PROJECT_ORGANISATIONS.contains(key) {
                    let kind = OrganisationFact::Listed(organisation::kind_of(&cited.value));
                    self.statements.organisation(&cited.value, kind, cited.evidence.clone());
                }
                self.statements.project(&name, fact(cited.value), cited.basis, cited.evidence);
            }
        }
        for cited in self.cited_values(table, "areas", table) {
            let Some(place) = place::lookup(&cited.value) else {
                self.report(at, ReportKind::UnknownPlace { name: cited.value });
                continue;
            };
            self.statements.areas.extend(place.area.clone());
            let named = place.named_place(cited.basis, &cited.evidence);
            self.statements.project(&name, ProjectFact::Area(named), cited.basis, cited.evidence);
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

    fn note(&mut self, project: &str, table: &TomlTable<'_>, at: usize) {
        self.check_keys(table, &["kind", "text", "sv", "en", "basis", "origin"]);
        let kind = match self.string(table, "kind").as_deref() {
            Some("goal") => NoteKind::Goal,
            Some("target-group") => NoteKind::TargetGroup,
            Some("result") => NoteKind::Result,
            Some("background") => NoteKind::Background,
            Some("figure") => NoteKind::Figure,
            Some("staff") => NoteKind::Staff,
            _ => return self.report_wrong_value(at, "kind", "goal, target-group, result, background, figure or staff"),
        };
        for cited in self.cited_values(table, "text", table) {
            let basis = self.basis(table);
            let (sv, en) = (self.string(table, "sv"), self.string(table, "en"));
            let note = ProjectFact::Note { kind, text: cited.value, sv, en };
            self.statements.project(project, note, basis, cited.evidence);
        }
    }

    fn organisation(&mut self, table: &TomlTable<'_>, at: usize) {
        self.check_keys(table, &["name", "kind", "aliases", "origin"]);
        let Some(named) = self.cited_values(table, "name", table).into_iter().next() else {
            return self.report(at, ReportKind::MissingKey { key: "name".to_owned() });
        };
        let kind = match self.string(table, "kind") {
            None => organisation::kind_of(&named.value),
            // The names of kinds are those of the model's serialisation, so that they are written in one place.
            Some(kind) => match serde_json::from_value::<OrganisationKind>(kind.into()) {
                Ok(kind) => kind,
                Err(_) => return self.report_wrong_value(at, "kind", "a kind of organisation"),
            },
        };
        self.statements.organisation(&named.value, OrganisationFact::Listed(kind), named.evidence);
        for cited in self.cited_values(table, "aliases", table) {
            self.statements.organisation(&named.value, OrganisationFact::Alias(cited.value), cited.evidence);
        }
    }

    fn warning(&mut self, table: &TomlTable<'_>, at: usize) {
        self.check_keys(table, &["about", "text", "sv", "en", "origin"]);
        let about = self.strings(table, "about");
        let about = about.into_iter().map(|(name, at)| (name, self.first_line + line_of(self.text, at))).collect();
        let (sv, en) = (self.string(table, "sv"), self.string(table, "en"));
        match self.cited_values(table, "text", table).into_iter().next() {
            Some(CitedValue { value: text, evidence, .. }) => {
                self.statements.curator_warnings.push(CuratorWarning { about, text, sv, en, evidence });
            }
            None => self.report(at, ReportKind::MissingKey { key: "text".to_owned() }),
        }
    }

    /// A period: its words, and its bounds if they do not follow from the words.
    fn period(&mut self, table: &TomlTable<'_>, at: usize) -> Option<Period> {
        self.check_keys(table, &["from", "to", "words", "basis", "origin"]);
        let cited = self.cited_values(table, "words", table).into_iter().next();
        let Some(cited) = cited else {
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
            return Some(Period { from, to, words: cited.value, basis, evidence: cited.evidence });
        }
        if let Some(Days { first, last }) = temporal::date_days(&cited.value) {
            return Some(Period {
                from: Some(first),
                to: Some(last),
                words: cited.value,
                basis,
                evidence: cited.evidence,
            });
        }
        let tokens = tokenizer::tokenize(&cited.value);
        let times = temporal::find_times(&cited.value, &tokens, self.document_date);
        let [time] = times.as_slice() else {
            self.report(at, ReportKind::UnclearTime { words: cited.value });
            return None;
        };
        let period = time.value.period(&cited.value);
        Some(Period { basis, evidence: cited.evidence, ..period })
    }
}
