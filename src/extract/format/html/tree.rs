//! The tree of a page: elements with the attributes that matter, and texts with the lines of the file.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

/// The index of a node in its tree.
pub(super) type NodeId = u32;

/// No node.
const NONE: NodeId = NodeId::MAX;

/// The node of the document.
const ROOT: NodeId = 0;

/// A tree of nodes.
#[derive(Debug)]
pub(super) struct PageTree {
    nodes: Vec<PageNode>,
}

#[derive(Debug)]
struct PageNode {
    kind: NodeKind,
    line: u32,
    depth: u32,
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    before: NodeId,
    after: NodeId,
}

/// The kind of a node.
#[derive(Debug)]
pub(super) enum NodeKind {
    /// An element with its name and its attributes.
    Element(QualName, Vec<Attribute>),
    /// A text in pieces, each with the number of its line.
    Text(Vec<(u32, String)>),
    /// The document, a comment, or something else that shows nothing.
    Other,
}

impl PageTree {
    /// The document.
    pub(super) const fn root() -> NodeId {
        ROOT
    }

    /// The number of nodes.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The kind of a node.
    pub(super) fn kind(&self, id: NodeId) -> &NodeKind {
        self.node(id).map_or(&NodeKind::Other, |node| &node.kind)
    }

    /// The name of an HTML element; empty for other nodes.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match self.kind(id) {
            NodeKind::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: NodeId, key: &str) -> Option<&str> {
        match self.kind(id) {
            NodeKind::Element(_, attributes) => {
                attributes.iter().find(|it| &*it.name.local == key).map(|it| &*it.value)
            }
            _ => None,
        }
    }

    /// The line of the file on which a node begins.
    pub(super) fn line(&self, id: NodeId) -> u32 {
        self.node(id).map_or(1, |node| node.line)
    }

    /// The parent of a node.
    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).and_then(|node| there(node.parent))
    }

    /// The node before a node with the same parent.
    pub(super) fn before(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).and_then(|node| there(node.before))
    }

    /// The node after a node with the same parent.
    pub(super) fn after(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).and_then(|node| there(node.after))
    }

    /// The first child of a node.
    pub(super) fn first(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).and_then(|node| there(node.first))
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first(id), |child| self.after(*child))
    }

    /// The next node in the order of the file: the first child, or the node that follows, below `top`.
    pub(super) fn next(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        self.first(id).or_else(|| self.next_outside(id, top))
    }

    /// The next node that is not in a node, below `top`.
    pub(super) fn next_outside(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != top {
            if let Some(after) = self.after(at) {
                return Some(after);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The nodes below a node, in the order of the file.
    pub(super) fn below(&self, top: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first(top), move |id| self.next(*id, top))
    }

    fn node(&self, id: NodeId) -> Option<&PageNode> {
        self.nodes.get(id as usize)
    }

    fn node_mut(&mut self, id: NodeId) -> Option<&mut PageNode> {
        self.nodes.get_mut(id as usize)
    }

    fn add(&mut self, kind: NodeKind, line: u32) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NONE);
        let node = PageNode { kind, line, depth: 0, parent: NONE, first: NONE, last: NONE, before: NONE, after: NONE };
        self.nodes.push(node);
        id
    }

    fn detach(&mut self, id: NodeId) {
        let Some(node) = self.node_mut(id) else { return };
        let (parent, before, after) = (node.parent, node.before, node.after);
        (node.parent, node.before, node.after) = (NONE, NONE, NONE);
        match self.node_mut(before) {
            Some(before) => before.after = after,
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.first = after;
                }
            }
        }
        match self.node_mut(after) {
            Some(after) => after.before = before,
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.last = before;
                }
            }
        }
    }

    /// Puts a node before `after`, or at the end of `parent` if `after` is none.
    fn insert(&mut self, parent: NodeId, after: NodeId, id: NodeId) {
        self.detach(id);
        let depth = self.node(parent).map_or(0, |node| node.depth) + 1;
        let before = match self.node(after) {
            Some(after) => after.before,
            None => self.node(parent).map_or(NONE, |node| node.last),
        };
        if let Some(node) = self.node_mut(id) {
            (node.parent, node.before, node.after, node.depth) = (parent, before, after, depth);
        }
        match self.node_mut(before) {
            Some(before) => before.after = id,
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.first = id;
                }
            }
        }
        match self.node_mut(after) {
            Some(after) => after.before = id,
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.last = id;
                }
            }
        }
    }

    /// Puts a text that ends on line `end` before `after`, or at the end of `parent`; it is appended to a text that is
    /// already there.
    fn insert_text(&mut self, parent: NodeId, after: NodeId, text: &str, end: u32, last_line: u32) {
        let before = match self.node(after) {
            Some(after) => after.before,
            None => self.node(parent).map_or(NONE, |node| node.last),
        };
        let is_text = matches!(self.kind(before), NodeKind::Text(_));
        let id = if is_text { before } else { self.add(NodeKind::Text(Vec::new()), end) };
        if !is_text {
            self.insert(parent, after, id);
        }
        let Some(PageNode { kind: NodeKind::Text(pieces), .. }) = self.node_mut(id) else { return };
        let mut below = u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX);
        for piece in text.split_inclusive('\n') {
            let line = end.saturating_sub(below).clamp(1, last_line);
            match pieces.last_mut().filter(|(number, _)| *number == line) {
                Some((_, text)) => text.push_str(piece),
                None => pieces.push((line, piece.to_owned())),
            }
            below = below.saturating_sub(1);
        }
    }
}

