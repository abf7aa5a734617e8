//! Tests with a terminal that interprets the sequences.

use super::*;
use ratatui::layout::Rect;
use ratatui::style::Style as Look;

const AREA: Rect = Rect::new(0, 0, 40, 6);

fn terminal_after(sequences: &[String]) -> vt100::Parser {
    let (rows, columns) = (AREA.height.try_into().expect("rows"), AREA.width.try_into().expect("columns"));
    let mut terminal = vt100::Parser::new(rows, columns, 0);
    for sequence in sequences {
        terminal.process(sequence.as_bytes());
    }
    terminal
}

/// The content of a terminal after a sequence.
fn shown_by(sequences: &[String]) -> String {
    let terminal = terminal_after(sequences);
    let screen = terminal.screen();
    // A cell never written to and a blank look alike.
    let letter = |cell: &vt100::Cell| if cell.contents().is_empty() { " " } else { cell.contents() }.to_owned();
    // The foreground of a blank shows nothing.
    let ink = |cell: &vt100::Cell| (!cell.contents().trim().is_empty()).then(|| (cell.bold(), cell.fgcolor()));
    let shown = |cell: &vt100::Cell| format!("{}{:?}{:?}", letter(cell), ink(cell), cell.bgcolor());
    let cell = |x, y| screen.cell(y, x).map(shown).unwrap_or_default();
    (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| cell(x, y))).collect()
}

/// The column and row of the terminal's cursor after a sequence.
fn cursor_after(sequences: &[String]) -> (u16, u16) {
    let (row, column) = terminal_after(sequences).screen().cursor_position();
    (column, row)
}

/// The same of a buffer.
fn shown_in(buffer: &Buffer) -> String {
    let color = |color: Color| match color {
        Color::Green => vt100::Color::Idx(2),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        _ => vt100::Color::Default,
    };
    let ink = |cell: &Cell| (cell.modifier.contains(Modifier::BOLD), color(cell.fg));
    let shown = |cell: &Cell| {
        let ink = (cell.symbol() != " ").then(|| ink(cell));
        format!("{}{ink:?}{:?}", cell.symbol(), color(cell.bg))
    };
    buffer.content.iter().map(shown).collect()
}

fn buffer(lines: &[(&str, u8)]) -> Buffer {
    let mut buffer = Buffer::empty(AREA);
    for ((line, style), at) in lines.iter().zip(0..) {
        let style = match style {
            0 => Look::new(),
            1 => Look::new().add_modifier(Modifier::BOLD),
            2 => Look::new().fg(Color::Green),
            3 => Look::new().fg(Color::Indexed(240)).bg(Color::Rgb(1, 2, 3)),
            _ => Look::new().bg(Color::Indexed(37)).add_modifier(Modifier::BOLD),
        };
        // Two to a row, so that a row has several styles.
        buffer.set_string(at / 2 + 13 * (at % 2), at / 2, line, style);
    }
    buffer
}

proptest::proptest! {
    /// Frame after frame, the terminal shows what the last frame has, in whichever order its cells are written.
    #[test]
    fn changes_lead_where_a_whole_frame_leads(cursor in (0..40_u16, 0..6_u16), frames in proptest::collection::vec(proptest::collection::vec(("([a-cäö…→│ ]{0,9}| {10,16}){0,4}", 0..5_u8), 12), 1..5)) {
        let frames: Vec<Buffer> = frames.iter().map(|lines| {
            let lines: Vec<(&str, u8)> = lines.iter().map(|(line, style)| (line.as_str(), *style)).collect();
            buffer(&lines)
        }).collect();
        let (mut sequences, mut by_style) = (Vec::new(), Vec::new());
        let mut before = Buffer::empty(AREA);
        for frame in &frames {
            sequences.push(encode(&before, frame, Some(cursor)));
            let mut sorted = runs(&before, frame);
            sort_by_style(&mut sorted, frame);
            by_style.push(written(&sorted, frame, Some(cursor)));
            before = frame.clone();
        }
        proptest::prop_assert_eq!(shown_by(&sequences), shown_in(&before));
        proptest::prop_assert_eq!(shown_by(&by_style), shown_in(&before));
        proptest::prop_assert_eq!((cursor_after(&sequences), cursor_after(&by_style)), (cursor, cursor));
    }
}

#[test]
fn an_unchanged_frame_costs_nothing() {
    let frame = buffer(&[("Sanna Hiltunen", 1)]);
    assert_eq!(encode(&frame, &frame, None), "");
}

