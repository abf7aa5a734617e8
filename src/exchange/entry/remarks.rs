//! Remarks: the facts that the formats cannot hold, as sentences for the reader of an address book.

use super::ExportSource;
use crate::i18n::{Lang, say};
use crate::model::{Age, Basis, Email, Evidence, Phone, PhoneKind, RecordRef};

/// The maximum number of sources that a remark names.
const MAX_SOURCES: usize = 3;

/// The kind of a value, as the heading of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum EntryLabel {
    /// The name.
    Name,
    /// The title of the post.
    Title,
    /// The organisation.
    Organisation,
    /// The part of the organisation.
    Unit,
    /// The project.
    Project,
    /// When the post begins.
    Start,
    /// When the post ends.
    End,
    /// When the project begins.
    ProjectStart,
    /// When the project ends.
    ProjectEnd,
    /// The areas.
    Areas,
    /// The place of work.
    Place,
    /// Numbers of the person.
    Phone,
    /// Numbers of a switchboard.
    Switchboard,
    /// Numbers of fax machines.
    Fax,
    /// E-mail addresses.
    Email,
    /// Those of them that were made by a rule.
    DerivedEmail,
    /// Remarks.
    Note,
    /// The id.
    Id,
}

/// The heading of a column, as the readers of tables know it.
pub(in crate::exchange) fn label(label: EntryLabel, lang: Lang) -> String {
    match label {
        EntryLabel::Name => say!(lang, "export.name"),
        EntryLabel::Title => say!(lang, "export.title"),
        EntryLabel::Organisation => say!(lang, "export.organisation"),
        EntryLabel::Unit => say!(lang, "export.unit"),
        EntryLabel::Project => say!(lang, "export.project"),
        EntryLabel::Start => say!(lang, "export.start"),
        EntryLabel::End => say!(lang, "export.end"),
        EntryLabel::ProjectStart => say!(lang, "export.project_start"),
        EntryLabel::ProjectEnd => say!(lang, "export.project_end"),
        EntryLabel::Areas => say!(lang, "export.areas"),
        EntryLabel::Place => say!(lang, "export.place"),
        EntryLabel::Phone => say!(lang, "export.phone"),
        EntryLabel::Switchboard => say!(lang, "export.switchboard"),
        EntryLabel::Fax => say!(lang, "export.fax"),
        EntryLabel::Email => say!(lang, "export.email"),
        EntryLabel::DerivedEmail => say!(lang, "export.derived_email"),
        EntryLabel::Note => say!(lang, "export.note"),
        EntryLabel::Id => say!(lang, "export.id"),
    }
}

impl ExportSource<'_> {
    /// For each number, its age if it is not fresh, whether it may belong to somebody else by now, and its kind.
    pub(super) fn phone_remarks(&self, record: RecordRef, phones: &[Phone]) -> Vec<String> {
        let is_doubtful = match record {
            RecordRef::Person(index) => self.directory.is_number_doubtful(index),
            _ => false,
        };
        let remark = |phone: &Phone| {
            let age = match self.directory.age_of(record, phone, self.today) {
                Age::Fresh => None,
                Age::Old(year) => Some(say!(self.lang, "number.of_year", year = year)),
                Age::Undated => Some(say!(self.lang, "number.of_no_date")),
            };
            let doubt = is_doubtful.then(|| say!(self.lang, "find.doubtful"));
            let kind = match phone.kind {
                PhoneKind::Direct => None,
                PhoneKind::Switchboard => Some(label(EntryLabel::Switchboard, self.lang).to_lowercase()),
                PhoneKind::Fax => Some(label(EntryLabel::Fax, self.lang).to_lowercase()),
            };
            let said: Vec<String> = [kind, age, doubt].into_iter().flatten().collect();
            (!said.is_empty()).then(|| format!("{}: {}", phone.printed, said.join("; ")))
        };
        phones.iter().filter_map(remark).collect()
    }

    /// The addresses that a rule made.
    pub(super) fn email_remarks(&self, emails: &[Email]) -> Vec<String> {
        let derived = emails.iter().filter(|email| email.basis == Basis::Derived);
        derived.map(|email| format!("{}: {}", email.address, say!(self.lang, "basis.derived"))).collect()
    }

    /// The titles of the documents of some evidence.
    pub(super) fn source_remark<'a>(&self, evidence: impl Iterator<Item = &'a Evidence>) -> Option<String> {
        let mut ids = Vec::new();
        for passage in evidence {
            if !ids.contains(&&passage.document) {
                ids.push(&passage.document);
            }
        }
        let title = |id| self.directory.document_called(id).map(|index| self.directory.document(index).title.clone());
        let titles: Vec<String> = ids.into_iter().take(MAX_SOURCES).filter_map(title).collect();
        (!titles.is_empty()).then(|| say!(self.lang, "export.sources", titles = titles.join("; ")))
    }

    /// The remark that the numbers of a document belong to nobody.
    pub(super) fn nobodys_remark(&self, title: &str) -> String {
        format!("{title}: {}", say!(self.lang, "detail.nobodys"))
    }
}
