//! The statements of sentences and labelled lines about projects: who leads, funds and takes part, and when.

mod cue;

use std::ops::Range;

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::project;
use crate::extract::entities::temporal::TimeKind;
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::statement::{ProjectFact, ProjectStatement};
use crate::language::Case;
use crate::language::PlaceCase;
use crate::model::{Basis, OrganisationKind, Period, PlaceId};
use cue::{Cue, CueScope, Subject, cue_at};

/// The kind of a project that is a part of another, whichever word the document uses.
const PART: &str = "osahanke";

/// Whether a statement is that a project is a part of another.
pub(crate) fn is_part(statement: &ProjectStatement) -> bool {
    matches!(&statement.fact, ProjectFact::Kind(kind) if kind == PART)
}

/// Extracts the statements of a sentence about projects.
pub(crate) fn extract(context: &mut Context<'_>, sentence: Sentence<'_>) {
    extract_mentions(context, sentence);
    extract_parts(context, sentence);
    extract_bracketed_time(context, sentence);
    extract_working_time(context, sentence);
    extract_bracketed_parts(context, sentence);
    extract_areas(context, sentence);
    let cues: Vec<(usize, Cue)> = sentence.indices().filter_map(|at| Some((at, cue_at(sentence, at)?))).collect();
    for (index, (at, cue)) in cues.iter().enumerate() {
        let end = cues.get(index + 1).map_or(sentence.spans.len(), |(next, _)| *next);
        let start = index.checked_sub(1).and_then(|it| cues.get(it)).map_or(0, |(before, _)| *before);
        let scope = CueScope { sentence, start, at: *at, end };
        // “Jessica slutar”: a time beside a person is not that of the project.
        let has_person = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Person(_)));
        if has_person && matches!(cue, Cue::Begins | Cue::Ends) {
            continue;
        }
        // “Anna Aalto är utvecklare vid Centria och leder projektet”: the person leads, not the organisation of the person.
        let is_beside = |at: usize| matches!(sentence.entity(at), Some(Entity::Organisation(_)));
        if has_person && *cue == Cue::Leads && !is_beside(*at + 1) && !at.checked_sub(1).is_some_and(is_beside) {
            continue;
        }
        let takes_part = matches!(cue, Cue::Partners | Cue::TakesPart | Cue::Together) && !has_person;
        let in_scope = |context: &Context<'_>| {
            Some(Subject { name: context.scope.project.clone().filter(|_| takes_part)?, at: None })
        };
        let Some(subject) = scope.subject(context, *cue).or_else(|| in_scope(context)) else { continue };
        scope.extract(context, *cue, &subject);
    }
}

/// States the projects that a sentence names, and the facts in their names.
pub(crate) fn extract_mentions(context: &mut Context<'_>, sentence: Sentence<'_>) {
    // The project in the genitive directly before.
    let mut whole: Option<&str> = None;
    for (at, span) in sentence.spans.iter().enumerate() {
        let Entity::Project(project) = &span.entity else {
            if !matches!(span.entity, Entity::Mark) {
                whole = None;
            }
            if span.word().starts_with("esr-tukirakenne")
                && let Some(name) = project_before(sentence, at)
            {
                let evidence = context.evidence(sentence, span.range.clone());
                context.statements.project(name, ProjectFact::Funder("ESR".to_owned()), Basis::Implied, evidence);
            }
            continue;
        };
        let evidence = context.evidence(sentence, span.range.clone());
        let mut state = |fact, basis| context.statements.project(&project.name, fact, basis, evidence.clone());
        state(ProjectFact::Named, Basis::Stated);
        if project.is_part {
            state(ProjectFact::Kind(PART.to_owned()), Basis::Stated);
        }
        if let Some(abbreviation) = &project.abbreviation {
            state(ProjectFact::Abbreviation(abbreviation.clone()), Basis::Stated);
        }
        if let Some(fund) = &project.fund {
            state(ProjectFact::Funder(fund.clone()), Basis::Implied);
        }
        // “X -hankkeen Y -osahanke”: the genitive directly before a part is the whole.
        if let Some(whole) = whole.filter(|_| project.is_part) {
            state(ProjectFact::Parent(whole.to_owned()), Basis::Stated);
        }
        let is_genitive = project.case == Case::Genitive && project.has_head;
        whole = is_genitive.then_some(project.name.as_str());
        extract_reach(context, sentence, at, &project.name);
    }
}

