//! A file as memory: the only file with `unsafe` in it.

use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::{Mmap, UncheckedAdvice};

/// The bytes of a file, read by the system page by page when they are touched, and shared among processes.
#[derive(Debug)]
pub(super) struct Map(Mmap);

impl Map {
    /// Maps a whole file for reading.
    ///
    /// A hundred megabytes are searched at each key, of which one query touches a few: mapping costs 20 µs and no memory
    /// of our own, reading them all 40 ms and all of it.
    pub(super) fn of(file: &File) -> io::Result<Self> {
        #[expect(unsafe_code, reason = "a map is memory that others may write; see SAFETY")]
        // SAFETY: The bytes are read as `u8` only, never as text or numbers without a check, so a writer can make them
        // wrong but not undefined to us beyond what a racing write to a byte is. The file is ours: it is written under
        // another name and renamed, never shortened in place.
        unsafe { Mmap::map(file) }.map(Self)
    }
}

impl Map {
    /// Gives back the pages that were touched: the system keeps them, but no longer counts them as ours.
    pub(super) fn release(&self) {
        #[expect(unsafe_code, reason = "advice that may change what is read is called unchecked; see SAFETY")]
        // SAFETY: The map is of a file and read-only: what is read after the advice is read from that file again.
        let advised = unsafe { self.0.unchecked_advise(UncheckedAdvice::DontNeed) };
        // It was only advice.
        _ = advised;
    }
}

impl Deref for Map {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}
