//! The preferences of a user.

use std::sync::Arc;

use super::Keymap;
use crate::present::{Copied, CopyForm};

/// The preferences of a user.
#[derive(Clone, Debug, Default)]
pub struct Preferences {
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The form that is copied first.
    pub copy: CopyChoice,
}

/// The action of Enter in the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EnterChoice {
    /// Moves the focus to the list.
    #[default]
    List,
    /// Opens the record.
    Open,
    /// Copies the number.
    Copy,
    /// Leaves and prints the record.
    Print,
}

/// The form that is copied first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CopyChoice {
    /// The number as printed.
    #[default]
    Number,
    /// The number as a telephone dials it.
    International,
    /// The e-mail address.
    Email,
    /// The name, the numbers and the addresses.
    Card,
}

impl EnterChoice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::List, Self::Open, Self::Copy, Self::Print];

    /// The name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Open => "open",
            Self::Copy => "copy",
            Self::Print => "print",
        }
    }
}

impl CopyChoice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Number, Self::International, Self::Email, Self::Card];

    /// The name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::International => "international",
            Self::Email => "email",
            Self::Card => "card",
        }
    }

    /// The forms in which a record can be copied. The preferred form is first, if the record has it.
    pub(super) fn put_first(self, mut forms: Vec<Copied>) -> Vec<Copied> {
        let is_chosen = |copied: &Copied| match self {
            Self::Number => true,
            Self::International => matches!(copied.form, CopyForm::E164(_)),
            Self::Email => matches!(copied.form, CopyForm::Mail(_)),
            Self::Card => matches!(copied.form, CopyForm::Card(_)),
        };
        if let Some(at) = forms.iter().position(is_chosen) {
            let chosen = forms.remove(at);
            forms.insert(0, chosen);
        }
        forms
    }
}
