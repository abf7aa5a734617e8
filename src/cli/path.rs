//! The way to a field of the JSON: `name`, `phone.e164`, `phones.0.e164`, `positions.title`.

use super::failure::Failure;
use super::node::Node;

/// Stands between the values of a list.
const BETWEEN: &str = "; ";

/// The names and numbers on the way to a field.
///
/// * **Shape** — a number picks from a list; without one the way goes through all of it. The singular of a list's name,
///   `phone` for `phones`, is its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldPath(Vec<String>);

impl FieldPath {
    /// The way written with full stops.
    ///
    /// Errors: when none of the examples has such a field, [`Failure::ListField`] if the way ends at a list of records,
    /// [`Failure::WholeField`] if it ends at one of them, else [`Failure::UnknownField`] with the names that would do.
    pub(super) fn new(text: &str, examples: &[Node]) -> Result<Self, Failure> {
        let steps: Vec<String> = text.split('.').map(str::to_owned).collect();
        let mut deepest = (0, Vec::new());
        for example in examples {
            match check(example, &steps, 0) {
                Ok(()) => return Ok(Self(steps)),
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
        Err(Failure::UnknownField { given, valid: deepest.1 })
    }

    /// What a record has at the end of the way; empty where it has nothing.
    pub(super) fn value(&self, record: &Node) -> String {
        let mut found = Vec::new();
        collect(record, &self.0, &mut found);
        found.join(BETWEEN)
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
                columns.push((name, FieldPath(steps.clone())));
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
            checked.reduce(|first, next| first.or(next)).unwrap_or(Ok(()))
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
