//! The commands of the prompt.

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
    /// Copy without a number: from the answer that was shown or copied from last.
    CopyLast,
    /// Copy from the answer of a number that no answer has.
    CopyNone(&'a str),
    /// Search for a query.
    Search(&'a str),
}

/// Parses a line; there are `all` answers, printed or not.
///
/// A number of an answer shows that answer; any other number, and one that begins with 0, is the end of a telephone
/// number. A number behind `y`, or `Y` as a telephone writes it, is never searched for: a search would renumber the
/// answers.
pub(super) fn parse(line: &str, all: usize) -> PromptCommand<'_> {
    let line = line.trim();
    match line {
        "" => return PromptCommand::More,
        "?" => return PromptCommand::Help,
        _ if LEAVE_WORDS.contains(&line.to_lowercase().as_str()) => return PromptCommand::Leave,
        _ => {}
    }
    let row = |number: &str| number.parse::<usize>().ok().filter(|number| *number <= all)?.checked_sub(1);
    if let Some(behind) = line.strip_prefix(['y', 'Y']).map(str::trim) {
        if behind.is_empty() {
            return PromptCommand::CopyLast;
        }
        if let Some(number) = number(behind) {
            return row(number).map_or(PromptCommand::CopyNone(number), PromptCommand::Copy);
        }
    }
    let answer = number(line).filter(|number| !number.starts_with('0')).and_then(row);
    answer.map_or(PromptCommand::Search(line), PromptCommand::Show)
}

/// Digits, with or without the full stop with which they are printed.
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
            assert_eq!(parse(line, 199), PromptCommand::Search(line), "{line}");
        }
        assert_eq!(parse("1", 0), PromptCommand::Search("1"));
    }

    #[test]
    fn behind_y_a_number_is_never_searched_for() {
        for line in ["y 3", "Y 3", "y3", "Y3", "y  3.", " y 3\r\n"] {
            assert_eq!(parse(line, 3), PromptCommand::Copy(2), "{line}");
            assert_eq!(parse(line, 2), PromptCommand::CopyNone("3"), "{line}");
        }
        assert_eq!(parse("y 0", 3), PromptCommand::CopyNone("0"));
        assert_eq!(parse("y 99999999999999999999", 3), PromptCommand::CopyNone("99999999999999999999"));
        assert_eq!((parse("y", 0), parse("Y ", 3)), (PromptCommand::CopyLast, PromptCommand::CopyLast));
        for line in ["yrjö", "y 0295 037", "ystävä 3", "yy3"] {
            assert_eq!(parse(line, 3), PromptCommand::Search(line), "{line}");
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
