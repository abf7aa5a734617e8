//! Written files are read again, and have the form that their readers expect.

mod several_posts;

use proptest::prelude::*;

use super::{ExportFormat, ExportOptions, LeftOut, export};
use crate::exchange::entry::ExportTerm;
use crate::exchange::{
    Contact, ContactFile, ContactKind, ContactName, StatedTerm, TermBound, TermOf, read_contacts, read_jscontact,
    read_ldif, read_vcards,
};
use crate::i18n::Lang;
use crate::model::{
    Basis, Directory, DocumentId, Email, Evidence, Holder, Model, Organisation, OrganisationId, OrganisationKind,
    Period, Person, PersonId, Phone, PhoneKind, Position, RecordRef, Time, inspect, load,
};
use crate::text::Day;

const EMBEDDED: &[u8] = include_bytes!("../../../assets/model.json");
const SMALL: &[u8] = include_bytes!("../../../tests/fixtures/small-model.json");
/// The directory with invented people whose texts need escapes.
const ODD: &[u8] = include_bytes!("../../../tests/fixtures/odd-model.json");

fn directory(json: &[u8]) -> Directory {
    Directory::new(load(json).expect("a sound model"))
}

/// Every record of a directory, in the order of its lists.
fn all(directory: &Directory) -> Vec<RecordRef> {
    (0..directory.record_count()).map(|number| directory.record(number)).collect()
}

fn written(directory: &Directory, records: &[RecordRef], format: ExportFormat) -> String {
    let today = "2019-01-31".parse().expect("a day");
    let options = ExportOptions::new(format, None, Lang::En, today).expect("no base");
    let mut bytes = Vec::new();
    export(directory, records, &options, &mut bytes).expect("memory can be written");
    String::from_utf8(bytes).expect("UTF-8")
}

fn reader(format: ExportFormat) -> fn(&[u8]) -> ContactFile {
    match format {
        ExportFormat::Ldif => read_ldif,
        ExportFormat::JsContact => read_jscontact,
        _ => read_vcards,
    }
}

const CARDS: [ExportFormat; 4] =
    [ExportFormat::VCard, ExportFormat::VCard3, ExportFormat::Ldif, ExportFormat::JsContact];

/// A number as formats hold it: in E.164, with its extension, and whether it is that of a machine or a switchboard.
type Number = (String, Option<String>, String);

/// The name of a person, with numbers and addresses, and whether a rule made these; in the order of the name.
type Reached = (String, Vec<Number>, Vec<(String, bool)>);

fn reached_in(directory: &Directory) -> Vec<Reached> {
    let mut people: Vec<Reached> = directory.people().map(|index| of_person(&directory.person(index))).collect();
    people.sort();
    people
}

fn of_person(person: &Person) -> Reached {
    let mut phones: Vec<Number> =
        person.phones.iter().map(|it| (it.e164.clone(), it.extension.clone(), format!("{:?}", it.kind))).collect();
    phones.sort();
    let email = |email: &Email| (email.address.clone(), email.basis == Basis::Derived);
    (person.name.clone(), phones, person.emails.iter().map(email).collect())
}

/// The same of the contacts of a file, each person once.
fn reached_by(file: &ContactFile) -> Vec<Reached> {
    let people = file.contacts.iter().filter(|contact| contact.kind == ContactKind::Person && contact.name.is_some());
    let mut people: Vec<(Option<String>, Reached)> = people.map(|it| (it.uid.clone(), of_contact(it))).collect();
    people.sort();
    people.dedup();
    let mut people: Vec<Reached> = people.into_iter().map(|(_, reached)| reached).collect();
    people.sort();
    people
}

fn of_contact(contact: &Contact) -> Reached {
    let kind = |kind: Option<PhoneKind>| format!("{:?}", kind.unwrap_or(PhoneKind::Direct));
    let phones = contact.phones.iter().map(|it| (it.printed.clone(), it.extension.clone(), kind(it.kind)));
    let mut phones: Vec<Number> = phones.collect();
    phones.sort();
    let name = contact.name.as_ref().map(ContactName::text).unwrap_or_default();
    let emails = contact.emails.iter().map(|email| email.address.clone());
    (name, phones, emails.map(|address| (address.clone(), contact.derived_emails.contains(&address))).collect())
}

