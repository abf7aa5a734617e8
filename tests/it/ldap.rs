//! Real directory servers: two slapd that replicate each other, with TLS made for the test.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use allu::session::{FailureCause, SyncCursor};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::slapd::{LdapFolder, Ports, Role, Slapd};
use crate::support::synced::Synced;

/// The number of people on the servers: far above the limit of an anonymous client, and many pages.
const PEOPLE: usize = 100_000;

/// A surname that spells a number in letters, because no name has digits.
pub(crate) fn surname(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ka", "ki", "ko", "mu", "ma", "ri", "sa", "ti", "vo", "le"];
    let digits = number.to_string().into_bytes();
    let syllables = digits.iter().map(|digit| SYLLABLES[usize::from(digit - b'0')]);
    format!("S{}nen", syllables.collect::<String>())
}

/// People in LDIF, whose names are those of numbers.
pub(crate) fn people(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        _ = write!(
            text,
            "dn: uid=u{number},ou=people,dc=example\nobjectClass: inetOrgPerson\nuid: u{number}\n\
             cn: Aino {surname}\ngivenName: Aino\nsn: {surname}\ntitle: koordinaattori\no: Kunta {}\n\
             telephoneNumber: 0295 {number:06}\nmail: u{number}@example.fi\n\n",
            number % 7,
            surname = surname(number)
        );
    }
    text
}

/// Two servers that replicate each other, with the same people.
fn two_providers(folder: &LdapFolder) -> (Slapd, Slapd) {
    let (one, other) = (Ports::free(), Ports::free());
    let a = folder.slapd(1, one, Role::Provider(&other), &people(PEOPLE));
    let b = folder.slapd(2, other, Role::Provider(&one), "");
    b.wait_for("(objectClass=inetOrgPerson)", PEOPLE);
    (a, b)
}

pub(crate) fn status_of(synced: &Synced, status: i32, parts: &[&str]) {
    let (found, line) = synced.sync();
    assert_eq!((found, line.matches('\n').count()), (status, 1), "{line}");
    for part in parts {
        assert!(line.contains(part), "{part}: {line}");
    }
}

/// Syncs, and checks that this fails for the given reason and that the model is unchanged.
fn fails_with(synced: &Synced, cause: FailureCause, part: &str) {
    let before = synced.model();
    status_of(synced, 2, &["allu: ely: ", part]);
    assert_eq!(synced.state().failure.map(|failure| failure.cause), Some(cause));
    assert!(synced.model() == before, "the model is another one");
}

