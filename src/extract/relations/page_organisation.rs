//! The organisation of a page, as the employer of the people of whom the page names no other.

use super::context::Context;
use crate::extract::entities::organisation;
use crate::extract::statement::{OrganisationFact, OrganisationStatement};
use crate::model::{Basis, Fact, OrganisationKind, PhoneKind, Time};

/// Gives the organisation of a page to the people of whom it says no other: the only one that the document names, a
/// municipality with its switchboard in the last lines, as in the footer of a site.
pub(super) fn add(context: &mut Context<'_>) {
    const FOOTER_LINES: usize = 5;
    let lines = context.source.body().filter(|line| !line.is_blank()).map(|line| line.number);
    let lines: Vec<u32> = lines.collect();
    let first = lines.len().checked_sub(FOOTER_LINES).and_then(|at| lines.get(at)).copied().unwrap_or(0);
    let statements = &mut context.statements;
    let has_switchboard = |it: &&OrganisationStatement| {
        let is_switchboard = matches!(&it.fact, OrganisationFact::Phone(phone) if phone.kind == PhoneKind::Switchboard);
        let is_in_footer = it.evidence.iter().any(|it| it.line >= first);
        is_switchboard && is_in_footer && organisation::kind_of(&it.organisation) == OrganisationKind::Municipality
    };
    let Some(owner) = statements.organisations.iter().find(has_switchboard) else { return };
    let (key, evidence) = (organisation::key(&owner.organisation), owner.evidence.clone());
    let is_same = |name: &str| organisation::key(name) == key;
    let employers = statements.positions.iter().filter_map(|it| it.organisation.as_ref());
    let is_only = statements.organisations.iter().all(|it| is_same(&it.organisation))
        && employers.into_iter().all(|it| is_same(&it.value))
        && statements.projects.is_empty();
    if !is_only {
        return;
    }
    let fact = Fact { value: owner.organisation.clone(), basis: Basis::Inferred, evidence };
    for position in statements.positions.iter_mut().filter(|it| it.time == Time::Current && it.holder.name().is_some())
    {
        position.organisation.get_or_insert_with(|| fact.clone());
    }
}
