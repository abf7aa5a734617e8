//! Which file it was: enough to notice that another has taken its place.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Identity {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970 at which it was last written.
    pub modified: i64,
    /// Nanoseconds since 1970 at which anything about it last changed. Unlike the time of the last write, no program can
    /// put this one back.
    pub changed: i64,
    /// The file's number on its disk: another one after a rename.
    pub inode: u64,
}

impl Identity {
    /// That of an open file as it is now.
    ///
    /// # Errors
    ///
    /// Those of asking the system.
    pub fn of(file: &File) -> io::Result<Self> {
        file.metadata().map(|known| Self::in_metadata(&known))
    }

    /// That of a file that was asked about already.
    #[must_use]
    pub fn in_metadata(known: &Metadata) -> Self {
        let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Self {
            size: known.size(),
            modified: nanoseconds(known.mtime(), known.mtime_nsec()),
            changed: nanoseconds(known.ctime(), known.ctime_nsec()),
            inode: known.ino(),
        }
    }
}
