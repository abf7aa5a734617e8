//! The state of the browser.

use std::sync::Arc;

use tui_input::Input;

use super::{ExportPrompt, Habits, Help, Key, Mode, Page, Preferences, Purpose, QueryHistory};
use crate::i18n::Lang;
use crate::model::{Directory, RecordRef};
use crate::present::{Copied, Marks, RowOrder, Shown, Status};
use crate::search::{Answer, Notice, Pane};
use crate::text::Day;

/// The lists that have a tab, in the order of the tabs.
pub const TABS: [Pane; 3] = [Pane::Projects, Pane::People, Pane::Regions];

/// The terminal's size, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// Everything that determines the screen. The layout is not part of it.
#[derive(Clone, Debug)]
pub struct State {
    /// The directory.
    pub directory: Arc<Directory>,
    /// The day that decides whether something has ended.
    pub today: Day,
    /// The language of all messages.
    pub lang: Lang,
    /// The symbols that the terminal can show.
    pub marks: Marks,
    /// The size of the terminal.
    pub size: Size,
    /// The visible list.
    pub pane: Pane,
    /// The part of the screen that has the focus.
    pub mode: Mode,
    /// The query line.
    pub query: Input,
    /// The earlier queries of this session.
    pub history: QueryHistory,
    /// Whether the list with the best hit is shown when the answer comes. This is so if the query came with the command
    /// and no key has been pressed since.
    pub follows_best: bool,
    /// The number of the newest search that was requested.
    pub generation: u64,
    /// The number of the search that produced the answer.
    pub answered: u64,
    /// Keys and texts that refer to a record of an answer that is still pending.
    pub pending: Vec<PendingInput>,
    /// The newest answer.
    pub answer: Arc<Answer>,
    /// The position of each list, in the order of [`TABS`].
    pub lists: [ListPosition; TABS.len()],
    /// The page of the detail that was scrolled while something else had the focus. Other pages are at their beginning.
    pub preview: Option<Page>,
    /// A message about the last event.
    pub status: Option<Status>,
    /// The prompt for the file that is being written.
    pub exporting: Option<ExportPrompt>,
    /// Whether the directory is the newest state of its file.
    pub freshness: Freshness,
    /// Whether the start card is shown: no key about a record has been pressed yet.
    pub is_at_start: bool,
    /// The purpose for which the browser was opened.
    pub purpose: Purpose,
    /// The preferences of the user.
    pub preferences: Preferences,
    /// The favourites and recent look-ups. `None` if none are kept, as in a kiosk.
    pub habits: Option<Habits>,
    /// The order of the rows: records that match equally well are sorted by the habits of the user.
    pub order: RowOrder,
    /// The marked records, in the order in which they were marked.
    pub marked: Vec<RecordRef>,
    /// The first form of what was copied last and the index of the copied form, so that copying again takes the next
    /// form.
    pub copied: Option<(Copied, usize)>,
}

/// Whether the directory is the newest state of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The directory is the newest.
    Current,
    /// A newer one is being opened.
    Reloading {
        /// Whether an earlier one could not be used.
        is_outdated: bool,
    },
    /// The newest cannot be used; an older one is shown.
    Outdated,
    /// The data that was read became invalid, and no record is shown until another directory is opened.
    Lost {
        /// Why the newest cannot be used either. `None` while it is being opened.
        reason: Option<String>,
    },
}

/// The position of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ListPosition {
    /// The selected row.
    pub cursor: usize,
    /// The first visible row.
    pub top: usize,
}

/// Input that is deferred until the answer to which it refers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PendingInput {
    /// A key.
    Key(Key),
    /// A text that came as one event. Where it goes is decided when it is processed.
    Text(Box<str>),
}

/// The maximum number of keys and texts that are deferred: more than people type ahead.
const MOST_PENDING: usize = 4_096;

impl Freshness {
    /// Whether no record can be shown.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        matches!(self, Self::Lost { .. })
    }

    /// Whether an older directory is shown because the newest could not be used.
    #[must_use]
    pub const fn is_outdated(&self) -> bool {
        matches!(self, Self::Outdated | Self::Reloading { is_outdated: true })
    }

    /// The freshness while a newer directory is being opened.
    pub(super) fn reloading(self) -> Self {
        if self.is_lost() { Self::Lost { reason: None } } else { Self::Reloading { is_outdated: self.is_outdated() } }
    }

    /// The freshness after a newer directory turned out to be unusable.
    pub(super) fn refused(self, reason: String) -> Self {
        if self.is_lost() { Self::Lost { reason: Some(reason) } } else { Self::Outdated }
    }
}

impl State {
    /// Keeps a key or a text until the answer that it is about has come. Beyond [`MOST_PENDING`], input is dropped.
    pub(super) fn defer(&mut self, input: PendingInput) {
        if self.pending.len() < MOST_PENDING {
            self.pending.push(input);
        }
    }

    /// The initial state: the list of people, the focus on the query, and `answer` to the empty query.
    #[must_use]
    pub fn new(directory: Arc<Directory>, answer: Answer, today: Day, lang: Lang, marks: Marks, size: Size) -> Self {
        let mut state = Self {
            directory,
            today,
            lang,
            marks,
            size,
            pane: Pane::People,
            mode: Mode::Query,
            query: Input::default(),
            history: QueryHistory::default(),
            follows_best: false,
            generation: 0,
            answered: 0,
            pending: Vec::new(),
            answer: Arc::new(answer),
            lists: [ListPosition::default(); TABS.len()],
            preview: None,
            status: None,
            exporting: None,
            freshness: Freshness::Current,
            is_at_start: true,
            purpose: Purpose::Browse,
            preferences: Preferences::default(),
            habits: None,
            order: RowOrder::default(),
            marked: Vec::new(),
            copied: None,
        };
        state.order_rows();
        state
    }

