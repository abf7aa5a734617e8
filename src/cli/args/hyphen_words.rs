//! Query words with a leading hyphen: `allu find Kotona Suomessa -hanke --json` has a query of three words.

use std::ffi::OsString;

use clap::{Arg, Command};

/// Moves the words of the query after `--`, and all options before it.
///
/// clap can either treat every word with a hyphen as an option, or every option as a word. Commands without a query are
/// not changed; neither is a misspelt `--option`, which clap reports.
pub(crate) fn query_last(args: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let mut current = command;
    let mut kept = Vec::new();
    let mut words = Vec::new();
    let mut rest = args.iter().cloned();
    kept.extend(rest.next());
    while let Some(arg) = rest.next() {
        let text = arg.to_str().unwrap_or_default();
        let is_command_name = std::ptr::eq(current, command) && words.is_empty();
        match option(text, current) {
            _ if text == "--" => words.extend(rest.by_ref()),
            Some(TakesNext(takes_next)) => {
                kept.push(arg);
                kept.extend(takes_next.then(|| rest.next()).flatten());
            }
            None if text.starts_with("--") => kept.push(arg),
            None => match current.find_subcommand(text).filter(|_| is_command_name) {
                Some(found) if found.get_positionals().any(|arg| arg.get_id() == "query") => {
                    current = found;
                    kept.push(arg);
                }
                Some(_) => return args,
                None => words.push(arg),
            },
        }
    }
    if !words.is_empty() {
        kept.push("--".into());
        kept.extend(words);
    }
    kept
}

/// Whether the next argument is the value of an option.
struct TakesNext(bool);

/// An option of the command. `None` for a word of the query.
fn option(text: &str, command: &Command) -> Option<TakesNext> {
    if let Some(long) = text.strip_prefix("--") {
        let (name, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
        let arg = command.get_arguments().find(|arg| arg.get_long() == Some(name))?;
        return Some(TakesNext(value.is_none() && takes_value(arg)));
    }
    let mut letters = text.strip_prefix('-')?.chars();
    if letters.as_str().is_empty() {
        return None;
    }
    while let Some(letter) = letters.next() {
        let arg = command.get_arguments().find(|arg| arg.get_short() == Some(letter))?;
        if takes_value(arg) {
            // The only short option with a value takes a number, so `-nimi` is a word.
            let value = letters.as_str().trim_start_matches('=');
            let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
            return is_number.then_some(TakesNext(letters.as_str().is_empty()));
        }
    }
    Some(TakesNext(false))
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Args;

    fn case(line: &str) -> String {
        let mut command = Args::command();
        command.build();
        let args = line.split(' ').map(OsString::from).collect();
        let moved = query_last(args, &command);
        moved.iter().map(|arg| arg.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_hyphen_may_begin_a_word_of_the_query() {
        assert_eq!(case("allu find Kotona Suomessa -hanke"), "allu find -- Kotona Suomessa -hanke");
        assert_eq!(case("allu -hanke poke"), "allu -- -hanke poke");
        assert_eq!(case("allu find -nimi -5"), "allu find -- -nimi -5");
    }

    #[test]
    fn options_may_stand_anywhere() {
        assert_eq!(case("allu find lappi --json -n 1"), "allu find --json -n 1 -- lappi");
        assert_eq!(case("allu --lang fi find -n2 lappi -0"), "allu --lang fi find -n2 -0 -- lappi");
        assert_eq!(case("allu lappi --lang=sv"), "allu --lang=sv -- lappi");
    }

    #[test]
    fn behind_two_hyphens_everything_is_a_word() {
        assert_eq!(case("allu find -- --json find"), "allu find -- --json find");
        assert_eq!(case("allu -- find"), "allu -- find");
    }

    #[test]
    fn a_misspelt_option_is_left_for_clap_to_name() {
        assert_eq!(case("allu find lappi --jsno"), "allu find --jsno -- lappi");
    }

    #[test]
    fn a_command_without_a_query_is_left_alone() {
        assert_eq!(case("allu show --json person:a-b"), "allu show --json person:a-b");
    }
}
