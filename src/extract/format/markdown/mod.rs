//! Markdown, as GitHub reads it.

use std::mem;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::links::append_contact;
use super::plain_text::MAX_LINES;
use super::printed::joined;
use super::prose::join_wrapped;
use super::{FormattedDocument, html, plain_text};
use crate::extract::document::block::{Block, Cell, Table};
use crate::extract::document::source_line::{MAX_LINE_BYTES, SourceLine};

/// The bytes from which a text is read in parts: the tree of a part takes much more memory than its text.
const PART_BYTES: usize = 1_000_000;

/// Reads a text that begins on line `first` of its file; lines end with footnote marks if it `retells` another document.
///
/// A long text is read in parts that end with a blank line, and links to targets in another part are only their text.
pub(super) fn read(text: &str, first: u32, retells: bool) -> FormattedDocument {
    let mut document = FormattedDocument::default();
    let mut part = String::new();
    let mut part_first = first;
    for (number, line) in (first..).zip(text.lines()).take(MAX_LINES) {
        // No more of a line is read, except the mark at its end.
        let most = if retells { line.len() } else { line.floor_char_boundary(MAX_LINE_BYTES) };
        // A carriage return alone ends a line for Markdown, but not a line of the file.
        part.push_str(&line.get(..most).unwrap_or(line).replace('\r', " "));
        part.push('\n');
        let is_end = line.trim().is_empty() && part.len() > PART_BYTES;
        if is_end || part.len() > PART_BYTES * 2 {
            read_part(&mut document, &part, part_first, retells);
            part.clear();
            part_first = number + 1;
        }
    }
    read_part(&mut document, &part, part_first, retells);
    document
}

fn read_part(document: &mut FormattedDocument, text: &str, first: u32, retells: bool) {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    // The marks of a text that retells another are not those of its own footnotes.
    options.set(Options::ENABLE_FOOTNOTES, !retells);
    let events: Vec<_> = Parser::new_ext(text, options).into_offset_iter().collect();
    let mut reader = MarkdownReader {
        starts: text.split_inclusive('\n').scan(0, |at, line| Some(mem::replace(at, *at + line.len()))).collect(),
        first,
        retells,
        text,
        lone_items: lone_items(&events),
        blocks: Vec::new(),
        lines: Vec::new(),
        line: None,
        struck: 0,
        item: None,
        depth: 0,
        table: None,
        row: Vec::new(),
        links: Vec::new(),
        html: None,
        field: None,
        metadata: None,
    };
    for (event, range) in events {
        reader.read(event, range);
    }
    reader.end_block();
    for line in reader.metadata.iter().flatten() {
        state(document, line);
    }
    document.blocks.append(&mut reader.blocks);
}

/// Takes the statement of a metadata line about the document.
fn state(document: &mut FormattedDocument, line: &SourceLine) {
    let Some((key, value)) = line.view.split_once(':') else { return };
    let value = value.trim().trim_matches(['"', '\'']);
    if value.is_empty() {
        return;
    }
    match key.trim() {
        "title" => document.title = Some(value.to_owned()),
        "lang" | "language" => document.language = Some(value.to_owned()),
        "date" => {
            let start = line.view.find(value).unwrap_or(0);
            document.published = Some(line.part(start..start + value.len()));
        }
        _ => {}
    }
}

/// The bytes where the only item of a numbered list begins: “8. tammikuuta 2016” is not a list.
fn lone_items(events: &[(Event<'_>, Range<usize>)]) -> Vec<usize> {
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut lone = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::List(_)) => lists.push(Vec::new()),
            Event::Start(Tag::Item) => {
                if let Some(items) = lists.last_mut() {
                    items.push(range.start);
                }
            }
            Event::End(TagEnd::List(is_numbered)) => {
                if let (Some([item]), true) = (lists.pop().as_deref(), is_numbered) {
                    lone.push(*item);
                }
            }
            _ => {}
        }
    }
    lone.sort_unstable();
    lone
}

struct MarkdownReader<'a> {
    /// The byte where each line begins.
    starts: Vec<usize>,
    first: u32,
    retells: bool,
    text: &'a str,
    lone_items: Vec<usize>,
    blocks: Vec<Block>,
    /// The finished lines of the block.
    lines: Vec<SourceLine>,
    /// The number and the text of the current line.
    line: Option<(u32, String)>,
    /// How many times the text is struck out.
    struck: usize,
    /// The depth of the item that the lines belong to.
    item: Option<u8>,
    /// The depth of the list.
    depth: u8,
    table: Option<Table>,
    row: Vec<Cell>,
    /// The targets of the open links, with the length of the line where each begins.
    links: Vec<(String, usize)>,
    /// Embedded HTML, with the line where it begins.
    html: Option<(u32, String)>,
    /// A term with its descriptions so far.
    field: Option<(SourceLine, Vec<SourceLine>)>,
    /// The lines about the document at its top.
    metadata: Option<Vec<SourceLine>>,
}

