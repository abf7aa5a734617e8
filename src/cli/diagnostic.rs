//! Diagnostics of `allu build`, one line each: an error in a document, or a doubtful fact.

use serde::Serialize;

use crate::cli::contact_problem_text::{error_facts, error_words, problem_name, problem_words};
use crate::cli::record_names::{RecordName, RecordNames};
use crate::extract::{Extraction, Report, ReportKind, Severity};
use crate::i18n::{Lang, say, say_count};
use crate::model::{RecordId, Warning, WarningKind};
use crate::present::warning_words;
use crate::session::{file_kind_words, reason_words};

/// The maximum number of records that a warning names; it says how many more there are.
const MOST_NAMES: usize = 3;

/// A diagnostic about a document that was read, or about a fact in the model.
///
/// * **Shape** — as JSON, one object a line; `kind` and `details` are the same in every language.
#[derive(Debug, Serialize)]
pub(crate) struct Diagnostic<'a> {
    v: u8,
    severity: DiagnosticSeverity,
    file: Option<&'a str>,
    line: Option<u32>,
    kind: String,
    details: Vec<String>,
    /// The records that it is about.
    about: Vec<String>,
    /// Their names, without that of the document of `file`.
    #[serde(skip)]
    names: Vec<RecordName<'a>>,
    #[serde(skip)]
    subject: Subject<'a>,
}

/// How severe a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum DiagnosticSeverity {
    /// No model is written.
    Error,
    /// The document should be checked.
    Warning,
    /// The model has the warning, too, and it is shown with the fact.
    Doubt,
}

#[derive(Debug)]
enum Subject<'a> {
    Report(&'a Report),
    Warning(&'a Warning),
}

impl<'a> Diagnostic<'a> {
    /// The diagnostic of a report about a document.
    pub(crate) fn of_report(report: &'a Report) -> Self {
        let (kind, details) = facts(&report.kind);
        Self {
            v: 1,
            severity: match report.severity() {
                Severity::Error => DiagnosticSeverity::Error,
                Severity::Warning => DiagnosticSeverity::Warning,
            },
            file: Some(&report.file),
            line: report.line,
            kind: kind.to_owned(),
            details,
            about: Vec::new(),
            names: Vec::new(),
            subject: Subject::Report(report),
        }
    }

    /// The warnings in the model that was built.
    pub(crate) fn of_model(built: &'a Extraction) -> impl Iterator<Item = Self> {
        let names = RecordNames::of_warnings(&built.model);
        built.model.warnings.iter().map(move |warning| {
            let passage = warning.evidence.first();
            // A warning about a whole document has no line.
            let whole = warning.about.iter().find_map(|about| match about {
                RecordId::Document(id) => Some(id),
                _ => None,
            });
            let document = passage.map(|passage| &passage.document).or(whole);
            let file = document.and_then(|document| built.paths.get(document)).map(String::as_str);
            let is_its_file =
                |about: &&RecordId| file.is_some() && matches!(about, RecordId::Document(id) if Some(id) == document);
            Self {
                v: 1,
                severity: DiagnosticSeverity::Doubt,
                file,
                line: passage.map(|passage| passage.line),
                kind: warning.kind.name().to_owned(),
                details: warning.kind.details(),
                about: warning.about.iter().map(ToString::to_string).collect(),
                names: warning
                    .about
                    .iter()
                    .filter(|about| !is_its_file(about))
                    .filter_map(|about| names.get(about))
                    .collect(),
                subject: Subject::Warning(warning),
            }
        })
    }

    /// The file that it is about, as it was given.
    pub(crate) const fn file(&self) -> Option<&'a str> {
        self.file
    }

    /// The line that it is about.
    pub(crate) const fn line(&self) -> Option<u32> {
        self.line
    }

    /// Whether no model is written because of it.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == DiagnosticSeverity::Error
    }

    /// Whether it is about a number or an address that was seen and not used.
    pub(crate) const fn is_left(&self) -> bool {
        matches!(
            self.subject,
            Subject::Report(Report {
                kind: ReportKind::NobodysNumber { .. }
                    | ReportKind::NobodysEmail { .. }
                    | ReportKind::UnreadDigits { .. },
                ..
            })
        )
    }

    /// Whether a document has nothing for the directory, or has something that should be checked.
    pub(crate) const fn is_about_contents(&self) -> bool {
        let is_nothing = matches!(self.subject, Subject::Report(Report { kind: ReportKind::NothingFound, .. }));
        is_nothing || self.is_left() || matches!(self.subject, Subject::Warning(_))
    }

    /// Whether it should be checked. Numbers that could not be paired are also a warning of the model, and count once.
    pub(crate) fn is_doubtful(&self) -> bool {
        let is_in_model = matches!(self.subject, Subject::Report(Report { kind: ReportKind::UnpairedNumbers, .. }));
        !self.is_error() && !self.is_left() && !is_in_model
    }

    /// The diagnostic on one line: `file:line: warning: words`.
    pub(crate) fn words(&self, lang: Lang) -> String {
        let severity = match self.severity {
            DiagnosticSeverity::Error => say!(lang, "remark.error"),
            DiagnosticSeverity::Warning => say!(lang, "remark.warning"),
            DiagnosticSeverity::Doubt => say!(lang, "remark.doubt"),
        };
        let words = self.subject_words(lang);
        let line = self.line.map(|line| line.to_string());
        let parts = [self.file.map(str::to_owned), line].into_iter().flatten().collect::<Vec<_>>().join(":");
        if parts.is_empty() { format!("{severity}: {words}") } else { format!("{parts}: {severity}: {words}") }
    }
}

