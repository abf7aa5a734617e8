//! The statements of one document, before the statements of all documents are resolved.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZeroU32;

use crate::exchange::Visibility;
use crate::extract::report::Report;
use crate::model::{
    Area, Basis, Document, DocumentId, Email, Evidence, Fact, NamedPlace, Nameless, NoteKind, OrganisationKind, Period,
    PersonId, Phone, Time, WarningKind,
};

/// The statements of one document. Records are referred to by name: ids are given when all documents are read.
#[derive(Debug)]
pub(crate) struct DocumentStatements {
    /// The document itself.
    pub(crate) document: Document,
    /// The path of its file as it was given, for reports.
    pub(crate) path: String,
    /// Statements about projects, in the order of the document.
    pub(crate) projects: Vec<ProjectStatement>,
    /// Statements about organisations.
    pub(crate) organisations: Vec<OrganisationStatement>,
    /// Statements about people.
    pub(crate) people: Vec<PersonStatement>,
    /// Statements about positions.
    pub(crate) positions: Vec<PositionStatement>,
    /// The areas to which places refer.
    pub(crate) areas: Vec<Area>,
    /// The warnings of the curator.
    pub(crate) curator_warnings: Vec<CuratorWarning>,
    /// The conflicts that a model among the inputs warns of. Its records have only one side of each.
    pub(crate) model_conflicts: Vec<ModelConflict>,
    /// Lines of people and numbers, but not one number each.
    pub(crate) unpaired: Vec<UnpairedNumbers>,
    /// The ids that the source gives to the people on its lines, who are then told apart by these alone; empty if it gives
    /// none.
    pub(crate) ids: HashMap<u32, PersonId>,
    /// The people whose names the document turns or proves to be in the usual order.
    pub(crate) ordered: HashSet<String>,
    /// Numbers and addresses that belong to nobody.
    pub(crate) contact_points: Vec<ContactPointStatement>,
    /// The values seen and not used.
    pub(crate) left: Vec<Leftover>,
    /// Names of columns and properties for which the model has no place, each with the number of values.
    pub(crate) ignored: BTreeMap<String, usize>,
    /// The visibility of the document.
    pub(crate) visibility: Visibility,
    /// Whether the document is a contact file.
    pub(crate) is_contact_file: bool,
    /// The problems of the document.
    pub(crate) reports: Vec<Report>,
}

/// A number or an address that belongs to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContactPointStatement {
    /// A telephone number.
    Phone(Phone),
    /// An e-mail address.
    Email(Email),
}

/// Something in a document that no statement uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The line in the file, from 1.
    pub line: u32,
    /// Its kind.
    pub kind: LeftoverKind,
    /// As printed.
    pub printed: String,
}

impl LeftoverKind {
    /// The name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Digits => "digits",
            Self::Name => "name",
            Self::Place => "place",
            Self::Date => "date",
        }
    }
}

/// The kind of something that no statement uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftoverKind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// Digits that are not a telephone number of a known form.
    Digits,
    /// Words that may be the name of a person.
    Name,
    /// A place.
    Place,
    /// A date.
    Date,
}

/// A statement about a project.
#[derive(Clone, Debug)]
pub(crate) struct ProjectStatement {
    /// Its name, as the document uses it.
    pub(crate) project: String,
    /// The fact.
    pub(crate) fact: ProjectFact,
    /// The basis on which it was found.
    pub(crate) basis: Basis,
    /// The passages.
    pub(crate) evidence: Vec<Evidence>,
}

/// A fact that can be stated about a project; it refers to other records by name.
#[derive(Clone, Debug)]
pub(crate) enum ProjectFact {
    /// It has this name.
    Named,
    /// An abbreviation of the name.
    Abbreviation(String),
    /// Another name.
    Alias(String),
    /// The kind of project.
    Kind(String),
    /// The project that it is a part of.
    Parent(String),
    /// When it begins or began.
    Start(Period),
    /// When it ends.
    End(Period),
    /// An organisation that funds it.
    Funder(String),
    /// The organisation that leads it.
    Coordinator(String),
    /// An organisation that takes part.
    Partner(String),
    /// A place where it works.
    Area(NamedPlace),
    /// A note in prose.
    Note { kind: NoteKind, text: String, sv: Option<String>, en: Option<String> },
}

