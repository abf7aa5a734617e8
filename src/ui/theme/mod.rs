//! Themes: the style of each role, in as many colours as the terminal has.

mod palette;

use ratatui::style::{Color, Modifier, Style};

use super::sgr::style_codes;
use crate::present::{Land, Role};
use palette::{DARK, DEFAULT, LIGHT};
pub use palette::{Palette, PaletteError};

/// A built-in theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// The terminal's own sixteen colours, readable on dark and light backgrounds.
    #[default]
    Default,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
}

/// The number of colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorDepth {
    /// No colours, as `NO_COLOR` requests: only bold, dim, underlined and reversed text.
    Mono,
    /// The sixteen colours that every terminal has.
    Sixteen,
    /// 256 colours.
    Indexed,
    /// 24-bit colours.
    True,
}

/// The style of every role. Everything that a colour shows is also shown by a sign or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    palette: &'static Palette,
    depth: ColorDepth,
}

impl ThemeName {
    /// All built-in themes.
    pub const ALL: [Self; 3] = [Self::Default, Self::Dark, Self::Light];

    /// The name, on the command line and in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }
}

impl Theme {
    /// The default theme in the sixteen colours that every terminal has.
    pub const COLOR: Self = Self { palette: &DEFAULT, depth: ColorDepth::Sixteen };
    /// The default theme without colours, as `NO_COLOR` requests.
    pub const PLAIN: Self = Self { palette: &DEFAULT, depth: ColorDepth::Mono };

    /// A built-in theme on a terminal of the given colour depth. The dark and the light theme need at least 256
    /// colours; with fewer, the default theme is used.
    #[must_use]
    pub fn new(name: ThemeName, depth: ColorDepth) -> Self {
        let palette = match name {
            ThemeName::Dark if depth >= ColorDepth::Indexed => &DARK,
            ThemeName::Light if depth >= ColorDepth::Indexed => &LIGHT,
            _ => &DEFAULT,
        };
        Self { palette, depth }
    }

    /// A theme with the user's own colours, on a terminal of the given colour depth. The colours stay in memory until
    /// the program ends.
    #[must_use]
    pub fn with_palette(palette: Palette, depth: ColorDepth) -> Self {
        let palette = if depth >= ColorDepth::Indexed { palette } else { palette.in_sixteen() };
        Self { palette: Box::leak(Box::new(palette)), depth }
    }

    /// Whether colours may be sent to the terminal.
    #[must_use]
    pub fn has_colors(&self) -> bool {
        self.depth > ColorDepth::Mono
    }

    /// The parameters of the SGR sequence for printed words of a role. `None` if they are plain.
    #[must_use]
    pub fn sgr(&self, role: Role) -> Option<String> {
        style_codes(self.style(role, false))
    }

    /// Whether the theme is made for light backgrounds.
    #[must_use]
    pub fn is_light(&self) -> bool {
        self.palette.is_light
    }

    /// Whether regions of a map can be told apart by colour alone, so that they are drawn in half blocks.
    #[must_use]
    pub fn has_solid_map(&self) -> bool {
        self.depth >= ColorDepth::Indexed
    }