impl Diagnostic<'_> {
    /// What is wrong or doubtful, without the file and the line.
    pub(crate) fn subject_words(&self, lang: Lang) -> String {
        match self.subject {
            Subject::Report(report) => report_words(&report.kind, lang),
            Subject::Warning(warning) => {
                let words = warning_words(warning, lang).unwrap_or_default();
                // The sentences that the program makes name some of the records. A sentence written by hand may be
                // about another record.
                let is_curated = matches!(warning.kind, WarningKind::Curated { .. });
                let names = self.names.iter().map(|name| name.words(lang));
                let names: Vec<String> =
                    names.filter(|name| !name.is_empty() && (is_curated || !words.contains(name))).collect();
                let mut first = names.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
                let more = names.len().saturating_sub(MOST_NAMES);
                if more > 0 {
                    first = format!("{first} {}", say_count!(lang, "detail.more_one", "detail.more", more));
                }
                if first.is_empty() { words } else { format!("{first}: {words}") }
            }
        }
    }
}

/// The name of a kind and its details, for programs.
fn facts(kind: &ReportKind) -> (&'static str, Vec<String>) {
    match kind {
        ReportKind::Unreadable { cause } => ("unreadable", vec![cause.to_string()]),
        ReportKind::NotAFile { kind } => ("not-a-file", vec![kind.name().to_owned()]),
        ReportKind::TooLarge { limit } => ("too-large", vec![limit.to_string()]),
        ReportKind::Skipped { endings } => ("skipped", endings.iter().flat_map(ending_facts).collect()),
        ReportKind::NoDocument => ("no-document", Vec::new()),
        ReportKind::NotUtf8 => ("not-utf8", Vec::new()),
        ReportKind::NotText => ("not-text", Vec::new()),
        ReportKind::Decoded { encoding } => ("decoded", vec![(*encoding).to_owned()]),
        ReportKind::Damaged => ("damaged", Vec::new()),
        ReportKind::Encrypted => ("encrypted", Vec::new()),
        ReportKind::Inflated { limit } => ("inflated", vec![limit.to_string()]),
        ReportKind::TooManyParts { read } => ("too-many-parts", vec![read.to_string()]),
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
        ReportKind::NobodysEmail { printed } => ("nobodys-email", vec![printed.clone()]),
        ReportKind::UnreadDigits { printed } => ("unread-digits", vec![printed.clone()]),
        ReportKind::UnpairedNumbers => ("unpaired-numbers", Vec::new()),
        ReportKind::NothingFound => ("nothing-found", Vec::new()),
        ReportKind::UnreadContacts { cause } => error_facts(*cause),
        ReportKind::NoContact => ("no-contact", Vec::new()),
        ReportKind::ContactProblem { problem, sheet, column } => {
            (problem_name(*problem), sheet.iter().chain(column).cloned().collect())
        }
        ReportKind::HiddenSheet { name } => ("hidden-sheet", vec![name.clone()]),
    }
}

/// The ending and the number of the files that were left out.
fn ending_facts((ending, count): &(String, usize)) -> [String; 2] {
    [ending.clone(), count.to_string()]
}

/// The number of files that were left out: “14 files: 10 .pdf, 4 .jpg”.
fn skipped_words(endings: &[(String, usize)], lang: Lang) -> String {
    let count: usize = endings.iter().map(|(_, count)| count).sum();
    let of_ending = |(ending, count): &(String, usize)| match ending.as_str() {
        "" => say!(lang, "remark.skipped_no_ending", count = count),
        ending => format!("{count} .{ending}"),
    };
    let list = endings.iter().map(of_ending).collect::<Vec<_>>().join(", ");
    if count == 1 {
        say!(lang, "remark.skipped_one", list = list)
    } else {
        say!(lang, "remark.skipped", count = count, list = list)
    }
}

fn report_words(kind: &ReportKind, lang: Lang) -> String {
    match kind {
        ReportKind::Unreadable { cause } => {
            say!(lang, "remark.unreadable", cause = reason_words(*cause, lang).unwrap_or_else(|| cause.to_string()))
        }
        ReportKind::NotAFile { kind } => say!(lang, "remark.not_a_file", kind = file_kind_words(*kind, lang)),
        ReportKind::TooLarge { limit } => say!(lang, "remark.too_large", limit = limit),
        ReportKind::Skipped { endings } => skipped_words(endings, lang),
        ReportKind::NoDocument => say!(lang, "remark.no_document"),
        ReportKind::NotUtf8 => say!(lang, "remark.not_utf8"),
        ReportKind::NotText => say!(lang, "remark.not_text"),
        ReportKind::Decoded { encoding } => say!(lang, "remark.decoded", encoding = encoding),
        ReportKind::Damaged => say!(lang, "remark.damaged"),
        ReportKind::Encrypted => say!(lang, "remark.encrypted"),
        ReportKind::Inflated { limit } => say!(lang, "remark.inflated", limit = limit),
        ReportKind::TooManyParts { read } => say!(lang, "remark.too_many_parts", read = read),
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
        ReportKind::NobodysEmail { printed } => say!(lang, "remark.nobodys_email", printed = printed),
        ReportKind::UnreadDigits { printed } => say!(lang, "remark.unread_digits", printed = printed),
        ReportKind::UnpairedNumbers => say!(lang, "remark.unpaired_numbers"),
        ReportKind::NothingFound => say!(lang, "remark.nothing_found"),
        ReportKind::UnreadContacts { cause } => error_words(*cause, lang),
        ReportKind::NoContact => say!(lang, "remark.no_contact"),
        ReportKind::ContactProblem { problem, sheet, column } => {
            problem_words(*problem, sheet.as_deref(), column.as_deref(), lang)
        }
        ReportKind::HiddenSheet { name } => say!(lang, "remark.hidden_sheet", name = name),
    }
}
