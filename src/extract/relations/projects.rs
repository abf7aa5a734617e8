//! What sentences and key lines say about projects: who leads, who pays, who takes part, from when to when.

use super::context::Context;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::inflection::NounCase;
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::project;
use crate::extract::entities::temporal::{TimeExpression, TimeKind};
use crate::extract::statement::{OrganisationFact, ProjectFact};
use crate::model::{Basis, Evidence, OrganisationKind};

/// What a page calls a project that is a part of another, whichever word it uses.
pub(crate) const PART: &str = "osahanke";

/// What a word of the sentence asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// “koordinoi”: the organisation behind or before leads.
    Leads,
    /// “koordinoima”: the organisation right before leads.
    LedBy,
    /// “rahoittaa”
    Pays,
    /// “rahoittama”
    PaidBy,
    /// “osatoteuttajat”
    Partners,
    /// “osallistuu”
    TakesPart,
    /// “alkoi”
    Begins,
    /// “päättyy”
    Ends,
    /// “toteutetaan”
    Lasts,
}

/// Notes everything that a sentence says about projects.
pub(crate) fn read(context: &mut Context<'_>, sentence: Sentence<'_>) {
    named(context, sentence);
    parts(context, sentence);
    let cues: Vec<(usize, Cue)> = (0..sentence.spans.len()).filter_map(|at| Some((at, cue(sentence, at)?))).collect();
    for (index, (at, cue)) in cues.iter().enumerate() {
        let end = cues.get(index + 1).map_or(sentence.spans.len(), |(next, _)| *next);
        let start = index.checked_sub(1).and_then(|it| cues.get(it)).map_or(0, |(before, _)| *before);
        let scope = CueScope { sentence, start, at: *at, end };
        let Some(subject) = scope.project(context) else { continue };
        scope.note(context, *cue, &subject);
    }
}

/// Notes the projects that a sentence names, and what their names tell.
pub(crate) fn named(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let mut whole: Option<(String, bool)> = None;
    for (at, span) in sentence.spans.iter().enumerate() {
        let Entity::Project(project) = &span.entity else {
            if !matches!(span.entity, Entity::Mark) {
                whole = None;
            }
            if span.word().starts_with("esr-tukirakenne")
                && let Some(name) = project_before(sentence, at)
            {
                let evidence = context.page.evidence(sentence.line, span.range.clone());
                context.statements.project(&name, ProjectFact::Funder("ESR".to_owned()), Basis::Implied, evidence);
            }
            continue;
        };
        let evidence = context.page.evidence(sentence.line, span.range.clone());
        let mut note = |fact, basis| context.statements.project(&project.name, fact, basis, evidence.clone());
        note(ProjectFact::Named, Basis::Stated);
        if project.is_part {
            note(ProjectFact::Entity(PART.to_owned()), Basis::Stated);
        }
        if let Some(capitals) = &project.abbreviation {
            note(ProjectFact::Abbreviation(capitals.clone()), Basis::Stated);
        }
        if let Some(fund) = &project.fund {
            note(ProjectFact::Funder(fund.clone()), Basis::Implied);
        }
        // “X -hankkeen Y -osahanke”: the genitive right before a part is the whole.
        if let Some((parent, true)) = &whole
            && project.is_part
        {
            note(ProjectFact::Parent(parent.clone()), Basis::Stated);
        }
        whole = Some((project.name.clone(), project.case == NounCase::Genitive && project.has_head));
        nationwide(context, sentence, at, &project.name);
    }
}

/// “valtakunnallinen” right before a project, or before the word for it, says what sort it is.
fn nationwide(context: &mut Context<'_>, sentence: Sentence<'_>, at: usize, name: &str) {
    let Some(before) = at.checked_sub(1).and_then(|at| sentence.spans.get(at)) else { return };
    let kind = match before.word() {
        word if word.starts_with("valtakunnalli") => "valtakunnallinen hanke",
        word if word.starts_with("alueelli") => "alueellinen hanke",
        _ => return,
    };
    let evidence = context.page.evidence(sentence.line, sentence.byte_range([at - 1, at]));
    context.statements.project(name, ProjectFact::Entity(kind.to_owned()), Basis::Stated, evidence);
}

