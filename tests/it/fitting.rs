//! The use of the screen: nothing is cut or left out beside empty cells, and nothing is broken at the end of a row.

use allu::app::Size;
use allu::gazetteer::regions;
use allu::i18n::Lang;
use allu::present::{Marks, OpenFailure, Status, region_name, status_words_in, width};

use crate::support::journey::Journey;

/// The letters of some columns of the screen, row by row.
fn columns(journey: &Journey, from: usize, to: usize) -> Vec<String> {
    let row = |row: &str| row.chars().skip(from).take(to - from).collect::<String>();
    journey.letters().lines().map(row).collect()
}

#[test]
fn a_long_card_goes_on_below_the_map() {
    let journey = Journey::in_language(120, 40, Lang::En).press("pohjanmaa");
    let below_map = columns(&journey, 97, 117)[30..37].join("\n");
    assert!(below_map.chars().any(char::is_alphabetic), "{}", journey.letters());
    // The map scrolls with the card, so that no row of the card runs into it.
    let scrolled = journey.press("<s-down><s-down><s-down>");
    let first = columns(&scrolled, 60, 120)[2].clone();
    assert!(first.contains('█') || first.contains('▒'), "{}", scrolled.letters());
    let (before, after) = (columns(&scrolled, 94, 118), columns(&scrolled.press("<s-up>"), 94, 118));
    assert_eq!(before[2..18], after[3..19]);
}

#[test]
fn the_timeline_takes_no_rows_for_projects_that_it_does_not_show() {
    let journey = Journey::in_language(120, 40, Lang::En).press("poke<tab>");
    let detail = columns(&journey, 61, 118);
    let blank = detail[1..38].iter().rev().skip_while(|row| row.contains('─')).take_while(|row| row.trim().is_empty());
    assert!(blank.count() <= 1, "{}", journey.letters());
}

#[test]
fn the_names_below_the_map_are_whole() {
    for (lang, name) in
        [(Lang::En, "South Ostrobothnia"), (Lang::Sv, "Södra Österbotten"), (Lang::Fi, "Etelä-Pohjanmaa")]
    {
        let journey = Journey::in_language(120, 40, lang).press("pohjanmaa");
        let below_map = columns(&journey, 94, 118)[20..30].join("\n");
        assert!(below_map.contains(name), "{}", journey.letters());
    }
    let swedish = Journey::in_language(120, 40, Lang::Sv).press("ehrstr").letters();
    assert!(swedish.contains("█ Mellersta Österbotten") || swedish.contains("▓ Mellersta Österbotten"), "{swedish}");
}

#[test]
fn the_sign_of_a_doubtful_number_stays_on_its_row() {
    let journey = Journey::in_language(80, 24, Lang::En).press("pohjanmaa<tab>");
    let lonely = columns(&journey, 45, 80).iter().any(|row| row.trim_matches(['│', ' ']) == "!");
    assert!(!lonely, "{}", journey.letters());
}

#[test]
fn a_place_that_is_nobodys_shows_its_card() {
    for (width, height, from, to) in [(80, 24, 45, 80), (120, 40, 61, 120), (200, 50, 71, 148)] {
        let journey = Journey::in_language(width, height, Lang::En).press("mariehamn");
        let detail = columns(&journey, from, to).join("\n");
        assert!(detail.contains("Åland") && detail.contains("Ilona Korhonen"), "{}", journey.letters());
        let copied = journey.press("<c-y>");
        assert_eq!(copied.copied(), ["0295 020972"]);
    }
    let journey = Journey::in_language(120, 40, Lang::En).press("zzxxqq");
    assert!(columns(&journey, 60, 120)[1].contains("no hits"), "{}", journey.letters());
}

#[test]
fn a_region_names_who_is_responsible_where_there_is_room() {
    let journey = Journey::in_language(80, 24, Lang::En).press("pohjanmaa<tab>");
    let list = columns(&journey, 0, 43).join("\n");
    assert!(list.contains("Emine Ehrström") && list.contains("Tanja Tammimies"), "{}", journey.letters());
    // All 19 have no room for two rows each.
    let all = columns(&Journey::in_language(80, 24, Lang::En).press("<enter>3"), 0, 43).join("\n");
    assert!(all.contains("Åland") && !all.contains("Emine Ehrström"), "{all}");
}

#[test]
fn no_row_ends_with_the_first_letters_of_a_part() {
    let list = columns(&Journey::in_language(80, 24, Lang::En), 0, 43).join("\n");
    assert!(list.contains("  Uusimaa, Häme, Southeast Finland  "), "{list}");
}

