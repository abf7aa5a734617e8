//! What keys do, by the habits of readline, fzf and vim.

use allu::app::{Key, Mode};
use allu::gazetteer::RegionCode;
use allu::i18n::Lang;
use allu::model::RecordRef;
use allu::present::{Shown, region_name};
use allu::search::{Pane, everything, search};
use allu::text::collation_key;
use proptest::prelude::*;

use crate::support::journey::{Journey, any_key};

/// The selected row of the list.
fn row(journey: &Journey) -> usize {
    journey.state().list_position().cursor
}

fn query(journey: &Journey) -> &str {
    journey.state().query.value()
}

fn code(text: &str) -> RegionCode {
    text.parse().expect("a region")
}

#[test]
fn the_list_moves_while_typing_goes_on() {
    for (down, up) in [("<down>", "<up>"), ("<c-n>", "<c-p>"), ("<c-j>", "<c-k>")] {
        let journey = Journey::at(80, 24).press("kainuu<c-u>").press(down).press(down);
        assert_eq!((row(&journey), &journey.state().mode), (2, &Mode::Query), "{down}");
        assert_eq!(row(&journey.press(up)), 1, "{up}");
    }
}

#[test]
fn the_query_is_edited_as_readline_does() {
    for (keys, wanted) in [
        ("hyvä polku<c-a>x", "xhyvä polku"),
        ("hyvä polku<c-a><c-e>x", "hyvä polkux"),
        ("hyvä polku<c-b><c-b><c-f>x", "hyvä polkxu"),
        ("hyvä polku<a-b>x", "hyvä xpolku"),
        ("hyvä polku<a-b><a-b>x", "xhyvä polku"),
        ("hyvä polku<home><a-f>x", "hyväx polku"),
        ("hyvä polku<home><a-f><a-f>x", "hyvä polkux"),
        ("hyvä polku<home><a-d>", " polku"),
        ("hyvä polku<home><a-d><a-d>", ""),
        ("hyvä polku<end><a-d>", "hyvä polku"),
        ("hyvä polku<c-w>", "hyvä "),
        ("hyvä polku<a-b><c-u>", "polku"),
        ("hyvä polku<c-u>", ""),
        ("hyvä<home><c-d>", "yvä"),
        ("hyvä<home><del>", "yvä"),
        ("hyvä<bs>", "hyv"),
    ] {
        let journey = Journey::at(80, 24).press(keys);
        assert_eq!(query(&journey), wanted, "{keys}");
        assert!(!journey.has_quit(), "{keys}");
    }
    assert!(Journey::at(80, 24).press("<c-d>").has_quit());
}

#[test]
fn earlier_queries_of_the_session_come_back() {
    let journey = Journey::at(80, 24).press("lappi<enter>/<esc>kainuu<c-y><c-u>po");
    for (keys, wanted) in [("<c-r>", "kainuu"), ("<c-r><c-r>", "lappi"), ("<c-r><c-r><c-r>", "po")] {
        assert_eq!(query(&journey.clone().press(keys)), wanted, "{keys}");
    }
    // The restored text is searched for.
    assert!(journey.press("<c-r>").letters().contains("0295 020959"));
    let none = Journey::in_language(80, 24, Lang::En).press("<c-r>");
    assert_eq!(none.last_row(), "no earlier query in this session");
}

#[test]
fn the_detail_scrolls_from_the_query_and_from_the_list() {
    for before in ["ehrstrom", "ehrstrom<enter>"] {
        let journey = Journey::at(80, 12).press(before);
        let (mode, list) = (journey.state().mode.clone(), row(&journey));
        let scrolled = journey.clone().press("<s-down><s-down>");
        assert_eq!(scrolled.state().page().map(|page| page.top), Some(2));
        assert_eq!((&scrolled.state().mode, row(&scrolled)), (&mode, list));
        assert_ne!(scrolled.letters(), journey.letters());
        // Scrolling stops at the end, so that one step back is visible at once.
        let end = scrolled.clone().press(&"<s-down>".repeat(200));
        assert_ne!(end.clone().press("<s-up>").letters(), end.letters());
        assert_eq!(scrolled.press("<s-up><s-up><s-up>").letters(), journey.letters());
    }
}

#[test]
fn the_start_card_scrolls_too() {
    let start = Journey::at(80, 12);
    let scrolled = start.clone().press("<s-down>");
    assert_eq!(scrolled.state().page().map(|page| (page.shown, page.top)), Some((Shown::Start, 1)));
    assert_eq!(scrolled.press("<s-up>").letters(), start.letters());
}

