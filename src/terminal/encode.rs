//! Encodes changed cells in few bytes: the traffic of every key on an SSH connection.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::ui::{WEIGHTS, color_codes};

/// The most unchanged cells that are sent again instead of skipped: skipping costs at least four bytes.
const CHEAP_GAP: u16 = 4;
/// The fewest blank cells for which erasing and skipping them is cheaper than writing.
const BLANK_FROM: u16 = 12;
/// The most cells that any terminal gives a symbol.
const WIDEST: u16 = 3;
/// The fewest blank cells at the end of a row for which erasing is cheaper than writing.
const ERASE_FROM: u16 = 4;

/// The sequence that changes the cells of `shown` into those of `next`; both have the same area.
///
/// Ends with plain style. Which colours the terminal has is the theme's business.
#[must_use]
pub fn encode(shown: &Buffer, next: &Buffer) -> String {
    let mut writer =
        Writer { out: String::new(), at: None, row: None, style: Style::PLAIN, blank_until: 0, width: next.area.width };
    let changes = shown.diff(next);
    for row in changes.chunk_by(|(_, y, _), (_, other, _)| y == other) {
        let Some((_, y, _)) = row.first() else { continue };
        writer.blank_until = 0;
        let blank_from = blank_from(next, *y);
        for (x, y, cell) in row {
            if *x >= blank_from && next.area.right() - blank_from >= ERASE_FROM {
                writer.go_to(next, blank_from, *y);
                writer.set_style(Style::PLAIN);
                writer.out.push_str("\x1b[K");
                break;
            }
            if *x < writer.blank_until {
                continue;
            }
            let blank = blank_cells(next, *x, *y);
            writer.go_to(next, *x, *y);
            if blank >= BLANK_FROM {
                writer.erase(blank);
            } else {
                writer.put(cell);
            }
        }
    }
    writer.set_style(Style::PLAIN);
    writer.out
}

/// The column from which a row is blank and plain to its end.
fn blank_from(buffer: &Buffer, y: u16) -> u16 {
    let columns = (buffer.area.left()..buffer.area.right()).rev();
    let blank = columns.take_while(|x| is_blank(&buffer[(*x, y)])).count();
    buffer.area.right() - u16::try_from(blank).unwrap_or(0)
}

/// How many cells from one on are blank and plain.
fn blank_cells(buffer: &Buffer, x: u16, y: u16) -> u16 {
    let blank = (x..buffer.area.right()).take_while(|x| is_blank(&buffer[(*x, y)])).count();
    u16::try_from(blank).unwrap_or(0)
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Style::of(cell) == Style::PLAIN
}