/// When the post of a contact begins and ends, as printed.
fn terms_of(contact: &Contact) -> [String; 2] {
    [TermBound::Start, TermBound::End].map(|bound| {
        let is_it = |term: &&StatedTerm| term.of == TermOf::Post && term.bound == bound;
        contact.terms.iter().find(is_it).map(|term| term.printed.clone()).unwrap_or_default()
    })
}

#[test]
fn every_person_is_read_again_with_their_numbers_and_addresses() {
    for json in [EMBEDDED, SMALL, ODD] {
        let directory = directory(json);
        for format in CARDS {
            let text = written(&directory, &all(&directory), format);
            let file = reader(format)(text.as_bytes());
            assert_eq!(file.problems, [], "{format:?}");
            assert_eq!(reached_by(&file), reached_in(&directory), "{format:?}");
        }
    }
    assert_eq!(directory(EMBEDDED).people_count(), 14);
}

#[test]
fn a_table_says_again_which_addresses_a_rule_made() {
    let directory = directory(EMBEDDED);
    for lang in Lang::ALL {
        let today = "2019-01-31".parse().expect("a day");
        let options = ExportOptions::new(ExportFormat::Csv, None, lang, today).expect("no base");
        let mut bytes = Vec::new();
        export(&directory, &all(&directory), &options, &mut bytes).expect("memory can be written");
        let file = read_contacts("x.csv", &bytes).and_then(Result::ok).expect("a table");
        let mut derived: Vec<String> = file.contacts.iter().flat_map(|it| it.derived_emails.clone()).collect();
        derived.sort();
        derived.dedup();
        let emails = directory.people().flat_map(|index| directory.person(index).emails.clone());
        let mut expected: Vec<String> =
            emails.filter(|email| email.basis == Basis::Derived).map(|email| email.address).collect();
        expected.sort();
        assert_eq!(derived, expected, "{lang:?}");
        assert!(!expected.is_empty());
    }
}

#[test]
fn posts_organisations_and_areas_are_read_again() {
    let directory = directory(EMBEDDED);
    for format in CARDS {
        let file = reader(format)(written(&directory, &all(&directory), format).as_bytes());
        let names: Vec<String> = file
            .contacts
            .iter()
            .filter(|it| it.kind == ContactKind::Organisation)
            .filter_map(|it| it.name.as_ref().map(ContactName::text))
            .collect();
        let expected: Vec<String> =
            directory.organisations().map(|index| directory.organisation(index).name.clone()).collect();
        assert_eq!(names.len(), expected.len(), "{format:?}");
        assert!(expected.iter().all(|name| names.contains(name)), "{format:?}: {names:?}");
        for index in directory.people() {
            let name = directory.person(index).name.clone();
            let is_it = |it: &&Contact| it.name.as_ref().is_some_and(|it| it.text() == name);
            let of_file: Vec<_> = file
                .contacts
                .iter()
                .filter(is_it)
                .map(|it| {
                    (it.title.clone().unwrap_or_default(), it.organisation.clone(), it.project.clone(), terms_of(it))
                })
                .collect();
            let held = directory.positions_of(index).filter(|it| directory.position(*it).time == Time::Current);
            for position in held {
                let organisation =
                    directory.organisation_of(position).map(|it| directory.organisation(it).name.clone());
                let project = directory.project_of(position).map(|it| directory.project(it).name.clone());
                let held = directory.position(position);
                let term = ExportTerm::of(held.start.as_deref(), held.end.as_deref());
                let post = (held.title.clone(), organisation, project, [term.start, term.end]);
                assert!(of_file.contains(&post), "{format:?}: {name}: {post:?} is not in {of_file:?}");
            }
        }
        let coordinator =
            file.contacts.iter().find(|it| it.name.as_ref().is_some_and(|it| it.text() == "Sanna Hiltunen"));
        assert_eq!(coordinator.map(|it| it.areas.join(" ")), Some("Lappi".to_owned()), "{format:?}");
    }
}

#[test]
fn an_old_or_doubtful_number_says_so_and_a_machine_is_a_machine() {
    let directory = directory(ODD);
    let text = |format| written(&directory, &all(&directory), format).replace("\r\n ", "");
    for format in
        [ExportFormat::VCard, ExportFormat::VCard3, ExportFormat::JsContact, ExportFormat::Csv, ExportFormat::Markdown]
    {
        assert!(text(format).contains("0295 000 001: number of 2015"), "{format:?}");
        assert!(text(format).contains("the number may be out of date"), "{format:?}");
    }
    assert!(text(ExportFormat::Ldif).contains("number of 2015"));
    assert!(text(ExportFormat::VCard).contains("TEL;VALUE=uri;TYPE=\"work,fax\":tel:+358295000009\r\n"));
    assert!(text(ExportFormat::VCard3).contains("TEL;TYPE=WORK,FAX:+358295000009\r\n"));
    assert!(text(ExportFormat::Ldif).contains("facsimileTelephoneNumber: +358295000009\r\n"));
}

