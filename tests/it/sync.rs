//! `allu sync` with servers that are not LDAP servers, are silent, or send far too much: one line of output, and the
//! old model is kept.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

use allu::session::FailureCause;

use crate::support::fake_ldap::{entry, fake_server, message, result, serve, serve_as, sync_control};
use crate::support::synced::Synced;

/// A folder of the test, and a source that was read once from a good server.
fn synced() -> (tempfile::TempDir, Synced) {
    let folder = tempfile::tempdir().expect("a folder");
    let synced = Synced::new(folder.path(), "synced");
    synced.configure(&[&fake_server(two_people)], "");
    let (status, line) = synced.sync();
    assert_eq!(status, 0, "{line}");
    assert_eq!(synced.people(), 2);
    (folder, synced)
}

fn person(number: u32, name: &str, phone: &str) -> Vec<u8> {
    let (id, mail) = (format!("{number:08x}-0000-1000-8000-000000000000"), format!("{number}@example.fi"));
    let values = [
        ("objectClass", &b"inetOrgPerson"[..]),
        ("cn", name.as_bytes()),
        ("telephoneNumber", phone.as_bytes()),
        ("mail", mail.as_bytes()),
        ("entryUUID", id.as_bytes()),
        ("modifyTimestamp", b"20261127080000Z"),
    ];
    entry(format!("uid={number},dc=example").as_bytes(), &values)
}

fn two_people(stream: &mut TcpStream) {
    serve(stream, &|stream, number| {
        for entry in [person(1, "Aino Mäki", "0295 000 001"), person(2, "Ville Laine", "0295 000 002")] {
            _ = stream.write_all(&message(number, &entry));
        }
        _ = stream.write_all(&message(number, &result(0x65, 0)));
    });
}

/// Syncs with a faulty server, and returns the cause. The model is the old one, and the state has the cause.
fn failure(synced: &Synced, uri: &str, more: &str) -> (FailureCause, String) {
    let before = synced.model();
    synced.configure(&[uri], more);
    let (status, line) = synced.sync();
    assert_eq!((status, line.matches('\n').count()), (2, 1), "{line}");
    assert!(line.starts_with("allu: ely: ") && line.contains("unchanged since the last sync at 20"), "{line}");
    assert!(!line.contains('\u{1b}') && !line.contains("panicked"), "{line}");
    assert!(synced.model() == before, "the model is another one");
    let failure = synced.state().failure.expect("a failure");
    (failure.cause, line)
}

#[test]
fn nothing_new_is_status_one_and_a_change_is_told() {
    let (_folder, synced) = synced();
    let (status, line) = synced.sync();
    assert_eq!((status, line.contains("nothing new")), (1, true), "{line}");
    let found = synced.find("aino mäki");
    assert_eq!(found.len(), 1, "{found:?}");
    let (id, _, number) = synced.person("1@example.fi").expect("a person");
    assert_eq!((id.as_str(), number.as_str()), ("person:00000001-0000-1000-8000-000000000000", "0295 000 001"));
    synced.configure(
        &[&fake_server(|stream| {
            serve(stream, &|stream, number| {
                _ = stream.write_all(&message(number, &person(1, "Aino Joki", "0295 000 009")));
                _ = stream.write_all(&message(number, &result(0x65, 0)));
            });
        })],
        "",
    );
    let (status, line) = synced.sync();
    assert_eq!((status, line.contains("1 changed") && line.contains("1 gone")), (0, true), "{line}");
    let expected = (id, "Aino Joki".to_owned(), "0295 000 009".to_owned());
    assert_eq!(synced.person("1@example.fi"), Some(expected));
}

