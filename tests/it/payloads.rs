//! Hostile text in a directory: no control sequence reaches the terminal, and no output fills it.
//!
//! Two hundred payloads, each in every text of a directory at once, in every view and every command.

use std::fs;
use std::io;

use crate::support::journey::Journey;
use allu::app::{Size, screen};
use allu::cli::{Io, Outcome, OutputStream, run};
use allu::model::{Directory, Model};
use allu::present::Role;
use allu::text::is_dangerous;
use allu::ui::{Theme, cells};
use serde_json::Value;

const MODEL: &str = include_str!("../fixtures/small-model.json");
/// The fields that the program interprets; with a payload in one of them, the file is not a model.
const MEANT: [&str; 8] = ["basis", "from", "to", "e164", "language", "time", "regions", "kind"];

/// What ids begin with.
const KINDS: [&str; 8] =
    ["person", "position", "project", "region", "organisation", "document", "municipality", "area"];

/// Complete control sequences, and texts that hide or reorder what is visible.
const SEQUENCES: [&str; 43] = [
    "\u{1b}[2J",
    "\u{1b}c",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]2;title\u{1b}\\",
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{1b}[6n",
    "\u{1b}[c",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}_Gi=1;AAAA\u{1b}\\",
    "\u{1b}[?1049l",
    "\u{1b}[?1000h",
    "\u{1b}[31m",
    "\u{1b}[10;10H",
    "\u{1b}[8;1;1t",
    "\u{1b}]8;;http://x\u{1b}\\",
    "\u{1b}(0",
    "\u{1b}#8",
    "\u{1b}[20h",
    "\u{9b}2J",
    "\u{9d}0;title\u{9c}",
    "\u{90}q\u{9c}",
    "\u{85}",
    "\r\u{1b}[K",
    "\u{8}\u{8}\u{8}",
    "\r\n$ rm -rf ~\r\n",
    "\u{202e}0295",
    "\u{2066}\u{2067}\u{2069}",
    "\u{200b}\u{200c}\u{200d}",
    "\u{feff}",
    "\u{e0001}\u{e0041}\u{e007f}",
    "\u{61c}\u{200e}\u{200f}",
    "\u{2028}\u{2029}",
    "\u{fff9}\u{fffa}\u{fffb}",
    "\u{3164}\u{115f}\u{1160}\u{ffa0}",
    "\u{ad}\u{34f}\u{180e}\u{2800}",
    "\u{fe00}\u{fe0f}\u{e0100}\u{e01ef}",
    "\t\u{b}\u{c}",
    "\0",
    "\u{1b}",
    "\u{1b}[38;2;1;2;3m",
    "\u{1b}[?2026h",
    "\u{1b}[1;1r",
    "\u{7}\u{7}\u{7}",
];

fn payloads() -> Vec<String> {
    let ranges =
        ['\0'..='\u{1f}', '\u{7f}'..='\u{9f}', '\u{61c}'..='\u{61c}', '\u{200b}'..='\u{200f}', '\u{2028}'..='\u{202e}'];
    let rest = ['\u{2060}'..='\u{206f}', '\u{feff}'..='\u{feff}', '\u{fff9}'..='\u{fffb}', '\u{e0000}'..='\u{e003f}'];
    let letters = ranges.into_iter().chain(rest).flatten().map(String::from);
    letters.chain(SEQUENCES.map(str::to_owned)).collect()
}

/// The directory with a payload in the middle of every text that is shown; it need not be loadable.
fn infected(payload: &str) -> Value {
    fn infect(value: &mut Value, payload: &str) {
        match value {
            // An id.
            Value::String(text) if text.split_once(':').is_some_and(|(kind, _)| KINDS.contains(&kind)) => {}
            Value::String(text) if text == "unnamed" || text == "vacant" => {}
            Value::String(text) => {
                let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
                text.insert_str(middle, payload);
            }
            Value::Array(items) => items.iter_mut().for_each(|item| infect(item, payload)),
            Value::Object(fields) => {
                let shown = fields.iter_mut().filter(|(name, _)| !MEANT.contains(&name.as_str()));
                shown.for_each(|(_, value)| infect(value, payload));
            }
            _ => {}
        }
    }
    let mut value: Value = serde_json::from_str(MODEL).expect("the fixture is JSON");
    infect(&mut value, payload);
    value
}

fn directory(value: Value) -> Directory {
    let model: Model = serde_json::from_value(value).expect("what is not shown is untouched");
    Directory::new(model)
}

/// Every view of a directory: lists, details, passages, evidence, messages about copying, help.
fn views(directory: &Directory, sizes: &[(u16, u16)]) -> Vec<Journey> {
    let mut views = Vec::new();
    for &(width, height) in sizes {
        let start = Journey::over(directory.clone(), width, height);
        for pane in ["", "<tab>", "<tab><tab>"] {
            let list = start.clone().press(pane).press("<enter>");
            for row in 0..list.state().rows() {
                let list = list.clone().press(&"j".repeat(row));
                views.push(list.clone().press("<enter><down>"));
                views.push(list.clone().press("o"));
                views.push(list.clone().press("<enter><enter>"));
                views.push(list.press("y"));
            }
            views.push(list);
        }
        views.push(start.clone().press("<f1>"));
        views.push(start.press("lappi"));
    }
    views
}

