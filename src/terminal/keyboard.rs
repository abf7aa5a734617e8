//! The keyboard, on a thread that reads no further ahead than the loop comes after.

use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use super::input::{ESC_PATIENCE, Keys, Typed};
use super::run::Happening;
use super::tty;

/// How many reads may wait for the loop. More than anybody types while one frame is written, so that a sequence that is
/// cut is still timed as it comes; few enough that whoever sends for ever fills the terminal's memory and not ours.
const READS_AHEAD: usize = 32;
/// The most bytes of a read: as many as a terminal keeps for one.
const READ: usize = 4096;

/// A thread that sleeps until a key comes.
pub(super) struct Keyboard {
    waiting: Receiver<()>,
}

impl Keyboard {
    /// Starts the thread, which tells of keys and of their end.
    ///
    /// # Errors
    ///
    /// Those of starting a thread.
    pub(super) fn start(happenings: Sender<Happening>) -> io::Result<Self> {
        let (room, waiting) = sync_channel(READS_AHEAD);
        let read = move || {
            if read_all(&room, &happenings) {
                _ = happenings.send(Happening::Gone);
            }
        };
        thread::Builder::new().name("keys".to_owned()).spawn(read)?;
        Ok(Self { waiting })
    }

    /// One [`Happening::Typed`] has come to the loop, so that there is room for another.
    pub(super) fn has_come(&self) {
        // Room is taken before a read is told of.
        _ = self.waiting.try_recv();
    }
}

/// Tells of all that is typed until there is no more; whether somebody is still told.
fn read_all(room: &SyncSender<()>, happenings: &Sender<Happening>) -> bool {
    let mut keys = Keys::default();
    let mut buffer = [0; READ];
    loop {
        let patience = keys.is_waiting().then_some(ESC_PATIENCE);
        let typed = match tty::read(&mut buffer, patience) {
            Ok(Some(0)) | Err(_) => return true,
            Ok(Some(length)) => keys.take(&buffer[..length], Instant::now()),
            Ok(None) => keys.give_up(Instant::now()).map(Typed::Key).into_iter().collect(),
        };
        if !typed.is_empty() && (room.send(()).is_err() || happenings.send(Happening::Typed(typed)).is_err()) {
            return false;
        }
    }
}
