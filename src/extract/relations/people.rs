//! What a sentence or a contact line states about people.

use super::context::Context;
use super::mentions::PersonMentions;
use super::{contact_points, positions};
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::recognizer::LineContext;
use crate::extract::statement::PersonFact;
use crate::language::Case;

/// States the people of a sentence, their positions, numbers and addresses.
pub(crate) fn extract(context: &mut Context<'_>, sentence: Sentence<'_>, line: LineContext) {
    let mentions = PersonMentions::of(sentence);
    if mentions.people.is_empty() {
        positions::extract_first_person(context, &mentions);
        continue_card(context, &mentions);
        return;
    }
    for person in &mentions.people {
        let evidence = context.evidence_of(sentence, [person.at]);
        context.statements.person(person.name, PersonFact::Named, evidence);
    }
    for index in 0..mentions.people.len() {
        positions::extract(context, &mentions, index);
    }
    contact_points::extract_phones(context, &mentions);
    contact_points::extract_emails(context, &mentions);
    context.scope.card = match mentions.people.as_slice() {
        [person] if line.begins_card => Some(person.name.to_owned()),
        _ => None,
    };
}

/// Extracts a line without a name: it continues the card of a person, or is about an organisation.
fn continue_card(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    const MAX_CHARS: usize = 100;
    let is_short = mentions.sentence.line.view.chars().count() < MAX_CHARS;
    let name = context.scope.card.clone().filter(|_| is_short && mentions.is_list);
    for at in mentions.sentence.indices() {
        if let (Some(role), Some(name)) = (mentions.sentence.role(at), &name)
            && role.case == Case::Nominative
        {
            positions::extract_from_card(context, mentions.sentence, name, at);
        }
    }
    contact_points::extract_without_name(context, mentions, name.as_deref());
}
