//! No text moves the cursor, hides letters or reverses a line on a terminal.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use allu::app::{Event, Screen, ScreenBlock, Size, State, TABS, screen, update};
use allu::i18n::Lang;
use allu::model::{Directory, Model, WarningKind, load};
use allu::present::{Line, Marks, Role, card_text};
use allu::search::everything;
use allu::terminal::encode::encode;
use allu::text::{Day, display_safe, is_dangerous, to_ascii};
use allu::ui::{Theme, cells};

/// A model with one or two records of every kind.
static MODEL: LazyLock<Model> =
    LazyLock::new(|| load(include_bytes!("../../tests/fixtures/small-model.json")).expect("the fixture is sound"));

/// The maximum number of bytes of a cell.
const CELL_BYTES: usize = 32;

/// One text in this many is drawn in all views of a directory, which takes fifty times as long as a single line.
const DRAWN_WHOLE: usize = 32;

/// Control characters, characters that reverse a line, and zero-width ones: listed a second time, so that neither list
/// can lose one.
fn is_harmful(letter: char) -> bool {
    let turns =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hides = matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}');
    letter.is_control() || turns || hides || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// The displayed form of a text is harmless, on its own, in a line of its own and on a screen full of it.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    shown(&text);
    let how = bytes.iter().fold(0, |sum, byte| (sum * 31 + usize::from(*byte)) % 65_521);
    drawn_alone(&text, how);
    if how.is_multiple_of(DRAWN_WHOLE) {
        drawn(&text, how / DRAWN_WHOLE);
    }
}

fn shown(text: &str) {
    let safe = display_safe(text);
    assert!(!safe.contains(is_dangerous) && !safe.contains(is_harmful), "{safe:?} is not safe");
    assert_eq!(safe.chars().count(), text.chars().count(), "letters come or go");
    assert!(matches!(display_safe(&safe), Cow::Borrowed(same) if same == safe), "{safe:?} is changed again");
    assert_eq!(matches!(safe, Cow::Borrowed(_)), !text.contains(is_dangerous), "{text:?} is copied for nothing");
    let mut kept = text.chars().zip(safe.chars()).filter(|(before, _)| !is_dangerous(*before));
    assert!(kept.all(|(before, after)| before == after), "harmless letters of {text:?} are changed");
    let ascii = to_ascii(&safe);
    assert!(ascii.is_ascii() && !ascii.contains(is_dangerous), "{ascii:?} is not plain");
}

/// Draws a line of the unchanged text: the screen does not rely on the views.
fn drawn_alone(text: &str, how: usize) {
    let line = Line {
        spans: vec![(text.to_owned(), Role::Plain)],
        selected: if how.is_multiple_of(2) { text.len() } else { 0 },
    };
    let block = ScreenBlock { x: u16::from(how.is_multiple_of(5)), y: 0, width: 20, height: 1, lines: vec![line] };
    check_frame(&Screen { blocks: vec![block], cursor: None }, Size { width: 20, height: 2 }, false);
}

/// Draws a directory that has the text in every place of an external text; a number determines how.
fn drawn(text: &str, how: usize) {
    let directory = Arc::new(Directory::new(model_of(text)));
    let lang = Lang::ALL[how % 3];
    let size = [(80, 24), (23, 9), (160, 40), (40, 3)][how / 3 % 4];
    let size = Size { width: size.0, height: size.1 };
    let marks = if how.is_multiple_of(7) { Marks { ascii_letters: true, ..Marks::ASCII } } else { Marks::UNICODE };
    let today = Day::new(2026, 11, 22).expect("a day");
    let state = State::new(Arc::clone(&directory), everything(&directory), today, lang, marks, size);
    let mut state = update(state, Event::Text(text.to_owned())).0;
    state.pane = TABS[how / 12 % 3];
    check_frame(&screen(&state), size, marks.ascii_letters);
    let records = directory.record_count();
    let record = directory.record(u32::try_from(how).unwrap_or(0) % records);
    let printed = card_text(&directory, record, lang, today);
    assert!(!printed.replace('\n', "").contains(is_harmful), "{printed:?} is printed");
}

