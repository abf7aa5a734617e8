//! Tables in plain text: cells between tabs, between `|`, or in columns of spaces.

use std::collections::BTreeMap;
use std::ops::Range;

use super::shape::{RuledLine, indent_of, item_marker, marked_heading, rule_of};
use crate::extract::document::block::{Block, Cell, Table};
use crate::extract::document::source_line::SourceLine;

/// The bytes of the cells of a row.
type Row = Vec<Range<usize>>;

/// The table at the beginning of some lines, and the number of its lines.
pub(super) fn table_at(lines: &[SourceLine]) -> Option<(Table, usize)> {
    const MIN_ROWS: usize = 3;
    by_tabs(lines).or_else(|| by_bars(lines)).or_else(|| by_columns(lines, MIN_ROWS))
}

/// The table whose header the second of some lines underlines, and the number of its lines.
pub(super) fn ruled_table_at(lines: &[SourceLine]) -> Option<(Table, usize)> {
    const MIN_ROWS: usize = 2;
    let [header, below, rows @ ..] = lines else { return None };
    let has_cells = header.view.trim().contains("  ") || header.printed().contains('\t');
    if !has_cells || !matches!(rule_of(&below.view), Some(RuledLine::Line('-' | '=' | '─' | '═', _))) {
        return None;
    }
    let rows = rows.iter().take_while(|line| rule_of(&line.view).is_none());
    let lines: Vec<SourceLine> = std::iter::once(header).chain(rows).cloned().collect();
    let (mut table, count) = by_tabs(&lines).or_else(|| by_columns(&lines, MIN_ROWS))?;
    if table.rows.len() < MIN_ROWS {
        return None;
    }
    table.header = Some(table.rows.remove(0));
    Some((table, count + 1))
}

fn by_tabs(lines: &[SourceLine]) -> Option<(Table, usize)> {
    const MIN_ROWS: usize = 2;
    let is_row = |line: &SourceLine| line.printed().trim_end().contains('\t');
    let mut count = lines.iter().take_while(|line| is_row(line)).count();
    // A line of one cell between the rows of a table names a part of it.
    while let Some([title, rest @ ..]) = lines.get(count..)
        && count >= MIN_ROWS
        && is_part_title(title)
        && rest.first().is_some_and(is_row)
    {
        count += 1 + rest.iter().take_while(|line| is_row(line)).count();
    }
    let lines = lines.get(..count)?;
    let rows: Vec<Row> = lines.iter().map(|line| line.split_at('\t')).collect();
    let has_cells = |row: &Row, line: &SourceLine| filled(row, line).count() > 1;
    if lines.iter().zip(&rows).filter(|(line, row)| has_cells(row, line)).count() < MIN_ROWS
        || !lines.iter().zip(&rows).next().is_some_and(|(line, row)| has_cells(row, line))
    {
        return None;
    }
    // Several tabs between two cells are layout where the rows are even only without the empty cells.
    let dense: Vec<Row> = lines.iter().zip(&rows).map(|(line, row)| dense(row, line)).collect();
    let is_even = |rows: &[Row]| {
        let of_cells = lines.iter().zip(rows).filter(|(line, row)| has_cells(row, line)).map(|(_, row)| row.len());
        of_cells.clone().min() == of_cells.max()
    };
    let rows = if !is_even(&rows) && is_even(&dense) { dense } else { rows };
    Some((table_of(lines.iter().zip(&rows)), rows.len()))
}

/// Whether a line may name a part of a table: it is short, and neither a rule, a heading nor an item.
fn is_part_title(line: &SourceLine) -> bool {
    const MAX_CHARS: usize = 60;
    let words = line.view.trim();
    let is_marked = rule_of(words).is_some() || marked_heading(words).is_some() || item_marker(line).is_some();
    !is_marked && words.chars().count() <= MAX_CHARS && !words.ends_with('.')
}

/// The cells of a row that are not empty, after an empty one if the first is.
fn dense(row: &Row, line: &SourceLine) -> Row {
    let begins_empty = row.first().filter(|first| filled(row, line).next() != Some(first)).cloned();
    begins_empty.into_iter().chain(filled(row, line).cloned()).collect()
}

