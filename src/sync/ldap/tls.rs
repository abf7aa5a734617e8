//! TLS: the `StartTLS` request, the trusted certificates, and the handshake.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore};

use super::super::SyncError;
use super::deadline::remaining;
use super::message::{result_code, whole_length};
use crate::files::read_file;
use crate::session::FailureCause;

/// The maximum number of bytes of a file of certificates.
const MAX_CA_BYTES: u64 = 4 << 20;
/// The request for encryption (RFC 4511, 4.14) with message id 1, and the tag of its answer.
const STARTTLS: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
const EXTENDED_RESPONSE: u8 = 0x78;
/// The maximum number of bytes of the answer.
const MAX_ANSWER: usize = 4096;

/// Starts TLS with a host. Its certificate must be signed by one of a file or, without a file, of the system.
pub(super) fn encrypt(
    stream: &mut TcpStream,
    host: &str,
    ca_file: Option<&Path>,
    until: Instant,
) -> Result<ClientConnection, SyncError> {
    let refused = |cause: &dyn ToString| SyncError::new(FailureCause::Certificate, &cause.to_string());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|cause| refused(&cause))?
        .with_root_certificates(trusted(ca_file)?)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|cause| refused(&cause))?;
    let mut tls = ClientConnection::new(Arc::new(config), name).map_err(|cause| refused(&cause))?;
    while tls.is_handshaking() {
        stream.set_read_timeout(Some(remaining(until)?)).map_err(|_| SyncError::from(FailureCause::Silent))?;
        match tls.complete_io(stream) {
            Ok(_) => {}
            Err(cause) => return Err(of_handshake(&cause)),
        }
    }
    Ok(tls)
}

/// Asks for encryption before anything else is sent.
pub(super) fn start_tls(stream: &mut TcpStream, until: Instant) -> Result<(), SyncError> {
    let failed = |cause: io::Error| SyncError::new(of_silence(&cause), &cause);
    stream.write_all(STARTTLS).map_err(failed)?;
    let mut answer = Vec::new();
    let mut byte = [0];
    loop {
        stream.set_read_timeout(Some(remaining(until)?)).map_err(failed)?;
        stream.read_exact(&mut byte).map_err(failed)?;
        answer.extend_from_slice(&byte);
        match whole_length(&answer)? {
            Some(length) if length > MAX_ANSWER => return Err(FailureCause::Protocol.into()),
            Some(length) if length == answer.len() => break,
            _ => {}
        }
    }
    if result_code(&answer, EXTENDED_RESPONSE) == Some(0) { Ok(()) } else { Err(FailureCause::NoTls.into()) }
}

fn trusted(ca_file: Option<&Path>) -> Result<RootCertStore, SyncError> {
    let mut roots = RootCertStore::empty();
    let Some(path) = ca_file else {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        return Ok(roots);
    };
    let unusable = |cause: &str| SyncError::new(FailureCause::CaFile, &format!("{}: {cause}", path.display()));
    let bytes = read_file(path, MAX_CA_BYTES).map_err(|_| unusable("cannot be read"))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&bytes).filter_map(Result::ok).collect();
    match roots.add_parsable_certificates(certificates) {
        (0, _) => Err(unusable("no certificate in PEM")),
        _ => Ok(roots),
    }
}

fn of_handshake(cause: &io::Error) -> SyncError {
    match cause.get_ref().and_then(|cause| cause.downcast_ref::<rustls::Error>()) {
        Some(cause @ rustls::Error::InvalidCertificate(_)) => SyncError::new(FailureCause::Certificate, &cause),
        Some(cause) => SyncError::new(FailureCause::NoTls, &cause),
        None => SyncError::new(of_silence(cause), &cause),
    }
}

fn of_silence(cause: &io::Error) -> FailureCause {
    match cause.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => FailureCause::Silent,
        _ => FailureCause::Closed,
    }
}
