//! Titles without names: where the people of a list work, vacancies, and holders whom a document does not name.

use std::num::NonZeroU32;

use super::vacancy::{self, recruiting_verb};
use super::workplace::{RoleAt, add_workplace, count_at, count_before, local_organisation, project_of};
use crate::extract::document::line_class::is_list;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::relations::context::{Context, UnnamedRole};
use crate::extract::relations::mentions::PersonMentions;
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::language::{Case, PlaceCase};
use crate::model::{Basis, Evidence, Fact, Nameless, Time};

/// Extracts the titles of a sentence that names nobody.
pub(crate) fn extract(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let has_name = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Person(_)));
    let roles: Vec<RoleAt<'_>> = sentence.indices().filter_map(|at| Some((at, sentence.role(at)?))).collect();
    if has_name || sentence.first_person_verb().is_some() {
        return;
    }
    if roles.is_empty() {
        return extract_open_post_of_heading(context, sentence);
    }
    if extract_open_post(context, sentence, &roles) {
        return;
    }
    let recruits = recruiting_verb(sentence, &roles);
    // “tulee töihin”
    let coming = sentence.find_word(&["toihin"]).filter(|_| sentence.has_word(&["tulee", "tulevat"]));
    if let Some(cue) = recruits.or(coming) {
        vacancy::extract(context, sentence, &roles, cue);
    } else if sentence.find_listed(WordList::PlacingVerbs).is_some() {
        extract_placement(context, sentence, &roles);
    }
}

/// Extracts the vacancy of a heading that says who looks for somebody.
pub(crate) fn extract_recruiting(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let has_name = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Person(_)));
    let roles: Vec<RoleAt<'_>> = sentence.indices().filter_map(|at| Some((at, sentence.role(at)?))).collect();
    if let Some(cue) = recruiting_verb(sentence, &roles).filter(|_| !has_name) {
        vacancy::extract(context, sentence, &roles, cue);
    }
}