#[test]
fn another_record_is_shown_from_its_beginning() {
    let journey = Journey::at(80, 12).press("<down><s-down><s-down><down>");
    assert_eq!(journey.state().page().map(|page| page.top), Some(0));
}

#[test]
fn tab_passes_over_panes_without_hits() {
    // Only a person has the number.
    let journey = Journey::at(80, 24).press("037012");
    let count = |pane| journey.state().answer.count(pane);
    assert_eq!((count(Pane::Projects), count(Pane::Regions)), (0, 0), "choose another query");
    for key in ["<tab>", "<s-tab>"] {
        assert_eq!(journey.clone().press(key).state().pane, Pane::People);
    }
    assert!(!journey.last_row().contains("Tab"), "{}", journey.last_row());
    // Only projects ran in a year.
    let years = Journey::at(80, 24).press("2016");
    let (only, others) = (years.state().answer.count(Pane::Projects), years.state().answer.count(Pane::Regions));
    assert!(only > 0 && others == 0, "choose another query");
    for key in ["<tab>", "<s-tab>"] {
        assert_eq!(years.clone().press(key).state().pane, Pane::Projects);
    }
    // A pane is shown when its number is pressed.
    let asked = years.press("<tab><enter>3");
    assert_eq!(asked.state().pane, Pane::Regions);
}

#[test]
fn the_list_moves_as_vim_does() {
    for (keys, wanted) in [
        ("jj", 2),
        ("jjk", 1),
        ("<c-n><c-n><c-p>", 1),
        ("G<home>", 0),
        ("Gg", 0),
        ("<c-d><c-u>", 0),
        ("<pgdn><pgup>", 0),
    ] {
        assert_eq!(row(&Journey::at(80, 24).press("<enter>").press(keys)), wanted, "{keys}");
    }
    let last = Journey::at(80, 24).press("<enter>G");
    assert_eq!(row(&last), last.state().rows() - 1);
    assert_eq!(row(&Journey::at(80, 24).press("<enter><end>")), row(&last));
    let (half, page) = (Journey::at(80, 24).press("<enter><c-d>"), Journey::at(80, 24).press("<enter><pgdn>"));
    assert!(row(&half) > 1 && row(&half) < row(&page), "{} of {}", row(&half), row(&page));
    for key in ["<enter>", "<right>", "l"] {
        let open = Journey::at(80, 24).press("<enter>").press(key);
        assert!(matches!(open.state().mode, Mode::Detail(_)), "{key}");
    }
    for key in ["/", "f"] {
        assert_eq!(Journey::at(80, 24).press("<enter>").press(key).state().mode, Mode::Query, "{key}");
    }
}

#[test]
fn the_detail_goes_back_and_scrolls() {
    let open = Journey::at(80, 12).press("ehrstrom<enter><enter>");
    for key in ["<left>", "h", "<bs>", "<esc>", "<c-g>"] {
        assert_eq!(open.clone().press(key).state().mode, Mode::List, "{key}");
    }
    let top = |journey: &Journey| journey.state().page().expect("a page").top;
    let (half, page) = (top(&open.clone().press("<c-d>")), top(&open.clone().press("<pgdn>")));
    assert!(0 < half && half < page, "{half} of {page}");
    for keys in ["<c-d><c-u>", "<pgdn><pgup>"] {
        assert_eq!(top(&open.clone().press(keys)), 0, "{keys}");
    }
    // The key marks records in the list, and has no effect here.
    assert_eq!(
        open.state().preferences.keymap.action_for(open.state().purpose, &open.state().mode, Key::Char(' ')),
        None
    );
}

#[test]
fn esc_clears_the_query_before_anything_else_is_left() {
    for key in ["<esc>", "<c-g>"] {
        let journey = Journey::at(80, 24).press("lappi").press(key);
        assert_eq!((query(&journey), &journey.state().mode, journey.has_quit()), ("", &Mode::Query, false));
        assert_eq!(
            journey.state().answer.count(Pane::People),
            everything(&journey.state().directory).count(Pane::People)
        );
        let journey = journey.press(key);
        assert_eq!((&journey.state().mode, journey.has_quit()), (&Mode::Query, false));
    }
    // This also holds before the answer has arrived.
    let early = Journey::at(80, 24).hold_answers().press("lappi<esc>");
    assert_eq!(query(&early), "");
}

