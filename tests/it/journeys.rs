//! Journeys: sequences of keys, and the resulting screens.
//!
//! A picture is the screen twice: the letters, then the role of each cell (`.` is plain, a capital is on the selected
//! row).

use crate::support::journey::{Journey, any_key};
use crate::support::kept::keep;
use allu::app::{Mode, Size};
use allu::i18n::Lang;
use allu::model::Directory;
use allu::present::Marks;
use allu::ui::{ColorDepth, Theme, ThemeName};
use proptest::collection::vec;
use proptest::prelude::*;

macro_rules! sees {
    ($journey:expr) => {
        insta::assert_snapshot!($journey.picture())
    };
}

#[test]
fn a_newcomer_sees_everybody() {
    sees!(Journey::at(80, 24));
}

#[test]
fn typing_lappi_shows_whom_to_call() {
    sees!(Journey::at(80, 24).press("lappi"));
}

/// A picture: name, size, language, signs, theme, keys.
type Picture = (&'static str, (u16, u16), Lang, &'static str, ThemeName, &'static str);

/// The pictures of the documentation.
const PICTURES: &[Picture] = &[
    ("start", (80, 24), Lang::En, "colour", ThemeName::Default, ""),
    ("lappi", (80, 24), Lang::En, "colour", ThemeName::Default, "lappi"),
    ("pohjanmaa-80x24", (80, 24), Lang::Fi, "colour", ThemeName::Default, "pohjanmaa"),
    ("pohjanmaa-120x40", (120, 40), Lang::En, "true", ThemeName::Dark, "pohjanmaa"),
    ("pohjanmaa-200x50", (200, 50), Lang::En, "true", ThemeName::Dark, "pohjanmaa"),
    ("project", (160, 44), Lang::En, "true", ThemeName::Dark, "<enter>1jj"),
    ("regions", (120, 40), Lang::Sv, "true", ThemeName::Light, "<enter>3"),
    ("sources", (80, 24), Lang::En, "colour", ThemeName::Default, "ehrstr<enter>o"),
    ("ascii", (120, 36), Lang::En, "ascii", ThemeName::Default, "tammimies"),
    ("swedish", (120, 36), Lang::Sv, "colour", ThemeName::Default, "nyland"),
];

/// The pictures of the documentation are drawn by the program.
#[test]
fn the_pictures_are_what_the_program_draws() {
    for (name, (width, height), lang, signs, theme, keys) in PICTURES {
        let (depth, marks) = match *signs {
            "true" => (ColorDepth::True, Marks { has_solid_map: true, ..Marks::UNICODE }),
            "ascii" => (ColorDepth::Sixteen, Marks { ascii_letters: true, ..Marks::ASCII }),
            _ => (ColorDepth::Sixteen, Marks::UNICODE),
        };
        let journey = Journey::in_language(*width, *height, *lang).with_marks(marks).press(keys);
        let screen = allu::app::screen(journey.state());
        let picture = allu::ui::svg(&screen, journey.state().size, &Theme::new(*theme, depth));
        keep(&format!("assets/screens/{name}.svg"), &picture);
    }
}

#[test]
fn a_small_screen_shows_the_list_alone() {
    sees!(Journey::at(40, 10).press("rovaniemellä"));
}

#[test]
fn a_small_screen_shows_the_detail_alone() {
    sees!(Journey::at(40, 10).press("lappi<enter><enter>"));
}

/// Letters in one event are keys only if all of them move or copy, also after waiting for an answer.
#[test]
fn text_behind_an_enter_never_quits() {
    for text in ["\n6nq0;x", "lappi\n6nq0;x", "\nqx"] {
        assert!(!Journey::at(80, 24).paste(text).has_quit(), "{text:?}");
        let late = Journey::at(80, 24).hold_answers().press("lappi").paste(text).let_answers_come();
        assert!(!late.has_quit(), "{text:?}");
    }
    for text in ["\nq", "\n\nq"] {
        assert!(Journey::at(80, 24).press("lappi").paste(text).has_quit(), "{text:?}");
    }
}

#[test]
fn a_wide_screen_has_room_for_the_map() {
    sees!(Journey::at(200, 50).press("beqiri<enter>"));
}

#[test]
fn the_map_names_the_regions_that_it_lights() {
    let languages = [("", "Pohjois-Karjala"), ("<f2>", "Norra Karelen"), ("<f2><f2>", "North Karelia")];
    for (width, height) in [(120, 30), (160, 40), (200, 50), (300, 100)] {
        for (language, name) in languages {
            let screen = Journey::at(width, height).press("joensuu<enter>3").press(language);
            let legend = format!("█ {name}");
            assert!(screen.letters().contains(&legend), "{width}×{height}: {}", screen.letters());
        }
    }
    assert!(!Journey::at(119, 30).press("joensuu<enter>3").letters().contains('░'), "there is no room");
}

#[test]
fn a_wide_screen_has_room_for_the_timeline() {
    sees!(Journey::at(200, 50).press("<enter>1j"));
}

#[test]
fn the_regions_say_who_covers_each() {
    sees!(Journey::at(80, 24).press("<tab>"));
}

#[test]
fn the_projects_show_their_parts_and_whether_they_are_over() {
    sees!(Journey::at(80, 24).press("<s-tab>"));
}

#[test]
fn a_doubtful_number_says_why_and_whom_to_ask() {
    sees!(Journey::at(80, 50).press("ehrstrom<enter><enter>"));
}

#[test]
fn a_place_without_a_coordinator_says_so() {
    sees!(Journey::at(80, 24).press("ahvenanmaa"));
}

#[test]
fn nonsense_is_answered_with_a_hint() {
    sees!(Journey::at(80, 24).press("zzxxqq"));
}

#[test]
fn an_empty_list_says_how_to_clear_the_query() {
    for (languages, words) in [("", "Esc tyhjentää"), ("<f2>", "Esc tömmer"), ("<f2><f2>", "Esc clears")] {
        let journey = Journey::at(40, 10).press(languages).press("zzxxqq");
        assert!(journey.letters().contains(words), "{}", journey.letters());
        assert!(!journey.press("<esc>").letters().contains("Esc"));
    }
}

#[test]
fn the_last_row_of_an_empty_tab_offers_no_keys_of_a_record() {
    let last = |keys: &str| Journey::at(200, 24).press(keys).last_row();
    assert!(last("kotona<enter>").starts_with("Enter avaa  y kopioi  o lähde  / hae"));
    assert!(last("kotona<enter>3").starts_with("/ hae  q lopeta"), "{}", last("kotona<enter>3"));
    assert!(
        last("lappi<enter>o").starts_with("← takaisin  ↓ linkit  Enter seuraa  / hae"),
        "{}",
        last("lappi<enter>o")
    );
    let passage = last("lappi<enter>o<enter>");
    assert!(passage.starts_with("← takaisin  ↓ vieritä  / hae"), "{passage}");
}

#[test]
fn the_last_row_names_one_key_to_quit_and_cuts_no_word() {
    for languages in ["", "<f2>", "<f2><f2>"] {
        let leaving = Journey::at(200, 24).press(languages).press("<enter>").last_row();
        assert!(!leaving.contains("Ctrl-C"), "{leaving}");
        for width in [26, 40, 59, 80, 120] {
            for keys in ["", "<enter>", "<enter><enter>", "<f1>", "lappi<enter>o"] {
                let row = Journey::at(width, 24).press(languages).press(keys).last_row();
                assert!(!row.contains('…'), "{width}: {row}");
            }
        }
    }
}

#[test]
fn the_space_bar_has_a_name_in_every_language() {
    for (languages, name) in [("", "Välilyönti "), ("<f2>", "Mellanslag "), ("<f2><f2>", "Space ")] {
        let row = Journey::at(120, 24).press(languages).press("<enter>").last_row();
        assert!(row.contains(name), "{row}");
    }
}

#[test]
fn the_last_row_says_how_to_copy_to_get_help_and_to_go_on_before_anything_else() {
    for languages in ["", "<f2>", "<f2><f2>"] {
        for (keys, wanted, leave) in [
            ("", ["F1", "Ctrl-C", "Ctrl-Y"], "Ctrl-C"),
            ("<enter>", ["F1", "Enter", "y"], "q"),
            ("<enter><enter>", ["F1", "←", "y"], "q"),
            ("<f1>", ["Ctrl-C", "Esc", ""], "Ctrl-C"),
        ] {
            for (width, height) in [(40, 10), (80, 24)] {
                let row = Journey::at(width, height).press(languages).press(keys).last_row();
                let is_there = |key: &str| row.split("  ").any(|part| part.starts_with(&format!("{key} ")));
                assert!(wanted.into_iter().all(|key| key.is_empty() || is_there(key)), "{width}: {row}");
                assert!(width < 80 || is_there(leave), "{width}: {row}");
            }
        }
        let row = Journey::at(80, 24).press(languages).press("<enter><enter>").last_row();
        assert_eq!(row.split("  ").count(), 8, "every key of the detail: {row}");
    }
    // Text that exactly fits the cells is not cut.
    assert_eq!(Journey::at(37, 10).last_row(), "Ctrl-Y kopioi  F1 ohje  Ctrl-C lopeta");
}

#[test]
fn words_that_did_not_count_are_said_to_be_ignored() {
    let journey = Journey::at(80, 24).press("kuka vastaa Lapista");
    assert!(journey.letters().contains("ohitettu: kuka, vastaa"), "{}", journey.letters());
    assert!(journey.letters().contains("Sanna Hiltunen"));
}

#[test]
fn hits_in_another_tab_are_counted_and_the_tab_stays() {
    sees!(Journey::at(80, 24).press("amif"));
}

#[test]
fn the_source_of_a_fact_is_one_key_away() {
    sees!(Journey::at(80, 24).press("lappi<enter>o"));
}

#[test]
fn links_lead_on_and_back_leads_back() {
    let journey = Journey::at(80, 24).press("lappi<enter><enter>");
    let there = journey.clone().press("<enter>");
    assert_ne!(there.picture(), journey.picture());
    assert_eq!(there.press("<bs>").picture(), journey.picture());
}

#[test]
fn the_detail_says_how_much_is_below_and_hides_nothing() {
    for (width, height) in [(40, 10), (80, 24), (119, 30)] {
        for keys in ["lappi<enter><enter>", "beqiri<enter><enter>", "lappi<enter>o"] {
            let whole = Journey::at(width, 400).press(keys).rows();
            let mut journey = Journey::at(width, height).press(keys).press("g");
            let mut seen = Vec::new();
            loop {
                let mut rows = journey.rows();
                let last = rows.pop().unwrap_or_default();
                let (text, below) = last.rsplit_once('↓').unwrap_or((&last, "0"));
                let text = text.split('↑').next().unwrap_or_default();
                seen.extend(rows);
                seen.push(text.trim_end().to_owned());
                if below.trim() == "0" {
                    break;
                }
                let next = journey.clone().press("<pgdn>");
                assert_ne!(next.picture(), journey.picture(), "what is below can be reached");
                journey = next;
            }
            assert!(whole.iter().all(|row| seen.contains(row)), "{width}: {whole:#?} {seen:#?}");
        }
    }
    let detail = Journey::at(80, 24).press("ehrstrom<enter><enter>");
    let all = Journey::at(80, 400).press("ehrstrom<enter><enter>").rows().len();
    // Its last row would be full, so the number has a row of its own.
    assert_eq!(detail.rows().last().map(|row| row.trim().to_owned()), Some(format!("↓ {}", all - 19)));
}

#[test]
fn a_step_to_a_link_shows_the_link() {
    for keys in ["lappi<enter><enter>", "beqiri<enter><enter>", "kotona<enter>1<enter>"] {
        for height in 6..30 {
            let mut journey = Journey::at(40, height).press(keys);
            let link = |journey: &Journey| journey.state().page().map(|page| page.link);
            for _ in 0..12 {
                let before = link(&journey);
                journey = journey.press("<down>");
                let picture = journey.picture();
                let roles = picture.split_once("\n\n").map_or("", |(_, roles)| roles);
                let is_seen = roles.contains(|role: char| role.is_ascii_uppercase());
                assert!(is_seen || link(&journey) == before, "{keys}: {}", journey.letters());
            }
        }
    }
}

#[test]
fn the_keys_are_one_key_away() {
    sees!(Journey::at(80, 24).press("<enter>?"));
}

#[test]
fn help_can_be_searched() {
    sees!(Journey::at(60, 12).press("<f1>kopio"));
}

#[test]
fn help_is_whole_on_a_small_screen() {
    sees!(Journey::at(40, 10).press("<f1>"));
}

#[test]
fn no_line_of_help_is_cut_and_every_line_can_be_reached() {
    for (width, height) in [(40, 10), (59, 12), (80, 24), (200, 50)] {
        for languages in ["", "<f2>", "<f2><f2>"] {
            let mut journey = Journey::at(width, height).press(languages).press("<f1>");
            let mut seen = String::new();
            loop {
                let letters = journey.letters();
                let rows: Vec<&str> = letters.lines().skip(2).collect();
                assert!(!rows[..rows.len() - 1].concat().contains('…'), "{letters}");
                seen.extend(letters.split_whitespace().flat_map(|word| [word, " "]));
                let next = journey.clone().press("<down>");
                if next.letters() == letters {
                    break;
                }
                journey = next;
            }
            for row in journey.state().preferences.keymap.bindings(journey.state().purpose) {
                let words = row.words(journey.state().lang);
                assert!(words.split(' ').all(|word| seen.contains(word)), "{width}: {words}");
            }
            // At the end it stays at the end, and one step back is one line.
            let last_shown = |journey: &Journey| {
                let letters = journey.letters();
                let (last, all) = letters.split_once('–').and_then(|(_, counter)| counter.split_once('/'))?;
                Some((last.parse::<usize>().ok()?, all.split_whitespace().next()?.parse::<usize>().ok()?))
            };
            let (last, all) = last_shown(&journey).expect("a counter");
            assert_eq!(last, all);
            if width == 200 {
                let help = Journey::at(width, height).press(languages).press("<f1>");
                assert_eq!(last_shown(&help), Some((all, all)), "a large window shows all of it at once");
                continue;
            }
            assert_eq!(last_shown(&journey.press("<down><down><down><up>")), Some((last - 1, all)));
        }
    }
}

#[test]
fn copying_says_what_and_which_way_and_copying_again_takes_the_next_form() {
    let journey = Journey::at(80, 24).press("lappi<enter>y");
    assert_eq!(journey.copied(), ["0295 037012"]);
    assert!(journey.letters().contains("0295 037012 ’18 kopioitu"), "{}", journey.letters());
    let again = journey.press("yyy");
    assert_eq!(again.copied()[1..3], ["+358295037012", "sanna.hiltunen@ely-keskus.fi"]);
    assert!(again.copied()[3].starts_with("Sanna Hiltunen\n0295 037012"), "{:?}", again.copied());
}

#[test]
fn a_message_about_a_copy_fits_and_keeps_what_is_doubtful() {
    for (width, height) in [(40, 10), (80, 24)] {
        for languages in ["", "<f2>", "<f2><f2>"] {
            for keys in ["lappi<c-y>", "lappi<c-y><c-y>", "lappi<c-y><c-y><c-y>", "ehrstrom<c-y>"] {
                let row = Journey::at(width, height).press(languages).press(keys).last_row();
                assert!(!row.contains('…'), "{width}: {row}");
            }
        }
    }
    for (lang, words) in
        [(Lang::En, "Emine Ehrström: 0295 020938 ’18 ! copied"), (Lang::Sv, "0295 020938 ’18 ! kopierat")]
    {
        assert_eq!(Journey::in_language(40, 10, lang).press("ehrstrom<c-y>").last_row(), words);
    }
    // The number of another record is copied with the name.
    let other = Journey::in_language(40, 10, Lang::En).press("ahvenanmaa<c-y>").last_row();
    assert_eq!(other, "Ilona Korhonen: 0295 020972 ’18 copied");
}

#[test]
fn the_path_of_an_export_is_whole_on_a_narrow_screen() {
    for languages in ["", "<f2>", "<f2><f2>"] {
        let row = Journey::at(40, 10).press(languages).press("<enter>e").last_row();
        assert!(row.contains(": allu.vcf"), "{row}");
    }
}

#[test]
fn a_passage_begins_with_a_whole_line_of_its_document() {
    for width in [60, 70, 80, 100] {
        for query in ["ehrstrom", "beqiri", "lappi"] {
            let passage = Journey::at(width, 24).press(query).press("<enter>o<enter>");
            let rows = passage.rows();
            let is_numbered = |row: &String| row.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
            assert!(rows.get(1).is_some_and(is_numbered), "{width}: {rows:#?}");
        }
    }
}

#[test]
fn a_region_of_nobody_says_so_in_its_row() {
    for (width, height) in [(40, 24), (80, 24), (120, 40), (200, 50)] {
        for keys in ["<enter>3", "ahvenanmaa"] {
            let letters = Journey::at(width, height).press(keys).letters();
            let lines: Vec<String> = letters.lines().map(|row| format!("{row} ")).collect();
            let is_named = |row: &str| row.contains("  Ahvenanmaa ") || row.contains("▸ Ahvenanmaa ");
            let rows: Vec<usize> = (0..lines.len()).filter(|at| is_named(&lines[*at])).collect();
            // A narrow list has two rows for each region.
            let says_so = |at: &usize| lines[*at..].iter().take(2).any(|row| row.contains("ei ketään"));
            assert!(rows.iter().all(says_so), "{width}: {letters}");
            assert!(!rows.is_empty() || keys != "<enter>3", "{letters}");
        }
    }
}

#[test]
fn every_row_of_an_ended_project_says_so_where_names_leave_room() {
    for (width, height) in [(120, 40), (160, 44), (200, 50), (300, 100)] {
        let letters = Journey::at(width, height).press("<enter>1").letters();
        let rows: Vec<&str> = letters.lines().skip(2).take(9).collect();
        assert!(
            rows.iter().all(|row| row.split("││").next().is_some_and(|row| row.contains("päättynyt"))),
            "{letters}"
        );
    }
}

#[test]
fn the_place_of_a_person_is_no_other_word_for_the_person() {
    for (lang, query, name) in [
        (Lang::Sv, "österbotten", "Emine Ehrström"),
        (Lang::En, "lapland", "Sanna Hiltunen"),
        (Lang::Fi, "nyland", "Nexhat Beqiri"),
    ] {
        let letters = Journey::in_language(200, 50, lang).press(query).letters();
        assert!(letters.contains(name) && !letters.contains(&format!("= {name}")), "{letters}");
    }
    // A title is.
    let boss = Journey::in_language(200, 50, Lang::En).press("poke").letters();
    assert!(boss.contains("poke = "), "{boss}");
}

#[test]
fn no_row_ends_with_an_ellipsis_beside_empty_cells() {
    for (width, height) in [(120, 40), (160, 44), (200, 50)] {
        for keys in ["lappi", "ehrstrom", "uusimaa", "beqiri", "korhonen"] {
            let letters = Journey::at(width, height).press(keys).letters();
            assert!(!letters.contains("…    "), "{letters}");
        }
    }
}

#[test]
fn the_words_of_an_empty_list_begin_where_those_of_its_rows_do() {
    for (width, height) in [(40, 10), (80, 24), (120, 40)] {
        for query in ["zzxxqq", "ahvenanmaa"] {
            let letters = Journey::at(width, height).press(query).letters();
            let row = letters.lines().find(|row| row.contains("ei osumia:") || row.contains("ei aluekoordinaattoria"));
            let row = row.unwrap_or_default().trim_start_matches('│');
            assert!(row.starts_with("  e") || row.starts_with("  A"), "{letters}");
        }
    }
}

#[test]
fn a_query_that_finds_nothing_in_the_lists_is_answered_with_a_hint() {
    let journey = Journey::at(80, 24).press("S-Tab");
    assert!(journey.state().answer.total() > 0, "an organisation that is in no list");
    assert!(journey.letters().contains("Kokeile nimeä"), "{}", journey.letters());
}

#[test]
fn a_small_list_has_no_blank_row_while_records_follow() {
    let letters = Journey::at(40, 10).letters();
    assert_eq!(letters.lines().nth(8).map(str::trim), Some("Kirsi Campello"), "{letters}");
    // It is half of a record, and the cursor moves by whole records.
    let next = Journey::at(40, 10).press("<down><down><down>").letters();
    assert!(next.contains("▸ Kirsi Campello") && next.contains("ALPO · hankesuunnittelija"), "{next}");
}

#[test]
fn the_start_says_how_many_of_the_list_have_no_name() {
    for (languages, words) in
        [("", "14 (+ 7 ilman nimeä)"), ("<f2>", "14 (+ 7 utan namn)"), ("<f2><f2>", "14 (+ 7 unnamed)")]
    {
        let start = Journey::at(80, 24).press(languages);
        assert_eq!(start.state().answer.count(allu::search::Pane::People), 14 + 7);
        assert!(start.letters().contains(words), "{}", start.letters());
    }
}

#[test]
fn only_a_number_that_answers_is_copied_and_its_owner_is_named() {
    // Without a number and an address there is nothing to copy.
    assert_eq!(Journey::at(80, 24).press("asikainen<c-y>").copied(), [""; 0]);
    // The person to call about a project is its leader, not the person who was found in it.
    let project = Journey::at(80, 24).press("oulu<s-tab><c-y>");
    assert_eq!(project.copied(), ["0295 020972"]);
    assert!(project.letters().contains("Ilona Korhonen: 0295 020972"), "{}", project.letters());
}

#[test]
fn the_number_that_is_highlighted_is_the_one_that_is_copied() {
    let project = Journey::at(80, 24).press("hyvä polku<enter>1<enter><down><down><down><down><down><down>y");
    assert_eq!(project.copied(), ["0295 020959"]);
    assert!(project.letters().contains("Tanja Tammimies: 0295 020959 ’18"), "{}", project.letters());
    // In the list, it is the person to call about the project.
    assert_eq!(Journey::at(80, 24).press("hyvä polku<enter>1y").copied(), ["0295 020972"]);
    // On the card of a person, it is their number, unless the line with the record to ask instead is highlighted.
    let own = Journey::at(80, 24).press("ehrstrom<enter><enter>");
    assert_eq!(own.clone().press("y").copied(), ["0295 020938"]);
    let instead = own.press("<down><down><down><down>y");
    assert_eq!(instead.copied(), ["0295 020972"]);
    assert!(instead.letters().contains("Ilona Korhonen: 0295 020972 ’18"), "{}", instead.letters());
}

#[test]
fn a_doubt_is_copied_with_what_it_is_about() {
    let number = Journey::at(80, 24).press("ehrstrom<c-y>");
    assert!(number.letters().contains("0295 020938 ’18 kopioitu (voi olla vanhentunut)"), "{}", number.letters());
    let card = number.press("<c-y><c-y><c-y>");
    assert_eq!(
        card.copied()[3],
        "Emine Ehrström\n0295 020938 (numero vuodelta 2018, voi olla vanhentunut)\nemine.ehrstrom@ely-keskus.fi (muodostettu mallin mukaan, ei lähteessä)"
    );
}

#[test]
fn a_page_that_the_query_has_no_room_for_is_said_to_be_cut() {
    let full = Journey::at(80, 24).paste(&"lappi ja kainuu\n".repeat(200));
    assert!(full.letters().contains("haku on täynnä: loppu jäi pois"), "{}", full.letters());
    let short = Journey::at(80, 24).paste("lappi ja kainuu ja satakunta\n");
    assert!(!short.letters().contains("haku on täynnä"), "{}", short.letters());
}

#[test]
fn the_tabs_are_whole_on_a_narrow_screen() {
    let tabs = Journey::at(40, 10).letters();
    assert_eq!(tabs.lines().next().map(str::trim), Some("Hankkeet 9   Ihmiset 21   Maakunnat 19"), "{tabs}");
}

#[test]
fn the_first_rows_say_what_the_directory_is_called_and_of_what_date() {
    let row = |journey: &Journey, at: usize| journey.letters().lines().nth(at).unwrap_or_default().to_owned();
    let title = "Kotouttamisen koordinaattorit";
    for (languages, date, title) in [
        ("", "tiedot 9.11.2018", title),
        ("<f2>", "uppgifter 9.11.2018", "Integrationskoordinatorer"),
        ("<f2><f2>", "9 Nov 2018", "Integration coordinators"),
    ] {
        let start = Journey::at(80, 24).press(languages);
        assert!(row(&start, 0).contains(date), "{}", start.letters());
        assert!(row(&start, 1).ends_with(title), "{}", start.letters());
        let typed = start.press("lappi");
        assert!(row(&typed, 0).contains(date) && !row(&typed, 1).contains(title), "{}", typed.letters());
    }
    let wide = Journey::at(120, 36);
    assert!(row(&wide, 0).contains(&format!("{title} · 9.11.2018  F2 FI")), "{}", wide.letters());
    let mut value: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/small-model.json")).expect("the fixture is JSON");
    value["documents"][0]["published"] = serde_json::Value::Null;
    let undated = Directory::new(serde_json::from_value(value).expect("a model"));
    let undated = Journey::over(undated, 80, 24);
    assert!(row(&undated, 0).contains("päiväämättömät tiedot"), "{}", undated.letters());
}

#[test]
fn ascii_is_all_ascii() {
    for keys in ["", "<f1>", "zzxxqq", "ehrstrom<enter><enter>", "<enter>1", "kokkola"] {
        let screen = Journey::with_ascii(80, 24).press(keys).letters();
        assert!(screen.is_ascii(), "{keys}: {screen}");
    }
}

#[test]
fn a_long_number_is_never_cut() {
    let mut value: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/small-model.json")).expect("the fixture is JSON");
    value["people"][0]["phones"][0]["printed"] = "+358 (0)295 037 000".into();
    let model = serde_json::from_value(value).expect("a model");
    let directory = Directory::new(model);
    for (width, height) in [(40, 12), (59, 24), (80, 24), (160, 50)] {
        let letters = Journey::over(directory.clone(), width, height).letters();
        assert!(letters.lines().any(|line| line.contains("▸") && line.contains("+358 (0)295 037 000")), "{letters}");
    }
}

#[test]
fn the_number_can_be_copied_from_the_query() {
    assert_eq!(Journey::at(80, 24).press("lapp<c-y>").copied(), ["0295 037012"]);
}

#[test]
fn printing_leaves_the_record_behind() {
    let printed = Journey::at(80, 24).press("lappi<enter>p").printed();
    assert!(
        printed.as_deref().unwrap_or_default().starts_with("Sanna Hiltunen\naluekoordinaattori\n0295 037012"),
        "{printed:?}"
    );
}

#[test]
fn every_language_is_a_key_away() {
    let journey = Journey::at(80, 24).press("lappi<f2>");
    assert_eq!(journey.state().lang, Lang::Sv);
    assert!(journey.letters().contains("Lappland"), "{}", journey.letters());
    assert!(journey.press("<f2>").letters().contains("Lapland"));
}

#[test]
fn escape_never_quits_and_clears_the_query_last() {
    let journey = Journey::at(80, 24).press("lappi<enter><enter><esc><esc>");
    assert_eq!((&journey.state().mode, journey.state().query.value()), (&Mode::Query, "lappi"));
    let journey = journey.press("<esc><esc>");
    assert!(!journey.has_quit());
    assert_eq!((&journey.state().mode, journey.state().query.value()), (&Mode::Query, ""));
}

#[test]
fn leaving_is_q_in_the_list_control_c_anywhere_and_control_d_on_an_empty_query() {
    for (keys, quits) in [("<enter>q", true), ("<c-c>", true), ("<c-d>", true), ("x<c-d>", false), ("q", false)] {
        assert_eq!(Journey::at(80, 24).press(keys).has_quit(), quits, "{keys}");
    }
}

#[test]
fn a_pasted_page_goes_into_the_query_from_wherever_it_is_pasted() {
    let page = "lappi q\ny p quit ";
    for keys in ["", "lappi<enter>", "lappi<enter><enter>", "kuopio<enter>o"] {
        let journey = Journey::at(80, 24).press(keys);
        let after = journey.clone().paste(page);
        assert_eq!((after.state().query.value(), &after.state().mode), ("lappi q y p quit ", &Mode::Query), "{keys}");
        assert_eq!((after.copied(), after.has_quit()), (&[][..], false), "{keys}");
        // A text of any length, divided in any way.
        let long = journey.paste(&page.repeat(1000)).paste("y\nq");
        assert_eq!(long.state().query.value().chars().count(), 400, "{keys}");
        assert_eq!((&long.state().mode, long.copied(), long.has_quit()), (&Mode::Query, &[][..], false), "{keys}");
    }
}

#[test]
fn a_name_pasted_into_the_list_or_the_detail_is_searched_for_once() {
    for keys in ["lappi<enter>", "lappi<enter><enter>"] {
        for text in ["Kajaani", "quit", "jjjq", "kyllä"] {
            let after = Journey::at(80, 24).press(keys).paste(text);
            assert_eq!((after.state().query.value(), &after.state().mode), (text, &Mode::Query), "{keys}");
            assert_eq!((after.copied(), after.has_quit()), (&[][..], false), "{keys}: {text}");
        }
        let before = Journey::at(80, 24).press(keys).hold_answers();
        assert_eq!(before.paste("Kajaani").searches(), ["Kajaani"]);
    }
}

#[test]
fn letters_typed_ahead_on_a_slow_link_are_keys() {
    let typed = Journey::at(80, 24).paste("lappi\ny");
    assert_eq!(typed.copied(), ["0295 037012"]);
    let list = Journey::at(80, 24).press("<enter>");
    assert_eq!(list.clone().paste("jjjjj").state().list_position().cursor, 5);
    // Letters that move or copy are processed one by one, each in the mode that results from the one before.
    for letters in ["jjjy", "jjkj", "jjjl", "jjj\n", "Ggjjyy", "jj\ny", "j\njj"] {
        let typed = list.clone().paste(letters);
        let pressed = list.clone().press(&letters.replace('\n', "<enter>"));
        assert_eq!((typed.picture(), typed.copied()), (pressed.picture(), pressed.copied()), "{letters:?}");
        assert_ne!(typed.picture(), list.picture(), "{letters:?}");
    }
    let detail = Journey::at(80, 10).press("lappi<enter><enter>");
    for letters in ["jjjy", "jkjk", "jjj\n", "Gkky"] {
        let pressed = detail.clone().press(&letters.replace('\n', "<enter>"));
        assert_eq!(detail.clone().paste(letters).picture(), pressed.picture(), "{letters:?}");
    }
    // The key that opens the detail from the list is an ordinary letter in the detail.
    assert_eq!(detail.paste("jljl").state().query.value(), "jljl");
}

#[test]
fn a_search_typed_ahead_begins_with_the_key_that_leads_there() {
    let typed = Journey::at(80, 24).press("lappi<enter>f<esc><enter>").paste("/hiltunen\ny");
    assert_eq!(typed.copied(), ["0295 037012"]);
    assert_eq!(typed.state().query.value(), "hiltunen");
}

#[test]
fn the_query_is_edited_as_in_a_shell() {
    for (keys, query) in [
        ("lapi<bs>pi", "lappi"),
        ("lappi kunta<c-w>", "lappi "),
        ("lappi<c-u>", ""),
        ("appi<c-a>l", "lappi"),
        ("lapi<left>p<c-e>!", "lappi!"),
        ("lappix<left><del>", "lappi"),
    ] {
        assert_eq!(Journey::at(80, 24).press(keys).state().query.value(), query, "{keys}");
    }
}

#[test]
fn an_older_answer_never_replaces_a_newer_one() {
    let journey = Journey::at(80, 24).press("lappi");
    assert_eq!(journey.clone().answer_late(1, "hanna").picture(), journey.picture());
}

#[test]
fn a_key_pressed_before_the_answer_means_what_was_typed() {
    let journey = Journey::at(80, 24).hold_answers().press("lappi<c-y><enter><enter>");
    assert_eq!(journey.copied(), [""; 0]);
    let journey = journey.let_answers_come();
    assert_eq!(journey.copied(), ["0295 037012"]);
    assert_eq!(journey.state().mode, Journey::at(80, 24).press("lappi<enter><enter>").state().mode);
}

#[test]
fn text_after_a_key_that_waits_goes_where_the_key_leads() {
    let journey = Journey::at(80, 24).hold_answers().press("lappi<f1><esc><c-u>").paste("kainuu");
    assert_eq!(journey.let_answers_come().state().query.value(), "kainuu");
}

#[test]
fn a_new_size_keeps_the_selection() {
    let journey = Journey::at(80, 24).press("<enter>jjjj");
    let selected = journey.state().selected();
    for (width, height) in [(40, 10), (200, 50), (1, 1), (80, 24)] {
        assert_eq!(journey.clone().resize(Size { width, height }).state().selected(), selected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// After any keys, the cursor is on an existing row.
    #[test]
    fn the_cursor_never_leaves_the_list(keys in vec(any_key(), 0..80)) {
        let journey = Journey::at(80, 24).press_all(keys);
        let state = journey.state();
        prop_assert!(state.list_position().cursor < state.rows().max(1));
    }

    /// Every size is drawn, nothing is drawn beyond an edge, and drawing is deterministic.
    #[test]
    fn every_size_draws(width in 0..=300_u16, height in 0..=100_u16, keys in vec(any_key(), 0..25)) {
        let journey = Journey::at(width, height).press_all(keys);
        expect_inside(&journey)?;
        prop_assert_eq!(journey.picture(), journey.picture());
    }

    /// The smallest sizes, which are rare among random sizes of the whole range.
    #[test]
    fn every_small_size_draws(width in 0..=12_u16, height in 0..=6_u16, keys in vec(any_key(), 0..25)) {
        expect_inside(&Journey::at(width, height).press_all(keys))?;
    }
}

#[test]
fn every_view_draws_at_every_small_size() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        let start = Journey::in_language(80, 24, lang);
        for keys in [
            "",
            "zzqx",
            "1",
            "pohjanmaa",
            "<enter>",
            "lappi<enter><enter>",
            "<enter>jj<enter>o",
            "<enter>3",
            "<f1>",
            "<enter>e",
            "lappi<c-y>",
        ] {
            let journey = start.clone().press(keys);
            for (width, height) in (0..=30).flat_map(|width| (0..=8).map(move |height| (width, height))) {
                let journey = journey.clone().resize(Size { width, height });
                if let Err(error) = expect_inside(&journey) {
                    panic!("{keys:?} at {width}×{height} in {lang:?}: {error}");
                }
            }
        }
    }
}

/// Fails if a block of the screen is beyond an edge, or a line beyond that of its block.
fn expect_inside(journey: &Journey) -> Result<(), TestCaseError> {
    let Size { width, height } = journey.state().size;
    for block in &allu::app::screen(journey.state()).blocks {
        prop_assert!(block.x + block.width <= width && block.y + block.height <= height, "{block:?}");
        prop_assert!(block.lines.len() <= usize::from(block.height));
        for line in &block.lines {
            prop_assert!(line.width() <= usize::from(block.width), "{line:?} in {} cells", block.width);
        }
    }
    Ok(())
}