#[test]
fn a_model_of_all_records_is_the_directory() {
    for json in [EMBEDDED, SMALL, ODD] {
        let whole = load(json).expect("a sound model");
        let directory = directory(json);
        let part = load(written(&directory, &all(&directory), ExportFormat::Json).as_bytes()).expect("a sound model");
        assert!(part == whole, "{} is another directory", whole.title);
    }
}

#[test]
fn a_model_of_one_record_opens_and_has_all_that_it_refers_to() {
    for json in [EMBEDDED, SMALL, ODD] {
        let directory = directory(json);
        for record in all(&directory).into_iter().filter(|record| !matches!(record, RecordRef::Region(_))) {
            let text = written(&directory, &[record], ExportFormat::Json);
            assert_eq!(inspect(text.as_bytes()).problems, [], "{}", directory.id_of(record));
            let part = Directory::new(load(text.as_bytes()).expect("a sound model"));
            assert!(part.find(&directory.id_of(record)).is_some());
        }
    }
}

#[test]
fn lines_are_short_end_rightly_and_have_no_bare_control_character() {
    let directory = directory(ODD);
    for format in [ExportFormat::VCard, ExportFormat::VCard3, ExportFormat::Ldif] {
        let text = written(&directory, &all(&directory), format);
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(char::is_control)), "{format:?}");
    }
}

#[test]
fn what_has_no_place_is_counted() {
    let directory = directory(SMALL);
    let options = ExportOptions::new(ExportFormat::Ldif, None, Lang::En, "2019-01-31".parse().expect("a day"));
    let summary = export(&directory, &all(&directory), &options.expect("no base"), &mut Vec::new()).expect("memory");
    let expected = [(LeftOut::Region, 19), (LeftOut::Project, 2), (LeftOut::PostCount, 1)];
    assert_eq!(summary.left_out.into_iter().collect::<Vec<_>>(), expected);
    let directory = self::directory(ODD);
    let count = |format: ExportFormat| {
        let options = ExportOptions::new(format, None, Lang::En, "2019-01-31".parse().expect("a day"));
        let records = all(&directory);
        let summary = export(&directory, &records, &options.expect("no base"), &mut Vec::new()).expect("memory");
        [LeftOut::FormerPost, LeftOut::ProjectFact].map(|kind| summary.left_out.get(&kind).copied().unwrap_or_default())
    };
    let [former, facts] = count(ExportFormat::VCard);
    assert!(former > 0 && facts > 0, "{former} {facts}");
    assert_eq!(count(ExportFormat::Ldif), [former, 0]);
    assert_eq!(count(ExportFormat::Json), [0, 0]);
}

#[test]
fn the_files_look_as_their_readers_expect() {
    let directory = directory(ODD);
    let shown = |format| written(&directory, &all(&directory), format).replace('\r', "␍");
    insta::assert_snapshot!("vcard", shown(ExportFormat::VCard));
    insta::assert_snapshot!("vcard3", shown(ExportFormat::VCard3));
    insta::assert_snapshot!("ldif", shown(ExportFormat::Ldif));
    insta::assert_snapshot!("jscontact", shown(ExportFormat::JsContact));
    insta::assert_snapshot!("csv", shown(ExportFormat::Csv));
    insta::assert_snapshot!("excel", shown(ExportFormat::ExcelCsv));
    insta::assert_snapshot!("markdown", shown(ExportFormat::Markdown));
}

