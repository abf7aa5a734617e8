//! The keys of a configuration: `[keys]` with a preset, and a table of each part of the screen.

use crate::text::sort_by_key;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::config_text::ConfigText;
use super::error::ConfigProblem;
use crate::app::{Key, KeyChange, KeyPreset, KeyScope, action_names, clash};

/// The key of the preset.
pub(super) const PRESET: &str = "preset";

/// Reads `[keys]` into a configuration.
pub(super) fn read(text: &mut ConfigText<'_>, table: &DeTable<'_>, config: &mut Config) {
    // The bytes at which each change and each of its keys begin.
    let mut places: Vec<(usize, Vec<usize>)> = Vec::new();
    for (name, value) in table {
        let given = name.get_ref().as_ref();
        if given == PRESET {
            let presets = KeyPreset::ALL.map(|preset| (preset.name(), preset));
            config.preset = text.one_of(PRESET, value, &presets).unwrap_or_default();
            continue;
        }
        let Some(scope) = KeyScope::ALL.into_iter().find(|scope| scope.name() == given) else {
            let valid: Vec<&str> = std::iter::once(PRESET).chain(KeyScope::ALL.map(KeyScope::name)).collect();
            text.report_unknown(name.span().start, given, &valid);
            continue;
        };
        let Some(actions) = text.table(&format!("keys.{given}"), value) else { continue };
        for (action, value) in actions {
            if let Some((change, key_places)) = change(text, scope, action, value) {
                places.push((action.span().start, key_places));
                config.keys.push(change);
            }
        }
    }
    // In the order of the file, so that the later of two clashing lines is reported.
    let mut order: Vec<usize> = (0..places.len()).collect();
    sort_by_key(&mut order, |at| places.get(*at).map(|(place, _)| *place));
    let (keys, places): (Vec<KeyChange>, Vec<(usize, Vec<usize>)>) =
        order.into_iter().filter_map(|at| Some((config.keys.get(at)?.clone(), places.get(at)?.clone()))).unzip();
    config.keys = keys;
    if let Some(found) = clash(&config.keys) {
        let (change, key) = found.second;
        let at = places.get(change).and_then(|(_, keys)| keys.get(key)).copied().unwrap_or_default();
        let line = places.get(found.first).map_or(0, |(at, _)| text.line(*at));
        text.report(at, ConfigProblem::KeyClash { key: found.key.to_string(), line });
    }
}

/// The keys of one action, with the bytes at which they begin.
fn change(
    text: &mut ConfigText<'_>,
    scope: KeyScope,
    action: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
) -> Option<(KeyChange, Vec<usize>)> {
    let name = action.get_ref().as_ref();
    let names = action_names();
    let mut keys = Vec::new();
    let mut places = Vec::new();
    for (at, given) in text.texts(name, value) {
        match key(given, scope) {
            Ok(key) => {
                keys.push(key);
                places.push(at);
            }
            Err(problem) => text.report(at, problem),
        }
    }
    if !names.contains(&name) {
        text.report_unknown(action.span().start, name, &names);
        return None;
    }
    Some((KeyChange { scope, action: name.to_owned(), keys }, places))
}

/// Reads a key, and refuses it if no program, or not this part of the screen, receives it.
fn key(given: &str, scope: KeyScope) -> Result<Key, ConfigProblem> {
    let key: Key = given.parse().map_err(|_| ConfigProblem::UnknownKey(given.to_owned()))?;
    let same = |other| Err(ConfigProblem::SameKey { key: key.to_string(), other });
    match key {
        Key::Ctrl('c') => Err(ConfigProblem::FixedKey(key.to_string())),
        Key::Ctrl('m') => same("Enter"),
        Key::Ctrl('i') => same("Tab"),
        Key::Char(_) if scope.takes_text() => Err(ConfigProblem::TypedKey(key.to_string())),
        key => Ok(key),
    }
}
