//! The colours of the built-in themes.

use ratatui::style::Color;

/// The colours of a theme; `None` is the terminal's own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Palette {
    /// Whether it is made for light backgrounds.
    pub is_light: bool,
    pub title: Option<Color>,
    pub number: Option<Color>,
    pub old: Option<Color>,
    pub doubtful: Option<Color>,
    pub dim: Option<Color>,
    pub frame: Option<Color>,
    pub accent: Option<Color>,
    pub link: Option<Color>,
    pub warning: Option<Color>,
    /// The background of the selected row; without one it is reversed.
    pub selection: Option<Color>,
    /// The regions of the selected record on a map.
    pub lit: Color,
    /// The regions that the same people answer for, too.
    pub near: Color,
    /// Regions that nobody answers for.
    pub bare: Color,
    /// All other regions, in four shades.
    pub land: [Color; 4],
}

pub(super) static DEFAULT: Palette = Palette {
    is_light: false,
    title: None,
    number: Some(Color::Green),
    old: None,
    doubtful: Some(Color::Red),
    dim: None,
    frame: None,
    accent: Some(Color::Cyan),
    link: Some(Color::Cyan),
    warning: Some(Color::Red),
    selection: None,
    lit: Color::Indexed(37),
    near: Color::Indexed(30),
    bare: Color::Indexed(238),
    land: [Color::Indexed(240), Color::Indexed(242), Color::Indexed(244), Color::Indexed(246)],
};

pub(super) static DARK: Palette = Palette {
    is_light: false,
    title: Some(Color::Rgb(0xf2, 0xf4, 0xf8)),
    number: Some(Color::Rgb(0x8f, 0xd8, 0x7f)),
    old: Some(Color::Rgb(0xe3, 0xc0, 0x7a)),
    doubtful: Some(Color::Rgb(0xf0, 0x8c, 0x82)),
    dim: Some(Color::Rgb(0x87, 0x91, 0xa0)),
    frame: Some(Color::Rgb(0x49, 0x52, 0x60)),
    accent: Some(Color::Rgb(0x6c, 0xb6, 0xff)),
    link: Some(Color::Rgb(0x7c, 0xc4, 0xe0)),
    warning: Some(Color::Rgb(0xf0, 0x8c, 0x82)),
    selection: Some(Color::Rgb(0x2b, 0x3a, 0x55)),
    lit: Color::Rgb(0x6c, 0xb6, 0xff),
    near: Color::Rgb(0x35, 0x66, 0x96),
    bare: Color::Rgb(0x24, 0x28, 0x30),
    land: [
        Color::Rgb(0x39, 0x41, 0x4d),
        Color::Rgb(0x45, 0x4e, 0x5b),
        Color::Rgb(0x52, 0x5c, 0x6a),
        Color::Rgb(0x60, 0x6b, 0x7a),
    ],
};

pub(super) static LIGHT: Palette = Palette {
    is_light: true,
    title: Some(Color::Rgb(0x14, 0x18, 0x1f)),
    number: Some(Color::Rgb(0x0f, 0x6b, 0x2d)),
    old: Some(Color::Rgb(0x7a, 0x4f, 0x00)),
    doubtful: Some(Color::Rgb(0xa3, 0x1d, 0x1d)),
    dim: Some(Color::Rgb(0x60, 0x68, 0x74)),
    frame: Some(Color::Rgb(0xb4, 0xbb, 0xc5)),
    accent: Some(Color::Rgb(0x0b, 0x57, 0xb0)),
    link: Some(Color::Rgb(0x0a, 0x5f, 0x7d)),
    warning: Some(Color::Rgb(0xa3, 0x1d, 0x1d)),
    selection: Some(Color::Rgb(0xd7, 0xe6, 0xfa)),
    lit: Color::Rgb(0x0b, 0x57, 0xb0),
    near: Color::Rgb(0x7f, 0xaa, 0xdc),
    bare: Color::Rgb(0xec, 0xee, 0xf1),
    land: [
        Color::Rgb(0xb2, 0xba, 0xc5),
        Color::Rgb(0xbf, 0xc6, 0xcf),
        Color::Rgb(0xcc, 0xd2, 0xd9),
        Color::Rgb(0xd8, 0xdd, 0xe2),
    ],
};