/// The cells of a screen, and the output for them, contain only printable characters.
fn check_frame(screen: &Screen, size: Size, is_ascii: bool) {
    let frame = cells(screen, size, &Theme::COLOR);
    for cell in &frame.content {
        let symbol = cell.symbol();
        assert!(!symbol.contains(is_harmful), "a cell holds {symbol:?}");
        assert!(symbol.len() <= CELL_BYTES, "a cell holds {} bytes", symbol.len());
        assert!(!is_ascii || symbol.is_ascii(), "an ASCII screen holds {symbol:?}");
    }
    let mut blank = frame.clone();
    blank.reset();
    let letters = without_our_sequences(&encode(&blank, &frame, None));
    assert!(!letters.contains(is_harmful), "{letters:?} is sent");
}

/// The fixture with a text in every place that may have the words of a document.
fn model_of(text: &str) -> Model {
    let mut model = MODEL.clone();
    let put = |place: &mut String| text.clone_into(place);
    put(&mut model.title);
    if let Some(maintainer) = &mut model.maintainer {
        put(&mut maintainer.name);
        put(&mut maintainer.contact);
    }
    for document in &mut model.documents {
        [&mut document.title, &mut document.file].into_iter().for_each(put);
        document.publisher = Some(text.to_owned());
        document.authors.iter_mut().for_each(put);
        document.published.iter_mut().for_each(|period| put(&mut period.words));
    }
    model.areas.iter_mut().for_each(|area| put(&mut area.name));
    for organisation in &mut model.organisations {
        put(&mut organisation.name);
        organisation.aliases.iter_mut().for_each(|alias| put(&mut alias.value));
        organisation.phones.iter_mut().for_each(|phone| put(&mut phone.printed));
    }
    for project in &mut model.projects {
        put(&mut project.name);
        project.kind.iter_mut().for_each(|kind| put(&mut kind.value));
        project.aliases.iter_mut().chain(&mut project.abbreviation).for_each(|name| put(&mut name.value));
        project.notes.iter_mut().for_each(|note| put(&mut note.text));
        project.areas.iter_mut().for_each(|area| put(&mut area.printed));
    }
    for person in &mut model.people {
        put(&mut person.name);
        for phone in &mut person.phones {
            [&mut phone.printed, &mut phone.e164].into_iter().for_each(put);
        }
        person.emails.iter_mut().for_each(|email| put(&mut email.address));
        for evidence in &mut person.evidence {
            let mut text = evidence.text.to_string();
            put(&mut text);
            evidence.text = text.into();
        }
    }
    for position in &mut model.positions {
        put(&mut position.title);
        position.areas.iter_mut().chain(position.place.as_deref_mut()).for_each(|area| put(&mut area.printed));
        position.start.iter_mut().chain(&mut position.end).for_each(|period| put(&mut period.words));
    }
    for warning in &mut model.warnings {
        match &mut warning.kind {
            WarningKind::AnnouncedMove { title, .. } => title.iter_mut().for_each(put),
            WarningKind::OrganisationConflict { kept, other } => kept.iter_mut().chain(other).for_each(put),
            WarningKind::AreaConflict { wider, narrower } => wider.iter_mut().chain(narrower).for_each(put),
            WarningKind::Curated { text, sv, en } => text.iter_mut().chain(sv).chain(en).for_each(put),
            WarningKind::UndatedDocument { title: fact } | WarningKind::Namesake { name: fact } => {
                fact.iter_mut().for_each(put);
            }
            WarningKind::UnpairedNumbers { .. } => {}
        }
    }
    model
}

/// The output, without the sequences of the program itself: `ESC [ digits letter`, and CR, LF and BS, which move the
/// cursor. No cell has any of them.
fn without_our_sequences(sent: &str) -> String {
    let sent = sent.replace(['\r', '\n', '\x08'], "");
    let mut pieces = sent.split("\x1b[");
    let mut letters = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';');
        assert!(rest.starts_with(['C', 'D', 'G', 'H', 'K', 'X', 'm']), "{piece:?} is no sequence of ours");
        letters.push_str(&rest[1..]);
    }
    letters
}
