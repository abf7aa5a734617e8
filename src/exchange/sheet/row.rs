//! Rows under a header: people, posts, organisations, and rows that continue the one above.

use std::collections::BTreeMap;

use super::SheetRow;
use super::cell::{clean_cell, column_name, plain_text};
use super::column::Column;
use super::header::Header;
use super::name::name_of;
use super::number::{DamagedNumber, damage};
use crate::exchange::contact::{
    Contact, ContactEmail, ContactFile, ContactKind, ContactName, ContactPhone, FileProblem, FileProblemKind, Location,
    ProjectParty, StatedTerm, TermOf, Visibility,
};
use crate::language::{Label, column_label, given_name, label};
use crate::model::PhoneKind;

/// The separator between the values of one cell in exports of address books.
const VALUE_SEPARATOR: &str = ":::";

/// The maximum number of bytes of a value, and of what is quoted of a contact: no name, number or list of areas is
/// longer.
const MAX_VALUE_BYTES: usize = 4_000;

/// Reads the rows under a header.
pub(super) struct RowReader {
    header: Header,
    /// The name of the sheet, if the file has several.
    sheet: Option<String>,
    /// The last contact, which the next row may continue.
    open: Option<Contact>,
    /// The words of a row that is a heading for those below it.
    heading: Option<String>,
    /// The number of values in each column that a contact cannot hold.
    ignored: BTreeMap<usize, usize>,
}

/// The content of a row, before it is known what the row is about.
#[derive(Default)]
struct Fields {
    name: Option<ContactName>,
    given: Vec<String>,
    surname: Option<String>,
    title: Option<String>,
    organisation: Option<String>,
    unit: Vec<String>,
    project: Option<String>,
    phones: Vec<(ContactPhone, Option<u32>)>,
    emails: Vec<ContactEmail>,
    derived_emails: Vec<String>,
    areas: Vec<String>,
    place: Option<String>,
    terms: Vec<StatedTerm>,
    parties: Vec<ProjectParty>,
    visibility: Visibility,
    used: Vec<String>,
}

impl RowReader {
    pub(super) fn new(header: Header, sheet: Option<String>) -> Self {
        Self { header, sheet, open: None, heading: None, ignored: BTreeMap::new() }
    }

    /// Reads a row.
    pub(super) fn read(&mut self, row: &SheetRow, file: &mut ContactFile) {
        let texts: Vec<String> = row.cells.iter().map(|cell| plain_text(cell)).collect();
        let filled = texts.iter().filter(|text| !text.is_empty()).count();
        if filled == 0 {
            // A row without a name continues only the one directly above it.
            self.close(file);
            return;
        }
        if let Some(words) = self.heading_of(&texts, filled) {
            self.close(file);
            self.heading = Some(words);
            return;
        }
        let fields = self.fields(row.line, &texts, file);
        let location = self.location(row.line, None);
        if fields.used.is_empty() {
            return;
        }
        if fields.continues()
            && let Some(open) = self.open.as_mut().filter(|open| open.quotation.len() < MAX_VALUE_BYTES)
        {
            open.phones.extend(fields.phones.into_iter().map(|(phone, _)| phone));
            open.emails.extend(fields.emails);
            open.derived_emails.extend(fields.derived_emails);
            open.areas.extend(fields.areas);
            open.terms.extend(fields.terms);
            open.place = open.place.take().or(fields.place);
            open.visibility = open.visibility.max(fields.visibility);
            for words in fields.used {
                open.quotation.push_str(" | ");
                open.quotation.push_str(&words);
            }
            return;
        }
        self.close(file);
        let heading = self.heading.clone();
        match fields.into_contact(location.clone(), heading) {
            Some(contact) => self.open = Some(contact),
            None => file.problems.push(FileProblem { location, kind: FileProblemKind::Empty }),
        }
    }

