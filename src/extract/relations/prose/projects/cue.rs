//! Verbs and other words that show what a sentence states about a project.

use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use std::ops::Range;

use super::{extract_reach, project_name};
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::project;
use crate::extract::entities::temporal::{TimeExpression, TimeKind};
use crate::extract::relations::context::Context;
use crate::extract::statement::ProjectFact;
use crate::language::Case;
use crate::model::{Basis, OrganisationKind, Period};

/// A word that relates an organisation or a time to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// “koordinoi”: the organisation after or before leads.
    Leads,
    /// “koordinoima”: the organisation directly before leads.
    LedBy,
    /// “rahoittaa”
    Funds,
    /// “rahoittama”
    FundedBy,
    /// “rahoitetaan”: the organisation after it pays, in whichever case.
    FundedFrom,
    /// “osatoteuttajat”
    Partners,
    /// “osallistuu”
    TakesPart,
    /// “yhdessä … kanssa”
    Together,
    /// “yhteishanke”: the organisations in front of it, or after it.
    Joint,
    /// “Kotkan kaupungin hanke”: the organisation directly in front of it owns the project that the sentence is about.
    Owned,
    /// “alkoi”
    Begins,
    /// “päättyy”
    Ends,
    /// “toteutetaan”
    Lasts,
}

pub(super) fn cue_at(sentence: Sentence<'_>, at: usize) -> Option<Cue> {
    let span = sentence.spans.get(at)?;
    if let Entity::Role(role) = &span.entity {
        let is_label = role.case == Case::Nominative && sentence.is_mark(at + 1, ":");
        // “Hankkeen vetäjä on Etelä-Karjalan kansanopisto”
        let is_of_project = at > 0
            && matches!(sentence.entity(at - 1), Some(Entity::Word(word)) if project::is_generic(word).is_some());
        let is_followed = sentence.spans.get(at + 1).is_some_and(|span| ["on", "toimii"].contains(&span.word()))
            && matches!(sentence.entity(at + 2), Some(Entity::Organisation(_)));
        let leads =
            role.title == "koordinaattori" && (is_label || role.case == Case::Essive) || is_of_project && is_followed;
        return leads.then_some(Cue::Leads);
    }
    let word = span.word();
    if let Some(cue) = predicate_at(sentence, at) {
        return Some(cue);
    }
    let has_preposition = |(_, verbs, prepositions): &&(Cue, WordList, WordList)| {
        VOCABULARY.lists(*verbs, word) && follows(sentence, at, *prepositions)
    };
    if let Some((cue, ..)) = WITH_PREPOSITION.iter().find(has_preposition) {
        return Some(*cue);
    }
    let is_together = || sentence.spans.iter().take(at).any(|span| ["yhdessa", "yhteistyossa"].contains(&span.word()));
    if word == "kanssa" && is_together() {
        return Some(Cue::Together);
    }
    let by_stem = STEMS.iter().find(|(_, stems)| VOCABULARY.begins(*stems, word));
    by_stem.or_else(|| WORDS.iter().find(|(_, words)| VOCABULARY.lists(*words, word))).map(|(cue, _)| *cue)
}

/// The meaning of a word for project as the predicate of a sentence that begins with the name of one: “X on A:n ja B:n
/// yhteishanke”, “X är ett samprojekt mellan A och B”, “X is a joint project of A and B”, “X on A:n hanke”.
fn predicate_at(sentence: Sentence<'_>, at: usize) -> Option<Cue> {
    let word = sentence.spans.get(at)?.word();
    let verb = sentence.find_listed(WordList::Copulas).filter(|verb| *verb < at)?;
    (0..verb).find(|at| matches!(sentence.entity(*at), Some(Entity::Project(_))))?;
    let before = at.checked_sub(1)?;
    let owns = |at: usize| matches!(sentence.entity(at), Some(Entity::Organisation(it)) if it.case == Case::Genitive && it.kind != OrganisationKind::Fund);
    let is_noun = project::is_generic(word) == Some(Case::Nominative) || matches!(word, "project" | "projekt");
    let is_between = || sentence.is_listed(at + 1, WordList::Between);
    let owners = (verb..at).filter(|at| owns(*at)).count();
    let is_joint = project::is_joint(word)
        || is_noun && owns(before) && owners > 1
        || is_noun && is_between() && sentence.spans.get(before).is_some_and(|span| span.word() == "joint");
    if is_joint {
        return Some(Cue::Joint);
    }
    (is_noun && owns(before)).then_some(Cue::Owned)
}

