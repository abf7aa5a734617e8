//! What a sentence or a contact line says about the people it names.

use super::context::Context;
use super::mentions::PersonMentions;
use crate::extract::document::line_class::is_list;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::recognizer::LineContext;
use crate::extract::statement::PersonFact;

/// Notes the people of a sentence, their positions, numbers and addresses.
pub(crate) fn read(context: &mut Context<'_>, sentence: Sentence<'_>, around: LineContext) {
    let people: Vec<(usize, &str)> = sentence
        .spans
        .iter()
        .enumerate()
        .filter_map(|(at, span)| match &span.entity {
            Entity::Person(name) => Some((at, name.as_str())),
            _ => None,
        })
        .collect();
    let line = PersonMentions { sentence, people, listed: is_list(sentence) };
    if line.people.is_empty() {
        line.first_person(context);
        line.carry_on(context);
        return;
    }
    for (at, name) in &line.people {
        let evidence = context.page.evidence(sentence.line, sentence.byte_range([*at]));
        context.statements.person(name, PersonFact::Named, evidence);
    }
    for (index, _) in line.people.iter().enumerate() {
        line.position(context, index);
    }
    line.numbers(context);
    line.addresses(context);
    context.card = match line.people.as_slice() {
        [(_, name)] if around.begins_card => Some((*name).to_owned()),
        _ => None,
    };
}
