//! The state of the walk through a document.

use std::collections::HashMap;
use std::ops::Range;

use super::contact_card::ContactCard;
use super::scope::HeadingScope;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceText;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::person::PersonMention;
use crate::extract::entities::recognizer::Knowledge;
use crate::extract::entities::vocabulary::Label;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{DocumentStatements, OrganisationFact, PositionStatement};
use crate::model::{Basis, Evidence, Fact};

/// The state of the walk through a document.
pub(crate) struct Context<'a> {
    /// The document.
    pub(crate) source: &'a SourceText,
    /// The known names.
    pub(crate) knowledge: Knowledge<'a>,
    /// The statements so far.
    pub(crate) statements: DocumentStatements,
    /// The meaning of the headings above for the present line.
    pub(crate) scope: HeadingScope,
    /// The person whose lines are being read.
    pub(crate) card: Option<ContactCard>,
    /// The facts before a name that follows later.
    pub(crate) pending: Pending,
    /// The label of the line above, whose value is on this one.
    pub(crate) label: Option<Label>,
    /// The person named last in the block, whom a pronoun means.
    pub(crate) last_person: Option<String>,
    /// The person named last before the present sentence.
    pub(crate) previous_person: Option<String>,
    /// Whether the labels of the section are about a project, so that a place among them is the project's.
    pub(crate) is_project_register: bool,
    /// The facts that the block above gives to a name in its heading.
    pub(crate) previous_facts: Option<Box<ContactCard>>,
    /// The kind of list that the block is.
    pub(crate) list_label: Option<Label>,
    /// The organisation that the lines are about, if they are about no person.
    pub(crate) organisation: Option<Fact<String>>,
    /// The number of headings so far.
    pub(crate) section: usize,
    /// The names as they are printed, in order.
    pub(crate) names: Vec<FoundName>,
    /// The evidence for and against an order with the surname first, by section.
    pub(crate) order_votes: HashMap<usize, i32>,
    /// All possible contacts, so that unused values can be reported.
    pub(crate) seen: Vec<Seen>,
    /// The projects of the headings above positions, by the index of the position.
    pub(crate) heading_projects: Vec<(usize, Fact<String>)>,
    /// The writer, if the document names one.
    pub(crate) author: Option<String>,
    /// The project with whose name the block begins: its contact is that of the project.
    pub(crate) block_project: Option<Fact<String>>,
    /// The person who introduced themselves in this part of the document, and to whom “I” refers.
    pub(crate) speaker: Option<String>,
    /// The roles without a name so far.
    pub(crate) unnamed_roles: Vec<UnnamedRole>,
    /// The patterns of addresses, with their section.
    pub(crate) email_patterns: Vec<EmailPattern>,
}

/// A name as a document prints it.
#[derive(Clone, Debug)]
pub(crate) struct FoundName {
    /// The printed words.
    pub(crate) printed: String,
    /// The person.
    pub(crate) person: PersonMention,
    /// The section.
    pub(crate) section: usize,
    /// Whether it stands in a list and not in prose.
    pub(crate) is_listed: bool,
    /// Whether the name is certainly in the nominative.
    pub(crate) is_nominative: bool,
}

/// The facts in front of a name in a card or a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pending {
    /// Positions without a holder so far.
    pub(crate) facts: Option<Box<ContactCard>>,
}

/// Something that may be a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The line in the file.
    pub(crate) line: u32,
    /// As printed.
    pub(crate) printed: String,
    /// Its kind.
    pub(crate) kind: SeenKind,
    /// The passage.
    pub(crate) evidence: Vec<Evidence>,
}

/// The kind of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SeenKind {
    /// A number in E.164, and its kind.
    Phone(String, crate::model::PhoneKind),
    /// An address.
    Email(String),
    /// A run of digits that is not a number.
    Digits,
    /// Words that may be the name of a person.
    Name,
    /// A place.
    Place,
    /// A date.
    Date,
}

