//! Suggestions for a mistyped command, and for options of `find` that are given without its name.

use std::ffi::OsString;

use clap::CommandFactory;

use super::args::Args;
use super::failure::{Failure, quoted};
use super::hyphens;
use super::ready::Ready;
use crate::search::{Pane, Tier, search};
use crate::text::Day;

/// Words that people type for a command of another name.
const OTHER_NAMES: [(&str, &str); 3] = [("search", "find"), ("lookup", "find"), ("print", "show")];

/// Suggests a command if the first word is at most one edit from its name and finds nothing as a query.
pub(super) fn mistyped(words: &[String], ready: &Ready, today: Day) -> Option<Failure> {
    let (given, rest) = words.split_first()?;
    let command = command_near(given)?;
    let answer = search(&ready.directory, ready.index(), given, today);
    let panes = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];
    let first = panes.iter().filter_map(|pane| answer.hits(&ready.directory, &[*pane], 0..1).next());
    // Nearly every short word is an abbreviation of something.
    if first.map(|hit| hit.tier).any(|tier| tier < Tier::Fuzzy) {
        return None;
    }
    let words = ["allu".to_owned(), command].into_iter().chain(rest.iter().map(|word| quoted(word)));
    Some(Failure::Mistyped { given: given.clone(), meant: words.collect::<Vec<_>>().join(" ") })
}

/// Suggests a `find` command line for arguments that were not accepted. Returns `None` if `find` would not accept them
/// either, or if a command is named.
pub(super) fn find_meant(args: &[OsString]) -> Option<String> {
    let mut command = Args::command();
    command.build();
    let given = args.get(1..)?;
    let names_command = |arg: &OsString| arg.to_str().is_some_and(|arg| command.find_subcommand(arg).is_some());
    if given.iter().any(names_command) {
        return None;
    }
    let is_find = |arg: &OsString| arg.to_str().and_then(command_near).is_some_and(|command| command == "find");
    let mistyped =
        given.iter().position(|arg| !arg.to_string_lossy().starts_with('-')).filter(|at| is_find(&given[*at]));
    let kept = given.iter().enumerate().filter(|(at, _)| Some(*at) != mistyped).map(|(_, arg)| arg.clone());
    let whole = ["allu", "find"].map(OsString::from).into_iter().chain(kept).collect();
    let moved = hyphens::words_last(whole, &command);
    command.try_get_matches_from(&moved).ok()?;
    let words: Vec<String> = moved.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let (options, query) = words.split_at(words.iter().position(|word| word == "--").unwrap_or(words.len()));
    // The two hyphens are needed only before words that begin with one.
    let needs_hyphens = query.iter().skip(1).any(|word| word.starts_with('-'));
    let query = query.iter().skip(usize::from(!needs_hyphens));
    Some(options.iter().chain(query).map(|word| quoted(word)).collect::<Vec<_>>().join(" "))
}

/// The command whose name, or another name for it, is at most one edit away.
fn command_near(word: &str) -> Option<String> {
    let command = Args::command();
    let names = command.get_subcommands().map(|command| command.get_name().to_owned());
    let names: Vec<(String, String)> = names.map(|name| (name.clone(), name)).collect();
    let others = OTHER_NAMES.map(|(other, name)| (other.to_owned(), name.to_owned()));
    names.into_iter().chain(others).find(|(known, _)| is_at_most_one_edit(word, known)).map(|(_, name)| name)
}

/// Whether two words are equal, or differ by one inserted, deleted or replaced letter or by two swapped neighbours.
fn is_at_most_one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.to_lowercase().chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([a, b], [c, d]) => (a, b) == (d, c),
        (a, b) => a.len() <= 1 && b.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_edit_is_near_a_command() {
        for (word, command) in [
            ("fnid", "find"),
            ("fin", "find"),
            ("findd", "find"),
            ("fond", "find"),
            ("Find", "find"),
            ("serach", "find"),
            ("search", "find"),
            ("hsow", "show"),
            ("chek", "check"),
        ] {
            assert_eq!(command_near(word).as_deref(), Some(command), "{word}");
        }
        for word in ["", "lappi", "finland", "dnif", "fi", "shwo!"] {
            assert_eq!(command_near(word), None, "{word}");
        }
    }

    #[test]
    fn options_of_find_are_put_behind_its_name() {
        let meant = |line: &str| find_meant(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(meant("allu lappi --json").as_deref(), Some("allu find --json lappi"));
        assert_eq!(meant("allu --lang fi -n 3 lappi kemi").as_deref(), Some("allu find --lang fi -n 3 lappi kemi"));
        assert_eq!(meant("allu fnid lappi --json").as_deref(), Some("allu find --json lappi"));
        assert_eq!(meant("allu a&b -hanke --tsv").as_deref(), Some("allu find --tsv -- 'a&b' -hanke"));
        assert_eq!(meant("allu lappi --jsno"), None);
        assert_eq!(meant("allu show --tsv lappi"), None);
    }
}
