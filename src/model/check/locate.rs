//! The lines of values in a JSON text.

use super::problem::PathStep;

/// The lines, from 1, on which the values at some places begin; that of the innermost value that exists where one does
/// not. All of them are found in one pass over the text.
///
/// Of a key that an object has twice, the last counts, as for whoever reads the object. `json` must be well-formed:
/// this reads only as much of the grammar as finding places needs.
pub(super) fn lines_of(json: &[u8], places: &[&[PathStep]]) -> Vec<usize> {
    let mut wanted: Vec<Wanted> = places.iter().enumerate().map(|(number, steps)| Wanted { number, steps }).collect();
    wanted.sort_unstable_by_key(|it| it.steps);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader { json, at: 0, counted: 0, line: 1, lines: vec![1; places.len()] };
    reader.skip_space();
    // Where the text ends, there is nothing left to find.
    _ = reader.visit(&wanted, 0);
    reader.lines
}

/// One of the places whose lines are asked for.
struct Wanted<'a> {
    /// Which of them.
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
    /// Up to where the lines are counted, and how many those are.
    counted: usize,
    line: usize,
    /// What was found, by number.
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

    /// Steps over one byte and the space behind it.
    fn step(&mut self) {
        self.at += 1;
        self.skip_space();
    }

    /// Steps over the value here, which all of `wanted` lie in, so many steps from the top; they are in order.
    fn visit(&mut self, wanted: &[Wanted<'_>], depth: usize) -> Option<()> {
        if wanted.is_empty() {
            return self.skip_value();
        }
        self.line += self.json[self.counted..self.at].split(|byte| *byte == b'\n').count() - 1;
        self.counted = self.at;
        for it in wanted {
            self.lines[it.number] = self.line;
        }
        // Those that lead no deeper come first.
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

    /// Steps to what follows a value in a list or an object.
    fn next(&mut self) -> Option<()> {
        self.skip_space();
        if self.peek()? == b',' {
            self.step();
        }
        Some(())
    }

    /// Steps over a whole value, however deep, without recursion.
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
                    // A bare number or word ends where something else begins.
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
