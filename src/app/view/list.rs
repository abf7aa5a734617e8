//! The list: each record on one row or two, the selected one marked; or the reason why it is empty.
//!
//! ```text
//! ▸ Sanna Hiltunen            0295 037012
//!   Lappi · aluekoordinaattori
//! ```

use std::ops::Range;

use super::ScreenArea;
use super::layout::rows_per_record;
use super::tabs::name_of;
use crate::app::state::tab_of;
use crate::app::{Action, Binding, Habits, Mode, State, TABS};
use crate::gazetteer::{Place, RegionCode};
use crate::i18n::say;
use crate::model::RecordRef;
use crate::present::{CardLine, Line, ListRow, Marks, Role, Row, fallback_line, width};
use crate::search::{Hit, Notice, Pane};

/// Cells of the mark before a row.
const MARK_CELLS: usize = 2;
/// Precedes a favourite.
const FAVOURITE: &str = "*";
/// Cells between two columns of a table; the lower number if only then no column is cut, or no first part of one.
const GAPS: [usize; 2] = [2, 1];
/// The minimum number of cells of a column that is cut. A narrower column would not be readable.
const FEWEST_CELLS: usize = 8;
/// Between two names of an enumeration.
const COMMA: &str = ", ";
/// The minimum number of cells of names. Longer names are cut to make room for whether a project has ended.
const SHORTENED_CELLS: usize = 32;

/// The lines of a list, and the row among them that has the cursor.
pub(super) fn lines(state: &State, pane: Pane, area: ScreenArea) -> (Vec<Line>, Option<u16>) {
    if state.answer.count(pane) == 0 {
        let is_main = pane == state.pane;
        return (if is_main { nothing(state, area.width.into()) } else { Vec::new() }, None);
    }
    let position = state.lists[tab_of(pane)];
    let rows_each = rows_per_record(state, pane, area);
    // If there is no room for the second row of a record, its first row is shown instead of a blank one.
    let page = usize::from(area.height.div_ceil(rows_each));
    let hits = hits(state, pane, position.top..position.top + page);
    let signs: Vec<&str> = hits.iter().map(|hit| sign_of(state, hit.record)).collect();
    let rows: Vec<ListRow> = hits
        .into_iter()
        .map(|hit| {
            Row { directory: &state.directory, hit: &hit, today: state.today, lang: state.lang, marks: &state.marks }
                .for_list()
        })
        .collect();
    let selected = (pane == state.pane).then(|| position.cursor.saturating_sub(position.top));
    let focus = selected.and_then(|row| u16::try_from(row).ok()).map(|row| row * rows_each);
    let columns = Columns::of(pane, &rows, area.width.into(), &state.marks);
    let lines = rows.into_iter().zip(signs).enumerate().flat_map(|(index, (row, sign))| {
        let standing = Standing { is_selected: selected == Some(index), sign };
        if rows_each == 1 {
            vec![columns.row(state, row, standing)]
        } else {
            two_rows(state, row, standing, area.width.into())
        }
    });
    (lines.collect(), focus)
}

/// The hits in some rows of a list.
///
/// In a large directory, a project or a region has thousands of people, and each explanation reads all of them. Only
/// the list with the focus explains its hits then.
fn hits(state: &State, pane: Pane, rows: Range<usize>) -> Vec<Hit> {
    if pane == state.pane || state.directory.record_count() <= MAX_EXPLAINED {
        let hit = |row: usize| {
            let at = state.order.row(pane, row);
            state.answer.hits(&state.directory, &[pane], at..at.saturating_add(1)).next()
        };
        return rows.map_while(hit).collect();
    }
    let hit = |record| Hit::unasked(record);
    rows.map_while(|row| state.record_in(pane, row)).map(hit).collect()
}

/// The maximum number of records of a directory in which every list explains its hits.
const MAX_EXPLAINED: u32 = 20_000;

/// The widths of the columns of a table: those of their contents, if these fit.
struct Columns {
    cells: usize,
    title: usize,
    second: usize,
    number: usize,
    gap: usize,
    pane: Pane,
}

