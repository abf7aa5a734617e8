//! Watching beside the loop for another directory to take the place of the one that shows.

use std::fs;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};

use super::run::Happening;
use super::start::Env;
use crate::cli::Renewal;

/// How long a file that changes while it is read is left alone before it is read again.
const PAUSE: Duration = Duration::from_millis(50);
/// How often the file is looked at where its folder cannot be watched: the system gives each user 128 watches and no
/// more, and two hundred sessions are one user's. A look is one `stat`.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Threads that sleep until something happens beside the directory's file, or until they are asked to look.
pub(super) struct Renewer {
    wishes: Sender<Wish>,
}

enum Wish {
    /// To look whether another file stands there.
    Look,
    /// To read it whether it has changed or not, by another index than this one.
    Insist(Option<PathBuf>),
}

impl Renewer {
    /// Starts watching; what comes of it are happenings.
    ///
    /// # Errors
    ///
    /// Those of starting a thread. A folder that cannot be watched is none: then the file is looked at now and then.
    pub(super) fn start(renewal: Renewal, env: Env, happenings: Sender<Happening>) -> io::Result<Self> {
        let (wishes, waiting) = channel();
        let is_watched = Arc::new(AtomicBool::new(false));
        if let Ok(watch) = Watch::new(renewal.clone()) {
            let (wishes, is_watched) = (wishes.clone(), Arc::clone(&is_watched));
            is_watched.store(true, Ordering::Relaxed);
            let watch = move || {
                while watch.wait().is_ok() && wishes.send(Wish::Look).is_ok() {}
                // A link may lead into a folder now that cannot be watched.
                is_watched.store(false, Ordering::Relaxed);
                _ = wishes.send(Wish::Look);
            };
            thread::Builder::new().name("watch".to_owned()).spawn(watch)?;
        }
        let renew = move || renew_all(renewal, env, &Wishes { waiting, is_watched }, &happenings);
        thread::Builder::new().name("renew".to_owned()).spawn(renew)?;
        Ok(Self { wishes })
    }

    /// Looks once whether the file is another one: some file systems tell nobody of what happens in them.
    pub(super) fn look(&self) {
        // A thread that has ended has said why already.
        _ = self.wishes.send(Wish::Look);
    }

    /// Reads the directory again, though the file may be the same, and not by an index that is damaged.
    pub(super) fn insist(&self, damaged: Option<PathBuf>) {
        _ = self.wishes.send(Wish::Insist(damaged));
    }
}

/// What is wished for, and what takes the place of a wish where nobody tells of changes.
struct Wishes {
    waiting: Receiver<Wish>,
    is_watched: Arc<AtomicBool>,
}

impl Wishes {
    /// The next one; `None` if no sender is left.
    fn next(&self) -> Option<Wish> {
        if self.is_watched.load(Ordering::Relaxed) {
            return self.waiting.recv().ok();
        }
        match self.waiting.recv_timeout(LOOK_EVERY) {
            Err(RecvTimeoutError::Timeout) => Some(Wish::Look),
            wished => wished.ok(),
        }
    }
}

fn renew_all(mut renewal: Renewal, env: Env, wishes: &Wishes, happenings: &Sender<Happening>) {
    // The file may have changed between being read and being watched.
    let mut wish = Some(Wish::Look);
    while let Some(wished) = wish {
        let (damaged, mut is_wanted) = match wished {
            Wish::Look => (None, renewal.is_due()),
            Wish::Insist(damaged) => (damaged, true),
        };
        while is_wanted {
            let is_told = !renewal.is_long() || happenings.send(Happening::Renewing).is_ok();
            let outcome = match renewal.read(damaged.as_deref(), &env) {
                Ok(ready) => Happening::Renewed(Box::new(ready)),
                Err(Some(refusal)) => Happening::Refused(refusal),
                // Whoever was told that there will be another directory hears what came of it, even when the file goes.
                Err(None) => {
                    thread::sleep(PAUSE);
                    continue;
                }
            };
            if !(is_told && happenings.send(outcome).is_ok()) {
                return;
            }
            is_wanted = renewal.is_due();
        }
        wish = wishes.next();
    }
}

/// The folders in which something happens when the file is replaced.
struct Watch {
    events: OwnedFd,
    renewal: Renewal,
}

impl Watch {
    fn new(renewal: Renewal) -> io::Result<Self> {
        let watch = Self { events: init(CreateFlags::CLOEXEC)?, renewal };
        watch.add_folders().map(|()| watch)
    }

    /// Watches the folders of the file as they are now; those that are watched already stay so.
    fn add_folders(&self) -> io::Result<()> {
        // Written and closed, renamed to its name, or a link made: never a file that is only begun. And taken away.
        let come = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::CREATE;
        let wanted = come | WatchFlags::DELETE | WatchFlags::MOVED_FROM;
        self.renewal.folders().iter().try_for_each(|folder| Ok(add_watch(&self.events, folder, wanted).map(|_| ())?))
    }

    /// Sleeps until something has happened that may have made another file of it.
    fn wait(&self) -> io::Result<()> {
        self.next()?;
        // A link may lead into another folder now.
        self.add_folders()
    }

    fn next(&self) -> io::Result<()> {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut events = Reader::new(&self.events, &mut buffer);
        loop {
            let event = match events.next() {
                Err(rustix::io::Errno::INTR) => continue,
                event => event?,
            };
            if !event.events().contains(ReadFlags::CREATE) {
                return Ok(());
            }
            let name = event.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let is_link =
                |folder: &PathBuf| fs::symlink_metadata(folder.join(&name)).is_ok_and(|there| there.is_symlink());
            if self.renewal.folders().iter().any(is_link) {
                return Ok(());
            }
        }
    }
}
