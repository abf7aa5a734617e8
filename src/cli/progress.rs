//! Progress bars for reading documents and servers, and for opening a directory.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::extract::ExtractProgress;
use crate::i18n::{Lang, say};
use crate::session::OpenProgress;
use crate::sync::SyncProgress;
use crate::text::display_safe;

/// The delay before a bar is shown, so that short operations have none.
const HIDDEN_FOR: Duration = Duration::from_millis(500);

/// A progress bar on standard error while models are combined and an index is built; invisible if that is not a terminal.
pub(crate) struct OpenProgressBar {
    bar: ProgressBar,
    lang: Lang,
    is_visible: bool,
}

impl OpenProgressBar {
    /// A bar that appears when a long operation begins.
    pub(crate) fn new(lang: Lang, is_visible: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        Self { bar, lang, is_visible }
    }

    /// Shows the progress.
    pub(crate) fn show(&self, progress: OpenProgress<'_>) {
        match progress {
            OpenProgress::Combining => self.start(say!(self.lang, "index.combining")),
            OpenProgress::Indexing(model) => {
                let name = model.file_name().unwrap_or_default().to_string_lossy();
                self.start(say!(self.lang, "index.making", model = display_safe(&name)));
            }
            OpenProgress::Total(records) => self.bar.set_length(records.into()),
            OpenProgress::Advanced(records) => self.bar.inc(records.into()),
            OpenProgress::Finished => self.bar.finish_and_clear(),
        }
    }

    fn start(&self, message: String) {
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent} %") {
            self.bar.set_style(style);
        }
        self.bar.set_message(message);
        self.bar.reset();
        // A second target would not know which lines to clear.
        if self.is_visible && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        }
        self.bar.tick();
    }
}

/// A progress bar on standard error while documents are read; invisible if that is not a terminal, and for the first
/// half second.
pub(crate) struct DocumentProgressBar {
    bar: ProgressBar,
    lang: Lang,
    started: Instant,
    /// Whether it may appear.
    is_waiting: Cell<bool>,
}

impl DocumentProgressBar {
    /// A bar that appears after half a second.
    pub(crate) fn new(lang: Lang, is_visible: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        Self { bar, lang, started: Instant::now(), is_waiting: Cell::new(is_visible) }
    }

    /// Shows the progress.
    pub(crate) fn show(&self, progress: ExtractProgress) {
        match progress {
            ExtractProgress::Total(steps) => self.bar.set_length(steps),
            ExtractProgress::Advanced => self.bar.inc(1),
        }
        if self.is_waiting.get() && self.started.elapsed() >= HIDDEN_FOR {
            self.is_waiting.set(false);
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
            self.bar.set_message(say!(self.lang, "build.reading"));
            if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent} %") {
                self.bar.set_style(style);
            }
            self.bar.tick();
        }
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A line on standard error while a server is read; invisible if that is not a terminal.
pub(crate) struct SyncProgressBar {
    bar: ProgressBar,
    name: String,
    lang: Lang,
    is_visible: bool,
    /// The last number that was shown.
    shown: Cell<u64>,
}

/// The number of entries between two updates of the line.
const ENTRIES_A_STEP: u64 = 500;

impl SyncProgressBar {
    /// A line for a source.
    pub(crate) fn new(name: &str, lang: Lang, is_visible: bool) -> Self {
        let target = if is_visible { ProgressDrawTarget::stderr_with_hz(8) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{msg}") {
            bar.set_style(style);
        }
        Self { bar, name: name.to_owned(), lang, is_visible, shown: Cell::new(0) }
    }

    /// Shows the progress.
    pub(crate) fn show(&self, progress: SyncProgress<'_>) {
        if !self.is_visible {
            return;
        }
        let words = match progress {
            SyncProgress::Asking(server) => {
                self.shown.set(0);
                say!(self.lang, "sync.asking", name = self.name, server = display_safe(server))
            }
            SyncProgress::Read(entries) => {
                if entries < self.shown.get() + ENTRIES_A_STEP {
                    return;
                }
                self.shown.set(entries);
                say!(self.lang, "sync.reading", name = self.name, entries = entries)
            }
            SyncProgress::Made(contacts) => say!(self.lang, "sync.making", name = self.name, contacts = contacts),
        };
        self.bar.set_message(words);
        self.bar.tick();
    }

    /// Removes the line.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
