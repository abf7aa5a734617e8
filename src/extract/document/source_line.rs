//! One line of a document: the printed text, the text for the rules, and the offset of each byte in the file.

use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use std::num::NonZeroU32;
use std::ops::Range;

use crate::text::{Cleaned, is_invisible};

/// The maximum number of bytes that are read of a line: the cost of the rules grows faster than the length of the line,
/// and no paragraph is longer.
pub(crate) const MAX_LINE_BYTES: usize = 4_000;

/// One line, as a reader sees it: a line of the file, or several that a format joins.
///
/// * **Shape** — `view` is the printed line, cleaned ([`Cleaned`]) and without the footnote mark at the end. Every byte
///   of it corresponds to a byte of the printed text.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceLine {
    /// The number of the line in the file where it begins, from 1.
    pub(crate) number: u32,
    /// The text that the rules match.
    pub(crate) view: String,
    /// The data of lines whose printed text differs from `view`, or which are joined or marked. Most lines have none.
    detail: Option<Box<LineDetail>>,
}

/// The differences between a line and its view.
#[derive(Clone, Debug, Default)]
struct LineDetail {
    /// The printed text, without invisible characters.
    raw: String,
    /// The byte in `raw` of each byte of the view, and the length of `raw`.
    raw_at: Vec<u32>,
    /// The bytes of the view at which later lines of the file begin, with their numbers.
    later: Vec<(u32, u32)>,
    /// The ranges of the view that are not printed: the text between the cells of a row.
    gaps: Vec<(u32, u32)>,
    /// The lines of the raw document that this line retells.
    origins: Vec<u32>,
}

/// The text between two lines that a format joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// A space.
    Space,
    /// Nothing: the first line ends with a hyphen that belongs to the word.
    Hyphen,
    /// Nothing, and the hyphen at the end of the first line is removed: it divides a word.
    Division,
    /// A text that is not printed: the lines do not follow each other.
    Apart(&'static str),
}

impl SourceLine {
    /// Line `number` of a file, with the footnote mark at its end if the document `retells` another.
    ///
    /// Only the first [`MAX_LINE_BYTES`] are read.
    pub(crate) fn new(number: u32, printed: &str, retells: bool) -> Self {
        let (printed, origins) = if retells { strip_mark(printed) } else { (printed.trim_end(), Vec::new()) };
        let printed = printed.get(..printed.floor_char_boundary(MAX_LINE_BYTES)).unwrap_or(printed);
        let raw: String = printed.chars().filter(|letter| !is_invisible(*letter)).collect();
        let Cleaned { text, origins: raw_at } = Cleaned::new(&raw);
        Self::with_detail(number, text, LineDetail { raw, raw_at, origins, ..LineDetail::default() })
    }

    fn with_detail(number: u32, view: String, detail: LineDetail) -> Self {
        let LineDetail { raw, later, gaps, origins, .. } = &detail;
        let is_plain = *raw == view && later.is_empty() && gaps.is_empty() && origins.is_empty();
        Self { number, view, detail: (!is_plain).then(|| Box::new(detail)) }
    }

    /// The detail of the line, created if it has none.
    fn detail_mut(&mut self) -> &mut LineDetail {
        let view = &self.view;
        self.detail.get_or_insert_with(|| {
            let raw_at = (0..=view.len()).map(to_u32).collect();
            Box::new(LineDetail { raw: view.clone(), raw_at, ..LineDetail::default() })
        })
    }

    /// Appends a later line of the file, without the space around it, or returns `false` if the line would be too long.
    pub(crate) fn join(&mut self, next: &Self, joint: Joint) -> bool {
        let Range { start, end } = next.words();
        if self.view.len() + (end - start) >= MAX_LINE_BYTES {
            return false;
        }
        self.truncate(self.view.trim_end().len());
        match joint {
            Joint::Space | Joint::Apart(_) if self.view.is_empty() => {}
            Joint::Space => self.push(" "),
            Joint::Apart(mark) => {
                let start = to_u32(self.view.len());
                self.push(mark);
                let end = to_u32(self.view.len());
                self.detail_mut().gaps.push((start, end));
            }
            Joint::Division => self.truncate(self.view.strip_suffix('-').unwrap_or(&self.view).len()),
            Joint::Hyphen => {}
        }
        let view_len = self.view.len();
        let own = self.detail_mut();
        let raw_len = own.raw.len();
        let raw_start = next.raw_byte(start);
        let shift = |to: usize, from: usize, at: usize| to_u32((to + at).saturating_sub(from));
        let moved = |at: u32| shift(view_len, start, at as usize);
        own.later.push((to_u32(view_len), next.number_at(start)));
        if let Some(detail) = &next.detail {
            let is_inside = |at: u32| (start..end).contains(&(at as usize));
            let inside = detail.later.iter().filter(|(at, _)| is_inside(*at));
            own.later.extend(inside.map(|(at, number)| (moved(*at), *number)));
            let gaps = detail.gaps.iter().filter(|(at, _)| is_inside(*at));
            own.gaps.extend(gaps.map(|(from, to)| (moved(*from), moved(*to))));
            own.origins.extend(&detail.origins);
        }
        own.raw.push_str(next.printed().get(raw_start..next.raw_byte(end)).unwrap_or_default());
        own.raw_at.pop();
        own.raw_at.extend((start..=end).map(|at| shift(raw_len, raw_start, next.raw_byte(at))));
        self.view.push_str(next.view.get(start..end).unwrap_or_default());
        true
    }

