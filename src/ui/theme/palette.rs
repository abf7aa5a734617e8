//! The colours of the built-in themes and of users' own themes.

use ratatui::style::Color;

use super::ThemeName;

/// The colours of a theme; `None` is the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether it is made for light backgrounds.
    pub(super) is_light: bool,
    pub(super) title: Option<Color>,
    pub(super) number: Option<Color>,
    pub(super) old: Option<Color>,
    pub(super) doubtful: Option<Color>,
    pub(super) dim: Option<Color>,
    pub(super) frame: Option<Color>,
    pub(super) accent: Option<Color>,
    pub(super) link: Option<Color>,
    pub(super) warning: Option<Color>,
    /// The background of the selected row. `None` if the row is reversed instead.
    pub(super) selection: Option<Color>,
    /// The colour of the regions of the selected record on a map.
    pub(super) lit: Color,
    /// The colour of other regions that the same people are responsible for.
    pub(super) near: Color,
    /// The colour of regions that nobody is responsible for.
    pub(super) bare: Color,
    /// The colours of all other regions: four shades.
    pub(super) land: [Color; 4],
}

/// The reason why a colour of a theme cannot be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteError {
    /// No role has the name.
    Role,
    /// The text is not a colour, or is `none` for a region of the map.
    Color,
}

/// The names of the sixteen colours.
const NAMES: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// The word for the terminal's own colour.
const OWN: &str = "none";

impl Palette {
    /// The roles of a theme, in the order of a theme file.
    pub const ROLES: [&str; 17] = [
        "title",
        "number",
        "old",
        "doubtful",
        "dim",
        "frame",
        "accent",
        "link",
        "warning",
        "selection",
        "lit",
        "near",
        "bare",
        "land1",
        "land2",
        "land3",
        "land4",
    ];

    /// The colours of a built-in theme.
    #[must_use]
    pub const fn of(name: ThemeName) -> Self {
        match name {
            ThemeName::Default => DEFAULT,
            ThemeName::Dark => DARK,
            ThemeName::Light => LIGHT,
        }
    }

    /// Gives a role a colour: one of the sixteen by its name, one of 256 by its number, `#rrggbb`, or `none` for the
    /// terminal's own.
    ///
    /// # Errors
    ///
    /// [`PaletteError`] if the role or the colour is unknown, or if the colour of a region of the map is `none`.
    ///
    /// ```
    /// use allu::ui::{Palette, PaletteError, ThemeName};
    ///
    /// let mut palette = Palette::of(ThemeName::Dark);
    /// assert_eq!(palette.set("number", "#00ff7f"), Ok(()));
    /// assert_eq!(palette.set("number", "greenish"), Err(PaletteError::Color));
    /// assert_eq!(palette.set("phone", "green"), Err(PaletteError::Role));
    /// ```
    pub fn set(&mut self, role: &str, color: &str) -> Result<(), PaletteError> {
        let [one, two, three, four] = &mut self.land;
        let (place, land) = match role {
            "title" => (Some(&mut self.title), None),
            "number" => (Some(&mut self.number), None),
            "old" => (Some(&mut self.old), None),
            "doubtful" => (Some(&mut self.doubtful), None),
            "dim" => (Some(&mut self.dim), None),
            "frame" => (Some(&mut self.frame), None),
            "accent" => (Some(&mut self.accent), None),
            "link" => (Some(&mut self.link), None),
            "warning" => (Some(&mut self.warning), None),
            "selection" => (Some(&mut self.selection), None),
            "lit" => (None, Some(&mut self.lit)),
            "near" => (None, Some(&mut self.near)),
            "bare" => (None, Some(&mut self.bare)),
            "land1" => (None, Some(one)),
            "land2" => (None, Some(two)),
            "land3" => (None, Some(three)),
            "land4" => (None, Some(four)),
            _ => return Err(PaletteError::Role),
        };
        match (place, land) {
            (Some(place), _) if color == OWN => *place = None,
            (Some(place), _) => *place = Some(parse(color).ok_or(PaletteError::Color)?),
            (None, Some(land)) => *land = parse(color).ok_or(PaletteError::Color)?,
            (None, None) => {}
        }
        Ok(())
    }

    /// The colours on a terminal with sixteen colours: any others are replaced by those of the default theme.
    pub(super) fn in_sixteen(self) -> Self {
        let fitted = |own: Option<Color>, default: Option<Color>| match own {
            Some(Color::Rgb(..) | Color::Indexed(_)) => default,
            own => own,
        };
        Self {
            title: fitted(self.title, DEFAULT.title),
            number: fitted(self.number, DEFAULT.number),
            old: fitted(self.old, DEFAULT.old),
            doubtful: fitted(self.doubtful, DEFAULT.doubtful),
            dim: fitted(self.dim, DEFAULT.dim),
            frame: fitted(self.frame, DEFAULT.frame),
            accent: fitted(self.accent, DEFAULT.accent),
            link: fitted(self.link, DEFAULT.link),
            warning: fitted(self.warning, DEFAULT.warning),
            selection: fitted(self.selection, DEFAULT.selection),
            ..self
        }
    }
}

/// Parses a colour as a user writes it. Returns `None` if the text is not a colour.
fn parse(text: &str) -> Option<Color> {
    if let Some(code) = text.strip_prefix('#') {
        let number = u32::from_str_radix(code, 16).ok().filter(|_| code.len() == 6 && !code.starts_with('+'))?;
        let [_, red, green, blue] = number.to_be_bytes();
        return Some(Color::Rgb(red, green, blue));
    }
    let named = NAMES.iter().find(|(name, _)| *name == text).map(|(_, color)| *color);
    named.or_else(|| text.parse().ok().filter(|_| !text.starts_with('+')).map(Color::Indexed))
}

pub(super) const DEFAULT: Palette = Palette {
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

pub(super) const DARK: Palette = Palette {
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

pub(super) const LIGHT: Palette = Palette {
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
