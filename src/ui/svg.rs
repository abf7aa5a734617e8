//! The screen as a picture for README: the same cells as the terminal gets.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier};

use super::{Theme, cells};
use crate::app::{Screen, Size};

/// Width of a cell, in pixels.
const CELL_WIDTH: usize = 9;
/// Height of a cell, in pixels.
const CELL_HEIGHT: usize = 19;
/// Space around the screen, in pixels.
const MARGIN: usize = 12;

/// The screen as an SVG document, in the colours of a dark terminal.
#[must_use]
pub fn svg(screen: &Screen, size: Size) -> String {
    let buffer = cells(screen, size, &Theme::COLOR);
    let (width, height) =
        (usize::from(size.width) * CELL_WIDTH + 2 * MARGIN, usize::from(size.height) * CELL_HEIGHT + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n"
    );
    for y in 0..size.height {
        let mut x = 0;
        while x < size.width {
            let first = &buffer[(x, y)];
            let (fg, modifier) = (first.fg, first.modifier);
            let mut words = String::new();
            let start = x;
            while x < size.width && buffer[(x, y)].fg == fg && buffer[(x, y)].modifier == modifier {
                words.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut svg, usize::from(start), usize::from(y), &words, fg, modifier);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// A run of cells of one look.
fn run(svg: &mut String, x: usize, y: usize, words: &str, fg: Color, modifier: Modifier) {
    let is_reversed = modifier.contains(Modifier::REVERSED);
    if words.trim().is_empty() && !is_reversed {
        return;
    }
    let (left, top) = (MARGIN + x * CELL_WIDTH, MARGIN + y * CELL_HEIGHT);
    let length = words.chars().count() * CELL_WIDTH;
    let ink = match fg {
        _ if is_reversed => "#16181d",
        Color::Green => "#7fd88f",
        Color::Cyan => "#6cc7d9",
        Color::Yellow => "#e5c07b",
        _ if modifier.contains(Modifier::DIM) => "#8b919c",
        _ => "#e6e6e6",
    };
    if is_reversed {
        _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{length}\" height=\"{CELL_HEIGHT}\" fill=\"#d8dce3\"/>"
        );
    }
    let weight = if modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{length}\" fill=\"{ink}\"{weight}{line}>{words}</text>",
        top + 14
    );
}
