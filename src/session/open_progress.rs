//! Progress of opening a directory: combining several models, and building an index.

use std::path::Path;

/// Progress of the slow steps before a directory can be searched.
#[derive(Clone, Copy, Debug)]
pub enum OpenProgress<'a> {
    /// Combining several models has begun.
    Combining,
    /// Building the index of this model has begun.
    Indexing(&'a Path),
    /// The total number of records.
    Total(u32),
    /// This many more records are combined or indexed.
    Advanced(u32),
    /// The current step has finished.
    Finished,
}

/// Reports the progress, from any thread.
pub type ReportProgress<'a> = &'a (dyn Fn(OpenProgress<'_>) + Sync);
