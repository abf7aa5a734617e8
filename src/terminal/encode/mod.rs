//! Encodes changed cells in few bytes, because each key causes traffic on an SSH connection.
//!
//! * `scroll`: rows that moved up or down.

mod scroll;
#[cfg(test)]
mod tests;

use crate::text::sort_by_cached_key;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::present::width;
use crate::ui::{WEIGHTS, color_codes};
use scroll::Scroll;

/// The maximum number of unchanged cells that are sent again instead of skipped: skipping costs at least four bytes.
const CHEAP_GAP: u16 = 4;
/// The minimum number of blank cells for which erasing and skipping them is cheaper than writing.
const BLANK_FROM: u16 = 12;
/// The maximum number of rows that the cursor goes down by line feeds.
const MOST_DOWN: u16 = 4;
/// The maximum number of cells of a run that is a part of something vertical.
const NARROW: u16 = 2;
/// The maximum number of cells that any terminal gives a symbol.
const WIDEST: u16 = 3;
/// The minimum number of bytes of changes for which moving rows may be cheaper: a step of the cursor has fewer.
const SCROLLED_FROM: usize = 160;
/// The minimum number of blank cells at the end of a row for which erasing is cheaper than writing.
const ERASE_FROM: u16 = 4;

/// The sequence that changes the cells of `shown` into those of `next`, which have the same area, and moves the cursor to a
/// column and row if it is to be somewhere.
///
/// Ends with plain style. The theme has already chosen colours that the terminal supports. The first move is to a place
/// and not by a distance, because another program may have moved the cursor.
#[must_use]
pub fn encode(shown: &Buffer, next: &Buffer, cursor: Option<(u16, u16)>) -> String {
    let whole = changes(shown, next, cursor);
    if whole.len() < SCROLLED_FROM {
        return whole;
    }
    let Some(scroll) = Scroll::between(shown, next) else { return whole };
    let scrolled = scroll.sequence() + &changes(&scroll.applied(shown), next, cursor);
    if scrolled.len() < whole.len() { scrolled } else { whole }
}

/// The sequence that writes the changed cells where they are.
fn changes(shown: &Buffer, next: &Buffer, cursor: Option<(u16, u16)>) -> String {
    let mut runs = runs(shown, next);
    let in_rows = written(&runs, next, cursor);
    // With many colours it is cheaper to set each once and to move the cursor more.
    sort_by_style(&mut runs, next);
    let by_style = written(&runs, next, cursor);
    if by_style.len() < in_rows.len() { by_style } else { in_rows }
}

/// Cells beside each other that are written or erased in one style.
struct Run {
    x: u16,
    y: u16,
    /// The column after the last cell.
    end: u16,
    style: Style,
    ink: Ink,
}

impl Run {
    /// Whether its cells look the same in a style as in their own.
    fn is_shown_by(&self, style: Style, next: &Buffer) -> bool {
        (self.x..self.end).all(|x| style.shows(&next[(x, self.y)]))
    }
}

/// The effect of a run on its cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    Written,
    Erased,
    /// Erased with all that follows in the row.
    ErasedToEnd,
}

/// The runs that change the cells of `shown` into those of `next`, in rows from the left.
fn runs(shown: &Buffer, next: &Buffer) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let changes = shown.diff(next);
    for row in changes.chunk_by(|(_, y, _), (_, other, _)| y == other) {
        let Some((x, y, _)) = row.first() else { continue };
        let mut changed = changed_runs(row, next);
        if changed.iter().any(|run| run.ink != Ink::Written) {
            // One sequence may erase all gaps of the row, although some unchanged cells have to be written again.
            let erased = erased_runs(next, *x, *y);
            let bytes = |runs: &[Run]| written(runs, next, None).len();
            if bytes(&erased) < bytes(&changed) {
                changed = erased;
            }
        }
        runs.append(&mut changed);
    }
    runs
}

/// The runs of the changed cells of a row.
fn changed_runs(row: &[(u16, u16, &Cell)], next: &Buffer) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let Some((_, y, _)) = row.first() else { return runs };
    let y = *y;
    let blank_from = blank_from(next, y);
    let mut blank_until = 0;
    for (x, _, cell) in row {
        let x = *x;
        if x >= blank_from && next.area.right() - blank_from >= ERASE_FROM {
            let (x, end) = (blank_from, next.area.right());
            runs.push(Run { x, y, end, style: Style::PLAIN, ink: Ink::ErasedToEnd });
            break;
        }
        if x < blank_until {
            continue;
        }
        let blank = blank_cells(next, x, y);
        if blank >= BLANK_FROM {
            blank_until = x + blank;
            runs.push(Run { x, y, end: blank_until, style: Style::PLAIN, ink: Ink::Erased });
            continue;
        }
        add_cell(&mut runs, (x, y), cell, next);
    }
    runs
}

