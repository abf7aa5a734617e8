//! What sentences and key lines say about projects: who leads, who pays, who takes part, from when to when.

use super::walk::{Reader, Said};
use crate::extract::entities::inflection::Case;
use crate::extract::entities::organisation::Organisation;
use crate::extract::entities::project;
use crate::extract::entities::recognizer::{Kind, Unit};
use crate::extract::entities::temporal::{Edge, When};
use crate::extract::statement::{OrganisationFact, ProjectFact};
use crate::model::{Basis, Evidence, OrganisationKind};

/// What a page calls a project that is a part of another, whichever word it uses.
pub(in crate::extract) const PART: &str = "osahanke";

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
pub(in crate::extract) fn read(reader: &mut Reader<'_>, said: Said<'_>) {
    named(reader, said);
    parts(reader, said);
    let cues: Vec<(usize, Cue)> = (0..said.units.len()).filter_map(|at| Some((at, cue(said, at)?))).collect();
    for (index, (at, cue)) in cues.iter().enumerate() {
        let end = cues.get(index + 1).map_or(said.units.len(), |(next, _)| *next);
        let start = index.checked_sub(1).and_then(|it| cues.get(it)).map_or(0, |(before, _)| *before);
        let scope = Scope { said, start, at: *at, end };
        let Some(subject) = scope.project(reader) else { continue };
        scope.note(reader, *cue, &subject);
    }
}

/// Notes the projects that a sentence names, and what their names tell.
pub(in crate::extract) fn named(reader: &mut Reader<'_>, said: Said<'_>) {
    let mut whole: Option<(String, bool)> = None;
    for (at, unit) in said.units.iter().enumerate() {
        let Kind::Project(project) = &unit.kind else {
            if !matches!(unit.kind, Kind::Mark) {
                whole = None;
            }
            if unit.word().starts_with("esr-tukirakenne")
                && let Some(name) = project_before(said, at)
            {
                let evidence = reader.page.evidence(said.line, unit.range.clone());
                reader.found.project(&name, ProjectFact::Funder("ESR".to_owned()), Basis::Implied, evidence);
            }
            continue;
        };
        let evidence = reader.page.evidence(said.line, unit.range.clone());
        let mut note = |says, basis| reader.found.project(&project.name, says, basis, evidence.clone());
        note(ProjectFact::Named, Basis::Stated);
        if project.part {
            note(ProjectFact::Kind(PART.to_owned()), Basis::Stated);
        }
        if let Some(capitals) = &project.abbreviation {
            note(ProjectFact::Abbreviation(capitals.clone()), Basis::Stated);
        }
        if let Some(fund) = &project.fund {
            note(ProjectFact::Funder(fund.clone()), Basis::Implied);
        }
        // “X -hankkeen Y -osahanke”: the genitive right before a part is the whole.
        if let Some((parent, true)) = &whole
            && project.part
        {
            note(ProjectFact::Parent(parent.clone()), Basis::Stated);
        }
        whole = Some((project.name.clone(), project.case == Case::Genitive && !project.bare));
        nationwide(reader, said, at, &project.name);
    }
}

/// “valtakunnallinen” right before a project, or before the word for it, says what sort it is.
fn nationwide(reader: &mut Reader<'_>, said: Said<'_>, at: usize, name: &str) {
    let Some(before) = at.checked_sub(1).and_then(|at| said.units.get(at)) else { return };
    let kind = match before.word() {
        word if word.starts_with("valtakunnalli") => "valtakunnallinen hanke",
        word if word.starts_with("alueelli") => "alueellinen hanke",
        _ => return,
    };
    let evidence = reader.page.evidence(said.line, said.span([at - 1, at]));
    reader.found.project(name, ProjectFact::Kind(kind.to_owned()), Basis::Stated, evidence);
}