#[test]
#[ignore = "needs slapd, ldap-utils and openssl; .ci/run installs them and runs this"]
fn changes_on_one_provider_arrive_from_the_other() {
    let folder = LdapFolder::new();
    let (a, b) = two_providers(&folder);
    let synced = Synced::new(folder.path(), "synced");
    synced.configure(&[&a.tls_uri(), &b.tls_uri()], &synced.login(&folder.path().join("ca.pem")));
    status_of(&synced, 0, &["100000 people", &a.tls_uri(), "100002 new"]);
    assert_eq!(fs::metadata(synced.at("ely.json")).expect("a model").permissions().mode() & 0o777, 0o600);
    status_of(&synced, 1, &["nothing new", "100002 entries"]);
    let (renamed, ..) = synced.person("u11@example.fi").expect("a person");
    let moved = synced.person("u12@example.fi").expect("a person");
    b.modify(
        "dn: uid=new,ou=people,dc=example\nchangetype: add\nobjectClass: inetOrgPerson\nuid: new\ncn: Ville Uusi\n\
         givenName: Ville\nsn: Uusi\ntelephoneNumber: 0295 111 111\nmail: new@example.fi\n\n\
         dn: uid=u10,ou=people,dc=example\nchangetype: modify\nreplace: telephoneNumber\ntelephoneNumber: 0295 222 222\n\n\
         dn: uid=u11,ou=people,dc=example\nchangetype: modrdn\nnewrdn: uid=toinen\ndeleteoldrdn: 1\n\n\
         dn: uid=toinen,ou=people,dc=example\nchangetype: modify\nreplace: cn\ncn: Aino Toinen\n-\nreplace: sn\n\
         sn: Toinen\n\n\
         dn: uid=u12,ou=people,dc=example\nchangetype: modrdn\nnewrdn: uid=u12\ndeleteoldrdn: 0\n\
         newsuperior: ou=north,ou=people,dc=example\n\n\
         dn: uid=u13,ou=people,dc=example\nchangetype: delete\n\n\
         dn: uid=u14,ou=people,dc=example\nchangetype: modrdn\nnewrdn: uid=u14\ndeleteoldrdn: 0\n\
         newsuperior: ou=elsewhere,dc=example\n",
    );
    a.wait_for("(|(uid=new)(uid=toinen))", 2);
    a.wait_for("(uid=u13)", 0);
    a.wait_for("(&(uid=u14)(entryDN:dnSubtreeMatch:=ou=elsewhere,dc=example))", 1);
    status_of(&synced, 0, &["99999 people", "1 new", "1 changed", "2 renamed or moved", "2 gone"]);
    let number_of = |address: &str| synced.person(address).map(|(_, _, number)| number);
    assert_eq!(number_of("new@example.fi").as_deref(), Some("0295 111 111"));
    assert_eq!(number_of("u10@example.fi").as_deref(), Some("0295 222 222"));
    // A person who is renamed or moved remains the same record.
    let expected = (renamed, "Aino Toinen".to_owned(), "0295 000011".to_owned());
    assert_eq!(synced.person("u11@example.fi"), Some(expected));
    assert_eq!(synced.person("u12@example.fi"), Some(moved));
    assert_eq!((number_of("u13@example.fi"), number_of("u14@example.fi")), (None, None));
    assert_eq!(synced.find("Ville Uusi").len(), 1);
    status_of(&synced, 1, &["nothing new"]);
    only_reads(&[&a, &b]);
}

#[test]
#[ignore = "needs slapd, ldap-utils and openssl; .ci/run installs them and runs this"]
fn a_provider_that_dies_in_the_middle_is_replaced_by_the_other() {
    let folder = LdapFolder::new();
    let (mut a, b) = two_providers(&folder);
    let synced = Synced::new(folder.path(), "synced");
    // A relay in front of the first provider kills it after some entries.
    let (gate, cut) = cutting_gate(a.port, a.pid(), 100_000);
    let login = synced.login(&folder.path().join("ca.pem")).replace("ca_file", "starttls = false\n#");
    synced.configure(&[&gate, &b.uri()], &login);
    status_of(&synced, 0, &["100000 people", &b.uri(), &gate]);
    assert!(*cut.lock().expect("one writer"), "the first provider was not killed");
    a.kill();
    // The server that failed is tried last for a while; the other one accepts the cookie.
    b.modify(
        "dn: uid=u1,ou=people,dc=example\nchangetype: modify\nreplace: telephoneNumber\ntelephoneNumber: 0295 3\n",
    );
    status_of(&synced, 0, &["1 changed", &b.uri()]);
    // The first server is back, and continues from the cookie of the other.
    a.start();
    a.wait_for("(telephoneNumber=0295 3)", 1);
    synced.configure(&[&a.uri()], &login);
    status_of(&synced, 1, &["nothing new", &a.uri()]);
    drop(b);
    synced.configure(&[&gate, &a.uri()], &login);
    status_of(&synced, 1, &["nothing new"]);
}

