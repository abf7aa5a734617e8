//! Key bindings: one table, which the configuration can change, for dispatch, footer, help and `docs/keys.md`.
//!
//! * `change`: changes of key bindings: each key has one meaning in each part of the screen, also afterwards.
//! * `key`: keys, as the user names them.
//! * `preset`: sets of keys that users of other programs know.
//! * `table`: the table of all key bindings, and of the actions that have no key unless the user gives them one.

mod change;
mod key;
mod preset;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Action, Edit, Mode, Purpose};
use crate::i18n::{Lang, look_up};
use crate::present::Marks;
pub use change::{KeyChange, KeyClash, action_names, clash};
pub use key::{Key, UnknownKey};
pub use preset::KeyPreset;
use table::{PICKING, bound, rows};

/// The scope of a key binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyScope {
    /// While the query has the focus.
    Query,
    /// While the list has the focus.
    List,
    /// While the detail has the focus.
    Detail,
    /// While the map has the focus.
    Map,
    /// While the prompt for a file has the focus.
    Export,
    /// While help has the focus.
    Help,
    /// In the list, the detail and the map.
    Browse,
    /// Everywhere.
    Any,
}

/// One key binding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The scope of the binding.
    pub scope: KeyScope,
    /// The keys; the footer shows the first.
    pub keys: Cow<'static, [Key]>,
    /// The action of the keys.
    pub action: Action,
    /// The key of its description in `assets/words/keys.yml`: a short one for the footer, a long one for help.
    pub does: &'static str,
    /// Whether the footer shows it.
    pub in_footer: bool,
    /// The purposes for which it applies.
    pub purposes: Cow<'static, [Purpose]>,
}

/// All key bindings of a user, in the order of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<Binding>,
    starts_in_list: bool,
}

impl Keymap {
    /// Whether the list, not the query, has the focus at the start.
    #[must_use]
    pub const fn starts_in_list(&self) -> bool {
        self.starts_in_list
    }

    /// The action of a key in a mode of a browser that was opened for a purpose. Returns `None` if the key has none.
    ///
    /// Letters that the table does not bind are inserted if text can be typed.
    #[must_use]
    pub fn action_for(&self, purpose: Purpose, mode: &Mode, key: Key) -> Option<Action> {
        let row = self.bindings(purpose).find(|row| row.scope.holds(mode) && row.keys.contains(&key));
        match (row, mode, key) {
            (Some(row), ..) => Some(row.action),
            (None, Mode::Query | Mode::Help(_) | Mode::Export(_), Key::Char(letter)) => {
                Some(Action::Edit(Edit::Insert(letter)))
            }
            _ => None,
        }
    }

    /// The bindings of a browser that was opened for a purpose, in the order of help.
    pub fn bindings(&self, purpose: Purpose) -> impl Iterator<Item = &Binding> {
        self.rows.iter().filter(move |row| row.purposes.contains(&purpose))
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self { rows: bound().collect(), starts_in_list: false }
    }
}

impl KeyScope {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Query, Self::List, Self::Detail, Self::Map, Self::Browse, Self::Export, Self::Help, Self::Any];

    /// The scopes it consists of, each for one part of the screen.
    #[must_use]
    pub const fn parts(self) -> &'static [Self] {
        match self {
            Self::Query => &[Self::Query],
            Self::List => &[Self::List],
            Self::Detail => &[Self::Detail],
            Self::Map => &[Self::Map],
            Self::Export => &[Self::Export],
            Self::Help => &[Self::Help],
            Self::Browse => &[Self::List, Self::Detail, Self::Map],
            Self::Any => &[Self::Query, Self::List, Self::Detail, Self::Map, Self::Export, Self::Help],
        }
    }

    /// Whether text can be typed in it, or in a part of it.
    #[must_use]
    pub fn takes_text(self) -> bool {
        self.parts().iter().any(|part| matches!(part, Self::Query | Self::Export | Self::Help))
    }

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
        look_up(lang, &format!("keys.scope.{}", self.name()))
    }

    /// The name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::List => "list",
            Self::Detail => "detail",
            Self::Map => "map",
            Self::Export => "export",
            Self::Help => "help",
            Self::Browse => "browse",
            Self::Any => "any",
        }
    }
}

impl Binding {
    /// The keys as text: `j ↓`.
    #[must_use]
    pub fn label(&self, lang: Lang, marks: &Marks) -> String {
        self.keys.iter().map(|key| key.label(lang, marks)).collect::<Vec<_>>().join(" ")
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

/// The table of actions in `docs/configuration.md`.
#[must_use]
pub fn actions_markdown() -> String {
    let mut table = String::from("| action | does | keys |\n| --- | --- | --- |\n");
    for name in action_names() {
        let of_name: Vec<Binding> = rows().filter(|row| row.does == name).collect();
        let mut places: Vec<String> = Vec::new();
        for row in of_name.iter().filter(|row| !row.keys.is_empty()) {
            let keys = row.keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
            places.push(format!("{}: {keys}", row.scope.name()));
        }
        places.dedup();
        let words = of_name.first().map(|row| row.words(Lang::En)).unwrap_or_default();
        _ = writeln!(table, "| `{name}` | {words} | {} |", places.join("; "));
    }
    table
}

/// The table of key bindings in `docs/keys.md`.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::from("| where | key | does |\n| --- | --- | --- |\n");
    for row in bound() {
        let keys = row.keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
        let purpose = if *row.purposes == *PICKING { " of `allu pick`" } else { "" };
        _ = writeln!(table, "| {}{purpose} | {keys} | {} |", row.scope.words(Lang::En), row.words(Lang::En));
    }
    table
}
