//! All key bindings: dispatch, footer, help and `docs/keys.md` are made from this one table.

use std::fmt::Write as _;

use super::{Action, Edit, Key, Mode, Purpose};
use crate::gazetteer::Direction;
use crate::i18n::{Lang, look_up};
use crate::present::Marks;
use crate::search::Pane;

use Key::{
    Alt, BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right,
    ShiftDown, ShiftUp, Tab, Up,
};

/// Where a key binding applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyScope {
    /// While the query has the focus.
    Query,
    /// While the list has it.
    List,
    /// While the detail has it.
    Detail,
    /// While the map has it.
    Map,
    /// While the prompt for a file has it.
    Export,
    /// While help has it.
    Help,
    /// In the list, the detail and the map.
    Browse,
    /// Everywhere.
    Any,
}

/// One key binding.
#[derive(Debug)]
pub struct Binding {
    /// Where the binding applies.
    pub scope: KeyScope,
    /// The keys; the footer shows the first.
    pub keys: &'static [Key],
    /// The action of the keys.
    pub action: Action,
    /// The key of its description in `assets/words/keys.yml`: a short one for the footer, a long one for help.
    pub does: &'static str,
    /// Whether the footer shows it.
    pub in_footer: bool,
    /// The purposes for which it applies.
    pub purposes: &'static [Purpose],
}

/// Every purpose.
const ALL: &[Purpose] = &[Purpose::Browse, Purpose::Pick, Purpose::Kiosk];
/// Purposes for which a record is looked at.
const LOOKING: &[Purpose] = &[Purpose::Browse, Purpose::Kiosk];
/// The purpose for which a record is chosen.
const PICKING: &[Purpose] = &[Purpose::Pick];
/// The purpose for which files are written.
const OWN: &[Purpose] = &[Purpose::Browse];

