//! Rows that moved up or down: the terminal moves them itself, so that their cells are not sent again.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::{Buffer, Cell};

use super::is_blank;

/// A move of the rows between two rows by some rows. The rows that get free are blank.
pub(super) struct Scroll {
    top: u16,
    /// The last row.
    bottom: u16,
    rows: u16,
    is_up: bool,
}

impl Scroll {
    /// The move that puts the most rows of `shown` where they are in `next`. `None` if no row has moved.
    pub(super) fn between(shown: &Buffer, next: &Buffer) -> Option<Self> {
        let (before, after) = (rows_of(shown), rows_of(next));
        let height = next.area.height;
        let mut best: Option<(usize, Self)> = None;
        for (rows, is_up) in (1..height).flat_map(|rows| [(rows, true), (rows, false)]) {
            let origin = |y: u16| if is_up { y.checked_add(rows) } else { y.checked_sub(rows) };
            let row = |y: u16| (before.get(usize::from(y)), after.get(usize::from(y)));
            let has_moved = |y: &u16| {
                let (own, new) = row(*y);
                new != own && new.is_some_and(Option::is_some) && origin(*y).is_some_and(|from| row(from).0 == new)
            };
            let moved = (0..height).filter(has_moved);
            let Some((first, last)) = moved.clone().next().zip(moved.clone().next_back()) else { continue };
            let (top, bottom) = if is_up { (first, last + rows) } else { (first - rows, last) };
            let count = moved.count();
            if best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, Self { top, bottom, rows, is_up }));
            }
        }
        best.map(|(_, scroll)| scroll)
    }

    /// What the terminal shows after the move.
    pub(super) fn applied(&self, shown: &Buffer) -> Buffer {
        let mut moved = shown.clone();
        for y in self.top..=self.bottom {
            let origin = if self.is_up { y.checked_add(self.rows) } else { y.checked_sub(self.rows) };
            let origin = origin.filter(|from| (self.top..=self.bottom).contains(from));
            for x in shown.area.left()..shown.area.right() {
                moved[(x, y)] = origin.map_or_else(Cell::default, |from| shown[(x, from)].clone());
            }
        }
        moved
    }

    /// The sequence that moves the rows; the cursor is somewhere else afterwards.
    ///
    /// Line feeds in the last row of a region move it up, and reverse line feeds in its first row move it down, on every
    /// terminal since the VT100. Not every terminal knows the sequences that scroll by a number of rows.
    pub(super) fn sequence(&self) -> String {
        let (edge, step) = if self.is_up { (self.bottom, "\n") } else { (self.top, "\x1bM") };
        let steps = step.repeat(self.rows.into());
        format!("\x1b[{};{}r\x1b[{}H{steps}\x1b[r", self.top + 1, self.bottom + 1, edge + 1)
    }
}

/// A hash of each row; `None` for a blank one, which can come from anywhere.
fn rows_of(buffer: &Buffer) -> Vec<Option<u64>> {
    let hash = |row: &[Cell]| {
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        (!row.iter().all(is_blank)).then(|| hasher.finish())
    };
    buffer.content.chunks(usize::from(buffer.area.width).max(1)).map(hash).collect()
}
