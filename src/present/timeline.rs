//! The projects as bars against the years, with an exact edge where a day or month is stated and a fuzzy one elsewhere.
//!
//! ```text
//!                         2008      2012      2016      2020  today
//! ALPO                    ░▒▒▒▒▒▒▒▒▒▒▒▒▒▒                       │
//! Kotona Suomessa                           ░▒▒▒▒▒▒▒▒▒▒▒▒▒▒░    │
//! ░ start or end uncertain  ▒ ended  █ running
//! ```

use super::styled::{Line, Marks, Role, shown_words};
use crate::i18n::{Lang, say};
use crate::model::{Directory, Period, ProjectIx, RecordRef};
use crate::text::Day;

/// The maximum number of cells of the names.
const NAME_CELLS: usize = 32;
/// The minimum number of cells of the bars.
const FEWEST_CELLS: usize = 10;
/// Between two entries of the legend.
const GAP: &str = "  ";
/// The years from one label of the axis to the next: the fewest for which the labels have room.
const STEPS: [usize; 9] = [1, 2, 3, 4, 5, 10, 20, 50, 100];
/// Cells of a year and a gap.
const LABEL_CELLS: usize = 5;
/// Ticks of a year: twelve months of 31 days.
const YEAR: usize = 12 * 31;

/// A bar of a project, in ticks.
struct Bar {
    from: Option<usize>,
    to: Option<usize>,
    is_from_exact: bool,
    is_to_exact: bool,
}

/// The bars of some projects, in order, with the years above and a line at today; the selected one is marked.
#[must_use]
pub fn timeline_lines(
    directory: &Directory,
    projects: &[ProjectIx],
    selected: Option<RecordRef>,
    today: Day,
    cells: usize,
    (lang, marks): (Lang, &Marks),
) -> Vec<Line> {
    let bars: Vec<Bar> = projects.iter().map(|project| bar_of(directory, *project)).collect();
    let edges = || bars.iter().flat_map(|bar| [bar.from, bar.to]).flatten();
    let (Some(first), Some(last)) = (edges().min(), edges().max()) else { return Vec::new() };
    let now = ticks(today);
    let (first, last) = (first / YEAR * YEAR, (last.max(now) / YEAR + 1) * YEAR);
    let names: Vec<Line> = projects.iter().map(|project| name_of(directory, *project, selected, marks)).collect();
    let name_cells = names.iter().map(Line::width).max().unwrap_or(0).min(NAME_CELLS).min(cells * 2 / 3);
    let room = cells.saturating_sub(name_cells + 1);
    if room < FEWEST_CELLS {
        return Vec::new();
    }
    let scale = Scale { first, last, room };
    let mut lines = vec![axis(&scale, name_cells, now, (lang, marks))];
    for ((project, name), bar) in projects.iter().zip(names).zip(&bars) {
        let is_over = directory.is_project_over(*project, today) == Some(true);
        let mut line = name.cut(name_cells, marks).padded(name_cells + 1);
        line.spans.extend(bar.line(&scale, scale.column(now), is_over, marks).spans);
        lines.push(line.cut(cells, marks));
    }
    lines.extend(legend(lang, marks, cells));
    lines
}

/// The legend of the bars, on as many lines as it takes.
fn legend(lang: Lang, marks: &Marks, cells: usize) -> Vec<Line> {
    let entries = [
        (FUZZY, say!(lang, "timeline.uncertain")),
        (ENDED, say!(lang, "timeline.ended")),
        (RUNNING, say!(lang, "timeline.running")),
    ];
    let sign = usize::from(marks.is_ascii);
    let mut lines: Vec<Line> = Vec::new();
    for (signs, words) in entries {
        let entry = Line::of(shown_words(&format!("{} {words}", signs[sign]), marks), Role::Quiet);
        match lines.last_mut().filter(|last| last.width() + GAP.len() + entry.width() <= cells) {
            Some(last) => {
                last.push(GAP, Role::Quiet);
                last.spans.extend(entry.spans);
            }
            None => lines.push(entry.cut(cells, marks)),
        }
    }
    lines
}

/// The symbols of an uncertain edge, of a project that has ended and of one that runs: in Unicode and in ASCII.
const FUZZY: [&str; 2] = ["░", ":"];
const ENDED: [&str; 2] = ["▒", "="];
const RUNNING: [&str; 2] = ["█", "#"];

/// From ticks to columns.
struct Scale {
    first: usize,
    last: usize,
    room: usize,
}

impl Scale {
    fn column(&self, ticks: usize) -> usize {
        let column = ticks.saturating_sub(self.first) * self.room / (self.last - self.first).max(1);
        column.min(self.room.saturating_sub(1))
    }
}