/// No record is left out below a list while another list has empty rows.
#[test]
fn a_list_gets_the_rows_that_the_one_with_the_focus_cannot_fill() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        for focused in 1..=3 {
            let journey = Journey::in_language(300, 100, lang).press(&format!("<enter>{focused}"));
            assert!(!journey.letters().contains('↓'), "{}", journey.letters());
            // Frames do not move while somebody types.
            let frames = |journey: &Journey| -> Vec<usize> {
                let rows = columns(journey, 0, 1);
                (0..rows.len()).filter(|row| matches!(rows[*row].as_str(), "╭" | "╰")).collect()
            };
            assert_eq!(frames(&journey), frames(&journey.clone().press("/lappi")), "{}", journey.letters());
        }
    }
}

/// The key that copies is offered before every other key, in every language, on cards and in lists.
#[test]
fn the_key_that_copies_has_room_first() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        for (keys, key) in [("lappi", "Ctrl-Y "), ("lappi<enter>", "y "), ("lappi<enter><enter>", "y ")] {
            for columns in 20..=60 {
                let journey = Journey::in_language(columns, 10, lang).press(keys);
                let row = journey.last_row();
                assert!(
                    row.split("  ").any(|part| part.trim_start().starts_with(key)),
                    "{lang} {columns} {keys}: {row}"
                );
            }
        }
    }
}

/// A number in a passage is not broken over two lines.
#[test]
fn a_number_of_a_source_is_not_broken() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        for columns in 30..=60 {
            let journey = Journey::in_language(columns, 30, lang).press("lappi<enter><enter>o");
            for row in journey.letters().lines() {
                assert!(
                    !row.trim_end().ends_with("0295") && !row.trim_start().starts_with("037012"),
                    "{}",
                    journey.letters()
                );
            }
        }
    }
}

/// In every language a message is understood on a row of 40 cells.
#[test]
fn messages_fit_on_a_narrow_screen() {
    let path = || "/home/someone/exported-records/people.vcf".to_owned();
    let reason = || "the disk of this machine has no space left for another file".to_owned();
    let messages = [
        Status::NothingToCopy,
        Status::Marked(1_000),
        Status::Greeting,
        Status::FavouriteAdded,
        Status::FavouriteRemoved,
        Status::NoHabits,
        Status::Opened("mailto:etunimi.pitka-sukunimi@ely-keskus.fi".to_owned()),
        Status::NotOpened(OpenFailure::NoOpener),
        Status::NotOpened(OpenFailure::Remote),
        Status::NotOpened(OpenFailure::NotStarted),
        Status::NothingToExport,
        Status::UnknownFormat,
        Status::Exporting(path()),
        Status::Exported { count: 1, path: path() },
        Status::Exported { count: 12_345, path: path() },
        Status::FileExists(path()),
        Status::NoPlaceInFormat,
        Status::NotCopied,
        Status::NoEvidence,
        Status::NoEarlierQuery,
        Status::NoMap,
        Status::QueryFull,
        Status::Closing { seconds: 60, is_idle: true },
        Status::Closing { seconds: 60, is_idle: false },
        Status::CannotStop,
        Status::Reloaded,
    ];
    let with_reason = [Status::Refused(reason()), Status::NotExported { path: path(), reason: reason() }];
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        for status in &messages {
            let words = status_words_in(status, None, 40, (lang, &Marks::UNICODE));
            assert!(!words.is_empty() && width(&words) <= 40, "{words:?} has {} cells", width(&words));
            let whole = status_words_in(status, None, 200, (lang, &Marks::UNICODE));
            assert!(width(&whole) >= width(&words), "{whole:?}, {words:?}");
        }
        // The reason comes last, and is cut.
        for status in &with_reason {
            let words = status_words_in(status, None, 40, (lang, &Marks::UNICODE));
            let (what, why) = words.split_once(": ").expect("a reason");
            assert!(width(what) < 32 && why == reason(), "{words:?}");
        }
    }
    let written = Status::Exported { count: 12, path: path() };
    assert_eq!(status_words_in(&written, None, 40, (Lang::En, &Marks::UNICODE)), "written: people.vcf (12 records)");
}

