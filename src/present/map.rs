//! The map of Finland: the regions of a record are highlighted, others for which the same people are responsible are
//! marked, and regions that nobody covers look different.
//!
//! In half blocks and colours where the terminal has them, in shades or letters elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::styled::{Land, Line, Marks, Role, width};
use super::{printed_name, region_name};
use crate::gazetteer::{Raster, RegionCode, finland};
use crate::i18n::{Lang, say};
use crate::model::{Directory, PositionIx, RecordRef};

/// The minimum number of rows of a map; with fewer, regions could not be told apart.
pub const FEWEST_MAP_ROWS: usize = 18;

/// A space at which no line is broken.
const NO_BREAK: &str = "\u{a0}";

/// The maximum number of positions whose other regions are marked: a large directory has thousands for a region.
const MAX_RESPONSIBLE: usize = 20;

/// The regions that a map shows as those of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapRegions {
    /// Those that the record is or names, in the order in which it does.
    pub lit: Vec<RegionCode>,
    /// Others that the same people answer for.
    pub near: Vec<RegionCode>,
    /// The areas through which the others come, as printed.
    pub through: Vec<String>,
}

impl MapRegions {
    /// The regions of a record; none for records without regions.
    #[must_use]
    pub fn of(directory: &Directory, record: RecordRef) -> Self {
        let mut regions = Self::default();
        match record {
            RecordRef::Region(code) => {
                regions.lit.push(code);
                for responsible in directory.responsible_for(code).take(MAX_RESPONSIBLE) {
                    for (other, _) in directory.responsibilities_of(responsible.position) {
                        regions.near.push(other);
                    }
                }
            }
            RecordRef::Person(index) => {
                directory.positions_of(index).for_each(|position| regions.add_position(directory, position));
            }
            RecordRef::Position(index) => regions.add_position(directory, index),
            RecordRef::Project(index) => regions.lit = directory.regions_of_all(&directory.project(index).areas),
            RecordRef::Organisation(_) | RecordRef::Document(_) => {}
        }
        let mut known = BTreeSet::new();
        regions.lit.retain(|code| known.insert(*code));
        regions.near.retain(|code| known.insert(*code));
        regions
    }

    /// Whether no region is marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lit.is_empty() && self.near.is_empty()
    }

    /// Adds the regions of a position: first those of its areas, in their order, then those through an ELY area.
    fn add_position(&mut self, directory: &Directory, position: PositionIx) {
        let areas = directory.position(position).areas.clone();
        self.lit.extend(areas.iter().flat_map(|area| directory.regions_of(area)));
        for (code, responsible) in directory.responsibilities_of(position) {
            if self.lit.contains(&code) {
                continue;
            }
            self.near.push(code);
            self.through.extend(responsible.path.into_iter().next());
        }
    }

    fn land(&self, directory: &Directory, code: RegionCode) -> Land {
        if self.lit.contains(&code) {
            Land::Lit
        } else if self.near.contains(&code) {
            Land::Near
        } else if directory.responsible_count(code) == 0 {
            Land::Bare
        } else {
            Land::Shade(shade_of(code))
        }
    }

    /// The legend of a map on its own: the names of the regions, or the number of covered regions if none is
    /// highlighted, and the regions that nobody answers for.
    #[must_use]
    pub fn whole_legend(&self, directory: &Directory, lang: Lang, marks: &Marks) -> Vec<Line> {
        let mut lines = self.legend(lang, marks);
        let is_lit = |code: &RegionCode| self.lit.contains(code);
        let (covered, bare): (Vec<RegionCode>, Vec<RegionCode>) =
            finland().regions().iter().partition(|code| directory.responsible_count(**code) > 0);
        if self.lit.is_empty() {
            let words = say!(lang, "coverage.covered", count = covered.len(), all = finland().regions().len());
            lines.push(entry(Land::Shade(0), &words, Role::Plain, marks));
        }
        let unlit: Vec<RegionCode> = bare.iter().copied().filter(|code| !is_lit(code)).collect();
        if !unlit.is_empty() {
            let words = say!(lang, "coverage.nobody", names = names(&unlit, lang));
            lines.push(entry(Land::Bare, &words, Role::Plain, marks));
        }
        for code in bare.iter().filter(|code| is_lit(code)) {
            lines.push(Line::of(say!(lang, "detail.nobody", place = region_name(*code, lang)), Role::Warning));
        }
        lines
    }

    /// The names of the regions in lines of at most `cells` cells, each but the first of an entry indented. A name that
    /// fits on a line is not broken.
    #[must_use]
    pub fn wrapped_legend(&self, lang: Lang, marks: &Marks, (cells, indent): (usize, usize)) -> Vec<Line> {
        let regions = self.lit.iter().chain(&self.near).map(|code| region_name(*code, lang).to_owned());
        let names: Vec<String> = regions.chain(self.through.iter().map(|name| printed_name(name, lang))).collect();
        let mut lines = Vec::new();
        for mut line in self.legend(lang, marks) {
            for (words, _) in &mut line.spans {
                *words = unbroken(words, &names, cells.saturating_sub(indent));
            }
            lines.extend(line.wrapped(cells, indent));
        }
        for (words, _) in lines.iter_mut().flat_map(|line| &mut line.spans) {
            *words = words.replace(NO_BREAK, " ");
        }
        lines
    }

    /// The names of the regions, each list with the sign that it has on the map.
    fn legend(&self, lang: Lang, marks: &Marks) -> Vec<Line> {
        let mut lines = Vec::new();
        if !self.lit.is_empty() {
            lines.push(entry(Land::Lit, &names(&self.lit, lang), Role::Title, marks));
        }
        if !self.near.is_empty() {
            let mut through: Vec<String> = self.through.iter().map(|name| printed_name(name, lang)).collect();
            through.dedup();
            let names = names(&self.near, lang);
            let words = match (through.is_empty(), marks.spells_out) {
                (true, true) => say!(lang, "coverage.near", names = names),
                (true, false) => names,
                (false, _) => say!(lang, "map.through", names = names, areas = through.join(", ")),
            };
            lines.push(entry(Land::Near, &words, Role::Quiet, marks));
        }
        lines
    }
}

