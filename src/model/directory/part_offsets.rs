//! Finds the offsets of the parts of a model in its file, without loading the whole file or parsing the records.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::record_places::{BLOCK, ByteSource, RecordPlaces};

/// The byte ranges of the parts of a model.
#[derive(Debug, Default)]
pub(super) struct PartOffsets {
    values: HashMap<&'static str, Range<u64>>,
    lists: HashMap<&'static str, RecordPlaces>,
}

/// The fields of a model that are lists of records.
const LISTS: [&str; 6] = ["documents", "organisations", "projects", "people", "positions", "warnings"];
/// All fields, in the order in which a model that is written as a JSON array has them.
const FIELDS: [&str; 11] = [
    "schema",
    "title",
    "title_translations",
    "maintainer",
    "documents",
    "areas",
    "organisations",
    "projects",
    "people",
    "positions",
    "warnings",
];
const MARK: &[u8] = b"\xef\xbb\xbf";

impl PartOffsets {
    /// The offsets of the parts of a text. Returns `None` if the text is not an object or an array with the fields of a
    /// model, or cannot be read.
    ///
    /// The contents of records are not checked here, except that each record ends as a JSON value must. They are
    /// checked when a record is read.
    pub(super) fn of(source: &(impl ByteSource + ?Sized)) -> Option<Self> {
        let mut cursor = Cursor { source, block: Cow::Borrowed(&[]), start: 0, at: 0 };
        if source.part(0..MARK.len() as u64).is_ok_and(|first| *first == *MARK) {
            cursor.start = MARK.len() as u64;
        }
        cursor.skip_space();
        let mut offsets = Self::default();
        let (is_list, end) = match cursor.peek()? {
            b'{' => (false, b'}'),
            b'[' => (true, b']'),
            _ => return None,
        };
        cursor.at += 1;
        cursor.skip_space();
        let mut position = 0;
        let mut has_next = cursor.peek()? != end;
        while has_next {
            let field = if is_list { *FIELDS.get(position)? } else { cursor.field()? };
            offsets.add(field, &mut cursor)?;
            position += 1;
            has_next = cursor.has_next(end)?;
        }
        cursor.at += 1;
        cursor.skip_space();
        cursor.peek().is_none().then_some(offsets)
    }

    fn add<S: ByteSource + ?Sized>(&mut self, field: &'static str, cursor: &mut Cursor<'_, S>) -> Option<()> {
        let is_first = match field {
            list if LISTS.contains(&list) => self.lists.insert(list, cursor.records()?).is_none(),
            "" => {
                let ignored = cursor.skip_value()?;
                read::<IgnoredAny>(cursor.source, ignored).is_some()
            }
            value => self.values.insert(value, cursor.skip_value()?).is_none(),
        };
        is_first.then_some(())
    }

    /// The byte range of the value of a field. Returns `None` if the model does not have the field.
    pub(super) fn place(&self, field: &str) -> Option<Range<u64>> {
        self.values.get(field).cloned()
    }

    /// The value of a field, or the result of `default` if the model does not have the field. Returns `None` if the
    /// value cannot be read or is not of the type.
    pub(super) fn value<T: DeserializeOwned>(
        &self,
        field: &str,
        source: &(impl ByteSource + ?Sized),
        default: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        self.place(field).map_or_else(default, |place| read(source, place))
    }

    /// Whether the model has the list `field`.
    pub(super) fn has_list(&self, field: &str) -> bool {
        self.lists.contains_key(field)
    }

    /// The places of the records of a list.
    pub(super) fn records(&self, field: &str) -> RecordPlaces {
        self.lists.get(field).cloned().unwrap_or_default()
    }
}

/// Parses the JSON value in a byte range. Returns `None` if it cannot be read or is not of the type.
fn read<T: DeserializeOwned>(source: &(impl ByteSource + ?Sized), place: Range<u64>) -> Option<T> {
    serde_json::from_slice(&source.part(place).ok()?).ok()
}

/// A cursor in a text that is read block by block.
struct Cursor<'a, S: ?Sized> {
    source: &'a S,
    block: Cow<'a, [u8]>,
    /// The offset of the block in the text.
    start: u64,
    /// The offset in the block.
    at: usize,
}

