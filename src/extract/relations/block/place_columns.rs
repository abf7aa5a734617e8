//! Tables whose columns are areas: a row is a day, a title or a kind of contact.

use std::collections::HashSet;

use super::{field, heading};
use crate::extract::document::block::Cell;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::place;
use crate::extract::entities::role;
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::extract::relations::card;
use crate::extract::relations::context::Context;
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::model::Nameless;

/// Whether the columns of a table after the first are areas: “| | Uusimaa | Lappi |”.
pub(super) fn are_places(header: &[Cell]) -> bool {
    let is_place = |cell: &Cell| {
        let line = cell.joined();
        place::place_list(&line.view, line.whole()).is_some()
    };
    header.split_first().is_some_and(|(_, rest)| rest.len() > 1 && rest.iter().all(is_place))
}

/// A table whose columns are areas: each column is read from the top, with the first cell of each row as a label. A
/// number is that of the person of its column, and of nobody if the column has several.
pub(super) fn extract(context: &mut Context<'_>, header: &[Cell], rows: &[Vec<Cell>]) {
    for (column, area) in header.iter().enumerate().skip(1) {
        heading::enter(context, &area.joined(), None, false);
        context.scope.bind_to_group();
        let cells = || rows.iter().filter_map(|row| Some((row.first()?.joined(), row.get(column)?.joined())));
        let people: HashSet<String> = cells().flat_map(|(_, cell)| names_in(context, &cell)).collect();
        for (row, key, cell) in rows_of_column(rows, column) {
            // A cell over several columns is read once, with the areas of all of them.
            let whole = row.get(column);
            let is_same = |other: usize| whole.zip(row.get(other)).is_some_and(|(it, other)| it.is_merged_with(other));
            if column > 1 && is_same(column - 1) {
                continue;
            }
            let others = (column + 1..header.len()).take_while(|column| is_same(*column));
            let label = VOCABULARY.label(&key.view);
            let is_contact = matches!(label, Some(Label::Phone | Label::Email));
            if !names_in(context, &cell).is_empty() {
                if let Some(title) = role::heading(&key.view) {
                    card::close(context);
                    let evidence = context.source.evidence(&key, key.whole());
                    let holder = StatedHolder::Nameless(Nameless::Unnamed);
                    card::pending(context).add(PositionStatement::new(holder, title.title, evidence));
                }
                field::extract(context, Label::Name, &cell);
                add_areas(context, [column].into_iter().chain(others).filter_map(|column| header.get(column)));
            } else if let Some(label) = label.filter(|_| !is_contact || people.len() == 1) {
                field::extract(context, label, &cell);
            }
        }
        card::end_part(context);
        context.scope.end_group();
    }
}

/// The rows of a column whose cell has words, with the first cell of each and that of the column.
fn rows_of_column(rows: &[Vec<Cell>], column: usize) -> impl Iterator<Item = (&Vec<Cell>, SourceLine, SourceLine)> {
    let cells = rows.iter().filter_map(move |row| Some((row, row.first()?.joined(), row.get(column)?.joined())));
    cells.filter(|(_, _, cell)| cell.view.chars().any(char::is_alphanumeric))
}

/// Gives the areas of the headers of the columns over which a cell reaches to its person.
fn add_areas<'a>(context: &mut Context<'_>, headers: impl Iterator<Item = &'a Cell>) {
    let mut areas = Vec::new();
    for line in headers.map(Cell::joined) {
        areas.extend(heading::areas_of(context, &line, &heading::spans_of(context, &line)));
    }
    if let Some(card) = context.card.as_mut().filter(|_| areas.len() > 1) {
        card.areas.extend(areas);
    }
}

/// The names of the people of a cell.
fn names_in(context: &Context<'_>, cell: &SourceLine) -> Vec<String> {
    let name = |span: Span| match span.entity {
        Entity::Person(person) => Some(person.name),
        _ => None,
    };
    heading::spans_of(context, cell).into_iter().filter_map(name).collect()
}
