//! The settings, in the order of the file.

use crate::i18n::{Lang, look_up};

/// A setting of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// The models.
    Model,
    /// The language.
    Language,
    /// Whether colours are used.
    Color,
    /// The theme.
    Theme,
    /// Whether only ASCII is shown.
    Ascii,
    /// Whether the mouse is used.
    Mouse,
    /// What Enter does in the query.
    Enter,
    /// What is copied first.
    Copy,
    /// The maximum number of years for which a number is fresh.
    FreshYears,
    /// Whether favourites and recent look-ups are kept.
    Habits,
    /// The program that opens `tel:` and `mailto:`.
    Opener,
    /// Whether printed numbers and addresses are links.
    Links,
}

impl Setting {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 12] = [
        Self::Model,
        Self::Language,
        Self::Color,
        Self::Theme,
        Self::Ascii,
        Self::Mouse,
        Self::Enter,
        Self::Copy,
        Self::FreshYears,
        Self::Habits,
        Self::Opener,
        Self::Links,
    ];

    /// The key in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Language => "language",
            Self::Color => "color",
            Self::Theme => "theme",
            Self::Ascii => "ascii",
            Self::Mouse => "mouse",
            Self::Enter => "enter",
            Self::Copy => "copy",
            Self::FreshYears => "fresh_years",
            Self::Habits => "habits",
            Self::Opener => "opener",
            Self::Links => "links",
        }
    }

    /// A value that shows how it is written.
    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::Model => "\"~/directory/model.json\"",
            Self::Language => "\"fi\"",
            Self::Color | Self::Links => "\"auto\"",
            Self::Theme => "\"default\"",
            Self::Ascii | Self::Mouse => "false",
            Self::Enter => "\"list\"",
            Self::Copy => "\"number\"",
            Self::FreshYears => "2",
            Self::Habits => "true",
            Self::Opener => "\"xdg-open\"",
        }
    }

    /// The setting of a key in the file. Returns `None` if no setting has it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// Its purpose.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        look_up(lang, &format!("config.about.{}", self.name()))
    }
}
