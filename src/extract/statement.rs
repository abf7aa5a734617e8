//! What one document says, before documents are joined.

use std::num::NonZeroU32;

use crate::extract::report::Report;
use crate::model::{
    Area, Basis, Document, Email, Evidence, Fact, NamedPlace, Nameless, NoteKind, OrganisationKind, Period, Phone, Time,
};

/// Everything one document says, by name: ids come when all documents are read.
#[derive(Debug)]
pub(in crate::extract) struct DocumentStatements {
    /// The document itself.
    pub(in crate::extract) document: Document,
    /// The path of its file as it was given, for reports.
    pub(in crate::extract) place: String,
    /// What is said about projects, in the order it is said.
    pub(in crate::extract) projects: Vec<ProjectStatement>,
    /// What is said about organisations.
    pub(in crate::extract) organisations: Vec<OrganisationStatement>,
    /// What is said about people.
    pub(in crate::extract) people: Vec<PersonStatement>,
    /// What people do.
    pub(in crate::extract) positions: Vec<PositionStatement>,
    /// The areas that places were tied to.
    pub(in crate::extract) areas: Vec<Area>,
    /// What the curator warns of.
    pub(in crate::extract) curator_warnings: Vec<CuratorWarning>,
    /// People and numbers that could not be paired.
    pub(in crate::extract) unpaired: Vec<UnpairedNumbers>,
    /// Lines that somebody should look at.
    pub(in crate::extract) reports: Vec<Report>,
}

/// One thing said about a project.
#[derive(Clone, Debug)]
pub(in crate::extract) struct ProjectStatement {
    /// Its name, as the document uses it.
    pub(in crate::extract) project: String,
    /// What is said.
    pub(in crate::extract) says: ProjectFact,
    /// How it follows.
    pub(in crate::extract) basis: Basis,
    /// Where it is said.
    pub(in crate::extract) evidence: Vec<Evidence>,
}

/// What can be said about a project; others are spoken of by name.
#[derive(Clone, Debug)]
pub(in crate::extract) enum ProjectFact {
    /// That it is called so.
    Named,
    /// Capitals that stand for the name.
    Abbreviation(String),
    /// Another name.
    Alias(String),
    /// What sort of project it is.
    Entity(String),
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
pub(in crate::extract) struct OrganisationStatement {
    /// Its name, as the document uses it.
    pub(in crate::extract) organisation: String,
    /// What is said.
    pub(in crate::extract) says: OrganisationFact,
    /// Where it is said.
    pub(in crate::extract) evidence: Vec<Evidence>,
}

/// What can be said about an organisation.
#[derive(Clone, Debug)]
pub(in crate::extract) enum OrganisationFact {
    /// That it belongs in the directory, and what sort it is.
    Listed(OrganisationKind),
    /// Another name.
    Alias(String),
    /// A number of the house.
    Phone(Phone),
}

/// One thing said about a person.
#[derive(Clone, Debug)]
pub(in crate::extract) struct PersonStatement {
    /// The full name, as printed.
    pub(in crate::extract) person: String,
    /// What is said.
    pub(in crate::extract) says: PersonFact,
    /// Where it is said.
    pub(in crate::extract) evidence: Vec<Evidence>,
}

/// What can be said about a person.
#[derive(Clone, Debug)]
pub(in crate::extract) enum PersonFact {
    /// That they are named here.
    Named,
    /// A number.
    Phone(Phone),
    /// An address.
    Email(Email),
}

/// A position, by names.
#[derive(Clone, Debug)]
pub(in crate::extract) struct PositionStatement {
    /// Who has it.
    pub(in crate::extract) holder: StatedHolder,
    /// How many there are, when nobody is named.
    pub(in crate::extract) count: Option<NonZeroU32>,
    /// In the nominative.
    pub(in crate::extract) title: String,
    /// The most specific project it is said to belong to.
    pub(in crate::extract) project: Option<Fact<String>>,
    /// Where the holder is placed.
    pub(in crate::extract) organisation: Option<Fact<String>>,
    /// What the holder is responsible for.
    pub(in crate::extract) areas: Vec<NamedPlace>,
    /// Where the work is done.
    pub(in crate::extract) place: Option<NamedPlace>,
    /// When it began, or begins.
    pub(in crate::extract) start: Option<Period>,
    /// When it ends.
    pub(in crate::extract) end: Option<Period>,
    /// As the document says on its date.
    pub(in crate::extract) time: Time,
    /// How the position follows.
    pub(in crate::extract) basis: Basis,
    /// Where it is said.
    pub(in crate::extract) evidence: Vec<Evidence>,
}

/// Who has a position, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) enum StatedHolder {
    /// The person of this name.
    Person(String),
    /// Nobody with a name.
    Nameless(Nameless),
}

/// Something a curator warns of.
#[derive(Clone, Debug)]
pub(in crate::extract) struct CuratorWarning {
    /// The names of what it concerns: people, projects, organisations; none for the document itself.
    pub(in crate::extract) about: Vec<(String, u32)>,
    /// One sentence.
    pub(in crate::extract) text: String,
    /// The same in Swedish.
    pub(in crate::extract) sv: Option<String>,
    /// The same in English.
    pub(in crate::extract) en: Option<String>,
    /// Where it shows.
    pub(in crate::extract) evidence: Vec<Evidence>,
}

/// A line with several people and numbers that do not pair.
#[derive(Clone, Debug)]
pub(in crate::extract) struct UnpairedNumbers {
    /// The people on it.
    pub(in crate::extract) people: Vec<String>,
    /// The line's number.
    pub(in crate::extract) line: u32,
    /// The line.
    pub(in crate::extract) evidence: Vec<Evidence>,
}

impl DocumentStatements {
    /// A document of which nothing but itself is known yet.
    pub(in crate::extract) fn new(document: Document, place: String) -> Self {
        Self {
            document,
            place,
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
    pub(in crate::extract) fn project(&mut self, name: &str, says: ProjectFact, basis: Basis, evidence: Vec<Evidence>) {
        self.projects.push(ProjectStatement { project: name.to_owned(), says, basis, evidence });
    }

    /// Notes one thing about an organisation.
    pub(in crate::extract) fn organisation(&mut self, name: &str, says: OrganisationFact, evidence: Vec<Evidence>) {
        self.organisations.push(OrganisationStatement { organisation: name.to_owned(), says, evidence });
    }

    /// Notes one thing about a person.
    pub(in crate::extract) fn person(&mut self, name: &str, says: PersonFact, evidence: Vec<Evidence>) {
        self.people.push(PersonStatement { person: name.to_owned(), says, evidence });
    }
}
