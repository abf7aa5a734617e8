//! POSIX access control lists, as Linux stores them in an extended attribute.
//!
//! The mode of a file with a list shows the mask of the list as the permissions of the group. Copying only the mode
//! would therefore grant the group what only some users of the list had.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd};

use rustix::fs::{Mode, OFlags, XattrFlags, fgetxattr, fremovexattr, fsetxattr, getxattr, lgetxattr, openat};
use rustix::io::Errno;

const ATTRIBUTE: &str = "system.posix_acl_access";
/// The version of the attribute's format.
const VERSION: [u8; 4] = 2_u32.to_le_bytes();
/// The maximum number of bytes of an extended attribute.
const MAX_SIZE: usize = 1 << 16;

/// The number of an entry that names no user or group.
const NO_ID: u32 = u32::MAX;
const OWNER: u16 = 0x01;
const USER: u16 = 0x02;
const OWNING_GROUP: u16 = 0x04;
const GROUP: u16 = 0x08;
const MASK: u16 = 0x10;
const OTHER: u16 = 0x20;

const READ: u16 = 4;
const WRITE: u16 = 2;
const ALL: u16 = 7;

/// The permissions of each entry, by its tag and the number of its user or group, in the order that the system
/// requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccessList(BTreeMap<(u16, u32), u16>);

impl AccessList {
    /// The list of an open file. `None` if it has none.
    ///
    /// # Errors
    ///
    /// Those of reading the attribute.
    pub(crate) fn of(file: impl AsFd) -> io::Result<Option<Self>> {
        let mut bytes = vec![0; MAX_SIZE];
        read(fgetxattr(file, ATTRIBUTE, bytes.as_mut_slice()), &bytes)
    }

    /// The list of a file in a folder, which this user need not be allowed to read.
    ///
    /// # Errors
    ///
    /// Those of reading the attribute.
    pub(super) fn at(folder: impl AsFd, name: &std::ffi::OsStr, is_link_followed: bool) -> io::Result<Option<Self>> {
        let follow = if is_link_followed { OFlags::empty() } else { OFlags::NOFOLLOW };
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC | follow;
        match openat(&folder, name, flags, Mode::empty()) {
            Ok(file) => Self::of(file),
            Err(Errno::NOENT) => Ok(None),
            Err(_) => {
                let mut bytes = vec![0; MAX_SIZE];
                let mut path = format!("/proc/self/fd/{}/", folder.as_fd().as_raw_fd()).into_bytes();
                path.extend_from_slice(name.as_encoded_bytes());
                let read_by_path = if is_link_followed { getxattr } else { lgetxattr };
                read(read_by_path(path, ATTRIBUTE, bytes.as_mut_slice()), &bytes)
            }
        }
    }

    /// The list that says the same as a mode.
    pub(super) fn from_mode(mode: u32) -> Self {
        let part = |shift: u32| u16::try_from(mode >> shift & 7).unwrap_or(0);
        Self(BTreeMap::from([
            ((OWNER, NO_ID), part(6)),
            ((OWNING_GROUP, NO_ID), part(3)),
            ((MASK, NO_ID), ALL),
            ((OTHER, NO_ID), part(0)),
        ]))
    }

    /// The list reduced to reading, and to writing for the owner.
    pub(super) fn readable(mut self) -> Self {
        for ((tag, _), allowed) in &mut self.0 {
            *allowed &= if *tag == OWNER { READ | WRITE } else { READ };
        }
        self
    }

    /// The permissions that both lists grant. A user or group named in only one list gets no more than the other list
    /// grants to everybody.
    pub(super) fn within(&self, other: &Self) -> Self {
        let keys = self.0.keys().chain(other.0.keys());
        Self(keys.map(|key| (*key, self.allowed(*key) & other.allowed(*key))).collect())
    }

    /// The list for a file that belongs to another group, which gets no more than everybody else.
    pub(super) fn for_other_group(mut self) -> Self {
        let everybody = self.allowed((OTHER, NO_ID));
        self.0.entry((OWNING_GROUP, NO_ID)).and_modify(|allowed| *allowed &= everybody);
        self
    }

