//! Numbers and addresses as links (OSC 8), on terminals that are known to support them.

use crate::present::Role;
use crate::session::Env;
use crate::text::PhoneNumber;

/// The beginnings of `TERM` of terminals that support links. SSH forwards `TERM`, but not the other variables.
const TERMS: [&str; 6] = ["xterm-kitty", "xterm-ghostty", "foot", "alacritty", "wezterm", "contour"];
/// The values of `TERM_PROGRAM` of terminals that support links.
const PROGRAMS: [&str; 6] = ["iTerm.app", "WezTerm", "vscode", "ghostty", "rio", "Tabby"];
/// Variables that only terminals with support for links set.
const VARIABLES: [&str; 3] = ["WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM"];
/// The first version of VTE that supports links.
const FIRST_VTE: u32 = 5_000;

/// Whether the terminal of the environment is known to support links. A multiplexer may not forward them.
pub(crate) fn takes_links(env: Env<'_>) -> bool {
    let is_set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
    if is_set("TMUX") || is_set("STY") {
        return false;
    }
    let term = env("TERM").unwrap_or_default();
    TERMS.iter().any(|known| term.starts_with(known))
        || env("TERM_PROGRAM").is_some_and(|program| PROGRAMS.contains(&program.as_str()))
        || VARIABLES.iter().any(|name| is_set(name))
        || env("VTE_VERSION").and_then(|version| version.parse().ok()).is_some_and(|version: u32| version >= FIRST_VTE)
}

/// The words with links around numbers and addresses.
pub(super) fn linked(words: &str, role: Role) -> String {
    let number = matches!(role, Role::Number | Role::Old | Role::Doubtful).then(|| number_in(words)).flatten();
    if let Some((start, end, target)) = number {
        let part = |range: std::ops::Range<usize>| words.get(range).unwrap_or_default();
        return format!("{}{}{}", part(0..start), link(&target, part(start..end)), part(end..words.len()));
    }
    let parts = words.split_inclusive(' ').map(|part| {
        let word = part.trim_end();
        if is_address(word) {
            format!("{}{}", link(&format!("mailto:{word}"), word), part.get(word.len()..).unwrap_or_default())
        } else {
            part.to_owned()
        }
    });
    parts.collect()
}

fn link(target: &str, words: &str) -> String {
    format!("\u{1b}]8;;{target}\u{1b}\\{words}\u{1b}]8;;\u{1b}\\")
}

/// The number of bytes of the telephone number that words begin with, and its `tel:`.
fn number_in(words: &str) -> Option<(usize, usize, String)> {
    let start = words.find(|letter: char| letter.is_ascii_digit() || letter == '+')?;
    let rest = words.get(start..)?;
    let is_part = |letter: char| letter.is_ascii_digit() || " +-()/.".contains(letter);
    let length = rest.find(|letter: char| !is_part(letter)).unwrap_or(rest.len());
    let number = rest.get(..length)?.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let digits = || number.chars().filter(char::is_ascii_digit).collect::<String>();
    let target = match number.parse::<PhoneNumber>() {
        Ok(number) => number.e164(),
        Err(_) if number.starts_with('+') => format!("+{}", digits()),
        Err(_) => return None,
    };
    Some((start, start + number.len(), format!("tel:{target}")))
}

/// Whether a word is an address of plain letters, which needs no escapes in a link.
fn is_address(word: &str) -> bool {
    let is_plain = |text: &str| {
        !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "._+-".contains(letter))
    };
    word.split_once('@').is_some_and(|(name, host)| is_plain(name) && is_plain(host) && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_links_and_nothing_else_changes() {
        let tel = "\u{1b}]8;;tel:+358295037012\u{1b}\\0295 037012\u{1b}]8;;\u{1b}\\";
        assert_eq!(linked("0295 037012 ’18", Role::Old), format!("{tel} ’18"));
        assert_eq!(linked("0295 037012", Role::Plain), "0295 037012");
        assert_eq!(linked("’18", Role::Old), "’18");
        let mail = "\u{1b}]8;;mailto:a.b@c.fi\u{1b}\\a.b@c.fi\u{1b}]8;;\u{1b}\\";
        assert_eq!(linked("a.b@c.fi ~", Role::Plain), format!("{mail} ~"));
        for other in ["a@b", "@c.fi", "a b", "ä@c.fi", "a@c.fi;x", ""] {
            assert_eq!(linked(other, Role::Plain), other);
        }
    }

    #[test]
    fn links_are_for_terminals_that_are_known() {
        let takes = |text: &'static str| {
            let env = move |name: &str| {
                text.split(' ')
                    .find_map(|pair| pair.split_once('=').filter(|(own, _)| *own == name))
                    .map(|it| it.1.to_owned())
            };
            takes_links(&env)
        };
        for known in ["TERM=xterm-kitty", "TERM=foot-extra", "TERM_PROGRAM=vscode", "VTE_VERSION=6800", "WT_SESSION=x"]
        {
            assert!(takes(known), "{known}");
        }
        for other in ["TERM=xterm-256color", "TERM=linux", "VTE_VERSION=4900", "TERM=foot TMUX=/x", ""] {
            assert!(!takes(other), "{other}");
        }
    }
}