#[test]
fn a_server_that_says_nothing_costs_five_seconds() {
    let (_folder, synced) = synced();
    let silent = fake_server(|stream| {
        let mut buffer = [0; 1000];
        while stream.read(&mut buffer).is_ok_and(|length| length > 0) {}
    });
    let begun = Instant::now();
    assert_eq!(failure(&synced, &silent, "").0, FailureCause::Silent);
    let elapsed = begun.elapsed();
    assert!(elapsed > Duration::from_secs(4) && elapsed < Duration::from_secs(8), "{elapsed:?}");
    let begun = Instant::now();
    let encrypted = silent.replace("ldap:", "ldaps:");
    assert_eq!(failure(&synced, &encrypted, "timeout = 1").0, FailureCause::Silent);
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[test]
fn a_server_that_is_away_is_told_with_the_age_of_the_model() {
    let (_folder, synced) = synced();
    let (cause, line) = failure(&synced, "ldap://127.0.0.1:1", "");
    assert_eq!(cause, FailureCause::Away);
    assert!(line.contains("server away (ldap://127.0.0.1:1"), "{line}");
    let first = synced.state().failure.expect("a failure");
    sleep(Duration::from_millis(1100));
    failure(&synced, "ldap://127.0.0.1:1", "");
    let second = synced.state().failure.expect("a failure");
    assert!(second.since == first.since && second.at > first.at, "{first:?} {second:?}");
    // The good server is back, and the model is unchanged.
    synced.configure(&[&fake_server(two_people)], "");
    assert_eq!(synced.sync().0, 1);
    assert_eq!(synced.state().failure, None);
}

#[test]
fn what_is_no_ldap_is_refused() {
    let (_folder, synced) = synced();
    for (name, behaviour) in [
        ("HTTP", (|stream| _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as fn(&mut TcpStream)),
        ("zeros", |stream| while stream.write_all(&[0; 1 << 14]).is_ok() {}),
        // A message that never ends.
        ("endless", |stream| {
            _ = stream.write_all(&[0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]);
            while stream.write_all(&[0x41; 1 << 14]).is_ok() {}
        }),
        // Deeper than any stack.
        ("deep", |stream| {
            let nested = (0..100_000).fold(Vec::new(), |inner: Vec<u8>, _| {
                if inner.len() < 60_000 {
                    [&[0x30, 0x82][..], &(u16::try_from(inner.len()).expect("short")).to_be_bytes(), &inner].concat()
                } else {
                    inner
                }
            });
            serve(stream, &|stream, number| _ = stream.write_all(&message(number, &nested)));
        }),
        // An entry without its parts, at which the library panics.
        ("no parts", |stream| {
            serve(stream, &|stream, number| _ = stream.write_all(&message(number, &[0x64, 0])));
        }),
        ("another operation", |stream| {
            serve(stream, &|stream, number| _ = stream.write_all(&message(number, &[0x7e, 0])));
        }),
        ("a malformed control", |stream| {
            serve(stream, &|stream, number| {
                let control = [0x30, 0x1b, 4, 0x16].into_iter().chain(*b"1.2.840.113556.1.4.319").chain([4, 1, 0xff]);
                let controls = crate::support::fake_ldap::part(0xa0, &control.collect::<Vec<u8>>());
                _ = stream.write_all(&message(number, &[result(0x65, 0), controls].concat()));
            });
        }),
    ] {
        let begun = Instant::now();
        let (cause, line) = failure(&synced, &fake_server(behaviour), "");
        assert!([FailureCause::Protocol, FailureCause::Closed].contains(&cause), "{name}: {line}");
        assert!(begun.elapsed() < Duration::from_secs(8), "{name}: {:?}", begun.elapsed());
    }
}

/// Sends three people with a cookie, and one change to a request with this cookie. Like 389-ds, it neither lists the
/// entries that are still there nor announces that it lists those that are gone.
fn changes_without_phases(stream: &mut TcpStream, vendor: &str) {
    const COOKIE: &[u8] = b"sync-cookie";
    let root = [("supportedControl", &b"1.3.6.1.4.1.4203.1.9.1.1"[..]), ("vendorName", vendor.as_bytes())];
    serve_as(stream, &root, &|stream, number, request| {
        let with_state = |id: u8, name: &str, phone: &str| {
            let uuid = [&[0, 0, 0, id][..], &[0; 2], &[0x10, 0, 0x80], &[0; 7]].concat();
            let state = sync_control('2', &[&[10, 1, 1, 4, 16][..], &uuid].concat());
            message(number, &[person(id.into(), name, phone), state].concat())
        };
        let people = if request.windows(COOKIE.len()).any(|it| it == COOKIE) {
            vec![with_state(2, "Ville Laine", "0295 999 999")]
        } else {
            vec![
                with_state(1, "Aino Mäki", "0295 000 001"),
                with_state(2, "Ville Laine", "0295 000 002"),
                with_state(4, "Eero Salo", "0295 000 004"),
            ]
        };
        let cookie = u8::try_from(COOKIE.len()).expect("short");
        let done = sync_control('3', &[&[4, cookie][..], COOKIE].concat());
        let done = message(number, &[result(0x65, 0), done].concat());
        _ = stream.write_all(&[people.concat(), done].concat());
    });
}

#[test]
fn entries_that_a_server_does_not_name_stay() {
    // Changes are read from a server that is known; others are read as a whole, which has no change here.
    for (behaviour, status) in [
        ((|stream| changes_without_phases(stream, "389 Project")) as fn(&mut TcpStream), 0),
        (|stream| changes_without_phases(stream, "Another"), 1),
    ] {
        let (_folder, synced) = synced();
        synced.configure(&[&fake_server(behaviour)], "");
        let (first, line) = synced.sync();
        assert!(first == 0 && synced.people() == 3, "{line}");
        let (second, line) = synced.sync();
        assert_eq!((second, synced.people()), (status, 3), "{line}");
    }
}

#[test]
fn a_server_that_refers_to_another_is_told() {
    let (_folder, synced) = synced();
    let referring = fake_server(|stream| {
        serve(stream, &|stream, number| _ = stream.write_all(&message(number, &result(0x65, 10))));
    });
    assert_eq!(failure(&synced, &referring, "").0, FailureCause::Referral);
    // A reference among the entries is counted, and not followed.
    synced.configure(
        &[&fake_server(|stream| {
            serve(stream, &|stream, number| {
                let reference = crate::support::fake_ldap::part(0x73, b"\x04\x12ldap://192.0.2.1/x");
                for answer in [person(1, "Aino Mäki", "0295 000 001"), reference, result(0x65, 0)] {
                    _ = stream.write_all(&message(number, &answer));
                }
            });
        })],
        "",
    );
    let (status, line) = synced.sync();
    assert!(status == 0 && line.contains("1 reference to another server not followed"), "{line}");
}

#[test]
fn ten_million_entries_are_a_line_in_bounded_memory() {
    let (_folder, synced) = synced();
    let flood = fake_server(|stream| {
        serve(stream, &|stream, number| {
            for count in 0..10_000_000 {
                if stream.write_all(&message(number, &person(count, "Aino Mäki", "0295 000 001"))).is_err() {
                    return;
                }
            }
        });
    });
    let before = synced.model();
    for (limit, name) in [("max_entries = 5000", "max_entries"), ("max_bytes = 1000000", "max_bytes")] {
        synced.configure(&[&flood], limit);
        let output = synced.command("ulimit -v 700000", &["sync"]).output().expect("the program starts");
        let line = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(output.status.code() == Some(2) && line.contains(name), "{line}");
        assert!(synced.model() == before, "the model is another one");
    }
}

#[test]
fn hostile_values_do_no_harm() {
    let (_folder, synced) = synced();
    synced.configure(
        &[&fake_server(|stream| {
            serve(stream, &|stream, number| {
                let long = vec![b'x'; 100_000];
                let values = [
                    ("objectClass", &b"inetOrgPerson"[..]),
                    ("cn", b"Aino\x1b]0;owned\x07 M\xc3\xa4ki\xe2\x80\xae"),
                    ("title", b"\x1b[2Jjohtaja"),
                    ("o", b"\xff\xfe"),
                    ("l", &long),
                    ("telephoneNumber", b"0295 000 001\x9b"),
                    ("telephoneNumber;lang-sv;x-ä", b"1"),
                    ("mail", b"a@b.fi"),
                    ("entryUUID", b"00000001-0000-1000-8000-000000000000"),
                ];
                _ = stream.write_all(&message(number, &entry(b"cn=\xff\x1b[31m,dc=example", &values)));
                _ = stream.write_all(&message(number, &person(2, "Ville Laine", "0295 000 002")));
                let nameless = [("objectClass", &b"person"[..]), ("cn", b"Ei Tunnusta")];
                _ = stream.write_all(&message(number, &entry(b"cn=x", &nameless)));
                _ = stream.write_all(&message(number, &result(0x65, 0)));
            });
        })],
        "",
    );
    let (status, line) = synced.sync();
    assert_eq!(status, 0, "{line}");
    assert!(line.contains("1 entry without a permanent id left out"), "{line}");
    assert!(line.contains("non-text values left out"), "{line}");
    let model = String::from_utf8(synced.model().expect("a model")).expect("UTF-8");
    let is_dangerous = |letter: char| letter != '\n' && allu::text::is_dangerous(letter);
    assert!(!model.contains(is_dangerous), "a control character is in the model");
    assert_eq!(synced.people(), 2);
    let model = synced.at("ely.json");
    let shown = synced.run(&[
        "--model",
        model.to_str().expect("a path"),
        "show",
        "person:00000001-0000-1000-8000-000000000000",
    ]);
    let shown = String::from_utf8(shown.stdout).expect("UTF-8");
    assert!(shown.contains("owned Mäki") && !shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn a_source_has_to_be_one_with_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let synced = Synced::new(folder.path(), "synced");
    std::fs::write(synced.at("config.toml"), "[[source]]\nname = \"own\"\nmodel = \"own.json\"\n").expect("a file");
    let (status, line) = synced.sync();
    assert!(status == 2 && line.contains("no source has a server"), "{line}");
    synced.configure(&["ldap://127.0.0.1:1"], "");
    let output = synced.run(&["sync", "eyl"]);
    let line = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.code() == Some(2) && line.contains("“eyl”") && line.contains("ely"), "{line}");
    let line = String::from_utf8(synced.run(&["sync", "--every", "10"]).stderr).expect("UTF-8");
    assert!(line.contains("30s, 10m or 2h"), "{line}");
}

#[test]
fn a_damaged_file_of_entries_is_read_again() {
    let (_folder, synced) = synced();
    for content in [&b""[..], b"{\"allu\":\"entries\",\"version\":1}\n{\"id\":\"0", b"rubbish"] {
        std::fs::write(synced.at("ely.entries"), content).expect("a file");
        let (status, line) = synced.sync();
        assert_eq!(status, 0, "{line}");
        assert_eq!(synced.people(), 2);
    }
    // A model that was removed is made again.
    std::fs::remove_file(synced.at("ely.json")).expect("it is there");
    assert_eq!(synced.sync().0, 0);
    assert_eq!(synced.people(), 2);
}