/// The style of a cell, as far as a theme uses it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Style {
    /// The terminal's own.
    const PLAIN: Self = Self { foreground: Color::Reset, background: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Self {
        Self { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }
}

struct Writer {
    out: String,
    /// The position of the terminal's cursor, if it is certain.
    at: Option<(u16, u16)>,
    /// The row of the cursor, if it is certain.
    row: Option<u16>,
    style: Style,
    /// The column up to which the row was erased: changes before it are done.
    blank_until: u16,
    /// The width of the screen.
    width: u16,
}

impl Writer {
    /// Erases some cells from the cursor on; the cursor does not move.
    fn erase(&mut self, cells: u16) {
        self.set_style(Style::PLAIN);
        _ = write!(self.out, "\x1b[{cells}X");
        self.blank_until = self.at.map_or(0, |(x, _)| x.saturating_add(cells));
    }

    fn go_to(&mut self, next: &Buffer, x: u16, y: u16) {
        match self.at {
            Some((column, row)) if row == y && column == x => {}
            Some((column, row))
                if row == y && column < x && x - column <= CHEAP_GAP && self.is_plain_way(next, column, x, y) =>
            {
                for between in column..x {
                    self.put(&next[(between, y)]);
                }
            }
            Some((column, row)) if row == y && column < x => {
                _ = write!(self.out, "\x1b[{}C", x - column);
            }
            Some((_, row)) if row + 1 == y && x == 0 => self.out.push_str("\r\n"),
            _ if self.row == Some(y) => _ = write!(self.out, "\x1b[{}G", x + 1),
            _ if x == 0 => _ = write!(self.out, "\x1b[{}H", y + 1),
            _ => _ = write!(self.out, "\x1b[{};{}H", y + 1, x + 1),
        }
        (self.at, self.row) = (Some((x, y)), Some(y));
    }

    /// Returns `true` if the cells between two columns are ASCII letters in the current style.
    fn is_plain_way(&self, next: &Buffer, from: u16, to: u16, y: u16) -> bool {
        (from..to).all(|x| next[(x, y)].symbol().is_ascii() && Style::of(&next[(x, y)]) == self.style)
    }

    fn put(&mut self, cell: &Cell) {
        self.set_style(Style::of(cell));
        self.out.push_str(cell.symbol());
        // After anything but a single ASCII letter terminals disagree about where the cursor is, and at the end of a row
        // even about the row.
        let trusted = self.at.filter(|_| is_one_cell(cell.symbol()));
        if trusted.is_none() {
            self.row = self.at.filter(|(x, _)| x.saturating_add(WIDEST) < self.width).map(|(_, y)| y);
        }
        self.at = trusted.map(|(x, y)| (x + 1, y));
    }

    fn set_style(&mut self, style: Style) {
        if style == self.style {
            return;
        }
        // Weights cannot be taken back one by one on every terminal.
        let is_reset = style == Style::PLAIN || !style.modifier.contains(self.style.modifier);
        let before = if is_reset { Style::PLAIN } else { self.style };
        let mut codes = if is_reset { vec!["0".to_owned()] } else { Vec::new() };
        let added = style.modifier.difference(before.modifier);
        for (modifier, code) in WEIGHTS {
            if added.contains(modifier) {
                codes.push(code.to_owned());
            }
        }
        if style.foreground != before.foreground {
            codes.push(color_codes(style.foreground, 30));
        }
        if style.background != before.background {
            codes.push(color_codes(style.background, 40));
        }
        let codes = if codes == ["0"] { String::new() } else { codes.join(";") };
        _ = write!(self.out, "\x1b[{codes}m");
        self.style = style;
    }
}

/// Whether every terminal gives a symbol one cell: ASCII, Latin letters with accents, and the signs that we draw with.
fn is_one_cell(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
    matches!(letter, ' '..='~' | '\u{c0}'..='\u{17f}' | '─' | '│' | '╭' | '╮' | '╰' | '╯' | '·' | '–' | '’' | '”' | '…' | '▀' | '▄' | '█' | '▓' | '▒' | '░')
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style as Look;

    const AREA: Rect = Rect::new(0, 0, 40, 3);

    /// What a terminal shows after a sequence.
    fn shown_by(sequences: &[String]) -> String {
        let (rows, columns) = (AREA.height.try_into().expect("rows"), AREA.width.try_into().expect("columns"));
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        for sequence in sequences {
            terminal.process(sequence.as_bytes());
        }
        let screen = terminal.screen();
        // A cell never written to and a blank look alike.
        let letter = |cell: &vt100::Cell| if cell.contents().is_empty() { " " } else { cell.contents() }.to_owned();
        // The foreground of a blank shows nothing.
        let ink = |cell: &vt100::Cell| (!cell.contents().trim().is_empty()).then(|| (cell.bold(), cell.fgcolor()));
        let shown = |cell: &vt100::Cell| format!("{}{:?}{:?}", letter(cell), ink(cell), cell.bgcolor());
        let cell = |x, y| screen.cell(y, x).map(shown).unwrap_or_default();
        (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| cell(x, y))).collect()
    }

    fn buffer(lines: &[(&str, u8)]) -> Buffer {
        let mut buffer = Buffer::empty(AREA);
        for ((line, style), y) in lines.iter().zip(0..) {
            let style = match style {
                0 => Look::new(),
                1 => Look::new().add_modifier(Modifier::BOLD),
                2 => Look::new().fg(Color::Green),
                3 => Look::new().fg(Color::Indexed(240)).bg(Color::Rgb(1, 2, 3)),
                _ => Look::new().bg(Color::Indexed(37)).add_modifier(Modifier::BOLD),
            };
            buffer.set_string(y, y, line, style);
        }
        buffer
    }

    proptest::proptest! {
        /// Frame after frame, the terminal shows what it would show had it been given the last frame alone.
        #[test]
        fn changes_lead_where_a_whole_frame_leads(frames in proptest::collection::vec(proptest::collection::vec(("([a-cäö…→│ ]{0,9}| {10,16}){0,4}", 0..5_u8), 3), 1..5)) {
            let frames: Vec<Buffer> = frames.iter().map(|lines| {
                let lines: Vec<(&str, u8)> = lines.iter().map(|(line, style)| (line.as_str(), *style)).collect();
                buffer(&lines)
            }).collect();
            let mut sequences = Vec::new();
            let mut before = Buffer::empty(AREA);
            for frame in &frames {
                sequences.push(encode(&before, frame));
                before = frame.clone();
            }
            let whole = encode(&Buffer::empty(AREA), &before);
            proptest::prop_assert_eq!(shown_by(&sequences), shown_by(&[whole]));
        }
    }

    #[test]
    fn an_unchanged_frame_costs_nothing() {
        let frame = buffer(&[("Sanna Hiltunen", 1)]);
        assert_eq!(encode(&frame, &frame), "");
    }
}