    /// The style of a role. A selected row has the selection colour of the theme as its background, or is reversed if
    /// the theme has none or the terminal has no colours.
    #[must_use]
    pub fn style(&self, role: Role, is_selected: bool) -> Style {
        let style = self.unselected(role);
        if !is_selected {
            return style;
        }
        match self.palette.selection.filter(|_| self.depth > ColorDepth::Mono) {
            Some(color) => style.bg(self.fitted(color)),
            // Dimmed words in reversed colours are hard to read.
            None => Style { fg: None, ..style }.remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED),
        }
    }

    fn unselected(&self, role: Role) -> Style {
        let palette = self.palette;
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        match role {
            Role::Plain => plain,
            Role::Title => self.tinted(bold, palette.title),
            Role::Number => self.tinted(bold, palette.number),
            Role::Old => self.tinted(bold, palette.old),
            Role::Doubtful => self.tinted(bold, palette.doubtful),
            Role::Quiet | Role::Tab => self.dimmed(palette.dim),
            Role::Frame => self.dimmed(palette.frame),
            Role::ActiveFrame => self.tinted(plain, palette.accent),
            Role::Match => bold.add_modifier(Modifier::UNDERLINED),
            Role::Link => self.tinted(plain, palette.link),
            Role::Warning => self.tinted(plain, palette.warning),
            Role::Key => bold,
            Role::ActiveTab => bold.add_modifier(Modifier::REVERSED),
            Role::Land(upper, lower) => self.land(upper, lower),
        }
    }

    /// The style of a map cell: the colour of its upper half is the foreground, that of its lower half the background.
    /// With fewer than 256 colours, only the upper half counts.
    fn land(&self, upper: Land, lower: Land) -> Style {
        let mut style = Style::new();
        if self.depth < ColorDepth::Indexed {
            return match upper {
                Land::Lit => self.tinted(style.add_modifier(Modifier::BOLD), self.palette.accent),
                Land::Near => self.tinted(style, self.palette.accent),
                Land::Bare | Land::Shade(0 | 1) => style.add_modifier(Modifier::DIM),
                Land::Sea | Land::Shade(_) => style,
            };
        }
        if let Some(color) = self.land_color(upper) {
            style = style.fg(color);
        }
        if let Some(color) = self.land_color(lower) {
            style = style.bg(color);
        }
        style
    }

    fn land_color(&self, land: Land) -> Option<Color> {
        let palette = self.palette;
        let color = match land {
            Land::Sea => return None,
            Land::Lit => palette.lit,
            Land::Near => palette.near,
            Land::Bare => palette.bare,
            Land::Shade(shade) => palette.land[usize::from(shade) % palette.land.len()],
        };
        Some(self.fitted(color))
    }

    fn tinted(&self, style: Style, color: Option<Color>) -> Style {
        match color.filter(|_| self.depth > ColorDepth::Mono) {
            Some(color) => style.fg(self.fitted(color)),
            None => style,
        }
    }

    /// The style of less important words: in the given colour, or dim if there is none or the terminal has no colours.
    fn dimmed(&self, color: Option<Color>) -> Style {
        match color.filter(|_| self.depth > ColorDepth::Mono) {
            Some(color) => Style::new().fg(self.fitted(color)),
            None => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The nearest colour that the terminal has.
    fn fitted(&self, color: Color) -> Color {
        match (color, self.depth) {
            (Color::Rgb(red, green, blue), ColorDepth::Indexed) => Color::Indexed(nearest_indexed(red, green, blue)),
            (color, _) => color,
        }
    }
}

/// The nearest of the 240 fixed colours of a 256-colour terminal: a cube of six levels and 24 greys.
fn nearest_indexed(red: u8, green: u8, blue: u8) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |one: [u8; 3]| -> u32 {
        one.iter().zip([red, green, blue]).map(|(own, wanted)| u32::from(own.abs_diff(wanted)).pow(2)).sum()
    };
    let level = |value: u8| (0_u8..6).min_by_key(|at| LEVELS[usize::from(*at)].abs_diff(value)).unwrap_or(0);
    let (r, g, b) = (level(red), level(green), level(blue));
    let cube = [r, g, b].map(|at| LEVELS[usize::from(at)]);
    let grey = (0_u8..24).min_by_key(|at| distance([8 + 10 * at; 3])).unwrap_or(0);
    if distance([8 + 10 * grey; 3]) < distance(cube) { 232 + grey } else { 16 + 36 * r + 6 * g + b }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> impl Iterator<Item = Theme> {
        let depths = [ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True];
        ThemeName::ALL.into_iter().flat_map(move |name| depths.map(|depth| Theme::new(name, depth)))
    }

    #[test]
    fn fresh_old_and_doubtful_numbers_differ_in_every_theme() {
        for theme in themes() {
            let styles = [Role::Number, Role::Old, Role::Doubtful].map(|role| theme.style(role, false));
            assert_ne!(styles[0], styles[1], "{theme:?}");
            assert_ne!(styles[1], styles[2], "{theme:?}");
            assert_ne!(styles[0], styles[2], "{theme:?}");
        }
    }

    #[test]
    fn only_a_terminal_that_has_them_gets_exact_colours() {
        for theme in themes().filter(|theme| theme.depth < ColorDepth::True) {
            for role in [Role::Number, Role::Quiet, Role::ActiveFrame, Role::Land(Land::Lit, Land::Shade(2))] {
                let style = theme.style(role, true);
                let is_exact = |color: Option<Color>| matches!(color, Some(Color::Rgb(..)));
                assert!(!is_exact(style.fg) && !is_exact(style.bg), "{theme:?} {role:?}");
            }
        }
    }

    #[test]
    fn no_color_leaves_weights_alone() {
        for name in ThemeName::ALL {
            let theme = Theme::new(name, ColorDepth::Mono);
            for role in [Role::Title, Role::Number, Role::Warning, Role::Frame, Role::Land(Land::Lit, Land::Lit)] {
                let style = theme.style(role, false);
                assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            }
        }
    }

    #[test]
    fn the_nearest_of_256_colours_is_found() {
        assert_eq!(nearest_indexed(255, 0, 0), 196);
        assert_eq!(nearest_indexed(128, 128, 128), 244);
        assert_eq!(nearest_indexed(0, 0, 0), 16);
    }
}
