//! Tables: the header says what each column is, a row is the card of a person or a post.

use super::shared_cell::{begins_with_mark, contact_of, names_of};
use super::{field, heading, place_columns, walk};
use crate::extract::document::block::{Cell, Table};
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::role;
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::extract::relations::card;
use crate::extract::relations::context::Context;
use crate::language;
use crate::model::Nameless;
use crate::text::fold;

/// The meaning of the columns of a table.
type Columns = Vec<Option<Label>>;

/// Extracts a table.
pub(super) fn extract(context: &mut Context<'_>, table: &Table) {
    card::end_part(context);
    let (columns, rows) = columns_of(table);
    if columns.iter().flatten().count() == 0 && is_register(rows) {
        return extract_register(context, rows);
    }
    if columns.iter().flatten().count() == 0 && are_cards(context, rows) {
        return extract_columns(context, rows);
    }
    // A column of titles may be in front of those of areas.
    let is_front = |(at, label): (usize, &Option<Label>)| label.is_none() || at == 0 && *label == Some(Label::Role);
    if let Some(header) = table.header.as_ref().filter(|header| place_columns::are_places(header))
        && columns.iter().enumerate().all(is_front)
    {
        return place_columns::extract(context, header, rows);
    }
    let columns = with_name_column(context, columns, rows);
    enter_title_of_header(context, table, &columns, rows);
    let project = context.scope.project.clone();
    for row in rows {
        extract_row(context, &columns, row);
        // A row with a project of its own gives it to no other row.
        context.scope.project.clone_from(&project);
    }
    card::end_part(context);
}

/// The labels of the header, and the rows below it. A first row of labels is a header, too.
fn columns_of(table: &Table) -> (Columns, &[Vec<Cell>]) {
    let labels = |row: &[Cell]| {
        let mut columns: Columns = row.iter().map(|cell| column_label(&cell.joined().view)).collect();
        let has_projects = columns.contains(&Some(Label::Project));
        for (column, cell) in columns.iter_mut().zip(row).filter(|_| has_projects) {
            // “Hankeaika” beside a project is its time, and not that of the post.
            if language::column_label(&cell.joined().view) == Some(Label::ProjectPeriod) {
                *column = Some(Label::ProjectPeriod);
            }
        }
        columns
    };
    if let Some(header) = &table.header {
        return (labels(header), &table.rows);
    }
    if let Some((first, rest)) = table.rows.split_first() {
        let found = labels(first);
        let filled = first.iter().filter(|cell| !cell.lines.is_empty()).count();
        // Two columns of labels and values are a register, whose first row is one of them.
        let is_header =
            filled >= 2 && found.iter().flatten().count() * 2 > filled && found.iter().flatten().count() >= 2;
        if is_header {
            return (found, rest);
        }
    }
    (Vec::new(), &table.rows)
}

/// Marks the column of names under a header that does not say so, such as “Asiantuntija”: most of its cells are people.
fn with_name_column(context: &Context<'_>, mut columns: Columns, rows: &[Vec<Cell>]) -> Columns {
    let is_name =
        |label: &Option<Label>| matches!(label, Some(Label::Name | Label::Contact | Label::GivenName | Label::Surname));
    if columns.is_empty() || columns.iter().any(is_name) {
        return columns;
    }
    // A name that is not known to be one has nothing but words with capitals.
    let may_be_name = |cell: &Cell| {
        let line = cell.joined();
        let spans = heading::spans_of(context, &line);
        let is_remark = |span: &Span| matches!(span.entity, Entity::Mark | Entity::Word(_));
        let is_person = spans
            .split_first()
            .is_some_and(|(first, rest)| matches!(first.entity, Entity::Person(_)) && rest.iter().all(is_remark));
        let is_words = spans.iter().all(|span| matches!(span.entity, Entity::Word(_) | Entity::Person(_)));
        let has_capitals = line.view.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        (is_person, is_words && has_capitals && (2..=4).contains(&line.view.split_whitespace().count()))
    };
    let holds_names = |column: usize| {
        let is_nobody = |cell: &&Cell| {
            let words = cell.joined().view;
            is_dash(&words) || VOCABULARY.says_vacant(&words)
        };
        let cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !is_nobody(cell));
        let verdicts: Vec<(bool, bool)> = cells.map(may_be_name).collect();
        let fitting = verdicts.iter().filter(|(is_person, may_be)| *is_person || *may_be).count();
        verdicts.iter().any(|(is_person, _)| *is_person) && fitting * 2 >= verdicts.len()
    };
    // “Koordinaattori” may be the organisation that leads a project, or a person.
    let may_be_people = |label: &Option<Label>| matches!(label, None | Some(Label::Coordinator));
    let found = columns.iter().enumerate().filter(|(_, label)| may_be_people(label)).map(|(column, _)| column);
    if let Some(label) = found.into_iter().find(|it| holds_names(*it)).and_then(|it| columns.get_mut(it)) {
        *label = Some(Label::Name);
    }
    columns
}

