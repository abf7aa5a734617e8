//! The permissions of a file that replaces another.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;

use rustix::fs::{Gid, Mode, Stat, Uid, fchmod, fchown};

/// Everybody may read a directory of contacts; the user's umask restricts it further.
const PUBLIC: u32 = 0o644;
/// A file for one user is read by nobody else, whatever the umask.
const PRIVATE: u32 = 0o600;
/// The permission bits without setuid, setgid and sticky: no file written here needs those.
const PERMISSIONS: u32 = 0o777;

/// How the permissions of a new file are chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PermissionPolicy {
    /// Those of the old file; readable by everybody if there is none.
    Preserve,
    /// Readable and writable by this user only.
    OwnerOnly,
    /// Readable by those who may read another file and the old file, if there is one.
    ReadableLike {
        /// The permission bits of the other file.
        mode: u32,
        /// Its user.
        owner: u32,
        /// Its group.
        group: u32,
    },
}

/// The permissions and owners that a new file gets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Permissions {
    mode: u32,
    /// User and group.
    owners: Option<(u32, u32)>,
    /// Whether the user's umask restricts the mode.
    is_masked: bool,
}

impl PermissionPolicy {
    /// Readable by those who may read another file.
    pub(crate) fn readable_like(other: &Metadata) -> Self {
        Self::ReadableLike { mode: other.mode(), owner: other.uid(), group: other.gid() }
    }

    /// The permissions of a new file that replaces an old one.
    pub(super) fn permissions_for(self, old: Option<&Stat>) -> Permissions {
        match (self, old) {
            (Self::Preserve, None) => Permissions { mode: PUBLIC, owners: None, is_masked: true },
            (Self::Preserve, Some(old)) => Permissions {
                mode: old.st_mode & PERMISSIONS,
                owners: Some((old.st_uid, old.st_gid)),
                is_masked: false,
            },
            (Self::OwnerOnly, _) => Permissions { mode: PRIVATE, owners: None, is_masked: false },
            // Never writable by others: a file that others may write is not trusted.
            (Self::ReadableLike { mode, owner, group }, old) => Permissions {
                mode: mode & PUBLIC & old.map_or(PERMISSIONS, |old| old.st_mode),
                owners: Some((owner, group)),
                is_masked: false,
            },
        }
    }
}

impl Permissions {
    /// A device or a pipe keeps its own.
    pub(super) const UNCHANGED: Self = Self { mode: 0, owners: None, is_masked: true };

    /// The mode to create a file with, before the permissions are applied.
    pub(super) fn initial_mode(self) -> Mode {
        Mode::from_raw_mode(if self.is_masked { self.mode } else { PRIVATE & self.mode })
    }

    /// Sets the owners and the mode of a new file. If this user may not set the owners, the file keeps its own, and then
    /// the group gets no more than everybody.
    pub(super) fn apply(self, file: &File) -> io::Result<()> {
        if self.is_masked {
            return Ok(());
        }
        let mut mode = self.mode;
        if let Some((owner, group)) = self.owners {
            let (owner, group) = (Uid::from_raw(owner), Gid::from_raw(group));
            let is_given = fchown(file, Some(owner), Some(group)).or_else(|_| fchown(file, None, Some(group))).is_ok();
            if !is_given {
                // The new file has another group, which gets the permissions of everybody.
                mode = mode & !0o070 | mode & (mode & 0o007) << 3;
            }
        }
        Ok(fchmod(file, Mode::from_raw_mode(mode))?)
    }
}
