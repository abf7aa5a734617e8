//! Marked records, and records that are chosen for another program.

use allu::app::Mode;
use proptest::prelude::*;

use crate::support::journey::{Journey, any_key};
use crate::support::session::Session;

#[test]
fn marked_records_are_copied_and_printed_together() {
    let journey = Journey::at(80, 24).press("<enter>  ");
    assert_eq!(journey.state().marked.len(), 2);
    assert!(journey.letters().contains("2 merkittyä"), "{}", journey.letters());
    let first = journey.letters().lines().filter(|line| line.contains('+')).count();
    assert_eq!(first, 2, "{}", journey.letters());
    let copied = journey.clone().press("y");
    assert_eq!(copied.copied()[0].lines().count(), 2, "{:?}", copied.copied());
    assert!(copied.letters().contains("numero"), "{}", copied.letters());
    let printed = journey.press("p").printed().expect("two cards");
    assert!(printed.len() > Journey::at(80, 24).press("<enter>p").printed().expect("a card").len());
}

#[test]
fn a_mark_is_taken_away_by_the_same_key_and_stays_through_searches() {
    let journey = Journey::at(80, 24).press("lappi<enter> ");
    let [record] = journey.state().marked[..] else { panic!("one mark") };
    let other = journey.press("/<c-u>hyvä polku<enter> ");
    assert_eq!(other.state().marked.len(), 2);
    assert_eq!(other.state().marked[0], record);
    let none = other.press("<up> /<c-u>lappi<enter> ");
    assert!(none.state().marked.is_empty(), "{:?}", none.state().marked);
    // From the query, where a space is typed, another key marks.
    assert_eq!(Journey::at(80, 24).press("lappi<c-t>").state().marked, [record]);
}

#[test]
fn an_open_card_copies_its_own_number_whatever_is_marked() {
    let journey = Journey::at(80, 24).press("<enter> /lappi<enter><right>y");
    assert_eq!(journey.copied(), ["0295 037012"]);
}

#[test]
fn enter_chooses_from_query_list_and_card() {
    for keys in ["lappi<enter>", "lappi<right><left><enter>", "lappi<right><enter>"] {
        let journey = Journey::at(80, 24).picking().press(keys);
        assert_eq!(journey.chosen(), ["person:sanna-hiltunen"], "{keys}");
    }
    let several = Journey::at(80, 24).picking().press("lappi<c-t><c-u>kainuu<c-t><enter>");
    assert_eq!(several.chosen().len(), 2, "{:?}", several.chosen());
    let nothing = Journey::at(80, 24).picking().press("zzxxqq<enter>");
    assert!(!nothing.has_quit() && nothing.chosen().is_empty());
}

#[test]
fn choosing_is_left_by_esc_on_an_empty_query() {
    let typed = Journey::at(80, 24).picking().press("lappi<esc>");
    assert!(!typed.has_quit());
    assert_eq!((typed.state().query.value(), &typed.state().mode), ("", &Mode::Query));
    let left = typed.press("<esc>");
    assert!(left.has_quit() && left.chosen().is_empty());
    assert!(!Journey::at(80, 24).press("<esc><esc>").has_quit(), "looking is never left by Esc");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_chosen_is_marked_or_shows(keys in prop::collection::vec(any_key(), 0..30)) {
        let before = Journey::at(80, 24).picking().press_all(keys);
        prop_assume!(!before.has_quit());
        let wanted: Vec<String> =
            before.state().subjects().iter().map(|it| before.state().directory.id_of(*it).to_string()).collect();
        let after = before.clone().press("<enter>");
        let is_elsewhere = matches!(before.state().mode, Mode::Help(_) | Mode::Map(_));
        prop_assert!(is_elsewhere || after.chosen() == wanted.as_slice() || !after.has_quit());
    }
}

#[test]
fn the_chosen_number_is_the_output_and_the_screen_is_the_terminal() {
    let script = format!("n=$({} pick --format '{{phone}}' lappi); echo \"got:$n:$?\"", env!("CARGO_BIN_EXE_allu"));
    let mut session = Session::start_program(80, 24, "sh", &["-c", &script], &[]);
    session.wait_for("Sanna Hiltunen");
    session.send("\r");
    session.wait_for("got:0295 037012:0");
    session.ends_with(0);
}

#[test]
fn leaving_without_a_choice_prints_nothing_and_says_so_in_the_status() {
    for key in ["\u{3}", "\u{1b}"] {
        let script = format!("n=$({} pick); echo \"got:$n:$?\"", env!("CARGO_BIN_EXE_allu"));
        let mut session = Session::start_program(80, 24, "sh", &["-c", &script], &[]);
        session.wait_for("Sanna Hiltunen");
        session.send(key);
        session.wait_for("got::130");
        session.ends_with(0);
    }
}

#[test]
fn a_wrong_template_is_said_before_the_screen() {
    let mut session = Session::start(80, 24, &["pick", "--format", "{nonsense}"]);
    session.wait_for("nonsense");
    session.ends_with(2);
    let mut session = Session::start(80, 24, &["pick", "--plain"]);
    session.wait_for("--plain");
    session.ends_with(2);
}
