//! Queries and the record that must be first, on the embedded model, with the search of the screen and `find`.
use std::sync::LazyLock;

use allu::gazetteer;
use allu::model::{Directory, RecordRef, load};
use allu::search::{Answer, Hit, Index, Notice, Pane, Relation, Tier, search};
use allu::text::{Day, fold};

struct World {
    directory: Directory,
    index: Index,
    today: Day,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let model = load(include_bytes!("../../assets/model.json")).expect("the embedded model is sound");
    let directory = Directory::new(model);
    let index = Index::new(&directory);
    World { directory, index, today: "2026-11-22".parse().expect("a day") }
});

/// The queries in the list of questions.
static QUESTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = include_str!("../queries/embedded.tsv").lines();
    lines.filter_map(|line| line.split('\t').nth(2)).map(str::to_owned).collect()
});

fn answer(query: &str) -> Answer {
    search(&WORLD.directory, &WORLD.index, query, WORLD.today)
}

/// The records found in some lists, best first.
fn hits(query: &str, panes: &[Pane]) -> Vec<Hit> {
    answer(query).hits(&WORLD.directory, panes, 0..usize::MAX).collect()
}

/// Every list.
const ALL: &[Pane] = &[Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];

/// The names of the records found in a list, best first.
fn names(query: &str, pane: Pane) -> Vec<String> {
    hits(query, &[pane]).iter().map(name_of).collect()
}

fn name_of(hit: &Hit) -> String {
    let directory = &WORLD.directory;
    match hit.record {
        RecordRef::Person(index) => directory.person(index).name.clone(),
        RecordRef::Position(index) => directory.position(index).title.clone(),
        RecordRef::Project(index) => directory.project(index).name.clone(),
        RecordRef::Region(code) => gazetteer::region(code).names.fi.to_owned(),
        RecordRef::Organisation(index) => directory.organisation(index).name.clone(),
        RecordRef::Document(index) => directory.document(index).title.clone(),
    }
}

#[rustfmt::skip]
const PEOPLE_FIRST: &[(&str, &str)] = &[
    // places, in every form and language
    ("lappi", "Sanna Hiltunen"),
    ("Lapissa", "Sanna Hiltunen"),
    ("lapin aluekoordinaattori", "Sanna Hiltunen"),
    ("lapland", "Sanna Hiltunen"),
    ("lappland", "Sanna Hiltunen"),
    ("Rovaniemellä", "Sanna Hiltunen"),
    ("etelä-savon aluekoordinaattori", "Tanja Manner"),
    ("etelä savo", "Tanja Manner"),
    ("savo", "Tanja Manner"),
    ("seinäjoella", "Emine Ehrström"),
    ("seinajoki", "Emine Ehrström"),
    ("ostrobothnia", "Emine Ehrström"),
    ("regional coordinator for Ostrobothnia", "Emine Ehrström"),
    ("norra österbotten", "Tanja Tammimies"),
    ("norra osterbotten", "Tanja Tammimies"),
    ("Vem är regionkoordinator i Norra Österbotten?", "Tanja Tammimies"),
    ("pohjanmaan", "Emine Ehrström"),
    ("kouvola", "Nexhat Beqiri"),
    ("kokkola", "Emine Ehrström"),
    ("keski-pohjanmaa", "Emine Ehrström"),
    ("hämeenlinna", "Nexhat Beqiri"),
    ("Hämeenlinna aluekoordinaattori", "Nexhat Beqiri"),
    ("iitti", "Nexhat Beqiri"),
    ("Heinävesi", "Tanja Manner"),
    ("Villmanstrand", "Nexhat Beqiri"),
    ("Åbo", "Päivi Ruotsala"),
    ("kuka koordinoi Lappia", "Sanna Hiltunen"),
    ("soita Etelä-Savon aluekoordinaattorille", "Tanja Manner"),
    ("who covers Kuopio", "Tanja Manner"),
    // names, in any order, case and accents
    ("hiltunen sanna", "Sanna Hiltunen"),
    ("HILTUNEN", "Sanna Hiltunen"),
    ("hiltusen numero", "Sanna Hiltunen"),
    ("ehrstrom", "Emine Ehrström"),
    ("EHRSTRÖM", "Emine Ehrström"),
    ("Ehrstro\u{308}m", "Emine Ehrström"),
    ("paivi ruotsala", "Päivi Ruotsala"),
    ("paivi ruotsala sähköposti", "Päivi Ruotsala"),
    ("laitinen sainio", "Anne Laitinen-Sainio"),
    ("shilt", "Sanna Hiltunen"),
    ("hwall", "Hanna Wallenius"),
    ("e ehr", "Emine Ehrström"),
    // letters wrong
    ("hilutnen", "Sanna Hiltunen"),
    ("bekiri", "Nexhat Beqiri"),
    ("walenius", "Hanna Wallenius"),
    ("satakutna", "Päivi Ruotsala"),
    ("Tania Maner", "Tanja Manner"),
    // numbers and addresses
    ("+358 295 020 939", "Laura Ruuskanen"),
    ("Kenen numero on +358 295 020 939?", "Laura Ruuskanen"),
    ("0295037012", "Sanna Hiltunen"),
    ("0295-037-012", "Sanna Hiltunen"),
    ("00358 295 037 012", "Sanna Hiltunen"),
    ("037012", "Sanna Hiltunen"),
    ("7012", "Sanna Hiltunen"),
    ("nexhat.beqiri@ely-keskus.fi", "Nexhat Beqiri"),
    // roles and projects
    ("poke hankepäällikkö", "Eija Asikainen"),
    ("projektipäällikkö poke", "Eija Asikainen"),
    ("kotona suomessa projektipäällikkö", "Ilona Korhonen"),
    ("allu lappi", "Sanna Hiltunen"),
];

