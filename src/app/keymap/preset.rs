//! Sets of keys that users of other programs know.

use super::Key::{Alt, Ctrl, Esc};
use super::{Key, KeyScope, Keymap};

/// A set of keys to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum KeyPreset {
    /// The table of `docs/keys.md`.
    #[default]
    Default,
    /// Starts in the list; Esc moves the focus from the query to the list.
    Vim,
    /// Ctrl and Alt move everywhere.
    Emacs,
}

/// A key that a preset adds: the scope, the action, the key.
type Addition = (KeyScope, &'static str, &'static [Key]);

#[rustfmt::skip]
const VIM: &[Addition] = &[
    (KeyScope::Query,  "to_list",        &[Esc]),
    (KeyScope::List,   "to_query",       &[Key::Char('i'), Key::Char('a')]),
    (KeyScope::List,   "clear_query",    &[Esc]),
    (KeyScope::List,   "page_down",      &[Ctrl('f')]),
    (KeyScope::List,   "page_up",        &[Ctrl('b')]),
    (KeyScope::Detail, "to_query",       &[Key::Char('i'), Key::Char('a')]),
    (KeyScope::Detail, "back",           &[Ctrl('o')]),
    (KeyScope::Detail, "page_down",      &[Ctrl('f')]),
    (KeyScope::Detail, "page_up",        &[Ctrl('b')]),
];

#[rustfmt::skip]
const EMACS: &[Addition] = &[
    (KeyScope::Query,  "page_down",      &[Ctrl('v')]),
    (KeyScope::Query,  "page_up",        &[Alt('v')]),
    (KeyScope::Query,  "first",          &[Alt('<')]),
    (KeyScope::Query,  "last",           &[Alt('>')]),
    (KeyScope::Query,  "erase_to_end",   &[Ctrl('k')]),
    (KeyScope::List,   "page_down",      &[Ctrl('v')]),
    (KeyScope::List,   "page_up",        &[Alt('v')]),
    (KeyScope::List,   "first",          &[Alt('<')]),
    (KeyScope::List,   "last",           &[Alt('>')]),
    (KeyScope::List,   "open",           &[Ctrl('f')]),
    (KeyScope::Detail, "next_link",      &[Ctrl('n')]),
    (KeyScope::Detail, "previous_link",  &[Ctrl('p')]),
    (KeyScope::Detail, "follow",         &[Ctrl('f')]),
    (KeyScope::Detail, "back",           &[Ctrl('b')]),
    (KeyScope::Detail, "page_down",      &[Ctrl('v')]),
    (KeyScope::Detail, "page_up",        &[Alt('v')]),
    (KeyScope::Detail, "first",          &[Alt('<')]),
    (KeyScope::Detail, "last",           &[Alt('>')]),
    (KeyScope::Map,    "north",          &[Ctrl('p')]),
    (KeyScope::Map,    "south",          &[Ctrl('n')]),
    (KeyScope::Map,    "west",           &[Ctrl('b')]),
    (KeyScope::Map,    "east",           &[Ctrl('f')]),
    (KeyScope::Browse, "to_query",       &[Ctrl('s')]),
    (KeyScope::Help,   "scroll_down",    &[Ctrl('n')]),
    (KeyScope::Help,   "scroll_up",      &[Ctrl('p')]),
    (KeyScope::Help,   "page_down",      &[Ctrl('v')]),
    (KeyScope::Help,   "page_up",        &[Alt('v')]),
    (KeyScope::Help,   "first",          &[Alt('<')]),
    (KeyScope::Help,   "last",           &[Alt('>')]),
];

impl KeyPreset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Default, Self::Vim, Self::Emacs];

    /// The name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Vim => "vim",
            Self::Emacs => "emacs",
        }
    }
}

impl Keymap {
    /// The bindings of a preset.
    #[must_use]
    pub fn of(preset: KeyPreset) -> Self {
        let (additions, starts_in_list) = match preset {
            KeyPreset::Default => (&[][..], false),
            KeyPreset::Vim => (VIM, true),
            KeyPreset::Emacs => (EMACS, false),
        };
        let mut keymap = Self { starts_in_list, ..Self::default() };
        for (scope, action, keys) in additions {
            keymap.add_keys(*scope, action, keys);
        }
        keymap
    }
}
