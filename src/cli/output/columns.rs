//! The fields of a line of `find`.

use serde_json::Value;

use super::field_path::FieldPath;
use super::json::{RecordJson, example_values};
use crate::cli::error::Error;
use crate::cli::settings::Settings;
use crate::model::{Basis, Directory, OrganisationIx, ProjectIx, RecordRef};
use crate::present::{Line, Role, Row, RowFields, title_words, with_origin};
use crate::search::{Hit, Pane};
use crate::text::Day;

/// The fields of a line, in order.
#[derive(Debug)]
pub(crate) struct Columns(Vec<Column>);

/// A field of a line: in the user's words, or as in the JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Phone,
    Role,
    Region,
    Note,
    Email,
    Project,
    Organisation,
    Path(FieldPath),
}

/// The names of the fields that are in the user's words.
const NAMED: [(&str, Column); 8] = [
    ("name", Column::Name),
    ("phone", Column::Phone),
    ("role", Column::Role),
    ("region", Column::Region),
    ("note", Column::Note),
    ("email", Column::Email),
    ("project", Column::Project),
    ("organisation", Column::Organisation),
];

impl Default for Columns {
    /// The fields of a line if none are chosen.
    fn default() -> Self {
        Self(vec![Column::Name, Column::Phone, Column::Role, Column::Region, Column::Note])
    }
}

impl Columns {
    /// The fields with the given names. Errors: those of [`FieldPath::new`].
    pub(crate) fn named(names: &[String], panes: &[Pane]) -> Result<Self, Error> {
        let examples = example_values(panes);
        let column = |name: &String| {
            let named = NAMED.iter().find(|(known, _)| known == name);
            named.map_or_else(|| FieldPath::new(name, &examples).map(Column::Path), |(_, column)| Ok(column.clone()))
        };
        names.iter().map(column).collect::<Result<_, _>>().map(Self)
    }

    /// The names of the fields that are in the user's words.
    pub(crate) fn short_names() -> Vec<&'static str> {
        NAMED.iter().map(|(name, _)| *name).collect()
    }

    /// The field of a short name on its own. `None` if no field has the name.
    pub(crate) fn short(name: &str) -> Option<Self> {
        let (_, column) = NAMED.iter().find(|(known, _)| *known == name)?;
        Some(Self(vec![column.clone()]))
    }

    /// The maximum width of each column of a table, in cells; 0 for a column that follows the others to the end of the line.
    pub(crate) fn max_widths(&self) -> Vec<usize> {
        let bound = |column: &Column| match column {
            Column::Name => 32,
            Column::Role | Column::Region | Column::Project | Column::Organisation => 26,
            Column::Phone | Column::Email => 40,
            Column::Path(_) => 60,
            Column::Note => 0,
        };
        self.0.iter().map(bound).collect()
    }

    /// The fields of a record.
    pub(crate) fn of(&self, directory: &Directory, hit: &Hit, today: Day, settings: &Settings) -> Vec<Line> {
        let row = Row { directory, hit, today, lang: settings.lang, marks: &settings.marks }.fields();
        let has_paths = self.0.iter().any(|column| matches!(column, Column::Path(_)));
        let value = if has_paths { RecordJson::new(directory, hit, today).to_value() } else { Value::Null };
        self.0.iter().map(|column| field(column, &row, &value, directory, hit.record, settings)).collect()
    }
}

fn field(
    column: &Column,
    row: &RowFields,
    value: &Value,
    directory: &Directory,
    record: RecordRef,
    settings: &Settings,
) -> Line {
    match column {
        Column::Name => row.name.clone(),
        Column::Phone => row.number.clone(),
        Column::Role => row.role.clone(),
        Column::Region => row.regions.clone(),
        Column::Note => row.note.clone(),
        Column::Email => email(directory, record, settings),
        Column::Project => plain(project_of(directory, record).map(|index| directory.project(index).name.clone())),
        Column::Organisation => plain(
            organisation_of(directory, record)
                .map(|index| title_words(directory, RecordRef::Organisation(index), settings.lang)),
        ),
        Column::Path(path) => plain(Some(path.value(value))),
    }
}

/// The first address of the owner of the number of the line; without a mark in a pipe, so that mail can be sent to
/// it.
fn email(directory: &Directory, record: RecordRef, settings: &Settings) -> Line {
    let person = match record {
        RecordRef::Person(index) => Some(index),
        RecordRef::Project(index) => directory.contact_in(index),
        RecordRef::Region(code) => {
            directory.responsible_for(code).next().and_then(|responsible| directory.holder_of(responsible.position))
        }
        _ => None,
    };
    let first = match record {
        RecordRef::Document(index) => directory.document(index).emails.first().cloned(),
        _ => person.and_then(|index| directory.person(index).emails.first().cloned()),
    };
    let Some(email) = first else { return Line::default() };
    let is_marked = email.basis == Basis::Derived && (settings.plain || !settings.marks.spells_out);
    with_origin(Line::of(email.address.clone(), Role::Plain), is_marked, settings.lang, &settings.marks)
}

fn project_of(directory: &Directory, record: RecordRef) -> Option<ProjectIx> {
    match record {
        RecordRef::Person(person) => directory.positions_of(person).find_map(|position| directory.project_of(position)),
        RecordRef::Position(position) => directory.project_of(position),
        RecordRef::Project(project) => Some(project),
        _ => None,
    }
}

fn organisation_of(directory: &Directory, record: RecordRef) -> Option<OrganisationIx> {
    match record {
        RecordRef::Person(person) => {
            directory.positions_of(person).find_map(|position| directory.organisation_of(position))
        }
        RecordRef::Position(position) => directory.organisation_of(position),
        RecordRef::Project(project) => {
            let project = directory.project(project);
            project.coordinator.as_ref().and_then(|fact| directory.organisation_called(&fact.value))
        }
        RecordRef::Organisation(organisation) => Some(organisation),
        _ => None,
    }
}

fn plain(words: Option<String>) -> Line {
    words.filter(|words| !words.is_empty()).map(|words| Line::of(words, Role::Plain)).unwrap_or_default()
}
