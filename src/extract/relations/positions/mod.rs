//! The statements of a sentence or a contact line about the positions of the people it mentions.
//!
//! * `answered`: the places that a verb of being responsible gives to somebody.
//! * `area`: the areas and the place of a position.
//! * `organisation`: the organisation of a position.
//! * `tenure`: when somebody holds a position.

mod answered;
mod area;
mod organisation;
mod tenure;

use std::num::NonZeroU32;

use super::context::Context;
use super::mentions::{PersonMentions, is_genitive};
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::project;
use crate::extract::entities::role::{self, RoleMention};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList, is_and};
use crate::extract::statement::{PersonFact, PositionStatement, StatedHolder};
use crate::language::Case;
use crate::model::{Basis, Fact, Nameless, Time};
pub(crate) use answered::{answered_areas, areas_of_writer, is_excepted, is_verb as is_verb_of_place};
use area::{areas, areas_behind, place};
pub(crate) use organisation::has_organisation_beside;
use organisation::organisation;
use tenure::{Tenure, tenure, time_spans};

/// The position that a sentence gives to one of its people; without a title if it states only other facts of it.
pub(crate) fn of_mention(
    context: &mut Context<'_>,
    mentions: &PersonMentions<'_>,
    index: usize,
) -> Option<PositionStatement> {
    let person = mentions.people.get(index)?;
    let sentence = mentions.sentence;
    let title = find_title(mentions, index);
    let role = title.and_then(|at| sentence.role(at)).cloned();
    let stood_in_for = person.substitutes.and_then(|main| sentence.role(find_title(mentions, main)?)).cloned();
    let spans = [person.at].into_iter().chain(title).chain(time_spans(mentions, index, title));
    let evidence = context.evidence_of(sentence, spans);
    let Tenure { start, end, is_announced } = tenure(context, mentions, index, title);
    let is_former = role.as_ref().is_some_and(|role| role.is_former)
        || title.and_then(|at| sentence.spans.get(at.checked_sub(1)?)).is_some_and(is_former)
        || !mentions.is_list
            && sentence.find_listed(WordList::PastCopulas).is_some()
            && end.is_some()
            && start.is_none();
    let is_acting = role.as_ref().is_some_and(|role| role.is_acting) || person.substitutes.is_some();
    let text = role.or(stood_in_for).map(|role| role.title).unwrap_or_default();
    Some(PositionStatement {
        project: project(context, mentions, index, title),
        organisation: organisation(context, mentions, index, title),
        unit: unit(mentions, index),
        areas: areas(context, mentions, index, title),
        place: place(context, mentions, index),
        start,
        end,
        time: match (is_announced, is_former) {
            (true, _) => Time::Announced,
            (_, true) => Time::Former,
            _ => Time::Current,
        },
        is_acting,
        ..PositionStatement::new(StatedHolder::Person(person.name().to_owned()), text, evidence)
    })
}

/// The titles that a person has besides the one of [`of_mention`]: “työskentelee suunnittelijana ja opettajana”.
pub(crate) fn other_titles(mentions: &PersonMentions<'_>, index: usize) -> Vec<String> {
    let sentence = mentions.sentence;
    let Some(first) = find_title(mentions, index).filter(|at| sentence.is_predicate_role(*at)) else {
        return Vec::new();
    };
    let is_link =
        |at: usize| sentence.is_mark(at, ",") || matches!(sentence.spans.get(at).map_or("", Span::word), "ja" | "seka");
    let next = |at: &usize| {
        let is_same = |role: &RoleMention| sentence.role(*at).is_some_and(|first| first.case == role.case);
        (is_link(at + 1) && sentence.role(at + 2).is_some_and(is_same)).then_some(at + 2)
    };
    let all = std::iter::successors(next(&first), next);
    all.filter_map(|at| sentence.role(at)).map(|role| role.title.clone()).collect()
}

/// “Aloitin … aluekoordinaattorina”: states the position of the writer, who may have no name.
pub(crate) fn extract_first_person(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let sentence = mentions.sentence;
    let title = sentence.indices().find(|at| sentence.is_predicate_role(*at));
    let (Some(verb), Some(at)) = (sentence.first_person_verb(), title) else { return };
    // “Sitä ennen työskentelin opettajana” is not a current position.
    if sentence.spans.iter().any(|span| VOCABULARY.earlier.contains(span.word())) {
        return;
    }
    let Tenure { start, end, is_announced } = tenure(context, mentions, 0, title);
    let spans = [verb, at].into_iter().chain(time_spans(mentions, 0, title));
    let evidence = context.evidence_of(sentence, spans);
    let writer = context.speaker.clone().or_else(|| context.author.clone());
    let holder = writer.map_or(StatedHolder::Nameless(Nameless::Unnamed), StatedHolder::Person);
    let text = sentence.role(at).map(|role| role.title.clone()).unwrap_or_default();
    let position = PositionStatement {
        count: matches!(holder, StatedHolder::Nameless(_)).then_some(NonZeroU32::MIN),
        project: project(context, mentions, 0, title).or_else(|| local_project(context, sentence)),
        organisation: organisation(context, mentions, 0, title),
        areas: areas(context, mentions, 0, title),
        start,
        end,
        time: if is_announced { Time::Announced } else { Time::Current },
        ..PositionStatement::new(holder, text, evidence.clone())
    };
    if let StatedHolder::Person(name) = &position.holder {
        context.statements.person(name, PersonFact::Named, evidence);
    }
    context.add_position(position);
}