/// Ordinary words, and hostile ones.
fn words() -> impl Strategy<Value = String> {
    "[A-ZÅÄÖa-zåäö🙂,;:\\\\\"'<>=+#|%^ .-]{0,60}".prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn name() -> impl Strategy<Value = String> {
    ("[A-ZÅÄÖ][a-zåäö;\\\\\"-]{0,12}", "[A-ZÅÄÖ][a-zåäö=+#-]{0,30}")
        .prop_map(|(given, surname)| format!("{given} {surname}"))
}

fn phone() -> impl Strategy<Value = Phone> {
    let kinds = prop_oneof![Just(PhoneKind::Direct), Just(PhoneKind::Switchboard), Just(PhoneKind::Fax)];
    ("[1-9][0-9]{5,9}", proptest::option::of("[0-9]{1,5}"), kinds).prop_map(|(digits, extension, kind)| {
        let mut phone: Phone = serde_json::from_value(serde_json::json!({
            "printed": format!("0{digits}"), "e164": format!("+358{digits}"), "kind": "direct", "as_of": null, "evidence": []
        }))
        .expect("a number");
        (phone.extension, phone.kind) = (extension, kind);
        phone
    })
}

/// A beginning or an end, of which one bound may not be known.
fn period() -> impl Strategy<Value = Option<Box<Period>>> {
    let day = || proptest::option::of((1950_u16..2100, 1_u8..=12, 1_u8..=28));
    (day(), day()).prop_map(|(from, to)| {
        let day = |date: Option<(u16, u8, u8)>| date.and_then(|(year, month, day)| Day::new(year, month, day));
        let (from, to) = (day(from), day(to));
        let (from, to) = if from.zip(to).is_some_and(|(from, to)| from > to) { (to, from) } else { (from, to) };
        let basis = Basis::Stated;
        (from.is_some() || to.is_some())
            .then(|| Box::new(Period { from, to, words: String::new(), basis, evidence: Vec::new() }))
    })
}

/// A person of an organisation with a title, in a model of their own.
fn invented() -> impl Strategy<Value = Model> {
    let texts = (name(), words(), words());
    (texts, proptest::collection::vec(phone(), 0..4), period(), period()).prop_map(|(texts, phones, start, end)| {
        let (name, title, company) = texts;
        let evidence = Vec::<Evidence>::new();
        let organisation = OrganisationId::from_name("x");
        let holder = PersonId::from_name("a b");
        let mut model = load(SMALL).expect("a sound model");
        let mut position: Position = model.positions[0].clone();
        let document = DocumentId::from_name("yhteystiedot");
        let passage = Evidence { document, line: 1, text: "x".into(), origin: None };
        position.holder = Holder::Person(holder.clone());
        (position.title, position.areas, position.project) = (title, Vec::new(), None);
        (position.start, position.end) = (start, end);
        if let Some(fact) = &mut position.organisation {
            fact.value = organisation.clone();
        }
        let kind = OrganisationKind::Other;
        let name_of = if company.is_empty() { "X".to_owned() } else { company };
        model.organisations = vec![Organisation {
            id: organisation,
            name: name_of,
            kind,
            aliases: Vec::new(),
            phones: Vec::new(),
            evidence: evidence.clone(),
            directories: Box::default(),
        }];
        let basis =
            if model.positions.len() % 2 == usize::from(phones.is_empty()) { Basis::Stated } else { Basis::Derived };
        let emails = vec![Email { address: "a@b.example".to_owned(), basis, evidence: vec![passage] }];
        model.people = vec![Person { id: holder, name, phones, emails, evidence, directories: Box::default() }];
        model.positions = vec![position];
        (model.warnings, model.projects) = (Vec::new(), Vec::new());
        model
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_person_is_called_is_read_again(model in invented()) {
        let directory = Directory::new(model);
        let person = directory.person(crate::model::PersonIx::new(0)).into_owned();
        let position = directory.position(crate::model::PositionIx::new(0)).into_owned();
        let organisation = directory.organisation(crate::model::OrganisationIx::new(0)).name.clone();
        for format in CARDS {
            let text = written(&directory, &all(&directory), format);
            let file = reader(format)(text.as_bytes());
            prop_assert_eq!(&file.problems, &vec![], "{:?}", format);
            let found = file.contacts.iter().find(|it| it.kind == ContactKind::Person).expect("the person");
            prop_assert_eq!(of_contact(found), of_person(&person), "{:?} {}", format, text);
            prop_assert_eq!(found.title.clone().unwrap_or_default(), position.title.clone(), "{:?}", format);
            prop_assert_eq!(found.organisation.as_ref(), Some(&organisation), "{:?}", format);
            let term = ExportTerm::of(position.start.as_deref(), position.end.as_deref());
            prop_assert_eq!(terms_of(found), [term.start, term.end], "{:?}", format);
        }
    }
}
