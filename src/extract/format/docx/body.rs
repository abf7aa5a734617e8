//! The body of a Word document: paragraphs to blocks.

use std::collections::HashMap;
use std::mem;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::properties::{attribute, named_level, outline_level};
use super::table::TableBuilder;
use crate::extract::document::block::Block;
use crate::extract::document::source_line::{Joint, SourceLine};
use crate::extract::format::links::append_contact;
use crate::extract::format::plain_text;
use crate::extract::format::printed::split_long;
use crate::extract::report::ReportKind;

/// Reads the parts of a document that hold paragraphs. The number of a line is that of its paragraph.
#[derive(Default)]
pub(super) struct BodyReader {
    /// The blocks so far.
    pub(super) blocks: Vec<Block>,
    /// The levels of headings by the ids of their styles.
    levels: HashMap<String, u8>,
    /// The targets of links by their ids.
    pub(super) targets: HashMap<String, String>,
    /// The number of paragraphs so far.
    pub(super) count: u32,
    /// The paragraphs of the group so far.
    group: Vec<SourceLine>,
    /// The open paragraphs: one with a text box holds others.
    open: Vec<Paragraph>,
    /// The open table; tables in it are lines of its cells.
    table: Option<TableBuilder>,
    table_depth: usize,
    /// The number of cells that may still be repeated.
    repeats: usize,
    /// How many elements are open whose text is not seen.
    unseen: usize,
    run: Run,
    /// The code of the field, while it is being read.
    field: Option<String>,
}

#[derive(Default)]
struct Paragraph {
    number: u32,
    lines: Vec<String>,
    level: Option<u8>,
    depth: Option<u8>,
    is_bold: bool,
    /// The targets of the open links, with the length of the last line where each begins.
    links: Vec<(String, usize)>,
}

#[derive(Default)]
struct Run {
    is_hidden: bool,
    is_bold: bool,
}

/// Elements whose text is not visible: deleted or moved text, and the second form of a text box.
const UNSEEN: &[&str] = &["del", "moveFrom", "Fallback"];

/// The maximum number of characters of a paragraph that may be a line of a card.
const MAX_LINE_CHARS: usize = 120;

impl BodyReader {
    /// A reader of a document with these styles of headings.
    pub(super) fn new(levels: HashMap<String, u8>) -> Self {
        const MAX_REPEATS: usize = 200_000;
        Self { levels, repeats: MAX_REPEATS, ..Self::default() }
    }

