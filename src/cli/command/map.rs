//! `allu map`: Finland with the regions of a record, as text.

use super::open::{answer_of, print_remarks, valid};
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::model::{Directory, RecordRef};
use crate::present::{FEWEST_MAP_ROWS, Line, MapRegions, Role, map_lines, title_words};
use crate::search::{Answer, Pane};
use crate::session::ModelSource;
use crate::text::Day;

/// The number of rows of a map in a pipe; each shows two rows of the raster.
const PIPE_ROWS: usize = 30;
/// The number of columns of a map in a pipe: enough for every row.
const PIPE_COLUMNS: usize = 120;
/// The maximum number of records of a list that are examined for regions.
const MAX_ASKED: usize = 50;

/// Prints the map with the regions of the best record that has any, or with all regions if there is no query.
///
/// Errors: [`Error::NoRegions`] if no matching record has regions, and those of `find`.
pub(super) fn map(
    query: &str,
    source: &ModelSource,
    today: Day,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let (open, answer) = answer_of(query, source, today, settings, io)?;
    let directory = &open.directory;
    let subject = if query.trim().is_empty() { None } else { Some(subject_of(query, &answer, directory)?) };
    print_remarks(&answer, directory, &[Pane::People, Pane::Regions], settings, io);
    let printed = print(directory, subject, settings, &mut OutputWriter::new(io.out.writer, settings));
    valid(&open, printed)
}

fn print(
    directory: &Directory,
    subject: Option<RecordRef>,
    settings: &Settings,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    let regions = subject.map(|record| MapRegions::of(directory, record)).unwrap_or_default();
    let mut legend: Vec<Line> = Vec::new();
    if let Some(record) = subject.filter(|record| !matches!(record, RecordRef::Region(_))) {
        legend.push(Line::of(title_words(directory, record, settings.lang), Role::Title));
    }
    legend.extend(regions.whole_legend(directory, settings.lang, &settings.marks));
    if let Some(columns) = settings.columns {
        legend = legend.iter().flat_map(|line| line.wrapped(columns.into(), 2)).collect();
    }
    if !settings.plain {
        let size = size(legend.len(), settings);
        let mut lines = map_lines(directory, &regions, size, &settings.marks);
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        for line in lines {
            output.line(&line)?;
            output.end()?;
        }
    }
    for line in legend {
        output.line(&line)?;
        output.end()?;
    }
    output.finish()
}

/// The record whose regions are shown: the first with regions in the list with the best match.
fn subject_of(query: &str, answer: &Answer, directory: &Directory) -> Result<RecordRef, Error> {
    let has_regions = |record: RecordRef| !MapRegions::of(directory, record).is_empty();
    let first = |pane: Pane| answer.hits(directory, &[pane], 0..MAX_ASKED).find(|hit| has_regions(hit.record));
    let firsts = [Pane::People, Pane::Regions, Pane::Projects].into_iter().filter_map(first);
    let best = firsts.min_by_key(|hit| hit.tier);
    best.map(|hit| hit.record).ok_or_else(|| Error::NoRegions { query: query.to_owned() })
}

/// The columns and rows that a map may take above its legend. There is a minimum for readability, because a terminal
/// can scroll.
fn size(legend: usize, settings: &Settings) -> (usize, usize) {
    match (settings.columns, settings.rows) {
        (Some(columns), Some(rows)) => {
            // One row is left for the line between the map and its legend, and one for the shell's next prompt.
            let room = usize::from(rows).saturating_sub(legend + 2);
            (columns.into(), room.max(FEWEST_MAP_ROWS))
        }
        _ => (PIPE_COLUMNS, PIPE_ROWS),
    }
}
