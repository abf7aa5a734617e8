//! Which part of the screen has the focus.

use crate::gazetteer::RegionCode;
use crate::present::Shown;

/// The purpose for which the browser was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To show records.
    #[default]
    Browse,
    /// To choose records for the program that opened it.
    Pick,
    /// To show records in a session that can do nothing else.
    Kiosk,
}

/// The part of the screen that has the focus. One value, so that two parts cannot have it at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The query line.
    Query,
    /// The list.
    List,
    /// The detail view, with the pages that were opened one from another; the last one is visible. Never empty.
    Detail(Vec<Page>),
    /// The map.
    Map(MapFocus),
    /// The prompt for the file of an export.
    Export(ExportPrompt),
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
    /// The part that had the focus before.
    pub from: Box<Mode>,
    /// The chosen region.
    pub region: RegionCode,
}

/// The prompt for the file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportPrompt {
    /// The part that had the focus before.
    pub from: Box<Mode>,
    /// The path. Its extension determines the format.
    pub path: String,
    /// The position of the cursor in it, in letters.
    pub cursor: usize,
    /// Whether the user was told that the file exists, so that writing replaces it.
    pub replaces: bool,
}

/// The list of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The part that had the focus before.
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
