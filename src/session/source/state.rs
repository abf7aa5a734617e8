//! The state of a server's model: what was read last, when, and why the last attempt failed.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::files::{Durability, LinkPolicy, PermissionPolicy, read_file, resolve, stage};
use crate::i18n::{Lang, look_up};

/// The maximum number of bytes of a state.
const MAX_BYTES: u64 = 1 << 20;

/// The state of a server's model. It is written after the model, so that what it says is in the model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceState {
    /// The URI of the server that answered last.
    pub server: Option<String>,
    /// When a sync last succeeded, in seconds since 1970. `None` if none ever did.
    pub synced_at: Option<u64>,
    /// When the model was last written, in seconds since 1970.
    pub changed_at: Option<u64>,
    /// Why the syncs since then failed. `None` if the last one succeeded.
    pub failure: Option<SyncFailure>,
    /// The number of entries that the model was made from.
    pub entries: u64,
    /// The hash of the file of these entries.
    pub entries_hash: Option<u64>,
    /// When servers failed lately, in seconds since 1970, by their URIs.
    pub away: BTreeMap<String, u64>,
    /// The request to the server.
    pub request: Option<SyncRequestId>,
    /// The cursor from which the server continues. `None` if everything has to be read again.
    pub cursor: Option<SyncCursor>,
}

/// The failure of a sync.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncFailure {
    /// When the first of the failures happened, in seconds since 1970.
    pub since: u64,
    /// When the last of them happened.
    pub at: u64,
    /// Why the last one failed.
    pub cause: FailureCause,
}

/// Identifies what is asked of a server: another base, filter or attribute is another request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequestId(pub u64);

/// The cursor from which a server continues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum SyncCursor {
    /// A cookie of RFC 4533, in base64.
    Cookie {
        /// The cookie.
        cookie: String,
    },
    /// The highest `uSNChanged` of a domain controller.
    Usn {
        /// The domain controller, whose numbers are its own.
        controller: String,
        /// The number.
        highest: u64,
    },
    /// The latest `modifyTimestamp`.
    Timestamp {
        /// The time, as the server writes it.
        latest: String,
    },
}

/// Why a sync failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureCause {
    /// No server can be connected to.
    Away,
    /// The server was connected to and then said nothing.
    Silent,
    /// The server ended the connection.
    Closed,
    /// The certificate of the server is not trusted, or is that of another host.
    Certificate,
    /// The server cannot encrypt.
    NoTls,
    /// The file of trusted certificates cannot be read.
    CaFile,
    /// A password would have been sent without encryption.
    Clear,
    /// The file of the password cannot be read, or others can read it.
    PasswordFile,
    /// The name or the password is wrong.
    Credentials,
    /// The server does not let the account read.
    Denied,
    /// The server gives the account only a part of the entries.
    ServerLimit,
    /// The server has more entries than the configuration allows.
    TooManyEntries,
    /// The entries have more bytes than the configuration allows.
    TooManyBytes,
    /// There is no entry at the base.
    NoBase,
    /// The server is not the one with the entries.
    Referral,
    /// The filter is none.
    Filter,
    /// The data from the server is not LDAP, or not an answer to the request.
    Protocol,
    /// The entries have no attribute that tells them apart.
    NoKeys,
    /// The server has no entry that is a contact.
    NoContacts,
    /// The server reports an error of its own.
    Server,
    /// The files of the source could not be written.
    Unwritable,
    /// Another process syncs the source.
    Busy,
    /// This program was built without directory servers.
    Unsupported,
    /// A cause that this version does not know.
    #[serde(other)]
    Unknown,
}

impl SourceState {
    /// The state in a file. `None` if there is none, or if it cannot be read.
    #[must_use]
    pub fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&read_file(path, MAX_BYTES).ok()?).ok()
    }

    /// Writes the state to a file, whole; a new file is readable by this user only.
    ///
    /// # Errors
    ///
    /// Those of writing the file; the old one is untouched.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        let at = resolve(path, LinkPolicy::NamedNoFollow)?;
        match stage(&at, &PermissionPolicy::PreserveOrOwnerOnly, &mut |file| file.write_all(&json))?.commit()? {
            // After a power failure, the older state is as good: what is in the model is read again.
            Durability::Durable | Durability::NotSynced(_) => Ok(()),
        }
    }
}

impl FailureCause {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Away,
        Self::Silent,
        Self::Closed,
        Self::Certificate,
        Self::NoTls,
        Self::CaFile,
        Self::Clear,
        Self::PasswordFile,
        Self::Credentials,
        Self::Denied,
        Self::ServerLimit,
        Self::TooManyEntries,
        Self::TooManyBytes,
        Self::NoBase,
        Self::Referral,
        Self::Filter,
        Self::Protocol,
        Self::NoKeys,
        Self::NoContacts,
        Self::Server,
        Self::Unwritable,
        Self::Busy,
        Self::Unsupported,
        Self::Unknown,
    ];

    /// The name in the state, which is also the key of its words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Silent => "silent",
            Self::Closed => "closed",
            Self::Certificate => "certificate",
            Self::NoTls => "no_tls",
            Self::CaFile => "ca_file",
            Self::Clear => "clear",
            Self::PasswordFile => "password_file",
            Self::Credentials => "credentials",
            Self::Denied => "denied",
            Self::ServerLimit => "server_limit",
            Self::TooManyEntries => "too_many_entries",
            Self::TooManyBytes => "too_many_bytes",
            Self::NoBase => "no_base",
            Self::Referral => "referral",
            Self::Filter => "filter",
            Self::Protocol => "protocol",
            Self::NoKeys => "no_keys",
            Self::NoContacts => "no_contacts",
            Self::Server => "server",
            Self::Unwritable => "unwritable",
            Self::Busy => "busy",
            Self::Unsupported => "unsupported",
            Self::Unknown => "unknown",
        }
    }

    /// The cause in a few words, as in `server away`.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        look_up(lang, &format!("sync.short.{}", self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ely.state.json");
        let mut state = SourceState { synced_at: Some(5), entries: 3, ..SourceState::default() };
        state.cursor = Some(SyncCursor::Usn { controller: "dc1".into(), highest: 7 });
        state.failure = Some(SyncFailure { since: 6, at: 8, cause: FailureCause::Away });
        state.write(&path).expect("it can be written");
        assert_eq!(SourceState::read(&path), Some(state));
        assert_eq!(SourceState::read(&folder.path().join("other")), None);
    }

    #[test]
    fn the_state_of_another_version_is_read_as_far_as_it_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state");
        let text = r#"{"synced_at": 4, "colour": 1, "failure": {"since": 1, "at": 2, "cause": "moon"}}"#;
        std::fs::write(&path, text).expect("it can be written");
        let state = SourceState::read(&path).expect("a state");
        assert_eq!((state.synced_at, state.failure.map(|it| it.cause)), (Some(4), Some(FailureCause::Unknown)));
        std::fs::write(&path, "[").expect("it can be written");
        assert_eq!(SourceState::read(&path), None);
    }

    #[test]
    fn every_cause_has_a_name_and_words() {
        for cause in FailureCause::ALL {
            assert_eq!(serde_json::to_string(&cause).ok(), Some(format!("\"{}\"", cause.name())));
            for lang in Lang::ALL {
                assert!(!cause.words(lang).contains("sync."), "{cause:?}");
            }
        }
    }
}
