//! Searching beside the loop: typing never waits for it.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::run::Happening;
use super::share::Share;
use crate::app::Event;
use crate::cli::Ready;
use crate::search::{Budget, search_at};
use crate::text::Day;

/// How long nothing is typed before the memory that searches touched is given back: touching it again costs some milliseconds.
const PAUSE: Duration = Duration::from_millis(500);

/// A thread that searches, one query after the other.
pub(super) struct Searcher {
    bell: Sender<()>,
    board: Arc<Board>,
}

/// What the thread is to do: only the newest of each kind is of interest, however many there were.
#[derive(Default)]
struct Board {
    wishes: Mutex<Wishes>,
    /// The number of the newest query.
    generation: AtomicU64,
}

#[derive(Default)]
struct Wishes {
    /// To look for a query, and answer with its number.
    find: Option<(u64, String)>,
    /// To look in another directory from now on.
    turn: Option<Arc<Ready>>,
}

impl Searcher {
    /// Starts the thread, which makes the directory searchable before it answers.
    ///
    /// # Errors
    ///
    /// Those of starting a thread.
    pub(super) fn start(ready: Arc<Ready>, today: Day, is_kiosk: bool, answers: Sender<Happening>) -> io::Result<Self> {
        let (bell, waiting) = channel();
        let board = Arc::<Board>::default();
        let read = Arc::clone(&board);
        let work = move || {
            let share = is_kiosk.then(|| {
                // Getting ready is not what somebody's keys make it do.
                _ = ready.index();
                Share::new()
            });
            answer_all(ready, today, share, &waiting, &read, &answers);
        };
        thread::Builder::new().name("search".to_owned()).spawn(work)?;
        Ok(Self { bell, board })
    }

    /// Asks for a search; the answer comes as [`Event::Found`], unless another one is asked for before.
    pub(super) fn ask(&self, generation: u64, query: String) {
        self.board.generation.store(generation, Ordering::Relaxed);
        self.wish(|wishes| wishes.find = Some((generation, query)));
    }

    /// Looks in another directory from now on.
    pub(super) fn turn_to(&self, ready: Arc<Ready>) {
        self.wish(|wishes| wishes.turn = Some(ready));
    }

    fn wish(&self, write: impl FnOnce(&mut Wishes)) {
        let mut wishes = self.board.wishes.lock().unwrap_or_else(PoisonError::into_inner);
        let is_heard = wishes.find.is_some() || wishes.turn.is_some();
        write(&mut wishes);
        if !is_heard {
            // A thread that has ended has said why already.
            _ = self.bell.send(());
        }
    }
}

impl Board {
    fn take(&self) -> Wishes {
        std::mem::take(&mut *self.wishes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }
}

fn answer_all(
    mut ready: Arc<Ready>,
    today: Day,
    mut share: Option<Share>,
    bell: &Receiver<()>,
    board: &Board,
    answers: &Sender<Happening>,
) {
    _ = ready.index();
    ready.warm(&|| board.generation() == 0);
    while wait(&ready, bell) {
        if let Some(share) = &mut share {
            share.rest();
        }
        let Wishes { find, turn } = board.take();
        ready = turn.unwrap_or(ready);
        let Some((generation, query)) = find else { continue };
        let is_overtaken = || board.generation() != generation;
        let answer = search_at(&ready.directory, ready.index(), &query, today, &Budget::new(&is_overtaken));
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

/// Waits for the bell; whether there will be more of it. Between words, the memory that searches touched is given back.
fn wait(ready: &Ready, bell: &Receiver<()>) -> bool {
    bell.recv_timeout(PAUSE).is_ok() || {
        ready.release();
        bell.recv().is_ok()
    }
}
