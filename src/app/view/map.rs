//! The regions as tiles, roughly where they lie: those of the selected record marked.
//!
//! ```text
//!                   [Lappi  ]
//! Pohjanmaa Keski-P  Pohjois Kainuu
//! ```

use super::Area;
use crate::app::card::region_name;
use crate::app::{Line, Role, State, width};
use crate::gazetteer::{self, RegionCode};
use crate::model::RecordRef;
use crate::words::say;

/// Columns of tiles.
const COLUMNS: u8 = 4;
/// Rows of tiles.
const ROWS: u8 = 6;

/// The map, with a heading.
pub(super) fn lines(state: &State, area: Area) -> Vec<Line> {
    let marked = state.subject().map(|record| regions_of(state, record)).unwrap_or_default();
    let tile = usize::from(area.width) / usize::from(COLUMNS);
    let mut lines = vec![Line::of(say!(state.lang, "screen.map"), Role::Title), Line::default()];
    for row in 1..=ROWS {
        let mut line = Line::default();
        for column in 1..=COLUMNS {
            let region = gazetteer::regions().iter().find(|region| region.tile == (row, column));
            let cell = match region {
                Some(region) => {
                    let is_marked = marked.contains(&region.code);
                    let name = fitted_name(region_name(region.code, state.lang), tile.saturating_sub(2));
                    let role = role_of(state, region.code, is_marked);
                    let mark = if is_marked { state.marks.here } else { " " };
                    Line::of(format!("{mark}{name}"), role).cut(tile.saturating_sub(1), &state.marks)
                }
                None => Line::default(),
            };
            line.spans.extend(cell.padded(tile).spans);
        }
        lines.push(line.cut(area.width.into(), &state.marks));
        lines.push(Line::default());
    }
    lines
}

fn role_of(state: &State, code: RegionCode, is_marked: bool) -> Role {
    if is_marked {
        Role::Match
    } else if state.directory.responsible_count(code) == 0 {
        Role::Quiet
    } else {
        Role::Plain
    }
}

/// The name in the cells of a tile: where it does not fit, the first half of a double name by its beginning.
fn fitted_name(name: &str, cells: usize) -> String {
    match name.split_once(['-', ' ']) {
        Some((first, second)) if width(name) > cells => {
            let start: String = first.chars().take(3).collect();
            format!("{start}-{second}")
        }
        _ => name.to_owned(),
    }
}

/// The regions that a record is, or answers for.
fn regions_of(state: &State, record: RecordRef) -> Vec<RegionCode> {
    let directory = &state.directory;
    let of_position = |position: usize| directory.responsibilities_of(position).map(|(code, _)| code).collect();
    match record {
        RecordRef::Region(code) => vec![code],
        RecordRef::Person(index) => {
            directory.positions_of(index).flat_map(|position| -> Vec<_> { of_position(position) }).collect()
        }
        RecordRef::Position(index) => of_position(index),
        RecordRef::Project(index) => directory.regions_of_all(&directory.project(index).areas),
        RecordRef::Organisation(_) | RecordRef::Document(_) => Vec::new(),
    }
}