/// The span with the title of a person.
fn find_title(mentions: &PersonMentions<'_>, index: usize) -> Option<usize> {
    let at = mentions.people.get(index)?.at;
    let sentence = mentions.sentence;
    let mut segment = mentions.segment(index);
    let end = mentions.segment(index).last().map_or(at, |last| last + 1);
    let fits = |at: &usize| sentence.role(*at).is_some_and(|role| matches!(role.case, Case::Nominative | Case::Essive));
    let is_own = |at: &usize| mentions.owner(*at).is_none_or(|owner| owner == index);
    if let Some(before) = at.checked_sub(1).filter(fits).filter(is_own) {
        return Some(before);
    }
    // “koordinaattorin Jari Suikkasen tehtävä”, “nimetä päälliköksi toistaiseksi Janne Kuisman”
    let is_word = |at: usize| matches!(sentence.entity(at), Some(Entity::Word(_)));
    let is_inflected = |at: &usize| {
        let case = sentence.role(*at).map(|role| role.case);
        case == Some(Case::Translative) || case == Some(Case::Genitive) && !mentions.is_list
    };
    let nearest = at.checked_sub(1).filter(|before| !is_word(*before)).or_else(|| at.checked_sub(2));
    if let Some(before) = nearest.filter(is_inflected).filter(is_own) {
        return Some(before);
    }
    // “Asiantuntija, Hyvä alku -osahanke, Maija Meri”: the unit is between.
    if let Some(before) = at.checked_sub(4).filter(fits).filter(is_own)
        && matches!(sentence.entity(at - 2), Some(Entity::Project(_) | Entity::Organisation(_)))
    {
        return Some(before);
    }
    let is_between = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Mark)) || is_genitive(sentence, *at);
    // “Anna Virta on Kainuun uusi aluekoordinaattori”, “Mika Salmela, the coordinator for Kainuu”
    let is_described = |after: &usize| {
        sentence.is_listed(*after, WordList::PresentCopulas)
            || sentence.is_listed(*after, WordList::Articles)
            || sentence.is_listed(*after, WordList::TitleAdjectives)
            || sentence.is_listed(*after, WordList::Bodies)
    };
    if let Some(after) = (at + 1..end).find(|at| !is_between(at) && !is_described(at)).filter(fits) {
        return Some(after);
    }
    if let Some(shared) = shared_title(mentions, index) {
        return Some(shared);
    }
    if mentions.is_list {
        // “Kemi: ohjaajat Outi Laakso ja Pekka Niemelä”: a plural in front of the first name is the title of all.
        let first = mentions.people.first().map_or(0, |person| person.at);
        let is_plural = |at: &usize| sentence.role(*at).is_some_and(|role| role.is_plural) && fits(at);
        let of_all = || first.checked_sub(1).filter(|_| index > 0).filter(is_plural);
        return segment.find(fits).or_else(of_all);
    }
    // “projektet får en ny projektledare: Ellen Björkman”
    if let Some(before) = at.checked_sub(2).filter(|_| sentence.is_mark(at - 1, ":")).filter(fits) {
        return Some(before);
    }
    // “the project manager was Jari Kettunen”, “the project manager until the end of 2022 was Jari Kettunen”
    let verb = at.checked_sub(1).filter(|verb| sentence.is_listed(*verb, WordList::Copulas));
    let is_time = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Time(_)));
    let front = verb.and_then(|verb| verb.checked_sub(1));
    let front = front.map(|at| if is_time(&at) { at.saturating_sub(1) } else { at });
    if let Some(before) = front.filter(fits) {
        return Some(before);
    }
    // “Our adviser in Kuopio is Petra Rask”
    let in_place =
        verb.and_then(|verb| verb.checked_sub(3)).filter(fits).filter(|at| !areas_behind(sentence, *at).is_empty());
    if in_place.is_some() {
        return in_place;
    }
    let others = mentions
        .people
        .iter()
        .filter(|other| other.name() != mentions.people.get(index).map_or("", |it| it.name()))
        .count();
    let near = segment.find(|at| sentence.is_predicate_role(*at));
    // The title after a verb of appointing is the new one.
    let appointed = sentence.spans.iter().position(|span| VOCABULARY.appointed.contains(span.word()));
    let behind = appointed.and_then(|verb| (verb..sentence.spans.len()).find(|at| sentence.is_predicate_role(*at)));
    if let Some(at) = behind.filter(|_| others == 0) {
        return Some(at);
    }
    let any = || sentence.indices().find(|at| sentence.is_predicate_role(*at));
    if others == 0 { near.or_else(any) } else { None }
}

