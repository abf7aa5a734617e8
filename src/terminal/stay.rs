//! How long somebody may stay at a kiosk.

use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::run::Happening;
use crate::cli::Limits;

/// A stay, with its limits where there are some.
pub(super) struct Stay {
    limits: Option<Limits>,
    since: Instant,
    last_key: Instant,
}

impl Stay {
    /// From now on.
    pub(super) fn new(limits: Option<Limits>) -> Self {
        let now = Instant::now();
        Self { limits, since: now, last_key: now }
    }

    /// Whether there are no limits.
    pub(super) fn is_endless(&self) -> bool {
        self.limits.is_none()
    }

    /// Somebody is at the keyboard.
    pub(super) fn note_key(&mut self) {
        self.last_key = Instant::now();
    }

    /// What happens next; nothing when the time is over.
    pub(super) fn wait(&self, waiting: &Receiver<Happening>) -> Option<Happening> {
        match self.left() {
            None => waiting.recv().ok(),
            Some(left) if left.is_zero() => None,
            Some(left) => waiting.recv_timeout(left).ok(),
        }
    }

    /// Whether it is a key that was missing.
    pub(super) fn is_idle(&self) -> bool {
        self.limits.is_some_and(|limits| self.last_key.elapsed() >= limits.idle)
    }

    /// The time that is left; nothing where there is no limit.
    pub(super) fn left(&self) -> Option<Duration> {
        let Limits { idle, longest } = self.limits?;
        Some(idle.saturating_sub(self.last_key.elapsed()).min(longest.saturating_sub(self.since.elapsed())))
    }
}
