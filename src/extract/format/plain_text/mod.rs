//! Plain text: groups of lines, with the items, tables, headings and rules that their shape shows.
//!
//! * `shape`: what a line of plain text is by its shape: a rule, a heading, an item of a list, a quotation.
//! * `table`: tables in plain text: cells between tabs, between `|`, or in columns of spaces.

mod shape;
mod table;

use std::mem;

use self::shape::{ItemMarker, RuledLine, indent_of, item_marker, marked_heading, numbered_heading, rule_of, unquoted};
use super::prose::{is_continued, join_wrapped};
use crate::extract::document::block::Block;
use crate::extract::document::source_line::SourceLine;

/// The blocks of a text that begins on line `first` of its file; lines end with footnote marks if it `retells` another.
pub(super) fn blocks(text: &str, first: u32, retells: bool) -> Vec<Block> {
    let mut reader = TextReader::default();
    let mut groups = groups(text, first, retells).into_iter().peekable();
    let mut is_after_number = false;
    while let Some(group) = groups.next() {
        let begins_with_number = |group: &TextGroup| match group {
            TextGroup::Lines(lines) => lines.first().and_then(item_marker).is_some_and(|marker| marker.is_number),
            TextGroup::Break => false,
        };
        let is_numbered = begins_with_number(&group);
        // A single number at the beginning of a line is not a list.
        let is_list = is_numbered && (is_after_number || groups.peek().is_some_and(begins_with_number));
        is_after_number = is_numbered;
        match group {
            TextGroup::Break => reader.push_break(),
            TextGroup::Lines(lines) => reader.read_group(&lines, is_list),
        }
    }
    reader.blocks
}

/// The blocks of lines without a blank line between them.
pub(super) fn group_blocks(lines: &[SourceLine]) -> Vec<Block> {
    let mut reader = TextReader::default();
    reader.read_group(lines, false);
    reader.blocks
}

/// The maximum number of lines of a text.
pub(super) const MAX_LINES: usize = 1_000_000;

/// Lines without a blank line between them, or the end of a part.
enum TextGroup {
    Lines(Vec<SourceLine>),
    Break,
}

/// Splits a text at blank lines, form feeds and changes of the depth of quotation.
fn groups(text: &str, first: u32, retells: bool) -> Vec<TextGroup> {
    let mut groups = Vec::new();
    let mut lines = Vec::new();
    let mut quoted = 0;
    for (number, printed) in (first..).zip(text.lines()).take(MAX_LINES) {
        for (index, piece) in printed.split('\u{c}').enumerate() {
            let (depth, words) = unquoted(piece);
            let line = SourceLine::new(number, words, retells);
            let changes_depth = depth != quoted && !line.is_blank();
            if index > 0 || changes_depth || line.is_blank() {
                groups.extend((!lines.is_empty()).then(|| TextGroup::Lines(mem::take(&mut lines))));
            }
            if index > 0 || changes_depth {
                groups.push(TextGroup::Break);
            }
            if !line.is_blank() {
                quoted = depth;
                lines.push(line);
            }
        }
    }
    groups.extend((!lines.is_empty()).then_some(TextGroup::Lines(lines)));
    groups
}

#[derive(Default)]
struct TextReader {
    blocks: Vec<Block>,
    /// The lines of the group that belong to no other block so far.
    lines: Vec<SourceLine>,
    /// The indents of the lists around the last item.
    indents: Vec<usize>,
}

