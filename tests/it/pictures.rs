//! `allu map`, `allu timeline` and `allu coverage`: pictures and a table as text.

use std::fs;
use std::process::Command;

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::session::Session;
use serde_json::Value;

/// A directory of invented people.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small-model.json");

/// The standard output and error of a command, and its exit status.
fn ran(line: &str) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .env("SOURCE_DATE_EPOCH", "1541757599")
        .args(line.split(' ').filter(|arg| !arg.is_empty()));
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
}

/// The number of cells of a map with a sign, without the legend below the map.
fn cells(printed: &str, sign: char) -> usize {
    let map = printed.lines().take_while(|line| !line.is_empty());
    map.map(|line| line.chars().filter(|cell| *cell == sign).count()).sum()
}

#[test]
fn a_map_lights_the_regions_of_the_record_that_answers() {
    let (lapland, said, status) = ran("map lapland");
    assert_eq!((said.as_str(), status), ("", 0));
    assert!(cells(&lapland, '█') > 100 && cells(&lapland, '▓') == 0, "{lapland}");
    assert!(lapland.contains("█ Lapland\n"), "{lapland}");
    assert_eq!(lapland.lines().take_while(|line| !line.is_empty()).count(), 30, "{lapland}");
    // For a person: the printed regions, and those that follow from an area.
    let (emine, ..) = ran("map ehrström --lang sv");
    assert!(cells(&emine, '█') > 0 && cells(&emine, '▓') > 0, "{emine}");
    assert!(emine.contains("\nEmine Ehrström\n") && emine.contains("▓ Mellersta Österbotten ("), "{emine}");
    let (ascii, ..) = ran("map ehrström --ascii");
    assert!(ascii.is_ascii() && cells(&ascii, '#') > 0 && cells(&ascii, '+') > 0, "{ascii}");
    assert_eq!(cells(&ascii, '+'), cells(&emine, '▓'));
}

#[test]
fn a_map_without_a_query_marks_what_nobody_covers() {
    let (whole, _, status) = ran("map");
    assert_eq!(status, 0);
    assert!(cells(&whole, '█') == 0 && cells(&whole, '·') > 0 && cells(&whole, '░') > 100, "{whole}");
    assert!(whole.contains("Regions with a coordinator: 18 of 19") && whole.contains("· Nobody: Åland"), "{whole}");
    let small = format!("map --model {MODEL}");
    let (small, ..) = ran(&small);
    assert!(cells(&small, '·') > cells(&whole, '·'), "fewer people cover less:\n{small}");
    let (aland, _, status) = ran("map åland");
    assert_eq!(status, 0);
    assert!(cells(&aland, '█') + cells(&aland, '▄') > 0 && aland.contains("no coordinator for Åland"), "{aland}");
}

#[test]
fn a_map_in_words_has_no_signs() {
    let (said, ..) = ran("map ehrström --plain");
    assert!(said.starts_with("Emine Ehrström\n") && !said.contains(['█', '▓', '·', '▒']), "{said}");
    let (said, ..) = ran("map --plain --lang fi");
    assert_eq!(said, "Maakuntia, joilla on koordinaattori: 18/19\nEi ketään: Ahvenanmaa\n");
}

#[test]
fn a_map_on_a_terminal_fits_it_with_its_legend() {
    for (env, sign) in [(("COLORTERM", "truecolor"), '▀'), (("NO_COLOR", "1"), '▒')] {
        let mut session = Session::start_with(80, 24, &["map", "ehrström"], &[env]);
        session.ends_with(0);
        let text = session.text();
        assert!(text.contains(sign), "{env:?}\n{text}");
        assert!(text.lines().next().is_some_and(|line| !line.trim().is_empty()), "the north is in view\n{text}");
        assert!(text.contains("Ei ketään: Ahvenanmaa"), "{text}");
    }
    let mut session = Session::start(10, 5, &["map"]);
    session.ends_with(0);
}

#[test]
fn what_finds_nothing_to_draw_is_one() {
    assert_eq!(ran("map zzqx"), (String::new(), "nothing that matches zzqx has regions\n".to_owned(), 1));
    assert_eq!(ran("timeline zzqx"), (String::new(), "no project matches zzqx\n".to_owned(), 1));
    assert_eq!(ran("map --lang fi zzqx").1, "haun osumilla ei ole maakuntia: zzqx\n");
    assert_eq!(ran("timeline --lang sv zzqx").1, "inga träffar bland projekten: zzqx\n");
    assert_eq!(ran("coverage lappi").2, 2);
}

