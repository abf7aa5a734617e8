//! Reads in pages (RFC 2696): all entries, or those changed since a time or a number and then the ids of all entries.

use ldap3::controls::{Control, ControlType, MakeCritical, PagedResults};
use ldap3::{LdapResult, ldap_escape};

use super::super::server_message::{Omission, ServerMessage};
use super::super::{EntryId, SyncError};
use super::Sink;
use super::connection::{Connection, LdapSearch};
use super::entry::RawEntry;
use super::result_code::{is_success, of_result};
use super::root_entry::RootEntry;
use crate::session::{FailureCause, LdapServer, SyncCursor};

/// Attributes with a permanent id.
const IDS: [&str; 3] = ["entryUUID", "nsUniqueId", "objectGUID"];
/// When an entry was last changed.
const CHANGED: &str = "modifyTimestamp";
/// The number of the last change of an entry.
const USN: &str = "uSNChanged";
/// The maximum number of ids in a message.
const IDS_A_MESSAGE: usize = 1000;
/// The maximum number of pages, in case a server returns the same page forever.
const MAX_PAGES: usize = 10_000_000;

/// A filter, restricted to entries whose attribute is at least a value.
///
/// ```
/// use allu::sync::newer_than;
///
/// let filter = newer_than("(sn=*)", "modifyTimestamp", "2026)(cn=*");
/// assert_eq!(filter, "(&(sn=*)(modifyTimestamp>=2026\\29\\28cn=\\2a))");
/// ```
#[must_use]
pub fn newer_than(filter: &str, attribute: &str, value: &str) -> String {
    let is_bracketed = filter.starts_with('(');
    let filter = if is_bracketed { filter.to_owned() } else { format!("({filter})") };
    format!("(&{filter}({attribute}>={}))", ldap_escape(value))
}

/// Reads by the time of the last change, by the server's clock.
pub(super) fn read_by_time(
    connection: &mut Connection,
    server: &LdapServer,
    attributes: &[String],
    cursor: Option<&SyncCursor>,
    sink: &Sink<'_>,
) -> Result<Option<SyncCursor>, SyncError> {
    let since = match cursor {
        Some(SyncCursor::Timestamp { latest }) => Some(latest.clone()),
        _ => None,
    };
    let mut latest = since.clone();
    let filter = since.map(|since| newer_than(server.filter(), CHANGED, &since));
    let mut note = |entry: &RawEntry| {
        // Times of one format are sorted like their texts.
        let time = entry.text(CHANGED).filter(|time| time.len() >= 15 && time.ends_with('Z'));
        if time > latest.as_deref() {
            latest = time.map(str::to_owned);
        }
    };
    read(connection, server, attributes, filter.as_deref(), &mut note, sink)?;
    Ok(latest.map(|latest| SyncCursor::Timestamp { latest }))
}

/// Reads by the update sequence numbers of a domain controller of Active Directory, which are specific to the
/// controller.
pub(super) fn read_by_usn(
    connection: &mut Connection,
    server: &LdapServer,
    attributes: &[String],
    root: &RootEntry,
    cursor: Option<&SyncCursor>,
    sink: &Sink<'_>,
) -> Result<Option<SyncCursor>, SyncError> {
    let since = match (cursor, &root.host) {
        (Some(SyncCursor::Usn { controller, highest }), Some(host)) if controller == host => Some(*highest),
        _ => None,
    };
    let filter = since.map(|since| newer_than(server.filter(), USN, &since.saturating_add(1).to_string()));
    read(connection, server, attributes, filter.as_deref(), &mut |_| (), sink)?;
    // The number is read before the search, so that changes during the search are read again.
    Ok(root.host.clone().zip(root.highest_usn).map(|(controller, highest)| SyncCursor::Usn { controller, highest }))
}

