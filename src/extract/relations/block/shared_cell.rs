//! Cells of tables that are about several people.

use std::ops::Range;

use super::heading;
use crate::extract::document::block::Cell;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::extract::relations::context::Context;
use crate::text::fold;

/// The names of a cell with several, each with the words up to the next name: “Petter Lindholm, Yasmin Haddad”.
pub(super) fn names_of(context: &Context<'_>, cell: &Cell) -> Vec<SourceLine> {
    let line = cell.joined();
    let spans = heading::spans_of(context, &line);
    let starts: Vec<usize> =
        spans.iter().filter(|span| matches!(span.entity, Entity::Person(_))).map(|span| span.range.start).collect();
    // “Olli Remes, vs. 1.2.–30.9.2024 Jaana Kauppi”: the mark of a substitute begins the words about the next person.
    let starts: Vec<usize> = starts
        .iter()
        .enumerate()
        .map(|(at, start)| {
            let from = at.checked_sub(1).and_then(|before| starts.get(before)).copied();
            from.and_then(|from| start_of_mark(&line.view, from..*start)).unwrap_or(*start)
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([line.view.len()]);
    let trimmed = |start: usize, end: usize| {
        let words = line.view.get(start..end).unwrap_or_default();
        let words = words.trim_end_matches([' ', ',', ';', '/', '&']);
        let links = [" ja", " och", " and", " sekä"];
        let bare = links.iter().find_map(|link| words.strip_suffix(link)).unwrap_or(words);
        line.part(start..start + bare.trim_end().len())
    };
    starts.iter().zip(ends).map(|(start, end)| trimmed(*start, end)).collect()
}

/// Whether a name has the mark of a substitute in front: “vs. Jaana Kauppi”.
pub(super) fn begins_with_mark(view: &str) -> bool {
    let words = format!(" {}", view.trim_start_matches('('));
    start_of_mark(&words, 0..words.len()) == Some(1)
}

/// The first byte of the mark of a substitute between two names, with the bracket in front of it.
fn start_of_mark(view: &str, between: Range<usize>) -> Option<usize> {
    let words = view.get(between.clone())?;
    let mut starts = words.match_indices([' ', '(', ',']).map(|(at, sign)| at + sign.len());
    let is_mark = |at: &usize| {
        let word = words.get(*at..).and_then(|rest| rest.split([' ', ')', ',', ':']).next()).unwrap_or_default();
        VOCABULARY.acting.contains(fold(word).trim_end_matches('.'))
            || VOCABULARY.label(word) == Some(Label::Substitute)
    };
    let start = starts.find(is_mark)?;
    let is_bracket = words.get(..start).is_some_and(|front| front.ends_with('('));
    Some(between.start + if is_bracket { start - 1 } else { start })
}

/// The contact of a cell that belongs to one of several people.
pub(super) fn contact_of(context: &Context<'_>, cell: &Cell, index: usize, people: usize) -> Cell {
    let contacts = cell.lines.iter().flat_map(|line| {
        let spans = heading::spans_of(context, line).into_iter();
        let is_contact = |span: &Span| matches!(span.entity, Entity::Phone(_) | Entity::Email(_));
        spans.filter(is_contact).map(|span| line.part(span.range)).collect::<Vec<_>>()
    });
    let contacts: Vec<SourceLine> = contacts.collect();
    match contacts.get(index) {
        Some(own) if contacts.len() == people => Cell { lines: vec![own.clone()] },
        _ => cell.clone(),
    }
}