/// A pattern by which addresses are formed from names.
#[derive(Clone, Debug)]
pub(crate) struct EmailPattern {
    /// The domain of the addresses.
    pub(crate) domain: String,
    /// The section where it stands.
    pub(crate) section: usize,
    /// The place of the pattern in the document.
    pub(crate) evidence: Vec<Evidence>,
}

/// A title that a sentence gives a project or an organisation, without naming a holder.
#[derive(Clone, Debug)]
pub(crate) struct UnnamedRole {
    /// In the nominative.
    pub(crate) title: String,
    /// Whether it means several people.
    pub(crate) is_plural: bool,
    /// The number of people, if the sentence gives one.
    pub(crate) count: Option<u32>,
    /// Whether the sentence states that it omits the names.
    pub(crate) omits_names: bool,
    /// The project.
    pub(crate) project: Option<Fact<String>>,
    /// The organisations where the holders work.
    pub(crate) organisations: Vec<Fact<String>>,
    /// The passage.
    pub(crate) evidence: Vec<Evidence>,
}

impl<'a> Context<'a> {
    /// The state before the first block.
    pub(crate) fn new(source: &'a SourceText, statements: DocumentStatements, knowledge: Knowledge<'a>) -> Self {
        let author = match statements.document.authors.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        Self {
            source,
            knowledge,
            statements,
            scope: HeadingScope::default(),
            card: None,
            pending: Pending::default(),
            label: None,
            last_person: None,
            previous_person: None,
            list_label: None,
            previous_facts: None,
            is_project_register: false,
            organisation: None,
            section: 0,
            names: Vec::new(),
            order_votes: HashMap::new(),
            seen: Vec::new(),
            heading_projects: Vec::new(),
            author,
            block_project: None,
            speaker: None,
            unnamed_roles: Vec::new(),
            email_patterns: Vec::new(),
        }
    }

    /// The passage of a range of bytes of a sentence's line.
    pub(crate) fn evidence(&self, sentence: Sentence<'_>, bytes: Range<usize>) -> Vec<Evidence> {
        self.source.evidence(sentence.line, bytes)
    }

    /// The passage from the first to the last of some spans.
    pub(crate) fn evidence_of(&self, sentence: Sentence<'_>, spans: impl IntoIterator<Item = usize>) -> Vec<Evidence> {
        self.evidence(sentence, sentence.byte_range(spans))
    }

    /// Adds a position.
    pub(crate) fn add_position(&mut self, position: PositionStatement) {
        self.statements.positions.push(position);
    }

    /// Adds an organisation under its name, with the other name that the text uses.
    pub(crate) fn add_organisation(&mut self, organisation: &OrganisationMention, evidence: Vec<Evidence>) {
        if let Some(alias) = &organisation.alias {
            let alias = OrganisationFact::Alias(alias.clone());
            self.statements.organisation(&organisation.name, alias, evidence.clone());
        }
        self.statements.organisation(&organisation.name, OrganisationFact::Listed(organisation.kind), evidence);
    }

    /// Adds the areas to which places refer.
    pub(crate) fn add_areas(&mut self, spans: &[Span]) {
        for span in spans {
            match &span.entity {
                Entity::PlaceList(places) => {
                    self.statements.areas.extend(places.iter().filter_map(|place| place.area.clone()));
                }
                Entity::Place(place) => self.statements.areas.extend(place.area.clone()),
                _ => {}
            }
        }
    }

    /// The project that “hanke” means, as an implied fact.
    pub(crate) fn implied_project(&self, evidence: &[Evidence]) -> Option<Fact<String>> {
        let value = self.scope.project.clone()?;
        Some(Fact { value, basis: Basis::Implied, evidence: evidence.to_vec() })
    }

    /// Adds a report on the line of a sentence.
    pub(crate) fn report(&mut self, sentence: Sentence<'_>, kind: ReportKind) {
        let file = self.statements.path.clone();
        self.statements.reports.push(Report { file, line: Some(sentence.line.number), kind });
    }
}