fn by_bars(lines: &[SourceLine]) -> Option<(Table, usize)> {
    const MIN_ROWS: usize = 2;
    let is_row = |line: &SourceLine| cells_between_bars(line).len() > 1;
    let count = lines.iter().take_while(|line| is_row(line) || is_border(&line.view)).count();
    let lines = lines.get(..count)?;
    let (mut header, mut body) = (Vec::new(), Vec::new());
    for line in lines {
        if !is_border(&line.view) {
            body.push(line);
        } else if header.is_empty() && body.len() == 1 {
            // The first ruled line below the first row makes it the header.
            header = std::mem::take(&mut body);
        }
    }
    if header.len() + body.len() < MIN_ROWS || !is_row(lines.first()?) && !is_border(&lines.first()?.view) {
        return None;
    }
    let rows: Vec<Row> = body.iter().map(|line| cells_between_bars(line)).collect();
    let mut table = table_of(body.iter().copied().zip(&rows));
    table.header = header.first().map(|line| cells_between_bars(line).into_iter().map(|it| cell(line, it)).collect());
    Some((table, count))
}

/// The cells between `|`, without the empty ones outside the first and the last `|`; none if the line has no `|`.
fn cells_between_bars(line: &SourceLine) -> Row {
    let mut cells = line.split_at('|');
    if cells.len() < 2 {
        return Vec::new();
    }
    let is_blank = |range: &Range<usize>| line.view.get(range.clone()).is_none_or(|text| text.trim().is_empty());
    if cells.last().is_some_and(is_blank) {
        cells.pop();
    }
    if cells.first().is_some_and(is_blank) {
        cells.remove(0);
    }
    cells
}

/// Whether a line has only the marks of a border, and more than one of them.
fn is_border(view: &str) -> bool {
    let line = view.trim();
    let dashes = line.bytes().filter(|byte| matches!(byte, b'-' | b'=')).count();
    dashes > 1 && line.contains(['|', '+']) && line.chars().all(|it| matches!(it, '|' | '+' | '-' | '=' | ':' | ' '))
}

/// The keys and values at the beginning of some lines with a line of dots between them, and the number of the lines. A
/// line that begins below a value continues it.
pub(super) fn fields_at(lines: &[SourceLine]) -> Option<(Vec<Block>, usize)> {
    const MIN_FIELDS: usize = 2;
    const SLACK: usize = 2;
    let mut fields: Vec<(SourceLine, Vec<SourceLine>)> = Vec::new();
    let mut column = None;
    let mut count = 0;
    for line in lines {
        if let Some((key, value)) = cells_around_leader(&line.view) {
            column = line.view.get(..value.start).map(|left| left.chars().count());
            fields.push((line.part(key), vec![line.part(value)]));
        } else if let Some((_, value)) = fields.last_mut()
            && column.is_some_and(|column| indent_of(line) + SLACK >= column)
        {
            value.push(line.part(line.whole()));
        } else {
            break;
        }
        count += 1;
    }
    let blocks = |fields: Vec<_>| fields.into_iter().map(|(key, value)| Block::Field { key, value }).collect();
    (fields.len() >= MIN_FIELDS).then(|| (blocks(fields), count))
}

/// The bytes before and after a line of dots.
fn cells_around_leader(view: &str) -> Option<(Range<usize>, Range<usize>)> {
    const LEADER: &str = "....";
    let start = view.find(LEADER)?;
    let rest = view.get(start..)?;
    let end = start + rest.len() - rest.trim_start_matches(['.', ' ']).len();
    let is_filled = !view.get(..start)?.trim().is_empty() && end < view.len();
    is_filled.then_some((0..start, end..view.len()))
}

