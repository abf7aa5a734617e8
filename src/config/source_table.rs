//! The sources of a configuration: `[[source]]`, a table for each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::config_text::ConfigText;
use super::error::ConfigProblem;
use crate::exchange::ContactField;
use crate::session::{Env, LdapLogin, LdapPreset, LdapServer, LdapUri, SearchScope, Source, SourceKind};

/// The key of the tables.
pub(super) const SOURCE: &str = "source";
/// The keys of a table that belong to a server.
#[rustfmt::skip]
const SERVER_KEYS: [&str; 15] = [
    "uri", "base", "scope", "filter", "bind_dn", "password_file", "external", "ca_file", "starttls", "preset",
    "attributes", "page_size", "max_entries", "max_bytes", "timeout",
];
/// The maximum number of seconds that a server may be silent.
const MAX_SECONDS: u64 = 600;
/// The maximum number of entries of a page.
const MAX_PAGE: u64 = 100_000;
/// The maximum value of a limit of entries or bytes.
const MAX_LIMIT: u64 = 1 << 40;

/// Reads `[[source]]` into a configuration.
pub(super) fn read(
    text: &mut ConfigText<'_>,
    value: &Spanned<DeValue<'_>>,
    config: &mut Config,
    in_place: &dyn Fn(&str) -> PathBuf,
    env: Env<'_>,
) {
    let Some(list) = value.get_ref().as_array().filter(|list| list.iter().all(|it| it.get_ref().is_table())) else {
        let valid = vec![format!("[[{SOURCE}]]")];
        return text.report(value.span().start, ConfigProblem::WrongValue { name: SOURCE.to_owned(), valid });
    };
    let mut lines: BTreeMap<String, u32> = BTreeMap::new();
    for item in list {
        let Some(table) = item.get_ref().as_table() else { continue };
        let at = item.span().start;
        let mut reader = SourceReader { text: &mut *text, table, at, in_place };
        let Some((name, place)) = reader.name() else { continue };
        let Some(kind) = reader.kind() else { continue };
        let given = reader.value("model").and_then(|value| reader.text.text("model", value)).map(in_place);
        let default = || matches!(kind, SourceKind::Ldap(_)).then(|| Source::default_model(&name, env)).flatten();
        let Some(model) = given.or_else(default) else {
            text.report(at, ConfigProblem::MissingKey { name: "model".to_owned() });
            continue;
        };
        let line = text.line(place);
        match lines.insert(name.clone(), line) {
            Some(line) => text.report(place, ConfigProblem::SameSource { name, line }),
            None => config.sources.push(Source { name, model, kind }),
        }
    }
}

/// Reads a table.
struct SourceReader<'r, 't, 'v> {
    text: &'r mut ConfigText<'t>,
    table: &'v DeTable<'v>,
    /// The first byte of the table.
    at: usize,
    in_place: &'r dyn Fn(&str) -> PathBuf,
}

impl<'v> SourceReader<'_, '_, 'v> {
    fn value(&self, wanted: &str) -> Option<&'v Spanned<DeValue<'v>>> {
        self.table.get(wanted)
    }

    /// The name and its byte in the file. `None` if it is missing or not a valid name.
    fn name(&mut self) -> Option<(String, usize)> {
        let Some(value) = self.value("name") else {
            self.text.report(self.at, ConfigProblem::MissingKey { name: "name".to_owned() });
            return None;
        };
        let at = value.span().start;
        let name = self.text.text("name", value)?;
        if !Source::is_name(name) {
            self.text.report(at, ConfigProblem::NotASourceName(name.to_owned()));
            return None;
        }
        Some((name.to_owned(), at))
    }

    fn kind(&mut self) -> Option<SourceKind> {
        let is_server = self.table.contains_key("uri");
        let valid: Vec<&str> = ["name", "model"].into_iter().chain(SERVER_KEYS).collect();
        for (key, _) in self.table {
            let (given, at) = (key.get_ref().as_ref(), key.span().start);
            if !valid.contains(&given) {
                self.text.report_unknown(at, given, &valid);
            } else if !is_server && SERVER_KEYS.contains(&given) {
                self.text.report(at, ConfigProblem::MissingKey { name: "uri".to_owned() });
                return None;
            }
        }
        if is_server { self.server().map(|server| SourceKind::Ldap(Box::new(server))) } else { Some(SourceKind::Model) }
    }

