//! What the builder has to say about its input.

use std::io;

use crate::store::FileKind;

/// One thing about one place of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Path of the file, as it was given.
    pub file: String,
    /// Line, from 1; nothing when it is the whole file.
    pub line: Option<u32>,
    /// What.
    pub kind: ReportKind,
}

/// How much a report matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The model must not be written.
    Error,
    /// Somebody should look; the model holds.
    Warning,
}

/// What a report says; the facts that a message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// The file or folder would not open.
    Unreadable {
        /// Why.
        cause: io::ErrorKind,
    },
    /// Something else than a file stands there.
    NotAFile {
        /// What.
        kind: FileKind,
    },
    /// The file is larger than a document may be.
    TooLarge {
        /// The most bytes that are read.
        limit: u64,
    },
    /// A web page, where its text is wanted.
    Html,
    /// A file of a folder that no document's ending marks.
    Skipped,
    /// Nothing that was named holds a document.
    NoDocument,
    /// The file is not UTF-8 from this line on.
    NotUtf8,
    /// The line is longer than any paragraph; only its beginning is read.
    LongLine {
        /// How many bytes of it.
        read: usize,
    },
    /// The front matter begins with `+++` and never ends.
    OpenFrontMatter,
    /// The TOML is not TOML.
    Toml {
        /// The parser's words.
        message: String,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// The key.
        key: String,
        /// Those that mean something.
        valid: &'static [&'static str],
    },
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A value of another shape than the key takes.
    WrongValue {
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
    },
    /// Words that should name a time, and name none that can be computed.
    UnclearTime {
        /// The words.
        words: String,
    },
    /// A project, person or document that is spoken of and told nowhere.
    UnknownRecord {
        /// The name.
        name: String,
    },
    /// A place that the gazetteer does not have.
    UnknownPlace {
        /// The name.
        name: String,
    },
    /// More than one file describes the directory itself.
    SecondDirectory,
    /// The parts of a project go round in a circle.
    CircularProject {
        /// The project's name.
        name: String,
    },
    /// A telephone number on a line that tells nobody's name.
    NobodysNumber {
        /// As printed.
        printed: String,
    },
    /// Several people and numbers that cannot be paired.
    UnpairedNumbers,
    /// The document holds nothing for the directory.
    NothingFound,
}

impl Report {
    /// Whether the model may be written in spite of this.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self.kind {
            ReportKind::Skipped
            | ReportKind::LongLine { .. }
            | ReportKind::NobodysNumber { .. }
            | ReportKind::UnpairedNumbers
            | ReportKind::NothingFound => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