    /// Adds the blocks of a part.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), ReportKind> {
        let mut reader = Reader::from_str(xml);
        let mut is_text = false;
        loop {
            match reader.read_event().map_err(|_| ReportKind::Damaged)? {
                Event::Start(element) => {
                    is_text = matches!(element.local_name().as_ref(), "t" | "instrText");
                    if element.local_name().as_ref() == "instrText" {
                        self.field.get_or_insert_default();
                    }
                    self.start(&element);
                }
                Event::Empty(element) => {
                    self.start(&element);
                    self.end(element.local_name().as_ref());
                }
                Event::End(element) => {
                    is_text = false;
                    self.end(element.local_name().as_ref());
                }
                Event::Text(text) if is_text => self.push(&text.into_inner()),
                Event::CData(text) if is_text => self.push(&text.into_inner()),
                Event::GeneralRef(reference) if is_text => self.push_reference(&reference),
                Event::Eof => break,
                _ => {}
            }
        }
        while !self.open.is_empty() {
            self.end("p");
        }
        self.end_group();
        Ok(())
    }

    /// Ends the part, if there is one.
    pub(super) fn push_break(&mut self) {
        self.end_group();
        if self.blocks.last().is_some_and(|last| !matches!(last, Block::Break)) {
            self.blocks.push(Block::Break);
        }
    }

    /// Removes the end of a part that nothing followed.
    pub(super) fn drop_last_break(&mut self) {
        if matches!(self.blocks.last(), Some(Block::Break)) {
            self.blocks.pop();
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val");
        let is_on = || !matches!(value().as_deref(), Some("0" | "false" | "none" | "off"));
        let name = element.local_name();
        let name = name.as_ref();
        self.unseen += usize::from(UNSEEN.contains(&name));
        match name {
            "p" => {
                self.count += 1;
                let lines = vec![String::new()];
                self.open.push(Paragraph { number: self.count, lines, is_bold: true, ..Paragraph::default() });
            }
            "r" => self.run = Run::default(),
            "b" => self.run.is_bold = is_on(),
            "strike" | "dstrike" | "vanish" | "webHidden" => self.run.is_hidden |= is_on(),
            "tab" if !element.attributes_raw().contains("pos") => self.push("\t"),
            "noBreakHyphen" => self.push("-"),
            "br" | "cr" => self.end_line(),
            "hyperlink" => {
                let target = attribute(element, "id").and_then(|id| self.targets.get(&id).cloned());
                self.open_link(target.unwrap_or_default());
            }
            "fldChar" => match attribute(element, "fldCharType").as_deref() {
                Some("begin") => self.field = Some(String::new()),
                Some("separate") => {
                    let code = self.field.take().unwrap_or_default();
                    let target = code.split('"').nth(1).filter(|_| code.contains("HYPERLINK")).unwrap_or_default();
                    self.open_link(target.to_owned());
                }
                Some("end") if self.field.take().is_none() => self.close_link(),
                _ => {}
            },
            "tbl" => {
                if self.table_depth == 0 {
                    self.end_group();
                    self.table = Some(TableBuilder::default());
                }
                self.table_depth += 1;
            }
            _ => {
                self.start_paragraph_property(name, value);
                self.start_table_property(name, element);
            }
        }
    }

    fn start_paragraph_property(&mut self, name: &str, value: impl Fn() -> Option<String>) {
        let Some(paragraph) = self.open.last_mut() else { return };
        match name {
            "pStyle" => {
                let style = value().unwrap_or_default();
                paragraph.level = self.levels.get(&style).copied().or_else(|| named_level(&style));
                let is_list = style.starts_with("List") && style != "ListParagraph";
                paragraph.depth = paragraph.depth.or(is_list.then_some(1));
            }
            "outlineLvl" => paragraph.level = value().and_then(|level| outline_level(&level)).or(paragraph.level),
            "numPr" => paragraph.depth = Some(1),
            "ilvl" => paragraph.depth = value().and_then(|level| level.parse::<u8>().ok()?.checked_add(1)),
            "numId" if value().as_deref() == Some("0") => paragraph.depth = None,
            _ => {}
        }
    }

    fn start_table_property(&mut self, name: &str, element: &BytesStart<'_>) {
        const MAX_SPAN: usize = 100;
        let Some(table) = self.table.as_mut().filter(|_| self.table_depth == 1) else { return };
        let value = attribute(element, "val");
        match name {
            "tr" => table.start_row(),
            "tblHeader" if !matches!(value.as_deref(), Some("0" | "false" | "off")) => table.mark_header(),
            "gridSpan" => {
                let columns = value.and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                table.cell().columns = columns.clamp(1, MAX_SPAN);
            }
            "vMerge" => table.cell().continues_above = value.as_deref() != Some("restart"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.unseen = self.unseen.saturating_sub(usize::from(UNSEEN.contains(&name)));
        match name {
            "p" => self.end_paragraph(),
            "hyperlink" => self.close_link(),
            "tbl" => {
                self.table_depth = self.table_depth.saturating_sub(1);
                if self.table_depth == 0 {
                    self.blocks.extend(self.table.take().map(TableBuilder::finish).unwrap_or_default());
                }
            }
            "tc" | "tr" if self.table_depth == 1 => {
                if let Some(table) = &mut self.table {
                    if name == "tc" { table.end_cell(&mut self.repeats) } else { table.end_row() }
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(code) = &mut self.field {
            return code.push_str(text);
        }
        if self.unseen > 0 || self.run.is_hidden {
            return;
        }
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.is_bold &= self.run.is_bold || text.trim().is_empty();
            if let Some(line) = paragraph.lines.last_mut() {
                line.push_str(text);
            }
        }
    }

    /// Adds the character of an entity. Only those of XML are replaced.
    fn push_reference(&mut self, reference: &BytesRef<'_>) {
        if let Ok(Some(letter)) = reference.resolve_char_ref() {
            return self.push(letter.encode_utf8(&mut [0; 4]));
        }
        let name = reference.borrow().into_inner();
        self.push(resolve_predefined_entity(&name).unwrap_or_default());
    }

    fn end_line(&mut self) {
        if let Some(paragraph) = self.open.last_mut().filter(|_| self.unseen == 0) {
            paragraph.lines.push(String::new());
        }
    }

    fn open_link(&mut self, target: String) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.links.push((target, paragraph.lines.last().map_or(0, String::len)));
        }
    }

    fn close_link(&mut self) {
        let Some(paragraph) = self.open.last_mut() else { return };
        let Some((target, start)) = paragraph.links.pop() else { return };
        if let Some(line) = paragraph.lines.last_mut().filter(|_| self.unseen == 0) {
            append_contact(line, start, &target);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let Paragraph { number, lines, level, depth, is_bold, .. } = paragraph;
        let lines: Vec<SourceLine> = lines.into_iter().flat_map(|line| split_long(&[(number, line)])).collect();
        if let Some(table) = &mut self.table {
            let cell = table.cell();
            cell.is_bold &= is_bold || lines.is_empty();
            return cell.lines.extend(lines);
        }
        let Some(first) = lines.first() else { return self.end_group() };
        if let Some(level) = level {
            self.end_group();
            let mut line = first.clone();
            for next in lines.iter().skip(1) {
                line.join(next, Joint::Space);
            }
            self.blocks.push(Block::Heading { level, line });
        } else if let Some(depth) = depth {
            self.end_group();
            self.blocks.push(Block::Item { depth, lines });
        } else if lines.len() == 1 && first.view.chars().count() <= MAX_LINE_CHARS {
            self.group.extend(lines);
        } else {
            self.end_group();
            self.group = lines;
            self.end_group();
        }
    }

    /// Ends a group of consecutive paragraphs.
    fn end_group(&mut self) {
        let group = mem::take(&mut self.group);
        self.blocks.extend(plain_text::group_blocks(&group));
    }
}