/// All key bindings, in the order of help.
#[rustfmt::skip]
pub const KEYMAP: &[Binding] = &[
    footer(KeyScope::Query, &[Enter],                        Action::ToList,                    "to_list").of(LOOKING),
    footer(KeyScope::Query, &[Enter],                        Action::Choose,                    "choose").of(PICKING),
    row(KeyScope::Query,    &[Down, Ctrl('n'), Ctrl('j')],   Action::Move(1),                   "move_down"),
    row(KeyScope::Query,    &[Up, Ctrl('p'), Ctrl('k')],     Action::Move(-1),                  "move_up"),
    row(KeyScope::Query,    &[PageDown],                     Action::Page(1),                   "page_down"),
    row(KeyScope::Query,    &[PageUp],                       Action::Page(-1),                  "page_up"),
    row(KeyScope::Query,    &[ShiftDown],                    Action::ScrollDetail(1),           "scroll_down"),
    row(KeyScope::Query,    &[ShiftUp],                      Action::ScrollDetail(-1),          "scroll_up"),
    footer(KeyScope::Query, &[Ctrl('y')],                    Action::Copy,                      "copy"),
    footer(KeyScope::Query, &[Tab],                          Action::Turn(1),                   "next_pane"),
    row(KeyScope::Query,    &[BackTab],                      Action::Turn(-1),                  "previous_pane"),
    row(KeyScope::Query,    &[Ctrl('t')],                    Action::Mark,                      "mark"),
    row(KeyScope::Query,    &[Ctrl('r')],                    Action::EarlierQuery,              "earlier_query"),
    row(KeyScope::Query,    &[Left, Ctrl('b')],              Action::Edit(Edit::Left),          "left"),
    row(KeyScope::Query,    &[Right, Ctrl('f')],             Action::Edit(Edit::Right),         "right"),
    row(KeyScope::Query,    &[Alt('b')],                     Action::Edit(Edit::WordLeft),      "word_left"),
    row(KeyScope::Query,    &[Alt('f')],                     Action::Edit(Edit::WordRight),     "word_right"),
    row(KeyScope::Query,    &[Home, Ctrl('a')],              Action::Edit(Edit::Start),         "start"),
    row(KeyScope::Query,    &[End, Ctrl('e')],               Action::Edit(Edit::End),           "end"),
    row(KeyScope::Query,    &[Backspace, Ctrl('h')],         Action::Edit(Edit::Erase),         "erase"),
    row(KeyScope::Query,    &[Delete],                       Action::Edit(Edit::EraseNext),     "erase_next"),
    row(KeyScope::Query,    &[Ctrl('w')],                    Action::Edit(Edit::EraseWord),     "erase_word"),
    row(KeyScope::Query,    &[Alt('d')],                     Action::Edit(Edit::EraseNextWord), "erase_next_word"),
    row(KeyScope::Query,    &[Ctrl('u')],                    Action::Edit(Edit::EraseToStart),  "erase_to_start"),
    row(KeyScope::Query,    &[Ctrl('d')],                    Action::QuitIfEmpty,               "quit_if_empty"),
    row(KeyScope::List,     &[Down, Char('j'), Ctrl('n')],   Action::Move(1),                   "move_down"),
    row(KeyScope::List,     &[Up, Char('k'), Ctrl('p')],     Action::Move(-1),                  "move_up"),
    row(KeyScope::List,     &[PageDown],                     Action::Page(1),                   "page_down"),
    row(KeyScope::List,     &[PageUp],                       Action::Page(-1),                  "page_up"),
    row(KeyScope::List,     &[Ctrl('d')],                    Action::HalfPage(1),               "half_page_down"),
    row(KeyScope::List,     &[Ctrl('u')],                    Action::HalfPage(-1),              "half_page_up"),
    row(KeyScope::List,     &[Char('g'), Home],              Action::First,                     "first"),
    row(KeyScope::List,     &[Char('G'), End],               Action::Last,                      "last"),
    row(KeyScope::List,     &[ShiftDown],                    Action::ScrollDetail(1),           "scroll_down"),
    row(KeyScope::List,     &[ShiftUp],                      Action::ScrollDetail(-1),          "scroll_up"),
    footer(KeyScope::List,  &[Enter, Right, Char('l')],      Action::Open,                      "open").of(LOOKING),
    footer(KeyScope::List,  &[Enter],                        Action::Choose,                    "choose").of(PICKING),
    footer(KeyScope::List,  &[Right, Char('l')],             Action::Open,                      "open").of(PICKING),
    row(KeyScope::List,     &[Tab],                          Action::Turn(1),                   "next_pane"),
    row(KeyScope::List,     &[BackTab],                      Action::Turn(-1),                  "previous_pane"),
    row(KeyScope::List,     &[Char('m')],                    Action::ToMap,                     "to_map"),
    footer(KeyScope::Detail,&[Left, Char('h'), Backspace],   Action::Back,                      "back"),
    footer(KeyScope::Detail,&[Down, Char('j'), Tab],         Action::Move(1),                   "next_link"),
    row(KeyScope::Detail,   &[Up, Char('k'), BackTab],       Action::Move(-1),                  "previous_link"),
    footer(KeyScope::Detail,&[Enter, Right],                 Action::Open,                      "follow").of(LOOKING),
    footer(KeyScope::Detail,&[Enter],                        Action::Choose,                    "choose").of(PICKING),
    footer(KeyScope::Detail,&[Right],                        Action::Open,                      "follow").of(PICKING),
    row(KeyScope::Detail,   &[PageDown],                     Action::Page(1),                   "page_down"),
    row(KeyScope::Detail,   &[PageUp],                       Action::Page(-1),                  "page_up"),
    row(KeyScope::Detail,   &[Ctrl('d')],                    Action::HalfPage(1),               "half_page_down"),
    row(KeyScope::Detail,   &[Ctrl('u')],                    Action::HalfPage(-1),              "half_page_up"),
    row(KeyScope::Detail,   &[Home, Char('g')],              Action::First,                     "first"),
    row(KeyScope::Detail,   &[End, Char('G')],               Action::Last,                      "last"),
    row(KeyScope::Detail,   &[Char('m')],                    Action::ToMap,                     "to_map"),
    footer(KeyScope::Map,   &[Up, Char('k')],                Action::Neighbour(Direction::Up),    "north"),
    footer(KeyScope::Map,   &[Down, Char('j')],              Action::Neighbour(Direction::Down),  "south"),
    footer(KeyScope::Map,   &[Left, Char('h')],              Action::Neighbour(Direction::Left),  "west"),
    footer(KeyScope::Map,   &[Right, Char('l')],             Action::Neighbour(Direction::Right), "east"),
    footer(KeyScope::Map,   &[Enter],                        Action::Open,                      "show_region"),
    footer(KeyScope::Map,   &[Esc, Char('m'), Backspace],    Action::Back,                      "leave_map"),
    row(KeyScope::Map,      &[ShiftDown],                    Action::ScrollDetail(1),           "scroll_down"),
    row(KeyScope::Map,      &[ShiftUp],                      Action::ScrollDetail(-1),          "scroll_up"),
    footer(KeyScope::Browse,&[Char('y'), Ctrl('y')],         Action::Copy,                      "copy"),
    row(KeyScope::Browse,   &[Char('p')],                    Action::Print,                     "print"),
    footer(KeyScope::Browse,&[Char('o')],                    Action::Evidence,                  "evidence"),
    footer(KeyScope::Browse,&[Char('/'), Char('f')],         Action::ToQuery,                   "to_query"),
    footer(KeyScope::List,  &[Char(' ')],                    Action::Mark,                      "mark"),
    row(KeyScope::Browse,   &[Char('e')],                    Action::Export,                    "export").of(OWN),
    row(KeyScope::Browse,   &[Char('1')],                    Action::Visit(Pane::Projects),     "projects"),
    row(KeyScope::Browse,   &[Char('2')],                    Action::Visit(Pane::People),       "people"),
    row(KeyScope::Browse,   &[Char('3')],                    Action::Visit(Pane::Regions),      "regions"),
    row(KeyScope::Browse,   &[Char('?')],                    Action::Help,                      "help"),
    footer(KeyScope::Browse,&[Char('q')],                    Action::Quit,                      "quit"),
    footer(KeyScope::Export,&[Enter],                        Action::WriteFile,                 "write_file").of(OWN),
    footer(KeyScope::Export,&[Tab],                          Action::NextFormat(1),             "next_format").of(OWN),
    row(KeyScope::Export,   &[BackTab],                      Action::NextFormat(-1),            "previous_format").of(OWN),
    footer(KeyScope::Export,&[Esc],                          Action::Back,                      "cancel").of(OWN),
    row(KeyScope::Export,   &[Left, Ctrl('b')],              Action::Edit(Edit::Left),          "left").of(OWN),
    row(KeyScope::Export,   &[Right, Ctrl('f')],             Action::Edit(Edit::Right),         "right").of(OWN),
    row(KeyScope::Export,   &[Home, Ctrl('a')],              Action::Edit(Edit::Start),         "start").of(OWN),
    row(KeyScope::Export,   &[End, Ctrl('e')],               Action::Edit(Edit::End),           "end").of(OWN),
    row(KeyScope::Export,   &[Backspace, Ctrl('h')],         Action::Edit(Edit::Erase),         "erase").of(OWN),
    row(KeyScope::Export,   &[Delete],                       Action::Edit(Edit::EraseNext),     "erase_next").of(OWN),
    row(KeyScope::Export,   &[Ctrl('w')],                    Action::Edit(Edit::EraseWord),     "erase_word").of(OWN),
    row(KeyScope::Export,   &[Ctrl('u')],                    Action::Edit(Edit::EraseToStart),  "erase_to_start").of(OWN),
    row(KeyScope::Help,     &[Down],                         Action::Move(1),                   "scroll_down"),
    row(KeyScope::Help,     &[Up],                           Action::Move(-1),                  "scroll_up"),
    row(KeyScope::Help,     &[PageDown],                     Action::Page(1),                   "page_down"),
    row(KeyScope::Help,     &[PageUp],                       Action::Page(-1),                  "page_up"),
    row(KeyScope::Help,     &[Home],                         Action::First,                     "first"),
    row(KeyScope::Help,     &[End],                          Action::Last,                      "last"),
    row(KeyScope::Help,     &[Backspace],                    Action::Edit(Edit::Erase),         "erase"),
    row(KeyScope::Help,     &[Ctrl('u')],                    Action::Edit(Edit::Clear),         "clear_filter"),
    footer(KeyScope::Help,  &[Esc, Enter],                   Action::Back,                      "back"),
    footer(KeyScope::Any,   &[F(1)],                         Action::Help,                      "help"),
    row(KeyScope::Any,      &[Esc, Ctrl('g')],               Action::Back,                      "back_or_clear"),
    row(KeyScope::Any,      &[F(2)],                         Action::NextLanguage,              "next_language"),
    row(KeyScope::Any,      &[Ctrl('l')],                    Action::Redraw,                    "redraw"),
    row(KeyScope::Any,      &[Ctrl('z')],                    Action::Stop,                      "stop"),
    footer(KeyScope::Any,   &[Ctrl('c')],                    Action::Quit,                      "quit"),
];

