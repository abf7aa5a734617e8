//! Records as JSON: one struct for each kind, the same in every language.
//!
//! Fields may be added, but never change. An absent value is `null` or an empty list. Other records are referred to by
//! their ids, regions by their two digits.
//!
//! * `document`: a source document as JSON.
//! * `organisation`: an organisation as JSON.
//! * `parts`: what records of several kinds have in common.
//! * `person`: a person as JSON.
//! * `position`: positions as JSON: those of a person, and those without a named holder.
//! * `project`: a project, or a part of one, as JSON.
//! * `region`: a region as JSON.
//! * `source`: the directory that a record is from, if several are searched as one.

mod document;
mod organisation;
mod parts;
mod person;
mod position;
mod project;
mod region;
mod source;

use serde::Serialize;
use serde_json::Value;

use crate::gazetteer;
use crate::model::{Directory, RecordRef};
use crate::present::{evidence_of, sources_of};
use crate::search::{Hit, Pane, Tier};
use crate::text::{Day, escape_dangerous};
use document::DocumentJson;
use organisation::OrganisationJson;
use parts::{EvidenceJson, ReasonJson};
use person::PersonJson;
use position::NamelessPositionJson;
use project::ProjectJson;
use region::RegionJson;
use source::SourceJson;

/// The version of these shapes.
const VERSION: u8 = 1;

/// A record that answers a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RecordJson {
    v: u8,
    kind: &'static str,
    id: String,
    name: String,
    score: i64,
    tier: Tier,
    why: Vec<ReasonJson>,
    ignored: Vec<String>,
    relaxed: bool,
    evidence: Vec<EvidenceJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceJson>,
    #[serde(flatten)]
    own: Own,
}

/// The fields that only one kind of record has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Own {
    Person(PersonJson),
    Position(NamelessPositionJson),
    Project(ProjectJson),
    Region(RegionJson),
    Organisation(OrganisationJson),
    Document(DocumentJson),
}

impl RecordJson {
    /// The record of a hit; `today` decides what has ended.
    pub(crate) fn new(directory: &Directory, hit: &Hit, today: Day) -> Self {
        let (name, own) = match hit.record {
            RecordRef::Person(index) => {
                (directory.person(index).name.clone(), Own::Person(PersonJson::new(directory, index)))
            }
            RecordRef::Position(index) => {
                (directory.position(index).title.clone(), Own::Position(NamelessPositionJson::new(directory, index)))
            }
            RecordRef::Project(index) => {
                (directory.project(index).name.clone(), Own::Project(ProjectJson::new(directory, index, today)))
            }
            RecordRef::Region(code) => {
                (gazetteer::region(code).names.fi.to_owned(), Own::Region(RegionJson::new(directory, code)))
            }
            RecordRef::Organisation(index) => {
                let fields = OrganisationJson::new(directory, index);
                (directory.organisation(index).name.clone(), Own::Organisation(fields))
            }
            RecordRef::Document(index) => {
                let document = directory.document(index);
                (document.title.clone(), Own::Document(DocumentJson::new(&document)))
            }
        };
        Self {
            v: VERSION,
            kind: own.kind(),
            id: directory.id_of(hit.record).to_string(),
            name,
            score: hit.score,
            tier: hit.tier,
            why: hit.why.iter().map(ReasonJson::new).collect(),
            ignored: hit.ignored.clone(),
            relaxed: !hit.ignored.is_empty(),
            evidence: evidence_of(directory, hit.record).iter().map(EvidenceJson::new).collect(),
            sources: sources_of(directory, hit.record).into_iter().map(SourceJson::new).collect(),
            own,
        }
    }

    /// The record as a JSON value, with its fields in the order of the text.
    pub(crate) fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// A record with a value in every field: it shows which fields there are.
    fn example(own: Own) -> Self {
        Self {
            v: VERSION,
            kind: own.kind(),
            id: String::new(),
            name: String::new(),
            score: 0,
            tier: Tier::Exact,
            why: vec![ReasonJson::example()],
            ignored: vec![String::new()],
            relaxed: false,
            evidence: vec![EvidenceJson::example()],
            sources: vec![SourceJson::example()],
            own,
        }
    }
}

impl Own {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Position(_) => "position",
            Self::Project(_) => "project",
            Self::Region(_) => "region",
            Self::Organisation(_) => "organisation",
            Self::Document(_) => "document",
        }
    }
}

/// An example of each kind of record of some lists, as JSON values.
pub(super) fn example_values(panes: &[Pane]) -> Vec<Value> {
    examples(panes).iter().map(RecordJson::to_value).collect()
}

fn examples(panes: &[Pane]) -> Vec<RecordJson> {
    let of_pane = |pane: &Pane| match pane {
        Pane::People => vec![
            Own::Person(PersonJson::example()),
            Own::Position(NamelessPositionJson::example()),
            Own::Document(DocumentJson::example()),
        ],
        Pane::Projects => vec![Own::Project(ProjectJson::example())],
        Pane::Regions => vec![Own::Region(RegionJson::example())],
        Pane::Organisations => vec![Own::Organisation(OrganisationJson::example())],
    };
    panes.iter().flat_map(of_pane).map(RecordJson::example).collect()
}

/// A record on one line, with `\u…` for each character that could control a terminal.
pub(crate) fn json_line(record: &RecordJson) -> String {
    // Only strings contain such characters, so the text is still JSON.
    escape_dangerous(&serde_json::to_string(record).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_gap(value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Array(items) => items.is_empty() || items.iter().any(has_gap),
            Value::Object(fields) => fields.values().any(has_gap),
            _ => false,
        }
    }

    #[test]
    fn an_example_has_every_field() {
        let all = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];
        for example in examples(&all) {
            let value = example.to_value();
            assert!(!has_gap(&value), "{value}");
        }
    }
}