/// A column does not read as a part of the one before it.
#[test]
fn columns_are_two_cells_apart() {
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
        let shown = Journey::in_language(width, height, Lang::En).paste("pohjanmaa").press("<enter>1").letters();
        assert!(shown.contains("Hyvä polku  ended"), "{shown}");
    }
    let shown = Journey::in_language(200, 50, Lang::En).paste("pohjanmaa").letters();
    assert!(shown.contains("Central Ostrobothnia  Emine Ehrström"), "{shown}");
}

/// Remarks about an answer are shown at every size from 20 columns, for queries of any length.
#[test]
fn remarks_about_an_answer_are_never_left_out() {
    let queries = ["mikä on Sanna Hiltunen Lapin aluekoordinaattori", "mikä Lappi Uusimaa", "Lappi Uusimaa"];
    let words = [
        (Lang::Fi, "ohitettu: mikä", "ei yhteistä vastuuhenkilöä"),
        (Lang::Sv, "ignorerat: mikä", "ingen ansvarar för alla"),
        (Lang::En, "ignored: mikä", "nobody covers all of them"),
    ];
    for (lang, ignored, apart) in words {
        for (query, keys) in queries.into_iter().flat_map(|query| ["", "<enter><enter>"].map(|keys| (query, keys))) {
            let journey = Journey::in_language(80, 24, lang).paste(query).press(keys);
            let wanted = if query.starts_with("mikä") { ignored } else { apart };
            for (width, height) in
                [20, 33, 40, 60, 80, 120].into_iter().flat_map(|it| [1, 3, 4, 12, 40].map(|rows| (it, rows)))
            {
                let shown = journey.clone().resize(Size { width, height }).letters();
                // Beside a query on the only row, and where the row is shorter, the end is cut.
                let is_whole = width >= 40 && height >= 4;
                let wanted: String = wanted.chars().take(if is_whole { 30 } else { 6 }).collect();
                let long = ["kunkin", "var och en", "each are shown"];
                assert!(
                    shown.contains(&wanted) || long.iter().any(|words| shown.contains(words)),
                    "{query}, {width}×{height}: {shown}"
                );
            }
        }
        // At 80 columns both remarks have room.
        let shown = Journey::in_language(80, 24, lang).paste("mikä Lappi Uusimaa").letters();
        assert!(shown.contains(ignored) && shown.contains(apart), "{shown}");
    }
}

/// All directions that lead from a region to another are in the last row, if not each by its name.
#[test]
fn the_map_names_every_direction() {
    for (lang, leave) in [(Lang::Fi, "Esc takaisin"), (Lang::Sv, "Esc tillbaka"), (Lang::En, "Esc back")] {
        for columns in [80, 84, 100, 120] {
            let row = Journey::in_language(columns, 24, lang).press("pirkanmaa<enter>m").last_row();
            assert!("↑↓←→".chars().all(|arrow| row.contains(arrow)), "{lang} {columns}: {row}");
            assert!(row.contains(leave), "{lang} {columns}: {row}");
        }
    }
}

/// A label is alone on its row only if the first word of its value has no room beside it, however narrow the card is.
#[test]
fn no_label_is_alone_beside_room_for_its_value() {
    for (lang, label) in [(Lang::Fi, "Organisaatio "), (Lang::Sv, "Organisation "), (Lang::En, "Organisation ")] {
        for cells in 60..=80 {
            let journey = Journey::in_language(cells, 30, lang).press("ehrström");
            let list = usize::from(cells) * 11 / 20;
            let card = columns(&journey, list + 2, cells.into());
            let at = card.iter().position(|row| row.starts_with(label.trim_end()));
            let at = at.unwrap_or_else(|| panic!("{}", journey.letters()));
            let word = card[at + 1].split_whitespace().next().unwrap_or_default();
            let has_room = label.len() + word.chars().count() <= usize::from(cells) - list - 2;
            assert!(card[at].trim_end().len() > label.len() || !has_room, "{}", journey.letters());
        }
    }
}

#[test]
fn the_numbers_of_the_people_of_a_project_begin_in_one_column() {
    let journey = Journey::in_language(200, 50, Lang::En).press("polku<enter>1<enter>");
    let card = columns(&journey, 71, 148);
    let people = card.iter().skip_while(|row| !row.trim().starts_with("People"));
    let starts: Vec<usize> = people.filter_map(|row| row.find("0295 ").map(|at| row[..at].chars().count())).collect();
    assert!(starts.len() > 3, "{}", journey.letters());
    assert!(starts.iter().all(|start| *start == starts[0]), "{}", journey.letters());
}

