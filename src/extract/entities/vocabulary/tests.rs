use super::*;

#[test]
fn every_file_is_read() {
    for (language, text) in LANGUAGES {
        assert!(toml::from_str::<File>(text).is_ok(), "{language}: {:?}", toml::from_str::<File>(text).err());
    }
}

#[test]
fn a_text_has_the_language_of_its_common_words() {
    for (text, language) in [
        ("Hän on kunnan työntekijä ja vastaa hankkeesta", Some("fi")),
        ("Kontakta kommunen om projektet och den nya lagen", Some("sv")),
        ("The project is run by the city", Some("en")),
        ("Maija Meri", None),
    ] {
        assert_eq!(VOCABULARY.language_of(text.split(' ')), language, "{text}");
    }
}
