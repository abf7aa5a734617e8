//! Watches the model file and reloads it in the background.

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

use super::loop_event::LoopEvent;
use crate::session::{Env, ReloadOutcome, Reloader};

/// The pause before a file that changed while it was read is read again.
const PAUSE: Duration = Duration::from_millis(50);
/// How often the file is checked if its folder cannot be watched: the system gives each user 128 inotify instances, and
/// two hundred sessions may belong to one user. A check is one `stat`.
const CHECK_EVERY: Duration = Duration::from_secs(5);

/// The threads that watch and read the file.
pub(super) struct Watcher {
    requests: Sender<Request>,
}

enum Request {
    /// Check whether the file has changed.
    Check,
    /// Reload the file even if it has not changed, and ignore this corrupt index.
    Reload(Option<PathBuf>),
}

impl Watcher {
    /// Starts the threads, which send events.
    ///
    /// # Errors
    ///
    /// Any error of starting a thread. A folder that cannot be watched is not an error: the file is then checked
    /// regularly.
    pub(super) fn start(reloader: Reloader, env: Env<'static>, events: Sender<LoopEvent>) -> io::Result<Self> {
        let (requests, waiting) = channel();
        let is_watched = Arc::new(AtomicBool::new(false));
        if let Ok(watch) = FolderWatch::new(reloader.clone()) {
            let (requests, is_watched) = (requests.clone(), Arc::clone(&is_watched));
            is_watched.store(true, Ordering::Relaxed);
            let watch = move || {
                while watch.wait().is_ok() && requests.send(Request::Check).is_ok() {}
                // A link may now lead into a folder that cannot be watched.
                is_watched.store(false, Ordering::Relaxed);
                _ = requests.send(Request::Check);
            };
            thread::Builder::new().name("watch".to_owned()).spawn(watch)?;
        }
        let reload = move || reload_all(reloader, env, &Requests { waiting, is_watched }, &events);
        thread::Builder::new().name("reload".to_owned()).spawn(reload)?;
        Ok(Self { requests })
    }

    /// Checks once whether the file has changed: some file systems do not report changes.
    pub(super) fn check(&self) {
        // A thread that has ended has sent its last event already.
        _ = self.requests.send(Request::Check);
    }

    /// Reads the directory again even if the file has not changed, and ignores the given corrupt index.
    pub(super) fn reload(&self, corrupt_index: Option<PathBuf>) {
        _ = self.requests.send(Request::Reload(corrupt_index));
    }
}

/// The requests, with regular checks if the folder is not watched.
struct Requests {
    waiting: Receiver<Request>,
    is_watched: Arc<AtomicBool>,
}

impl Requests {
    /// The next request. `None` if no sender is left.
    fn next(&self) -> Option<Request> {
        if self.is_watched.load(Ordering::Relaxed) {
            return self.waiting.recv().ok();
        }
        match self.waiting.recv_timeout(CHECK_EVERY) {
            Err(RecvTimeoutError::Timeout) => Some(Request::Check),
            received => received.ok(),
        }
    }
}

fn reload_all(mut reloader: Reloader, env: Env<'_>, requests: &Requests, events: &Sender<LoopEvent>) {
    // The file may have changed after it was read and before it was watched.
    let mut next = Some(Request::Check);
    while let Some(request) = next {
        let (corrupt_index, mut is_due) = match request {
            Request::Check => (None, reloader.is_due()),
            Request::Reload(corrupt_index) => (corrupt_index, true),
        };
        while is_due {
            let is_announced = !reloader.is_long() || events.send(LoopEvent::Reloading).is_ok();
            let outcome = match reloader.reload(corrupt_index.as_deref(), env) {
                ReloadOutcome::Opened { open, is_new } => LoopEvent::Reloaded { open, is_new },
                ReloadOutcome::Failed(error) => LoopEvent::ReloadFailed(error),
                // Tried again: an announced reload must have an outcome, even if the file is removed.
                ReloadOutcome::ChangedMeanwhile => {
                    thread::sleep(PAUSE);
                    continue;
                }
            };
            if !(is_announced && events.send(outcome).is_ok()) {
                return;
            }
            is_due = reloader.is_due();
        }
        next = requests.next();
    }
}

/// The folders that change when the file is replaced.
struct FolderWatch {
    inotify: OwnedFd,
    reloader: Reloader,
}

impl FolderWatch {
    fn new(reloader: Reloader) -> io::Result<Self> {
        let watch = Self { inotify: init(CreateFlags::CLOEXEC)?, reloader };
        watch.add_folders().map(|()| watch)
    }

    /// Watches the folders of the file as they are now, besides those that are watched already.
    fn add_folders(&self) -> io::Result<()> {
        // Finished writes, renames, new links and removals, but never a file that is still being written.
        let arrived = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::CREATE;
        let wanted = arrived | WatchFlags::DELETE | WatchFlags::MOVED_FROM;
        self.reloader.folders().iter().try_for_each(|folder| Ok(add_watch(&self.inotify, folder, wanted).map(|_| ())?))
    }

    /// Waits until the file may have changed.
    fn wait(&self) -> io::Result<()> {
        self.next()?;
        // A link may now lead into another folder.
        self.add_folders()
    }

    fn next(&self) -> io::Result<()> {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut events = Reader::new(&self.inotify, &mut buffer);
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
            if self.reloader.folders().iter().any(is_link) {
                return Ok(());
            }
        }
    }
}