#[test]
#[ignore = "needs slapd, ldap-utils and openssl; .ci/run installs them and runs this"]
fn what_goes_wrong_is_a_line_and_the_model_stays() {
    let folder = LdapFolder::new();
    let server = folder.slapd(1, Ports::free(), Role::Alone, &people(700));
    let synced = Synced::new(folder.path(), "synced");
    let ca = folder.path().join("ca.pem");
    let login = synced.login(&ca);
    synced.configure(&[&server.tls_uri()], &login);
    status_of(&synced, 0, &["700 people"]);
    // Encrypted by StartTLS, and through the socket of this user.
    synced.configure(&[&server.uri()], &login);
    status_of(&synced, 1, &["nothing new"]);
    synced.configure(&[&server.socket_uri()], "external = true");
    status_of(&synced, 1, &["nothing new"]);

    synced.configure(&[&server.tls_uri()], &synced.login(&folder.path().join("other.pem")));
    fails_with(&synced, FailureCause::Certificate, "name the server's CA with ca_file");
    synced.configure(&[&server.uri()], &synced.login(&folder.path().join("other.pem")));
    fails_with(&synced, FailureCause::Certificate, "ca_file");
    // A certificate of another host.
    synced.configure(&[&server.tls_uri().replace("127.0.0.1", "localhost")], &login);
    fails_with(&synced, FailureCause::Certificate, "localhost");
    synced.configure(&[&server.tls_uri()], &synced.login(&folder.path().join("missing.pem")));
    fails_with(&synced, FailureCause::CaFile, "missing.pem");
    // A name may belong to any host, so nothing is sent unencrypted.
    let clear = login.replace("ca_file", "starttls = false\n#");
    synced.configure(&[&server.uri().replace("127.0.0.1", "localhost")], &clear);
    fails_with(&synced, FailureCause::Clear, "refused to send the password unencrypted");

    synced.configure(&[&server.tls_uri()], &login);
    synced.write_password("wrong\n", 0o600);
    fails_with(&synced, FailureCause::Credentials, "check bind_dn and password_file");
    synced.write_password("luku\n", 0o644);
    fails_with(&synced, FailureCause::PasswordFile, "0600");
    synced.write_password("luku\n", 0o600);

    // Nobody gets more than 500.
    synced.configure(&[&server.uri()], "filter = \"(cn=*)\"");
    fails_with(&synced, FailureCause::ServerLimit, "limits");
    synced.configure(&[&server.tls_uri()], &format!("{login}filter = \"(cn=\""));
    fails_with(&synced, FailureCause::Filter, "correct the filter setting");
    synced.configure(&[&server.tls_uri()], &format!("{login}filter = \"(cn=Ei Kukaan)\""));
    fails_with(&synced, FailureCause::NoContacts, "check base, filter");
    let config = fs::read_to_string(synced.at("config.toml")).expect("a configuration");
    fs::write(synced.at("config.toml"), config.replace("ou=people,", "ou=nowhere,")).expect("a file");
    fails_with(&synced, FailureCause::NoBase, "check the base setting");

    synced.configure(&[&server.tls_uri()], &login);
    status_of(&synced, 1, &["nothing new"]);
    only_reads(&[&server]);
}

#[test]
#[ignore = "needs slapd, ldap-utils and openssl; .ci/run installs them and runs this"]
fn the_cookie_of_another_server_is_no_harm() {
    let folder = LdapFolder::new();
    let server = folder.slapd(1, Ports::free(), Role::Alone, &people(700));
    let other = folder.slapd(2, Ports::free(), Role::Alone, &people(40));
    let synced = Synced::new(folder.path(), "synced");
    let login = synced.login(&folder.path().join("ca.pem"));
    synced.configure(&[&server.tls_uri()], &login);
    status_of(&synced, 0, &["700 people"]);
    synced.configure(&[&other.tls_uri()], &login);
    status_of(&synced, 0, &["40 people", "702 gone"]);
    synced.configure(&[&server.tls_uri()], &login);
    status_of(&synced, 0, &["700 people"]);
    // A cookie that no server made.
    let state = fs::read_to_string(synced.at("ely.state.json")).expect("a state");
    let Some(SyncCursor::Cookie { cookie }) = synced.state().cursor else { panic!("no cookie: {state}") };
    for wrong in ["AAAA", "cmlkPTAwMCxjc249cnViYmlzaA==", "not base64"] {
        fs::write(synced.at("ely.state.json"), state.replace(&cookie, wrong)).expect("a state");
        status_of(&synced, 1, &["nothing new", "702 entries"]);
    }
}