    fn server(&mut self) -> Option<LdapServer> {
        let uris = self.uris();
        let base = self.any_text("base");
        if self.value("base").is_none() {
            self.text.report(self.at, ConfigProblem::MissingKey { name: "base".to_owned() });
        }
        let mut server = LdapServer::new(uris, base.unwrap_or_default());
        server.scope = self.choice("scope", &SearchScope::NAMES).unwrap_or_default();
        server.preset = self.choice("preset", &LdapPreset::NAMES).unwrap_or_default();
        server.filter = self.one_text("filter");
        server.ca_file = self.one_text("ca_file").map(|path| (self.in_place)(&path));
        server.starttls = self.flag("starttls").unwrap_or(server.starttls);
        server.login = self.login()?;
        server.attributes = self.attributes();
        let page = self.count("page_size", MAX_PAGE).and_then(|count| u32::try_from(count).ok());
        server.page_size = page.unwrap_or(server.page_size);
        server.max_entries = self.count("max_entries", MAX_LIMIT).unwrap_or(server.max_entries);
        server.max_bytes = self.count("max_bytes", MAX_LIMIT).unwrap_or(server.max_bytes);
        server.timeout = self.count("timeout", MAX_SECONDS).map_or(server.timeout, Duration::from_secs);
        Some(server)
    }

    fn uris(&mut self) -> Vec<LdapUri> {
        let Some(value) = self.value("uri") else { return Vec::new() };
        let given = self.text.texts("uri", value);
        if given.is_empty() {
            self.text.report(value.span().start, ConfigProblem::NotText { name: "uri".to_owned() });
        }
        let mut uris = Vec::new();
        for (at, text) in given {
            match text.parse() {
                Ok(uri) => uris.push(uri),
                Err(_) => self.text.report(at, ConfigProblem::NotAnLdapUri(text.to_owned())),
            }
        }
        uris
    }

    fn login(&mut self) -> Option<LdapLogin> {
        let dn = self.one_text("bind_dn");
        let password_file = self.one_text("password_file").map(|path| (self.in_place)(&path));
        let is_external = self.flag("external").unwrap_or(false);
        let missing = |name: &str| ConfigProblem::MissingKey { name: name.to_owned() };
        match (dn, password_file, is_external) {
            (None, None, false) => Some(LdapLogin::Anonymous),
            (None, None, true) => Some(LdapLogin::External),
            (Some(dn), Some(password_file), false) => Some(LdapLogin::Simple { dn, password_file }),
            (Some(_), None, false) => {
                self.text.report(self.place("bind_dn"), missing("password_file"));
                None
            }
            (None, Some(_), false) => {
                self.text.report(self.place("password_file"), missing("bind_dn"));
                None
            }
            (_, _, true) => {
                let valid = vec!["false".to_owned()];
                let problem = ConfigProblem::WrongValue { name: "external".to_owned(), valid };
                self.text.report(self.place("external"), problem);
                None
            }
        }
    }

    fn attributes(&mut self) -> BTreeMap<ContactField, Vec<String>> {
        let Some(value) = self.value("attributes") else { return BTreeMap::new() };
        let Some(table) = self.text.table("attributes", value) else { return BTreeMap::new() };
        let mut attributes = BTreeMap::new();
        for (key, value) in table {
            let (given, at) = (key.get_ref().as_ref(), key.span().start);
            let Some(field) = ContactField::ALL.into_iter().find(|field| field.name() == given) else {
                self.text.report_unknown(at, given, &ContactField::ALL.map(ContactField::name));
                continue;
            };
            let mut names = Vec::new();
            for (at, name) in self.text.texts(given, value) {
                if is_attribute(name) {
                    names.push(name.to_owned());
                } else {
                    self.text.report(at, ConfigProblem::NotAnAttribute(name.to_owned()));
                }
            }
            attributes.insert(field, names);
        }
        attributes
    }

    fn place(&self, key: &str) -> usize {
        self.table.get_key_value(key).map_or(self.at, |(key, _)| key.span().start)
    }

    fn one_text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        self.text.text(key, value).map(str::to_owned)
    }

    /// The text of a key whose value may be empty, such as `base`.
    fn any_text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.text.report(value.span().start, ConfigProblem::NotText { name: key.to_owned() });
        }
        text.map(str::to_owned)
    }

    fn flag(&mut self, key: &str) -> Option<bool> {
        let value = self.value(key)?;
        self.text.flag(key, value)
    }

    fn count(&mut self, key: &str, most: u64) -> Option<u64> {
        let value = self.value(key)?;
        self.text.count(key, value, most).map(|count| count.max(1))
    }

    fn choice<T: Copy>(&mut self, key: &str, valid: &[(&str, T)]) -> Option<T> {
        let value = self.value(key)?;
        self.text.one_of(key, value, valid)
    }
}

/// Whether a text can be the name of an attribute (RFC 4512).
fn is_attribute(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
    text.starts_with(|letter: char| letter.is_ascii_alphanumeric()) && text.chars().all(is_letter) && text.len() <= 100
}
