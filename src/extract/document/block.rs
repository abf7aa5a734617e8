//! The blocks of a document, whatever its format: headings, lines, list items, fields and tables.

use super::source_text::SourceLine;

/// A block of a document.
///
/// A format only reports the structure that its markup or its layout shows. Whether a line of plain text is a heading, a
/// card or prose depends on what it names, and is decided later.
#[derive(Debug)]
pub(crate) enum Block {
    /// A heading that the markup marks. Level 1 is the highest.
    Heading {
        /// The level, from 1.
        level: u8,
        /// The words.
        line: SourceLine,
    },
    /// Lines that stand together: a paragraph, or the lines of a card. The lines of wrapped prose are joined to one.
    Lines(Vec<SourceLine>),
    /// An item of a list, with the lines that it shows.
    Item {
        /// The depth of the list, from 1.
        depth: u8,
        /// The lines.
        lines: Vec<SourceLine>,
    },
    /// A key with its value, where the markup pairs them: a term with its description.
    Field {
        /// The key.
        key: SourceLine,
        /// The lines of the value.
        value: Vec<SourceLine>,
    },
    /// A table.
    Table(Table),
    /// The end of a part, after which nothing continues: a ruled line, the footer of a page, another message.
    Break,
}

/// A table of cells. A cell that spans several rows or columns stands in each of them.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The cells of the header row, if the markup marks one.
    pub(crate) header: Option<Vec<Cell>>,
    /// The other rows.
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell of a table, with the lines that it shows; none if it is empty.
#[derive(Debug, Default, Clone)]
pub(crate) struct Cell {
    /// The lines.
    pub(crate) lines: Vec<SourceLine>,
}