/// Reads all entries; with a filter for changed entries, these, and then the ids of all entries.
fn read(
    connection: &mut Connection,
    server: &LdapServer,
    attributes: &[String],
    changed: Option<&str>,
    note: &mut dyn FnMut(&RawEntry),
    sink: &Sink<'_>,
) -> Result<(), SyncError> {
    let marks = IDS.into_iter().chain([CHANGED, USN]).map(str::to_owned);
    let all: Vec<String> = attributes.iter().cloned().chain(marks).collect();
    if changed.is_none() {
        sink.send(ServerMessage::Reload)?;
    }
    let (mut has_key, mut has_entry) = (false, false);
    // The search for the ids returns the same references again.
    let mut refer = || if changed.is_some() { Ok(()) } else { sink.send(ServerMessage::Omitted(Omission::Reference)) };
    each_entry(connection, server, changed.unwrap_or(server.filter()), &all, &mut refer, &mut |entry| {
        has_entry = true;
        let Some(id) = entry.id() else { return sink.send(ServerMessage::Omitted(Omission::Entry)) };
        has_key = true;
        note(&entry);
        let (entry, omitted) = entry.into_entry(id, attributes);
        for _ in 0..omitted {
            sink.send(ServerMessage::Omitted(Omission::Value))?;
        }
        sink.send(ServerMessage::Entry(id, entry))
    })?;
    if has_entry && !has_key {
        return Err(FailureCause::NoKeys.into());
    }
    if changed.is_some() {
        read_ids(connection, server, sink)?;
    }
    Ok(())
}

/// Reads the ids of all entries. Entries with other ids are gone.
fn read_ids(connection: &mut Connection, server: &LdapServer, sink: &Sink<'_>) -> Result<(), SyncError> {
    let mut ids: Vec<EntryId> = Vec::with_capacity(IDS_A_MESSAGE);
    let mut refer = || sink.send(ServerMessage::Omitted(Omission::Reference));
    each_entry(connection, server, server.filter(), &IDS.map(str::to_owned), &mut refer, &mut |entry| {
        ids.extend(entry.id());
        if ids.len() < IDS_A_MESSAGE {
            return Ok(());
        }
        sink.send(ServerMessage::Present(std::mem::replace(&mut ids, Vec::with_capacity(IDS_A_MESSAGE))))
    })?;
    sink.send(ServerMessage::Present(ids))?;
    sink.send(ServerMessage::PresentEnd)
}

/// Passes each entry of a search to `each`, page by page, and calls `refer` for each reference to another server.
fn each_entry(
    connection: &mut Connection,
    server: &LdapServer,
    filter: &str,
    attributes: &[String],
    refer: &mut dyn FnMut() -> Result<(), SyncError>,
    each: &mut dyn FnMut(RawEntry) -> Result<(), SyncError>,
) -> Result<(), SyncError> {
    let size = i32::try_from(server.page_size).unwrap_or(i32::MAX);
    let mut cookie = Vec::new();
    for _ in 0..MAX_PAGES {
        let page = PagedResults { size, cookie };
        let search = LdapSearch {
            base: &server.base,
            scope: server.scope,
            filter,
            attributes,
            controls: vec![page.critical().into()],
        };
        let result = connection.search(search, &mut |answer| {
            if answer.is_ref() {
                return refer();
            }
            each(RawEntry::of(answer.0).ok_or(FailureCause::Protocol)?)
        })?;
        if !is_success(&result) {
            return Err(of_result(&result));
        }
        cookie = next_page(result);
        if cookie.is_empty() {
            return Ok(());
        }
    }
    Err(FailureCause::Protocol.into())
}

/// The cookie of the next page. Empty after the last page.
fn next_page(result: LdapResult) -> Vec<u8> {
    let page = result.ctrls.into_iter().find_map(|Control(kind, control)| {
        matches!(kind, Some(ControlType::PagedResults)).then(|| control.parse::<PagedResults>())
    });
    page.map(|page| page.cookie).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text of the letters that mean something in filters and names, and of any others.
    fn hostile() -> impl Strategy<Value = String> {
        prop_oneof!["[()*\\\\&|!=<>~,+\"#; \\x00a-c0-9ä]{0,24}", ".{0,24}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a_value_in_a_filter_is_that_value(value in hostile()) {
            let filter = newer_than("(sn=*)", CHANGED, &value);
            let parsed = ldap3::parse_filter(&filter).expect("a filter");
            let whole = ldap3::parse_filter(newer_than("(sn=*)", CHANGED, "X")).expect("a filter");
            // But for the value itself, the filter is the same.
            let expected = format!("{whole:?}").replace("[88]", &format!("{:?}", value.as_bytes()));
            prop_assert_eq!(format!("{parsed:?}"), expected);
        }
    }
}