    /// Ends the sheet.
    pub(super) fn finish(mut self, file: &mut ContactFile) {
        self.close(file);
        for (index, count) in self.ignored {
            let name = self.header.names.get(index).cloned().unwrap_or_else(|| column_name(index));
            *file.ignored.entry(name).or_default() += count;
        }
    }

    fn close(&mut self, file: &mut ContactFile) {
        if let Some(contact) = self.open.take() {
            file.add_contact(contact);
        }
    }

    fn location(&self, line: u32, column: Option<usize>) -> Location {
        Location { line, sheet: self.sheet.clone(), column: column.map(column_name) }
    }

    /// The words of a row of one text, which is the organisation of the rows below it if no column has one.
    fn heading_of(&self, texts: &[String], filled: usize) -> Option<String> {
        let first = texts.iter().position(|text| !text.is_empty())?;
        let is_alone = self.header.columns.len() > 2 && (filled == 1 || is_repeated(texts));
        let text = clean_cell(texts.get(first)?);
        let is_words = !text.contains('@') && !text.chars().any(|letter| letter.is_ascii_digit());
        let column = self.header.columns.get(first)?;
        let may_be = matches!(column, Column::Name(_) | Column::Surname | Column::Title | Column::Other) || first == 0;
        let has_given_name = text.split([' ', ',']).any(|word| given_name(word).is_some());
        let has_organisations = self.header.has(|column| column == Column::Organisation);
        let name = match text.split_once(": ") {
            Some((before, name)) if label(before) == Some(Label::Organisation) => name.trim().to_owned(),
            // Another label makes it a remark: “Lähde: kunnan verkkosivut”.
            Some(_) => return None,
            None => text,
        };
        (is_alone && is_words && may_be && !has_given_name && !has_organisations).then_some(name)
    }

    fn fields(&mut self, line: u32, texts: &[String], file: &mut ContactFile) -> Fields {
        let mut fields = Fields::default();
        let mut types: Vec<(u32, PhoneKind)> = Vec::new();
        for (index, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let column = self.header.columns.get(index).copied().unwrap_or(Column::Other);
            let words = || Some(clean_cell(text)).filter(|words| !is_nothing(words));
            if matches!(column, Column::Other) {
                *self.ignored.entry(index).or_default() += 1;
                continue;
            }
            if words().is_none() {
                continue;
            }
            let location = self.location(line, Some(index));
            if text.len() > MAX_VALUE_BYTES {
                file.add_problem(FileProblem { location, kind: FileProblemKind::TooLong });
                continue;
            }
            match column {
                Column::Name(form) => {
                    fields.add_contacts_of_name(text, &location);
                    first(&mut fields.name, words().map(|words| name_of(words, form)));
                }
                Column::GivenName | Column::MiddleName => fields.given.extend(words()),
                Column::Surname => first(&mut fields.surname, words()),
                Column::Title => first(&mut fields.title, words()),
                Column::Organisation => first(&mut fields.organisation, words()),
                Column::Unit => fields.unit.extend(words()),
                Column::Project => first(&mut fields.project, words()),
                Column::Phone(kind, number) => fields.add_phones(text, kind, number, &location, file),
                Column::PhoneType(number) => types.extend(kind_of(text).map(|kind| (number, kind))),
                Column::Extension => fields.add_extension(text, &location),
                Column::Email => fields.add_emails(text, &location),
                Column::DerivedEmail => fields.derived_emails.extend(text.split([',', ';', '\n']).map(clean_cell)),
                Column::Area => fields.areas.extend(lines_of(text)),
                Column::Locality => first(&mut fields.place, words()),
                Column::Term(of, bound) => {
                    fields.terms.extend(words().map(|printed| StatedTerm { of, bound, printed }));
                }
                Column::Party(role) => fields.parties.extend(words().map(|printed| ProjectParty { role, printed })),
                Column::Visibility => fields.visibility = visibility(text, &location, file),
                Column::Companion | Column::Other => {}
            }
            // A derived address is also in the column of addresses.
            let is_unsaid =
                matches!(column, Column::Visibility | Column::Companion | Column::PhoneType(_) | Column::DerivedEmail);
            if !is_unsaid {
                fields.used.extend(words());
            }
        }
        for (phone, number) in &mut fields.phones {
            let stated = types.iter().find(|(of, _)| Some(*of) == *number).map(|(_, kind)| *kind);
            phone.kind = phone.kind.or(stated);
        }
        fields
    }
}