/// “Sosiaaliohjaaja, 2 virkaa avoinna”, “Lapin aluekoordinaattorin tehtävä on täyttämättä”: a title and a word for a post
/// that nobody holds.
fn extract_open_post(context: &mut Context<'_>, sentence: Sentence<'_>, roles: &[RoleAt<'_>]) -> bool {
    let Some((at, role)) = roles.first().copied() else { return false };
    let is_post = |span: &Span| VOCABULARY.begins(WordList::Posts, span.word());
    let has_post = sentence.spans.iter().any(is_post);
    let text = sentence.line.view.get(sentence.byte_range(sentence.indices())).unwrap_or_default();
    let is_open = VOCABULARY.says_vacant(text);
    let fits = match role.case {
        Case::Nominative => {
            // “Teamledare: rekrytering pågår”
            let is_labelled = sentence.is_mark(at + 1, ":");
            is_open
                && (!role.is_plural || count_before(sentence, at).is_some())
                && (has_post || is_labelled || is_list(sentence) || sentence.has_word(&["is", "are", "ar", "on"]))
        }
        Case::Genitive => is_open && has_post,
        _ => false,
    };
    if !fits || roles.len() > 1 {
        return false;
    }
    let count = sentence.indices().find_map(|at| count_at(sentence, at)).filter(|_| has_post || is_list(sentence));
    let evidence = context.evidence_of(sentence, [at]);
    state_open_post(context, sentence, role.title.clone(), evidence, count);
    true
}

/// “This post is vacant.” below a title: the post of the heading.
fn extract_open_post_of_heading(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let text = sentence.line.view.get(sentence.byte_range(sentence.indices())).unwrap_or_default();
    let has_post = sentence.spans.iter().any(|span| VOCABULARY.begins(WordList::Posts, span.word()));
    let is_statement = sentence.find_listed(WordList::Copulas).is_some() && has_post && VOCABULARY.says_vacant(text);
    let Some(heading) = context.scope.role().cloned().filter(|_| is_statement && context.card.is_none()) else {
        return;
    };
    state_open_post(context, sentence, heading.title, heading.evidence, None);
}

/// States a post that nobody holds, with the areas and the project of its sentence or of the headings above.
fn state_open_post(
    context: &mut Context<'_>,
    sentence: Sentence<'_>,
    title: String,
    mut evidence: Vec<Evidence>,
    count: Option<u32>,
) {
    evidence.extend(context.evidence_of(sentence, sentence.indices()));
    let mut areas = Vec::new();
    for span in sentence.spans {
        let places = match &span.entity {
            Entity::PlaceList(places) => places.clone(),
            Entity::Place(place) if place.case != PlaceCase::Other => vec![place.clone()],
            _ => continue,
        };
        let evidence = context.evidence(sentence, span.range.clone());
        for place in &places {
            context.statements.areas.extend(place.area.clone());
            areas.push(place.named_place(Basis::Stated, &evidence));
        }
    }
    let areas = if areas.is_empty() { context.scope.areas().to_vec() } else { areas };
    let project = project_of(context, sentence).or_else(|| {
        let heading = context.scope.heading_project()?;
        Some(Fact { value: heading.name.clone(), basis: Basis::Implied, evidence: heading.evidence.clone() })
    });
    let organisation = context.scope.organisation().cloned().map(|heading| {
        context.add_organisation(&heading.organisation, heading.evidence.clone());
        Fact { value: heading.organisation.name, basis: Basis::Implied, evidence: heading.evidence }
    });
    let holder = StatedHolder::Nameless(Nameless::Vacant);
    context.add_position(PositionStatement {
        count: NonZeroU32::new(count.unwrap_or(1)),
        project,
        organisation,
        areas,
        time: Time::Announced,
        ..PositionStatement::new(holder, title, evidence)
    });
}

/// “Koordinator: tjänsten ledig, kontakta Anna Aro”: states the vacant post in front of the first name, and returns the
/// index of the name, from which on the sentence is about a person who does not hold the post.
pub(crate) fn extract_before_name(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> Option<usize> {
    let name = mentions.people.first()?.at;
    let sentence = mentions.sentence;
    let front = Sentence { line: sentence.line, spans: sentence.spans.get(..name)? };
    let words = front.line.view.get(front.byte_range(front.indices())).unwrap_or_default();
    // “… paikka oli avoinna, ja siihen valittiin Anna Aro”: the post has a holder.
    let is_filled = sentence.spans.iter().any(|span| VOCABULARY.appointed.contains(span.word()));
    if is_filled || !VOCABULARY.says_vacant(words) {
        return None;
    }
    let roles: Vec<RoleAt<'_>> = front.indices().filter_map(|at| Some((at, front.role(at)?))).collect();
    if roles.is_empty() && mentions.is_list {
        // “Kemi: avoinna, yhteys Anna Aro”, perhaps below a title.
        if let Some(heading) = context.scope.role().cloned() {
            state_open_post(context, front, heading.title, heading.evidence, None);
        }
        return Some(name);
    }
    extract_open_post(context, front, &roles).then_some(name)
}

/// “Koordinaatiotiimi eli projektipäällikkö … toimii X:ssä”, “Aluekoordinaattoreita on seitsemän, ja he kuuluvat …”.
fn extract_placement(context: &mut Context<'_>, sentence: Sentence<'_>, roles: &[RoleAt<'_>]) {
    let besides = sentence.find_word(&["lisaksi"]);
    let is_name_word = |span: &Span| span.word().starts_with("nime") || span.word().starts_with("nimi");
    let denies_names = sentence.spans.iter().any(is_name_word) && sentence.has_word(&["ei", "eika", "kumpaakaan"]);
    let project = project_of(context, sentence);
    let workplaces: Vec<usize> = sentence.indices().filter(|at| local_organisation(sentence, *at).is_some()).collect();
    let first_count = sentence.indices().find_map(|at| count_at(sentence, at)).filter(|_| roles.len() == 1);
    for (at, role) in roles {
        // “minun ja sihteerin lisäksi”: the sentence does not state where these people work.
        let is_aside = besides.is_some_and(|besides| *at < besides);
        let workplaces = if is_aside { &[] } else { workplaces.as_slice() };
        let organisations: Vec<Fact<String>> =
            workplaces.iter().filter_map(|at| add_workplace(context, sentence, *at)).collect();
        if organisations.is_empty() && project.is_none() && !is_aside && !denies_names {
            continue;
        }
        let evidence = context.evidence_of(sentence, [*at].into_iter().chain(workplaces.iter().copied()));
        context.unnamed_roles.push(UnnamedRole {
            title: role.title.clone(),
            is_plural: role.is_plural || role.case == Case::Partitive,
            count: count_before(sentence, *at).or(first_count),
            omits_names: denies_names || besides.is_some(),
            project: project.clone(),
            organisations,
            evidence,
        });
    }
}

/// Gives the project and organisation of each role to the people of the document who hold it.
///
/// A role without such people becomes an unnamed position, if the document gives a count or omits the names.
pub(crate) fn assign(context: &mut Context<'_>) {
    for role in std::mem::take(&mut context.unnamed_roles) {
        let mut is_held = false;
        for position in &mut context.statements.positions {
            let is_current = matches!(position.holder, StatedHolder::Person(_)) && position.time == Time::Current;
            if !is_current || position.title != role.title {
                continue;
            }
            is_held = true;
            let inferred = |fact: &Fact<String>| Fact { basis: Basis::Inferred, ..fact.clone() };
            if position.project.is_none() {
                position.project = role.project.as_ref().map(inferred);
            }
            if let (None, [organisation]) = (&position.organisation, role.organisations.as_slice()) {
                position.organisation = Some(inferred(organisation));
            }
        }
        if !is_held && (role.omits_names || role.count.is_some()) {
            add_unnamed(context, &role);
        }
    }
}

fn add_unnamed(context: &mut Context<'_>, role: &UnnamedRole) {
    let project = role.project.clone().or_else(|| context.implied_project(&role.evidence));
    let count = role.count.or((!role.is_plural).then_some(1)).and_then(NonZeroU32::new);
    let holder = StatedHolder::Nameless(Nameless::Unnamed);
    let position = PositionStatement {
        count,
        project,
        ..PositionStatement::new(holder, role.title.clone(), role.evidence.clone())
    };
    for organisation in &role.organisations {
        context.add_position(PositionStatement { organisation: Some(organisation.clone()), ..position.clone() });
    }
    if role.organisations.is_empty() {
        context.add_position(position);
    }
}
