//! Which part of the screen has the focus.

use crate::gazetteer::RegionCode;
use crate::present::Shown;

/// What the browser was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To look.
    #[default]
    Browse,
    /// To choose records for the program that opened it.
    Pick,
}

/// Which part of the screen has the focus. One value, so that two parts cannot have it at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The query line.
    Query,
    /// The list.
    List,
    /// The detail view, with the pages that were opened one from another; the last one shows. Never empty.
    Detail(Vec<Page>),
    /// The map.
    Map(MapFocus),
    /// The list of keys.
    Help(Help),
}

/// Something shown in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The record or passage.
    pub shown: Shown,
    /// The selected link, counted among the links of the page.
    pub link: usize,
    /// The first line that is visible.
    pub top: usize,
}

/// The map while it has the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFocus {
    /// What had the focus before.
    pub from: Box<Mode>,
    /// The chosen region.
    pub region: RegionCode,
}

/// The list of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What had the focus before.
    pub from: Box<Mode>,
    /// Only keys whose line contains this text are shown.
    pub filter: String,
    /// The first line that is visible.
    pub top: usize,
}

impl Page {
    /// A page at its first line.
    #[must_use]
    pub fn of(shown: Shown) -> Self {
        Self { shown, link: 0, top: 0 }
    }
}
