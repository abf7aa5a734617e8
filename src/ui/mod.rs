//! Draws the screen: turns texts and their roles into styled cells. Makes no decisions and does not access the
//! terminal.
//!
//! * `sgr`: styles as the parameters of SGR sequences, for the screen and for printed lines.
//! * `svg`: the screen as an SVG picture for the README, with the same cells as on the terminal.
//! * `text_grid`: the screen as two grids of text: the letters, and the role of each cell.
//! * `theme`: the style of each role, in as many colours as the terminal has.

mod sgr;
mod svg;
mod text_grid;
mod theme;

pub use sgr::{WEIGHTS, color_codes};
pub use svg::svg;
pub use text_grid::{letters_of, roles_of};
pub use theme::{ColorDepth, Palette, PaletteError, Theme, ThemeName};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{Screen, Size};
use crate::present::Role;
use crate::text::display_safe;

/// The maximum number of bytes of one cell: a letter with very many combining marks must not flood the connection.
const CELL_BYTES: usize = 32;

/// The largest screen that is drawn, in columns and rows. Larger sizes that a terminal reports are ignored.
pub const LARGEST: (u16, u16) = (1000, 500);

/// The cells of a screen. They depend on the arguments only. What does not fit is not drawn.
#[must_use]
pub fn cells(screen: &Screen, size: Size, theme: &Theme) -> Buffer {
    draw(screen, size, |role, is_selected| theme.style(role, is_selected))
}

fn draw(screen: &Screen, size: Size, style: impl Fn(Role, bool) -> Style) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    for block in &screen.blocks {
        let area = Rect::new(block.x, block.y, block.width, block.height).intersection(buffer.area);
        for (y, line) in (area.y..area.bottom()).zip(&block.lines) {
            let mut x = area.x;
            for (words, role) in &line.spans {
                let room = usize::from(area.right().saturating_sub(x));
                let is_selected = usize::from(x - area.x) < line.selected;
                (x, _) = buffer.set_stringn(x, y, words, room, style(*role, is_selected));
            }
        }
    }
    sweep(&mut buffer);
    buffer
}

/// The last check before the terminal: no cell holds more than a short grapheme without control characters.
fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.len() > CELL_BYTES {
            let base: String = symbol.chars().take(1).collect();
            cell.set_symbol(&base);
        }
        let safe = display_safe(cell.symbol());
        if safe != cell.symbol() {
            let safe = safe.into_owned();
            cell.set_symbol(&safe);
        }
    }
}
