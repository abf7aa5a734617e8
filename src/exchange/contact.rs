//! Contacts: the content of the entries of a contact file, before it is checked and merged.

use std::collections::BTreeMap;

use crate::model::PhoneKind;
use crate::text::Day;

/// The maximum number of contacts that are read from a file.
pub const MAX_CONTACTS: usize = 1_000_000;
/// The maximum number of problems of a file that are kept one by one.
const MAX_PROBLEMS: usize = 1000;

/// The content of a contact file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactFile {
    /// The title that the file states.
    pub title: Option<String>,
    /// The contacts, in the order of the file.
    pub contacts: Vec<Contact>,
    /// Names of columns or properties that a contact cannot hold, each with the number of values.
    pub ignored: BTreeMap<String, usize>,
    /// Problems of single entries and values.
    pub problems: Vec<FileProblem>,
    /// Rows under no header, which are read like a table of a document.
    pub tables: Vec<PlainTable>,
    /// The rows above headers, which may state the date of the file.
    pub rows_above: PlainTable,
    /// The name of the encoding, if the file does not say it and its bytes suggest one.
    pub guessed_encoding: Option<&'static str>,
    /// The hidden sheets, which are not read.
    pub hidden_sheets: Vec<String>,
}

/// Rows without a header of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainTable {
    /// The line or row of each, from 1, and its cells.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// One person, or one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The kind of record that the contact describes.
    pub kind: ContactKind,
    /// The id that the file gives it, as a `UID` or a distinguished name.
    pub uid: Option<String>,
    /// The name of the person or organisation. `None` for a row of a vacant post or a bare number.
    pub name: Option<ContactName>,
    /// Other names of an organisation, and abbreviations.
    pub aliases: Vec<String>,
    /// The title of the post, as printed.
    pub title: Option<String>,
    /// The organisation where the person works.
    pub organisation: Option<String>,
    /// The part of the organisation; parts of parts are joined by a comma.
    pub unit: Option<String>,
    /// The project to which the post belongs.
    pub project: Option<String>,
    /// Telephone numbers, the preferred one first.
    pub phones: Vec<ContactPhone>,
    /// E-mail addresses, the preferred one first.
    pub emails: Vec<ContactEmail>,
    /// The e-mail addresses that are marked in the file as made by a rule.
    pub derived_emails: Vec<String>,
    /// Areas for which the person is responsible, as printed.
    pub areas: Vec<String>,
    /// The place of work, as printed.
    pub place: Option<String>,
    /// When the post and the project begin and end, as printed.
    pub terms: Vec<StatedTerm>,
    /// The organisations of the project.
    pub parties: Vec<ProjectParty>,
    /// The day on which the contact was last changed, as the file says.
    pub revised: Option<Day>,
    /// The visibility of the contact.
    pub visibility: Visibility,
    /// The place where the contact begins.
    pub location: Location,
    /// The contact on one line, as evidence.
    pub quotation: String,
}

/// The kind of record that a contact describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactKind {
    /// A person, or a post without a named holder.
    Person,
    /// An organisation or a group.
    Organisation,
}

/// The name on a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContactName {
    /// Given names and surname apart, in the fields of the format.
    Parts {
        /// Given names, in their usual order.
        given: String,
        /// The surname, with its particle.
        surname: String,
    },
    /// One text in the usual order: given name first, or the name of an organisation.
    Full(String),
    /// One text in an unknown order.
    Unordered(String),
}

/// A telephone number on a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPhone {
    /// As printed. A cell may hold several numbers with labels and extensions.
    pub printed: String,
    /// The kind that a label, a column or a type states.
    pub kind: Option<PhoneKind>,
    /// The digits of the extension.
    pub extension: Option<String>,
    /// Its place in the file.
    pub location: Location,
}

/// An e-mail address on a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactEmail {
    /// The address.
    pub address: String,
    /// Its place in the file.
    pub location: Location,
}

/// Organisations with one part in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectParty {
    /// The part that they have.
    pub role: PartyRole,
    /// Their names, as printed.
    pub printed: String,
}

/// The part of an organisation in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyRole {
    /// It leads the project.
    Coordinator,
    /// It takes part.
    Partner,
    /// It pays.
    Funder,
}

/// When something begins or ends, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedTerm {
    /// The kind of fact that begins or ends.
    pub of: TermOf,
    /// The meaning of the text.
    pub bound: TermBound,
    /// The text.
    pub printed: String,
}

/// A kind of fact with a beginning and an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermOf {
    /// The post.
    Post,
    /// The project.
    Project,
}

/// The meaning of the text of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermBound {
    /// The beginning.
    Start,
    /// The end.
    End,
    /// Both.
    Both,
}

/// A place in a contact file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Location {
    /// The line, or the row of a sheet, from 1.
    pub line: u32,
    /// The name of the sheet, if the file has several.
    pub sheet: Option<String>,
    /// The column, as a spreadsheet names it: `A`, `B`, …, `AA`. `None` for formats without columns.
    pub column: Option<String>,
}

/// The visibility of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// All readers.
    #[default]
    Public,
    /// The staff of the organisation.
    Staff,
    /// Nobody: it never enters a model.
    Private,
}

/// A problem of an entry or a value of a contact file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Its place in the file.
    pub location: Location,
    /// Its kind.
    pub kind: FileProblemKind,
}

/// The problem with an entry or a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblemKind {
    /// The entry breaks the syntax of its format; the rest of the file is read.
    BadEntry,
    /// The entry has neither name, title, organisation nor number.
    Empty,
    /// The account is disabled, so the entry is left out.
    Disabled,
    /// The number has lost its first zero. The contact has the number with a zero.
    LostZero,
    /// The number is in scientific notation, as in `4,5E+11`, and its last digits are lost.
    Scientific,
    /// The name of a visibility is unknown, so the contact is private.
    UnknownVisibility,
    /// The value is only at a URL, which is not opened.
    Elsewhere,
    /// The value is longer than any text, and is left out.
    TooLong,
    /// There are too many entries or values; those from here on are left out.
    TooMany,
}

impl ContactFile {
    /// Adds a contact. A file may have a million, so its lists are shrunk to their lengths.
    pub(super) fn add_contact(&mut self, mut contact: Contact) {
        contact.phones.shrink_to_fit();
        contact.emails.shrink_to_fit();
        contact.areas.shrink_to_fit();
        contact.terms.shrink_to_fit();
        contact.parties.shrink_to_fit();
        contact.quotation.shrink_to_fit();
        self.contacts.push(contact);
    }

    /// Adds a problem, unless the limit on problems is reached.
    pub(super) fn add_problem(&mut self, problem: FileProblem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }
}

impl Contact {
    /// Returns `true` if it has neither a name, title or organisation nor a number or an address.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.name.is_none()
            && self.title.is_none()
            && self.organisation.is_none()
            && self.phones.is_empty()
            && self.emails.is_empty()
    }

    /// The values of the contact, separated by commas.
    #[must_use]
    pub fn on_one_line(&self) -> String {
        let name = self.name.as_ref().map(ContactName::text);
        let phones = self.phones.iter().map(|phone| match &phone.extension {
            Some(extension) => format!("{} ext. {extension}", phone.printed),
            None => phone.printed.clone(),
        });
        let post = [name, self.title.clone(), self.unit.clone(), self.organisation.clone(), self.project.clone()];
        let emails = self.emails.iter().map(|email| email.address.clone());
        let words = post.into_iter().flatten().chain(phones).chain(emails).chain(self.areas.iter().cloned());
        words.collect::<Vec<_>>().join(", ")
    }
}
