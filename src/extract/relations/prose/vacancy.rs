//! Posts that are to be filled: “ELY-keskuksiin haetaan viisi asiantuntijaa”, “Novia söker en lärare”.

use std::num::NonZeroU32;

use super::bounds::stated_bounds;
use super::workplace::{RoleAt, add_workplace, count_before, count_span, local_organisation, project_of};
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::language::Case;
use crate::model::{Basis, Fact, Nameless, OrganisationKind, Time};

/// The verb that says that somebody is being recruited.
///
/// The Swedish and English verbs have other objects, too, so they count only if a title follows closely.
pub(super) fn recruiting_verb(sentence: Sentence<'_>, roles: &[RoleAt<'_>]) -> Option<usize> {
    const NEAR: usize = 4;
    // “Liitto hakee koordinaattoria”
    let is_object = |at: usize| roles.iter().any(|(role, it)| *role > at && it.case == Case::Partitive);
    let seeks = sentence.find_listed(WordList::Seeks).filter(|at| is_object(*at));
    let recruits = sentence.indices().find(|at| {
        let language = sentence.spans.get(*at).and_then(|span| VOCABULARY.recruits.get(span.word()));
        let has_title = || {
            roles.iter().any(|(role, _)| {
                (*at + 1..=*at + NEAR).contains(role) && (*at + 1..*role).all(|it| is_word(sentence, it))
            })
        };
        language.is_some_and(|language| *language == "fi" || has_title())
    });
    recruits.or(seeks)
}

fn is_word(sentence: Sentence<'_>, at: usize) -> bool {
    matches!(sentence.entity(at), Some(Entity::Word(_) | Entity::Count(_)))
}

/// States the vacancy. Its title is the first one after the recruiting verb (`cue`), or else the last one of the
/// sentence.
pub(super) fn extract(context: &mut Context<'_>, sentence: Sentence<'_>, roles: &[RoleAt<'_>], cue: usize) {
    let after = roles.iter().find(|(at, _)| *at > cue);
    let Some((at, role)) = after.or(roles.last()).copied() else { return };
    let is_single = !role.is_plural && role.case == Case::Nominative;
    let count = count_before(sentence, at).or(is_single.then_some(1));
    // A relative clause is about something else: “… ELY-keskuksiin …, joiden …”.
    let clause_end = sentence.find_word(&["joiden", "joka"]).unwrap_or(sentence.spans.len());
    let workplace = (0..clause_end).rev().find(|at| local_organisation(sentence, *at).is_some());
    let spans = [at, cue].into_iter().chain(workplace).chain(count_span(sentence, at));
    let evidence = context.evidence_of(sentence, spans);
    let organisation = match workplace {
        Some(at) => add_workplace(context, sentence, at),
        None => employer(context, sentence, cue),
    };
    let project = project_of(context, sentence).or_else(|| context.implied_project(&evidence));
    let place = sentence.spans.iter().take(clause_end).find_map(Span::location);
    let (start, end) = stated_bounds(context, sentence);
    let holder = StatedHolder::Nameless(Nameless::Vacant);
    let position = PositionStatement {
        count: count.and_then(NonZeroU32::new),
        project,
        organisation,
        place: place.map(|place| Box::new(place.named_place(Basis::Stated, &evidence))),
        start,
        end,
        time: Time::Announced,
        ..PositionStatement::new(holder, role.title.clone(), evidence)
    };
    // The heading and the text speak of one post.
    let is_same = |known: &&mut PositionStatement| {
        known.holder == position.holder
            && known.title == position.title
            && known.count == position.count
            && (known.organisation.is_none() || position.organisation.is_none())
    };
    match context.statements.positions.iter_mut().find(is_same) {
        Some(known) => {
            known.organisation = known.organisation.take().or(position.organisation);
            known.project = known.project.take().or(position.project);
            known.place = known.place.take().or(position.place);
            known.start = known.start.take().or(position.start);
            known.end = known.end.take().or(position.end);
            known.evidence.extend(position.evidence);
        }
        None => context.add_position(position),
    }
}

/// The organisation before the recruiting verb.
fn employer(context: &mut Context<'_>, sentence: Sentence<'_>, cue: usize) -> Option<Fact<String>> {
    let is_organisation = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Organisation(it)) if it.case == Case::Nominative && it.kind != OrganisationKind::Fund);
    let at = (0..cue).rev().find(is_organisation)?;
    let Some(Entity::Organisation(organisation)) = sentence.entity(at) else { return None };
    let evidence = context.evidence_of(sentence, [at, cue]);
    context.add_organisation(organisation, evidence.clone());
    Some(Fact { value: organisation.name.clone(), basis: Basis::Stated, evidence })
}