/// A statement about an organisation.
#[derive(Clone, Debug)]
pub(crate) struct OrganisationStatement {
    /// Its name, as the document uses it.
    pub(crate) organisation: String,
    /// The fact.
    pub(crate) fact: OrganisationFact,
    /// The passages.
    pub(crate) evidence: Vec<Evidence>,
}

/// A fact about an organisation.
#[derive(Clone, Debug)]
pub(crate) enum OrganisationFact {
    /// It belongs in the directory, and is of this kind.
    Listed(OrganisationKind),
    /// Another name.
    Alias(String),
    /// A telephone number.
    Phone(Phone),
}

/// A statement about a person.
#[derive(Clone, Debug)]
pub(crate) struct PersonStatement {
    /// The full name, as printed.
    pub(crate) person: String,
    /// The fact.
    pub(crate) fact: PersonFact,
    /// The passages.
    pub(crate) evidence: Vec<Evidence>,
}

/// A fact about a person.
#[derive(Clone, Debug)]
pub(crate) enum PersonFact {
    /// The document names the person.
    Named,
    /// A telephone number. If it has no evidence, that of the statement is its own.
    Phone(Box<Phone>),
    /// An e-mail address. If it has no evidence, that of the statement is its own.
    Email(Box<Email>),
    /// A surname that the person had before.
    FormerSurname(String),
}

/// A statement about a position; it refers to other records by name.
#[derive(Clone, Debug)]
pub(crate) struct PositionStatement {
    /// The holder.
    pub(crate) holder: StatedHolder,
    /// The number of positions, if no holder is named.
    pub(crate) count: Option<NonZeroU32>,
    /// The title, in the nominative.
    pub(crate) title: String,
    /// The most specific project to which it belongs.
    pub(crate) project: Option<Fact<String>>,
    /// The organisation where the holder works.
    pub(crate) organisation: Option<Fact<String>>,
    /// The part of the organisation.
    pub(crate) unit: Option<String>,
    /// Whether the holder stands in for somebody.
    pub(crate) is_acting: bool,
    /// The areas for which the holder is responsible.
    pub(crate) areas: Vec<NamedPlace>,
    /// The place of work.
    pub(crate) place: Option<Box<NamedPlace>>,
    /// When it begins or began.
    pub(crate) start: Option<Box<Period>>,
    /// When it ends.
    pub(crate) end: Option<Box<Period>>,
    /// The time of the position at the date of the document.
    pub(crate) time: Time,
    /// The basis on which the position was found.
    pub(crate) basis: Basis,
    /// The passages.
    pub(crate) evidence: Vec<Evidence>,
}

/// The holder of a position, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StatedHolder {
    /// The person of this name.
    Person(String),
    /// A holder without a name, or none yet.
    Nameless(Nameless),
}

/// A warning of the curator.
#[derive(Clone, Debug)]
pub(crate) struct CuratorWarning {
    /// The names of the records it concerns, each with the line of the name; none for the document itself.
    pub(crate) about: Vec<(String, u32)>,
    /// One sentence.
    pub(crate) text: String,
    /// The same in Swedish.
    pub(crate) sv: Option<String>,
    /// The same in English.
    pub(crate) en: Option<String>,
    /// The passages.
    pub(crate) evidence: Vec<Evidence>,
}

/// A conflict that a model warns of.
#[derive(Clone, Debug)]
pub(crate) struct ModelConflict {
    /// The conflicting facts.
    pub(crate) kind: WarningKind,
    /// The names of the records it concerns.
    pub(crate) about: Vec<String>,
    /// The passages.
    pub(crate) evidence: Vec<Evidence>,
}

