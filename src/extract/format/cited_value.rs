//! Values of TOML, each with its line, its words and the raw lines that it retells.

use std::num::NonZeroU32;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::extract::document::source_text::cite;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::DocumentStatements;
use crate::model::{Basis, Evidence, Origin};
use crate::text::Day;

/// A table whose keys and values know their bytes.
pub(crate) type Table<'t> = DeTable<'t>;

/// Parses a text, as far as it is TOML; each syntax error is a report.
pub(crate) fn parse<'a>(text: &'a str, file: &str, first: u32) -> (Spanned<DeTable<'a>>, Vec<Report>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let report = |error: toml::de::Error| Report {
        file: file.to_owned(),
        line: Some(first + line_of(text, error.span().map_or(0, |span| span.start))),
        kind: ReportKind::Toml { message: error.message().to_owned() },
    };
    let mut reports: Vec<Report> = errors.into_iter().map(report).collect();
    // What is nested too deep is too deep again at every bracket.
    reports.dedup();
    (table, reports)
}

/// How many lines stand above a byte.
pub(crate) fn line_of(text: &str, at: usize) -> u32 {
    let above = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
    u32::try_from(above).unwrap_or(u32::MAX)
}

/// A reader of one file's TOML.
pub(crate) struct TomlReader<'a> {
    /// The TOML.
    pub(crate) text: &'a str,
    /// The file's path, for reports.
    pub(crate) file: &'a str,
    /// The line of the file that the TOML begins on.
    pub(crate) first: u32,
    /// What the file says so far.
    pub(crate) statements: &'a mut DocumentStatements,
    /// What is wrong with it so far.
    pub(crate) reports: &'a mut Vec<Report>,
    /// When the document was true.
    pub(crate) document_date: Option<Day>,
}

/// A value with how it follows and where it stands.
pub(crate) struct CitedValue {
    /// What is told.
    pub(crate) value: String,
    /// How it follows.
    pub(crate) basis: Basis,
    /// Where it stands.
    pub(crate) evidence: Vec<Evidence>,
}

