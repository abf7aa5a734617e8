//! Lines of a card that can be copied: numbers, addresses, and the record to ask instead.

use super::localized_names::{line_label, region_successors, title_words};
use super::parts::{Card, LABEL_CELLS, MOST, labelled};
use super::{CardLine, Link};
use crate::i18n::{Lang, say};
use crate::model::{Basis, Directory, Document, DocumentIx, Email, Evidence, Fallback, Phone, PhoneKind, RecordRef};
use crate::present::copy::{copies_of_mail, copies_of_phone};
use crate::present::{Line, Marks, Role, number_role, with_age, with_origin};
use crate::text::Day;

impl Card<'_> {
    /// A number of the record, on a line of its own.
    pub(super) fn number(&mut self, record: RecordRef, phone: &Phone) {
        let mut line = self.shown_number(record, phone);
        line.push(format!("  {}", phone.e164), Role::Quiet);
        match phone.kind {
            PhoneKind::Direct => {}
            PhoneKind::Switchboard => line.push(format!("  {}", say!(self.lang, "detail.switchboard")), Role::Quiet),
            PhoneKind::Fax => line.push(format!("  {}", say!(self.lang, "detail.fax")), Role::Quiet),
        }
        let basis = self.basis(phone.basis);
        if !basis.is_empty() {
            line.push(format!("  {basis}"), Role::Quiet);
        }
        self.push(line, None);
        // A fax machine answers no call.
        if phone.kind != PhoneKind::Fax {
            self.can_copy(record, phone);
        }
    }

    pub(super) fn email(&mut self, record: RecordRef, email: &Email) {
        let is_derived = email.basis == Basis::Derived;
        let mut line = with_origin(Line::of(email.address.clone(), Role::Plain), is_derived, self.lang, self.marks);
        let basis = self.basis(email.basis);
        // The sign of a derived address is explained at the end of the card.
        if !is_derived && !basis.is_empty() {
            line.push(format!("  {basis}"), Role::Quiet);
        }
        self.push(line, None);
        if let Some(line) = self.lines.last_mut() {
            line.copies = copies_of_mail(self.directory, record, email);
        }
    }

    /// The numbers and addresses of a document that belong to nobody, each with its line.
    pub(super) fn contact_points(&mut self, index: DocumentIx, document: &Document) {
        if !document.has_contact_points() {
            return;
        }
        let record = RecordRef::Document(index);
        self.gap();
        self.push(Line::of(say!(self.lang, "detail.contact_points"), Role::Warning), None);
        for phone in document.phones.iter().take(MOST) {
            self.number(record, phone);
            self.printed_at(index, &phone.evidence);
        }
        self.more(document.phones.len());
        for email in document.emails.iter().take(MOST) {
            self.email(record, email);
            self.printed_at(index, &email.evidence);
        }
        self.more(document.emails.len());
        self.gap();
    }

    /// Appends the line of the document that prints what the last line shows, and leads to it.
    fn printed_at(&mut self, index: DocumentIx, evidence: &[Evidence]) {
        let Some((passage, last)) = evidence.first().zip(self.lines.last_mut()) else { return };
        let label = line_label(&self.directory.document(index), passage.line, self.lang);
        last.line.push(format!("  {label}"), Role::Link);
        last.link = Some(Link::Passage(index, passage.line));
    }

    /// Appends the number of a record to the last line, if the record has one.
    pub(super) fn number_behind(&mut self, record: RecordRef) {
        let RecordRef::Person(index) = record else { return };
        let person = self.directory.person(index);
        let Some(phone) = person.direct_phone() else { return };
        let number = self.shown_number(record, phone);
        if let Some(line) = self.lines.last_mut() {
            line.line.push("  ", Role::Plain);
            line.line.spans.extend(number.spans);
        }
        self.can_copy(record, phone);
    }

    pub(super) fn fallback(&mut self, record: RecordRef) {
        if let Some(mut line) = fallback_line(self.directory, record, self.lang, self.today, self.marks) {
            self.gap();
            // On a card, the label has a column, like all other labels.
            if line.link.is_some()
                && let Some(label) = line.line.spans.first_mut()
            {
                label.0 = labelled(&say!(self.lang, "detail.fallback_label")).text();
                line.indent = LABEL_CELLS;
            }
            self.lines.push(line);
        }
    }

    /// Offers the number for copying on the last line.
    fn can_copy(&mut self, record: RecordRef, phone: &Phone) {
        let copies = copies_of_phone(self.directory, record, phone, self.today);
        if let Some(line) = self.lines.last_mut() {
            line.copies = copies;
        }
    }

    fn shown_number(&self, record: RecordRef, phone: &Phone) -> Line {
        shown_number(self.directory, record, phone, self.lang, self.today, self.marks)
    }
}

/// The record to ask instead, with the number. Returns `None` if the record itself has a reliable one.
///
/// If nobody is known, the line says so and names the authorities that replaced the ELY Centres of the record's regions.
#[must_use]
pub fn fallback_line(
    directory: &Directory,
    record: RecordRef,
    lang: Lang,
    today: Day,
    marks: &Marks,
) -> Option<CardLine> {
    let fallback = directory.fallback_for(record)?;
    let (other, phone) = match fallback {
        Fallback::Manager(index) => (RecordRef::Person(index), directory.person(index).direct_phone().cloned()),
        Fallback::Coordinator(index) => {
            (RecordRef::Organisation(index), directory.organisation(index).phone().cloned())
        }
        Fallback::Nobody => return Some(nobody_line(directory, record, lang)),
    };
    let mut line = Line::of(format!("{}: ", say!(lang, "detail.fallback")), Role::Quiet);
    line.push(title_words(directory, other, lang), Role::Link);
    let mut copies = Vec::new();
    if let Some(phone) = phone {
        line.push(" ", Role::Plain);
        line.spans.extend(shown_number(directory, other, &phone, lang, today, marks).spans);
        copies = copies_of_phone(directory, other, &phone, today);
    }
    Some(CardLine { line, link: Some(Link::Record(other)), indent: 2, is_marked: false, copies })
}

fn nobody_line(directory: &Directory, record: RecordRef, lang: Lang) -> CardLine {
    let centres = region_successors(&directory.regions_about(record), lang);
    let words = if centres.is_empty() {
        say!(lang, "detail.nobody_known")
    } else {
        say!(lang, "detail.nobody_known_since", centre = centres.join(", "))
    };
    CardLine { line: Line::of(words, Role::Warning), link: None, indent: 2, is_marked: false, copies: Vec::new() }
}

/// A number of a record as lists and cards show it.
#[must_use]
pub fn shown_number(
    directory: &Directory,
    record: RecordRef,
    phone: &Phone,
    lang: Lang,
    today: Day,
    marks: &Marks,
) -> Line {
    let age = directory.age_of(record, phone, today);
    let is_doubtful = matches!(record, RecordRef::Person(index) if directory.is_number_doubtful(index));
    with_age(Line::of(phone.printed.clone(), number_role(age)), age, is_doubtful, lang, marks)
}
