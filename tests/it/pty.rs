//! The program on a real pseudo-terminal: its screen, the text it copies, and how it restores the terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use crate::support::session::Session;
use rustix::process::Signal;

#[test]
fn a_number_is_typed_for_read_and_copied() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("nimi, paikka, hanke tai numero");
    // All keys at once: the copy is of the answer to the typed query, not of the previous one.
    session.send("lappi\x19");
    session.wait_for("0295 037012 ’18 kopioitu");
    // OSC 52 with “0295 037012” in base 64.
    assert!(session.bytes_contain("\x1b]52;c;MDI5NSAwMzcwMTI="), "no copy was sent");
    session.send("\x03");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn the_browser_is_drawn_in_the_colours_of_the_theme_that_the_terminal_has() {
    // The colour of an old number in the theme for dark backgrounds.
    let exact = "38;2;227;192;122";
    for (args, env, is_exact) in [
        (&["--theme", "dark", "lappi"][..], ("COLORTERM", "truecolor"), true),
        (&["--theme", "dark", "lappi"], ("COLORTERM", ""), false),
        (&["--theme", "dark", "lappi"], ("NO_COLOR", "1"), false),
        (&["lappi"], ("COLORTERM", "truecolor"), false),
    ] {
        let mut session = Session::start_with(80, 24, args, &[env]);
        session.wait_for("0295 037012");
        assert_eq!(session.bytes_contain(exact), is_exact, "{args:?} {env:?}");
        let has_colors = session.bytes_contain(";38;5;") || session.bytes_contain("[38;5;");
        assert!(!has_colors || env.0 == "COLORTERM", "{args:?} {env:?}");
        session.send("\x03");
        session.ends_with(0);
    }
}

#[test]
fn a_table_on_a_terminal_has_signs_and_cuts_nothing_to_a_dot() {
    for (args, number) in [
        (&["find", "ehrstrom"][..], "0295 020938 ’18 !"),
        (&["find", "ehrstrom", "--ascii"], "0295 020938 '18 !"),
        (&["find", "ehrstrom", "--plain"], "numero vuodelta 2018"),
        (&["find", "ehrstrom", "--fields", "email,phone"], "emine.ehrstrom@ely-keskus.fi ~  0295 020938 ’18 !"),
    ] {
        for width in [20, 40, 80, 200] {
            let mut session = Session::start(width, 24, args);
            session.ends_with(0);
            let text = session.text();
            assert!(width < 80 || text.contains(number), "{width}: {text}");
            assert!(text.lines().all(|line| !["…", "~"].contains(&line.trim())), "{width}: {text}");
        }
    }
}

/// A folder with a program of that name, which stores its input in a file beside it.
fn folder_with(tool: &str, script: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(tool);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("the disk takes it");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    folder
}

