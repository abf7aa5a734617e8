//! The permissions of a file that replaces another.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;

use rustix::fs::{Gid, Mode, Stat, Uid, fchmod, fchown};

use super::acl::AccessList;

/// Everybody may read a directory of contacts; the user's umask restricts it further.
const PUBLIC: u32 = 0o644;
/// A file for one user is read by nobody else, whatever the umask.
const PRIVATE: u32 = 0o600;
/// The permission bits without setuid, setgid and sticky: no file written here needs those.
const PERMISSIONS: u32 = 0o777;

/// The rule for the permissions of a new file.
#[derive(Clone, Debug)]
pub(crate) enum PermissionPolicy {
    /// Those of the old file; readable by everybody if there is none.
    Preserve,
    /// Readable and writable by this user only.
    OwnerOnly,
    /// Those of the old file; readable and writable by this user only if there is none.
    PreserveOrOwnerOnly,
    /// Readable by those who may read another file and the old file, if there is one.
    ReadableLike {
        /// The permission bits of the other file.
        mode: u32,
        /// Its user.
        owner: u32,
        /// Its group.
        group: u32,
        /// Its access control list.
        list: Option<AccessList>,
    },
}

/// The permissions of a file that is replaced.
pub(super) struct OldPermissions {
    pub stat: Stat,
    pub list: Option<AccessList>,
}

/// The permissions and owners that a new file gets.
#[derive(Clone, Debug)]
pub(super) struct Permissions {
    mode: u32,
    /// User and group.
    owners: Option<(u32, u32)>,
    /// The access control list, in which the mode's permissions of the group are the mask.
    list: Option<AccessList>,
    /// Whether the user's umask restricts the mode.
    is_masked: bool,
}

impl PermissionPolicy {
    /// Readable by those who may read another file.
    ///
    /// # Errors
    ///
    /// Those of reading the permissions of the other file.
    pub(crate) fn readable_like(other: &File) -> io::Result<Self> {
        let there = other.metadata()?;
        let list = AccessList::of(other)?;
        Ok(Self::ReadableLike { mode: there.mode(), owner: there.uid(), group: there.gid(), list })
    }

    /// The permissions of a new file that replaces an old one.
    pub(super) fn permissions_for(&self, old: Option<&OldPermissions>) -> Permissions {
        let new = |mode, owners, list| Permissions { mode, owners, list, is_masked: false };
        match (self, old) {
            (Self::Preserve, None) => Permissions { mode: PUBLIC, owners: None, list: None, is_masked: true },
            (Self::Preserve | Self::PreserveOrOwnerOnly, Some(OldPermissions { stat, list })) => {
                new(stat.st_mode & PERMISSIONS, Some((stat.st_uid, stat.st_gid)), list.clone())
            }
            (Self::OwnerOnly, _) | (Self::PreserveOrOwnerOnly, None) => new(PRIVATE, None, None),
            // Never writable by others: a file that others may write is not trusted.
            (Self::ReadableLike { mode, owner, group, list }, old) => {
                let old_mode = old.map_or(PERMISSIONS, |old| old.stat.st_mode);
                let has_list = list.is_some() || old.is_some_and(|old| old.list.is_some());
                let list = has_list.then(|| {
                    let list = list.clone().unwrap_or_else(|| AccessList::from_mode(*mode)).readable();
                    old.map_or_else(|| list.clone(), |old| list.within(&old.whole_list()))
                });
                new(mode & PUBLIC & old_mode, Some((*owner, *group)), list)
            }
        }
    }
}

impl OldPermissions {
    fn whole_list(&self) -> AccessList {
        self.list.clone().unwrap_or_else(|| AccessList::from_mode(self.stat.st_mode))
    }
}

impl Permissions {
    /// A device or a pipe keeps its own.
    pub(super) const UNCHANGED: Self = Self { mode: 0, owners: None, list: None, is_masked: true };

    /// The mode to create a file with, before the permissions are applied.
    pub(super) fn initial_mode(&self) -> Mode {
        Mode::from_raw_mode(if self.is_masked { self.mode } else { PRIVATE & self.mode })
    }

    /// Sets the owners, the access control list and the mode of a new file. If this user may not set the owners, the
    /// file keeps its own, and its group gets no more than everybody. If the list cannot be set, only the owner gets
    /// access.
    pub(super) fn apply(&self, file: &File) -> io::Result<()> {
        if self.is_masked {
            return Ok(());
        }
        let (mut mode, mut list) = (self.mode, self.list.clone());
        if let Some((owner, group)) = self.owners {
            let (owner, group) = (Uid::from_raw(owner), Gid::from_raw(group));
            let is_given = fchown(file, Some(owner), Some(group)).or_else(|_| fchown(file, None, Some(group))).is_ok();
            if !is_given {
                // The new file has another group, which gets the permissions of everybody.
                match &mut list {
                    Some(list) => *list = list.clone().for_other_group(),
                    None => mode = mode & !0o070 | mode & (mode & 0o007) << 3,
                }
            }
        }
        match list {
            Some(list) => {
                if list.set(file).is_err() {
                    AccessList::remove(file)?;
                    mode &= 0o700;
                }
            }
            None => AccessList::remove(file)?,
        }
        Ok(fchmod(file, Mode::from_raw_mode(mode))?)
    }
}
