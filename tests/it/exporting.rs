//! Records that are written to a file from the browser.

use std::os::unix::fs::PermissionsExt;

use allu::app::{Effect, Event, ExportFailure, Key, Mode, State, screen, update};
use allu::exchange::ExportFormat;
use allu::present::Line;

use crate::support::journey::Journey;
use crate::support::session::Session;

#[test]
fn what_the_list_shows_is_written_in_its_order() {
    let asked = Journey::at(80, 24).press("lappi<enter><esc><c-u>koordinaattori<enter>e");
    let last = asked.last_row();
    assert!(last.contains("tietuetta tiedostoon (vCard): allu.vcf"), "{last}");
    let rows = asked.state().rows();
    let written = asked.press("<enter>");
    let [file] = written.exported() else { panic!("one file") };
    assert_eq!((file.records.len(), file.format, file.path.as_str()), (rows, ExportFormat::VCard, "allu.vcf"));
    assert_eq!(written.state().mode, Mode::List);
    assert!(
        written.last_row().contains(&format!("kirjoitettu: allu.vcf ({rows} tietuetta)")),
        "{}",
        written.last_row()
    );
}

#[test]
fn an_open_card_is_written_alone_and_marked_records_together() {
    let card = Journey::at(80, 24).press("lappi<enter><right>e<enter>");
    assert_eq!(card.exported()[0].records, ["person:sanna-hiltunen"]);
    assert!(matches!(card.state().mode, Mode::Detail(_)), "the card is still open");
    let marked = Journey::at(80, 24).press("lappi<c-t><c-u>kainuu<enter> e<enter>");
    assert_eq!(marked.exported()[0].records.len(), 2, "{:?}", marked.exported());
}

#[test]
fn the_ending_is_the_format() {
    let journey = Journey::at(80, 24).press("lappi<enter>e<tab>");
    assert!(journey.last_row().contains("(CSV): allu.csv"), "{}", journey.last_row());
    let typed = Journey::at(80, 24).press("lappi<enter>e<c-u>~/people.md<enter>");
    assert_eq!(
        (typed.exported()[0].format, typed.exported()[0].path.as_str()),
        (ExportFormat::Markdown, "~/people.md")
    );
    let unknown = Journey::at(80, 24).press("lappi<enter>e<c-u>people<enter>");
    assert!(unknown.exported().is_empty() && matches!(unknown.state().mode, Mode::Export(_)));
    assert!(unknown.last_row().contains(".vcf"), "{}", unknown.last_row());
    let named = unknown.press("<tab><enter>");
    assert_eq!(named.exported()[0].path, "people.vcf");
}

#[test]
fn esc_writes_nothing_and_goes_back_to_where_it_was_asked() {
    for (keys, is_detail) in [("lappi<enter>e", false), ("lappi<enter><right>e", true)] {
        let journey = Journey::at(80, 24).press(keys).press("xyz<esc>");
        assert!(journey.exported().is_empty());
        assert_eq!(matches!(journey.state().mode, Mode::Detail(_)), is_detail, "{keys}");
    }
}

#[test]
fn a_file_that_exists_is_replaced_only_by_a_second_enter() {
    let journey = Journey::at(80, 24).with_file("allu.vcf").press("lappi<enter>e<enter>");
    assert!(journey.exported().is_empty());
    assert!(journey.last_row().contains("allu.vcf on jo olemassa"), "{}", journey.last_row());
    assert_eq!(journey.clone().press("<enter>").exported().len(), 1);
    // Another name that comes back to the first is asked for again.
    assert!(journey.press("x<bs><enter>").exported().is_empty());
}

