//! The mouse: the wheel scrolls what is under it, a click selects, follows and chooses. It is enabled only with
//! `--mouse`.

use allu::app::{Mode, MouseAction, Size};
use allu::gazetteer::finland;
use allu::i18n::Lang;
use allu::model::RecordRef;
use allu::search::Pane;
use proptest::prelude::*;

use crate::support::journey::{Journey, any_key};
use crate::support::session::Session;
use rustix::process::Signal;

fn wide() -> Journey {
    Journey::in_language(120, 40, Lang::En)
}

#[test]
fn a_click_selects_a_row_and_a_second_one_opens_it() {
    for journey in [Journey::in_language(80, 24, Lang::En), Journey::in_language(40, 20, Lang::En), wide()] {
        let place = journey.place_of("Eija Asikainen");
        let selected = journey.mouse(MouseAction::Click, place);
        assert_eq!((&selected.state().mode, selected.state().list_position().cursor), (&Mode::List, 1));
        let opened = selected.mouse(MouseAction::Click, place);
        assert!(matches!(opened.state().mode, Mode::Detail(_)));
        assert!(opened.letters().contains("Eija Asikainen"));
    }
}

#[test]
fn a_click_on_the_first_row_selects_it_though_it_is_selected_already() {
    let journey = Journey::in_language(80, 24, Lang::En);
    let first = journey.state().selected();
    let clicked = journey.mouse(MouseAction::Click, (3, 3));
    assert_eq!((&clicked.state().mode, clicked.state().selected()), (&Mode::List, first));
}

#[test]
fn a_click_on_a_tab_or_the_title_of_a_frame_changes_the_pane() {
    let tabs = Journey::in_language(80, 24, Lang::En);
    assert_eq!(tabs.clone().click("Regions").state().pane, Pane::Regions);
    assert_eq!(tabs.clone().click("Regions").click("Projects").state().pane, Pane::Projects);
    // Beside the tabs is nothing.
    assert_eq!(tabs.mouse(MouseAction::Click, (79, 0)).state().pane, Pane::People);
    assert_eq!(wide().click("3 Regions").state().pane, Pane::Regions);
    assert_eq!(wide().click("1 Projects").state().pane, Pane::Projects);
}

#[test]
fn a_click_on_another_frame_selects_there() {
    let clicked = wide().click("Kainuu");
    assert_eq!((clicked.state().pane, &clicked.state().mode), (Pane::Regions, &Mode::List));
    assert_eq!(clicked.state().subject().map(|record| matches!(record, RecordRef::Region(_))), Some(true));
}

#[test]
fn a_click_on_a_link_follows_it() {
    for before in ["ehrstrom", "ehrstrom<enter>", "ehrstrom<enter><enter>"] {
        let card = Journey::in_language(80, 50, Lang::En).press(before);
        let person = card.state().subject();
        let followed = card.click("Ilona Korhonen");
        assert!(followed.state().subject().is_some() && followed.state().subject() != person, "{before}");
        assert_eq!(followed.press("<esc>").state().subject(), person, "{before}");
    }
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let journey = Journey::in_language(80, 12, Lang::En).press("<enter>");
    let list = journey.clone().mouse(MouseAction::WheelDown, (3, 5));
    let position = list.state().list_position();
    assert_eq!((position.top, position.cursor), (3, 3), "the selection stays in view");
    let back = list.mouse(MouseAction::WheelUp, (3, 5)).state().list_position();
    assert_eq!(back.top, 0);
    let detail = journey.clone().mouse(MouseAction::WheelDown, (60, 5));
    assert_eq!(detail.state().list_position(), journey.state().list_position());
    assert_eq!(detail.state().page().map(|page| page.top), Some(3));
    let open = journey.press("<enter>").mouse(MouseAction::WheelDown, (60, 5));
    assert_eq!(open.state().page().map(|page| page.top), Some(3));
    // Over another frame the list scrolls, and the pane does not change.
    let regions = wide();
    let place = regions.place_of("Kainuu");
    let scrolled = regions.clone().mouse(MouseAction::WheelDown, place);
    assert_eq!(scrolled.state().pane, Pane::People);
    assert_ne!(scrolled.letters(), regions.letters());
    let help = Journey::in_language(80, 24, Lang::En).press("<f1>");
    assert_ne!(help.clone().mouse(MouseAction::WheelDown, (3, 8)).letters(), help.letters());
}

