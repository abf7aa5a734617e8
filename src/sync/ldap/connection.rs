//! A connection that is logged in, and searches on it.

use std::os::unix::net::UnixStream;
use std::thread;
use std::time::{Duration, Instant};

use ldap3::controls::RawControl;
use ldap3::{LdapConn, LdapConnSettings, LdapError, LdapResult, ResultEntry, Scope, StdStream};

use super::super::SyncError;
use super::SERVER_THREAD;
use super::deadline::remaining;
use super::password_file::read_password;
use super::relay::{RelayFailure, relay};
use super::result_code::{is_success, of_result};
use super::transport::connect;
use crate::session::{FailureCause, LdapLogin, LdapServer, LdapUri, SearchScope};

/// The maximum duration of a search, even if the server sends continuously.
const LONGEST: Duration = Duration::from_hours(4);

/// A connection that is logged in.
pub(super) struct Connection {
    client: LdapConn,
    timeout: Duration,
    failure: RelayFailure,
}

/// A search.
#[derive(Debug)]
pub(super) struct LdapSearch<'a> {
    /// The entry below which is searched.
    pub(super) base: &'a str,
    /// How far below it.
    pub(super) scope: SearchScope,
    /// Which entries.
    pub(super) filter: &'a str,
    /// Their attributes.
    pub(super) attributes: &'a [String],
    /// The controls of the request.
    pub(super) controls: Vec<RawControl>,
}

impl Connection {
    /// Connects and logs in, within the time that a server may be silent.
    pub(super) fn open(server: &LdapServer, uri: &LdapUri) -> Result<Self, SyncError> {
        // The password is read first: without it, connecting would be useless.
        let login = match &server.login {
            LdapLogin::Anonymous => None,
            LdapLogin::External => Some(None),
            LdapLogin::Simple { dn, password_file } => Some(Some((dn, read_password(password_file)?))),
        };
        let until = Instant::now() + server.timeout;
        let transport = connect(server, uri, until)?;
        let (ours, theirs) = UnixStream::pair().map_err(|cause| SyncError::new(FailureCause::Unknown, &cause))?;
        let failure = RelayFailure::default();
        let of_relay = failure.clone();
        let run = move || relay(transport, &theirs, &of_relay);
        let started = thread::Builder::new().name(SERVER_THREAD.to_owned()).spawn(run);
        started.map_err(|cause| SyncError::new(FailureCause::Unknown, &cause))?;
        let settings =
            LdapConnSettings::new().set_conn_timeout(remaining(until)?).set_std_stream(StdStream::Unix(ours));
        let client = LdapConn::with_settings(settings, "ldapi:///").map_err(|cause| of_client(&cause))?;
        let mut connection = Self { client, timeout: server.timeout, failure };
        if let Some(login) = login {
            connection.client.with_timeout(remaining(until)?);
            let result = match &login {
                Some((dn, password)) => connection.client.simple_bind(dn, password),
                None => connection.client.sasl_external_bind(),
            };
            let result = result.map_err(|cause| connection.failed(&cause))?;
            if !is_success(&result) {
                return Err(of_result(&result));
            }
        }
        Ok(connection)
    }

    /// Searches, and passes each answer before the last to `each`.
    ///
    /// Errors: those of `each`, after which the search is abandoned, and those of the connection. The result may be an
    /// error, too.
    pub(super) fn search(
        &mut self,
        search: LdapSearch<'_>,
        each: &mut dyn FnMut(ResultEntry) -> Result<(), SyncError>,
    ) -> Result<LdapResult, SyncError> {
        let scope = match search.scope {
            SearchScope::Base => Scope::Base,
            SearchScope::One => Scope::OneLevel,
            SearchScope::Sub => Scope::Subtree,
        };
        // Without a time limit, the library waits forever.
        self.client.with_timeout(self.timeout);
        self.client.with_controls(search.controls);
        let until = Instant::now() + LONGEST;
        let (number, failed) = {
            let mut stream = self
                .client
                .streaming_search(search.base, scope, search.filter, search.attributes)
                .map_err(|cause| of_failure(&self.failure, &cause))?;
            loop {
                let next = stream.next().map_err(|cause| of_failure(&self.failure, &cause));
                let given = match next {
                    Ok(Some(_)) if Instant::now() > until => Err(FailureCause::Silent.into()),
                    Ok(Some(answer)) => each(answer),
                    Ok(None) => return Ok(stream.result()),
                    Err(error) => Err(error),
                };
                if let Err(error) = given {
                    break (stream.last_id(), error);
                }
            }
        };
        self.client.with_timeout(self.timeout);
        // The original failure is reported, even if the abandon request cannot be sent.
        _ = self.client.abandon(number);
        Err(failed)
    }

    /// Says goodbye.
    pub(super) fn close(mut self) {
        self.client.with_timeout(self.timeout);
        // Everything that was asked for has been read.
        _ = self.client.unbind();
    }

    fn failed(&self, cause: &LdapError) -> SyncError {
        of_failure(&self.failure, cause)
    }
}

/// Why a connection failed. The relay's reason is more precise than the library's.
fn of_failure(failure: &RelayFailure, cause: &LdapError) -> SyncError {
    let known = failure.lock().ok().and_then(|failure| failure.clone());
    known.unwrap_or_else(|| of_client(cause))
}

fn of_client(cause: &LdapError) -> SyncError {
    match cause {
        LdapError::Timeout { .. } => FailureCause::Silent.into(),
        LdapError::FilterParsing => FailureCause::Filter.into(),
        LdapError::EndOfStream | LdapError::ResultRecv { .. } | LdapError::OpSend { .. } | LdapError::Io { .. } => {
            FailureCause::Closed.into()
        }
        other => SyncError::new(FailureCause::Protocol, &other),
    }
}
