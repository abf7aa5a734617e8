//! Which file is the configuration, and its settings.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::config_text::ConfigText;
use super::error::ConfigError;
use super::setting::Setting;
use super::{Config, ThemeChoice, keys, source_table};
use crate::app::{CopyChoice, EnterChoice};
use crate::files::{ReadError, Untrusted, is_ours, open_regular, read_limited};
use crate::i18n::Lang;
use crate::session::{Env, system_file, xdg_folder};

/// The path that means no configuration.
const NONE: &str = "/dev/null";
/// The maximum number of bytes of a configuration.
const MAX_BYTES: u64 = 1 << 20;
/// The maximum number of years for which a number can be fresh.
const MAX_YEARS: u16 = 100;
/// The permission bits that let the group or others write.
const WRITABLE_BY_GROUP: u32 = 0o022;
/// The permission bit that lets everybody write.
const WRITABLE_BY_ALL: u32 = 0o002;

/// The reader of a configuration, which determines whose files are trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A user, for themselves.
    User,
    /// A user who named the file.
    Named,
    /// A kiosk, for its clients: only root may have written the file.
    Kiosk,
}

/// The configuration of the user: that of `ALLU_CONFIG`, else the first that exists of the user's and the system's. A
/// kiosk uses the system's. A file that others may have written is refused.
///
/// # Errors
///
/// [`ConfigError`].
pub fn load(env: Env<'_>, is_kiosk: bool) -> Result<Config, ConfigError> {
    let named = env("ALLU_CONFIG").filter(|value| !value.is_empty() && !is_kiosk);
    let found = match named {
        Some(path) if path == NONE => None,
        Some(path) => Some((PathBuf::from(path), Reader::Named)),
        None => {
            let own = xdg_folder("XDG_CONFIG_HOME", ".config", env).map(|folder| folder.join("allu/config.toml"));
            let paths = own.into_iter().filter(|_| !is_kiosk).chain([system_file("config.toml", env)]);
            let path = paths.into_iter().find(|path| may_exist(path));
            path.map(|path| (path, if is_kiosk { Reader::Kiosk } else { Reader::User }))
        }
    };
    let Some((path, reader)) = found else { return Ok(Config::default()) };
    parse(&read_text(&path, reader)?, &path, env)
}

/// Returns `false` if there is no file, or if a folder on the way is closed to the user, as `sudo -u` with the home of
/// another user leaves it: the XDG specification skips such a folder. Another error counts as a file, so that reading it
/// reports the reason.
fn may_exist(path: &Path) -> bool {
    path.try_exists().unwrap_or_else(|error| error.kind() != io::ErrorKind::PermissionDenied)
}

/// Reads a file that its reader trusts.
pub(super) fn read_text(path: &Path, reader: Reader) -> Result<String, ConfigError> {
    let failed = |error: ReadError| match error {
        ReadError::NotAFile(kind) => ConfigError::NotAFile { path: path.to_owned(), kind },
        ReadError::TooLarge(limit) => ConfigError::TooLarge { path: path.to_owned(), limit },
        ReadError::Io(cause) => ConfigError::Unreadable { path: path.to_owned(), cause },
    };
    let mut file = open_regular(path).map_err(failed)?;
    let there = file.metadata().map_err(|cause| failed(cause.into()))?;
    let (is_foreign, is_writable) = match reader {
        Reader::Named => (false, false),
        Reader::User => (!is_ours(there.uid()), there.mode() & WRITABLE_BY_ALL != 0),
        Reader::Kiosk => (there.uid() != 0, there.mode() & WRITABLE_BY_GROUP != 0),
    };
    if is_foreign || is_writable {
        let reason = if is_foreign { Untrusted::Foreign } else { Untrusted::Writable };
        return Err(ConfigError::Untrusted { path: path.to_owned(), reason });
    }
    let bytes = read_limited(&mut file, MAX_BYTES, 0).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| ConfigError::NotUtf8 { path: path.to_owned() })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Parses a configuration; relative paths in it begin in the folder of `path`, and `~/` in the user's home.