#[test]
fn a_colour_of_several_places_is_set_once() {
    let mut frame = Buffer::empty(AREA);
    for y in 0..AREA.height {
        for (x, color) in [(3, Color::Rgb(1, 2, 3)), (20, Color::Rgb(4, 5, 6)), (39, Color::Rgb(1, 2, 3))] {
            frame.set_string(x, y, "│", Look::new().fg(color));
        }
    }
    let sequence = encode(&Buffer::empty(AREA), &frame, None);
    assert_eq!((sequence.matches("1;2;3").count(), sequence.matches("4;5;6").count()), (1, 1), "{sequence:?}");
    assert_eq!(shown_by(&[sequence]), shown_in(&frame));
}

#[test]
fn a_blank_takes_the_style_beside_it_unless_that_would_show() {
    let mut frame = Buffer::empty(AREA);
    frame.set_string(0, 0, "Sanna", Look::new().add_modifier(Modifier::BOLD));
    frame.set_string(5, 0, " ", Look::new().fg(Color::Green));
    frame.set_string(6, 0, "Hiltunen", Look::new().add_modifier(Modifier::BOLD));
    let blank = Buffer::empty(AREA);
    assert_eq!(encode(&blank, &frame, None), "\x1b[1H\x1b[1mSanna Hiltunen\x1b[m");
    frame.set_string(5, 0, " ", Look::new().bg(Color::Green));
    assert_eq!(encode(&blank, &frame, None), "\x1b[1H\x1b[1mSanna\x1b[;32;42m \x1b[;1mHiltunen\x1b[m");
}

#[test]
fn the_gaps_of_a_row_are_erased_at_once() {
    let mut before = Buffer::empty(AREA);
    before.set_string(0, 2, "x".repeat(40), Look::new().add_modifier(Modifier::REVERSED));
    let mut frame = Buffer::empty(AREA);
    frame.set_string(2, 2, "Sanna", Look::new());
    frame.set_string(30, 2, "0295", Look::new());
    let sequence = encode(&before, &frame, None);
    assert_eq!(sequence, "\x1b[3H\x1b[K  Sanna\x1b[31G0295");
    assert_eq!(shown_by(&[encode(&Buffer::empty(AREA), &before, None), sequence]), shown_in(&frame));
    // A row that stays is not written again for one gap in it.
    let mut shorter = before.clone();
    shorter.set_string(4, 2, " ".repeat(14), Look::new());
    let shorter = encode(&before, &shorter, None);
    assert!(!shorter.contains("\x1b[K"), "{shorter:?}");
}

/// Rows that move with a list are moved by the terminal, up and down, with what stays above and below them.
#[test]
fn rows_that_moved_are_not_sent_again() {
    let frame = |first: usize, selected: u16| {
        let mut frame = Buffer::empty(AREA);
        frame.set_string(0, 0, format!("a list from {first}"), Look::new());
        for y in 1..5 {
            let look = Look::new().add_modifier(if y == selected { Modifier::BOLD } else { Modifier::empty() });
            let letters = ["abcd", "efgh", "ijkl", "mnop", "qrst", "uvwx", "äöåé"];
            frame.set_string(0, y, letters[first + usize::from(y) - 1].repeat(10), look);
        }
        frame.set_string(0, 5, "a last row that stays", Look::new());
        frame
    };
    let moved = |before: &Buffer, rows: u16, is_up: bool| {
        let mut after = frame(3, 2);
        for y in 1..5 {
            let from = if is_up { y + rows } else { y.saturating_sub(rows) };
            for x in (0..AREA.width).filter(|_| (1..5).contains(&from)) {
                after[(x, y)] = before[(x, from)].clone();
            }
        }
        after
    };
    for (rows, is_up) in [(1, true), (2, true), (1, false), (2, false)] {
        let before = frame(0, 4);
        let after = moved(&before, rows, is_up);
        let sequences = [encode(&Buffer::empty(AREA), &before, None), encode(&before, &after, Some((1, 1)))];
        assert_eq!(shown_by(&sequences), shown_in(&after), "{sequences:?}");
        assert_eq!(cursor_after(&sequences), (1, 1));
        let whole = changes(&before, &after, Some((1, 1)));
        assert!(sequences[1].len() + 40 < whole.len(), "{} {}", sequences[1].len(), whole.len());
        assert!(sequences[1].contains("\x1b[r"), "{sequences:?}");
    }
}
