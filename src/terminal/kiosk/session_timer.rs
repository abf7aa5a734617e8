//! Waits for the next event until a session nears or reaches a time limit; without limits, it just waits.

use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::privileges;
use crate::session::TimeLimits;
use crate::terminal::loop_event::LoopEvent;

/// How long before the end the user is warned, at most half of the idle limit.
const NOTICE: Duration = Duration::from_mins(1);

/// Measures a session against its limits, if it has any.
pub(crate) struct SessionTimer {
    limits: Option<TimeLimits>,
    since: Instant,
    last_key: Instant,
    is_announced: bool,
}

/// How a wait ended.
pub(crate) enum WaitOutcome {
    /// An event.
    Event(LoopEvent),
    /// The limit is near; with `is_idle`, a key would extend it.
    Announced { left: Duration, is_idle: bool },
    /// A limit is reached.
    Over,
}

impl SessionTimer {
    /// Starts measuring.
    pub(crate) fn new(limits: Option<TimeLimits>) -> Self {
        let now = Instant::now();
        // Opening the directory may have taken a while; the idle time begins now.
        privileges::note_key();
        Self { limits, since: now, last_key: now, is_announced: false }
    }

    /// Returns `true` if there are no limits.
    pub(crate) fn is_unlimited(&self) -> bool {
        self.limits.is_none()
    }

    /// A key was pressed.
    pub(crate) fn note_key(&mut self) {
        (self.last_key, self.is_announced) = (Instant::now(), false);
        privileges::note_key();
    }

    /// Waits for the next event, for the announcement, or for the limit.
    pub(crate) fn wait(&mut self, events: &Receiver<LoopEvent>) -> WaitOutcome {
        let Some((limits, left)) = self.limits.zip(self.left()) else {
            return events.recv().map_or(WaitOutcome::Over, WaitOutcome::Event);
        };
        if left.is_zero() {
            return WaitOutcome::Over;
        }
        let is_idle = self.last_key.elapsed() + left >= limits.idle;
        let notice = NOTICE.min(limits.idle / 2);
        let quiet = left.checked_sub(notice).filter(|quiet| !quiet.is_zero() && !self.is_announced);
        match (events.recv_timeout(quiet.unwrap_or(left)), quiet) {
            (Ok(event), _) => WaitOutcome::Event(event),
            (Err(_), None) => WaitOutcome::Over,
            (Err(_), Some(_)) => {
                self.is_announced = true;
                WaitOutcome::Announced { left: notice, is_idle }
            }
        }
    }

    /// Returns `true` if the idle limit is reached.
    pub(crate) fn is_idle(&self) -> bool {
        self.limits.is_some_and(|limits| self.last_key.elapsed() >= limits.idle)
    }

    /// The time that is left. `None` if there is no limit.
    pub(crate) fn left(&self) -> Option<Duration> {
        let TimeLimits { idle, longest } = self.limits?;
        Some(idle.saturating_sub(self.last_key.elapsed()).min(longest.saturating_sub(self.since.elapsed())))
    }
}
