//! `allu timeline`: the projects as bars against the years, as text.

use super::open::{answer_of, print_remarks, valid};
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::i18n::say;
use crate::model::{Directory, ProjectIx, RecordRef};
use crate::present::{Line, Role, project_years, timeline_lines};
use crate::search::Pane;
use crate::session::ModelSource;
use crate::text::Day;

/// The columns of a timeline in a pipe.
const PIPE_COLUMNS: usize = 100;

/// Prints the bars of the projects that match, or their years if there is no room for bars.
///
/// Errors: [`Error::NoProject`] if no project matches, and those of `find`.
pub(super) fn timeline(
    query: &str,
    source: &ModelSource,
    today: Day,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let (open, answer) = answer_of(query, source, today, settings, io)?;
    let directory = &open.directory;
    let all = answer.count(Pane::Projects);
    let records = (0..all).filter_map(|row| answer.record(directory, Pane::Projects, row));
    let projects: Vec<ProjectIx> = records.filter_map(project_in).collect();
    if projects.is_empty() {
        return Err(Error::NoProject { query: query.to_owned() });
    }
    print_remarks(&answer, directory, &[Pane::Projects], settings, io);
    let cells = settings.columns.map_or(PIPE_COLUMNS, usize::from);
    let bars = timeline_lines(directory, &projects, None, today, cells, (settings.lang, &settings.marks));
    let is_drawn = !settings.plain && !bars.is_empty();
    let lines = if is_drawn {
        bars
    } else {
        projects.iter().map(|project| in_words(directory, *project, today, settings)).collect()
    };
    let mut output = OutputWriter::new(io.out.writer, settings);
    let printed = lines.iter().try_for_each(|line| output.line(line).and_then(|()| output.end()));
    valid(&open, printed.and_then(|()| output.finish()))
}

fn project_in(record: RecordRef) -> Option<ProjectIx> {
    match record {
        RecordRef::Project(index) => Some(index),
        _ => None,
    }
}

/// The name of a project, its years, and whether it has ended.
fn in_words(directory: &Directory, index: ProjectIx, today: Day, settings: &Settings) -> Line {
    let name = directory.project(index).name.clone();
    // A part of a project without years of its own has those of the project.
    let family = directory.family_of(index);
    let years = family.into_iter().map(|project| project_years(&directory.project(project)));
    let years = years.into_iter().find(|years| !years.is_empty()).unwrap_or_default();
    let is_over = directory.is_project_over(index, today) == Some(true);
    let mut parts = vec![name, years.replace('–', settings.marks.dash)];
    parts.extend(is_over.then(|| say!(settings.lang, "detail.over_short")));
    parts.retain(|part| !part.is_empty());
    Line::of(parts.join(", "), Role::Plain)
}
