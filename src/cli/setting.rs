//! What the options and the environment say about the reader: language, signs, colours, the day.

use super::World;
use super::args::{ColorWhen, Global};
use super::failure::Failure;
use crate::i18n::Lang;
use crate::present::Marks;
use crate::text::Day;

/// The columns of a terminal that does not say how many it has.
const USUAL_WIDTH: u16 = 80;

/// The variables that decide what is read, where something is kept, and how it is told. One that is no UTF-8 is an error:
/// taken for unset, it would make another directory answer than the one that was asked for.
pub const VARIABLES: [&str; 17] = [
    "ALLU_MODEL",
    "ALLU_MODEL_LIMIT",
    "ALLU_DOCUMENT_LIMIT",
    "ALLU_LANG",
    "SOURCE_DATE_EPOCH",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
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

/// How the reader wants to be told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The language.
    pub lang: Lang,
    /// The signs that can be shown.
    pub marks: Marks,
    /// Whether colours are wanted.
    pub color: bool,
    /// Whether linear text is wanted, nothing aligned and nothing cut.
    pub plain: bool,
    /// Columns of the terminal that shows the output; nothing when it goes elsewhere.
    pub columns: Option<u16>,
}

type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Setting {
    /// Reads the options first, then the environment.
    pub(super) fn new(global: &Global, world: &World<'_>) -> Self {
        Self {
            lang: global.language().unwrap_or_else(|| language(world.env)),
            marks: Marks { spells_out: global.plain, ..marks(global.ascii, world.env) },
            color: color(global.color, world.env, world.out_is_terminal),
            plain: global.plain,
            columns: world.out_is_terminal.then(|| world.width.unwrap_or(USUAL_WIDTH)),
        }
    }

    /// For work of which nobody sees anything.
    pub(super) fn unseen() -> Self {
        Self { lang: Lang::default(), marks: Marks::ASCII, color: false, plain: true, columns: None }
    }
}

/// The first of several variables that says anything; an empty one says nothing.
fn first(names: &[&str], env: Env<'_>) -> Option<String> {
    names.iter().filter_map(|name| env(name)).find(|value| !value.is_empty())
}

/// The language of the environment; English when it names none that we speak.
fn language(env: Env<'_>) -> Lang {
    let locale = first(&["ALLU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"], env);
    locale.and_then(|locale| Lang::of_locale(&locale)).unwrap_or_default()
}

/// The signs of the terminal: ASCII where the locale is not UTF-8 or the terminal is known to lack the others.
///
/// Letters stay as they are unless ASCII is asked for: LANG=C over SSH usually means a terminal that shows UTF-8.
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

/// Whether to talk line by line: where it is asked for, and where the terminal has lines and nothing else.
pub(super) fn is_plain(global: &Global, env: Env<'_>) -> bool {
    global.plain || env("TERM").is_some_and(|term| term == "dumb")
}

/// Whether colours are wanted: the option, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb` and `CLICOLOR`.
pub(super) fn color(when: ColorWhen, env: Env<'_>, is_terminal: bool) -> bool {
    let says = |name: &str| env(name).filter(|value| !value.is_empty());
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto if says("NO_COLOR").is_some() => false,
        ColorWhen::Auto if says("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorWhen::Auto if says("TERM").is_some_and(|term| term == "dumb") => false,
        ColorWhen::Auto => is_terminal && says("CLICOLOR").is_none_or(|value| value != "0"),
    }
}

/// The day that decides what is over: the option, then `SOURCE_DATE_EPOCH`, then the clock.
pub(super) fn today(global: &Global, env: Env<'_>) -> Result<Day, Failure> {
    const EPOCH: &str = "SOURCE_DATE_EPOCH";
    match (global.today, first(&[EPOCH], env)) {
        (Some(day), _) => Ok(day),
        (None, Some(seconds)) => match seconds.parse() {
            Ok(seconds) => Ok(Day::from_unix_seconds(seconds)),
            Err(_) => Err(Failure::NotSeconds { variable: EPOCH, value: seconds }),
        },
        (None, None) => Ok(Day::today()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An environment written as `LANG=fi_FI NO_COLOR=1`.
    fn env(text: &str) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let mut pairs = text.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        }
    }

    #[test]
    fn the_first_variable_that_says_anything_decides_the_language() {
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
    fn colours_follow_what_other_programs_agree_on() {
        let auto = |text: &str, is_terminal| color(ColorWhen::Auto, &env(text), is_terminal);
        assert!(auto("", true) && !auto("", false));
        assert!(!auto("NO_COLOR=1 CLICOLOR_FORCE=1", true));
        assert!(auto("CLICOLOR_FORCE=1", false) && !auto("CLICOLOR_FORCE=0", false));
        assert!(!auto("TERM=dumb", true) && !auto("CLICOLOR=0", true) && auto("NO_COLOR=", true));
        assert!(color(ColorWhen::Always, &env("NO_COLOR=1"), false));
    }
}