/// The action of a key in a mode of a browser that was opened for a purpose. Returns `None` if the key has none.
///
/// The table leaves out letters only: where text can be typed, they are inserted.
#[must_use]
pub fn action_for(purpose: Purpose, mode: &Mode, key: Key) -> Option<Action> {
    let row = bindings(purpose).find(|row| row.scope.holds(mode) && row.keys.contains(&key));
    match (row, mode, key) {
        (Some(row), ..) => Some(row.action),
        (None, Mode::Query | Mode::Help(_) | Mode::Export(_), Char(letter)) => Some(Action::Edit(Edit::Insert(letter))),
        _ => None,
    }
}

/// The bindings of a browser that was opened for a purpose, in the order of help.
pub fn bindings(purpose: Purpose) -> impl Iterator<Item = &'static Binding> {
    KEYMAP.iter().filter(move |row| row.purposes.contains(&purpose))
}

impl KeyScope {
    /// Whether a binding of this scope applies in `mode`.
    #[must_use]
    pub fn holds(self, mode: &Mode) -> bool {
        match self {
            Self::Query => matches!(mode, Mode::Query),
            Self::List => matches!(mode, Mode::List),
            Self::Detail => matches!(mode, Mode::Detail(_)),
            Self::Map => matches!(mode, Mode::Map(_)),
            Self::Export => matches!(mode, Mode::Export(_)),
            Self::Help => matches!(mode, Mode::Help(_)),
            Self::Browse => matches!(mode, Mode::List | Mode::Detail(_) | Mode::Map(_)),
            Self::Any => true,
        }
    }