impl TomlReader<'_> {
    /// The values of a key: a text, a table with `value`, `basis` and `origin`, or a list of such; what a value does
    /// not say for itself holds for it from the table around it.
    pub(crate) fn cited_values(&mut self, table: &Table<'_>, key: &str, around: &Table<'_>) -> Vec<CitedValue> {
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
                    self.check_keys(own, &["value", "basis", "origin"]);
                    (own.get("value"), if own.contains_key("origin") { own } else { around })
                }
                _ => (None, around),
            };
            let Some((words, text)) = text.and_then(|text| Some((text.get_ref().as_str()?, text))) else {
                self.report_wrong_value(value.span().start, key, "a text, or a table with `value`");
                continue;
            };
            let basis = value.get_ref().as_table().map_or(Basis::Stated, |own| self.basis(own));
            let evidence = self.evidence(words, text.span().start, own);
            found.push(CitedValue { value: words.to_owned(), basis, evidence });
        }
        found
    }

    /// How a table says that its facts follow.
    pub(crate) fn basis(&mut self, table: &Table<'_>) -> Basis {
        let Some(value) = table.get("basis") else { return Basis::Stated };
        let read = value.get_ref().as_str().and_then(|text| serde_json::from_value(text.into()).ok());
        if read.is_none() {
            self.report_wrong_value(value.span().start, "basis", "stated, implied, inherited, inferred or derived");
        }
        read.unwrap_or(Basis::Stated)
    }

    /// A value of the front matter as evidence: its line, its words, and the raw lines that `origin` names.
    fn evidence(&mut self, words: &str, at: usize, table: &Table<'_>) -> Vec<Evidence> {
        let (line, words) = self.quotation(words, at);
        let id = self.statements.document.id.clone();
        let source = self.statements.document.source.clone();
        let mut lines = Vec::new();
        let mut elsewhere = Vec::new();
        let values: Vec<&Spanned<DeValue<'_>>> = match table.get("origin") {
            None => Vec::new(),
            Some(value) => value.get_ref().as_array().map_or(vec![value], |list| list.iter().collect()),
        };
        for value in values {
            let number =
                value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok().map(NonZeroU32::get));
            let other = value.get_ref().as_str().and_then(|text| {
                let (file, line) = text.rsplit_once(':')?;
                Some(Origin { file: file.to_owned(), line: line.parse().ok().map(NonZeroU32::get)? })
            });
            match (number, other) {
                (Some(number), _) => lines.push(number),
                (None, Some(origin)) => elsewhere.push(origin),
                (None, None) => self.report_wrong_value(value.span().start, "origin", "a line, or `file:line`"),
            }
        }
        let mut evidence = cite(&id, source.as_deref(), line, &words, &lines);
        for origin in elsewhere {
            evidence.push(Evidence { document: id.clone(), line, text: words.clone(), origin: Some(origin) });
        }
        evidence
    }

    /// A value as it stands in the file: its words, unless escapes or line ends part them; then its first words, else
    /// the line.
    fn quotation(&self, words: &str, at: usize) -> (u32, String) {
        let above = line_of(self.text, at);
        let lines = || (self.first + above..).zip(self.text.lines().skip(above.try_into().unwrap_or(usize::MAX)));
        let first = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let found = lines().take(words.lines().count() + 1).find(|(_, line)| line.contains(first));
        match found {
            Some((line, _)) if words.lines().count() > 1 => (line, first.to_owned()),
            Some((line, _)) => (line, words.trim().to_owned()),
            None => (self.first + above, lines().next().map_or("", |(_, line)| line).trim().to_owned()),
        }
    }

    /// A text under a key.
    pub(crate) fn string(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.report_wrong_value(value.span().start, key, "a text");
        }
        text
    }

    /// A text that must be there.
    pub(crate) fn required_string(&mut self, table: &Table<'_>, key: &str, at: usize) -> Option<String> {
        if !table.contains_key(key) {
            self.report(at, ReportKind::MissingKey { key: key.to_owned() });
        }
        self.string(table, key)
    }

    /// A list of texts, each with its byte.
    pub(crate) fn strings(&mut self, table: &Table<'_>, key: &str) -> Vec<(String, usize)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let list = value.get_ref().as_array();
        let texts = list.map(|list| {
            list.iter().filter_map(|it| Some((it.get_ref().as_str()?.to_owned(), it.span().start))).collect::<Vec<_>>()
        });
        match texts {
            Some(texts) if list.is_some_and(|list| list.len() == texts.len()) => texts,
            _ => {
                self.report_wrong_value(value.span().start, key, "a list of texts");
                Vec::new()
            }
        }
    }

    /// The tables under a key, whether there is one or a list.
    pub(crate) fn tables<'t, 'i>(&mut self, table: &'t Table<'i>, key: &str) -> Vec<(&'t Table<'i>, usize)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let list: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let mut found = Vec::new();
        for value in list {
            match value.get_ref() {
                DeValue::Table(inner) => found.push((inner, value.span().start)),
                _ => self.report_wrong_value(value.span().start, key, "a table"),
            }
        }
        found
    }

    /// Reports keys that mean nothing in a table.
    pub(crate) fn check_keys(&mut self, table: &Table<'_>, keys: &'static [&'static str]) {
        for key in table.keys() {
            if !keys.contains(&key.get_ref().as_ref()) {
                let kind = ReportKind::UnknownKey { key: key.get_ref().to_string(), valid: keys };
                self.report(key.span().start, kind);
            }
        }
    }

    /// Reports a value of another shape than its key takes.
    pub(crate) fn report_wrong_value(&mut self, at: usize, key: &str, expected: &'static str) {
        self.report(at, ReportKind::WrongValue { key: key.to_owned(), expected });
    }

    /// Reports what stands at a byte.
    pub(crate) fn report(&mut self, at: usize, kind: ReportKind) {
        let line = Some(self.first + line_of(self.text, at));
        self.reports.push(Report { file: self.file.to_owned(), line, kind });
    }
}
