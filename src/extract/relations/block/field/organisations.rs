//! The value of a label for organisations.

use crate::text::sort_by_key;
use std::ops::Range;

use super::sentences;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation;
use crate::extract::entities::vocabulary::Label;
use crate::extract::relations::card::{self};
use crate::extract::relations::context::Context;
use crate::extract::statement::OrganisationFact;
use crate::model::{Basis, Fact};

pub(super) fn extract_organisation(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let evidence = context.source.evidence(value, value.whole());
    if label == Label::Unit {
        let unit = value.view.trim().to_owned();
        let card = match context.card.as_mut() {
            Some(card) => card,
            None => card::pending(context),
        };
        card.unit.get_or_insert(unit);
        return;
    }
    let names = organisations_of(context, value);
    let Some((name, _)) = names.first().cloned() else { return };
    context.statements.organisation(&name, OrganisationFact::Listed(organisation::kind_of(&name)), evidence.clone());
    let fact = Fact { value: name, basis: Basis::Stated, evidence };
    match context.card.as_mut() {
        Some(card) if card.organisation.is_none() => card.organisation = Some(fact),
        Some(_) => {
            card::close(context);
            context.organisation = Some(fact);
        }
        None => {
            card::pending(context).organisation.get_or_insert(fact.clone());
            context.organisation = Some(fact);
        }
    }
}

/// The organisations of a list in which everything is one: those recognised, and other names as they stand.
pub(super) fn organisations_of(context: &mut Context<'_>, value: &SourceLine) -> Vec<(String, Range<usize>)> {
    const MAX_WORDS: usize = 9;
    let spans: Vec<Span> = sentences(context, value, true).into_iter().flatten().collect();
    let recognised: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    // “Asylum, Migration and Integration Fund” is one name.
    let is_whole = |cut: &Range<usize>| {
        let has_cut = |span: &Span| span.range.start < cut.start && cut.end < span.range.end;
        let is_one = |span: &Span| value.view.get(span.range.clone()).is_some_and(|name| name.contains(", "));
        let organisations = recognised.iter().filter(|span| matches!(span.entity, Entity::Organisation(_)));
        organisations.into_iter().any(|span| has_cut(span) && is_one(span))
    };
    for part in parts_without(&value.view, is_whole) {
        let inside = |span: &&Span| span.range.start < part.end && part.start < span.range.end;
        let known = recognised.iter().filter(inside).find_map(|span| match &span.entity {
            Entity::Organisation(organisation) => {
                let evidence = context.source.evidence(value, span.range.clone());
                context.add_organisation(organisation, evidence);
                Some((organisation.name.clone(), span.range.clone()))
            }
            _ => None,
        });
        let words = value.view.get(part.clone()).unwrap_or_default();
        let bare = words.split(" (").next().unwrap_or(words).trim().trim_end_matches(['.', ';', ',']);
        let is_name = bare.starts_with(char::is_uppercase)
            && bare.split_whitespace().count() <= MAX_WORDS
            && bare.chars().filter(char::is_ascii_digit).count() < 5;
        let is_longer = |range: &Range<usize>| bare.len() > range.len() + 1;
        match known {
            // “Nuorten Ystävät ry” and similar names have more words than a rule recognises.
            Some((_, range)) if is_name && is_longer(&range) && ends_with_head(bare) => {
                found.push((bare.to_owned(), part));
            }
            Some((name, _)) if found.iter().any(|(known, _)| *known == name) => {}
            Some((name, range)) => found.push((name, range)),
            None if is_name && !spans.iter().filter(inside).any(|span| matches!(span.entity, Entity::Time(_))) => {
                found.push((bare.to_owned(), part));
            }
            None => {}
        }
    }
    found
}

pub(super) fn ends_with_head(words: &str) -> bool {
    words.split_whitespace().next_back().is_some_and(organisation::is_head)
}

/// The parts of a list between commas, semicolons and words for “and” with a capital after them.
pub(super) fn list_parts(text: &str) -> Vec<Range<usize>> {
    parts_without(text, |_| false)
}

/// The parts of a list, without the cuts that are inside a name.
fn parts_without(text: &str, is_inside: impl Fn(&Range<usize>) -> bool) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for sign in [", ", "; ", " ja ", " sekä ", " och ", " samt ", " and ", " / "] {
        let is_cut =
            |at: usize| text.get(at + sign.len()..).is_some_and(|rest| rest.starts_with(|it: char| it.is_uppercase()));
        // “elinkeino-, liikenne- ja ympäristökeskus” is one name.
        cuts.extend(text.match_indices(sign).map(|(at, _)| at..at + sign.len()).filter(|cut| is_cut(cut.start)));
    }
    cuts.retain(|cut| !is_inside(cut));
    cuts.extend([0..0, text.len()..text.len()]);
    sort_by_key(&mut cuts, |cut| (cut.start, cut.end));
    let mut parts = Vec::new();
    for pair in cuts.windows(2) {
        if let [before, after] = pair
            && before.end < after.start
        {
            parts.push(before.end..after.start);
        }
    }
    parts
}