/// The runs of a row that is erased from a column on before its words are written.
fn erased_runs(next: &Buffer, from: u16, y: u16) -> Vec<Run> {
    let end = next.area.right();
    let mut runs = vec![Run { x: from, y, end, style: Style::PLAIN, ink: Ink::ErasedToEnd }];
    let mut x = from;
    while x < end {
        let blank = blank_cells(next, x, y);
        if blank > CHEAP_GAP || x + blank >= end {
            x += blank;
            continue;
        }
        let cell = &next[(x, y)];
        add_cell(&mut runs, (x, y), cell, next);
        // The cell after a wide letter is a part of it.
        x += u16::try_from(width(cell.symbol()).max(1)).unwrap_or(1);
    }
    runs
}

/// Adds a written cell to the run before it, if that looks the same, or begins another.
fn add_cell(runs: &mut Vec<Run>, (x, y): (u16, u16), cell: &Cell, next: &Buffer) {
    let style = Style::of(cell);
    let is_next = |last: &&mut Run| last.y == y && last.end == x && last.ink == Ink::Written;
    match runs.last_mut().filter(is_next) {
        Some(last) if last.style.shows(cell) => last.end = x + 1,
        // A blank takes the style of what follows, too.
        Some(last) if last.is_shown_by(style, next) => (last.end, last.style) = (x + 1, style),
        _ => runs.push(Run { x, y, end: x + 1, style, ink: Ink::Written }),
    }
}

/// Sorts runs so that those of one style are together. Rows in which terminals may disagree about the width of a symbol
/// stay as they are, and come first.
fn sort_by_style(runs: &mut [Run], next: &Buffer) {
    let is_certain = |run: &Run| (run.x..run.end).all(|x| is_one_cell(next[(x, run.y)].symbol()));
    let mut uncertain_rows: Vec<u16> = runs.iter().filter(|run| !is_certain(run)).map(|run| run.y).collect();
    uncertain_rows.dedup();
    let mut styles = vec![Style::PLAIN];
    for run in runs.iter() {
        if !styles.contains(&run.style) {
            styles.push(run.style);
        }
    }
    sort_by_cached_key(runs, |run| {
        if uncertain_rows.binary_search(&run.y).is_ok() {
            return (0, false, run.y, run.x);
        }
        let style = styles.iter().position(|style| *style == run.style).unwrap_or(0);
        // The sides of frames are drawn downwards.
        let is_narrow = run.ink == Ink::Written && run.end - run.x <= NARROW;
        let (first, second) = if is_narrow { (run.x, run.y) } else { (run.y, run.x) };
        (style + 1, is_narrow, first, second)
    });
}

/// The sequence of runs, and of the way to where the cursor is to be after them.
fn written(runs: &[Run], next: &Buffer, cursor: Option<(u16, u16)>) -> String {
    let mut writer = Writer { out: String::new(), at: None, row: None, style: Style::PLAIN, width: next.area.width };
    for run in runs {
        writer.go_to(next, run.x, run.y);
        match run.ink {
            Ink::Written => {
                if !run.is_shown_by(writer.style, next) {
                    writer.set_style(run.style);
                }
                (run.x..run.end).for_each(|x| writer.put(&next[(x, run.y)]));
            }
            Ink::Erased => writer.erase(&format!("\x1b[{}X", run.end - run.x)),
            Ink::ErasedToEnd => writer.erase("\x1b[K"),
        }
    }
    writer.set_style(Style::PLAIN);
    if let Some((x, y)) = cursor {
        writer.go_to(next, x, y);
    }
    writer.out
}

/// The column from which a row is blank and plain to its end.
fn blank_from(buffer: &Buffer, y: u16) -> u16 {
    let columns = (buffer.area.left()..buffer.area.right()).rev();
    let blank = columns.take_while(|x| is_blank(&buffer[(*x, y)])).count();
    buffer.area.right() - u16::try_from(blank).unwrap_or(0)
}

/// The number of consecutive blank, plain cells from one on.
fn blank_cells(buffer: &Buffer, x: u16, y: u16) -> u16 {
    let blank = (x..buffer.area.right()).take_while(|x| is_blank(&buffer[(*x, y)])).count();
    u16::try_from(blank).unwrap_or(0)
}

fn is_blank(cell: &Cell) -> bool {
    Style::PLAIN.shows(cell) && cell.symbol() == " "
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

    /// Whether a cell looks the same in this style as in its own: a blank has no letter to have a colour or a weight.
    fn shows(self, cell: &Cell) -> bool {
        let own = Self::of(cell);
        let visible = Modifier::REVERSED | Modifier::UNDERLINED;
        let is_ground_same = || {
            let is_reversed = own.modifier.contains(Modifier::REVERSED);
            own.background == self.background
                && own.modifier & visible == self.modifier & visible
                && (!is_reversed || own.foreground == self.foreground)
        };
        own == self || cell.symbol() == " " && is_ground_same()
    }
}

