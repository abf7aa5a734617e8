//! Titles without names: where the people of a list belong, positions that nobody has yet, holders not named.

use std::num::NonZeroU32;

use super::context::{Context, UnnamedRole};
use super::projects;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::inflection::NounCase;
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::project;
use crate::extract::entities::role::RoleMention;
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::model::{Basis, Fact, Nameless, Time};

/// Notes what a sentence without a name says about titles.
pub(crate) fn read(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let named = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Person(_)));
    let roles: Vec<(usize, &RoleMention)> = sentence
        .spans
        .iter()
        .enumerate()
        .filter_map(|(at, span)| match &span.entity {
            Entity::Role(role) => Some((at, role)),
            _ => None,
        })
        .collect();
    if named || roles.is_empty() {
        return;
    }
    let word = |words: &[&str]| sentence.spans.iter().position(|span| words.contains(&span.word()));
    let first_person = ["aloitin", "aloitan", "siirryn", "toimin", "tyoskentelen", "tyoskentelin"];
    if word(&first_person).is_some() {
        return;
    }
    let recruits =
        word(&["rekrytoi", "rekrytoidaan", "palkataan", "palkkaa", "haetaan", "etsitaan", "avoinna", "haussa"]);
    let coming = word(&["toihin"]).filter(|_| word(&["tulee", "tulevat"]).is_some());
    if let Some(cue) = recruits.or(coming) {
        vacancy(context, sentence, &roles, cue);
        return;
    }
    let places = [
        "toimii",
        "toimivat",
        "tyoskentelee",
        "tyoskentelevat",
        "sijoittuu",
        "sijoittuvat",
        "kuuluu",
        "kuuluvat",
        "ovat",
        "on",
    ];
    if word(&places).is_some() {
        place(context, sentence, &roles);
    }
}

/// “ELY-keskuksiin haetaan viisi asiantuntijaa”: the title nearest behind the cue, or else before it.
fn vacancy(context: &mut Context<'_>, sentence: Sentence<'_>, roles: &[(usize, &RoleMention)], cue: usize) {
    let behind = roles.iter().find(|(at, _)| *at > cue);
    let Some((at, role)) = behind.or(roles.last()).copied() else { return };
    let count = count_before(sentence, at).or((!role.is_plural && role.case == NounCase::Nominative).then_some(1));
    // Only the house of this sentence part: “… ELY-keskuksiin …, joiden …” tells no other.
    let clause = sentence
        .spans
        .iter()
        .position(|span| span.word() == "joiden" || span.word() == "joka")
        .unwrap_or(sentence.spans.len());
    let house = (0..clause).rev().find(|at| local_organisation(sentence, *at).is_some());
    let proof = sentence.byte_range([at, cue].into_iter().chain(house).chain(count_unit(sentence, at)));
    let evidence = context.page.evidence(sentence.line, proof);
    let organisation = house.and_then(|at| listed(context, sentence, at));
    let project = project_of(context, sentence).or_else(|| {
        let value = context.project.clone()?;
        Some(Fact { value, basis: Basis::Implied, evidence: evidence.clone() })
    });
    let place = sentence
        .spans
        .iter()
        .take(clause)
        .find_map(Span::location)
        .map(|place| place.named_place(Basis::Stated, &evidence));
    context.add_position(PositionStatement {
        holder: StatedHolder::Nameless(Nameless::Vacant),
        count: count.and_then(NonZeroU32::new),
        title: role.title.clone(),
        project,
        organisation,
        areas: Vec::new(),
        place,
        start: None,
        end: None,
        time: Time::Announced,
        basis: Basis::Stated,
        evidence,
    });
}

/// “Koordinaatiotiimi eli projektipäällikkö … toimii X:ssä”, “Aluekoordinaattoreita on seitsemän, ja he kuuluvat …”.
fn place(context: &mut Context<'_>, sentence: Sentence<'_>, roles: &[(usize, &RoleMention)]) {
    let besides = sentence.spans.iter().position(|span| span.word() == "lisaksi");
    let nameless = sentence.spans.iter().any(|span| span.word().starts_with("nime") || span.word().starts_with("nimi"))
        && sentence.spans.iter().any(|span| ["ei", "eika", "kumpaakaan"].contains(&span.word()));
    let project = project_of(context, sentence);
    let workplaces: Vec<usize> =
        (0..sentence.spans.len()).filter(|at| local_organisation(sentence, *at).is_some()).collect();
    let lone_count = sentence.spans.iter().find_map(|span| match span.entity {
        Entity::Count(count) => Some(count),
        _ => None,
    });
    for (at, role) in roles {
        // “minun ja sihteerin lisäksi”: somebody else's work, somewhere that this sentence does not say.
        let aside = besides.is_some_and(|besides| *at < besides);
        let mut organisations = Vec::new();
        if !aside {
            organisations.extend(workplaces.iter().filter_map(|at| listed(context, sentence, *at)));
        }
        if organisations.is_empty() && project.is_none() && !aside && !nameless {
            continue;
        }
        let counted = count_before(sentence, *at).or(lone_count.filter(|_| roles.len() == 1));
        let proof = sentence.byte_range([*at].into_iter().chain(workplaces.iter().copied().filter(|_| !aside)));
        let evidence = context.page.evidence(sentence.line, proof);
        context.unnamed_roles.push(UnnamedRole {
            title: role.title.clone(),
            plural: role.is_plural || role.case == NounCase::Partitive,
            count: counted,
            nameless: nameless || besides.is_some(),
            project: project.clone(),
            organisations,
            evidence,
        });
    }
}

