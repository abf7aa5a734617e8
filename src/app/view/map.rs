//! The map of Finland, with the regions of the selected record lit and their names below it.

use super::ScreenArea;
use super::layout::{LEGEND_ROWS, Layout};
use crate::app::State;
use crate::gazetteer::RegionCode;
use crate::present::{Line, MapRegions, Role, Shown, map_height, map_lines, map_width, region_in_map};

/// The map in the middle of an area, and the names of the marked regions.
pub(super) fn lines(state: &State, area: ScreenArea) -> Vec<Line> {
    // On the start card no region is anybody's yet.
    let subject = state.subject().filter(|_| state.page().is_some_and(|page| page.shown != Shown::Start));
    let regions = subject.map(|record| MapRegions::of(&state.directory, record)).unwrap_or_default();
    let cells = usize::from(area.width);
    let mut lines = map_lines(&state.directory, &regions, room(area), &state.marks);
    let indent = indent(area);
    for line in &mut lines {
        line.spans.insert(0, (" ".repeat(indent), Role::Plain));
    }
    lines.push(Line::default());
    let legend = regions.legend(state.lang, &state.marks);
    let mut legend: Vec<Line> = legend.iter().flat_map(|line| line.wrapped(cells, 2)).collect();
    if legend.len() > usize::from(LEGEND_ROWS) {
        legend.truncate(LEGEND_ROWS.into());
        let ellipsis = Line::of(state.marks.ellipsis, Role::Quiet);
        if let Some(last) = legend.pop() {
            legend.push(last.with_right(ellipsis, cells, &state.marks));
        }
    }
    lines.extend(legend);
    lines
}

/// Whether a map shows on the screen.
pub(in crate::app) fn has_map(state: &State) -> bool {
    let picture = Layout::of(state).picture.filter(|_| !state.shows_timeline());
    picture.is_some_and(|area| map_width(room(area)) > 0)
}

/// The region at a cell of the area.
pub(super) fn region_at(area: ScreenArea, column: u16, row: u16) -> Option<RegionCode> {
    let x = usize::from(column).checked_sub(indent(area))?;
    region_in_map(room(area), (x, usize::from(row)))
}

/// The row of the area with the name of the first lit region.
pub(super) fn legend_row(area: ScreenArea) -> u16 {
    u16::try_from(map_height(room(area)) + 1).unwrap_or(0).min(area.height.saturating_sub(1))
}

/// The columns and rows that the map may take; they stay the same while the names under it change.
fn room(area: ScreenArea) -> (usize, usize) {
    (usize::from(area.width), usize::from(area.height.saturating_sub(LEGEND_ROWS + 1)))
}

fn indent(area: ScreenArea) -> usize {
    usize::from(area.width).saturating_sub(map_width(room(area))) / 2
}
