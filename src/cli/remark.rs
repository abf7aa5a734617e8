//! What is wrong or doubtful about documents, one line each.

use serde::Serialize;

use super::failure::{kind_words, reason_words};
use crate::extract::{Extraction, Report, ReportKind, Severity};
use crate::i18n::{Lang, say};
use crate::model::{RecordId, Warning};
use crate::present::warning_words;

/// One remark: of a document that was read, or of a fact that came out.
///
/// * **Shape** — as JSON an object a line; `kind` and `details` are the same in every language.
#[derive(Debug, Serialize)]
pub(super) struct Remark<'a> {
    v: u8,
    severity: Weight,
    file: Option<&'a str>,
    line: Option<u32>,
    kind: String,
    details: Vec<String>,
    /// The records that it concerns.
    about: Vec<String>,
    #[serde(skip)]
    subject: Subject<'a>,
}

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Weight {
    /// Nothing is written.
    Error,
    /// Somebody should look at the document.
    Warning,
    /// The model says so itself, wherever the fact is shown.
    Doubt,
}

#[derive(Debug)]
enum Subject<'a> {
    Report(&'a Report),
    Warning(&'a Warning),
}

impl<'a> Remark<'a> {
    /// What there is to say of a document.
    pub(super) fn of_report(report: &'a Report) -> Self {
        let (kind, details) = facts(&report.kind);
        Self {
            v: 1,
            severity: match report.severity() {
                Severity::Error => Weight::Error,
                Severity::Warning => Weight::Warning,
            },
            file: Some(&report.file),
            line: report.line,
            kind: kind.to_owned(),
            details,
            about: Vec::new(),
            subject: Subject::Report(report),
        }
    }

    /// What is doubtful in the model that was built.
    pub(super) fn of_model(built: &'a Extraction) -> impl Iterator<Item = Self> {
        built.model.warnings.iter().map(|warning| {
            let passage = warning.evidence.first();
            // What is doubtful about a document as a whole stands on no line of it.
            let whole = warning.about.iter().find_map(|about| match about {
                RecordId::Document(id) => Some(id),
                _ => None,
            });
            let document = passage.map(|passage| &passage.document).or(whole);
            Self {
                v: 1,
                severity: Weight::Doubt,
                file: document.and_then(|document| built.paths.get(document)).map(String::as_str),
                line: passage.map(|passage| passage.line),
                kind: warning.kind.name().to_owned(),
                details: warning.kind.details(),
                about: warning.about.iter().map(ToString::to_string).collect(),
                subject: Subject::Warning(warning),
            }
        })
    }

    /// The remark on one line: `file:line: warning: words`.
    pub(super) fn words(&self, lang: Lang) -> String {
        let weight = match self.severity {
            Weight::Error => say!(lang, "remark.error"),
            Weight::Warning => say!(lang, "remark.warning"),
            Weight::Doubt => say!(lang, "remark.doubt"),
        };
        let words = match self.subject {
            Subject::Report(report) => report_words(&report.kind, lang),
            Subject::Warning(warning) => {
                let words = warning_words(&warning.kind, lang).unwrap_or_default();
                if self.about.is_empty() { words } else { format!("{}: {words}", self.about.join(", ")) }
            }
        };
        let line = self.line.map(|line| line.to_string());
        let parts = [self.file.map(str::to_owned), line].into_iter().flatten().collect::<Vec<_>>().join(":");
        if parts.is_empty() { format!("{weight}: {words}") } else { format!("{parts}: {weight}: {words}") }
    }
}

/// A kind's name and what it speaks of, for programs.
fn facts(kind: &ReportKind) -> (&'static str, Vec<String>) {
    match kind {
        ReportKind::Unreadable { cause } => ("unreadable", vec![cause.to_string()]),
        ReportKind::NotAFile { kind } => ("not-a-file", vec![kind.name().to_owned()]),
        ReportKind::TooLarge { limit } => ("too-large", vec![limit.to_string()]),
        ReportKind::Html => ("html", Vec::new()),
        ReportKind::Skipped => ("skipped", Vec::new()),
        ReportKind::NoDocument => ("no-document", Vec::new()),
        ReportKind::NotUtf8 => ("not-utf8", Vec::new()),
        ReportKind::LongLine { read } => ("long-line", vec![read.to_string()]),
        ReportKind::OpenFrontMatter => ("open-front-matter", Vec::new()),
        ReportKind::Toml { message } => ("toml", vec![message.clone()]),
        ReportKind::UnknownKey { key, .. } => ("unknown-key", vec![key.clone()]),
        ReportKind::MissingKey { key } => ("missing-key", vec![key.clone()]),
        ReportKind::WrongValue { key, expected } => ("wrong-value", vec![key.clone(), (*expected).to_owned()]),
        ReportKind::UnclearTime { words } => ("unclear-time", vec![words.clone()]),
        ReportKind::UnknownRecord { name } => ("unknown-record", vec![name.clone()]),
        ReportKind::UnknownPlace { name } => ("unknown-place", vec![name.clone()]),
        ReportKind::SecondDirectory => ("second-directory", Vec::new()),
        ReportKind::CircularProject { name } => ("circular-project", vec![name.clone()]),
        ReportKind::NobodysNumber { printed } => ("nobodys-number", vec![printed.clone()]),
        ReportKind::UnpairedNumbers => ("unpaired-numbers", Vec::new()),
        ReportKind::NothingFound => ("nothing-found", Vec::new()),
    }
}

fn report_words(kind: &ReportKind, lang: Lang) -> String {
    match kind {
        ReportKind::Unreadable { cause } => {
            say!(lang, "remark.unreadable", cause = reason_words(*cause, lang).unwrap_or_else(|| cause.to_string()))
        }
        ReportKind::NotAFile { kind } => say!(lang, "remark.not_a_file", kind = kind_words(*kind, lang)),
        ReportKind::TooLarge { limit } => say!(lang, "remark.too_large", limit = limit),
        ReportKind::Html => say!(lang, "remark.html"),
        ReportKind::Skipped => say!(lang, "remark.skipped"),
        ReportKind::NoDocument => say!(lang, "remark.no_document"),
        ReportKind::NotUtf8 => say!(lang, "remark.not_utf8"),
        ReportKind::LongLine { read } => say!(lang, "remark.long_line", read = read),
        ReportKind::OpenFrontMatter => say!(lang, "remark.open_front_matter"),
        ReportKind::Toml { message } => say!(lang, "remark.toml", message = message),
        ReportKind::UnknownKey { key, valid } => {
            say!(lang, "remark.unknown_key", key = key, valid = valid.join(", "))
        }
        ReportKind::MissingKey { key } => say!(lang, "remark.missing_key", key = key),
        ReportKind::WrongValue { key, expected } => say!(lang, "remark.wrong_value", key = key, expected = expected),
        ReportKind::UnclearTime { words } => say!(lang, "remark.unclear_time", words = words),
        ReportKind::UnknownRecord { name } => say!(lang, "remark.unknown_record", name = name),
        ReportKind::UnknownPlace { name } => say!(lang, "remark.unknown_place", name = name),
        ReportKind::SecondDirectory => say!(lang, "remark.second_directory"),
        ReportKind::CircularProject { name } => say!(lang, "remark.circular_project", name = name),
        ReportKind::NobodysNumber { printed } => say!(lang, "remark.nobodys_number", printed = printed),
        ReportKind::UnpairedNumbers => say!(lang, "remark.unpaired_numbers"),
        ReportKind::NothingFound => say!(lang, "remark.nothing_found"),
    }
}
