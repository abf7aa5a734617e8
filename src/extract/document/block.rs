//! The blocks of a document, whatever its format: headings, lines, list items, fields and tables.

use super::source_line::{Joint, SourceLine};

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
    /// A group of lines: a paragraph, or a card. The lines of wrapped prose are joined to one.
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

/// A table of cells. A cell that spans several rows or columns is repeated in each of them.
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

impl Block {
    /// Shrinks the lists of lines to their lengths.
    pub(super) fn shrink_to_fit(&mut self) {
        match self {
            Self::Lines(lines) | Self::Item { lines, .. } | Self::Field { value: lines, .. } => lines.shrink_to_fit(),
            Self::Table(table) => {
                let cells = table.header.iter_mut().chain(&mut table.rows).flatten();
                cells.for_each(|cell| cell.lines.shrink_to_fit());
            }
            Self::Heading { .. } | Self::Break => {}
        }
    }

    /// The lines that the block shows, in order; those of a table row by row.
    pub(crate) fn lines(&self) -> Vec<&SourceLine> {
        match self {
            Self::Heading { line, .. } => vec![line],
            Self::Lines(lines) | Self::Item { lines, .. } => lines.iter().collect(),
            Self::Field { key, value } => std::iter::once(key).chain(value).collect(),
            Self::Table(table) => {
                let rows = table.header.iter().chain(&table.rows);
                rows.flatten().flat_map(|cell| &cell.lines).collect()
            }
            Self::Break => Vec::new(),
        }
    }
}

/// The lines of blocks as plain text: `#` before headings, `|` between the cells of a row, blank lines between blocks.
pub(crate) fn flatten(blocks: &[Block]) -> Vec<SourceLine> {
    let mut lines: Vec<SourceLine> = Vec::new();
    let mut above: Option<&Block> = None;
    for block in blocks {
        let stands_with_above = above.is_some_and(|above| stand_together(above, block));
        if lines.last().is_some_and(|last| !last.is_blank()) && !stands_with_above {
            let number = lines.last().map_or(1, |line| line.number);
            lines.push(SourceLine::new(number, "", false));
        }
        above = Some(block);
        match block {
            Block::Heading { level, line } => lines.push(line.with_prefix(&"#".repeat(usize::from(*level)))),
            Block::Field { key, value } => lines.extend(field(key, value)),
            Block::Table(table) => lines.extend(table.header.iter().chain(&table.rows).filter_map(|row| joined(row))),
            _ => lines.extend(block.lines().into_iter().cloned()),
        }
    }
    lines
}

/// Whether two blocks are items of one list; an item of several lines stands apart, except from the item that it is in.
fn stand_together(above: &Block, block: &Block) -> bool {
    let (Block::Item { depth: outer, lines: first }, Block::Item { depth, lines }) = (above, block) else {
        return false;
    };
    depth > outer || (first.len() == 1 && lines.len() == 1)
}

/// A field as one line, if its value is one line.
fn field(key: &SourceLine, value: &[SourceLine]) -> Vec<SourceLine> {
    let mut line = key.clone();
    if let [value] = value {
        let has_colon = line.view.trim_end().ends_with(':');
        line.join(value, Joint::Apart(if has_colon { " " } else { ": " }));
        return vec![line];
    }
    std::iter::once(line).chain(value.iter().cloned()).collect()
}

/// A row as one line, or `None` if its cells are empty.
fn joined(row: &[Cell]) -> Option<SourceLine> {
    let mut cells = row.iter().filter(|cell| !cell.lines.is_empty());
    let mut line = cells.next().map(Cell::joined)?;
    for cell in cells {
        line.join(&cell.joined(), Joint::Apart(" | "));
    }
    Some(line)
}

impl Cell {
    /// The lines of the cell as one line.
    pub(crate) fn joined(&self) -> SourceLine {
        let mut lines = self.lines.iter();
        let mut whole = lines.next().cloned().unwrap_or_default();
        for line in lines {
            whole.join(line, Joint::Apart(" "));
        }
        whole
    }

    /// Whether two cells are parts of one merged cell.
    pub(crate) fn is_merged_with(&self, other: &Self) -> bool {
        let (one, other) = (self.joined(), other.joined());
        !one.is_blank() && one.view == other.view && one.number == other.number
    }
}
