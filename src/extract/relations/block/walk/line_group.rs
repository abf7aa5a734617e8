//! Adjacent lines: which of them are headings, labels, contact lines or prose, and what each states.

use super::marked::{keep_role_of_register, names_another_project};
use super::{end_group, extract_byline, extract_field, line_context, take_email_pattern};
use crate::extract::document::block::Block;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::email::{self};
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::recognizer::{self};
use crate::extract::entities::tokenizer::{self};
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::extract::relations::block::heading::{self, LinePlacement};
use crate::extract::relations::block::{field, table};
use crate::extract::relations::card;
use crate::extract::relations::context::Context;
use crate::extract::relations::prose::{projects, unnamed};
use crate::extract::relations::{leftovers, people};
use crate::language::Case;
use crate::model::{Basis, Fact, Nameless};

/// Whether the text after a line, up to the next line that looks like a heading, has facts of a project.
pub(super) fn gives_project(rest: &[SourceLine], below: &[Block]) -> bool {
    if rest.iter().any(|line| field::is_of_project(&line.view)) {
        return true;
    }
    if !rest.is_empty() {
        return false;
    }
    // If the entries of a list have facts of their own, the entries are the projects, and the heading is not.
    if let [Block::Item { lines, .. }, facts, ..] = below
        && lines.len() == 1
        && begins_with_facts(facts)
    {
        return false;
    }
    // A block whose first line is neither a field nor a sentence is taken for the next heading.
    let is_part = |block: &&Block| match block {
        Block::Lines(lines) => lines
            .first()
            .is_some_and(|line| field::label_of_line(&line.view).is_some() || line.view.trim_end().ends_with('.')),
        Block::Heading { .. } | Block::Break => false,
        _ => true,
    };
    let near: Vec<&Block> = below.iter().take(30).take_while(is_part).collect();
    near.into_iter().any(|block| match block {
        Block::Lines(lines) | Block::Item { lines, .. } => lines.iter().any(|line| field::is_of_project(&line.view)),
        Block::Field { key, .. } => field::is_of_project(&format!("{}: x", key.view.trim_end_matches(':'))),
        _ => false,
    })
}

/// Whether a block begins with a fact of a project after a label.
fn begins_with_facts(block: &Block) -> bool {
    match block {
        Block::Lines(lines) => lines.first().is_some_and(|line| field::is_of_project(&line.view)),
        Block::Field { key, .. } => field::is_of_project(&format!("{}: x", key.view.trim_end_matches(':'))),
        _ => false,
    }
}

/// Extracts the statements of adjacent lines.
pub(super) fn extract_group(context: &mut Context<'_>, lines: &[SourceLine], below: &[Block], is_item: bool) {
    if let Some(columns) = table::side_by_side(context, lines) {
        return table::extract(context, &columns);
    }
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            end_group(context, at);
            continue;
        }
        let rest = lines.get(at + 1..).unwrap_or_default();
        if let Some(label) = context.label.take()
            && field::label_of_line(&line.view).is_none()
        {
            field::extract(context, label, line);
            continue;
        }
        let position = LinePlacement {
            is_first: at == 0,
            is_alone: lines.len() == 1,
            has_below: !rest.is_empty() || !below.is_empty(),
            is_item,
            is_repeated: rest.first().is_some_and(|next| begins_with_name(&next.view, &line.view)),
        };
        // In a list of projects, a block begins with the name of one.
        let has_facts_below = rest.first().is_some_and(|next| field::is_of_project(&next.view));
        let is_listed = context.scope.is_in_project_list()
            && (lines.len() > 1 || is_item && matches!(below.first(), Some(Block::Lines(_))));
        let is_entry = is_item && lines.len() == 1 && below.first().is_some_and(begins_with_facts);
        let begins_project =
            at == 0 && (has_facts_below || is_listed || is_entry) && heading::may_name_project(context, line);
        let is_next_place = position.has_below && begins_next_place(context, line);
        if begins_project || is_next_place || heading::is_heading(context, line, position) {
            let level = line.view.trim_start().chars().take_while(|it| *it == '#').count();
            let level = u8::try_from(level).ok().filter(|level| *level > 0);
            let gives = begins_project
                || gives_project(rest, below) && (!rest.is_empty() || !names_another_project(line, below));
            let section = context.section;
            heading::enter(context, line, level, gives);
            // All names of a block are in the same order, so the block is not divided.
            if is_next_place {
                context.section = section;
            }
            if rest.is_empty() {
                keep_role_of_register(context, below.first());
            }
            let is_line_of_block = (at == 0 || is_next_place)
                && lines.len() > 1
                && level.is_none()
                && !line.view.trim_end().ends_with(':');
            if is_line_of_block && !rest.is_empty() {
                context.scope.bind_to_group();
                // The bare numbers below the name of an organisation are its own.
                let organisation = context.scope.organisation().filter(|_| context.scope.gives_organisation());
                context.organisation = organisation.map(|it| Fact {
                    value: it.organisation.name.clone(),
                    basis: Basis::Stated,
                    evidence: it.evidence.clone(),
                });
            }
            continue;
        }
        context.scope.enter_line();
        extract_line(context, line, rest, is_item && at == 0);
    }
    // “Sosiaaliohjaaja / Vastuualue: Rantasalmi / Paikka täytetään …”: a post for which the block names no holder.
    let waits = context.pending.facts.as_ref().is_some_and(|facts| !facts.positions.is_empty());
    if let Some(line) = lines.iter().find(|line| waits && VOCABULARY.says_vacant(&line.view)) {
        field::open_post(context, line, Nameless::Vacant);
        card::close(context);
    }
}

