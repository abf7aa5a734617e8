//! The way to a field of the JSON: `name`, `phone.e164`, `phones.0.e164`, `positions.title`.

use super::failure::Failure;
use super::node::Node;

/// Stands between the values of a list.
const BETWEEN: &str = "; ";

/// The names and numbers on the way to a field.
///
/// * **Shape** — a number picks from a list; without one the way goes through all of it. The singular of a list's name,
///   `phone` for `phones`, is its first. A short name, such as `role`, stands for a path of each kind of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldPath(Vec<Vec<String>>);

/// The short names, each with the paths that it may stand for; the first with a value counts.
const SHORT: [(&str, &[&str]); 6] = [
    ("phone", &["phones.0.printed"]),
    ("email", &["emails.0.address"]),
    ("role", &["positions.0.title", "title"]),
    ("region", &["positions.0.regions", "regions", "code"]),
    ("project", &["project", "positions.0.project"]),
    ("organisation", &["organisation", "positions.0.organisation", "coordinator"]),
];

impl FieldPath {
    /// The way written with full stops.
    ///
    /// Errors: when none of the examples has such a field, [`Failure::ListField`] if the way ends at a list of records,
    /// [`Failure::WholeField`] if it ends at one of them, else [`Failure::UnknownField`] with the names that would do.
    pub(super) fn new(text: &str, examples: &[Node]) -> Result<Self, Failure> {
        let is_there = |steps: &Vec<String>| examples.iter().any(|example| check(example, steps, 0).is_ok());
        let short = SHORT.iter().find(|(name, _)| *name == text).map_or(&[][..], |(_, paths)| paths);
        let paths: Vec<Vec<String>> = short.iter().map(|path| steps_of(path)).filter(is_there).collect();
        if !paths.is_empty() {
            return Ok(Self(paths));
        }
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
        let ends: Vec<&Node> = examples.iter().filter_map(|example| end(example, &steps)).collect();
        if let Some(inside) = ends.iter().find_map(|end| first_text(end)) {
            let first = text.strip_suffix('s').map(|first| format!("{first}.{inside}"));
            let examples = std::iter::once(format!("{text}.0.{inside}")).chain(first).collect();
            return Err(Failure::ListField { given, examples });
        }
        if let Some(valid) = ends.iter().find_map(|end| names(end)) {
            return Err(Failure::WholeField { given, valid });
        }
        let (depth, mut valid) = deepest;
        if depth == 0 {
            let is_short = |name: &&str| !valid.iter().any(|known| known == name);
            let short: Vec<String> = SHORT.iter().map(|(name, _)| *name).filter(is_short).map(str::to_owned).collect();
            valid.extend(short);
        }
        Err(Failure::UnknownField { given, valid })
    }

    /// What a record has at the end of the way; empty where it has nothing.
    pub(super) fn value(&self, record: &Node) -> String {
        let values = self.0.iter().map(|steps| {
            let mut found = Vec::new();
            collect(record, steps, &mut found);
            found.join(BETWEEN)
        });
        values.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
    }
}

/// Every way through the examples to a text, in their order, each once: the columns of a table.
pub(super) fn all(examples: &[Node]) -> Vec<(String, FieldPath)> {
    let mut columns: Vec<(String, FieldPath)> = Vec::new();
    for example in examples {
        spread(example, &mut Vec::new(), &mut columns);
    }
    columns
}

fn steps_of(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

fn spread(node: &Node, steps: &mut Vec<String>, columns: &mut Vec<(String, FieldPath)>) {
    match node {
        Node::Fields(fields) => {
            for (name, node) in fields {
                steps.push(name.clone());
                spread(node, steps, columns);
                steps.pop();
            }
        }
        Node::List(items) => {
            for item in items {
                spread(item, steps, columns);
            }
        }
        Node::Leaf(_) | Node::Null => {
            let name = steps.join(".");
            if !columns.iter().any(|(known, _)| *known == name) {
                columns.push((name, FieldPath(vec![steps.clone()])));
            }
        }
    }
}

/// Whether the way leads to a text in an example; how far it leads and what there is, when not.
fn check(example: &Node, steps: &[String], depth: usize) -> Result<(), (usize, Vec<String>)> {
    match (example, steps) {
        (Node::List(items), steps) => {
            let is_number = steps.first().is_some_and(|step| step.parse::<usize>().is_ok());
            let rest = if is_number { &steps[1..] } else { steps };
            // The records of one list may have different fields.
            let checked = items.iter().map(|item| check(item, rest, depth));
            checked.reduce(Result::or).unwrap_or(Ok(()))
        }
        (Node::Leaf(_) | Node::Null, []) => Ok(()),
        (Node::Fields(_), [step, rest @ ..]) if named(example, step).is_some() => {
            named(example, step).map_or(Ok(()), |node| check(node, rest, depth + 1))
        }
        (Node::Fields(fields), _) => Err((depth, fields.iter().map(|(name, _)| name.clone()).collect())),
        (Node::Leaf(_) | Node::Null, _) => Err((depth, Vec::new())),
    }
}

/// What the way leads to in an example; nothing when it leads nowhere.
fn end<'a>(example: &'a Node, steps: &[String]) -> Option<&'a Node> {
    steps.iter().try_fold(example, |node, step| match node {
        Node::List(items) if step.parse::<usize>().is_ok() => items.first(),
        Node::List(items) => items.first().and_then(|item| named(item, step)),
        node => named(node, step),
    })
}

/// The name of the first text in the records of a list; nothing for what is no such list.
fn first_text(end: &Node) -> Option<String> {
    let Node::List(items) = end else { return None };
    let Node::Fields(fields) = items.first()? else { return None };
    fields.iter().find(|(_, node)| matches!(node, Node::Leaf(_))).map(|(name, _)| name.clone())
}

/// The names of the fields of a record; nothing for what is none.
fn names(end: &Node) -> Option<Vec<String>> {
    let Node::Fields(fields) = end else { return None };
    Some(fields.iter().map(|(name, _)| name.clone()).collect())
}

/// The field of a name, or the first of the list whose singular it is.
fn named<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    const NOTHING: &Node = &Node::Null;
    let first_of = |list: &'a Node| match list {
        Node::List(items) => Some(items.first().unwrap_or(NOTHING)),
        _ => None,
    };
    node.field(name).or_else(|| first_of(node.field(&format!("{name}s"))?))
}

fn collect(node: &Node, steps: &[String], found: &mut Vec<String>) {
    match (node, steps) {
        (Node::Leaf(text), []) => found.push(text.clone()),
        // Kept as an empty value, so that two columns of one list stay in step.
        (Node::Null, _) => found.push(String::new()),
        (Node::List(items), [step, rest @ ..]) if step.parse::<usize>().is_ok() => {
            let item = step.parse::<usize>().ok().and_then(|place| items.get(place));
            if let Some(item) = item {
                collect(item, rest, found);
            }
        }
        (Node::List(items), steps) => {
            for item in items {
                collect(item, steps, found);
            }
        }
        (Node::Fields(_), [step, rest @ ..]) => collect(named(node, step).unwrap_or(&Node::Null), rest, found),
        _ => {}
    }
}
