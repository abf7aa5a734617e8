//! A simulated user: processes keys and returns pictures of the screen, without a terminal.

use std::sync::Arc;

use allu::app::{
    Effect, Event, ExportFailure, HabitChange, Habits, Key, MouseAction, MouseEvent, Preferences, Purpose, Size, State,
    update,
};
use allu::exchange::ExportFormat;
use allu::i18n::Lang;
use allu::model::{Directory, load};
use allu::present::{CopyWay, Marks};
use allu::search::{Index, everything, search};
use allu::text::Day;
use allu::ui::{letters_of, roles_of};
use proptest::prelude::*;

/// A state, the keys that led to it, and the requested effects.
#[derive(Clone)]
pub(crate) struct Journey {
    state: State,
    index: Arc<Index>,
    copied: Vec<String>,
    printed: Option<String>,
    chosen: Vec<String>,
    exported: Vec<Exported>,
    existing: Option<String>,
    opened: Vec<String>,
    kept: Vec<HabitChange>,
    has_quit: bool,
    held: Option<Vec<(u64, String)>>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exported {
    /// The ids of the records.
    pub(crate) records: Vec<String>,
    /// The format.
    pub(crate) format: ExportFormat,
    /// The path.
    pub(crate) path: String,
}

impl Journey {
    /// The initial state with the embedded model, in Finnish, on a day in November 2026.
    pub(crate) fn at(width: u16, height: u16) -> Self {
        let json = include_bytes!("../../../assets/model.json");
        let model = load(json).expect("the embedded model is sound");
        Self::over(Directory::new(model), width, height)
    }

    /// The initial state with another directory.
    pub(crate) fn over(directory: Directory, width: u16, height: u16) -> Self {
        let directory = Arc::new(directory);
        let index = Arc::new(Index::new(&directory));
        let today: Day = "2026-11-22".parse().expect("a day");
        let answer = everything(&directory);
        let state = State::new(directory, answer, today, Lang::Fi, Marks::UNICODE, Size { width, height });
        Self {
            state,
            index,
            copied: Vec::new(),
            printed: None,
            chosen: Vec::new(),
            exported: Vec::new(),
            existing: None,
            opened: Vec::new(),
            kept: Vec::new(),
            has_quit: false,
            held: None,
        }
        .resize(Size { width, height })
    }

    /// The same on a terminal that only shows ASCII.
    pub(crate) fn with_ascii(width: u16, height: u16) -> Self {
        let mut journey = Self::at(width, height);
        journey.state.marks = Marks { ascii_letters: true, ..Marks::ASCII };
        journey
    }

    /// The initial state with the embedded directory, in a language.
    pub(crate) fn in_language(width: u16, height: u16, lang: Lang) -> Self {
        let mut journey = Self::at(width, height);
        while journey.state.lang != lang {
            journey = journey.press("<f2>");
        }
        journey
    }

    /// The same, in a kiosk.
    pub(crate) fn in_kiosk(mut self) -> Self {
        self.state = self.state.with_purpose(Purpose::Kiosk);
        self
    }

    /// The same, where a file exists.
    pub(crate) fn with_file(mut self, path: &str) -> Self {
        self.existing = Some(path.to_owned());
        self
    }

    /// The same, opened to choose records.
    pub(crate) fn picking(mut self) -> Self {
        self.state = self.state.with_purpose(Purpose::Pick);
        self
    }

    /// The same, with the preferences of a user.
    pub(crate) fn preferring(mut self, preferences: Preferences) -> Self {
        self.state = self.state.with_preferences(preferences);
        self
    }

    /// The same, of a user with habits.
    pub(crate) fn with_habits(mut self, habits: Habits) -> Self {
        self.state = self.state.with_habits(habits);
        self
    }

    /// The numbers and addresses that were opened.
    pub(crate) fn opened(&self) -> &[String] {
        &self.opened
    }

