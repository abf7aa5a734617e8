//! Cancellation and step budget of a search.

use std::cell::Cell;

/// The number of steps between two checks for cancellation: some tens of microseconds.
const PATIENCE: usize = 1 << 14;

/// Counts the steps of a search.
pub struct Budget<'a> {
    is_overtaken: &'a dyn Fn() -> bool,
    steps: Cell<usize>,
    allowed: Cell<usize>,
    asked_at: Cell<usize>,
    is_stopped: Cell<bool>,
}

impl<'a> Budget<'a> {
    /// The budget of a search that can be cancelled. A cancelled search does not return an answer.
    #[must_use]
    pub fn new(is_overtaken: &'a dyn Fn() -> bool) -> Self {
        let (steps, allowed) = (Cell::new(0), Cell::new(usize::MAX));
        Self { is_overtaken, steps, allowed, asked_at: Cell::new(0), is_stopped: Cell::new(false) }
    }

    /// A budget for a search that is never cancelled.
    #[must_use]
    pub fn unlimited() -> Self {
        Self::new(&|| false)
    }

    /// The number of steps: examined words, and record numbers or 64-bit words of sets that were combined.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps.get()
    }

    /// Whether the search was cancelled, or exceeded its steps.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.get()
    }

    /// Limits the further steps to a number that no search of a sound index reaches.
    pub(super) fn allow(&self, steps: usize) {
        self.allowed.set(self.steps().saturating_add(steps));
    }

    /// Takes some steps. Returns whether to stop.
    pub(super) fn is_overtaken(&self, steps: usize) -> bool {
        self.steps.set(self.steps.get().saturating_add(steps));
        if self.steps.get() > self.allowed.get() {
            self.is_stopped.set(true);
        }
        if self.steps.get() - self.asked_at.get() > PATIENCE {
            self.asked_at.set(self.steps.get());
            if (self.is_overtaken)() {
                self.is_stopped.set(true);
            }
        }
        self.is_stopped.get()
    }
}