#[test]
#[ignore = "needs slapd, ldap-utils and openssl; .ci/run installs them and runs this"]
fn a_server_that_knows_no_changes_is_read_by_time() {
    let folder = LdapFolder::new();
    let server = folder.slapd(1, Ports::free(), Role::Plain, &people(1200));
    let synced = Synced::new(folder.path(), "synced");
    synced.configure(&[&server.tls_uri()], &synced.login(&folder.path().join("ca.pem")));
    status_of(&synced, 0, &["1200 people"]);
    assert!(matches!(synced.state().cursor, Some(SyncCursor::Timestamp { .. })));
    status_of(&synced, 1, &["nothing new"]);
    let renamed = synced.person("u11@example.fi").expect("a person");
    server.modify(
        "dn: uid=u10,ou=people,dc=example\nchangetype: modify\nreplace: telephoneNumber\ntelephoneNumber: 0295 222 222\n\n\
         dn: uid=u11,ou=people,dc=example\nchangetype: modrdn\nnewrdn: uid=toinen\ndeleteoldrdn: 1\n\n\
         dn: uid=u13,ou=people,dc=example\nchangetype: delete\n",
    );
    status_of(&synced, 0, &["1199 people", "0 new", "1 changed", "1 renamed or moved", "1 gone"]);
    let changed = synced.person("u10@example.fi").expect("a person");
    assert_eq!(changed.2, "0295 222 222");
    assert_eq!(synced.person("u11@example.fi"), Some(renamed));
    status_of(&synced, 1, &["nothing new"]);
    only_reads(&[&server]);
}

/// Checks that the connections of the program only sent read requests. Those of the test and of the other provider log
/// in as the administrator.
fn only_reads(servers: &[&Slapd]) {
    let mut operations = 0;
    for server in servers {
        let log = server.log();
        let connection = |line: &str| {
            let (_, rest) = line.split_once(" conn=")?;
            rest.split(' ').next().map(str::to_owned)
        };
        let others: Vec<String> =
            log.lines().filter(|line| line.contains("cn=admin,dc=example")).filter_map(connection).collect();
        for line in log.lines() {
            let Some(connection) = connection(line).filter(|it| !others.contains(it)) else { continue };
            let Some((_, rest)) = line.split_once(" op=") else { continue };
            let operation = rest.split(' ').nth(1).unwrap_or_default();
            let is_read = match operation {
                "BIND" | "SRCH" | "UNBIND" | "ABANDON" | "STARTTLS" | "RESULT" | "SEARCH" | "INTERM" => true,
                "EXT" => line.contains("oid=1.3.6.1.4.1.1466.20037"),
                _ => false,
            };
            assert!(is_read, "conn={connection}: {line}");
            operations += 1;
        }
    }
    assert!(operations > 10, "the log has only {operations} operations");
}

/// Forwards bytes to a server, and kills the server's process when it has sent a number of bytes. Returns the URI, and
/// whether it was killed.
fn cutting_gate(port: u16, pid: u32, after: usize) -> (String, Arc<Mutex<bool>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let uri = format!("ldap://127.0.0.1:{}", listener.local_addr().expect("an address").port());
    let was_cut = Arc::new(Mutex::new(false));
    let cut = Arc::clone(&was_cut);
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { continue };
            let (mut from_client, mut to_server) =
                (client.try_clone().expect("a stream"), server.try_clone().expect("a stream"));
            thread::spawn(move || std::io::copy(&mut from_client, &mut to_server));
            let (mut from_server, mut to_client) = (server, client);
            let mut buffer = [0; 4096];
            let mut sent = 0;
            while let Ok(length @ 1..) = from_server.read(&mut buffer) {
                sent += length;
                if sent > after {
                    let pid = Pid::from_raw(i32::try_from(pid).expect("a number")).expect("a process");
                    kill_process(pid, Signal::KILL).expect("it runs");
                    *cut.lock().expect("one writer") = true;
                    break;
                }
                if to_client.write_all(&buffer[..length]).is_err() {
                    break;
                }
            }
        }
    });
    (uri, was_cut)
}

#[test]
#[ignore = "needs slapd, ldap-utils and openssl; .ci/run installs them and runs this"]
fn a_large_directory_takes_little_memory() {
    let folder = LdapFolder::new();
    let server = folder.slapd(1, Ports::free(), Role::Alone, &people(20_000));
    let synced = Synced::new(folder.path(), "synced");
    synced.configure(&[&server.tls_uri()], &synced.login(&folder.path().join("ca.pem")));
    // The address space of the program, of which the memory is a part.
    let output = synced.command("ulimit -v 600000", &["sync"]).output().expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(synced.people(), 20_000);
    let begun = Instant::now();
    status_of(&synced, 1, &["nothing new"]);
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}