    /// The changes of the habits.
    pub(crate) fn kept(&self) -> &[HabitChange] {
        &self.kept
    }

    /// The same with other signs.
    pub(crate) fn with_marks(mut self, marks: Marks) -> Self {
        self.state.marks = marks;
        self
    }

    /// The same, with a query that came with the command and is not answered yet.
    pub(crate) fn with_query(mut self, query: &str) -> Self {
        self.state = self.state.with_query(query.to_owned());
        self
    }

    /// Uses the mouse at a column and a row, from 0.
    pub(crate) fn mouse(self, action: MouseAction, (column, row): (u16, u16)) -> Self {
        self.take(Event::Mouse(MouseEvent { column, row, action }))
    }

    /// Clicks on the first occurrence of a text on the screen.
    pub(crate) fn click(self, text: &str) -> Self {
        let at = self.place_of(text);
        self.mouse(MouseAction::Click, at)
    }

    /// Where a text is on the screen, in cells.
    pub(crate) fn place_of(&self, text: &str) -> (u16, u16) {
        let letters = self.letters();
        let found = letters.lines().zip(0_u16..).find_map(|(line, row)| {
            let before = &line[..line.find(text)?];
            Some((u16::try_from(before.chars().count()).expect("a column"), row))
        });
        found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{letters}"))
    }

    /// Presses keys in the notation `lapi<bs>pi<enter>`.
    pub(crate) fn press(self, keys: &str) -> Self {
        self.press_all(read_keys(keys))
    }

    pub(crate) fn press_all(mut self, keys: Vec<Key>) -> Self {
        for key in keys {
            if !self.has_quit {
                self = self.take(Event::Key(key));
            }
        }
        self
    }

    pub(crate) fn paste(self, text: &str) -> Self {
        self.take(Event::Text(text.to_owned()))
    }

    pub(crate) fn resize(self, size: Size) -> Self {
        self.take(Event::Resize(size))
    }

    /// An answer to an earlier query arrives late.
    pub(crate) fn answer_late(self, generation: u64, query: &str) -> Self {
        let answer = Arc::new(search(&self.state.directory, &self.index, query, self.state.today));
        self.take(Event::Found { generation, answer })
    }

    /// From here on no search is answered.
    pub(crate) fn hold_answers(mut self) -> Self {
        self.held = Some(Vec::new());
        self
    }

    /// The searches that are not answered yet.
    pub(crate) fn searches(&self) -> Vec<&str> {
        self.held.iter().flatten().map(|(_, query)| query.as_str()).collect()
    }

    /// All searches are answered, in their order.
    pub(crate) fn let_answers_come(mut self) -> Self {
        let held = self.held.take().unwrap_or_default();
        held.into_iter().fold(self, |journey, (generation, query)| journey.answer_late(generation, &query))
    }

    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    pub(crate) fn copied(&self) -> &[String] {
        &self.copied
    }

    pub(crate) fn printed(&self) -> Option<String> {
        self.printed.clone()
    }

    /// The files that were written.
    pub(crate) fn exported(&self) -> &[Exported] {
        &self.exported
    }

    /// The ids of the chosen records.
    pub(crate) fn chosen(&self) -> &[String] {
        &self.chosen
    }

    pub(crate) fn has_quit(&self) -> bool {
        self.has_quit
    }

    /// The letters on the screen.
    pub(crate) fn letters(&self) -> String {
        letters_of(&allu::app::screen(&self.state), self.state.size)
    }

    /// The last row of the screen.
    pub(crate) fn last_row(&self) -> String {
        self.letters().lines().last().unwrap_or_default().trim_end().to_owned()
    }

    /// The rows of the box that has the cursor.
    pub(crate) fn rows(&self) -> Vec<String> {
        let screen = allu::app::screen(&self.state);
        let (x, y) = screen.cursor.unwrap_or_default();
        let is_in = |block: &&allu::app::ScreenBlock| {
            (block.x..block.x + block.width).contains(&x) && (block.y..block.y + block.height).contains(&y)
        };
        let lines = screen.blocks.iter().find(is_in).into_iter().flat_map(|block| &block.lines);
        lines.map(|line| line.text().trim_end().to_owned()).collect()
    }

