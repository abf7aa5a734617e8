//! People with several posts, which every format keeps separate.

use proptest::prelude::*;

use super::{CARDS, SMALL, period, reader, terms_of, written};
use crate::exchange::entry::ExportTerm;
use crate::exchange::export::ExportFormat;
use crate::exchange::export::{ExportOptions, LeftOut, export};
use crate::exchange::{Contact, read_contacts};
use crate::i18n::Lang;
use crate::model::{
    Basis, Directory, Fact, Holder, Model, NamedPlace, Organisation, OrganisationId, Period, Person, PersonId,
    Position, PositionId, Project, ProjectId, RecordRef, Time, load,
};

/// A text that every format holds as it is.
fn plain() -> impl Strategy<Value = String> {
    "[A-ZÅÄÖ][a-zåäö]{2,9}( [a-zåäö,;\"]{2,9}){0,2}"
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A post as formats hold it: title, organisation, unit, project, beginning and end, areas.
type HeldPost = (String, Option<String>, Option<String>, Option<String>, [String; 2], Vec<String>);

fn post_of_contact(contact: &Contact) -> HeldPost {
    let title = contact.title.clone().unwrap_or_default();
    let mut areas: Vec<String> = contact.areas.iter().flat_map(|it| it.split(", ")).map(str::to_owned).collect();
    areas.sort();
    (title, contact.organisation.clone(), contact.unit.clone(), contact.project.clone(), terms_of(contact), areas)
}

fn posts_in(directory: &Directory) -> Vec<HeldPost> {
    let held = directory.positions_of(crate::model::PersonIx::new(0)).map(|index| {
        let position = directory.position(index);
        let organisation = directory.organisation_of(index).map(|it| directory.organisation(it).name.clone());
        let project = directory.project_of(index).map(|it| directory.project(it).name.clone());
        let term = ExportTerm::of(position.start.as_deref(), position.end.as_deref());
        let mut areas: Vec<String> = position.areas.iter().map(|area| area.printed.clone()).collect();
        areas.sort();
        (position.title.clone(), organisation, position.unit.clone(), project, [term.start, term.end], areas)
    });
    let mut posts: Vec<HeldPost> = held.collect();
    posts.sort();
    posts.dedup();
    posts
}

/// The parts of a post: title, number of the organisation, unit, number of the project, beginning and end, areas.
type InventedPost = (Option<String>, Option<usize>, Option<String>, Option<usize>, (Bound, Bound), Vec<&'static str>);

/// A beginning or an end.
type Bound = Option<Box<Period>>;

/// A person with several posts, in organisations and projects of their own.
fn invented_posts() -> impl Strategy<Value = Model> {
    let post = (
        proptest::option::of(plain()),
        proptest::option::of(0_usize..3),
        proptest::option::of(plain()),
        proptest::option::of(0_usize..2),
        (period(), period()),
        proptest::sample::subsequence(vec!["Lappi", "Kainuu", "Satakunta"], 0..=3),
    );
    let named = |(title, organisation, _, project, ..): &InventedPost| {
        title.is_some() || organisation.is_some() || project.is_some()
    };
    let posts = proptest::collection::vec(post.prop_filter("a post is something", named), 2..5);
    posts.prop_map(|posts| {
        let mut model = load(SMALL).expect("a sound model");
        let holder = PersonId::from_name("a b");
        let organisation = |number: usize| OrganisationId::from_name(&format!("house {number}"));
        let project = |number: usize| ProjectId::from_name(&format!("road {number}"));
        let base = model.positions[0].clone();
        let (house, road) = (model.organisations[0].clone(), model.projects[0].clone());
        model.organisations = (0..3)
            .map(|number| Organisation {
                id: organisation(number),
                name: format!("House {number}"),
                aliases: Vec::new(),
                phones: Vec::new(),
                ..house.clone()
            })
            .collect();
        model.projects = (0..2)
            .map(|number| Project {
                id: project(number),
                name: format!("Road {number}"),
                parent: None,
                coordinator: None,
                funders: Vec::new(),
                partners: Vec::new(),
                ..road.clone()
            })
            .collect();
        let phones = model.people[0].phones.clone();
        let evidence = model.people[0].evidence.clone();
        model.people = vec![Person {
            id: holder.clone(),
            name: "Aino Malli".into(),
            phones,
            emails: Vec::new(),
            evidence,
            directories: Box::default(),
        }];
        let fact = |value: OrganisationId| Fact { value, basis: Basis::Stated, evidence: Vec::new() };
        let of_project = |value: ProjectId| Fact { value, basis: Basis::Stated, evidence: Vec::new() };
        let area = |name: &str| NamedPlace {
            printed: name.to_owned(),
            place: match name {
                "Lappi" => "region:19",
                "Kainuu" => "region:18",
                _ => "region:04",
            }
            .parse()
            .expect("a region"),
            basis: Basis::Stated,
            evidence: Vec::new(),
        };
        let position = |(number, post): (usize, InventedPost)| {
            let (title, of, unit, project_of, (start, end), areas) = post;
            Position {
                id: PositionId::from_name(&format!("post {number}")),
                holder: Holder::Person(holder.clone()),
                title: title.unwrap_or_default(),
                organisation: of.map(|number| fact(organisation(number))),
                unit: unit.filter(|_| of.is_some()),
                project: project_of.map(|number| of_project(project(number))),
                areas: areas.into_iter().map(area).collect(),
                place: None,
                time: Time::Current,
                acting: false,
                start,
                end,
                ..base.clone()
            }
        };
        model.positions = posts.into_iter().enumerate().map(position).collect();
        model.warnings = Vec::new();
        model
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn several_posts_of_a_person_are_read_again(model in invented_posts()) {
        let directory = Directory::new(model);
        let person = RecordRef::Person(crate::model::PersonIx::new(0));
        let expected = posts_in(&directory);
        for format in CARDS.into_iter().chain([ExportFormat::Csv, ExportFormat::ExcelCsv]) {
            let text = written(&directory, &[person], format);
            let file = match format {
                ExportFormat::Csv | ExportFormat::ExcelCsv => {
                    read_contacts("x.csv", text.as_bytes()).and_then(Result::ok).expect("a table")
                }
                cards => reader(cards)(text.as_bytes()),
            };
            let mut found: Vec<HeldPost> = file.contacts.iter().map(post_of_contact).collect();
            found.sort();
            found.dedup();
            prop_assert_eq!(found, expected.clone(), "{:?} {}", format, text);
        }
    }
}

#[test]
fn the_dates_of_a_post_that_nobody_holds_are_read_again() {
    let mut model = load(SMALL).expect("a sound model");
    let end: Box<Period> = Box::new(
        serde_json::from_value(serde_json::json!({
            "from": "2024-08-01", "to": "2024-08-31", "words": "8/2024", "basis": "stated"
        }))
        .expect("a period"),
    );
    let mut position = model.positions[0].clone();
    position.holder = Holder::Nameless(crate::model::Nameless::Vacant);
    (position.title, position.end, position.time) = ("avustaja".to_owned(), Some(end), Time::Current);
    let number = model.positions.len();
    model.positions.push(position);
    let directory = Directory::new(model);
    let record = RecordRef::Position(crate::model::PositionIx::new(u32::try_from(number).expect("few")));
    for format in [ExportFormat::Ldif, ExportFormat::Csv] {
        let text = written(&directory, &[record], format);
        let file = match format {
            ExportFormat::Csv => read_contacts("x.csv", text.as_bytes()).and_then(Result::ok).expect("a table"),
            cards => reader(cards)(text.as_bytes()),
        };
        let read: Vec<_> = file.contacts.iter().map(|it| (it.title.clone(), terms_of(it), it.name.is_none())).collect();
        assert_eq!(read, [(Some("avustaja".to_owned()), [String::new(), "2024-08".to_owned()], true)], "{text}");
    }
}

#[test]
fn the_number_of_posts_is_a_remark_and_counted_as_left_out() {
    let mut model = load(SMALL).expect("a sound model");
    let mut position = model.positions[0].clone();
    position.holder = Holder::Nameless(crate::model::Nameless::Vacant);
    position.count = std::num::NonZeroU32::new(3);
    let number = model.positions.len();
    model.positions.push(position);
    let directory = Directory::new(model);
    let record = RecordRef::Position(crate::model::PositionIx::new(u32::try_from(number).expect("few")));
    for (format, left_out) in [
        (ExportFormat::Csv, Some(LeftOut::PostCount)),
        (ExportFormat::Ldif, Some(LeftOut::PostCount)),
        (ExportFormat::VCard, Some(LeftOut::Nameless)),
        (ExportFormat::Json, None),
    ] {
        let mut text = Vec::new();
        let today = "2026-11-28".parse().expect("a day");
        let options = ExportOptions::new(format, None, Lang::En, today).expect("no base");
        let summary = export(&directory, &[record], &options, &mut text).expect("memory takes all");
        let counts: Vec<_> = summary.left_out.into_iter().filter(|(kind, _)| *kind != LeftOut::Region).collect();
        assert_eq!(counts, left_out.map(|kind| (kind, 1)).into_iter().collect::<Vec<_>>(), "{format:?}");
        let text = String::from_utf8(text).expect("UTF-8");
        assert!(matches!(format, ExportFormat::VCard | ExportFormat::Json) || text.contains("3 posts"), "{text}");
    }
}
