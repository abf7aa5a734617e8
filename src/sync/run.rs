//! Brings the model of one source up to date.

use std::path::Path;

use super::SyncError;
use super::entry_changes::{ChangeCounts, EntryChanges, EntryLimits, EntrySet};
use super::entry_file::{self, EntryFile};
use super::lock::lock;
use super::model_file::{ModelCounts, write_model};
use super::server::read;
use crate::exchange::AttributeMap;
use crate::files::{hash_of, own_folder};
use crate::session::{FailureCause, LdapServer, LdapUri, Source, SourceState, SyncCursor, SyncFailure, SyncRequestId};
use crate::text::Day;

/// The number of seconds for which a server that failed is tried last.
const RETRY_AFTER: u64 = 10 * 60;
/// The number of seconds after which an unchanged model is written again, because its numbers are still true on a later
/// day.
const MAX_AGE: u64 = 30 * 24 * 60 * 60;
/// The version of the requested attributes and of the stored entries.
const REQUEST_VERSION: u32 = 1;

/// The time of a sync, and the function that is told about its progress.
#[derive(Clone, Copy)]
pub struct SyncOptions<'a> {
    /// Now, in seconds since 1970.
    pub now: u64,
    /// The day on which the numbers hold.
    pub day: Day,
    /// Is told how far the sync is.
    pub report: &'a dyn Fn(SyncProgress<'_>),
}

/// How far a sync is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncProgress<'a> {
    /// This server is asked.
    Asking(&'a str),
    /// So many entries were named by the server.
    Read(u64),
    /// So many contacts are in the new model.
    Made(u64),
}

/// What a sync led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncOutcome {
    /// Whether the model is another one now.
    pub is_new: bool,
    /// What was read.
    pub summary: SyncSummary,
}

/// What was read, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncSummary {
    /// The URI of the server.
    pub server: String,
    /// The servers that failed before it, and why.
    pub failed: Vec<(String, SyncError)>,
    /// The entries.
    pub entries: u64,
    /// What has changed.
    pub counts: ChangeCounts,
    /// The people in the model. `None` if no model was made.
    pub people: Option<u64>,
    /// The accounts that are left out because they are disabled, and the contacts that nobody may see.
    pub left_out: u64,
}

/// Updates the model of a source. The state is written last.
///
/// # Errors
///
/// [`SyncError`]; the model stays as it was, and the state says why.
pub fn sync(source: &Source, server: &LdapServer, options: &SyncOptions<'_>) -> Result<SyncOutcome, SyncError> {
    let unwritable = |path: &Path, cause: &dyn ToString| {
        SyncError::new(FailureCause::Unwritable, &format!("{}: {}", path.display(), cause.to_string()))
    };
    let folder = source.model.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        own_folder(folder, true).map_err(|cause| unwritable(folder, &cause))?;
    }
    let _lock = lock(&source.lock_path())?;
    let before = SourceState::read(&source.state_path()).unwrap_or_default();
    let mut state = before.clone();
    let result = update(source, server, options, folder, &mut state);
    match &result {
        Ok(_) => {
            state.synced_at = Some(options.now);
            state.failure = None;
        }
        Err(error) => {
            let since = before.failure.as_ref().map_or(options.now, |failure| failure.since);
            state.failure = Some(SyncFailure { since, at: options.now, cause: error.cause });
        }
    }
    let written = state.write(&source.state_path());
    match (result, written) {
        (Ok(_), Err(cause)) => Err(unwritable(&source.state_path(), &cause)),
        (result, _) => result,
    }
}

/// Reads the servers in their order until one answers, writes the changes, and updates the state.
fn update(
    source: &Source,
    server: &LdapServer,
    options: &SyncOptions<'_>,
    folder: &Path,
    state: &mut SourceState,
) -> Result<SyncOutcome, SyncError> {
    let request = request_id(server);
    let old = EntryFile::open(&source.entries_path());
    // Entries of another request, or in a file that somebody else has written, cannot be the base of changes.
    let is_kept = state.request == Some(request) && old.is_some();
    let is_sound = is_kept && old.as_ref().map(|old| old.hash) == state.entries_hash;
    let cursor = state.cursor.clone().filter(|_| is_sound);
    state.away.retain(|known, _| server.uris.iter().any(|uri| uri.to_string() == *known));
    let mut failed: Vec<(String, SyncError)> = Vec::new();
    for uri in in_order(server, state, options.now) {
        let reading = Reading { server, uri, folder, old: old.as_ref().filter(|_| is_kept), options };
        match reading.entries(cursor.as_ref()) {
            Ok((entries, cursor)) => {
                state.away.remove(&uri.to_string());
                let summary = SyncSummary {
                    server: uri.to_string(),
                    failed,
                    entries: entries.len(),
                    counts: entries.counts,
                    ..SyncSummary::default()
                };
                let is_recent = state.changed_at.is_some_and(|at| options.now.saturating_sub(at) < MAX_AGE);
                let is_current = is_sound && is_recent && !entries.is_changed() && source.model.is_file();
                let outcome = if is_current {
                    SyncOutcome { is_new: false, summary }
                } else {
                    write(source, server, &entries, summary, options, state)?
                };
                state.server = Some(uri.to_string());
                state.cursor = cursor;
                state.request = Some(request);
                return Ok(outcome);
            }
            Err(error) => {
                let is_last = !error.is_of_one_server();
                state.away.insert(uri.to_string(), options.now);
                failed.push((uri.to_string(), error));
                if is_last {
                    break;
                }
            }
        }
    }
    Err(main_error(&failed))
}

