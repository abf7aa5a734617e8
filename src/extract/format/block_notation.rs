//! Blocks as the tests of the formats write them.

use crate::extract::document::block::{Block, Cell};
use crate::extract::document::source_line::SourceLine;

/// The blocks, one per entry: `#` for a heading, `*` for an item, `key:` for a field, ` | ` between cells, brackets
/// around a header, `---` for a break, and ` / ` between lines.
pub(super) fn show(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(of_block).collect()
}

fn of_block(block: &Block) -> String {
    match block {
        Block::Heading { level, line } => format!("{} {}", "#".repeat(usize::from(*level)), line.view),
        Block::Lines(lines) => words(lines),
        Block::Item { depth, lines } => format!("{} {}", "*".repeat(usize::from(*depth)), words(lines)),
        Block::Field { key, value } => format!("{}: {}", key.view, words(value)),
        Block::Table(table) => {
            let header = table.header.iter().map(|cells| format!("[{}]", row(cells)));
            header.chain(table.rows.iter().map(|cells| row(cells))).collect::<Vec<_>>().join("\n")
        }
        Block::Break => "---".to_owned(),
    }
}

fn row(cells: &[Cell]) -> String {
    cells.iter().map(|cell| words(&cell.lines)).collect::<Vec<_>>().join(" | ")
}

fn words(lines: &[SourceLine]) -> String {
    lines.iter().map(|line| line.view.as_str()).collect::<Vec<_>>().join(" / ")
}
