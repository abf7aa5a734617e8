//! A directory of people who do not exist, the same on every machine.

pub(crate) mod asked;
mod names;
mod people;

use std::collections::HashSet;

use allu::gazetteer::{self, Municipality, Region};
use allu::model::{Model, slug};
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

/// Numbers that look thrown, from a seed.
pub(crate) struct Dice(u64);

impl Dice {
    /// Every seed has its own series.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`. (`splitmix64`, of which nobody needs more than that it is the same everywhere.)
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed >> 33).unwrap_or(0) % sides.max(1)
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A place in a list where the first are much commoner than the last: each is as likely as its rank is small.
    pub(crate) fn ranked(&mut self, length: usize) -> usize {
        let octaves = usize::try_from(usize::BITS - length.leading_zeros()).unwrap_or(1);
        loop {
            // Each doubling of the rank is as likely as the last, which is what Zipf's law says of it.
            let octave = 1 << self.below(octaves);
            let rank = octave + self.below(octave);
            if rank <= length {
                return rank - 1;
            }
        }
    }
}

/// 30,000 different surnames, the commonest first.
pub(crate) fn surnames() -> Vec<String> {
    let mut made: Vec<String> = Vec::new();
    for stem in names::FINNISH.split_whitespace() {
        made.extend(names::FINNISH_ENDS.iter().map(|(end, _)| format!("{stem}{end}")));
    }
    for stem in names::SWEDISH.split_whitespace() {
        made.extend(names::SWEDISH_ENDS.split_whitespace().map(|end| format!("{stem}{end}")));
    }
    for (stem, middle) in names::FOREIGN
        .split_whitespace()
        .flat_map(|stem| names::FOREIGN_MIDDLES.split_whitespace().map(move |middle| (stem, middle)))
    {
        made.extend(names::FOREIGN_ENDS.split_whitespace().map(|end| format!("{stem}{middle}{end}")));
    }
    let mut dice = Dice::new(30_000);
    for place in (1..made.len()).rev() {
        made.swap(place, dice.below(place + 1));
    }
    let mut known = HashSet::new();
    let common = names::COMMON.split_whitespace().map(str::to_owned);
    common.chain(made).filter(|name| known.insert(name.to_lowercase())).take(30_000).collect()
}

/// The genitive of a generated surname, where the table of endings knows it.
pub(crate) fn genitive(surname: &str) -> Option<String> {
    let known = names::FINNISH_ENDS.iter().filter(|(end, _)| surname.ends_with(end));
    let (end, genitive) = known.max_by_key(|(end, _)| end.len())?;
    Some(format!("{}{genitive}", surname.strip_suffix(end)?))
}

/// A sound model of `size` people; the same for the same size and seed.
///
/// No two share a number or an address. One in eight answers for regions or municipalities, as real coordinators do.
pub(crate) fn model(size: usize, seed: u64) -> Model {
    let mut made = Made { dice: Dice::new(seed), people: Vec::new(), positions: Vec::new(), taken: HashSet::new() };
    let (surnames, given): (Vec<String>, Vec<&str>) = (surnames(), names::GIVEN.split_whitespace().collect());
    let projects = projects();
    let organisations = organisations();
    for _ in 0..size {
        made.add_person(&surnames, &given, &projects, &organisations);
    }
    let model = json!({
        "schema": 1, "title": "Nobody", "documents": [document()],
        "organisations": organisations, "projects": projects, "people": made.people, "positions": made.positions,
    });
    serde_json::from_value(model).expect("what is generated is a model")
}

struct Made {
    dice: Dice,
    people: Vec<Value>,
    positions: Vec<Value>,
    /// Ids, numbers and addresses that somebody has.
    taken: HashSet<String>,
}

impl Made {
    fn add_person(&mut self, surnames: &[String], given: &[&str], projects: &[Value], organisations: &[Value]) {
        let mut first = given[self.dice.ranked(given.len())].to_owned();
        if self.dice.below(14) == 0 {
            first = format!("{first}-{}", self.dice.pick(given));
        }
        let mut last = surnames[self.dice.ranked(surnames.len())].clone();
        if self.dice.below(25) == 0 {
            last = format!("{last}-{}", surnames[self.dice.ranked(surnames.len())]);
        }
        let name = format!("{first} {last}");
        let stem = self.untaken("", &slug(&name), "");
        let organisation = self.dice.pick(organisations)["id"].clone();
        let host = if self.dice.below(3) == 0 { "kunta.example" } else { "virasto.example" };
        let local = format!("{}.{}", slug(&first), slug(&last));
        let address = self.untaken("", &local, &format!("@{host}"));
        let (printed, e164) = self.number();
        let person = format!("person:{stem}");
        self.people.push(json!({
            "id": person, "name": name, "evidence": [],
            "phones": [{"printed": printed, "e164": e164, "kind": "direct", "as_of": null, "evidence": []}],
            "emails": [{"address": address, "basis": "stated", "evidence": []}],
        }));
        let is_coordinator = self.dice.below(8) == 0;
        let title = if is_coordinator { ROLES[0] } else { ROLES[1 + self.dice.ranked(ROLES.len() - 1)] };
        let areas = if is_coordinator { self.areas() } else { Vec::new() };
        let place = (!is_coordinator).then(|| municipality_place(self.dice.pick(gazetteer::municipalities())));
        let project = self.dice.pick(projects)["id"].clone();
        self.positions.push(json!({
            "id": format!("position:{stem}/{}", slug(title)), "holder": person, "title": title,
            "project": fact(&project), "organisation": fact(&organisation), "areas": areas, "place": place,
            "start": null, "end": null, "time": "current", "as_of": null, "basis": "stated", "evidence": [],
        }));
    }

