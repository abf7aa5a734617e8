//! Configurations as text: the settings in effect, the commented default file, and the table of the documentation.

use std::fmt::Write as _;
use std::path::Path;

use super::config_text::quoted;
use super::keys::PRESET;
use super::setting::Setting;
use super::{Config, ThemeChoice, source_listing};
use crate::app::{CopyChoice, EnterChoice, KeyPreset, KeyScope};
use crate::i18n::{Lang, say};

/// The settings in effect, as a file of the same meaning. `held` returns the value of a setting that the command line
/// or the environment determines, with its origin.
#[must_use]
pub fn listing(config: &Config, held: impl Fn(Setting) -> Option<(String, String)>, lang: Lang) -> String {
    let mut text = String::new();
    let of_file = |line: Option<&u32>| {
        let path = config.path.as_deref().unwrap_or(Path::new(""));
        line.map(|line| format!("{}:{line}", path.display()))
    };
    let head = match &config.path {
        Some(path) => say!(lang, "config.read", path = path.display()),
        None => say!(lang, "config.no_file"),
    };
    _ = writeln!(text, "# {head}");
    for setting in Setting::ALL {
        let (value, source) = match held(setting) {
            Some((value, source)) => (Some(value), source),
            None => match of_file(config.lines.get(&setting)) {
                Some(place) => (value_of(config, setting), place),
                None if setting == Setting::Model => (None, say!(lang, "config.built_in")),
                None => (value_of(config, setting), say!(lang, "config.default")),
            },
        };
        let comment = setting.words(lang);
        // A setting without a value is shown as it could be written.
        let line = match value {
            Some(value) => format!("{} = {value}", setting.name()),
            None => format!("# {} = {}", setting.name(), setting.example()),
        };
        _ = write!(text, "\n# {comment}\n{line}  # {source}\n");
    }
    _ = write!(text, "\n# {}\n[keys]\n{PRESET} = {}\n", say!(lang, "config.about_keys"), quoted(config.preset.name()));
    for scope in KeyScope::ALL {
        let mut changes = config.keys.iter().filter(|change| change.scope == scope).peekable();
        if changes.peek().is_some() {
            _ = writeln!(text, "\n[keys.{}]  # {}", scope.name(), scope.words(lang));
        }
        for change in changes {
            let keys: Vec<String> = change.keys.iter().map(|key| quoted(&key.to_string())).collect();
            _ = writeln!(text, "{} = [{}]", change.action, keys.join(", "));
        }
    }
    source_listing::append(&mut text, &config.sources, lang);
    text
}

/// A file with every setting, commented out, with a description of each.
#[must_use]
pub fn default_file(lang: Lang) -> String {
    let mut text = format!("# {}\n", say!(lang, "config.head"));
    for setting in Setting::ALL {
        _ = write!(text, "\n# {}\n# {} = {}\n", setting.words(lang), setting.name(), setting.example());
    }
    let presets = KeyPreset::ALL.map(|preset| quoted(preset.name())).join(", ");
    _ = write!(
        text,
        "\n# {}\n# [keys]\n# {PRESET} = \"default\"  # {presets}\n#\n# [keys.list]\n# mark = [\"x\", \"Space\"]\n",
        say!(lang, "config.about_keys")
    );
    source_listing::append_example(&mut text, lang);
    text
}

/// The table of settings in `docs/configuration.md`.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::from("| setting | as in | what it does |\n| --- | --- | --- |\n");
    for setting in Setting::ALL {
        _ = writeln!(table, "| `{}` | `{}` | {} |", setting.name(), setting.example(), setting.words(Lang::En));
    }
    table
}

/// The value of a setting, as it is written in a file. `None` if it has none.
fn value_of(config: &Config, setting: Setting) -> Option<String> {
    let texts = |list: Vec<String>| (!list.is_empty()).then(|| format!("[{}]", list.join(", ")));
    let when = |choice: Option<bool>| match choice {
        None => quoted("auto"),
        Some(true) => quoted("always"),
        Some(false) => quoted("never"),
    };
    match setting {
        Setting::Model => texts(config.models.iter().map(|path| quoted(&path.to_string_lossy())).collect()),
        Setting::Language => config.language.map(|lang| quoted(lang.code())),
        Setting::Color => Some(when(config.color)),
        Setting::Theme => Some(match &config.theme {
            ThemeChoice::Named(name) => quoted(name.name()),
            ThemeChoice::File(path) => quoted(&path.to_string_lossy()),
        }),
        Setting::Ascii => Some(config.ascii.to_string()),
        Setting::Mouse => Some(config.mouse.to_string()),
        Setting::Enter => Some(quoted(EnterChoice::name(config.enter))),
        Setting::Copy => Some(quoted(CopyChoice::name(config.copy))),
        Setting::FreshYears => Some(config.fresh_years.to_string()),
        Setting::Habits => Some(config.habits.to_string()),
        Setting::Opener => texts(config.opener.iter().map(|word| quoted(word)).collect()),
        Setting::Links => Some(when(config.links)),
    }
}