    /// A description of the scope.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let name = match self {
            Self::Query => "query",
            Self::List => "list",
            Self::Detail => "detail",
            Self::Map => "map",
            Self::Export => "export",
            Self::Help => "help",
            Self::Browse => "browse",
            Self::Any => "any",
        };
        look_up(lang, &format!("keys.scope.{name}"))
    }
}

impl Binding {
    /// The binding for some purposes.
    const fn of(mut self, purposes: &'static [Purpose]) -> Self {
        self.purposes = purposes;
        self
    }

    /// The keys as text: `j ↓`.
    #[must_use]
    pub fn label(&self, marks: &Marks) -> String {
        self.keys.iter().map(|key| key.label(marks)).collect::<Vec<_>>().join(" ")
    }

    /// The short description, for the footer.
    #[must_use]
    pub fn short(&self, lang: Lang) -> String {
        look_up(lang, &format!("keys.short.{}", self.does))
    }

    /// The long description, for help and `docs/keys.md`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        look_up(lang, &format!("keys.long.{}", self.does))
    }
}

/// The table of key bindings in `docs/keys.md`.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::from("| where | key | does |\n| --- | --- | --- |\n");
    for row in KEYMAP {
        let keys = row.keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
        let purpose = if row.purposes == PICKING { " of `allu pick`" } else { "" };
        _ = writeln!(table, "| {}{purpose} | {keys} | {} |", row.scope.words(Lang::En), row.words(Lang::En));
    }
    table
}

const fn row(scope: KeyScope, keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { scope, keys, action, does, in_footer: false, purposes: ALL }
}

const fn footer(scope: KeyScope, keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { scope, keys, action, does, in_footer: true, purposes: ALL }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Help, MapFocus};

    #[test]
    fn every_key_has_its_words_in_every_language() {
        for row in KEYMAP {
            for lang in Lang::ALL {
                for words in [row.words(lang), row.scope.words(lang)] {
                    assert!(!words.contains("keys."), "{words} ({lang})");
                }
                assert!(!row.in_footer || !row.short(lang).contains("keys."), "{} ({lang})", row.short(lang));
            }
        }
    }

    #[test]
    fn no_key_means_two_things_at_once() {
        let region = "01".parse().expect("a region");
        let map = Mode::Map(MapFocus { from: Box::new(Mode::List), region });
        let help = Mode::Help(Help { from: Box::new(Mode::List), filter: String::new(), top: 0 });
        let modes = [Mode::Query, Mode::List, Mode::Detail(Vec::new()), map, help];
        for (mode, purpose) in modes.iter().flat_map(|mode| ALL.iter().map(move |purpose| (mode, *purpose))) {
            let rows: Vec<_> = bindings(purpose).filter(|row| row.scope.holds(mode)).collect();
            for (at, row) in rows.iter().enumerate() {
                for key in row.keys {
                    let again =
                        rows[at + 1..].iter().find(|other| other.keys.contains(key) && other.action != row.action);
                    assert!(again.is_none(), "{key} in {mode:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_needs_a_key_that_nordic_keyboards_hide() {
        for row in KEYMAP {
            let hidden = |key: &Key| matches!(key, Char(sign) if "[]{}\\|~^@$".contains(*sign));
            assert!(!row.keys.iter().all(hidden), "{}", row.does);
        }
    }
}