/// The timeline shortens its bars before it cuts a name.
#[test]
fn the_timeline_beside_a_card_has_whole_names() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        let journey = Journey::in_language(200, 50, lang).press("kotona<enter>1");
        let timeline = columns(&journey, 136, 200).join("\n");
        assert!(timeline.contains("Hyvä alku, 3. pilottikierros "), "{}", journey.letters());
    }
}

/// A row of a region has the whole name of who answers for it, beside the longest names and numbers.
#[test]
fn the_columns_come_closer_before_a_name_is_cut() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        let journey = Journey::in_language(120, 40, lang).press("<enter>3");
        let rows = columns(&journey, 0, 60).join("\n");
        for name in ["Hanna Wallenius ", "Tanja Tammimies ", "Päivi Ruotsala ", "Emine Ehrström "] {
            assert!(rows.contains(name), "{name}: {}", journey.letters());
        }
    }
}

#[test]
fn no_row_of_a_project_names_another_twice() {
    let journey = Journey::in_language(300, 100, Lang::En).press("kotona");
    for row in columns(&journey, 0, 106) {
        assert!(row.matches("Kotona Suomessa").count() <= 1, "{row}");
    }
}

/// An enumeration of areas is cut between two names, and not left out beside empty cells.
#[test]
fn an_enumeration_ends_with_a_whole_name() {
    for (width, height, to) in [(80, 24, 43), (120, 40, 60), (200, 50, 70), (300, 100, 107)] {
        let list = columns(&Journey::in_language(width, height, Lang::Fi).press("kotona"), 0, to).join("\n");
        for row in list.lines().filter(|row| row.contains(", ") && row.contains('…')) {
            let before = row[..row.find('…').unwrap_or(0)].trim_end();
            assert!(before.ends_with(','), "{row}");
        }
        assert!(width < 200 || list.contains("Uusimaa, Häme,…"), "{list}");
    }
}

/// The line under the query meets the line between list and detail.
#[test]
fn the_lines_between_boxes_meet() {
    let rule = |journey: &Journey| journey.letters().lines().nth(2).unwrap_or_default().to_owned();
    for (width, height) in [(60, 20), (80, 24), (119, 40)] {
        let journey = Journey::in_language(width, height, Lang::En);
        let below = journey.letters().lines().nth(3).and_then(|row| row.chars().position(|it| it == '│'));
        assert_eq!(rule(&journey).chars().position(|it| it == '┬'), below, "{}", journey.letters());
        assert!(below.is_some() && !rule(&journey.press("<f1>")).contains('┬'));
    }
    assert!(!rule(&Journey::in_language(40, 20, Lang::En)).contains('┬'));
    assert!(rule(&Journey::with_ascii(80, 24)).contains("-+-"));
}

/// A list that has scrolled says how many records are above the visible ones, too.
#[test]
fn a_list_counts_the_records_on_both_sides() {
    for (width, height) in [(80, 24), (120, 40)] {
        let list = Journey::in_language(width, height, Lang::En).press("<enter>");
        assert!(!list.letters().lines().take(30).any(|row| row.contains("─ ↑ ")), "{}", list.letters());
        let end = list.press("G");
        assert!(end.letters().contains("─ ↑ "), "{}", end.letters());
        let above = end.state().list_position().top;
        let middle = end.press(&"k".repeat(12));
        let top = middle.state().list_position().top;
        assert!(0 < top && top < above, "{top} of {above}");
        assert!(middle.letters().contains(&format!("─ ↑ {top} ↓ ")), "{}", middle.letters());
    }
}

/// A card that has scrolled says so, at its end, too.
#[test]
fn a_card_counts_the_rows_on_both_sides() {
    let card = Journey::in_language(80, 24, Lang::En).press("ehrström<enter><enter>");
    let rest = |journey: &Journey| columns(journey, 45, 80)[22].trim().to_owned();
    assert!(rest(&card).starts_with("↓ "), "{}", card.letters());
    let middle = card.clone().press("<c-d>");
    assert!(middle.letters().contains(&format!("↑ {} ↓ ", middle.state().page().expect("a page").top)));
    let end = card.press("<end>");
    let top = end.state().page().expect("a page").top;
    assert!(top > 0 && rest(&end).ends_with(&format!("↑ {top}")), "{}", end.letters());
}

/// The names of all regions are whole, also in a window of 40 columns.
#[test]
fn no_name_of_a_region_is_cut() {
    for lang in Lang::ALL {
        for columns in 40..=80 {
            let journey = Journey::in_language(columns, 60, lang).press("<enter>3");
            let shown = journey.letters().replace('\n', " \n");
            for region in regions() {
                let name = region_name(region.code, lang);
                assert!(shown.contains(&format!(" {name} ")), "{name} at {columns}: {shown}");
            }
        }
    }
}

