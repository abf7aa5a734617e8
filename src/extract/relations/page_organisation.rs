//! The organisation of a page, as the employer of the people of whom the page names no other.

use super::context::Context;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::organisation;
use crate::extract::entities::place;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::statement::{DocumentStatements, OrganisationFact, OrganisationStatement};
use crate::model::{Basis, Evidence, Fact, OrganisationKind, PhoneKind, Time};
use crate::text::fold;

/// The number of lines at the end of a page in which its footer is searched.
const FOOTER_LINES: usize = 5;

/// Gives the organisation of a page to the people of whom it says no other: the only one that the document names, a
/// municipality with its switchboard in the footer, the organisation of the site in the title of the page, or the one
/// whose postal address the footer has.
///
/// A name such as “Immigrant Services” in a heading is then the unit, and no organisation of its own.
pub(super) fn add(context: &mut Context<'_>) {
    let lines: Vec<&SourceLine> = context.source.body().filter(|line| !line.is_blank()).collect();
    let footer = lines.get(lines.len().saturating_sub(FOOTER_LINES)..).unwrap_or_default();
    let with_switchboard = owner_of_switchboard(&context.statements, footer.first().map_or(0, |line| line.number));
    let has_switchboard = with_switchboard.is_some();
    let named = with_switchboard.or_else(|| of_site(context, &lines)).or_else(|| of_address(context, footer));
    let Some((name, evidence)) = named else { return };
    let statements = &mut context.statements;
    let key = organisation::key(&name);
    let is_other = |other: &str| organisation::key(other) != key;
    let employers = statements.positions.iter().filter_map(|it| it.organisation.as_ref());
    let is_own = |it: &str| !is_other(it) || is_unit(it);
    let is_only = statements.organisations.iter().all(|it| is_own(&it.organisation))
        && employers.into_iter().all(|it| is_own(&it.value))
        && statements.projects.is_empty();
    let fact = Fact { value: name.clone(), basis: Basis::Inferred, evidence: evidence.clone() };
    // The words of a line name an employer; only a heading may name a unit.
    let is_unit_heading = |it: &Fact<String>| it.basis == Basis::Implied && is_other(&it.value) && is_unit(&it.value);
    let mut units = Vec::new();
    let mut is_used = false;
    let people = statements.positions.iter_mut().filter(|it| it.time == Time::Current && it.holder.name().is_some());
    for position in people {
        if let Some(unit) = position.organisation.take_if(|it| is_unit_heading(it)) {
            units.push(organisation::key(&unit.value));
            position.unit.get_or_insert(unit.value);
            position.organisation = Some(fact.clone());
            is_used = true;
        } else if is_only && position.organisation.is_none() && (has_switchboard || !position.title.is_empty()) {
            position.organisation = Some(fact.clone());
            is_used = true;
        }
    }
    if is_used {
        let is_named = |it: &OrganisationStatement| {
            matches!(it.fact, OrganisationFact::Phone(_)) || !units.contains(&organisation::key(&it.organisation))
        };
        statements.organisations.retain(is_named);
        let fact = OrganisationFact::Listed(organisation::kind_of(&name));
        statements.organisation(&name, fact, evidence);
    }
}

/// The municipality whose switchboard the lines from a number on have.
fn owner_of_switchboard(statements: &DocumentStatements, first: u32) -> Option<(String, Vec<Evidence>)> {
    let has_switchboard = |it: &&OrganisationStatement| {
        let is_switchboard = matches!(&it.fact, OrganisationFact::Phone(phone) if phone.kind == PhoneKind::Switchboard);
        let is_in_footer = it.evidence.iter().any(|it| it.line >= first);
        is_switchboard && is_in_footer && organisation::kind_of(&it.organisation) == OrganisationKind::Municipality
    };
    statements.organisations.iter().find(has_switchboard).map(|it| (it.organisation.clone(), it.evidence.clone()))
}

/// The publisher that the title of the page names, if its text names it, too.
fn of_site(context: &Context<'_>, lines: &[&SourceLine]) -> Option<(String, Vec<Evidence>)> {
    let publisher = context.statements.document.publisher.clone()?;
    let name = organisation::only_in(&publisher)?;
    let (line, at) = lines.iter().rev().find_map(|line| Some((line, line.view.find(publisher.as_str())?)))?;
    Some((name, context.source.evidence(line, at..at + publisher.len())))
}

/// The organisation with which a line of the footer begins that has a postal code: “Rannan opisto, Rantatie 5, 15140 Lahti”.
fn of_address(context: &Context<'_>, footer: &[&SourceLine]) -> Option<(String, Vec<Evidence>)> {
    footer.iter().find_map(|line| {
        let end = line.view.find([',', '·', '|', '•'])?;
        let front = line.view.get(..end)?.trim_end();
        let is_code = |word: &str| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit());
        let has_code = line.view.split(|it: char| !it.is_alphanumeric()).any(is_code);
        let name = organisation::only_in(front).filter(|_| has_code)?;
        Some((name, context.source.evidence(line, 0..front.len())))
    })
}

/// Whether a name is no more than a word for a part of an organisation and what it works for: “Immigrant Services”.
fn is_unit(name: &str) -> bool {
    let last = fold(name.split(' ').next_back().unwrap_or_default());
    let is_plain = |word: &str| word.chars().skip(1).all(char::is_lowercase) && !place::is_place(word);
    VOCABULARY.units.contains(&last)
        && name.split(' ').all(is_plain)
        && !VOCABULARY.organisation_names.contains_key(&fold(name))
}