struct Writer {
    out: String,
    /// The position of the terminal's cursor, if it is certain.
    at: Option<(u16, u16)>,
    /// The row of the cursor, if it is certain.
    row: Option<u16>,
    style: Style,
    /// The width of the screen.
    width: u16,
}

impl Writer {
    /// Erases cells from the cursor on, with a sequence that does not move it.
    fn erase(&mut self, sequence: &str) {
        let is_plain = self.style.background == Color::Reset
            && !self.style.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
        if !is_plain {
            self.set_style(Style::PLAIN);
        }
        self.out.push_str(sequence);
    }

    /// Moves the cursor by the shortest of the sequences that lead there.
    fn go_to(&mut self, next: &Buffer, x: u16, y: u16) {
        if self.at != Some((x, y)) {
            if let Some((column, row)) = self.at
                && row == y
                && column < x
                && x - column <= CHEAP_GAP
                && self.is_plain_way(next, column, x, y)
            {
                for between in column..x {
                    self.put(&next[(between, y)]);
                }
            } else {
                self.out.push_str(&self.way_to(x, y));
            }
        }
        (self.at, self.row) = (Some((x, y)), Some(y));
    }

    fn way_to(&self, x: u16, y: u16) -> String {
        let by_row = if x == 0 { format!("\x1b[{}H", y + 1) } else { format!("\x1b[{};{}H", y + 1, x + 1) };
        let mut ways = vec![by_row];
        if self.row == Some(y) {
            ways.push(format!("\x1b[{}G", x + 1));
        }
        if let Some((column, row)) = self.at
            && let Some(down) = y.checked_sub(row).filter(|down| *down <= MOST_DOWN)
        {
            let down = "\n".repeat(down.into());
            ways.push(format!("\r{down}{}", forward(x)));
            // After the last column terminals disagree about where the cursor is.
            if column < self.width {
                ways.push(down + &if column <= x { forward(x - column) } else { backward(column - x) });
            }
        }
        ways.into_iter().min_by_key(String::len).unwrap_or_default()
    }

    /// Returns `true` if the cells between two columns are ASCII letters in the current style.
    fn is_plain_way(&self, next: &Buffer, from: u16, to: u16, y: u16) -> bool {
        (from..to).all(|x| next[(x, y)].symbol().is_ascii() && self.style.shows(&next[(x, y)]))
    }

    /// Writes a cell in the current style.
    fn put(&mut self, cell: &Cell) {
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
        let reset = sgr(true, &codes(Style::PLAIN, style));
        // Not every terminal can reset single weights.
        let is_added = style != Style::PLAIN && style.modifier.contains(self.style.modifier);
        let added = is_added.then(|| sgr(false, &codes(self.style, style)));
        self.out.push_str(&added.filter(|added| added.len() <= reset.len()).unwrap_or(reset));
        self.style = style;
    }
}

/// The sequence that moves the cursor to the right.
fn forward(cells: u16) -> String {
    match cells {
        0 => String::new(),
        1 => "\x1b[C".to_owned(),
        _ => format!("\x1b[{cells}C"),
    }
}

/// The sequence that moves the cursor to the left.
fn backward(cells: u16) -> String {
    if cells <= CHEAP_GAP { "\x08".repeat(cells.into()) } else { format!("\x1b[{cells}D") }
}

/// The parameters that change one style to another that has all its weights.
fn codes(before: Style, style: Style) -> Vec<String> {
    let added = style.modifier.difference(before.modifier);
    let weights = WEIGHTS.into_iter().filter(|(modifier, _)| added.contains(*modifier));
    let mut codes: Vec<String> = weights.map(|(_, code)| code.to_owned()).collect();
    if style.foreground != before.foreground {
        codes.push(color_codes(style.foreground, 30));
    }
    if style.background != before.background {
        codes.push(color_codes(style.background, 40));
    }
    codes
}

/// An SGR sequence that adds to the style, or takes the place of it: an empty parameter resets all.
fn sgr(is_reset: bool, codes: &[String]) -> String {
    let separator = if is_reset && !codes.is_empty() { ";" } else { "" };
    format!("\x1b[{separator}{}m", codes.join(";"))
}

/// Whether every terminal gives a symbol one cell: ASCII, Latin letters with accents, and the signs that we draw with.
fn is_one_cell(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
    matches!(letter, ' '..='~' | '\u{c0}'..='\u{17f}' | '─' | '│' | '╭' | '╮' | '╰' | '╯' | '▸' | '›' | '·' | '–' | '’' | '”' | '…' | '▀' | '▄' | '█' | '▓' | '▒' | '░')
}
