//! What a screen has room for: nothing is cut or left out beside empty cells, and nothing is torn at the end of a row.

use allu::i18n::Lang;

use crate::support::journey::Journey;

/// The letters of some columns of the screen, row by row.
fn columns(journey: &Journey, from: usize, to: usize) -> Vec<String> {
    let row = |row: &str| row.chars().skip(from).take(to - from).collect::<String>();
    journey.letters().lines().map(row).collect()
}

#[test]
fn the_sign_of_a_doubtful_number_stays_on_its_row() {
    let journey = Journey::in_language(80, 24, Lang::En).press("pohjanmaa<tab>");
    let lonely = columns(&journey, 45, 80).iter().any(|row| row.trim_matches(['│', ' ']) == "!");
    assert!(!lonely, "{}", journey.letters());
}
