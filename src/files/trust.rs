//! Which files are trusted, by their owner and permissions.
//!
//! A checksum detects accidents but not an attacker, who can compute a new one. An attacker's file is refused because of
//! its owner and because of who may write to it, as the open file reports them.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

use rustix::process::geteuid;

/// The permission bits that let the group or others write.
const WRITABLE_BY_OTHERS: u32 = 0o022;
/// The user id of the superuser.
const ROOT: u32 = 0;

/// Why a file is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untrusted {
    /// It belongs to a user who is not trusted.
    Foreign,
    /// Its group or everybody may write to it.
    Writable,
}

/// Returns the reason not to trust a file; `None` if it belongs to root, to this user or to `owner`, and nobody else may
/// write to it.
#[must_use]
pub fn untrusted(there: &Metadata, owner: u32) -> Option<Untrusted> {
    if !is_ours(there.uid()) && there.uid() != owner {
        Some(Untrusted::Foreign)
    } else if there.mode() & WRITABLE_BY_OTHERS != 0 {
        Some(Untrusted::Writable)
    } else {
        None
    }
}

/// Returns `true` for root and for the user that this process acts for.
#[must_use]
pub fn is_ours(user: u32) -> bool {
    user == ROOT || user == geteuid().as_raw()
}
