//! The organisations and projects of generated people, and the document that names all of them.

use std::collections::HashSet;

use allu::gazetteer;
use allu::model::slug;
use allu::text::fold;
use serde_json::{Value, json};

/// Titles, the commonest first.
pub(crate) const ROLES: &[&str] = &[
    "aluekoordinaattori",
    "projektipäällikkö",
    "hankesuunnittelija",
    "projektiasiantuntija",
    "neuvoja",
    "kotouttamisohjaaja",
    "palvelupäällikkö",
    "hankepäällikkö",
    "sosiaalityöntekijä",
    "asiakasneuvoja",
    "opinto-ohjaaja",
    "kotouttamissuunnittelija",
    "projektisihteeri",
    "uraohjaaja",
];

/// Towns that have an office for it, each with its genitive.
const TOWNS: &[(&str, &str)] = &[
    ("Oulu", "Oulun"),
    ("Kuopio", "Kuopion"),
    ("Lahti", "Lahden"),
    ("Turku", "Turun"),
    ("Vaasa", "Vaasan"),
    ("Kemi", "Kemin"),
    ("Kotka", "Kotkan"),
    ("Salo", "Salon"),
    ("Lieksa", "Lieksan"),
    ("Imatra", "Imatran"),
    ("Espoo", "Espoon"),
    ("Pori", "Porin"),
    ("Mikkeli", "Mikkelin"),
    ("Kajaani", "Kajaanin"),
    ("Seinäjoki", "Seinäjoen"),
    ("Kokkola", "Kokkolan"),
];

/// The first and second words of the names of projects.
const PROJECT_WORDS: (&str, &str) = (
    "Avoin Uusi Yhteinen Rohkea Vahva Kirkas Nopea Reilu Oma Elävä Toimiva Osaava",
    "silta väylä verkosto kynnys tori satama portti pesä työpaja kompassi",
);

/// The model without people and positions.
pub(super) fn without_people() -> Value {
    let document = json!({"id": "document:nobody", "title": "Nobody", "file": "nobody.txt"});
    let organisation = |(name, kind): &(String, &str)| json!({"id": organisation_id(name), "name": name, "kind": kind, "evidence": []});
    json!({
        "schema": 1, "title": "Nobody", "documents": [document], "projects": projects(),
        "organisations": organisations().iter().map(organisation).collect::<Value>(),
    })
}

/// The name and the kind of every organisation.
pub(super) fn organisations() -> Vec<(String, &'static str)> {
    let centres = gazetteer::ely_areas().iter().map(|ely| (ely.centre.fi.to_owned(), "ely-centre"));
    let towns = TOWNS.iter().map(|(_, genitive)| (format!("{genitive} kaupunki"), "municipality"));
    let ministry = ("työ- ja elinkeinoministeriö".to_owned(), "ministry");
    centres.chain(towns).chain([ministry]).collect()
}

/// The id of the organisation of a name.
pub(super) fn organisation_id(name: &str) -> String {
    format!("organisation:{}", slug(name))
}

/// The id of every project.
pub(super) fn project_ids() -> Vec<String> {
    project_words().map(|(first, second)| format!("project:{}-{}", slug(first), slug(second))).collect()
}

fn projects() -> Vec<Value> {
    let mut abbreviations = HashSet::new();
    let project = |((first, second), id): ((&str, &str), String)| {
        let mut project = json!({"id": id, "name": format!("{first} {second}"), "evidence": []});
        let letters: String = fold(first).chars().take(2).chain(fold(second).chars().take(2)).collect();
        if abbreviations.insert(letters.clone()) {
            project["abbreviation"] = json!({"value": letters.to_uppercase(), "basis": "stated", "evidence": []});
        }
        project
    };
    project_words().zip(project_ids()).map(project).collect()
}

fn project_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    let (firsts, seconds) = PROJECT_WORDS;
    firsts.split(' ').flat_map(move |first| seconds.split(' ').map(move |second| (first, second)))
}
