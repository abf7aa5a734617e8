//! The embedded directory as `find --json` gives it: for each person exactly their numbers, addresses, areas, positions.

use std::process::Command;

use serde_json::Value;

/// A person as the sources state them.
struct Known {
    name: &'static str,
    /// As printed, and in E.164.
    number: Option<(&'static str, &'static str)>,
    /// Made from the pattern of the page that prints the number.
    derived_mail: Option<&'static str>,
    /// What they do.
    positions: &'static [Held],
}

/// Title, project, organisation, areas, regions, time; empty if the sources do not say.
type Held = (&'static str, &'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);

const COORDINATOR: &str = "aluekoordinaattori";
const UUSIMAA: &str = "organisation:uudenmaan-ely-keskus";
const POHJANMAA: &str = "organisation:pohjanmaan-ely-keskus";
const KAAKKOIS_SUOMI: &str = "organisation:kaakkois-suomen-ely-keskus";
const MINISTRY: &str = "organisation:tyo-ja-elinkeinoministerio";
const PATH: &str = "project:hyva-polku";
const HOME: &str = "project:kotona-suomessa";

#[rustfmt::skip]
const PEOPLE: &[Known] = &[
    Known { name: "Eija Asikainen", number: None, derived_mail: None,
        positions: &[("hankepäällikkö", "project:poke", KAAKKOIS_SUOMI, &[], &[], "current")] },
    Known { name: "Anne Laitinen-Sainio", number: None, derived_mail: None,
        positions: &[("hankesuunnittelija", "project:poke", KAAKKOIS_SUOMI, &[], &[], "current")] },
    Known { name: "Hannu-Pekka Huttunen", number: None, derived_mail: None,
        positions: &[("hankepäällikkö", "project:alpo", MINISTRY, &[], &[], "current")] },
    Known { name: "Kirsi Campello", number: None, derived_mail: None,
        positions: &[("hankesuunnittelija", "project:alpo", MINISTRY, &[], &[], "current")] },
    Known { name: "Ilona Korhonen", number: Some(("0295 020972", "+358295020972")), derived_mail: Some("ilona.korhonen@ely-keskus.fi"),
        positions: &[("projektipäällikkö", HOME, UUSIMAA, &[], &[], "current")] },
    Known { name: "Laura Ruuskanen", number: Some(("0295 020939", "+358295020939")), derived_mail: Some("laura.ruuskanen@ely-keskus.fi"),
        positions: &[("projektiasiantuntija", "project:hyva-alku", UUSIMAA, &[], &[], "current")] },
    Known { name: "Hanna Aaltonen", number: Some(("0295 020995", "+358295020995")), derived_mail: Some("hanna.aaltonen@ely-keskus.fi"),
        positions: &[("projektisuunnittelija", HOME, UUSIMAA, &[], &[], "current")] },
    Known { name: "Päivi Ruotsala", number: Some(("0295 020992", "+358295020992")), derived_mail: Some("paivi.ruotsala@ely-keskus.fi"),
        positions: &[(COORDINATOR, PATH, "", &["Varsinais-Suomi", "Satakunta"], &["02", "04"], "current")] },
    Known { name: "Tanja Tammimies", number: Some(("0295 020959", "+358295020959")), derived_mail: Some("tanja.tammimies@ely-keskus.fi"),
        positions: &[(COORDINATOR, PATH, "", &["Pohjois-Pohjanmaa", "Kainuu"], &["17", "18"], "current")] },
    Known { name: "Sanna Hiltunen", number: Some(("0295 037012", "+358295037012")), derived_mail: Some("sanna.hiltunen@ely-keskus.fi"),
        positions: &[(COORDINATOR, PATH, "", &["Lappi"], &["19"], "current")] },
    Known { name: "Emine Ehrström", number: Some(("0295 020938", "+358295020938")), derived_mail: Some("emine.ehrstrom@ely-keskus.fi"),
        positions: &[
            (COORDINATOR, PATH, POHJANMAA, &["Pohjanmaa", "Etelä-Pohjanmaa"], &["14", "15"], "current"),
            ("kansainvälisyys- ja kotouttamispäällikkö", "", POHJANMAA, &[], &[], "announced"),
        ] },
    Known { name: "Tanja Manner", number: Some(("0295 020964", "+358295020964")), derived_mail: Some("tanja.manner@ely-keskus.fi"),
        positions: &[(COORDINATOR, PATH, "", &["Pohjois-Savo", "Etelä-Savo", "Pohjois-Karjala"], &["10", "11", "12"], "current")] },
    Known { name: "Nexhat Beqiri", number: Some(("0295 020965", "+358295020965")), derived_mail: Some("nexhat.beqiri@ely-keskus.fi"),
        positions: &[(COORDINATOR, PATH, "", &["Uusimaa", "Häme", "Kaakkois-Suomi"], &["01", "05", "07", "08", "09"], "current")] },
    Known { name: "Hanna Wallenius", number: Some(("0295 020946", "+358295020946")), derived_mail: Some("hanna.wallenius@ely-keskus.fi"),
        positions: &[(COORDINATOR, PATH, "", &["Pirkanmaa", "Keski-Suomi"], &["06", "13"], "current")] },
];

