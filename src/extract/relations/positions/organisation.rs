//! The organisation of a position.

use super::genitives_before;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::language::Case;
use crate::model::{Basis, Fact, OrganisationKind};

/// The organisation of a person's position.
pub(super) fn organisation(
    context: &mut Context<'_>,
    mentions: &PersonMentions<'_>,
    index: usize,
    title: Option<usize>,
) -> Option<Fact<String>> {
    let sentence = mentions.sentence;
    // A fund beside a person pays for the position; it is not the employer.
    let is_employer = |at: &usize, case| match sentence.entity(*at) {
        Some(Entity::Organisation(it)) => it.case == case && it.kind != OrganisationKind::Fund,
        _ => false,
    };
    let own = || mentions.segment(index).find(|at| is_employer(at, Case::Nominative));
    // The last organisation of a line with several people belongs to all of them.
    let shared = || {
        let last = mentions.people.last().map_or(0, |person| person.at);
        (last..sentence.spans.len()).find(|at| is_employer(at, Case::Nominative))
    };
    let mut local = sentence.indices().filter(|at| is_employer(at, Case::At));
    let at = match genitives_before(sentence, title).find(|at| is_employer(at, Case::Genitive)) {
        Some(at) => at,
        None if mentions.is_list => own().or_else(shared).or_else(|| organisation_of_phrase(mentions, index))?,
        None => match (organisation_beside(mentions, index), local.next()) {
            (Some(at), _) => at,
            (None, Some(at)) => Some(at).filter(|_| local.next().is_none())?,
            (None, None) => {
                let behind = title.and_then(|title| organisation_behind(sentence, title));
                let of_move = || organisation_from(sentence).or_else(|| organisation_to(mentions));
                behind.or_else(of_move).or_else(|| organisation_of_phrase(mentions, index))?
            }
        },
    };
    let Some(Entity::Organisation(organisation)) = sentence.entity(at) else { return None };
    let evidence = context.evidence_of(sentence, [at]);
    context.add_organisation(organisation, evidence.clone());
    // In a signature with a project, the organisation may be that of the project and not of the writer.
    let is_project = |span: &Span| match &span.entity {
        Entity::Project(project) => project.case != Case::Genitive,
        _ => false,
    };
    let is_doubtful = mentions.is_list && !sentence.has_contact() && sentence.spans.iter().any(is_project);
    let basis = if is_doubtful { Basis::Implied } else { Basis::Stated };
    Some(Fact { value: organisation.name.clone(), basis, evidence })
}

/// Whether the organisation where somebody works is directly after the name: “Sofia Marin from Porvoo Adult College”; it is
/// not if somebody comes from there to another place.
pub(crate) fn has_organisation_beside(mentions: &PersonMentions<'_>, index: usize) -> bool {
    mentions.sentence.find_listed(WordList::Moves).is_none()
        && (organisation_beside(mentions, index).is_some() || organisation_of_phrase(mentions, index).is_some())
}

/// The organisation directly after the name of a person: “Tuukka Salonen Jyväskylän yliopistosta”, “Susanna Kronqvist vid
/// Kommunförbundet”, “Katri Suominen (Lounais-Hämeen koulutussäätiö)”, “Ritu Sharma works for …”.
fn organisation_beside(mentions: &PersonMentions<'_>, index: usize) -> Option<usize> {
    let sentence = mentions.sentence;
    let person = mentions.people.get(index)?.at;
    let word = |at: usize| sentence.spans.get(at).map_or("", Span::word);
    let case_of_organisation = |at: usize| match sentence.entity(at) {
        Some(Entity::Organisation(it)) if it.kind != OrganisationKind::Fund => Some(it.case),
        _ => None,
    };
    let next = person + 1;
    if matches!(case_of_organisation(next), Some(Case::At | Case::From)) {
        return Some(next);
    }
    if sentence.is_mark(next, "(") && sentence.is_mark(person + 3, ")") {
        return case_of_organisation(person + 2).map(|_| person + 2);
    }
    let link = if VOCABULARY.lists(WordList::WorksVerbs, word(next)) { next + 1 } else { next };
    let is_link = VOCABULARY.lists(WordList::WorkplaceLinks, word(link)) || link > next && word(link) == "for";
    let at = if matches!(word(link + 1), "the" | "our") { link + 2 } else { link + 1 };
    (is_link && case_of_organisation(at).is_some()).then_some(at)
}

/// The organisation after a title and a word for “at”: “Integration Planner at the City of Kotka”, “rektor vid Novia”.
fn organisation_behind(sentence: Sentence<'_>, title: usize) -> Option<usize> {
    let is_link = |at: &usize| sentence.is_listed(*at, WordList::EmployerLinks);
    let link = (title + 1..sentence.spans.len().min(title + 3)).find(is_link)?;
    let is_article = |at: usize| sentence.spans.get(at).is_some_and(|span| ["the", "our"].contains(&span.word()));
    let at = if is_article(link + 1) { link + 2 } else { link + 1 };
    matches!(sentence.entity(at), Some(Entity::Organisation(it)) if it.kind != OrganisationKind::Fund).then_some(at)
}