#[test]
fn the_browser_goes_on_while_a_file_is_written() {
    let last_row = |state: &State| {
        let last = screen(state).blocks.into_iter().max_by_key(|block| block.y).expect("a last row");
        last.lines.iter().map(Line::text).collect::<String>()
    };
    let asked = Journey::at(80, 24).press("lappi<enter>e");
    let (running, effects) = update(asked.state().clone(), Event::Key(Key::Enter));
    assert!(matches!(effects.as_slice(), [Effect::Export { path, .. }] if path == "allu.vcf"), "{effects:?}");
    assert!(last_row(&running).contains("kirjoitetaan: allu.vcf…"), "{}", last_row(&running));
    // Another file has to wait, and everything else works.
    let (running, effects) = update(running, Event::Key(Key::Char('e')));
    assert!(effects.is_empty() && !matches!(running.mode, Mode::Export(_)));
    assert!(last_row(&running).contains("kirjoitetaan: allu.vcf…"), "{}", last_row(&running));
    let (running, _) = update(running, Event::Key(Key::Right));
    assert!(matches!(running.mode, Mode::Detail(_)) && last_row(&running).contains("kirjoitetaan"));
    let path = || "allu.vcf".to_owned();
    let (done, _) = update(running.clone(), Event::Exported { path: path(), outcome: Ok(4) });
    assert!(last_row(&done).contains("kirjoitettu: allu.vcf") && matches!(done.mode, Mode::Detail(_)));
    let failed = Event::Exported { path: path(), outcome: Err(ExportFailure::Exists) };
    let (refused, _) = update(running, failed);
    let Mode::Export(prompt) = &refused.mode else { panic!("the prompt comes back") };
    assert!(prompt.replaces && prompt.path == "allu.vcf" && matches!(*prompt.from, Mode::Detail(_)));
    assert!(last_row(&refused).contains("on jo olemassa"), "{}", last_row(&refused));
}

#[test]
fn a_kiosk_and_a_choice_write_no_files() {
    for journey in [Journey::at(80, 24).in_kiosk(), Journey::at(80, 24).picking().press("lappi<right><left>")] {
        let after = journey.press("lappi<enter>e");
        assert!(!matches!(after.state().mode, Mode::Export(_)));
    }
}

#[test]
fn every_size_has_the_end_of_the_path_and_the_cursor() {
    for (width, height) in [(40, 10), (80, 24), (120, 40), (200, 50), (20, 3), (1, 1)] {
        let journey = Journey::at(width, height).press("lappi<enter>e<c-u>a/rather/long/path/to/some/file.csv");
        let screen = allu::app::screen(journey.state());
        // The smallest screens have no last row.
        let (x, y) = screen.cursor.unwrap_or_default();
        assert!(x < width && y < height, "{width}x{height}");
        assert!(width < 40 || screen.cursor.is_some(), "{width}x{height}");
        assert!(width < 40 || journey.last_row().contains("file.csv"), "{}", journey.last_row());
    }
}

#[test]
fn the_file_is_the_owners_alone_and_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lappi.csv");
    let mut session = Session::start(80, 24, &["lappi"]);
    session.wait_for("Sanna Hiltunen");
    session.send("\r");
    session.send("e");
    session.wait_for("allu.vcf");
    session.send(&format!("\u{15}{}", path.display()));
    session.wait_for("lappi.csv");
    session.send("\r");
    session.wait_for("kirjoitettu");
    let text = std::fs::read_to_string(&path).expect("the file");
    assert!(text.contains("Sanna") && text.contains("037012"), "{text}");
    assert_eq!(path.metadata().expect("the file").permissions().mode() & 0o777, 0o600);
    session.send("e");
    session.wait_for("allu.vcf");
    session.send(&format!("\u{15}{}", path.display()));
    session.wait_for("lappi.csv");
    std::fs::write(&path, "mine").expect("the file");
    session.send("\r");
    session.wait_for("on jo olemassa");
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), "mine");
    session.send("\r");
    session.wait_for("kirjoitettu");
    session.send("e");
    session.wait_for("allu.vcf");
    session.send(&format!("\u{15}{}/none/x.csv", folder.path().display()));
    session.wait_for("none/x.csv");
    session.send("\r");
    session.wait_for("x.csv jäi kirjoittamatta");
    session.send("\u{3}");
    session.ends_with(0);
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1, "no other file is left");
}
