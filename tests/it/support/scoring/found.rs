//! The extracted model as JSON, so that new fields of records do not matter here.

use std::collections::BTreeSet;

use allu::gazetteer;
use allu::model::slug;
use serde_json::Value;

/// What was extracted.
pub(crate) struct Found {
    model: Value,
    /// Everything that the program reports as unused: reports, contact points of documents and warnings.
    account: String,
}

/// How a position is held: `former`, `announced`, `acting`.
pub(super) type State = BTreeSet<&'static str>;

/// The words before a title of an acting holder.
const ACTING: &[&str] =
    &["vs.", "vt.", "t.f.", "tf.", "t. f.", "vik.", "v.t.", "v.s.", "va.", "acting", "interim", "vikarierande"];

/// The text of a field, or an empty one.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The list of a field, or an empty one.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

impl Found {
    pub(super) fn new(model: Value, reports: &str) -> Self {
        let documents = without_passages(&model["documents"]);
        let organisations = without_passages(&model["organisations"]);
        let warnings = without_passages(&model["warnings"]);
        Self { account: format!("{reports} {documents} {organisations} {warnings}"), model }
    }

    /// The findings that the program reports as unused.
    pub(crate) fn account(&self) -> &str {
        &self.account
    }

    /// The list of one kind of record.
    pub(crate) fn all(&self, kind: &str) -> &[Value] {
        list(&self.model, kind)
    }

    /// The record with an id.
    pub(super) fn record(&self, kind: &str, id: &str) -> Option<&Value> {
        self.all(kind).iter().find(|record| text(record, "id") == id)
    }

    /// All names of the record that a fact points to.
    pub(super) fn names_of_fact(&self, kind: &str, fact: &Value) -> Option<Vec<String>> {
        Some(names(self.record(kind, text(fact, "value"))?))
    }

    /// The positions of a person, by their id.
    pub(crate) fn positions_of(&self, person: &str) -> Vec<&Value> {
        self.all("positions").iter().filter(|position| text(position, "holder") == person).collect()
    }

    /// The names of the places of areas: an area of the model is the regions inside it.
    pub(super) fn places(&self, areas: &[Value]) -> Vec<String> {
        let mut names: Vec<String> = areas.iter().flat_map(|area| self.place(text(area, "place"))).collect();
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }

    /// The official Finnish names of a place.
    pub(super) fn place(&self, id: &str) -> Vec<String> {
        let (kind, code) = id.split_once(':').unwrap_or_default();
        let region = |code: &str| {
            let region = gazetteer::regions().iter().find(|region| region.code.to_string() == code);
            region.map(|region| region.names.fi.to_owned())
        };
        match kind {
            "region" => region(code).into_iter().collect(),
            "municipality" => {
                let is_it = |it: &&gazetteer::Municipality| it.code.to_string() == code;
                gazetteer::municipalities().iter().find(is_it).map(|it| it.names.fi.to_owned()).into_iter().collect()
            }
            "area" => {
                let area = self.record("areas", id);
                let regions = area.map_or(&[][..], |area| list(area, "regions"));
                regions.iter().filter_map(Value::as_str).filter_map(region).collect()
            }
            _ => vec![id.to_owned()],
        }
    }

    /// Whether the program says that it saw these digits.
    pub(crate) fn accounts_for_digits(&self, digits: &str) -> bool {
        // At most two signs are between the groups of a printed number.
        let mut runs = vec![String::new()];
        let mut gap = 0;
        for letter in self.account.chars() {
            if letter.is_ascii_digit() {
                if gap > 3 {
                    runs.push(String::new());
                }
                gap = 0;
                runs.last_mut().expect("there is a run").push(letter);
            } else if letter.is_alphabetic() {
                gap = 4;
            } else {
                gap += 1;
            }
        }
        runs.iter().any(|run| run.contains(digits))
    }

    /// Whether the program says that it saw this address.
    pub(super) fn accounts_for_address(&self, address: &str) -> bool {
        let account = self.account.to_lowercase().replace(" (at) ", "@").replace("(at)", "@");
        account.contains(&address.to_lowercase())
    }
}

/// The names of a record: its name, its abbreviation, its aliases.
pub(super) fn names(record: &Value) -> Vec<String> {
    let mut names = vec![text(record, "name").to_owned()];
    names.extend(record["abbreviation"]["value"].as_str().map(str::to_owned));
    names.extend(list(record, "aliases").iter().map(|alias| text(alias, "value").to_owned()));
    names
}

/// The title of a position without the marks of acting.
pub(super) fn bare_title(position: &Value) -> String {
    let title = text(position, "title");
    let lower = title.to_lowercase();
    let mark = ACTING.iter().find(|mark| lower.strip_prefix(*mark).is_some_and(|rest| rest.starts_with(' ')));
    mark.and_then(|mark| title.get(mark.len()..)).unwrap_or(title).trim().to_owned()
}

/// How a position is held.
pub(super) fn state(position: &Value) -> State {
    let mut state = State::new();
    match text(position, "time") {
        "former" => _ = state.insert("former"),
        "announced" => _ = state.insert("announced"),
        _ => {}
    }
    let is_said = |key: &str| match &position[key] {
        Value::Bool(is) => *is,
        Value::String(how) => ["acting", "substitute"].contains(&how.as_str()),
        _ => false,
    };
    if slug(&bare_title(position)) != slug(text(position, "title"))
        || ["acting", "manner", "as"].iter().any(|key| is_said(key))
    {
        state.insert("acting");
    }
    state
}

/// The same value without texts and passages, which quote what was used as well.
fn without_passages(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(without_passages).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(key, _)| !["text", "evidence", "id"].contains(&key.as_str()));
            fields.map(|(key, value)| (key.clone(), without_passages(value))).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn digits_are_accounted_for_if_they_are_one_printed_number() {
    let found = Found::new(Value::Null, "NobodysNumber { printed: \"(03) 81-911\" } line: Some(12), 345");
    assert!(found.accounts_for_digits("381911"));
    assert!(!found.accounts_for_digits("1112"));
    assert!(!found.accounts_for_digits("81912"));
}

#[test]
fn a_mark_of_acting_is_no_part_of_the_title() {
    let position = serde_json::json!({"title": "Vs. johtava ohjaaja", "time": "former"});
    assert_eq!(bare_title(&position), "johtava ohjaaja");
    assert_eq!(state(&position).into_iter().collect::<Vec<_>>(), ["acting", "former"]);
    assert!(state(&serde_json::json!({"title": "vaalijohtaja", "time": "current"})).is_empty());
}