impl TextReader {
    fn read_group(&mut self, lines: &[SourceLine], is_list: bool) {
        let is_number = |line: &SourceLine| item_marker(line).is_some_and(|marker| marker.is_number);
        let is_list = is_list || lines.iter().filter(|line| is_number(line)).count() > 1;
        let mut rest = lines;
        while let [line, after @ ..] = rest {
            let is_first = rest.len() == lines.len();
            if let Some((table, count)) = table::ruled_table_at(rest).or_else(|| table::table_at(rest)) {
                self.push(Block::Table(table));
                rest = rest.get(count..).unwrap_or_default();
            } else if let Some((fields, count)) = table::fields_at(rest) {
                self.end_lines();
                self.indents.clear();
                self.blocks.extend(fields);
                rest = rest.get(count..).unwrap_or_default();
            } else if let Some(level) = after.first().filter(|_| is_first).and_then(|below| underline(line, below)) {
                self.push(Block::Heading { level, line: line.part(line.whole()) });
                rest = after.get(1..).unwrap_or_default();
            } else if let Some(rule) = rule_of(&line.view) {
                self.push_break();
                if let RuledLine::Words(words) = rule
                    && let Some(start) = line.view.find(words)
                {
                    self.lines.push(line.part(start..start + words.len()));
                }
                rest = after;
            } else if let Some((level, end)) = marked_heading(&line.view) {
                self.push(Block::Heading { level, line: line.part(end..line.view.len()) });
                rest = after;
            } else if let Some((level, end)) = numbered_heading(&line.view)
                // Only the space around it, or that before the lines below it, distinguishes it from a line of a list.
                && is_first
                && after.first().is_none_or(|next| indent_of(next) > indent_of(line))
            {
                self.push(Block::Heading { level, line: line.part(end..line.view.len()) });
                rest = after;
            } else if let Some(marker) = item_marker(line).filter(|marker| is_list || !marker.is_number) {
                rest = self.read_item(line, marker, after);
            } else {
                self.lines.push(line.clone());
                rest = after;
            }
        }
        self.end_lines();
    }

    /// Adds an item with the lines that continue it, and returns the lines after it.
    fn read_item<'a>(&mut self, line: &SourceLine, marker: ItemMarker, after: &'a [SourceLine]) -> &'a [SourceLine] {
        self.end_lines();
        while self.indents.last().is_some_and(|indent| *indent > marker.indent) {
            self.indents.pop();
        }
        if self.indents.last().is_none_or(|indent| *indent < marker.indent) {
            self.indents.push(marker.indent);
        }
        let depth = u8::try_from(self.indents.len()).unwrap_or(u8::MAX);
        let mut lines = vec![line.part(marker.end..line.view.len())];
        let mut rest = after;
        while let [next, after @ ..] = rest {
            let is_indented = indent_of(next) > marker.indent;
            let is_other = item_marker(next).is_some() || rule_of(&next.view).is_some();
            if is_other || !(is_indented || lines.last().is_some_and(|last| is_continued(last, next))) {
                break;
            }
            lines.push(next.part(next.whole()));
            rest = after;
        }
        self.blocks.push(Block::Item { depth, lines: join_wrapped(lines) });
        rest
    }

    fn push(&mut self, block: Block) {
        self.end_lines();
        self.indents.clear();
        self.blocks.push(block);
    }

    /// Ends the part, if there is one.
    fn push_break(&mut self) {
        self.end_lines();
        self.indents.clear();
        if self.blocks.last().is_some_and(|last| !matches!(last, Block::Break)) {
            self.blocks.push(Block::Break);
        }
    }

    fn end_lines(&mut self) {
        if !self.lines.is_empty() {
            self.indents.clear();
            self.blocks.push(Block::Lines(join_wrapped(mem::take(&mut self.lines))));
        }
    }
}

/// The level of a heading that the line below underlines.
fn underline(line: &SourceLine, below: &SourceLine) -> Option<u8> {
    const MAX_CHARS: usize = 100;
    let Some(RuledLine::Line(mark, count)) = rule_of(&below.view) else { return None };
    let len = line.view.trim().chars().count();
    let is_heading = rule_of(&line.view).is_none() && len <= MAX_CHARS && count * 2 >= len && count > 2;
    match mark {
        '=' | '═' => is_heading.then_some(1),
        '-' | '─' => is_heading.then_some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
