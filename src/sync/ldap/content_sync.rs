//! Reads what has changed since a cookie (RFC 4533, refresh only).

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ldap3::ResultEntry;
use ldap3::controls::{
    Control, ControlType, EntryState, MakeCritical, RefreshMode, SyncDone, SyncInfo, SyncRequest, SyncState,
    parse_syncinfo,
};

use super::super::server_message::{Omission, ServerMessage};
use super::super::{EntryId, SyncError};
use super::Sink;
use super::connection::{Connection, LdapSearch};
use super::entry::RawEntry;
use super::paged;
use super::result_code::{PROTOCOL_ERROR, REFRESH_REQUIRED, UNKNOWN_CONTROL, UNWILLING, is_success, of_result};
use super::root_entry::RootEntry;
use crate::session::{FailureCause, LdapServer, SyncCursor};

/// The maximum number of bytes of a cookie.
const MAX_COOKIE: usize = 1 << 16;

/// Sends what has changed, and returns the new cookie.
pub(super) fn read(
    connection: &mut Connection,
    server: &LdapServer,
    attributes: &[String],
    root: &RootEntry,
    cursor: Option<&SyncCursor>,
    sink: &Sink<'_>,
) -> Result<Option<SyncCursor>, SyncError> {
    let known = match cursor {
        Some(SyncCursor::Cookie { cookie }) => BASE64_STANDARD.decode(cookie).ok(),
        _ => None,
    };
    if let Some(cookie) = known {
        match refresh(connection, server, attributes, Some(cookie), sink)? {
            Refreshed::To(cursor, Unmentioned::Kept) => return Ok(cursor),
            Refreshed::To(cursor, Unmentioned::Unclear) if root.lists_deletions => return Ok(cursor),
            Refreshed::To(cursor, Unmentioned::Gone) => {
                sink.send(ServerMessage::PresentEnd)?;
                return Ok(cursor);
            }
            // Either all entries are gone, or the server violates the RFC. Reading the whole content settles it.
            Refreshed::To(_, Unmentioned::Unclear) => {}
            Refreshed::Refused(code, _) if [REFRESH_REQUIRED, UNWILLING, PROTOCOL_ERROR].contains(&code) => {}
            Refreshed::Refused(_, error) => return Err(error),
        }
    }
    sink.send(ServerMessage::Reload)?;
    match refresh(connection, server, attributes, None, sink)? {
        Refreshed::To(cursor, _) => Ok(cursor),
        // The server supports the control, but not in this part of its directory.
        Refreshed::Refused(UNKNOWN_CONTROL | UNWILLING, _) => {
            paged::read_by_time(connection, server, attributes, None, sink)
        }
        Refreshed::Refused(_, error) => Err(error),
    }
}

/// What a refresh led to.
enum Refreshed {
    /// The new cookie, and what happened to the entries that the server did not mention.
    To(Option<SyncCursor>, Unmentioned),
    /// The server refused, with a code.
    Refused(u32, SyncError),
}

/// What happened to the entries that a server did not mention.
enum Unmentioned {
    /// They are unchanged: the server has listed those that are gone.
    Kept,
    /// They are gone: the server has listed those that are unchanged.
    Gone,
    /// The server has listed neither.
    Unclear,
}