/// On a narrow screen, the keys that lead into a card and out of it come before those of other actions.
#[test]
fn the_keys_into_a_card_and_back_have_room_before_others() {
    for lang in Lang::ALL {
        for columns in 36..=60 {
            let list = Journey::in_language(columns, 10, lang).press("pohjanmaa<tab><enter>");
            assert!(list.last_row().contains("Enter "), "{lang} {columns}: {}", list.last_row());
            let card = list.press("<enter>");
            assert!(card.last_row().contains("← "), "{lang} {columns}: {}", card.last_row());
        }
    }
}

/// A narrow card gives the further rows of a value its whole width, so that no word of them is broken.
#[test]
fn a_narrow_card_uses_its_width() {
    for (lang, words) in [
        (Lang::Fi, ["  (päättynyt 2020)", "  1/2018 (pääteltävissä)"]),
        (Lang::Sv, ["  (avslutat 2020)", "  aluekoordinaattori [fi]"]),
        (Lang::En, ["(ended 2020) (inferred)", "  aluekoordinaattori [fi]"]),
    ] {
        let journey = Journey::in_language(60, 20, lang).press("lappi");
        let card = columns(&journey, 35, 60).join("\n");
        assert!(words.iter().all(|words| card.contains(words)), "{}", journey.letters());
    }
    // Further values begin in the same column as further rows.
    let areas = columns(&Journey::in_language(60, 20, Lang::Fi).press("ehrström"), 35, 60).join("\n");
    assert!(areas.contains("\n  Etelä-Pohjanmaa"), "{areas}");
}

/// The date of the directory, and on start its title, are in the first rows in every language.
#[test]
fn title_and_date_have_room_in_every_language() {
    for (lang, title, date) in [
        (Lang::Fi, "Kotouttamisen koordinaattorit", "9.11.2018"),
        (Lang::Sv, "Integrationskoordinatorer", "9.11.2018"),
        (Lang::En, "Integration coordinators", "9 Nov 2018"),
    ] {
        let start = Journey::in_language(60, 20, lang);
        let row = |journey: &Journey, at: usize| journey.letters().lines().nth(at).unwrap_or_default().to_owned();
        assert!(row(&start, 0).contains(date) && row(&start, 1).contains(title), "{}", start.letters());
        assert!(row(&start.press("lappi"), 0).contains(date));
    }
}

/// The sources of a record are in a frame with its name, and take all of it.
#[test]
fn the_page_of_sources_has_the_whole_frame() {
    let journey = Journey::in_language(120, 40, Lang::En).press("ehrstr<enter>o");
    let detail = columns(&journey, 60, 120);
    assert!(detail[1].contains("─ Sources: Emine Ehrström ─"), "{}", journey.letters());
    let rows = detail.join("\n");
    assert_eq!(rows.matches("Sources").count(), 1, "{}", journey.letters());
    assert!(detail[2].contains("Kotona Suomessa [fi]"), "{}", journey.letters());
    assert!(rows.contains("“etunimi.sukunimi@ely-keskus.fi”  line 222"), "{}", journey.letters());
    assert!(!rows.contains(['█', '▀', '▒']), "{}", journey.letters());
}

/// The timeline shares the width beside the lists with the card, and has room for years.
#[test]
fn a_wide_timeline_has_room_for_years() {
    let journey = Journey::in_language(200, 50, Lang::En).press("<enter>1");
    let axis = journey.letters().lines().nth(2).unwrap_or_default().to_owned();
    for year in ["2008", "2012", "2016", "2020", "today"] {
        assert!(axis.contains(year), "{axis}");
    }
    // The lists stay where they are.
    let map = Journey::in_language(200, 50, Lang::En).press("<enter>2");
    assert_eq!(columns(&journey, 68, 71)[1..3], columns(&map, 68, 71)[1..3]);
}

/// Help does not offer itself, and says in every language that typing narrows it.
#[test]
fn help_says_that_typing_narrows_it() {
    for (lang, words) in
        [(Lang::Fi, "rajaa kirjoittamalla"), (Lang::Sv, "skriv för att begränsa"), (Lang::En, "type to narrow")]
    {
        let row = Journey::in_language(60, 20, lang).press("<f1>").last_row();
        assert!(row.contains(words) && !row.contains("F1"), "{row}");
    }
}
