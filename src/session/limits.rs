//! The values of a kiosk's time limits.

use std::time::Duration;

/// How long a session may last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimits {
    /// Without a key.
    pub idle: Duration,
    /// In total.
    pub longest: Duration,
}
