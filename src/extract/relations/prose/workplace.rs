//! Where the holders of titles without names work, and how many there are.

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::project;
use crate::extract::entities::role::RoleMention;
use crate::extract::relations::context::Context;
use crate::language::Case;
use crate::model::{Basis, Fact};

/// A title and the index of its span.
pub(super) type RoleAt<'a> = (usize, &'a RoleMention);

/// The organisation at an index, if it is in a local case: where somebody works.
pub(super) fn local_organisation(sentence: Sentence<'_>, at: usize) -> Option<&OrganisationMention> {
    match sentence.entity(at)? {
        Entity::Organisation(it) if matches!(it.case, Case::At | Case::From | Case::To) => Some(it),
        _ => None,
    }
}

/// Adds the organisation at an index and returns it as the place of work, or `None` if it is in no local case.
pub(super) fn add_workplace(context: &mut Context<'_>, sentence: Sentence<'_>, at: usize) -> Option<Fact<String>> {
    let organisation = local_organisation(sentence, at)?;
    let evidence = context.evidence_of(sentence, [at]);
    context.add_organisation(organisation, evidence.clone());
    Some(Fact { value: organisation.name.clone(), basis: Basis::Stated, evidence })
}

/// The one project of a sentence, by its name or by the word for project.
pub(super) fn project_of(context: &Context<'_>, sentence: Sentence<'_>) -> Option<Fact<String>> {
    let mut found: Option<Fact<String>> = None;
    for at in sentence.indices() {
        let (value, basis) = match sentence.entity(at)? {
            Entity::Project(project) => (project.name.clone(), Basis::Stated),
            Entity::Word(word) if project::is_generic(word).is_some() => {
                (context.scope.project.clone()?, Basis::Implied)
            }
            _ => continue,
        };
        if is_whole_of_next(sentence, at) {
            continue;
        }
        // A sentence about a project and a part of it does not state which of them the people work in.
        if found.as_ref().is_some_and(|it| it.value != value) {
            return None;
        }
        let evidence = context.evidence_of(sentence, [at]);
        found.get_or_insert(Fact { value, basis, evidence });
    }
    found
}

/// “X -hankkeen Y -osahanke”: whether the project at an index is the whole of the part after it.
fn is_whole_of_next(sentence: Sentence<'_>, at: usize) -> bool {
    let is_genitive = matches!(sentence.entity(at), Some(Entity::Project(it)) if it.case == Case::Genitive);
    is_genitive && matches!(sentence.entity(at + 1), Some(Entity::Project(part)) if part.is_part)
}

pub(super) fn count_at(sentence: Sentence<'_>, at: usize) -> Option<u32> {
    match sentence.entity(at)? {
        Entity::Count(count) => Some(*count),
        _ => None,
    }
}

pub(super) fn count_span(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    at.checked_sub(1).filter(|before| count_at(sentence, *before).is_some())
}

pub(super) fn count_before(sentence: Sentence<'_>, at: usize) -> Option<u32> {
    count_at(sentence, count_span(sentence, at)?)
}