/// Gives what was said of titles to the people of the page who hold them; what is left over has no name.
pub(crate) fn assign(context: &mut Context<'_>) {
    for role in std::mem::take(&mut context.unnamed_roles) {
        let mut held = false;
        for position in &mut context.statements.positions {
            let same = position.title == role.title && matches!(position.holder, StatedHolder::Person(_));
            if !same || position.time != Time::Current {
                continue;
            }
            held = true;
            let join = |fact: &Fact<String>| Fact { basis: Basis::Inferred, ..fact.clone() };
            if position.project.is_none() {
                position.project = role.project.as_ref().map(join);
            }
            if let (None, [organisation]) = (&position.organisation, role.organisations.as_slice()) {
                position.organisation = Some(join(organisation));
            }
        }
        if !held && (role.nameless || role.count.is_some()) {
            unnamed(context, &role);
        }
    }
}

fn unnamed(context: &mut Context<'_>, role: &UnnamedRole) {
    let project = role.project.clone().or_else(|| {
        let value = context.project.clone()?;
        Some(Fact { value, basis: Basis::Implied, evidence: role.evidence.clone() })
    });
    let count = role.count.or((!role.plural).then_some(1)).and_then(NonZeroU32::new);
    let organisations =
        if role.organisations.is_empty() { vec![None] } else { role.organisations.iter().cloned().map(Some).collect() };
    for organisation in organisations {
        context.add_position(PositionStatement {
            holder: StatedHolder::Nameless(Nameless::Unnamed),
            count,
            title: role.title.clone(),
            project: project.clone(),
            organisation,
            areas: Vec::new(),
            place: None,
            start: None,
            end: None,
            time: Time::Current,
            basis: Basis::Stated,
            evidence: role.evidence.clone(),
        });
    }
}

/// The organisation here, when it stands in a local case: where somebody works.
fn local_organisation(sentence: Sentence<'_>, at: usize) -> Option<&OrganisationMention> {
    match sentence.spans.get(at).map(|span| &span.entity) {
        Some(Entity::Organisation(it)) if matches!(it.case, NounCase::At | NounCase::From | NounCase::To) => Some(it),
        _ => None,
    }
}

/// Lists the organisation here, and says that it is where somebody works.
fn listed(context: &mut Context<'_>, sentence: Sentence<'_>, at: usize) -> Option<Fact<String>> {
    let organisation = local_organisation(sentence, at)?.clone();
    let evidence = context.page.evidence(sentence.line, sentence.byte_range([at]));
    projects::state_organisation(context, &organisation, evidence.clone());
    Some(Fact { value: organisation.name, basis: Basis::Stated, evidence })
}

/// The one project of the sentence, or the one that its word for project means.
fn project_of(context: &Context<'_>, sentence: Sentence<'_>) -> Option<Fact<String>> {
    let mut found: Option<Fact<String>> = None;
    for (at, span) in sentence.spans.iter().enumerate() {
        let (value, basis) = match &span.entity {
            Entity::Project(project) => (project.name.clone(), Basis::Stated),
            Entity::Word(word) if project::is_generic(word).is_some() => (context.project.clone()?, Basis::Implied),
            _ => continue,
        };
        // “X -hankkeen Y -osahanke” speaks of the part.
        let next = sentence.spans.get(at + 1).map(|span| &span.entity);
        if matches!(&span.entity, Entity::Project(it) if it.case == NounCase::Genitive)
            && matches!(next, Some(Entity::Project(part)) if part.is_part)
        {
            continue;
        }
        // A sentence about the whole and a part places nobody in either.
        if found.as_ref().is_some_and(|it| it.value != value) {
            return None;
        }
        let evidence = context.page.evidence(sentence.line, sentence.byte_range([at]));
        found.get_or_insert(Fact { value, basis, evidence });
    }
    found
}

fn count_unit(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    matches!(sentence.spans.get(before)?.entity, Entity::Count(_)).then_some(before)
}

fn count_before(sentence: Sentence<'_>, at: usize) -> Option<u32> {
    match sentence.spans.get(count_unit(sentence, at)?)?.entity {
        Entity::Count(count) => Some(count),
        _ => None,
    }
}
