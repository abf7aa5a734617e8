//! The moment until which a server may be silent.

use std::time::{Duration, Instant};

use super::super::SyncError;
use crate::session::FailureCause;

/// The time that is left.
///
/// Errors: [`FailureCause::Silent`] if there is none.
pub(super) fn remaining(until: Instant) -> Result<Duration, SyncError> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(FailureCause::Silent.into()) } else { Ok(left) }
}
