//! Builds the tree of a page from the calls of the parser.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::tree::{NONE, NodeId, NodeKind, PageTree};

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
        let (line, depth) = (Cell::new(1), Cell::new(0));
        Self { tree: RefCell::new(PageTree::new()), line, last_line, start_tag: RefCell::new(None), depth }
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
        self.depth.set(tree.depth(parent) + 1);
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
        PageTree::root()
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
        if let Some(attributes) = tree.attributes_mut(*target) {
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
