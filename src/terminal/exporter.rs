//! Writes the files that the user exports from the browser, in a thread of its own: the list may have a million records.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::loop_event::LoopEvent;
use crate::app::{Event, ExportFailure};
use crate::exchange::{ExportFileError, ExportOptions, ExportSummary, export_to_file};
use crate::model::RecordRef;
use crate::session::{self, Env, OpenDirectory, cause_words};

/// A file that is to be written.
pub(super) struct ExportRequest {
    /// The records.
    pub records: Vec<RecordRef>,
    /// The path, as the user wrote it.
    pub path: String,
    /// Whether a file that exists is replaced.
    pub replaces: bool,
    /// The format, and the language of the screen.
    pub options: ExportOptions<'static>,
}

/// Writes one file at a time and reports each to the event loop. Dropping it cancels the current one, of which nothing
/// is left.
pub(super) struct Exporter {
    events: Sender<LoopEvent>,
    env: Env<'static>,
    is_cancelled: Arc<AtomicBool>,
    running: Option<JoinHandle<()>>,
}

impl Exporter {
    pub(super) fn new(events: Sender<LoopEvent>, env: Env<'static>) -> Self {
        Self { events, env, is_cancelled: Arc::new(AtomicBool::new(false)), running: None }
    }

    /// Begins to write a file. [`Event::Exported`] follows, at once if no thread can be spawned.
    pub(super) fn start(&mut self, request: ExportRequest, open: &Arc<OpenDirectory>) {
        // The state requests the next file after the report of the last one, so this thread is about to end.
        self.wait();
        let (events, env) = (self.events.clone(), self.env);
        let (open, is_cancelled) = (Arc::clone(open), Arc::clone(&self.is_cancelled));
        let path = request.path.clone();
        let write = move || {
            let outcome = write(&request, &open, env, &|| is_cancelled.load(Ordering::Relaxed));
            // If the event loop has ended, the result cannot be reported.
            _ = events.send(LoopEvent::State(Event::Exported { path: request.path, outcome }));
        };
        match thread::Builder::new().spawn(write) {
            Ok(thread) => self.running = Some(thread),
            Err(cause) => {
                let outcome = Err(ExportFailure::Unwritable(cause.to_string()));
                _ = self.events.send(LoopEvent::State(Event::Exported { path, outcome }));
            }
        }
    }

    fn wait(&mut self) {
        if let Some(thread) = self.running.take() {
            // A panic was printed by its own thread.
            _ = thread.join();
        }
    }
}

impl Drop for Exporter {
    fn drop(&mut self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
        self.wait();
    }
}

/// Writes records to a file. Returns how many were written.
fn write(
    request: &ExportRequest,
    open: &OpenDirectory,
    env: Env<'_>,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<usize, ExportFailure> {
    let path = in_home(&request.path, env);
    if ExportSummary::of(&request.records, request.options.format).written == 0 {
        return Err(ExportFailure::NoPlace);
    }
    // A link that leads nowhere is something, too.
    if !request.replaces && path.symlink_metadata().is_ok() {
        return Err(ExportFailure::Exists);
    }
    let lang = request.options.lang;
    let check = || open.invalidation().map_or(Ok(()), Err);
    match export_to_file(&path, &open.directory, &request.records, &request.options, check, is_cancelled) {
        Ok(summary) => Ok(summary.written),
        Err(ExportFileError::Unwritable(cause) | ExportFileError::NotDurable(cause)) => {
            Err(ExportFailure::Unwritable(cause_words(&cause, lang)))
        }
        Err(ExportFileError::Invalid(invalidation)) => {
            Err(ExportFailure::Unwritable(session::Error::Invalidated(invalidation).words(lang)))
        }
    }
}

/// The path, with the home of the user for the tilde at its beginning.
fn in_home(path: &str, env: Env<'_>) -> PathBuf {
    let home = env("HOME").filter(|home| Path::new(home).is_absolute());
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    }
}
