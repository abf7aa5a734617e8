//! Checks a JSON value against the schema, and replaces what does not conform so that the rest can be checked.
//!
//! The schema is made from the types (`assets/model.schema.json`), so the types are defined once. Only the keywords
//! that it uses are supported: `$ref`, `type`, `properties`, `required`, `items`, `enum`, `const`, `anyOf`, `oneOf`,
//! `minimum`, and `format` for the forms of [`TextForm`].

use serde_json::Value;

use super::problem::{PathStep, Spot};
use super::text_form::TextForm;
use super::{Problem, ProblemKind};

/// The schema, made from the types.
const SCHEMA_JSON: &str = include_str!("../../../assets/model.schema.json");

/// All values of the wrong type or form, with their places.
pub(super) fn problems(value: &Value) -> Vec<Problem> {
    let mut found = Vec::new();
    if let Ok(schema) = serde_json::from_slice::<Value>(SCHEMA_JSON.as_bytes()) {
        Walk { root: &schema, found: &mut found }.visit(value, &schema, &Spot::default());
    }
    found
}

struct Walk<'a> {
    root: &'a Value,
    found: &'a mut Vec<Problem>,
}

impl<'a> Walk<'a> {
    fn say(&mut self, path: &Spot, kind: ProblemKind) {
        self.found.push(Problem { path: path.clone(), line: None, kind });
    }

    fn visit(&mut self, value: &Value, schema: &'a Value, path: &Spot) {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let pointer = target.trim_start_matches('#');
            if let Some(schema) = self.root.pointer(pointer) {
                self.visit(value, schema, path);
            }
        }
        if let Some(choices) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
            self.visit_choice(value, choices, path);
        }
        if let Some(types) = schema.get("type")
            && !is_of_type(value, types)
        {
            let kind = ProblemKind::Type { expected: type_names(types), found: type_of(value).to_owned() };
            return self.say(path, kind);
        }
        match value {
            Value::Object(fields) => self.visit_object(fields, schema, path),
            Value::Array(items) => {
                if let Some(schema) = schema.get("items") {
                    for (index, item) in items.iter().enumerate() {
                        self.visit(item, schema, &path.index(index));
                    }
                }
            }
            Value::String(text) => self.visit_text(text, schema, path),
            Value::Number(number) => {
                let least = schema.get("minimum").and_then(Value::as_f64);
                if least.is_some_and(|least| number.as_f64().is_some_and(|number| number < least)) {
                    let expected = format!("≥ {}", least.unwrap_or_default());
                    self.say(path, ProblemKind::Form { found: number.to_string(), expected });
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn visit_object(&mut self, fields: &serde_json::Map<String, Value>, schema: &'a Value, path: &Spot) {
        for field in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            if let Some(field) = field.as_str().filter(|field| !fields.contains_key(*field)) {
                self.say(path, ProblemKind::Missing { field: field.to_owned() });
            }
        }
        let Some(properties) = schema.get("properties") else { return };
        for (name, field) in fields {
            if let Some(schema) = properties.get(name) {
                self.visit(field, schema, &path.key(name));
            }
        }
    }

    /// Visits a choice of schemas: the first that fits, else the one for the value's type, whose problems are reported.
    fn visit_choice(&mut self, value: &Value, choices: &'a [Value], path: &Spot) {
        let constants: Vec<&str> = choices.iter().filter_map(|schema| schema.get("const")?.as_str()).collect();
        if constants.len() == choices.len()
            && let Value::String(found) = value
        {
            if !constants.contains(&found.as_str()) {
                let kind = ProblemKind::Form { found: found.clone(), expected: constants.join(" | ") };
                self.say(path, kind);
            }
            return;
        }
        if self.visit_tagged(value, choices, path) {
            return;
        }
        let mut best: Option<Vec<Problem>> = None;
        for schema in choices {
            let mut found = Vec::new();
            Walk { root: self.root, found: &mut found }.visit(value, schema, path);
            if found.is_empty() {
                return;
            }
            let mistyped = |found: &[Problem]| {
                found.iter().any(|problem| &problem.path == path && matches!(problem.kind, ProblemKind::Type { .. }))
            };
            if best.as_ref().is_none_or(|best| mistyped(best) && !mistyped(&found)) {
                best = Some(found);
            }
        }
        self.found.extend(best.unwrap_or_default());
    }

    /// Visits the choice whose tag the value has. Returns `false` if the choices have no tags or the value has none.
    fn visit_tagged(&mut self, value: &Value, choices: &'a [Value], path: &Spot) -> bool {
        let tags: Vec<(&str, &str)> = choices.iter().filter_map(tag_of).collect();
        let Some((name, _)) = tags.first().filter(|_| tags.len() == choices.len()) else { return false };
        let Some(found) = value.get(name).and_then(Value::as_str) else { return false };
        if let Some((choice, _)) = choices.iter().zip(&tags).find(|(_, (_, tag))| *tag == found) {
            self.visit(value, choice, path);
        } else {
            let expected = tags.iter().map(|(_, tag)| *tag).collect::<Vec<_>>().join(" | ");
            self.say(&path.key(name), ProblemKind::Form { found: found.to_owned(), expected });
        }
        true
    }

    fn visit_text(&mut self, text: &str, schema: &Value, path: &Spot) {
        let one_of = schema.get("enum").and_then(Value::as_array);
        let only = schema.get("const").map(std::slice::from_ref);
        if let Some(allowed) = one_of.map(Vec::as_slice).or(only)
            && !allowed.iter().any(|value| value.as_str() == Some(text))
        {
            let expected = allowed.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
            return self.say(path, ProblemKind::Form { found: text.to_owned(), expected });
        }
        if let Some(form) = form_of(schema)
            && !(form.fits)(text)
        {
            self.say(path, ProblemKind::Form { found: text.to_owned(), expected: form.example.to_owned() });
        }
    }
}

/// The form that a schema asks of a text.
fn form_of(schema: &Value) -> Option<&'static TextForm> {
    TextForm::named(schema.get("format")?.as_str()?)
}