/// The organisation after a word for “from”: “Från Jakobstads stad deltar …”, “Simon Lassander from North Bank College”; `None`
/// if somebody comes from there to another place.
fn organisation_from(sentence: Sentence<'_>) -> Option<usize> {
    let word = |at: usize| sentence.spans.get(at).map_or("", Span::word);
    if sentence.find_listed(WordList::Moves).is_some() {
        return None;
    }
    let is_from = |at: usize| matches!(word(at), "from" | "fran");
    sentence.indices().find(|at| {
        let is_organisation =
            matches!(sentence.entity(*at), Some(Entity::Organisation(it)) if it.kind != OrganisationKind::Fund);
        let before = at.checked_sub(1);
        is_organisation
            && before.is_some_and(|it| is_from(it) || word(it) == "the" && it.checked_sub(1).is_some_and(is_from))
    })
}

/// The organisation to which somebody is appointed: “Minna Peltola on palkattu suunnittelijaksi Turun yliopistoon”.
fn organisation_to(mentions: &PersonMentions<'_>) -> Option<usize> {
    let sentence = mentions.sentence;
    let is_appointed = sentence.spans.iter().any(|span| VOCABULARY.appointed.contains(span.word()));
    let is_organisation = |at: &usize| match sentence.entity(*at) {
        Some(Entity::Organisation(it)) => it.case == Case::To && it.kind != OrganisationKind::Fund,
        _ => false,
    };
    let mut organisations = sentence.indices().filter(is_organisation);
    let at = organisations.next().filter(|_| is_appointed && mentions.people.len() == 1)?;
    (organisations.next().is_none() && sentence.indices().any(|at| sentence.is_predicate_role(at))).then_some(at)
}

/// The organisation that a phrase gives to the only person of a sentence: “Nils Holmberg representerar Folkhälsan”, “Kemin
/// kaupungin edustajana on Petra Aho”, “Hos Kommunförbundet arbetar Stefan Holmberg”, “Kemin kaupungin Petra Aho”.
fn organisation_of_phrase(mentions: &PersonMentions<'_>, index: usize) -> Option<usize> {
    let sentence = mentions.sentence;
    let person = mentions.people.get(index)?.at;
    let case_of_organisation = |at: usize| match sentence.entity(at) {
        Some(Entity::Organisation(it)) if it.kind != OrganisationKind::Fund => Some(it.case),
        _ => None,
    };
    let owner = person.checked_sub(1).filter(|before| case_of_organisation(*before) == Some(Case::Genitive));
    if owner.is_some() || mentions.people.len() > 1 {
        return owner;
    }
    let after_article = |at: usize| if sentence.is_listed(at, WordList::Articles) { at + 1 } else { at };
    let behind_phrase = |at: usize| {
        let words = VOCABULARY.list(WordList::EmployerPhrases).iter().find_map(|phrase| {
            let words = phrase.split(' ');
            let is_here = words
                .clone()
                .enumerate()
                .all(|(next, word)| sentence.spans.get(at + next).is_some_and(|span| span.word() == word));
            is_here.then(|| words.count())
        })?;
        Some(after_article(at + words)).filter(|at| case_of_organisation(*at).is_some())
    };
    // “Kainuun liittoa edustaa Paula Karppinen”
    let represented = |at: &usize| {
        let verb = sentence.spans.get(*at + 1).map_or("", Span::word);
        case_of_organisation(*at) == Some(Case::Partitive)
            && *at < person
            && VOCABULARY.list(WordList::EmployerPhrases).iter().any(|phrase| phrase == verb)
    };
    let spoken_for = |at: &usize| {
        case_of_organisation(*at) == Some(Case::Genitive) && sentence.is_listed(*at + 1, WordList::SpokenFor)
    };
    let opened = || {
        let first = after_article(usize::from(sentence.is_listed(0, WordList::WorkplaceOpeners)));
        let is_opened = first > 0 && first < person && case_of_organisation(first).is_some();
        // “Kemin kaupungissa asiaa hoitaa Timo Uusitalo”
        let is_verb = |at: usize| {
            let word = sentence.spans.get(at).map_or("", Span::word);
            VOCABULARY.answers.contains_key(word) || VOCABULARY.works.contains_key(word)
        };
        let answers = || (case_of_organisation(0) == Some(Case::At) && (1..person).any(is_verb)).then_some(0);
        is_opened.then_some(first).or_else(answers)
    };
    let behind = (person + 1..sentence.spans.len()).find_map(behind_phrase);
    behind.or_else(|| sentence.indices().find(|at| spoken_for(at) || represented(at))).or_else(opened)
}
