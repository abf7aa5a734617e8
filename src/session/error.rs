//! Why a directory cannot be opened or used any more.

use std::io;
use std::path::PathBuf;

use super::model_source::ModelSource;
use super::problem_text::problem_words;
use super::system_error_text::{cause_words, file_kind_words};
use crate::files::FileKind;
use crate::i18n::{Lang, say, say_count};
use crate::model::Problem;
use crate::text::shell_quoted;

/// Why a directory cannot be opened or used any more. Variants hold facts; [`Error::words`] has the words.
#[derive(Debug)]
pub enum Error {
    /// A model cannot be opened, or not be read to its end.
    Unreadable {
        /// The model.
        source: ModelSource,
        /// The error of the system.
        cause: io::Error,
    },
    /// A path leads to something that is not a regular file.
    NotAFile {
        /// The model.
        source: ModelSource,
        /// What it is.
        kind: FileKind,
    },
    /// A model has more bytes than the limit.
    TooLarge {
        /// The model.
        source: ModelSource,
        /// The limit in bytes.
        limit: u64,
    },
    /// A model is not sound.
    Unsound {
        /// The model.
        source: ModelSource,
        /// Its first problem.
        first: Option<Box<Problem>>,
        /// How many more problems it has.
        others: usize,
    },
    /// The model or its index changed while it was open.
    Invalidated(Invalidation),
    /// A variable that should hold a number of bytes holds something else.
    NotBytes {
        /// The variable.
        variable: &'static str,
        /// Its value.
        value: String,
    },
    /// The model is so large that a kiosk cannot search it without an index, and it has none.
    NoIndex {
        /// The model.
        path: PathBuf,
    },
}

/// Why the data is no longer valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalidation {
    /// The index is corrupt.
    CorruptIndex,
    /// Another process wrote to the model while it was open.
    ModelOverwritten,
}

impl Error {
    /// The error on one line.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { source, cause } => {
                say!(lang, "failure.unreadable", source = source_words(source, lang), cause = cause_words(cause, lang))
            }
            Self::NotAFile { source, kind } => {
                let (source, kind) = (source_words(source, lang), file_kind_words(*kind, lang));
                say!(lang, "failure.not_a_file", path = source, kind = kind)
            }
            Self::TooLarge { source, limit } => {
                say!(lang, "failure.too_large", source = source_words(source, lang), limit = limit)
            }
            Self::Unsound { source, first, others } => unsound_words(source, first.as_deref(), *others, lang),
            Self::Invalidated(Invalidation::ModelOverwritten) => say!(lang, "failure.overwritten"),
            Self::Invalidated(Invalidation::CorruptIndex) => say!(lang, "failure.damaged_index"),
            Self::NotBytes { variable, value } => {
                say!(lang, "failure.not_bytes", variable = variable, value = value)
            }
            Self::NoIndex { path } => say!(lang, "kiosk.no_index", path = path.display()),
        }
    }
}

/// The name of a model in a message.
pub(crate) fn source_words(source: &ModelSource, lang: Lang) -> String {
    match source {
        ModelSource::File(path) => path.display().to_string(),
        ModelSource::StandardInput => say!(lang, "failure.input"),
        ModelSource::BuiltIn => say!(lang, "failure.built_in"),
        ModelSource::Sources(sources) => {
            let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
            names.join(", ")
        }
    }
}

fn unsound_words(source: &ModelSource, first: Option<&Problem>, others: usize, lang: Lang) -> String {
    let name = source_words(source, lang);
    let problem = first.map(|problem| problem_words(&name, problem, lang)).unwrap_or(name);
    let advice = match source {
        ModelSource::File(path) => say!(lang, "failure.check_it", path = shell_quoted(&path.display().to_string())),
        ModelSource::StandardInput => say!(lang, "failure.check_it", path = "-"),
        ModelSource::BuiltIn | ModelSource::Sources(_) => return problem,
    };
    match others {
        0 => format!("{problem}; {advice}"),
        others => format!("{problem}; {} {advice}", say_count!(lang, "failure.others_one", "failure.others", others)),
    }
}
