//! The terminal device: set up once, given back once, whatever ends the program.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::cursor::Hide;
use crossterm::queue;
use crossterm::terminal::EnterAlternateScreen;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr};

use crate::app::Size;
use crate::ui::LARGEST;

/// The maximum time that restoring the terminal may wait for it to read.
const PATIENCE: Duration = Duration::from_millis(50);

/// There is no terminal to draw on.
#[derive(Debug)]
pub(crate) struct NoTerminal(pub io::Error);

/// Ends synchronized output, a scrolling region and styles, because a frame may have been cut short; shows the cursor and
/// the ordinary screen.
const CLOSING: &[u8] = b"\x1b[?2026l\x1b[r\x1b[0m\x1b[?25h\x1b[?1049l";

/// The controlling terminal and how it was found.
struct Terminal {
    file: File,
    before: Termios,
}

/// One process has one controlling terminal. Global, because a panic or a signal must reach it from any thread.
static TERMINAL: OnceLock<Terminal> = OnceLock::new();
/// Whether the terminal is set up, and so must be given back.
static IS_SET_UP: AtomicBool = AtomicBool::new(false);

/// Whether the terminal is asked to send what the mouse does.
static HAS_MOUSE: AtomicBool = AtomicBool::new(false);

/// Buttons and the wheel, in the form that has no limit of columns.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Opens the terminal and saves its modes. Returns the file to read it.
///
/// # Errors
///
/// [`NoTerminal`] if the process has none or it has hung up.
pub(crate) fn find() -> Result<&'static File, NoTerminal> {
    found().map(|terminal| &terminal.file)
}

fn found() -> Result<&'static Terminal, NoTerminal> {
    if let Some(terminal) = TERMINAL.get() {
        return Ok(terminal);
    }
    let file = OpenOptions::new().read(true).write(true).open("/dev/tty").map_err(NoTerminal)?;
    let before = tcgetattr(&file).map_err(|cause| NoTerminal(cause.into()))?;
    Ok(TERMINAL.get_or_init(|| Terminal { file, before }))
}

/// Makes the terminal raw. The first frame opens the alternate screen.
///
/// # Errors
///
/// Those of [`found`].
pub(super) fn set_up() -> Result<(), NoTerminal> {
    let terminal = found()?;
    let mut raw = terminal.before.clone();
    raw.make_raw();
    tcsetattr(&terminal.file, OptionalActions::Now, &raw).map_err(|cause| NoTerminal(cause.into()))?;
    IS_SET_UP.store(true, Ordering::SeqCst);
    Ok(())
}

/// Decides whether the terminal is asked to send what the mouse does, from the next [`opening`] on.
pub(super) fn use_mouse(is_wanted: bool) {
    HAS_MOUSE.store(is_wanted, Ordering::SeqCst);
}

/// The bytes before the first frame: the alternate screen, and no cursor until it has a place.
///
/// # Errors
///
/// None in practice: writing to a vector does not fail.
pub(super) fn opening() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, Hide)?;
    if HAS_MOUSE.load(Ordering::SeqCst) {
        bytes.extend_from_slice(MOUSE_ON);
    }
    Ok(bytes)
}

/// Restores the terminal as it was found, once, however often and from however many threads this is called.
///
/// Never blocks for long: if the terminal does not read, its modes are restored, but not its screen. A signal handler may
/// call it: it does not allocate, lock or panic, and its system calls are safe there.
pub(crate) fn give_back() {
    let Some(terminal) = TERMINAL.get() else { return };
    if !IS_SET_UP.swap(false, Ordering::SeqCst) {
        return;
    }
    if !is_writable(&terminal.file, Duration::ZERO) {
        _ = tcflush(&terminal.file, QueueSelector::OFlush);
    }
    if is_writable(&terminal.file, PATIENCE) {
        if HAS_MOUSE.load(Ordering::SeqCst) {
            _ = (&terminal.file).write(MOUSE_OFF);
        }
        _ = (&terminal.file).write(CLOSING);
    }
    _ = tcsetattr(&terminal.file, OptionalActions::Now, &terminal.before);
}

/// Writes all of `bytes` at once.
///
/// # Errors
///
/// Any error of the terminal; `NotFound` if there is none.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let terminal = TERMINAL.get().ok_or(io::ErrorKind::NotFound)?;
    (&terminal.file).write_all(bytes)
}

/// Waits for input, at most `patience`; without a limit if that is `None`.
///
/// Returns `None` if the time is up, and 0 at the end of the input.
pub(super) fn read(buffer: &mut [u8], patience: Option<Duration>) -> io::Result<Option<usize>> {
    let terminal = TERMINAL.get().ok_or(io::ErrorKind::NotFound)?;
    let until = patience.map(|patience| Instant::now() + patience);
    loop {
        let left = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
        let mut ready = [PollFd::new(&terminal.file, PollFlags::IN)];
        match poll(&mut ready, left.as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) => return Ok(Some(rustix::io::read(&terminal.file, buffer)?)),
            Err(rustix::io::Errno::INTR) => {}
            Err(cause) => return Err(cause.into()),
        }
    }
}

/// Blocks until the terminal goes away.
pub(super) fn wait_for_hang_up() {
    let Some(terminal) = TERMINAL.get() else { return };
    loop {
        // Hang-ups and errors are reported without being requested.
        let mut gone = [PollFd::new(&terminal.file, PollFlags::empty())];
        match poll(&mut gone, None) {
            Err(rustix::io::Errno::INTR) => {}
            _ => return,
        }
    }
}

/// The terminal's size; 80 × 24 if it is unknown, and never larger than can be drawn.
pub(super) fn size() -> Size {
    let said = TERMINAL.get().and_then(|terminal| tcgetwinsize(&terminal.file).ok());
    let (width, height) = said.map_or((0, 0), |said| (said.ws_col, said.ws_row));
    let width = if width == 0 { 80 } else { width.min(LARGEST.0) };
    let height = if height == 0 { 24 } else { height.min(LARGEST.1) };
    Size { width, height }
}

fn is_writable(file: impl AsFd, patience: Duration) -> bool {
    let mut ready = [PollFd::new(&file, PollFlags::OUT)];
    poll(&mut ready, Some(&timespec(patience))).is_ok_and(|count| count > 0)
        && ready[0].revents().contains(PollFlags::OUT)
}

/// A duration for a system call.
pub(super) fn timespec(duration: Duration) -> Timespec {
    Timespec::try_from(duration).unwrap_or(Timespec { tv_sec: 0, tv_nsec: 0 })
}

#[cfg(test)]
mod tests {
    use crossterm::cursor::Show;
    use crossterm::style::{Attribute, SetAttribute};
    use crossterm::terminal::LeaveAlternateScreen;

    use super::*;

    #[test]
    fn closing_undoes_what_opening_does() {
        let mut bytes = b"\x1b[?2026l\x1b[r".to_vec();
        queue!(bytes, SetAttribute(Attribute::Reset), Show, LeaveAlternateScreen).expect("a vector takes bytes");
        assert_eq!(CLOSING, bytes);
    }
}