/// The plural title of people whom “and” joins: “Aino Merikivi ja Seppo Aalto, ohjaajat”, “suunnittelijat Aino Merikivi ja
/// Seppo Aalto”.
fn shared_title(mentions: &PersonMentions<'_>, index: usize) -> Option<usize> {
    const MAX_PEOPLE: usize = 8;
    let sentence = mentions.sentence;
    let at = |index: usize| mentions.people.get(index).map(|person| person.at);
    let links = |at: usize| sentence.spans.get(at).is_some_and(|span| is_and(span.word()));
    let are_linked = |index: usize| match (at(index), at(index + 1)) {
        (Some(one), Some(next)) => next == one + 2 && (links(one + 1) || sentence.is_mark(one + 1, ",")),
        _ => false,
    };
    // A line may name thousands of people.
    let first = (0..index).rev().take(MAX_PEOPLE).take_while(|index| are_linked(*index)).last().unwrap_or(index);
    let last = index + (index..index + MAX_PEOPLE).take_while(|index| are_linked(*index)).count();
    let is_title = |at: &usize| sentence.role(*at).is_some_and(|role| role.case == Case::Nominative);
    let is_plural = |at: &usize| sentence.role(*at).is_some_and(|role| role.is_plural);
    let before = at(first)?.checked_sub(1).filter(is_title).filter(is_plural).filter(|_| last > first);
    // “A, B, handledare” may be the title of the last one.
    let joined = at(last)?.checked_sub(1).filter(|link| links(*link));
    let is_mark = |at: usize| [",", "(", "–", "-"].iter().any(|mark| sentence.is_mark(at, mark));
    let may_be_plural = |at: &usize| {
        let words = sentence.spans.get(*at).and_then(|span| sentence.line.view.get(span.range.clone()));
        words.and_then(|words| words.split(' ').next_back()).is_some_and(role::may_be_plural)
    };
    let behind = joined.and_then(|_| at(last)).filter(|at| is_mark(at + 1)).map(|at| at + 2);
    before.or_else(|| behind.filter(is_title).filter(may_be_plural))
}

fn is_former(span: &Span) -> bool {
    VOCABULARY.former.contains(span.word())
}

/// The genitives directly before a title, nearest first.
fn genitives_before(sentence: Sentence<'_>, title: Option<usize>) -> impl Iterator<Item = usize> {
    // “Satakunnan ja Pirkanmaan aluekoordinaattori”
    let is_link = move |at: &usize| {
        let is_and = sentence.spans.get(*at).is_some_and(|span| ["ja", "seka", "och"].contains(&span.word()));
        (is_and || sentence.is_mark(*at, ","))
            && *at > 0
            && is_genitive(sentence, *at - 1)
            && is_genitive(sentence, *at + 1)
    };
    // “Nurmijärven uusi ohjaaja”
    let is_adjective =
        |at: &usize| [WordList::TitleAdjectives, WordList::Bodies].iter().any(|list| sentence.is_listed(*at, *list));
    let title = title.map(|at| at.checked_sub(1).filter(is_adjective).unwrap_or(at));
    (0..title.unwrap_or(0))
        .rev()
        .take_while(move |at| is_genitive(sentence, *at) || is_link(at))
        .filter(move |at| is_genitive(sentence, *at))
}

/// The project of a person's position.
fn project(
    context: &Context<'_>,
    mentions: &PersonMentions<'_>,
    index: usize,
    title: Option<usize>,
) -> Option<Fact<String>> {
    let sentence = mentions.sentence;
    let is_project = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Project(_)));
    let listed = || mentions.segment(index).find(is_project).filter(|_| mentions.is_list);
    let behind = || project_behind(sentence, title?);
    if let Some(at) = genitives_before(sentence, title).find(is_project).or_else(listed).or_else(behind) {
        return project_at(context, sentence, at);
    }
    // “hankkeen suunnittelija Aino Malli”
    let owner = title.and_then(|title| title.checked_sub(1)).filter(|at| means_project(sentence, *at, Case::Genitive));
    // “Hankkeessa työskentelevät suunnittelijat Aino Malli ja Seppo Aalto”
    let works = |span: &Span| VOCABULARY.works.contains_key(span.word());
    let is_workplace = title.is_some() && !mentions.is_list && sentence.spans.iter().any(works);
    if let Some(at) =
        owner.or_else(|| sentence.indices().find(|at| is_workplace && means_project(sentence, *at, Case::At)))
    {
        return context.implied_project(&context.evidence_of(sentence, [at]));
    }
    // “vetävät Naapurit-hankkeen ryhmiä”
    let is_led = |at: &usize| {
        let verb = at.checked_sub(1).and_then(|before| sentence.spans.get(before));
        matches!(sentence.entity(*at), Some(Entity::Project(it)) if matches!(it.case, Case::Genitive | Case::Partitive))
            && verb.is_some_and(works)
    };
    let led = sentence.indices().find(|at| is_workplace && is_led(at));
    led.and_then(|at| project_at(context, sentence, at))
        .or_else(|| local_project(context, sentence).filter(|_| is_workplace))
}

