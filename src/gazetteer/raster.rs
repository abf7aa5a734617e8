//! Finland as a raster: which region each cell of a grid lies in, at any size.
//!
//! The facts are in `assets/gazetteer/map.txt`, at the largest size; smaller rasters are computed from it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::RegionCode;

const MAP: &str = include_str!("../../assets/gazetteer/map.txt");

/// A grid of square cells over Finland, row by row from the north-west.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    width: usize,
    cells: Vec<Option<RegionCode>>,
}

/// One of the four directions in which a map is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the north.
    Up,
    /// To the south.
    Down,
    /// To the west.
    Left,
    /// To the east.
    Right,
}

/// The raster of the asset, 120 rows high.
///
/// * **Source** — outline: Natural Earth; regions of cells: nearest place of `GeoNames`.
#[must_use]
pub fn finland() -> &'static Raster {
    static FINLAND: LazyLock<Raster> = LazyLock::new(|| Raster::read(MAP));
    &FINLAND
}

impl Raster {
    fn read(text: &str) -> Self {
        let mut letters: BTreeMap<char, RegionCode> = BTreeMap::new();
        let mut rows: Vec<&str> = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix("letters ") {
                Some(table) => letters.extend(table.split(' ').filter_map(|entry| {
                    let (letter, code) = entry.split_once('=')?;
                    Some((letter.chars().next()?, code.parse().ok()?))
                })),
                None => rows.push(line),
            }
        }
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let padded = |row: &&str| row.chars().map(Some).chain(std::iter::repeat(None)).take(width).collect::<Vec<_>>();
        let cells = rows.iter().flat_map(padded).map(|letter| letters.get(&letter?).copied()).collect();
        Self { width, cells }
    }

    /// How many cells a row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are.
    #[must_use]
    pub fn height(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// The region of a cell; `None` outside Finland and outside the grid.
    #[must_use]
    pub fn region_at(&self, x: usize, y: usize) -> Option<RegionCode> {
        if x >= self.width {
            return None;
        }
        self.cells.get(y * self.width + x).copied().flatten()
    }

    /// The same country in `rows` rows, its cells still square; never more rows than this raster has.
    ///
    /// A cell is in Finland if at least half of what it covers is, and then in the region that covers most of it. A region
    /// that would vanish so keeps the one cell that it covers most of.
    #[must_use]
    pub fn scaled(&self, rows: usize) -> Self {
        let rows = rows.clamp(1, self.height().max(1));
        let width = (self.width * rows).div_ceil(self.height().max(1));
        let mut covered: Vec<BTreeMap<RegionCode, usize>> = vec![BTreeMap::new(); width * rows];
        for (index, region) in self.cells.iter().enumerate() {
            let Some(region) = region else { continue };
            let (x, y) = (index % self.width, index / self.width);
            let cell = y * rows / self.height() * width + x * rows / self.height();
            if let Some(shares) = covered.get_mut(cell) {
                *shares.entry(*region).or_default() += 1;
            }
        }
        let area = (self.height() / rows).pow(2).max(1);
        let largest = |shares: &BTreeMap<RegionCode, usize>| {
            let (region, _) = shares.iter().max_by_key(|(_, share)| **share)?;
            (2 * shares.values().sum::<usize>() >= area).then_some(*region)
        };
        let mut cells: Vec<Option<RegionCode>> = covered.iter().map(largest).collect();
        for region in self.regions() {
            if !cells.contains(&Some(region)) {
                let share = |cell: &usize| covered.get(*cell).and_then(|shares| shares.get(&region)).copied();
                if let Some(cell) = (0..cells.len()).max_by_key(share) {
                    cells[cell] = Some(region);
                }
            }
        }
        Self { width, cells }
    }

    /// The regions that have a cell, by code.
    #[must_use]
    pub fn regions(&self) -> Vec<RegionCode> {
        let mut regions: Vec<RegionCode> = self.cells.iter().flatten().copied().collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// The region next to another in a direction: of those that lie more in this direction than in any other, the one whose
    /// centre is nearest. `None` if there is none.
    #[must_use]
    pub fn neighbour(&self, region: RegionCode, direction: Direction) -> Option<RegionCode> {
        let centres = self.centres();
        let (x, y) = *centres.get(&region)?;
        let distance = |(to_x, to_y): (i64, i64)| {
            let (east, south) = (to_x - x, to_y - y);
            let (along, across) = match direction {
                Direction::Up => (-south, east.abs()),
                Direction::Down => (south, east.abs()),
                Direction::Left => (-east, south.abs()),
                Direction::Right => (east, south.abs()),
            };
            // What lies aside is further away than what lies ahead.
            (along > 0 && across <= 2 * along).then_some(along + 2 * across)
        };
        let others = centres.into_iter().filter(|(other, _)| *other != region);
        others.filter_map(|(other, centre)| Some((distance(centre)?, other))).min().map(|(_, other)| other)
    }

    /// The centre of each region in hundredths of a cell, column and row.
    fn centres(&self) -> BTreeMap<RegionCode, (i64, i64)> {
        let mut sums: BTreeMap<RegionCode, (i64, i64, i64)> = BTreeMap::new();
        for (index, region) in self.cells.iter().enumerate() {
            let Some(region) = region else { continue };
            let part = |part: usize| i64::try_from(part * 100).unwrap_or(0);
            let (x, y, count) = sums.entry(*region).or_default();
            *x += part(index % self.width);
            *y += part(index / self.width);
            *count += 1;
        }
        sums.into_iter().map(|(region, (x, y, count))| (region, (x / count, y / count))).collect()
    }

    /// One of four shades for each region, so that no two that touch have the same; in the order of [`Self::regions`].
    #[must_use]
    pub fn shades(&self) -> Vec<(RegionCode, u8)> {
        let regions = self.regions();
        let mut shades: Vec<(RegionCode, u8)> = Vec::new();
        let touching = |one: RegionCode, other: RegionCode| {
            self.cells.iter().enumerate().filter(|(_, cell)| **cell == Some(one)).any(|(index, _)| {
                let (x, y) = (index % self.width, index / self.width);
                let beside = [(x + 1, y), (x.wrapping_sub(1), y), (x, y + 1), (x, y.wrapping_sub(1))];
                beside.iter().any(|(x, y)| *y < self.height() && self.region_at(*x, *y) == Some(other))
            })
        };
        let borders: Vec<Vec<bool>> = regions
            .iter()
            .map(|one| regions.iter().map(|other| one != other && touching(*one, *other)).collect())
            .collect();
        let mut chosen = vec![0; regions.len()];
        if colour(&borders, &mut chosen, 0) {
            shades.extend(regions.into_iter().zip(chosen));
        }
        shades
    }
}

/// The most shades that any map needs.
const SHADES: u8 = 4;

/// Chooses a shade for each region from `next` on; false if there is no such choice.
fn colour(borders: &[Vec<bool>], chosen: &mut Vec<u8>, next: usize) -> bool {
    let Some(row) = borders.get(next) else { return true };
    for shade in 0..SHADES {
        let is_free = row.iter().take(next).zip(chosen.iter()).all(|(touches, other)| !touches || *other != shade);
        if is_free {
            chosen[next] = shade;
            if colour(borders, chosen, next + 1) {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::regions;

    const DIRECTIONS: [Direction; 4] = [Direction::Up, Direction::Down, Direction::Left, Direction::Right];

    fn code(text: &str) -> RegionCode {
        text.parse().expect("a region")
    }

    #[test]
    fn every_region_has_a_cell_at_every_size() {
        let all: Vec<RegionCode> = finland().regions();
        assert_eq!(all.len(), regions().len());
        for rows in 36..=120 {
            let raster = finland().scaled(rows);
            assert_eq!((raster.height(), raster.regions()), (rows, all.clone()), "{rows} rows");
        }
    }

    #[test]
    fn every_region_can_be_reached_from_every_other() {
        let all = finland().regions();
        for start in &all {
            let mut reached = vec![*start];
            let mut next = 0;
            while let Some(region) = reached.get(next).copied() {
                for direction in DIRECTIONS {
                    let neighbour = finland().neighbour(region, direction);
                    reached.extend(neighbour.filter(|other| !reached.contains(other)));
                }
                next += 1;
            }
            assert_eq!(reached.len(), all.len(), "from {start}");
        }
    }

    #[test]
    fn neighbours_lie_where_a_map_shows_them() {
        let neighbour = |region: &str, direction| finland().neighbour(code(region), direction);
        assert_eq!(neighbour("19", Direction::Down), Some(code("17")), "south of Lapland is North Ostrobothnia");
        assert_eq!(neighbour("17", Direction::Right), Some(code("18")), "east of it Kainuu");
        assert_eq!(neighbour("19", Direction::Up), None);
        assert_eq!(neighbour("02", Direction::Left), Some(code("21")), "west of Southwest Finland is Åland");
    }

    #[test]
    fn no_two_regions_that_touch_have_the_same_shade() {
        let shades: BTreeMap<RegionCode, u8> = finland().shades().into_iter().collect();
        assert_eq!(shades.len(), regions().len());
        for y in 0..finland().height() {
            for x in 0..finland().width() {
                let Some(here) = finland().region_at(x, y) else { continue };
                for there in [finland().region_at(x + 1, y), finland().region_at(x, y + 1)].into_iter().flatten() {
                    assert!(here == there || shades[&here] != shades[&there], "{here} and {there}");
                }
            }
        }
    }
}