///
/// # Errors
///
/// [`ConfigError::Misconfigured`], with every mistake.
///
/// ```
/// use allu::config::{ConfigError, parse};
///
/// let config = parse("fresh_years = 5", "config.toml".as_ref(), &|_| None);
/// assert!(config.is_ok_and(|config| config.fresh_years == 5));
/// let wrong = parse("\nfresh_yeras = 5", "config.toml".as_ref(), &|_| None);
/// let Err(ConfigError::Misconfigured { problems, .. }) = wrong else { panic!() };
/// assert_eq!((problems[0].line, problems[0].column), (2, 1));
/// ```
pub fn parse(text: &str, path: &Path, env: Env<'_>) -> Result<Config, ConfigError> {
    let (mut text, table) = ConfigText::parse(text);
    let mut config = Config { path: Some(path.to_owned()), ..Config::default() };
    let in_place = |given: &str| resolved(given, path, env);
    for (name, value) in table.get_ref() {
        let given = name.get_ref().as_ref();
        if given == "keys" {
            if let Some(table) = text.table(given, value) {
                keys::read(&mut text, table, &mut config);
            }
            continue;
        }
        if given == source_table::SOURCE {
            source_table::read(&mut text, value, &mut config, &in_place, env);
            continue;
        }
        let Some(setting) = Setting::named(given) else {
            let tables = ["keys", source_table::SOURCE];
            let valid: Vec<&str> = Setting::ALL.iter().map(|setting| setting.name()).chain(tables).collect();
            text.report_unknown(name.span().start, given, &valid);
            continue;
        };
        let line = text.line(name.span().start);
        config.lines.insert(setting, line);
        let usual = Config::default();
        match setting {
            Setting::Model => {
                config.models = text.texts(given, value).into_iter().map(|(_, path)| in_place(path)).collect();
            }
            Setting::Language => {
                config.language = text.one_of(given, value, &Lang::ALL.map(|lang| (lang.code(), lang)));
            }
            Setting::Color => config.color = text.one_of(given, value, WHEN).flatten(),
            Setting::Links => config.links = text.one_of(given, value, WHEN).flatten(),
            Setting::Theme => {
                let choice = text.theme(given, value).unwrap_or(usual.theme);
                config.theme = match choice {
                    ThemeChoice::File(path) => ThemeChoice::File(in_place(&path.to_string_lossy())),
                    named @ ThemeChoice::Named(_) => named,
                };
            }
            Setting::Ascii => config.ascii = text.flag(given, value).unwrap_or_default(),
            Setting::Mouse => config.mouse = text.flag(given, value).unwrap_or_default(),
            Setting::Enter => {
                let choices = EnterChoice::ALL.map(|choice| (choice.name(), choice));
                config.enter = text.one_of(given, value, &choices).unwrap_or_default();
            }
            Setting::Copy => {
                let choices = CopyChoice::ALL.map(|choice| (choice.name(), choice));
                config.copy = text.one_of(given, value, &choices).unwrap_or_default();
            }
            Setting::FreshYears => {
                config.fresh_years = text.number(given, value, MAX_YEARS).unwrap_or(usual.fresh_years);
            }
            Setting::Habits => config.habits = text.flag(given, value).unwrap_or(usual.habits),
            Setting::Opener => {
                config.opener = text.texts(given, value).into_iter().map(|(_, word)| word.to_owned()).collect();
            }
        }
    }
    text.finish(config, path)
}

/// When a feature is used: always, never, or depending on the terminal.
const WHEN: &[(&str, Option<bool>)] = &[("auto", None), ("always", Some(true)), ("never", Some(false))];

/// A path that a configuration names.
fn resolved(given: &str, config: &Path, env: Env<'_>) -> PathBuf {
    let home = env("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
    match (given.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => config.parent().unwrap_or(Path::new("")).join(given),
    }
}
