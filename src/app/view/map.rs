//! The map of Finland, with the regions of the selected record highlighted and their names below it.

use super::ScreenArea;
use super::layout::{LEGEND_ROWS, Layout, map_room};
use super::list::without_stump;
use crate::app::State;
use crate::gazetteer::RegionCode;
use crate::model::RecordRef;
use crate::present::{Line, ListRow, MapRegions, Role, Row, Shown, map_height, map_lines, map_width, region_in_map};
use crate::search::Hit;

/// The map in the middle of an area, and the names of the marked regions.
pub(super) fn lines(state: &State, area: ScreenArea) -> Vec<Line> {
    // On the start card, no record is selected, so no region is highlighted.
    let subject = state.subject().filter(|_| state.page().is_some_and(|page| page.shown != Shown::Start));
    let regions = subject.map(|record| MapRegions::of(&state.directory, record)).unwrap_or_default();
    let cells = usize::from(area.width);
    let mut lines = map_lines(&state.directory, &regions, map_room(area), &state.marks);
    let indent = indent(area);
    for line in &mut lines {
        line.spans.insert(0, (" ".repeat(indent), Role::Plain));
    }
    let rows = usize::from(area.height).saturating_sub(lines.len());
    // If there is little room, blank rows are left out.
    let rows = if rows > usize::from(LEGEND_ROWS) {
        lines.push(Line::default());
        usize::from(LEGEND_ROWS)
    } else {
        rows
    };
    let is_alone = Layout::of(state).detail.is_none();
    let named = if is_alone { MapRegions { lit: regions.lit, ..MapRegions::default() } } else { regions };
    let mut legend = named.wrapped_legend(state.lang, &state.marks, (cells, 2));
    if is_alone && let Some(subject) = subject {
        legend.extend(answer_line(state, subject, cells).wrapped(cells, 2));
    }
    if legend.len() > rows {
        legend.truncate(rows);
        let ellipsis = Line::of(state.marks.ellipsis, Role::Quiet);
        if let Some(last) = legend.pop() {
            legend.push(last.with_right(ellipsis, cells, &state.marks));
        }
    }
    lines.extend(legend);
    lines
}

/// The person responsible for a region, with the number, for a map that hides the detail.
fn answer_line(state: &State, region: RecordRef, cells: usize) -> Line {
    let hit = Hit::unasked(region);
    let row = Row { directory: &state.directory, hit: &hit, today: state.today, lang: state.lang, marks: &state.marks };
    let ListRow { number, second, .. } = row.for_list();
    if number.width() == 0 {
        return second;
    }
    let room = cells.saturating_sub(number.width() + 1);
    without_stump(second, room, &state.marks).with_right(number, cells, &state.marks)
}

/// Whether a map is visible.
pub(in crate::app) fn has_map(state: &State) -> bool {
    let picture = Layout::of(state).picture.filter(|_| !state.shows_timeline());
    picture.is_some_and(|area| map_width(map_room(area)) > 0)
}

/// The region at a cell of the area.
pub(super) fn region_at(area: ScreenArea, column: u16, row: u16) -> Option<RegionCode> {
    let x = usize::from(column).checked_sub(indent(area))?;
    region_in_map(map_room(area), (x, usize::from(row)))
}

/// The row of the area with the name of the first highlighted region.
pub(super) fn legend_row(area: ScreenArea) -> u16 {
    let map = u16::try_from(map_height(map_room(area))).unwrap_or(0);
    let is_blank_between = area.height.saturating_sub(map) > LEGEND_ROWS;
    map.saturating_add(u16::from(is_blank_between)).min(area.height.saturating_sub(1))
}

fn indent(area: ScreenArea) -> usize {
    usize::from(area.width).saturating_sub(map_width(map_room(area))) / 2
}
