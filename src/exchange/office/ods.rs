//! Spreadsheets in the format of the open document standard.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::merged::{MergedArea, MergedCells};
use super::{Budget, MAX_COLUMNS, WorkbookReader, archive, number_text};
use crate::exchange::contact::ContactFile;
use crate::exchange::error::ContactFileError;
use crate::text::decode;

/// The part with the sheets.
const CONTENT: &str = "content.xml";

/// Reads the contacts of the sheets that a spreadsheet shows.
///
/// # Errors
///
/// [`ContactFileError`] if the spreadsheet is damaged or encrypted, or larger than the limits.
pub(in crate::exchange) fn read_ods(bytes: &[u8]) -> Result<ContactFile, ContactFileError> {
    let mut archive = archive::open(bytes)?;
    let manifest = part(&mut archive, "META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ContactFileError::Encrypted);
    }
    let content = part(&mut archive, CONTENT).ok_or(ContactFileError::Damaged)?;
    let sheets = sheets_of(&content)?;
    let has_several = sheets.iter().filter(|sheet| !sheet.is_hidden).count() > 1;
    let mut file = ContactFile::default();
    let mut budget = Budget::new();
    for sheet in sheets {
        if sheet.is_hidden {
            file.hidden_sheets.push(sheet.name);
            continue;
        }
        let xml = content.get(sheet.range).unwrap_or_default();
        let name = has_several.then_some(sheet.name);
        let rows = WorkbookReader::new(name, &mut file, MergedCells::default(), &mut budget);
        read_sheet(xml, rows)?;
    }
    Ok(file)
}

fn part(archive: &mut zip::ZipArchive<std::io::Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(decode(&bytes, false).ok()?.text.into_owned())
}

/// A sheet in the content.
struct Sheet {
    name: String,
    is_hidden: bool,
    /// The bytes of the content between its tags.
    range: std::ops::Range<usize>,
}

