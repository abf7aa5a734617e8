//! HTML to a tree, within limits: a page may be hostile.

use std::borrow::Cow;
use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::sink::PageSink;
use super::tree::{NodeId, PageTree};

/// The maximum depth of elements. The text of deeper ones is kept.
const MAX_DEPTH: u32 = 200;

/// The maximum number of nodes of a page.
pub(super) const MAX_NODES: usize = 2_000_000;

/// Parses a page, and tells whether it has more than [`MAX_NODES`] nodes.
pub(super) fn parse(text: &str) -> (PageTree, bool) {
    let last_line = u32::try_from(text.lines().count()).unwrap_or(u32::MAX).max(1);
    let builder = TreeBuilder::new(PageSink::new(last_line), TreeBuilderOpts::default());
    let limited = LimitedBuilder { builder, is_full: Cell::new(false) };
    let tokenizer = Tokenizer::new(limited, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(shortened(text).as_ref()));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let LimitedBuilder { builder, is_full } = tokenizer.sink;
    (builder.sink.finish(), is_full.get())
}

/// The page without the attributes beyond a maximum per tag: the parser compares each attribute with all before it.
fn shortened(text: &str) -> Cow<'_, str> {
    const MAX_ATTRIBUTES: usize = 500;
    let mut cuts = Vec::new();
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((_, byte)) = bytes.next() {
        if byte != b'<' || !bytes.peek().is_some_and(|(_, next)| next.is_ascii_alphabetic()) {
            continue;
        }
        let mut parts = 0;
        for (at, byte) in bytes.by_ref() {
            parts += usize::from(matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/' | b'"' | b'\''));
            if byte == b'>' {
                break;
            }
            // Three parts to an attribute: the space before it, and its quotation marks.
            if parts > MAX_ATTRIBUTES * 3 && byte.is_ascii() {
                cuts.push(at);
                break;
            }
        }
    }
    if cuts.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut cut = String::with_capacity(text.len() + cuts.len() * 2);
    let mut start = 0;
    for at in cuts {
        cut.push_str(text.get(start..at).unwrap_or_default());
        cut.push_str("\">");
        start = at;
    }
    cut.push_str(text.get(start..).unwrap_or_default());
    Cow::Owned(cut)
}

/// A builder that leaves out the tags of elements which are nested too deeply, and everything once the page is full.
struct LimitedBuilder {
    builder: TreeBuilder<NodeId, PageSink>,
    is_full: Cell<bool>,
}

impl TokenSink for LimitedBuilder {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        // The content of these elements is not markup, so the parser must see them.
        const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noframes"];
        let sink = &self.builder.sink;
        if sink.len() > MAX_NODES && !matches!(token, Token::EOFToken) {
            self.is_full.set(true);
            return TokenSinkResult::Continue;
        }
        let start_tag = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => Some(&tag.name),
            _ => None,
        };
        if start_tag.is_some_and(|name| sink.depth() > MAX_DEPTH && !RAW.contains(&&**name)) {
            return TokenSinkResult::Continue;
        }
        sink.set_start_tag(start_tag);
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
