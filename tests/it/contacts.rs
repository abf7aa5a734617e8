//! Contact files: the people of a directory that is built from them, and the contacts that the audience may not see.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use allu::exchange::Visibility;
use allu::extract::{CarriedTexts, ExtractOptions, Extraction, Input, ReportKind, extract_with};
use allu::model::{Basis, Holder, Model, Period, PersonId, Phone, PhoneKind, Warning, WarningKind, load};
use allu::session::MIN_PEOPLE;

use crate::support::NO_SYSTEM_FOLDER;
use tempfile::TempDir;

/// A file of `tests/contacts`.
fn fixture(name: &str) -> Input {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contacts").join(name);
    input(name, fs::read(path).expect("the fixture can be read"))
}

fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input { path: PathBuf::from(name), name: name.to_owned(), bytes: bytes.into() }
}

fn built_for(audience: Visibility, inputs: &[Input]) -> Extraction {
    let options =
        ExtractOptions { texts: CarriedTexts::All, title: None, audience, keeps_accounts: true, report: &|_| () };
    extract_with(inputs, &options)
}

fn built(inputs: &[Input]) -> Extraction {
    built_for(Visibility::Public, inputs)
}

/// Each person on a line: the name, numbers, addresses, and positions as title, organisation, unit and areas.
fn people(model: &Model) -> Vec<String> {
    let person = |person: &allu::model::Person| {
        let mut parts = vec![person.name.clone()];
        parts.extend(person.phones.iter().map(number));
        parts.extend(person.emails.iter().map(|email| email.address.clone()));
        parts.extend(positions(model, &Holder::Person(person.id.clone())));
        parts.join("; ")
    };
    model.people.iter().map(person).collect()
}

fn number(phone: &Phone) -> String {
    let extension = phone.extension.as_ref().map(|digits| format!(" ext {digits}")).unwrap_or_default();
    let kind = if phone.kind == PhoneKind::Direct { "" } else { " shared" };
    let basis = if phone.basis == Basis::Inferred { "?" } else { "" };
    format!("{}{extension}{kind}{basis}", phone.e164)
}

fn positions(model: &Model, holder: &Holder) -> Vec<String> {
    let of = model.positions.iter().filter(|position| position.holder == *holder);
    let words = of.map(|position| {
        let organisation = position.organisation.as_ref().map(|fact| fact.value.stem().to_owned());
        let areas: Vec<_> = position.areas.iter().map(|area| area.printed.clone()).collect();
        let count = position.count.map(|count| format!("x{count}"));
        let parts = [Some(position.title.clone()), organisation, position.unit.clone(), Some(areas.join("+")), count];
        let acting = if position.acting { "acting " } else { "" };
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        format!("{acting}{}", parts.join(", "))
    });
    words.collect()
}

/// Each organisation with numbers.
fn organisations(model: &Model) -> Vec<String> {
    let with_numbers = model.organisations.iter().filter(|it| !it.phones.is_empty());
    with_numbers
        .map(|it| format!("{}: {}", it.name, it.phones.iter().map(number).collect::<Vec<_>>().join(" ")))
        .collect()
}

/// The names of the problems of a file, with their lines and columns.
fn problems(built: &Extraction) -> Vec<String> {
    let told = built.reports.iter().map(|report| {
        let line = report.line.map(|line| line.to_string()).unwrap_or_default();
        match &report.kind {
            ReportKind::ContactProblem { problem, column, .. } => {
                format!("{line}{}: {problem:?}", column.as_deref().unwrap_or_default())
            }
            kind => format!("{line}: {kind:?}"),
        }
    });
    told.collect()
}

const FINNISH: [&str; 4] = [
    "Aino Kuusela; +358401234501; +358507654301; +358442223301; +358401234599; aino.kuusela@esimerkki.fi; \
     koordinaattori, lumijoen-ely-keskus, Lappi+Kainuu+Oulu; kouluttaja, kiviniemen-koulu",
    "Otso Rantanen; +358401234502?; acting ohjaaja, lumijoen-ely-keskus, Kemi",
    "Liisa Korhonen; +35816123456 ext 12; liisa.korhonen@esimerkki.fi; rehtori, kiviniemen-koulu, Rovaniemi",
    "Bo Berg; bo.berg@esimerkki.fi; opettaja, kiviniemen-koulu",
];

