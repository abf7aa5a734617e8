//! The row that says what the columns are.

use super::cell::{clean_cell, column_name, plain_text};
use super::column::{Column, column};
use crate::language::is_title_header;

/// The header of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The meaning of each column.
    pub(super) columns: Vec<Column>,
    /// The words above each column, or its letters if there are none.
    pub(super) names: Vec<String>,
}

impl Header {
    /// The header in a row. `None` if the row is not a header.
    ///
    /// A header has two known columns, one of them about who or how to reach them; a third of its cells are known, or
    /// four; and none of its cells is a number or an address.
    pub(super) fn of(cells: &[String]) -> Option<Self> {
        const MAX_WORDS: usize = 8;
        let texts: Vec<String> = cells.iter().map(|cell| clean_cell(&plain_text(cell))).collect();
        let is_value = |text: &String| {
            text.chars().filter(char::is_ascii_digit).count() >= 5 || text.len() > 1 && text.contains('@')
        };
        let filled = texts.iter().filter(|text| !text.is_empty()).count();
        if filled < 2 || texts.iter().any(is_value) {
            return None;
        }
        let of = |text: &String| {
            let is_short = text.split(' ').count() <= MAX_WORDS;
            if is_short && !text.is_empty() { column(text) } else { None }
        };
        let found: Vec<Option<Column>> = texts.iter().map(of).collect();
        let known = found.iter().flatten().count();
        let mut kinds: Vec<Column> = Vec::new();
        for column in found.iter().flatten().filter(|column| is_of_contact(**column)) {
            if !kinds.contains(column) {
                kinds.push(*column);
            }
        }
        if kinds.len() < 2 || known * 3 < filled && kinds.len() < 4 {
            return None;
        }
        // Names under a title, as in “Maakunta | Aluekoordinaattori | Puhelin”, are read as a document's table is.
        let is_name = |column: &Column| matches!(column, Column::Name(_) | Column::GivenName | Column::Surname);
        if !found.iter().flatten().any(is_name) && texts.iter().any(|text| is_title_header(text)) {
            return None;
        }
        let has_projects = found.contains(&Some(Column::Project));
        let has_areas = found.contains(&Some(Column::Area));
        let has_job_title = texts.iter().any(|text| text.eq_ignore_ascii_case("job title"));
        let settled = |(text, column): (&String, Option<Column>)| match column {
            Some(Column::Locality) if !has_areas => Column::Area,
            Some(Column::Party(_)) if !has_projects => Column::Other,
            // Beside a job title, a title is a form of address.
            Some(Column::Title) if has_job_title && text.eq_ignore_ascii_case("title") => Column::Companion,
            column => column.unwrap_or(Column::Other),
        };
        let columns = texts.iter().zip(found).map(settled).collect();
        let named = |(index, text): (usize, String)| if text.is_empty() { column_name(index) } else { text };
        Some(Self { columns, names: texts.into_iter().enumerate().map(named).collect() })
    }

    /// Whether the header has a column of a kind.
    pub(super) fn has(&self, is_it: impl Fn(Column) -> bool) -> bool {
        self.columns.iter().any(|column| is_it(*column))
    }
}

/// Whether a column identifies somebody or has a number or an address.
fn is_of_contact(column: Column) -> bool {
    !matches!(
        column,
        Column::Companion
            | Column::Other
            | Column::PhoneType(_)
            | Column::Visibility
            | Column::Term(..)
            | Column::Party(_)
    )
}
