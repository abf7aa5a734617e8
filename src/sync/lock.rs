//! One sync of a source at a time.

use std::fs::{File, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

use super::SyncError;
use crate::session::FailureCause;

/// Locks a source by a file, until the file is closed.
pub(super) fn lock(path: &Path) -> Result<File, SyncError> {
    let unwritable = |cause| SyncError::new(FailureCause::Unwritable, &format!("{}: {cause}", path.display()));
    let flags = (OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK).bits().cast_signed();
    let file = File::options().create(true).write(true).truncate(false).mode(0o600).custom_flags(flags).open(path);
    let file = file.map_err(unwritable)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(FailureCause::Busy.into()),
        // On a file system without locks, the user must not run two syncs at the same time.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}