/// “Itäportti-hankkeessa (1.1.2020–31.12.2022)”: the times in a bracket are those of the project directly before it, else
/// those of the only project of a sentence without people.
fn extract_bracketed_time(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let is_range =
        |at: &usize| matches!(sentence.entity(*at), Some(Entity::Time(time)) if time.kind == TimeKind::FromTo);
    // “Naapurit-hanke (STEA 2024–2026)”
    let is_fund = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Organisation(it)) if it.kind == OrganisationKind::Fund);
    let open_before = |at: usize| {
        let front = (0..at).rev().find(|at| !is_fund(at) && !sentence.is_mark(*at, ","))?;
        (sentence.is_mark(front, "(") && sentence.is_mark(at + 1, ")")).then_some(front)
    };
    let Some((at, open)) = sentence.indices().filter(is_range).find_map(|at| Some((at, open_before(at)?))) else {
        return;
    };
    let before = open.checked_sub(1).and_then(|at| sentence.spans.get(at)).and_then(project_name);
    if let Some(name) = before.map(str::to_owned) {
        for fund in (open..at).filter(is_fund) {
            let Some(Entity::Organisation(it)) = sentence.entity(fund) else { continue };
            let evidence = context.evidence_of(sentence, [fund]);
            context.add_organisation(it, evidence.clone());
            context.statements.project(&name, ProjectFact::Funder(it.name.clone()), Basis::Implied, evidence);
        }
        return extract_range(context, sentence, at, &name);
    }
    if let Some(name) = only_project(sentence) {
        extract_range(context, sentence, at, &name);
    }
}

/// The only project of a sentence without people.
fn only_project(sentence: Sentence<'_>) -> Option<String> {
    let mut projects = sentence.spans.iter().filter_map(project_name);
    let name = projects.next()?;
    let has_person = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Person(_)));
    (!has_person && projects.all(|other| other == name)).then(|| name.to_owned())
}

/// “Tulijan tuki -hanke toimii Merenkurkun seudulla 1.4.2022–30.9.2024”: the period in which the only project of a
/// sentence works.
fn extract_working_time(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let is_range =
        |at: &usize| matches!(sentence.entity(*at), Some(Entity::Time(time)) if time.kind == TimeKind::FromTo);
    let mut ranges = sentence.indices().filter(is_range);
    let (Some(at), None) = (ranges.next(), ranges.next()) else { return };
    if sentence.find_listed(WordList::ProjectWorks).is_some()
        && let Some(name) = only_project(sentence)
    {
        extract_range(context, sentence, at, &name);
    }
}

/// “Porin kaupunki (osatoteutus)”: the word in a bracket says what the organisation in front of it is to the project.
fn extract_bracketed_parts(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let named = sentence.spans.iter().find_map(project_name).map(str::to_owned);
    let Some(project) = named.or_else(|| context.scope.project.clone()) else { return };
    for at in sentence.indices() {
        let Some(open) = (at + 1..sentence.spans.len()).find(|it| sentence.is_mark(*it, "(")) else { return };
        let Some(Entity::Organisation(organisation)) = sentence.entity(at) else { continue };
        // “Porin kaupunki / varhaiskasvatus (osatoteutus)” has the unit between.
        let is_unit = |at: usize| sentence.is_mark(at, "/") || matches!(sentence.entity(at), Some(Entity::Word(_)));
        if !(at + 1..open).all(is_unit) || open > at + 3 || !sentence.is_mark(open + 2, ")") {
            continue;
        }
        let Some(inner) = sentence.spans.get(open + 1) else { continue };
        let words = sentence.line.view.get(inner.range.clone()).unwrap_or_default();
        let fact: fn(String) -> ProjectFact = match VOCABULARY.label(words) {
            Some(Label::Coordinator) => ProjectFact::Coordinator,
            Some(Label::Partner) => ProjectFact::Partner,
            Some(Label::Funder) => ProjectFact::Funder,
            _ => continue,
        };
        let evidence = context.evidence_of(sentence, [at, open + 1]);
        context.statements.project(&project, fact(organisation.name.clone()), Basis::Stated, evidence.clone());
        context.add_organisation(organisation, evidence);
    }
}

