//! What a line asks of the prompt.

/// Words that end the talk.
const LEAVING: [&str; 5] = ["q", "quit", "exit", "lopeta", "avsluta"];

/// What a line asks for; rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish<'a> {
    /// To leave.
    Leave,
    /// To be told what can be typed.
    Help,
    /// To hear more answers.
    More,
    /// To hear the answer of a row in full.
    Show(usize),
    /// To copy from the answer of a row.
    Copy(usize),
    /// To copy, without a number: from the answer that was spoken of last.
    CopyLast,
    /// To copy from the answer of a number that none has.
    CopyNone(&'a str),
    /// To look for it.
    Search(&'a str),
}

/// Reads a line, when there are `all` answers, read out or not.
///
/// A number that an answer has is that answer; any other, and one that begins with 0, is the end of a telephone number.
/// Behind `y`, which a telephone may have made `Y`, a number is never looked for: it would give the answers new ones.
pub(super) fn wish(line: &str, all: usize) -> Wish<'_> {
    let line = line.trim();
    match line {
        "" => return Wish::More,
        "?" => return Wish::Help,
        _ if LEAVING.contains(&line.to_lowercase().as_str()) => return Wish::Leave,
        _ => {}
    }
    let row = |number: &str| number.parse::<usize>().ok().filter(|number| *number <= all)?.checked_sub(1);
    if let Some(behind) = line.strip_prefix(['y', 'Y']).map(str::trim) {
        if behind.is_empty() {
            return Wish::CopyLast;
        }
        if let Some(number) = number(behind) {
            return row(number).map_or(Wish::CopyNone(number), Wish::Copy);
        }
    }
    let answer = number(line).filter(|number| !number.starts_with('0')).and_then(row);
    answer.map_or(Wish::Search(line), Wish::Show)
}

/// Digits, with or without the full stop with which they are read out.
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
            assert_eq!(wish(line, 199), Wish::Show(10), "{line}");
        }
        for line in ["200", "011", "0", "99999999999999999999", "11 12", "."] {
            assert_eq!(wish(line, 199), Wish::Search(line), "{line}");
        }
        assert_eq!(wish("1", 0), Wish::Search("1"));
    }

    #[test]
    fn behind_y_a_number_is_never_looked_for() {
        for line in ["y 3", "Y 3", "y3", "Y3", "y  3.", " y 3\r\n"] {
            assert_eq!(wish(line, 3), Wish::Copy(2), "{line}");
            assert_eq!(wish(line, 2), Wish::CopyNone("3"), "{line}");
        }
        assert_eq!(wish("y 0", 3), Wish::CopyNone("0"));
        assert_eq!(wish("y 99999999999999999999", 3), Wish::CopyNone("99999999999999999999"));
        assert_eq!((wish("y", 0), wish("Y ", 3)), (Wish::CopyLast, Wish::CopyLast));
        for line in ["yrjö", "y 0295 037", "ystävä 3", "yy3"] {
            assert_eq!(wish(line, 3), Wish::Search(line), "{line}");
        }
    }

    #[test]
    fn whoever_wants_to_leave_leaves() {
        for line in ["q", "Q", "quit", "Exit", "lopeta", "avsluta"] {
            assert_eq!(wish(line, 1), Wish::Leave, "{line}");
        }
        assert_eq!((wish("\n", 1), wish("?", 1)), (Wish::More, Wish::Help));
    }
}