/// Whether a line names the place of the people below it, as the first line of the block did for the people above.
fn begins_next_place(context: &Context<'_>, line: &SourceLine) -> bool {
    let is_next = context.scope.has_group_areas() && context.card.as_ref().is_some_and(|card| card.has_contact);
    is_next && !heading::areas_of(context, line, &heading::spans_of(context, line)).is_empty()
}

/// Whether a line begins with the words of the line above, ignoring brackets in the line above.
pub(super) fn begins_with_name(view: &str, above: &str) -> bool {
    let name = above.split(" (").next().unwrap_or(above).trim();
    let rest = view.trim().strip_prefix(name);
    name.chars().count() >= 4
        && rest.is_some_and(|rest| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_lowercase))
}

pub(super) fn extract_line(context: &mut Context<'_>, line: &SourceLine, rest: &[SourceLine], is_new_item: bool) {
    let label = field::label_of_line(&line.view);
    if label.is_some() {
        context.list_label = None;
    }
    // The lines below a heading such as “Partners” are a list of them.
    if label.is_none()
        && let Some(label) = context.scope.label().or(context.list_label)
    {
        let spans = heading::spans_of(context, line);
        let is_contact = |span: &Span| matches!(span.entity, Entity::Person(_) | Entity::Phone(_) | Entity::Email(_));
        if !spans.iter().any(is_contact) {
            return field::extract(context, label, line);
        }
        // “City of Oulu – Hannele Paavola, Head of Services”: the organisation takes part, the rest is a contact line.
        let organisations = spans.iter().filter(|span| matches!(span.entity, Entity::Organisation(_)));
        let organisations: Vec<SourceLine> = organisations.map(|span| line.part(span.range.clone())).collect();
        for organisation in organisations {
            field::extract(context, label, &organisation);
        }
    }
    if let Some(label) = label.filter(|_| !line.view.contains(':')) {
        if matches!(label, Label::Partner | Label::Funder) && !rest.is_empty() {
            context.list_label = Some(label);
            return;
        }
        // A label without a value has its value on the next line; the text of a link, such as “E-post”, has no value.
        if !rest.is_empty() && rest.first().is_some_and(|next| is_value_of(label, &next.view)) {
            context.label = Some(label);
        }
        return;
    }
    if is_new_item && label.is_none() {
        card::close(context);
    }
    if let Some((front, value)) = field::dotted(line) {
        return extract_field(context, &front, &[value]);
    }
    if field::extract_line(context, line, |context, front| extract_plain_line(context, front, rest)) {
        return;
    }
    extract_plain_line(context, line, rest);
}

/// Whether a line can be the value of a label that stands alone above it.
pub(super) fn is_value_of(label: Label, view: &str) -> bool {
    match label {
        Label::Email => view.contains('@') || view.contains("(at)") || !email::find_emails(view).is_empty(),
        Label::Phone | Label::Switchboard | Label::Fax => view.chars().filter(char::is_ascii_digit).count() >= 5,
        _ => field::label_of_line(view).is_none(),
    }
}

/// If a sentence mentions no person and begins with the name of a project, stores the project for the block.
fn begin_with_project(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let has_person = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Person(_)));
    if let Some(Entity::Project(project)) = sentence.entity(0).filter(|_| !has_person)
        && project.has_head
        && project.case == Case::Nominative
    {
        let evidence = context.evidence_of(sentence, [0]);
        context.block_project = Some(Fact { value: project.name.clone(), basis: Basis::Implied, evidence });
    }
}

/// A line without labels: a contact line, a line of a card, or prose.
pub(super) fn extract_plain_line(context: &mut Context<'_>, line: &SourceLine, rest: &[SourceLine]) {
    extract_byline(context, line);
    let line_context = line_context(context, line, rest);
    for tokens in tokenizer::split_sentences(&line.view) {
        let spans = recognizer::recognize(&line.view, &tokens, &context.knowledge, line_context);
        let sentence = Sentence { line, spans: &spans };
        take_email_pattern(context, sentence);
        leftovers::see(context, sentence);
        projects::extract(context, sentence);
        begin_with_project(context, sentence);
        unnamed::extract(context, sentence);
        people::extract(context, sentence);
        // “Hän johti aiemmin Yhdessä-hanketta”: the text goes on about another project.
        if !spans.iter().any(|span| VOCABULARY.earlier.contains(span.word())) {
            context.scope.take_projects(&spans);
        }
    }
}