#[test]
fn the_map_is_walked_by_arrows_and_shows_its_region() {
    let map = Journey::in_language(120, 40, Lang::En).press("hiltunen<enter>m");
    let region = |journey: &Journey| match &journey.state().mode {
        Mode::Map(map) => Some(map.region),
        _ => None,
    };
    assert_eq!(region(&map), Some(code("19")), "it begins with the region of the record");
    assert_eq!(map.state().subject(), Some(RecordRef::Region(code("19"))));
    let south = map.clone().press("<down>");
    assert_eq!(region(&south), Some(code("17")));
    assert!(south.letters().contains("█ North Ostrobothnia") || south.letters().contains("North Ostrobothnia"));
    assert_eq!(region(&south.clone().press("<up>")), Some(code("19")));
    assert_eq!(region(&south.clone().press("<right>")), Some(code("18")), "Kainuu is east of it");
    // There is no region north of Lapland, so nothing is offered.
    assert_eq!(region(&map.clone().press("<up>")), Some(code("19")));
    assert!(!map.last_row().contains("north") && map.last_row().contains("south"), "{}", map.last_row());
    let shown = south.clone().press("<enter>");
    assert_eq!(shown.state().subject(), Some(RecordRef::Region(code("17"))));
    assert!(matches!(shown.state().mode, Mode::Detail(_)));
    assert_eq!(shown.press("<esc>").state().mode, Mode::List);
    for key in ["<esc>", "m"] {
        assert_eq!(south.clone().press(key).state().mode, Mode::List, "{key}");
    }
    // From a card, back to the card.
    let card = Journey::at(120, 40).press("hiltunen<enter><enter>");
    let back = card.clone().press("m<down><esc>");
    assert_eq!(back.state().mode, card.state().mode);
    assert!(south.press("y").copied().len() == 1);
}

#[test]
fn the_map_has_the_focus_only_where_it_shows() {
    let small = Journey::in_language(80, 20, Lang::En).press("lappi<enter>m");
    assert_eq!((&small.state().mode, small.last_row().as_str()), (&Mode::List, "the window is too small for the map"));
    let map = Journey::at(120, 40).press("lappi<enter>m");
    let shrunk = map.resize(allu::app::Size { width: 80, height: 20 });
    assert_eq!(shrunk.state().mode, Mode::List);
    // With projects, the timeline is shown; the map replaces it while it has the focus.
    let projects = Journey::at(120, 40).press("<enter>1m");
    assert!(matches!(projects.state().mode, Mode::Map(_)));
    assert_ne!(projects.clone().press("<esc>").letters(), projects.letters());
}

#[test]
fn a_small_window_shows_the_map_in_place_of_the_detail() {
    for (width, height) in [(80, 24), (60, 24), (40, 24), (119, 29)] {
        let map = Journey::in_language(width, height, Lang::En).press("<enter>m<down>");
        let Mode::Map(focus) = &map.state().mode else { panic!("no map at {width}×{height}") };
        let letters = map.letters();
        assert!(letters.matches(['█', '▀', '▓', '▒', '░']).count() > 80, "{letters}");
        let name = region_name(focus.region, Lang::En);
        assert!(letters.contains(name), "{name}: {letters}");
        // The person who is responsible is below the name, with the number.
        let answer = map.state().directory.responsible_for(focus.region).next().expect("a coordinator");
        let person = map.state().directory.holder_of(answer.position).expect("a person");
        let number = map.state().directory.person(person).phone().expect("a number").printed.clone();
        assert!(letters.lines().rev().take(8).any(|line| line.contains(&number)), "{number}: {letters}");
        assert!(!matches!(map.press("<esc>").state().mode, Mode::Map(_)));
    }
}

#[test]
fn the_region_that_was_chosen_on_the_map_is_selected_in_its_list() {
    let map = Journey::in_language(120, 40, Lang::En).press("<enter>m");
    // Until another region is chosen, the list stays as it was.
    assert_eq!(map.clone().press("<esc>").state().pane, Pane::People);
    let moved = map.press("<up>");
    let Mode::Map(focus) = &moved.state().mode else { panic!("no map") };
    let chosen = RecordRef::Region(focus.region);
    assert_eq!((moved.state().pane, moved.state().selected()), (Pane::Regions, Some(chosen)));
    let left = moved.press("<esc>");
    assert_eq!((&left.state().mode, left.state().selected()), (&Mode::List, Some(chosen)));
}