impl Columns {
    fn of(pane: Pane, rows: &[ListRow], cells: usize, marks: &Marks) -> Self {
        let widest = |of: fn(&ListRow) -> &Line| rows.iter().map(|row| of(row).width()).max().unwrap_or(0);
        let [mut title, mut second, number] =
            [widest(|row| &row.title), widest(|row| &row.second), widest(|row| &row.number)];
        let gaps = usize::from(second > 0) + usize::from(number > 0);
        let first = rows.iter().map(|row| first_part(&row.second, marks)).max().unwrap_or(0);
        let needed = |second: usize, gap: usize| MARK_CELLS + title + second + number + gap * gaps;
        let [wide, narrow] = GAPS;
        let fits_only_narrow = |second: usize| needed(second, wide) > cells && needed(second, narrow) <= cells;
        let gap = if fits_only_narrow(second) || fits_only_narrow(first) { narrow } else { wide };
        let mut over = needed(second, gap).saturating_sub(cells);
        // The number is never cut. The name is cut only if nothing else can be.
        let cut = over.min(second);
        second -= cut;
        over -= cut;
        if cut > 0 && second < FEWEST_CELLS {
            let shorter = cells.saturating_sub(MARK_CELLS + first + number + 2 * gap);
            if pane == Pane::Projects && shorter >= SHORTENED_CELLS {
                // Without a note that it has ended, a project would seem to be running.
                return Self { cells, title: shorter, second: first, number, gap, pane };
            }
            over = over.saturating_sub(second);
            second = 0;
        }
        title -= over.min(title.saturating_sub(FEWEST_CELLS));
        Self { cells, title, second, number, gap, pane }
    }

    fn row(&self, state: &State, row: ListRow, standing: Standing) -> Line {
        let marks = &state.marks;
        let mut line = mark(state, standing);
        let is_number_second = self.pane == Pane::People;
        if self.second == 0 && !is_number_second && row.title.width() > self.title {
            // A name that is too long for its column takes the cells that the number leaves.
            line.spans.extend(row.title.spans);
            return finished(state, line.with_right(row.number, self.cells, marks), standing.is_selected, self.cells);
        }
        line.spans.extend(row.title.cut(self.title, marks).padded(self.title).spans);
        let mut push = |column: Line, cells: usize| {
            if cells > 0 {
                line.push(" ".repeat(self.gap), Role::Plain);
                line.spans.extend(column.padded(cells).spans);
            }
        };
        let second = dimmed(row.second);
        if is_number_second {
            push(row.number, self.number);
            push(without_stump(second, self.second, marks), self.second);
        } else {
            // A region without a number says in the column of the numbers that nobody is responsible.
            let is_bare = self.pane == Pane::Regions && self.second == 0 && row.number.width() == 0;
            let number = if is_bare { without_last_parts(second.clone(), self.number, marks) } else { row.number };
            push(without_last_parts(second, self.second, marks), self.second);
            line = line.with_right(number.padded(self.number), self.cells, marks);
        }
        finished(state, line, standing.is_selected, self.cells)
    }
}

/// Whether a row is selected, and its sign: marked or favourite.
#[derive(Clone, Copy)]
struct Standing {
    is_selected: bool,
    sign: &'static str,
}

/// The sign of a marked record, else that of a favourite.
fn sign_of(state: &State, record: RecordRef) -> &'static str {
    let is_favourite =
        |habits: &Habits| !habits.favourites.is_empty() && habits.favourites.contains(&state.directory.id_of(record));
    if state.marked.contains(&record) {
        state.marks.chosen
    } else if state.habits.as_ref().is_some_and(is_favourite) {
        FAVOURITE
    } else {
        " "
    }
}

fn mark(state: &State, standing: Standing) -> Line {
    // The sign says the same as the style of the selected row.
    let here = if standing.is_selected { state.marks.here } else { " " };
    Line::of(format!("{here}{}", standing.sign), Role::Key)
}

/// A row in its final width. The selected row is highlighted over the whole width.
fn finished(state: &State, line: Line, is_selected: bool, cells: usize) -> Line {
    let line = line.cut(cells, &state.marks);
    if !(is_selected && has_keyboard(state)) {
        return line;
    }
    let mut line = line.padded(cells);
    line.selected = cells;
    line
}

fn two_rows(state: &State, row: ListRow, standing: Standing, cells: usize) -> Vec<Line> {
    let mut first = mark(state, standing);
    first.spans.extend(row.title.spans);
    let mut second = Line::of(" ".repeat(MARK_CELLS + row.indent), Role::Plain);
    second.spans.extend(dimmed(row.second).spans);
    let is_name_cut = row.number.width() > 0 && first.width() + 1 + row.number.width() > cells;
    // A name is cut only if it does not fit even without the number.
    let (first, second) = if is_name_cut && MARK_CELLS + row.number.width() < cells {
        (first.cut(cells, &state.marks), second.with_right(row.number, cells, &state.marks))
    } else {
        (first.with_right(row.number, cells, &state.marks), without_stump(second, cells, &state.marks))
    };
    vec![finished(state, first, standing.is_selected, cells), second]
}

/// The cells of the first part of a line.
fn first_part(line: &Line, marks: &Marks) -> usize {
    let separator = format!(" {} ", marks.dot);
    line.spans.iter().take_while(|(words, _)| *words != separator).map(|(words, _)| width(words)).sum()
}

/// A line without the last parts that do not fit. `None` if the first part does not fit either.
fn whole_parts(mut line: Line, cells: usize, marks: &Marks) -> Option<Line> {
    let separator = format!(" {} ", marks.dot);
    while line.width() > cells {
        let at = line.spans.iter().rposition(|(words, _)| *words == separator)?;
        line.spans.truncate(at);
    }
    Some(line)
}