fn by_columns(lines: &[SourceLine], min_rows: usize) -> Option<(Table, usize)> {
    const MAX_CHARS: usize = 400;
    let mut inked: Vec<bool> = Vec::new();
    let mut gutters: Vec<Range<usize>> = Vec::new();
    let mut count = 0;
    for line in lines {
        let words = line.view.trim_end();
        if words.chars().count() > MAX_CHARS {
            break;
        }
        // A cell that fills its column or is wider takes no column from the others.
        if count >= min_rows && fits(line, &gutters) {
            count += 1;
            continue;
        }
        if !(words.trim().contains("  ") || words.starts_with("  ")) {
            break;
        }
        let mut with_line = inked.clone();
        with_line.resize(with_line.len().max(words.chars().count()), false);
        for (place, letter) in with_line.iter_mut().zip(words.chars()) {
            *place |= letter != ' ';
        }
        let left = gutters_of(&with_line);
        if left.is_empty() || (count >= min_rows && left.len() < gutters.len()) {
            break;
        }
        (inked, gutters) = (with_line, left);
        count += 1;
    }
    let lines = lines.get(..count).filter(|lines| lines.len() >= min_rows)?;
    let columns = aligned_columns(lines, gutters);
    if columns.is_empty() {
        return None;
    }
    let rows = cells_in_columns(lines, &columns);
    Some((table_of(lines.iter().zip(&rows)), count))
}

/// Whether a line has a cell for each column though it crosses a gutter: as many cells as the others, or a key that
/// fills its column.
fn fits(line: &SourceLine, gutters: &[Range<usize>]) -> bool {
    let is_key = |gutter: &Range<usize>| {
        let mut letters = line.view.chars().skip(gutter.end.saturating_sub(2));
        letters.next() == Some(':') && letters.next() == Some(' ') && letters.next().is_some_and(|it| it != ' ')
    };
    match gutters {
        [] => false,
        [gutter] if is_key(gutter) => true,
        _ => !line.view.starts_with(' ') && cells_between_gaps(&line.view).len() == gutters.len() + 1,
    }
}

/// The bytes of the cells between gaps of at least two spaces; two spaces in a number are not a gap.
fn cells_between_gaps(view: &str) -> Row {
    const GAP: &str = "  ";
    let mut cells = Row::new();
    let mut start = view.len() - view.trim_start().len();
    while let Some(rest) = view.get(start..).filter(|rest| !rest.is_empty()) {
        let mut end = rest.len();
        let mut next = rest.len();
        for (at, _) in rest.match_indices(GAP) {
            let behind = rest.get(at..).unwrap_or_default();
            let begins = at + behind.len() - behind.trim_start().len();
            let is_in_number = rest.get(..at).is_some_and(|it| it.ends_with(|it: char| it.is_ascii_digit()))
                && behind.trim_start().starts_with(|it: char| it.is_ascii_digit());
            if !is_in_number {
                (end, next) = (at, begins);
                break;
            }
        }
        cells.push(start..start + end);
        start += next;
    }
    cells
}

/// The cells of the rows in some columns, and in those at which most lines begin a cell though some cells are wider.
fn cells_in_columns(lines: &[SourceLine], columns: &[usize]) -> Vec<Row> {
    const MIN_ALIGNED: usize = 3;
    let gaps: Vec<Row> = lines.iter().map(|line| cells_between_gaps(&line.view)).collect();
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for (line, row) in lines.iter().zip(&gaps) {
        let mut chars = line.view.char_indices().map(|(byte, _)| byte).enumerate();
        for cell in row.iter().filter(|cell| cell.start > 0) {
            if let Some((at, _)) = chars.by_ref().find(|(_, byte)| *byte >= cell.start) {
                *starts.entry(at).or_default() += 1;
            }
        }
    }
    let is_column = |(at, count): (&usize, &usize)| {
        (columns.contains(at) || *count >= MIN_ALIGNED && count * 2 > lines.len()).then_some(*at)
    };
    let all: Vec<usize> = starts.iter().filter_map(is_column).collect();
    let is_free =
        |line: &SourceLine, at: usize| line.view.chars().skip(at.saturating_sub(2)).take(2).all(|it| it == ' ');
    let row = |(line, row): (&SourceLine, &Row)| {
        if row.len() == all.len() + 1 && !line.view.starts_with(' ') {
            return Some(row.clone());
        }
        all.iter().all(|at| is_free(line, *at)).then(|| cut(&line.view, &all))
    };
    let rows: Option<Vec<Row>> = lines.iter().zip(&gaps).map(row).collect();
    let plain = || lines.iter().map(|line| cut(&line.view, columns)).collect();
    rows.filter(|_| all.len() > columns.len()).unwrap_or_else(plain)
}

