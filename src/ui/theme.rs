//! What each role looks like, in the sixteen colours of any terminal.

use ratatui::style::{Color, Modifier, Style};

use crate::present::Role;

/// A look for every role.
///
/// Readable on light and dark grounds: nothing but the terminal's own colours, and nothing said in colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    has_color: bool,
}

impl Theme {
    /// Colours and weights.
    pub const COLOR: Self = Self { has_color: true };
    /// Weights alone, as `NO_COLOR` asks.
    pub const PLAIN: Self = Self { has_color: false };

    /// The look of a role; a selected row is reversed, whatever its roles.
    #[must_use]
    pub fn style(&self, role: Role, is_selected: bool) -> Style {
        let style = match role {
            Role::Plain | Role::Rule => Style::new(),
            Role::Title | Role::Key | Role::Old => Style::new().add_modifier(Modifier::BOLD),
            Role::Number => self.tinted(Color::Green).add_modifier(Modifier::BOLD),
            Role::Quiet | Role::Tab => Style::new().add_modifier(Modifier::DIM),
            Role::Match => Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Link => self.tinted(Color::Cyan),
            Role::Warning => self.tinted(Color::Yellow).add_modifier(Modifier::BOLD),
            Role::ActiveTab => Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED),
        };
        if is_selected {
            // Reversed colours and dimness are hard to read; the row's own words carry it.
            Style { fg: None, ..style }.remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED)
        } else {
            style
        }
    }

    fn tinted(self, color: Color) -> Style {
        if self.has_color { Style::new().fg(color) } else { Style::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_number_never_has_the_green_of_a_fresh_one() {
        let look = |role| Theme::COLOR.style(role, false);
        assert_eq!(look(Role::Number).fg, Some(Color::Green));
        assert_ne!(look(Role::Old).fg, look(Role::Number).fg);
        assert_ne!(look(Role::Old), look(Role::Warning));
    }
}
