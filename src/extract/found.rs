//! What one document says, before documents are joined.

use std::num::NonZeroU32;

use crate::model::{
    Area, Basis, Document, Email, Evidence, Fact, NamedPlace, Nameless, NoteKind, OrganisationKind, Period, Phone, Time,
};

use super::Report;

/// Everything one document says, by name: ids come when all documents are read.
#[derive(Debug)]
pub(super) struct Found {
    /// The document itself.
    pub(super) document: Document,
    /// The path of its file as it was given, for reports.
    pub(super) place: String,
    /// What is said about projects, in the order it is said.
    pub(super) projects: Vec<AboutProject>,
    /// What is said about organisations.
    pub(super) organisations: Vec<AboutOrganisation>,
    /// What is said about people.
    pub(super) people: Vec<AboutPerson>,
    /// What people do.
    pub(super) positions: Vec<Placed>,
    /// The areas that places were tied to.
    pub(super) areas: Vec<Area>,
    /// What the curator warns of.
    pub(super) cautions: Vec<Caution>,
    /// People and numbers that could not be paired.
    pub(super) unpaired: Vec<Unpaired>,
    /// Lines that somebody should look at.
    pub(super) reports: Vec<Report>,
}

/// One thing said about a project.
#[derive(Clone, Debug)]
pub(super) struct AboutProject {
    /// Its name, as the document uses it.
    pub(super) project: String,
    /// What is said.
    pub(super) says: ProjectFact,
    /// How it follows.
    pub(super) basis: Basis,
    /// Where it is said.
    pub(super) evidence: Vec<Evidence>,
}

/// What can be said about a project; others are spoken of by name.
#[derive(Clone, Debug)]
pub(super) enum ProjectFact {
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
pub(super) struct AboutOrganisation {
    /// Its name, as the document uses it.
    pub(super) organisation: String,
    /// What is said.
    pub(super) says: OrganisationFact,
    /// Where it is said.
    pub(super) evidence: Vec<Evidence>,
}

/// What can be said about an organisation.
#[derive(Clone, Debug)]
pub(super) enum OrganisationFact {
    /// That it belongs in the directory, and what sort it is.
    Listed(OrganisationKind),
    /// Another name.
    Alias(String),
    /// A number of the house.
    Phone(Phone),
}

/// One thing said about a person.
#[derive(Clone, Debug)]
pub(super) struct AboutPerson {
    /// The full name, as printed.
    pub(super) person: String,
    /// What is said.
    pub(super) says: PersonFact,
    /// Where it is said.
    pub(super) evidence: Vec<Evidence>,
}

/// What can be said about a person.
#[derive(Clone, Debug)]
pub(super) enum PersonFact {
    /// That they are named here.
    Named,
    /// A number.
    Phone(Phone),
    /// An address.
    Email(Email),
}

/// A position, by names.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Who has it.
    pub(super) holder: HeldBy,
    /// How many there are, when nobody is named.
    pub(super) count: Option<NonZeroU32>,
    /// In the nominative.
    pub(super) title: String,
    /// The most specific project it is said to belong to.
    pub(super) project: Option<Fact<String>>,
    /// Where the holder is placed.
    pub(super) organisation: Option<Fact<String>>,
    /// What the holder is responsible for.
    pub(super) areas: Vec<NamedPlace>,
    /// Where the work is done.
    pub(super) place: Option<NamedPlace>,
    /// When it began, or begins.
    pub(super) start: Option<Period>,
    /// When it ends.
    pub(super) end: Option<Period>,
    /// As the document says on its date.
    pub(super) time: Time,
    /// How the position follows.
    pub(super) basis: Basis,
    /// Where it is said.
    pub(super) evidence: Vec<Evidence>,
}

/// Who has a position, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HeldBy {
    /// The person of this name.
    Person(String),
    /// Nobody with a name.
    Nameless(Nameless),
}

/// Something a curator warns of.
#[derive(Clone, Debug)]
pub(super) struct Caution {
    /// The names of what it concerns: people, projects, organisations; none for the document itself.
    pub(super) about: Vec<(String, u32)>,
    /// One sentence.
    pub(super) text: String,
    /// The same in Swedish.
    pub(super) sv: Option<String>,
    /// The same in English.
    pub(super) en: Option<String>,
    /// Where it shows.
    pub(super) evidence: Vec<Evidence>,
}

/// A line with several people and numbers that do not pair.
#[derive(Clone, Debug)]
pub(super) struct Unpaired {
    /// The people on it.
    pub(super) people: Vec<String>,
    /// The line's number.
    pub(super) line: u32,
    /// The line.
    pub(super) evidence: Vec<Evidence>,
}

impl Found {
    /// A document of which nothing but itself is known yet.
    pub(super) fn new(document: Document, place: String) -> Self {
        Self {
            document,
            place,
            projects: Vec::new(),
            organisations: Vec::new(),
            people: Vec::new(),
            positions: Vec::new(),
            areas: Vec::new(),
            cautions: Vec::new(),
            unpaired: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// Notes one thing about a project.
    pub(super) fn project(&mut self, name: &str, says: ProjectFact, basis: Basis, evidence: Vec<Evidence>) {
        self.projects.push(AboutProject { project: name.to_owned(), says, basis, evidence });
    }

    /// Notes one thing about an organisation.
    pub(super) fn organisation(&mut self, name: &str, says: OrganisationFact, evidence: Vec<Evidence>) {
        self.organisations.push(AboutOrganisation { organisation: name.to_owned(), says, evidence });
    }

    /// Notes one thing about a person.
    pub(super) fn person(&mut self, name: &str, says: PersonFact, evidence: Vec<Evidence>) {
        self.people.push(AboutPerson { person: name.to_owned(), says, evidence });
    }
}
