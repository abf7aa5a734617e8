//! Web pages, as saved from a browser.
//!
//! The number of a line is that of the line of the file on which its text stands, as the parser counts it; for text
//! that is only in an attribute, the line on which the tag ends. Text in a table but outside of its cells, which the
//! parser puts before the table, has the line of the next tag.
//!
//! * `blocks`: the blocks of a page.
//! * `inline`: the lines of a page: texts with their white space collapsed, and the contacts of links.
//! * `parse`: HTML to a tree with html5ever, within limits: a page may be hostile.
//! * `shape`: what the elements of a page are: blocks or parts of a line, seen or not, and how much text they hold.
//! * `sink`: builds the tree of a page from the calls of the parser.
//! * `table`: tables of a page, with the cells that span rows and columns in each of their places.
//! * `tree`: the tree of a page: elements with the attributes that matter, and texts with the lines of the file.

mod blocks;
mod inline;
mod parse;
mod shape;
mod sink;
mod table;
mod tree;

use self::blocks::BlockReader;
use self::inline::{HtmlPage, LineCollector};
use self::parse::{MAX_NODES, parse};
use self::shape::Shapes;
use self::tree::{NodeId, PageTree};
use super::FormattedDocument;
use crate::extract::document::block::Block;
use crate::extract::document::source_line::SourceLine;
use crate::extract::report::ReportKind;

/// Reads a page.
pub(super) fn read(text: &str) -> FormattedDocument {
    let (page, is_cut) = page_of(text);
    let mut document = FormattedDocument { blocks: BlockReader::read(&page, PageTree::root()), ..Default::default() };
    document.notes.extend(is_cut.then_some((None, ReportKind::TooManyParts { read: MAX_NODES })));
    let tree = &page.tree;
    for id in tree.below(PageTree::root()) {
        let attribute = |key| tree.attribute(id, key).map(str::trim).filter(|value| !value.is_empty());
        match tree.name(id) {
            "html" => document.language = attribute("lang").map(str::to_owned),
            "title" if document.title.is_none() => document.title = words_of(&page, id),
            "meta" if document.published.is_none() && is_published(attribute("property").or(attribute("name"))) => {
                document.published = attribute("content").map(|time| SourceLine::new(tree.line(id), time, false));
            }
            "body" => break,
            _ => {}
        }
    }
    if document.published.is_none() {
        document.published = head_time(tree);
    }
    document
}

/// The blocks of HTML in another document, whose first line is line `first` of that.
pub(super) fn read_fragment(text: &str, first: u32) -> Vec<Block> {
    // Blank lines before it give the lines their numbers.
    const MAX_SHIFT: usize = 1_000_000;
    let above = (first as usize).saturating_sub(1).min(MAX_SHIFT);
    let (page, _) = page_of(&format!("{}{text}", "\n".repeat(above)));
    BlockReader::read(&page, PageTree::root())
}

fn page_of(text: &str) -> (HtmlPage, bool) {
    let (tree, is_cut) = parse(text);
    let shapes = Shapes::new(&tree);
    (HtmlPage { tree, shapes }, is_cut)
}

/// The text of an element of the head, on one line.
fn words_of(page: &HtmlPage, id: NodeId) -> Option<String> {
    let mut lines = LineCollector::default();
    for text in page.tree.children(id) {
        if let tree::NodeKind::Text(pieces) = page.tree.kind(text) {
            for (number, piece) in pieces {
                lines.push(piece, *number);
            }
        }
    }
    let words = lines.take().iter().map(|line| line.view.as_str()).collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Whether a `meta` element has the time of publication.
fn is_published(name: Option<&str>) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
        "dcterms.issued", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "publish_date",
    ];
    name.is_some_and(|name| NAMES.contains(&name.to_ascii_lowercase().as_str()))
}

/// The first machine-readable time at the top of the content.
fn head_time(tree: &PageTree) -> Option<SourceLine> {
    const MAX_NODES: usize = 40;
    let is_top = |id: &NodeId| matches!(tree.name(*id), "article" | "main");
    let root = PageTree::root();
    let top = tree.below(root).find(is_top)?;
    let id = tree.below(top).take(MAX_NODES).find(|id| tree.name(*id) == "time")?;
    let time = tree.attribute(id, "datetime")?;
    Some(SourceLine::new(tree.line(id), time, false))
}

#[cfg(test)]
mod tests;
