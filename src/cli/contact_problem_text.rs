//! The problems of contact files: their names in output for programs, and their descriptions for users.

use crate::exchange::{ContactFileError, FileProblemKind};
use crate::i18n::{Lang, look_up, say};

/// The name of an error in a contact file, and its details.
pub(crate) fn error_facts(error: ContactFileError) -> (&'static str, Vec<String>) {
    match error {
        ContactFileError::NotText => ("not-text", Vec::new()),
        ContactFileError::DamagedText { .. } => ("damaged-text", Vec::new()),
        ContactFileError::OpenQuote { .. } => ("open-quote", Vec::new()),
        ContactFileError::LongCell { limit, .. } => ("long-cell", vec![limit.to_string()]),
        ContactFileError::TooManyRows { limit } => ("too-many-rows", vec![limit.to_string()]),
        ContactFileError::NoHeader => ("no-header", Vec::new()),
        ContactFileError::Damaged => ("damaged", Vec::new()),
        ContactFileError::Encrypted => ("encrypted", Vec::new()),
        ContactFileError::OldWorkbook => ("old-workbook", Vec::new()),
        ContactFileError::Inflated { limit } => ("inflated", vec![limit.to_string()]),
        ContactFileError::Syntax { .. } => ("bad-syntax", Vec::new()),
    }
}

/// The description of an error in a contact file.
pub(crate) fn error_words(error: ContactFileError, lang: Lang) -> String {
    match error {
        ContactFileError::NotText => say!(lang, "contacts.not_text"),
        ContactFileError::DamagedText { .. } => say!(lang, "contacts.damaged_text"),
        ContactFileError::OpenQuote { .. } => say!(lang, "contacts.open_quote"),
        ContactFileError::LongCell { limit, .. } => say!(lang, "contacts.long_cell", limit = limit),
        ContactFileError::TooManyRows { limit } => say!(lang, "contacts.too_many_rows", limit = limit),
        ContactFileError::NoHeader => say!(lang, "contacts.no_header"),
        ContactFileError::Damaged => say!(lang, "contacts.damaged"),
        ContactFileError::Encrypted => say!(lang, "remark.encrypted"),
        ContactFileError::OldWorkbook => say!(lang, "contacts.old_workbook"),
        ContactFileError::Inflated { limit } => say!(lang, "remark.inflated", limit = limit),
        ContactFileError::Syntax { .. } => say!(lang, "contacts.bad_syntax"),
    }
}

/// The name of the problem of an entry.
pub(crate) const fn problem_name(problem: FileProblemKind) -> &'static str {
    match problem {
        FileProblemKind::BadEntry => "bad-entry",
        FileProblemKind::Empty => "empty-entry",
        FileProblemKind::Disabled => "disabled-entry",
        FileProblemKind::LostZero => "lost-zero",
        FileProblemKind::Scientific => "scientific-number",
        FileProblemKind::UnknownVisibility => "unknown-visibility",
        FileProblemKind::Elsewhere => "value-elsewhere",
        FileProblemKind::TooLong => "long-value",
        FileProblemKind::TooMany => "too-many-entries",
    }
}

/// The description of the problem of an entry, with its sheet and column: “sheet Väki, column C: …”.
pub(crate) fn problem_words(problem: FileProblemKind, sheet: Option<&str>, column: Option<&str>, lang: Lang) -> String {
    let words = look_up(lang, &format!("contacts.problem.{}", problem_name(problem).replace('-', "_")));
    let sheet = sheet.map(|sheet| say!(lang, "contacts.sheet", sheet = sheet));
    let column = column.map(|column| say!(lang, "contacts.column", column = column));
    let place: Vec<String> = sheet.into_iter().chain(column).collect();
    if place.is_empty() { words } else { format!("{}: {words}", place.join(", ")) }
}
