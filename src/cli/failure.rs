//! Everything that can go wrong with a command, and what is said about it.

use std::io::{self, Write};
use std::path::PathBuf;

use super::output::safe;
use super::problem::problem_words;
use super::ready::Distrust;
use super::source::Source;
use crate::app::Marks;
use crate::files::{BlockedByFolder, FileKind, ForeignPath};
use crate::gazetteer::Place;
use crate::i18n::{Lang, say};
use crate::model::Problem;

/// Everything a person can be told went wrong.
///
/// Variants hold facts. The words are in one place below, so they keep one voice.
#[derive(Debug)]
pub(super) enum Failure {
    /// A model would not open, or would not be read to its end.
    Unreadable { source: Source, cause: io::Error },
    /// A path leads to something that is no regular file.
    NotAFile { source: Source, kind: FileKind },
    /// A model is larger than anything that is a directory.
    TooLarge { source: Source, limit: u64 },
    /// A model does not hang together: its first problem, and how many more there are.
    Broken { source: Source, first: Option<Box<Problem>>, others: usize },
    /// A model or its index is no longer what it was.
    Distrusted(Distrust),
    /// A variable that should hold seconds since 1970 holds something else.
    NotSeconds { variable: &'static str, value: String },
    /// A variable that should hold a number of bytes holds something else.
    NotBytes { variable: &'static str, value: String },
    /// A variable is no UTF-8.
    NotUtf8 { variable: &'static str },
    /// A template names a field that no record asked for has.
    UnknownField { given: String, valid: Vec<String> },
    /// A template names a list of records; ways to a text in it.
    ListField { given: String, examples: Vec<String> },
    /// A template names a record in a record; the fields that this one has.
    WholeField { given: String, valid: Vec<String> },
    /// A template opens a brace and does not close it.
    OpenBrace { template: String },
    /// A template closes a brace that it did not open.
    StrayBrace { template: String },
    /// An id, or the part behind its colon, that no record has.
    UnknownId { given: String, nearest: Vec<String> },
    /// The part behind the colon of several ids.
    SharedId { given: String, ids: Vec<String> },
    /// A name that several records have; the ids of the first of them, and how many more there are.
    SharedName { given: String, ids: Vec<String>, others: usize },
    /// A word that is no command and finds nothing; the command line that was meant.
    Mistyped { given: String, meant: String },
    /// Nothing in the lists asked answers the query; how much there is in the others.
    Nothing { query: String, elsewhere: usize },
    /// Nobody is responsible for the place asked about; whom to ask instead, in words.
    Nobody { place: Place, instead: Option<String> },
    /// Documents have errors, or warnings where none are allowed.
    NotBuilt { errors: usize, warnings: usize },
    /// The documents made a model that does not hang together: a mistake of this program.
    Unsound { problem: Box<Problem> },
    /// The model would be written over a document that it is made from.
    OverInput { path: PathBuf },
    /// A file would not take what was written; the old one is untouched.
    Unwritable { path: PathBuf, cause: io::Error },
    /// A file was written, and the disk does not promise to keep it.
    Unsettled { path: PathBuf, cause: io::Error },
    /// Standard output did not take what was written.
    Output { cause: io::Error },
    /// Whoever was reading our output has left.
    Reader,
    /// A kiosk could not give up what it must not have.
    NotLocked { cause: io::Error },
    /// The model is so large that a kiosk cannot search it without an index, and there is none.
    NoIndex { path: PathBuf },
    /// The client of a kiosk asked for what is not for clients.
    NotForClients,
    /// The browser was asked for, and there is no terminal.
    NoTerminal { cause: io::Error },
}

impl Failure {
    /// 0 when there is nobody left to tell, 1 when nothing was found, 2 when something is wrong.
    pub(super) const fn exit_status(&self) -> u8 {
        match self {
            Self::Reader => 0,
            Self::Nothing { .. } | Self::Nobody { .. } | Self::UnknownId { .. } => 1,
            _ => 2,
        }
    }

    /// Says on `err` what went wrong, where, and what to do, on one line; whom to ask instead stands on a second.
    pub(super) fn tell(&self, lang: Lang, marks: &Marks, err: &mut dyn Write) -> io::Result<()> {
        // What was only not found is an answer; the program's name marks what is wrong.
        let start = if self.exit_status() == 2 { "allu: " } else { "" };
        for line in self.words(lang) {
            writeln!(err, "{start}{}", safe(&line, marks))?;
        }
        err.flush()
    }

    /// What went wrong, a line each.
    pub(super) fn words(&self, lang: Lang) -> Vec<String> {
        let line = match self {
            Self::Unreadable { source, cause } => {
                say!(lang, "failure.unreadable", source = source_words(source, lang), cause = cause_words(cause, lang))
            }
            Self::NotAFile { source, kind } => {
                let (source, kind) = (source_words(source, lang), kind_words(*kind, lang));
                say!(lang, "failure.not_a_file", path = source, kind = kind)
            }
            Self::TooLarge { source, limit } => {
                say!(lang, "failure.too_large", source = source_words(source, lang), limit = limit)
            }
            Self::Broken { source, first, others } => broken_words(source, first.as_deref(), *others, lang),
            Self::Distrusted(Distrust::Overwritten) => say!(lang, "failure.overwritten"),
            Self::Distrusted(Distrust::Damaged) => say!(lang, "failure.damaged_index"),
            Self::NotSeconds { variable, value } => {
                say!(lang, "failure.not_seconds", variable = variable, value = value)
            }
            Self::NotBytes { variable, value } => {
                say!(lang, "failure.not_bytes", variable = variable, value = value)
            }
            Self::NotUtf8 { variable } => say!(lang, "failure.not_utf8", variable = variable),
            Self::UnknownField { given, valid } => {
                say!(lang, "failure.unknown_field", given = given, valid = valid.join(", "))
            }
            Self::ListField { given, examples } => {
                let examples: Vec<String> = examples.iter().map(|path| format!("{{{path}}}")).collect();
                say!(lang, "failure.list_field", given = given, examples = examples.join(", "))
            }
            Self::WholeField { given, valid } => {
                let example = format!("{{{given}.{}}}", valid.first().map(String::as_str).unwrap_or_default());
                say!(lang, "failure.whole_field", given = given, valid = valid.join(", "), example = example)
            }
            Self::StrayBrace { template } => say!(lang, "failure.stray_brace", template = template),
            Self::OpenBrace { template } => say!(lang, "failure.open_brace", template = template),
            Self::UnknownId { given, nearest } if nearest.is_empty() => {
                say!(lang, "failure.unknown_id", given = given)
            }
            Self::UnknownId { given, nearest } => {
                say!(lang, "failure.nearest_ids", given = given, nearest = nearest.join(", "))
            }
            Self::SharedId { given, ids } => say!(lang, "failure.shared_id", given = given, ids = ids.join(", ")),
            Self::SharedName { given, ids, others } => {
                let more = (*others > 0).then(|| say!(lang, "detail.more", count = others));
                let ids: Vec<String> = ids.iter().cloned().chain(more).collect();
                say!(lang, "failure.shared_name", given = given, ids = ids.join(", "))
            }
            Self::Mistyped { given, meant } => say!(lang, "failure.mistyped", given = given, meant = meant),
            Self::Nothing { query, elsewhere: 0 } if query.trim().is_empty() => say!(lang, "failure.empty"),
            Self::Nothing { query, elsewhere } if query.trim().is_empty() => {
                say!(lang, "failure.empty_here", count = elsewhere)
            }
            Self::Nothing { query, elsewhere: 0 } => say!(lang, "failure.nothing", query = query),
            Self::Nothing { query, elsewhere } => {
                say!(lang, "failure.nothing_here", query = query, count = elsewhere)
            }
            Self::Nobody { place, instead } => {
                let names = place.names();
                let nobody = say!(lang, "detail.nobody", place = lang.pick(names.fi, names.sv, names.en));
                return std::iter::once(nobody).chain(instead.clone()).collect();
            }
            Self::NotBuilt { errors, warnings } => {
                say!(lang, "failure.not_built", errors = errors, warnings = warnings)
            }
            Self::Unsound { problem } => {
                let problem = problem_words("model.json", problem, lang);
                say!(lang, "failure.unsound", problem = problem)
            }
            Self::OverInput { path } => say!(lang, "failure.over_input", path = path.display()),
            Self::Unwritable { path, cause } => {
                say!(lang, "failure.unwritable", path = path.display(), cause = cause_words(cause, lang))
            }
            Self::Unsettled { path, cause } => {
                say!(lang, "failure.unsettled", path = path.display(), cause = cause_words(cause, lang))
            }
            Self::Output { cause } => say!(lang, "failure.output", cause = cause_words(cause, lang)),
            Self::NotLocked { cause } => say!(lang, "kiosk.not_locked", cause = cause_words(cause, lang)),
            Self::NoIndex { path } => say!(lang, "kiosk.no_index", path = path.display()),
            Self::NotForClients => say!(lang, "kiosk.not_for_clients"),
            Self::Reader => return Vec::new(),
            Self::NoTerminal { cause } => say!(lang, "failure.no_terminal", cause = cause_words(cause, lang)),
        };
        vec![line]
    }
}

/// What a model is called in a message.
pub(super) fn source_words(source: &Source, lang: Lang) -> String {
    match source {
        Source::File(path) => path.display().to_string(),
        Source::Input => say!(lang, "failure.input"),
        Source::BuiltIn => say!(lang, "failure.built_in"),
    }
}

fn broken_words(source: &Source, first: Option<&Problem>, others: usize, lang: Lang) -> String {
    let name = source_words(source, lang);
    let problem = first.map(|problem| problem_words(&name, problem, lang)).unwrap_or(name);
    let advice = match source {
        Source::File(path) => say!(lang, "failure.check_it", path = quoted(&path.display().to_string())),
        Source::Input => say!(lang, "failure.check_it", path = "-"),
        Source::BuiltIn => return problem,
    };
    match others {
        0 => format!("{problem}; {advice}"),
        others => format!("{problem}; {} {advice}", say!(lang, "failure.others", count = others)),
    }
}

/// A word as a shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@%=".contains(letter);
    let is_bare = !word.is_empty() && word.chars().all(is_plain);
    if is_bare { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// What the system says, in the reader's language where it is one of the usual reasons.
pub(super) fn cause_words(cause: &io::Error, lang: Lang) -> String {
    if let Some(BlockedByFolder(folder)) = cause.get_ref().and_then(|cause| cause.downcast_ref()) {
        return say!(lang, "cause.in_the_way", folder = folder.display());
    }
    if let Some(ForeignPath(path)) = cause.get_ref().and_then(|cause| cause.downcast_ref()) {
        return say!(lang, "cause.foreign", path = path.display());
    }
    reason_words(cause.kind(), lang).unwrap_or_else(|| {
        let words = cause.to_string();
        words.split_once(" (os error").map_or(words.as_str(), |(words, _)| words).to_owned()
    })
}

/// One of the usual reasons that a system gives.
pub(super) fn reason_words(reason: io::ErrorKind, lang: Lang) -> Option<String> {
    Some(match reason {
        io::ErrorKind::NotFound => say!(lang, "cause.not_found"),
        io::ErrorKind::PermissionDenied => say!(lang, "cause.denied"),
        io::ErrorKind::NotADirectory => say!(lang, "cause.not_a_folder"),
        io::ErrorKind::IsADirectory => say!(lang, "cause.a_folder"),
        io::ErrorKind::FileTooLarge => say!(lang, "cause.too_large"),
        io::ErrorKind::StorageFull => say!(lang, "cause.full"),
        io::ErrorKind::ResourceBusy => say!(lang, "cause.busy"),
        io::ErrorKind::ReadOnlyFilesystem => say!(lang, "cause.read_only"),
        _ => return None,
    })
}

/// What stands where a file should be.
pub(super) fn kind_words(kind: FileKind, lang: Lang) -> String {
    match kind {
        FileKind::Folder => say!(lang, "failure.folder"),
        FileKind::Pipe => say!(lang, "failure.pipe"),
        FileKind::Socket => say!(lang, "failure.socket"),
        FileKind::Device => say!(lang, "failure.device"),
        FileKind::Loop => say!(lang, "failure.loop"),
    }
}
