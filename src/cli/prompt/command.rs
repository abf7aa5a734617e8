//! The commands of the prompt.

use crate::i18n::{Lang, say};
use crate::search::Pane;

/// The lists, in the order in which their answers are numbered.
pub(super) const PANES: [Pane; 4] = [Pane::People, Pane::Regions, Pane::Projects, Pane::Organisations];

/// Words that leave the prompt.
const LEAVE_WORDS: [&str; 5] = ["q", "quit", "exit", "lopeta", "avsluta"];

/// The command of a line; rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PromptCommand<'a> {
    /// Leave the prompt.
    Leave,
    /// Print what can be typed.
    Help,
    /// Print more answers.
    More,
    /// Print the answer of a row in full.
    Show(usize),
    /// Copy from the answer of a row.
    Copy(usize),
    /// Print the sources of the answer of a row.
    Sources(usize),
    /// Print the sources of the answer that was last shown or copied from.
    LastSources,
    /// Copy from the answer that was last shown or copied from.
    CopyLast,
    /// Copy from, or print the sources of, an answer that does not exist.
    NoAnswer(&'a str),
    /// Search for a query, in one list or in all.
    Search(Option<Pane>, &'a str),
}

/// Parses a line; there are `all` answers, printed or not.
///
/// The number of an answer shows that answer. Any other number, and one that begins with 0, is the end of a telephone
/// number. A number after `y` or `o` is never searched for, because a search would renumber the answers; the same holds
/// for `Y`, which telephones write at the beginning of a line. The name of a list in any language is a command if it is
/// the first word: a user may know the commands of another language than that of the answers.
pub(super) fn parse(line: &str, all: usize) -> PromptCommand<'_> {
    let line = line.trim();
    match line {
        "" => return PromptCommand::More,
        "?" => return PromptCommand::Help,
        _ if LEAVE_WORDS.contains(&line.to_lowercase().as_str()) => return PromptCommand::Leave,
        _ => {}
    }
    let row = |number: &str| number.parse::<usize>().ok().filter(|number| *number <= all)?.checked_sub(1);
    // The letter is followed by the number of an answer, or by nothing.
    let behind = |letters: [char; 2]| {
        let behind = line.strip_prefix(letters)?.trim();
        (behind.is_empty() || number(behind).is_some()).then(|| number(behind))
    };
    if let Some(number) = behind(['y', 'Y']) {
        let copy = |number| row(number).map_or(PromptCommand::NoAnswer(number), PromptCommand::Copy);
        return number.map_or(PromptCommand::CopyLast, copy);
    }
    if let Some(number) = behind(['o', 'O']) {
        let sources = |number| row(number).map_or(PromptCommand::NoAnswer(number), PromptCommand::Sources);
        return number.map_or(PromptCommand::LastSources, sources);
    }
    let answer = number(line).filter(|number| !number.starts_with('0')).and_then(row);
    answer.map_or_else(|| search_of(line), PromptCommand::Show)
}

/// A search in the list that the first word names, else in all.
fn search_of(line: &str) -> PromptCommand<'_> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let named = first.strip_suffix(':').unwrap_or(first).to_lowercase();
    let is_named = |pane: &Pane| Lang::ALL.iter().any(|lang| pane_words(*pane, *lang).to_lowercase() == named);
    match PANES.into_iter().find(is_named) {
        Some(pane) => PromptCommand::Search(Some(pane), rest.trim()),
        None => PromptCommand::Search(None, line),
    }
}

/// The name of a list.
pub(super) fn pane_words(pane: Pane, lang: Lang) -> String {
    match pane {
        Pane::People => say!(lang, "screen.people"),
        Pane::Regions => say!(lang, "screen.regions"),
        Pane::Projects => say!(lang, "screen.projects"),
        Pane::Organisations => say!(lang, "prompt.organisations"),
    }
}

/// Digits, with or without the full stop that follows the printed number.
fn number(text: &str) -> Option<&str> {
    let digits = text.strip_suffix('.').unwrap_or(text);
    (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_an_answer_as_far_as_there_are_answers() {
        for line in ["11", " 11\n", "11."] {
            assert_eq!(parse(line, 199), PromptCommand::Show(10), "{line}");
        }
        for line in ["200", "011", "0", "99999999999999999999", "11 12", "."] {
            assert_eq!(parse(line, 199), PromptCommand::Search(None, line), "{line}");
        }
        assert_eq!(parse("1", 0), PromptCommand::Search(None, "1"));
    }

    #[test]
    fn behind_y_a_number_is_never_searched_for() {
        for line in ["y 3", "Y 3", "y3", "Y3", "y  3.", " y 3\r\n"] {
            assert_eq!(parse(line, 3), PromptCommand::Copy(2), "{line}");
            assert_eq!(parse(line, 2), PromptCommand::NoAnswer("3"), "{line}");
        }
        assert_eq!(parse("y 0", 3), PromptCommand::NoAnswer("0"));
        assert_eq!(parse("y 99999999999999999999", 3), PromptCommand::NoAnswer("99999999999999999999"));
        assert_eq!((parse("y", 0), parse("Y ", 3)), (PromptCommand::CopyLast, PromptCommand::CopyLast));
        for line in ["yrjö", "y 0295 037", "ystävä 3", "yy3"] {
            assert_eq!(parse(line, 3), PromptCommand::Search(None, line), "{line}");
        }
    }

    #[test]
    fn behind_o_a_number_is_an_answer_whose_sources_are_printed() {
        for line in ["o 3", "O3", "o 3."] {
            assert_eq!(parse(line, 3), PromptCommand::Sources(2), "{line}");
            assert_eq!(parse(line, 2), PromptCommand::NoAnswer("3"), "{line}");
        }
        assert_eq!(parse("o", 3), PromptCommand::LastSources);
        for line in ["oulu", "o 0295 037", "oulu 3"] {
            assert_eq!(parse(line, 3), PromptCommand::Search(None, line), "{line}");
        }
    }

    #[test]
    fn the_name_of_a_list_chooses_it_in_every_language() {
        for (pane, names) in [
            (Pane::People, ["ihmiset", "personer", "people"]),
            (Pane::Regions, ["maakunnat", "landskap", "Regions"]),
            (Pane::Projects, ["hankkeet", "projekt", "projects:"]),
            (Pane::Organisations, ["organisaatiot", "organisationer", "organisations"]),
        ] {
            for name in names {
                assert_eq!(parse(&format!("{name} lappi kemi"), 9), PromptCommand::Search(Some(pane), "lappi kemi"));
                assert_eq!(parse(name, 9), PromptCommand::Search(Some(pane), ""));
            }
        }
        for line in ["peoples", "lappi people", "projektiasiantuntija"] {
            assert_eq!(parse(line, 9), PromptCommand::Search(None, line), "{line}");
        }
    }

    #[test]
    fn words_for_leaving_leave() {
        for line in ["q", "Q", "quit", "Exit", "lopeta", "avsluta"] {
            assert_eq!(parse(line, 1), PromptCommand::Leave, "{line}");
        }
        assert_eq!((parse("\n", 1), parse("?", 1)), (PromptCommand::More, PromptCommand::Help));
    }
}
