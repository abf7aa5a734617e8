//! The settings of the user from options and environment: language, signs, colours, the day.

use super::args::{ColorWhen, GlobalArgs};
use super::io::Io;
use super::output::takes_links;
use crate::config::{self, Config, ConfigError, Reader, ThemeChoice};
use crate::i18n::Lang;
use crate::present::Marks;
use crate::session::Env;
use crate::text::Day;
use crate::ui::{ColorDepth, Palette, Theme, ThemeName};

/// The columns of a terminal that does not say how many it has.
const DEFAULT_WIDTH: u16 = 80;
/// The rows of a terminal that does not say how many it has.
const DEFAULT_HEIGHT: u16 = 24;

/// The variables that decide what is read, where something is stored, and how it is shown. One that is not UTF-8 is an
/// error: if it counted as unset, a directory other than the named one would answer.
pub const VARIABLES: [&str; 20] = [
    "ALLU_CONFIG",
    "ALLU_MODEL",
    "ALLU_MODEL_LIMIT",
    "ALLU_SYSTEM_FOLDER",
    "ALLU_DOCUMENT_LIMIT",
    "ALLU_LANG",
    "SOURCE_DATE_EPOCH",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "HOME",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LANG",
    "TERM",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORTERM",
];

/// How output is shown to the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// The language.
    pub lang: Lang,
    /// The signs that can be shown.
    pub marks: Marks,
    /// The style of each role; without colours, output has no styles at all.
    pub theme: Theme,
    /// Whether linear text is wanted, nothing aligned and nothing cut.
    pub plain: bool,
    /// Columns of the terminal that shows the output. `None` if the output goes elsewhere.
    pub columns: Option<u16>,
    /// Rows of that terminal.
    pub rows: Option<u16>,
    /// The maximum number of years for which a number is fresh.
    pub fresh_years: u16,
    /// Whether numbers and addresses are links where records are printed.
    pub links: bool,
}

/// A variable that should hold seconds since 1970 holds something else.
#[derive(Debug)]
pub(crate) struct NotSeconds {
    /// The variable.
    pub variable: &'static str,
    /// Its value.
    pub value: String,
}

impl Settings {
    /// Reads the options first, then the environment, then the configuration.
    pub(crate) fn new(global: &GlobalArgs, preferred: &Preferred, io: &Io<'_>) -> Self {
        let theme = theme(global, preferred, io.env, io.out.is_terminal);
        let marks = Marks { spells_out: global.plain, ..marks(global.ascii || preferred.config.ascii, io.env) };
        Self {
            lang: global.language().unwrap_or_else(|| language(io.env)),
            marks: with_map(marks, &theme),
            theme,
            plain: global.plain,
            columns: io.out.is_terminal.then(|| io.width.unwrap_or(DEFAULT_WIDTH)),
            rows: io.out.is_terminal.then(|| io.height.unwrap_or(DEFAULT_HEIGHT)),
            fresh_years: preferred.config.fresh_years,
            // Pipes and screen readers do not need them.
            links: io.out.is_terminal && !global.plain && preferred.config.links.unwrap_or_else(|| takes_links(io.env)),
        }
    }

    /// The settings for errors before the options are read.
    pub(crate) fn before_options() -> Self {
        let (lang, marks, theme, fresh_years) = (Lang::default(), Marks::ASCII, Theme::PLAIN, 2);
        Self { lang, marks, theme, plain: true, columns: None, rows: None, fresh_years, links: false }
    }
}

/// The value of the first variable that is set and not empty.
fn first(names: &[&str], env: Env<'_>) -> Option<String> {
    names.iter().filter_map(|name| env(name)).find(|value| !value.is_empty())
}

/// The language of the environment; English if it is not supported.
fn language(env: Env<'_>) -> Lang {
    let locale = first(&["ALLU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"], env);
    locale.and_then(|locale| Lang::of_locale(&locale)).unwrap_or_default()
}

/// The signs that the terminal can show: ASCII if the locale is not UTF-8 or the terminal is known to lack other signs.
///
/// Letters are not replaced unless `--ascii` is given: LANG=C over SSH usually means a terminal that shows UTF-8.
fn marks(ascii: bool, env: Env<'_>) -> Marks {
    if ascii {
        return Marks { ascii_letters: true, ..Marks::ASCII };
    }
    let locale = first(&["LC_ALL", "LC_CTYPE", "LANG"], env);
    let is_other_charset = locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    });
    let is_bare = matches!(env("TERM").as_deref(), Some("linux" | "vt100" | "dumb"));
    if is_other_charset || is_bare { Marks::ASCII } else { Marks::UNICODE }
}

