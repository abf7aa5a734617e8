//! Text with one row per line and a separator between cells: CSV and TSV, as different programs export them.
//!
//! * `sniff`: which character stands between the cells.
//! * `unclosed_quote`: finds the line of a quotation mark that is never closed.

mod sniff;
mod unclosed_quote;

use std::borrow::Cow;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::contact::ContactFile;
use super::error::ContactFileError;
use super::sheet::{MAX_CELL_BYTES, MAX_ROWS, SheetReader, SheetRow};
use crate::text::{DecodedText, decode};

/// Reads the contacts of a file.
///
/// # Errors
///
/// [`ContactFileError`] if the bytes are not text, a quotation mark is not closed, or the rows or cells are more than any
/// list of contacts has.
pub(super) fn read(bytes: &[u8]) -> Result<ContactFile, ContactFileError> {
    let DecodedText { text, guessed } = decode(bytes, false).map_err(|_| ContactFileError::NotText)?;
    if guessed.is_some()
        && let Some(line) = line_of_damage(bytes)
    {
        return Err(ContactFileError::DamagedText { line });
    }
    let text = with_line_feeds(text);
    let (text, delimiter, first_line) = sniff::delimiter(&text);
    if let Some(line) = unclosed_quote::unclosed_quote(text, delimiter) {
        return Err(ContactFileError::OpenQuote { line: line + first_line - 1 });
    }
    let mut file = ContactFile { guessed_encoding: guessed, ..ContactFile::default() };
    let mut reader = SheetReader::new(None, &mut file);
    let mut rows = Rows::new(text, delimiter, first_line);
    let mut count = 0;
    while let Some((line, record)) = rows.next_row()? {
        count += 1;
        if count > MAX_ROWS {
            return Err(ContactFileError::TooManyRows { limit: MAX_ROWS });
        }
        if record.iter().any(|cell| cell.len() > MAX_CELL_BYTES) {
            return Err(ContactFileError::LongCell { line, limit: MAX_CELL_BYTES });
        }
        let cells = record.iter().map(str::to_owned).collect();
        if std::mem::take(&mut rows.is_after_blank) {
            reader.push(SheetRow::default())?;
        }
        reader.push(SheetRow { line, cells })?;
    }
    reader.finish();
    Ok(file)
}

/// The records of a text with the lines where they begin.
struct Rows<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    record: StringRecord,
    /// The byte up to which lines are counted, and the line of that byte.
    counted: (usize, u32),
    /// Whether a blank line stands before the record.
    is_after_blank: bool,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, delimiter: u8, first_line: u32) -> Self {
        let reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        Self { text, reader, record: StringRecord::new(), counted: (0, first_line), is_after_blank: false }
    }

    fn next_row(&mut self) -> Result<Option<(u32, &StringRecord)>, ContactFileError> {
        let from = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(_) => return Err(ContactFileError::Syntax { line: self.counted.1 }),
        }
        // The reader skips blank lines, and its position is before them.
        let bytes = self.text.as_bytes();
        let is_end = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let skipped = bytes.get(from..).map_or(0, |rest| rest.iter().take_while(is_end).count());
        let start = from + skipped;
        let (counted, line) = self.counted;
        let passed = bytes.get(counted..start).map_or(0, |passed| memchr::memchr_iter(b'\n', passed).count());
        let line = line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.counted = (start, line);
        let above = bytes.get(..start).unwrap_or_default();
        let ends = above.iter().rev().take_while(is_end).filter(|byte| **byte == b'\n').count();
        self.is_after_blank = ends > 1;
        Ok(Some((line, &self.record)))
    }
}

/// The line at which a UTF-8 text has invalid bytes. `None` if the text is in another encoding.
fn line_of_damage(bytes: &[u8]) -> Option<u32> {
    let (mut letters, mut faults) = (0, 0);
    let mut line = None;
    let mut above = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        above += chunk.valid().bytes().filter(|byte| *byte == b'\n').count();
        if !chunk.invalid().is_empty() {
            faults += 1;
            line = line.or_else(|| u32::try_from(above + 1).ok());
        }
    }
    line.filter(|_| letters > faults)
}

/// The text with a line feed at the end of each line. Files from before 2001 have a carriage return instead.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text }
}
