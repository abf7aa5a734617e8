//! The properties of the elements of a page: blocks or parts of a line, visible or not, and the length of their text.

use super::tree::{NodeId, NodeKind, PageTree};

/// The layout of an element on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementLayout {
    /// Not visible, or not content: scripts, menus, struck-out text.
    Dropped,
    /// A part of a line.
    Inline,
    /// Lines of its own.
    Block,
}

/// The content of a node.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own about the node")]
pub(super) struct NodeShape {
    /// Its layout.
    pub(super) layout: ElementLayout,
    /// Whether a block is in it.
    pub(super) has_block: bool,
    /// Whether it is or holds a heading, a list, a table, or another block that is not a plain line.
    pub(super) has_structure: bool,
    /// The number of its lines.
    pub(super) lines: u32,
    /// The approximate number of characters of its longest line.
    pub(super) longest: u32,
    /// Whether it has the digits of a number, an address, or a link to one.
    pub(super) has_contact: bool,
    /// Whether it has a paragraph of prose: a long line that ends a sentence.
    pub(super) has_prose: bool,
    /// Whether it has children that look alike, each of several lines and with a contact: cards.
    pub(super) has_cards: bool,
    /// Whether its last text ends a sentence.
    ends_sentence: bool,
}

/// The shapes of the nodes of a tree, by their ids.
pub(super) struct Shapes(Vec<NodeShape>);

impl Shapes {
    /// Looks at every node once.
    pub(super) fn new(tree: &PageTree) -> Self {
        let mut shapes = Self(vec![NodeShape::empty(ElementLayout::Dropped); tree.len()]);
        // From the last node to the first, so that children come before their parents.
        let root = PageTree::root();
        let mut order = vec![root];
        let mut at = tree.first(root);
        while let Some(id) = at {
            let layout = layout_of(tree, id);
            shapes.set(id, NodeShape::empty(layout));
            order.push(id);
            at = if layout == ElementLayout::Dropped { tree.next_outside(id, root) } else { tree.next(id, root) };
        }
        for id in order.into_iter().rev() {
            let shape = shapes.of_children(tree, id);
            shapes.set(id, shape);
        }
        shapes
    }

    /// The shape of a node.
    pub(super) fn of(&self, id: NodeId) -> NodeShape {
        self.0.get(id as usize).copied().unwrap_or(NodeShape::empty(ElementLayout::Dropped))
    }

    fn set(&mut self, id: NodeId, shape: NodeShape) {
        if let Some(place) = self.0.get_mut(id as usize) {
            *place = shape;
        }
    }

    fn of_children(&self, tree: &PageTree, id: NodeId) -> NodeShape {
        let own = self.of(id);
        let mut shape = NodeShape { has_structure: is_structure(tree, id), ..NodeShape::empty(own.layout) };
        match tree.kind(id) {
            _ if own.layout == ElementLayout::Dropped && id != PageTree::root() => return shape,
            NodeKind::Text(pieces) => return shape.with_text(pieces),
            _ => {}
        }
        shape.has_contact = has_contact_link(tree, id);
        // The characters of the line that the inline children make.
        let mut line = 0;
        let mut first_card = None;
        let mut has_gap = false;
        for child in tree.children(id) {
            let of_child = self.of(child);
            if of_child.layout == ElementLayout::Dropped {
                continue;
            }
            let is_block = of_child.layout == ElementLayout::Block || of_child.has_block;
            shape.has_block |= is_block;
            shape.has_structure |= of_child.has_structure;
            shape.has_contact |= of_child.has_contact;
            shape.has_prose |= of_child.has_prose;
            shape.has_cards |= of_child.has_cards;
            if of_child.lines > 0 {
                shape.ends_sentence = of_child.ends_sentence;
                // An empty paragraph separates what is around it.
                shape.has_structure |= has_gap && shape.lines > 0;
                has_gap = false;
            } else if tree.name(child) == "p" {
                has_gap = true;
            }
            if of_child.lines > 1 && of_child.has_contact {
                let first = *first_card.get_or_insert(child);
                shape.has_cards |= first != child && are_alike(tree, first, child);
            }
            let ends_line = is_block || tree.name(child) == "br" || of_child.lines > 1;
            if ends_line {
                shape.lines += u32::from(line > 0) + of_child.lines;
                shape.longest = shape.longest.max(line).max(of_child.longest);
                line = 0;
            } else {
                line += of_child.longest;
            }
        }
        shape.lines += u32::from(line > 0);
        shape.longest = shape.longest.max(line);
        let is_paragraph = own.layout == ElementLayout::Block && !shape.has_block;
        shape.has_prose |= is_paragraph && shape.ends_sentence && shape.longest > MIN_PROSE_CHARS;
        shape
    }
}

/// The minimum number of characters of a paragraph of prose.
const MIN_PROSE_CHARS: u32 = 60;

impl NodeShape {
    const fn empty(layout: ElementLayout) -> Self {
        Self {
            layout,
            has_block: false,
            has_structure: false,
            lines: 0,
            longest: 0,
            has_contact: false,
            has_prose: false,
            has_cards: false,
            ends_sentence: false,
        }
    }

