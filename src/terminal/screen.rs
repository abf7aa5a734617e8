//! Frames to the terminal: only what changed, in one write.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::tty;
use crate::app::screen as view;
use crate::app::{Size, State};
use crate::ui::{Theme, cells};

/// What the terminal shows, to know what must change.
pub(super) struct Frames {
    shown: Buffer,
    cursor: Option<(u16, u16)>,
    theme: Theme,
    bytes: Bytes,
}

/// Bytes of a frame, gathered until it is whole.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Frames {
    /// For a terminal that shows nothing yet.
    pub(super) fn new(theme: Theme) -> Self {
        Self { shown: Buffer::empty(Rect::ZERO), cursor: None, theme, bytes: Bytes::default() }
    }

    /// Forgets what the terminal shows, so that the next frame is sent whole.
    pub(super) fn forget(&mut self) {
        self.shown = Buffer::empty(Rect::ZERO);
    }

    /// Shows a state.
    ///
    /// # Errors
    ///
    /// Those of the terminal.
    pub(super) fn show(&mut self, state: &State) -> io::Result<()> {
        let screen = view(state);
        let next = cells(&screen, state.size, &self.theme);
        let mut out = self.bytes.clone();
        queue!(out, BeginSynchronizedUpdate)?;
        if self.shown.area != next.area {
            queue!(out, Clear(ClearType::All))?;
            self.shown = Buffer::empty(next.area);
        }
        let changes = self.shown.diff(&next);
        let is_changed = !changes.is_empty() || screen.cursor != self.cursor;
        if self.cursor.is_some() && !changes.is_empty() {
            queue!(out, Hide)?;
        }
        CrosstermBackend::new(out.clone()).draw(changes.into_iter())?;
        if let Some((x, y)) = screen.cursor.filter(|cursor| is_on(*cursor, state.size)) {
            queue!(out, MoveTo(x, y), Show)?;
        } else {
            queue!(out, Hide)?;
        }
        queue!(out, EndSynchronizedUpdate)?;
        let bytes = std::mem::take(&mut *self.bytes.0.borrow_mut());
        (self.shown, self.cursor) = (next, screen.cursor);
        if is_changed { tty::write(&bytes) } else { Ok(()) }
    }
}

fn is_on((x, y): (u16, u16), size: Size) -> bool {
    x < size.width && y < size.height
}
