//! Connects to a server, without encryption or through `tls`.

use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::os::unix::net::UnixStream;
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use rustls::ClientConnection;

use super::super::SyncError;
use super::deadline::remaining;
use super::tls::{encrypt, start_tls};
use crate::session::{FailureCause, LdapLogin, LdapServer, LdapUri, UriTarget};

/// A connection over which LDAP is spoken.
pub(super) enum Transport {
    /// To a host.
    Host(TcpStream),
    /// To a host, encrypted.
    Encrypted(TcpStream, Box<ClientConnection>),
    /// To a socket of this machine.
    Socket(UnixStream),
}

/// Connects before a moment.
///
/// Errors: [`FailureCause::Clear`] if a password would be sent over a network without encryption.
pub(super) fn connect(server: &LdapServer, uri: &LdapUri, until: Instant) -> Result<Transport, SyncError> {
    let (host, port, is_encrypted) = match &uri.target {
        UriTarget::Socket(path) => {
            let stream = UnixStream::connect(path).map_err(|cause| SyncError::new(FailureCause::Away, &cause))?;
            return Ok(Transport::Socket(stream));
        }
        UriTarget::Host { host, port, is_encrypted } => (host, *port, *is_encrypted),
    };
    let has_password = matches!(server.login, LdapLogin::Simple { .. });
    if has_password && !is_encrypted && !server.starttls && !uri.is_local() {
        return Err(FailureCause::Clear.into());
    }
    let mut stream = connect_to_any(addresses(host, port, until)?, until)?;
    // Nobody can listen to a connection within this machine, and its server needs no certificate.
    let starts_tls = !is_encrypted && server.starttls && !(uri.is_local() && server.ca_file.is_none());
    if !is_encrypted && !starts_tls {
        return Ok(Transport::Host(stream));
    }
    let timeout = Some(remaining(until)?);
    stream.set_write_timeout(timeout).map_err(|cause| SyncError::new(FailureCause::Away, &cause))?;
    if starts_tls {
        start_tls(&mut stream, until)?;
    }
    let tls = encrypt(&mut stream, host, server.ca_file.as_deref(), until)?;
    Ok(Transport::Encrypted(stream, Box::new(tls)))
}

/// The addresses of a host. The system's resolver has no time limit, so it runs in a thread that may outlive the sync.
fn addresses(host: &str, port: u16, until: Instant) -> Result<Vec<SocketAddr>, SyncError> {
    let (send, resolved) = mpsc::channel();
    let name = host.to_owned();
    thread::spawn(move || send.send((name.as_str(), port).to_socket_addrs().map(Iterator::collect)));
    match resolved.recv_timeout(remaining(until)?) {
        Ok(Ok(addresses)) => Ok(addresses),
        Ok(Err(cause)) => Err(SyncError::new(FailureCause::Away, &cause)),
        Err(_) => Err(SyncError::new(FailureCause::Away, "no answer for its name")),
    }
}

fn connect_to_any(addresses: Vec<SocketAddr>, until: Instant) -> Result<TcpStream, SyncError> {
    let mut failed = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpStream::connect_timeout(&address, remaining(until)?) {
            Ok(stream) => {
                _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(cause) => failed = cause,
        }
    }
    let cause = if failed.kind() == io::ErrorKind::TimedOut { FailureCause::Silent } else { FailureCause::Away };
    Err(SyncError::new(cause, &failed))
}
