//! Records of a directory as entries of an address book: the content that every format can hold.
//!
//! * `folding`: folding of long lines, as vCard and LDIF have it.
//! * `posts`: the positions of a person, as posts: those that are held, and remarks on the others.
//! * `remarks`: what the formats have no place for, in sentences for the reader of an address book.
//! * `term`: when a post or a project begins and ends, in ISO 8601.

mod folding;
mod posts;
mod remarks;
mod term;

use crate::i18n::Lang;
use crate::model::{
    Basis, Directory, DocumentIx, Email, OrganisationIx, PersonIx, Phone, PhoneKind, PositionIx, ProjectIx, RecordRef,
};
use crate::text::{Day, is_dangerous, sort_by_key};

pub(super) use folding::folded;
pub(super) use remarks::{EntryLabel, label};
pub(super) use term::{ExportTerm, OwnValue};

/// An entry of an address book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ExportEntry {
    /// The id of the record, which never changes.
    pub(super) id: String,
    /// The kind of record that it describes.
    pub(super) kind: ExportKind,
    /// The name. Empty for a post without a named holder, and for numbers that belong to nobody.
    pub(super) name: String,
    /// Other names.
    pub(super) aliases: Vec<String>,
    /// The posts that are held, the first the most certain.
    pub(super) posts: Vec<ExportPost>,
    /// Telephone numbers, the one to call first.
    pub(super) phones: Vec<ExportPhone>,
    /// E-mail addresses.
    pub(super) emails: Vec<String>,
    /// Those of them that were made by a rule.
    pub(super) derived_emails: Vec<String>,
    /// The areas of all posts, as printed.
    pub(super) areas: Vec<String>,
    /// The place of work.
    pub(super) place: Option<String>,
    /// The day on which the number to call was printed.
    pub(super) revised: Option<Day>,
    /// The facts that the formats cannot hold, one sentence each.
    pub(super) remarks: Vec<String>,
}

/// The kind of record that an entry describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ExportKind {
    /// A person.
    #[default]
    Person,
    /// A post without a named holder.
    Nameless,
    /// An organisation.
    Organisation,
    /// A project or a part of one.
    Project,
    /// Numbers and addresses of a document that belong to nobody.
    Nobodys,
}

/// A post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ExportPost {
    /// The title, as printed; empty if there is none.
    pub(super) title: String,
    /// The organisation.
    pub(super) organisation: Option<String>,
    /// The part of the organisation.
    pub(super) unit: Option<String>,
    /// The project.
    pub(super) project: Option<String>,
    /// When it begins and ends.
    pub(super) term: ExportTerm,
    /// When the project begins and ends.
    pub(super) project_term: ExportTerm,
    /// The areas, as printed.
    pub(super) areas: Vec<String>,
    /// The place of work.
    pub(super) place: Option<String>,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExportPhone {
    /// As printed.
    pub(super) printed: String,
    /// E.164.
    pub(super) e164: String,
    /// The extension.
    pub(super) extension: Option<String>,
    /// The kind of telephone line.
    pub(super) kind: PhoneKind,
}

/// Makes the entries of a directory's records.
#[derive(Clone, Copy)]
pub(super) struct ExportSource<'a> {
    /// The directory.
    pub(super) directory: &'a Directory,
    /// The language of the remarks.
    pub(super) lang: Lang,
    /// The day that decides what is old.
    pub(super) today: Day,
}

impl ExportSource<'_> {
    /// The entry of a record. `None` for a region, which is not a contact.
    pub(super) fn entry(&self, record: RecordRef) -> Option<ExportEntry> {
        let mut entry = match record {
            RecordRef::Person(index) => self.person(index),
            RecordRef::Position(index) => self.nameless(index),
            RecordRef::Organisation(index) => self.organisation(index),
            RecordRef::Project(index) => self.project(index),
            RecordRef::Document(index) => self.document(index),
            RecordRef::Region(_) => return None,
        };
        entry.id = self.directory.id_of(record).to_string();
        entry.each_text(&mut |text| {
            if text.contains(is_dangerous) {
                *text = text.replace(is_dangerous, "");
            }
        });
        Some(entry)
    }

    fn person(&self, index: PersonIx) -> ExportEntry {
        let person = self.directory.person(index);
        let record = RecordRef::Person(index);
        let mut entry = ExportEntry {
            name: person.name.clone(),
            emails: emails_of(&person.emails),
            derived_emails: derived_of(&person.emails),
            revised: person.phone().and_then(printed_on),
            remarks: self.phone_remarks(record, &person.phones),
            ..ExportEntry::default()
        };
        // The number to call comes first, also if another is printed first.
        entry.phones = phones_of(&person.phones);
        sort_by_key(&mut entry.phones, |phone| call_rank(phone.kind));
        entry.remarks.extend(self.email_remarks(&person.emails));
        for position in self.directory.positions_of(index) {
            self.add_position(&mut entry, position);
        }
        entry.remarks.extend(
            self.source_remark(person.evidence.iter().chain(person.phones.iter().flat_map(|phone| &phone.evidence))),
        );
        entry
    }

    fn nameless(&self, index: PositionIx) -> ExportEntry {
        let position = self.directory.position(index);
        let mut entry = ExportEntry { kind: ExportKind::Nameless, ..ExportEntry::default() };
        self.add_position(&mut entry, index);
        entry.remarks.splice(0..0, self.nameless_remarks(&position));
        entry.remarks.extend(self.source_remark(position.evidence.iter()));
        entry
    }

    fn organisation(&self, index: OrganisationIx) -> ExportEntry {
        let organisation = self.directory.organisation(index);
        ExportEntry {
            kind: ExportKind::Organisation,
            name: organisation.name.clone(),
            aliases: organisation.aliases.iter().map(|alias| alias.value.clone()).collect(),
            phones: phones_of(&organisation.phones),
            revised: organisation.phone().and_then(printed_on),
            remarks: self
                .phone_remarks(RecordRef::Organisation(index), &organisation.phones)
                .into_iter()
                .chain(self.source_remark(organisation.evidence.iter()))
                .collect(),
            ..ExportEntry::default()
        }
    }

    fn project(&self, index: ProjectIx) -> ExportEntry {
        let project = self.directory.project(index);
        let names = project.abbreviation.iter().chain(&project.aliases);
        ExportEntry {
            kind: ExportKind::Project,
            name: project.name.clone(),
            aliases: names.map(|name| name.value.clone()).collect(),
            areas: once(project.areas.iter().map(|area| area.printed.clone())),
            remarks: self
                .project_remarks(index, &project)
                .into_iter()
                .chain(self.source_remark(project.evidence.iter()))
                .collect(),
            ..ExportEntry::default()
        }
    }

    fn document(&self, index: DocumentIx) -> ExportEntry {
        let document = self.directory.document(index);
        let mut remarks = vec![self.nobodys_remark(&document.title)];
        remarks.extend(self.phone_remarks(RecordRef::Document(index), &document.phones));
        ExportEntry {
            kind: ExportKind::Nobodys,
            phones: phones_of(&document.phones),
            emails: emails_of(&document.emails),
            derived_emails: derived_of(&document.emails),
            revised: document.phone().and_then(printed_on),
            remarks,
            ..ExportEntry::default()
        }
    }
}

