//! Draws frames on the terminal: only what changed, in one write.

use std::io::{self, Write as _};

use crossterm::cursor::{Hide, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::encode::encode;
use super::tty;
use crate::app::screen as view;
use crate::app::{Size, State};
use crate::ui::{Theme, cells};

/// The maximum number of bytes that a terminal draws before a user could see a part of them: a third of a packet.
const AT_ONCE: usize = 500;

/// The frame that the terminal shows, to send only what changes.
pub(super) struct Renderer {
    shown: Buffer,
    cursor: Option<(u16, u16)>,
    theme: Theme,
    /// Whether the alternate screen still has to be opened. That happens in the same write as the frame, so that the
    /// screen does not flash.
    is_closed: bool,
}

impl Renderer {
    /// A renderer for a terminal that shows no frame yet.
    pub(super) fn new(theme: Theme) -> Self {
        Self { shown: Buffer::empty(Rect::ZERO), cursor: None, theme, is_closed: true }
    }

    /// Opens the alternate screen again with the next frame, and sends the frame whole.
    pub(super) fn forget(&mut self) {
        self.redraw();
        self.is_closed = true;
    }

    /// Sends the next frame whole: another program has written to the terminal.
    pub(super) fn redraw(&mut self) {
        (self.shown, self.cursor) = (Buffer::empty(Rect::ZERO), None);
    }

    /// Shows a state in one write; writes nothing if no cell changes, or if the data that the view has read is not valid.
    ///
    /// # Errors
    ///
    /// Any error of the terminal.
    pub(super) fn show(&mut self, state: &State, is_valid: &dyn Fn() -> bool) -> io::Result<()> {
        let screen = view(state);
        if !is_valid() {
            return Ok(());
        }
        let next = cells(&screen, state.size, &self.theme);
        let cursor = screen.cursor.filter(|cursor| is_on(*cursor, state.size));
        let is_resized = self.shown.area != next.area;
        if is_resized {
            self.shown = Buffer::empty(next.area);
        }
        if self.shown == next && cursor == self.cursor && !is_resized {
            return Ok(());
        }
        let changes = encode(&self.shown, &next, cursor);
        let mut bytes = if self.is_closed { tty::opening()? } else { Vec::new() };
        self.is_closed = false;
        // Drawing moves the cursor, and changes one part after the other: a user would see that if it took long.
        let takes_long = self.cursor.is_none() || is_resized || changes.len() > AT_ONCE;
        if takes_long {
            queue!(bytes, BeginSynchronizedUpdate)?;
        }
        if is_resized {
            queue!(bytes, Clear(ClearType::All))?;
        }
        if self.cursor.is_some() && (takes_long || cursor.is_none()) {
            queue!(bytes, Hide)?;
        }
        bytes.write_all(changes.as_bytes())?;
        if takes_long && cursor.is_some() {
            queue!(bytes, Show)?;
        }
        if takes_long {
            queue!(bytes, EndSynchronizedUpdate)?;
        }
        (self.shown, self.cursor) = (next, cursor);
        tty::write(&bytes)
    }
}

fn is_on((x, y): (u16, u16), size: Size) -> bool {
    x < size.width && y < size.height
}
