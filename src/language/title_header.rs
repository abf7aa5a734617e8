//! Headers of columns that are a title, above the names of those who hold it: “Aluekoordinaattori”, “Project manager”.

use std::sync::LazyLock;

use serde::Deserialize;

use super::case::Case;
use super::inflection::Lexicon;
use super::label::{FILES, Label, column_label};
use crate::text::fold;

/// The maximum number of words of a title in a header.
const MAX_WORDS: usize = 4;

static TITLES: LazyLock<Titles> = LazyLock::new(Titles::read);

/// The last words of titles.
struct Titles {
    finnish: Lexicon,
    /// Swedish and English, folded.
    foreign: Vec<String>,
}

/// The part of a file of words that has the titles.
#[derive(Deserialize)]
struct TitleFile {
    role: TitleWords,
}

#[derive(Deserialize)]
struct TitleWords {
    heads: Vec<String>,
}

impl Titles {
    /// The words of the files. A file that is not of this form is left out; a test reads all of them.
    fn read() -> Self {
        let files = FILES.iter().filter_map(|text| toml::from_str::<TitleFile>(text).ok());
        let foreign = files.flat_map(|file| file.role.heads).map(|head| fold(&head)).collect();
        Self { finnish: Lexicon::of("role"), foreign }
    }
}

/// Whether the header of a column is a title in the singular or plural, and not a label.
pub(crate) fn is_title_header(header: &str) -> bool {
    // “Koordinaattori” is also the organisation that leads a project.
    let is_no_label = |header| column_label(header).is_none_or(|label| label == Label::Coordinator);
    let words: Vec<&str> = header.split_whitespace().collect();
    let Some(last) = words.last().filter(|_| words.len() <= MAX_WORDS && is_no_label(header)) else {
        return false;
    };
    let is_finnish = TITLES.finnish.find(last).is_some_and(|form| form.case == Case::Nominative);
    let folded = fold(last);
    is_finnish || TITLES.foreign.iter().any(|head| folded.ends_with(head.as_str()))
}

#[test]
fn titles_above_a_column_are_known() {
    assert!(FILES.iter().filter(|text| toml::from_str::<TitleFile>(text).is_ok()).count() >= 2);
    for header in
        ["Aluekoordinaattori", "Koordinaattori", "Ohjaajat", "Regional koordinator", "Projektledare", "Project Manager"]
    {
        assert!(is_title_header(header), "{header}");
    }
    for header in ["Yhteyshenkilö", "Kontaktperson", "Koordinaattorin puhelin", "Maakunta", "Lisätietoja", ""] {
        assert!(!is_title_header(header), "{header}");
    }
}