/// The map in as many rows as fit, each cell of it two rows of the raster; empty if fewer than [`FEWEST_MAP_ROWS`] fit.
#[must_use]
pub fn map_lines(
    directory: &Directory,
    regions: &MapRegions,
    (columns, rows): (usize, usize),
    marks: &Marks,
) -> Vec<Line> {
    let Some(raster) = fitted(columns, rows) else { return Vec::new() };
    let lands: BTreeMap<RegionCode, Land> =
        raster.regions().iter().map(|code| (*code, regions.land(directory, *code))).collect();
    let land =
        |x: usize, y: usize| raster.region_at(x, y).and_then(|code| lands.get(&code)).copied().unwrap_or(Land::Sea);
    let line = |row: usize| {
        let mut line = Line::default();
        for x in 0..raster.width() {
            let halves = (land(x, 2 * row), land(x, 2 * row + 1));
            let last = line.spans.last().map(|(_, role)| *role);
            // A cell in the colours of the one before it costs nothing but its symbol.
            let same = last.filter(|_| marks.has_solid_map).and_then(|role| Some((in_colors_of(role, halves)?, role)));
            let (symbol, role) = same.unwrap_or_else(|| cell(halves.0, halves.1, marks));
            match line.spans.last_mut() {
                Some((symbols, last)) if *last == role => symbols.push_str(symbol),
                _ => line.push(symbol, role),
            }
        }
        while let Some((symbols, Role::Plain | Role::Land(_, Land::Sea))) = line.spans.last_mut() {
            symbols.truncate(symbols.trim_end().len());
            if !symbols.is_empty() {
                break;
            }
            line.spans.pop();
        }
        line
    };
    (0..raster.height() / 2).map(line).collect()
}

/// The columns that a map takes that is fitted into an area.
#[must_use]
pub fn map_width((columns, rows): (usize, usize)) -> usize {
    fitted_rows(columns, rows).map_or(0, |rows| finland().scaled_width(rows))
}

/// The rows that a map takes that is fitted into an area.
#[must_use]
pub fn map_height((columns, rows): (usize, usize)) -> usize {
    fitted_rows(columns, rows).map_or(0, |rows| rows / 2)
}

/// The region in a cell of the map that is fitted into an area.
#[must_use]
pub fn region_in_map((columns, rows): (usize, usize), (x, y): (usize, usize)) -> Option<RegionCode> {
    let raster = fitted(columns, rows)?;
    raster.region_at(x, 2 * y).or_else(|| raster.region_at(x, 2 * y + 1))
}

/// The largest raster that fits into an area.
fn fitted(columns: usize, rows: usize) -> Option<Raster> {
    fitted_rows(columns, rows).map(|rows| finland().scaled(rows))
}

