//! The problems of a model, in words.

use crate::i18n::{Lang, say};
use crate::model::{Problem, ProblemKind, SCHEMA};

/// A problem on one line: `file:line: path: words`, without the parts that are missing.
pub(crate) fn problem_words(file: &str, problem: &Problem, lang: Lang) -> String {
    let place = match problem.line {
        Some(line) => format!("{file}:{line}"),
        None => file.to_owned(),
    };
    let path = problem.path.to_string();
    let words = kind_words(&problem.kind, lang);
    if path.is_empty() { format!("{place}: {words}") } else { format!("{place}: {path}: {words}") }
}

fn kind_words(kind: &ProblemKind, lang: Lang) -> String {
    match kind {
        ProblemKind::Syntax { truncated: true, .. } => say!(lang, "problem.truncated"),
        ProblemKind::Syntax { message, column, .. } => {
            say!(lang, "problem.syntax", message = message, column = column)
        }
        ProblemKind::Version { found } => say!(lang, "problem.version", found = found, known = SCHEMA),
        ProblemKind::Type { expected, found } => say!(lang, "problem.kind", expected = expected, found = found),
        ProblemKind::Form { found, expected } => say!(lang, "problem.form", expected = expected, found = found),
        ProblemKind::Missing { field } => say!(lang, "problem.missing", field = field),
        ProblemKind::DuplicateId { id } => say!(lang, "problem.duplicate_id", id = id),
        ProblemKind::Dangling { id } => say!(lang, "problem.dangling", id = id),
        ProblemKind::Cycle { id } => say!(lang, "problem.cycle", id = id),
        ProblemKind::Backwards { from, to } => say!(lang, "problem.backwards", from = from, to = to),
        ProblemKind::NumberMismatch { printed, e164 } => {
            say!(lang, "problem.number_mismatch", printed = printed, e164 = e164)
        }
        ProblemKind::LineBeyond { line, lines } => say!(lang, "problem.line_beyond", line = line, lines = lines),
        ProblemKind::Misquoted { text, line } => say!(lang, "problem.misquoted", text = text, line = line),
        ProblemKind::Control { letter } => {
            say!(lang, "problem.control", code = format!("U+{:04X}", u32::from(*letter)))
        }
        ProblemKind::TooLong { letters, most } => say!(lang, "problem.too_long", letters = letters, most = most),
        ProblemKind::TooMany { count, most } => say!(lang, "problem.too_many", count = count, most = most),
        ProblemKind::TooDeep { most } => say!(lang, "problem.too_deep", most = most),
        ProblemKind::LineZero => say!(lang, "problem.line_zero"),
        ProblemKind::Other { message } => say!(lang, "problem.other", message = message),
    }
}