#[test]
fn a_timeline_has_a_bar_for_each_project_that_answers() {
    let (all, _, status) = ran("timeline");
    let lines: Vec<&str> = all.lines().collect();
    // The years, nine projects, and the meaning of the symbols.
    assert_eq!((lines.len(), status), (11, 0), "{all}");
    assert!(lines[0].contains("2015") || lines[0].contains("2016"), "{all}");
    let (one, ..) = ran("timeline alpo --ascii");
    assert!(one.is_ascii() && one.lines().count() == 3 && one.contains("ALPO") && one.contains('='), "{one}");
    let (words, ..) = ran("timeline polku --plain --today 2026-01-01");
    assert_eq!(words, "Hyvä polku, 2015–2020, ended\n");
    for width in [10, 20, 40, 80, 200] {
        let mut session = Session::start(width, 40, &["timeline"]);
        session.ends_with(0);
        assert!(session.text().contains("POKE") || width < 40, "{width}");
    }
}

#[test]
fn coverage_has_a_row_for_each_region() {
    let (table, said, status) = ran("coverage");
    assert_eq!((said.as_str(), status), ("", 0));
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 19, "{table}");
    assert!(rows.iter().all(|row| row.len() == 5), "{table}");
    let row = |name: &str| rows.iter().find(|row| row[0] == name).expect("every region is there").clone();
    assert_eq!(row("Lapland")[1..4], ["Sanna Hiltunen", "0295 037012", "named directly"]);
    assert_eq!(row("Central Ostrobothnia")[3], "through Ostrobothnia ELY Centre, Ostrobothnia");
    assert!(row("Central Ostrobothnia")[4].contains("may be out of date"), "{table}");
    assert_eq!(row("Åland")[1..4], ["nobody", "", ""]);
    let (later, ..) = ran("coverage --today 2026-01-01 --lang fi");
    assert!(later.contains("Lappi\tSanna Hiltunen\t0295 037012\tnimetty suoraan\tnumero vuodelta 2018\n"), "{later}");
}

#[test]
fn coverage_counts_who_else_is_responsible() {
    let mut model: Value = serde_json::from_slice(&fs::read(MODEL).expect("the model")).expect("JSON");
    model["positions"][3]["areas"] = model["positions"][0]["areas"].clone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.json");
    fs::write(&path, model.to_string()).expect("the disk takes it");
    for (lang, words) in [("fi", "ja 1 muu"), ("sv", "och 1 till"), ("en", "and 1 more")] {
        let (table, ..) = ran(&format!("coverage --lang {lang} --model {}", path.display()));
        let with_others: Vec<&str> = table.lines().filter(|line| line.ends_with(words)).collect();
        assert_eq!(with_others.len(), 1, "{table}");
    }
}

#[test]
fn coverage_on_a_terminal_is_aligned_and_has_the_year_behind_the_number() {
    let mut session = Session::start(200, 40, &["coverage", "--lang", "en", "--today", "2026-01-01"]);
    session.ends_with(0);
    let text = session.text();
    let columns = |name: &str, number: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).expect("every region is there");
        line.find(number).map(|at| line[..at].chars().count())
    };
    let lapland = columns("Lapland", "0295 037012 ’18");
    assert!(lapland.is_some(), "{text}");
    assert_eq!(columns("Kainuu", "0295 020959 ’18"), lapland, "{text}");
    assert_eq!(columns("South Ostrobothnia", "0295 020938 ’18 !"), lapland, "{text}");
}

#[test]
fn coverage_in_json_names_who_and_their_numbers() {
    let (lines, ..) = ran("coverage --json --lang sv");
    let regions: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(regions.len(), 19);
    let lapland = regions.iter().find(|region| region["code"] == "19").expect("every region is there");
    let coordinator = &lapland["coordinators"][0];
    assert_eq!(coordinator["name"], "Sanna Hiltunen");
    assert_eq!(coordinator["phones"][0]["e164"], "+358295037012");
    let aland = regions.iter().find(|region| region["code"] == "21").expect("every region is there");
    assert_eq!(aland["coordinators"].as_array().map(Vec::len), Some(0));
    assert_eq!(lines, ran("coverage --json").0, "language changes nothing");
}
