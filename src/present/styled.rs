//! Styled text: words with roles, cut, padded and wrapped by the cells that they take.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::display_safe;

/// The role of words on the screen. The theme decides its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary words.
    Plain,
    /// The name of a record or a heading.
    Title,
    /// A telephone number that is fresh.
    Number,
    /// A telephone number that is old or undated, and the sign that marks it.
    Old,
    /// A telephone number that may be somebody else's by now, and the sign that says so.
    Doubtful,
    /// Words of less weight.
    Quiet,
    /// Letters that answer the query.
    Match,
    /// Words that are a link.
    Link,
    /// A warning about a fact.
    Warning,
    /// A key.
    Key,
    /// The tab of a list that is not visible.
    Tab,
    /// The tab of the visible list.
    ActiveTab,
    /// Lines around and between boxes.
    Frame,
    /// The frame of the box that has the focus.
    ActiveFrame,
    /// A cell of a map: its upper and its lower half.
    Land(Land, Land),
}

/// The content of half a cell of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Land {
    /// No region.
    Sea,
    /// A region of the selected record.
    Lit,
    /// Another region that the same people answer for.
    Near,
    /// A region that nobody answers for.
    Bare,
    /// Any other region, in one of four shades.
    Shade(u8),
}

/// A line of words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// The words, from the left.
    pub spans: Vec<(String, Role)>,
    /// The number of cells from the left that are highlighted because the cursor is on the line: the end of a span. 0
    /// on every other line.
    pub selected: usize,
}

/// Signs that not every terminal can show.
#[expect(clippy::struct_excessive_bools, reason = "each says something else about the terminal")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Precedes the query.
    pub prompt: &'static str,
    /// Separates the places on the way to a responsible position.
    pub arrow: &'static str,
    /// Separates the parts of a row.
    pub dot: &'static str,
    /// Replaces words that were cut.
    pub ellipsis: &'static str,
    /// A horizontal line.
    pub across: &'static str,
    /// A vertical line.
    pub down: &'static str,
    /// The beginning of a vertical line at a horizontal one.
    pub joint: char,
    /// Precedes the selected row.
    pub here: &'static str,
    /// Precedes a row that the user has marked.
    pub chosen: &'static str,
    /// Precedes the number of lines above the visible ones.
    pub above: &'static str,
    /// Precedes the number of lines below the visible ones.
    pub below: &'static str,
    /// Separates the years of a period.
    pub dash: &'static str,
    /// Precedes a match that was not typed exactly.
    pub about: &'static str,
    /// The corners of a frame: top left, top right, bottom left, bottom right.
    pub corners: [char; 4],
    /// A span of time.
    pub bar: &'static str,
    /// Precedes the last two digits of a year.
    pub year: &'static str,
    /// Whether the regions of a map can be told apart by colour, so that it is drawn in half blocks.
    pub has_solid_map: bool,
    /// Whether these are signs of ASCII.
    pub is_ascii: bool,
    /// Whether letters must be ASCII, too.
    pub ascii_letters: bool,
    /// Whether words replace symbols, for users of screen readers and for programs.
    pub spells_out: bool,
}

impl Marks {
    /// For terminals that show UTF-8.
    pub const UNICODE: Self = Self {
        prompt: "›",
        arrow: "→",
        dot: "·",
        ellipsis: "…",
        across: "─",
        down: "│",
        joint: '┬',
        here: "▸",
        chosen: "+",
        above: "↑",
        below: "↓",
        dash: "–",
        about: "≈",
        corners: ['╭', '╮', '╰', '╯'],
        bar: "█",
        year: "’",
        has_solid_map: false,
        is_ascii: false,
        ascii_letters: false,
        spells_out: false,
    };

    /// For all other terminals.
    pub const ASCII: Self = Self {
        prompt: ">",
        arrow: "->",
        dot: "-",
        ellipsis: "..",
        across: "-",
        down: "|",
        joint: '+',
        here: ">",
        chosen: "+",
        above: "^",
        below: "v",
        dash: "-",
        about: "~=",
        corners: ['+'; 4],
        bar: "#",
        year: "'",
        has_solid_map: false,
        is_ascii: true,
        ascii_letters: false,
        spells_out: false,
    };
}

