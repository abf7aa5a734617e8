//! Who has the keyboard.

use crate::present::Shown;

/// Who has the keyboard. One value, so that two cannot have it at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The query line.
    Query,
    /// The list.
    List,
    /// The detail view: the pages on the way to the one that shows, which is last. Never empty.
    Detail(Vec<Page>),
    /// The keys.
    Help(Help),
}

/// Something shown in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// What.
    pub shown: Shown,
    /// The selected link, counted among the links of the page.
    pub link: usize,
    /// The first line that shows.
    pub top: usize,
}

/// The list of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What had the keyboard before.
    pub from: Box<Mode>,
    /// Only keys whose line has this are shown.
    pub filter: String,
    /// The first line that shows.
    pub top: usize,
}

impl Page {
    /// The beginning of a page.
    #[must_use]
    pub fn of(shown: Shown) -> Self {
        Self { shown, link: 0, top: 0 }
    }
}