/// A line with several people and numbers, but not one each.
#[derive(Clone, Debug)]
pub(crate) struct UnpairedNumbers {
    /// The people on it.
    pub(crate) people: Vec<String>,
    /// The line's number.
    pub(crate) line: u32,
    /// The line.
    pub(crate) evidence: Vec<Evidence>,
}

impl StatedHolder {
    /// The name of the holder, or `None` if the document gives none.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Person(name) => Some(name),
            Self::Nameless(_) => None,
        }
    }
}

impl PositionStatement {
    /// A current position of which only the holder and the title are known.
    pub(crate) fn new(holder: StatedHolder, title: String, evidence: Vec<Evidence>) -> Self {
        Self {
            holder,
            count: None,
            title,
            project: None,
            organisation: None,
            unit: None,
            is_acting: false,
            areas: Vec::new(),
            place: None,
            start: None,
            end: None,
            time: Time::Current,
            basis: Basis::Stated,
            evidence,
        }
    }
}

impl DocumentStatements {
    /// A document without statements.
    pub(crate) fn new(document: Document, path: String) -> Self {
        Self {
            document,
            path,
            projects: Vec::new(),
            organisations: Vec::new(),
            people: Vec::new(),
            positions: Vec::new(),
            areas: Vec::new(),
            curator_warnings: Vec::new(),
            model_conflicts: Vec::new(),
            unpaired: Vec::new(),
            ids: HashMap::new(),
            ordered: HashSet::new(),
            contact_points: Vec::new(),
            left: Vec::new(),
            ignored: BTreeMap::new(),
            visibility: Visibility::Public,
            is_contact_file: false,
            reports: Vec::new(),
        }
    }

    /// Frees the memory of data that is not linked to records, and reserved memory.
    pub(crate) fn release_unlinked(&mut self) {
        self.left = Vec::new();
        self.ordered = HashSet::new();
        self.ignored = BTreeMap::new();
        self.projects.shrink_to_fit();
        self.organisations.shrink_to_fit();
        self.people.shrink_to_fit();
        self.positions.shrink_to_fit();
        self.positions.iter_mut().for_each(|position| position.areas.shrink_to_fit());
        for statement in &mut self.people {
            let own = match &mut statement.fact {
                PersonFact::Phone(phone) => &mut phone.evidence,
                PersonFact::Email(email) => &mut email.evidence,
                PersonFact::Named | PersonFact::FormerSurname(_) => continue,
            };
            if *own == statement.evidence {
                *own = Vec::new();
            }
        }
        self.unpaired.shrink_to_fit();
        self.contact_points.shrink_to_fit();
        self.reports.shrink_to_fit();
    }

    /// Whether it states nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.people.is_empty()
            && self.projects.is_empty()
            && self.organisations.is_empty()
            && self.positions.is_empty()
            && self.contact_points.is_empty()
    }

    /// Statements of a walk that only collects names.
    pub(crate) fn for_names(id: &DocumentId) -> Self {
        let document = Document::new(id.clone(), String::new());
        Self::new(document, String::new())
    }

    /// Adds a statement about a project.
    pub(crate) fn project(&mut self, name: &str, fact: ProjectFact, basis: Basis, evidence: Vec<Evidence>) {
        self.projects.push(ProjectStatement { project: name.to_owned(), fact, basis, evidence });
    }

    /// Adds a statement about an organisation.
    pub(crate) fn organisation(&mut self, name: &str, fact: OrganisationFact, evidence: Vec<Evidence>) {
        self.organisations.push(OrganisationStatement { organisation: name.to_owned(), fact, evidence });
    }

    /// Adds a statement about a person.
    pub(crate) fn person(&mut self, name: &str, fact: PersonFact, evidence: Vec<Evidence>) {
        self.people.push(PersonStatement { person: name.to_owned(), fact, evidence });
    }
}