#[test]
fn a_click_on_a_region_of_the_map_chooses_it_and_a_second_one_shows_it() {
    let journey = wide();
    // Every cell of the screen is clicked once: each region is on the map, and a click chooses it.
    let mut found = Vec::new();
    for row in 0..40 {
        for column in 60..120 {
            let clicked = journey.clone().mouse(MouseAction::Click, (column, row));
            if let Mode::Map(map) = &clicked.state().mode {
                if !found.contains(&map.region) {
                    found.push(map.region);
                    let shown = clicked.clone().mouse(MouseAction::Click, (column, row));
                    assert!(matches!(shown.state().mode, Mode::Detail(_)));
                    assert_eq!(shown.state().subject(), Some(RecordRef::Region(map.region)));
                }
                assert_eq!(clicked.state().subject(), Some(RecordRef::Region(map.region)));
            }
        }
    }
    assert_eq!(found.len(), finland().regions().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_mouse_may_be_used_anywhere(
        keys in prop::collection::vec(any_key(), 0..20),
        uses in prop::collection::vec((0_usize..3, 0_u16..130, 0_u16..50), 0..20),
        (width, height) in (1_u16..220, 1_u16..60),
    ) {
        let mut journey = Journey::at(width, height).press_all(keys);
        for (action, column, row) in uses {
            if journey.has_quit() {
                break;
            }
            let action = [MouseAction::Click, MouseAction::WheelUp, MouseAction::WheelDown][action];
            journey = journey.mouse(action, (column, row));
            let state = journey.state();
            prop_assert!(state.rows() == 0 || state.list_position().cursor < state.rows());
            _ = journey.letters();
        }
        _ = journey.resize(Size { width: height, height: width }).letters();
    }
}

const ON: [&str; 2] = ["\x1b[?1000h", "\x1b[?1006h"];
const OFF: [&str; 2] = ["\x1b[?1000l", "\x1b[?1006l"];

#[test]
fn the_mouse_is_on_while_the_browser_is_and_off_again_on_every_way_out() {
    for way in ["key", "signal", "stop"] {
        let mut session = Session::start(80, 24, &["--mouse"]);
        session.wait_for("nimi, paikka, hanke tai numero");
        assert!(ON.iter().all(|mode| session.bytes_contain(mode)), "{way}");
        assert!(!OFF.iter().any(|mode| session.bytes_contain(mode)), "{way}");
        // A click on the second record.
        session.send("\x1b[<0;5;6M\x1b[<0;5;6m");
        session.wait_for("▸ Eija Asikainen");
        match way {
            "key" => {
                session.send("\x03");
                session.ends_with(0);
            }
            "signal" => {
                session.signal(Signal::TERM);
                session.ends_by(Signal::TERM);
            }
            _ => {
                session.signal(Signal::TSTP);
                session.wait_until_stopped();
            }
        }
        assert!(OFF.iter().all(|mode| session.bytes_contain(mode)), "{way}");
        session.terminal_is_as_before();
        if way == "stop" {
            session.signal(Signal::CONT);
            session.wait_for("Eija Asikainen");
            session.send("\x03");
            session.ends_with(0);
        }
    }
}

#[test]
fn without_the_option_the_mouse_is_the_terminals() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("nimi, paikka, hanke tai numero");
    session.send("\x03");
    session.ends_with(0);
    assert!(!ON.iter().chain(&OFF).any(|mode| session.bytes_contain(mode)));
}

#[test]
fn a_keyboard_protocol_that_was_left_on_is_understood() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("nimi, paikka, hanke tai numero");
    for letter in "lappiq".chars() {
        session.send(&format!("\x1b[{}u", u32::from(letter)));
    }
    session.send("\x1b[127;129u");
    session.wait_for("0295 037012");
    session.send("\x1b[13;129:1u\x1b[13;129:3u");
    session.wait_for("Enter avaa");
    session.send("\x1b[27u");
    session.wait_for("Enter luetteloon");
    // Ctrl-C with Num Lock.
    session.send("\x1b[99;133u");
    session.ends_with(0);
    session.terminal_is_as_before();
}