impl ExportEntry {
    /// The given names and the surname: the last word, with the particles before it.
    pub(super) fn name_parts(&self) -> (&str, &str) {
        let mut split = self.name.rfind(' ');
        while let Some(at) = split {
            let before = self.name.get(..at).unwrap_or_default();
            let particle = before.rfind(' ').filter(|start| before.get(start + 1..).is_some_and(is_particle));
            if particle.is_none() {
                break;
            }
            split = particle;
        }
        split.and_then(|at| Some((self.name.get(..at)?, self.name.get(at + 1..)?))).unwrap_or(("", &self.name))
    }

    /// Calls a function with every text that may come from a document.
    fn each_text(&mut self, show: &mut impl FnMut(&mut String)) {
        let emails = self.emails.iter_mut().chain(&mut self.derived_emails);
        let lists = [&mut self.aliases, &mut self.areas, &mut self.remarks];
        lists
            .into_iter()
            .flatten()
            .chain(emails)
            .chain(&mut self.place)
            .chain([&mut self.id, &mut self.name])
            .for_each(&mut *show);
        for post in &mut self.posts {
            show(&mut post.title);
            let parts = [&mut post.organisation, &mut post.unit, &mut post.project, &mut post.place];
            parts.into_iter().flatten().chain(&mut post.areas).for_each(&mut *show);
        }
        for phone in &mut self.phones {
            show(&mut phone.printed);
            show(&mut phone.e164);
            phone.extension.iter_mut().for_each(&mut *show);
        }
    }

    /// The first post.
    pub(super) fn post(&self) -> Option<&ExportPost> {
        self.posts.first()
    }
}

impl ExportPhone {
    /// Whether it is a Finnish mobile number.
    pub(super) fn is_mobile(&self) -> bool {
        ["+3584", "+35850"].iter().any(|prefix| self.e164.starts_with(prefix))
    }

    /// The number as a URI (RFC 3966).
    pub(super) fn uri(&self) -> String {
        match &self.extension {
            Some(extension) => format!("tel:{};ext={extension}", self.e164),
            None => format!("tel:{}", self.e164),
        }
    }

    /// The number, and the extension after it.
    pub(super) fn with_extension(&self, number: &str) -> String {
        match &self.extension {
            Some(extension) => format!("{number} x{extension}"),
            None => number.to_owned(),
        }
    }
}

/// Whether a word is a particle of a surname, as in `von Essen`.
fn is_particle(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

fn phones_of(phones: &[Phone]) -> Vec<ExportPhone> {
    let phone = |phone: &Phone| ExportPhone {
        printed: phone.printed.clone(),
        e164: phone.e164.clone(),
        extension: phone.extension.clone(),
        kind: phone.kind,
    };
    phones.iter().map(phone).collect()
}

fn emails_of(emails: &[Email]) -> Vec<String> {
    emails.iter().map(|email| email.address.clone()).collect()
}

fn derived_of(emails: &[Email]) -> Vec<String> {
    let derived = emails.iter().filter(|email| email.basis == Basis::Derived);
    derived.map(|email| email.address.clone()).collect()
}

/// The order in which numbers are called.
fn call_rank(kind: PhoneKind) -> u8 {
    match kind {
        PhoneKind::Direct => 0,
        PhoneKind::Switchboard => 1,
        PhoneKind::Fax => 2,
    }
}

fn printed_on(phone: &Phone) -> Option<Day> {
    let as_of = phone.as_of.as_ref()?;
    as_of.from.or(as_of.to)
}

/// Each text once, in order.
fn once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}