/// A line without the last parts that do not fit. The first part is cut if it does not fit either.
fn without_last_parts(line: Line, cells: usize, marks: &Marks) -> Line {
    whole_parts(line.clone(), cells, marks).unwrap_or_else(|| line.cut(cells, marks))
}

/// A line cut to its room: an enumeration after a whole name, other words after any letter. The last part is left out if
/// too few letters of it would remain.
pub(super) fn without_stump(line: Line, cells: usize, marks: &Marks) -> Line {
    if line.width() <= cells {
        return line;
    }
    let text = line.text();
    let ends = text.match_indices(COMMA).map(|(at, _)| width(&text[..=at]) + width(marks.ellipsis));
    let end = ends.filter(|end| *end <= cells).max().unwrap_or(0);
    let shorter = whole_parts(line.clone(), cells, marks);
    let whole = shorter.as_ref().map_or(0, Line::width);
    match shorter {
        _ if end > whole => line.cut(end, marks),
        Some(shorter) if cells.saturating_sub(whole + width(marks.dot) + 2) < FEWEST_CELLS => shorter,
        _ => line.cut(cells, marks),
    }
}

/// Everything but the name and the number, dimmed.
fn dimmed(mut line: Line) -> Line {
    for (_, role) in &mut line.spans {
        if *role == Role::Plain {
            *role = Role::Quiet;
        }
    }
    line
}

/// Whether keys move in the list. While the query has the focus, the arrow keys still do.
fn has_keyboard(state: &State) -> bool {
    matches!(state.mode, Mode::Query | Mode::List)
}

/// The reason why the list is empty, the other lists that have hits, and whom to ask.
fn nothing(state: &State, cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if state.freshness.is_lost() {
        // The last row has the reason.
        return lines;
    }
    for notice in &state.answer.notices {
        let Notice::Nobody(place) = notice else { continue };
        lines.push(Line::of(nobody_words(state, *place), Role::Warning));
        lines.extend(fallback_in(state, *place).map(|line| line.line));
    }
    if lines.is_empty() {
        let query = state.query.value();
        let is_anywhere = TABS.iter().any(|pane| state.answer.count(*pane) > 0);
        let words = if is_anywhere {
            say!(state.lang, "screen.nothing_here")
        } else {
            say!(state.lang, "screen.nothing", query = query)
        };
        lines.push(Line::of(words, Role::Warning));
        if !is_anywhere {
            lines.push(Line::of(say!(state.lang, "screen.hint"), Role::Quiet));
            lines.extend(clear_line(state));
        }
    }
    for pane in TABS {
        let count = state.answer.count(pane);
        if count > 0 {
            let tab = name_of(pane, state.lang);
            lines.push(Line::of(say!(state.lang, "screen.elsewhere", tab = tab, count = count), Role::Link));
        }
    }
    // The words begin in the same column as the words of a row, unless the margin would leave too little room for them.
    let margin = if cells > 2 * MARK_CELLS { MARK_CELLS } else { 0 };
    let indented = |mut line: Line| {
        line.spans.insert(0, (" ".repeat(margin), Role::Plain));
        line
    };
    lines.iter().flat_map(|line| line.wrapped(cells - margin, 2)).map(indented).collect()
}

/// The key that clears the query, if it does so now.
fn clear_line(state: &State) -> Option<Line> {
    let clears = |row: &&Binding| row.action == Action::Back && row.scope.holds(&state.mode);
    let row = state.preferences.keymap.bindings(state.purpose).filter(|_| state.mode == Mode::Query).find(clears)?;
    let key = row.keys.first()?.label(state.lang, &state.marks);
    Some(Line::of(key, Role::Key).and(format!(" {}", say!(state.lang, "keys.long.clear")), Role::Quiet))
}

fn nobody_words(state: &State, place: Place) -> String {
    let names = place.names();
    say!(state.lang, "detail.nobody", place = state.lang.pick(names.fi, names.sv, names.en))
}

/// The line of an empty list that names whom to ask about a place, with what can be copied from it.
pub(in crate::app) fn fallback_of_empty_list(state: &State) -> Option<CardLine> {
    if state.rows() > 0 || state.freshness.is_lost() {
        return None;
    }
    let mut places = state.answer.notices.iter().filter_map(|notice| match notice {
        Notice::Nobody(place) => Some(*place),
        Notice::Apart(_) => None,
    });
    places.find_map(|place| fallback_in(state, place))
}

fn fallback_in(state: &State, place: Place) -> Option<CardLine> {
    let (directory, lang) = (&state.directory, state.lang);
    let line = |code: &RegionCode| fallback_line(directory, RecordRef::Region(*code), lang, state.today, &state.marks);
    place.regions().iter().find_map(line)
}
