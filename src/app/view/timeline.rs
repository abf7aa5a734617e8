//! The projects of the list against the years.

use super::ScreenArea;
use crate::app::State;
use crate::model::{ProjectIx, RecordRef};
use crate::present::{Line, timeline_lines};
use crate::search::Pane;

/// The bars of the projects that the list has, from its first.
pub(super) fn lines(state: &State, area: ScreenArea) -> Vec<Line> {
    let record = |row| state.record_in(Pane::Projects, row);
    let project = |row| match record(row) {
        Some(RecordRef::Project(index)) => Some(index),
        _ => None,
    };
    // The years above the bars, and up to two lines of legend below them.
    let rows = state.answer.count(Pane::Projects).min(usize::from(area.height).saturating_sub(3));
    let projects: Vec<ProjectIx> = (0..rows).filter_map(project).collect();
    let reader = (state.lang, &state.marks);
    timeline_lines(&state.directory, &projects, state.subject(), state.today, area.width.into(), reader)
}
