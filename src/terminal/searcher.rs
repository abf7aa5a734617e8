//! Searching beside the loop: typing never waits for it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::run::Happening;
use crate::app::Event;
use crate::cli::Ready;
use crate::search::{Pace, search_at};
use crate::text::Day;

/// How long nothing is typed before the memory that searches touched is given back: touching it again costs some milliseconds.
const PAUSE: Duration = Duration::from_millis(500);

/// A thread that searches, one query after the other.
pub(super) struct Searcher {
    queries: Sender<(u64, String)>,
    newest: Arc<AtomicU64>,
}

impl Searcher {
    /// Starts the thread, which makes the directory searchable before it answers.
    ///
    /// # Errors
    ///
    /// Those of starting a thread.
    pub(super) fn start(ready: Arc<Ready>, today: Day, answers: Sender<Happening>) -> io::Result<Self> {
        let (queries, waiting) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let asked = Arc::clone(&newest);
        let work = move || answer_all(&ready, today, &waiting, &asked, &answers);
        thread::Builder::new().name("search".to_owned()).spawn(work)?;
        Ok(Self { queries, newest })
    }

    /// Asks for a search; the answer comes as [`Event::Found`], unless another one is asked for before.
    pub(super) fn ask(&self, generation: u64, query: String) {
        self.newest.store(generation, Ordering::Relaxed);
        // A thread that has ended has said why already.
        _ = self.queries.send((generation, query));
    }
}

fn answer_all(
    ready: &Ready,
    today: Day,
    waiting: &Receiver<(u64, String)>,
    newest: &AtomicU64,
    answers: &Sender<Happening>,
) {
    let index = ready.index();
    ready.warm(&|| newest.load(Ordering::Relaxed) == 0);
    while let Some(first) = next(ready, waiting) {
        // Only the newest query is of interest.
        let (generation, query) = waiting.try_iter().last().unwrap_or(first);
        let is_overtaken = || newest.load(Ordering::Relaxed) != generation;
        let answer = search_at(&ready.directory, index, &query, today, &Pace::new(&is_overtaken));
        if answer.is_none() && is_overtaken() {
            continue;
        }
        // A search that went on for too long has no answer either, but somebody waits for one.
        let answer = Arc::new(answer.unwrap_or_default());
        if answers.send(Happening::Event(Event::Found { generation, answer })).is_err() {
            return;
        }
    }
}

/// The next query; nothing when there will be none. Between words, the memory that searches touched is given back.
fn next(ready: &Ready, waiting: &Receiver<(u64, String)>) -> Option<(u64, String)> {
    waiting.recv_timeout(PAUSE).ok().or_else(|| {
        ready.release();
        waiting.recv().ok()
    })
}
