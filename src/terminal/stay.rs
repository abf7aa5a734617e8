//! How long somebody may stay at a kiosk.

use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::kiosk;
use super::run::Happening;
use crate::cli::Limits;

/// How long before the end it is announced; half of the time where that is shorter.
const NOTICE: Duration = Duration::from_mins(1);

/// A stay, with its limits where there are some.
pub(super) struct Stay {
    limits: Option<Limits>,
    since: Instant,
    last_key: Instant,
    is_announced: bool,
}

/// What a wait came to.
pub(super) enum Waited {
    /// Something happened.
    For(Happening),
    /// The end is near, or would be without a key.
    Announced { left: Duration, is_idle: bool },
    /// The time is over.
    Over,
}

impl Stay {
    /// From now on.
    pub(super) fn new(limits: Option<Limits>) -> Self {
        let now = Instant::now();
        // Getting ready may have taken a while.
        kiosk::note_key();
        Self { limits, since: now, last_key: now, is_announced: false }
    }

    /// Whether there are no limits.
    pub(super) fn is_endless(&self) -> bool {
        self.limits.is_none()
    }

    /// Somebody is at the keyboard.
    pub(super) fn note_key(&mut self) {
        (self.last_key, self.is_announced) = (Instant::now(), false);
        kiosk::note_key();
    }

    /// Waits for whatever comes next.
    pub(super) fn wait(&mut self, waiting: &Receiver<Happening>) -> Waited {
        let Some((limits, left)) = self.limits.zip(self.left()) else {
            return waiting.recv().map_or(Waited::Over, Waited::For);
        };
        if left.is_zero() {
            return Waited::Over;
        }
        let is_idle = self.last_key.elapsed() + left >= limits.idle;
        let notice = NOTICE.min(limits.idle / 2);
        let quiet = left.checked_sub(notice).filter(|quiet| !quiet.is_zero() && !self.is_announced);
        match (waiting.recv_timeout(quiet.unwrap_or(left)), quiet) {
            (Ok(happening), _) => Waited::For(happening),
            (Err(_), None) => Waited::Over,
            (Err(_), Some(_)) => {
                self.is_announced = true;
                Waited::Announced { left: notice, is_idle }
            }
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