/// The times in the heading of a project: “Steget vidare (2020–2022)”.
pub(crate) fn extract_heading_time(context: &mut Context<'_>, sentence: Sentence<'_>, name: &str) {
    let is_range =
        |at: &usize| matches!(sentence.entity(*at), Some(Entity::Time(time)) if time.kind == TimeKind::FromTo);
    if let Some(at) = sentence.indices().find(is_range) {
        extract_range(context, sentence, at, name);
    }
}

/// States the start and end of a project.
fn extract_range(context: &mut Context<'_>, sentence: Sentence<'_>, at: usize, name: &str) {
    let Some(Entity::Time(time)) = sentence.entity(at) else { return };
    let words = sentence.line.quote(sentence.byte_range([at]));
    let evidence = context.evidence_of(sentence, [at]);
    let period = Period { evidence: evidence.clone(), ..time.period(words) };
    context.statements.project(name, ProjectFact::Start(period), Basis::Stated, evidence.clone());
    if let Some(end) = time.end(words) {
        let end = Period { evidence: evidence.clone(), ..end };
        context.statements.project(name, ProjectFact::End(end), Basis::Stated, evidence);
    }
}

/// “Hanke kehittää ohjausta Pohjois-Karjalassa ja Kainuussa”: the regions in which a project works.
///
/// Only a sentence with a project as its subject, or with the word for one, says so; a sentence that names people or
/// organisations may be about where they are.
fn extract_areas(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let has_person = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Person(_) | Entity::Phone(_)));
    let subject = sentence.spans.iter().take(6).find_map(|span| match &span.entity {
        Entity::Project(project) if project.case != Case::Partitive => Some(project.name.clone()),
        Entity::Word(word)
            if project::is_generic(word).is_some()
                || ["projektet", "project", "se", "det", "it", "programme"].contains(&word.as_str()) =>
        {
            context.scope.project.clone()
        }
        _ => None,
    });
    // “Toimimme Porissa, Raumalla ja Kankaanpäässä” is said by the project of the page.
    let ours = || context.scope.project.clone().filter(|_| sentence.find_listed(WordList::OurWorks).is_some());
    let Some(name) = subject.or_else(ours).filter(|_| !has_person) else { return };
    let works =
        sentence.find_listed(WordList::ProjectWorks).is_some() || sentence.find_listed(WordList::OurWorks).is_some();
    // Several municipalities in a row are the area of a project; one may be the place of an event.
    let is_listed = sentence.spans.iter().filter(|span| matches!(span.entity, Entity::Place(_))).count() > 1;
    let covers = verb_of_area(sentence);
    for at in sentence.indices() {
        if covers.is_some_and(|verb| verb < at) && extract_object(context, sentence, at, &name) {
            continue;
        }
        let Some(Entity::Place(place)) = sentence.entity(at) else { continue };
        let is_region = !matches!(place.place, PlaceId::Municipality(_) | PlaceId::Country);
        let before = at.checked_sub(1).and_then(|at| sentence.spans.get(at)).map_or("", |span| span.word());
        // A Swedish or English preposition, or a comma or “and” after a place with one, takes the nominative.
        let continues = matches!(before, "och" | "and" | "ja") || at > 0 && sentence.is_mark(at - 1, ",");
        let is_local = place.case == PlaceCase::Other
            || place.case == PlaceCase::Nominative && (matches!(before, "i" | "in" | "pa" | "across") || continues);
        if is_local && (is_region || works || is_listed) {
            let evidence = context.evidence_of(sentence, [at]);
            context.statements.areas.extend(place.area.clone());
            let area = place.named_place(Basis::Implied, &evidence);
            context.statements.project(&name, ProjectFact::Area(area), Basis::Implied, evidence);
        }
    }
}

/// The verb of a sentence that says which places a project covers: “hanke kattaa Pirkanmaan”, “kohdealueena ovat Etelä-Savo …”.
fn verb_of_area(sentence: Sentence<'_>) -> Option<usize> {
    let word = |at: usize| sentence.spans.get(at).map_or("", Span::word);
    let is_noun = |at: usize| VOCABULARY.project_areas.contains(word(at));
    let is_copula =
        |at: usize| VOCABULARY.lists(WordList::PresentCopulas, word(at)) && at.checked_sub(1).is_some_and(is_noun);
    sentence.indices().find(|at| VOCABULARY.covers.contains(word(*at)) || is_copula(*at))
}

