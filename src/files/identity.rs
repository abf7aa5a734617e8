//! The state of a file, to notice that it was changed or replaced.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Distinguishes the states of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Identity {
    /// Bytes.
    pub size: u64,
    /// The last write, in nanoseconds since 1970.
    pub modified: i64,
    /// The last change of content or metadata, in nanoseconds since 1970. Unlike the time of the last write, a program
    /// cannot set it.
    pub changed: i64,
    /// The inode number: another one after the file was replaced by a rename.
    pub inode: u64,
}

/// Returns `true` if two paths lead to the same existing file.
#[must_use]
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

impl Identity {
    /// The state of an open file now.
    ///
    /// # Errors
    ///
    /// Those of asking the system.
    pub fn of(file: &File) -> io::Result<Self> {
        file.metadata().map(|known| Self::from_metadata(&known))
    }

    /// The state in metadata that was read already.
    #[must_use]
    pub fn from_metadata(known: &Metadata) -> Self {
        let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Self {
            size: known.size(),
            modified: nanoseconds(known.mtime(), known.mtime_nsec()),
            changed: nanoseconds(known.ctime(), known.ctime_nsec()),
            inode: known.ino(),
        }
    }
}