    /// The line after a mark and a space.
    pub(crate) fn with_prefix(&self, mark: &str) -> Self {
        let mut line = Self::new(self.number, mark, false);
        line.join(self, Joint::Space);
        line
    }

    /// A part of the line as a line of its own, without the space around it.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let text = self.view.get(range.clone()).unwrap_or_default();
        let start = range.start + (text.len() - text.trim_start().len());
        let end = start + text.trim().len();
        let view = text.trim().to_owned();
        let number = self.number_at(start);
        let Some(own) = &self.detail else { return Self { number, view, detail: None } };
        let (raw_start, raw_end) = (self.raw_byte(start), self.raw_byte(end));
        let less = |at: u32, by: usize| at.saturating_sub(to_u32(by));
        let inside = own.later.iter().filter(|(at, _)| (start + 1..end).contains(&(*at as usize)));
        let gaps = own.gaps.iter().filter(|(from, to)| *from as usize >= start && *to as usize <= end);
        let detail = LineDetail {
            raw: own.raw.get(raw_start..raw_end).unwrap_or_default().to_owned(),
            raw_at: (start..=end).map(|at| less(to_u32(self.raw_byte(at)), raw_start)).collect(),
            later: inside.map(|(at, number)| (less(*at, start), *number)).collect(),
            gaps: gaps.map(|(from, to)| (less(*from, start), less(*to, start))).collect(),
            origins: own.origins.clone(),
        };
        Self::with_detail(number, view, detail)
    }

    /// The bytes of the view between the places where a character is printed.
    pub(crate) fn split_at(&self, separator: char) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, letter) in self.view.char_indices() {
            if self.printed().get(self.raw_byte(at)..).is_some_and(|rest| rest.starts_with(separator)) {
                parts.push(start..at);
                start = at + letter.len_utf8();
            }
        }
        parts.push(start..self.view.len());
        parts
    }

    /// The number of the line of the file that contains a byte of the view.
    pub(crate) fn number_at(&self, byte: usize) -> u32 {
        let begins = |(at, _): &&(u32, u32)| *at as usize <= byte;
        self.later().iter().rev().find(begins).map_or(self.number, |(_, number)| *number)
    }

    /// The printed text on each line of the file that the line takes up, in order.
    pub(crate) fn printed_lines(&self) -> impl Iterator<Item = (u32, &str)> {
        let starts = std::iter::once((0, self.number)).chain(self.later().iter().copied());
        let ends = self.later().iter().map(|(at, _)| *at as usize).chain(std::iter::once(self.view.len()));
        starts.zip(ends).map(|((start, number), end)| (number, self.quote(start as usize..end)))
    }

    /// The parts of a range of the view that are printed consecutively.
    pub(crate) fn passages(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut passages = Vec::new();
        let mut start = range.start;
        let gaps = self.detail.as_ref().map_or(&[][..], |detail| &detail.gaps);
        let inside = gaps.iter().map(|(from, to)| *from as usize..*to as usize);
        for gap in inside.filter(|gap| gap.start < range.end && gap.end > range.start) {
            passages.push(start..gap.start.max(start));
            start = gap.end;
        }
        passages.push(start..range.end.max(start));
        let is_blank = |passage: &Range<usize>| self.quote(passage.clone()).is_empty();
        passages.retain(|passage| !is_blank(passage));
        if passages.is_empty() { vec![range] } else { passages }
    }

    /// The raw text of a range of the view, without the spaces around it.
    pub(crate) fn quote(&self, range: Range<usize>) -> &str {
        self.printed().get(self.raw_byte(range.start)..self.raw_byte(range.end)).unwrap_or_default().trim()
    }

    /// Whether the line ends with a footnote mark of its own.
    pub(crate) fn is_marked(&self) -> bool {
        !self.origins().is_empty()
    }

    /// The lines of the raw document that the line retells.
    pub(crate) fn origins(&self) -> &[u32] {
        self.detail.as_ref().map_or(&[], |detail| &detail.origins)
    }

    fn later(&self) -> &[(u32, u32)] {
        self.detail.as_ref().map_or(&[], |detail| &detail.later)
    }

    /// The printed text, with its tabs.
    pub(crate) fn printed(&self) -> &str {
        self.detail.as_ref().map_or(&self.view, |detail| &detail.raw)
    }

    /// The byte of the printed text for a byte of the view.
    fn raw_byte(&self, byte: usize) -> usize {
        match &self.detail {
            Some(detail) => detail.raw_at.get(byte).map_or(detail.raw.len(), |at| *at as usize),
            None => byte.min(self.view.len()),
        }
    }

    fn push(&mut self, mark: &str) {
        if let Some(detail) = &mut self.detail {
            let start = detail.raw.len();
            detail.raw_at.pop();
            detail.raw_at.extend((start..=start + mark.len()).map(to_u32));
            detail.raw.push_str(mark);
        }
        self.view.push_str(mark);
    }

    fn truncate(&mut self, len: usize) {
        let raw_len = self.raw_byte(len);
        self.view.truncate(len);
        if let Some(detail) = &mut self.detail {
            detail.raw_at.truncate(len);
            detail.raw_at.push(to_u32(raw_len));
            detail.raw.truncate(raw_len);
        }
    }

    /// The bytes of the view without the space around it.
    fn words(&self) -> Range<usize> {
        let start = self.view.len() - self.view.trim_start().len();
        start..self.view.trim_end().len().max(start)
    }

    /// Whether the line is empty or has only spaces.
    pub(crate) fn is_blank(&self) -> bool {
        self.view.trim().is_empty()
    }

    pub(crate) fn begins_comments(&self) -> bool {
        let words = self.view.trim().trim_end_matches(':').to_lowercase();
        VOCABULARY.lists(WordList::CommentHeadings, &words)
    }

    /// Whether the line begins with a time of the day: “9.20 Integration in Western Uusimaa”.
    pub(crate) fn begins_with_hour(&self) -> bool {
        let first = self.view.split_whitespace().next().unwrap_or_default();
        let start = first.split(['–', '-']).next().unwrap_or_default();
        let is_number = |part: &str, max: u8| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| number < max);
        start
            .split_once(['.', ':'])
            .is_some_and(|(hour, minute)| minute.len() == 2 && is_number(hour, 24) && is_number(minute, 60))
    }

    /// The whole line.
    pub(crate) fn whole(&self) -> Range<usize> {
        0..self.view.len()
    }
}

fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Splits `[^11,29]` off the end of a line.
fn strip_mark(raw: &str) -> (&str, Vec<u32>) {
    let line = raw.trim_end();
    let marked = || {
        let (before, numbers) = line.strip_suffix(']')?.rsplit_once("[^")?;
        let origins = numbers.split(',').map(|number| number.trim().parse().ok().map(NonZeroU32::get));
        Some((before.trim_end(), origins.collect::<Option<_>>()?))
    };
    marked().unwrap_or((line, Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_hyphens_are_not_quoted() {
        let line = SourceLine::new(1, "projekti\u{ad}päällikkö, puh. 0295\u{200b} 111", false);
        assert_eq!(line.view, "projektipäällikkö, puh. 0295 111");
        assert_eq!(line.quote(0..line.view.len()), line.view);
    }

    #[test]
    fn what_is_not_printed_is_no_passage() {
        let mut row = SourceLine::new(4, "Aino Merikivi", false);
        assert!(row.join(&SourceLine::new(7, "ohjaaja", false), Joint::Apart(" | ")));
        assert_eq!(row.view, "Aino Merikivi | ohjaaja");
        let passages = row.passages(5..23);
        assert_eq!(passages, [5..13, 16..23]);
        assert_eq!(passages.iter().map(|it| row.quote(it.clone())).collect::<Vec<_>>(), ["Merikivi", "ohjaaja"]);
        assert_eq!(row.passages(0..4).len(), 1);
        assert_eq!([row.number_at(5), row.number_at(16)], [4, 7]);
    }

    #[test]
    fn a_joined_line_knows_the_line_of_each_byte() {
        let mut line = SourceLine::new(3, "Hankkeen koordi-", false);
        assert!(line.join(&SourceLine::new(4, "  naattori\u{a0}Aino", false), Joint::Division));
        assert!(line.join(&SourceLine::new(5, "Etelä-", false), Joint::Space));
        assert!(line.join(&SourceLine::new(6, "Savo", false), Joint::Hyphen));
        assert_eq!(line.view, "Hankkeen koordinaattori Aino Etelä-Savo");
        assert_eq!(line.quote(9..28), "koordinaattori\u{a0}Aino");
        let at = |words: &str| line.number_at(line.view.find(words).expect("words"));
        assert_eq!([at("Hankkeen"), at("naattori"), at("Etelä"), at("Savo")], [3, 4, 5, 6]);
        let pieces: Vec<_> = line.printed_lines().collect();
        assert_eq!(pieces, [(3, "Hankkeen koordi"), (4, "naattori\u{a0}Aino"), (5, "Etelä-"), (6, "Savo")]);
        let part = line.part(8..36);
        assert_eq!((part.number, part.view.as_str()), (3, "koordinaattori Aino Etelä-"));
        assert_eq!([part.number_at(0), part.number_at(10), part.number_at(20)], [3, 4, 5]);
    }
}