fn refresh(
    connection: &mut Connection,
    server: &LdapServer,
    attributes: &[String],
    cookie: Option<Vec<u8>>,
    sink: &Sink<'_>,
) -> Result<Refreshed, SyncError> {
    let request = SyncRequest { mode: RefreshMode::RefreshOnly, cookie, reload_hint: false };
    let search = LdapSearch {
        base: &server.base,
        scope: server.scope,
        filter: server.filter(),
        attributes,
        controls: vec![request.critical().into()],
    };
    let mut phase = Phase { sink, attributes, cookie: None, has_present: false, has_ended_present: false };
    let result = connection.search(search, &mut |answer| phase.take(answer))?;
    if !is_success(&result) {
        return Ok(Refreshed::Refused(result.rc, of_result(&result)));
    }
    let done = result.ctrls.into_iter().find_map(|Control(kind, control)| {
        matches!(kind, Some(ControlType::SyncDone)).then(|| control.parse::<SyncDone>())
    });
    let (of_done, refresh_deletes) = done.map_or((None, false), |done| (done.cookie, done.refresh_deletes));
    let unmentioned = match (refresh_deletes || phase.has_ended_present, phase.has_present) {
        (true, _) => Unmentioned::Kept,
        (false, true) => Unmentioned::Gone,
        (false, false) => Unmentioned::Unclear,
    };
    let cookie = of_done.or(phase.cookie).filter(|cookie| cookie.len() <= MAX_COOKIE);
    let cursor = cookie.map(|cookie| SyncCursor::Cookie { cookie: BASE64_STANDARD.encode(cookie) });
    Ok(Refreshed::To(cursor, unmentioned))
}

/// What a server has sent so far.
struct Phase<'a> {
    sink: &'a Sink<'a>,
    attributes: &'a [String],
    cookie: Option<Vec<u8>>,
    /// Whether it has listed unchanged entries.
    has_present: bool,
    /// Whether it has ended the list of unchanged entries, so that the others are removed.
    has_ended_present: bool,
}

impl Phase<'_> {
    fn take(&mut self, answer: ResultEntry) -> Result<(), SyncError> {
        if answer.is_ref() {
            return self.sink.send(ServerMessage::Omitted(Omission::Reference));
        }
        if answer.is_intermediate() {
            return self.take_info(answer);
        }
        let ResultEntry { 0: tag, 1: controls, .. } = answer;
        let state = controls.into_iter().find_map(|Control(kind, control)| {
            matches!(kind, Some(ControlType::SyncState)).then(|| control.parse::<SyncState>())
        });
        let state = state.ok_or(FailureCause::Protocol)?;
        let id = EntryId::from_uuid(&state.entry_uuid).ok_or(FailureCause::Protocol)?;
        self.cookie = state.cookie.or(self.cookie.take());
        match state.state {
            EntryState::Present => {
                self.has_present = true;
                self.sink.send(ServerMessage::Present(vec![id]))
            }
            EntryState::Delete => self.sink.send(ServerMessage::Gone(vec![id])),
            EntryState::Add | EntryState::Modify => {
                let entry = RawEntry::of(tag).ok_or(FailureCause::Protocol)?;
                let (entry, omitted) = entry.into_entry(id, self.attributes);
                for _ in 0..omitted {
                    self.sink.send(ServerMessage::Omitted(Omission::Value))?;
                }
                self.sink.send(ServerMessage::Entry(id, entry))
            }
        }
    }

    fn take_info(&mut self, answer: ResultEntry) -> Result<(), SyncError> {
        let cookie = match parse_syncinfo(answer) {
            SyncInfo::NewCookie(cookie) => Some(cookie),
            SyncInfo::RefreshDelete { cookie, .. } => cookie,
            SyncInfo::RefreshPresent { cookie, .. } => {
                self.has_ended_present = true;
                self.sink.send(ServerMessage::PresentEnd)?;
                cookie
            }
            SyncInfo::SyncIdSet { cookie, refresh_deletes, sync_uuids } => {
                let ids = sync_uuids.iter().map(|id| EntryId::from_uuid(id)).collect::<Option<Vec<EntryId>>>();
                let ids = ids.ok_or(FailureCause::Protocol)?;
                self.has_present |= !refresh_deletes && !ids.is_empty();
                self.sink.send(if refresh_deletes { ServerMessage::Gone(ids) } else { ServerMessage::Present(ids) })?;
                cookie
            }
        };
        self.cookie = cookie.or(self.cookie.take());
        Ok(())
    }
}
