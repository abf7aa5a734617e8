//! Cards as the standard and programs write them.

use super::read_jscontact;
use crate::exchange::{Contact, ContactFile, ContactKind, ContactName, FileProblemKind};
use crate::model::PhoneKind;

fn said(file: &ContactFile) -> Vec<String> {
    file.contacts.iter().map(Contact::on_one_line).collect()
}

fn problems(file: &ContactFile) -> Vec<(u32, FileProblemKind)> {
    file.problems.iter().map(|problem| (problem.location.line, problem.kind)).collect()
}

const PERSON: &str = r#"{
  "@type": "Card", "version": "1.0", "uid": "urn:uuid:1", "language": "fi",
  "name": {
    "components": [
      {"kind": "surname", "value": "Niemi"}, {"kind": "separator", "value": "-"}, {"kind": "surname2", "value": "Laine"},
      {"kind": "separator", "value": ", "}, {"kind": "given", "value": "Maija"}, {"kind": "given2", "value": "Liisa"}
    ],
    "isOrdered": true, "defaultSeparator": " ", "full": "Niemi-Laine, Maija Liisa"
  },
  "organizations": {"o1": {"name": "Kunta", "units": [{"name": "Sivistys"}, {"name": "Koulut"}]}, "o2": {"name": "Opisto"}},
  "titles": {
    "t1": {"name": "koordinaattori", "organizationId": "o1"},
    "t2": {"name": "opettaja", "organizationId": "o2"},
    "t3": {"name": "vetäjä", "kind": "role"}
  },
  "phones": {
    "p1": {"number": "tel:+358-9-1234;ext=5", "features": {"voice": true}, "pref": 2},
    "p2": {"number": "040 123 4567", "features": {"mobile": true, "text": true}, "pref": 1, "contexts": {"work": true}},
    "p3": {"number": "09 1235", "features": {"fax": true}},
    "p4": {"number": "09 1236", "features": {"pager": true}},
    "p5": {"number": "09 1237", "label": "Vaihde"}
  },
  "emails": {"e1": {"address": "b@example.fi", "pref": 2}, "e2": {"address": "a@example.fi", "pref": 1}},
  "addresses": {"a1": {"components": [{"kind": "locality", "value": "Kemi"}], "contexts": {"work": true}}},
  "keywords": {"Lappi": true, "ystävä": true},
  "localizations": {"sv": {"titles/t1/name": "koordinator"}},
  "notes": {"n1": {"note": "x"}}
}"#;

#[test]
fn a_card_of_the_standard_is_read() {
    let file = read_jscontact(PERSON.as_bytes());
    let reached = "040 123 4567, +358-9-1234 ext. 5, 09 1237, 09 1235, a@example.fi, b@example.fi, Lappi";
    let expected = [
        format!("Maija Liisa Niemi-Laine, koordinaattori, Sivistys, Koulut, Kunta, {reached}"),
        format!("Maija Liisa Niemi-Laine, opettaja, Opisto, {reached}"),
    ];
    assert_eq!(said(&file), expected);
    let contact = &file.contacts[0];
    let kinds: Vec<_> = contact.phones.iter().map(|phone| phone.kind).collect();
    assert_eq!(kinds, [None, None, Some(PhoneKind::Switchboard), Some(PhoneKind::Fax)]);
    assert_eq!((contact.uid.as_deref(), contact.place.as_deref()), (Some("urn:uuid:1"), Some("Kemi")));
    let ignored: Vec<_> = file.ignored.iter().map(|(name, count)| format!("{name} {count}")).collect();
    assert_eq!(ignored, ["keywords 1", "localizations 1", "notes 1", "phones 1", "titles:role 1"]);
}

#[test]
fn cards_of_an_array_have_their_lines() {
    let text =
        "[\n{\"name\": {\"full\": \"Aino Mäki\"}},\n\n{\"name\": {\"full\": \"Joki, Eero\"}},\n{\"phones\": 5}, {}\n]";
    let file = read_jscontact(text.as_bytes());
    let lines: Vec<_> = file.contacts.iter().map(|contact| contact.location.line).collect();
    assert_eq!((said(&file), lines), (vec!["Aino Mäki".to_owned(), "Eero Joki".to_owned()], vec![2, 4]));
    assert_eq!(file.contacts[0].name, Some(ContactName::Full("Aino Mäki".to_owned())));
    assert_eq!(problems(&file), [(5, FileProblemKind::BadEntry), (5, FileProblemKind::Empty)]);
}

#[test]
fn organisations_and_groups_are_no_people() {
    for card in [
        r#"{"kind": "org", "name": {"full": "Kunta"}, "nicknames": {"n": {"name": "K"}}, "localizations": {"sv": {"name/full": "Kommun"}}}"#,
        r#"{"kind": "group", "name": {"full": "Kunta"}, "members": {"a": true}, "nicknames": {"n": {"name": "K"}}, "localizations": {"sv": {"name": {"full": "Kommun"}}}}"#,
    ] {
        let file = read_jscontact(card.as_bytes());
        let contact = &file.contacts[0];
        assert_eq!((contact.kind, contact.aliases.join(" ")), (ContactKind::Organisation, "K Kommun".to_owned()));
        assert_eq!((said(&file), file.ignored.len()), (vec!["Kunta".to_owned()], 0));
    }
    assert_eq!(read_jscontact(br#"{"kind": "device", "name": {"full": "Printer"}}"#).contacts, []);
}

#[test]
fn what_is_no_json_or_too_deep_is_one_problem() {
    for text in ["{\n\"name\": ", "", "[1, 2", &"[".repeat(1_000_000), &format!("[{}", "{\"name\":".repeat(200_000))] {
        let file = read_jscontact(text.as_bytes());
        assert_eq!((file.contacts.len(), file.problems.len()), (0, 1));
        assert_eq!(file.problems[0].kind, FileProblemKind::BadEntry);
    }
}