impl Fields {
    /// Whether the row has only further numbers, addresses and areas.
    fn continues(&self) -> bool {
        let is_nameless = self.name.is_none() && self.given.is_empty() && self.surname.is_none();
        is_nameless && self.title.is_none() && self.organisation.is_none() && self.project.is_none()
    }

    fn add_phones(
        &mut self,
        text: &str,
        kind: Option<PhoneKind>,
        number: Option<u32>,
        location: &Location,
        file: &mut ContactFile,
    ) {
        for value in text.split(VALUE_SEPARATOR).flat_map(str::lines) {
            let mut printed = clean_cell(value);
            if printed.is_empty() {
                continue;
            }
            let damage = damage(&printed);
            if let Some(damage) = &damage {
                file.problems.push(FileProblem { location: location.clone(), kind: damage.problem() });
            }
            match damage {
                Some(DamagedNumber::Scientific) => continue,
                Some(DamagedNumber::LostZero(number)) => printed = number,
                None => {}
            }
            let phone = ContactPhone { printed, kind, extension: None, location: location.clone() };
            self.phones.push((phone, number));
        }
    }

    /// Gives an extension to the number before it.
    fn add_extension(&mut self, text: &str, location: &Location) {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        match self.phones.last_mut() {
            Some((phone, _)) if phone.extension.is_none() && !digits.is_empty() => phone.extension = Some(digits),
            _ => {
                let printed = clean_cell(text);
                let phone = ContactPhone { printed, kind: None, extension: None, location: location.clone() };
                self.phones.push((phone, None));
            }
        }
    }

    fn add_emails(&mut self, text: &str, location: &Location) {
        for value in text.split(VALUE_SEPARATOR).flat_map(|value| value.split(['\n', ';', ','])) {
            let address = clean_cell(value);
            if !address.is_empty() {
                self.emails.push(ContactEmail { address, location: location.clone() });
            }
        }
    }

    /// Keeps the number and the address in a cell that has them after the name.
    fn add_contacts_of_name(&mut self, text: &str, location: &Location) {
        const MIN_DIGITS: usize = 6;
        let printed = clean_cell(text);
        if printed.contains('@') {
            self.emails.push(ContactEmail { address: printed.clone(), location: location.clone() });
        }
        if printed.chars().filter(char::is_ascii_digit).count() >= MIN_DIGITS {
            let phone = ContactPhone { printed, kind: None, extension: None, location: location.clone() };
            self.phones.push((phone, None));
        }
    }

