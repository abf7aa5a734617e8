//! `allu config`: the configuration in effect, with the origin of each value.

use crate::cli::args::{ConfigArgs, GlobalArgs};
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::config::{Config, Setting, ThemeChoice, default_file, listing};
use crate::i18n::say;
use crate::session::{Env, ModelSource};

/// Prints the configuration in effect, or the file to begin with.
///
/// Errors: those of the output.
pub(crate) fn config(
    args: &ConfigArgs,
    global: &GlobalArgs,
    config: &Config,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let text = if args.default {
        default_file(settings.lang)
    } else {
        listing(config, |setting| held(setting, global, config, settings, io.env), settings.lang)
    };
    let mut output = OutputWriter::new(io.out.writer, settings);
    for line in text.lines() {
        output.text(line)?;
    }
    output.finish()
}

/// The value of a setting that the command line or the environment determines, with its origin.
fn held(
    setting: Setting,
    global: &GlobalArgs,
    config: &Config,
    settings: &Settings,
    env: Env<'_>,
) -> Option<(String, String)> {
    let quoted = |text: &str| format!("{text:?}");
    let set = |name: &'static str| env(name).filter(|value| !value.is_empty()).map(|value| (name, value));
    let option = |name: &str, value: String| Some((value, format!("--{name}")));
    match setting {
        Setting::Model => match global.model.as_slice() {
            [path] => option("model", quoted(&path.to_string_lossy())),
            [_, ..] => {
                let paths: Vec<String> = global.model.iter().map(|path| quoted(&path.to_string_lossy())).collect();
                option("model", format!("[{}]", paths.join(", ")))
            }
            [] => match (set("ALLU_MODEL"), ModelSource::find(&[], &config.sources, env)) {
                (Some((name, value)), _) if config.variable(name).as_ref() != Some(&value) => {
                    Some((quoted(&value), name.to_owned()))
                }
                // This is the default path of the user's or the system's model.
                (None, ModelSource::File(path)) => {
                    Some((quoted(&path.to_string_lossy()), say!(settings.lang, "config.found")))
                }
                _ => None,
            },
        },
        Setting::Language if global.lang.is_some() => option("lang", quoted(settings.lang.code())),
        Setting::Language => {
            let own = set("ALLU_LANG").filter(|(name, value)| config.variable(name).as_ref() != Some(value));
            let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
            let decides = own.or_else(|| locale().filter(|_| config.language.is_none()));
            decides.map(|(name, _)| (quoted(settings.lang.code()), name.to_owned()))
        }
        Setting::Color => match global.color {
            Some(when) => option("color", quoted(&format!("{when:?}").to_lowercase())),
            None => set("NO_COLOR").map(|(name, _)| (quoted("never"), name.to_owned())),
        },
        Setting::Theme => match global.theme.as_ref()? {
            ThemeChoice::Named(name) => option("theme", quoted(name.name())),
            ThemeChoice::File(path) => option("theme", quoted(&path.to_string_lossy())),
        },
        Setting::Ascii => option("ascii", "true".to_owned()).filter(|_| global.ascii),
        Setting::Mouse => option("mouse", "true".to_owned()).filter(|_| global.mouse),
        Setting::Enter | Setting::Copy | Setting::FreshYears | Setting::Habits | Setting::Opener | Setting::Links => {
            None
        }
    }
}
