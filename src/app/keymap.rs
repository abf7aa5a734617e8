//! The whole keyboard: dispatch, footer, help and `docs/keys.md` are made from this one table.

use std::fmt::Write as _;

use super::{Action, Edit, Key, Mode};
use crate::i18n::{Lang, look_up};
use crate::present::Marks;
use crate::search::Pane;

use Key::{
    BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

/// Where a row of the keyboard holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// While the query has the keyboard.
    Query,
    /// While the list has it.
    List,
    /// While the detail has it.
    Detail,
    /// While help has it.
    Help,
    /// In the list and the detail.
    Browse,
    /// Everywhere.
    Any,
}

/// One row of the keyboard.
#[derive(Debug)]
pub struct Binding {
    /// Where the row holds.
    pub scope: Scope,
    /// Any of these will do; the first is the one the footer shows.
    pub keys: &'static [Key],
    /// What they ask for.
    pub action: Action,
    /// The name of the words for it in `assets/words/keys.yml`: short ones for the footer, long ones for help.
    pub does: &'static str,
    /// Whether the footer shows it.
    pub in_footer: bool,
}

/// The whole keyboard, in the order help lists it.
#[rustfmt::skip]
pub const KEYMAP: &[Binding] = &[
    footer(Scope::Query, &[Enter],                        Action::ToList,                  "to_list"),
    row(Scope::Query,    &[Down],                         Action::Move(1),                 "move_down"),
    row(Scope::Query,    &[Up],                           Action::Move(-1),                "move_up"),
    row(Scope::Query,    &[PageDown],                     Action::Page(1),                 "page_down"),
    row(Scope::Query,    &[PageUp],                       Action::Page(-1),                "page_up"),
    footer(Scope::Query, &[Ctrl('y')],                    Action::Copy,                    "copy"),
    row(Scope::Query,    &[Left, Ctrl('b')],              Action::Edit(Edit::Left),        "left"),
    row(Scope::Query,    &[Right, Ctrl('f')],             Action::Edit(Edit::Right),       "right"),
    row(Scope::Query,    &[Home, Ctrl('a')],              Action::Edit(Edit::Start),       "start"),
    row(Scope::Query,    &[End, Ctrl('e')],               Action::Edit(Edit::End),         "end"),
    row(Scope::Query,    &[Backspace, Ctrl('h')],         Action::Edit(Edit::Erase),       "erase"),
    row(Scope::Query,    &[Delete],                       Action::Edit(Edit::EraseNext),   "erase_next"),
    row(Scope::Query,    &[Ctrl('w')],                    Action::Edit(Edit::EraseWord),   "erase_word"),
    row(Scope::Query,    &[Ctrl('u')],                    Action::Edit(Edit::Clear),       "clear"),
    row(Scope::Query,    &[Ctrl('d')],                    Action::QuitIfEmpty,             "quit_if_empty"),
    row(Scope::List,     &[Char('j'), Down],              Action::Move(1),                 "move_down"),
    row(Scope::List,     &[Char('k'), Up],                Action::Move(-1),                "move_up"),
    row(Scope::List,     &[PageDown],                     Action::Page(1),                 "page_down"),
    row(Scope::List,     &[PageUp],                       Action::Page(-1),                "page_up"),
    row(Scope::List,     &[Char('g'), Home],              Action::First,                   "first"),
    row(Scope::List,     &[Char('G'), End],               Action::Last,                    "last"),
    footer(Scope::List,  &[Enter, Right, Char('l')],      Action::Open,                    "open"),
    footer(Scope::Detail,&[Left, Backspace],              Action::Back,                    "back"),
    footer(Scope::Detail,&[Down, Char('j'), Tab],         Action::Move(1),                 "next_link"),
    row(Scope::Detail,   &[Up, Char('k'), BackTab],       Action::Move(-1),                "previous_link"),
    row(Scope::Detail,   &[PageDown, Char(' ')],          Action::Page(1),                 "page_down"),
    row(Scope::Detail,   &[PageUp],                       Action::Page(-1),                "page_up"),
    row(Scope::Detail,   &[Home, Char('g')],              Action::First,                   "first"),
    row(Scope::Detail,   &[End, Char('G')],               Action::Last,                    "last"),
    footer(Scope::Detail,&[Enter, Right],                 Action::Open,                    "follow"),
    footer(Scope::Browse,&[Char('y'), Ctrl('y')],         Action::Copy,                    "copy"),
    row(Scope::Browse,   &[Char('p')],                    Action::Print,                   "print"),
    footer(Scope::Browse,&[Char('o')],                    Action::Evidence,                "evidence"),
    footer(Scope::Browse,&[Char('/'), Char('f'), Ctrl('f')], Action::ToQuery,              "to_query"),
    row(Scope::Browse,   &[Char('1')],                    Action::Visit(Pane::Projects),   "projects"),
    row(Scope::Browse,   &[Char('2')],                    Action::Visit(Pane::People),     "people"),
    row(Scope::Browse,   &[Char('3')],                    Action::Visit(Pane::Regions),    "regions"),
    row(Scope::List,     &[Tab],                          Action::Turn(1),                 "next_pane"),
    row(Scope::List,     &[BackTab],                      Action::Turn(-1),                "previous_pane"),
    footer(Scope::Query, &[Tab],                          Action::Turn(1),                 "next_pane"),
    row(Scope::Query,    &[BackTab],                      Action::Turn(-1),                "previous_pane"),
    row(Scope::Browse,   &[Char('?')],                    Action::Help,                    "help"),
    footer(Scope::Browse,&[Char('q')],                    Action::Quit,                    "quit"),
    row(Scope::Help,     &[Down],                         Action::Move(1),                 "move_down"),
    row(Scope::Help,     &[Up],                           Action::Move(-1),                "move_up"),
    row(Scope::Help,     &[PageDown],                     Action::Page(1),                 "page_down"),
    row(Scope::Help,     &[PageUp],                       Action::Page(-1),                "page_up"),
    row(Scope::Help,     &[Backspace],                    Action::Edit(Edit::Erase),       "erase"),
    row(Scope::Help,     &[Ctrl('u')],                    Action::Edit(Edit::Clear),       "clear"),
    footer(Scope::Help,  &[Esc, Enter],                   Action::Back,                    "back"),
    footer(Scope::Any,   &[F(1)],                         Action::Help,                    "help"),
    row(Scope::Any,      &[Esc],                          Action::Back,                    "back"),
    row(Scope::Any,      &[F(2)],                         Action::NextLanguage,            "next_language"),
    row(Scope::Any,      &[Ctrl('l')],                    Action::Redraw,                  "redraw"),
    row(Scope::Any,      &[Ctrl('z')],                    Action::Stop,                    "stop"),
    footer(Scope::Any,   &[Ctrl('c')],                    Action::Quit,                    "quit"),
];

