//! Themes in files: `base`, and the colours that differ from it.

use std::path::Path;

use toml::de::DeValue;

use super::config_text::ConfigText;
use super::error::{ConfigError, ConfigProblem};
use super::load::{Reader, read_text};
use crate::ui::{Palette, PaletteError, ThemeName};

/// The key of the built-in theme whose colours are used where the file names none.
const BASE: &str = "base";

/// Reads the theme in a file.
///
/// # Errors
///
/// [`ConfigError`].
pub fn read_theme(path: &Path, reader: Reader) -> Result<Palette, ConfigError> {
    parse_theme(&read_text(path, reader)?, path)
}

/// Parses a theme; errors name `path`.
///
/// # Errors
///
/// [`ConfigError::Misconfigured`].
pub fn parse_theme(text: &str, path: &Path) -> Result<Palette, ConfigError> {
    let (mut text, table) = ConfigText::parse(text);
    let themes = ThemeName::ALL.map(|name| (name.name(), name));
    let base = table.get_ref().get(BASE).and_then(|value| text.one_of(BASE, value, &themes));
    let mut palette = Palette::of(base.unwrap_or_default());
    for (role, value) in table.get_ref() {
        let name = role.get_ref().as_ref();
        if name == BASE {
            continue;
        }
        let color = match value.get_ref() {
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            _ => value.get_ref().as_str().map(str::to_owned),
        };
        match palette.set(name, color.as_deref().unwrap_or_default()) {
            Ok(()) => {}
            Err(PaletteError::Role) => {
                let valid: Vec<&str> = std::iter::once(BASE).chain(Palette::ROLES).collect();
                text.report_unknown(role.span().start, name, &valid);
            }
            Err(PaletteError::Color) => {
                text.report(value.span().start, ConfigProblem::NotAColor(color.unwrap_or_default()));
            }
        }
    }
    text.finish(palette, path)
}
