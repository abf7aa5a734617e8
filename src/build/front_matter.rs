//! What a document says of itself in TOML between two lines of `+++`, and what a curator says there of the rest.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::found::{Caution, Found, OrganisationFact, ProjectFact};
use super::page::cite;
use super::when;
use super::{Report, ReportKind, area, organisation, token};
use crate::model::{Basis, Document, DocumentId, Evidence, Maintainer, NoteKind, OrganisationKind, Origin, Period};
use crate::text::Day;

/// A text in its two halves.
pub(super) struct Halves<'a> {
    /// The TOML, and the line that it begins on.
    pub(super) toml: Option<(&'a str, u32)>,
    /// The page below, and the line that it begins on.
    pub(super) body: (&'a str, u32),
}

/// Parts a text at its front matter; nothing when that never ends.
pub(super) fn split(text: &str) -> Option<Halves<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "+++");
    let Some(first) = first else { return Some(Halves { toml: None, body: (text, 1) }) };
    let (mut at, mut number) = (first.len(), 2);
    for line in lines {
        if line.trim_end() == "+++" {
            let toml = text.get(first.len()..at)?;
            return Some(Halves { toml: Some((toml, 2)), body: (text.get(at + line.len()..)?, number + 1) });
        }
        at += line.len();
        number += 1;
    }
    None
}

/// Reads the front matter of a document, or makes a document of a page that has none.
pub(super) fn read(id: DocumentId, file: &str, toml: Option<(&str, u32)>) -> Found {
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
    let mut found = Found::new(document);
    let Some((text, first)) = toml else { return found };
    let (table, mut reports) = parse(text, file, first);
    let mut reader = Reader { text, file, first, found: &mut found, reports: &mut reports, today: None };
    reader.document(table.get_ref());
    found.reports = reports;
    found
}

/// Reads the file that describes the directory: its title, and who keeps it.
pub(super) fn directory(file: &str, text: &str) -> (Option<String>, Option<Maintainer>, Vec<Report>) {
    let (table, mut reports) = parse(text, file, 1);
    let mut found = Found::new(read(DocumentId::from_name(file), file, None).document);
    let mut reader = Reader { text, file, first: 1, found: &mut found, reports: &mut reports, today: None };
    let table = table.get_ref();
    reader.known(table, &["title", "maintainer"]);
    let title = reader.need(table, "title", 0);
    let keeper = reader.tables(table, "maintainer").into_iter().next().and_then(|(table, at)| {
        reader.known(table, &["name", "contact"]);
        Some(Maintainer { name: reader.need(table, "name", at)?, contact: reader.need(table, "contact", at)? })
    });
    (title, keeper, reports)
}

fn parse<'a>(text: &'a str, file: &str, first: u32) -> (Spanned<DeTable<'a>>, Vec<Report>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let report = |error: toml::de::Error| Report {
        file: file.to_owned(),
        line: Some(first + line_of(text, error.span().map_or(0, |span| span.start))),
        kind: ReportKind::Toml { message: error.message().to_owned() },
    };
    (table, errors.into_iter().map(report).collect())
}

/// How many lines stand above a byte.
fn line_of(text: &str, at: usize) -> u32 {
    let above = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
    u32::try_from(above).unwrap_or(u32::MAX)
}

struct Reader<'a> {
    text: &'a str,
    file: &'a str,
    first: u32,
    found: &'a mut Found,
    reports: &'a mut Vec<Report>,
    today: Option<Day>,
}

/// A value with how it follows and where it stands.
struct Told {
    value: String,
    basis: Basis,
    evidence: Vec<Evidence>,
}

type Table<'t> = DeTable<'t>;