    /// The shape of a text.
    fn with_text(self, pieces: &[(u32, String)]) -> Self {
        const CONTACT_DIGITS: usize = 6;
        let words = || pieces.iter().flat_map(|(_, piece)| piece.split_whitespace());
        let chars: usize = words().map(|word| word.chars().count() + 1).sum();
        let digits: usize = words().flat_map(str::bytes).filter(u8::is_ascii_digit).count();
        let has_contact = digits >= CONTACT_DIGITS || words().any(|word| word.contains('@'));
        let ends_sentence = words().last().is_some_and(|word| word.ends_with(['.', '!', '?']));
        let longest = u32::try_from(chars).unwrap_or(u32::MAX);
        Self { lines: u32::from(chars > 0), longest, has_contact, ends_sentence, ..self }
    }
}

fn has_contact_link(tree: &PageTree, id: NodeId) -> bool {
    let target = tree.attribute(id, "href").unwrap_or_default();
    target.starts_with("tel:") || target.starts_with("mailto:") || tree.attribute(id, "data-cfemail").is_some()
}

/// Whether an element is a block that is not a plain line.
fn is_structure(tree: &PageTree, id: NodeId) -> bool {
    const NAMES: &[&str] = &["table", "ul", "ol", "menu", "dl", "hr", "pre", "blockquote", "aside", "footer"];
    heading_level(tree, id).is_some() || NAMES.contains(&tree.name(id))
}

/// The level of a heading.
pub(super) fn heading_level(tree: &PageTree, id: NodeId) -> Option<u8> {
    const DEFAULT_LEVEL: u8 = 2;
    match tree.name(id) {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ if tree.attribute(id, "role") == Some("heading") => {
            let level = tree.attribute(id, "aria-level").and_then(|level| level.trim().parse().ok());
            Some(level.unwrap_or(DEFAULT_LEVEL))
        }
        _ => None,
    }
}

fn layout_of(tree: &PageTree, id: NodeId) -> ElementLayout {
    #[rustfmt::skip]
    const BLOCKS: &[&str] = &[
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ];
    match tree.kind(id) {
        NodeKind::Text(_) => ElementLayout::Inline,
        NodeKind::Other => ElementLayout::Dropped,
        NodeKind::Element(..) if is_dropped(tree, id) => ElementLayout::Dropped,
        NodeKind::Element(..) => {
            let is_block = BLOCKS.contains(&tree.name(id)) || heading_level(tree, id).is_some();
            if is_block { ElementLayout::Block } else { ElementLayout::Inline }
        }
    }
}

/// Whether an element shows nothing, or nothing that belongs to the document.
fn is_dropped(tree: &PageTree, id: NodeId) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "frameset", "object", "embed",
        "canvas", "audio", "video", "select", "datalist", "option", "button", "input", "textarea", "progress", "meter",
        "img", "map", "area", "del", "s", "strike", "nav", "link", "meta", "title",
    ];
    const ROLES: &[&str] = &["navigation", "search", "menu", "menubar", "dialog", "alertdialog", "presentation-menu"];
    let attribute = |key| tree.attribute(id, key);
    let is_hidden = attribute("hidden").is_some() || attribute("aria-hidden") == Some("true") || {
        let style: String = attribute("style").unwrap_or_default().split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    // A skip link: a link above the content that leads to it.
    let is_skip = attribute("href").is_some_and(|target| target.starts_with('#'))
        && tree.parent(id).is_some_and(|parent| tree.name(parent) == "body");
    NAMES.contains(&tree.name(id))
        || is_hidden
        || is_skip
        || attribute("role").is_some_and(|role| ROLES.contains(&role))
        || is_noise(tree, id)
}

/// Whether the class or the id of a container says that it is a breadcrumb trail, a skip link, or a question about
/// cookies. A container with the content is not dropped, whatever its class.
fn is_noise(tree: &PageTree, id: NodeId) -> bool {
    const WORDS: &[&str] =
        &["cookie", "consent", "gdpr", "breadcrumb", "murupolku", "skip-link", "skiplink", "skip-to", "skip-nav"];
    const STATES: &[&str] = &["has-", "no-", "with-", "is-", "not-"];
    const CONTENT: &[&str] = &["html", "body", "main", "article", "h1"];
    const MAX_NODES: usize = 2_000;
    let names = tree.attribute(id, "class").into_iter().chain(tree.attribute(id, "id"));
    let is_word = |name: &str| {
        let name = name.to_ascii_lowercase();
        WORDS.iter().any(|word| name.contains(word)) && !STATES.iter().any(|state| name.starts_with(state))
    };
    names.flat_map(str::split_ascii_whitespace).any(is_word)
        && !CONTENT.contains(&tree.name(id))
        && !tree.below(id).take(MAX_NODES).any(|below| CONTENT.contains(&tree.name(below)))
}

/// Whether two elements are laid out alike: the same name, and a class in common or none at all.
pub(super) fn are_alike(tree: &PageTree, one: NodeId, other: NodeId) -> bool {
    const MAX_CLASSES: usize = 20;
    let classes = |id| tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace().take(MAX_CLASSES);
    let has_none = classes(one).next().is_none() && classes(other).next().is_none();
    tree.name(one) == tree.name(other) && (has_none || classes(one).any(|class| classes(other).any(|it| it == class)))
}
