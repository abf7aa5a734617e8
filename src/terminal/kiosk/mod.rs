//! Kiosk mode: dropped privileges, time limits of a session, and its share of a processor.
//!
//! * `privileges`: drops privileges irrevocably before any input is read.
//! * `processor_share`: the share of a processor that a session may use.
//! * `session_timer`: waits for the next event until a session reaches a time limit.

mod privileges;
mod processor_share;
mod session_timer;

pub(crate) use privileges::{drop_privileges, drop_processes, env, log};
pub(super) use processor_share::ProcessorShare;
pub(super) use session_timer::{SessionTimer, WaitOutcome};
