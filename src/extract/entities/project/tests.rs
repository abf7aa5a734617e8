use super::super::tokenizer::tokenize;
use super::*;

fn read(text: &str, known: &[&str]) -> Vec<(String, Case)> {
    let tokens = tokenize(text);
    let taken = vec![false; tokens.len()];
    let known: ProjectNames = known.iter().map(|it| (*it).to_owned()).collect();
    let found = find_projects(text, &tokens, &taken, &known).into_iter();
    found.map(|it| (it.value.name, it.value.case)).collect()
}

#[test]
fn a_name_ends_before_the_word_for_project() {
    use Case::{At, From, Genitive, Nominative, Partitive};
    for (text, expected) in [
        (
            "työskentelen Kotona Suomessa -hankkeen (ESR) Hyvä polku -osahankkeen",
            vec![("Kotona Suomessa", Genitive), ("Hyvä polku", Genitive)],
        ),
        (
            "Valtakunnallisessa POKE, Pakolaisten ohjauksen kehittäminen -hankkeessa",
            vec![("Pakolaisten ohjauksen kehittäminen", At)],
        ),
        ("uudessa Hyvä alku Hämeessä (ESR) -hankkeessa", vec![("Hyvä alku Hämeessä", At)]),
        ("neuvontaa kehittävä ALPO-hanke, joka", vec![("ALPO", Nominative)]),
        ("koordinoi Kotona Suomessa -hanketta", vec![("Kotona Suomessa", Partitive)]),
        ("Hyvä alku -hankeosiosta vastaava", vec![("Hyvä alku", From)]),
        ("Hyvä alku-hankeosio", vec![("Hyvä alku", Nominative)]),
        ("ESR-hanke ja tämä kehittämis-hanke", vec![]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(name, case)| (name.to_owned(), case)).collect();
        assert_eq!(read(text, &[]), expected, "{text}");
    }
}

#[test]
fn a_swedish_name_has_its_last_word() {
    for (text, expected) in [
        ("projektet Kustens vägar", "Kustens vägar"),
        ("inom projektet Rot och gren, som finansieras", "Rot och gren"),
        ("projektet Kustens är nytt", "Kustens"),
        ("projektet Framsteg och handledning för vuxna", "Framsteg"),
    ] {
        let names: Vec<_> = read(text, &[]).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [expected], "{text}");
    }
}

#[test]
fn a_known_name_is_read_alone_but_never_inside_a_longer_one() {
    let known = ["Hyvä alku", "Hyvä polku"];
    let names: Vec<_> = read("Hyvä alku ja Hyvä polku", &known).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Hyvä alku", "Hyvä polku"]);
    assert_eq!(read("Hyvä alku Hämeessä on toinen", &known), []);
}
