//! A directory of generated people, the same on every machine.

pub(crate) mod asked;
mod dice;
pub(crate) mod hard;
mod invented;
mod names;
mod offices;
mod people;
mod vocabulary;
mod written;

use allu::model::{Document, Model};

pub(crate) use dice::Dice;
pub(crate) use offices::ROLES;
pub(crate) use vocabulary::{SURNAMES, genitive, given_names, surnames};
pub(crate) use written::{write_lines, write_model};

use dice::Spread;
use invented::Inventor;

/// A sound model of `size` people; the same for the same size and seed, and the first are those of a smaller one.
///
/// Numbers and addresses are unique. One person in eight is responsible for regions or municipalities.
pub(crate) fn model(size: usize, seed: u64) -> Model {
    let mut model: Model = serde_json::from_value(offices::without_people()).expect("what is generated is a model");
    for one in Inventor::new(seed).take(size) {
        model.people.push(one.person());
        model.positions.push(one.position());
    }
    model
}

/// The model with documents that have numbers and addresses that belong to nobody, of several countries.
pub(crate) fn with_contact_points(mut model: Model) -> Model {
    let documents = serde_json::json!([
        contact_document("school", "Hämeenkylän koulun yhteystiedot", &[("09 839 24500", "+358983924500")], "koulu"),
        contact_document("board", "Minutes of the Board, Luleå", &[("+46 920 45 30 00", "+46920453000")], "board"),
        contact_document("empty", "Tiedote", &[], "tiedote"),
        contact_document(
            "list",
            "Lapin aluekoordinaattorit: Virtanen ja muut",
            &[("040-1234567", "+358401234567"), ("+372 605 1700", "+3726051700")],
            "lista",
        ),
    ]);
    let documents: Vec<Document> = serde_json::from_value(documents).expect("documents");
    model.documents.extend(documents);
    model
}

fn contact_document(stem: &str, title: &str, phones: &[(&str, &str)], local: &str) -> serde_json::Value {
    let phone = |(printed, e164): &(&str, &str)| {
        let passage = serde_json::json!({"document": format!("document:{stem}"), "line": 3, "text": printed});
        serde_json::json!({"printed": printed, "e164": e164, "kind": "direct", "as_of": null, "evidence": [passage]})
    };
    let phones: Vec<_> = phones.iter().map(phone).collect();
    let address = format!("{local}@virasto.example");
    let emails = if phones.is_empty() {
        Vec::new()
    } else {
        vec![serde_json::json!({"address": address, "basis": "stated", "evidence": []})]
    };
    serde_json::json!({
        "id": format!("document:{stem}"), "title": title, "file": format!("{stem}.txt"), "published": null,
        "phones": phones, "emails": emails,
    })
}