    /// The letters, then the roles.
    pub(crate) fn picture(&self) -> String {
        let roles = roles_of(&allu::app::screen(&self.state), self.state.size);
        format!("{}\n\n{roles}", self.letters())
    }

    fn take(mut self, event: Event) -> Self {
        let (state, effects) = update(self.state, event);
        self.state = state;
        for effect in effects {
            match effect {
                Effect::Search { generation, query } => match &mut self.held {
                    Some(held) => held.push((generation, query)),
                    None => self = self.answer_late(generation, &query),
                },
                Effect::Copy(copied) => {
                    self.copied.push(copied.form.text().to_owned());
                    self = self.take(Event::Copied { copied, way: Some(CopyWay::Terminal) });
                }
                Effect::Print(text) => {
                    self.printed = Some(text);
                    self.has_quit = true;
                }
                Effect::OpenLink(link) => {
                    self.opened.push(link.clone());
                    self = self.take(Event::Opened { link, outcome: Ok(()) });
                }
                Effect::Keep(change) => self.kept.push(change),
                Effect::Redraw | Effect::Stop => {}
                Effect::Export { records, format, path, replaces } => {
                    let exists = self.existing.as_deref() == Some(path.as_str()) && !replaces;
                    let outcome = if exists { Err(ExportFailure::Exists) } else { Ok(records.len()) };
                    if !exists {
                        let records = records.iter().map(|it| self.state.directory.id_of(*it).to_string()).collect();
                        self.exported.push(Exported { records, format, path: path.clone() });
                    }
                    self = self.take(Event::Exported { path, outcome });
                }
                Effect::Choose(records) => {
                    self.chosen = records.iter().map(|it| self.state.directory.id_of(*it).to_string()).collect();
                    self.has_quit = true;
                }
                Effect::Quit => self.has_quit = true,
            }
        }
        self
    }
}

/// Any key that a keyboard has.
pub(crate) fn any_key() -> impl Strategy<Value = Key> {
    let named = prop::sample::select(vec![
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Backspace,
        Key::Delete,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::F(1),
        Key::F(2),
        Key::Ctrl('y'),
        Key::Ctrl('u'),
        Key::Ctrl('f'),
        Key::Ctrl('d'),
        Key::Ctrl('g'),
        Key::Ctrl('n'),
        Key::Ctrl('p'),
        Key::Ctrl('r'),
        Key::Ctrl('w'),
        Key::Alt('b'),
        Key::Alt('d'),
        Key::Alt('f'),
        Key::ShiftUp,
        Key::ShiftDown,
    ]);
    let letter = prop::sample::select("lapinjkgGyohm123/? äö0295".chars().collect::<Vec<_>>()).prop_map(Key::Char);
    prop_oneof![named, letter]
}

fn read_keys(keys: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named =
            rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(name, after)| (key_named(name), after));
        if let Some((key, after)) = named {
            found.push(key);
            rest = after;
        } else {
            found.push(Key::Char(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

fn key_named(name: &str) -> Key {
    match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "tab" => Key::Tab,
        "s-tab" => Key::BackTab,
        "bs" => Key::Backspace,
        "del" => Key::Delete,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "s-up" => Key::ShiftUp,
        "s-down" => Key::ShiftDown,
        "home" => Key::Home,
        "end" => Key::End,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        "f1" => Key::F(1),
        "f2" => Key::F(2),
        alt if alt.starts_with("a-") => Key::Alt(alt.chars().nth(2).unwrap_or('?')),
        control => Key::Ctrl(control.strip_prefix("c-").and_then(|rest| rest.chars().next()).unwrap_or('?')),
    }
}