#[test]
fn everybody_is_found_with_exactly_what_the_sources_say() {
    assert_eq!(PEOPLE.len(), 14);
    for known in PEOPLE {
        let found = find(known.name);
        assert_eq!(found["name"], known.name);
        let numbers: Vec<_> = list(&found["phones"])
            .map(|phone| (text(&phone["printed"]), text(&phone["e164"]), text(&phone["kind"])))
            .collect();
        let wanted: Vec<_> = known.number.iter().map(|(printed, e164)| (*printed, *e164, "direct")).collect();
        assert_eq!(numbers, wanted, "{}", known.name);
        let mails: Vec<_> = list(&found["emails"]).map(|mail| (text(&mail["address"]), text(&mail["basis"]))).collect();
        let wanted: Vec<_> = known.derived_mail.iter().map(|mail| (*mail, "derived")).collect();
        assert_eq!(mails, wanted, "{}", known.name);
        let positions: Vec<_> = list(&found["positions"]).map(position).collect();
        let wanted = known.positions.iter().map(|(title, project, organisation, areas, regions, time)| {
            (*title, *project, *organisation, areas.to_vec(), regions.to_vec(), *time)
        });
        assert_eq!(positions, wanted.collect::<Vec<_>>(), "{}", known.name);
    }
}

#[test]
fn every_fact_says_where_it_was_read() {
    for known in PEOPLE {
        let found = find(known.name);
        let facts = list(&found["phones"]).chain(list(&found["emails"])).chain(list(&found["positions"]));
        for fact in facts.chain([&found]) {
            let evidence: Vec<_> = list(&fact["evidence"]).collect();
            assert!(!evidence.is_empty(), "{}: {fact}", known.name);
            for passage in evidence {
                let origin = &passage["origin"];
                assert!(origin["file"].is_string() && origin["line"].is_u64(), "{}: {passage}", known.name);
            }
        }
    }
}

/// A position as a row of the table.
fn position(found: &Value) -> (&str, &str, &str, Vec<&str>, Vec<&str>, &str) {
    let words = |value| list(value).map(text).collect();
    (
        text(&found["title"]),
        text(&found["project"]),
        text(&found["organisation"]),
        words(&found["areas"]),
        words(&found["regions"]),
        text(&found["time"]),
    )
}

fn find(name: &str) -> Value {
    let mut allu = Command::new(env!("CARGO_BIN_EXE_allu"));
    let allu = allu.args(["find", "--json", "-n", "1", name]).env_remove("ALLU_MODEL").env("HOME", "/nonexistent");
    allu.envs([crate::support::NO_SYSTEM_FOLDER]);
    let output = allu.env_remove("XDG_CONFIG_HOME").output().expect("the program runs");
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The text of a value; empty for `null`.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn whom_to_ask_instead_is_given_with_their_own_number_and_not_a_switchboard() {
    let mut model: Value = serde_json::from_str(include_str!("../../assets/model.json")).expect("the embedded model");
    let people = model["people"].as_array_mut().expect("a list of people");
    let manager = people.iter_mut().find(|person| person["name"] == "Ilona Korhonen").expect("the manager");
    let switchboard = serde_json::json!({
        "printed": "0295 000 000", "e164": "+358295000000", "kind": "switchboard", "as_of": null, "evidence": []
    });
    manager["phones"].as_array_mut().expect("a list of numbers").insert(0, switchboard);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.json");
    std::fs::write(&path, model.to_string()).expect("a file");
    let allu = || Command::new(env!("CARGO_BIN_EXE_allu"));
    let nobody = allu().args(["find", "ahvenanmaa", "--model"]).arg(&path).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("Ilona Korhonen 0295 020972"), "{nobody:?}");
    let shown = allu().args(["show", "emine-ehrstrom", "--model"]).arg(&path).output().expect("the program runs");
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("Ilona Korhonen 0295 020972"), "{shown}");
}
