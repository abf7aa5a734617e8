//! The values of labels for a project.

use std::ops::Range;

use super::organisations::{extract_organisation, list_parts, organisations_of};
use super::sentences;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation;
use crate::extract::entities::temporal::{self, TimeKind};
use crate::extract::entities::tokenizer;
use crate::extract::entities::vocabulary::Label;
use crate::extract::relations::block::{heading, title};
use crate::extract::relations::card::{self};
use crate::extract::relations::context::Context;
use crate::extract::statement::{OrganisationFact, ProjectFact};
use crate::model::{Basis, Fact, Period};

/// The project of a register, or that of the card.
pub(super) fn extract_project(context: &mut Context<'_>, value: &SourceLine) {
    const MAX_WORDS: usize = 14;
    // “PROJEKTI, JOLLE HAETAAN RAHOITUSTA” is a heading of the form: the person above it is over.
    if value.view.trim_start().starts_with(',') {
        return card::close(context);
    }
    let spans: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
    let named = spans.iter().find_map(|span| match &span.entity {
        Entity::Project(project) => Some((project.name.clone(), span.range.clone(), None)),
        _ => None,
    });
    let words = heading::heading_words(&value.view);
    let (name, range, short) = named.unwrap_or_else(|| title::project_title(&value.view, words));
    if name.is_empty()
        || name.split_whitespace().count() > MAX_WORDS
        || crate::extract::entities::project::is_generic(&name).is_some()
    {
        return;
    }
    let evidence = context.source.evidence(value, range);
    if let Some(card) = context.card.as_mut().filter(|card| card.project.is_none() && !card.is_behind) {
        card.project = Some(Fact { value: name.clone(), basis: Basis::Stated, evidence: evidence.clone() });
    } else {
        card::close(context);
        context.scope.project = Some(name.clone());
    }
    context.statements.project(&name, ProjectFact::Named, Basis::Stated, evidence.clone());
    if let Some(short) = short {
        context.statements.project(&name, ProjectFact::Abbreviation(short), Basis::Stated, evidence);
    }
}

pub(super) fn extract_of_project(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let own = own_project(context).filter(|_| matches!(label, Label::Funder | Label::Partner));
    let Some(project) = context.scope.project.clone().or(own) else {
        // Without a project, the leader of one is an organisation like any other.
        if label == Label::Coordinator {
            extract_organisation(context, Label::Organisation, value);
        }
        return;
    };
    let evidence = context.source.evidence(value, value.whole());
    if label == Label::Abbreviation {
        let short = value.view.trim().to_owned();
        return context.statements.project(&project, ProjectFact::Abbreviation(short), Basis::Stated, evidence);
    }
    if label == Label::Part {
        let spans: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
        for part in list_parts(&value.view) {
            let inside = |span: &&Span| span.range.start < part.end && part.start < span.range.end;
            let known = spans.iter().filter(inside).find_map(|span| match &span.entity {
                Entity::Project(project) => Some(project.name.clone()),
                _ => None,
            });
            let printed = || value.view.get(part.clone()).unwrap_or_default().trim().trim_end_matches('.').to_owned();
            let name = known.unwrap_or_else(printed);
            let evidence = context.source.evidence(value, part);
            if name.starts_with(char::is_uppercase) && name != project {
                context.statements.project(&name, ProjectFact::Named, Basis::Stated, evidence.clone());
                context.statements.project(&name, ProjectFact::Parent(project.clone()), Basis::Stated, evidence);
            }
        }
        return;
    }
    let names = match label {
        Label::Funder => funders_of(context, value),
        _ => organisations_of(context, value),
    };
    for (index, (name, range)) in names.into_iter().enumerate() {
        let fact = match label {
            Label::Funder => ProjectFact::Funder(name.clone()),
            Label::Coordinator if index == 0 => ProjectFact::Coordinator(name.clone()),
            _ => ProjectFact::Partner(name.clone()),
        };
        let evidence = context.source.evidence(value, range);
        context.statements.organisation(
            &name,
            OrganisationFact::Listed(organisation::kind_of(&name)),
            evidence.clone(),
        );
        context.statements.project(&project, fact, Basis::Stated, evidence);
    }
    // The number of a project's leader may follow.
    if label == Label::Coordinator {
        card::close(context);
    }
}

/// The funder: an amount of money stands beside the name of the fund, and the fund in brackets repeats its name.
pub(super) fn funders_of(context: &mut Context<'_>, value: &SourceLine) -> Vec<(String, Range<usize>)> {
    let recognised: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for span in &recognised {
        if let Entity::Organisation(it) = &span.entity
            && !found.iter().any(|(name, _)| organisation::key(name) == organisation::key(&it.name))
        {
            let is_repeated =
                found.last().is_some_and(|(_, last)| value.view.get(last.end..span.range.start) == Some(" ("));
            if !is_repeated {
                found.push((it.name.clone(), span.range.clone()));
            }
        }
    }
    if found.is_empty() && !value.view.contains(|it: char| it.is_ascii_digit()) {
        return organisations_of(context, value);
    }
    found
}

/// The project of the open card: “Hanke: Silta, rahoittaja: STEA”.
fn own_project(context: &Context<'_>) -> Option<String> {
    context.card.as_ref()?.project.as_ref().map(|project| project.value.clone())
}

/// The times of the project, or of the card if it has no project of its own above it.
pub(super) fn extract_time(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let own = own_project(context).filter(|_| label == Label::ProjectPeriod);
    let label = if label == Label::ProjectPeriod { Label::Period } else { label };
    let times = temporal::times_of_value(&value.view, context.knowledge.document_date);
    let tokens = tokenizer::tokenize(&value.view);
    let mut bounds = Vec::new();
    for (index, time) in times.iter().enumerate() {
        let Some(bytes) = tokenizer::byte_range(&tokens, time.tokens.clone()) else { continue };
        let words = value.quote(bytes.clone()).to_owned();
        let evidence = context.source.evidence(value, bytes);
        let period = Period { evidence: evidence.clone(), ..time.value.period(&words) };
        let is_end = label == Label::End || time.value.kind == TimeKind::Until || label == Label::Period && index == 1;
        match (time.value.kind, time.value.end(&words)) {
            (TimeKind::FromTo, Some(end)) => {
                bounds.push((false, period));
                bounds.push((true, Period { evidence, ..end }));
            }
            // One year or month is a start and an end.
            // A day alone is when something happens, and no period.
            _ if label == Label::Period
                && time.value.kind == TimeKind::At
                && times.len() == 1
                && time.value.first == Some(time.value.last) => {}
            _ if label == Label::Period && times.len() == 1 && time.value.kind == TimeKind::At => {
                bounds.push((false, period.clone()));
                bounds.push((true, period));
            }
            _ => bounds.push((is_end, period)),
        }
    }
    let project = own.or_else(|| context.scope.project.clone());
    for (is_end, period) in bounds {
        let evidence = period.evidence.clone();
        match (&project, context.card.as_mut()) {
            (_, Some(card)) if label != Label::Period || project.is_none() => {
                let bound = if is_end { &mut card.end } else { &mut card.start };
                bound.get_or_insert_with(|| Box::new(period));
            }
            (Some(project), _) => {
                let fact = if is_end { ProjectFact::End(period) } else { ProjectFact::Start(period) };
                context.statements.project(project, fact, Basis::Stated, evidence);
            }
            _ => {}
        }
    }
}
