//! Any text is a configuration and a theme, or is rejected with positions that are within it.

use std::collections::BTreeMap;
use std::path::Path;

use allu::app::{Mode, Purpose};
use allu::config::{Config, ConfigError, listing, parse, parse_theme};
use allu::i18n::Lang;

/// A configuration means the same when it is listed and read again, and gives each key one meaning.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // Relative paths stay as they are when they are read again.
    let path = Path::new("/c.toml");
    match parse(&text, path, &|_| None) {
        Ok(config) => {
            let again = parse(&listing(&config, |_| None, Lang::En), path, &|_| None).expect("what is listed is sound");
            let sorted = |config: &Config| {
                let mut keys: Vec<String> = config.keys.iter().map(|change| format!("{change:?}")).collect();
                keys.sort();
                (Config { keys: Vec::new(), lines: BTreeMap::new(), ..config.clone() }, keys)
            };
            assert_eq!(sorted(&config), sorted(&again));
            check_keys(&config);
        }
        Err(error) => check_places(&text, &error),
    }
    if let Err(error) = parse_theme(&text, path) {
        check_places(&text, &error);
    }
}

fn check_keys(config: &Config) {
    let keymap = config.keymap();
    for mode in [Mode::Query, Mode::List, Mode::Detail(Vec::new())] {
        for purpose in [Purpose::Browse, Purpose::Pick, Purpose::Kiosk] {
            let rows: Vec<_> = keymap.bindings(purpose).filter(|row| row.scope.holds(&mode)).collect();
            for (at, row) in rows.iter().enumerate() {
                for key in row.keys.iter() {
                    let again = rows[at + 1..].iter().find(|other| other.keys.contains(key));
                    assert!(again.is_none_or(|other| other.action == row.action), "{key} in {mode:?}");
                }
            }
        }
    }
}

fn check_places(text: &str, error: &ConfigError) {
    let ConfigError::Misconfigured { problems, .. } = error else { panic!("{error:?}") };
    assert!(!problems.is_empty());
    for problem in problems {
        let line = text.split('\n').nth(problem.line as usize - 1).expect("the line is there");
        assert!((1..=line.chars().count() + 1).contains(&(problem.column as usize)), "{problem:?}");
    }
    assert!(error.words(Lang::Fi).iter().all(|words| !words.is_empty()));
}