/// Whether the word at an index means the project that a text is about, in a case: “hankkeen”, “i projektet”.
fn means_project(sentence: Sentence<'_>, at: usize, case: Case) -> bool {
    let Some(Entity::Word(word)) = sentence.entity(at) else { return false };
    let is_inside = at.checked_sub(1).is_some_and(|before| sentence.is_listed(before, WordList::ProjectLinks));
    match case {
        Case::Genitive if word == "projektets" => true,
        Case::At if matches!(word.as_str(), "projektet" | "project") => is_inside,
        _ => project::is_generic(word) == Some(case),
    }
}

/// The project after a title: “Project Assistant of the Harbour Light project”, “projektledare för projektet Nya vägar”.
fn project_behind(sentence: Sentence<'_>, title: usize) -> Option<usize> {
    // “ledamot i styrgruppen för projektet Nya vägar”
    const MAX_LINKS: usize = 7;
    let is_link =
        |at: usize| sentence.is_listed(at, WordList::ProjectLinks) || sentence.is_listed(at, WordList::Bodies);
    let at = (title + 1..sentence.spans.len().min(title + MAX_LINKS)).find(|at| !is_link(*at))?;
    (at > title + 1 && matches!(sentence.entity(at), Some(Entity::Project(_)))).then_some(at)
}

/// The project in which somebody works, by its case: “hankkeessa”.
fn local_project(context: &Context<'_>, sentence: Sentence<'_>) -> Option<Fact<String>> {
    let is_local = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Project(it)) if it.case == Case::At);
    project_at(context, sentence, sentence.indices().find(is_local)?)
}

fn project_at(context: &Context<'_>, sentence: Sentence<'_>, at: usize) -> Option<Fact<String>> {
    let Some(Entity::Project(project)) = sentence.entity(at) else { return None };
    let evidence = context.evidence_of(sentence, [at]);
    Some(Fact { value: project.name.clone(), basis: Basis::Stated, evidence })
}

/// The facts that a line of a card states besides its title.
pub(crate) fn of_title(context: &mut Context<'_>, mentions: &PersonMentions<'_>, at: usize) -> PositionStatement {
    let title = Some(at);
    let Tenure { start, end, .. } = tenure(context, mentions, 0, title);
    PositionStatement {
        project: project(context, mentions, 0, title),
        organisation: organisation(context, mentions, 0, title),
        unit: unit(mentions, 0),
        areas: areas(context, mentions, 0, title),
        start,
        end,
        ..PositionStatement::new(StatedHolder::Nameless(Nameless::Unnamed), String::new(), Vec::new())
    }
}

/// The part of an organisation that a line without a name consists of.
pub(crate) fn unit_of_line(mentions: &PersonMentions<'_>) -> Option<String> {
    let has_marks = mentions.sentence.spans.iter().any(|span| matches!(span.entity, Entity::Mark));
    let has_organisation =
        mentions.sentence.spans.iter().any(|span| matches!(span.entity, Entity::Organisation(_) | Entity::Role(_)));
    unit(mentions, 0).filter(|_| !has_marks || has_organisation)
}

/// The part of the organisation that a list names: words between two marks, of which the last means a part.
fn unit(mentions: &PersonMentions<'_>, index: usize) -> Option<String> {
    const MAX_WORDS: usize = 5;
    if !mentions.is_list {
        return None;
    }
    let sentence = mentions.sentence;
    let spans: Vec<usize> = mentions.segment(index).collect();
    spans.split(|at| matches!(sentence.entity(*at), Some(Entity::Mark))).find_map(|part| {
        let last = sentence.spans.get(*part.last()?)?;
        let is_words = part.iter().all(|at| sentence.spans.get(*at).is_some_and(|span| !span.word().is_empty()));
        let is_unit = VOCABULARY.units.iter().any(|unit| last.word().ends_with(unit.as_str()));
        (is_words && is_unit && part.len() <= MAX_WORDS)
            .then(|| sentence.line.view.get(sentence.byte_range(part.iter().copied())).unwrap_or_default().to_owned())
    })
}
