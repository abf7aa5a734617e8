//! Decides what the copy key copies.

use super::marking::marked_forms;
use super::view::fallback_of_empty_list;
use super::{Mode, State};
use crate::present::{Copied, Shown, card, card_forms, line_forms};

/// The values that the copy key copies now, in the order of repeated copying. Returns `None` if there is nothing to
/// copy.
///
/// Only values that the card or an empty list shows can be copied: first those of the highlighted link, then those of
/// the record, then the record to ask instead.
pub(super) fn to_copy(state: &State) -> Option<Vec<Copied>> {
    // If a card is open, its text is copied.
    if let Mode::Query | Mode::List = state.mode
        && !state.marked.is_empty()
    {
        return marked_forms(state);
    }
    let Some(page) = state.page() else {
        let line = fallback_of_empty_list(state)?;
        return line_forms(line.copies, state.lang);
    };
    // The start card has no number; the selected row beside it may have one.
    let shown = match page.shown {
        Shown::Start => Shown::Record(state.selected()?),
        shown => shown,
    };
    let lines = card(&state.directory, shown, state.lang, state.today, &state.marks);
    if let Mode::Detail(_) = state.mode {
        let link = lines.iter().filter(|line| line.link.is_some()).nth(page.link);
        let highlighted = link.and_then(|line| line_forms(line.copies.clone(), state.lang));
        if highlighted.is_some() {
            return highlighted;
        }
    }
    let Shown::Record(record) = shown else { return None };
    Some(card_forms(record, lines, state.lang)).filter(|copies| !copies.is_empty())
}