#[test]
fn a_finnish_list_gives_its_people_posts_and_switchboards() {
    let built = built(&[fixture("henkilosto.csv")]);
    assert_eq!(people(&built.model), FINNISH);
    assert_eq!(organisations(&built.model), ["Lumijoen ELY-keskus: +358295000100 shared"]);
    let vacant = Holder::Nameless(allu::model::Nameless::Vacant);
    assert_eq!(positions(&built.model, &vacant), ["suunnittelija, lumijoen-ely-keskus, Kainuu, x2"]);
    assert_eq!(problems(&built), ["8D: LostZero", "14D: Scientific"]);
    assert_eq!(built.model.title, "Lapin ja Kainuun yhteystiedot");
    let ignored: Vec<_> = built.accounts.iter().flat_map(|account| account.ignored.clone()).collect();
    assert_eq!(ignored, [("Kengännumero".to_owned(), 2)]);
    assert!(built.is_sound());
}

#[test]
fn a_list_is_the_same_in_every_encoding_and_with_every_separator() {
    let text = String::from_utf8(fixture("henkilosto.csv").bytes).expect("UTF-8");
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let utf_16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    let returns = text.replace('\n', "\r\n").into_bytes();
    for bytes in [windows.into_owned(), utf_16, marked, returns] {
        assert_eq!(people(&built(&[input("a.csv", bytes)]).model), FINNISH);
    }
    for separator in [",", "\t", "|"] {
        // In this file, separators inside values are in quotation marks.
        let quoted = text
            .replace("Lappi; Kainuu", "Lappi / Kainuu")
            .replace("456, alanumero", "456 alanumero")
            .replace("4,5E", "4.5E");
        let other = quoted.replace(';', separator);
        assert_eq!(people(&built(&[input("a.csv", other)]).model), FINNISH, "{separator:?}");
    }
}

/// Each person and project with the bounds of the beginning and the end of the post or the project.
fn terms(model: &Model) -> Vec<String> {
    let words = |period: Option<&Period>| {
        let day = |day: Option<allu::text::Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        period.map(|period| format!("{}/{}", day(period.from), day(period.to))).unwrap_or_default()
    };
    let name = |position: &allu::model::Position| {
        let person = position.person().and_then(|id| model.people.iter().find(|person| person.id == *id));
        person.map(|person| person.name.clone()).unwrap_or_default()
    };
    let positions = model
        .positions
        .iter()
        .map(|it| format!("{}: {} {}", name(it), words(it.start.as_deref()), words(it.end.as_deref())));
    let projects = model.projects.iter();
    positions
        .chain(projects.map(|it| format!("{}: {} {}", it.name, words(it.start.as_ref()), words(it.end.as_ref()))))
        .collect()
}

const TERMS: [&str; 4] = [
    "Aino Kuusela: 2021-10-01/2021-10-01 2022-12-01/2022-12-31",
    "Otso Rantanen:  2023-01-01/2023-12-31",
    "Hyvä polku: 2021-03-01/2021-03-01 2023-08-31/2023-08-31",
    "Kotisatama: 2022-01-01/2022-12-31 ",
];

#[test]
fn columns_say_when_a_post_and_a_project_begin_and_end() {
    let sheets = [
        "Nimi;Tehtävä;Hanke;Alkaa;Päättyy;Hankeaika\n\
         Aino Kuusela;ohjaaja;Hyvä polku;1.10.2021;12/2022;1.3.2021–31.8.2023\n\
         Otso Rantanen;ohjaaja;;toistaiseksi;2023;\n\
         ;;Kotisatama;2022;;\n",
        "Namn;Befattning;Projekt;Uppdraget börjar;Uppdraget slutar;Projektet börjar;Projektet avslutas\n\
         Aino Kuusela;handledare;Hyvä polku;2021-10-01;12/2022;1.3.2021;31.8.2023\n\
         Otso Rantanen;handledare;;;2023;;\n\
         ;;Kotisatama;;;2022;\n",
        "Name;Title;Project;Position start;Position end;Project start date;Project end date\n\
         Aino Kuusela;adviser;Hyvä polku;1 October 2021;December 2022;2021-03-01;2023-08-31\n\
         Otso Rantanen;adviser;;;2023;;\n\
         ;;Kotisatama;;;2022;\n",
    ];
    for sheet in sheets {
        let built = built(&[input("a.csv", sheet)]);
        assert_eq!(terms(&built.model), TERMS, "{sheet}");
    }
    let left = built(&[input("a.csv", sheets[0])]).accounts.remove(0).left;
    assert!(left.iter().any(|it| it.printed == "toistaiseksi"), "{left:?}");
}

