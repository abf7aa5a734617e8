//! The projects against the years.
//!
//! ```text
//!              2008        2020
//! ALPO         ████████
//! Hyvä alku            ██████
//! ```

use super::ScreenArea;
use crate::app::State;
use crate::i18n::say;
use crate::model::{ProjectIx, RecordRef};
use crate::present::{Line, Role, shown_words};
use crate::search::Pane;

/// Cells for the name of a project.
const NAME_CELLS: usize = 20;

/// The timeline of the projects in the list, with a heading.
pub(super) fn lines(state: &State, area: ScreenArea) -> Vec<Line> {
    let mut lines = vec![Line::of(say!(state.lang, "screen.timeline"), Role::Title), Line::default()];
    let record = |row| state.answer.record(&state.directory, Pane::Projects, row);
    let project = |row| match record(row) {
        Some(RecordRef::Project(index)) => Some(index),
        _ => None,
    };
    let rows = state.answer.count(Pane::Projects).min(area.height.into());
    let projects: Vec<ProjectIx> = (0..rows).filter_map(project).collect();
    let years = projects.iter().flat_map(|project| state.directory.years_of(*project)).flatten();
    let (Some(first), Some(last)) = (years.clone().min(), years.max()) else { return lines };
    let room = usize::from(area.width).saturating_sub(NAME_CELLS + 1);
    let span = usize::from(last - first) + 1;
    let column = |year: u16| usize::from(year - first) * room / span;
    let head = Line::of(" ".repeat(NAME_CELLS), Role::Plain).and(first.to_string(), Role::Quiet);
    lines.push(head.with_right(Line::of(last.to_string(), Role::Quiet), area.width.into(), &state.marks));
    let selected = state.subject();
    for index in projects.into_iter().take(area.height.into()) {
        let project = state.directory.project(index);
        let name = project.abbreviation.as_ref().map_or(&project.name, |short| &short.value);
        let is_selected = selected == Some(RecordRef::Project(index));
        let role = if is_selected { Role::Match } else { Role::Plain };
        let mut line =
            Line::of(shown_words(name, &state.marks), role).cut(NAME_CELLS - 1, &state.marks).padded(NAME_CELLS);
        let [start, end] = state.directory.years_of(index);
        if let Some(known) = start.or(end) {
            let from = column(start.unwrap_or(known));
            let to = column(end.unwrap_or(known).saturating_add(1).min(last + 1)).max(from + 1).min(room.max(1));
            line.push(" ".repeat(from), Role::Plain);
            // A start or an end that no document states stays open.
            let open = |known: Option<u16>| if known.is_some() { "" } else { state.marks.ellipsis };
            line.push(
                format!("{}{}{}", open(start), state.marks.bar.repeat(to.saturating_sub(from)), open(end)),
                Role::Plain,
            );
        }
        lines.push(line.cut(area.width.into(), &state.marks));
    }
    lines
}
