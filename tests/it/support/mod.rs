//! Shared code of the tests: simulated users, generated people, a search without an index, servers.

#[cfg(feature = "ldap")]
pub(crate) mod fake_ldap;
pub(crate) mod forgery;
pub(crate) mod generated;
pub(crate) mod journey;
pub(crate) mod kept;
pub(crate) mod naive;
pub(crate) mod scoring;
pub(crate) mod server;
pub(crate) mod session;
#[cfg(feature = "ldap")]
pub(crate) mod slapd;
#[cfg(feature = "ldap")]
pub(crate) mod synced;

/// The variable that makes the program ignore the model and the configuration of the system.
pub(crate) const NO_SYSTEM_FOLDER: (&str, &str) = ("ALLU_SYSTEM_FOLDER", "/nonexistent");
