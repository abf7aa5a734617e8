//! What the user configured: a file in TOML, with the line and column of each mistake, and themes in files.
//!
//! * `config_text`: the text of a configuration while it is read.
//! * `error`: what is wrong with a configuration, and where.
//! * `habit_store`: the file of a user's habits: ids only, readable by the user alone.
//! * `keys`: the keys of a configuration: `[keys]` with a preset, and a table of each part of the screen.
//! * `listing`: configurations as text.
//! * `load`: which file is the configuration, and its settings.
//! * `setting`: the settings, in the order of the file.
//! * `source_listing`: sources as text: as they hold, and an example of each kind.
//! * `source_table`: the sources of a configuration: `[[source]]`, a table for each.
//! * `theme_file`: themes in files: `base`, and the colours that differ from it.

mod config_text;
mod error;
mod habit_store;
mod keys;
mod listing;
mod load;
mod setting;
mod source_listing;
mod source_table;
#[cfg(test)]
mod tests;
mod theme_file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::app::{CopyChoice, EnterChoice, KeyChange, KeyPreset, Keymap};
use crate::i18n::Lang;
use crate::session::Source;
use crate::ui::ThemeName;
pub use error::{ConfigError, ConfigProblem, Misconfiguration};
pub use habit_store::HabitStore;
pub use listing::{default_file, listing, markdown};
pub use load::{Reader, load, parse};
pub use setting::Setting;
pub use theme_file::{parse_theme, read_theme};

/// The settings of a configuration file, and the defaults of those that it does not set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The file. `None` if there is none.
    pub path: Option<PathBuf>,
    /// The models; the first that exists is opened.
    pub models: Vec<PathBuf>,
    /// The sources that are searched together, in the order of the file.
    pub sources: Vec<Source>,
    /// The language. `None` for that of the locale.
    pub language: Option<Lang>,
    /// Whether colours are used. `None` if the terminal decides.
    pub color: Option<bool>,
    /// The theme.
    pub theme: ThemeChoice,
    /// Whether only ASCII is shown.
    pub ascii: bool,
    /// Whether the terminal reports the mouse.
    pub mouse: bool,
    /// What Enter does in the query.
    pub enter: EnterChoice,
    /// What is copied first.
    pub copy: CopyChoice,
    /// The maximum number of years for which a number is fresh.
    pub fresh_years: u16,
    /// Whether favourites and recent look-ups are kept.
    pub habits: bool,
    /// The program and arguments that open `tel:` and `mailto:`. Empty if nothing opens them.
    pub opener: Vec<String>,
    /// Whether printed numbers and addresses are links. `None` if the terminal decides.
    pub links: Option<bool>,
    /// The keys to begin with.
    pub preset: KeyPreset,
    /// The changes of these keys.
    pub keys: Vec<KeyChange>,
    /// The lines that set something.
    pub lines: BTreeMap<Setting, u32>,
}

/// A theme by its name or in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// A built-in theme.
    Named(ThemeName),
    /// The path of a file of colours.
    File(PathBuf),
}

impl ThemeChoice {
    /// Reads the name of a built-in theme, or the path of a file, which has a slash or ends in `.toml`. `None` for any
    /// other text.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let is_path = given.contains('/') || Path::new(given).extension().is_some_and(|extension| extension == "toml");
        let named = ThemeName::ALL.into_iter().find(|name| name.name() == given).map(Self::Named);
        named.or_else(|| is_path.then(|| Self::File(given.into())))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            path: None,
            models: Vec::new(),
            sources: Vec::new(),
            language: None,
            color: None,
            theme: ThemeChoice::Named(ThemeName::Default),
            ascii: false,
            mouse: false,
            enter: EnterChoice::default(),
            copy: CopyChoice::default(),
            fresh_years: 2,
            habits: true,
            opener: Vec::new(),
            links: None,
            preset: KeyPreset::default(),
            keys: Vec::new(),
            lines: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The keys of the user.
    #[must_use]
    pub fn keymap(&self) -> Keymap {
        let mut keymap = Keymap::of(self.preset);
        keymap.set_enter(self.enter);
        keymap.change(&self.keys);
        keymap
    }

    /// The value that a setting gives to an environment variable that is not set.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<String> {
        match name {
            "ALLU_LANG" => self.language.map(|lang| lang.code().to_owned()),
            // Sources replace the single model.
            "ALLU_MODEL" if self.sources.is_empty() => {
                // One that exists but cannot be accessed is used, too, so that reading it reports the reason.
                let is_there = |path: &&PathBuf| path.try_exists().unwrap_or(true);
                let first = self.models.iter().find(is_there).or(self.models.first());
                first.map(|path| path.to_string_lossy().into_owned())
            }
            _ => None,
        }
    }
}
