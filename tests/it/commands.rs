//! Commands as they are typed: their output, its stream, and their exit status.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::NO_SYSTEM_FOLDER;
use tempfile::TempDir;

/// A directory of invented people.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small-model.json");
/// The day of the tests, on which nothing has ended yet.
const EPOCH: &str = "1541757599";

/// What a command left behind.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    status: i32,
    out: String,
    err: String,
}

/// A command as it is about to be run.
struct Allu(Command);

impl Allu {
    fn with(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    fn run(self) -> Ran {
        self.fed("")
    }

    fn fed(mut self, input: &str) -> Ran {
        let started = self.0.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = started.expect("the program starts");
        // A program that does not read its input may have ended already.
        _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A command line, split at spaces, in English, over the small directory, with nothing else in the environment.
fn allu(line: &str) -> Allu {
    with_args(&line.split(' ').filter(|arg| !arg.is_empty()).collect::<Vec<_>>())
}

fn with_args(args: &[&str]) -> Allu {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command.env_clear().envs([NO_SYSTEM_FOLDER]).env("ALLU_MODEL", MODEL).env("SOURCE_DATE_EPOCH", EPOCH).args(args);
    Allu(command)
}

fn answer(status: i32, out: &str, err: &str) -> Ran {
    Ran { status, out: out.to_owned(), err: err.to_owned() }
}

/// The objects that a command prints, one per line.
fn json(line: &str) -> Vec<Value> {
    let ran = allu(line).run();
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{line}");
    ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The names of an object's fields.
fn fields(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// The small directory, changed, in a file of its own.
fn changed(change: impl Fn(String) -> String) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.json");
    fs::write(&path, change(fs::read_to_string(MODEL).expect("the model"))).expect("a file");
    let path = path.to_str().expect("a path").to_owned();
    (folder, path)
}

#[test]
fn a_match_is_a_line_of_name_number_role_regions_and_note() {
    assert_eq!(allu("find lappi").run(), answer(0, "Aino Aapa\t0295 037 112\tregional coordinator\tLapland\t\n", ""));
    assert_eq!(
        allu("find Rovaniemellä --lang fi").run(),
        answer(0, "Aino Aapa\t0295 037 112\taluekoordinaattori\tLappi\tRovaniemi → Lappi\n", "")
    );
}

#[test]
fn a_slip_of_the_finger_says_what_was_meant() {
    assert!(allu("find hämenkoski").run().out.contains("\t≈ Helmi Hämeenkoski · "));
}

#[test]
fn a_doubtful_number_says_so_and_whom_to_ask() {
    let ran = allu("find hämeenkoski").run();
    let note = "the number may be out of date · Ask instead: Pertti Palsa 0295 037 113";
    assert_eq!(
        ran.out,
        format!("Helmi Hämeenkoski\t0295 025 114\tregional coordinator\tHäme, Central Finland\t{note}\n")
    );
}

#[test]
fn what_is_over_says_so_from_the_day_after() {
    let over = |day: &str| allu(&format!("find aapa --today {day}")).run().out.contains("project ended");
    assert!(!over("2018-12-31") && over("2019-01-01"));
    let ran = allu("find aapa").with("SOURCE_DATE_EPOCH", "1546300800").run();
    assert!(ran.out.contains("project ended"), "{ran:?}");
    let project = allu("find --in projects silta --today 2019-01-01").run();
    assert!(project.out.contains("\tended") && !project.out.contains("project ended"), "{project:?}");
}

#[test]
fn nothing_found_is_one_and_something_wrong_is_two() {
    assert_eq!(allu("find xyzzyq").run(), answer(1, "", "nothing matches xyzzyq\n"));
    assert_eq!(
        allu("find --in regions kouluttaja").run(),
        answer(1, "", "nothing in this list matches kouluttaja; 2 in other lists (--in all)\n")
    );
    for wrong in ["find --jsno", "find --in towns", "find -n 0", "find --today 2018-2-3", "show", "--lang de find"] {
        let ran = allu(wrong).run();
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{wrong}");
        assert!(ran.err.starts_with("allu: ") && ran.err.ends_with("; see allu --help\n"), "{ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    }
}

#[test]
fn a_slip_in_an_option_is_answered_on_one_line() {
    let told = "unexpected argument '--jsno' found; a similar argument exists: '--json'; see allu --help";
    assert_eq!(allu("find --jsno").run(), answer(2, "", &format!("allu: {told}\n")));
    let values = "[possible values: people, projects, regions, organisations, all]";
    let told = format!("invalid value 'towns' for '--in <LIST>' {values}; see allu --help");
    assert_eq!(allu("find --in towns").run(), answer(2, "", &format!("allu: {told}\n")));
    for number in ["0", "x", "1.5"] {
        let told = format!("invalid value '{number}' for '-n <N>': write how many records to print, 1 or more");
        assert_eq!(
            with_args(&["find", "-n", number]).run(),
            answer(2, "", &format!("allu: {told}; see allu --help\n"))
        );
    }
    let near = allu("find --in peopel").run();
    assert!(near.err.ends_with("; a similar value exists: 'people'; see allu --help\n"), "{near:?}");
}

#[test]
fn nobody_is_responsible_for_ahvenanmaa() {
    let instead = "Ask instead: Pertti Palsa 0295 037 113";
    assert_eq!(allu("find ahvenanmaa").run(), answer(1, "", &format!("no coordinator for Åland\n{instead}\n")));
    let finnish = allu("find ahvenanmaa --lang fi").run();
    assert!(finnish.err.starts_with("Ahvenanmaa: ei aluekoordinaattoria\n"), "{finnish:?}");
    let region = &json("find --in regions ahvenanmaa --json")[0];
    assert_eq!(region["coordinators"], Value::Array(Vec::new()));
    assert_eq!(region["fallback"]["id"], "person:pertti-palsa");
    assert_eq!(json("show region:19 --json")[0]["fallback"], Value::Null);
}

#[test]
fn options_stand_anywhere_and_hyphens_begin_words() {
    let wanted = allu("find lappi --json -n 1").run();
    assert_eq!(wanted.out.lines().count(), 1);
    for same in ["find --json -n 1 lappi", "find -n1 lappi --json", "--lang sv find --json lappi -n 1"] {
        assert_eq!(allu(same).run(), wanted, "{same}");
    }
    assert_eq!(allu("find Silta kotiin -hanke").run(), allu("find -- Silta kotiin -hanke").run());
    assert_eq!(allu("find Silta kotiin -hanke").run().status, 0);
}

#[test]
fn each_kind_has_its_fields() {
    const ALL: &str = "v kind id name score tier why ignored relaxed evidence";
    for (line, own) in [
        ("show person:aino-aapa --json", "phones emails positions warnings fallback"),
        (
            "show position:kouluttaja --json",
            "title holder count project organisation unit acting areas regions place start end time warnings fallback",
        ),
        (
            "show project:silta-kotiin --json",
            "abbreviation parent start end funders coordinator partners regions nationwide over fallback",
        ),
        ("show region:19 --json", "code names coordinators fallback"),
        ("show organisation:lapin-ely-keskus --json", "organisation_kind aliases phones people projects"),
    ] {
        let wanted: Vec<&str> = ALL.split(' ').chain(own.split(' ')).collect();
        assert_eq!(fields(&json(line)[0]), wanted, "{line}");
    }
}

#[test]
fn json_holds_what_the_directory_says() {
    let aino = &json("find rovaniemi --json")[0];
    assert_eq!(aino["v"], 1);
    assert_eq!(aino["tier"], "place");
    assert_eq!(aino["why"][0]["path"], serde_json::json!(["Rovaniemi", "Lappi"]));
    assert_eq!(aino["phones"][0]["e164"], "+358295037112");
    assert_eq!(aino["emails"][0]["basis"], "derived");
    assert_eq!(aino["positions"][0]["regions"], serde_json::json!(["19"]));
    let sentence = "Vastaa vain arkisin.";
    let text = serde_json::json!({"fi": sentence, "sv": sentence, "en": sentence});
    assert_eq!(aino["warnings"], serde_json::json!([{"kind": "curated", "text": text}]));
    assert_eq!(aino["fallback"], Value::Null);
    let helmi = &json("show helmi-hame --json")[0];
    assert_eq!(helmi["positions"][0]["regions"], serde_json::json!(["05", "07", "13"]));
    assert_eq!(helmi["fallback"]["kind"], "manager");
    let moved = &helmi["warnings"][0];
    assert_eq!((&moved["kind"], &moved["latest"]), (&Value::from("announced-move"), &Value::from("2018-12-31")));
    assert!(moved["text"]["sv"].as_str().unwrap_or_default().starts_with("Har meddelat en övergång senast 31.12.2018"));
    assert_eq!(helmi["fallback"]["phone"]["printed"], "0295 037 113");
    let part = &json("show silta-kotiin-pohjoinen --json --today 2019-01-01")[0];
    assert_eq!((&part["over"], &part["end"]), (&Value::Bool(true), &Value::Null));
    let vacant = &json("find kouluttaja --json")[0];
    assert_eq!((&vacant["holder"], &vacant["count"]), (&Value::from("vacant"), &Value::from(3)));
    let region = &json("find --in regions hämeenlinna --json")[0];
    let coordinators = region["coordinators"].as_array().expect("a list");
    let [coordinator] = coordinators.as_slice() else { panic!("{coordinators:?}") };
    assert_eq!(fields(coordinator), ["id", "name", "phones", "basis", "path"]);
    assert_eq!((&coordinator["id"], &coordinator["basis"]), (&"person:helmi-hame".into(), &"derived".into()));
    assert_eq!(coordinator["path"], serde_json::json!(["Häme"]));
    assert_eq!((&coordinator["name"], &coordinator["phones"]), (&helmi["name"], &helmi["phones"]));
}

#[test]
fn language_never_changes_json() {
    let english = allu("find --in all --json").run();
    assert_eq!(english.out.lines().count(), 4 + 1 + 2 + 19 + 2);
    for lang in ["fi", "sv"] {
        assert_eq!(allu("find --in all --json").with("ALLU_LANG", lang).run(), english);
    }
    assert_eq!(allu("find --in all --json --ascii").run(), english);
}

#[test]
fn a_template_takes_fields_by_their_paths() {
    let printed = |template: &str, query: &str| with_args(&["find", query, "--format", template]).run();
    assert_eq!(printed("{name} {phone.e164}", "lappi").out, "Aino Aapa +358295037112\n");
    assert_eq!(printed("{{{phones.0.printed}}}", "lappi").out, "{0295 037 112}\n");
    assert_eq!(
        printed("{positions.regions}|{phones.1.e164}|{fallback.id}", "hämeenkoski").out,
        "05; 07; 13||person:pertti-palsa\n"
    );
    assert_eq!(printed("-{name}", "lappi").out, "-Aino Aapa\n");
    let wrong = printed("{phone.e16}", "lappi");
    let valid = "printed, e164, international, kind, extension, as_of, evidence";
    assert_eq!(wrong, answer(2, "", &format!("allu: there is no field “phone.e16”; the fields are: {valid}\n")));
    assert_eq!(printed("{name", "lappi").status, 2);
    let list = "“phones” is a list; write for example {phones.0.printed}, {phone.printed}";
    assert_eq!(printed("{phones}", "lappi"), answer(2, "", &format!("allu: {list}\n")));
    let stray = "a brace is not opened: “name}”; write }} for a brace";
    assert_eq!(printed("name}", "lappi"), answer(2, "", &format!("allu: {stray}\n")));
    assert_eq!(printed("{coordinators}", "lappi").status, 2);
    let whole = |way: &str| format!("allu: “{way}” has these fields: {valid}; write for example {{{way}.printed}}\n");
    assert_eq!(printed("{phones.0}", "lappi"), answer(2, "", &whole("phones.0")));
}

#[test]
fn a_template_has_short_names_tabs_and_line_ends() {
    let printed = |template: &str, query: &str| with_args(&["find", query, "--format", template]).run();
    assert_eq!(
        printed(r"{name}\t{phone}\t{email}\n\\n\x", "lappi").out,
        "Aino Aapa\t0295 037 112\taino.aapa@esimerkki.example\n\\n\\x\n"
    );
    let short = "{role}|{region}|{project}|{organisation}";
    let aino = "aluekoordinaattori|19|project:silta-kotiin|organisation:lapin-ely-keskus\n";
    assert_eq!(printed(short, "lappi").out, aino);
    assert_eq!(printed("{role}|{project}", "kouluttaja").out, "kouluttaja|project:silta-kotiin\n");
    assert_eq!(printed("{phone.international}", "lappi").out, "+358295037112\n");
    let of_list = |template: &str, list: &str, query: &str| {
        with_args(&["find", "--in", list, "-n1", query, "--format", template]).run().out
    };
    // If the JSON of a kind has no such field, the field of a line is used.
    let contact = "{name}|{phone}|{email}|{role}|{region}|{project}|{organisation}";
    assert_eq!(
        of_list(contact, "projects", "siko"),
        "Silta kotiin|0295 037 113||2015–2018|19|project:silta-kotiin|\
         organisation:lapin-ely-keskus\n"
    );
    assert_eq!(
        of_list("{name}|{phone}|{email}|{role}|{region}", "regions", "lapland"),
        "Lappi|0295 037 112|aino.aapa@esimerkki.example|Aino Aapa|19\n"
    );
    assert_eq!(of_list("{phone}|{role}|{region}", "regions", "åland"), "|nobody|21\n");
    assert_eq!(
        of_list("{phone}|{organisation}", "organisations", "lapin"),
        "0295 037 000|organisation:lapin-ely-keskus\n"
    );
    let table = allu("find --in regions lapland --tsv --fields name,phone").run().out;
    assert_eq!(table, "name\tphone\nLappi\t0295 037 112\n");
    let unknown = printed("{fone}", "lappi");
    assert!(unknown.status == 2 && unknown.err.contains(", role, region"), "{unknown:?}");
}

#[test]
fn chosen_fields_are_the_columns_of_lines_and_tables() {
    let aino = "Aino Aapa\t0295 037 112\tregional coordinator\n";
    assert_eq!(allu("find lappi --fields name,phone,role").run(), answer(0, aino, ""));
    assert_eq!(
        allu("find lappi --fields region,project,organisation,email,positions.time").run().out,
        "Lapland\tSilta kotiin\tLapland ELY Centre\taino.aapa@esimerkki.example\tcurrent\n"
    );
    let plain = allu("find lappi --fields email --plain").run();
    assert_eq!(plain.out, "aino.aapa@esimerkki.example (made from a pattern, not printed)\n");
    assert_eq!(
        allu("find lappi --tsv --fields name,phone,region,phones.e164").run().out,
        "name\tphone\tregion\tphones.e164\nAino Aapa\t0295 037 112\t19\t+358295037112\n"
    );
    assert_eq!(allu("find --in organisations lapin --fields phone").run().out, "0295 037 000\n");
    for wrong in ["find --fields name,fone", "find --tsv --fields note", "find --json --fields name"] {
        let ran = allu(wrong).run();
        assert_eq!((ran.status, ran.out.as_str(), ran.err.lines().count()), (2, "", 1), "{ran:?}");
    }
}

#[test]
fn an_old_number_says_its_year_and_an_undated_one_that_it_is_undated() {
    let old = |line: &str| allu(&format!("{line} --today 2026-11-22")).run().out;
    let bare = "Pertti Palsa\t0295 037 113\tproject manager\t\t";
    assert!(old("find palsa").starts_with(&format!("{bare}number of 2018 · project ended")), "{}", old("find palsa"));
    for (lang, words) in [("fi", "numero vuodelta 2018"), ("sv", "nummer från 2018")] {
        assert!(old(&format!("find palsa --lang {lang}")).contains(&format!("\t{words} · ")), "{lang}");
    }
    assert!(old("find palsa --plain").contains("\tnumber of 2018, "));
    assert!(old("show pertti-palsa").contains("\n0295 037 113 ’18  +358295037113\n"), "{}", old("show pertti-palsa"));
    assert!(old("show pertti-palsa --ascii").contains("0295 037 113 '18  "));
    assert!(old("show pertti-palsa --plain").contains("0295 037 113 (number of 2018), "));
    assert!(old("find hämeenkoski").contains("Ask instead: Pertti Palsa 0295 037 113 (number of 2018)"));
    let nobody = allu("find ahvenanmaa --today 2026-11-22").run().err;
    assert!(nobody.ends_with("Ask instead: Pertti Palsa 0295 037 113 (number of 2018)\n"), "{nobody}");
    // While the document is not two years old and the project runs, the number is fresh.
    assert!(!allu("find palsa --today 2018-12-31").run().out.contains("number of"));
    assert!(allu("find palsa --today 2019-01-01").run().out.contains("number of 2018"));
    let as_of = r#""as_of": {
            "from": "2018-01-01",
            "to": "2018-12-31",
            "words": "2018",
            "basis": "stated"
          }"#;
    let (_folder, path) = changed(|text| {
        assert!(text.contains(as_of), "the fixture is laid out otherwise");
        text.replace(as_of, r#""as_of": null"#)
    });
    assert!(allu(&format!("find palsa --model {path}")).run().out.contains("\tnumber undated · "));
    assert!(allu(&format!("show pertti-palsa --model {path}")).run().out.contains("0295 037 113 undated  "));
}

#[test]
fn an_address_that_a_rule_made_is_marked_wherever_it_shows() {
    let address = "aino.aapa@esimerkki.example";
    let derived = "(made from a pattern, not printed)";
    let shown = allu("show aino-aapa").run().out;
    assert!(
        shown.contains(&format!("{address} ~\n")) && shown.contains("~ made from a pattern, not printed\n"),
        "{shown}"
    );
    assert!(allu("show aino-aapa --plain").run().out.contains(&format!("{address} {derived}\n")));
    assert!(allu(&format!("find {address}")).run().out.contains(&format!("{address} {derived}")));
    assert!(allu(&format!("find --explain {address} --plain")).run().out.contains(&format!(": {address} {derived}")));
}

#[test]
fn whom_to_ask_instead_can_be_asked_or_is_not_known() {
    let instead = |line: &str| json(line)[0]["fallback"].clone();
    let helmi = instead("show helmi-hame --json");
    assert_eq!((&helmi["id"], &helmi["name"]), (&Value::from("person:pertti-palsa"), &Value::from("Pertti Palsa")));
    assert_eq!(helmi["phones"][0]["international"], "+358295037113");
    // Without a manager, the organisation that coordinates the project, which has a number.
    let (_folder, path) = changed(|text| text.replace("hankepäällikkö", "sihteeri"));
    let house = instead(&format!("show joel-jokinen --json --model {path}"));
    assert_eq!((&house["kind"], &house["phones"][0]["printed"]), (&"coordinator".into(), &"0295 037 000".into()));
    let told = allu(&format!("find jokinen --model {path}")).run().out;
    assert!(told.contains("Ask instead: Lapland ELY Centre 0295 037 000"), "{told}");
    // A fax machine cannot be called, so nobody is known; the authority of the region since 2026 is named.
    let (_folder, path) = changed(|text| text.replace("hankepäällikkö", "sihteeri").replace("switchboard", "fax"));
    let nobody = instead(&format!("show joel-jokinen --json --model {path}"));
    assert_eq!((&nobody["id"], &nobody["kind"]), (&Value::Null, &Value::from("nobody")));
    assert_eq!((&nobody["phone"], &nobody["phones"]), (&Value::Null, &Value::Array(Vec::new())));
    let centre = "Lapland Economic Development Centre";
    assert_eq!(nobody["successors"][0]["en"], centre);
    let words = format!("no current contact is known; in 2026 the ELY Centre was replaced by {centre}");
    for line in ["find jokinen", "find jokinen --plain", "show joel-jokinen"] {
        let ran = allu(&format!("{line} --model {path}")).run();
        assert!(ran.out.contains(&words) && !ran.out.contains("Ask instead"), "{ran:?}");
    }
    // For a project, the manager is called, else the only person in it with a number.
    let project = allu("find --in projects silta").run().out;
    assert!(project.contains("Silta kotiin (SIKO)\t0295 037 113\t2015–2018\tLapland\tPertti Palsa\n"), "{project}");
    assert!(project.contains("Ask instead: Pertti Palsa 0295 037 113\n"), "{project}");
    let swedish = allu(&format!("find jokinen --lang sv --model {path}")).run().out;
    assert!(swedish.contains("livskraftscentralen i Lappland"), "{swedish}");
    let finnish = allu(&format!("find jokinen --lang fi --model {path}")).run().out;
    assert!(finnish.contains("Lapin elinvoimakeskus"), "{finnish}");
}

#[test]
fn where_to_report_an_error_is_said_when_somebody_can_be_told() {
    let kept = |contact: &str| {
        let (_folder, path) = changed(|text| text.replace("palaute@esimerkki.example", contact));
        allu(&format!("show aino-aapa --model {path}")).run().out.contains("to report an error")
    };
    assert!(kept("palaute@esimerkki.example") && kept("https://esimerkki.example/palaute") && kept("029 123 456"));
    assert!(!kept("README") && !kept("") && !kept("@"));
}

#[test]
fn a_record_is_shown_by_its_name_and_several_by_their_ids() {
    let aino = allu("show aino-aapa").run();
    for name in ["Aino Aapa", "aino aapa", "aapa aino", "Aapa"] {
        assert_eq!(with_args(&["show", name]).run(), aino, "{name}");
    }
    assert_eq!(allu("show Aino Aapa").run(), aino);
    assert!(allu("show siko").run().out.starts_with("Silta kotiin (SIKO)\n"));
    assert!(allu("show Lapland").run().out.starts_with("Lapland\n"));
    let helmi = allu("show helmi-hame").run();
    let both = format!("{}\n{}", aino.out, helmi.out);
    assert_eq!(allu("show aino-aapa person:helmi-hame aino-aapa").run(), answer(0, &both, ""));
    assert_eq!(allu("show --json aino-aapa helmi-hame").run().out.lines().count(), 2);
    assert_eq!(allu("show aino-aapa nobody-at-all").run().status, 1);
    let (_folder, path) = changed(|text| text.replace("Helmi Hämeenkoski", "Aino Aapa"));
    let shared = "“Aino Aapa” fits several records; choose one: person:aino-aapa, person:helmi-hame";
    for args in [&["show", "Aino Aapa"][..], &["show", "Aino", "Aapa"]] {
        let ran = with_args(&[args, &["--model", &path]].concat()).run();
        assert_eq!(ran, answer(2, "", &format!("allu: {shared}\n")));
    }
}

#[test]
fn a_mistyped_command_is_told_what_was_meant() {
    let meant = |line: &str| allu(line).run();
    assert_eq!(meant("fnid lappi"), answer(2, "", "allu: there is no command “fnid”; did you mean: allu find lappi\n"));
    assert_eq!(meant("serach"), answer(2, "", "allu: there is no command “serach”; did you mean: allu find\n"));
    assert_eq!(
        meant("shwo aino-aapa --lang fi").err,
        "allu: komentoa ”shwo” ei ole; tarkoititko: allu show aino-aapa\n"
    );
    // A word that finds something is a query.
    let (_folder, path) = changed(|text| text.replace("Aino Aapa", "Aino Fink"));
    assert!(!meant(&format!("fink --model {path}")).err.contains("did you mean"));
    let json = "unexpected argument '--json' found; did you mean: allu find --json lappi; see allu --help";
    assert_eq!(meant("lappi --json"), answer(2, "", &format!("allu: {json}\n")));
    assert!(!meant("lappi --jsno").err.contains("did you mean"));
}

#[test]
fn a_table_has_a_header_that_the_answer_does_not_change() {
    let (one, all) = (allu("find --tsv lappi").run(), allu("find --tsv").run());
    assert_eq!(one.out.lines().next(), all.out.lines().next());
    let columns = |line: &str| line.split('\t').count();
    assert!(all.out.lines().all(|line| columns(line) == columns(&one.out[..one.out.find('\n').unwrap_or(0)])));
    let header: Vec<&str> = one.out.lines().next().unwrap_or_default().split('\t').collect();
    let row: Vec<&str> = one.out.lines().nth(1).unwrap_or_default().split('\t').collect();
    let field = |name: &str| header.iter().position(|known| *known == name).map(|at| row[at]);
    assert_eq!(field("phones.e164"), Some("+358295037112"));
    assert_eq!(field("positions.areas"), Some("Lappi"));
}

#[test]
fn records_may_end_with_nul() {
    assert_eq!(with_args(&["find", "-0", "--format", "{name}", "palsa"]).run().out, "Pertti Palsa\0");
    assert!(allu("find -0 --json").run().out.ends_with("}\0"));
}

#[test]
fn words_that_did_not_count_are_told_beside_what_a_script_reads() {
    for form in ["", "--explain", "--plain", "-0", "--format {name}"] {
        let ran = allu(&format!("find {form} aapa qqqq kuka")).run();
        assert_eq!(ran, answer(0, &allu(&format!("find {form} aapa")).run().out, "ignored: qqqq, kuka\n"), "{form}");
    }
    let kiosk = with_args(&["--kiosk", "--model", MODEL]).with("SSH_ORIGINAL_COMMAND", "find aapa qqqq").run();
    assert_eq!((kiosk.status, kiosk.err.as_str()), (0, "ignored: qqqq\n"), "{kiosk:?}");
    assert_eq!(allu("find kuka vastaa rovaniemi --lang fi").run().err, "ohitettu: kuka, vastaa\n");
    assert_eq!(allu("find --in regions aapa kuka xyzzyq").run().status, 0);
}

#[test]
fn words_that_did_not_count_are_told_in_the_order_typed_and_once() {
    assert_eq!(allu("find qqqq kuka aapa zzzz qqqq vvvv kuka").run().err, "ignored: qqqq, kuka, zzzz, vvvv\n");
}

#[test]
fn whoever_asks_a_kiosk_for_a_command_is_told_what_to_type() {
    let refused = |lang: &str| with_args(&["--kiosk", "--lang", lang]).with("SSH_ORIGINAL_COMMAND", "lappi").run();
    let told = "only searching is possible here: leave the command out, or write find and what you are looking for";
    assert_eq!(refused("en"), answer(2, "", &format!("allu: {told}, such as: find lappi\n")));
    for lang in ["fi", "sv"] {
        assert!(refused(lang).err.ends_with(": find lappi\n"), "{lang}");
    }
}

#[test]
fn an_explanation_stands_under_each_record() {
    let ran = allu("find --explain rovaniemi").run();
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("  place "), "{ran:?}");
    assert_eq!(lines[2], "    rovaniemi: place: region: Lappi (Rovaniemi → Lapland)");
}

#[test]
fn a_record_is_shown_in_full_by_its_id() {
    let ran = allu("show person:aino-aapa").run();
    assert!(ran.out.starts_with("Aino Aapa\nregional coordinator\n0295 037 112  +358295037112\n"), "{ran:?}");
    assert_eq!(allu("show aino-aapa").run(), ran);
    assert_eq!(allu("show position:aino-aapa/aluekoordinaattori").run(), ran);
    assert_eq!(allu("show document:yhteystiedot --json").run().status, 0);
    let unknown = allu("show person:aino-apa").run();
    assert_eq!(unknown, answer(1, "", "there is no id “person:aino-apa”; the nearest: person:aino-aapa\n"));
}

#[test]
fn ascii_is_asked_for_or_follows_the_locale() {
    let note = |ran: Ran| ran.out.trim_end().rsplit('\t').next().unwrap_or_default().to_owned();
    assert_eq!(note(allu("find rovaniemi").with("LANG", "C").run()), "Rovaniemi -> Lapland");
    assert_eq!(note(allu("find rovaniemi").with("LANG", "C.UTF-8").run()), "Rovaniemi → Lapland");
    assert!(allu("find hämeenkoski --ascii").run().out.starts_with("Helmi Hameenkoski\t"));
    assert!(allu("find hämeenkoski").with("LANG", "C").run().out.starts_with("Helmi Hämeenkoski\t"));
    assert!(allu("show helmi-hame --ascii").run().out.is_ascii());
}

#[test]
fn colours_come_only_when_they_are_wanted() {
    assert!(!allu("find").run().out.contains('\u{1b}'));
    assert!(allu("find --color always").run().out.contains("\u{1b}[1mAino Aapa\u{1b}[0m\t"));
    assert!(allu("find").with("CLICOLOR_FORCE", "1").run().out.contains('\u{1b}'));
    assert!(!allu("find").with("CLICOLOR_FORCE", "1").with("NO_COLOR", "1").run().out.contains('\u{1b}'));
}

#[test]
fn the_first_variable_that_speaks_decides_the_language() {
    let nothing = |words: &str| words.replace("xyzzyq", "").trim().to_owned();
    for (pairs, words) in [
        (&[("LANG", "fi_FI.UTF-8")][..], "ei osumia:"),
        (&[("LANG", "fi_FI.UTF-8"), ("LC_ALL", "sv_FI.UTF-8")], "inga träffar:"),
        (&[("LC_ALL", "C"), ("ALLU_LANG", "fi")], "ei osumia:"),
        (&[("LANG", "de_DE.UTF-8")], "nothing matches"),
    ] {
        let command = pairs.iter().fold(allu("find xyzzyq"), |command, (name, value)| command.with(name, value));
        assert_eq!(nothing(&command.run().err), words, "{pairs:?}");
    }
}

#[test]
fn the_version_names_the_directory_and_its_date() {
    let version = concat!("allu ", env!("CARGO_PKG_VERSION"));
    let (model, index) = ("model: Esimerkkihakemisto, 2018-11-09 (format 1)", "index: format 3");
    assert_eq!(allu("--version").run(), answer(0, &format!("{version}\n{model}\n{index}\n"), ""));
    let broken = allu("--version --model /nowhere.json").run();
    assert_eq!((broken.status, broken.out), (2, format!("{version}\n{index}\n")));
}

#[test]
fn help_is_printed_where_it_can_be_read() {
    for line in ["--help", "find --help", "help show", "build -h"] {
        let ran = allu(line).run();
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{line}");
        assert!(ran.out.contains("Usage: allu"), "{line}");
    }
}

#[test]
fn the_model_is_looked_for_in_order() {
    let (folder, other) = changed(|text| text.replace("Aino Aapa", "Oona Omansa"));
    let named = |command: Allu| {
        let found = command.run().out;
        found.split('\t').next().unwrap_or_default().to_owned()
    };
    assert_eq!(named(allu(&format!("find lappi --model {other}"))), "Oona Omansa");
    assert_eq!(named(allu("find lappi").with("ALLU_MODEL", &other)), "Oona Omansa");
    let own = folder.path().join("allu");
    fs::create_dir(&own).expect("a folder");
    fs::rename(&other, own.join("model.json")).expect("a move");
    let home = folder.path().to_str().expect("a path");
    assert_eq!(named(allu("find lappi").without("ALLU_MODEL").with("XDG_CONFIG_HOME", home)), "Oona Omansa");
    assert_eq!(named(allu("find lappi").with("XDG_CONFIG_HOME", home)), "Aino Aapa");
    let text = fs::read_to_string(own.join("model.json")).expect("the model");
    assert!(allu("find lappi --model -").fed(&text).out.starts_with("Oona Omansa\t"));
    assert_eq!(allu("check").without("ALLU_MODEL").run().status, 0);
}

#[test]
fn a_broken_model_is_named_with_its_place() {
    let advice = |path: &str| format!("see: allu check {path}\n");
    for (from, to, problem) in [
        ("\"name\": \"Aino Aapa\"", "\"name\": 7", "people[0].name: is integer, should be string"),
        (
            "\"id\": \"person:pertti-palsa\"",
            "\"id\": \"person:aino-aapa\"",
            "people[1].id: the id person:aino-aapa is already used",
        ),
        (
            "\"holder\": \"person:joel-jokinen\"",
            "\"holder\": \"person:nobody\"",
            "positions[3].holder: there is no record person:nobody",
        ),
        ("\"schema\": 1", "\"schema\": 7", "schema: written for version 7; this program reads version 1"),
    ] {
        let (_folder, path) = changed(|text| text.replacen(from, to, 1));
        let ran = allu(&format!("find --model {path}")).run();
        assert_eq!((ran.status, ran.out.as_str(), ran.err.lines().count()), (2, "", 1), "{ran:?}");
        let found = problem.replace("integer", "number");
        assert!(ran.err.contains(problem) || ran.err.contains(&found), "{ran:?}");
        assert!(ran.err.starts_with(&format!("allu: {path}:")) && ran.err.ends_with(&advice(&path)), "{ran:?}");
    }
    let (_folder, path) = changed(|text| text[..text.len() / 2].to_owned());
    let ran = allu(&format!("find --model {path}")).run();
    assert!(ran.status == 2 && ran.err.contains("ends too early"), "{ran:?}");
}

#[test]
fn a_check_names_every_problem_on_a_line() {
    let sound = allu("check").run();
    assert_eq!(sound.status, 0);
    assert!(sound.out.starts_with(&format!("{MODEL}: OK (people 4, ")), "{sound:?}");
    let (_folder, path) = changed(|text| {
        let text = text.replacen("\"name\": \"Aino Aapa\"", "\"name\": null", 1);
        text.replacen("\"to\": \"2016-06-30\"", "\"to\": \"2015-06-30\"", 1)
    });
    let ran = allu(&format!("check {path} --lang fi")).run();
    assert_eq!((ran.status, ran.err.as_str(), ran.out.lines().count()), (2, "", 2), "{ran:?}");
    assert!(ran.out.lines().all(|line| line.starts_with(&format!("{path}:"))), "{ran:?}");
    assert!(ran.out.contains("positions[1].start: päättyy (2015-06-30) ennen alkuaan (2016-01-01)"), "{ran:?}");
}

#[test]
fn only_a_file_can_be_a_model() {
    let folder = tempfile::tempdir().expect("a folder");
    let fifo = folder.path().join("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().expect("mkfifo").success());
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&link, &link).expect("a link");
    for path in [folder.path(), &fifo, Path::new("/dev/null"), &link, Path::new("/nowhere.json")] {
        let ran = allu(&format!("find --model {}", path.display())).run();
        assert_eq!((ran.status, ran.out.as_str(), ran.err.lines().count()), (2, "", 1), "{ran:?}");
        assert!(ran.err.contains(&path.display().to_string()), "{ran:?}");
    }
    std::os::unix::fs::symlink(MODEL, folder.path().join("model.json")).expect("a link");
    let linked = folder.path().join("model.json");
    assert_eq!(allu(&format!("find --model {}", linked.display())).run().status, 0);
}

#[test]
fn a_full_disk_is_told_and_a_closed_pipe_is_not() {
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").expect("/dev/full"));
    for line in ["find", "find --json", "find --tsv", "show aino-aapa", "check", "--version", "--help"] {
        let output = allu(line).0.stdout(full()).output().expect("the program ends");
        assert_eq!(output.status.code(), Some(2), "{line}");
        let told = String::from_utf8_lossy(&output.stderr).lines().count();
        assert_eq!(told, 1, "{line}");
    }
    for line in ["find --in all --json", "show aino-aapa"] {
        let mut child = allu(line).0.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a start");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{line}");
    }
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let evil = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{7f}\u{e0041}";
    let (_folder, path) = changed(|text| {
        let json = serde_json::to_string(evil).expect("JSON");
        text.replace("Aino Aapa", &format!("Aino {}", json.trim_matches('"')))
    });
    let is_safe = |text: &str| text.chars().all(|letter| !allu::text::is_dangerous(letter) || "\n\t".contains(letter));
    for line in ["find", "find --json", "find --tsv", "find --format {name}", "find --explain aino", "show aino-aapa"] {
        let ran = allu(&format!("{line} --model {path}")).run();
        assert!(ran.status == 0 && is_safe(&ran.out), "{ran:?}");
    }
    let named: Value =
        serde_json::from_str(&allu(&format!("show aino-aapa --json --model {path}")).run().out).expect("JSON");
    assert_eq!(named["name"], format!("Aino {evil}"));
    for args in [["find", evil], ["show", evil], ["find", "--\u{1b}[2J"], ["check", evil]] {
        let ran = with_args(&args).run();
        assert!(ran.status > 0 && is_safe(&ran.err) && is_safe(&ran.out), "{ran:?}");
    }
}

/// Documents in a folder of their own, by file name.
fn documents(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a document");
    }
    folder
}

fn build(folder: &TempDir, rest: &str) -> Ran {
    let path = folder.path().to_str().expect("a path");
    allu(&format!("build {path}/in.txt {}", rest.replace("OUT", &format!("{path}/out.json")))).run()
}

/// Two people and two numbers that cannot be paired: a warning.
const DOUBTFUL: &str = "Anna Aalto, Bo Berg 0401234567\n0501234567\n";

#[test]
fn a_model_is_built_to_a_file_or_to_the_output() {
    let folder = documents(&[("in.txt", DOUBTFUL)]);
    let printed = build(&folder, "");
    assert_eq!(printed.status, 0);
    assert!(printed.err.contains("in.txt:1: warning: names and numbers could not be paired\n"), "{printed:?}");
    let path = folder.path().join("out.json");
    let written = build(&folder, "-o OUT");
    let err = written.err.replace(&format!(" → {}", path.display()), "");
    assert_eq!(Ran { err, ..written }, Ran { out: String::new(), ..printed });
    assert_eq!(fs::read_to_string(&path).expect("a model"), build(&folder, "").out);
    assert_eq!(allu(&format!("check {}", path.display())).run().status, 0);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[test]
fn a_model_is_for_everybody_whom_the_mask_allows() {
    let folder = documents(&[("in.txt", ONE)]);
    for (mask, wanted) in [("022", 0o644), ("077", 0o600), ("0", 0o644)] {
        let script = format!("umask {mask}; exec \"$0\" build in.txt -o model.json");
        let mut command = Command::new("sh");
        command
            .args(["-c", &script, env!("CARGO_BIN_EXE_allu")])
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .current_dir(folder.path());
        assert!(command.output().expect("the program starts").status.success());
        let model = folder.path().join("model.json");
        assert_eq!(fs::metadata(&model).expect("a model").permissions().mode() & 0o777, wanted, "{mask}");
        // A file that replaces another keeps its permissions.
        fs::remove_file(&model).expect("a model");
    }
}

#[test]
fn what_lies_where_a_new_file_begins_is_told_on_one_line() {
    let folder = documents(&[("in.txt", DOUBTFUL)]);
    assert_eq!(build(&folder, "-o OUT").status, 0);
    let old = fs::read(folder.path().join("out.json")).expect("a model");
    // The hash of “out.json”. The name must not change, so that leftovers of older versions are found.
    let new = folder.path().join(".allu-1f3affce1007f97c.new");
    fs::create_dir(&new).expect("a folder");
    let ran = build(&folder, "-o OUT");
    let told = format!("the folder {} is in the way; remove it; nothing was changed\n", new.display());
    assert!(ran.status == 2 && ran.err.ends_with(&told), "{ran:?}");
    assert_eq!(fs::read(folder.path().join("out.json")).expect("a model"), old);
}

#[test]
fn a_report_goes_where_the_model_does_not() {
    let folder = documents(&[("in.txt", DOUBTFUL)]);
    let ran = build(&folder, "-o OUT --report=json");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let first: Value = serde_json::from_str(ran.out.lines().next().unwrap_or_default()).expect("JSON");
    assert_eq!(fields(&first), ["v", "severity", "file", "line", "kind", "details", "about"]);
    assert_eq!((&first["kind"], &first["line"]), (&Value::from("unpaired-numbers"), &Value::from(1)));
    let words = build(&folder, "--report -o OUT");
    assert!(words.out.contains("\n  Seen but not used\n") && words.err.lines().count() == 1, "{words:?}");
    let beside = build(&folder, "--report");
    assert!(beside.out.starts_with('{') && beside.err.starts_with(&words.out), "{beside:?}");
}

#[test]
fn nothing_is_written_over_an_error_or_a_strict_warning() {
    let folder = documents(&[("in.txt", DOUBTFUL), ("out.json", "old")]);
    let broken = documents(&[("in.txt", "+++\ntitle = \n+++\n"), ("out.json", "old")]);
    for (folder, options) in [(&folder, "-o OUT --strict"), (&broken, "-o OUT"), (&broken, "")] {
        let ran = build(folder, options);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains("\nallu: not written: "), "{ran:?}");
        assert_eq!(fs::read_to_string(folder.path().join("out.json")).expect("the old file"), "old");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
    assert_eq!(allu("build /nowhere.md").run().status, 2);
}

#[test]
fn a_model_that_cannot_be_written_leaves_two() {
    let folder = documents(&[("in.txt", DOUBTFUL)]);
    for target in ["-o /dev/full", "-o /nowhere/model.json", "-o /tmp"] {
        let ran = build(&folder, target);
        assert!(ran.status == 2 && ran.err.contains("allu: cannot write "), "{ran:?}");
    }
}

/// A contact page of one person.
const ONE: &str = "Anna Aalto, p. 040 123 4567 (Lappi)\n";

fn build_all(folder: &TempDir, rest: &str) -> Ran {
    let path = folder.path().to_str().expect("a path");
    let ran = allu(&format!("build {path} {}", rest.replace("OUT", path))).run();
    Ran { err: ran.err.replace(&format!("{path}/"), ""), ..ran }
}

#[test]
fn a_document_is_never_written_over() {
    let folder = documents(&[("a.txt", ONE)]);
    std::os::unix::fs::symlink(folder.path().join("a.txt"), folder.path().join("link")).expect("a link");
    for target in ["-o OUT/a.txt", "-o OUT/link", "-o OUT/./a.txt"] {
        let ran = build_all(&folder, target);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.lines().count()), (2, "", 1), "{ran:?}");
        assert!(ran.err.contains("is one of the documents"), "{ran:?}");
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).expect("the document"), ONE);
    }
    assert_eq!(build_all(&folder, "-o OUT/model.json --strict").status, 2, "the link is left out with a warning");
    fs::remove_file(folder.path().join("link")).expect("a link");
    let first = build_all(&folder, "-o OUT/model.json");
    assert_eq!(build_all(&folder, "-o OUT/model.json"), first, "the model of last time is no document left out");
}

