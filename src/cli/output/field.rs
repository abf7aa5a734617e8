//! The fields of templates and of tables with tabs.

use serde_json::Value;

use super::columns::Columns;
use super::field_path::FieldPath;
use super::json::RecordJson;
use crate::cli::error::Error;
use crate::cli::settings::Settings;
use crate::model::{Directory, RecordRef};
use crate::present::{Line, Marks};
use crate::search::Hit;
use crate::text::Day;

/// A field of the JSON by its path, or by a short name, which every kind of record has.
///
/// The JSON of a project, a region or an organisation has no value for some short names: `phone` of a region is the
/// number of the person responsible for it. The field of a line of `find` is used then.
#[derive(Debug)]
pub(crate) struct OutputField {
    name: String,
    path: FieldPath,
    /// The field of a line, if the name is a short one.
    column: Option<Columns>,
}

/// A record from which fields are taken.
pub(crate) struct RecordFields<'a> {
    directory: &'a Directory,
    hit: &'a Hit,
    today: Day,
    settings: Settings,
    json: Value,
}

impl OutputField {
    /// A field that at least one of the examples has.
    ///
    /// Errors: those of [`FieldPath::new`].
    pub(crate) fn new(name: &str, examples: &[Value]) -> Result<Self, Error> {
        let (path, column) = match FieldPath::short(name, examples) {
            Some(path) => (path, Columns::short(name)),
            None => (FieldPath::new(name, examples)?, None),
        };
        Ok(Self { name: name.to_owned(), path, column })
    }

    /// A field of the JSON.
    pub(crate) const fn of_json(name: String, path: FieldPath) -> Self {
        Self { name, path, column: None }
    }

    /// The name or the path as it was given.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The value of a record; empty if it has none.
    pub(crate) fn value(&self, record: &RecordFields<'_>) -> String {
        let value = self.path.value(&record.json);
        match &self.column {
            Some(column) if value.is_empty() => record.in_line(&self.name, column),
            _ => value,
        }
    }
}

impl<'a> RecordFields<'a> {
    pub(crate) fn new(directory: &'a Directory, hit: &'a Hit, today: Day, settings: &Settings) -> Self {
        // The number of the line has no marks; its note says what is doubtful.
        let settings = Settings { marks: Marks { spells_out: true, ..settings.marks }, plain: false, ..*settings };
        let json = RecordJson::new(directory, hit, today).to_value();
        Self { directory, hit, today, settings, json }
    }

    fn in_line(&self, name: &str, column: &Columns) -> String {
        match (self.hit.record, name) {
            // Other records have the ids of their project and organisation.
            (RecordRef::Project(_), "project") | (RecordRef::Organisation(_), "organisation") => {
                self.directory.id_of(self.hit.record).to_string()
            }
            (RecordRef::Project(_) | RecordRef::Region(_) | RecordRef::Organisation(_) | RecordRef::Document(_), _) => {
                let fields = column.of(self.directory, self.hit, self.today, &self.settings);
                fields.iter().map(Line::text).collect()
            }
            _ => String::new(),
        }
    }
}