#[test]
fn nothing_that_a_terminal_obeys_reaches_a_screen() {
    let payloads = payloads();
    assert!(payloads.len() >= 200, "{}", payloads.len());
    let mut screens = 0;
    for (number, payload) in payloads.iter().enumerate() {
        // Narrow and wide screens cut and wrap at different places, but in the same way for each payload.
        let sizes = [(80, 24), (40, 12), (160, 50)];
        let sizes = if number % 20 == 0 { &sizes[..] } else { &sizes[..1] };
        for view in views(&directory(infected(payload)), sizes) {
            let Size { width, height } = view.state().size;
            let buffer = cells(&screen(view.state()), view.state().size, &Theme::COLOR);
            assert_eq!(buffer.content.len(), usize::from(width) * usize::from(height));
            let bad = buffer.content.iter().find(|cell| cell.symbol().chars().any(is_dangerous));
            assert!(bad.is_none(), "{payload:?} in {:?}", bad.map(|cell| cell.symbol().to_owned()));
            for copied in view.copied() {
                assert!(
                    !copied.chars().any(|letter| is_dangerous(letter) && letter != '\n'),
                    "{payload:?}: {copied:?}"
                );
            }
            screens += 1;
        }
    }
    assert!(screens > 20_000, "{screens}");
}

/// The roles of the words in the table of `find`.
const ROLES_OF_TABLE: [Role; 8] =
    [Role::Title, Role::Number, Role::Old, Role::Doubtful, Role::Quiet, Role::Match, Role::Warning, Role::Link];

/// The standard output and standard error of a command on a model in a file.
fn said(path: &str, args: &[&str]) -> String {
    let (mut out, mut err, mut input) = (Vec::new(), Vec::new(), io::empty());
    let env = |name: &str| (name == "SOURCE_DATE_EPOCH").then(|| "1541757599".to_owned());
    let mut io = Io {
        env: &env,
        input: &mut input,
        out: OutputStream { writer: &mut out, is_terminal: args.contains(&"table") },
        err: OutputStream { writer: &mut err, is_terminal: false },
        kiosk_log: None,
        width: Some(80),
        height: Some(24),
    };
    let args = ["allu", "--model", path].into_iter().chain(args.iter().copied().filter(|arg| *arg != "table"));
    assert!(matches!(run(args.map(Into::into), &mut io), Outcome::Done(_)));
    String::from_utf8(out).expect("UTF-8") + &String::from_utf8(err).expect("UTF-8")
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.json");
    let path = path.to_str().expect("UTF-8");
    let commands: [&[&str]; 10] = [
        &["find", "--in", "all"],
        &["find", "--in", "all", "--explain", "a"],
        &["find", "table"],
        &["find", "--in", "all", "--json"],
        &["find", "--in", "all", "--tsv"],
        &["find", "--format", "{name} {phone.printed} {evidence.text}"],
        &["check"],
        &["--version"],
        &["show", "region:19"],
        &["find", "nobody\u{1b}[2J\u{202e}"],
    ];
    for payload in payloads() {
        fs::write(path, infected(&payload).to_string()).expect("the disk takes it");
        for command in commands {
            let mut said = said(path, command);
            // Only the table, on a terminal, has styles.
            if command.contains(&"table") {
                said = said.replace("\u{1b}[0m", "");
                for role in ROLES_OF_TABLE {
                    let codes = Theme::COLOR.sgr(role).unwrap_or_default();
                    said = said.replace(&format!("\u{1b}[{codes}m"), "");
                }
            }
            // Tabs and line ends separate the printed fields.
            let bad = said.chars().find(|letter| is_dangerous(*letter) && !matches!(letter, '\n' | '\t'));
            assert!(bad.is_none(), "{payload:?} in {command:?}: {bad:?}");
        }
    }
}

#[test]
fn a_hundred_thousand_marks_on_a_letter_take_no_more_than_a_cell() {
    let mut value: Value = serde_json::from_str(MODEL).expect("the fixture is JSON");
    value["people"][0]["name"] = format!("Aa{}pa", "\u{301}".repeat(100_000)).into();
    let journey = Journey::over(directory(value), 80, 24);
    assert!(journey.letters().contains("Aa"), "{}", journey.letters());
    let buffer = cells(&screen(journey.state()), journey.state().size, &Theme::PLAIN);
    assert!(buffer.content.iter().all(|cell| cell.symbol().len() <= 32));
    let bytes: usize = buffer.content.iter().map(|cell| cell.symbol().len()).sum();
    assert!(bytes < 3 * buffer.content.len(), "{bytes}");
}