/// The rows of the largest raster that fits into an area, an even number.
fn fitted_rows(columns: usize, rows: usize) -> Option<usize> {
    let whole = finland();
    let by_width = columns * whole.height() / whole.width().max(1);
    let height = (2 * rows).min(by_width).min(whole.height()) / 2 * 2;
    (height >= 2 * FEWEST_MAP_ROWS).then_some(height)
}

/// The symbol that shows two halves in the foreground and the background of a role, if these are their colours.
fn in_colors_of(role: Role, (upper, lower): (Land, Land)) -> Option<&'static str> {
    let Role::Land(foreground, background) = role else { return None };
    let is_in_front = |half: Land| (half == foreground || half == background).then_some(half == foreground);
    Some(match (is_in_front(upper)?, is_in_front(lower)?) {
        (true, true) => "█",
        (true, false) => "▀",
        (false, true) => "▄",
        (false, false) => " ",
    })
}

/// The symbol and the role of a cell with an upper and a lower half.
fn cell(upper: Land, lower: Land, marks: &Marks) -> (&'static str, Role) {
    if marks.has_solid_map {
        return match (upper, lower) {
            (Land::Sea, Land::Sea) => (" ", Role::Plain),
            (land, Land::Sea) => ("▀", Role::Land(land, Land::Sea)),
            (Land::Sea, land) => ("▄", Role::Land(land, Land::Sea)),
            (upper, lower) if upper == lower => ("█", Role::Land(upper, Land::Sea)),
            (upper, lower) => ("▀", Role::Land(upper, lower)),
        };
    }
    let shown = match (upper, lower) {
        (Land::Sea, land) | (land, Land::Sea) => land,
        (Land::Lit, _) | (_, Land::Lit) => Land::Lit,
        (Land::Near, _) | (_, Land::Near) => Land::Near,
        (land, _) => land,
    };
    let is_half_lit = shown == Land::Lit && !marks.is_ascii;
    match (upper, lower) {
        (Land::Sea, Land::Sea) => (" ", Role::Plain),
        (_, Land::Sea) if is_half_lit => ("▀", Role::Land(shown, shown)),
        (Land::Sea, _) if is_half_lit => ("▄", Role::Land(shown, shown)),
        _ => (texture(shown, marks), Role::Land(shown, shown)),
    }
}

/// The symbol of a region where colours cannot tell regions apart.
fn texture(land: Land, marks: &Marks) -> &'static str {
    match (land, marks.is_ascii) {
        (Land::Sea, _) => " ",
        (Land::Lit, false) => "█",
        (Land::Near, false) => "▓",
        (Land::Bare, false) => "·",
        (Land::Shade(0 | 3), false) => "▒",
        (Land::Shade(_), false) => "░",
        (Land::Lit, true) => "#",
        (Land::Near, true) => "+",
        (Land::Bare, true) => "-",
        (Land::Shade(0 | 3), true) => ":",
        (Land::Shade(_), true) => ".",
    }
}

fn names(codes: &[RegionCode], lang: Lang) -> String {
    codes.iter().map(|code| region_name(*code, lang)).collect::<Vec<_>>().join(", ")
}

/// A text in which no line is broken within a name that takes, with what is written beside it, at most `cells` cells.
fn unbroken(words: &str, names: &[String], cells: usize) -> String {
    let mut words = words.to_owned();
    for name in names.iter().filter(|name| name.contains(' ')) {
        let whole = name.replace(' ', NO_BREAK);
        let glued = words.replace(name.as_str(), &whole);
        let with_neighbours = glued.split(' ').filter(|word| word.contains(&whole)).map(width).max();
        if with_neighbours.is_some_and(|taken| taken <= cells) {
            words = glued;
        }
    }
    words
}

/// A line of a legend: the sign of a kind of region, unless signs are spelled out, and words.
fn entry(land: Land, words: &str, role: Role, marks: &Marks) -> Line {
    if marks.spells_out {
        return Line::of(words, role);
    }
    sign(land, marks).and(format!(" {words}"), role)
}

fn sign(land: Land, marks: &Marks) -> Line {
    let symbol = if marks.has_solid_map { "█" } else { texture(land, marks) };
    Line::of(symbol, Role::Land(land, if marks.has_solid_map { Land::Sea } else { land }))
}

fn shade_of(code: RegionCode) -> u8 {
    static SHADES: LazyLock<Vec<u8>> = LazyLock::new(|| finland().shades());
    let index = finland().regions().binary_search(&code).ok();
    index.and_then(|index| SHADES.get(index)).copied().unwrap_or(0)
}
