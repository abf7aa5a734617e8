//! What one document says, before documents are joined.

use std::num::NonZeroU32;

use crate::extract::report::Report;
use crate::model::{
    Area, Basis, Document, Email, Evidence, Fact, NamedPlace, Nameless, NoteKind, OrganisationKind, Period, Phone, Time,
};

/// Everything one document says, by name: ids come when all documents are read.
#[derive(Debug)]
pub(crate) struct DocumentStatements {
    /// The document itself.
    pub(crate) document: Document,
    /// The path of its file as it was given, for reports.
    pub(crate) path: String,
    /// What is said about projects, in the order it is said.
    pub(crate) projects: Vec<ProjectStatement>,
    /// What is said about organisations.
    pub(crate) organisations: Vec<OrganisationStatement>,
    /// What is said about people.
    pub(crate) people: Vec<PersonStatement>,
    /// What people do.
    pub(crate) positions: Vec<PositionStatement>,
    /// The areas that places were tied to.
    pub(crate) areas: Vec<Area>,
    /// What the curator warns of.
    pub(crate) curator_warnings: Vec<CuratorWarning>,
    /// People and numbers that could not be paired.
    pub(crate) unpaired: Vec<UnpairedNumbers>,
    /// Lines that somebody should look at.
    pub(crate) reports: Vec<Report>,
}

/// One thing said about a project.
#[derive(Clone, Debug)]
pub(crate) struct ProjectStatement {
    /// Its name, as the document uses it.
    pub(crate) project: String,
    /// What is said.
    pub(crate) fact: ProjectFact,
    /// How it follows.
    pub(crate) basis: Basis,
    /// Where it is said.
    pub(crate) evidence: Vec<Evidence>,
}

/// What can be said about a project; others are spoken of by name.
#[derive(Clone, Debug)]
pub(crate) enum ProjectFact {
    /// That it is called so.
    Named,
    /// Capitals that stand for the name.
    Abbreviation(String),
    /// Another name.
    Alias(String),
    /// What sort of project it is.
    Kind(String),
    /// The project that it is a part of.
    Parent(String),
    /// When it began.
    Start(Period),
    /// When it ends.
    End(Period),
    /// Who pays.
    Funder(String),
    /// Who leads it.
    Coordinator(String),
    /// Who takes part.
    Partner(String),
    /// Where it works.
    Area(NamedPlace),
    /// Anything in words.
    Note(NoteKind, String),
}

/// One thing said about an organisation.
#[derive(Clone, Debug)]
pub(crate) struct OrganisationStatement {
    /// Its name, as the document uses it.
    pub(crate) organisation: String,
    /// What is said.
    pub(crate) fact: OrganisationFact,
    /// Where it is said.
    pub(crate) evidence: Vec<Evidence>,
}

/// What can be said about an organisation.
#[derive(Clone, Debug)]
pub(crate) enum OrganisationFact {
    /// That it belongs in the directory, and what sort it is.
    Listed(OrganisationKind),
    /// Another name.
    Alias(String),
    /// A number of the house.
    Phone(Phone),
}

/// One thing said about a person.
#[derive(Clone, Debug)]
pub(crate) struct PersonStatement {
    /// The full name, as printed.
    pub(crate) person: String,
    /// What is said.
    pub(crate) fact: PersonFact,
    /// Where it is said.
    pub(crate) evidence: Vec<Evidence>,
}

/// What can be said about a person.
#[derive(Clone, Debug)]
pub(crate) enum PersonFact {
    /// That they are named here.
    Named,
    /// A number.
    Phone(Phone),
    /// An address.
    Email(Email),
}

/// A position, by names.
#[derive(Clone, Debug)]
pub(crate) struct PositionStatement {
    /// Who has it.
    pub(crate) holder: StatedHolder,
    /// How many there are, when nobody is named.
    pub(crate) count: Option<NonZeroU32>,
    /// In the nominative.
    pub(crate) title: String,
    /// The most specific project it is said to belong to.
    pub(crate) project: Option<Fact<String>>,
    /// Where the holder is placed.
    pub(crate) organisation: Option<Fact<String>>,
    /// What the holder is responsible for.
    pub(crate) areas: Vec<NamedPlace>,
    /// Where the work is done.
    pub(crate) place: Option<NamedPlace>,
    /// When it began, or begins.
    pub(crate) start: Option<Period>,
    /// When it ends.
    pub(crate) end: Option<Period>,
    /// As the document says on its date.
    pub(crate) time: Time,
    /// How the position follows.
    pub(crate) basis: Basis,
    /// Where it is said.
    pub(crate) evidence: Vec<Evidence>,
}

/// Who has a position, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StatedHolder {
    /// The person of this name.
    Person(String),
    /// Nobody with a name.
    Nameless(Nameless),
}

/// Something a curator warns of.
#[derive(Clone, Debug)]
pub(crate) struct CuratorWarning {
    /// The names of what it concerns: people, projects, organisations; none for the document itself.
    pub(crate) about: Vec<(String, u32)>,
    /// One sentence.
    pub(crate) text: String,
    /// The same in Swedish.
    pub(crate) sv: Option<String>,
    /// The same in English.
    pub(crate) en: Option<String>,
    /// Where it shows.
    pub(crate) evidence: Vec<Evidence>,
}

/// A line with several people and numbers that do not pair.
#[derive(Clone, Debug)]
pub(crate) struct UnpairedNumbers {
    /// The people on it.
    pub(crate) people: Vec<String>,
    /// The line's number.
    pub(crate) line: u32,
    /// The line.
    pub(crate) evidence: Vec<Evidence>,
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
    /// A document of which nothing but itself is known yet.
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
            unpaired: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// Notes one thing about a project.
    pub(crate) fn project(&mut self, name: &str, fact: ProjectFact, basis: Basis, evidence: Vec<Evidence>) {
        self.projects.push(ProjectStatement { project: name.to_owned(), fact, basis, evidence });
    }

    /// Notes one thing about an organisation.
    pub(crate) fn organisation(&mut self, name: &str, fact: OrganisationFact, evidence: Vec<Evidence>) {
        self.organisations.push(OrganisationStatement { organisation: name.to_owned(), fact, evidence });
    }

    /// Notes one thing about a person.
    pub(crate) fn person(&mut self, name: &str, fact: PersonFact, evidence: Vec<Evidence>) {
        self.people.push(PersonStatement { person: name.to_owned(), fact, evidence });
    }
}