impl<S: ByteSource + ?Sized> Cursor<'_, S> {
    fn place(&self) -> u64 {
        self.start + self.at as u64
    }

    /// The rest of the block, or the next block if nothing is left of it. Returns `None` at the end, and if the next
    /// block cannot be read.
    fn rest(&mut self) -> Option<&[u8]> {
        if self.at >= self.block.len() {
            let start = self.place();
            let end = self.source.size().min(start + BLOCK);
            self.block = self.source.part(start..end).ok().filter(|block| !block.is_empty())?;
            (self.start, self.at) = (start, 0);
        }
        self.block.get(self.at..)
    }

    fn peek(&mut self) -> Option<u8> {
        self.rest()?.first().copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Reads the key of a field, and skips to its value. Returns the key, which is empty if models have no such field.
    fn field(&mut self) -> Option<&'static str> {
        (self.peek()? == b'"').then_some(())?;
        let place = self.skip_value()?;
        let key: String = read(self.source, place)?;
        self.skip_space();
        (self.peek()? == b':').then_some(())?;
        self.at += 1;
        self.skip_space();
        Some(FIELDS.into_iter().find(|field| *field == key).unwrap_or_default())
    }

    /// Whether another value follows in a list or an object.
    fn has_next(&mut self, end: u8) -> Option<bool> {
        self.skip_space();
        match self.peek()? {
            b',' => {
                self.at += 1;
                self.skip_space();
                (self.peek()? != end).then_some(true)
            }
            byte => (byte == end).then_some(false),
        }
    }

    /// Skips the list that begins here, and returns the offsets of its records.
    fn records(&mut self) -> Option<RecordPlaces> {
        (self.peek()? == b'[').then_some(())?;
        self.at += 1;
        self.skip_space();
        let (mut starts, mut last) = (Vec::new(), 0);
        let mut has_next = self.peek()? != b']';
        while has_next {
            let place = self.skip_value()?;
            starts.push(place.start);
            last = place.end;
            has_next = self.has_next(b']')?;
        }
        self.at += 1;
        Some(RecordPlaces::new(starts.into_iter().chain([last]).collect()))
    }

    /// Skips the value that begins here, without recursion, and returns its byte range.
    fn skip_value(&mut self) -> Option<Range<u64>> {
        let start = self.place();
        let mut depth = 0_usize;
        loop {
            let rest = self.rest()?;
            // Few of the bytes of a value are quotes, brackets or commas.
            let skipped = rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']' | b','));
            let Some(skipped) = skipped.filter(|_| depth > 0) else {
                if depth > 0 {
                    self.at = self.block.len();
                    continue;
                }
                match self.peek()? {
                    b'"' => self.skip_string()?,
                    b'{' | b'[' => {
                        depth = 1;
                        self.at += 1;
                        continue;
                    }
                    _ => self.skip_word(),
                }
                return (self.place() > start).then(|| start..self.place());
            };
            self.at += skipped;
            match self.peek()? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => (depth, self.at) = (depth + 1, self.at + 1),
                b'}' | b']' => (depth, self.at) = (depth - 1, self.at + 1),
                _ => self.at += 1,
            }
            if depth == 0 {
                return Some(start..self.place());
            }
        }
    }

    /// Skips a number, `true`, `false` or `null`.
    fn skip_word(&mut self) {
        while self.peek().is_some_and(|byte| !is_space(byte) && !matches!(byte, b',' | b']' | b'}' | b':')) {
            self.at += 1;
        }
    }

    fn skip_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let rest = self.rest()?;
            let mark = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'));
            match mark.map(|at| (at, rest.get(at) == Some(&b'"'))) {
                None => self.at = self.block.len(),
                Some((at, true)) => {
                    self.at += at + 1;
                    return Some(());
                }
                Some((at, false)) => {
                    self.at += at + 1;
                    self.peek()?;
                    self.at += 1;
                }
            }
        }
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Two records with all characters that could be mistaken for the end of a record.
    const RECORDS: [&str; 2] =
        [r#"{"id":"a\\\"]},{", "n": [1, {"m":"\\"}, "}"], "t":true }"#, r#"[-2.5e3, "[", null]"#];

    fn records(text: &str) -> Option<Vec<Value>> {
        let mut found = Vec::new();
        let offsets = PartOffsets::of(text.as_bytes())?;
        offsets.records("people").each(text.as_bytes(), |_, record: Value| {
            found.push(record);
            Some(())
        })?;
        Some(found)
    }

    #[test]
    fn a_record_may_be_in_two_blocks_wherever_it_is_cut() {
        let [first, second] = RECORDS;
        let expected: Option<Vec<Value>> = RECORDS.iter().map(|record| serde_json::from_str(record).ok()).collect();
        let block = usize::try_from(BLOCK).unwrap_or_default();
        for length in block - 130..block {
            let text = format!("{{\"title\":\"{}\", \"people\" : [{first} ,\n {second}\n]}}\n", "x".repeat(length));
            assert_eq!(records(&text), expected, "{length}");
        }
    }

    #[test]
    fn what_is_no_object_of_lists_has_no_offsets() {
        for text in [
            "",
            "x}",
            "{",
            "{}}",
            "{\"people\":[1,]}",
            "{\"people\":[1 2]}",
            "{\"people\":{}}",
            "{\"a\" 1}",
            "{\"a\":}",
        ] {
            assert!(PartOffsets::of(text.as_bytes()).is_none(), "{text}");
        }
        for text in ["{\"people\":[],\"people\":[]}", "{\"x\":[1}", "{\"x\":tru}", "{,}", "[1,", "{\"title\":\"a\\"] {
            assert!(PartOffsets::of(text.as_bytes()).is_none(), "{text}");
        }
        assert_eq!(records(" \u{feff}{}"), None);
        assert_eq!(records("\u{feff} { \"people\" : [ ] , \"x\" : [1] } "), Some(Vec::new()));
    }
}