impl Reader<'_> {
    fn document(&mut self, table: &Table<'_>) {
        self.known(
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
        self.found.document.source = source;
        self.found.document.title = self.need(table, "title", 0).unwrap_or_default();
        self.found.document.kind = self.string(table, "kind");
        self.found.document.series = self.string(table, "series");
        self.found.document.publisher = self.string(table, "publisher");
        self.found.document.language = self.string(table, "language");
        self.found.document.authors = self.strings(table, "authors").into_iter().map(|(name, _)| name).collect();
        if let Some((period, at)) = self.tables(table, "published").into_iter().next() {
            let told = self.period(period, at);
            self.today = told.as_ref().and_then(|period| period.from);
            self.found.document.published = told;
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
        self.known(
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
        let Some(named) = self.told(table, "name", table).into_iter().next() else {
            return self.report(at, ReportKind::MissingKey { key: "name".to_owned() });
        };
        let name = named.value.clone();
        self.found.project(&name, ProjectFact::Named, Basis::Stated, named.evidence);
        let facts: [(&str, fn(String) -> ProjectFact); 7] = [
            ("abbreviation", ProjectFact::Abbreviation),
            ("aliases", ProjectFact::Alias),
            ("kind", ProjectFact::Kind),
            ("parent", ProjectFact::Parent),
            ("funders", ProjectFact::Funder),
            ("coordinator", ProjectFact::Coordinator),
            ("partners", ProjectFact::Partner),
        ];
        for (key, fact) in facts {
            for told in self.told(table, key, table) {
                if matches!(key, "funders" | "coordinator" | "partners") {
                    let kind = organisation::kind_of(&told.value);
                    self.found.organisation(&told.value, OrganisationFact::Listed(kind), told.evidence.clone());
                }
                self.found.project(&name, fact(told.value), told.basis, told.evidence);
            }
        }
        for told in self.told(table, "areas", table) {
            let Some(place) = area::named(&told.value) else {
                self.report(at, ReportKind::UnknownPlace { name: told.value });
                continue;
            };
            self.found.areas.extend(place.area.clone());
            let named = super::people::named_place(&place, told.basis, &told.evidence);
            self.found.project(&name, ProjectFact::Area(named), told.basis, told.evidence);
        }
        for (key, fact) in [("start", ProjectFact::Start as fn(Period) -> _), ("end", ProjectFact::End)] {
            if let Some((period, at)) = self.tables(table, key).into_iter().next()
                && let Some(period) = self.period(period, at)
            {
                let (basis, evidence) = (period.basis, period.evidence.clone());
                self.found.project(&name, fact(period), basis, evidence);
            }
        }
        for (note, at) in self.tables(table, "note") {
            self.note(&name, note, at);
        }
    }

    fn note(&mut self, project: &str, table: &Table<'_>, at: usize) {
        self.known(table, &["kind", "text", "basis", "origin"]);
        let kind = match self.string(table, "kind").as_deref() {
            Some("goal") => NoteKind::Goal,
            Some("target-group") => NoteKind::TargetGroup,
            Some("result") => NoteKind::Result,
            Some("background") => NoteKind::Background,
            Some("figure") => NoteKind::Figure,
            Some("staff") => NoteKind::Staff,
            _ => return self.wrong(at, "kind", "goal, target-group, result, background, figure or staff"),
        };
        for told in self.told(table, "text", table) {
            let basis = self.basis(table);
            self.found.project(project, ProjectFact::Note(kind, told.value), basis, told.evidence);
        }
    }

    fn organisation(&mut self, table: &Table<'_>, at: usize) {
        self.known(table, &["name", "kind", "aliases", "origin"]);
        let Some(named) = self.told(table, "name", table).into_iter().next() else {
            return self.report(at, ReportKind::MissingKey { key: "name".to_owned() });
        };
        let kind = match self.string(table, "kind") {
            None => organisation::kind_of(&named.value),
            // The model's own names of the kinds, so that they are written in one place.
            Some(kind) => match serde_json::from_value::<OrganisationKind>(kind.into()) {
                Ok(kind) => kind,
                Err(_) => return self.wrong(at, "kind", "a kind of organisation"),
            },
        };
        self.found.organisation(&named.value, OrganisationFact::Listed(kind), named.evidence);
        for told in self.told(table, "aliases", table) {
            self.found.organisation(&named.value, OrganisationFact::Alias(told.value), told.evidence);
        }
    }

    fn warning(&mut self, table: &Table<'_>, at: usize) {
        self.known(table, &["about", "text", "origin"]);
        let about = self.strings(table, "about");
        let about = about.into_iter().map(|(name, at)| (name, self.first + line_of(self.text, at))).collect();
        match self.told(table, "text", table).into_iter().next() {
            Some(told) => self.found.cautions.push(Caution { about, text: told.value, evidence: told.evidence }),
            None => self.report(at, ReportKind::MissingKey { key: "text".to_owned() }),
        }
    }

    /// A period: its words, and its bounds where the words alone do not tell them.
    fn period(&mut self, table: &Table<'_>, at: usize) -> Option<Period> {
        self.known(table, &["from", "to", "words", "basis", "origin"]);
        let told = self.told(table, "words", table).into_iter().next();
        let Some(told) = told else {
            self.report(at, ReportKind::MissingKey { key: "words".to_owned() });
            return None;
        };
        let mut bound = |key: &'static str| {
            let text = self.string(table, key)?;
            let day = text.parse::<Day>().ok();
            if day.is_none() {
                self.wrong(at, key, "a day of the form YYYY-MM-DD");
            }
            day
        };
        let (from, to) = (bound("from"), bound("to"));
        let basis = self.basis(table);
        if from.is_some() || to.is_some() {
            return Some(Period { from, to, words: told.value, basis, evidence: told.evidence });
        }
        let tokens = token::tokens(&told.value);
        match when::whens(&told.value, &tokens, self.today).as_slice() {
            [(_, when)] => {
                let mut period = when.period(&told.value);
                (period.basis, period.evidence) = (basis, told.evidence);
                Some(period)
            }
            _ => {
                self.report(at, ReportKind::UnclearTime { words: told.value });
                None
            }
        }
    }

    /// The values of a key: a text, a table with `value`, `basis` and `origin`, or a list of such; what a value does
    /// not say for itself holds for it from the table around it.
    fn told(&mut self, table: &Table<'_>, key: &str, around: &Table<'_>) -> Vec<Told> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let values: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let mut found = Vec::new();
        for value in values {
            let (text, own) = match value.get_ref() {
                DeValue::String(_) => (Some(value), around),
                DeValue::Table(own) => {
                    self.known(own, &["value", "basis", "origin"]);
                    (own.get("value"), if own.contains_key("origin") { own } else { around })
                }
                _ => (None, around),
            };
            let Some((words, text)) = text.and_then(|text| Some((text.get_ref().as_str()?, text))) else {
                self.wrong(value.span().start, key, "a text, or a table with `value`");
                continue;
            };
            let basis = value.get_ref().as_table().map_or(Basis::Stated, |own| self.basis(own));
            let evidence = self.evidence(words, text.span().start, own);
            found.push(Told { value: words.to_owned(), basis, evidence });
        }
        found
    }

    fn basis(&mut self, table: &Table<'_>) -> Basis {
        let Some(value) = table.get("basis") else { return Basis::Stated };
        let read = value.get_ref().as_str().and_then(|text| serde_json::from_value(text.into()).ok());
        if read.is_none() {
            self.wrong(value.span().start, "basis", "stated, implied, inherited, inferred or derived");
        }
        read.unwrap_or(Basis::Stated)
    }

    /// A value of the front matter as evidence: its line, its words, and the raw lines that `origin` names.
    fn evidence(&mut self, words: &str, at: usize, table: &Table<'_>) -> Vec<Evidence> {
        let line = self.first + line_of(self.text, at);
        let id = self.found.document.id.clone();
        let source = self.found.document.source.clone();
        let mut lines = Vec::new();
        let mut elsewhere = Vec::new();
        let values: Vec<&Spanned<DeValue<'_>>> = match table.get("origin") {
            None => Vec::new(),
            Some(value) => value.get_ref().as_array().map_or(vec![value], |list| list.iter().collect()),
        };
        for value in values {
            let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse::<u32>().ok());
            let other = value.get_ref().as_str().and_then(|text| {
                let (file, line) = text.rsplit_once(':')?;
                Some(Origin { file: file.to_owned(), line: line.parse().ok()? })
            });
            match (number, other) {
                (Some(number), _) => lines.push(number),
                (None, Some(origin)) => elsewhere.push(origin),
                (None, None) => self.wrong(value.span().start, "origin", "a line, or `file:line`"),
            }
        }
        let mut evidence = cite(&id, source.as_deref(), line, words, &lines);
        for origin in elsewhere {
            evidence.push(Evidence { document: id.clone(), line, text: words.to_owned(), origin: Some(origin) });
        }
        evidence
    }

    fn string(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(value.span().start, key, "a text");
        }
        text
    }

    fn need(&mut self, table: &Table<'_>, key: &str, at: usize) -> Option<String> {
        if !table.contains_key(key) {
            self.report(at, ReportKind::MissingKey { key: key.to_owned() });
        }
        self.string(table, key)
    }

    fn strings(&mut self, table: &Table<'_>, key: &str) -> Vec<(String, usize)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let list = value.get_ref().as_array();
        let texts = list.map(|list| {
            list.iter().filter_map(|it| Some((it.get_ref().as_str()?.to_owned(), it.span().start))).collect::<Vec<_>>()
        });
        match texts {
            Some(texts) if list.is_some_and(|list| list.len() == texts.len()) => texts,
            _ => {
                self.wrong(value.span().start, key, "a list of texts");
                Vec::new()
            }
        }
    }

    /// The tables under a key, whether there is one or a list.
    fn tables<'t, 'i>(&mut self, table: &'t Table<'i>, key: &str) -> Vec<(&'t Table<'i>, usize)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let list: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let mut found = Vec::new();
        for value in list {
            match value.get_ref() {
                DeValue::Table(inner) => found.push((inner, value.span().start)),
                _ => self.wrong(value.span().start, key, "a table"),
            }
        }
        found
    }

    fn known(&mut self, table: &Table<'_>, keys: &[&str]) {
        for key in table.keys() {
            if !keys.contains(&key.get_ref().as_ref()) {
                let kind = ReportKind::UnknownKey { key: key.get_ref().to_string() };
                self.report(key.span().start, kind);
            }
        }
    }

    fn wrong(&mut self, at: usize, key: &str, expected: &'static str) {
        self.report(at, ReportKind::WrongValue { key: key.to_owned(), expected });
    }

    fn report(&mut self, at: usize, kind: ReportKind) {
        let line = Some(self.first + line_of(self.text, at));
        self.reports.push(Report { file: self.file.to_owned(), line, kind });
    }
}
