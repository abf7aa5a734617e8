//! The regions as tiles, roughly as on a map, with those of the selected record marked.
//!
//! ```text
//!                   [Lappi  ]
//! Pohjanmaa Keski-P  Pohjois Kainuu
//! ```

use super::ScreenArea;
use crate::app::State;
use crate::gazetteer::{self, Region, RegionCode};
use crate::i18n::say;
use crate::model::{PositionIx, RecordRef};
use crate::present::{Line, Role, region_name, width};

/// Columns of tiles.
const COLUMNS: u8 = 4;
/// Cells between tiles.
const GAPS: usize = COLUMNS as usize - 1;
/// Rows of tiles.
const ROWS: u8 = 6;

/// The map, with a heading.
pub(super) fn lines(state: &State, area: ScreenArea) -> Vec<Line> {
    let marked = state.subject().map(|record| regions_of(state, record)).unwrap_or_default();
    let tiles = tiles(state, area.width.into());
    let mut lines = vec![Line::of(say!(state.lang, "screen.map"), Role::Title), Line::default()];
    for row in 1..=ROWS {
        let mut line = Line::default();
        for (column, tile) in (1..).zip(tiles) {
            if column > 1 {
                line.push(" ", Role::Plain);
            }
            let cell = match region_at(row, column) {
                Some(region) => {
                    let is_marked = marked.contains(&region.code);
                    let name = fitted_name(region_name(region.code, state.lang), tile.saturating_sub(1));
                    let role = role_of(state, region.code, is_marked);
                    let mark = if is_marked { state.marks.here } else { " " };
                    Line::of(format!("{mark}{name}"), role).cut(tile, &state.marks)
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

/// The cells of each column of tiles: as many as the mark and the shortest names take, and an equal part of what is left.
fn tiles(state: &State, cells: usize) -> [usize; COLUMNS as usize] {
    let mut tiles = [0; COLUMNS as usize];
    for (column, tile) in (1..).zip(&mut tiles) {
        let regions = (1..=ROWS).filter_map(|row| region_at(row, column));
        let names = regions.map(|region| width(&fitted_name(region_name(region.code, state.lang), 0)));
        *tile = 1 + names.max().unwrap_or(0);
    }
    let room = cells.saturating_sub(GAPS);
    match room.checked_sub(tiles.iter().sum()) {
        Some(left) => tiles.map(|tile| tile + left / tiles.len()),
        None => [room / tiles.len(); COLUMNS as usize],
    }
}

fn region_at(row: u8, column: u8) -> Option<&'static Region> {
    gazetteer::regions().iter().find(|region| region.tile == (row, column))
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

/// The name in the cells of a tile. If it does not fit, the first half of a double name is abbreviated.
fn fitted_name(name: &str, cells: usize) -> String {
    let Some((first, second)) = name.split_once(['-', ' ']) else { return name.to_owned() };
    let short = |letters: usize| format!("{}-{second}", first.chars().take(letters).collect::<String>());
    let fits = |name: &String| width(name) <= cells;
    [name.to_owned(), short(3)].into_iter().find(fits).unwrap_or_else(|| short(1))
}

/// The region that a record is, or the regions that it is responsible for.
fn regions_of(state: &State, record: RecordRef) -> Vec<RegionCode> {
    let directory = &state.directory;
    let of_position = |position: PositionIx| directory.responsibilities_of(position).map(|(code, _)| code).collect();
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