    /// The initial state with the keys and the footer for a purpose.
    #[must_use]
    pub fn with_purpose(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    /// The initial state with the preferences of the user, who may prefer the focus on the list.
    #[must_use]
    pub fn with_preferences(self, preferences: Preferences) -> Self {
        let mode = if preferences.keymap.starts_in_list() { Mode::List } else { Mode::Query };
        Self { mode, preferences, ..self }
    }

    /// The initial state with the habits of the user.
    #[must_use]
    pub fn with_habits(self, habits: Habits) -> Self {
        let mut state = Self { habits: Some(habits), ..self };
        state.order_rows();
        state
    }

    /// Orders the rows of a new answer.
    pub(super) fn order_rows(&mut self) {
        let is_asked = !self.query.value().trim().is_empty();
        let preferred = self.habits.as_ref().map_or_else(Vec::new, |habits| habits.preferred(is_asked));
        self.order = RowOrder::of(&self.answer, &self.directory, &preferred, self.lang, &TABS);
    }

    /// The initial state with a hint for a user who starts the program for the first time.
    #[must_use]
    pub fn with_greeting(self) -> Self {
        Self { status: Some(Status::Greeting), ..self }
    }

    /// The record in a row of a list.
    #[must_use]
    pub fn record_in(&self, pane: Pane, row: usize) -> Option<RecordRef> {
        self.answer.record(&self.directory, pane, self.order.row(pane, row))
    }

    /// The initial state with a query that came with the command. When the pending answer comes, the list with the best
    /// hit is shown.
    #[must_use]
    pub fn with_query(self, query: String) -> Self {
        Self { query: query.into(), generation: 1, follows_best: true, ..self }
    }

    /// The number of records in the visible list.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.answer.count(self.pane)
    }

    /// The position of the visible list.
    #[must_use]
    pub fn list_position(&self) -> ListPosition {
        self.lists[tab_of(self.pane)]
    }

    /// The position of the visible list, mutable.
    pub(super) fn list_position_mut(&mut self) -> &mut ListPosition {
        &mut self.lists[tab_of(self.pane)]
    }

    /// The selected record of the list.
    #[must_use]
    pub fn selected(&self) -> Option<RecordRef> {
        self.record_in(self.pane, self.list_position().cursor)
    }

    /// The page in the detail view: the opened page, or else the selected record.
    #[must_use]
    pub fn page(&self) -> Option<Page> {
        match self.browsing() {
            Mode::Detail(trail) => trail.last().copied(),
            Mode::Map(map) => Some(self.preview_of(Shown::Record(RecordRef::Region(map.region)))),
            Mode::Query if self.is_at_start && self.query.value().is_empty() => Some(self.preview_of(Shown::Start)),
            _ => {
                let record = self.selected().or_else(|| self.region_of_nobody());
                record.map(|record| self.preview_of(Shown::Record(record)))
            }
        }
    }

    /// The region of a place for which nobody is responsible, while the list is empty for this reason.
    fn region_of_nobody(&self) -> Option<RecordRef> {
        if self.rows() > 0 || self.freshness.is_lost() {
            return None;
        }
        self.answer.notices.iter().find_map(|notice| match notice {
            Notice::Nobody(place) => place.regions().first().map(|code| RecordRef::Region(*code)),
            Notice::Apart(_) => None,
        })
    }

    fn preview_of(&self, shown: Shown) -> Page {
        self.preview.filter(|page| page.shown == shown).unwrap_or_else(|| Page::of(shown))
    }

    /// Whether the picture beside the detail is the timeline; otherwise it is the map.
    pub(super) fn shows_timeline(&self) -> bool {
        self.pane == Pane::Projects && !matches!(self.browsing(), Mode::Map(_))
    }

    /// The part of the screen that has the focus, or had it before help or a prompt was opened.
    #[must_use]
    pub fn browsing(&self) -> &Mode {
        let mut mode = &self.mode;
        while let Mode::Help(Help { from, .. }) | Mode::Export(ExportPrompt { from, .. }) = mode {
            mode = from;
        }
        mode
    }

    /// Returns the focus to the part that had it before the map.
    pub(super) fn leave_map(&mut self) {
        if let Mode::Map(map) = &mut self.mode {
            self.mode = std::mem::replace(map.from.as_mut(), Mode::Query);
        }
    }

    /// The records that are printed or chosen: the marked ones, else the one that is shown.
    #[must_use]
    pub fn subjects(&self) -> Vec<RecordRef> {
        if self.marked.is_empty() { self.subject().into_iter().collect() } else { self.marked.clone() }
    }

    /// The record that the keys for copying and for sources use.
    #[must_use]
    pub fn subject(&self) -> Option<RecordRef> {
        match self.page()?.shown {
            Shown::Record(record) | Shown::Sources(record) => Some(record),
            Shown::Passage(document, _) => Some(RecordRef::Document(document)),
            Shown::Start => self.selected(),
        }
    }
}

/// The index of a list among the tabs.
pub(super) fn tab_of(pane: Pane) -> usize {
    TABS.iter().position(|tab| *tab == pane).unwrap_or(0)
}
