//! What is wrong with a configuration, and where.

use std::io;
use std::path::PathBuf;

use crate::files::{FileKind, Untrusted};
use crate::i18n::{Lang, say};
use crate::session::{cause_words, file_kind_words};

/// Why a configuration or a theme cannot be used.
#[derive(Debug)]
pub enum ConfigError {
    /// The file cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        cause: io::Error,
    },
    /// The path leads to something that is not a regular file.
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What it is.
        kind: FileKind,
    },
    /// The file has more bytes than the limit.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// The file is not UTF-8.
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// Others may have written the file.
    Untrusted {
        /// The file.
        path: PathBuf,
        /// Who may.
        reason: Untrusted,
    },
    /// The file has mistakes.
    Misconfigured {
        /// The file.
        path: PathBuf,
        /// The mistakes, in the order of the file.
        problems: Vec<Misconfiguration>,
    },
}

/// A mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misconfiguration {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub problem: ConfigProblem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// It is not TOML; the message of the parser, in English.
    Syntax(String),
    /// No setting, place, action or role has the name; the similar or possible names.
    UnknownName {
        /// The name.
        given: String,
        /// The similar names, or all.
        valid: Vec<String>,
    },
    /// The value has another type, or is not one of the possible values.
    WrongValue {
        /// The setting.
        name: String,
        /// What is possible.
        valid: Vec<String>,
    },
    /// The value is not a number of this range.
    WrongNumber {
        /// The setting.
        name: String,
        /// The most.
        most: u64,
    },
    /// The value is not a text, or not a list of texts.
    NotText {
        /// The setting.
        name: String,
    },
    /// No key has the name.
    UnknownKey(String),
    /// The key is typed as text there.
    TypedKey(String),
    /// The key cannot be told from another one.
    SameKey {
        /// The key.
        key: String,
        /// The other one.
        other: &'static str,
    },
    /// The key always leaves the program.
    FixedKey(String),
    /// The key means something else in the same place.
    KeyClash {
        /// The key.
        key: String,
        /// The line of the other meaning.
        line: u32,
    },
    /// The text is not a colour.
    NotAColor(String),
    /// A source lacks a key that it needs.
    MissingKey {
        /// The key.
        name: String,
    },
    /// The text cannot be the name of a source.
    NotASourceName(String),
    /// Another source has the name.
    SameSource {
        /// The name.
        name: String,
        /// The line of the other source.
        line: u32,
    },
    /// The text is not the URI of a directory server.
    NotAnLdapUri(String),
    /// The text is not the name of an attribute.
    NotAnAttribute(String),
}

impl ConfigError {
    /// The mistakes, one line each.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Vec<String> {
        vec![match self {
            Self::Unreadable { path, cause } => {
                say!(lang, "config.unreadable", path = path.display(), cause = cause_words(cause, lang))
            }
            Self::NotAFile { path, kind } => {
                say!(lang, "config.not_a_file", path = path.display(), kind = file_kind_words(*kind, lang))
            }
            Self::TooLarge { path, limit } => say!(lang, "config.too_large", path = path.display(), limit = limit),
            Self::NotUtf8 { path } => say!(lang, "config.not_utf8", path = path.display()),
            Self::Untrusted { path, reason: Untrusted::Foreign } => {
                say!(lang, "config.foreign", path = path.display())
            }
            Self::Untrusted { path, reason: Untrusted::Writable } => {
                say!(lang, "config.writable", path = path.display())
            }
            Self::Misconfigured { path, problems } => {
                let line = |mistake: &Misconfiguration| {
                    let Misconfiguration { line, column, problem } = mistake;
                    format!("{}:{line}:{column}: {}", path.display(), problem.words(lang))
                };
                return problems.iter().map(line).collect();
            }
        }]
    }
}

impl ConfigProblem {
    /// What is wrong, and what is possible instead.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(message) => say!(lang, "config.syntax", message = message),
            Self::UnknownName { given, valid } => {
                say!(lang, "config.unknown", given = given, valid = valid.join(", "))
            }
            Self::WrongValue { name, valid } => {
                say!(lang, "config.wrong_value", name = name, valid = valid.join(", "))
            }
            Self::WrongNumber { name, most } => say!(lang, "config.wrong_number", name = name, most = most),
            Self::NotText { name } => say!(lang, "config.not_text", name = name),
            Self::UnknownKey(key) => say!(lang, "config.unknown_key", key = key),
            Self::TypedKey(key) => say!(lang, "config.typed_key", key = key),
            Self::SameKey { key, other } => say!(lang, "config.same_key", key = key, other = other),
            Self::FixedKey(key) => say!(lang, "config.fixed_key", key = key),
            Self::KeyClash { key, line } => say!(lang, "config.key_clash", key = key, line = line),
            Self::NotAColor(given) => say!(lang, "config.not_a_color", given = given),
            Self::MissingKey { name } => say!(lang, "config.missing_key", name = name),
            Self::NotASourceName(given) => say!(lang, "config.not_a_source_name", given = given),
            Self::SameSource { name, line } => say!(lang, "config.same_source", name = name, line = line),
            Self::NotAnLdapUri(given) => say!(lang, "config.not_a_uri", given = given),
            Self::NotAnAttribute(given) => say!(lang, "config.not_an_attribute", given = given),
        }
    }
}