/// Writes the entries and the model.
fn write(
    source: &Source,
    server: &LdapServer,
    entries: &EntrySet<'_>,
    summary: SyncSummary,
    options: &SyncOptions<'_>,
    state: &mut SourceState,
) -> Result<SyncOutcome, SyncError> {
    let path = source.entries_path();
    let report = |done| (options.report)(SyncProgress::Made(done));
    let map = AttributeMap::with(&server.attributes);
    let ModelCounts { people, disabled, withheld, .. } = write_model(source, entries, &map, options.day, &report)?;
    // The entries are written after the model. If they are lost, everything is read again.
    let hash = entry_file::write(&path, &|each| entries.each_line(each));
    let hash =
        hash.map_err(|cause| SyncError::new(FailureCause::Unwritable, &format!("{}: {cause}", path.display())))?;
    state.entries_hash = Some(hash);
    state.entries = entries.len();
    state.changed_at = Some(options.now);
    let summary = SyncSummary { people: Some(people), left_out: disabled + withheld, ..summary };
    Ok(SyncOutcome { is_new: true, summary })
}

/// One attempt to read a server.
struct Reading<'a> {
    server: &'a LdapServer,
    uri: &'a LdapUri,
    folder: &'a Path,
    old: Option<&'a EntryFile>,
    options: &'a SyncOptions<'a>,
}

impl<'a> Reading<'a> {
    /// The entries of the server, and where it goes on.
    fn entries(&self, cursor: Option<&SyncCursor>) -> Result<(EntrySet<'a>, Option<SyncCursor>), SyncError> {
        let (store, next) = self.store(cursor)?;
        let (store, next) = if store.has_unknown() { self.store(None)? } else { (store, next) };
        let unwritable = |cause| SyncError::new(FailureCause::Unwritable, &cause);
        let entries = store.finish().map_err(unwritable)?;
        if entries.len() == 0 {
            let cause = if entries.counts.nameless > 0 { FailureCause::NoKeys } else { FailureCause::NoContacts };
            return Err(cause.into());
        }
        Ok((entries, next))
    }

    fn store(&self, cursor: Option<&SyncCursor>) -> Result<(EntryChanges<'a>, Option<SyncCursor>), SyncError> {
        let limits = EntryLimits { entries: self.server.max_entries, bytes: self.server.max_bytes };
        let store = EntryChanges::new(self.old, self.folder, limits);
        let mut store = store.map_err(|cause| {
            SyncError::new(FailureCause::Unwritable, &format!("{}: {cause}", self.folder.display()))
        })?;
        (self.options.report)(SyncProgress::Asking(&self.uri.to_string()));
        let next = read(self.server, self.uri, cursor, &mut |message| {
            store.take(message)?;
            (self.options.report)(SyncProgress::Read(store.named()));
            Ok(())
        })?;
        Ok((store, next))
    }
}

/// The URIs in the order in which they are tried: those that failed recently come last.
fn in_order<'a>(server: &'a LdapServer, state: &SourceState, now: u64) -> Vec<&'a LdapUri> {
    let failed_lately = |uri: &LdapUri| {
        state.away.get(&uri.to_string()).is_some_and(|at| now.saturating_sub(*at) < RETRY_AFTER && *at <= now)
    };
    let (last, first): (Vec<&LdapUri>, Vec<&LdapUri>) = server.uris.iter().partition(|uri| failed_lately(uri));
    first.into_iter().chain(last).collect()
}

/// The most informative error: that of a server that was reached, else that of the first server, with its URI.
fn main_error(failed: &[(String, SyncError)]) -> SyncError {
    let is_reached = |(_, error): &&(String, SyncError)| error.cause != FailureCause::Away;
    let Some((uri, error)) = failed.iter().find(is_reached).or(failed.first()) else {
        return FailureCause::Unknown.into();
    };
    let detail = match &error.detail {
        Some(detail) => format!("{uri}: {detail}"),
        None => uri.clone(),
    };
    SyncError::new(error.cause, &detail)
}

/// Identifies what is asked of a server.
fn request_id(server: &LdapServer) -> SyncRequestId {
    let LdapServer { base, scope, attributes, preset, .. } = server;
    let text = format!("{REQUEST_VERSION} {base:?} {scope:?} {:?} {attributes:?} {preset:?}", server.filter());
    SyncRequestId(hash_of(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(uris: &[&str]) -> LdapServer {
        LdapServer::new(uris.iter().filter_map(|uri| uri.parse().ok()).collect(), "dc=x".into())
    }

    #[test]
    fn a_server_that_failed_comes_last_for_a_while() {
        let server = server(&["ldap://a", "ldap://b", "ldap://c"]);
        let mut state = SourceState::default();
        state.away.insert("ldap://a".into(), 1000);
        let order = |now| in_order(&server, &state, now).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(order(1001), ["ldap://b", "ldap://c", "ldap://a"]);
        assert_eq!(order(1000 + RETRY_AFTER), ["ldap://a", "ldap://b", "ldap://c"]);
        // A clock that was set back does not keep a server away for long.
        assert_eq!(order(10), ["ldap://a", "ldap://b", "ldap://c"]);
    }

    #[test]
    fn the_error_is_that_of_a_server_that_was_reached() {
        let error = |cause| SyncError { cause, detail: None };
        let failed = vec![
            ("ldap://a".to_owned(), error(FailureCause::Away)),
            ("ldap://b".to_owned(), error(FailureCause::Credentials)),
        ];
        assert_eq!(main_error(&failed), SyncError::new(FailureCause::Credentials, "ldap://b"));
    }

    #[test]
    fn another_filter_is_another_request() {
        let (one, mut other) = (server(&["ldap://a"]), server(&["ldap://b"]));
        assert_eq!(request_id(&one), request_id(&other));
        other.filter = Some("(sn=a)".into());
        assert_ne!(request_id(&one), request_id(&other));
    }
}
