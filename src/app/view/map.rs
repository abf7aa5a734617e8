//! The map of Finland, with the regions of the selected record lit and their names below it.

use super::ScreenArea;
use super::layout::LEGEND_ROWS;
use crate::app::State;
use crate::present::{Line, MapRegions, Role, Shown, map_lines, map_width};

/// The map in the middle of an area, and the names of the marked regions.
pub(super) fn lines(state: &State, area: ScreenArea) -> Vec<Line> {
    // On the start card no region is anybody's yet.
    let subject = state.subject().filter(|_| state.page().is_some_and(|page| page.shown != Shown::Start));
    let regions = subject.map(|record| MapRegions::of(&state.directory, record)).unwrap_or_default();
    let cells = usize::from(area.width);
    // The map keeps its size while the names change.
    let size = (cells, usize::from(area.height.saturating_sub(LEGEND_ROWS + 1)));
    let mut lines = map_lines(&state.directory, &regions, size, &state.marks);
    let indent = cells.saturating_sub(map_width(size)) / 2;
    for line in &mut lines {
        line.spans.insert(0, (" ".repeat(indent), Role::Plain));
    }
    lines.push(Line::default());
    let legend = regions.legend(state.lang, &state.marks);
    lines.extend(legend.iter().flat_map(|line| line.wrapped(cells, 2)).take(LEGEND_ROWS.into()));
    lines
}
