//! Changes to key bindings. After them, each key still has one meaning in each part of the screen.

use std::borrow::Cow;

use super::table::LOOKING;
use super::table::rows;
use super::{Binding, Key, KeyScope, Keymap};
use crate::app::{EnterChoice, Purpose};

/// A change to an action: the keys that replace its keys in a part of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The scope of the keys.
    pub scope: KeyScope,
    /// The action, by one of [`action_names`].
    pub action: String,
    /// The keys. If empty, the action has no keys.
    pub keys: Vec<Key>,
}

/// Two changes that assign different actions to one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyClash {
    /// The key.
    pub key: Key,
    /// The index of the first change.
    pub first: usize,
    /// The index of the second change, and of the key in it.
    pub second: (usize, usize),
}

/// The names of all actions, in the order of help, each once.
#[must_use]
pub fn action_names() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for row in rows() {
        if !names.contains(&row.does) {
            names.push(row.does);
        }
    }
    names
}

/// The first clash of some changes. Returns `None` if each key has one meaning.
#[must_use]
pub fn clash(changes: &[KeyChange]) -> Option<KeyClash> {
    for (second, change) in changes.iter().enumerate() {
        for (at, key) in change.keys.iter().enumerate() {
            let meets = |other: &KeyChange| {
                other.keys.contains(key) && overlap(other.scope, change.scope) && !mean_same(other, change)
            };
            if let Some(first) = changes.iter().take(second).position(meets) {
                return Some(KeyClash { key: *key, first, second: (second, at) });
            }
        }
    }
    None
}

fn mean_same(one: &KeyChange, other: &KeyChange) -> bool {
    let action = |change: &KeyChange| templates(change.scope, &change.action).first().map(|row| row.action);
    action(one) == action(other)
}

fn overlap(one: KeyScope, other: KeyScope) -> bool {
    one.parts().iter().any(|part| other.parts().contains(part))
}

/// The rows of the table for an action in a scope; if there are none, a row of another scope. Empty if there is no such
/// action.
fn templates(scope: KeyScope, action: &str) -> Vec<Binding> {
    let named = || rows().filter(|row| row.does == action);
    let here: Vec<Binding> = named().filter(|row| row.scope == scope).collect();
    if here.is_empty() { named().take(1).map(|row| Binding { scope, ..row }).collect() } else { here }
}

impl Keymap {
    /// Applies changes that do not clash. Actions that had the keys in the same part of the screen lose them. A change
    /// whose action does not exist is ignored.
    pub fn change(&mut self, changes: &[KeyChange]) {
        for change in changes {
            self.rows.retain(|row| !(row.scope == change.scope && row.does == change.action));
        }
        for change in changes.iter().filter(|change| !change.keys.is_empty()) {
            for template in templates(change.scope, &change.action) {
                self.give(Binding { keys: Cow::Owned(change.keys.clone()), ..template });
            }
        }
    }

    /// Sets what Enter does in the query of a browser that was not opened to choose records.
    pub fn set_enter(&mut self, choice: EnterChoice) {
        let action = match choice {
            EnterChoice::List => return,
            EnterChoice::Open => "open",
            EnterChoice::Copy => "copy",
            EnterChoice::Print => "print",
        };
        for template in templates(KeyScope::Query, action).into_iter().take(1) {
            let (keys, purposes) = (Cow::Borrowed(&[Key::Enter][..]), Cow::Borrowed(LOOKING));
            self.give(Binding { keys, purposes, in_footer: true, ..template });
        }
    }

    /// Gives an action further keys.
    pub(super) fn add_keys(&mut self, scope: KeyScope, action: &str, keys: &[Key]) {
        for template in templates(scope, action) {
            let is_same =
                |row: &&Binding| row.scope == scope && row.does == action && row.purposes == template.purposes;
            let old = self.rows.iter().find(is_same).map(|row| row.keys.to_vec()).unwrap_or_default();
            self.rows.retain(|row| !is_same(&row));
            self.give(Binding { keys: Cow::Owned([old, keys.to_vec()].concat()), ..template });
        }
    }

    /// Adds a row at the place that its action has in the table, and takes its keys from all other rows.
    fn give(&mut self, row: Binding) {
        let others = std::mem::take(&mut self.rows);
        self.rows = others.into_iter().flat_map(|other| without_keys(other, &row)).collect();
        let table: Vec<Binding> = rows().collect();
        let rank = |row: &Binding| {
            let place = |is_near: fn(KeyScope, KeyScope) -> bool| {
                table.iter().position(|known| known.does == row.does && is_near(known.scope, row.scope))
            };
            // An action that has no key in this part of the screen follows the rows of the part.
            let last = || table.iter().rposition(|known| known.scope == row.scope);
            place(|known, own| known == own).or_else(|| place(overlap)).or_else(last).unwrap_or(usize::MAX)
        };
        let wanted = rank(&row);
        let place = self.rows.iter().position(|other| rank(other) >= wanted).unwrap_or(self.rows.len());
        self.rows.insert(place, row);
    }
}

/// The row without the keys that another row has for the same part of the screen and the same purpose. If the row keeps
/// these keys in other parts of the screen, the result is one row per part.
fn without_keys(row: Binding, other: &Binding) -> Vec<Binding> {
    let is_shared = |key: &Key| other.keys.contains(key) && row.action != other.action;
    let meets = |purpose: &Purpose| other.purposes.contains(purpose);
    if !row.keys.iter().any(is_shared) || !overlap(row.scope, other.scope) || !row.purposes.iter().any(meets) {
        return vec![row];
    }
    let kept: Vec<Key> = row.keys.iter().filter(|key| !is_shared(key)).copied().collect();
    let (taken, left): (Vec<Purpose>, Vec<Purpose>) = row.purposes.iter().partition(|purpose| meets(purpose));
    let is_taken = |part: &&KeyScope| other.scope.parts().contains(part);
    let mut rows = Vec::new();
    if !left.is_empty() {
        rows.push(Binding { purposes: Cow::Owned(left), ..row.clone() });
    }
    if row.scope.parts().iter().all(|part| is_taken(&part)) {
        rows.push(Binding { keys: Cow::Owned(kept), purposes: Cow::Owned(taken), ..row });
    } else {
        for part in row.scope.parts() {
            let keys = if is_taken(&part) { Cow::Owned(kept.clone()) } else { row.keys.clone() };
            rows.push(Binding { scope: *part, keys, purposes: Cow::Owned(taken.clone()), ..row.clone() });
        }
    }
    rows.retain(|row| !row.keys.is_empty());
    rows
}
