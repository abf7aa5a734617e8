//! `allu export`: its output, the place of the output, the status, and other programs that read the files.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;

use crate::support::NO_SYSTEM_FOLDER;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Invented people with all characters that a format must escape.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/odd-model.json");

fn allu(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .env("ALLU_MODEL", MODEL)
        .env("SOURCE_DATE_EPOCH", "1548892800")
        .args(args);
    command.stdin(Stdio::null()).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The standard output of a command that succeeds.
fn written(args: &[&str]) -> String {
    let ran = allu(args);
    assert!(ran.status.success(), "{args:?}: {}", text(&ran.stderr));
    text(&ran.stdout)
}

fn status_and_error(args: &[&str]) -> (Option<i32>, String) {
    let ran = allu(args);
    assert_eq!(text(&ran.stdout), "", "{args:?}");
    (ran.status.code(), text(&ran.stderr))
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn the_records_are_those_that_find_finds() {
    let card = written(&["export", "--to", "vcard", "aino"]);
    assert_eq!(card.matches("BEGIN:VCARD").count(), 1);
    assert!(card.contains("\r\nFN:Aino Mäkelä\r\n"), "{card}");
    assert!(written(&["export", "--to", "vcard", "--in", "organisations", "kunta"]).contains("\r\nKIND:org\r\n"));
    assert!(written(&["export", "--to", "vcard", "--vcard3", "aino"]).contains("\r\nVERSION:3.0\r\n"));
    assert_eq!(written(&["export", "--to", "jscontact", "--in", "people"]).matches("\"@type\": \"Card\"").count(), 3);
}

#[test]
fn headings_and_remarks_are_in_the_language_of_the_user() {
    let finnish = written(&["--lang", "fi", "export", "--to", "csv"]);
    assert!(finnish.starts_with("Nimi,Tehtävä,Organisaatio,Yksikkö,Hanke,"), "{finnish}");
    assert!(finnish.contains("0295 000 001: numero vuodelta 2015; numero voi olla vanhentunut"), "{finnish}");
    assert!(written(&["--lang", "sv", "export", "--to", "md"]).starts_with("| Namn | Befattning |"));
}

#[test]
fn what_has_no_place_is_named_once() {
    let ran = allu(&["export", "--to", "ldif"]);
    let lines = "left out, because LDIF cannot hold them: regions 19, projects 1, documents with numbers that belong to nobody 1, former positions (in remarks only) 1\n\
                 LDIF cannot hold the evidence and the basis of facts; --to json keeps them\n";
    assert_eq!((ran.status.code(), text(&ran.stderr).as_str()), (Some(0), lines));
    assert_eq!(text(&allu(&["export", "--to", "json"]).stderr), "", "every model has the regions");
    let regions = allu(&["export", "--to", "json", "--in", "regions"]);
    assert_eq!(text(&regions.stderr), "left out, because JSON cannot hold them: regions 19\n");
}

#[test]
fn nothing_found_is_one_and_wrong_usage_is_two() {
    assert_eq!(
        status_and_error(&["export", "--to", "csv", "xyzzyq"]),
        (Some(1), "nothing matches xyzzyq\n".to_owned())
    );
    let left = "left out, because vCard cannot hold them: regions 19\n";
    assert_eq!(status_and_error(&["export", "--to", "vcard", "--in", "regions"]), (Some(1), left.to_owned()));
    for args in [
        &["export"][..],
        &["export", "--to", "pdf"],
        &["export", "--to", "csv", "--vcard3"],
        &["export", "--to", "vcard", "--excel"],
        &["export", "--to", "csv", "--base", "dc=x"],
        &["export", "--to", "ldif", "--base", "example"],
        &["export", "--to", "vcard", "-o", "/nowhere/at/all"],
    ] {
        let (status, error) = status_and_error(args);
        assert_eq!((status, error.lines().count()), (Some(2), 1), "{args:?}: {error}");
        assert!(error.starts_with("allu: "), "{error}");
    }
    let said = status_and_error(&["export", "--to", "csv", "--vcard3"]).1;
    assert_eq!(said, "allu: --vcard3 belongs to the format vcard; add --to vcard or leave --vcard3 out\n");
}

#[test]
fn a_file_is_for_its_owner_and_whole_or_untouched() {
    let folder = folder();
    let path = folder.path().join("people.vcf");
    let named = path.to_str().expect("a path");
    assert_eq!(written(&["export", "--to", "vcard", "-o", named, "aino"]), "");
    assert_eq!(path.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_to_string(&path).expect("a file"), written(&["export", "--to", "vcard", "aino"]));
    let link = folder.path().join("link.vcf");
    symlink(&path, &link).expect("a link");
    written(&["export", "--to", "vcard", "-o", link.to_str().expect("a path"), "bo"]);
    assert!(link.is_symlink(), "a link stays a link");
    assert!(fs::read_to_string(&path).expect("a file").contains("FN:Bo von Essen"));
    let before = fs::read(&path).expect("a file");
    for args in [&["xyzzyq"][..], &["--in", "regions"], &["--today", "1"]] {
        assert!(!allu(&[&["export", "--to", "vcard", "-o", named], args].concat()).status.success());
        assert_eq!(fs::read(&path).expect("a file"), before, "{args:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing else is left");
}

#[test]
fn the_directory_itself_is_not_overwritten() {
    let folder = folder();
    let model = folder.path().join("model.json");
    fs::copy(MODEL, &model).expect("a copy");
    let named = model.to_str().expect("a path");
    let ran = allu(&["--model", named, "export", "--to", "json", "-o", named, "aino"]);
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(fs::read(&model).expect("the model"), fs::read(MODEL).expect("the model"));
}

#[test]
fn a_part_of_a_directory_opens_again() {
    let folder = folder();
    let part = folder.path().join("part.json");
    let named = part.to_str().expect("a path");
    written(&["export", "--to", "json", "-o", named, "aino"]);
    assert!(written(&["check", named]).contains("OK"));
    assert!(
        written(&["--model", named, "find", "--format", "{name} {phone.e164}"])
            .starts_with("Aino Mäkelä +358295000001\n")
    );
}

#[test]
fn every_format_is_built_into_the_same_people_again() {
    let folder = folder();
    let people = |model: &str| {
        let args =
            ["--model", model, "--today", "2019-01-31", "find", "--format", "{name} {phone.e164} {email.address}"];
        let mut lines: Vec<String> = written(&args).lines().map(str::to_owned).collect();
        // Positions without a name have neither.
        lines.retain(|line| !line.ends_with("  "));
        lines.sort();
        lines
    };
    let embedded = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/model.json");
    let expected = people(embedded);
    for (format, ending) in
        [("vcard", "vcf"), ("ldif", "ldif"), ("jscontact", "json"), ("csv", "csv"), ("json", "json")]
    {
        let at = |name: &str| folder.path().join(format!("{format}-{name}")).to_str().expect("a path").to_owned();
        let (file, model) = (at(&format!("people.{ending}")), at("model.json"));
        written(&["--model", embedded, "export", "--to", format, "-o", &file]);
        written(&["build", &file, "-o", &model]);
        assert_eq!(people(&model), expected, "{format}");
        assert!(written(&["--model", &model, "--version"]).contains("allu"));
    }
}

#[test]
fn a_model_is_built_into_the_same_records_again() {
    let folder = folder();
    let again = folder.path().join("again.json").to_str().expect("a path").to_owned();
    let embedded = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/model.json");
    written(&["build", embedded, "-o", &again]);
    let load = |path: &str| allu::model::load(&fs::read(path).expect("a file")).expect("a sound model");
    let (before, after) = (load(embedded), load(&again));
    assert_eq!((&before.title, &before.documents, &before.areas), (&after.title, &after.documents, &after.areas));
    assert!(before.people == after.people && before.positions == after.positions);
    for project in &before.projects {
        let same = after.projects.iter().find(|it| it.id == project.id).expect("the project");
        assert_eq!((&same.name, &same.start, &same.end), (&project.name, &project.start, &project.end));
        let values = |of: &[allu::model::NamedPlace]| of.iter().map(|it| it.place.clone()).collect::<Vec<_>>();
        assert_eq!((values(&same.areas), same.notes.len()), (values(&project.areas), project.notes.len()));
    }
    assert_eq!(before.organisations.len(), after.organisations.len());
}

#[test]
fn a_model_that_is_broken_is_one_line() {
    let folder = folder();
    let broken = folder.path().join("broken.json");
    fs::write(&broken, "{\n\"schema\": 1,\n\"title\": \n").expect("a file");
    let (status, error) = status_and_error(&["build", broken.to_str().expect("a path")]);
    assert!(status == Some(2) && error.contains("broken.json:4"), "{error}");
}

/// Runs another program in a folder, with lines on its standard input. Returns its output.
fn run(folder: &Path, program: &str, args: &[&str], input: Option<&Path>) -> String {
    let input = input.map_or_else(Stdio::null, |path| fs::File::open(path).expect("the input").into());
    let mut command = Command::new(program);
    command
        .args(args)
        .stdin(input)
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("XDG_CONFIG_HOME", folder.join("config"));
    let ran = command.output().expect("the program is installed");
    assert!(ran.status.success(), "{program} {args:?}: {}{}", text(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    text(&ran.stdout)
}

/// A file with an export, in a folder.
fn exported(folder: &Path, name: &str, args: &[&str]) -> String {
    let path = folder.join(name).to_str().expect("a path").to_owned();
    written(&[&["export", "-o", &path], args].concat());
    path
}

#[test]
#[ignore = "needs khard"]
fn khard_lists_and_shows_our_cards() {
    let folder = folder();
    let book = folder.path().join("book");
    fs::create_dir_all(&book).expect("a folder");
    fs::create_dir_all(folder.path().join("config/khard")).expect("a folder");
    // khard has a file for each card.
    let cards = written(&["export", "--to", "vcard", "--vcard3"]);
    for (place, card) in cards.split_inclusive("END:VCARD\r\n").enumerate() {
        fs::write(book.join(format!("{place}.vcf")), card).expect("a card");
    }
    let settings = format!("[addressbooks]\n[[book]]\npath = {}\n[general]\ndebug = no\n", book.display());
    fs::write(folder.path().join("config/khard/khard.conf"), settings).expect("the settings");
    let listed = run(folder.path(), "khard", &["list"], None);
    assert!(listed.contains("Aino Mäkelä") && listed.contains("+358295000001"), "{listed}");
    assert!(listed.contains("Bo von Essen") && listed.contains("+358295000002"), "{listed}");
    let shown = run(folder.path(), "khard", &["show", "Aino"], None);
    for words in ["person:aino-makela", "+358295000001", "+358295000009", "Pohjolan kunta", "number of 2015"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[test]
#[ignore = "needs vobject"]
fn vobject_reads_our_cards_of_version_3() {
    let folder = folder();
    let path = exported(folder.path(), "people.vcf", &["--to", "vcard", "--vcard3"]);
    let script = "import sys, vobject\n\
                  for card in vobject.readComponents(open(sys.argv[1], newline='', encoding='utf-8')):\n\
                  \x20   card.behavior.validate(card, raiseException=True)\n\
                  \x20   tels = [tel.value for tel in card.contents.get('tel', [])]\n\
                  \x20   print(card.uid.value, card.fn.value, card.n.value.family, tels, sep='|')\n";
    let read = run(folder.path(), "/usr/bin/python3", &["-c", script, &path], None);
    assert!(read.contains("person:bo-von-essen|Bo von Essen|von Essen|['+358295000002']\n"), "{read}");
    assert!(read.contains("person:aino-makela|Aino Mäkelä|Mäkelä|['+358295000001', '+358401234567', "), "{read}");
    assert_eq!(read.lines().count(), 6);
}

#[test]
#[ignore = "needs python3"]
fn python_reads_our_tables() {
    let folder = folder();
    let plain = exported(folder.path(), "people.csv", &["--to", "csv"]);
    let excel = exported(folder.path(), "excel.csv", &["--to", "csv", "--excel"]);
    let script = "import csv, sys\n\
                  for path, encoding, delimiter in [(sys.argv[1], 'utf-8', ','), (sys.argv[2], 'utf-8-sig', ';')]:\n\
                  \x20   rows = list(csv.DictReader(open(path, newline='', encoding=encoding), delimiter=delimiter, strict=True))\n\
                  \x20   aino = [row for row in rows if row['Name'] == 'Aino Mäkelä']\n\
                  \x20   print(len(rows), aino[0]['Phone'], aino[0]['Organisation'], aino[1]['Title'], sep='|')\n";
    let read = run(folder.path(), "/usr/bin/python3", &["-c", script, &plain, &excel], None);
    let company = "Pohjolan kunta; Sivistys, \"Koulut\" ja muut pitkänimiset palvelut – Äyräpään aluetoimisto";
    let row = |title: &str| format!("8|0295 000 001, 040 123 4567|{company}|{title}kouluttaja; \"osa-aikainen\"\n");
    assert_eq!(read, row("=") + &row("'="));
}

/// A server on the loopback interface, which is ended with the test.
struct Slapd(std::process::Child);

impl Drop for Slapd {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

#[test]
#[ignore = "needs slapd and ldapsearch"]
fn a_directory_server_takes_our_entries_and_gives_the_numbers_back() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    fs::create_dir(at("data")).expect("a folder");
    let settings = format!(
        "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\n\
         include /etc/ldap/schema/inetorgperson.schema\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\n\
         pidfile {}\ndatabase mdb\nmaxsize 10485760\nsuffix \"ou=allu\"\ndirectory {}\n",
        at("pid"),
        at("data")
    );
    fs::write(at("slapd.conf"), settings).expect("the settings");
    let entries = exported(folder.path(), "people.ldif", &["--to", "ldif"]);
    run(folder.path(), "/usr/sbin/slapadd", &["-f", &at("slapd.conf"), "-l", &entries], None);
    let socket = format!("ldapi://{}", at("socket").replace('/', "%2F"));
    let server = Command::new("/usr/sbin/slapd")
        .args(["-f", &at("slapd.conf"), "-h", &socket, "-d", "0"])
        .stderr(Stdio::null())
        .spawn()
        .expect("slapd is installed");
    let _server = Slapd(server);
    let begun = Instant::now();
    // The socket exists shortly before it accepts connections.
    while UnixStream::connect(folder.path().join("socket")).is_err() && begun.elapsed() < Duration::from_secs(20) {
        sleep(Duration::from_millis(20));
    }
    let search = |filter: &str, attributes: &[&str]| {
        let args = [&["-LLL", "-o", "ldif-wrap=no", "-x", "-H", &socket, "-b", "ou=allu", filter], attributes].concat();
        run(folder.path(), "ldapsearch", &args, None)
    };
    let found = search("(sn=Mäkelä)", &["telephoneNumber", "facsimileTelephoneNumber", "mail"]);
    for line in [
        "dn: uid=aino-makela,ou=allu",
        "telephoneNumber: +358295000001",
        "telephoneNumber: +358295000100 x12 (switchboard)",
        "facsimileTelephoneNumber: +358295000009",
        "mail: aino.makela@pohjola.example",
    ] {
        assert!(found.lines().any(|it| it == line), "{line}: {found}");
    }
    assert_eq!(search("(objectClass=inetOrgPerson)", &["uid"]).matches("\nuid: ").count(), 3);
    assert!(search("(ou=PK)", &["telephoneNumber"]).contains("telephoneNumber: +358295000100 (switchboard)"));
    // The entries that the server returns are read again.
    fs::write(at("back.ldif"), search("(objectClass=*)", &[])).expect("a file");
    let back = allu::exchange::read_ldif(&fs::read(at("back.ldif")).expect("a file"));
    let people = back.contacts.iter().filter(|it| it.on_one_line().starts_with("Aino Mäkelä")).count();
    // One contact for each post.
    assert_eq!((people, back.problems.len()), (2, 0));
}