/// The field that distinguishes a choice from the others, with its value.
fn tag_of(choice: &Value) -> Option<(&str, &str)> {
    let properties = choice.get("properties")?.as_object()?;
    properties.iter().find_map(|(name, property)| Some((name.as_str(), property.get("const")?.as_str()?)))
}

/// The value with something of the right form in place of each problem, so that the rest of each record can be read.
pub(super) fn mended(value: &Value, problems: &[Problem]) -> Value {
    let mut mended = value.clone();
    if let Ok(root) = serde_json::from_slice::<Value>(SCHEMA_JSON.as_bytes()) {
        for problem in problems {
            let mut steps = problem.path.clone();
            if let ProblemKind::Missing { field } = &problem.kind {
                steps = steps.key(field);
            }
            if let Some(schema) = schema_at(&root, steps.steps()) {
                put(&mut mended, steps.steps(), sample(&root, schema));
            }
        }
    }
    mended
}

/// The schema of the value at a path.
fn schema_at<'a>(root: &'a Value, steps: &[PathStep]) -> Option<&'a Value> {
    steps.iter().try_fold(root, |schema, step| {
        let schema = object_schema(root, schema);
        match step {
            PathStep::Key(key) => schema.get("properties")?.get(key),
            PathStep::Index(_) => schema.get("items"),
        }
    })
}

/// A schema with its references followed; of a choice, the first that is not null.
fn object_schema<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return root.pointer(target.trim_start_matches('#')).map_or(schema, |schema| object_schema(root, schema));
    }
    if schema.get("properties").is_some() {
        return schema;
    }
    let choices = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array);
    let is_something = |choice: &&Value| choice.get("type").and_then(Value::as_str) != Some("null");
    choices.and_then(|choices| choices.iter().find(is_something)).map_or(schema, |choice| object_schema(root, choice))
}

/// A value that conforms to a schema.
fn sample(root: &Value, schema: &Value) -> Value {
    let schema = object_schema(root, schema);
    if let Some(only) = schema.get("const") {
        return only.clone();
    }
    let types = schema.get("type");
    if types.is_some_and(|types| is_of_type(&Value::Null, types)) {
        return Value::Null;
    }
    match types.and_then(Value::as_str) {
        Some("array") => Value::Array(Vec::new()),
        Some("integer" | "number") => Value::from(1),
        Some("boolean") => Value::from(false),
        Some("string") => Value::from(form_of(schema).map_or("", |form| form.sample)),
        _ => {
            let required =
                schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            let field = |name: &str| {
                (name.to_owned(), schema["properties"].get(name).map_or(Value::Null, |of| sample(root, of)))
            };
            Value::Object(required.map(field).collect())
        }
    }
}

fn put(value: &mut Value, steps: &[PathStep], new: Value) {
    let place = steps.iter().try_fold(value, |value, step| match (step, value) {
        (PathStep::Key(key), Value::Object(fields)) => Some(fields.entry(key.clone()).or_insert(Value::Null)),
        (PathStep::Index(index), Value::Array(items)) => items.get_mut(*index),
        _ => None,
    });
    if let Some(place) = place {
        *place = new;
    }
}

fn is_of_type(value: &Value, types: &Value) -> bool {
    match types {
        Value::String(name) => match name.as_str() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_u64() || value.is_i64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            _ => value.is_object(),
        },
        Value::Array(names) => names.iter().any(|name| is_of_type(value, name)),
        _ => true,
    }
}

fn type_names(types: &Value) -> String {
    match types {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Model;
    use crate::model::check::text_form::tests::add_patterns;

    #[test]
    fn the_schema_file_is_what_the_types_make() -> Result<(), Box<dyn std::error::Error>> {
        let mut schema = serde_json::to_value(schemars::schema_for!(Model))?;
        assert_eq!(add_patterns(&mut schema), [""; 0], "a format that the check does not know");
        // Sorted by name, so that the file does not depend on the order of the fields.
        schema.sort_all_objects();
        let made = serde_json::to_string_pretty(&schemars::Schema::try_from(schema)?)? + "\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/model.schema.json");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &made)?;
        }
        let kept = std::fs::read_to_string(path)?;
        assert!(kept == made, "assets/model.schema.json is stale: run `UPDATE=1 cargo test` and review the difference");
        Ok(())
    }
}
