//! Searching beside the loop: typing never waits for it.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::run::Happening;
use crate::app::Event;
use crate::model::Directory;
use crate::search::{Index, search};
use crate::text::Day;

/// A thread that searches, one query after the other.
pub(super) struct Searcher {
    queries: Sender<(u64, String)>,
}

impl Searcher {
    /// Starts the thread, which makes the directory searchable before it answers.
    ///
    /// # Errors
    ///
    /// Those of starting a thread.
    pub(super) fn start(directory: Arc<Directory>, today: Day, answers: Sender<Happening>) -> io::Result<Self> {
        let (queries, waiting) = channel();
        let work = move || answer_all(&directory, today, &waiting, &answers);
        thread::Builder::new().name("search".to_owned()).spawn(work)?;
        Ok(Self { queries })
    }

    /// Asks for a search; the answer comes as [`Event::Found`].
    pub(super) fn ask(&self, generation: u64, query: String) {
        // A thread that has ended has said why already.
        _ = self.queries.send((generation, query));
    }
}

fn answer_all(directory: &Directory, today: Day, waiting: &Receiver<(u64, String)>, answers: &Sender<Happening>) {
    let index = Index::new(directory);
    while let Ok(first) = waiting.recv() {
        // Only the newest query is of interest.
        let (generation, query) = waiting.try_iter().last().unwrap_or(first);
        let answer = Arc::new(search(directory, &index, &query, today));
        if answers.send(Happening::Event(Event::Found { generation, answer })).is_err() {
            return;
        }
    }
}