/// The years, at equal distances and as many as have room, and a mark at today.
fn axis(scale: &Scale, name_cells: usize, now: usize, (lang, marks): (Lang, &Marks)) -> Line {
    let mut cells: Vec<String> = vec![" ".to_owned(); scale.room];
    let today = scale.column(now);
    let word = say!(lang, "timeline.today");
    let mut taken = vec![false; scale.room];
    let mut write = |at: usize, words: &str| {
        let count = words.chars().count();
        let range = at..at + count;
        if range.end > cells.len() || taken[at.saturating_sub(1)..(range.end + 1).min(cells.len())].contains(&true) {
            return;
        }
        for (cell, letter) in range.clone().zip(words.chars()) {
            cells[cell] = letter.to_string();
            taken[cell] = true;
        }
    };
    let width = word.chars().count();
    write(today.saturating_sub(width / 2).min(scale.room.saturating_sub(width)), &word);
    let years = (scale.last - scale.first) / YEAR;
    let has_room = |step: &&usize| **step * scale.room >= LABEL_CELLS * years;
    let step = STEPS.iter().find(has_room).copied().unwrap_or(years.max(1));
    for year in (scale.first..scale.last).step_by(step * YEAR) {
        write(scale.column(year), &(year / YEAR).to_string());
    }
    let words: String = cells.concat();
    Line::of(" ".repeat(name_cells + 1), Role::Plain).and(shown_words(words.trim_end(), marks), Role::Quiet)
}

fn name_of(directory: &Directory, index: ProjectIx, selected: Option<RecordRef>, marks: &Marks) -> Line {
    let project = directory.project(index);
    let name = project.abbreviation.as_ref().map_or(&project.name, |short| &short.value);
    let depth = directory.family_of(index).len().saturating_sub(1);
    let role = if selected == Some(RecordRef::Project(index)) { Role::Match } else { Role::Plain };
    Line::of(" ".repeat(2 * depth), Role::Plain).and(shown_words(name, marks), role)
}

impl Bar {
    /// The bar in its columns, with the line of today where the bar is not.
    fn line(&self, scale: &Scale, today: usize, is_over: bool, marks: &Marks) -> Line {
        let role = if is_over { Role::Quiet } else { Role::Number };
        let signs = usize::from(marks.is_ascii);
        let (fuzzy, whole) = (FUZZY[signs], if is_over { ENDED[signs] } else { RUNNING[signs] });
        let mut line = Line::default();
        let range = match (self.from, self.to) {
            (None, None) => None,
            (from, to) => {
                let known = from.or(to).unwrap_or(scale.first);
                let start = scale.column(from.unwrap_or(known));
                Some((start, scale.column(to.unwrap_or(known)).max(start)))
            }
        };
        for column in 0..scale.room {
            let (symbol, role) = match range {
                Some((start, end)) if (start..=end).contains(&column) => {
                    let is_edge_fuzzy =
                        (column == start && !self.is_from_exact) || (column == end && !self.is_to_exact);
                    (if is_edge_fuzzy { fuzzy } else { whole }, role)
                }
                _ if column == today => (marks.down, Role::Frame),
                _ => (" ", Role::Plain),
            };
            match line.spans.last_mut() {
                Some((symbols, last)) if *last == role => symbols.push_str(symbol),
                _ => line.push(symbol, role),
            }
        }
        line
    }
}

fn bar_of(directory: &Directory, index: ProjectIx) -> Bar {
    // A part without a period of its own has that of the project.
    let family = directory.family_of(index);
    let own = family
        .into_iter()
        .map(|project| directory.project(project))
        .find(|project| project.start.is_some() || project.end.is_some());
    let Some(project) = own else { return Bar { from: None, to: None, is_from_exact: false, is_to_exact: false } };
    let start = project.start.as_ref().and_then(|period| period.from.or(period.to));
    let end = project.end.as_ref().and_then(|period| period.to.or(period.from));
    Bar {
        from: start.map(ticks),
        to: end.map(ticks),
        is_from_exact: project.start.as_ref().is_some_and(is_exact),
        is_to_exact: project.end.as_ref().is_some_and(is_exact),
    }
}

/// Whether a period says a day or a month.
fn is_exact(period: &Period) -> bool {
    let (Some(from), Some(to)) = (period.from, period.to) else { return false };
    (from.year(), from.month()) == (to.year(), to.month())
}

fn ticks(day: Day) -> usize {
    usize::from(day.year()) * YEAR + usize::from(day.month() - 1) * 31 + usize::from(day.day() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_of_the_axis_are_at_equal_distances() {
        let now = ticks("2026-11-22".parse().expect("a day"));
        for room in 10..200 {
            let scale = Scale { first: 2008 * YEAR, last: 2027 * YEAR, room };
            let words = axis(&scale, 0, now, (Lang::En, &Marks::UNICODE)).text();
            let years: Vec<u16> = words.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            let steps: Vec<u16> = years.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(steps.windows(2).all(|pair| pair[0] == pair[1]), "{room}: {words}");
            assert!(words.contains("today"), "{room}: {words}");
        }
    }
}