/// The parts that a sentence lists behind a colon or a semicolon, with their units' bytes.
pub(crate) fn listed_parts(sentence: Sentence<'_>) -> Vec<(String, std::ops::Range<usize>)> {
    const PARTS: &[&str] = &["osiota", "osioon", "osaa", "osaan", "osahanketta", "osahankkeeseen", "osahankkeesta"];
    let mark = (0..sentence.spans.len()).find(|at| sentence.is_mark(*at, ";") || sentence.is_mark(*at, ":"));
    let Some(mark) = mark else { return Vec::new() };
    let speaks = sentence.spans.iter().take(mark).any(|span| PARTS.contains(&span.word()));
    let Some(start) = sentence.spans.get(mark).filter(|_| speaks).map(|span| span.range.end) else { return Vec::new() };
    let end = sentence.spans.last().map_or(start, |span| span.range.end);
    let list = sentence.line.view.get(start..end).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = start;
    for piece in list.split_inclusive([',', ';']).flat_map(|piece| piece.split_inclusive(" ja ")) {
        let bare = piece.strip_suffix(" ja ").unwrap_or(piece);
        let name = bare.trim_matches([' ', ',', ';', '.', ')']);
        let lead = bare.find(name).unwrap_or(0);
        let short = (1..=4).contains(&name.split_whitespace().count());
        if short && name.starts_with(char::is_uppercase) {
            found.push((name.to_owned(), at + lead..at + lead + name.len()));
        }
        at += piece.len();
    }
    if found.len() >= 2 { found } else { Vec::new() }
}

fn parts(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let listed = listed_parts(sentence);
    let Some(first) = listed.first() else { return };
    let subject =
        sentence.spans.iter().take_while(|span| span.range.end <= first.1.start).find_map(|span| match &span.entity {
            Entity::Project(project) => Some(project.name.clone()),
            _ => None,
        });
    let Some(parent) = subject.or_else(|| context.project.clone()) else { return };
    for (name, range) in listed.into_iter().filter(|(name, _)| *name != parent) {
        let evidence = context.page.evidence(sentence.line, range);
        context.statements.project(&name, ProjectFact::Named, Basis::Stated, evidence);
        let evidence = context.page.evidence(sentence.line, sentence.byte_range(0..sentence.spans.len()));
        context.statements.project(&name, ProjectFact::Parent(parent.clone()), Basis::Stated, evidence);
    }
}

fn cue(sentence: Sentence<'_>, at: usize) -> Option<Cue> {
    let span = sentence.spans.get(at)?;
    if let Entity::Role(role) = &span.entity {
        let key = role.case == NounCase::Nominative && sentence.is_mark(at + 1, ":");
        return (role.title == "koordinaattori" && (key || role.case == NounCase::Essive)).then_some(Cue::Leads);
    }
    let word = span.word();
    let begins = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let is = |words: &[&str]| words.contains(&word);
    if begins(&["koordinoima", "hallinnoima"]) {
        Some(Cue::LedBy)
    } else if is(&["koordinoi", "hallinnoi", "samordnar"]) || begins(&["koordinoinni", "paatoteuttaja"]) {
        Some(Cue::Leads)
    } else if begins(&["rahoittama"]) {
        Some(Cue::PaidBy)
    } else if is(&["rahoittaa", "rahoittavat"]) || begins(&["rahoittaj"]) {
        Some(Cue::Pays)
    } else if begins(&["osatoteuttaj", "yhteistyokumppan", "kumppan"]) {
        Some(Cue::Partners)
    } else if is(&["osallistuu", "osallistuvat"]) {
        Some(Cue::TakesPart)
    } else if is(&["alkoi", "alkaa", "kaynnistyi", "kaynnistyy", "alku"]) {
        Some(Cue::Begins)
    } else if is(&["paattyy", "paattyi", "jatkuu", "jatkui", "kestaa", "kesti", "paattyminen", "loppui"]) {
        Some(Cue::Ends)
    } else if is(&["toteutetaan", "toteutettiin", "toteutusaika", "toiminta-aika", "hankeaika", "kausi"]) {
        Some(Cue::Lasts)
    } else {
        None
    }
}