/// The parts that a sentence lists behind a colon or a semicolon, with their units' bytes.
pub(in crate::extract) fn listed_parts(said: Said<'_>) -> Vec<(String, std::ops::Range<usize>)> {
    const PARTS: &[&str] = &["osiota", "osioon", "osaa", "osaan", "osahanketta", "osahankkeeseen", "osahankkeesta"];
    let mark = (0..said.units.len()).find(|at| said.is_mark(*at, ";") || said.is_mark(*at, ":"));
    let Some(mark) = mark else { return Vec::new() };
    let speaks = said.units.iter().take(mark).any(|unit| PARTS.contains(&unit.word()));
    let Some(start) = said.units.get(mark).filter(|_| speaks).map(|unit| unit.range.end) else { return Vec::new() };
    let end = said.units.last().map_or(start, |unit| unit.range.end);
    let list = said.line.view.get(start..end).unwrap_or_default();
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

fn parts(reader: &mut Reader<'_>, said: Said<'_>) {
    let listed = listed_parts(said);
    let Some(first) = listed.first() else { return };
    let subject =
        said.units.iter().take_while(|unit| unit.range.end <= first.1.start).find_map(|unit| match &unit.kind {
            Kind::Project(project) => Some(project.name.clone()),
            _ => None,
        });
    let Some(parent) = subject.or_else(|| reader.project.clone()) else { return };
    for (name, range) in listed.into_iter().filter(|(name, _)| *name != parent) {
        let evidence = reader.page.evidence(said.line, range);
        reader.found.project(&name, ProjectFact::Named, Basis::Stated, evidence);
        let evidence = reader.page.evidence(said.line, said.span(0..said.units.len()));
        reader.found.project(&name, ProjectFact::Parent(parent.clone()), Basis::Stated, evidence);
    }
}

fn cue(said: Said<'_>, at: usize) -> Option<Cue> {
    let unit = said.units.get(at)?;
    if let Kind::Role(role) = &unit.kind {
        let key = role.case == Case::Nominative && said.is_mark(at + 1, ":");
        return (role.title == "koordinaattori" && (key || role.case == Case::Essive)).then_some(Cue::Leads);
    }
    let word = unit.word();
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
struct Scope<'a> {
    said: Said<'a>,
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

impl Scope<'_> {
    /// The project nearest to the cue, or the one that “hanke” means; nothing when the sentence is about something else.
    fn project(&self, reader: &Reader<'_>) -> Option<Subject> {
        let near = |at: &usize| at.abs_diff(self.at);
        let named = |at: usize| match self.said.units.get(at).map(|unit| &unit.kind) {
            Some(Kind::Project(project)) => Some(project.name.clone()),
            Some(Kind::Word(word)) if project::is_generic(word).is_some() => reader.project.clone(),
            Some(Kind::Word(word)) if ["sita", "sen", "se"].contains(&word.as_str()) => reader.project.clone(),
            _ => None,
        };
        let at = (0..self.said.units.len()).filter(|at| named(*at).is_some()).min_by_key(near);
        if let Some(at) = at {
            return Some(Subject { name: named(at)?, at: Some(at) });
        }
        let key = (0..self.said.units.len().min(4)).any(|at| self.said.is_mark(at, ":"));
        let as_what = matches!(self.said.units.get(self.at).map(|unit| &unit.kind), Some(Kind::Role(_)));
        let name = reader.project.clone().filter(|_| key || as_what)?;
        Some(Subject { name, at: None })
    }

    fn note(&self, reader: &mut Reader<'_>, cue: Cue, subject: &Subject) {
        if let Some(at) = subject.at {
            nationwide(reader, self.said, at, &subject.name);
        }
        match cue {
            Cue::Leads => {
                let behind = self.organisations(self.at..self.end, Case::Nominative);
                let before = self.organisations(self.start..self.at, Case::Nominative);
                let leader = behind.first().or(before.last()).copied();
                if let Some(at) = leader {
                    self.say(reader, subject, at, ProjectFact::Coordinator);
                }
            }
            Cue::LedBy => {
                let before = self.organisations(self.start..self.at, Case::Genitive);
                if let Some(at) = before.last() {
                    self.say(reader, subject, *at, ProjectFact::Coordinator);
                }
            }
            Cue::Pays => {
                let mut payers = self.organisations(self.at..self.end, Case::Nominative);
                if payers.is_empty() {
                    payers = self.organisations(self.start..self.at, Case::Nominative);
                }
                for at in payers {
                    self.say(reader, subject, at, ProjectFact::Funder);
                }
            }
            Cue::PaidBy => {
                let before = self.organisations(self.start..self.at, Case::Genitive);
                if let Some(at) = before.last() {
                    self.say(reader, subject, *at, ProjectFact::Funder);
                }
            }
            Cue::Partners => {
                let behind = self.organisations(self.at..self.end, Case::Nominative);
                for at in behind {
                    self.say(reader, subject, at, ProjectFact::Partner);
                }
            }
            Cue::TakesPart => {
                let before = self.organisations(self.start..self.at, Case::Nominative);
                if let Some(at) = before.last() {
                    self.say(reader, subject, *at, ProjectFact::Partner);
                }
            }
            Cue::Begins | Cue::Ends | Cue::Lasts => self.times(reader, cue, subject),
        }
    }

    fn organisations(&self, range: std::ops::Range<usize>, case: Case) -> Vec<usize> {
        let of_case = |at: &usize| match self.said.units.get(*at).map(|unit| &unit.kind) {
            Some(Kind::Organisation(organisation)) => organisation.case == case,
            _ => false,
        };
        // “Euroopan sosiaalirahasto (ESR)”: the bracket repeats what it stands behind.
        let repeats = |at: &usize| {
            at.checked_sub(2).is_some_and(|before| {
                self.said.is_mark(at - 1, "(")
                    && matches!(self.said.units.get(before).map(|it| &it.kind), Some(Kind::Organisation(_)))
            })
        };
        range.filter(of_case).filter(|at| !repeats(at)).collect()
    }

    fn say(&self, reader: &mut Reader<'_>, subject: &Subject, at: usize, fact: fn(String) -> ProjectFact) {
        let Some(Unit { kind: Kind::Organisation(organisation), range }) = self.said.units.get(at) else { return };
        let proof = self.said.span([at, self.at].into_iter().chain(subject.at));
        let evidence = reader.page.evidence(self.said.line, proof);
        reader.found.project(&subject.name, fact(organisation.name.clone()), Basis::Stated, evidence);
        let named = reader.page.evidence(self.said.line, range.clone());
        list(reader, organisation, named);
    }

    /// A time belongs to the cue before it; a span, and a time that says “until”, mean what they say under any cue.
    fn times(&self, reader: &mut Reader<'_>, cue: Cue, subject: &Subject) {
        let whens: Vec<(usize, When)> = (self.at..self.end).filter_map(|at| self.when(at)).collect();
        for (index, (at, when)) in whens.iter().enumerate() {
            let Some(range) = self.said.units.get(*at).map(|unit| unit.range.clone()) else { continue };
            let words = self.said.line.quote(range.clone()).to_owned();
            let proof = reader.page.evidence(self.said.line, self.said.span([*at, self.at]));
            let second = index == 1 && cue == Cue::Lasts;
            let with = |mut period: crate::model::Period, evidence: &[Evidence]| {
                period.evidence = evidence.to_vec();
                period
            };
            let start = with(when.period(&words), &proof);
            match (when.edge, cue) {
                (Edge::Span, _) => {
                    let end = when.end(&words).map(|end| with(end, &proof));
                    reader.found.project(&subject.name, ProjectFact::Start(start), Basis::Stated, proof.clone());
                    if let Some(end) = end {
                        reader.found.project(&subject.name, ProjectFact::End(end), Basis::Stated, proof);
                    }
                }
                (Edge::End, _) | (_, Cue::Ends) => {
                    reader.found.project(&subject.name, ProjectFact::End(start), Basis::Stated, proof);
                }
                (_, Cue::Lasts) if second => {
                    reader.found.project(&subject.name, ProjectFact::End(start), Basis::Stated, proof);
                }
                (_, Cue::Lasts) if whens.len() > 1 => {
                    reader.found.project(&subject.name, ProjectFact::Start(start), Basis::Stated, proof);
                }
                (Edge::Start, _) | (_, Cue::Begins) => {
                    reader.found.project(&subject.name, ProjectFact::Start(start), Basis::Stated, proof);
                }
                _ => {}
            }
        }
    }

    fn when(&self, at: usize) -> Option<(usize, When)> {
        match self.said.units.get(at)?.kind {
            Kind::When(when) => Some((at, when)),
            _ => None,
        }
    }
}

/// Notes that an organisation plays a part, under its name and the other one that the text uses.
pub(in crate::extract) fn list(reader: &mut Reader<'_>, organisation: &Organisation, evidence: Vec<Evidence>) {
    let kind: OrganisationKind = organisation.kind;
    if let Some(alias) = &organisation.alias {
        let says = OrganisationFact::Alias(alias.clone());
        reader.found.organisation(&organisation.name, says, evidence.clone());
    }
    reader.found.organisation(&organisation.name, OrganisationFact::Listed(kind), evidence);
}

fn project_before(said: Said<'_>, at: usize) -> Option<String> {
    said.units.iter().take(at).rev().find_map(|unit| match &unit.kind {
        Kind::Project(project) => Some(project.name.clone()),
        _ => None,
    })
}
