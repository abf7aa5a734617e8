//! Who may read and write a file that takes the place of another.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;

use rustix::fs::{Gid, Mode, Stat, Uid, fchmod, fchown};

/// Anyone may read a directory of contacts; the user's mask takes away what is too much.
const PUBLIC: u32 = 0o644;
/// What is made for one user is read by nobody else, whatever the mask.
const PRIVATE: u32 = 0o600;
/// The bits that say who may do what: a file that runs as somebody is not what is written here.
const PERMISSIONS: u32 = 0o777;

/// Whom a new file is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Access {
    /// For those whom the old file was for; for everybody if there is none.
    AsBefore,
    /// For this user alone.
    Private,
    /// For reading by those who may read another file, and whom the old file was for if there is one.
    AsWith {
        /// The permission bits of the other file.
        mode: u32,
        /// Its user.
        owner: u32,
        /// Its group.
        group: u32,
    },
}

/// What a new file is given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Granted {
    mode: u32,
    /// User and group.
    owners: Option<(u32, u32)>,
    /// Whether the user's mask is to take away from the mode.
    is_masked: bool,
}

impl Access {
    /// For those who may read another file.
    pub(crate) fn as_with(other: &Metadata) -> Self {
        Self::AsWith { mode: other.mode(), owner: other.uid(), group: other.gid() }
    }

    /// What a new file is given in the place of an old one.
    pub(super) fn granted(self, old: Option<&Stat>) -> Granted {
        match (self, old) {
            (Self::AsBefore, None) => Granted { mode: PUBLIC, owners: None, is_masked: true },
            (Self::AsBefore, Some(old)) => {
                Granted { mode: old.st_mode & PERMISSIONS, owners: Some((old.st_uid, old.st_gid)), is_masked: false }
            }
            (Self::Private, _) => Granted { mode: PRIVATE, owners: None, is_masked: false },
            // Never writable by others: nobody would trust it.
            (Self::AsWith { mode, owner, group }, old) => Granted {
                mode: mode & PUBLIC & old.map_or(PERMISSIONS, |old| old.st_mode),
                owners: Some((owner, group)),
                is_masked: false,
            },
        }
    }
}

impl Granted {
    /// What a device or a pipe is given.
    pub(super) const NOTHING: Self = Self { mode: 0, owners: None, is_masked: true };

    /// The mode to make a file with, before anything is granted.
    pub(super) fn mode_at_first(self) -> Mode {
        Mode::from_raw_mode(if self.is_masked { self.mode } else { PRIVATE & self.mode })
    }

    /// Gives a new file its owners and its mode. Owners that this user may not give it it does not get, and then what
    /// only the group was allowed is allowed to nobody.
    pub(super) fn grant(self, file: &File) -> io::Result<()> {
        if self.is_masked {
            return Ok(());
        }
        let mut mode = self.mode;
        if let Some((owner, group)) = self.owners {
            let (owner, group) = (Uid::from_raw(owner), Gid::from_raw(group));
            let is_given = fchown(file, Some(owner), Some(group)).or_else(|_| fchown(file, None, Some(group))).is_ok();
            if !is_given {
                // The group of the new file is another one: it may do what everybody may.
                mode = mode & !0o070 | mode & (mode & 0o007) << 3;
            }
        }
        Ok(fchmod(file, Mode::from_raw_mode(mode))?)
    }
}
