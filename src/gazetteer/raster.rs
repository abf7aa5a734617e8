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
    /// The regions, by code.
    regions: Vec<RegionCode>,
    /// The index of the region of each cell.
    cells: Vec<Option<u8>>,
}

/// One of the four directions in which a region of a map is chosen.
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
        let mut regions: Vec<RegionCode> = letters.values().copied().collect();
        regions.sort_unstable();
        let index_of = |letter: char| {
            let region = letters.get(&letter)?;
            u8::try_from(regions.binary_search(region).ok()?).ok()
        };
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let padded = |row: &&str| row.chars().chain(std::iter::repeat('.')).take(width).collect::<Vec<_>>();
        let cells = rows.iter().flat_map(padded).map(index_of).collect();
        Self { width, regions, cells }
    }

    /// The number of cells in a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of rows.
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
        let region = self.cells.get(y * self.width + x).copied().flatten()?;
        self.regions.get(usize::from(region)).copied()
    }

    /// The number of cells in a row of this raster if it is scaled to `rows` rows.
    #[must_use]
    pub fn scaled_width(&self, rows: usize) -> usize {
        (self.width * rows).div_ceil(self.height().max(1))
    }

    /// The same country in `rows` rows, its cells still square; never more rows than this raster has.
    ///
    /// A cell is in Finland if at least half of its area is. It belongs to the region that covers most of it. A region
    /// that would disappear gets the cell of which it covers most.
    #[must_use]
    pub fn scaled(&self, rows: usize) -> Self {
        let rows = rows.clamp(1, self.height().max(1));
        let width = self.scaled_width(rows);
        let kinds = self.regions.len();
        // For each cell, how many of the cells that it covers lie in each region.
        let mut shares = vec![0_u16; width * rows * kinds];
        for (index, region) in self.cells.iter().enumerate() {
            let Some(region) = region else { continue };
            let (x, y) = (index % self.width * rows / self.height(), index / self.width * rows / self.height());
            if let Some(share) = shares.get_mut((y * width + x) * kinds + usize::from(*region)) {
                *share += 1;
            }
        }
        let area = (self.height() / rows).pow(2).max(1);
        let largest = |shares: &[u16]| {
            let (region, _) = shares.iter().enumerate().max_by_key(|(_, share)| **share)?;
            let covered: u16 = shares.iter().sum();
            (2 * usize::from(covered) >= area).then(|| u8::try_from(region).ok())?
        };
        let mut cells: Vec<Option<u8>> = shares.chunks(kinds.max(1)).map(largest).collect();
        for region in (0..kinds).filter_map(|region| u8::try_from(region).ok()) {
            if !cells.contains(&Some(region)) {
                let share = |cell: &usize| shares.get(cell * kinds + usize::from(region)).copied();
                if let Some(cell) = (0..cells.len()).max_by_key(share) {
                    cells[cell] = Some(region);
                }
            }
        }
        Self { width, regions: self.regions.clone(), cells }
    }

    /// The regions, by code. Each has a cell.
    #[must_use]
    pub fn regions(&self) -> &[RegionCode] {
        &self.regions
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
            // A distance aside counts more than one in the direction.
            (along > 0 && across <= 2 * along).then_some(along + 2 * across)
        };
        let others = centres.into_iter().filter(|(other, _)| *other != region);
        others.filter_map(|(other, centre)| Some((distance(centre)?, other))).min().map(|(_, other)| other)
    }

    /// The centre of each region in hundredths of a cell, column and row.
    fn centres(&self) -> BTreeMap<RegionCode, (i64, i64)> {
        let mut sums: Vec<(i64, i64, i64)> = vec![(0, 0, 0); self.regions.len()];
        for (index, region) in self.cells.iter().enumerate() {
            let part = |part: usize| i64::try_from(part * 100).unwrap_or(0);
            let Some((x, y, count)) = region.and_then(|region| sums.get_mut(usize::from(region))) else { continue };
            *x += part(index % self.width);
            *y += part(index / self.width);
            *count += 1;
        }
        let centre = |(x, y, count): (i64, i64, i64)| (x / count.max(1), y / count.max(1));
        self.regions.iter().copied().zip(sums.into_iter().map(centre)).collect()
    }

    /// One of four shades for each region, so that no two that touch have the same; in the order of [`Self::regions`].
    #[must_use]
    pub fn shades(&self) -> Vec<u8> {
        let count = self.regions.len();
        let mut touches = vec![vec![false; count]; count];
        for (index, region) in self.cells.iter().enumerate() {
            let is_last_column = (index + 1) % self.width == 0;
            let beside = if is_last_column { None } else { self.cells.get(index + 1).copied().flatten() };
            let below = self.cells.get(index + self.width).copied().flatten();
            let Some(region) = region else { continue };
            for other in [beside, below].into_iter().flatten().filter(|other| other != region) {
                touches[usize::from(*region)][usize::from(other)] = true;
                touches[usize::from(other)][usize::from(*region)] = true;
            }
        }
        let mut shades = vec![0; count];
        if !choose_shades(&touches, &mut shades, 0) {
            shades.fill(0);
        }
        shades
    }
}

/// The maximum number of shades that any map needs.
const SHADES: u8 = 4;

/// Chooses a shade for each region from `next` on. Returns `false` if this is not possible.
fn choose_shades(touches: &[Vec<bool>], chosen: &mut Vec<u8>, next: usize) -> bool {
    let Some(row) = touches.get(next) else { return true };
    for shade in 0..SHADES {
        let is_free = row.iter().take(next).zip(chosen.iter()).all(|(touch, other)| !touch || *other != shade);
        if is_free {
            chosen[next] = shade;
            if choose_shades(touches, chosen, next + 1) {
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
        let all = finland().regions();
        assert_eq!(all.len(), regions().len());
        for rows in 36..=120 {
            let raster = finland().scaled(rows);
            assert_eq!(raster.height(), rows);
            for region in all {
                let has_cell = (0..rows * raster.width())
                    .any(|cell| raster.region_at(cell % raster.width(), cell / raster.width()) == Some(*region));
                assert!(has_cell, "{region} in {rows} rows");
            }
        }
    }

    #[test]
    fn every_region_can_be_reached_from_every_other() {
        let all = finland().regions();
        for start in all {
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
        let shades: BTreeMap<RegionCode, u8> = finland().regions().iter().copied().zip(finland().shades()).collect();
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