/// Returns `true` for the prompt, which asks and answers line by line: with `--plain`, and on a terminal that can only
/// print lines.
pub(crate) fn is_plain(global: &GlobalArgs, env: Env<'_>) -> bool {
    global.plain || env("TERM").is_some_and(|term| term == "dumb")
}

/// The signs with a map in half blocks, if the theme can tell its regions apart by colour.
pub(crate) fn with_map(marks: Marks, theme: &Theme) -> Marks {
    Marks { has_solid_map: !marks.is_ascii && theme.has_solid_map(), ..marks }
}

/// The configuration, and the colours of the theme that the options or the configuration name in a file.
#[derive(Debug, Default)]
pub(crate) struct Preferred {
    pub config: Config,
    pub palette: Option<Palette>,
}

impl Preferred {
    /// Reads the configuration, and the theme if it is in a file.
    ///
    /// Errors: those of reading them.
    pub(crate) fn load(global: &GlobalArgs, is_kiosk: bool, env: Env<'_>) -> Result<Self, ConfigError> {
        let config = config::load(env, is_kiosk)?;
        let palette = match (&global.theme, &config.theme) {
            (Some(ThemeChoice::File(path)), _) => Some(config::read_theme(path, Reader::Named)?),
            (None, ThemeChoice::File(path)) => {
                let reader = if is_kiosk { Reader::Kiosk } else { Reader::User };
                Some(config::read_theme(path, reader)?)
            }
            (Some(ThemeChoice::Named(_)), _) | (None, ThemeChoice::Named(_)) => None,
        };
        Ok(Self { config, palette })
    }
}

/// The theme of the options or the configuration, in as many colours as the output has.
pub(crate) fn theme(global: &GlobalArgs, preferred: &Preferred, env: Env<'_>, is_terminal: bool) -> Theme {
    let has_colors = color(global.color, preferred.config.color, env, is_terminal);
    let depth = if has_colors { depth(env) } else { ColorDepth::Mono };
    match (preferred.palette, global.theme.as_ref().unwrap_or(&preferred.config.theme)) {
        (Some(palette), _) => Theme::with_palette(palette, depth),
        (None, ThemeChoice::Named(name)) => Theme::new(*name, depth),
        (None, ThemeChoice::File(_)) => Theme::new(ThemeName::Default, depth),
    }
}

/// The number of colours of the terminal, by the environment.
fn depth(env: Env<'_>) -> ColorDepth {
    match first(&["COLORTERM"], env).as_deref() {
        Some("truecolor" | "24bit") => ColorDepth::True,
        Some(_) => ColorDepth::Indexed,
        None if env("TERM").is_some_and(|term| term.contains("256color")) => ColorDepth::Indexed,
        None => ColorDepth::Sixteen,
    }
}

