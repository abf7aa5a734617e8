//! Problems of the documents.

use std::io;

use crate::exchange::{ContactFileError, FileProblemKind};
use crate::files::FileKind;

/// A problem at one place of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The path of the file, as it was given.
    pub file: String,
    /// The line, from 1, or `None` if the problem is that of the whole file.
    pub line: Option<u32>,
    /// The problem.
    pub kind: ReportKind,
}

/// Whether the model may be written in spite of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The model must not be written.
    Error,
    /// The model may be written, but the documents should be checked.
    Warning,
}

/// The kind of a problem, with the facts that a message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// The file or folder cannot be opened.
    Unreadable {
        /// The error of the operating system.
        cause: io::ErrorKind,
    },
    /// The path is not that of a regular file.
    NotAFile {
        /// The kind that it is instead.
        kind: FileKind,
    },
    /// The file is larger than the limit of a document.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The files of a folder that do not have the ending of a document; they are not read.
    Skipped {
        /// The endings, in lower case, with the number of files of each; the most frequent first.
        endings: Vec<(String, usize)>,
    },
    /// The input has no document.
    NoDocument,
    /// The description of a directory is not UTF-8, from this line on.
    NotUtf8,
    /// The file is neither text nor a document of a word processor.
    NotText,
    /// The file does not say its encoding, and is read in the one that its bytes suggest.
    Decoded {
        /// The name of the encoding.
        encoding: &'static str,
    },
    /// The document of a word processor is damaged.
    Damaged,
    /// The document of a word processor is encrypted.
    Encrypted,
    /// The document is larger than the limit when it is unpacked.
    Inflated {
        /// The limit in bytes.
        limit: u64,
    },
    /// The document has more lines, or the page more elements, than are read.
    TooManyParts {
        /// The number of lines or elements that are read.
        read: usize,
    },
    /// The line is longer than any paragraph; only its beginning is read.
    LongLine {
        /// The number of bytes that are read.
        read: usize,
    },
    /// The front matter begins with `+++` and has no end.
    OpenFrontMatter,
    /// The front matter is not TOML.
    Toml {
        /// The message of the parser.
        message: String,
    },
    /// The key is unknown.
    UnknownKey {
        /// The key.
        key: String,
        /// The known keys.
        valid: &'static [&'static str],
    },
    /// A required key is missing.
    MissingKey {
        /// The key.
        key: String,
    },
    /// The value has a form that the key does not accept.
    WrongValue {
        /// The key.
        key: String,
        /// The shape that it takes.
        expected: &'static str,
    },
    /// The words of a time do not say when it is.
    UnclearTime {
        /// The words.
        words: String,
    },
    /// No document names the project, person or organisation that is referred to.
    UnknownRecord {
        /// The name.
        name: String,
    },
    /// The gazetteer does not have the place.
    UnknownPlace {
        /// The name.
        name: String,
    },
    /// More than one file describes the directory.
    SecondDirectory,
    /// The project is, through its parents, a part of itself.
    CircularProject {
        /// The project's name.
        name: String,
    },
    /// No person or organisation of the line can have the telephone number.
    NobodysNumber {
        /// As printed.
        printed: String,
    },
    /// No person of the document can have the e-mail address.
    NobodysEmail {
        /// As printed.
        printed: String,
    },
    /// The digits are as many as those of a telephone number, but not in a known form.
    UnreadDigits {
        /// As printed.
        printed: String,
    },
    /// The line has several people and numbers, but not one each.
    UnpairedNumbers,
    /// The document has no statement for the directory.
    NothingFound,
    /// The contact file cannot be read.
    UnreadContacts {
        /// Why not.
        cause: ContactFileError,
    },
    /// The contact file has no contact.
    NoContact,
    /// The row or entry of a contact file has a problem.
    ContactProblem {
        /// The problem.
        problem: FileProblemKind,
        /// The sheet, if the file has several.
        sheet: Option<String>,
        /// The column.
        column: Option<String>,
    },
    /// The workbook does not show the sheet, which is not read.
    HiddenSheet {
        /// Its name.
        name: String,
    },
}

impl Report {
    /// Whether the model may be written in spite of the report.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self.kind {
            ReportKind::Skipped { .. }
            | ReportKind::Decoded { .. }
            | ReportKind::TooManyParts { .. }
            | ReportKind::LongLine { .. }
            | ReportKind::NobodysNumber { .. }
            | ReportKind::NobodysEmail { .. }
            | ReportKind::UnreadDigits { .. }
            | ReportKind::UnpairedNumbers
            | ReportKind::ContactProblem { .. }
            | ReportKind::HiddenSheet { .. }
            | ReportKind::NothingFound => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
