//! Workbooks of Office Open XML.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archive;
use super::merged::{MergedArea, MergedCells};
use super::{Budget, WorkbookReader, number_text};
use crate::exchange::contact::ContactFile;
use crate::exchange::error::ContactFileError;

/// Reads the contacts of the sheets that a workbook shows.
///
/// # Errors
///
/// [`ContactFileError`] if the workbook is damaged or encrypted, or larger than the limits.
pub(in crate::exchange) fn read_xlsx(bytes: &[u8]) -> Result<ContactFile, ContactFileError> {
    archive::open(bytes)?;
    let mut workbook: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(|error| cause(&error))?;
    let mut file = ContactFile::default();
    let sheets: Vec<_> =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let (shown, hidden): (Vec<_>, Vec<_>) =
        sheets.into_iter().partition(|sheet| sheet.visible == SheetVisible::Visible);
    file.hidden_sheets = hidden.into_iter().map(|sheet| sheet.name).collect();
    let has_several = shown.len() > 1;
    let mut budget = Budget::new();
    for sheet in shown {
        let areas = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(|error| cause(&error))?;
        let area = |area: calamine::Dimensions| MergedArea {
            first_row: index(area.start.0),
            last_row: index(area.end.0),
            first_column: index(area.start.1),
            last_column: index(area.end.1),
        };
        let merged = MergedCells::new(areas.into_iter().map(area).collect());
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(|error| cause(&error))?;
        let mut reader = WorkbookReader::new(has_several.then_some(sheet.name), &mut file, merged, &mut budget);
        let mut last = 0;
        while let Some(cell) = cells.next_cell().map_err(|error| cause(&error))? {
            let (row, column) = cell.get_position();
            // A workbook whose rows do not ascend is damaged.
            if row < last {
                return Err(ContactFileError::Damaged);
            }
            last = row;
            let text = text_of(cell.get_value());
            if !text.is_empty() {
                reader.add(index(row), index(column), text)?;
            }
        }
        reader.finish()?;
    }
    Ok(file)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn cause(error: &XlsxError) -> ContactFileError {
    match error {
        XlsxError::Password => ContactFileError::Encrypted,
        _ => ContactFileError::Damaged,
    }
}

/// The text that stands for the value of a cell; that of an error is empty.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
