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
        for (key, cell) in cells().filter(|(_, cell)| cell.view.chars().any(char::is_alphanumeric)) {
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
            } else if let Some(label) = label.filter(|_| !is_contact || people.len() == 1) {
                field::extract(context, label, &cell);
            }
        }
        card::end_part(context);
        context.scope.end_group();
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
