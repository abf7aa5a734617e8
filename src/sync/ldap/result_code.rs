//! What the code of a result means (RFC 4511, appendix A; RFC 4533).

use ldap3::LdapResult;

use super::super::SyncError;
use crate::session::FailureCause;

/// The server wants everything to be read again.
pub(super) const REFRESH_REQUIRED: u32 = 4096;
/// The server is unwilling: the cookie is newer than its content.
pub(super) const UNWILLING: u32 = 53;
/// The server does not know a control.
pub(super) const UNKNOWN_CONTROL: u32 = 12;
/// The server does not understand a control.
pub(super) const PROTOCOL_ERROR: u32 = 2;
/// The maximum number of letters of the server's message that are shown.
const MAX_WORDS: usize = 200;

/// Whether everything was done that was asked.
pub(super) fn is_success(result: &LdapResult) -> bool {
    result.rc == 0
}

/// The failure that a result means.
pub(super) fn of_result(result: &LdapResult) -> SyncError {
    let cause = match result.rc {
        2 => FailureCause::Protocol,
        3 | 4 | 11 => FailureCause::ServerLimit,
        7 | 8 | 48 | 49 => FailureCause::Credentials,
        9 | 10 => FailureCause::Referral,
        13 => FailureCause::Clear,
        32 | 34 => FailureCause::NoBase,
        50 => FailureCause::Denied,
        51 | 52 => FailureCause::Away,
        _ => FailureCause::Server,
    };
    let words: String = result.text.chars().take(MAX_WORDS).collect();
    let words = words.trim();
    let detail = if words.is_empty() { format!("LDAP {}", result.rc) } else { format!("LDAP {}: {words}", result.rc) };
    SyncError::new(cause, &detail)
}