impl<'a> MarkdownReader<'a> {
    fn read(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Code(_) if self.text.get(range.clone()).is_some_and(|code| code.contains('\n')) => {
                // The parser joins the lines of code, and the following text would be cited on the first of them.
                let code = self.text.get(range.clone()).unwrap_or_default();
                let ticks = code.len() - code.trim_start_matches('`').len();
                self.push_text(code.trim_matches('`'), range.start + ticks);
            }
            Event::Text(words) | Event::Code(words) => self.push_text(&words, range.start),
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            Event::Rule => self.push_break(),
            Event::Html(words) => {
                let number = self.number_at(range.start);
                self.html.get_or_insert((number, String::new())).1.push_str(&words);
            }
            Event::InlineHtml(tag) => self.read_tag(&tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Heading { .. }
            | Tag::FootnoteDefinition(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::MetadataBlock(_)
            | Tag::DefinitionListTitle => self.end_block(),
            Tag::Paragraph if self.item.is_none() && self.field.is_none() => self.end_block(),
            Tag::BlockQuote(_) => self.push_break(),
            Tag::List(_) => {
                self.end_block();
                self.depth = self.depth.saturating_add(1);
            }
            Tag::Item => {
                self.end_block();
                if self.lone_items.binary_search(&range.start).is_ok() {
                    let source = self.text.get(range.clone()).unwrap_or_default();
                    let marker = source.split_whitespace().next().unwrap_or_default().to_owned();
                    self.push_text(&format!("{marker} "), range.start);
                } else {
                    self.item = Some(self.depth);
                }
            }
            Tag::Table(_) => {
                self.end_block();
                self.table = Some(Table::default());
            }
            // The words under an image are not seen, either.
            Tag::Strikethrough | Tag::Image { .. } => self.struck += 1,
            Tag::Link { dest_url, .. } => {
                let len = self.line.as_ref().map_or(0, |(_, text)| text.len());
                self.links.push((dest_url.into_string(), len));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph => {
                self.end_line();
                if self.item.is_none() && self.field.is_none() {
                    self.end_block();
                }
            }
            TagEnd::MetadataBlock(_) => {
                self.end_line();
                self.metadata = Some(mem::take(&mut self.lines));
            }
            TagEnd::DefinitionListTitle => {
                self.end_field();
                self.end_line();
                self.field = joined(mem::take(&mut self.lines)).map(|key| (key, Vec::new()));
            }
            TagEnd::DefinitionListDefinition => {
                self.end_line();
                if let Some((_, value)) = &mut self.field {
                    value.append(&mut self.lines);
                }
            }
            TagEnd::DefinitionList => self.end_field(),
            TagEnd::Item | TagEnd::CodeBlock | TagEnd::FootnoteDefinition => self.end_block(),
            TagEnd::List(_) => {
                self.end_block();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => self.push_break(),
            TagEnd::TableCell => {
                self.end_line();
                self.row.push(Cell { lines: mem::take(&mut self.lines) });
            }
            TagEnd::TableHead => {
                let row = mem::take(&mut self.row);
                let is_empty = row.iter().all(|cell| cell.lines.is_empty());
                self.table.get_or_insert_default().header = (!is_empty).then_some(row);
            }
            TagEnd::TableRow => {
                let row = mem::take(&mut self.row);
                self.table.get_or_insert_default().rows.push(row);
            }
            TagEnd::Table => self.blocks.extend(self.table.take().map(Block::Table)),
            TagEnd::Strikethrough | TagEnd::Image => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            TagEnd::HtmlBlock => {
                if let Some((number, source)) = self.html.take() {
                    self.blocks.extend(html::read_fragment(&source, number));
                }
            }
            _ => {}
        }
    }

    fn push_text(&mut self, words: &str, at: usize) {
        if self.struck > 0 {
            return;
        }
        // A code block comes with its line ends.
        for (index, piece) in words.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            let above: usize = words.split_inclusive('\n').take(index).map(str::len).sum();
            let number = self.number_at(at + above);
            if !piece.is_empty() {
                self.line.get_or_insert_with(|| (number, String::new())).1.push_str(piece);
            }
        }
    }

    fn read_tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/', ' ']).to_ascii_lowercase();
        match (name.as_str(), tag.starts_with("</")) {
            ("br", _) => self.end_line(),
            ("del" | "s" | "strike", false) => self.struck += 1,
            ("del" | "s" | "strike", true) => self.struck = self.struck.saturating_sub(1),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((target, start)) = self.links.pop() else { return };
        if let Some((_, text)) = &mut self.line {
            append_contact(text, start, &target);
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        self.end_line();
        let Some(line) = joined(mem::take(&mut self.lines)) else { return };
        let level = level as u8;
        self.blocks.push(Block::Heading { level, line });
    }

    fn end_field(&mut self) {
        self.blocks.extend(self.field.take().map(|(key, value)| Block::Field { key, value }));
    }

    fn end_line(&mut self) {
        if let Some((number, text)) = self.line.take() {
            let line = SourceLine::new(number, &text, self.retells);
            self.lines.extend((!line.is_blank()).then_some(line));
        }
    }

    /// Ends the lines of the block: those of an item, or those of a paragraph, in which plain text may have tables.
    fn end_block(&mut self) {
        self.end_line();
        let lines = mem::take(&mut self.lines);
        let item = self.item.take();
        if lines.is_empty() {
            return;
        }
        match item {
            Some(depth) => self.blocks.push(Block::Item { depth, lines: join_wrapped(lines) }),
            None => self.blocks.extend(plain_text::group_blocks(&lines)),
        }
    }

    fn push_break(&mut self) {
        self.end_block();
        if self.blocks.last().is_some_and(|last| !matches!(last, Block::Break)) {
            self.blocks.push(Block::Break);
        }
    }

    /// The line of the file in which a byte stands.
    fn number_at(&self, byte: usize) -> u32 {
        let above = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        self.first.saturating_add(u32::try_from(above).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests;
