//! The prompt for an export: which records are exported, the proposed file, its format by the extension, and the
//! request.

use crate::app::{Effect, ExportPrompt, Mode, State};
use crate::exchange::ExportFormat;
use crate::model::RecordRef;
use crate::present::{Shown, Status};

/// The proposed file name. It contains no data of a record.
const PROPOSED: &str = "allu.vcf";

/// Opens the prompt for the file to which records are exported.
pub(in crate::app) fn ask_export(state: &mut State) {
    // Only one file is written at a time.
    if let Some(prompt) = &state.exporting {
        state.status = Some(Status::Exporting(prompt.path.clone()));
        return;
    }
    if exported_count(state) == 0 {
        state.status = Some(Status::NothingToExport);
        return;
    }
    let from = Box::new(std::mem::replace(&mut state.mode, Mode::Query));
    let cursor = PROPOSED.chars().count();
    state.mode = Mode::Export(ExportPrompt { from, path: PROPOSED.to_owned(), cursor, replaces: false });
}

/// The records that are exported: the marked ones, else that of the open card, else all of the list.
fn exported(state: &State) -> Vec<RecordRef> {
    if !state.marked.is_empty() {
        return state.marked.clone();
    }
    match state.browsing() {
        Mode::Detail(trail) => match trail.last().map(|page| page.shown) {
            Some(Shown::Record(record) | Shown::Sources(record)) => vec![record],
            Some(Shown::Passage(document, _)) => vec![RecordRef::Document(document)],
            Some(Shown::Start) | None => Vec::new(),
        },
        Mode::Map(map) => vec![RecordRef::Region(map.region)],
        _ => state.answer.records(&state.directory, &[state.pane]).collect(),
    }
}

/// The number of records to export. Does not iterate over the records.
pub(in crate::app) fn exported_count(state: &State) -> usize {
    match state.browsing() {
        Mode::Query | Mode::List if state.marked.is_empty() => state.rows(),
        _ => exported(state).len(),
    }
}

/// Switches the file to another format by changing its extension.
pub(in crate::app) fn turn_format(state: &mut State, by: isize) {
    if let Mode::Export(prompt) = &mut state.mode {
        let path = ExportFormat::turned_path(&prompt.path, by);
        *prompt = ExportPrompt { cursor: path.chars().count(), path, replaces: false, ..prompt.clone() };
    }
}

/// Requests the export to the file in the prompt. The prompt comes back if the file cannot be written.
pub(in crate::app) fn write_file(state: &mut State) -> Vec<Effect> {
    let Mode::Export(prompt) = &state.mode else { return Vec::new() };
    let path = prompt.path.trim().to_owned();
    let Some(format) = ExportFormat::of_path(&path) else {
        state.status = Some(Status::UnknownFormat);
        return Vec::new();
    };
    let (prompt, records) = (prompt.clone(), exported(state));
    let replaces = prompt.replaces;
    state.mode = (*prompt.from).clone();
    state.exporting = Some(prompt);
    vec![Effect::Export { records, format, path, replaces }]
}