#[test]
fn the_right_person_comes_first() {
    let wrong: Vec<String> = PEOPLE_FIRST
        .iter()
        .filter_map(|(query, name)| {
            let found = names(query, Pane::People);
            (found.first().map(String::as_str) != Some(*name)).then(|| format!("{query}: {found:?}, not {name}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_right_projects_come_first() {
    for (query, first) in [
        ("Kotona Suomessa -hanke", "Kotona Suomessa"),
        ("poke", "Pakolaisten ohjauksen kehittäminen"),
        ("amif", "Pakolaisten ohjauksen kehittäminen"),
        ("hyvä alku hämeessä", "Hyvä alku Hämeessä"),
        ("hyvä polku", "Hyvä polku"),
        ("alpo", "ALPO"),
    ] {
        assert_eq!(names(query, Pane::Projects).first().map(String::as_str), Some(first), "{query}");
    }
}

#[test]
fn a_fund_finds_what_it_pays_for_and_nothing_else() {
    let esr = names("mitkä hankkeet rahoitti ESR?", Pane::Projects);
    for project in ["Kotona Suomessa", "Hyvä alku", "Hyvä polku", "Hyvä alku Hämeessä", "ALPO"] {
        assert!(esr.iter().any(|name| name == project), "{project}: {esr:?}");
    }
    assert!(!esr.iter().any(|name| name.starts_with("Pakolaisten")), "{esr:?}");
    assert_eq!(names("amif", Pane::Projects), ["Pakolaisten ohjauksen kehittäminen"]);
}

#[test]
fn a_year_finds_the_projects_that_ran_in_it() {
    let found = names("mitkä hankkeet olivat käynnissä kesällä 2016?", Pane::Projects);
    for project in ["Kotona Suomessa", "Hyvä alku Hämeessä"] {
        assert!(found.iter().any(|name| name == project), "{project}: {found:?}");
    }
    assert_eq!(
        found.last().map(String::as_str),
        Some("Pakolaisten ohjauksen kehittäminen"),
        "an unknown start comes last"
    );
    assert!(!found.iter().any(|name| name == "ALPO"), "{found:?}");
}

#[test]
fn operators_narrow_what_is_found() {
    for (query, found) in [
        ("hanna !aaltonen", &["Hanna Wallenius"][..]),
        ("=hann", &[]),
        ("hanna NOT wallenius", &["Hanna Aaltonen"]),
        ("hiltunen | beqiri", &["Nexhat Beqiri", "Sanna Hiltunen"]),
        ("rooli:hankepäällikkö hanke:poke", &["Eija Asikainen"]),
        ("alue:lappi", &["Sanna Hiltunen"]),
        ("puh:037012", &["Sanna Hiltunen"]),
        ("^sanna", &["Sanna Hiltunen"]),
        ("wallenius$", &["Hanna Wallenius"]),
        ("sainio$", &["Anne Laitinen-Sainio"]),
        ("laitinen$", &[]),
        ("'iltun", &["Sanna Hiltunen"]),
        ("hiltun* role:", &["Sanna Hiltunen"]),
    ] {
        assert_eq!(
            names(query, Pane::People).iter().filter(|name| name.contains(' ')).collect::<Vec<_>>(),
            found,
            "{query}"
        );
    }
}

#[test]
fn coordinators_answer_to_their_short_name_and_to_half_of_their_title() {
    for query in ["allu", "koordinaattori", "aluekoordinaattori", "regionkoordinator", "coordinator"] {
        let found = names(query, Pane::People);
        assert_eq!(found.len(), 7, "{query}: {found:?}");
    }
}

#[test]
fn a_new_post_elsewhere_puts_nobody_before_those_who_stay() {
    for query in ["koordinaattori", "kotona", "0295"] {
        let found = names(query, Pane::People);
        let place_of = |name: &str| found.iter().position(|found| found == name).expect("they are found");
        assert!(place_of("Nexhat Beqiri") < place_of("Emine Ehrström"), "{query}: {found:?}");
    }
}

#[test]
fn two_of_a_name_are_both_shown() {
    for query in ["hanna", "Hanna", "kuka on Hanna?"] {
        assert_eq!(names(query, Pane::People), ["Hanna Aaltonen", "Hanna Wallenius"], "{query}");
    }
}

#[test]
fn a_namesake_of_a_larger_place_comes_after_it() {
    let found = names("pohjanmaa", Pane::People);
    assert_eq!(found, ["Emine Ehrström", "Tanja Tammimies"]);
}

#[test]
fn a_surname_comes_before_one_that_something_hangs_on() {
    let person = |id: &str, name: &str| format!(r#"{{"id":"person:{id}","name":"{name}","evidence":[]}}"#);
    let people = [person("a", "Aila Aalto-Hiltunen"), person("b", "Sanna Hiltunen"), person("c", "Åke Hiltunen-Berg")];
    let json = format!(r#"{{"schema":1,"title":"","documents":[],"people":[{}]}}"#, people.join(","));
    let directory = Directory::new(load(json.as_bytes()).expect("a model"));
    let index = Index::new(&directory);
    for query in ["hiltunen", "hilt", "hiltusen"] {
        let answer = search(&directory, &index, query, WORLD.today);
        let names: Vec<String> =
            answer.hits(&directory, &[Pane::People], 0..9).map(|hit| directory.id_of(hit.record).to_string()).collect();
        assert_eq!(names, ["person:b", "person:a", "person:c"], "{query}");
    }
}

#[test]
fn an_unnamed_manager_is_found_as_unnamed() {
    let first = hits("Hyvä alku Hämeessä projektipäällikkö", &[Pane::People]).into_iter().next();
    assert!(matches!(first.as_ref().map(|hit| hit.record), Some(RecordRef::Position(_))), "{first:?}");
}

#[test]
fn a_place_without_a_coordinator_has_nobody_and_says_so() {
    for query in ["ahvenanmaa", "Åland", "Maarianhamina", "Ahvenanmaalla", "ahven", "ahvnm", "ahvenanma", "alnd"] {
        let answer = answer(query);
        assert_eq!(answer.count(Pane::People), 0, "{query}");
        assert!(matches!(answer.notices[..], [Notice::Nobody(_)]), "{query}: {:?}", answer.notices);
    }
}

#[test]
fn marks_alone_find_nobody() {
    for query in ["((", "+++", "-", "\u{0}\u{202e}", "?!", "%", "\\", "'", "!", "|", "= ^ $"] {
        assert_eq!(answer(query).total(), 0, "{query:?}");
    }
    for query in ["", " ", "\t", "role:"] {
        assert_eq!(answer(query).total(), answer("").total(), "{query:?}");
    }
}

/// Letters in order, with gaps: abbreviations of names, titles, projects and places.
#[test]
fn letters_in_order_find_whom_they_abbreviate() {
    for (query, name) in [
        ("hltn", "Sanna Hiltunen"),
        ("hltun", "Sanna Hiltunen"),
        ("hiltn", "Sanna Hiltunen"),
        ("snhlt", "Sanna Hiltunen"),
        ("hltsn", "Sanna Hiltunen"),
        ("sannhlt", "Sanna Hiltunen"),
        ("sn hlt", "Sanna Hiltunen"),
        ("hltn lpl", "Sanna Hiltunen"),
        ("hltn poke | hltn", "Sanna Hiltunen"),
        ("role:alkrd lappi", "Sanna Hiltunen"),
        ("krhon", "Ilona Korhonen"),
        ("hphtn", "Hannu-Pekka Huttunen"),
        ("anltsn", "Anne Laitinen-Sainio"),
        ("rovnm", "Sanna Hiltunen"),
        ("lpnr", "Nexhat Beqiri"),
        ("phjssv", "Tanja Manner"),
        ("poke hnkpk", "Eija Asikainen"),
        ("kotsm prjpll", "Ilona Korhonen"),
    ] {
        let first = hits(query, &[Pane::People]).into_iter().next();
        assert_eq!(first.as_ref().map(name_of).as_deref(), Some(name), "{query}");
        assert_eq!(first.map(|hit| hit.tier), Some(Tier::Fuzzy), "{query}");
    }
    for (query, pane, name) in [
        ("hvpol", Pane::Projects, "Hyvä polku"),
        ("kotsm", Pane::Projects, "Kotona Suomessa"),
        ("pklst", Pane::Projects, "Pakolaisten ohjauksen kehittäminen"),
        ("rovnm", Pane::Regions, "Lappi"),
        ("lplnd", Pane::Regions, "Lappi"),
        ("mtrpl", Pane::Organisations, "Metropolia Ammattikorkeakoulu"),
    ] {
        let found = names(query, pane);
        assert!(pane == Pane::Organisations || found.first().is_some_and(|first| first == name), "{query}: {found:?}");
    }
}

#[test]
fn the_letters_of_an_abbreviation_are_told_and_the_way_from_its_place() {
    for (query, letters) in [("hltun", "Hltun"), ("snhlt", "SnHlt"), ("hltsn", "SnHlt")] {
        let hit = hits(query, &[Pane::People]).into_iter().next().expect("she is found");
        let shown: Vec<char> = hit.why[0].matched.chars().collect();
        assert_eq!(hit.why[0].letters.iter().map(|at| shown[*at as usize]).collect::<String>(), letters, "{query}");
    }
    let hit = hits("rovnm", &[Pane::People]).into_iter().next().expect("somebody answers");
    let place = |name: &str| gazetteer::places_called(name)[0].place;
    let typed = allu::search::Step::Printed("Rovaniemi".to_owned());
    assert_eq!(hit.why[0].path, [typed, allu::search::Step::Place(place("Lappi"))]);
    assert_eq!(hit.why[0].path_letters, [0, 1, 2, 4, 7], "Rovaniemi");
}

/// Exact matches are never displaced by letters with gaps.
#[test]
fn letters_are_left_out_only_where_nothing_good_is_found() {
    for query in ["hanna", "hilt", "lappi", "poke", "koordinaattori", "0295", "=hltn", "'hltn", "^hltn", "hltn*"] {
        let fuzzy = hits(query, &[Pane::People]).into_iter().filter(|hit| hit.tier == Tier::Fuzzy).count();
        assert_eq!(fuzzy, 0, "{query}");
    }
    let hit = hits("hiltnen", &[Pane::People]).into_iter().next().expect("she is found");
    assert_eq!((name_of(&hit).as_str(), hit.tier), ("Sanna Hiltunen", Tier::Typo), "one letter is missing");
    for query in ["zzqx", "qqq", "xyzzy", "zxcv", "wqx hltn", "!hltn"] {
        let fuzzy = hits(query, ALL).into_iter().filter(|hit| hit.tier == Tier::Fuzzy).count();
        assert_eq!(fuzzy, 0, "{query}");
    }
}

#[test]
fn a_project_is_not_the_beginnings_of_a_region() {
    assert!(names("POKE", Pane::Regions).is_empty(), "{:?}", names("POKE", Pane::Regions));
}

#[test]
fn an_area_of_several_regions_is_told_with_all_of_them() {
    for query in ["savo", "koko savo", "hela Savolax"] {
        let hit = hits(query, &[Pane::People]).into_iter().next().expect("somebody answers");
        let regions = ["Etelä-Savo", "Pohjois-Savo"].map(|name| gazetteer::places_called(name)[0].place);
        assert_eq!(name_of(&hit), "Tanja Manner", "{query}");
        let last = hit.why[0].path.last();
        let is_told = matches!(last, Some(allu::search::Step::Places(places)) if *places == regions);
        assert!(is_told, "{query}: {:?}", hit.why);
    }
}

#[test]
fn places_that_nobody_covers_together_find_the_people_of_each() {
    for query in ["Turku Lappi", "Åbo Lappland", "lappi turku koordinaattori"] {
        let answer = answer(query);
        let mut found = names(query, Pane::People);
        found.sort();
        assert_eq!(found, ["Päivi Ruotsala", "Sanna Hiltunen"], "{query}");
        assert!(matches!(&answer.notices[..], [Notice::Apart(places)] if places.len() == 2), "{:?}", answer.notices);
    }
    // If a person covers both places, nobody else is shown.
    assert_eq!(names("Turku Satakunta", Pane::People), ["Päivi Ruotsala"]);
    assert!(answer("Turku Satakunta").notices.is_empty());
}

#[test]
fn who_leads_is_found_by_any_word_for_it() {
    for word in ["boss", "pomo", "esimies", "director", "chef", "päällikkö"] {
        let found = names(word, Pane::People);
        for name in ["Eija Asikainen", "Hannu-Pekka Huttunen", "Ilona Korhonen"] {
            assert!(found.iter().any(|one| one == name), "{word}: {found:?}");
        }
        assert!(!found.iter().any(|one| one == "Sanna Hiltunen" || one == "Hanna Aaltonen"), "{word}: {found:?}");
    }
    // A person with an announced post does not lead yet.
    for query in ["kotona suomessa boss", "who is the director of Kotona Suomessa", "hyvän polun pomo"] {
        let found = names(query, Pane::People);
        assert!(!found.iter().any(|one| one == "Emine Ehrström"), "{query}: {found:?}");
    }
    for query in ["poken pomo", "chef för POKE", "who is the boss of POKE?", "kuka on POKEn esimies"] {
        assert_eq!(names(query, Pane::People).first().map(String::as_str), Some("Eija Asikainen"), "{query}");
    }
    for query in ["regional coordinator", "samordnare", "vem är samordnare"] {
        assert_eq!(names(query, Pane::People).len(), 7, "{query}");
    }
    for query in ["samordnare lappi", "regional coordinator lapland", "Lapin samordnare"] {
        assert_eq!(names(query, Pane::People), ["Sanna Hiltunen"], "{query}");
    }
}

#[test]
fn scraps_that_name_nobody_find_nobody() {
    for query in ["a@b", "e@k", "x(at)y", "x [at] y", "PL 400", "PB 12, 40101"] {
        assert_eq!(names(query, Pane::People), Vec::<String>::new(), "{query}");
    }
    // The *and* is not a part of the name.
    assert!(hits("alnd", &[Pane::People]).is_empty(), "{:?}", names("alnd", Pane::People));
    assert_eq!(names("lappi，", Pane::People), ["Sanna Hiltunen"]);
}

#[test]
fn what_is_pasted_from_tables_and_pages_is_understood() {
    for query in [
        "Hiltunen\tSanna\t0295 037012",
        "sanna.hiltunen(at)ely-keskus.fi",
        "sanna.hiltunen [at] ely-keskus.fi",
        "sanna.hiltunen (AT) ely-keskus.fi",
        "hiltunen:",
        "hiltunen,",
        "Hiltunen;",
        "０２９５ ０３７０１２",
        "٠٢٩٥٠٣٧٠١٢",
    ] {
        let hit = hits(query, &[Pane::People]).into_iter().next();
        assert_eq!(hit.as_ref().map(name_of).as_deref(), Some("Sanna Hiltunen"), "{query}");
        assert!(hit.is_some_and(|hit| hit.tier < Tier::Substring), "{query}");
        assert!(answer(query).set_aside.is_empty(), "{query}: {:?}", answer(query).set_aside);
    }
}

#[test]
fn nonsense_finds_nothing() {
    for query in ["zzxxqq", "Tukholma", "hämärä hylje"] {
        assert!(answer(query).total() == 0, "{query:?}: {:?}", names(query, Pane::People));
    }
}

/// The person who is responsible for each region. `None` if there is none.
#[rustfmt::skip]
const COORDINATORS: &[(&str, Option<&str>)] = &[
    ("01", Some("Nexhat Beqiri")), ("02", Some("Päivi Ruotsala")), ("04", Some("Päivi Ruotsala")),
    ("05", Some("Nexhat Beqiri")), ("06", Some("Hanna Wallenius")), ("07", Some("Nexhat Beqiri")),
    ("08", Some("Nexhat Beqiri")), ("09", Some("Nexhat Beqiri")), ("10", Some("Tanja Manner")),
    ("11", Some("Tanja Manner")), ("12", Some("Tanja Manner")), ("13", Some("Hanna Wallenius")),
    ("14", Some("Emine Ehrström")), ("15", Some("Emine Ehrström")), ("16", Some("Emine Ehrström")),
    ("17", Some("Tanja Tammimies")), ("18", Some("Tanja Tammimies")), ("19", Some("Sanna Hiltunen")), ("21", None),
];

#[test]
fn every_region_in_every_language_has_its_coordinator_or_nobody() {
    assert_eq!(gazetteer::regions().len(), COORDINATORS.len());
    for region in gazetteer::regions() {
        let coordinator = coordinator_of(&region.code.to_string());
        for name in [region.names.fi, region.names.sv, region.names.en] {
            assert_eq!(names(name, Pane::People).first().map(String::as_str), coordinator, "{name}");
        }
    }
}

#[test]
fn every_municipality_has_its_coordinator_or_nobody() {
    let municipalities = gazetteer::municipalities();
    assert_eq!(municipalities.iter().filter(|municipality| municipality.merged_into.is_none()).count(), 308);
    for municipality in municipalities {
        let coordinator = coordinator_of(&municipality.region.to_string());
        for name in [municipality.names.fi, municipality.names.sv] {
            assert_eq!(names(name, Pane::People).first().map(String::as_str), coordinator, "{name}");
        }
    }
}

fn coordinator_of(region: &str) -> Option<&'static str> {
    COORDINATORS.iter().find(|(code, _)| *code == region).and_then(|(_, name)| *name)
}

#[test]
fn the_way_from_a_place_to_who_answers_is_told() {
    for (query, path) in [
        ("rovaniemi", "Rovaniemi Lappi"),
        ("kokkola", "Kokkola Keski-Pohjanmaa"),
        ("hämeenlinna", "Hämeenlinna Kanta-Häme Häme"),
        ("Sjundeå", "Sjundeå Uusimaa"),
        ("Torneå", "Torneå Lappi"),
    ] {
        let hit = hits(query, &[Pane::People]).into_iter().next().expect("somebody answers");
        assert_eq!(hit.tier, Tier::Place);
        let steps: Vec<String> = hit.why[0]
            .path
            .iter()
            .map(|step| match step {
                allu::search::Step::Place(place) => place.names().fi.to_owned(),
                allu::search::Step::Places(places) => format!("{places:?}"),
                allu::search::Step::Printed(printed) => printed.clone(),
                allu::search::Step::Alias(_, name) => (*name).to_owned(),
            })
            .collect();
        assert!(steps.join(" ").starts_with(path), "{query}: {steps:?}");
    }
}

#[test]
fn what_was_typed_is_told_from_what_it_stands_for() {
    for (query, relation) in [
        ("Hiltunen", Relation::Same),
        ("0295 037 012", Relation::Same),
        ("Hiltusen", Relation::Form),
        ("Lapissa", Relation::Form),
        ("Lappland", Relation::Alias),
        ("koordinaattori", Relation::Part),
        ("snhlt", Relation::Part),
        ("projektplanerare", Relation::Alias),
        ("hankesuunnittelijan", Relation::Alias),
        ("PopELY", Relation::Alias),
        ("hiltunnen", Relation::Slip),
        ("0295 037 013", Relation::Slip),
        ("Hyltunen", Relation::Slip),
        ("Kampelo", Relation::Sound),
    ] {
        let hit = hits(query, &[Pane::People]).into_iter().next().expect("somebody answers");
        assert_eq!(hit.why[0].relation, relation, "{query}: {:?}", hit.why);
    }
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

proptest::proptest! {
    /// No query panics; highlights are within the text and match letters of the query.
    #[test]
    fn any_text_is_a_query(query in ".{0,40}") {
        for hit in hits(&query, ALL) {
            for why in hit.why {
                let length = u32::try_from(why.matched.chars().count()).unwrap_or(u32::MAX);
                proptest::prop_assert!(why.letters.iter().all(|letter| *letter < length), "{:?}", why);
            }
        }
    }

    /// The highlighted characters spell the typed text, or are a word of which the typed text is a form.
    #[test]
    fn what_is_highlighted_was_typed(line in 0..QUESTIONS.len(), from in 0..30usize, length in 1..30usize) {
        let query: String = QUESTIONS[line].chars().skip(from).take(length).collect();
        for why in hits(&query, ALL).into_iter().flat_map(|hit| hit.why).filter(|why| !why.letters.is_empty()) {
            let shown: Vec<char> = why.matched.chars().collect();
            proptest::prop_assert!(why.letters.iter().all(|letter| (*letter as usize) < shown.len()), "{why:?}");
            let marked = fold(&why.letters.iter().map(|letter| shown[*letter as usize]).collect::<String>());
            let typed: String = fold(&why.word);
            let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
            let is_typed = typed.contains(&marked) || (!marked.is_empty() && digits.ends_with(&marked));
            let is_form = matches!(why.tier, Tier::Exact | Tier::WordStart) && fold(&why.matched).contains(&marked);
            // The beginnings of a name's words may be typed in any order.
            let are_beginnings =
                matches!(why.tier, Tier::WordStart | Tier::Fuzzy) && sorted(&marked) == sorted(&typed);
            proptest::prop_assert!(is_typed || is_form || are_beginnings, "{marked} for {why:?}");
        }
    }

    /// A pasted text of any length is answered in a short time.
    #[test]
    fn a_pasted_page_is_a_query(lines in proptest::collection::vec(0..QUESTIONS.len(), 0..200)) {
        let page: Vec<&str> = lines.iter().map(|line| QUESTIONS[*line].as_str()).collect();
        _ = answer(&page.join(" "));
    }

    /// A record that a word finds is also found by prefixes of the word: further typing never loses it.
    #[test]
    fn a_longer_word_never_finds_more(word in "[a-zäö]{2,8}") {
        let shorter: String = word.chars().take(word.chars().count() - 1).collect();
        let literal = |query: &str| -> Vec<RecordRef> {
            let is_literal = |hit: &&Hit| matches!(hit.tier, Tier::Prefix | Tier::Substring | Tier::WordStart);
            let letters = |hit: &&Hit| hit.why.iter().all(|why| why.path.is_empty() && !why.letters.is_empty());
            hits(query, ALL).iter().filter(is_literal).filter(letters).map(|hit| hit.record).collect()
        };
        let before: Vec<RecordRef> = hits(&shorter, ALL).iter().map(|hit| hit.record).collect();
        if gazetteer::places_called(&shorter).is_empty() && shorter.chars().count() > 1 {
            for record in literal(&word) {
                proptest::prop_assert!(before.contains(&record), "{word} finds {record:?}, {shorter} does not");
            }
        }
    }
}