fn there(id: NodeId) -> Option<NodeId> {
    (id != NONE).then_some(id)
}

/// Builds a tree from the calls of the parser.
pub(super) struct PageSink {
    tree: RefCell<PageTree>,
    line: Cell<u32>,
    last_line: u32,
    /// The name of the start tag that is being processed.
    start_tag: RefCell<Option<LocalName>>,
    /// The depth at which the last node was put.
    depth: Cell<u32>,
}

impl PageSink {
    /// An empty tree of a file with some number of lines.
    pub(super) fn new(last_line: u32) -> Self {
        let mut tree = PageTree { nodes: Vec::new() };
        tree.add(NodeKind::Other, 1);
        let (line, depth) = (Cell::new(1), Cell::new(0));
        Self { tree: RefCell::new(tree), line, last_line, start_tag: RefCell::new(None), depth }
    }

    /// Sets the name of the start tag that is processed next; `None` before other tokens.
    pub(super) fn set_start_tag(&self, name: Option<&LocalName>) {
        *self.start_tag.borrow_mut() = name.cloned();
    }

    /// The number of nodes so far.
    pub(super) fn len(&self) -> usize {
        self.tree.borrow().len()
    }

    /// The depth at which the last node was put.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    fn put(&self, parent: NodeId, after: NodeId, child: NodeOrText<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        self.depth.set(tree.node(parent).map_or(0, |node| node.depth) + 1);
        match child {
            NodeOrText::AppendNode(id) => tree.insert(parent, after, id),
            NodeOrText::AppendText(text) => tree.insert_text(parent, after, &text, self.line.get(), self.last_line),
        }
    }
}

/// The name of an element, as the parser asks for it.
#[derive(Debug)]
pub(super) struct NodeName(QualName);

impl ElemName for NodeName {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// The attributes that are kept.
const ATTRIBUTES: &[&str] = &[
    "id",
    "class",
    "style",
    "hidden",
    "aria-hidden",
    "aria-level",
    "role",
    "href",
    "colspan",
    "rowspan",
    "lang",
    "name",
    "property",
    "content",
    "datetime",
    "data-cfemail",
];

impl TreeSink for PageSink {
    type Handle = NodeId;
    type Output = PageTree;
    type ElemName<'a> = NodeName;

    fn finish(self) -> PageTree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> NodeName {
        match self.tree.borrow().kind(*target) {
            NodeKind::Element(name, _) => NodeName(name.clone()),
            _ => NodeName(QualName::new(None, Namespace::default(), LocalName::default())),
        }
    }

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        // The parser opens a link that was never closed again in each later paragraph. Its address belongs to the text
        // at its tag only.
        let is_reopened = self.start_tag.borrow().as_ref() != Some(&name.local);
        attributes.retain(|it| match &*it.name.local {
            "href" => !is_reopened,
            key => ATTRIBUTES.contains(&key),
        });
        self.tree.borrow_mut().add(NodeKind::Element(name, attributes), self.line.get().min(self.last_line))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(NodeKind::Other, self.line.get())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(NodeKind::Other, self.line.get())
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.put(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.tree.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // A template shows nothing, so its content may as well be its own.
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.tree.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.put(parent, *sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, new: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        if let Some(PageNode { kind: NodeKind::Element(_, attributes), .. }) = tree.node_mut(*target) {
            let is_missing = |it: &Attribute| {
                ATTRIBUTES.contains(&&*it.name.local) && attributes.iter().all(|own| own.name != it.name)
            };
            let missing: Vec<_> = new.into_iter().filter(is_missing).collect();
            attributes.extend(missing);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.first(*node) {
            tree.insert(*parent, NONE, child);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
