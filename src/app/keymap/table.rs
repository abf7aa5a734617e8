//! The table of all key bindings, and of the actions that have no key unless the user gives them one.

use std::borrow::Cow;

use super::Key::{
    Alt, BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right,
    ShiftDown, ShiftUp, Tab, Up,
};
use super::{Binding, Key, KeyScope};
use crate::app::{Action, Edit, Purpose};
use crate::gazetteer::Direction;
use crate::search::Pane;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableRow {
    scope: KeyScope,
    keys: &'static [Key],
    action: Action,
    does: &'static str,
    in_footer: bool,
    purposes: &'static [Purpose],
}

/// Every purpose.
pub(super) const ALL: &[Purpose] = &[Purpose::Browse, Purpose::Pick, Purpose::Kiosk];
/// Purposes for which records are shown.
pub(super) const LOOKING: &[Purpose] = &[Purpose::Browse, Purpose::Kiosk];
/// The purpose for which a record is chosen.
pub(super) const PICKING: &[Purpose] = &[Purpose::Pick];
/// Purposes of a user who has favourites.
const KEEPING: &[Purpose] = &[Purpose::Browse, Purpose::Pick];
/// The purpose for which files are written.
const OWN: &[Purpose] = &[Purpose::Browse];

/// All key bindings, in the order of help.
#[rustfmt::skip]
const KEYMAP: &[TableRow] = &[
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
    row(KeyScope::List,     &[Char('b')],                    Action::Favourite,                 "favourite").of(KEEPING),
    row(KeyScope::Browse,   &[Char('t')],                    Action::Call,                      "call").of(OWN),
    row(KeyScope::Browse,   &[Char('w')],                    Action::Write,                     "write").of(OWN),
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

/// Actions that have a key only in presets or in the configuration.
#[rustfmt::skip]
const UNBOUND: &[TableRow] = &[
    row(KeyScope::Query,    &[],                             Action::Edit(Edit::EraseToEnd),    "erase_to_end"),
    row(KeyScope::List,     &[],                             Action::Edit(Edit::Clear),         "clear_query"),
];

impl TableRow {
    /// The row for some purposes.
    const fn of(mut self, purposes: &'static [Purpose]) -> Self {
        self.purposes = purposes;
        self
    }
}

const fn row(scope: KeyScope, keys: &'static [Key], action: Action, does: &'static str) -> TableRow {
    TableRow { scope, keys, action, does, in_footer: false, purposes: ALL }
}

const fn footer(scope: KeyScope, keys: &'static [Key], action: Action, does: &'static str) -> TableRow {
    TableRow { scope, keys, action, does, in_footer: true, purposes: ALL }
}

impl From<&TableRow> for Binding {
    fn from(row: &TableRow) -> Self {
        let TableRow { scope, keys, action, does, in_footer, purposes } = *row;
        Self { scope, keys: Cow::Borrowed(keys), action, does, in_footer, purposes: Cow::Borrowed(purposes) }
    }
}

/// The rows that have keys.
pub(super) fn bound() -> impl Iterator<Item = Binding> {
    KEYMAP.iter().map(Binding::from)
}

/// All rows.
pub(super) fn rows() -> impl Iterator<Item = Binding> {
    KEYMAP.iter().chain(UNBOUND).map(Binding::from)
}