#[test]
fn regions_are_in_the_order_of_the_readers_language() {
    for lang in Lang::ALL {
        let journey = Journey::in_language(120, 40, lang);
        let names = |journey: &Journey, lang: Lang| -> Vec<&'static str> {
            let record = |row| journey.state().record_in(Pane::Regions, row);
            let name = |record| match record {
                RecordRef::Region(code) => Some(region_name(code, lang)),
                _ => None,
            };
            (0..19).filter_map(record).filter_map(name).collect()
        };
        let shown = names(&journey, lang);
        let mut sorted = shown.clone();
        sorted.sort_by_key(|name| collation_key(name));
        assert_eq!((shown.len(), &shown), (19, &sorted));
        // The selection stays on its region when the language changes.
        let selected = journey.press("<enter>3<down><down>");
        let before = selected.state().selected();
        let after = selected.press("<f2>");
        assert_eq!(after.state().selected(), before);
        let next = names(&after, after.state().lang);
        assert!(next.is_sorted_by_key(|name| collation_key(name)), "{next:?}");
    }
}

#[test]
fn a_query_of_the_command_shows_the_pane_of_its_best_hit() {
    let pane = |query: &str| Journey::at(80, 24).with_query(query).answer_late(1, query).state().pane;
    for (query, wanted) in [
        ("lappi", Pane::People),
        ("037012", Pane::People),
        ("poke", Pane::Projects),
        ("2016", Pane::Projects),
        ("ahvenanmaa", Pane::Regions),
        ("zzxxqq", Pane::People),
    ] {
        assert_eq!(pane(query), wanted, "{query}");
    }
}

#[test]
fn no_pane_is_switched_once_a_key_was_pressed() {
    let start = || Journey::at(80, 24).with_query("2016");
    for late in [start().press("<f2>"), start().press("<down>"), start().paste("lappi")] {
        assert_eq!(late.answer_late(1, "2016").state().pane, Pane::People);
    }
    let typed = Journey::at(80, 24).with_query("lappi").answer_late(1, "lappi").press("<c-u>2016");
    assert_eq!(typed.state().pane, Pane::People);
}

#[test]
fn help_begins_where_the_user_is() {
    for (keys, heading) in
        [("<f1>", "query"), ("<enter>?", "list"), ("<enter><enter>?", "detail"), ("<enter>m?", "map")]
    {
        for width in [80, 120] {
            let help = Journey::in_language(width, 40, Lang::En).press(keys);
            let row = help.letters().lines().nth(if width == 80 { 4 } else { 2 }).unwrap_or_default().to_owned();
            let is_map_small = width == 80 && keys.contains('m');
            assert!(
                is_map_small || row.trim_start().starts_with(heading),
                "{keys} at {width}: {row}\n{}",
                help.letters()
            );
        }
    }
}

#[test]
fn help_has_two_columns_where_there_is_room() {
    for lang in Lang::ALL {
        let lines = |width| {
            let help = Journey::in_language(width, 200, lang).press("<f1>");
            help.letters().lines().filter(|line| !line.trim().is_empty()).count()
        };
        let (one, two) = (lines(97), lines(98));
        assert!(two * 3 <= one * 2, "{two} of {one} ({lang})");
    }
}

/// The examples of help must be true of the built-in directory.
#[test]
fn every_example_of_the_syntax_finds_something() {
    for (lang, heading) in [(Lang::Fi, "haussa"), (Lang::Sv, "sökning"), (Lang::En, "query")] {
        let help = Journey::in_language(90, 300, lang).press("<f1>");
        let letters = help.letters();
        assert!(letters.contains(heading), "{letters}");
        for sign in ["=hanna", "'iltu", "han*", "^sanna", "hiltunen$", "!poke", "poke | alpo", "2016", "037012"] {
            assert!(letters.contains(sign), "{sign} ({lang})");
        }
        for key in ["place", "area", "name", "letters", "typo", "number", "role", "year", "question"]
            .into_iter()
            .map(str::to_owned)
            .chain(
                ["region", "name", "role", "project", "organisation", "phone", "mail"].map(|it| format!("{it}_field")),
            )
        {
            let example = allu::i18n::look_up(lang, &format!("keys.example.{key}"));
            assert!(letters.contains(&example), "{example} ({lang})");
            assert!(Journey::at(80, 24).press(&example).state().answer.total() > 0, "{example} ({lang})");
        }
    }
    for example in ["=hanna", "'iltu", "han*", "^sanna", "hiltunen$", "!poke", "NOT poke", "poke | alpo"] {
        assert!(Journey::at(80, 24).paste(example).state().answer.total() > 0, "{example}");
    }
}

#[test]
fn help_is_searched_and_says_so_if_it_has_nothing() {
    let help = Journey::in_language(120, 40, Lang::En).press("<f1>beginning of a");
    let letters = help.letters();
    assert!(letters.contains("han*") && letters.contains("^sanna") && !letters.contains("Ctrl-Z"), "{letters}");
    let none = help.press("zzz");
    assert!(none.letters().contains("help has nothing about beginning of azzz"), "{}", none.letters());
    assert!(none.press("<c-u>").letters().contains("goes to the list"));
}

