//! The screen as two grids of text: the letters, and the role of each cell.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use super::draw;
use crate::app::{Screen, Size};
use crate::present::{Land, Role};

/// The letters, one line per row.
#[must_use]
pub fn letters_of(screen: &Screen, size: Size) -> String {
    grid(&draw(screen, size, |_, _| Style::new()), |buffer, x, y| buffer[(x, y)].symbol().to_owned())
}

/// The role of each cell: `.` plain, else a letter; a capital in the selected row. Cells of a map: `#` highlighted, `+`
/// near, `-` bare, `:` any other region.
///
/// Made from the roles themselves, so that it does not depend on the theme.
#[must_use]
pub fn roles_of(screen: &Screen, size: Size) -> String {
    let numbered = |role: Role, is_selected: bool| {
        let number = SIGNS.iter().position(|sign| *sign == sign_of(role)).unwrap_or(0);
        let number = u8::try_from(number).unwrap_or(0) + if is_selected { 100 } else { 0 };
        Style::new().fg(Color::Indexed(number))
    };
    grid(&draw(screen, size, numbered), |buffer, x, y| match buffer[(x, y)].fg {
        Color::Indexed(number) => {
            let sign = SIGNS[usize::from(number % 100) % SIGNS.len()];
            let sign = if number >= 100 { sign.to_ascii_uppercase() } else { sign };
            sign.to_string()
        }
        _ => " ".to_owned(),
    })
}

const SIGNS: [char; 19] =
    ['.', 't', 'n', 'o', 'd', 'q', 'm', 'l', 'w', 'k', 'b', 'a', 'r', 'f', '#', '+', '-', ':', ' '];

fn sign_of(role: Role) -> char {
    match role {
        Role::Plain => '.',
        Role::Title => 't',
        Role::Number => 'n',
        Role::Old => 'o',
        Role::Doubtful => 'd',
        Role::Quiet => 'q',
        Role::Match => 'm',
        Role::Link => 'l',
        Role::Warning => 'w',
        Role::Key => 'k',
        Role::Tab => 'b',
        Role::ActiveTab => 'a',
        Role::Frame => 'r',
        Role::ActiveFrame => 'f',
        Role::Land(Land::Sea, land) | Role::Land(land, _) => match land {
            Land::Sea => ' ',
            Land::Lit => '#',
            Land::Near => '+',
            Land::Bare => '-',
            Land::Shade(_) => ':',
        },
    }
}

fn grid(buffer: &Buffer, cell: impl Fn(&Buffer, u16, u16) -> String) -> String {
    let area = buffer.area;
    let row = |y: u16| {
        let cells: String = (area.x..area.right()).map(|x| cell(buffer, x, y)).collect();
        cells.trim_end().to_owned()
    };
    (area.y..area.bottom()).map(row).collect::<Vec<_>>().join("\n")
}
