//! The time limits of a kiosk.

use std::time::Duration;

/// How long a session may last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimits {
    /// Without a key.
    pub idle: Duration,
    /// In total.
    pub longest: Duration,
}
