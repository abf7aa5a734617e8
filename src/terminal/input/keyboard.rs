//! Reads the keyboard on its own thread; at most `READS_AHEAD` reads are queued.

use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use super::key_parser::{ESC_PATIENCE, KeyParser, Typed};
use crate::terminal::loop_event::LoopEvent;
use crate::terminal::tty;

/// How many reads may wait for the loop. More than a user types while one frame is written, so that a sequence that is
/// cut is timed when it comes; few enough that endless input fills the terminal's buffer and not our memory.
const READS_AHEAD: usize = 32;
/// The maximum number of bytes of a read: as many as a terminal buffers.
const READ: usize = 4096;

/// The thread that reads the keyboard.
pub(crate) struct Keyboard {
    queued: Receiver<()>,
}

impl Keyboard {
    /// Starts the thread, which sends what is typed, and the end of the terminal.
    ///
    /// # Errors
    ///
    /// Any error of starting a thread.
    pub(crate) fn start(events: Sender<LoopEvent>) -> io::Result<Self> {
        let (queue, queued) = sync_channel(READS_AHEAD);
        let read = move || {
            if read_all(&queue, &events) {
                _ = events.send(LoopEvent::HungUp);
            }
        };
        thread::Builder::new().name("keys".to_owned()).spawn(read)?;
        Ok(Self { queued })
    }

    /// Makes room for another read: the loop has received a [`LoopEvent::Typed`].
    pub(crate) fn release(&self) {
        // The read took its room in the queue before it was sent.
        _ = self.queued.try_recv();
    }
}

/// Sends what is typed until the input ends. Returns `false` if the loop has ended before.
fn read_all(queue: &SyncSender<()>, events: &Sender<LoopEvent>) -> bool {
    let mut parser = KeyParser::default();
    let mut buffer = [0; READ];
    loop {
        let patience = parser.is_waiting().then_some(ESC_PATIENCE);
        let typed = match tty::read(&mut buffer, patience) {
            Ok(Some(0)) | Err(_) => return true,
            Ok(Some(length)) => parser.take(&buffer[..length], Instant::now()),
            Ok(None) => parser.give_up(Instant::now()).map(Typed::Key).into_iter().collect(),
        };
        if !typed.is_empty() && (queue.send(()).is_err() || events.send(LoopEvent::Typed(typed)).is_err()) {
            return false;
        }
    }
}
