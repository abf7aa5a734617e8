//! Frames to the terminal: only what changed, in one write.

use std::io::{self, Write as _};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::encode::encode;
use super::tty;
use crate::app::screen as view;
use crate::app::{Size, State};
use crate::ui::{Theme, cells};

/// The most bytes that a terminal draws before anybody sees its cursor on the way: a third of a packet.
const AT_ONCE: usize = 500;

/// What the terminal shows, to know what must change.
pub(super) struct Frames {
    shown: Buffer,
    cursor: Option<(u16, u16)>,
    theme: Theme,
    /// Whether the other screen is still to be opened: in the same write as the frame, so that nothing flashes.
    is_closed: bool,
}

impl Frames {
    /// For a terminal that shows nothing yet.
    pub(super) fn new(theme: Theme) -> Self {
        Self { shown: Buffer::empty(Rect::ZERO), cursor: None, theme, is_closed: true }
    }

    /// Forgets what the terminal shows, so that the next frame opens the screen again and is sent whole.
    pub(super) fn forget(&mut self) {
        self.redraw();
        self.is_closed = true;
    }

    /// Lets the next frame be sent whole: something else has written to the terminal.
    pub(super) fn redraw(&mut self) {
        (self.shown, self.cursor) = (Buffer::empty(Rect::ZERO), None);
    }

    /// Shows a state, in one write; in none when nothing changes, or when what the view has read does not count.
    ///
    /// # Errors
    ///
    /// Those of the terminal.
    pub(super) fn show(&mut self, state: &State, counts: &dyn Fn() -> bool) -> io::Result<()> {
        let screen = view(state);
        if !counts() {
            return Ok(());
        }
        let next = cells(&screen, state.size, &self.theme);
        let cursor = screen.cursor.filter(|cursor| is_on(*cursor, state.size));
        let is_resized = self.shown.area != next.area;
        if is_resized {
            self.shown = Buffer::empty(next.area);
        }
        let changes = encode(&self.shown, &next);
        if changes.is_empty() && cursor == self.cursor && !is_resized {
            return Ok(());
        }
        let mut bytes = if self.is_closed { tty::opening()? } else { Vec::new() };
        self.is_closed = false;
        queue!(bytes, BeginSynchronizedUpdate)?;
        if is_resized {
            queue!(bytes, Clear(ClearType::All))?;
        }
        // Drawing moves the cursor about. Terminals without synchronized output would show that, if it took them long.
        let is_hidden = self.cursor.is_none() || changes.len() > AT_ONCE;
        if is_hidden && self.cursor.is_some() {
            queue!(bytes, Hide)?;
        }
        bytes.write_all(changes.as_bytes())?;
        match cursor {
            Some((x, y)) => queue!(bytes, MoveTo(x, y))?,
            None if !is_hidden => queue!(bytes, Hide)?,
            None => {}
        }
        if is_hidden && cursor.is_some() {
            queue!(bytes, Show)?;
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        (self.shown, self.cursor) = (next, cursor);
        tty::write(&bytes)
    }
}

fn is_on((x, y): (u16, u16), size: Size) -> bool {
    x < size.width && y < size.height
}