    /// The contact of a row. `None` if the row has none.
    fn into_contact(self, location: Location, heading: Option<String>) -> Option<Contact> {
        let organisation = self.organisation.or(heading);
        let given = self.given.join(" ");
        let name = match (given.as_str(), self.surname, self.name) {
            ("", None, None) => None,
            ("", _, Some(name)) => Some(name),
            ("", Some(surname), None) => Some(ContactName::Full(surname)),
            (given, None, _) => Some(ContactName::Full(given.to_owned())),
            (given, Some(surname), _) => Some(ContactName::Parts { given: given.to_owned(), surname }),
        };
        let mut kind = ContactKind::Person;
        let mut phones: Vec<ContactPhone> = self.phones.into_iter().map(|(phone, _)| phone).collect();
        let is_service = match &name {
            Some(ContactName::Unordered(words) | ContactName::Full(words)) => label(words) == Some(Label::Switchboard),
            None => self.title.as_deref().and_then(label) == Some(Label::Switchboard),
            Some(ContactName::Parts { .. }) => false,
        };
        let has_post = self.title.is_some() || self.project.is_some() || !self.areas.is_empty();
        let is_of_organisation = is_service || name.is_none() && !has_post;
        let mut name = name;
        if let Some(organisation) = organisation.clone().filter(|_| is_of_organisation) {
            kind = ContactKind::Organisation;
            name = Some(ContactName::Full(organisation));
        }
        if is_service {
            for phone in &mut phones {
                phone.kind = phone.kind.or(Some(PhoneKind::Switchboard));
            }
            if kind == ContactKind::Person {
                name = None;
            }
        }
        // The times of a row that is about a project alone are those of the project.
        let is_of_project = name.is_none() && self.title.is_none() && self.project.is_some();
        let mut terms = self.terms;
        terms.iter_mut().filter(|_| is_of_project).for_each(|term| term.of = TermOf::Project);
        let is_empty = name.is_none() && !has_post && organisation.is_none() && phones.is_empty();
        if is_empty && self.emails.is_empty() {
            return None;
        }
        Some(Contact {
            kind,
            uid: None,
            name,
            aliases: Vec::new(),
            title: self.title.filter(|_| !is_service),
            organisation: organisation.filter(|_| kind == ContactKind::Person),
            unit: (!self.unit.is_empty()).then(|| self.unit.join(", ")),
            project: self.project,
            phones,
            emails: self.emails,
            derived_emails: self.derived_emails,
            areas: self.areas,
            place: self.place,
            terms,
            parties: self.parties,
            revised: None,
            visibility: self.visibility,
            location,
            quotation: quotation(&self.used),
        })
    }
}

/// Whether a row repeats the header, or is that of another table below the first.
pub(super) fn is_header_again(row: &SheetRow) -> bool {
    const MIN_KNOWN: usize = 3;
    let is_value = |cell: &String| cell.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@');
    if row.cells.iter().any(is_value) {
        return false;
    }
    let is_label = |cell: &&String| !cell.is_empty() && label(cell).is_some();
    let mut labels = row.cells.iter().filter(is_label);
    labels.by_ref().take(MIN_KNOWN).count() == MIN_KNOWN && Header::of(&row.cells).is_some()
}

/// The used cells of a row on one line.
fn quotation(used: &[String]) -> String {
    let mut quotation = used.join(" | ");
    quotation.truncate(quotation.floor_char_boundary(MAX_VALUE_BYTES));
    quotation
}

/// Keeps the first of two values.
fn first<T>(kept: &mut Option<T>, value: Option<T>) {
    if kept.is_none() {
        *kept = value;
    }
}

/// Whether the filled cells of a row, more than one, are all the same: a merged heading.
fn is_repeated(texts: &[String]) -> bool {
    let mut filled = texts.iter().filter(|text| !text.is_empty());
    let Some(first) = filled.next() else { return false };
    let mut others = filled.peekable();
    others.peek().is_some() && others.all(|text| text == first)
}

/// Whether a cell only says that there is no value.
fn is_nothing(words: &str) -> bool {
    !words.chars().any(char::is_alphanumeric)
}

/// The lines of a cell.
fn lines_of(text: &str) -> impl Iterator<Item = String> {
    text.split(VALUE_SEPARATOR).flat_map(str::lines).map(clean_cell).filter(|line| !line.is_empty())
}

/// The kind of a number according to a cell.
fn kind_of(text: &str) -> Option<PhoneKind> {
    match column_label(text.trim_start_matches('*'))? {
        Label::Switchboard => Some(PhoneKind::Switchboard),
        Label::Fax => Some(PhoneKind::Fax),
        Label::Phone => Some(PhoneKind::Direct),
        _ => None,
    }
}

fn visibility(text: &str, location: &Location, file: &mut ContactFile) -> Visibility {
    Visibility::from_word(text).unwrap_or_else(|| {
        file.problems.push(FileProblem { location: location.clone(), kind: FileProblemKind::UnknownVisibility });
        Visibility::Private
    })
}
