//! The account of a document: what was found in it and by which rule, and what was seen and not used.

use crate::text::sort_by_key;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::document::block::Block;
use super::document::source_text::{SourceLine, SourceText};
use super::resolve::people::{Merge, MergeReason};
use super::statement::{
    DocumentStatements, Leftover, LeftoverKind, OrganisationFact, PersonFact, PositionStatement, ProjectFact,
    StatedHolder,
};
use crate::model::{Basis, DocumentId, Evidence, NamedPlace, Period};

/// The findings in a document: the facts, and the values seen and not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentAccount {
    /// The document in the model.
    pub document: DocumentId,
    /// The path of its file as it was given.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The time at which its statements were true.
    pub published: Option<Period>,
    /// The findings of its statements, each once, in the order of the lines.
    pub findings: Vec<Finding>,
    /// The mentions of people that are linked to a person of another name.
    pub merges: Vec<Merge>,
    /// The findings that no statement uses, in the order of the lines.
    pub left: Vec<Leftover>,
    /// Names of columns and properties of a contact file for which the model has no place, with the number of values.
    pub ignored: BTreeMap<String, usize>,
}

/// Something that was found in a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The line of the first passage that proves it, from 1.
    pub line: Option<u32>,
    /// Its kind.
    pub kind: FindingKind,
    /// As the model has it.
    pub value: String,
    /// The person, project or organisation that it belongs to.
    pub owner: Option<String>,
    /// The basis on which it follows from its passages.
    pub basis: Basis,
    /// The rule that found it. `None` if several parts of the line could have been the source.
    pub rule: Option<Rule>,
}

/// The kind of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// A person.
    Person,
    /// The title of a position.
    Position,
    /// A project or a part of one.
    Project,
    /// An organisation.
    Organisation,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A place or an area.
    Place,
    /// When a project or a position begins or ends.
    Period,
}

/// A rule of extraction: each reads one kind of block, and two read no block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Reads the keys at the top of a document.
    FrontMatter,
    /// Reads a heading.
    Heading,
    /// Reads lines and sentences.
    Text,
    /// Reads an item of a list.
    Item,
    /// Reads a key with its value.
    Field,
    /// Reads the rows of a table.
    Table,
    /// Makes an address from a printed pattern.
    Pattern,
    /// Reads an entry of a contact file.
    Entry,
}

/// The maximum number of parts of one line that are compared with a passage.
const MOST_PARTS: usize = 64;

/// The account of a document.
pub(crate) fn account_of(source: &SourceText, statements: &DocumentStatements) -> DocumentAccount {
    let unlisted = if statements.is_contact_file { Rule::Entry } else { Rule::FrontMatter };
    let mut findings = Findings { rules: Rules::of(source, unlisted), found: Vec::new(), known: HashSet::new() };
    for statement in &statements.people {
        let (owner, evidence) = (statement.person.as_str(), statement.evidence.as_slice());
        findings.add(FindingKind::Person, owner, None, Basis::Stated, evidence);
        match &statement.fact {
            PersonFact::Phone(phone) => {
                findings.add(FindingKind::Phone, &phone.printed, Some(owner), Basis::Stated, &phone.evidence);
            }
            PersonFact::Email(email) => {
                findings.add(FindingKind::Email, &email.address, Some(owner), email.basis, &email.evidence);
            }
            PersonFact::Named | PersonFact::FormerSurname(_) => {}
        }
    }
    statements.positions.iter().for_each(|position| findings.add_position(position));
    for statement in &statements.projects {
        findings.add(FindingKind::Project, &statement.project, None, statement.basis, &statement.evidence);
        findings.add_project_fact(&statement.project, &statement.fact, statement.basis, &statement.evidence);
    }
    for statement in &statements.organisations {
        let owner = statement.organisation.as_str();
        findings.add(FindingKind::Organisation, owner, None, Basis::Stated, &statement.evidence);
        if let OrganisationFact::Phone(phone) = &statement.fact {
            findings.add(FindingKind::Phone, &phone.printed, Some(owner), Basis::Stated, &phone.evidence);
        }
    }
    let mut found = findings.found;
    sort_by_key(&mut found, |finding| finding.line);
    DocumentAccount {
        document: statements.document.id.clone(),
        path: statements.path.clone(),
        title: statements.document.title.clone(),
        published: statements.document.published.clone(),
        findings: found,
        merges: Vec::new(),
        left: statements.left.clone(),
        ignored: statements.ignored.clone(),
    }
}

/// Removes the dates and places that are in a period or place of a statement from the unused ones. The passage of the
/// statement is often longer than the date or place.
pub(crate) fn drop_used(statements: &mut DocumentStatements) {
    let mut used: HashMap<u32, Vec<String>> = HashMap::new();
    let mut add = |words: &str, evidence: &[Evidence]| {
        for passage in evidence.iter().filter(|_| !words.is_empty()) {
            used.entry(passage.line).or_default().push(words.to_owned());
        }
    };
    for position in &statements.positions {
        for period in position.start.iter().chain(&position.end) {
            add(&period.words, if period.evidence.is_empty() { &position.evidence } else { &period.evidence });
        }
        position.areas.iter().chain(position.place.as_deref()).for_each(|place| add(&place.printed, &place.evidence));
    }
    for statement in &statements.projects {
        match &statement.fact {
            ProjectFact::Start(period) | ProjectFact::End(period) => {
                add(&period.words, if period.evidence.is_empty() { &statement.evidence } else { &period.evidence });
            }
            ProjectFact::Area(place) => add(&place.printed, &place.evidence),
            _ => {}
        }
    }
    let is_used = |left: &Leftover| {
        let words = used.get(&left.line).map_or(&[][..], Vec::as_slice);
        words.iter().any(|words| left.printed.contains(words) || words.contains(&left.printed))
    };
    let may_be_used = |kind| matches!(kind, LeftoverKind::Date | LeftoverKind::Place);
    statements.left.retain(|left| !may_be_used(left.kind) || !is_used(left));
}

