//! The tree of a page: elements with the attributes that matter, and texts with the lines of the file.

use html5ever::{Attribute, QualName};

/// The index of a node in its tree.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NONE: NodeId = NodeId::MAX;

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
    /// A tree with nothing below the document.
    pub(super) fn new() -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.add(NodeKind::Other, 1);
        tree
    }

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

    /// The number of nodes above a node.
    pub(super) fn depth(&self, id: NodeId) -> u32 {
        self.node(id).map_or(0, |node| node.depth)
    }

    /// All attributes of an element.
    pub(super) fn attributes_mut(&mut self, id: NodeId) -> Option<&mut Vec<Attribute>> {
        match &mut self.node_mut(id)?.kind {
            NodeKind::Element(_, attributes) => Some(attributes),
            _ => None,
        }
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

    /// Adds a node that has no place in the tree yet.
    pub(super) fn add(&mut self, kind: NodeKind, line: u32) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NONE);
        let node = PageNode { kind, line, depth: 0, parent: NONE, first: NONE, last: NONE, before: NONE, after: NONE };
        self.nodes.push(node);
        id
    }

    /// Takes a node out of its place.
    pub(super) fn detach(&mut self, id: NodeId) {
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
    pub(super) fn insert(&mut self, parent: NodeId, after: NodeId, id: NodeId) {
        self.detach(id);
        let depth = self.depth(parent) + 1;
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
    pub(super) fn insert_text(&mut self, parent: NodeId, after: NodeId, text: &str, end: u32, last_line: u32) {
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
