//! The line of a value in a JSON text.

use super::problem::Step;

/// The line, from 1, on which the value at `steps` begins; that of the innermost value that exists when it does not.
///
/// `json` must be well-formed: this reads only as much of the grammar as finding a place needs.
pub(super) fn line_of(json: &[u8], steps: &[Step]) -> Option<usize> {
    let mut reader = Reader { json, at: 0 };
    reader.skip_space();
    for step in steps {
        let before = reader.at;
        let found = match (step, reader.peek()?) {
            (Step::Key(key), b'{') => reader.enter_object(key),
            (Step::Index(index), b'[') => reader.enter_list(*index),
            _ => None,
        };
        if found.is_none() {
            reader.at = before;
            break;
        }
    }
    Some(json[..reader.at].split(|byte| *byte == b'\n').count())
}

struct Reader<'a> {
    json: &'a [u8],
    at: usize,
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

    fn enter_object(&mut self, wanted: &str) -> Option<()> {
        self.step();
        while self.peek()? == b'"' {
            let start = self.at;
            self.skip_value()?;
            let key = serde_json::from_slice::<String>(&self.json[start..self.at]).ok()?;
            self.skip_space();
            self.step();
            if key == wanted {
                return Some(());
            }
            self.skip_value()?;
            self.skip_space();
            if self.peek()? == b',' {
                self.step();
            }
        }
        None
    }

    fn enter_list(&mut self, wanted: usize) -> Option<()> {
        self.step();
        for _ in 0..wanted {
            if self.peek()? == b']' {
                return None;
            }
            self.skip_value()?;
            self.skip_space();
            if self.peek()? == b',' {
                self.step();
            }
        }
        (self.peek()? != b']').then_some(())
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
    use super::super::Spot;
    use super::*;

    const TEXT: &[u8] = b"{\n \"a\": [1,\n  {\"b,]\": true,\n   \"c\": -2.5e3}\n ],\n \"d\": \"x\\\"y\"\n}";

    #[test]
    fn every_place_has_its_line() {
        for (spot, line) in [
            (Spot::default(), 1),
            (Spot::default().key("a"), 2),
            (Spot::default().key("a").index(1), 3),
            (Spot::default().key("a").index(1).key("c"), 4),
            (Spot::default().key("d"), 6),
        ] {
            assert_eq!(line_of(TEXT, spot.steps()), Some(line), "{spot}");
        }
    }

    #[test]
    fn what_is_missing_is_missed_where_it_should_be() {
        assert_eq!(line_of(TEXT, Spot::default().key("a").index(1).key("z").steps()), Some(3));
        assert_eq!(line_of(TEXT, Spot::default().key("a").index(9).steps()), Some(2));
    }
}
