//! What the copy key copies.

use super::view::instead_of_nobody;
use super::{Mode, State};
use crate::model::RecordRef;
use crate::present::{Copied, Shown, card, card_forms, line_forms};

/// What the copy key copies now, in the order in which repeated copying goes through it, with the record it belongs to.
///
/// Everything that can be copied stands on the card, or in the list if that is empty: first what the highlighted link
/// shows, then what the record has, then what the card says to ask instead.
pub(super) fn to_copy(state: &State) -> Option<(RecordRef, Vec<Copied>)> {
    let Some(page) = state.page() else {
        let line = instead_of_nobody(state)?;
        return line_forms(line.copies, state.lang);
    };
    let lines = card(&state.directory, page.shown, state.lang, state.today, &state.marks);
    if let Mode::Detail(_) = state.mode {
        let link = lines.iter().filter(|line| line.link.is_some()).nth(page.link);
        let highlighted = link.and_then(|line| line_forms(line.copies.clone(), state.lang));
        if highlighted.is_some() {
            return highlighted;
        }
    }
    let Shown::Record(record) = page.shown else { return None };
    Some((record, card_forms(record, lines, state.lang))).filter(|(_, copies)| !copies.is_empty())
}