/// Gives the title in the header of the column of names, such as “Handledare”, to the rows of a table without a column
/// of titles.
fn enter_title_of_header(context: &mut Context<'_>, table: &Table, columns: &Columns, rows: &[Vec<Cell>]) {
    let column = columns.iter().position(|label| matches!(label, Some(Label::Name)));
    let header = table.header.as_ref().or_else(|| table.rows.first().filter(|_| rows.len() < table.rows.len()));
    let cell = column.zip(header).and_then(|(column, header)| header.get(column));
    if columns.contains(&Some(Label::Role)) || columns.contains(&Some(Label::Unit)) {
        return;
    }
    // “Työntekijä” says no more than “name”.
    if let Some(line) = cell.map(Cell::joined)
        && VOCABULARY.label(&line.view) != Some(Label::Name)
        && role::heading(&line.view).is_some()
    {
        heading::enter(context, &line, None, false);
    }
}

/// The label of a column, by the whole header or one of the words that a slash or “and” joins.
fn column_label(header: &str) -> Option<Label> {
    let bare = header.trim().trim_end_matches(':');
    let bare = bare.split(" (").next().unwrap_or(bare);
    VOCABULARY.label(bare).or_else(|| {
        let mut parts = bare
            .split(['/', ','])
            .flat_map(|part| part.split(" ja "))
            .flat_map(|part| part.split(" och "))
            .flat_map(|part| part.split(" and "));
        parts.find_map(|part| VOCABULARY.label(part))
    })
}

/// Whether the first column of a table of two columns is labels.
fn is_register(rows: &[Vec<Cell>]) -> bool {
    let is_pair = |row: &Vec<Cell>| row.len() == 2;
    let is_labelled =
        |row: &&Vec<Cell>| row.first().is_some_and(|cell| VOCABULARY.label(&cell.joined().view).is_some());
    !rows.is_empty() && rows.iter().all(is_pair) && rows.iter().filter(is_labelled).count() * 2 >= rows.len()
}

/// Lines of two or more parts far apart, which are cards side by side: “Birgitta Ekroos          Farid Azizi”.
pub(super) fn side_by_side(context: &Context<'_>, lines: &[SourceLine]) -> Option<Table> {
    const GAP: &str = "   ";
    let parts = |line: &SourceLine| {
        let mut cells = Vec::new();
        let mut start = 0;
        let view = line.view.as_str();
        while let Some(at) = view.get(start..).and_then(|rest| rest.find(GAP)).map(|at| start + at) {
            cells.push(Cell { lines: vec![line.part(start..at)] });
            start = at + view.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        }
        cells.push(Cell { lines: vec![line.part(start..view.len())] });
        cells
    };
    let rows: Vec<Vec<Cell>> = lines.iter().map(parts).collect();
    let width = rows.first().map_or(0, Vec::len);
    let is_even = lines.len() >= 2 && width >= 2 && rows.iter().all(|row| row.len() == width);
    (is_even && are_cards(context, &rows)).then_some(Table { header: None, rows })
}

/// Whether the columns are cards side by side: the first row is two or more people, and each has a line of their own
/// below.
fn are_cards(context: &Context<'_>, rows: &[Vec<Cell>]) -> bool {
    let is_person = |cell: &Cell| {
        let line = cell.joined();
        let spans = heading::spans_of(context, &line);
        let people = spans.iter().filter(|span| matches!(span.entity, Entity::Person(_))).count();
        people == 1 && spans.iter().all(|span| matches!(span.entity, Entity::Person(_) | Entity::Mark))
    };
    let Some((first, rest)) = rows.split_first() else { return false };
    let names = first.iter().filter(|cell| is_person(cell)).count();
    let filled = first.iter().filter(|cell| !cell.lines.is_empty()).count();
    names >= 2 && names == filled && !rest.is_empty() && !rest.iter().flatten().any(is_person)
}

