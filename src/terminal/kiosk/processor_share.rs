//! The share of a processor that a session of a kiosk may use: a flood of keys must not slow down other sessions.

use std::thread;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// In the long run, a session rests this many times as long as it works. A quarter of a processor is more than typing
/// needs in a directory of a million people.
const RESTS: u32 = 3;
/// How long a session may work without a rest: enough for dozens of keys that are typed or pasted at once.
const BURST: Duration = Duration::from_secs(1);
/// The longest rest, so that the time limit is still noticed.
const LONGEST: Duration = Duration::from_secs(2);

/// The processor time that a session may still use; it grows while the session rests.
pub(crate) struct ProcessorShare {
    left: Duration,
    /// The processor time that was used beyond the share.
    owed: Duration,
    at: Instant,
    worked: Duration,
}

impl ProcessorShare {
    /// The full share of the current thread, from now on.
    pub(crate) fn new() -> Self {
        Self { left: BURST, owed: Duration::ZERO, at: Instant::now(), worked: worked() }
    }

    /// Subtracts the processor time since the last call, and sleeps if no share is left.
    pub(crate) fn rest(&mut self) {
        let rest = self.due(Instant::now(), worked());
        if !rest.is_zero() {
            thread::sleep(rest);
        }
    }

    /// How long to rest at `now`, after `worked` of processor time in total.
    fn due(&mut self, now: Instant, worked: Duration) -> Duration {
        let earned = now.saturating_duration_since(self.at) / (RESTS + 1);
        let spent = worked.saturating_sub(self.worked) + self.owed;
        (self.at, self.worked) = (now, worked);
        let has = (self.left + earned).min(BURST);
        self.left = has.saturating_sub(spent);
        self.owed = spent.saturating_sub(has);
        (self.owed * (RESTS + 1)).min(LONGEST)
    }
}

/// The processor time that this thread has used.
fn worked() -> Duration {
    let used = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(used).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_gets_a_quarter_and_typing_is_never_delayed() {
        let (start, step) = (Instant::now(), Duration::from_millis(10));
        let share = || ProcessorShare { left: BURST, owed: Duration::ZERO, at: start, worked: Duration::ZERO };
        let (mut flooded, mut now, mut worked) = (share(), start, Duration::ZERO);
        while now < start + Duration::from_secs(100) {
            (now, worked) = (now + step, worked + step);
            now += flooded.due(now, worked);
        }
        assert!(worked < Duration::from_secs(27) && worked > Duration::from_secs(23), "{worked:?}");
        let (mut typed, mut now, mut worked) = (share(), start, Duration::ZERO);
        for _ in 0..1_000 {
            (now, worked) = (now + 5 * step, worked + step);
            assert_eq!(typed.due(now, worked), Duration::ZERO);
        }
    }
}
