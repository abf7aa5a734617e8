//! The directory for whoever knocks: `ssh directory@host` shows it, and nothing else.
//!
//! What the process may still do is taken from it by the terminal layer; here stands what may be asked of it.

use std::time::Duration;

use super::Env;
use super::failure::Failure;

/// The variable in which sshd hands over what the client asked for instead of a shell.
pub const ASKED_BY_CLIENT: &str = "SSH_ORIGINAL_COMMAND";
/// The longest text that can be looked for, in letters.
const LONGEST: usize = 400;

/// How long somebody may stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without pressing a key.
    pub idle: Duration,
    /// At all.
    pub longest: Duration,
}

/// What a client may ask of a kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To look around.
    Browse,
    /// To be told what answers a text.
    Find(String),
}

/// What the client of sshd asked for: nothing, or `find TEXT`. The text is looked for as it stands; nothing in it is an
/// option, and no shell sees it.
///
/// Errors: [`Failure::NotForClients`] for everything else.
pub(super) fn wish(env: Env<'_>) -> Result<Wish, Failure> {
    let Some(asked) = env(ASKED_BY_CLIENT).filter(|asked| !asked.is_empty()) else { return Ok(Wish::Browse) };
    let text = asked.strip_prefix("find ").map(str::trim).filter(|text| !text.is_empty());
    let is_line = |text: &&str| !text.contains(['\n', '\r', '\0']) && text.chars().count() <= LONGEST;
    text.filter(is_line).map(|text| Wish::Find(text.to_owned())).ok_or(Failure::NotForClients)
}

/// Minutes as they are given on the command line: more than none, and not for ever.
pub(super) fn minutes(given: &str) -> Result<Duration, String> {
    const MOST: f64 = 60.0 * 24.0 * 365.0;
    let minutes = given.parse::<f64>().ok().filter(|minutes| *minutes > 0.0 && *minutes <= MOST);
    minutes.map(|minutes| Duration::from_secs_f64(minutes * 60.0)).ok_or_else(|| "not a number of minutes".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(command: &str) -> Option<Wish> {
        wish(&|name| (name == ASKED_BY_CLIENT).then(|| command.to_owned())).ok()
    }

    #[test]
    fn a_client_asks_for_nothing_or_for_a_text() {
        assert_eq!(asked(""), Some(Wish::Browse));
        assert_eq!(asked("find lappi"), Some(Wish::Find("lappi".to_owned())));
        assert_eq!(asked("find  --model /etc/passwd "), Some(Wish::Find("--model /etc/passwd".to_owned())));
        assert_eq!(asked("find $(id); `id` | sh"), Some(Wish::Find("$(id); `id` | sh".to_owned())));
    }

    #[test]
    fn everything_else_is_refused() {
        let long = format!("find {}", "a".repeat(401));
        for command in [
            "find",
            "find ",
            "Find x",
            "show person:x",
            "sh",
            "scp -f /etc/passwd",
            "find a\nsh",
            "--help",
            " find x",
            &long,
        ] {
            assert_eq!(asked(command), None, "{command:?}");
        }
    }

    #[test]
    fn minutes_are_more_than_none() {
        assert_eq!(minutes("0.5"), Ok(Duration::from_secs(30)));
        for given in ["0", "-1", "NaN", "inf", "1e99", "x", ""] {
            assert!(minutes(given).is_err(), "{given}");
        }
    }
}