fn extract_columns(context: &mut Context<'_>, rows: &[Vec<Cell>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for column in 0..width {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let lines: Vec<SourceLine> = cells.flat_map(|cell| cell.lines.iter().cloned()).collect();
        walk::extract_lines(context, &lines);
        card::close(context);
    }
    card::end_part(context);
}

fn extract_register(context: &mut Context<'_>, rows: &[Vec<Cell>]) {
    for row in rows {
        let [key, value] = row.as_slice() else { continue };
        walk::extract_field(context, &key.joined(), &value.lines);
    }
    card::end_part(context);
}

fn extract_row(context: &mut Context<'_>, columns: &[Option<Label>], row: &[Cell]) {
    card::end_part(context);
    let filled: Vec<&Cell> = row.iter().filter(|cell| !cell.lines.is_empty()).collect();
    let Some(first) = filled.first() else { return };
    // One cell over the whole row is a heading for the rows below it.
    let is_same = |cell: &&Cell| cell.is_merged_with(first);
    let is_heading = row.len() > 1
        && (filled.len() == row.len() && filled.iter().all(is_same)
            || filled.len() == 1 && row.first().is_some_and(|it| !it.lines.is_empty()) && row.len() > 2);
    if is_heading {
        let line = first.joined();
        let has_person = heading::spans_of(context, &line)
            .iter()
            .any(|span| matches!(span.entity, Entity::Person(_) | Entity::Phone(_)));
        if !has_person {
            return heading::enter(context, &line, None, false);
        }
    }
    let name_column = columns.iter().position(|label| matches!(label, Some(Label::Name | Label::Contact)));
    let names = name_column.and_then(|column| row.get(column)).map(|cell| names_of(context, cell)).unwrap_or_default();
    if let (Some(column), true) = (name_column, names.len() > 1) {
        return extract_shared_row(context, columns, row, column, &names);
    }
    let of = |label: Label| columns.iter().position(|it| *it == Some(label)).and_then(|column| row.get(column));
    let is_vacant = of(Label::Role).is_some_and(|cell| VOCABULARY.says_vacant(&cell.joined().view));
    let parts = [Label::Surname, Label::GivenName];
    let has_parts = name_column.is_none() && parts.iter().all(|label| columns.contains(&Some(*label)));
    match name_column {
        Some(column) => open_row(context, row.get(column), is_vacant),
        None if has_parts => {
            let [surname, given] = parts.map(|label| of(label).map(Cell::joined).filter(|line| !is_dash(&line.view)));
            match (surname, given) {
                (Some(surname), Some(given)) => {
                    field::extract(context, Label::Surname, &surname);
                    field::extract(context, Label::GivenName, &given);
                }
                (None, None) => open_row(context, None, is_vacant),
                (surname, given) => {
                    open_row(context, surname.or(given).map(|line| Cell { lines: vec![line] }).as_ref(), is_vacant);
                }
            }
        }
        None => {
            if let Some(cell) = row.iter().find(|cell| VOCABULARY.is_vacancy(&cell.joined().view)) {
                field::open_post(context, &cell.joined(), Nameless::Vacant);
            }
        }
    }
    // Beside a column of people, a partner is the organisation of the person, too.
    let is_list_of_partners = of(Label::Organisation).is_none() && of(Label::Project).is_none();
    if let Some(partner) = of(Label::Partner).filter(|_| name_column.is_some() && is_list_of_partners) {
        extract_cell(context, Label::Organisation, partner);
    }
    // “Oulu Adult College | coordinator” in a list of partners
    let leads = row.iter().any(|cell| VOCABULARY.label(&cell.joined().view) == Some(Label::Coordinator));
    for (index, cell) in row.iter().enumerate() {
        let label = columns.get(index).copied().flatten();
        let label = label.map(|label| if leads && label == Label::Partner { Label::Coordinator } else { label });
        // A cell over several columns is that of the name.
        let is_of_name = || name_column.and_then(|it| row.get(it)).is_some_and(|it| it.is_merged_with(cell));
        if Some(index) == name_column || is_of_name() || has_parts && label.is_some_and(|label| parts.contains(&label))
        {
            continue;
        }
        match label {
            Some(label) => extract_cell(context, label, cell),
            None => extract_plain_cell(context, cell),
        }
    }
    card::close(context);
}