/// The stretch of a sentence that one cue rules.
struct CueScope<'a> {
    sentence: Sentence<'a>,
    start: usize,
    at: usize,
    end: usize,
}

/// The project that a cue speaks of.
struct Subject {
    name: String,
    /// The unit that names it, when the sentence does.
    at: Option<usize>,
}

impl CueScope<'_> {
    /// The project nearest to the cue, or the one that “hanke” means; nothing when the sentence is about something else.
    fn project(&self, context: &Context<'_>) -> Option<Subject> {
        let near = |at: &usize| at.abs_diff(self.at);
        let named = |at: usize| match self.sentence.spans.get(at).map(|span| &span.entity) {
            Some(Entity::Project(project)) => Some(project.name.clone()),
            Some(Entity::Word(word)) if project::is_generic(word).is_some() => context.project.clone(),
            Some(Entity::Word(word)) if ["sita", "sen", "se"].contains(&word.as_str()) => context.project.clone(),
            _ => None,
        };
        let at = (0..self.sentence.spans.len()).filter(|at| named(*at).is_some()).min_by_key(near);
        if let Some(at) = at {
            return Some(Subject { name: named(at)?, at: Some(at) });
        }
        let key = (0..self.sentence.spans.len().min(4)).any(|at| self.sentence.is_mark(at, ":"));
        let as_what = matches!(self.sentence.spans.get(self.at).map(|span| &span.entity), Some(Entity::Role(_)));
        let name = context.project.clone().filter(|_| key || as_what)?;
        Some(Subject { name, at: None })
    }

    fn note(&self, context: &mut Context<'_>, cue: Cue, subject: &Subject) {
        if let Some(at) = subject.at {
            nationwide(context, self.sentence, at, &subject.name);
        }
        match cue {
            Cue::Leads => {
                let behind = self.organisations(self.at..self.end, NounCase::Nominative);
                let before = self.organisations(self.start..self.at, NounCase::Nominative);
                let leader = behind.first().or(before.last()).copied();
                if let Some(at) = leader {
                    self.say(context, subject, at, ProjectFact::Coordinator);
                }
            }
            Cue::LedBy => {
                let before = self.organisations(self.start..self.at, NounCase::Genitive);
                if let Some(at) = before.last() {
                    self.say(context, subject, *at, ProjectFact::Coordinator);
                }
            }
            Cue::Pays => {
                let mut payers = self.organisations(self.at..self.end, NounCase::Nominative);
                if payers.is_empty() {
                    payers = self.organisations(self.start..self.at, NounCase::Nominative);
                }
                for at in payers {
                    self.say(context, subject, at, ProjectFact::Funder);
                }
            }
            Cue::PaidBy => {
                let before = self.organisations(self.start..self.at, NounCase::Genitive);
                if let Some(at) = before.last() {
                    self.say(context, subject, *at, ProjectFact::Funder);
                }
            }
            Cue::Partners => {
                let behind = self.organisations(self.at..self.end, NounCase::Nominative);
                for at in behind {
                    self.say(context, subject, at, ProjectFact::Partner);
                }
            }
            Cue::TakesPart => {
                let before = self.organisations(self.start..self.at, NounCase::Nominative);
                if let Some(at) = before.last() {
                    self.say(context, subject, *at, ProjectFact::Partner);
                }
            }
            Cue::Begins | Cue::Ends | Cue::Lasts => self.times(context, cue, subject),
        }
    }

    fn organisations(&self, range: std::ops::Range<usize>, case: NounCase) -> Vec<usize> {
        let of_case = |at: &usize| match self.sentence.spans.get(*at).map(|span| &span.entity) {
            Some(Entity::Organisation(organisation)) => organisation.case == case,
            _ => false,
        };
        // “Euroopan sosiaalirahasto (ESR)”: the bracket repeats what it stands behind.
        let repeats = |at: &usize| {
            at.checked_sub(2).is_some_and(|before| {
                self.sentence.is_mark(at - 1, "(")
                    && matches!(self.sentence.spans.get(before).map(|it| &it.entity), Some(Entity::Organisation(_)))
            })
        };
        range.filter(of_case).filter(|at| !repeats(at)).collect()
    }

    fn say(&self, context: &mut Context<'_>, subject: &Subject, at: usize, fact: fn(String) -> ProjectFact) {
        let Some(Span { entity: Entity::Organisation(organisation), range }) = self.sentence.spans.get(at) else {
            return;
        };
        let proof = self.sentence.byte_range([at, self.at].into_iter().chain(subject.at));
        let evidence = context.page.evidence(self.sentence.line, proof);
        context.statements.project(&subject.name, fact(organisation.name.clone()), Basis::Stated, evidence);
        let named = context.page.evidence(self.sentence.line, range.clone());
        state_organisation(context, organisation, named);
    }

    /// A time belongs to the cue before it; a span, and a time that says “until”, mean what they say under any cue.
    fn times(&self, context: &mut Context<'_>, cue: Cue, subject: &Subject) {
        let find_times: Vec<(usize, TimeExpression)> = (self.at..self.end).filter_map(|at| self.when(at)).collect();
        for (index, (at, when)) in find_times.iter().enumerate() {
            let Some(range) = self.sentence.spans.get(*at).map(|span| span.range.clone()) else { continue };
            let words = self.sentence.line.quote(range.clone()).to_owned();
            let proof = context.page.evidence(self.sentence.line, self.sentence.byte_range([*at, self.at]));
            let second = index == 1 && cue == Cue::Lasts;
            let with = |mut period: crate::model::Period, evidence: &[Evidence]| {
                period.evidence = evidence.to_vec();
                period
            };
            let start = with(when.period(&words), &proof);
            match (when.kind, cue) {
                (TimeKind::FromTo, _) => {
                    let end = when.end(&words).map(|end| with(end, &proof));
                    context.statements.project(&subject.name, ProjectFact::Start(start), Basis::Stated, proof.clone());
                    if let Some(end) = end {
                        context.statements.project(&subject.name, ProjectFact::End(end), Basis::Stated, proof);
                    }
                }
                (TimeKind::Until, _) | (_, Cue::Ends) => {
                    context.statements.project(&subject.name, ProjectFact::End(start), Basis::Stated, proof);
                }
                (_, Cue::Lasts) if second => {
                    context.statements.project(&subject.name, ProjectFact::End(start), Basis::Stated, proof);
                }
                (_, Cue::Lasts) if find_times.len() > 1 => {
                    context.statements.project(&subject.name, ProjectFact::Start(start), Basis::Stated, proof);
                }
                (TimeKind::Since, _) | (_, Cue::Begins) => {
                    context.statements.project(&subject.name, ProjectFact::Start(start), Basis::Stated, proof);
                }
                _ => {}
            }
        }
    }

    fn when(&self, at: usize) -> Option<(usize, TimeExpression)> {
        match self.sentence.spans.get(at)?.entity {
            Entity::Time(when) => Some((at, when)),
            _ => None,
        }
    }
}

/// Notes that an organisation plays a part, under its name and the other one that the text uses.
pub(crate) fn state_organisation(
    context: &mut Context<'_>,
    organisation: &OrganisationMention,
    evidence: Vec<Evidence>,
) {
    let kind: OrganisationKind = organisation.kind;
    if let Some(alias) = &organisation.alias {
        let fact = OrganisationFact::Alias(alias.clone());
        context.statements.organisation(&organisation.name, fact, evidence.clone());
    }
    context.statements.organisation(&organisation.name, OrganisationFact::Listed(kind), evidence);
}

fn project_before(sentence: Sentence<'_>, at: usize) -> Option<String> {
    sentence.spans.iter().take(at).rev().find_map(|span| match &span.entity {
        Entity::Project(project) => Some(project.name.clone()),
        _ => None,
    })
}
