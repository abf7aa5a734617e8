//! The lines of a page: texts with their white space collapsed, and the contacts of links.

use std::mem;

use super::shape::{ElementLayout, Shapes};
use super::tree::{NodeId, NodeKind, PageTree};
use crate::extract::document::source_line::SourceLine;
use crate::extract::format::links::{contact_of, shows};
use crate::extract::format::printed::split_long;

/// Collects the lines of elements.
#[derive(Default)]
pub(super) struct LineCollector {
    /// The finished lines.
    lines: Vec<SourceLine>,
    /// The pieces of the current line, each with the number of its line in the file.
    pieces: Vec<(u32, String)>,
    /// Whether a space stands before the next word.
    has_space: bool,
}

impl LineCollector {
    /// Adds a text. White space is one space, except a no-break space, which is printed.
    pub(super) fn push(&mut self, text: &str, number: u32) {
        // The text of an attribute has the line of the tag, which may be above.
        let number = self.pieces.last().map_or(number, |(last, _)| number.max(*last));
        for (index, word) in text.split(|it: char| it.is_ascii_whitespace()).enumerate() {
            self.has_space |= index > 0;
            if word.is_empty() {
                continue;
            }
            let has_space = mem::take(&mut self.has_space) && !self.pieces.is_empty();
            if self.pieces.last().is_none_or(|(last, _)| *last != number) {
                self.pieces.push((number, String::new()));
            }
            if let Some((_, piece)) = self.pieces.last_mut() {
                piece.push_str(if has_space { " " } else { "" });
                piece.push_str(word);
            }
        }
    }

    /// Ends the current line.
    pub(super) fn end_line(&mut self) {
        self.has_space = false;
        if !self.pieces.is_empty() {
            self.lines.extend(split_long(&mem::take(&mut self.pieces)));
        }
    }

    /// Ends the current line and takes all lines.
    pub(super) fn take(&mut self) -> Vec<SourceLine> {
        self.end_line();
        mem::take(&mut self.lines)
    }

    /// Adds all visible text of a node; blocks and `br` end lines. Nodes that are `is_apart` are left out.
    pub(super) fn collect(&mut self, page: &HtmlPage, id: NodeId, is_apart: &dyn Fn(NodeId) -> bool) {
        self.collect_at(page, id, is_apart, 0);
    }

    fn collect_at(&mut self, page: &HtmlPage, id: NodeId, is_apart: &dyn Fn(NodeId) -> bool, depth: usize) {
        let HtmlPage { tree, shapes } = page;
        let layout = shapes.of(id).layout;
        if layout == ElementLayout::Dropped || depth > MAX_DEPTH {
            return;
        }
        if let NodeKind::Text(pieces) = tree.kind(id) {
            for (number, piece) in pieces {
                self.push(piece, *number);
            }
            return;
        }
        if tree.name(id) == "br" || layout == ElementLayout::Block || follows_glued(tree, id) {
            self.end_line();
        }
        if let Some(address) = tree.attribute(id, "data-cfemail").and_then(deciphered) {
            return self.push(&address, tree.line(id));
        }
        for child in tree.children(id).filter(|child| !is_apart(*child)) {
            self.collect_at(page, child, is_apart, depth + 1);
        }
        if let Some(contact) = hidden_contact(page, id) {
            self.has_space = true;
            self.push(&format!("<{contact}>"), tree.line(id));
        }
        if layout == ElementLayout::Block {
            self.end_line();
        }
    }
}

/// A page: its tree, and the shapes of its nodes.
pub(super) struct HtmlPage {
    /// The tree.
    pub(super) tree: PageTree,
    /// The shapes.
    pub(super) shapes: Shapes,
}

/// The maximum depth that is read. The parser nests less deeply, but may move elements.
pub(super) const MAX_DEPTH: usize = 450;

/// The contact of a link whose text does not show it.
fn hidden_contact(page: &HtmlPage, id: NodeId) -> Option<String> {
    const MAX_NODES: usize = 100;
    let contact = page.tree.attribute(id, "href").and_then(contact_of)?;
    let mut text = String::new();
    for below in page.tree.below(id).take(MAX_NODES) {
        if let NodeKind::Text(pieces) = page.tree.kind(below) {
            text.extend(pieces.iter().map(|(_, piece)| piece.as_str()));
        }
        if let Some(address) = page.tree.attribute(below, "data-cfemail").and_then(deciphered) {
            text.push_str(&address);
        }
    }
    (!shows(&text, &contact)).then_some(contact)
}

/// Whether a part of a line directly follows one of another class, so that the parts are laid out as lines.
fn follows_glued(tree: &PageTree, id: NodeId) -> bool {
    // A word processor marks single words.
    const WORDS: &[&str] = &["SpellE", "GramE"];
    let class = |id| tree.attribute(id, "class").filter(|class| !WORDS.contains(class));
    let before = tree.before(id).filter(|before| matches!(tree.kind(*before), NodeKind::Element(..)));
    match (before.and_then(class), class(id)) {
        (Some(before), Some(own)) => before != own,
        _ => false,
    }
}

/// An address that a service has enciphered: the first byte is the key of the others.
fn deciphered(code: &str) -> Option<String> {
    const MAX_BYTES: usize = 400;
    let byte = |at: usize| u8::from_str_radix(code.get(at..at + 2)?, 16).ok();
    let key = byte(0).filter(|_| code.len() <= MAX_BYTES)?;
    let bytes = (2..code.len()).step_by(2).map(|at| byte(at).map(|byte| byte ^ key)).collect::<Option<Vec<u8>>>()?;
    String::from_utf8(bytes).ok().filter(|address| address.contains('@'))
}
