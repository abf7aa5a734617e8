//! How new the records of each source are.

use super::local_time::local_time;
use crate::model::{DirectorySource, SourceFailure};
use crate::session::env::{Env, now};
use crate::session::open_directory::OpenDirectory;
use crate::session::source::{Source, SourceState};
use crate::text::Day;

/// Attaches the sources to a directory, each with its date, its last sync and its failure. `date_of` returns the date
/// of the model of the source with an index.
pub(super) fn with_freshness(
    open: OpenDirectory,
    sources: &[Source],
    date_of: impl Fn(usize) -> Option<Day>,
    env: Env<'_>,
) -> OpenDirectory {
    let sources = sources.iter().enumerate().map(|(index, source)| fresh(source, date_of(index), false, env)).collect();
    open.with_sources(sources, now(env))
}

/// A source with the date of its model, and the state of its server.
pub(super) fn fresh(source: &Source, date: Option<Day>, is_unusable: bool, env: Env<'_>) -> DirectorySource {
    let state = SourceState::read(&source.state_path()).unwrap_or_default();
    let not_synced = state.failure.map(|failure| {
        let (day, time) = local_time(failure.since, env);
        SourceFailure::NotSynced { day, time, cause: failure.cause.name() }
    });
    let failure = if is_unusable { not_synced.or(Some(SourceFailure::Unusable)) } else { not_synced };
    DirectorySource { name: source.name.clone(), date, synced_at: state.synced_at, failure }
}