#[test]
fn a_word_for_a_switchboard_says_what_a_second_number_reaches() {
    for label in ["vx", "växel", "vaihde", "switchboard"] {
        let sheet =
            format!("Namn;Telefon;Organisation\nAina Kuusela;040 123 4501 / {label} 0295 000 100;Frostby stad\n");
        let built = built(&[input("a.csv", sheet)]);
        assert_eq!(people(&built.model), ["Aina Kuusela; +358401234501; frostby-stad"], "{label}");
        assert_eq!(organisations(&built.model), ["Frostby stad: +358295000100 shared"], "{label}");
    }
}

#[test]
fn an_exported_file_is_read_with_the_times_in_it() {
    let sheet = "Nimi;Tehtävä;Hanke;Alkaa;Päättyy;Hankeaika\n\
                 Aino Kuusela;ohjaaja;Hyvä polku;1.10.2021;12/2022;1.3.2021–31.8.2023\n\
                 Otso Rantanen;ohjaaja;;;2023;\n";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.csv"), sheet).expect("a sheet");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        let ran = command
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .expect("the program runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    run(&["build", "a.csv", "-o", "model.json"]);
    for (lang, excel) in [("fi", false), ("sv", true), ("en", false)] {
        let mut arguments = vec!["--lang", lang, "--model", "model.json", "export", "--to", "csv", "-o", "b.csv"];
        arguments.extend(excel.then_some("--excel"));
        run(&arguments);
        let bytes = fs::read(folder.path().join("b.csv")).expect("the table");
        let mut read = terms(&built(&[input("b.csv", bytes)]).model);
        read.sort();
        assert_eq!(read, [TERMS[0], TERMS[2], TERMS[1]], "{lang}");
    }
    for (format, more, name) in [
        ("vcard", None, "b.vcf"),
        ("vcard", Some("--vcard3"), "b.vcf"),
        ("ldif", None, "b.ldif"),
        ("jscontact", None, "b.jscontact"),
    ] {
        let mut arguments = vec!["--model", "model.json", "export", "--to", format, "-o", name];
        arguments.extend(more);
        run(&arguments);
        let bytes = fs::read(folder.path().join(name)).expect("the file");
        let built = built(&[input(name, bytes)]);
        let mut read = terms(&built.model);
        read.sort();
        assert_eq!(read, [TERMS[0], TERMS[2], TERMS[1]], "{format} {more:?}");
        let ignored = &built.accounts[0].ignored;
        assert!(
            !ignored
                .keys()
                .any(|name| name.to_lowercase().ends_with("-start") || name.to_lowercase().ends_with("-end")),
            "{format}: {ignored:?}"
        );
    }
}

#[test]
fn the_last_change_of_a_card_dates_its_number() {
    let card = |version: &str, revised: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:{version}\nFN:Aino Kuusela\nN:Kuusela;Aino;;;\nTEL:+358401234501\n{revised}NOTE:soita\nEND:VCARD\n"
        )
    };
    let json = |updated: &str| {
        format!(
            r#"{{"@type":"Card","uid":"a",{updated}"name":{{"full":"Aino Kuusela"}},"phones":{{"p":{{"number":"+358401234501"}}}}}}"#
        )
    };
    for (name, text, expected) in [
        ("a.vcf", card("4.0", "REV:20210503T101112Z\n"), Some("2021-05-03")),
        ("a.vcf", card("3.0", "REV:2021-05-03T10:11:12Z\n"), Some("2021-05-03")),
        ("a.vcf", card("3.0", "REV:yesterday\n"), None),
        ("a.vcf", card("3.0", ""), None),
        ("a.jscontact", json(r#""updated":"2021-05-03T10:11:12Z","#), Some("2021-05-03")),
        ("a.jscontact", json(""), None),
    ] {
        let built = built(&[input(name, text.clone())]);
        let as_of = built.model.people[0].phones[0].as_of.as_ref().and_then(|it| it.from).map(|day| day.to_string());
        assert_eq!(as_of.as_deref(), expected, "{text}");
        let ignored = &built.accounts[0].ignored;
        assert_eq!(ignored.contains_key("NOTE"), name == "a.vcf", "{ignored:?}");
    }
}

#[test]
fn an_export_of_google_contacts_is_read() {
    let built = built(&[fixture("google.csv")]);
    assert_eq!(
        people(&built.model),
        [
            "Aino Maria Kuusela; +358401234501; +358507654301; aino.kuusela@example.fi; aino@example.fi; \
             regional coordinator, frost-council, Integration",
            "Otso Rantanen; adviser, frost-council",
        ]
    );
    assert_eq!(organisations(&built.model), ["Frost Council: +358295000101 shared +358295000100 shared"]);
}

#[test]
fn an_export_of_outlook_is_read_without_what_is_private() {
    let built = built(&[fixture("outlook.csv")]);
    assert_eq!(
        people(&built.model),
        [
            "Aino Kuusela; +35816123456; +358401234501; aino.kuusela@example.fi; coordinator, frost-council, Integration, Rovaniemi"
        ]
    );
    assert_eq!(organisations(&built.model), ["Frost Council: +358295000101 shared +358295000100 shared"]);
    assert_eq!(built.withheld.contacts, 1);
}

#[test]
fn the_audience_decides_which_rows_are_in_the_model() {
    let register = [fixture("register.tsv")];
    let public = built(&register);
    assert_eq!(
        people(&public.model),
        [
            "Aina Kuusela; +46812345678 ext 12; aina.kuusela@exempel.se; koordinator, frostby-stad, Integration, Lappland"
        ]
    );
    let staff = built_for(Visibility::Staff, &register);
    assert_eq!(people(&staff.model)[1..], ["Bo Berg; +358401234503; acting planerare, frostby-stad"]);
    assert_eq!((public.withheld.contacts, staff.withheld.contacts), (2, 1));
    // Private data is never in a model.
    assert_eq!(people(&built_for(Visibility::Private, &register).model), people(&staff.model));
}

#[test]
fn nothing_of_what_is_withheld_is_in_the_model_the_index_or_the_report() {
    let around = tempfile::tempdir().expect("a folder");
    let staff_page =
        "+++\ntitle = \"Sisäinen\"\nvisibility = \"staff\"\n+++\n\nKoordinaattori Saara Salainen, p. 040 777 8881\n";
    let mut rows = "Nimi;Puhelin;Näkyvyys\nAino Kuusela;040 123 4501;julkinen\nPentti Piilo;040 777 8882;henkilöstö\n\
                    Urho Umpio;040 777 8883;ehkä\n"
        .to_owned();
    // A model of this many people gets an index in a file.
    for number in 0..MIN_PEOPLE {
        let surname: String = format!("{number:04}").bytes().map(|digit| char::from(b'a' + digit - b'0')).collect();
        _ = writeln!(rows, "Aino Kuu{surname}nen;050 {number:07};julkinen");
    }
    fs::write(around.path().join("page.md"), staff_page).expect("a document");
    fs::write(around.path().join("rows.csv"), rows).expect("a document");
    for report in ["--report", "--report=json"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        command.env_clear().envs([NO_SYSTEM_FOLDER]).current_dir(around.path());
        command.args(["--lang", "en", "build", "page.md", "rows.csv", "-o", "model.json", "--with-text", report]);
        let ran = command.output().expect("the program runs");
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        let mut all = [ran.stdout, ran.stderr].concat();
        for entry in fs::read_dir(around.path()).expect("the folder").flatten() {
            if !["page.md", "rows.csv"].contains(&entry.file_name().to_string_lossy().as_ref()) {
                all.extend(fs::read(entry.path()).expect("a file"));
            }
        }
        let index = fs::read(around.path().join("model.json.index")).expect("an index");
        assert!(String::from_utf8_lossy(&index).contains("kuusela"), "{report}");
        let all = String::from_utf8_lossy(&all);
        assert!(all.contains("Aino Kuusela"), "{report}");
        for secret in ["Salainen", "salainen", "Sisäinen", "Piilo", "piilo", "Umpio", "umpio", "777 888", "77788"] {
            assert!(!all.contains(secret), "{secret} in {report}");
        }
        // The index has numbers in another form, so they are searched.
        for query in ["0407778881", "0407778882", "7778883", "piilo", "salainen"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
            command.env_clear().envs([NO_SYSTEM_FOLDER]).current_dir(around.path()).args([
                "--model",
                "model.json",
                "find",
                query,
            ]);
            let ran = command.output().expect("the program runs");
            assert_eq!((ran.status.code(), ran.stdout.as_slice()), (Some(1), &b""[..]), "{query}");
        }
        if report == "--report" {
            assert!(all.contains("1 document withheld; 2 contacts withheld"), "{all}");
        }
    }
}

#[test]
fn a_model_keeps_its_warnings_when_it_is_built_again() {
    let json = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/model.json")).expect("the model");
    let warnings = |model: &Model| {
        let key = |it: &Warning| (it.kind.name(), it.kind.details(), it.about.clone());
        model.warnings.iter().map(key).collect::<Vec<_>>()
    };
    let before = warnings(&load(&json).expect("a sound model"));
    assert!(before.iter().any(|(kind, ..)| *kind == "area-conflict"));
    // Twice: a warning of one model is not a second conflict in the other.
    for count in 1..=2 {
        let inputs: Vec<Input> = (0..count).map(|number| input(&format!("{number}.json"), json.clone())).collect();
        let again: Vec<_> =
            warnings(&built(&inputs).model).into_iter().filter(|it| it.0.ends_with("conflict")).collect();
        let once: Vec<_> = before.iter().filter(|it| it.0.ends_with("conflict")).cloned().collect();
        assert!(once.iter().all(|warning| again.contains(warning)), "{again:?}");
        assert_eq!(again.len(), once.len());
    }
    assert_eq!(warnings(&built(&[input("model.json", json)]).model), before);
}

#[test]
fn spreadsheets_and_documents_are_resolved_together() {
    let page = "# Väki\n\nKoordinaattori Aino Kuusela, p. 040 123 4501\n";
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Kuusela;Aino;;;\r\nFN:Aino Kuusela\r\nTEL:+358 40 123 4501\r\n\
                EMAIL:aino@esimerkki.fi\r\nEND:VCARD\r\n";
    let built = built(&[input("a.md", page), input("b.vcf", card), fixture("henkilosto.csv")]);
    let found: Vec<_> = people(&built.model).into_iter().filter(|line| line.starts_with("Aino")).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let aino: PersonId = "person:aino-kuusela".parse().expect("an id");
    let aino = built.model.people.iter().find(|person| person.id == aino).expect("she is there");
    let documents: Vec<String> = aino.evidence.iter().map(|passage| passage.document.to_string()).collect();
    assert_eq!(documents, ["document:a", "document:b", "document:henkilosto", "document:henkilosto"]);
    assert!(aino.evidence[2].text.starts_with("Kuusela Aino | Koordinaattori | Lumijoen ELY-keskus"));
    assert_eq!([aino.evidence[2].line, aino.evidence[3].line], [6, 13]);
}

#[test]
fn two_people_of_one_name_at_two_organisations_stay_apart() {
    let card = |house: &str, number: &str| {
        format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Eero Salovaara\r\nORG:{house}\r\nTEL:{number}\r\nEND:VCARD\r\n")
    };
    let apart = card("City of Oulu", "+358403115401") + &card("City of Turku", "+358403115402");
    assert_eq!(built(&[input("a.vcf", apart)]).model.people.len(), 2);
    let together = card("City of Oulu", "+358403115401") + &card("City of Oulu", "+358403115402");
    assert_eq!(built(&[input("a.vcf", together)]).model.people.len(), 1);
}

#[test]
fn rows_without_a_header_are_read_like_a_table() {
    let built = built(&[input("a.csv", "Aino Kuusela;ohjaaja;040 123 4501\nEero Rantanen;rehtori;040 123 4502\n")]);
    let names: Vec<_> = built.model.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Aino Kuusela", "Eero Rantanen"], "{:?}", built.reports);
}

/// The standard error of a build of one file, and whether it ended with status 2 and left the old model as it was.
#[test]
fn a_row_that_names_several_people_gives_each_their_own() {
    let text = "Alue;Nimi;Tehtävä;Puhelin;Sähköposti\n\
        Lappi;Rönkkö Timo ja Harju Eeva;ohjaaja;050 222 1134, 050 222 1135;eeva.harju@x.example\n\
        Kainuu;Anna ja Pekka Virtanen;ohjaaja;050 222 1136;\n\
        Inari;Sari Niemi / Juha Koski;neuvoja;;juha.koski@x.example, sari.niemi@x.example\n\
        Kemi;Maija von Essen;neuvoja;050 222 1137;\n";
    let built = built(&[input("ohjaajat.csv", text)]);
    assert_eq!(
        people(&built.model),
        [
            "Timo Rönkkö; +358502221134; ohjaaja, Lappi",
            "Eeva Harju; +358502221135; eeva.harju@x.example; ohjaaja, Lappi",
            "Anna Virtanen; ohjaaja, Kainuu",
            "Pekka Virtanen; ohjaaja, Kainuu",
            "Sari Niemi; sari.niemi@x.example; neuvoja, Inari",
            "Juha Koski; juha.koski@x.example; neuvoja, Inari",
            "Maija von Essen; +358502221137; neuvoja, Kemi",
        ]
    );
    // Nobody knows whose number that is, so it is the document's.
    assert_eq!(built.model.documents[0].phones[0].e164, "+358502221136");
}

#[test]
fn names_under_a_title_are_read() {
    let text = "Maakunta;Aluekoordinaattori;Puhelin\nLappi;Ritva Koskela;0295 037 100\n\
        Kainuu;Ritva Koskela;0295 037 100\nSatakunta;ei nimetty;\n";
    let built = built(&[input("koordinaattorit.csv", text)]);
    assert_eq!(people(&built.model), ["Ritva Koskela; +358295037100; aluekoordinaattori, Lappi+Kainuu"]);
    let is_conflict = |warning: &Warning| matches!(warning.kind, WarningKind::AreaConflict { .. });
    assert!(!built.model.warnings.iter().any(is_conflict), "{:?}", built.model.warnings);
}

#[test]
fn the_organisations_of_a_project_are_read_from_its_columns() {
    let text = "Hanke;Toteuttaja;Yhteyshenkilö;Puhelin;Rahoittaja;Kumppanit\n\
        Kotona Kymissä;Kouvolan kaupunki;Anu Laakso;050 222 1133;AMIF;Kotkan kaupunki, Cursor Oy\n";
    let model = built(&[input("hankkeet.csv", text)]).model;
    let project = &model.projects[0];
    let name = |id: &allu::model::OrganisationId| id.stem().to_owned();
    assert_eq!(project.coordinator.as_ref().map(|fact| name(&fact.value)), Some("kouvolan-kaupunki".to_owned()));
    assert_eq!(project.funders.iter().map(|fact| name(&fact.value)).collect::<Vec<_>>(), ["amif-rahasto"]);
    let partners: Vec<_> = project.partners.iter().map(|fact| name(&fact.value)).collect();
    assert_eq!(partners, ["kotkan-kaupunki", "cursor-oy"]);
}

#[test]
fn a_title_in_capitals_is_written_as_documents_write_it() {
    let text = "Name,Job title,Phone\nSanna Vainio,Regional Coordinator,050 312 1234\n\
        Anna Berg,Lapin aluekoordinaattori,050 312 1235\nBo Dahl,EU Officer,050 312 1236\n";
    let built = built(&[input("staff.csv", text)]);
    let titles: Vec<_> = built.model.positions.iter().map(|position| position.title.as_str()).collect();
    assert_eq!(titles, ["regional coordinator", "lapin aluekoordinaattori", "EU officer"]);
}

#[test]
fn rows_about_the_table_date_it_and_are_nobody() {
    const TABLE: &str = "Nimi;Tehtävä;Puhelin\nAino Salovaara;ohjaaja;040 123 4567\n";
    let read = |text: String| {
        let model = built(&[input("henkilosto.csv", text)]).model;
        let published = model.documents[0].published.as_ref().map(|published| published.words.clone());
        (model.people.len(), model.organisations.len(), published)
    };
    for (above, below, expected) in [
        ("Päivitetty 12.3.2025\n\n", "", Some("12.3.2025")),
        ("Yhteystiedot 12.3.2025\n", "", Some("12.3.2025")),
        ("Henkilöstö 2024\n\n", "", Some("2024")),
        ("", "\nPäivitetty 12.3.2025\n", Some("12.3.2025")),
        ("Henkilöstö 2024\n", "Tiedot tarkistettu: 12.3.2025;;\n", Some("12.3.2025")),
        ("", "Yhteensä 24;;\n", None),
        ("", "Lähde: kunnan verkkosivut;;\n", None),
        ("", "Tiedot voivat muuttua ilman erillistä ilmoitusta;;\n", None),
    ] {
        let expected = (1, 0, expected.map(str::to_owned));
        assert_eq!(read(format!("{above}{TABLE}{below}")), expected, "{above}…{below}");
    }
}

fn refused(name: &str, bytes: &[u8]) -> String {
    let around: TempDir = tempfile::tempdir().expect("a folder");
    fs::write(around.path().join(name), bytes).expect("a file");
    fs::write(around.path().join("model.json"), "old").expect("a model");
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command.env_clear().envs([NO_SYSTEM_FOLDER]).current_dir(around.path()).args([
        "--lang",
        "en",
        "build",
        name,
        "-o",
        "model.json",
    ]);
    let ran = command.output().expect("the program runs");
    assert_eq!(ran.status.code(), Some(2), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(fs::read(around.path().join("model.json")).expect("the model"), b"old", "{name}");
    let err = String::from_utf8(ran.stderr).expect("UTF-8");
    let lines = err.lines().filter(|line| line.contains(": error: "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_file_that_cannot_be_read_is_one_line() {
    let header = b"Nimi;Puhelin\n".as_slice();
    let rows = |count: usize| [header, &b"A;1\n".repeat(count)].concat();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.csv", b"Nimi;Puhelin\nAino\0;040 123 4501\n".to_vec(), "a.csv: error: not text"),
        (
            "a.csv",
            "Nimi;Puhelin\nÄiti;1\nJ\u{e4}ä\n".as_bytes().iter().copied().chain(*b"\xff;2\n").collect(),
            "a.csv:4: error: this line has a broken",
        ),
        ("a.csv", b"Nimi;Puhelin\n\"Aino;040 123 4501\nOtso;050 1\n".to_vec(), "a.csv:2: error: the quotation mark"),
        ("a.csv", [header, &b"x".repeat(10_000_000), b";1\n"].concat(), "a.csv:2: error: this row has a cell"),
        ("a.csv", rows(1_000_000), "a.csv: error: over 500000 rows"),
        ("a.csv", header.to_vec(), "a.csv: error: the file has no contact"),
        ("a.csv", Vec::new(), "a.csv: error: the file has no contact"),
        ("a.xls", b"\xd0\xcf\x11\xe0old".to_vec(), "a.xls: error: the old .xls format"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0locked".to_vec(), "a.xlsx: error: protected by a password"),
        ("a.xlsx", b"PK\x03\x04broken".to_vec(), "a.xlsx: error: the file is damaged"),
        ("a.ods", b"no archive".to_vec(), "a.ods: error: the file is damaged"),
        ("a.vcf", b"hello\n".to_vec(), "a.vcf: error: the file has no contact"),
    ];
    for (name, bytes, line) in cases {
        let told = refused(name, &bytes);
        assert!(told.starts_with(line) && told.lines().count() == 1, "{line}: {told}");
    }
}
