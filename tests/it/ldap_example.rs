//! The complete example of `docs/ldap.md`: two servers that replicate each other, a source, and a kiosk that shows it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::ldap::{people, status_of, surname};
use crate::support::server::{Account, Sshd, allow, open_folder};
use crate::support::slapd::{LdapFolder, Ports, Slapd};
use crate::support::synced::Synced;

/// A block of the documentation that begins with some text.
fn block_of_documentation(beginning: &str) -> String {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ldap.md")).expect("it is there");
    let blocks = page.split("```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    let mut found = blocks.map(|(_, block)| block).filter(|block| block.starts_with(beginning));
    found.next().unwrap_or_else(|| panic!("no block begins with {beginning}")).to_owned()
}

/// Replaces each of some texts, which must be there.
fn replaced(text: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old} is not in {text}");
        text.replace(old, new)
    })
}

/// Only names, ports, paths and passwords differ from the documentation.
#[test]
#[ignore = "needs root, slapd, ldap-utils, openssl and sshd; .ci/run installs them and runs this"]
fn the_servers_of_the_documentation_replicate_and_are_synced() {
    let folder = LdapFolder::new();
    let commands = replaced(&block_of_documentation("openssl req -x509"), &[("DNS:a.example", "IP:127.0.0.1")]);
    let made = Command::new("sh").args(["-ec", &commands]).current_dir(folder.path()).output().expect("a shell");
    assert!(made.status.success(), "{made:?}");
    let (one, other) = (Ports::free(), Ports::free());
    let tls = folder.path().display().to_string();
    let config = |id: &str, peer: Ports| {
        let (server, rid, peer) =
            (format!("serverID {id}"), format!("rid=00{id}"), format!("ldaps://127.0.0.1:{}", peer.tls));
        let text = replaced(
            &block_of_documentation("include /etc/ldap/schema/core.schema"),
            &[
                ("serverID 1", &server),
                ("rid=001", &rid),
                ("ldaps://b.example", &peer),
                ("/etc/ldap/tls", &tls),
                ("rootpw    {SSHA}…", "rootpw secret"),
                ("credentials=…", "credentials=kopio"),
                ("retry=\"5 +\"", "retry=\"1 +\""),
            ],
        );
        move |folder: &Path| replaced(&text, &[("/var/lib/ldap", &folder.display().to_string())])
    };
    let mut a = folder.slapd_of(1, one, config("1", other));
    let b = folder.slapd_of(2, other, config("2", one));
    let reader = block_of_documentation("dn: cn=reader,dc=example");
    let replica = replaced(&reader, &[("reader", "replica"), ("{SSHA}…", "kopio")]);
    let reader = replaced(&reader, &[("{SSHA}…", "luku")]);
    a.modify(&format!(
        "dn: dc=example\nobjectClass: dcObject\nobjectClass: organization\no: Esimerkki\ndc: example\n\n\
         dn: ou=people,dc=example\nobjectClass: organizationalUnit\nou: people\n\n{replica}\n{reader}\n{}",
        people(600)
    ));
    b.wait_for("(objectClass=inetOrgPerson)", 600);
    let synced = Synced::new(folder.path(), "synced");
    let (password, ca) = (synced.at("password").display().to_string(), format!("{tls}/ca.pem"));
    let source = replaced(
        &block_of_documentation("[[source]]\nname = \"ely\""),
        &[
            ("ldaps://a.example", &a.tls_uri()),
            ("ldaps://b.example", &b.tls_uri()),
            ("/etc/allu/ely.password", &password),
            ("/etc/allu/ca.pem", &ca),
            ("/var/lib/allu/ely.json", &synced.at("ely.json").display().to_string()),
        ],
    );
    fs::write(synced.at("config.toml"), source).expect("a configuration");
    status_of(&synced, 0, &["600 people", &a.tls_uri()]);
    // A change on the second server arrives at the first, and the second answers while the first is down.
    b.modify(
        "dn: uid=u1,ou=people,dc=example\nchangetype: modify\nreplace: telephoneNumber\ntelephoneNumber: 0295 3\n",
    );
    a.wait_for("(telephoneNumber=0295 3)", 1);
    status_of(&synced, 0, &["1 changed", &a.tls_uri()]);
    a.kill();
    status_of(&synced, 1, &["nothing new", &b.tls_uri()]);
    kiosk_of_the_documentation(&folder, &synced, b);
}

/// A kiosk on a real sshd shows the synced model while no server is reachable, and reads neither the password nor the
/// entries.
fn kiosk_of_the_documentation(folder: &LdapFolder, synced: &Synced, mut last: Slapd) {
    last.kill();
    status_of(synced, 2, &["server away"]);
    let account = Account::new("allu-synced");
    let public = open_folder();
    let program = public.path().join("allu");
    fs::copy(env!("CARGO_BIN_EXE_allu"), &program).expect("a program that every account may run");
    for folder in [folder.path(), &synced.at("")] {
        allow(folder, 0o711);
    }
    let commands = replaced(
        &block_of_documentation("cd /var/lib/allu"),
        &[("/var/lib/allu", &synced.at("").display().to_string()), ("directory", &account.name)],
    );
    let run = Command::new("sh").args(["-ec", &commands]).output().expect("a shell");
    assert!(run.status.success(), "{run:?}");
    let model = synced.at("ely.json").display().to_string();
    let sshd = Sshd::kiosk(&account, &format!("{} --kiosk --model {model}", program.display()));
    let mut session = sshd.session("");
    session.wait_for("server away");
    session.send(&surname(2));
    session.wait_for("0295 000002");
    for (name, is_readable) in [("ely.json", true), ("password", false), ("ely.entries", false)] {
        let path = synced.at(name).display().to_string();
        let read = Command::new("setpriv")
            .args(["--reuid", &account.name, "--regid", &account.name, "--clear-groups", "cat", &path])
            .output();
        assert_eq!(read.expect("setpriv runs").status.success(), is_readable, "{name}");
    }
    session.send("\x03");
    session.ends_with(0);
}
