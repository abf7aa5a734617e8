//! Which fields of a record a line of `find` has.

use super::failure::Failure;
use super::json::{self, Record};
use super::node::Node;
use super::path::FieldPath;
use super::setting::Setting;
use crate::model::{Basis, Directory, OrganisationIx, ProjectIx, RecordRef};
use crate::present::{Line, Role, Row, RowFields, with_origin};
use crate::search::{Hit, Pane};
use crate::text::Day;

/// The fields of a line, in order.
pub(super) struct Columns(Vec<Column>);

/// A field of a line: in the reader's words, or as the JSON has it.
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

/// The names of those fields that are in the reader's words.
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

impl Columns {
    /// The fields that a line has when none are chosen.
    pub(super) fn usual() -> Self {
        Self(vec![Column::Name, Column::Phone, Column::Role, Column::Region, Column::Note])
    }

    /// The fields of some names. Errors: those of [`FieldPath::new`].
    pub(super) fn named(names: &[String], panes: &[Pane]) -> Result<Self, Failure> {
        let examples: Vec<Node> = json::examples(panes).iter().map(Node::of).collect();
        let column = |name: &String| {
            let named = NAMED.iter().find(|(known, _)| known == name);
            named.map_or_else(|| FieldPath::new(name, &examples).map(Column::Path), |(_, column)| Ok(column.clone()))
        };
        names.iter().map(column).collect::<Result<_, _>>().map(Self)
    }

    /// The most cells of each column of a table; 0 for one that stands behind the others, as far as the line goes.
    pub(super) fn bounds(&self) -> Vec<usize> {
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
    pub(super) fn of(&self, directory: &Directory, hit: &Hit, today: Day, setting: &Setting) -> Vec<Line> {
        let row = Row { directory, hit, today, lang: setting.lang, marks: &setting.marks }.fields();
        let has_paths = self.0.iter().any(|column| matches!(column, Column::Path(_)));
        let node = if has_paths { Node::of(&Record::new(directory, hit, today)) } else { Node::Null };
        self.0.iter().map(|column| field(column, &row, &node, directory, hit.record, setting)).collect()
    }
}

fn field(
    column: &Column,
    row: &RowFields,
    node: &Node,
    directory: &Directory,
    record: RecordRef,
    setting: &Setting,
) -> Line {
    match column {
        Column::Name => row.name.clone(),
        Column::Phone => row.number.clone(),
        Column::Role => row.role.clone(),
        Column::Region => row.regions.clone(),
        Column::Note => row.note.clone(),
        Column::Email => email(directory, record, setting),
        Column::Project => plain(project_of(directory, record).map(|index| directory.project(index).name.clone())),
        Column::Organisation => {
            plain(organisation_of(directory, record).map(|index| directory.organisation(index).name.clone()))
        }
        Column::Path(path) => plain(Some(path.value(node))),
    }
}

/// The first address; in a pipe it stays bare, so that it can be written to.
fn email(directory: &Directory, record: RecordRef, setting: &Setting) -> Line {
    let RecordRef::Person(index) = record else { return Line::default() };
    let person = directory.person(index);
    let Some(email) = person.emails.first() else { return Line::default() };
    let is_marked = email.basis == Basis::Derived && (setting.plain || !setting.marks.spells_out);
    with_origin(Line::of(email.address.clone(), Role::Plain), is_marked, setting.lang, &setting.marks)
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
