//! The sources of a configuration: model files, and directory servers from which models are made.
//!
//! * `ldap_server`: a directory server, as the configuration describes it.
//! * `ldap_uri`: where a directory server listens.
//! * `state`: the state of a server's model: what was read last, when, and why the last attempt failed.

mod ldap_server;
mod ldap_uri;
mod state;

use std::path::{Path, PathBuf};

use super::env::{Env, xdg_folder};
pub use ldap_server::{LdapLogin, LdapPreset, LdapServer, SearchScope};
pub use ldap_uri::{LdapUri, NotAnLdapUri, UriTarget};
pub use state::{FailureCause, SourceState, SyncCursor, SyncFailure, SyncRequestId};

/// A directory among several that are searched together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name, which is unique in the configuration.
    pub name: String,
    /// The file of the model.
    pub model: PathBuf,
    /// The origin of the model.
    pub kind: SourceKind,
}

/// The origin of the model of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Somebody else writes the file.
    Model,
    /// `allu sync` makes it from the entries of a directory server.
    Ldap(Box<LdapServer>),
}

impl Source {
    /// The model of a server for which the configuration names no file. `None` if the environment names no cache.
    #[must_use]
    pub fn default_model(name: &str, env: Env<'_>) -> Option<PathBuf> {
        let folder = xdg_folder("XDG_CACHE_HOME", ".cache", env)?;
        Some(folder.join("allu/sources").join(format!("{name}.json")))
    }

    /// Whether a text can be the name of a source: small letters, digits, `-` and `_`, at most 40, a letter or digit first.
    #[must_use]
    pub fn is_name(text: &str) -> bool {
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        text.len() <= 40 && text.starts_with(is_plain) && text.chars().all(|it| is_plain(it) || it == '-' || it == '_')
    }

    /// The server of the source. `None` for a model file.
    #[must_use]
    pub fn server(&self) -> Option<&LdapServer> {
        match &self.kind {
            SourceKind::Model => None,
            SourceKind::Ldap(server) => Some(server),
        }
    }

    /// The file with the state of a server's model, beside the model: `ely.state.json` for `ely.json`.
    #[must_use]
    pub fn state_path(&self) -> PathBuf {
        self.beside("state.json")
    }

    /// The file with the entries from which the model is made.
    #[must_use]
    pub fn entries_path(&self) -> PathBuf {
        self.beside("entries")
    }

    /// The file that is locked while the model is made.
    #[must_use]
    pub fn lock_path(&self) -> PathBuf {
        self.beside("lock")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let name = self.model.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = Path::new(&name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        self.model.with_file_name(format!("{}.{ending}", stem.unwrap_or(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_of_small_letters() {
        for (name, is_name) in [("ely", true), ("ely-2_b", true), ("2", true), ("", false), ("-a", false)] {
            assert_eq!(Source::is_name(name), is_name, "{name}");
        }
        for name in ["Ely", "a b", "ä", "a/b", "..", &"a".repeat(41)] {
            assert!(!Source::is_name(name), "{name}");
        }
    }

    #[test]
    fn what_belongs_to_a_model_is_beside_it() {
        let source = |path: &str| Source { name: "ely".into(), model: path.into(), kind: SourceKind::Model };
        assert_eq!(source("/a/ely.json").state_path(), Path::new("/a/ely.state.json"));
        assert_eq!(source("/a/ely.b.json").entries_path(), Path::new("/a/ely.b.entries"));
        assert_eq!(source("/a/ely").state_path(), Path::new("/a/ely.state.json"));
        let env = |name: &str| (name == "XDG_CACHE_HOME").then(|| "/c".to_owned());
        assert_eq!(Source::default_model("ely", &env), Some("/c/allu/sources/ely.json".into()));
    }
}