impl Line {
    /// A line of words with one role.
    #[must_use]
    pub fn of(words: impl Into<String>, role: Role) -> Self {
        Self { spans: vec![(words.into(), role)], selected: 0 }
    }

    /// The line with more words at the end.
    #[must_use]
    pub fn and(mut self, words: impl Into<String>, role: Role) -> Self {
        self.spans.push((words.into(), role));
        self
    }

    /// Appends words.
    pub fn push(&mut self, words: impl Into<String>, role: Role) {
        self.spans.push((words.into(), role));
    }

    /// The cells that the line takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|(words, _)| width(words)).sum()
    }

    /// The line in at most `cells` cells, with an ellipsis where words were cut. Blanks at the end are cut without one.
    #[must_use]
    pub fn cut(mut self, cells: usize, marks: &Marks) -> Self {
        self.trim_to(cells);
        if self.width() <= cells {
            return self;
        }
        let mut left = cells.saturating_sub(width(marks.ellipsis));
        let mut kept = Vec::new();
        for (words, role) in self.spans {
            let shorter = prefix_of(&words, left).to_owned();
            let is_cut = shorter.len() < words.len();
            left -= width(&shorter);
            kept.push((shorter, role));
            if is_cut {
                break;
            }
        }
        if let Some((words, _)) = kept.last_mut()
            && cells >= width(marks.ellipsis)
        {
            let end = words.trim_end().len();
            words.truncate(end);
            words.push_str(marks.ellipsis);
        }
        self.spans = kept;
        self
    }

    /// The line filled with spaces up to `cells` cells.
    #[must_use]
    pub fn padded(mut self, cells: usize) -> Self {
        let missing = cells.saturating_sub(self.width());
        if missing > 0 {
            self.push(" ".repeat(missing), Role::Plain);
        }
        self
    }

    /// Two lines on one: the right one is kept whole, and the left one is cut where it begins.
    #[must_use]
    pub fn with_right(self, right: Self, cells: usize, marks: &Marks) -> Self {
        let room = cells.saturating_sub(right.width() + 1);
        let mut line = self.cut(room, marks).padded(room + 1);
        line.spans.extend(right.spans);
        line.cut(cells, marks)
    }

    /// The words without their roles.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|(words, _)| words.as_str()).collect()
    }
}

/// A stored text as the terminal may show it: without control characters, and in ASCII if letters must be.
#[must_use]
pub fn shown_words(words: &str, marks: &Marks) -> String {
    let safe = display_safe(words);
    if marks.ascii_letters { crate::text::to_ascii(&safe) } else { safe.into_owned() }
}

/// The cells that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The longest beginning, in whole graphemes, that takes at most `cells` cells.
pub(super) fn prefix_of(text: &str, cells: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += width(grapheme);
        if taken > cells {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_with_a_sign() {
        let line = Line::of("Päivi ", Role::Title).and("Ruotsala", Role::Plain);
        assert_eq!(line.clone().cut(9, &Marks::UNICODE).text(), "Päivi Ru…");
        assert_eq!(line.clone().cut(99, &Marks::UNICODE).text(), "Päivi Ruotsala");
        assert_eq!(line.cut(0, &Marks::UNICODE).text(), "");
    }

    #[test]
    fn blanks_are_cut_without_a_sign() {
        let line = Line::of("Lappi", Role::Title).padded(9);
        assert_eq!(line.clone().cut(7, &Marks::UNICODE).text(), "Lappi");
        assert_eq!(line.clone().cut(4, &Marks::UNICODE).text(), "Lap…");
        assert_eq!(line.with_right(Line::default(), 9, &Marks::UNICODE).text(), "Lappi    ");
    }

    #[test]
    fn the_right_side_is_kept() {
        let line =
            Line::of("Tanja Tammimies", Role::Title).with_right(Line::of("0295", Role::Number), 12, &Marks::UNICODE);
        assert_eq!(line.text(), "Tanja…  0295");
    }
}