    /// The wish, with a number behind it when somebody has it.
    fn untaken(&mut self, before: &str, wish: &str, after: &str) -> String {
        let mut found = format!("{before}{wish}{after}");
        for number in 2.. {
            if self.taken.insert(found.clone()) {
                break;
            }
            found = format!("{before}{wish}{number}{after}");
        }
        found
    }

    /// One region, two that follow each other, or a municipality.
    fn areas(&mut self) -> Vec<Value> {
        let regions = gazetteer::regions();
        let first = self.dice.below(regions.len() - 1);
        match self.dice.below(6) {
            0 => vec![municipality_place(self.dice.pick(gazetteer::municipalities()))],
            1 | 2 => vec![region_place(&regions[first]), region_place(&regions[(first + 1) % (regions.len() - 1)])],
            _ => vec![region_place(&regions[first])],
        }
    }

    /// A number of the Finnish plan that nobody has, as printed in one of the usual ways, and as dialled.
    fn number(&mut self) -> (String, String) {
        loop {
            let (code, length) = *self.dice.pick(&[("40", 7), ("44", 7), ("50", 7), ("295", 6), ("9", 7), ("8", 7)]);
            let rest: String = (0..length).map(|_| self.dice.below(10).to_string()).collect();
            if !self.taken.insert(format!("{code}{rest}")) {
                continue;
            }
            let (head, tail) = rest.split_at(3);
            let printed = match self.dice.below(4) {
                0 => format!("0{code} {rest}"),
                1 => format!("+358 {code} {head} {tail}"),
                2 => format!("0{code}-{rest}"),
                _ => format!("0{code} {head} {tail}"),
            };
            return (printed, format!("+358{code}{rest}"));
        }
    }
}

fn fact(value: &Value) -> Value {
    json!({"value": value, "basis": "stated", "evidence": []})
}

fn region_place(region: &Region) -> Value {
    let place = format!("region:{}", region.code);
    json!({"printed": region.names.fi, "place": place, "basis": "stated", "evidence": []})
}

fn municipality_place(municipality: &Municipality) -> Value {
    let place = format!("municipality:{}", municipality.code);
    json!({"printed": municipality.names.fi, "place": place, "basis": "stated", "evidence": []})
}

fn document() -> Value {
    json!({"id": "document:nobody", "title": "Nobody", "file": "nobody.txt", "published": null})
}

fn projects() -> Vec<Value> {
    let (firsts, seconds) = PROJECT_WORDS;
    let mut abbreviations = HashSet::new();
    let pairs = firsts.split(' ').flat_map(|first| seconds.split(' ').map(move |second| (first, second)));
    let project = |(first, second): (&str, &str)| {
        let name = format!("{first} {second}");
        let letters: String = fold(first).chars().take(2).chain(fold(second).chars().take(2)).collect();
        let abbreviation = abbreviations.insert(letters.clone()).then(|| fact(&Value::String(letters.to_uppercase())));
        json!({
            "id": format!("project:{}", slug(&name)), "name": name, "abbreviation": abbreviation,
            "start": null, "end": null, "evidence": [],
        })
    };
    pairs.map(project).collect()
}

fn organisations() -> Vec<Value> {
    let organisation = |name: String, kind: &str| json!({"id": format!("organisation:{}", slug(&name)), "name": name, "kind": kind, "evidence": []});
    let centres = gazetteer::ely_areas().iter().map(|ely| organisation(ely.centre.fi.to_owned(), "ely-centre"));
    let towns = TOWNS.iter().map(|(_, genitive)| organisation(format!("{genitive} kaupunki"), "municipality"));
    let ministry = organisation("työ- ja elinkeinoministeriö".to_owned(), "ministry");
    centres.chain(towns).chain([ministry]).collect()
}
