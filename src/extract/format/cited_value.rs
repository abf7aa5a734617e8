//! TOML values with their source line and quotation, and the raw lines that they come from.

use std::num::NonZeroU32;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::extract::document::source_text::cite;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::DocumentStatements;
use crate::model::{Basis, Evidence, Origin};
use crate::text::Day;

/// A table whose keys and values have their bytes.
pub(crate) type TomlTable<'t> = DeTable<'t>;

/// Parses TOML as far as it can, with a report for each syntax error.
///
/// `first_line` is the line of the file where the text begins.
pub(crate) fn parse<'a>(text: &'a str, path: &str, first_line: u32) -> (Spanned<DeTable<'a>>, Vec<Report>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let report = |error: toml::de::Error| Report {
        file: path.to_owned(),
        line: Some(first_line + line_of(text, error.span().map_or(0, |span| span.start))),
        kind: ReportKind::Toml { message: error.message().to_owned() },
    };
    let mut reports: Vec<Report> = errors.into_iter().map(report).collect();
    // Nesting that is too deep is reported at each of its brackets.
    reports.dedup();
    (table, reports)
}

/// The number of lines above a byte.
pub(crate) fn line_of(text: &str, at: usize) -> u32 {
    let above = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
    u32::try_from(above).unwrap_or(u32::MAX)
}

/// Reads the TOML of one file into statements.
pub(crate) struct TomlReader<'a> {
    /// The TOML.
    pub(crate) text: &'a str,
    /// The path of the file, for reports.
    pub(crate) path: &'a str,
    /// The line of the file where the TOML begins.
    pub(crate) first_line: u32,
    /// The statements so far.
    pub(crate) statements: &'a mut DocumentStatements,
    /// The problems so far.
    pub(crate) reports: &'a mut Vec<Report>,
    /// The first day of the document's date.
    pub(crate) document_date: Option<Day>,
}

/// A value with its basis and its evidence.
pub(crate) struct CitedValue {
    /// The text.
    pub(crate) value: String,
    /// The basis on which it was found.
    pub(crate) basis: Basis,
    /// The line and quotation, once for each raw line.
    pub(crate) evidence: Vec<Evidence>,
}

impl TomlReader<'_> {
    /// The values of a key: a text, a table with `value`, `basis` and `origin`, or a list of these.
    ///
    /// A value without an `origin` has that of the table `around` it.
    pub(crate) fn cited_values(&mut self, table: &TomlTable<'_>, key: &str, around: &TomlTable<'_>) -> Vec<CitedValue> {
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

    /// The basis of the facts of a table.
    pub(crate) fn basis(&mut self, table: &TomlTable<'_>) -> Basis {
        let Some(value) = table.get("basis") else { return Basis::Stated };
        let read = value.get_ref().as_str().and_then(|text| serde_json::from_value(text.into()).ok());
        if read.is_none() {
            self.report_wrong_value(value.span().start, "basis", "stated, implied, inherited, inferred or derived");
        }
        read.unwrap_or(Basis::Stated)
    }

    /// The evidence of a value: its line, its quotation, and the raw lines that `origin` names.
    fn evidence(&mut self, words: &str, at: usize, table: &TomlTable<'_>) -> Vec<Evidence> {
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
            evidence.push(Evidence {
                document: id.clone(),
                line,
                text: words.as_str().into(),
                origin: Some(Box::new(origin)),
            });
        }
        evidence
    }

    /// The line and the words of a value in the file.
    ///
    /// If escapes or line ends divide the words, the quotation is their first line, else the line of the value.
    fn quotation(&self, words: &str, at: usize) -> (u32, String) {
        let above = line_of(self.text, at);
        let lines = || (self.first_line + above..).zip(self.text.lines().skip(above.try_into().unwrap_or(usize::MAX)));
        let first = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let found = lines().take(words.lines().count() + 1).find(|(_, line)| line.contains(first));
        match found {
            Some((line, _)) if words.lines().count() > 1 => (line, first.to_owned()),
            Some((line, _)) => (line, words.trim().to_owned()),
            None => (self.first_line + above, lines().next().map_or("", |(_, line)| line).trim().to_owned()),
        }
    }

    /// The text of a key. `None` if there is no such key, or if its value is not a text, which is reported.
    pub(crate) fn string(&mut self, table: &TomlTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.report_wrong_value(value.span().start, key, "a text");
        }
        text
    }

    /// The text of a key, which is reported if it is missing.
    pub(crate) fn required_string(&mut self, table: &TomlTable<'_>, key: &str, at: usize) -> Option<String> {
        if !table.contains_key(key) {
            self.report(at, ReportKind::MissingKey { key: key.to_owned() });
        }
        self.string(table, key)
    }

    /// The texts of a list, each with its first byte.
    pub(crate) fn strings(&mut self, table: &TomlTable<'_>, key: &str) -> Vec<(String, usize)> {
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

    /// The tables of a key that holds one or a list, each with its first byte.
    pub(crate) fn tables<'t, 'i>(&mut self, table: &'t TomlTable<'i>, key: &str) -> Vec<(&'t TomlTable<'i>, usize)> {
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

    /// Reports the keys of a table that are not in `keys`.
    pub(crate) fn check_keys(&mut self, table: &TomlTable<'_>, keys: &'static [&'static str]) {
        for key in table.keys() {
            if !keys.contains(&key.get_ref().as_ref()) {
                let kind = ReportKind::UnknownKey { key: key.get_ref().to_string(), valid: keys };
                self.report(key.span().start, kind);
            }
        }
    }

    /// Reports a value that its key does not accept.
    pub(crate) fn report_wrong_value(&mut self, at: usize, key: &str, expected: &'static str) {
        self.report(at, ReportKind::WrongValue { key: key.to_owned(), expected });
    }

    /// Adds a report on the line of a byte.
    pub(crate) fn report(&mut self, at: usize, kind: ReportKind) {
        let line = Some(self.first_line + line_of(self.text, at));
        self.reports.push(Report { file: self.path.to_owned(), line, kind });
    }
}
