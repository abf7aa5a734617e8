//! Searches on its own thread, so that typing never waits for a search.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::kiosk::ProcessorShare;
use super::loop_event::LoopEvent;
use crate::app::Event;
use crate::search::{Budget, search, search_at};
use crate::session::OpenDirectory;
use crate::text::Day;

/// The time without a key after which the memory that searches read is released: reading it again takes a few
/// milliseconds.
const PAUSE: Duration = Duration::from_millis(500);

/// The thread that searches, one query after the other.
pub(super) struct SearchWorker {
    wakeup: Sender<()>,
    mailbox: Arc<Mailbox>,
}

/// The work of the thread: only the newest request of each kind is kept.
#[derive(Default)]
struct Mailbox {
    pending: Mutex<Pending>,
    /// The number of the newest query.
    generation: AtomicU64,
}

#[derive(Default)]
struct Pending {
    /// The query to search for, with its number.
    query: Option<(u64, String)>,
    /// The directory to search from now on.
    directory: Option<Arc<OpenDirectory>>,
}

impl SearchWorker {
    /// Starts the thread, which builds the index if there is none.
    ///
    /// # Errors
    ///
    /// Any error of starting a thread.
    pub(super) fn start(
        open: Arc<OpenDirectory>,
        today: Day,
        is_kiosk: bool,
        answers: Sender<LoopEvent>,
    ) -> io::Result<Self> {
        let (wakeup, woken) = channel();
        let mailbox = Arc::<Mailbox>::default();
        let read = Arc::clone(&mailbox);
        let work = move || {
            let share = is_kiosk.then(|| {
                // Building the index does not count: no key of the user causes it.
                _ = open.index();
                ProcessorShare::new()
            });
            answer_all(open, today, share, &woken, &read, &answers);
        };
        thread::Builder::new().name("search".to_owned()).spawn(work)?;
        Ok(Self { wakeup, mailbox })
    }

    /// Searches for a query. The answer is sent as [`Event::Found`], unless another query comes before.
    pub(super) fn search(&self, generation: u64, query: String) {
        self.mailbox.generation.store(generation, Ordering::Relaxed);
        self.request(|pending| pending.query = Some((generation, query)));
    }

    /// Searches another directory from now on.
    pub(super) fn use_directory(&self, open: Arc<OpenDirectory>) {
        self.request(|pending| pending.directory = Some(open));
    }

    fn request(&self, write: impl FnOnce(&mut Pending)) {
        let mut pending = self.mailbox.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let is_woken = pending.query.is_some() || pending.directory.is_some();
        write(&mut pending);
        if !is_woken {
            // A thread that has ended cannot be woken; a panic has ended the process.
            _ = self.wakeup.send(());
        }
    }
}

impl Mailbox {
    fn take(&self) -> Pending {
        std::mem::take(&mut *self.pending.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }
}

fn answer_all(
    mut open: Arc<OpenDirectory>,
    today: Day,
    mut share: Option<ProcessorShare>,
    woken: &Receiver<()>,
    mailbox: &Mailbox,
    answers: &Sender<LoopEvent>,
) {
    _ = open.index();
    open.warm(&|| mailbox.generation() == 0);
    while wait(&open, woken) {
        if let Some(share) = &mut share {
            share.rest();
        }
        let Pending { query, directory } = mailbox.take();
        open = directory.unwrap_or(open);
        let Some((generation, query)) = query else { continue };
        let is_overtaken = || mailbox.generation() != generation;
        if open.is_unindexed() {
            let excerpt = open.excerpt(&query, &is_overtaken);
            if excerpt.is_none() && is_overtaken() {
                continue;
            }
            // If the model cannot be read any more, there is no answer; the watcher opens the new model.
            let found = excerpt.map_or_else(|| Arc::clone(&open), Arc::new);
            let answer = Arc::new(search(&found.directory, found.index(), &query, today));
            if answers.send(LoopEvent::FoundInExcerpt { generation, open: found, answer }).is_err() {
                return;
            }
            continue;
        }
        let answer = search_at(&open.directory, open.index(), &query, today, &Budget::new(&is_overtaken));
        if answer.is_none() && is_overtaken() {
            continue;
        }
        // A search that exceeds its budget has no answer either, but the state waits for one.
        let answer = Arc::new(answer.unwrap_or_default());
        if answers.send(LoopEvent::State(Event::Found { generation, answer })).is_err() {
            return;
        }
    }
}

/// Waits to be woken. Returns `false` if the sender is gone. Releases the memory that searches touched if no key is typed.
fn wait(open: &OpenDirectory, woken: &Receiver<()>) -> bool {
    woken.recv_timeout(PAUSE).is_ok() || {
        open.release();
        woken.recv().is_ok()
    }
}