#[test]
fn where_the_user_sits_the_display_gets_the_copy() {
    let folder = folder_with("xclip", "exec cat > \"${0%/*}/copied\"");
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let mut session = Session::start_with(80, 24, &["lappi"], &[("DISPLAY", ":9"), ("PATH", &path)]);
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("0295 037012 ’18 kopioitu, ohjelmalla xclip");
    assert_eq!(fs::read_to_string(folder.path().join("copied")).expect("it was given"), "0295 037012");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn over_ssh_a_display_is_somebody_elses() {
    let folder = folder_with("xclip", "exec cat > \"${0%/*}/copied\"");
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let env = [("DISPLAY", ":9"), ("PATH", path.as_str()), ("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")];
    let mut session = Session::start_with(80, 24, &["lappi"], &env);
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("kopioitu, päätteen kautta");
    assert!(!folder.path().join("copied").exists());
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn on_the_console_of_the_machine_there_is_no_clipboard() {
    let mut session = Session::start_with(80, 24, &["lappi"], &[("TERM", "linux")]);
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("leikepöytä ei ole käytettävissä");
    assert!(!session.bytes_contain("\x1b]52"));
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_clipboard_program_that_hangs_is_done_without() {
    let folder = folder_with("wl-copy", "exec sleep 60");
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let mut session = Session::start_with(80, 24, &["lappi"], &[("WAYLAND_DISPLAY", "w"), ("PATH", &path)]);
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("kopioitu, päätteen kautta");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_query_on_the_command_line_is_typed_already() {
    let mut session = Session::start(80, 24, &["rovaniemellä"]);
    session.wait_for("Rovaniemi → Lappi");
    session.send("\r");
    session.send("q");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn p_leaves_the_record_on_the_ordinary_screen() {
    let mut session = Session::start(80, 24, &["lappi"]);
    session.wait_for("0295 037012");
    session.send("\rp");
    session.ends_with(0);
    session.terminal_is_as_before();
    assert!(session.text().contains("sanna.hiltunen@ely-keskus.fi"), "{}", session.text());
}

#[test]
fn an_arrow_key_cut_in_two_is_an_arrow_key() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("▸ Hanna Aaltonen");
    session.send("\x1b");
    session.send("[B");
    session.wait_for("▸ Eija Asikainen");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn another_size_is_another_picture() {
    let mut session = Session::start(80, 24, &["lappi"]);
    session.wait_for("│ Sanna Hiltunen");
    session.resize(40, 10);
    session.wait_until(|text| !text.contains('│') && text.contains("Sanna Hiltunen"));
    session.resize(1, 1);
    session.resize(80, 24);
    session.wait_for("│ Sanna Hiltunen");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn signals_give_the_terminal_back_and_still_end_the_program() {
    let often = [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT];
    let seldom =
        [Signal::ABORT, Signal::USR1, Signal::USR2, Signal::ALARM, Signal::XCPU, Signal::PROF, Signal::VTALARM];
    for signal in often.into_iter().chain(seldom) {
        let mut session = Session::start(80, 24, &[]);
        session.wait_for("nimi, paikka, hanke tai numero");
        session.signal(signal);
        session.ends_by(signal);
        session.terminal_is_as_before();
    }
}

/// A terminal of this size takes more memory than is left, and an allocation that fails calls `abort`.
#[test]
fn an_abort_from_inside_gives_the_terminal_back() {
    // A thread that waits for signals may be fast enough by chance.
    for _ in 0..8 {
        let mut session = Session::start(80, 24, &["lappi"]);
        session.wait_for("0295 037012");
        // Every thread runs when a key is answered.
        session.send("\x15kainuu");
        session.wait_for("0295 020959");
        session.limit_memory();
        session.claim_size(1000, 500);
        session.ends_by(Signal::ABORT);
        assert!(session.bytes_contain("memory allocation of"), "{}", session.text());
        session.terminal_is_as_before();
    }
}

#[test]
fn a_program_that_was_stopped_goes_on_where_it_was() {
    let mut session = Session::start(80, 24, &["lappi"]);
    session.wait_for("0295 037012");
    session.signal(Signal::TSTP);
    session.wait_until_stopped();
    session.terminal_is_as_before();
    session.signal(Signal::CONT);
    session.wait_for("0295 037012");
    session.send("\x15");
    session.send("kainuu");
    session.wait_for("0295 020959");
    session.send("\x03");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn a_shell_gets_the_terminal_until_it_lets_the_program_go_on() {
    let mut session = Session::start_program(80, 24, "sh", &["-i"], &[("PS1", "shell> ")]);
    session.send(&format!("{} lappi\n", env!("CARGO_BIN_EXE_allu")));
    session.wait_for("0295 037012");
    session.send("\x1a");
    session.wait_until(|text| text.contains("Stopped") && !text.contains("Enter"));
    // A shell on the terminal echoes what is typed.
    session.send("echo $((40 + 2))\n");
    session.wait_for("42");
    session.send("fg\n");
    session.wait_until(|text| text.contains("0295 037012") && !text.contains("Stopped"));
    session.send("\x03");
    // Text that is typed before the prompt appears would be read by the browser.
    session.wait_until(|text| text.contains("fg") && text.trim_end().ends_with("shell>"));
    session.send("exit\n");
    session.ends_with(0);
}

#[test]
fn where_no_shell_waits_the_program_does_not_stop() {
    let mut session = Session::start(80, 24, &["lappi"]);
    session.wait_for("0295 037012");
    session.send("\x1a");
    session.wait_for("ei komentotulkkia, johon palata");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_kiosk_says_that_it_will_close_and_a_key_keeps_it_open() {
    let mut session = Session::start(80, 24, &["--kiosk", "--idle-limit", "0.05"]);
    for _ in 0..3 {
        session.wait_for("suljetaan 2 s kuluttua");
        session.send("\x1b[B");
        session.wait_until(|text| !text.contains("suljetaan"));
    }
    session.wait_for("suljetaan 2 s kuluttua, ellei");
    session.ends_with(0);
    let mut session = Session::start(80, 24, &["--kiosk", "--time-limit", "0.1", "--idle-limit", "0.1"]);
    session.wait_for("nimi, paikka");
    session.send("\x1b[B");
    session.wait_for("suljetaan 3 s kuluttua: aika on täynnä");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn what_others_write_over_the_screen_is_drawn_over() {
    let mut session = Session::start(80, 24, &["lappi"]);
    // The number is in the first rows, and the rest of a frame may arrive later.
    session.wait_until(|text| text.contains("9.11.2018\n") && text.trim_end().ends_with("Ctrl-C lopeta"));
    let before = session.text();
    session.scribble("\x1b[5;5HBroadcast message\r\n\n\nfrom root");
    assert_ne!(session.text(), before);
    session.send("\x0c");
    session.wait_until(|text| text == before);
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn on_a_small_screen_the_cursor_comes_back_after_a_stop() {
    let mut session = Session::start(14, 3, &[]);
    session.wait_for("0295");
    session.signal(Signal::TSTP);
    session.wait_until_stopped();
    session.signal(Signal::CONT);
    session.wait_for("0295");
    assert!(session.cursor_shows());
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn whoever_sends_for_ever_fills_no_memory_and_sees_something() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("nimi, paikka");
    let until = Instant::now() + Duration::from_secs(2);
    let mut is_seen = false;
    while Instant::now() < until {
        session.send(&"kainuu\x15lappi\x15\t".repeat(200));
        is_seen = is_seen || session.shows("0295", Duration::ZERO);
    }
    assert!(is_seen, "{}", session.text());
    let kilobytes = session.most_memory();
    assert!(kilobytes < 64 * 1024, "{kilobytes} kB");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[cfg(feature = "test-panic")]
fn a_panic_gives_the_terminal_back_and_tells_nothing_of_anybody() {
    let mut session = Session::start_with(80, 24, &["lappi"], &[("LC_TEST_PANIC", "1")]);
    session.wait_for("0295 037012");
    session.send("\x1b[15~");
    session.ends_with(101);
    session.terminal_is_as_before();
    assert!(session.text().contains("allu: stopped by a defect at src/terminal/event_loop.rs"), "{}", session.text());
    assert!(!session.text().contains("Hiltunen"), "{}", session.text());
}

#[test]
fn nothing_is_asked_of_the_terminal_before_it_is_drawn_on() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("nimi, paikka, hanke tai numero");
    // Queries that programs send at start: device attributes, cursor position, colours, keyboard protocols.
    for query in ["\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[6n", "\x1b]10;?", "\x1b]11;?", "\x1b[?u", "\x1b[5n"] {
        assert!(!session.bytes_contain(query), "{query:?} was sent");
    }
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_hung_up_terminal_ends_the_program() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("nimi, paikka, hanke tai numero");
    session.hang_up();
    session.ends();
}

#[test]
fn a_build_of_many_documents_shows_how_far_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..1_200 {
        let text = format!("Silta {number} -hanke\n\nToimisto 040 123 {number:04}\n");
        fs::write(folder.path().join(format!("{number}.txt")), text).expect("a document");
    }
    let path = folder.path().to_str().expect("a path");
    let mut session = Session::start(80, 24, &["build", path, "-o", &format!("{path}/model.json")]);
    session.wait_for("Luetaan lähteitä");
    assert!(session.text().contains(" %"), "{}", session.text());
    session.ends_with(0);
    assert!(!session.text().contains("Luetaan lähteitä"), "the bar is gone: {}", session.text());
}

#[test]
fn a_small_build_shows_no_bar() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "Anna Aalto, ohjaaja, p. 040 123 4567\n").expect("a document");
    let path = folder.path().to_str().expect("a path");
    let mut session = Session::start(80, 24, &["build", path, "-o", &format!("{path}/model.json")]);
    session.ends_with(0);
    assert!(session.text().contains("1 ihminen") && !session.bytes_contain("Luetaan"), "{}", session.text());
}
