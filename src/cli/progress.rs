//! How far a long work is, where somebody looks on.

use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::i18n::{Lang, say};
use crate::text::display_safe;

/// A bar on standard error that is gone when the work is done; none where nobody looks on.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Says what is being made ready.
    pub(super) fn new(model: &Path, lang: Lang, is_seen: bool) -> Self {
        let target = if is_seen { ProgressDrawTarget::stderr_with_hz(8) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let name = model.file_name().unwrap_or_default().to_string_lossy();
        bar.set_message(say!(lang, "index.making", model = display_safe(&name)));
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent} %") {
            bar.set_style(style);
        }
        bar.tick();
        Self(bar)
    }

    /// From now on it is known how many steps there are.
    pub(super) fn of(&self, steps: u32) {
        self.0.set_length(steps.into());
    }

    /// Some more steps are done.
    pub(super) fn more(&self, steps: u32) {
        self.0.inc(steps.into());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