/// A row of several people: if there are as many numbers or addresses as people, each person has one, in order;
/// otherwise they belong to all.
fn extract_shared_row(
    context: &mut Context<'_>,
    columns: &[Option<Label>],
    row: &[Cell],
    name_column: usize,
    names: &[SourceLine],
) {
    for (index, name) in names.iter().enumerate() {
        let own = |(column, cell): (usize, &Cell)| match columns.get(column) {
            _ if column == name_column => Cell { lines: vec![name.clone()] },
            Some(Some(Label::Phone | Label::Email)) => contact_of(context, cell, index, names.len()),
            _ => cell.clone(),
        };
        let cells: Vec<Cell> = row.iter().enumerate().map(own).collect();
        extract_row(context, columns, &cells);
    }
}

/// Opens the card of a row by its name cell: of a person, of a vacant post, or of one whose holder is not named.
fn open_row(context: &mut Context<'_>, cell: Option<&Cell>, is_vacant: bool) {
    let nameless = if is_vacant { Nameless::Vacant } else { Nameless::Unnamed };
    let Some(cell) = cell.filter(|cell| !cell.lines.is_empty()) else {
        return field::open_post(context, &SourceLine::default(), nameless);
    };
    let whole = cell.joined();
    if is_dash(&whole.view) {
        return field::open_post(context, &whole, nameless);
    }
    if VOCABULARY.is_vacancy(&whole.view) || VOCABULARY.says_vacant(&whole.view) {
        return field::open_post(context, &whole, Nameless::Vacant);
    }
    // “ei kieliavustajaa, soita Anna Arolle” is a remark about nobody of the row.
    if whole.view.split_whitespace().next().is_some_and(|word| VOCABULARY.lists(WordList::Negations, &fold(word))) {
        return;
    }
    // A name may be wrapped over two lines, or have the title below it.
    let has_person = |context: &Context<'_>, line: &SourceLine| {
        heading::spans_of(context, line).iter().any(|span| matches!(span.entity, Entity::Person(_)))
    };
    let is_split = cell.lines.len() > 1 && has_person(context, cell.lines.first().unwrap_or(&whole));
    if is_split {
        let (Some(first), Some(rest)) = (cell.lines.first(), cell.lines.get(1..)) else { return };
        field::extract(context, Label::Name, first);
        for line in rest {
            walk::extract_card_line(context, line);
        }
    } else {
        field::extract(context, Label::Name, &whole);
    }
    if begins_with_mark(&whole.view)
        && let Some(card) = context.card.as_mut()
    {
        card.is_acting = true;
    }
}

fn extract_cell(context: &mut Context<'_>, label: Label, cell: &Cell) {
    let whole = cell.joined();
    if whole.is_blank() || is_dash(&whole.view) {
        return;
    }
    // A cell of contacts may hold numbers, addresses and their labels on several lines.
    match label {
        Label::Phone | Label::Email | Label::Switchboard | Label::Fax => {
            for line in &cell.lines {
                if !field::extract_line(context, line, |context, front| field::extract(context, label, front)) {
                    field::extract(context, label, line);
                }
            }
        }
        Label::Role if VOCABULARY.is_vacancy(&whole.view) => {}
        _ => field::extract(context, label, &whole),
    }
}

/// A cell without a label. One with nothing but words, such as a remark, does not end the card.
fn extract_plain_cell(context: &mut Context<'_>, cell: &Cell) {
    let is_fact = |span: &Span| !matches!(span.entity, Entity::Word(_) | Entity::Mark | Entity::Count(_));
    for line in &cell.lines {
        if heading::spans_of(context, line).iter().any(is_fact) || field::label_of_line(&line.view).is_some() {
            walk::extract_card_line(context, line);
        }
    }
}

fn is_dash(view: &str) -> bool {
    let folded = fold(view.trim());
    let is_no_name = matches!(folded.as_str(), "n.n." | "nn" | "n. n.");
    folded.is_empty() || is_no_name || folded.chars().all(|it| matches!(it, '-' | '.' | '*' | '?'))
}
