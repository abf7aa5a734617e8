//! The times that a sentence gives as the start or the end of a position.

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::temporal::TimeKind;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::relations::context::Context;
use crate::model::Period;

/// The start and the end that a sentence gives: “until 30 June”, “1.4.–31.12.2024”.
pub(super) fn stated_bounds(
    context: &Context<'_>,
    sentence: Sentence<'_>,
) -> (Option<Box<Period>>, Option<Box<Period>>) {
    let bounds = sentence.indices().find_map(|at| match sentence.entity(at)? {
        Entity::Time(time) if time.kind != TimeKind::At => {
            let span = sentence.spans.get(at)?;
            let evidence = context.evidence(sentence, span.range.clone());
            let words = sentence.line.quote(span.range.clone());
            let first = Box::new(Period { evidence: evidence.clone(), ..time.period(words) });
            let end = time.end(words).map(|end| Box::new(Period { evidence, ..end }));
            Some(if time.kind == TimeKind::Until { (None, Some(first)) } else { (Some(first), end) })
        }
        _ => None,
    });
    bounds.unwrap_or_default()
}

/// The time after the verb by which somebody leaves.
pub(super) fn leaving_time(context: &Context<'_>, sentence: Sentence<'_>, from: usize) -> Option<Box<Period>> {
    let leaves = (from..sentence.spans.len())
        .find(|at| sentence.spans.get(*at).is_some_and(|span| VOCABULARY.leaves.contains(span.word())))?;
    let is_point =
        |at: &usize| matches!(sentence.entity(*at), Some(Entity::Time(time)) if time.kind != TimeKind::FromTo);
    time_as_period(context, sentence, (leaves..sentence.spans.len()).find(is_point)?)
}

/// The time at an index, with its evidence.
pub(super) fn time_as_period(context: &Context<'_>, sentence: Sentence<'_>, at: usize) -> Option<Box<Period>> {
    let Some(Entity::Time(time)) = sentence.entity(at) else { return None };
    let span = sentence.spans.get(at)?;
    let evidence = context.evidence(sentence, span.range.clone());
    Some(Box::new(Period { evidence, ..time.period(sentence.line.quote(span.range.clone())) }))
}
