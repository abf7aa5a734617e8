//! A directory server, as the configuration describes it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::ldap_uri::LdapUri;
use crate::exchange::ContactField;

/// A directory server, and what is read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LdapServer {
    /// Its addresses; the first that answers is used.
    pub uris: Vec<LdapUri>,
    /// The name of the entry below which is searched.
    pub base: String,
    /// The scope below it.
    pub scope: SearchScope,
    /// The filter of the entries that are read. `None` for the filter of the preset.
    pub filter: Option<String>,
    /// The login.
    pub login: LdapLogin,
    /// The file of certificates that are trusted instead of those of the system.
    pub ca_file: Option<PathBuf>,
    /// Whether `ldap://` asks for encryption before anything else.
    pub starttls: bool,
    /// The schema of the server.
    pub preset: LdapPreset,
    /// The attributes of these fields, instead of the usual ones.
    pub attributes: BTreeMap<ContactField, Vec<String>>,
    /// The entries of a page, where the server reads in pages.
    pub page_size: u32,
    /// The maximum number of entries.
    pub max_entries: u64,
    /// The maximum number of bytes of all entries.
    pub max_bytes: u64,
    /// The time that the server may be silent.
    pub timeout: Duration,
}

/// The scope of a search below the base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchScope {
    /// The base alone.
    Base,
    /// The entries right below it.
    One,
    /// All entries below it.
    #[default]
    Sub,
}

/// The login.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LdapLogin {
    /// Not at all.
    #[default]
    Anonymous,
    /// With a name and a password.
    Simple {
        /// The name of the entry.
        dn: String,
        /// The file of the password.
        password_file: PathBuf,
    },
    /// As the user of this process, whom the socket shows to the server (SASL EXTERNAL).
    External,
}

/// The schema of a server: which attribute tells an entry from others, and how changes are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LdapPreset {
    /// `OpenLDAP`, 389-ds and others with `inetOrgPerson`.
    #[default]
    InetOrgPerson,
    /// Active Directory.
    ActiveDirectory,
}

impl LdapServer {
    /// A server of which only the place is known.
    #[must_use]
    pub fn new(uris: Vec<LdapUri>, base: String) -> Self {
        Self {
            uris,
            base,
            scope: SearchScope::default(),
            filter: None,
            login: LdapLogin::default(),
            ca_file: None,
            starttls: true,
            preset: LdapPreset::default(),
            attributes: BTreeMap::new(),
            page_size: 500,
            max_entries: 1_000_000,
            max_bytes: 2_000_000_000,
            timeout: Duration::from_secs(5),
        }
    }

    /// The filter of the entries that are read.
    #[must_use]
    pub fn filter(&self) -> &str {
        self.filter.as_deref().unwrap_or(match self.preset {
            LdapPreset::InetOrgPerson => {
                "(|(objectClass=person)(objectClass=organizationalRole)(objectClass=organizationalUnit)\
                 (objectClass=organization))"
            }
            LdapPreset::ActiveDirectory => "(|(objectCategory=person)(objectCategory=organizationalUnit))",
        })
    }
}

impl SearchScope {
    /// The scopes and their names.
    pub const NAMES: [(&'static str, Self); 3] = [("sub", Self::Sub), ("one", Self::One), ("base", Self::Base)];
}

impl LdapPreset {
    /// The presets and their names.
    pub const NAMES: [(&'static str, Self); 2] =
        [("inetorgperson", Self::InetOrgPerson), ("ad", Self::ActiveDirectory)];
}
