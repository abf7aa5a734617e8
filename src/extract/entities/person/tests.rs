use super::super::tokenizer::tokenize;
use super::*;

fn candidates(text: &str) -> Vec<NameCandidate> {
    let tokens = tokenize(text);
    let taken = vec![false; tokens.len()];
    find_candidates(FreeTokens::new(text, &tokens, &taken)).into_iter().map(|it| it.value).collect()
}

fn read(text: &str) -> Vec<String> {
    candidates(text).into_iter().map(|it| it.person.name).collect()
}

#[test]
fn names_are_runs_of_capitalised_words() {
    assert_eq!(
        read("Esko K. Puro ja Carl von Essen, Anna-Liisa Mäki-Öhman"),
        ["Esko K. Puro", "Carl von Essen", "Anna-Liisa Mäki-Öhman"]
    );
    assert_eq!(read("Lue Lisää, LinkedIn YouTube, Hyvä polku"), [""; 0]);
    assert_eq!(
        read("Dr. Hodan Ali Mohamud, V-M Rantala, J.P. Salo"),
        ["Hodan Ali Mohamud", "V-M Rantala", "J.P. Salo"]
    );
    assert_eq!(read("Sean O'Brien ja Yusuf el-Amin"), ["Sean O'Brien", "Yusuf el-Amin"]);
}

#[test]
fn a_surname_in_front_is_turned() {
    for (text, name) in [
        ("MERIKIVI Aino", "Aino Merikivi"),
        ("Merikivi, Aino", "Aino Merikivi"),
        ("Virtanen Ville", "Ville Virtanen"),
        ("AINO MERIKIVI", "Aino Merikivi"),
        ("Aino Meri Oulu", "Aino Meri"),
        ("Lappi Aino Meri", "Aino Meri"),
    ] {
        assert_eq!(read(text), [name], "{text}");
    }
}

#[test]
fn a_former_surname_is_part_of_the_name() {
    let found = candidates("Aino Meri (o.s. Kivi), rehtori");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].person.former_surname.as_deref(), Some("Kivi"));
}

#[test]
fn a_given_name_is_evidence() {
    assert!(candidates("Laura Ruuskanen kertoi")[0].own_score >= MIN_SCORE);
    assert!(candidates("Kotona Suomessa").iter().all(|it| it.own_score < 0));
}
