//! Keys, as the user names them.

use std::fmt;
use std::str::FromStr;

use crate::i18n::{Lang, say};
use crate::present::Marks;

/// A key, alone or with Ctrl, Alt or Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter, digit or sign.
    Char(char),
    /// A letter with Ctrl.
    Ctrl(char),
    /// A letter with Alt.
    Alt(char),
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Shift and arrow up.
    ShiftUp,
    /// Shift and arrow down.
    ShiftDown,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

impl Key {
    /// The key as this terminal can show it. The name of the space bar, which has no label, is in the user's language.
    #[must_use]
    pub fn label(&self, lang: Lang, marks: &Marks) -> String {
        match self {
            Self::Char(' ') => say!(lang, "keys.space"),
            Self::Up if marks.is_ascii => "Up".to_owned(),
            Self::Down if marks.is_ascii => "Down".to_owned(),
            Self::ShiftUp if marks.is_ascii => "Shift-Up".to_owned(),
            Self::ShiftDown if marks.is_ascii => "Shift-Down".to_owned(),
            Self::Left if marks.is_ascii => "Left".to_owned(),
            Self::Right if marks.is_ascii => "Right".to_owned(),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(letter) => write!(f, "{letter}"),
            Self::Ctrl(letter) => write!(f, "Ctrl-{}", letter.to_ascii_uppercase()),
            Self::Alt(letter) => write!(f, "Alt-{}", letter.to_ascii_uppercase()),
            Self::F(number) => write!(f, "F{number}"),
            Self::Enter => f.write_str("Enter"),
            Self::Esc => f.write_str("Esc"),
            Self::Tab => f.write_str("Tab"),
            Self::BackTab => f.write_str("Shift-Tab"),
            Self::Backspace => f.write_str("Backspace"),
            Self::Delete => f.write_str("Delete"),
            Self::Up => f.write_str("↑"),
            Self::Down => f.write_str("↓"),
            Self::ShiftUp => f.write_str("Shift-↑"),
            Self::ShiftDown => f.write_str("Shift-↓"),
            Self::Left => f.write_str("←"),
            Self::Right => f.write_str("→"),
            Self::Home => f.write_str("Home"),
            Self::End => f.write_str("End"),
            Self::PageUp => f.write_str("PgUp"),
            Self::PageDown => f.write_str("PgDn"),
        }
    }
}

/// The text is not the name of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownKey;

impl FromStr for Key {
    type Err = UnknownKey;

    /// Parses what [`Key`] displays, and the other usual names: `C-y`, `M-b`, `Return`, `Up`, `PageDown`.
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let only = |text: &str| {
            let mut letters = text.chars();
            letters.next().filter(|_| letters.next().is_none())
        };
        if let Some(letter) = only(text) {
            let arrow = [('↑', Self::Up), ('↓', Self::Down), ('←', Self::Left), ('→', Self::Right)];
            let named = arrow.into_iter().find(|(sign, _)| *sign == letter).map(|(_, key)| key);
            let is_visible = !letter.is_control() && (letter == ' ' || !letter.is_whitespace());
            return named.or_else(|| is_visible.then_some(Self::Char(letter))).ok_or(UnknownKey);
        }
        let name = text.to_ascii_lowercase();
        if let Some((modifier, rest)) = name.split_once('-') {
            let letter = only(rest);
            return match (modifier, rest) {
                ("ctrl" | "c", _) => letter.filter(char::is_ascii_lowercase).map(Self::Ctrl).ok_or(UnknownKey),
                ("alt" | "meta" | "a" | "m", _) => {
                    letter.filter(char::is_ascii_graphic).map(Self::Alt).ok_or(UnknownKey)
                }
                ("shift" | "s", "tab") => Ok(Self::BackTab),
                ("shift" | "s", "up" | "↑") => Ok(Self::ShiftUp),
                ("shift" | "s", "down" | "↓") => Ok(Self::ShiftDown),
                _ => Err(UnknownKey),
            };
        }
        Ok(match name.as_str() {
            "space" => Self::Char(' '),
            "enter" | "return" => Self::Enter,
            "esc" | "escape" => Self::Esc,
            "tab" => Self::Tab,
            "backspace" => Self::Backspace,
            "delete" | "del" => Self::Delete,
            "up" => Self::Up,
            "down" => Self::Down,
            "left" => Self::Left,
            "right" => Self::Right,
            "home" => Self::Home,
            "end" => Self::End,
            "pgup" | "pageup" => Self::PageUp,
            "pgdn" | "pagedown" => Self::PageDown,
            _ => {
                let number = name.strip_prefix('f').and_then(|number| number.parse().ok());
                return number.filter(|number| (1..=12).contains(number)).map(Self::F).ok_or(UnknownKey);
            }
        })
    }
}