/// The ranges of at least two blank characters between visible ones.
fn gutters_of(inked: &[bool]) -> Vec<Range<usize>> {
    const MIN_CHARS: usize = 2;
    let mut gutters = Vec::new();
    let mut last_inked = None;
    for (at, _) in inked.iter().enumerate().filter(|(_, is_inked)| **is_inked) {
        if let Some(last) = last_inked
            && at - last > MIN_CHARS
        {
            gutters.push(last + 1..at);
        }
        last_inked = Some(at);
    }
    gutters
}

/// The gutters after which most lines begin a cell.
fn aligned_columns(lines: &[SourceLine], gutters: Vec<Range<usize>>) -> Vec<usize> {
    const MIN_ALIGNED: usize = 2;
    let begins = |line: &SourceLine, at: usize| {
        let mut letters = line.view.chars().skip(at.saturating_sub(1));
        letters.next() == Some(' ') && letters.next().is_some_and(|letter| letter != ' ')
    };
    let is_column = |gutter: &Range<usize>| {
        let aligned = lines.iter().filter(|line| begins(line, gutter.end)).count();
        aligned >= MIN_ALIGNED && aligned * 2 > lines.len()
    };
    gutters.into_iter().filter(is_column).map(|gutter| gutter.end).collect()
}

/// The bytes of a view between the characters where columns begin.
fn cut(view: &str, columns: &[usize]) -> Row {
    let byte = |at: usize| view.char_indices().nth(at).map_or(view.len(), |(byte, _)| byte);
    let starts = std::iter::once(0).chain(columns.iter().map(|at| byte(*at)));
    let ends = columns.iter().map(|at| byte(*at)).chain(std::iter::once(view.len()));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// The table of some rows; a row that continues the cells of the one above is added to them.
fn table_of<'a>(rows: impl Iterator<Item = (&'a SourceLine, &'a Row)>) -> Table {
    let mut table = Table::default();
    for (line, row) in rows {
        let cells: Vec<Cell> = row.iter().map(|range| cell(line, range.clone())).collect();
        match table.rows.last_mut().filter(|above| continues(above, &cells)) {
            Some(above) => {
                above.resize(above.len().max(cells.len()), Cell::default());
                for (cell, part) in above.iter_mut().zip(cells) {
                    cell.lines.extend(part.lines);
                }
            }
            None => table.rows.push(cells),
        }
    }
    table
}

/// Whether a row is the rest of the one above: its first cell is empty, and it has one other cell, or only cells that
/// begin like the rest of a text, or no cell to the left of the last one above. A row with more is one of its own, such
/// as that of a vacant post.
fn continues(above: &[Cell], cells: &[Cell]) -> bool {
    let is_filled = |cell: &Cell| !cell.lines.is_empty();
    let is_rest = |cell: &Cell| {
        let start = cell.lines.first().and_then(|line| line.view.chars().next());
        start.is_some_and(|letter| letter.is_lowercase() || matches!(letter, '(' | '-' | '–'))
    };
    let (Some(first), Some(last_above)) = (cells.iter().position(is_filled), above.iter().rposition(is_filled)) else {
        return false;
    };
    // A row of one cell names a part of the table.
    if first == 0 || above.len() == 1 {
        return false;
    }
    let filled = || cells.iter().enumerate().filter(|(_, cell)| is_filled(cell));
    let stands_below = filled().all(|(at, _)| above.get(at).is_some_and(is_filled));
    let is_text = filled().count() == 1 || filled().all(|(_, cell)| is_rest(cell));
    first >= last_above || stands_below && is_text
}

fn filled<'a>(row: &'a Row, line: &'a SourceLine) -> impl Iterator<Item = &'a Range<usize>> {
    row.iter().filter(|range| line.view.get((*range).clone()).is_some_and(|text| !text.trim().is_empty()))
}

fn cell(line: &SourceLine, range: Range<usize>) -> Cell {
    let part = line.part(range);
    Cell { lines: if part.is_blank() { Vec::new() } else { vec![part] } }
}