#[test]
fn help_scrolls_to_its_end_at_every_size() {
    for (width, height) in [(20, 5), (40, 10), (80, 24), (100, 24), (120, 30), (300, 100)] {
        for lang in Lang::ALL {
            let end = Journey::in_language(width, height, lang).press("<f1><end>");
            let again = end.clone().press("<pgdn><down>");
            assert_eq!(end.letters(), again.letters(), "{width}×{height}");
            let top = end.press("<home>");
            assert_eq!(top.letters(), Journey::in_language(width, height, lang).press("<f1>").letters());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// After any keys, the selected row exists, and Esc leads to an empty query and no further.
    #[test]
    fn esc_repeated_ends_in_an_empty_query(
        keys in prop::collection::vec(any_key(), 0..60),
        (width, height) in (1_u16..220, 1_u16..60),
    ) {
        let journey = Journey::at(width, height).press_all(keys);
        let state = journey.state();
        let rows = state.rows();
        prop_assert!(rows == 0 || row(&journey) < rows);
        let screen = allu::app::screen(state);
        if let Some((x, y)) = screen.cursor {
            prop_assert!(x < width && y < height, "{x} {y}");
        }
        if !journey.has_quit() {
            let left = journey.press(&"<esc>".repeat(64));
            prop_assert!(!left.has_quit());
            prop_assert_eq!((query(&left), &left.state().mode), ("", &Mode::Query));
        }
    }
}

/// Whether every key in the last row has an effect.
fn offers_only_what_works(journey: &Journey) -> Result<(), TestCaseError> {
    let (last, state) = (journey.last_row(), journey.state());
    // A message takes the place of the keys.
    if journey.has_quit() || state.status.is_some() {
        return Ok(());
    }
    for row in
        state.preferences.keymap.bindings(state.purpose).filter(|row| row.in_footer && row.scope.holds(&state.mode))
    {
        let Some(key) = row.keys.first().copied() else { continue };
        let label = format!("{} ", key.label(state.lang, &state.marks));
        let is_offered = last.split("  ").any(|part| part.trim_start().starts_with(&label));
        // At the last link, ↓ has no effect any more; ↑ still goes back.
        let tried = if key == Key::Down { vec![key, Key::Up] } else { vec![key] };
        let does_something = tried.into_iter().any(|key| {
            let after = journey.clone().press_all(vec![key]);
            after.has_quit() || after.copied().len() > journey.copied().len() || after.picture() != journey.picture()
        });
        prop_assert!(!is_offered || does_something, "{key} in {:?}\n{}", state.mode, journey.letters());
    }
    Ok(())
}

#[test]
fn the_last_row_offers_no_key_that_does_nothing() -> Result<(), TestCaseError> {
    for keys in [
        "",
        "lappi",
        "zzxxqq",
        "2016",
        "lappi<enter>",
        "lappi<enter><enter>",
        "lappi<enter><enter>o",
        "lappi<enter><enter>o<enter>",
        "lappi<enter><enter>G",
        "lappi<enter>m",
        "2016<enter><enter>",
        "kainuu<enter>3<enter>",
        "<f1>",
    ] {
        for (width, height) in [(40, 10), (80, 24), (120, 40), (220, 100)] {
            offers_only_what_works(&Journey::at(width, height).press(keys))?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_last_row_offers_only_what_works_whatever_was_pressed(
        keys in prop::collection::vec(any_key(), 0..30),
        (width, height) in (30_u16..220, 4_u16..60),
    ) {
        offers_only_what_works(&Journey::at(width, height).press_all(keys))?;
    }
}

#[test]
fn the_best_pane_is_that_of_the_better_hit_whatever_the_query() {
    let journey = Journey::at(80, 24);
    let directory = &journey.state().directory;
    let index = allu::search::Index::new(directory);
    for query in ["hyvä polku", "kainuu", "helsinki", "opetus", "koordinaattori", "allu", "tampere"] {
        let answer = search(directory, &index, query, journey.state().today);
        let shown = Journey::at(80, 24).with_query(query).answer_late(1, query);
        let best = |pane: Pane| answer.hits(directory, &[pane], 0..1).next().map(|hit| (hit.tier, -hit.score));
        let chosen = best(shown.state().pane);
        for pane in allu::app::TABS {
            let other = best(pane);
            assert!(other.is_none() || chosen.is_some() && chosen <= other, "{query}: {chosen:?} {pane:?} {other:?}");
        }
    }
}