/// Verbs that are a cue with one of some prepositions after them.
const WITH_PREPOSITION: [(Cue, WordList, WordList); 3] = [
    (Cue::LedBy, WordList::LedBy, WordList::By),
    (Cue::FundedBy, WordList::FundedBy, WordList::By),
    (Cue::Partners, WordList::Jointly, WordList::With),
];

/// Beginnings of words that are a cue in every form.
const STEMS: [(Cue, WordList); 5] = [
    (Cue::LedBy, WordList::LedByStems),
    (Cue::Leads, WordList::LeadsStems),
    (Cue::FundedBy, WordList::FundedByStems),
    (Cue::Funds, WordList::FundsStems),
    (Cue::Partners, WordList::PartnerStems),
];

/// Words that are a cue in one form.
const WORDS: [(Cue, WordList); 8] = [
    (Cue::Leads, WordList::Leads),
    (Cue::Funds, WordList::Funds),
    (Cue::FundedFrom, WordList::FundedFrom),
    (Cue::Partners, WordList::Partners),
    (Cue::TakesPart, WordList::TakesPart),
    (Cue::Begins, WordList::Begins),
    (Cue::Ends, WordList::Ends),
    (Cue::Lasts, WordList::Lasts),
];

/// Whether one of the next words is one of a list: “genomförs i Österbotten av”.
pub(super) fn follows(sentence: Sentence<'_>, at: usize, words: WordList) -> bool {
    (at + 1..sentence.spans.len().min(at + 6)).any(|at| sentence.is_listed(at, words))
}

/// The spans of a sentence that one cue is about: from the cue before it to the next.
pub(super) struct CueScope<'a> {
    pub(super) sentence: Sentence<'a>,
    pub(super) start: usize,
    pub(super) at: usize,
    pub(super) end: usize,
}

/// The project that a cue is about.
pub(super) struct Subject {
    pub(super) name: String,
    /// Index of the span that names it, if the sentence does.
    pub(super) at: Option<usize>,
}

