//! A progress bar for building an index.

use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::i18n::{Lang, say};
use crate::session::IndexProgress;
use crate::text::display_safe;

/// A progress bar on standard error that disappears when the index is built; invisible if that is not a terminal.
pub(crate) struct IndexProgressBar {
    bar: ProgressBar,
    lang: Lang,
    is_visible: bool,
}

impl IndexProgressBar {
    /// A bar that appears when building begins.
    pub(crate) fn new(lang: Lang, is_visible: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        Self { bar, lang, is_visible }
    }

    /// Shows the progress.
    pub(crate) fn show(&self, progress: IndexProgress<'_>) {
        match progress {
            IndexProgress::Started(model) => self.start(model),
            IndexProgress::Total(records) => self.bar.set_length(records.into()),
            IndexProgress::Indexed(records) => self.bar.inc(records.into()),
            IndexProgress::Finished => self.bar.finish_and_clear(),
        }
    }

    fn start(&self, model: &Path) {
        if self.is_visible {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        }
        let name = model.file_name().unwrap_or_default().to_string_lossy();
        self.bar.set_message(say!(self.lang, "index.making", model = display_safe(&name)));
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent} %") {
            self.bar.set_style(style);
        }
        self.bar.tick();
    }
}