/// The findings of a document, each once.
struct Findings<'a> {
    rules: Rules<'a>,
    found: Vec<Finding>,
    known: HashSet<(FindingKind, String, Option<String>)>,
}

impl Findings<'_> {
    fn add(&mut self, kind: FindingKind, value: &str, owner: Option<&str>, basis: Basis, evidence: &[Evidence]) {
        let owner = owner.map(str::to_owned);
        if value.is_empty() || !self.known.insert((kind, value.to_owned(), owner.clone())) {
            return;
        }
        let first = evidence.first();
        let rule = if basis == Basis::Derived { Some(Rule::Pattern) } else { first.and_then(|it| self.rules.rule(it)) };
        let line = first.map(|passage| passage.line);
        self.found.push(Finding { line, kind, value: value.to_owned(), owner, basis, rule });
    }

    fn add_position(&mut self, position: &PositionStatement) {
        let holder = match &position.holder {
            StatedHolder::Person(name) => Some(name.as_str()),
            StatedHolder::Nameless(_) => None,
        };
        self.add(FindingKind::Position, &position.title, holder, position.basis, &position.evidence);
        if let Some(organisation) = &position.organisation {
            let (basis, evidence) = (organisation.basis, &organisation.evidence);
            self.add(FindingKind::Organisation, &organisation.value, None, basis, evidence);
        }
        for place in position.areas.iter().chain(position.place.as_deref()) {
            self.add_place(place, holder.or(Some(position.title.as_str()).filter(|title| !title.is_empty())));
        }
        for period in position.start.iter().chain(&position.end) {
            self.add_period(period, holder, &position.evidence);
        }
    }

    fn add_project_fact(&mut self, project: &str, fact: &ProjectFact, basis: Basis, evidence: &[Evidence]) {
        match fact {
            ProjectFact::Parent(parent) => self.add(FindingKind::Project, parent, None, basis, evidence),
            ProjectFact::Start(period) | ProjectFact::End(period) => self.add_period(period, Some(project), evidence),
            ProjectFact::Funder(name) | ProjectFact::Coordinator(name) | ProjectFact::Partner(name) => {
                self.add(FindingKind::Organisation, name, None, basis, evidence);
            }
            ProjectFact::Area(place) => self.add_place(place, Some(project)),
            ProjectFact::Named
            | ProjectFact::Abbreviation(_)
            | ProjectFact::Alias(_)
            | ProjectFact::Kind(_)
            | ProjectFact::Note { .. } => {}
        }
    }

    fn add_place(&mut self, place: &NamedPlace, owner: Option<&str>) {
        self.add(FindingKind::Place, &place.printed, owner, place.basis, &place.evidence);
    }

    /// A period without evidence of its own has that of the fact that it belongs to.
    fn add_period(&mut self, period: &Period, owner: Option<&str>, evidence: &[Evidence]) {
        let evidence = if period.evidence.is_empty() { evidence } else { &period.evidence };
        self.add(FindingKind::Period, &period.words, owner, period.basis, evidence);
    }
}

/// The rules by which the lines of a document were read.
struct Rules<'a> {
    by_line: HashMap<u32, Vec<(Rule, &'a SourceLine)>>,
    /// The rule of the lines that are in no block.
    unlisted: Rule,
}

impl<'a> Rules<'a> {
    fn of(source: &'a SourceText, unlisted: Rule) -> Self {
        let mut rules: HashMap<u32, Vec<(Rule, &SourceLine)>> = HashMap::new();
        for block in &source.blocks {
            let rule = match block {
                Block::Heading { .. } => Rule::Heading,
                Block::Lines(_) => Rule::Text,
                Block::Item { .. } => Rule::Item,
                Block::Field { .. } => Rule::Field,
                Block::Table(_) => Rule::Table,
                Block::Break => continue,
            };
            for line in block.lines() {
                for (number, _) in line.printed_lines() {
                    let parts = rules.entry(number).or_default();
                    if parts.len() < MOST_PARTS {
                        parts.push((rule, line));
                    }
                }
            }
        }
        Self { by_line: rules, unlisted }
    }

    /// The rule that read a passage. `None` if the line has many parts, and none of the first ones contains the
    /// passage.
    fn rule(&self, passage: &Evidence) -> Option<Rule> {
        let Some(parts) = self.by_line.get(&passage.line) else { return Some(self.unlisted) };
        let (first, _) = parts.first()?;
        if parts.len() < MOST_PARTS && parts.iter().all(|(rule, _)| rule == first) {
            return Some(*first);
        }
        let has = |line: &SourceLine| line.printed_lines().any(|(_, printed)| printed.contains(&*passage.text));
        parts.iter().find(|(_, line)| has(line)).map(|(rule, _)| *rule)
    }
}

impl FindingKind {
    /// The name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Position => "position",
            Self::Project => "project",
            Self::Organisation => "organisation",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Place => "place",
            Self::Period => "period",
        }
    }
}

impl MergeReason {
    /// The name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Initials => "initials",
            Self::FormerSurname => "former-surname",
            Self::SharedContact => "shared-contact",
        }
    }
}

impl Rule {
    /// The name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Heading => "heading",
            Self::Text => "text",
            Self::Item => "item",
            Self::Field => "field",
            Self::Table => "table",
            Self::Pattern => "pattern",
            Self::Entry => "entry",
        }
    }
}
