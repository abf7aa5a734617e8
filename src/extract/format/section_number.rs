//! The numbers of sections, which are not part of the words of a heading.

use std::collections::HashSet;

use crate::extract::document::block::Block;

/// The number of a section: the level of its heading, what stands before the last part, the last part, and the mark
/// after it.
type SectionNumber<'a> = (u8, &'a str, u32, &'a str);

/// Drops the numbers and letters that headings begin with, where they count: “A. Alku” and “B. Jatko”, “2.1 Alku” and
/// “2.2 Jatko”. One alone may be a date or an initial.
pub(super) fn strip_section_numbers(blocks: &mut [Block]) {
    let numbers: HashSet<SectionNumber<'_>> = blocks.iter().filter_map(number_of).map(|(number, _)| number).collect();
    let counts = |(level, before, last, mark): SectionNumber<'_>| {
        let has = |last: Option<u32>| last.is_some_and(|last| numbers.contains(&(level, before, last, mark)));
        has(last.checked_sub(1)) || has(last.checked_add(1))
    };
    let ends: Vec<Option<usize>> =
        blocks.iter().map(|block| number_of(block).filter(|(number, _)| counts(*number)).map(|(_, end)| end)).collect();
    for (block, end) in blocks.iter_mut().zip(ends) {
        if let (Block::Heading { line, .. }, Some(end)) = (block, end) {
            *line = line.part(end..line.view.len());
        }
    }
}

/// The number that a heading begins with, and the bytes before its words.
fn number_of(block: &Block) -> Option<(SectionNumber<'_>, usize)> {
    const MAX_DIGITS: usize = 2;
    let Block::Heading { level, line } = block else { return None };
    let (printed, words) = line.view.split_once(' ')?;
    if !words.trim_start().starts_with(char::is_uppercase) {
        return None;
    }
    let number = printed.trim_end_matches(['.', ')']);
    let mark = printed.get(number.len()..)?;
    let (before, last) = number.rsplit_once('.').map_or(("", number), |(before, last)| (before, last));
    let is_number = |part: &str| (1..=MAX_DIGITS).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
    let ordinal = if is_number(last) && (before.is_empty() || before.split('.').all(is_number)) {
        // “14.9. Kokous” is a date.
        let is_marked = if before.is_empty() { !mark.is_empty() } else { mark.is_empty() };
        last.parse().ok().filter(|_| is_marked)?
    } else {
        let mut letters = number.chars();
        let letter = letters.next().filter(char::is_ascii_uppercase)?;
        (letters.next().is_none() && !mark.is_empty()).then_some(u32::from(letter))?
    };
    Some(((*level, before, ordinal, mark), printed.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::document::source_line::SourceLine;
    use crate::extract::format::block_notation::show;

    fn stripped(headings: &[&str]) -> Vec<String> {
        let block = |text: &&str| Block::Heading { level: 2, line: SourceLine::new(1, text, false) };
        let mut blocks: Vec<Block> = headings.iter().map(block).collect();
        strip_section_numbers(&mut blocks);
        show(&blocks).into_iter().map(|heading| heading.trim_start_matches("## ").to_owned()).collect()
    }

    #[test]
    fn numbers_that_count_are_dropped() {
        let headings = ["1. Alku", "2. Jatko", "2.1 Polku", "2.2 Väylä (V)", "A) Johto", "B) Tiimi", "7.3.1 Loppu"];
        assert_eq!(stripped(&headings), ["Alku", "Jatko", "Polku", "Väylä (V)", "Johto", "Tiimi", "7.3.1 Loppu"]);
    }

    #[test]
    fn dates_and_initials_stay() {
        for headings in [
            ["14.9. Kokous", "15.9. Seminaari"],
            ["A. Merikivi", "O. Ranta"],
            ["8. tammikuuta", "9. tammikuuta"],
            ["1. Alku", "3. Loppu"],
            ["2021 Alku", "2022 Loppu"],
        ] {
            assert_eq!(stripped(&headings), headings);
        }
    }
}
