//! What a column is, by its header.

use crate::exchange::contact::{PartyRole, TermBound, TermOf};
use crate::language::{Label, column_label};
use crate::model::PhoneKind;
use crate::text::fold;

/// The meaning of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The name of a person.
    Name(NameForm),
    /// Given names.
    GivenName,
    /// Further given names.
    MiddleName,
    /// A surname.
    Surname,
    /// A title.
    Title,
    /// An organisation.
    Organisation,
    /// A part of an organisation.
    Unit,
    /// A project.
    Project,
    /// Telephone numbers, with their kind and index by the header. Columns with the same index belong together.
    Phone(Option<PhoneKind>, Option<u32>),
    /// The kind of the numbers with this index.
    PhoneType(u32),
    /// The extension of the number before it.
    Extension,
    /// E-mail addresses.
    Email,
    /// Those of the addresses that were made by a rule.
    DerivedEmail,
    /// Areas.
    Area,
    /// The place of work, or an area if no other column has areas.
    Locality,
    /// When a post or a project begins or ends.
    Term(TermOf, TermBound),
    /// Organisations of the project; known only beside a project.
    Party(PartyRole),
    /// The visibility of the row.
    Visibility,
    /// A value that has no meaning without another column, such as the type of an address.
    Companion,
    /// Something for which a contact has no place.
    Other,
}

/// The order of the names in a column, by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameForm {
    /// The header does not tell it.
    Unknown,
    /// Given name first.
    GivenFirst,
    /// Surname first.
    SurnameFirst,
}

/// Folded headers of places of work, which count as areas of responsibility only if there is no other column for these.
const LOCALITIES: &[&str] = &[
    "paikkakunta",
    "kunta",
    "sijainti",
    "ort",
    "kommun",
    "city",
    "location",
    "municipality",
    "business city",
    "toimipaikkakunta",
    "office location",
    "work city",
    "town",
    "tyopaikkakunta",
    "placeringsort",
];

/// Folded headers of addresses that were made by a rule, as exports have them.
const DERIVED_EMAILS: &[&str] = &["muodostettu sahkoposti", "bildad e-post", "derived email"];

/// The column of a header, or `None` if its words are unknown.
pub(super) fn column(header: &str) -> Option<Column> {
    let folded = fold(header);
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = folded.split(" (").next().unwrap_or(&folded).trim_end_matches([':', '*', '.', ' ']);
    if DERIVED_EMAILS.contains(&bare) {
        return Some(Column::DerivedEmail);
    }
    if let Some(form) = form_of_name(&folded) {
        return Some(Column::Name(form));
    }
    if let Some((base, index, attribute)) = numbered(bare) {
        return Some(of_attribute(base, index, attribute));
    }
    if is_companion(bare) {
        return Some(Column::Companion);
    }
    of_words(bare).or_else(|| of_words(&without_count(bare)?)).or_else(|| of_part(bare)).or_else(|| of_compound(bare))
}

/// “sukunimi ja etunimi”, “first and last name”: the order in a header with words for both parts of a name.
fn form_of_name(header: &str) -> Option<NameForm> {
    const SURNAMES: &[&str] = &["sukunimi", "efternamn", "last name", "surname", "family name"];
    const GIVEN_NAMES: &[&str] = &["etunim", "etu-", "kutsumanimi", "fornamn", "for-", "first", "given", "forename"];
    let at = |words: &[&str]| words.iter().filter_map(|word| header.find(word).map(|at| (at, word.len()))).min();
    let (surname, length) = at(SURNAMES)?;
    // “sukunimi ja nimi”
    let name_behind = || header.get(surname + length..)?.contains("nimi").then_some((usize::MAX, 0));
    let (given, _) = at(GIVEN_NAMES).or_else(name_behind)?;
    Some(if surname < given { NameForm::SurnameFirst } else { NameForm::GivenFirst })
}

/// “e-mail type”, “e-mail 2 display name”: what only says something of another column.
fn is_companion(header: &str) -> bool {
    let front = [" type", " label", " display name"].iter().find_map(|end| header.strip_suffix(end));
    let front = front.map(|front| without_count(front).unwrap_or_else(|| front.to_owned()));
    front.is_some_and(|front| matches!(of_words(&front), Some(Column::Phone(..) | Column::Email)))
}

/// “puhelin / telefon”: the first known of several headers in one.
fn of_part(header: &str) -> Option<Column> {
    let mut parts = header
        .split(['/', ',', '+', '&'])
        .flat_map(|part| part.split(" ja "))
        .flat_map(|part| part.split(" och "))
        .flat_map(|part| part.split(" and "))
        .filter(|part| part.len() < header.len());
    parts.find_map(|part| of_words(part.trim()))
}

/// “työntekijän puhelin”, “telefon arbete”: a number or an address, and whose it is.
fn of_compound(header: &str) -> Option<Column> {
    let words: Vec<&str> = header.split([' ', '-', '_']).collect();
    let of = |word: Option<&&str>| {
        let column = word.and_then(|word| of_words(word))?;
        matches!(column, Column::Phone(..) | Column::Email).then_some(column)
    };
    if (2..=3).contains(&words.len()) { of(words.last()).or_else(|| of(words.first())) } else { None }
}

/// “phone 1 - value”, “organization 1 - name”: the base, the number and the attribute.
fn numbered(header: &str) -> Option<(&str, u32, &str)> {
    let (front, attribute) = header.split_once(" - ")?;
    let (base, index) = front.rsplit_once(' ')?;
    Some((base, index.parse().ok()?, attribute))
}

