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
    works: Sender<Work>,
    newest: Arc<AtomicU64>,
}

enum Work {
    /// To look for a query, and answer with its number.
    Find(u64, String),
    /// To look in another directory from now on.
    Turn(Arc<Ready>),
}

impl Searcher {
    /// Starts the thread, which makes the directory searchable before it answers.
    ///
    /// # Errors
    ///
    /// Those of starting a thread.
    pub(super) fn start(ready: Arc<Ready>, today: Day, answers: Sender<Happening>) -> io::Result<Self> {
        let (works, waiting) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let asked = Arc::clone(&newest);
        let work = move || answer_all(ready, today, &waiting, &asked, &answers);
        thread::Builder::new().name("search".to_owned()).spawn(work)?;
        Ok(Self { works, newest })
    }

    /// Asks for a search; the answer comes as [`Event::Found`], unless another one is asked for before.
    pub(super) fn ask(&self, generation: u64, query: String) {
        self.newest.store(generation, Ordering::Relaxed);
        // A thread that has ended has said why already.
        _ = self.works.send(Work::Find(generation, query));
    }

    /// Looks in another directory from now on.
    pub(super) fn turn_to(&self, ready: Arc<Ready>) {
        _ = self.works.send(Work::Turn(ready));
    }
}

fn answer_all(
    mut ready: Arc<Ready>,
    today: Day,
    waiting: &Receiver<Work>,
    newest: &AtomicU64,
    answers: &Sender<Happening>,
) {
    _ = ready.index();
    ready.warm(&|| newest.load(Ordering::Relaxed) == 0);
    while let Some(first) = next(&ready, waiting) {
        let mut asked = None;
        for work in std::iter::once(first).chain(waiting.try_iter()) {
            match work {
                // Only the newest query is of interest.
                Work::Find(generation, query) => asked = Some((generation, query)),
                Work::Turn(other) => ready = other,
            }
        }
        let Some((generation, query)) = asked else { continue };
        let is_overtaken = || newest.load(Ordering::Relaxed) != generation;
        let answer = search_at(&ready.directory, ready.index(), &query, today, &Pace::new(&is_overtaken));
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

/// What is to be done next; nothing when there will be none. Between words, the memory that searches touched is given
/// back.
fn next(ready: &Ready, waiting: &Receiver<Work>) -> Option<Work> {
    waiting.recv_timeout(PAUSE).ok().or_else(|| {
        ready.release();
        waiting.recv().ok()
    })
}
