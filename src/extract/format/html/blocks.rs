//! The blocks of a page.

use super::inline::{HtmlPage, LineCollector, MAX_DEPTH};
use super::shape::{ElementLayout, NodeShape, are_alike, heading_level};
use super::table::{TableBudget, TablePart, parts_of};
use super::tree::{NodeId, NodeKind};
use crate::extract::document::block::Block;
use crate::extract::document::source_line::SourceLine;
use crate::extract::format::plain_text;
use crate::extract::format::printed::joined;

/// Reads the blocks of a page from top to bottom.
pub(super) struct BlockReader<'a> {
    page: &'a HtmlPage,
    blocks: Vec<Block>,
    /// The lines of the group so far.
    group: LineCollector,
    budget: TableBudget,
    depth: usize,
    /// The level of the last heading.
    level: u8,
    /// How many articles and sections are open: a header or footer in one of them is not that of the page.
    sections: usize,
}

/// The maximum number of lines of a card.
const MAX_CARD_LINES: u32 = 14;

/// The maximum number of characters of a line of a card, and of a paragraph that may be one.
const MAX_LINE_CHARS: u32 = 120;

/// The lowest level of a heading.
const MAX_HEADING_LEVEL: u8 = 6;

impl<'a> BlockReader<'a> {
    /// The blocks of a page.
    pub(super) fn read(page: &'a HtmlPage, top: NodeId) -> Vec<Block> {
        let group = LineCollector::default();
        let mut reader =
            Self { page, blocks: Vec::new(), group, budget: TableBudget::default(), depth: 0, level: 1, sections: 0 };
        reader.children(top);
        reader.end_group();
        if matches!(reader.blocks.last(), Some(Block::Break)) {
            reader.blocks.pop();
        }
        reader.blocks
    }