#[test]
fn links_that_lead_back_are_followed_once() {
    let folder = documents(&[("a.txt", ONE)]);
    let within = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink(".", within("loop")).expect("a link");
    std::os::unix::fs::symlink("a.txt", within("again.txt")).expect("a link");
    let model: Value = serde_json::from_str(&build_all(&folder, "").out).expect("JSON");
    assert_eq!(model["documents"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_a_folder_holds_and_is_not_read_is_told() {
    let page = "<!DOCTYPE html>\n<p>Anna Aalto, ohjaaja</p>\n";
    let files = [("A.TXT", ONE), ("b.jpg", "x"), ("c.pdf", "x"), ("d.PDF", "x"), ("LUEMINUT", "x"), (".hidden", "x")];
    let folder = documents(&files);
    let ran = build_all(&folder, "");
    assert_eq!(ran.status, 0, "{ran:?}");
    let told: Vec<&str> = ran.err.lines().filter(|line| line.contains("were not read")).collect();
    let sentence = "warning: 4 files were not read: 2 .pdf, 1 without an extension, 1 .jpg";
    assert!(matches!(told[..], [once] if once.ends_with(sentence)), "{ran:?}");
    fs::remove_file(folder.path().join("A.TXT")).expect("a document");
    let empty = build_all(&folder, "-o OUT/model.json");
    assert_eq!((empty.status, folder.path().join("model.json").exists()), (2, false));
    assert!(empty.err.contains("error: there is no document to read here"), "{empty:?}");
    fs::write(folder.path().join("LUEMINUT"), page).expect("a page");
    let named = allu(&format!("build {}", folder.path().join("LUEMINUT").display())).run();
    assert_eq!(named.status, 0, "a named file is read whatever its ending: {named:?}");
    assert!(named.out.contains("\"name\": \"Anna Aalto\""), "{named:?}");
    fs::write(folder.path().join("LUEMINUT"), b"%PDF-1.7\n\0").expect("no text");
    let named = allu(&format!("build {}", folder.path().join("LUEMINUT").display())).run();
    assert_eq!((named.status, named.out.as_str()), (2, ""), "{named:?}");
    let refusal = "LUEMINUT: error: neither text nor a Word document (.docx); save it as text\n";
    assert!(named.err.contains(refusal), "{named:?}");
}

#[test]
fn documents_of_every_format_are_read_from_a_folder() {
    let page = "<!DOCTYPE html>\n<nav>Etusivu</nav>\n<p>Anna Aalto, ohjaaja, p. 0295 111 040</p>\n";
    let markdown = "**Otso Ranta**, ohjaaja, [p. 0295 111 041](tel:0295111041)\n";
    let folder = documents(&[("a.HTM", page), ("b.md", markdown)]);
    let word = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/documents/word")).expect("an input");
    fs::write(folder.path().join("c.docx"), word.strip_prefix(b"@@@ a.docx\n").expect("a name")).expect("a document");
    fs::write(folder.path().join("d.txt"), b"Siiri Ty\xf6l\xe4, ohjaaja, p. 0295 111 042\n").expect("a document");
    let ran = build_all(&folder, "--with-text");
    assert_eq!(ran.status, 0, "{ran:?}");
    let model: Value = serde_json::from_str(&ran.out).expect("JSON");
    let people = model["people"].as_array().expect("people").iter();
    let rows: Vec<String> = people
        .map(|person| {
            let evidence = &person["phones"][0]["evidence"][0];
            format!("{} {} {}", person["name"], evidence["document"], evidence["line"]).replace('"', "")
        })
        .collect();
    let expected = [
        "Anna Aalto document:a 3",
        "Otso Ranta document:b 1",
        "Aino Merikivi document:c 5",
        "Esko Tyrni document:c 1",
        "Siiri Työlä document:d 1",
    ];
    let mut expected = expected.map(str::to_owned).to_vec();
    let mut rows = rows;
    rows.sort();
    expected.sort();
    assert_eq!(rows, expected);
    let told = "d.txt: warning: the encoding is not stated; read as windows-1252\n";
    assert!(ran.err.contains(told), "{ran:?}");
}

#[test]
fn a_message_of_a_build_names_the_file_as_it_was_given() {
    let folder = documents(&[("in.txt", DOUBTFUL)]);
    let path = folder.path().to_str().expect("a path");
    let ran = build(&folder, "");
    assert!(ran.err.lines().count() > 2, "{ran:?}");
    let (_, diagnostics) = ran.err.trim_end().rsplit_once('\n').map(|(above, last)| (last, above)).expect("lines");
    assert!(diagnostics.lines().all(|line| line.starts_with(&format!("{path}/in.txt:"))), "{ran:?}");
    let missing = allu(&format!("build {path}/none.txt --lang fi")).run();
    assert!(
        missing.err.starts_with(&format!("{path}/none.txt: virhe: ei voi lukea: ei ole olemassa\n")),
        "{missing:?}"
    );
}

#[test]
fn a_curator_is_told_the_keys_and_times_that_there_are() {
    let text = format!("+++\ntitle = \"x\"\ncolour = 1\n[published]\nwords = \"joskus\"\n+++\n{ONE}");
    let folder = documents(&[("a.md", &text), ("directory.toml", "title = \"x\"\nkeeper = \"y\"\n")]);
    let ran = build_all(&folder, "");
    let keys = "title, source, kind, series, publisher, authors, published, language, visibility, project, organisation, warning";
    let told: Vec<&str> = ran.err.lines().collect();
    assert!(told.contains(&format!("a.md:3: error: unknown key “colour”; the keys are: {keys}").as_str()), "{ran:?}");
    let words = "the time “joskus” is unclear; write for example “3.3.2025” or “March 2025”";
    assert!(told.contains(&format!("a.md:4: error: {words}").as_str()), "{ran:?}");
    assert!(
        told.contains(
            &"directory.toml:2: error: unknown key “keeper”; the keys are: title, title_fi, title_sv, title_en, maintainer"
        ),
        "{ran:?}"
    );
}

#[test]
fn a_date_of_front_matter_is_taken_as_people_write_it() {
    for (words, from, to) in [
        ("2025", "2025-01-01", "2025-12-31"),
        ("3/2025", "2025-03-01", "2025-03-31"),
        ("den 3 mars 2025", "2025-03-03", "2025-03-03"),
        ("March 2025", "2025-03-01", "2025-03-31"),
    ] {
        let text = format!("+++\ntitle = \"x\"\n[published]\nwords = \"{words}\"\n+++\n{ONE}");
        let ran = build_all(&documents(&[("a.md", &text)]), "");
        let model: Value = serde_json::from_str(&ran.out).expect("JSON");
        let published = &model["documents"][0]["published"];
        assert_eq!((&published["from"], &published["to"]), (&Value::from(from), &Value::from(to)), "{words}");
    }
}

#[test]
fn an_empty_list_is_not_said_to_lack_a_query() {
    let empty =
        "{\"schema\": 1, \"title\": \"\", \"documents\": [], \"people\": [], \"positions\": [], \"projects\": [], ";
    let empty = format!("{empty}\"organisations\": [], \"areas\": [], \"warnings\": []}}");
    let ran = with_args(&["find", "", "--model", "-"]).fed(&empty);
    assert_eq!(ran, answer(1, "", "the list is empty; 19 in other lists (--in all)\n"));
}

#[test]
fn a_check_names_what_can_be_read_and_is_not_right() {
    let (_folder, path) = changed(|text| text.replace("Aino Aapa\"", "Aino\\u0007 Aapa\""));
    let ran = allu(&format!("check {path}")).run();
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.out.contains(": people[0].name: contains the control character U+0007\n"), "{ran:?}");
    assert_eq!(allu(&format!("find --model {path}")).run().status, 0);
}

#[test]
fn a_variable_that_is_no_text_is_an_error_and_not_an_unset_one() {
    for name in ["ALLU_MODEL", "XDG_CONFIG_HOME", "HOME", "ALLU_MODEL_LIMIT", "LANG", "SOURCE_DATE_EPOCH"] {
        let mut asked = allu("find aino");
        asked.0.env(name, OsStr::from_bytes(b"/x\xff.json"));
        let err = format!("allu: the variable {name} is not UTF-8; correct it or unset it\n");
        assert_eq!(asked.run(), Ran { status: 2, out: String::new(), err });
    }
}

#[test]
fn a_write_beyond_the_limit_on_files_is_an_error_on_one_line() {
    let folder = documents(&[("in.txt", ONE)]);
    let mut command = Command::new("sh");
    let script = "ulimit -f 1; exec \"$0\" build in.txt -o model.json";
    command
        .args(["-c", script, env!("CARGO_BIN_EXE_allu")])
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .current_dir(folder.path());
    let output = command.output().expect("the program starts");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    let failure: Vec<&str> = err.lines().filter(|line| line.starts_with("allu: ")).collect();
    assert_eq!(failure, ["allu: cannot write model.json: the file would be too large; nothing was changed"], "{err}");
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("model.json").exists());
}

#[cfg(not(feature = "ldap"))]
#[test]
fn a_program_without_directory_servers_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    let model = folder.path().join("a.json").display().to_string();
    let text = format!("[[source]]\nname = \"a\"\nuri = \"ldap://127.0.0.1\"\nbase = \"\"\nmodel = \"{model}\"\n");
    std::fs::write(&config, text).expect("a configuration");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_allu"));
    let output = command
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .env("ALLU_CONFIG", &config)
        .arg("sync")
        .output()
        .expect("the program starts");
    let line = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.code() == Some(2) && line.contains("install the allu package"), "{line}");
}

#[test]
fn another_word_for_what_was_found_is_shown_as_one() {
    let embedded = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/model.json");
    let row = |query: &str| allu(&format!("--model {embedded} find -n 1 {query}")).with("LC_ALL", "C.UTF-8").run().out;
    assert!(row("projektplanerare").contains("\tprojektplanerare = project planner"));
    assert!(row("Sjundeå").contains("\tSjundeå → Uusimaa"));
    // The text that the row shows, in its language or as printed, and the name of a region in another language.
    for query in ["planner", "koordinaattori", "Lappland"] {
        assert!(!row(query).contains(" = "), "{}", row(query));
    }
}

#[test]
fn a_note_names_a_project_once() {
    for form in ["", " --plain"] {
        let found = allu(&format!("find poke --in people{form}")).without("ALLU_MODEL").run();
        assert!(found.out.lines().count() >= 5, "{}", found.out);
        for row in found.out.lines() {
            assert_eq!(row.matches("Pakolaisten ohjauksen kehittäminen").count(), 1, "{row}");
        }
    }
}