    fn allowed(&self, key: (u16, u32)) -> u16 {
        let entry = |tag| self.0.get(&(tag, NO_ID)).copied().unwrap_or(0);
        match (self.0.get(&key), key.0) {
            (Some(allowed), _) => *allowed,
            (None, USER | GROUP) => entry(OWNING_GROUP) & entry(OTHER),
            (None, MASK) => ALL,
            (None, _) => 0,
        }
    }

    /// Gives the list to a file.
    ///
    /// # Errors
    ///
    /// Those of writing the attribute.
    pub(super) fn set(&self, file: &File) -> io::Result<()> {
        let mut bytes = VERSION.to_vec();
        for ((tag, id), allowed) in &self.0 {
            bytes.extend_from_slice(&tag.to_le_bytes());
            bytes.extend_from_slice(&allowed.to_le_bytes());
            bytes.extend_from_slice(&id.to_le_bytes());
        }
        Ok(fsetxattr(file, ATTRIBUTE, &bytes, XattrFlags::empty())?)
    }

    /// Removes the list from a file, which may have got one from its folder.
    ///
    /// # Errors
    ///
    /// Those of removing the attribute.
    pub(super) fn remove(file: &File) -> io::Result<()> {
        match fremovexattr(file, ATTRIBUTE) {
            Err(Errno::NODATA | Errno::OPNOTSUPP) | Ok(()) => Ok(()),
            Err(cause) => Err(cause.into()),
        }
    }
}

/// The list in the bytes of the attribute, as far as they were read. A file system without lists has none.
fn read(length: Result<usize, Errno>, bytes: &[u8]) -> io::Result<Option<AccessList>> {
    let length = match length {
        Ok(length) => length,
        Err(Errno::NODATA | Errno::OPNOTSUPP) => return Ok(None),
        Err(cause) => return Err(cause.into()),
    };
    let unknown = || io::Error::from(io::ErrorKind::InvalidData);
    let entries = bytes.get(..length).and_then(|bytes| bytes.strip_prefix(&VERSION)).ok_or_else(unknown)?;
    let (entries, rest) = entries.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(unknown());
    }
    let entry = |[t0, t1, a0, a1, i0, i1, i2, i3]: &[u8; 8]| {
        let tag = u16::from_le_bytes([*t0, *t1]);
        ((tag, u32::from_le_bytes([*i0, *i1, *i2, *i3])), u16::from_le_bytes([*a0, *a1]))
    };
    Ok(Some(AccessList(entries.iter().map(entry).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOB: (u16, u32) = (USER, 1000);
    const EVE: (u16, u32) = (USER, 1001);

    fn list(mode: u32, named: &[((u16, u32), u16)]) -> AccessList {
        let mut list = AccessList::from_mode(mode);
        list.0.extend(named.iter().copied());
        list
    }

    #[test]
    fn both_lists_must_allow() {
        let both = list(0o644, &[(BOB, 6), (EVE, 0)]).within(&list(0o640, &[(BOB, 4)]));
        assert_eq!((both.allowed(BOB), both.allowed(EVE), both.allowed((OTHER, NO_ID))), (4, 0, 0));
        // A user or group that the other list does not name has the permissions of everybody.
        assert_eq!(list(0o640, &[(BOB, 4)]).within(&AccessList::from_mode(0o640)).allowed(BOB), 0);
        assert_eq!(list(0o644, &[(BOB, 4)]).within(&AccessList::from_mode(0o644)).allowed(BOB), 4);
    }

    #[test]
    fn only_the_owner_of_a_readable_file_writes_it() {
        let readable = list(0o777, &[(BOB, 7)]).readable();
        assert_eq!((readable.allowed(BOB), readable.allowed((OWNER, NO_ID))), (4, 6));
    }

    #[test]
    fn a_broken_attribute_is_an_error() {
        assert!(read(Ok(4), &VERSION).is_ok_and(|list| list.is_some()));
        for bytes in [&[][..], &[1, 0, 0, 0], &[2, 0, 0, 0, 1]] {
            assert!(read(Ok(bytes.len()), bytes).is_err(), "{bytes:?}");
        }
        assert!(read(Err(Errno::NODATA), &[]).is_ok_and(|list| list.is_none()));
    }
}
