//! Hashes of content.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Identity;

/// The hash of a file's bytes, equal to the result of [`hash_of`] for them. The file is read in pieces, not loaded as a
/// whole.
///
/// # Errors
///
/// Any error of reading; `InvalidData` if the file does not have `identity` after it was read.
pub fn hash_of_file(file: &File, identity: Identity) -> io::Result<u64> {
    let mut hasher = Xxh3::new();
    let mut piece = vec![0; 1 << 20];
    let mut at = 0;
    while at < identity.size {
        let count = file.read_at(&mut piece, at)?;
        let read = piece.get(..count).filter(|read| !read.is_empty()).ok_or(io::ErrorKind::UnexpectedEof)?;
        hasher.update(read);
        at += read.len() as u64;
    }
    if Identity::of(file)? == identity { Ok(hasher.digest()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// A hash of some bytes, for detecting changes. It does not withstand an attacker who creates two contents with the
/// same hash.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