/// Whether colours are wanted: the option, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb` and `CLICOLOR`, then the
/// configuration.
fn color(when: Option<ColorWhen>, configured: Option<bool>, env: Env<'_>, is_terminal: bool) -> bool {
    let says = |name: &str| env(name).filter(|value| !value.is_empty());
    match when {
        Some(ColorWhen::Always) => true,
        Some(ColorWhen::Never) => false,
        None | Some(ColorWhen::Auto) if says("NO_COLOR").is_some() => false,
        None | Some(ColorWhen::Auto) if says("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        None | Some(ColorWhen::Auto) if says("TERM").is_some_and(|term| term == "dumb") => false,
        None | Some(ColorWhen::Auto) if says("CLICOLOR").is_some_and(|value| value == "0") => false,
        Some(ColorWhen::Auto) => is_terminal,
        None => configured.unwrap_or(is_terminal),
    }
}

/// The day that decides what has ended: the option, then `SOURCE_DATE_EPOCH`, then the clock.
pub(crate) fn today(global: &GlobalArgs, env: Env<'_>) -> Result<Day, NotSeconds> {
    const EPOCH: &str = "SOURCE_DATE_EPOCH";
    match (global.today, first(&[EPOCH], env)) {
        (Some(day), _) => Ok(day),
        (None, Some(seconds)) => match seconds.parse() {
            Ok(seconds) => Ok(Day::from_unix_seconds(seconds)),
            Err(_) => Err(NotSeconds { variable: EPOCH, value: seconds }),
        },
        (None, None) => Ok(Day::today()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An environment written as `LANG=fi_FI NO_COLOR=1`.
    fn env(text: &str) -> impl Fn(&str) -> Option<String> + Sync {
        move |name| {
            let mut pairs = text.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        }
    }

    #[test]
    fn the_first_variable_that_is_set_decides_the_language() {
        for (text, lang) in [
            ("LANG=fi_FI.UTF-8", Lang::Fi),
            ("LC_ALL= LC_MESSAGES=sv_FI LANG=fi_FI", Lang::Sv),
            ("ALLU_LANG=fi LC_ALL=sv_FI", Lang::Fi),
            ("LC_ALL=C LANG=fi_FI", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(language(&env(text)), lang, "{text}");
        }
    }

    #[test]
    fn signs_are_ascii_where_others_cannot_be_shown() {
        for (text, marks_wanted) in [
            ("LANG=C.UTF-8", Marks::UNICODE),
            ("", Marks::UNICODE),
            ("LANG=fi_FI.utf8", Marks::UNICODE),
            ("LANG=C", Marks::ASCII),
            ("LC_ALL=fi_FI.ISO-8859-1 LANG=fi_FI.UTF-8", Marks::ASCII),
            ("LANG=C.UTF-8 TERM=linux", Marks::ASCII),
        ] {
            assert_eq!(marks(false, &env(text)), marks_wanted, "{text}");
        }
    }

    #[test]
    fn the_environment_decides_how_many_colours_there_are() {
        for (text, wanted) in [
            ("", ColorDepth::Sixteen),
            ("TERM=xterm", ColorDepth::Sixteen),
            ("TERM=linux COLORTERM=", ColorDepth::Sixteen),
            ("TERM=xterm-256color", ColorDepth::Indexed),
            ("TERM=xterm COLORTERM=yes", ColorDepth::Indexed),
            ("TERM=tmux-256color COLORTERM=truecolor", ColorDepth::True),
            ("TERM=xterm COLORTERM=24bit", ColorDepth::True),
        ] {
            for name in ThemeName::ALL {
                let global = |color| {
                    let theme = Some(ThemeChoice::Named(name));
                    GlobalArgs { color: Some(color), theme, ..GlobalArgs::default() }
                };
                let theme = |global: &GlobalArgs, env: Env<'_>, is_terminal| {
                    super::theme(global, &Preferred::default(), env, is_terminal)
                };
                assert_eq!(theme(&global(ColorWhen::Always), &env(text), false), Theme::new(name, wanted), "{text}");
                let mono = Theme::new(name, ColorDepth::Mono);
                assert_eq!(theme(&global(ColorWhen::Never), &env(text), true), mono, "{text}");
                let no_color = format!("NO_COLOR=1 {text}");
                assert_eq!(theme(&global(ColorWhen::Auto), &env(&no_color), true), mono, "{no_color}");
            }
        }
    }

    #[test]
    fn a_map_is_solid_where_there_are_colours_and_blocks() {
        for (text, is_solid) in [
            ("TERM=xterm-256color", true),
            ("TERM=linux COLORTERM=truecolor", false),
            ("TERM=xterm-256color LANG=C", false),
            ("TERM=xterm", false),
            ("TERM=xterm-256color NO_COLOR=1", false),
        ] {
            let theme = theme(&GlobalArgs::default(), &Preferred::default(), &env(text), true);
            assert_eq!(with_map(marks(false, &env(text)), &theme).has_solid_map, is_solid, "{text}");
        }
    }

    #[test]
    fn colours_follow_what_other_programs_agree_on() {
        let auto = |text: &str, is_terminal| color(None, None, &env(text), is_terminal);
        assert!(auto("", true) && !auto("", false));
        assert!(!auto("NO_COLOR=1 CLICOLOR_FORCE=1", true));
        assert!(auto("CLICOLOR_FORCE=1", false) && !auto("CLICOLOR_FORCE=0", false));
        assert!(!auto("TERM=dumb", true) && !auto("CLICOLOR=0", true) && auto("NO_COLOR=", true));
        assert!(color(Some(ColorWhen::Always), None, &env("NO_COLOR=1"), false));
        assert!(color(None, Some(true), &env(""), false) && !color(None, Some(false), &env(""), true));
        assert!(
            !color(None, Some(true), &env("NO_COLOR=1"), true)
                && color(Some(ColorWhen::Auto), Some(false), &env(""), true)
        );
    }
}
