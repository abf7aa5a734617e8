//! What the client of a kiosk may send instead of a shell command.
//!
//! The terminal layer drops the privileges of the process.

use super::error::Error;
use crate::session::{CLIENT_COMMAND, Env};

/// The longest query, in letters.
const MAX_QUERY: usize = 400;

/// The command of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ClientCommand {
    /// Open the browser.
    Browse,
    /// Print the records that match a query.
    Find(String),
}

/// Parses the command of the client: nothing, or `find TEXT`. All of the text is the query; nothing in it is an option,
/// and no shell interprets it.
///
/// Errors: [`Error::NotForClients`] for everything else.
pub(crate) fn client_command(env: Env<'_>) -> Result<ClientCommand, Error> {
    let Some(asked) = env(CLIENT_COMMAND).filter(|asked| !asked.is_empty()) else { return Ok(ClientCommand::Browse) };
    let text = asked.strip_prefix("find ").map(str::trim).filter(|text| !text.is_empty());
    let is_line = |text: &&str| !text.contains(['\n', '\r', '\0']) && text.chars().count() <= MAX_QUERY;
    text.filter(is_line).map(|text| ClientCommand::Find(text.to_owned())).ok_or(Error::NotForClients)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(command: &str) -> Option<ClientCommand> {
        client_command(&|name| (name == CLIENT_COMMAND).then(|| command.to_owned())).ok()
    }

    #[test]
    fn a_client_asks_for_nothing_or_for_a_text() {
        assert_eq!(asked(""), Some(ClientCommand::Browse));
        assert_eq!(asked("find lappi"), Some(ClientCommand::Find("lappi".to_owned())));
        assert_eq!(asked("find  --model /etc/passwd "), Some(ClientCommand::Find("--model /etc/passwd".to_owned())));
        assert_eq!(asked("find $(id); `id` | sh"), Some(ClientCommand::Find("$(id); `id` | sh".to_owned())));
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
}
