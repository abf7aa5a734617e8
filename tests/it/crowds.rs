//! If there are more entries than a user reads, a card shows the first of them, and JSON has all.

use allu::i18n::Lang;
use allu::model::{Directory, Holder, Model, Nameless, PersonIx, RecordRef, load};
use allu::present::{card_text, evidence_of};
use allu::text::Day;

/// Positions that the crowd has besides those of the embedded directory.
const MORE: usize = 250;

/// The embedded directory with many more positions like that of Sanna Hiltunen, who is responsible for Lappi.
fn crowded() -> Directory {
    let mut model: Model = load(include_bytes!("../../assets/model.json")).expect("the embedded model");
    let like = model.positions.iter().find(|position| position.id.stem().starts_with("sanna-hiltunen/"));
    let like = like.expect("the coordinator of Lappi").clone();
    for number in 0..MORE {
        let mut position = like.clone();
        position.id = format!("position:crowd/{number}").parse().expect("an id");
        position.holder = Holder::Nameless(Nameless::Unnamed);
        position.evidence[0].line = 1_000 + u32::try_from(number).expect("a small number");
        model.positions.push(position);
    }
    Directory::new(model)
}

fn card(directory: &Directory, id: &str) -> (RecordRef, String) {
    let record = directory.find(&id.parse().expect("an id")).expect("a record");
    (record, card_text(directory, record, Lang::En, Day::new(2018, 11, 9).expect("a day")))
}

#[test]
fn the_card_of_a_region_shows_the_first_hundred_and_counts_the_others() {
    let directory = crowded();
    let (record, card) = card(&directory, "region:19");
    assert_eq!(card.matches("named directly").count(), 100);
    assert!(card.contains(&format!("and {} more", MORE + 1 - 100)), "{card}");
    assert!(evidence_of(&directory, record).len() > MORE);
}

#[test]
fn the_card_of_a_project_shows_the_first_hundred_and_counts_the_others() {
    let directory = crowded();
    let (record, card) = card(&directory, "project:hyva-polku");
    let RecordRef::Project(project) = record else { return };
    let count = directory.positions_in(project).len();
    assert!(count > MORE && card.contains(&format!("and {} more", count - 100)), "{card}");
    assert!(card.lines().count() < 250, "{card}");
}

#[test]
fn a_card_that_shows_everything_counts_nothing() {
    let directory = Directory::new(load(include_bytes!("../../assets/model.json")).expect("the embedded model"));
    for number in 0..directory.record_count() {
        let card = card_text(&directory, directory.record(number), Lang::En, Day::new(2018, 11, 9).expect("a day"));
        assert!(!card.contains(" more\n"), "{card}");
    }
}

#[test]
fn the_order_of_the_lists_leads_there_and_back() {
    let directory = crowded();
    for number in 0..directory.record_count() {
        assert_eq!(directory.number_of(directory.record(number)), Some(number));
    }
    assert!(matches!(directory.record(u32::MAX), RecordRef::Region(_)));
    assert_eq!(directory.person(PersonIx::new(u32::MAX)).name, "");
}
