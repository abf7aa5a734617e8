//! The list: each record on one row or two, the selected one marked; or the reason why it is empty.
//!
//! ```text
//! ▸ Sanna Hiltunen            0295 037012
//!   Lappi · aluekoordinaattori
//! ```

use super::ScreenArea;
use super::layout::rows_per_record;
use super::tabs::name_of;
use crate::app::{Action, Binding, Edit, KEYMAP, Mode, State, TABS};
use crate::gazetteer::{Place, RegionCode};
use crate::i18n::say;
use crate::model::RecordRef;
use crate::present::{CardLine, Line, ListRow, Role, Row, fallback_line};
use crate::search::Notice;

/// Cells of the mark before a row.
const MARK_CELLS: usize = 2;
/// Cells of the name in a row that holds everything.
const NAME_CELLS: usize = 27;
/// The fewest cells of the number in a row that holds everything: as many as `+358 295 000 000` takes, and a gap.
const NUMBER_CELLS: usize = 18;

/// The lines of the list, and the row among them that has the cursor.
pub(super) fn lines(state: &State, area: ScreenArea) -> (Vec<Line>, Option<u16>) {
    if state.rows() == 0 {
        return (nothing(state, area.width.into()), None);
    }
    let position = state.list_position();
    let rows = rows_per_record(area.width);
    let page = usize::from((area.height / rows).max(1));
    let mut lines = Vec::new();
    let mut focus = None;
    let panes = [state.pane];
    let hits = state.answer.hits(&state.directory, &panes, position.top..position.top + page);
    for (index, hit) in (position.top..).zip(hits) {
        let is_selected = index == position.cursor;
        if is_selected {
            focus = u16::try_from(lines.len()).ok();
        }
        let row =
            Row { directory: &state.directory, hit: &hit, today: state.today, lang: state.lang, marks: &state.marks }
                .for_list();
        lines.extend(if rows == 1 {
            one_row(state, row, is_selected, area.width)
        } else {
            two_rows(state, row, is_selected, area.width)
        });
    }
    (lines, focus)
}

fn mark(state: &State, is_selected: bool) -> Line {
    // The mark repeats by a symbol what the reversed row shows by its style.
    let mark = if is_selected { state.marks.here } else { " " };
    Line::of(format!("{mark} "), Role::Key)
}

fn one_row(state: &State, row: ListRow, is_selected: bool, cells: u16) -> Vec<Line> {
    let mut line = mark(state, is_selected);
    line.spans.extend(row.title.cut(NAME_CELLS - 1, &state.marks).spans);
    let selected = line.width();
    line = line.padded(MARK_CELLS + NAME_CELLS);
    // A long number moves what follows to the right: cut, it would be another number.
    let number = row.number.width().max(NUMBER_CELLS - 2) + 2;
    line.spans.extend(row.number.padded(number).spans);
    line.spans.extend(row.second.spans);
    let mut line = line.cut(cells.into(), &state.marks);
    line.selected = if is_selected && has_keyboard(state) { selected } else { 0 };
    vec![line]
}

fn two_rows(state: &State, row: ListRow, is_selected: bool, cells: u16) -> Vec<Line> {
    let mut first = mark(state, is_selected);
    first.spans.extend(row.title.spans);
    // The number keeps its style: sent again with each step of the cursor, it would be more than half of the bytes.
    let selected = first.width().min(usize::from(cells).saturating_sub(row.number.width() + 1));
    let mut first = first.with_right(row.number, cells.into(), &state.marks);
    first.selected = if is_selected && has_keyboard(state) { selected } else { 0 };
    let mut second = Line::of(" ".repeat(2 + row.indent), Role::Plain);
    second.spans.extend(row.second.spans);
    vec![first, second.cut(cells.into(), &state.marks)]
}

/// Whether keys move in the list. While the query has the focus, the arrows do, too.
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
        let is_anywhere = state.answer.total() > 0;
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
            lines.push(Line::of(
                format!("  {}", say!(state.lang, "screen.elsewhere", tab = tab, count = count)),
                Role::Link,
            ));
        }
    }
    lines.iter().flat_map(|line| line.wrapped(cells, 2)).collect()
}

/// The key that clears the query.
fn clear_line(state: &State) -> Option<Line> {
    let clears = |row: &&Binding| row.action == Action::Edit(Edit::Clear) && row.scope.holds(&state.mode);
    let row = KEYMAP.iter().find(clears)?;
    let key = row.keys.first()?.label(&state.marks);
    Some(Line::of(key, Role::Key).and(format!(" {}", row.words(state.lang)), Role::Quiet))
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
