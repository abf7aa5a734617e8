//! Edits to a JSON text after which it is still JSON: bytes determine which value is replaced, and by what.

use serde_json::Value;

/// The text after as many edits as the bytes have: where, where from, and what is done, two bytes and two bytes and one,
/// and behind some a text up to a zero.
pub(crate) fn edited(json: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(json).expect("it is JSON");
    let mut rest = edits;
    while let [a, b, c, d, what, after @ ..] = rest {
        let count = count_of(&value);
        let at = usize::from(u16::from_le_bytes([*a, *b])) % count;
        let other = usize::from(u16::from_le_bytes([*c, *d])) % count;
        let other = nth(&mut value, other).clone();
        let length = after.iter().position(|byte| *byte == 0).unwrap_or(after.len());
        let (text, next) = after.split_at(length);
        let place = nth(&mut value, at);
        rest = after;
        match what % 10 {
            0 => *place = Value::Null,
            1 => *place = Value::from(i64::from(*c) - 2),
            2 => *place = other,
            3 => *place = Value::Array(vec![other]),
            4 => *place = Value::Bool(c.is_multiple_of(2)),
            5 | 6 => {
                *place = Value::from(String::from_utf8_lossy(text));
                rest = next.get(1..).unwrap_or_default();
            }
            7 => match place {
                Value::Array(list) => list.extend(list.first().cloned()),
                Value::String(known) => known.push_str(&String::from_utf8_lossy(&[*c, *d])),
                _ => {}
            },
            8 => match place {
                Value::Array(list) => list.push(other),
                Value::Object(fields) => _ = fields.insert(String::from_utf8_lossy(&[*c]).into_owned(), other),
                _ => {}
            },
            _ => match place {
                Value::Array(list) if !list.is_empty() => _ = list.remove(usize::from(*c) % list.len()),
                Value::Object(fields) => {
                    let gone = fields.keys().nth(usize::from(*c) % fields.len().max(1)).cloned();
                    gone.and_then(|gone| fields.remove(&gone));
                }
                _ => {}
            },
        }
        if count_of(&value) > MOST_VALUES {
            break;
        }
    }
    let pretty = edits.first().is_none_or(|first| first.is_multiple_of(2));
    let text = if pretty { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) };
    text.expect("a value is JSON")
}

/// A text with more values than this is not edited further: copies of copies grow fast.
const MOST_VALUES: usize = 4_000;

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(list) => Box::new(list.iter()),
        Value::Object(fields) => Box::new(fields.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// The number of values in a value, including itself.
fn count_of(value: &Value) -> usize {
    1 + children(value).map(count_of).sum::<usize>()
}

/// A value by its number, the outermost being 0.
fn nth(value: &mut Value, number: usize) -> &mut Value {
    if number == 0 {
        return value;
    }
    let mut left = number - 1;
    let mut position = 0;
    for (place, child) in children(value).enumerate() {
        let count = count_of(child);
        position = place;
        if left < count {
            break;
        }
        left -= count;
    }
    let child = match value {
        Value::Array(list) => list.get_mut(position),
        Value::Object(fields) => fields.values_mut().nth(position),
        _ => None,
    };
    nth(child.expect("the number is of a value in it"), left)
}
