//! Styles as the parameters of SGR sequences, for the screen and for printed lines.

use ratatui::style::{Color, Modifier, Style};

/// The weights that a theme uses, with their parameters.
pub const WEIGHTS: [(Modifier, &str); 4] =
    [(Modifier::BOLD, "1"), (Modifier::DIM, "2"), (Modifier::UNDERLINED, "4"), (Modifier::REVERSED, "7")];

/// The parameters that set a colour; `base` is 30 for the foreground and 40 for the background.
#[must_use]
pub fn color_codes(color: Color, base: u8) -> String {
    let extended = base + 8;
    match color {
        Color::Black => base.to_string(),
        Color::Red => (base + 1).to_string(),
        Color::Green => (base + 2).to_string(),
        Color::Yellow => (base + 3).to_string(),
        Color::Blue => (base + 4).to_string(),
        Color::Magenta => (base + 5).to_string(),
        Color::Cyan => (base + 6).to_string(),
        Color::Gray => (base + 7).to_string(),
        Color::DarkGray => (base + 60).to_string(),
        Color::LightRed => (base + 61).to_string(),
        Color::LightGreen => (base + 62).to_string(),
        Color::LightYellow => (base + 63).to_string(),
        Color::LightBlue => (base + 64).to_string(),
        Color::LightMagenta => (base + 65).to_string(),
        Color::LightCyan => (base + 66).to_string(),
        Color::White => (base + 67).to_string(),
        Color::Indexed(number) => format!("{extended};5;{number}"),
        Color::Rgb(red, green, blue) => format!("{extended};2;{red};{green};{blue}"),
        Color::Reset => (base + 9).to_string(),
    }
}

/// The parameters that make plain text look like `style`. `None` if it is plain.
pub(super) fn style_codes(style: Style) -> Option<String> {
    let weights = WEIGHTS.iter().filter(|(weight, _)| style.add_modifier.contains(*weight));
    let mut codes: Vec<String> = weights.map(|(_, code)| (*code).to_owned()).collect();
    codes.extend(style.fg.map(|color| color_codes(color, 30)));
    codes.extend(style.bg.map(|color| color_codes(color, 40)));
    (!codes.is_empty()).then(|| codes.join(";"))
}
