use super::super::tokenizer::tokenize;
use super::*;

fn read(text: &str) -> Vec<(String, Case)> {
    let tokens = tokenize(text);
    let taken = vec![false; tokens.len()];
    let found = find_organisations(FreeTokens::new(text, &tokens, &taken)).into_iter();
    found.map(|it| (it.value.name, it.value.case)).collect()
}

#[test]
fn the_table_has_the_kind_of_every_head() {
    for (name, kind) in [
        ("Lapin ELY-keskus", OrganisationKind::ElyCentre),
        ("Koulutuskuntayhtymä", OrganisationKind::JointAuthority),
        ("Oulun seurakunta", OrganisationKind::Other),
        ("AMIF-rahasto", OrganisationKind::Fund),
        ("Vanajaveden Opisto", OrganisationKind::School),
    ] {
        assert_eq!(kind_of(name), kind, "{name}");
    }
    let table = include_str!("../../../../assets/lexicon/nouns.tsv").lines();
    for tag in table.filter_map(|line| line.strip_prefix("organisation\t")?.rsplit('\t').next()) {
        let kind = OrganisationKind::deserialize(StrDeserializer::<serde::de::value::Error>::new(tag));
        assert!(kind.is_ok(), "{tag}");
    }
}

#[test]
fn organisations_are_read_in_any_form() {
    use Case::{At, From, Genitive, Nominative, To};
    for (text, expected) in [
        ("Kaakkois-Suomen ELY-keskuksessa Kouvolassa", vec![("Kaakkois-Suomen ELY-keskus", At)]),
        (
            "Uudenmaan Ely-keskus, Oulun kaupunki",
            vec![("Uudenmaan ELY-keskus", Nominative), ("Oulun kaupunki", Nominative)],
        ),
        ("Uudenmaan elinkeino-, liikenne- ja ympäristökeskuksen", vec![("Uudenmaan ELY-keskus", Genitive)]),
        (
            "työ- ja elinkeinoministeriön kotouttamisen osaamiskeskuksen",
            vec![("työ- ja elinkeinoministeriö", Genitive), ("kotouttamisen osaamiskeskus", Genitive)],
        ),
        ("Koulutuskuntayhtymä Tavastia", vec![("Koulutuskuntayhtymä Tavastia", Nominative)]),
        (
            "Ammattiopisto Tavastiasta ja Vanajaveden Opistosta",
            vec![("Ammattiopisto Tavastia", From), ("Vanajaveden Opisto", From)],
        ),
        ("Hämeenlinnan seudun Setlementti ry. ja", vec![("Hämeenlinnan seudun Setlementti ry", Nominative)]),
        (
            "Suomen Akateemisten Naisten liiton Luetaan yhdessä -verkosto",
            vec![("Suomen Akateemisten Naisten liitto", Genitive), ("Luetaan yhdessä -verkosto", Nominative)],
        ),
        ("sitä rahoittaa AMIF -rahasto", vec![("AMIF-rahasto", Nominative)]),
        ("ELY-keskuksiin ja TE-toimistoihin", vec![("ELY-keskukset", To), ("TE-toimistot", To)]),
        ("Euroopan Sosiaalirahaston (ESR)", vec![("Euroopan Sosiaalirahasto", Genitive), ("ESR", Nominative)]),
        ("ministeriöön palkataan keskus", vec![]),
        (
            "Outi Tervamäki, Jyväskylän koulutuskuntayhtymä Gradia",
            vec![("Jyväskylän koulutuskuntayhtymä Gradia", Nominative)],
        ),
        (
            "puheenjohtaja, Afganistanilaisten kulttuuriyhdistys Nowruz ry",
            vec![("Afganistanilaisten kulttuuriyhdistys Nowruz ry", Nominative)],
        ),
        ("Neuvontapiste Silta, Torikatu 4", vec![("Neuvontapiste Silta", Nominative)]),
        ("Aloitan koulutuskeskus Sampolassa", vec![("koulutuskeskus Sampola", At)]),
        (
            "Lapuan sosiaaliasema, Porin terveysasemalla",
            vec![("Lapuan sosiaaliasema", Nominative), ("Porin terveysasema", At)],
        ),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(name, case)| (name.to_owned(), case)).collect();
        assert_eq!(read(text), expected, "{text}");
    }
}
