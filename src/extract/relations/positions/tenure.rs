//! When somebody holds a position.

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::temporal::TimeKind;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::language::Case;
use crate::model::{Evidence, Period};

/// When somebody holds a position.
pub(super) struct Tenure {
    pub(super) start: Option<Box<Period>>,
    pub(super) end: Option<Box<Period>>,
    /// Whether the position has not begun.
    pub(super) is_announced: bool,
}

/// The times that belong to the title of a person: all of a sentence in prose, and the bounds in a list.
pub(super) fn time_spans(
    mentions: &PersonMentions<'_>,
    index: usize,
    title: Option<usize>,
) -> impl Iterator<Item = usize> {
    let sentence = mentions.sentence;
    let is_list = mentions.is_list;
    let is_single = mentions.people.len() <= 1;
    let own: Vec<usize> =
        if is_list || !is_single { mentions.segment(index).collect() } else { sentence.indices().collect() };
    own.into_iter().filter(move |at| match sentence.entity(*at) {
        Some(Entity::Time(_)) if is_of_project(sentence, *at) => false,
        Some(Entity::Time(time)) if is_list => time.kind != TimeKind::At || is_leaving(sentence, *at),
        Some(Entity::Time(_)) => title.is_some(),
        _ => false,
    })
}

/// Whether a time stands directly after a verb of leaving: “(lopettaa 31.1.)”.
fn is_leaving(sentence: Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| sentence.spans.get(before));
    before.is_some_and(|span| VOCABULARY.leaves.contains(span.word()))
}

/// Whether a time stands in a bracket directly after a project: “projektet Väg in (2022–2024)”.
fn is_of_project(sentence: Sentence<'_>, at: usize) -> bool {
    at >= 2 && sentence.is_mark(at - 1, "(") && matches!(sentence.entity(at - 2), Some(Entity::Project(_)))
}

pub(super) fn tenure(
    context: &Context<'_>,
    mentions: &PersonMentions<'_>,
    index: usize,
    title: Option<usize>,
) -> Tenure {
    let sentence = mentions.sentence;
    let is_inflected = title.and_then(|at| sentence.role(at)).is_some_and(|role| role.case != Case::Nominative);
    let announces = sentence.find_listed(WordList::AnnouncingVerbs).is_some();
    let is_announced = is_inflected && announces;
    let begins = is_announced
        || sentence.has_word(&["aloitin", "aloitti", "aloittanut", "siirtyi"])
        || sentence.spans.iter().any(|span| VOCABULARY.appointed.contains(span.word()));
    let mut tenure = Tenure { start: None, end: None, is_announced };
    // “on virkavapaalla 31.12. saakka”: the time is that of the leave.
    if sentence.spans.iter().any(|span| VOCABULARY.away.contains(span.word()))
        && mentions.people.get(index).is_none_or(|it| it.substitutes.is_none())
    {
        return tenure;
    }
    let is_former = title.and_then(|at| sentence.role(at)).is_some_and(|role| role.is_former);
    for at in time_spans(mentions, index, title) {
        let Some(span) = sentence.spans.get(at) else { continue };
        let Entity::Time(time) = span.entity else { continue };
        let words = sentence.line.quote(span.range.clone());
        let evidence: Vec<Evidence> = context.evidence(sentence, span.range.clone());
        let mut period = Period { evidence, ..time.period(words) };
        // “By the end of the year” cannot be before the document, unless that year was over then.
        let earliest = context.knowledge.document_date;
        let earliest = earliest.filter(|day| is_announced && period.to.is_none_or(|to| *day <= to));
        period.from = period.from.or(earliest);
        match time.kind {
            TimeKind::Until => tenure.end = Some(Box::new(period)),
            TimeKind::FromTo => {
                tenure.end = time.end(words).map(Box::new);
                tenure.start = Some(Box::new(period));
            }
            TimeKind::Since => tenure.start = Some(Box::new(period)),
            TimeKind::At if mentions.is_list && is_leaving(sentence, at) => tenure.end = Some(Box::new(period)),
            TimeKind::At if is_former => tenure.end = Some(Box::new(period)),
            TimeKind::At if begins => tenure.start = Some(Box::new(period)),
            TimeKind::At => {}
        }
    }
    // A position that begins after the date of the document is not held yet.
    let is_later = tenure.start.as_ref().and_then(|start| start.from).zip(context.knowledge.document_date);
    tenure.is_announced |= begins && is_later.is_some_and(|(start, today)| start > today);
    tenure
}
