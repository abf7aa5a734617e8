//! The three languages.

use std::fmt;
use std::str::FromStr;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Finnish.
    Fi,
    /// Swedish.
    Sv,
    /// English, the default.
    #[default]
    En,
}

/// The text is not the name of a supported language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl Lang {
    /// All languages, in the order of F2.
    pub const ALL: [Self; 3] = [Self::Fi, Self::Sv, Self::En];

    /// Two letters, as in `fi`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The next language; after the last, the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Fi => Self::Sv,
            Self::Sv => Self::En,
            Self::En => Self::Fi,
        }
    }

    /// The value for this language, of one for each language.
    #[must_use]
    pub fn pick<T>(self, fi: T, sv: T, en: T) -> T {
        match self {
            Self::Fi => fi,
            Self::Sv => sv,
            Self::En => en,
        }
    }

    /// The language of a locale such as `fi_FI.UTF-8`. `None` for `C`, `POSIX` and unsupported languages.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '.', '@', '-']).next()?;
        code.parse().ok()
    }
}

impl FromStr for Lang {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        let named = |lang: &Self| lang.code().eq_ignore_ascii_case(code);
        Self::ALL.into_iter().find(named).ok_or(UnknownLanguage)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of fi, sv, en")
    }
}

impl std::error::Error for UnknownLanguage {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_language_or_none() {
        for (locale, lang) in [("fi_FI.UTF-8", Some(Lang::Fi)), ("sv", Some(Lang::Sv)), ("C.UTF-8", None), ("", None)] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }
}