/// What a key asks for while `mode` has the keyboard.
///
/// Letters are the one thing that the table leaves out: where something can be typed, they are typed.
#[must_use]
pub fn action_for(mode: &Mode, key: Key) -> Option<Action> {
    let row = KEYMAP.iter().find(|row| row.scope.holds(mode) && row.keys.contains(&key));
    match (row, mode, key) {
        (Some(row), ..) => Some(row.action),
        (None, Mode::Query | Mode::Help(_), Char(letter)) => Some(Action::Edit(Edit::Insert(letter))),
        _ => None,
    }
}

impl Scope {
    /// Whether a row of this scope works while `mode` has the keyboard.
    #[must_use]
    pub fn holds(self, mode: &Mode) -> bool {
        match self {
            Self::Query => matches!(mode, Mode::Query),
            Self::List => matches!(mode, Mode::List),
            Self::Detail => matches!(mode, Mode::Detail(_)),
            Self::Help => matches!(mode, Mode::Help(_)),
            Self::Browse => matches!(mode, Mode::List | Mode::Detail(_)),
            Self::Any => true,
        }
    }

    /// Where the row holds, in words.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let name = match self {
            Self::Query => "query",
            Self::List => "list",
            Self::Detail => "detail",
            Self::Help => "help",
            Self::Browse => "browse",
            Self::Any => "any",
        };
        look_up(lang, &format!("keys.scope.{name}"))
    }
}

impl Binding {
    /// The keys as they are shown: `j ↓`.
    #[must_use]
    pub fn label(&self, marks: &Marks) -> String {
        self.keys.iter().map(|key| key.label(marks)).collect::<Vec<_>>().join(" ")
    }

    /// A word or two about what it does, for the footer.
    #[must_use]
    pub fn short(&self, lang: Lang) -> String {
        look_up(lang, &format!("keys.short.{}", self.does))
    }

    /// What it does, for help and `docs/keys.md`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        look_up(lang, &format!("keys.long.{}", self.does))
    }
}

/// The keyboard as `docs/keys.md` shows it.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::from("| where | key | does |\n| --- | --- | --- |\n");
    for row in KEYMAP {
        let keys = row.keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
        _ = writeln!(table, "| {} | {keys} | {} |", row.scope.words(Lang::En), row.words(Lang::En));
    }
    table
}

const fn row(scope: Scope, keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { scope, keys, action, does, in_footer: false }
}

const fn footer(scope: Scope, keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { scope, keys, action, does, in_footer: true }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let modes = [Mode::Query, Mode::List, Mode::Detail(Vec::new())];
        for mode in modes {
            let rows: Vec<_> = KEYMAP.iter().filter(|row| row.scope.holds(&mode)).collect();
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
