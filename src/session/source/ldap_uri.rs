//! Where a directory server listens: `ldaps://host:port`, `ldap://host`, `ldapi://%2Frun%2Fslapd%2Fldapi`.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// The address of a directory server.
///
/// * **Shape** — a scheme and a host with an optional port, or the percent-encoded path of a socket.
/// * **Errors** — [`NotAnLdapUri`] for other schemes, and for a base or a filter after the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LdapUri {
    text: String,
    /// The endpoint to connect to.
    pub target: UriTarget,
}

/// The endpoint of a URI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriTarget {
    /// A host.
    Host {
        /// Its name or address.
        host: String,
        /// The port.
        port: u16,
        /// Whether all is encrypted from the first byte, as with `ldaps`.
        is_encrypted: bool,
    },
    /// A socket of this machine.
    Socket(PathBuf),
}

/// The text is no URI of a directory server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnLdapUri;

impl LdapUri {
    /// Whether what is sent cannot leave this machine.
    #[must_use]
    pub fn is_local(&self) -> bool {
        match &self.target {
            UriTarget::Socket(_) => true,
            UriTarget::Host { host, .. } => host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
        }
    }
}

impl FromStr for LdapUri {
    type Err = NotAnLdapUri;

    fn from_str(text: &str) -> Result<Self, NotAnLdapUri> {
        let (scheme, rest) = text.split_once("://").ok_or(NotAnLdapUri)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let scheme = scheme.to_ascii_lowercase();
        let target = match scheme.as_str() {
            "ldapi" => UriTarget::Socket(socket_path(rest).ok_or(NotAnLdapUri)?),
            "ldap" | "ldaps" => {
                let is_encrypted = scheme == "ldaps";
                let (host, port) = host_and_port(rest).ok_or(NotAnLdapUri)?;
                let port = port.unwrap_or(if is_encrypted { 636 } else { 389 });
                UriTarget::Host { host: host.to_owned(), port, is_encrypted }
            }
            _ => return Err(NotAnLdapUri),
        };
        Ok(Self { text: text.to_owned(), target })
    }
}

impl fmt::Display for LdapUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A host, in brackets if it is an address with colons, and the port after it.
fn host_and_port(text: &str) -> Option<(&str, Option<u16>)> {
    let (host, rest) = match text.strip_prefix('[') {
        Some(inner) => inner.split_once(']').filter(|(host, _)| host.parse::<IpAddr>().is_ok())?,
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let is_host = |letter: char| letter.is_ascii_alphanumeric() || ".-_:".contains(letter);
    if host.is_empty() || !host.chars().all(is_host) {
        return None;
    }
    match rest.strip_prefix(':') {
        Some(port) => Some((host, Some(port.parse().ok().filter(|port| *port > 0)?))),
        None => rest.is_empty().then_some((host, None)),
    }
}

/// The path of a socket, whose slashes are percent-encoded.
fn socket_path(text: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'%' => {
                let digits = std::str::from_utf8(after.get(..2)?).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok().filter(|byte| *byte != 0)?);
                rest = after.get(2..)?;
            }
            b'/' | b'?' | b'#' => return None,
            byte => bytes.push(*byte),
        }
    }
    let path = PathBuf::from(String::from_utf8(bytes).ok()?);
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Option<UriTarget> {
        text.parse::<LdapUri>().ok().map(|uri| uri.target)
    }

    fn host(host: &str, port: u16, is_encrypted: bool) -> UriTarget {
        UriTarget::Host { host: host.to_owned(), port, is_encrypted }
    }

    #[test]
    fn a_uri_has_a_host_or_a_socket() {
        assert_eq!(target("ldaps://a.example"), Some(host("a.example", 636, true)));
        assert_eq!(target("LDAP://a.example:1389/"), Some(host("a.example", 1389, false)));
        assert_eq!(target("ldap://[::1]:389"), Some(host("::1", 389, false)));
        assert_eq!(target("ldapi://%2Frun%2fslapd"), Some(UriTarget::Socket("/run/slapd".into())));
        for text in [
            "",
            "a.example",
            "http://a",
            "ldap://",
            "ldap://a:0",
            "ldap://a:99999",
            "ldap://a/dc=x",
            "ldap://a?x",
            "ldap://a b",
            "ldap://u@a",
            "ldapi://",
            "ldapi:///run/x",
            "ldapi://%2",
            "ldapi://%00a",
            "ldapi://x",
            "ldap://[a]",
            "ldap://[::1]x",
        ] {
            assert_eq!(target(text), None, "{text}");
        }
    }

    #[test]
    fn only_this_machine_is_local() {
        let is_local = |text: &str| text.parse::<LdapUri>().is_ok_and(|uri| uri.is_local());
        assert!(is_local("ldap://127.0.0.1") && is_local("ldap://[::1]") && is_local("ldapi://%2Frun"));
        // A name may be that of any host.
        assert!(!is_local("ldap://localhost") && !is_local("ldap://10.0.0.1"));
    }
}
