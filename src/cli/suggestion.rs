//! Suggestions for mistyped ids and commands.

use std::ffi::OsString;

use clap::CommandFactory;

use super::args::{Args, query_last};
use super::error::Error;
use crate::search::{Pane, Tier, search};
use crate::session::OpenDirectory;
use crate::text::{Day, fold, shell_quoted};

/// The maximum number of ids that are suggested.
const MAX_IDS: usize = 3;
/// The minimum similarity of a suggested id.
const MIN_SIMILARITY: f64 = 0.5;

/// Words that users type instead of the name of a command.
const OTHER_NAMES: [(&str, &str); 3] = [("search", "find"), ("lookup", "find"), ("print", "show")];

/// The ids that are most similar to the given one, the most similar first. Empty if none is similar enough.
pub(crate) fn similar_ids(given: &str, ids: impl Iterator<Item = String>) -> Vec<String> {
    let wanted = folded_stem(given);
    let similarity = |id: &String| strsim::sorensen_dice(&wanted, &folded_stem(id));
    let similar = ids.map(|id| (similarity(&id), id)).filter(|(similarity, _)| *similarity >= MIN_SIMILARITY);
    let mut best: Vec<(f64, String)> = Vec::new();
    for (similarity, id) in similar {
        // Ids that are equally similar keep their order.
        let place = best.partition_point(|(better, _)| *better >= similarity);
        if place < MAX_IDS {
            best.insert(place, (similarity, id));
            best.truncate(MAX_IDS);
        }
    }
    best.into_iter().map(|(_, id)| id).collect()
}

/// The part of an id after the colon, folded for comparison.
fn folded_stem(id: &str) -> String {
    fold(id.split_once(':').map_or(id, |(_, stem)| stem))
}

/// Suggests a command if the first word is at most one edit from its name and finds nothing as a query.
pub(crate) fn mistyped_command(words: &[String], open: &OpenDirectory, today: Day) -> Option<Error> {
    let (given, rest) = words.split_first()?;
    let command = command_near(given)?;
    let answer = search(&open.directory, open.index(), given, today);
    let panes = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];
    let first = panes.iter().filter_map(|pane| answer.hits(&open.directory, &[*pane], 0..1).next());
    // Nearly every short word is an abbreviation of something.
    if first.map(|hit| hit.tier).any(|tier| tier < Tier::Fuzzy) {
        return None;
    }
    let words = ["allu".to_owned(), command].into_iter().chain(rest.iter().map(|word| shell_quoted(word)));
    Some(Error::Mistyped { given: given.clone(), meant: words.collect::<Vec<_>>().join(" ") })
}

/// Suggests a `find` command line for arguments that were not accepted. Returns `None` if `find` would not accept them
/// either, or if a command is named.
pub(crate) fn suggested_find(args: &[OsString]) -> Option<String> {
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
    let moved = query_last(whole, &command);
    command.try_get_matches_from(&moved).ok()?;
    let words: Vec<String> = moved.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let (options, query) = words.split_at(words.iter().position(|word| word == "--").unwrap_or(words.len()));
    // The two hyphens are needed only before words that begin with one.
    let needs_hyphens = query.iter().skip(1).any(|word| word.starts_with('-'));
    let query = query.iter().skip(usize::from(!needs_hyphens));
    Some(options.iter().chain(query).map(|word| shell_quoted(word)).collect::<Vec<_>>().join(" "))
}

/// The command whose name, or another name for it, is at most one edit away.
fn command_near(word: &str) -> Option<String> {
    let command = Args::command();
    let names = command.get_subcommands().map(|command| command.get_name().to_owned());
    let names: Vec<(String, String)> = names.map(|name| (name.clone(), name)).collect();
    let others = OTHER_NAMES.map(|(other, name)| (other.to_owned(), name.to_owned()));
    names
        .into_iter()
        .chain(others)
        .find(|(known, _)| strsim::osa_distance(&word.to_lowercase(), known) <= 1)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_id_is_similar_to_the_id() {
        let ids = ["person:sanna-hiltunen", "person:anna-esimerkki", "project:poke"].map(str::to_owned);
        let similar = |given| similar_ids(given, ids.iter().cloned());
        assert_eq!(similar("person:sana-hiltunen"), ["person:sanna-hiltunen"]);
        assert_eq!(similar("hiltunen-sanna"), ["person:sanna-hiltunen"]);
        assert!(similar("xyz").is_empty());
    }

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
        let meant = |line: &str| suggested_find(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(meant("allu lappi --json").as_deref(), Some("allu find --json lappi"));
        assert_eq!(meant("allu --lang fi -n 3 lappi kemi").as_deref(), Some("allu find --lang fi -n 3 lappi kemi"));
        assert_eq!(meant("allu fnid lappi --json").as_deref(), Some("allu find --json lappi"));
        assert_eq!(meant("allu a&b -hanke --tsv").as_deref(), Some("allu find --tsv -- 'a&b' -hanke"));
        assert_eq!(meant("allu lappi --jsno"), None);
        assert_eq!(meant("allu show --tsv lappi"), None);
    }
}