    /// Reads the children of a container: parts of lines, lines, and blocks.
    fn children(&mut self, id: NodeId) {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            for child in self.page.tree.children(id) {
                let shape = self.page.shapes.of(child);
                match shape.layout {
                    ElementLayout::Dropped => {}
                    ElementLayout::Inline if shape.has_block => self.block(child, shape),
                    ElementLayout::Inline => self.group.collect(self.page, child, &|_| false),
                    ElementLayout::Block => self.block(child, shape),
                }
            }
        }
        self.depth -= 1;
    }

    fn block(&mut self, id: NodeId, shape: NodeShape) {
        let name = self.page.tree.name(id);
        let role = self.page.tree.attribute(id, "role").unwrap_or_default();
        if let Some(level) = heading_level(&self.page.tree, id) {
            return self.heading(id, level);
        }
        match name {
            "ul" | "ol" | "menu" | "dir" => self.list(id, 1),
            "dl" => self.fields(id),
            "table" => self.table(id, role),
            "hr" => self.push_break(),
            "pre" => self.preformatted(id),
            "header" | "footer" if self.sections == 0 => self.part(id),
            "aside" | "blockquote" => self.part(id),
            _ if matches!(role, "banner" | "contentinfo" | "complementary") => self.part(id),
            _ if self.is_card(id, shape) => self.card(id),
            _ if !shape.has_block => self.line(id, shape),
            _ => self.container(id),
        }
    }

    /// A separate part of the page: no block continues into it or out of it.
    fn part(&mut self, id: NodeId) {
        self.push_break();
        self.container(id);
        self.push_break();
    }

    fn container(&mut self, id: NodeId) {
        let is_section = matches!(self.page.tree.name(id), "article" | "section" | "main");
        self.sections += usize::from(is_section);
        self.end_group();
        self.children(id);
        self.end_group();
        self.sections -= usize::from(is_section);
    }

    /// Whether a container is a card: a few short lines in blocks, and not a list of cards.
    fn is_card(&self, id: NodeId, shape: NodeShape) -> bool {
        let is_small = (2..=MAX_CARD_LINES).contains(&shape.lines) && shape.longest <= MAX_LINE_CHARS;
        let is_plain = !shape.has_structure && !shape.has_prose && !shape.has_cards;
        let is_page = matches!(self.page.tree.name(id), "html" | "body" | "main" | "article" | "form");
        if !shape.has_block || !is_small || !is_plain || is_page {
            return false;
        }
        // Without contacts, cards and parts of cards cannot be distinguished: repeated elements are cards.
        shape.has_contact || self.is_repeated(id) || !self.has_repeated(id)
    }

    /// Whether two children of a container look alike and have several lines.
    fn has_repeated(&self, id: NodeId) -> bool {
        let tree = &self.page.tree;
        let mut parts = tree.children(id).filter(|child| self.page.shapes.of(*child).lines > 1);
        parts.next().is_some_and(|first| parts.any(|other| are_alike(tree, first, other)))
    }

    /// Whether a neighbour looks like an element and has several lines, too.
    fn is_repeated(&self, id: NodeId) -> bool {
        let tree = &self.page.tree;
        let element = |next: &dyn Fn(NodeId) -> Option<NodeId>| {
            std::iter::successors(next(id), |at| next(*at)).find(|at| matches!(tree.kind(*at), NodeKind::Element(..)))
        };
        let neighbours = [element(&|at| tree.before(at)), element(&|at| tree.after(at))];
        let is_like = |other: &NodeId| are_alike(tree, id, *other) && self.page.shapes.of(*other).lines > 1;
        neighbours.iter().flatten().any(is_like)
    }

    fn card(&mut self, id: NodeId) {
        self.end_group();
        self.group.collect(self.page, id, &|_| false);
        self.end_group();
    }

    /// A block without blocks in it. Short ones are grouped like lines; a paragraph of prose, and one of several lines,
    /// is a group of its own. An empty one separates groups like a blank line.
    fn line(&mut self, id: NodeId, shape: NodeShape) {
        let is_alone = shape.lines != 1 || shape.longest > MAX_LINE_CHARS || shape.has_prose;
        if is_alone {
            self.end_group();
        }
        self.group.end_line();
        self.group.collect(self.page, id, &|_| false);
        self.group.end_line();
        if is_alone {
            self.end_group();
        }
    }

    fn heading(&mut self, id: NodeId, level: u8) {
        self.end_group();
        self.group.collect(self.page, id, &|_| false);
        if let Some(line) = joined(self.group.take()) {
            self.level = level;
            self.blocks.push(Block::Heading { level, line });
        }
    }

    /// The items of a list; lists in an item are one level deeper.
    fn list(&mut self, id: NodeId, depth: u8) {
        self.end_group();
        self.depth += 1;
        let tree = &self.page.tree;
        let items = if self.depth <= MAX_DEPTH { tree.first(id) } else { None };
        for item in std::iter::successors(items, |item| tree.after(*item)) {
            let is_list = |id: NodeId| matches!(tree.name(id), "ul" | "ol" | "menu" | "dir");
            let shape = self.page.shapes.of(item);
            if shape.layout == ElementLayout::Dropped {
                continue;
            }
            if is_list(item) {
                self.list(item, depth.saturating_add(1));
            } else if self.holds_more_than_lines(item) {
                self.container(item);
            } else {
                self.group.collect(self.page, item, &is_list);
                let lines = self.group.take();
                if !lines.is_empty() {
                    self.blocks.push(Block::Item { depth, lines });
                }
                for list in self.lists_below(item) {
                    self.list(list, depth.saturating_add(1));
                }
            }
        }
        self.depth -= 1;
    }

    /// The outermost lists in an item.
    fn lists_below(&self, item: NodeId) -> Vec<NodeId> {
        let tree = &self.page.tree;
        let mut lists = Vec::new();
        let mut at = tree.first(item);
        while let Some(id) = at {
            let is_dropped = self.page.shapes.of(id).layout == ElementLayout::Dropped;
            let is_list = matches!(tree.name(id), "ul" | "ol" | "menu" | "dir");
            if is_list && !is_dropped {
                lists.push(id);
            }
            at = if is_list || is_dropped { tree.next_outside(id, item) } else { tree.next(id, item) };
        }
        lists
    }

    /// Whether an item has headings, tables or fields, and so is a part of the page of its own.
    fn holds_more_than_lines(&self, item: NodeId) -> bool {
        let tree = &self.page.tree;
        let shape = self.page.shapes.of(item);
        shape.has_structure
            && tree.below(item).any(|id| {
                let is_block = matches!(tree.name(id), "table" | "dl" | "pre") || heading_level(tree, id).is_some();
                is_block && self.page.shapes.of(id).layout != ElementLayout::Dropped
            })
    }

    /// The terms of a list with their descriptions.
    fn fields(&mut self, id: NodeId) {
        self.end_group();
        let tree = &self.page.tree;
        let above = self.level;
        let mut open: Option<(SourceLine, Vec<SourceLine>)> = None;
        let mut at = tree.first(id);
        while let Some(part) = at {
            let shape = self.page.shapes.of(part);
            let name = tree.name(part);
            let is_part = matches!(name, "dt" | "dd");
            let is_section = name == "dd" && shape.has_structure && self.holds_more_than_lines(part);
            if is_section && shape.layout != ElementLayout::Dropped {
                // A term whose description has fields of its own is the heading of them.
                let level = above.saturating_add(1).min(MAX_HEADING_LEVEL);
                if let Some((line, value)) = open.take() {
                    self.blocks.push(Block::Heading { level, line });
                    self.blocks.extend((!value.is_empty()).then_some(Block::Lines(value)));
                    self.level = level;
                }
                self.container(part);
            } else if is_part && shape.layout != ElementLayout::Dropped {
                self.group.collect(self.page, part, &|_| false);
                let lines = self.group.take();
                match (&mut open, name) {
                    (Some((_, value)), "dd") => value.extend(lines),
                    (None, "dd") => self.blocks.extend((!lines.is_empty()).then_some(Block::Lines(lines))),
                    _ => {
                        self.blocks.extend(open.take().map(|(key, value)| Block::Field { key, value }));
                        open = joined(lines).map(|key| (key, Vec::new()));
                    }
                }
            }
            let is_closed = is_part || shape.layout == ElementLayout::Dropped;
            at = if is_closed { tree.next_outside(part, id) } else { tree.next(part, id) };
        }
        self.blocks.extend(open.map(|(key, value)| Block::Field { key, value }));
        self.level = above;
    }

    /// A table of data; one that lays out a page is read like other containers.
    fn table(&mut self, id: NodeId, role: &str) {
        self.end_group();
        let tree = &self.page.tree;
        let is_seen = |id: &NodeId| self.page.shapes.of(*id).layout != ElementLayout::Dropped;
        let has_blocks = tree.below(id).any(|below| {
            let is_block = matches!(tree.name(below), "table" | "dl") || heading_level(tree, below).is_some();
            is_block && is_seen(&below)
        });
        let parts = if has_blocks || matches!(role, "presentation" | "none") {
            None
        } else {
            parts_of(self.page, id, &mut self.budget)
        };
        let Some(parts) = parts else { return self.container(id) };
        if let Some(summary) = tree.children(id).find(|child| tree.name(*child) == "caption" && is_seen(child)) {
            self.card(summary);
        }
        for TablePart { title, table } in parts {
            self.blocks.extend((!title.is_empty()).then_some(Block::Lines(title)));
            if table.header.is_some() || !table.rows.is_empty() {
                self.blocks.push(Block::Table(table));
            }
        }
    }

    /// Text whose lines and spaces are those of the file.
    fn preformatted(&mut self, id: NodeId) {
        self.end_group();
        let mut lines: Vec<(u32, String)> = Vec::new();
        for below in self.page.tree.below(id) {
            if let NodeKind::Text(pieces) = self.page.tree.kind(below) {
                for (number, piece) in pieces.iter().map(|(number, piece)| (*number, piece.trim_end_matches('\n'))) {
                    match lines.last_mut().filter(|(last, _)| *last == number) {
                        Some((_, line)) => line.push_str(piece),
                        None => lines.push((number, piece.to_owned())),
                    }
                }
            }
        }
        let lines: Vec<SourceLine> = lines.iter().map(|(number, line)| SourceLine::new(*number, line, false)).collect();
        for group in lines.split(SourceLine::is_blank).filter(|group| !group.is_empty()) {
            self.blocks.extend(plain_text::group_blocks(group));
        }
    }

    fn push_break(&mut self) {
        self.end_group();
        if self.blocks.last().is_some_and(|last| !matches!(last, Block::Break)) {
            self.blocks.push(Block::Break);
        }
    }

    fn end_group(&mut self) {
        let lines = self.group.take();
        if !lines.is_empty() {
            self.blocks.push(Block::Lines(lines));
        }
    }
}
