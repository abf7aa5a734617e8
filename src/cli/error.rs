//! The errors of commands, and their messages.

use std::io::{self, Write};
use std::path::PathBuf;

use super::settings::NotSeconds;
use crate::config::ConfigError;
use crate::gazetteer::Place;
use crate::i18n::{Lang, say, say_count};
use crate::model::Problem;
use crate::present::{Marks, shown_words};
use crate::session::{self, cause_words, problem_words};

/// The error of a command.
///
/// Variants hold facts. The words are in one place below, so that all messages have the same style.
#[derive(Debug)]
pub(crate) enum Error {
    /// The directory cannot be opened, or can no longer be used.
    Session(session::Error),
    /// The configuration or a theme cannot be used.
    Config(ConfigError),
    /// A variable should contain seconds since 1970, but does not.
    NotSeconds { variable: &'static str, value: String },
    /// A variable is no UTF-8.
    NotUtf8 { variable: &'static str },
    /// A template names a field that no record of the searched lists has.
    UnknownField { given: String, valid: Vec<String> },
    /// A template names a list of records; paths to a text in it.
    ListField { given: String, examples: Vec<String> },
    /// A template names a record in a record; the fields of the inner one.
    WholeField { given: String, valid: Vec<String> },
    /// A template has an opening brace without a closing one.
    OpenBrace { template: String },
    /// A template has a closing brace without an opening one.
    StrayBrace { template: String },
    /// No record has the id, or the part of an id after the colon.
    UnknownId { given: String, nearest: Vec<String> },
    /// Several ids have the part after the colon.
    SharedId { given: String, ids: Vec<String> },
    /// Several records have the name: the first few ids, and the number of the others.
    SharedName { given: String, ids: Vec<String>, others: usize },
    /// A word that is not a command and matches no record; the command line that was meant.
    Mistyped { given: String, meant: String },
    /// No record of the searched lists matches the query; the number of matches in the other lists.
    Nothing { query: String, elsewhere: usize },
    /// No record that matches the query has regions.
    NoRegions { query: String },
    /// No project answers the query.
    NoProject { query: String },
    /// Nobody is responsible for the place; who to call instead, in words.
    Nobody { place: Place, instead: Option<String> },
    /// Documents have errors, or warnings although none are allowed.
    NotBuilt { errors: usize, warnings: usize },
    /// The documents name neither people nor projects; the number of documents.
    NobodyFound { documents: usize, is_reported: bool },
    /// The documents made a model that is not sound: a defect of this program.
    Unsound { problem: Box<Problem> },
    /// The model would overwrite a document that it is made from.
    OverInput { path: PathBuf },
    /// An option that belongs to another format.
    Misplaced { option: &'static str, format: &'static str },
    /// The text is not a distinguished name.
    NotABase { given: String },
    /// The format cannot hold any of the records; their kinds, in words.
    NoPlace { remarks: Vec<String> },
    /// A file could not be written; the old one is untouched.
    Unwritable { path: PathBuf, cause: io::Error },
    /// A file was written, but may not survive a power failure.
    NotDurable { path: PathBuf, cause: io::Error },
    /// No source with a server has the name; the names of the sources with a server.
    UnknownSource { given: String, valid: Vec<String> },
    /// No source of the configuration has a server.
    NoServer { config: Option<PathBuf> },
    /// Standard output could not be written.
    Output { cause: io::Error },
    /// The reader of standard output has closed it.
    OutputClosed,
    /// A kiosk could not drop its privileges.
    NotLocked { cause: io::Error },
    /// The client of a kiosk sent a command that is not allowed.
    NotForClients,
    /// The browser needs a terminal, and there is none.
    NoTerminal { cause: io::Error },
    /// Records are chosen on a screen, and the user asked for linear text.
    NoScreen,
}

impl Error {
    /// 0 if the output was closed, 1 if nothing was found, 2 for every other error.
    pub(crate) const fn exit_status(&self) -> u8 {
        match self {
            Self::OutputClosed => 0,
            Self::Nothing { .. }
            | Self::NoRegions { .. }
            | Self::NoProject { .. }
            | Self::Nobody { .. }
            | Self::NoPlace { .. }
            | Self::UnknownId { .. } => 1,
            _ => 2,
        }
    }

    /// Writes to `err` what is wrong, where, and what to do, on one line; who to call instead is on a second line.
    pub(crate) fn report(&self, lang: Lang, marks: &Marks, err: &mut dyn Write) -> io::Result<()> {
        // A message that nothing was found is an answer. Only errors begin with the name of the program.
        let start = if self.exit_status() == 2 { "allu: " } else { "" };
        for line in self.words(lang) {
            writeln!(err, "{start}{}", shown_words(&line, marks))?;
        }
        err.flush()
    }

    /// What went wrong, as lines.
    pub(crate) fn words(&self, lang: Lang) -> Vec<String> {
        let line = match self {
            Self::Session(error) => error.words(lang),
            Self::Config(error) => return error.words(lang),
            Self::NotSeconds { variable, value } => {
                say!(lang, "failure.not_seconds", variable = variable, value = value)
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
                let more = (*others > 0).then(|| say_count!(lang, "detail.more_one", "detail.more", *others));
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
            Self::NoRegions { query } => say!(lang, "failure.no_regions", query = query),
            Self::NoProject { query } if query.trim().is_empty() => say!(lang, "failure.empty"),
            Self::NoProject { query } => say!(lang, "failure.no_project", query = query),
            Self::Nobody { place, instead } => {
                let names = place.names();
                let nobody = say!(lang, "detail.nobody", place = lang.pick(names.fi, names.sv, names.en));
                return std::iter::once(nobody).chain(instead.clone()).collect();
            }
            Self::NotBuilt { errors, warnings } => {
                say!(lang, "failure.not_built", errors = errors, warnings = warnings)
            }
            Self::NobodyFound { documents, is_reported } => {
                let read = say_count!(lang, "build.read_one", "build.read", *documents);
                let nobody = say!(lang, "failure.nobody_found", read = read);
                let seen = (!is_reported).then(|| say!(lang, "failure.see_report"));
                std::iter::once(nobody).chain(seen).collect::<Vec<_>>().join("; ")
            }
            Self::Unsound { problem } => {
                let problem = problem_words("model.json", problem, lang);
                say!(lang, "failure.unsound", problem = problem)
            }
            Self::Misplaced { option, format } => {
                say!(lang, "failure.misplaced", option = option, format = format)
            }
            Self::NotABase { given } => say!(lang, "failure.not_a_base", given = given),
            Self::NoPlace { remarks } => return remarks.clone(),
            Self::OverInput { path } => say!(lang, "failure.over_input", path = path.display()),
            Self::Unwritable { path, cause } => {
                say!(lang, "failure.unwritable", path = path.display(), cause = cause_words(cause, lang))
            }
            Self::NotDurable { path, cause } => {
                say!(lang, "failure.unsettled", path = path.display(), cause = cause_words(cause, lang))
            }
            Self::UnknownSource { given, valid } if valid.is_empty() => {
                say!(lang, "sync.no_such_source", given = given)
            }
            Self::UnknownSource { given, valid } => {
                say!(lang, "sync.unknown_source", given = given, valid = valid.join(", "))
            }
            Self::NoServer { config: Some(path) } => say!(lang, "sync.no_server", path = path.display()),
            Self::NoServer { config: None } => say!(lang, "sync.no_config"),
            Self::Output { cause } => say!(lang, "failure.output", cause = cause_words(cause, lang)),
            Self::NotLocked { cause } => say!(lang, "kiosk.not_locked", cause = cause_words(cause, lang)),
            Self::NotForClients => say!(lang, "kiosk.not_for_clients"),
            Self::OutputClosed => return Vec::new(),
            Self::NoScreen => say!(lang, "failure.no_screen"),
            Self::NoTerminal { cause } => say!(lang, "failure.no_terminal", cause = cause_words(cause, lang)),
        };
        vec![line]
    }
}

impl From<session::Error> for Error {
    fn from(error: session::Error) -> Self {
        Self::Session(error)
    }
}

impl From<NotSeconds> for Error {
    fn from(NotSeconds { variable, value }: NotSeconds) -> Self {
        Self::NotSeconds { variable, value }
    }
}
