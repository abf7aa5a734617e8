//! The printed text of a document, line by line, and long paragraphs in lines.

use crate::extract::document::block::Block;
use crate::extract::document::source_line::{Joint, MAX_LINE_BYTES, SourceLine};

/// The most lines of a printed text: a line number beyond them is that of a hostile file.
const MAX_LINES: usize = 1_000_000;

/// The text of a document in which each line of a block stands on its line of the file.
///
/// The lines of `file` stay as they are, except those of which a block prints something else: the text without markup.
/// `stated` is a line that stands in no block.
pub(crate) fn printed_text(file: &str, blocks: &[Block], stated: Option<&SourceLine>) -> String {
    let of_file: Vec<&str> = file.split_inclusive('\n').collect();
    let mut changed: Vec<(u32, &str)> = Vec::new();
    for line in blocks.iter().flat_map(Block::lines).chain(stated) {
        for (number, printed) in line.printed_lines().filter(|(_, printed)| !printed.is_empty()) {
            let stands = of_file.get(number as usize - 1).is_some_and(|line| is_in(printed, line));
            if !stands {
                changed.push((number, printed));
            }
        }
    }
    if changed.is_empty() {
        return file.to_owned();
    }
    changed.sort_by_key(|(number, _)| *number);
    let last = changed.last().map_or(0, |(number, _)| *number as usize).min(MAX_LINES).max(of_file.len());
    let mut text = String::with_capacity(file.len());
    let mut changed = changed.into_iter().peekable();
    for number in 1..=last {
        let mut is_changed = false;
        while let Some((_, printed)) = changed.next_if(|(at, _)| *at as usize == number) {
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
