//! Paths to the fields of the JSON: `name`, `phone.e164`, `phones.0.e164`, `positions.title`.

use serde_json::Value;

use crate::cli::error::Error;

/// Separates the values of a list.
const SEPARATOR: &str = "; ";

/// A path to a field: names and numbers.
///
/// * **Shape** — a number selects an item of a list; without a number, the path goes through all items. The singular of
///   a list's name, `phone` for `phones`, is its first item. A short name, such as `role`, means a path of each kind of
///   record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldPath(Vec<Vec<String>>);

/// The short names, each with the paths that it may mean; the first with a value is used.
const SHORT: [(&str, &[&str]); 6] = [
    ("phone", &["phones.0.printed"]),
    ("email", &["emails.0.address"]),
    ("role", &["positions.0.title", "title"]),
    ("region", &["positions.0.regions", "regions", "code"]),
    ("project", &["project", "positions.0.project"]),
    ("organisation", &["organisation", "positions.0.organisation", "coordinator"]),
];

impl FieldPath {
    /// Parses a path written with full stops.
    ///
    /// Errors, if none of the examples has such a field: [`Error::ListField`] if the path ends at a list of records,
    /// [`Error::WholeField`] if it ends at one of them, else [`Error::UnknownField`] with the valid names.
    pub(crate) fn new(text: &str, examples: &[Value]) -> Result<Self, Error> {
        let steps = steps_of(text);
        let mut deepest = (0, Vec::new());
        for example in examples {
            match check(example, &steps, 0) {
                Ok(()) => return Ok(Self(vec![steps])),
                Err((depth, names)) if depth > deepest.0 || deepest.1.is_empty() => deepest = (depth, names),
                Err((depth, names)) if depth == deepest.0 => {
                    let new = names.into_iter().filter(|name| !deepest.1.contains(name)).collect::<Vec<_>>();
                    deepest.1.extend(new);
                }
                Err(_) => {}
            }
        }
        let given = text.to_owned();
        let ends: Vec<&Value> = examples.iter().filter_map(|example| end(example, &steps)).collect();
        if let Some(inside) = ends.iter().find_map(|end| first_text(end)) {
            let first = text.strip_suffix('s').map(|first| format!("{first}.{inside}"));
            let examples = std::iter::once(format!("{text}.0.{inside}")).chain(first).collect();
            return Err(Error::ListField { given, examples });
        }
        if let Some(valid) = ends.iter().find_map(|end| names(end)) {
            return Err(Error::WholeField { given, valid });
        }
        let (depth, mut valid) = deepest;
        if depth == 0 {
            let is_short = |name: &&str| !valid.iter().any(|known| known == name);
            let short: Vec<String> = SHORT.iter().map(|(name, _)| *name).filter(is_short).map(str::to_owned).collect();
            valid.extend(short);
        }
        Err(Error::UnknownField { given, valid })
    }

    /// The paths that a short name means in the examples, perhaps none. Returns `None` for any other name.
    pub(crate) fn short(text: &str, examples: &[Value]) -> Option<Self> {
        let (_, paths) = SHORT.iter().find(|(name, _)| *name == text)?;
        let is_there = |steps: &Vec<String>| examples.iter().any(|example| check(example, steps, 0).is_ok());
        Some(Self(paths.iter().map(|path| steps_of(path)).filter(is_there).collect()))
    }

    /// The value of a record at the path. Empty if there is none.
    pub(crate) fn value(&self, record: &Value) -> String {
        let values = self.0.iter().map(|steps| {
            let mut found = Vec::new();
            collect(record, steps, &mut found);
            found.join(SEPARATOR)
        });
        values.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
    }
}

/// Every path to a text in the examples, in their order, each once: the columns of a table.
pub(crate) fn all_fields(examples: &[Value]) -> Vec<(String, FieldPath)> {
    let mut columns: Vec<(String, FieldPath)> = Vec::new();
    for example in examples {
        collect_paths(example, &mut Vec::new(), &mut columns);
    }
    columns
}

fn steps_of(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

fn collect_paths(node: &Value, steps: &mut Vec<String>, columns: &mut Vec<(String, FieldPath)>) {
    match node {
        Value::Object(fields) => {
            for (name, node) in fields {
                steps.push(name.clone());
                collect_paths(node, steps, columns);
                steps.pop();
            }
        }
        Value::Array(items) => {
            for item in items {
                collect_paths(item, steps, columns);
            }
        }
        _ => {
            let name = steps.join(".");
            if !columns.iter().any(|(known, _)| *known == name) {
                columns.push((name, FieldPath(vec![steps.clone()])));
            }
        }
    }
}

/// Returns `Ok` if the path leads to a text in an example, else the number of valid steps and the names that are valid
/// after them.
fn check(example: &Value, steps: &[String], depth: usize) -> Result<(), (usize, Vec<String>)> {
    match (example, steps) {
        (Value::Array(items), steps) => {
            let is_number = steps.first().is_some_and(|step| step.parse::<usize>().is_ok());
            let rest = if is_number { &steps[1..] } else { steps };
            // The records of one list may have different fields.
            let checked = items.iter().map(|item| check(item, rest, depth));
            checked.reduce(Result::or).unwrap_or(Ok(()))
        }
        (Value::Object(_), [step, rest @ ..]) if named(example, step).is_some() => {
            named(example, step).map_or(Ok(()), |node| check(node, rest, depth + 1))
        }
        (Value::Object(fields), _) => Err((depth, fields.keys().cloned().collect())),
        (_, []) => Ok(()),
        _ => Err((depth, Vec::new())),
    }
}

/// The value at the path in an example. `None` if the path leads nowhere.
fn end<'a>(example: &'a Value, steps: &[String]) -> Option<&'a Value> {
    steps.iter().try_fold(example, |node, step| match node {
        Value::Array(items) if step.parse::<usize>().is_ok() => items.first(),
        Value::Array(items) => items.first().and_then(|item| named(item, step)),
        node => named(node, step),
    })
}

/// The name of the first text in the records of a list. `None` if this is not a list of records.
fn first_text(end: &Value) -> Option<String> {
    let fields = end.as_array()?.first()?.as_object()?;
    fields.iter().find(|(_, node)| text_of(node).is_some()).map(|(name, _)| name.clone())
}

/// The names of the fields of a record. `None` if this is not a record.
fn names(end: &Value) -> Option<Vec<String>> {
    Some(end.as_object()?.keys().cloned().collect())
}

/// The field of a name, or the first of the list whose singular it is.
fn named<'a>(node: &'a Value, name: &str) -> Option<&'a Value> {
    let first_of = |list: &'a Value| Some(list.as_array()?.first().unwrap_or(&Value::Null));
    node.get(name).or_else(|| first_of(node.get(format!("{name}s"))?))
}

fn collect(node: &Value, steps: &[String], found: &mut Vec<String>) {
    match (node, steps) {
        // An empty value keeps the numbers of values in two columns of one list equal.
        (Value::Null, _) => found.push(String::new()),
        (Value::Array(items), [step, rest @ ..]) if step.parse::<usize>().is_ok() => {
            let item = step.parse::<usize>().ok().and_then(|place| items.get(place));
            if let Some(item) = item {
                collect(item, rest, found);
            }
        }
        (Value::Array(items), steps) => {
            for item in items {
                collect(item, steps, found);
            }
        }
        (Value::Object(_), [step, rest @ ..]) => collect(named(node, step).unwrap_or(&Value::Null), rest, found),
        (node, []) => found.extend(text_of(node)),
        _ => {}
    }
}

/// A text, number or truth value as it is printed. `None` for anything else.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
