//! What the browser starts with.

use super::{OpenDirectory, Reloader, TimeLimits};
use crate::i18n::Lang;
use crate::text::Day;

/// An open directory with the user's language, query and limits.
#[derive(Debug)]
pub struct BrowseSession {
    /// The directory and its index.
    pub open: OpenDirectory,
    /// Reloads the directory when its file changes. `None` if it is not in a file.
    pub reloader: Option<Reloader>,
    /// The user's language.
    pub lang: Lang,
    /// Today's date, which decides what is in the past.
    pub today: Day,
    /// The query with which the browser opens.
    pub query: String,
    /// The time limits of a kiosk. `None` if this is not a kiosk.
    pub limits: Option<TimeLimits>,
}
