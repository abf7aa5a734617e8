//! The printed text of a document, line by line, and long paragraphs in lines.

use crate::text::sort_by_key;
use std::collections::{BTreeSet, HashSet};

use crate::extract::document::block::Block;
use crate::extract::document::source_line::{Joint, MAX_LINE_BYTES, SourceLine};

/// The maximum number of lines of a printed text: a line number beyond them is that of a hostile file.
const MAX_LINES: usize = 1_000_000;

/// The text of a document in which each line of a block stands on its line of the file.
///
/// The lines of `file` stay as they are, except those of which a block prints something else: the text without markup.
/// `stated` is a line that stands in no block.
pub(crate) fn printed_text(file: &str, blocks: &[Block], stated: Option<&SourceLine>) -> String {
    let of_file: Vec<&str> = file.split_inclusive('\n').collect();
    let lines = blocks.iter().flat_map(Block::lines).chain(stated);
    let pieces = lines.flat_map(SourceLine::printed_lines).filter(|(_, printed)| !printed.is_empty());
    let mut pieces: Vec<(usize, &str)> = pieces.map(|(number, printed)| (number as usize, printed)).collect();
    // A cell that spans rows is printed once.
    let mut seen = HashSet::new();
    pieces.retain(|piece| seen.insert(*piece));
    sort_by_key(&mut pieces, |(number, _)| *number);
    let stands = |(number, printed): &(usize, &str)| {
        number.checked_sub(1).and_then(|at| of_file.get(at)).is_some_and(|line| is_in(printed, line))
    };
    let changed: BTreeSet<usize> = pieces.iter().filter(|piece| !stands(piece)).map(|(number, _)| *number).collect();
    let Some(last) = changed.last() else { return file.to_owned() };
    let last = (*last).min(MAX_LINES).max(of_file.len());
    let mut text = String::with_capacity(file.len());
    let mut pieces = pieces.into_iter().filter(|(number, _)| changed.contains(number)).peekable();
    for number in 1..=last {
        let mut is_changed = false;
        while let Some((_, printed)) = pieces.next_if(|(at, _)| *at == number) {
            text.push_str(if is_changed { "  " } else { "" });
            text.push_str(printed);
            is_changed = true;
        }
        match of_file.get(number - 1) {
            Some(line) if !is_changed => text.push_str(line),
            _ => text.push('\n'),
        }
    }
    text
}

/// Whether a line of a file has what a block prints.
fn is_in(printed: &str, line: &str) -> bool {
    line.contains(printed) || {
        let visible: String = line.chars().filter(|letter| !crate::text::is_invisible(*letter)).collect();
        visible.contains(printed)
    }
}

/// The lines of a paragraph whose pieces stand on lines of a file; a paragraph that is longer than a line may be is
/// divided after a sentence or a word.
pub(super) fn split_long(pieces: &[(u32, String)]) -> Vec<SourceLine> {
    let mut lines: Vec<SourceLine> = Vec::new();
    for (number, piece) in pieces {
        let mut rest = piece.as_str();
        let mut is_whole = true;
        while !rest.is_empty() {
            let (part, after) = rest.split_at(part_len(rest));
            let line = SourceLine::new(*number, part, false);
            rest = after;
            let joint = if part.starts_with(char::is_whitespace) || !is_whole { Joint::Space } else { Joint::Hyphen };
            let is_joined = is_whole && lines.last_mut().is_some_and(|last| last.join(&line, joint));
            if !is_joined {
                lines.push(line);
            }
            is_whole = false;
        }
    }
    lines.retain(|line| !line.is_blank());
    lines
}

/// The bytes of a text up to the end of the last sentence or word that a line can hold.
fn part_len(text: &str) -> usize {
    if text.len() < MAX_LINE_BYTES {
        return text.len();
    }
    let most = text.floor_char_boundary(MAX_LINE_BYTES - 1);
    let head = text.get(..most).unwrap_or(text);
    let sentence = head.rfind(". ").map(|at| at + 2);
    sentence.or_else(|| head.rfind(' ').map(|at| at + 1)).filter(|at| *at * 2 > most).unwrap_or(most)
}

/// Lines as one line, or `None` if there is none.
pub(super) fn joined(lines: Vec<SourceLine>) -> Option<SourceLine> {
    let mut lines = lines.into_iter();
    let mut line = lines.next()?;
    for next in lines {
        line.join(&next, Joint::Space);
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(file: &str, lines: &[(u32, &str)]) -> String {
        let lines = lines.iter().map(|(number, text)| SourceLine::new(*number, text, false)).collect();
        printed_text(file, &[Block::Lines(lines)], None)
    }

    #[test]
    fn a_text_without_markup_stays_as_it_is() {
        let file = "+++\r\n+++\r\nAino\u{ad} Merikivi\r\n";
        assert_eq!(printed(file, &[(3, "Aino\u{ad}"), (3, "Merikivi")]), file);
    }

    #[test]
    fn a_line_with_markup_is_what_it_prints() {
        assert_eq!(
            printed("**Aino** Merikivi, ohjaaja\nOtso\n", &[(1, "Aino Merikivi"), (1, "ohjaaja"), (2, "Otso")]),
            "Aino Merikivi  ohjaaja\nOtso\n"
        );
        assert_eq!(printed("", &[(3, "Otso"), (1, "Aino")]), "Aino\n\nOtso\n");
    }

    #[test]
    fn a_long_paragraph_is_divided_and_not_cut() {
        let words = "Aino Merikivi on ohjaaja. ".repeat(400);
        let lines = split_long(&[(1, words.clone()), (2, " ja".to_owned())]);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.view.len() <= MAX_LINE_BYTES));
        let joined = lines.iter().map(|line| line.view.trim()).collect::<Vec<_>>().join(" ");
        assert_eq!(joined, format!("{} ja", words.trim()));
    }
}
