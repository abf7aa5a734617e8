//! The directories from which the records of a combined directory come.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Directory;
use crate::text::Day;

/// A directory among those that are searched as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectorySource {
    /// The name.
    pub name: String,
    /// The latest day on which a document of it was published.
    pub date: Option<Day>,
    /// When it was last read from a server, in seconds since 1970. `None` if it is a file.
    pub synced_at: Option<u64>,
    /// Why it is missing or not newer.
    pub failure: Option<SourceFailure>,
}

/// Why a directory is missing or not newer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceFailure {
    /// Its model cannot be used, so that its records are missing.
    Unusable,
    /// The server could not be read since then.
    NotSynced {
        /// The day, where the user is.
        day: Day,
        /// The hour and the minute.
        time: (u8, u8),
        /// The name of the cause, which is the key of its words.
        cause: &'static str,
    },
}

/// The directories, and the time relative to which their ages are shown.
#[derive(Debug, Default)]
pub(super) struct Sources {
    list: Vec<DirectorySource>,
    /// In seconds since 1970.
    now: AtomicU64,
}

impl Directory {
    /// Sets the directories from which the records come; `now` is the time in seconds since 1970.
    pub fn set_sources(&mut self, list: Vec<DirectorySource>, now: u64) {
        self.sources = Arc::new(Sources { list, now: AtomicU64::new(now) });
    }

    /// The directories from which the records come. Empty for a single model.
    #[must_use]
    pub fn sources(&self) -> &[DirectorySource] {
        &self.sources.list
    }

    /// The time relative to which their ages are shown, in seconds since 1970.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.sources.now.load(Ordering::Relaxed)
    }

    /// Sets the time relative to which their ages are shown.
    pub fn set_now(&self, now: u64) {
        self.sources.now.store(now, Ordering::Relaxed);
    }
}
