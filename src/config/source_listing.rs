//! Sources as text: those in effect, and an example of each kind.

use std::fmt::Write as _;
use std::path::Path;

use super::config_text::quoted;
use super::source_table::SOURCE;
use crate::exchange::ContactField;
use crate::i18n::{Lang, say};
use crate::session::{LdapLogin, LdapPreset, LdapServer, SearchScope, Source};

/// A model file and a server, as they could be written.
const EXAMPLE: &str = r#"[[source]]
name = "own"
model = "~/directory/model.json"

[[source]]
name = "ely"
uri = ["ldaps://a.example", "ldaps://b.example"]
base = "ou=people,dc=example"
bind_dn = "cn=reader,dc=example"
password_file = "/etc/allu/ely.password"
ca_file = "/etc/allu/ca.pem"
"#;

/// Appends the sources in effect.
pub(super) fn append(text: &mut String, sources: &[Source], lang: Lang) {
    if !sources.is_empty() {
        _ = write!(text, "\n# {}\n", say!(lang, "config.about_sources"));
    }
    for (place, source) in sources.iter().enumerate() {
        let blank = if place > 0 { "\n" } else { "" };
        _ = writeln!(text, "{blank}[[{SOURCE}]]\nname = {}", quoted(&source.name));
        _ = writeln!(text, "model = {}", path(&source.model));
        if let Some(server) = source.server() {
            append_server(text, server);
        }
    }
}

/// Appends the example, commented out.
pub(super) fn append_example(text: &mut String, lang: Lang) {
    _ = write!(text, "\n# {}\n", say!(lang, "config.about_sources"));
    for line in EXAMPLE.lines() {
        _ = writeln!(text, "{}", format!("# {line}").trim_end());
    }
}

fn append_server(text: &mut String, server: &LdapServer) {
    let uris: Vec<String> = server.uris.iter().map(|uri| quoted(&uri.to_string())).collect();
    _ = writeln!(text, "uri = [{}]\nbase = {}", uris.join(", "), quoted(&server.base));
    _ = writeln!(text, "scope = {}", quoted(name_of(&SearchScope::NAMES, &server.scope)));
    _ = writeln!(text, "preset = {}", quoted(name_of(&LdapPreset::NAMES, &server.preset)));
    _ = writeln!(text, "filter = {}", quoted(server.filter()));
    match &server.login {
        LdapLogin::Anonymous => {}
        LdapLogin::External => text.push_str("external = true\n"),
        LdapLogin::Simple { dn, password_file } => {
            _ = writeln!(text, "bind_dn = {}\npassword_file = {}", quoted(dn), path(password_file));
        }
    }
    if let Some(ca_file) = &server.ca_file {
        _ = writeln!(text, "ca_file = {}", path(ca_file));
    }
    _ = writeln!(text, "starttls = {}\npage_size = {}", server.starttls, server.page_size);
    _ = writeln!(text, "max_entries = {}\nmax_bytes = {}", server.max_entries, server.max_bytes);
    _ = writeln!(text, "timeout = {}", server.timeout.as_secs());
    if !server.attributes.is_empty() {
        let field = |(field, names): (&ContactField, &Vec<String>)| {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            format!("{} = [{}]", field.name(), names.join(", "))
        };
        let fields: Vec<String> = server.attributes.iter().map(field).collect();
        _ = writeln!(text, "attributes = {{ {} }}", fields.join(", "));
    }
}

fn path(path: &Path) -> String {
    quoted(&path.to_string_lossy())
}

fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: &T) -> &'static str {
    names.iter().find(|(_, known)| known == value).map_or("", |(name, _)| name)
}
