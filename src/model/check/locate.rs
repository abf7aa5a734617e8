//! Finds the lines of values in a JSON text.

use super::problem::PathStep;
use crate::text::sort_by_key;

/// The lines, from 1, on which the values at some paths begin. For a missing path, the line of its deepest existing
/// ancestor. One pass over the text finds all of them.
///
/// If an object has a key twice, the last one wins, as in other JSON parsers. `json` must be well-formed: only as
/// much of the grammar is implemented as finding values requires.
pub(super) fn lines_of(json: &[u8], places: &[&[PathStep]]) -> Vec<usize> {
    let mut wanted: Vec<Wanted> = places.iter().enumerate().map(|(number, steps)| Wanted { number, steps }).collect();
    sort_by_key(&mut wanted, |it| it.steps);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader { json, at: 0, counted: 0, line: 1, lines: vec![1; places.len()] };
    reader.skip_space();
    // At the end of the text, the remaining values are not found.
    _ = reader.visit(&wanted, 0);
    reader.lines
}

/// A path whose line is requested.
struct Wanted<'a> {
    /// Its index among the requested paths.
    number: usize,
    steps: &'a [PathStep],
}

impl Wanted<'_> {
    fn index(&self, depth: usize) -> Option<usize> {
        match self.steps.get(depth) {
            Some(PathStep::Index(index)) => Some(*index),
            _ => None,
        }
    }

    fn key(&self, depth: usize) -> Option<&str> {
        match self.steps.get(depth) {
            Some(PathStep::Key(key)) => Some(key),
            _ => None,
        }
    }
}

struct Reader<'a> {
    json: &'a [u8],
    at: usize,
    /// The offset up to which lines are counted, and their number.
    counted: usize,
    line: usize,
    /// The lines found, by index.
    lines: Vec<usize>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.json.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Skips one byte and the space after it.
    fn step(&mut self) {
        self.at += 1;
        self.skip_space();
    }

    /// Skips the value here, `depth` steps from the top, and notes the lines of `wanted`, which are all inside it and
    /// sorted.
    fn visit(&mut self, wanted: &[Wanted<'_>], depth: usize) -> Option<()> {
        if wanted.is_empty() {
            return self.skip_value();
        }
        self.line += self.json[self.counted..self.at].split(|byte| *byte == b'\n').count() - 1;
        self.counted = self.at;
        for it in wanted {
            self.lines[it.number] = self.line;
        }
        // Paths that end here come first.
        let deeper = &wanted[wanted.partition_point(|it| it.steps.len() <= depth)..];
        match self.peek()? {
            b'{' if !deeper.is_empty() => self.visit_object(deeper, depth),
            b'[' if !deeper.is_empty() => self.visit_list(deeper, depth),
            _ => self.skip_value(),
        }
    }

    fn visit_object(&mut self, wanted: &[Wanted<'_>], depth: usize) -> Option<()> {
        let keys = &wanted[..wanted.partition_point(|it| it.key(depth).is_some())];
        self.step();
        while self.peek()? == b'"' {
            let start = self.at;
            self.skip_string()?;
            let key = serde_json::from_slice::<String>(&self.json[start..self.at]).ok()?;
            self.skip_space();
            self.step();
            let first = keys.partition_point(|it| it.key(depth) < Some(&key));
            let count = keys[first..].partition_point(|it| it.key(depth) == Some(&key));
            self.visit(&keys[first..first + count], depth + 1)?;
            self.next()?;
        }
        self.at += 1;
        Some(())
    }

    fn visit_list(&mut self, wanted: &[Wanted<'_>], depth: usize) -> Option<()> {
        let mut items = &wanted[wanted.partition_point(|it| it.index(depth).is_none())..];
        self.step();
        let mut index = 0;
        while self.peek()? != b']' {
            let here;
            (here, items) = items.split_at(items.partition_point(|it| it.index(depth) == Some(index)));
            self.visit(here, depth + 1)?;
            self.next()?;
            index += 1;
        }
        self.at += 1;
        Some(())
    }

    /// Moves to the comma or bracket after a value in a list or an object.
    fn next(&mut self) -> Option<()> {
        self.skip_space();
        if self.peek()? == b',' {
            self.step();
        }
        Some(())
    }

    /// Skips a whole value of any depth, without recursion.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                _ => {
                    self.at += 1;
                    // A bare number or word ends at the next character that cannot be part of it.
                    let ends = |byte: u8| byte.is_ascii_whitespace() || b",]}:".contains(&byte);
                    if depth == 0 && self.peek().is_none_or(ends) {
                        return Some(());
                    }
                    continue;
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn skip_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek()? {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                _ => self.at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spot;

    const TEXT: &[u8] = b"{\n \"a\": [1,\n  {\"b,]\": true,\n   \"c\": -2.5e3}\n ],\n \"d\": \"x\\\"y\"\n}";

    fn lines(text: &[u8], spots: &[Spot]) -> Vec<usize> {
        lines_of(text, &spots.iter().map(Spot::steps).collect::<Vec<_>>())
    }

    #[test]
    fn every_place_has_its_line() {
        let top = Spot::default();
        let (a, inner) = (top.key("a"), top.key("a").index(1));
        let spots = [top.key("d"), inner.key("c"), a.clone(), inner.clone(), top, inner.key("c"), a.index(0)];
        assert_eq!(lines(TEXT, &spots), [6, 4, 2, 3, 1, 4, 2]);
    }

    #[test]
    fn what_is_missing_is_missed_where_it_should_be() {
        let a = Spot::default().key("a");
        let (list, inner) = (a.index(9), a.index(1));
        assert_eq!(
            lines(TEXT, &[inner.key("z"), list, inner.index(0), inner.key("c").key("x"), a.key("b")]),
            [3, 2, 3, 4, 2]
        );
    }

    #[test]
    fn of_two_values_of_one_key_the_last_counts() {
        let spot = Spot::default().key("\u{e4}").index(0);
        assert_eq!(lines(b"{\"\\u00e4\":\n[1],\n\"\xc3\xa4\":\n\n[\n1]}", &[spot]), [6]);
    }

    #[test]
    fn many_places_cost_one_pass() {
        let text = format!("[{}]", vec!["\n[\n{\"a\": 1}]"; 100_000].join(","));
        let spots: Vec<Spot> = (0..100_000).rev().map(|at| Spot::default().index(at).index(0).key("a")).collect();
        let expected: Vec<usize> = (0..100_000).rev().map(|at| 2 * at + 3).collect();
        assert_eq!(lines(text.as_bytes(), &spots), expected);
    }
}