impl CueScope<'_> {
    /// The project nearest to the cue, else the one that “hanke” means, or `None` if the sentence is about neither.
    pub(super) fn subject(&self, context: &Context<'_>, cue: Cue) -> Option<Subject> {
        if matches!(cue, Cue::Joint | Cue::Owned) {
            return self.sentence.indices().find_map(|at| match self.sentence.entity(at)? {
                Entity::Project(project) => Some(Subject { name: project.name.clone(), at: Some(at) }),
                _ => None,
            });
        }
        let named = |at: usize| match self.sentence.entity(at)? {
            Entity::Project(project) => Some(project.name.clone()),
            Entity::Word(word) if project::is_generic(word).is_some() => context.scope.project.clone(),
            // “Uusi alku -hanke alkoi 1.1.2024 ja se päättyy 31.12.2026”
            Entity::Word(word) if ["sita", "sen", "se", "det", "it"].contains(&word.as_str()) => {
                let mut before = (0..at).rev().filter_map(|at| self.sentence.spans.get(at)).filter_map(project_name);
                before.next().map(str::to_owned).or_else(|| context.scope.project.clone())
            }
            Entity::Word(word) if ["projektet", "projektets", "project"].contains(&word.as_str()) => {
                context.scope.project.clone()
            }
            _ => None,
        };
        let is_subject = |at: &usize| named(*at).is_some() && predicate_at(self.sentence, *at).is_none();
        let nearest = self.sentence.indices().filter(is_subject).min_by_key(|at| at.abs_diff(self.at));
        if let Some(at) = nearest {
            return Some(Subject { name: named(at)?, at: Some(at) });
        }
        // “Rahoittaja on Opetushallitus.” refers to the project of the text.
        let begins = self.at == 0 && self.sentence.is_listed(1, WordList::PresentCopulas);
        if begins && self.sentence.role(0).is_none() {
            return context.scope.project.clone().map(|name| Subject { name, at: None });
        }
        let has_label = (0..self.sentence.spans.len().min(4)).any(|at| self.sentence.is_mark(at, ":"));
        let is_role = self.sentence.role(self.at).is_some();
        let name = context.scope.project.clone().filter(|_| has_label || is_role)?;
        Some(Subject { name, at: None })
    }

    pub(super) fn extract(&self, context: &mut Context<'_>, cue: Cue, subject: &Subject) {
        if let Some(at) = subject.at {
            extract_reach(context, self.sentence, at, &subject.name);
        }
        let before = |case| self.organisations(self.start..self.at, case);
        let after = || self.organisations(self.at..self.end, Case::Nominative);
        let last_before = |case| before(case).last().copied().into_iter().collect::<Vec<_>>();
        let (organisations, fact): (Vec<usize>, fn(String) -> ProjectFact) = match cue {
            Cue::Leads => {
                let leader = after().first().copied().or(before(Case::Nominative).last().copied());
                (leader.into_iter().collect(), ProjectFact::Coordinator)
            }
            // “led by” has the organisation after it, “koordinoima” before it.
            Cue::LedBy => {
                let leader = last_before(Case::Genitive);
                let leader = if leader.is_empty() { after().into_iter().take(1).collect() } else { leader };
                (leader, ProjectFact::Coordinator)
            }
            Cue::Funds => {
                let funders = after();
                let funders = if funders.is_empty() { before(Case::Nominative) } else { funders };
                (funders, ProjectFact::Funder)
            }
            Cue::FundedBy => {
                let funder = last_before(Case::Genitive);
                (if funder.is_empty() { after() } else { funder }, ProjectFact::Funder)
            }
            // “rahoitetaan ESR:stä”, “rahoitetaan Euroopan sosiaalirahaston tuella”
            Cue::FundedFrom => {
                let forms = [Case::Nominative, Case::From, Case::Genitive]
                    .map(|case| self.organisations(self.at..self.end, case));
                (forms.into_iter().find(|funders| !funders.is_empty()).unwrap_or_default(), ProjectFact::Funder)
            }
            // “The City of Raahe and the parish were partners.”
            Cue::Partners if after().is_empty() && self.is_predicate() => {
                (before(Case::Nominative), ProjectFact::Partner)
            }
            Cue::Partners => (after(), ProjectFact::Partner),
            Cue::Joint => {
                let owners = self.organisations(0..self.at, Case::Genitive);
                (if owners.is_empty() { after() } else { owners }, ProjectFact::Partner)
            }
            Cue::Owned => (last_before(Case::Genitive), ProjectFact::Coordinator),
            Cue::Together => (before(Case::Genitive), ProjectFact::Partner),
            // “deltar” has all the organisations in front of it or after it, “osallistuu” the last one in front.
            Cue::TakesPart if self.sentence.is_listed(self.at, WordList::TakePart) => {
                // “I projektet deltar Karleby stad och Röda Korset”
                let subjects = before(Case::Nominative);
                (if subjects.is_empty() { after() } else { subjects }, ProjectFact::Partner)
            }
            Cue::TakesPart => (last_before(Case::Nominative), ProjectFact::Partner),
            Cue::Begins | Cue::Ends | Cue::Lasts => return self.extract_times(context, cue, subject),
        };
        for at in organisations {
            self.extract_organisation(context, subject, at, fact);
        }
        // “was carried out by the council between 2018 and 2020”, “is coordinated by the council until 2025”
        let is_bound = |time: (usize, TimeExpression)| matches!(time.1.kind, TimeKind::FromTo | TimeKind::Until);
        if matches!(cue, Cue::LedBy | Cue::Owned | Cue::Joint)
            && (self.at..self.end).filter_map(|at| self.time_at(at)).all(is_bound)
        {
            self.extract_times(context, cue, subject);
        }
    }

    /// Whether a verb for “is” or “was” is directly before the cue.
    fn is_predicate(&self) -> bool {
        let lists = [WordList::Copulas, WordList::PresentCopulas, WordList::PastCopulas];
        self.at.checked_sub(1).is_some_and(|verb| lists.iter().any(|list| self.sentence.is_listed(verb, *list)))
    }

    /// The organisations of a range in a case, without abbreviations that only repeat the name before them.
    pub(super) fn organisations(&self, range: Range<usize>, case: Case) -> Vec<usize> {
        let is_organisation = |at: usize| matches!(self.sentence.entity(at), Some(Entity::Organisation(_)));
        let has_case = |at: usize| match self.sentence.entity(at) {
            Some(Entity::Organisation(organisation)) => organisation.case == case,
            _ => false,
        };
        // “Euroopan sosiaalirahasto (ESR)”
        let repeats = |at: usize| at >= 2 && self.sentence.is_mark(at - 1, "(") && is_organisation(at - 2);
        range.filter(|at| has_case(*at) && !repeats(*at)).collect()
    }

    pub(super) fn extract_organisation(
        &self,
        context: &mut Context<'_>,
        subject: &Subject,
        at: usize,
        fact: fn(String) -> ProjectFact,
    ) {
        let Some(Entity::Organisation(organisation)) = self.sentence.entity(at) else { return };
        let evidence = context.evidence_of(self.sentence, [at, self.at].into_iter().chain(subject.at));
        context.statements.project(&subject.name, fact(organisation.name.clone()), Basis::Stated, evidence);
        let evidence = context.evidence_of(self.sentence, [at]);
        context.add_organisation(organisation, evidence);
    }

    /// States the times after a cue. Whether a time is a start or an end depends on its form, else on the cue.
    pub(super) fn extract_times(&self, context: &mut Context<'_>, cue: Cue, subject: &Subject) {
        let times: Vec<(usize, TimeExpression)> = (self.at..self.end).filter_map(|at| self.time_at(at)).collect();
        for (index, (at, time)) in times.iter().enumerate() {
            let words = self.sentence.line.quote(self.sentence.byte_range([*at]));
            let evidence = context.evidence_of(self.sentence, [*at, self.at]);
            let mut state = |fact: fn(Period) -> ProjectFact, period: Period| {
                let period = Period { evidence: evidence.clone(), ..period };
                context.statements.project(&subject.name, fact(period), Basis::Stated, evidence.clone());
            };
            let period = time.period(words);
            // “toteutetaan kesäkuussa 2015 … joulukuussa 2016”: of several times, the first two are start and end.
            let is_second = cue == Cue::Lasts && index == 1;
            let is_one_of_several = cue == Cue::Lasts && times.len() > 1;
            match time.kind {
                TimeKind::FromTo => {
                    state(ProjectFact::Start, period);
                    if let Some(end) = time.end(words) {
                        state(ProjectFact::End, end);
                    }
                }
                TimeKind::Until => state(ProjectFact::End, period),
                _ if cue == Cue::Ends || is_second => state(ProjectFact::End, period),
                TimeKind::Since => state(ProjectFact::Start, period),
                TimeKind::At if cue == Cue::Begins || is_one_of_several => state(ProjectFact::Start, period),
                TimeKind::At => {}
            }
        }
    }

    pub(super) fn time_at(&self, at: usize) -> Option<(usize, TimeExpression)> {
        match self.sentence.entity(at)? {
            Entity::Time(time) => Some((at, *time)),
            _ => None,
        }
    }
}