fn of_attribute(base: &str, index: u32, attribute: &str) -> Column {
    let column = of_words(base);
    match (column, attribute) {
        (Some(Column::Phone(kind, _)), "value") => Column::Phone(kind, Some(index)),
        (Some(Column::Phone(..)), "type" | "label") => Column::PhoneType(index),
        (Some(Column::Email), "value") => Column::Email,
        (Some(Column::Organisation), "name") => Column::Organisation,
        (Some(Column::Organisation), "title") => Column::Title,
        (Some(Column::Organisation), "department") => Column::Unit,
        (Some(_), "type" | "label") => Column::Companion,
        _ if attribute == "type" || attribute == "label" => Column::Companion,
        _ => Column::Other,
    }
}

/// “puhelin 2”, “phone2”, “e-mail 2 address”: the header without the number.
fn without_count(header: &str) -> Option<String> {
    let is_count = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = header
        .split(' ')
        .filter(|word| !is_count(word))
        .map(|word| word.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end_matches(['_', '-', '#']))
        .collect();
    let bare = words.join(" ");
    (!bare.is_empty() && bare.len() < header.len()).then_some(bare)
}

/// The column of words alone.
fn of_words(words: &str) -> Option<Column> {
    if LOCALITIES.contains(&words) {
        return Some(Column::Locality);
    }
    let spaced = words.replace('_', " ");
    Some(match column_label(&spaced)? {
        Label::Name | Label::Contact => Column::Name(NameForm::Unknown),
        Label::GivenName => Column::GivenName,
        Label::MiddleName => Column::MiddleName,
        Label::Surname => Column::Surname,
        Label::Role => Column::Title,
        Label::Organisation => Column::Organisation,
        Label::Unit => Column::Unit,
        Label::Phone => Column::Phone(None, None),
        Label::Switchboard => Column::Phone(Some(PhoneKind::Switchboard), None),
        Label::Fax => Column::Phone(Some(PhoneKind::Fax), None),
        Label::Extension => Column::Extension,
        Label::Email => Column::Email,
        Label::Area => Column::Area,
        Label::Project => Column::Project,
        Label::Visibility => Column::Visibility,
        Label::Start => Column::Term(TermOf::Post, TermBound::Start),
        Label::End => Column::Term(TermOf::Post, TermBound::End),
        Label::Period => Column::Term(TermOf::Post, TermBound::Both),
        Label::ProjectStart => Column::Term(TermOf::Project, TermBound::Start),
        Label::ProjectEnd => Column::Term(TermOf::Project, TermBound::End),
        Label::ProjectPeriod => Column::Term(TermOf::Project, TermBound::Both),
        Label::Coordinator => Column::Party(PartyRole::Coordinator),
        Label::Partner => Column::Party(PartyRole::Partner),
        Label::Funder => Column::Party(PartyRole::Funder),
        _ => Column::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_three_languages_and_two_programs_are_known() {
        let phone = Column::Phone(None, None);
        for (header, known) in [
            ("Nimi", Some(Column::Name(NameForm::Unknown))),
            ("Sukunimi ja etunimi", Some(Column::Name(NameForm::SurnameFirst))),
            ("Nimi (sukunimi, etunimi)", Some(Column::Name(NameForm::SurnameFirst))),
            ("Etu- ja sukunimi", Some(Column::Name(NameForm::GivenFirst))),
            ("För- och efternamn", Some(Column::Name(NameForm::GivenFirst))),
            ("First and last name", Some(Column::Name(NameForm::GivenFirst))),
            ("Etunimi", Some(Column::GivenName)),
            ("Efternamn", Some(Column::Surname)),
            ("Puhelin 2", Some(phone)),
            ("Puhelin\n(suora)", Some(phone)),
            ("Mobile Phone", Some(phone)),
            ("Business Phone 2", Some(phone)),
            ("Phone 1 - Value", Some(Column::Phone(None, Some(1)))),
            ("Phone 1 - Label", Some(Column::PhoneType(1))),
            ("E-mail 2 - Value", Some(Column::Email)),
            ("E-mail 2 - Label", Some(Column::Companion)),
            ("E-mail 2 Address", Some(Column::Email)),
            ("Organization 1 - Title", Some(Column::Title)),
            ("Organization Name", Some(Column::Organisation)),
            ("Organization Department", Some(Column::Unit)),
            ("Job Title", Some(Column::Title)),
            ("Company Main Phone", Some(Column::Phone(Some(PhoneKind::Switchboard), None))),
            ("Business Fax", Some(Column::Phone(Some(PhoneKind::Fax), None))),
            ("Assistant's Phone", Some(Column::Other)),
            ("Manager's Name", Some(Column::Other)),
            ("Vastuualueet", Some(Column::Area)),
            ("Paikkakunta", Some(Column::Locality)),
            ("Näkyvyys", Some(Column::Visibility)),
            ("Alkaa", Some(Column::Term(TermOf::Post, TermBound::Start))),
            ("Slutdatum", Some(Column::Term(TermOf::Post, TermBound::End))),
            ("Tehtävä päättyy", Some(Column::Term(TermOf::Post, TermBound::End))),
            ("Project start date", Some(Column::Term(TermOf::Project, TermBound::Start))),
            ("Hankeaika", Some(Column::Term(TermOf::Project, TermBound::Both))),
            ("Sähköposti / e-post", Some(Column::Email)),
            ("E-mail 2 Type", Some(Column::Companion)),
            ("Home City", Some(Column::Other)),
            ("Business Country/Region", Some(Column::Other)),
            ("Company Yomi", Some(Column::Other)),
            ("Työntekijän puhelin", Some(phone)),
            ("Hattukoko", None),
        ] {
            assert_eq!(column(header), known, "{header}");
        }
    }
}
