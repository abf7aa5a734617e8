//! The screen as a picture for README: the same cells as the terminal gets.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier, Style};

use super::{Theme, cells};
use crate::app::{Screen, Size};

/// Width of a cell, in pixels.
const CELL_WIDTH: usize = 9;
/// Height of a cell, in pixels.
const CELL_HEIGHT: usize = 19;
/// Space around the screen, in pixels.
const MARGIN: usize = 12;

/// Colours of the background: those of a dark terminal and of a light one.
const DARK: Sheet = Sheet { ground: "#16181d", ink: "#e6e6e6", dim: "#8b919c", reversed: "#d8dce3" };
const LIGHT: Sheet = Sheet { ground: "#fbfbfc", ink: "#20242b", dim: "#737a86", reversed: "#3a414d" };

struct Sheet {
    ground: &'static str,
    ink: &'static str,
    dim: &'static str,
    reversed: &'static str,
}

/// The screen as an SVG document, in the colours of a dark terminal, or of a light one for the light theme.
#[must_use]
pub fn svg(screen: &Screen, size: Size, theme: &Theme) -> String {
    let sheet = if theme.is_light() { &LIGHT } else { &DARK };
    let buffer = cells(screen, size, theme);
    let (width, height) =
        (usize::from(size.width) * CELL_WIDTH + 2 * MARGIN, usize::from(size.height) * CELL_HEIGHT + 2 * MARGIN);
    let ground = sheet.ground;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n"
    );
    for y in 0..size.height {
        let mut x = 0;
        while x < size.width {
            let (start, style) = (x, buffer[(x, y)].style());
            let kind = kind_of(buffer[(x, y)].symbol());
            let mut words = String::new();
            while x < size.width && buffer[(x, y)].style() == style && kind_of(buffer[(x, y)].symbol()) == kind {
                words.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut svg, sheet, usize::from(start), usize::from(y), &words, style);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The way in which a symbol is drawn: as text, blocks or lines.
fn kind_of(symbol: &str) -> u8 {
    let is_line = symbol.chars().all(|letter| strokes(letter).is_some());
    if block(symbol).is_some() {
        1
    } else if is_line {
        2
    } else {
        0
    }
}

/// The part of a cell that a block symbol fills: its top and height in pixels, and its opacity.
fn block(symbol: &str) -> Option<(usize, usize, &'static str)> {
    let half = CELL_HEIGHT / 2;
    Some(match symbol {
        "▀" => (0, half, "1"),
        "▄" => (half, CELL_HEIGHT - half, "1"),
        "█" => (0, CELL_HEIGHT, "1"),
        "▓" => (0, CELL_HEIGHT, "0.75"),
        "▒" => (0, CELL_HEIGHT, "0.5"),
        "░" => (0, CELL_HEIGHT, "0.25"),
        _ => return None,
    })
}

/// The strokes of a line-drawing symbol, from the middle of the cell to its edges: left, right, up, down.
fn strokes(symbol: char) -> Option<[bool; 4]> {
    Some(match symbol {
        '─' => [true, true, false, false],
        '│' => [false, false, true, true],
        '╭' => [false, true, false, true],
        '╮' => [true, false, false, true],
        '╰' => [false, true, true, false],
        '╯' => [true, false, true, false],
        _ => return None,
    })
}

/// Lines through cells, so that no gap between two rows interrupts them.
fn draw_strokes(svg: &mut String, (left, top): (usize, usize), words: &str, ink: &str) {
    let mut path = String::new();
    for (symbol, at) in words.chars().zip(0..) {
        let Some([to_left, to_right, up, down]) = strokes(symbol) else { continue };
        let (x, y) = (left + at * CELL_WIDTH + CELL_WIDTH / 2, top + CELL_HEIGHT / 2);
        let ends = [
            (to_left, (x - CELL_WIDTH / 2, y)),
            (to_right, (x + CELL_WIDTH - CELL_WIDTH / 2, y)),
            (up, (x, y - CELL_HEIGHT / 2)),
            (down, (x, y + CELL_HEIGHT - CELL_HEIGHT / 2)),
        ];
        for (_, (to_x, to_y)) in ends.iter().filter(|(is_drawn, _)| *is_drawn) {
            _ = write!(path, "M{x} {y}L{to_x} {to_y}");
        }
    }
    _ = writeln!(svg, "<path d=\"{path}\" stroke=\"{ink}\"/>");
}

/// A run of cells of one style.
fn run(svg: &mut String, sheet: &Sheet, x: usize, y: usize, words: &str, style: Style) {
    let modifier = style.add_modifier;
    let is_reversed = modifier.contains(Modifier::REVERSED);
    let (left, top) = (MARGIN + x * CELL_WIDTH, MARGIN + y * CELL_HEIGHT);
    let length = words.chars().count() * CELL_WIDTH;
    let background = style.bg.and_then(hex).or_else(|| is_reversed.then(|| sheet.reversed.to_owned()));
    if let Some(background) = &background {
        rectangle(svg, (left, top), (length, CELL_HEIGHT), background, "1");
    }
    if words.trim().is_empty() {
        return;
    }
    let ink = match style.fg.and_then(hex) {
        _ if is_reversed => sheet.ground.to_owned(),
        Some(color) => color,
        None if modifier.contains(Modifier::DIM) => sheet.dim.to_owned(),
        None => sheet.ink.to_owned(),
    };
    if words.chars().all(|letter| block(letter.encode_utf8(&mut [0; 4])).is_some()) {
        for (symbols, at) in words.split_inclusive(|_: char| true).zip(0..) {
            if let Some((from, height, opacity)) = block(symbols) {
                rectangle(svg, (left + at * CELL_WIDTH, top + from), (CELL_WIDTH, height), &ink, opacity);
            }
        }
        return;
    }
    if words.chars().all(|letter| strokes(letter).is_some()) {
        return draw_strokes(svg, (left, top), words, &ink);
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

fn rectangle(svg: &mut String, (x, y): (usize, usize), (width, height): (usize, usize), fill: &str, opacity: &str) {
    let opacity = if opacity == "1" { String::new() } else { format!(" fill-opacity=\"{opacity}\"") };
    _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"{opacity}/>");
}

/// A colour as SVG writes it; `None` for the terminal's own.
fn hex(color: Color) -> Option<String> {
    let rgb = match color {
        Color::Red => (0xe0, 0x6c, 0x75),
        Color::Green => (0x7f, 0xd8, 0x8f),
        Color::Cyan => (0x6c, 0xc7, 0xd9),
        Color::Yellow => (0xe5, 0xc0, 0x7b),
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Indexed(number @ 232..) => {
            let grey = 8 + 10 * (number - 232);
            (grey, grey, grey)
        }
        Color::Indexed(number @ 16..) => {
            let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let cube = number - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        _ => return None,
    };
    let (red, green, blue) = rgb;
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}
