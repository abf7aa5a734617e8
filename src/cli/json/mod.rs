//! Records as JSON: one struct for each kind, the same in every language.
//!
//! Fields may be added and never change. What is absent is `null` or an empty list. Other records are named by their
//! ids, regions by their two digits.

mod document;
mod organisation;
mod parts;
mod person;
mod position;
mod project;
mod region;

use std::fmt::Write;

use serde::Serialize;

use crate::gazetteer;
use crate::model::{Directory, RecordRef};
use crate::present::evidence_of;
use crate::search::{Hit, Pane, Tier};
use crate::text::{Day, is_dangerous};
use document::DocumentFields;
use organisation::OrganisationFields;
use parts::{Passage, Reason};
use person::PersonFields;
use position::PositionFields;
use project::ProjectFields;
use region::RegionFields;

/// The version of these shapes.
const VERSION: u8 = 1;

/// A record that answers a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Record {
    v: u8,
    kind: &'static str,
    id: String,
    name: String,
    score: i64,
    tier: Tier,
    why: Vec<Reason>,
    evidence: Vec<Passage>,
    #[serde(flatten)]
    own: Own,
}

/// The fields that only one kind of record has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Own {
    Person(PersonFields),
    Position(PositionFields),
    Project(ProjectFields),
    Region(RegionFields),
    Organisation(OrganisationFields),
    Document(DocumentFields),
}

impl Record {
    /// What a hit's record is; `today` decides what is over.
    pub(super) fn new(directory: &Directory, hit: &Hit, today: Day) -> Self {
        let (name, own) = match hit.record {
            RecordRef::Person(index) => {
                (directory.person(index).name.clone(), Own::Person(PersonFields::new(directory, index)))
            }
            RecordRef::Position(index) => {
                (directory.position(index).title.clone(), Own::Position(PositionFields::new(directory, index)))
            }
            RecordRef::Project(index) => {
                (directory.project(index).name.clone(), Own::Project(ProjectFields::new(directory, index, today)))
            }
            RecordRef::Region(code) => {
                (gazetteer::region(code).names.fi.to_owned(), Own::Region(RegionFields::new(directory, code)))
            }
            RecordRef::Organisation(index) => {
                let fields = OrganisationFields::new(directory, index);
                (directory.organisation(index).name.clone(), Own::Organisation(fields))
            }
            RecordRef::Document(index) => {
                let document = directory.document(index);
                (document.title.clone(), Own::Document(DocumentFields::new(&document)))
            }
        };
        Self {
            v: VERSION,
            kind: own.kind(),
            id: directory.id_of(hit.record).to_string(),
            name,
            score: hit.score,
            tier: hit.tier,
            why: hit.why.iter().map(Reason::new).collect(),
            evidence: evidence_of(directory, hit.record).iter().map(Passage::new).collect(),
            own,
        }
    }

    /// A record in which nothing is absent: it shows which fields there are.
    fn example(own: Own) -> Self {
        Self {
            v: VERSION,
            kind: own.kind(),
            id: String::new(),
            name: String::new(),
            score: 0,
            tier: Tier::Exact,
            why: vec![Reason::example()],
            evidence: vec![Passage::example()],
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

/// An example of each kind of record that some lists hold.
pub(super) fn examples(panes: &[Pane]) -> Vec<Record> {
    let of_pane = |pane: &Pane| match pane {
        Pane::People => vec![Own::Person(PersonFields::example()), Own::Position(PositionFields::example())],
        Pane::Projects => vec![Own::Project(ProjectFields::example())],
        Pane::Regions => vec![Own::Region(RegionFields::example())],
        Pane::Organisations => vec![Own::Organisation(OrganisationFields::example())],
    };
    panes.iter().flat_map(of_pane).map(Record::example).collect()
}

/// A record on one line, with every character that a terminal would obey written as `\u….`
pub(super) fn text(record: &Record) -> String {
    // Only strings can hold such characters, so the text around them stays JSON.
    harmless(&serde_json::to_string(record).unwrap_or_default())
}

/// The text with `\u….` for each character that could change more of a screen than its own cell.
pub(super) fn harmless(text: &str) -> String {
    if !text.chars().any(is_dangerous) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_dangerous(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(letter);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
            let value = serde_json::to_value(&example).unwrap_or_default();
            assert!(!has_gap(&value), "{value}");
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_in_letters() {
        assert_eq!(harmless("\"a\u{7f}\u{9b}\u{202e}\u{e0041}ä\""), r#""a\u007f\u009b\u202e\udb40\udc41ä""#);
    }
}