/// States the places at an index after a verb of that kind; returns `false` if there are none.
fn extract_object(context: &mut Context<'_>, sentence: Sentence<'_>, at: usize, project: &str) -> bool {
    let places = match sentence.entity(at) {
        Some(Entity::PlaceList(places)) => places.as_slice(),
        Some(Entity::Place(place)) if place.case != PlaceCase::Other => std::slice::from_ref(place),
        _ => return false,
    };
    let evidence = context.evidence_of(sentence, [at]);
    for place in places {
        context.statements.areas.extend(place.area.clone());
        let area = place.named_place(Basis::Stated, &evidence);
        context.statements.project(project, ProjectFact::Area(area), Basis::Stated, evidence.clone());
    }
    true
}

/// States the kind of a project from “valtakunnallinen” or “alueellinen” directly before it.
fn extract_reach(context: &mut Context<'_>, sentence: Sentence<'_>, at: usize, name: &str) {
    let Some(before) = at.checked_sub(1).and_then(|at| sentence.spans.get(at)) else { return };
    let kind = match before.word() {
        word if word.starts_with("valtakunnalli") => "valtakunnallinen hanke",
        word if word.starts_with("alueelli") => "alueellinen hanke",
        _ => return,
    };
    let evidence = context.evidence_of(sentence, [at - 1, at]);
    context.statements.project(name, ProjectFact::Kind(kind.to_owned()), Basis::Stated, evidence);
}

/// A project that a sentence lists as a part of another.
pub(crate) struct ListedPart {
    /// The name, as printed.
    pub(crate) name: String,
    /// Bytes of the line.
    range: Range<usize>,
}

/// The parts that a sentence about parts lists after its first colon or semicolon; none if it lists only one.
pub(crate) fn listed_parts(sentence: Sentence<'_>) -> Vec<ListedPart> {
    let is_start = |at: &usize| sentence.is_mark(*at, ";") || sentence.is_mark(*at, ":");
    let Some(mark) = sentence.indices().find(is_start) else { return Vec::new() };
    let is_about_parts =
        sentence.spans.iter().take(mark).any(|span| VOCABULARY.lists(WordList::ProjectParts, span.word()));
    let Some(start) = sentence.spans.get(mark).filter(|_| is_about_parts).map(|span| span.range.end) else {
        return Vec::new();
    };
    let end = sentence.spans.last().map_or(start, |span| span.range.end);
    let list = sentence.line.view.get(start..end).unwrap_or_default();
    let mut parts = Vec::new();
    let mut at = start;
    for piece in list.split_inclusive([',', ';']).flat_map(|piece| piece.split_inclusive(" ja ")) {
        let bare = piece.strip_suffix(" ja ").unwrap_or(piece);
        let name = bare.trim_matches([' ', ',', ';', '.', ')']);
        let first = at + bare.find(name).unwrap_or(0);
        let is_short = (1..=4).contains(&name.split_whitespace().count());
        if is_short && name.starts_with(char::is_uppercase) {
            parts.push(ListedPart { name: name.to_owned(), range: first..first + name.len() });
        }
        at += piece.len();
    }
    if parts.len() >= 2 { parts } else { Vec::new() }
}

fn extract_parts(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let parts = listed_parts(sentence);
    let Some(first) = parts.first() else { return };
    let mut before_list = sentence.spans.iter().take_while(|span| span.range.end <= first.range.start);
    let named = before_list.find_map(project_name).map(str::to_owned);
    let Some(parent) = named.or_else(|| context.scope.project.clone()) else { return };
    for part in parts.into_iter().filter(|part| part.name != parent) {
        let evidence = context.evidence(sentence, part.range);
        context.statements.project(&part.name, ProjectFact::Named, Basis::Stated, evidence);
        let evidence = context.evidence_of(sentence, sentence.indices());
        context.statements.project(&part.name, ProjectFact::Parent(parent.clone()), Basis::Stated, evidence);
    }
}

fn project_name(span: &Span) -> Option<&str> {
    match &span.entity {
        Entity::Project(project) => Some(&project.name),
        _ => None,
    }
}

fn project_before(sentence: Sentence<'_>, at: usize) -> Option<&str> {
    sentence.spans.iter().take(at).rev().find_map(project_name)
}