/// The sheets, whose styles say which of them are hidden.
fn sheets_of(content: &str) -> Result<Vec<Sheet>, ContactFileError> {
    let mut reader = Reader::from_str(content);
    let mut hidden: HashSet<String> = HashSet::new();
    let mut style = String::new();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut depth = 0;
    loop {
        let before = position(&reader);
        match reader.read_event().map_err(|_| ContactFileError::Damaged)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "style" => {
                style = attribute(&element, "name").unwrap_or_default();
            }
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "table-properties"
                    && attribute(&element, "display").as_deref() == Some("false") =>
            {
                hidden.insert(style.clone());
            }
            Event::Start(element) if element.local_name().as_ref() == "table" => {
                depth += 1;
                if depth == 1 {
                    let style = attribute(&element, "style-name").unwrap_or_default();
                    let start = position(&reader);
                    let name = attribute(&element, "name").unwrap_or_default();
                    sheets.push(Sheet { name, is_hidden: hidden.contains(&style), range: start..start });
                }
            }
            Event::End(element) if element.local_name().as_ref() == "table" => {
                depth -= 1;
                if let Some(sheet) = sheets.last_mut().filter(|_| depth == 0) {
                    sheet.range.end = before;
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The cell that is read.
#[derive(Default)]
struct OpenCell {
    text: String,
    paragraphs: usize,
    /// The number that the text shows.
    value: Option<f64>,
    /// The day that the text shows in some form.
    date: Option<String>,
    columns: usize,
    merged: (usize, usize),
}

fn read_sheet(xml: &str, mut rows: WorkbookReader<'_>) -> Result<(), ContactFileError> {
    let mut reader = Reader::from_str(xml);
    let (mut row, mut column, mut repeated) = (0, 0, 1);
    let mut row_cells: Vec<(usize, String)> = Vec::new();
    let mut cell: Option<OpenCell> = None;
    // Comments and pictures are not part of the text of a cell.
    let mut aside = 0;
    loop {
        match reader.read_event().map_err(|_| ContactFileError::Damaged)? {
            Event::Start(element) | Event::Empty(element) if is_aside(&element) => {
                aside += usize::from(
                    matches!(xml.as_bytes().get(position(&reader).saturating_sub(2)), Some(byte) if *byte != b'/'),
                );
            }
            Event::End(element) if matches!(element.local_name().as_ref(), "annotation" | "frame" | "shapes") => {
                aside = usize::saturating_sub(aside, 1);
            }
            _ if aside > 0 => {}
            Event::Start(element) => match element.local_name().as_ref() {
                "table-row" => {
                    (column, repeated) = (0, count(&element, "number-rows-repeated"));
                }
                "table-cell" | "covered-table-cell" => cell = Some(open_cell(&element)),
                "p" => begin_paragraph(cell.as_mut()),
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "table-row" => row += count(&element, "number-rows-repeated"),
                "table-cell" | "covered-table-cell" => column += count(&element, "number-columns-repeated"),
                "s" => push(cell.as_mut(), " "),
                "tab" | "line-break" => push(cell.as_mut(), "\n"),
                "p" => begin_paragraph(cell.as_mut()),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    if let Some(cell) = cell.take() {
                        let (down, right) = cell.merged;
                        let area = MergedArea {
                            first_row: row,
                            last_row: row + down - 1,
                            first_column: column,
                            last_column: column + right - 1,
                        };
                        if down > 1 || right > 1 {
                            rows.merged.push(area);
                        }
                        let columns = cell.columns;
                        let text = shown(cell);
                        if !text.is_empty() {
                            let end = (column + columns).min(MAX_COLUMNS);
                            row_cells.extend((column..end).map(|column| (column, text.clone())));
                        }
                        column += columns;
                    }
                }
                "table-row" => {
                    let times = if row_cells.is_empty() { 0 } else { repeated };
                    for again in 0..times {
                        for (column, text) in &row_cells {
                            rows.add(row + again, *column, text.clone())?;
                        }
                        rows.end_row()?;
                    }
                    row += repeated;
                    row_cells.clear();
                }
                _ => {}
            },
            Event::Text(text) => push(cell.as_mut(), &text.into_inner()),
            Event::CData(text) => push(cell.as_mut(), &text.into_inner()),
            Event::GeneralRef(reference) => push_reference(cell.as_mut(), &reference),
            Event::Eof => return rows.finish(),
            _ => {}
        }
    }
}

fn is_aside(element: &BytesStart<'_>) -> bool {
    matches!(element.local_name().as_ref(), "annotation" | "frame" | "shapes")
}

fn open_cell(element: &BytesStart<'_>) -> OpenCell {
    let kind = attribute(element, "value-type");
    let is_number = kind.as_deref() == Some("float");
    OpenCell {
        date: attribute(element, "date-value").filter(|_| kind.as_deref() == Some("date")),
        value: attribute(element, "value").filter(|_| is_number).and_then(|value| value.parse().ok()),
        columns: count(element, "number-columns-repeated"),
        merged: (count(element, "number-rows-spanned"), count(element, "number-columns-spanned")),
        ..OpenCell::default()
    }
}

fn begin_paragraph(cell: Option<&mut OpenCell>) {
    if let Some(cell) = cell {
        if cell.paragraphs > 0 {
            cell.text.push('\n');
        }
        cell.paragraphs += 1;
    }
}

fn push(cell: Option<&mut OpenCell>, text: &str) {
    // Text between the tag of a cell and its first paragraph is layout.
    if let Some(cell) = cell.filter(|cell| cell.paragraphs > 0) {
        cell.text.push_str(text);
    }
}

/// Adds the character of a reference. Entities that the file defines are ignored.
fn push_reference(cell: Option<&mut OpenCell>, reference: &BytesRef<'_>) {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => push(cell, letter.encode_utf8(&mut [0; 4])),
        _ => push(cell, resolve_predefined_entity(reference).unwrap_or_default()),
    }
}

/// The text of a cell; that of a number or a date is the stored one, unless the format of a number shows the zero or the
/// plus in front.
fn shown(cell: OpenCell) -> String {
    match (cell.value, cell.date) {
        (Some(number), _) if !cell.text.starts_with(['0', '+']) => number_text(number),
        // “01.10.21” has no century.
        (None, Some(date)) => date,
        _ => cell.text,
    }
}

/// A count of at least 1.
fn count(element: &BytesStart<'_>, key: &str) -> usize {
    const MOST: usize = 2_000_000;
    attribute(element, key).and_then(|count| count.parse().ok()).unwrap_or(1).clamp(1, MOST)
}

/// The value of an attribute, whatever its prefix.
fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false);
    let found = attributes.flatten().find(|it| it.key.local_name().as_ref() == key)?;
    unescape(&found.value).ok().map(Cow::into_owned)
}
