//! The prompt: typed lines, and the answers as a screen reader reads them.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::session::Session;

/// The output for some lines, and the exit status.
fn talk(args: &[&str], lines: &str) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command.env_clear().envs([NO_SYSTEM_FOLDER]).env("ALLU_LANG", "en").env("HOME", "/nonexistent").args(args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code().unwrap_or(-1))
}

#[test]
fn answers_have_numbers_and_a_number_is_the_whole_card() {
    let (said, status) = talk(&["--plain"], "Rovaniemellä\n1\n");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[1].starts_with("1. Sanna Hiltunen, 0295 037012, regional coordinator, Lapland"), "{said}");
    assert!(said.contains("sanna.hiltunen@ely-keskus.fi") && said.contains("Sources"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
    assert_eq!(status, 0);
}

#[test]
fn a_number_that_no_answer_has_is_looked_for() {
    let (said, _) = talk(&["--plain"], "lappi\n037012\n");
    assert_eq!(said.matches("1. Sanna Hiltunen").count(), 2, "{said}");
    let (said, _) = talk(&["--plain"], "99\n");
    assert!(!said.contains("Sources"), "{said}");
    let (said, _) = talk(&["--plain"], "koordinaattori\n28\n01\n");
    assert!(!said.contains("Sources"), "{said}");
}

#[test]
fn an_answer_has_its_number_before_it_is_read_out() {
    let (all, _) = talk(&["--plain"], "koordinaattori\n\n\n27.\n");
    let (said, _) = talk(&["--plain"], "koordinaattori\n27\n");
    let card = |said: &str| said.split_once("\n27. ").map_or(String::new(), |(_, behind)| behind.to_owned());
    let wanted = card(&all).split_once('\n').map(|(_, card)| card.to_owned()).unwrap_or_default();
    assert!(wanted.contains("Sources") && said.ends_with(&wanted), "{said}");
}

#[test]
fn a_number_behind_y_is_never_looked_for() {
    for line in ["y 99", "Y 99", "y99", "y 99."] {
        let (said, _) = talk(&["--plain"], &format!("lappi\n{line}\n1\n"));
        assert!(said.contains("\nthere is no answer 99\n") && said.contains("sanna.hiltunen@"), "{line}: {said}");
        assert_eq!(said.lines().filter(|line| line.starts_with("1. ")).count(), 1, "{line}: {said}");
    }
    let (said, _) = talk(&["--plain", "--lang", "fi"], "lappi\ny 99\n");
    assert!(said.ends_with("\nvastausta 99 ei ole\n"), "{said}");
    for line in ["Y 1", "y1", "Y1"] {
        let (said, _) = talk(&["--plain"], &format!("lappi\n{line}\n"));
        assert_eq!(said, talk(&["--plain"], "lappi\ny 1\n").0, "{line}");
    }
}

#[test]
fn y_alone_copies_from_what_was_read_last_or_says_what_to_type() {
    let which = "type y and the number of an answer, such as: y 1";
    let asked = |lines: &str| talk(&["--plain"], lines).0.lines().any(|line| line == which);
    assert!(asked("lappi\ny\n") && asked("y\n") && asked("lappi\n1\nkainuu\ny\n"));
    assert!(!asked("lappi\n2\ny\n") && !asked("koko suomi\ny\n"));
}

#[test]
fn answers_of_other_lists_are_answers_too() {
    for query in ["koko suomi", "amif"] {
        let (said, _) = talk(&["--plain"], &format!("{query}\n"));
        assert!(said.contains("\n1. ") && !said.contains("nothing") && !said.contains("--in"), "{said}");
    }
}

#[test]
fn a_row_has_no_number_that_nobody_can_call() {
    let (said, _) = talk(&["--plain"], "lappi\nprojektiasiantuntija\n");
    assert!(said.contains("2. Lapland, 0295 037012, Sanna Hiltunen, number of 2018\n"), "{said}");
    let nobody = "no current contact is known; in 2026 the ELY Centre was replaced by ";
    let centre = "Southeast Finland Economic Development Centre";
    assert!(said.contains(&format!("project specialist, vacant, {nobody}{centre}")) && !said.contains(", 5"), "{said}");
}

#[test]
fn where_there_is_no_more_it_is_said() {
    let (said, _) = talk(&["--plain"], "lappi\n\n");
    assert!(said.ends_with("\nno more answers\n"), "{said}");
    let (said, _) = talk(&["--plain"], "koordinaattori\n\n\n\n");
    assert_eq!(said.matches("no more answers").count(), 1, "{said}");
}

#[test]
fn an_empty_line_reads_on() {
    let (said, _) = talk(&["--plain"], "koordinaattori\n\n");
    let numbers: Vec<&str> = said.lines().filter_map(|line| line.split_once(". ")).map(|(number, _)| number).collect();
    let counted: Vec<String> = (1..=20).map(|number: u32| number.to_string()).collect();
    assert_eq!(numbers, counted, "{said}");
    assert!(said.contains("10 of 27; an empty line shows more"), "{said}");
}

#[test]
fn a_query_on_the_command_line_is_answered_first_and_q_ends_it() {
    let (said, status) = talk(&["--plain", "lappi"], "q\nkainuu\n");
    assert!(said.contains("1. Sanna Hiltunen") && !said.contains("Tammimies"), "{said}");
    assert_eq!(status, 0);
    for word in ["quit", "exit", "lopeta", "avsluta", "Q"] {
        assert_eq!(talk(&["--plain"], &format!("{word}\nlappi\n")), (String::new(), 0), "{word}");
    }
}

#[test]
fn where_nobody_is_responsible_it_is_said_whom_to_ask() {
    let (said, _) = talk(&["--plain"], "ahvenanmaa\nzzxxqq\n");
    assert!(said.contains("no coordinator for Åland"), "{said}");
    assert!(said.contains("Ask instead: Ilona Korhonen 0295 020972 (number of 2018)"), "{said}");
    assert!(said.ends_with("zzxxqq\n"), "{said}");
}

#[test]
fn words_stand_where_the_screen_has_signs() {
    // A fold line, a warning, a rule's address, a foreign title, a near match, a way between places.
    let lines =
        "ehrström\n1\no 1\nRovaniemellä\nhilutnen\npohjanmaa\nkeski-pohjanmaa\n1\nhyvä polku\nprojects polku\n1\n";
    for lang in ["fi", "sv", "en"] {
        let (said, _) = talk(&["--plain", "--lang", lang], lines);
        for sign in ['→', '·', '≈', '!', '~', '▸', '…', '|', '█'] {
            assert!(!said.contains(sign), "{lang} {sign}: {said}");
        }
        assert!(!said.contains("  ") && !said.contains(" ,") && !said.contains("[fi]"), "{lang}: {said}");
    }
    let (said, _) = talk(&["--plain", "--today", "2026-01-01"], lines);
    for words in [
        "0295 020938 (number of 2018, may be out of date)",
        "\nWarning: Announced a move by ",
        "(made from a pattern, not printed)",
        "\nAreas: Ostrobothnia, South Ostrobothnia\n",
        "similar: Sanna Hiltunen",
        "Ask instead: Ilona Korhonen 0295 020972 (number of 2018)",
        "(in Finnish)\n",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let (said, _) = talk(&["--plain", "--lang", "fi"], lines);
    assert!(said.contains("\nVaroitus: ") && said.contains("melkein: Sanna Hiltunen"), "{said}");
    let (said, _) = talk(&["--plain", "--lang", "sv"], lines);
    assert!(said.contains("\nVarning: ") && said.contains(" (på finska)"), "{said}");
}

#[test]
fn a_command_in_plain_text_has_words_instead_of_signs_too() {
    for args in [&["find", "--plain", "--explain", "Rovaniemellä"][..], &["show", "--plain", "emine", "ehrström"]] {
        let (said, status) = talk(args, "");
        assert_eq!(status, 0);
        assert!(!said.contains(['→', '·', '!', '≈']), "{said}");
        assert!(said.contains("Warning: ") || args[0] == "find", "{said}");
    }
}

#[test]
fn a_list_is_chosen_by_its_name_in_any_language() {
    for (line, count, first) in [
        ("people pohjanmaa", "People 2", "1. Emine Ehrström"),
        ("Ihmiset pohjanmaa", "People 2", "1. Emine Ehrström"),
        ("regions pohjanmaa", "Regions 4", "1. Ostrobothnia"),
        ("landskap pohjanmaa", "Regions 4", "1. Ostrobothnia"),
        ("hankkeet pohjanmaa", "Projects 1", "1. Hyvä polku"),
        ("organisations pohjanmaa", "Organisations 1", "1. Ostrobothnia ELY Centre"),
        ("regions", "Regions 19", "1. Uusimaa"),
    ] {
        let (said, _) = talk(&["--plain"], &format!("{line}\n"));
        assert!(said.starts_with(&format!("{count}\n{first}")), "{line}: {said}");
    }
    // Numbers count in the chosen list, and more of it follows.
    let (said, _) = talk(&["--plain"], "regions\n\n19\n");
    assert!(
        said.contains("\n11. ") && said.contains("\n19. Åland") && said.contains("no coordinator for Åland"),
        "{said}"
    );
    for (lang, words) in [
        ("fi", "Hankkeet: ei osumia haulla 0295 037012; muissa luetteloissa "),
        ("sv", "Projekt: inga träffar på 0295 037012; i andra listor "),
        ("en", "Projects: nothing matches 0295 037012; "),
    ] {
        let (said, _) = talk(&["--plain", "--lang", lang], "projects 0295 037012\n");
        assert!(said.starts_with(words) && said.lines().count() == 1, "{said}");
        let (help, _) = talk(&["--plain", "--lang", lang], "?\n");
        let names = [["ihmiset", "maakunnat"], ["personer", "landskap"], ["people", "regions"]];
        let named = names.iter().filter(|names| names.iter().all(|name| help.contains(*name))).count();
        assert_eq!(named, 1, "{help}");
    }
    let (said, _) = talk(&["--plain"], "people ahvenanmaa\n");
    assert!(said.starts_with("no coordinator for Åland\n"), "{said}");
}

#[test]
fn o_reads_the_sources_of_an_answer() {
    let (said, _) = talk(&["--plain"], "lappi\n1\no 1\n");
    assert!(said.contains("\nSources (3): type o 1\n"), "{said}");
    let (_, sources) = said.split_once("\nSources: Sanna Hiltunen\n").expect("the page of sources");
    assert!(
        sources.contains("Kotona Suomessa (in Finnish)\n") && sources.contains("“Sanna Hiltunen 0295 037012”, line ")
    );
    assert_eq!(talk(&["--plain"], "lappi\n1\no\n").0, said, "alone, of what was read last");
    assert_eq!(talk(&["--plain"], "lappi\n1\nO1\n").0, said);
    let (said, _) = talk(&["--plain"], "lappi\no 9\n");
    assert!(said.ends_with("\nthere is no answer 9\n"), "{said}");
    let which = talk(&["--plain", "--lang", "sv"], "o\n").0;
    assert_eq!(which, "skriv o och svarets nummer, till exempel: o 1\n");
    // The letter alone begins words, too.
    assert!(talk(&["--plain"], "oulu\n").0.contains("Tanja Tammimies"));
}

#[test]
fn a_terminal_that_has_only_lines_is_asked_and_copied_through() {
    let mut session = Session::start_with(80, 24, &["--lang", "en"], &[("TERM", "dumb")]);
    session.wait_for("? helps, q quits.");
    session.wait_for("search: ");
    session.send("lappi\r");
    session.wait_for("1. Sanna Hiltunen, 0295 037012");
    session.send("Y 1\r");
    session.wait_for("Sanna Hiltunen: 0295 037012 copied (number of 2018), through the terminal");
    assert!(session.bytes_contain("\x1b]52;c;MDI5NSAwMzcwMTI="), "no copy was sent");
    // Repeated, the next form; for another answer, the first form.
    session.send("y1\r");
    session.wait_for("Sanna Hiltunen: +358295037012 copied (number of 2018), through the terminal");
    session.send("y\r");
    session.wait_for(
        "Sanna Hiltunen: address sanna.hiltunen@ely-keskus.fi copied (made from a pattern, not printed), through the terminal",
    );
    session.send("koordinaattori\r1\ry\r");
    session.wait_for("Nexhat Beqiri: 0295 020965 copied (number of 2018), through the terminal");
    // Ctrl-D, as at every prompt.
    session.send("\x04");
    session.ends_with(0);
    session.terminal_is_as_before();
    assert!(!session.bytes_contain("\x1b["), "nothing moves a cursor");
}
