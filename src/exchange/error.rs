//! Why a contact file cannot be read.

/// Why nothing is read of a contact file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactFileError {
    /// The file is not text.
    NotText,
    /// The file is UTF-8 up to this line, which is damaged.
    DamagedText {
        /// The line, from 1.
        line: u32,
    },
    /// The quotation mark in this line is never closed.
    OpenQuote {
        /// The line, from 1.
        line: u32,
    },
    /// A cell is longer than any contact.
    LongCell {
        /// The line or row, from 1.
        line: u32,
        /// The maximum number of bytes of a cell.
        limit: usize,
    },
    /// The file has more rows than are read.
    TooManyRows {
        /// The maximum number of rows.
        limit: usize,
    },
    /// There is no header, and there are too many rows for a table of a document.
    NoHeader,
    /// The file is damaged.
    Damaged,
    /// The file is encrypted.
    Encrypted,
    /// The workbook is of a format that spreadsheets wrote before 2007.
    OldWorkbook,
    /// The unpacked file would exceed the limit, or its compression ratio is suspicious.
    Inflated {
        /// The limit in bytes.
        limit: u64,
    },
    /// The file breaks the syntax of its format in this line.
    Syntax {
        /// The line, from 1.
        line: u32,
    },
}

impl ContactFileError {
    /// The line or row where the file cannot be read, from 1.
    #[must_use]
    pub const fn line(self) -> Option<u32> {
        match self {
            Self::DamagedText { line }
            | Self::OpenQuote { line }
            | Self::LongCell { line, .. }
            | Self::Syntax { line } => Some(line),
            _ => None,
        }
    }
}
