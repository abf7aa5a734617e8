//! Extraction from pages: the people who are found, and the words that are not taken for people.

use std::path::Path;

use allu::extract::{self, CarriedTexts, Extraction, Input, ReportKind};
use allu::model::{self, Position};

#[test]
fn a_contact_page_gives_exactly_its_people() {
    let Extraction { model, .. } = fixture();
    let rows = model.people.iter().map(|person| {
        let phones = list(person.phones.iter().map(|phone| format!("{} {:?}", phone.e164, phone.kind)));
        let emails = list(person.emails.iter().map(|email| format!("{} {:?}", email.address, email.basis)));
        format!("{} | {phones} | {emails}", person.name)
    });
    assert_table(
        rows,
        "\
        Aino Merikivi | +358295111001 Direct | aino.merikivi@merisola.example.fi Derived
        Veikko Tuulensuu | +358295111002 Direct | veikko.tuulensuu@merisola.example.fi Derived
        Siiri Öljymäki | +358441234567 Direct | siiri.oljymaki-salo@merisola.example.fi Stated
        Kaija Lappi | +358295111003 Direct | kaija.lappi@merisola.example.fi Derived
        Otso Ala-Pöntiö | +358295111004 Direct | otso.ala-pontio@merisola.example.fi Derived
        Eero von Hertz | +358295111005 Direct, +35861234567 Fax | -
        Anna Virta | +358295111021 Direct | -
        Anna Virta | +358295111022 Direct | -
        Meri Salo | - | meri.salo@merisola.example.fi Derived
        Olli Niemi | - | olli.niemi@merisola.example.fi Derived
        Tuula Ranta | +358295111007 Direct | tuula.ranta@merisola.example.fi Derived
        Pekka Ranta | +358295111008 Direct | pekka.ranta@merisola.example.fi Derived
        Helena Suo | +358407654321 Direct | helena.suo@merisola.example.fi Stated
        Stig Ö. Lindqvist | +358295111010 Direct | stig.lindqvist@merisola.example.fi Derived
        Maria Lindqvist | +358295111031 Direct | maria.lindqvist@merisola.example.fi Derived
        Karl Öhman | +358295111032 Direct | karl.ohman@merisola.example.fi Derived",
    );
}

#[test]
fn titles_come_from_the_line_and_from_the_heading_above() {
    let Extraction { model, .. } = fixture();
    assert_table(
        model.positions.iter().map(row_of),
        "\
        aino-merikivi/projektipaallikko | rannikon-polut | -
        veikko-tuulensuu/asiantuntija | vahva-alku | -
        siiri-oljymaki/viestintasuunnittelija | rannikon-polut | -
        kaija-lappi/aluekoordinaattori | vahva-alku | region:04, region:02
        otso-ala-pontio/aluekoordinaattori | vahva-alku | region:11, region:10
        eero-von-hertz/aluekoordinaattori | vahva-alku | area:hame
        anna-virta/suunnittelija | - | -
        anna-virta-2/rehtori | - | -
        tuula-ranta/projektisihteeri | rannikon-polut | -
        pekka-ranta/suunnittelija | - | -
        helena-suo/erityisasiantuntija | - | -
        stig-o-lindqvist/regionkoordinator | - | region:15
        maria-lindqvist/regionkoordinator | rannikon-polut | region:02
        karl-ohman/regionkoordinator | rannikon-polut | region:01",
    );
}

#[test]
fn a_project_is_led_and_paid() {
    let Extraction { model, .. } = fixture();
    let rows = model.projects.iter().map(|project| {
        let coordinator = project.coordinator.as_ref().map_or("-", |fact| fact.value.stem());
        let funders = list(project.funders.iter().map(|fact| fact.value.stem().to_owned()));
        let parent = project.parent.as_ref().map_or("-", |fact| fact.value.stem());
        format!("{} | {parent} | {coordinator} | {funders}", project.name)
    });
    assert_table(
        rows,
        "\
        Rannikon Polut | - | koulutuskuntayhtyma-merisola | euroopan-sosiaalirahasto, porin-kaupunki
        Vahva Alku | rannikon-polut | - | euroopan-sosiaalirahasto, porin-kaupunki",
    );
    let rows = model.organisations.iter().map(|organisation| {
        let phones = list(organisation.phones.iter().map(|phone| format!("{} {:?}", phone.printed, phone.kind)));
        format!("{} | {phones}", organisation.name)
    });
    assert_table(
        rows,
        "\
        Koulutuskuntayhtymä Merisola | -
        Euroopan sosiaalirahasto | -
        Porin kaupunki | 02 621 1100 Switchboard
        Rovaniemen Kirjasto | 016 322 2463 Direct",
    );
}

#[test]
fn what_cannot_be_paired_is_said_and_not_guessed() {
    let Extraction { model, reports, .. } = fixture();
    let reports: Vec<_> = reports.into_iter().map(|report| (report.line, report.kind)).collect();
    assert_eq!(
        reports,
        [
            (Some(26), ReportKind::UnpairedNumbers),
            (Some(29), ReportKind::NobodysNumber { printed: "0295 111 009".to_owned() }),
        ]
    );
    let rows = model
        .warnings
        .iter()
        .map(|it| format!("{} | {}", it.kind.name(), list(it.about.iter().map(ToString::to_string))));
    assert_table(
        rows,
        "\
        namesake | person:anna-virta, person:anna-virta-2
        unpaired-numbers | person:meri-salo, person:olli-niemi",
    );
}

#[test]
fn people_of_one_name_are_one_warning_with_the_first_passages() {
    let row = |name: &str, number: usize| format!("{name}\tohjaaja {number}\tKunta {number}\t0295 {number:06}\n");
    let (annas, meris): (String, String) =
        (0..30).map(|at| (row("Anna Virta", 110_100 + at), row("Meri Salo", 110_200 + at))).unzip();
    let table = format!("Nimi\tTehtävä\tOrganisaatio\tPuhelin\n{annas}{meris}");
    let Extraction { model, .. } = read(&[("lista.tsv", &table)]);
    let namesakes = model.warnings.iter().filter(|it| it.kind.name() == "namesake");
    let sizes: Vec<_> = namesakes.map(|it| (it.kind.details(), it.about.len(), it.evidence.len())).collect();
    assert_eq!(model.people.len(), 60);
    assert_eq!(sizes, [(vec!["Anna Virta".to_owned()], 30, 3), (vec!["Meri Salo".to_owned()], 30, 3)]);
}

#[test]
fn the_model_of_a_foreign_page_is_sound() {
    let json = model::write(&fixture().model).expect("a built model can be written");
    assert_eq!(model::inspect(json.as_bytes()).problems, []);
}

#[test]
fn no_break_spaces_and_a_missing_comma_change_nothing() {
    let page = "Aluekoordinaattorit:\n\u{a0}\nEsko\u{a0}Tyrni p. 0295\u{a0}111\u{a0}030\u{a0}(Lappi\u{a0}ja Kainuu)";
    let Extraction { model, .. } = read(&[("sivu.txt", page)]);
    let phones: Vec<_> = model.people.iter().flat_map(|it| &it.phones).map(|it| it.printed.as_str()).collect();
    assert_eq!(phones, ["0295 111 030"]);
    assert_table(model.positions.iter().map(row_of), "esko-tyrni/aluekoordinaattori | - | region:19, region:18");
}

#[test]
fn a_switchboard_under_the_name_of_a_house_is_its_own() {
    let page = "# Lapin ELY-keskus\n\nVaihde 0295 037 000\nFaksi: 016 322 2463\n\n## Yhteystiedot\n\n\
                Ohjaaja Esko Tyrni, p. 0295 111 030\nVäxel 0295 037 001\n\n# Muut\n\nVaihde 0295 037 002\n";
    let Extraction { model, reports, .. } = read(&[("sivu.md", page)]);
    let rows = model.organisations.iter().map(|organisation| {
        let phones = list(organisation.phones.iter().map(|phone| format!("{} {:?}", phone.printed, phone.kind)));
        format!("{} | {phones}", organisation.name)
    });
    assert_table(rows, "Lapin ELY-keskus | 0295 037 000 Switchboard, 016 322 2463 Fax, 0295 037 001 Switchboard");
    assert_eq!(model.people.iter().map(|person| person.phones.len()).collect::<Vec<_>>(), [1]);
    let kinds: Vec<_> = reports.into_iter().map(|report| report.kind).collect();
    assert_eq!(kinds, [ReportKind::NobodysNumber { printed: "0295 037 002".to_owned() }]);
}

#[test]
fn a_heading_in_swedish_or_english_gives_the_title() {
    let rows = |page: &str| {
        let Extraction { model, .. } = read(&[("sida.txt", page)]);
        model.positions.iter().map(row_of).collect::<Vec<_>>()
    };
    let page = "Regionkoordinatorer\n\nMaria Lindqvist, tfn 0295 111 030 (Österbotten)\nNyland: Karl Öhman 0295 111 031\n\n\
                Projektledare\n\nEva Ström, tfn 0295 111 032\n\nBo Ek, tfn 0295 111 033\n";
    let expected = [
        "maria-lindqvist/regionkoordinator | - | region:15",
        "karl-ohman/regionkoordinator | - | region:01",
        "eva-strom/projektledare | - | -",
    ];
    assert_eq!(rows(page), expected);
    let english = "Regional coordinators:\n\nMary Poppins, tel. 0295 111 030 (Lapland)\n";
    assert_eq!(rows(english), ["mary-poppins/regional-coordinator | - | region:19"]);
}

#[test]
fn an_unnamed_writer_stays_unnamed_and_a_signature_names_one() {
    let post = "8.1.2016\n\nAloitin hankesuunnittelijana Rannan Tuuli -hankkeessa.\n";
    let holders = |text: &str| {
        let Extraction { model, .. } = read(&[("blogi.txt", text)]);
        model.positions.iter().map(|position| position.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(holders(post), ["position:rannan-tuuli/hankesuunnittelija"]);
    let signed = format!("{post}\nEsko Tyrni, hankesuunnittelija, Rannan Tuuli -hanke\n");
    assert_eq!(holders(&signed), ["position:esko-tyrni/hankesuunnittelija"]);
}

#[test]
fn the_same_name_in_two_documents_is_one_person_only_when_something_joins_them() {
    let one = ("a.txt", "Ohjaaja Esko Tyrni, Rannan Tuuli -hanke, p. 0295 111 030");
    let same = ("b.txt", "Ohjaaja Esko Tyrni, p. 0295 111 030");
    let other = ("b.txt", "Rehtori Esko Tyrni, Porin kaupunki, p. 0295 111 031");
    let ids = |inputs: &[(&str, &str)]| {
        let Extraction { model, .. } = read(inputs);
        (model.people.iter().map(|person| person.id.to_string()).collect::<Vec<_>>(), model.warnings.len())
    };
    let (joined, _) = ids(&[one, same]);
    assert_eq!(joined, ["person:esko-tyrni"]);
    let (apart, warnings) = ids(&[one, other]);
    assert_eq!(apart, ["person:esko-tyrni", "person:esko-tyrni-porin-kaupunki"]);
    // Two undated documents and the namesakes.
    assert_eq!(warnings, 3);
}

#[test]
fn every_problem_of_front_matter_is_reported_with_its_line() {
    let text = "+++\ntitle = 5\ncolour = \"red\"\n[published]\nwords = \"joskus\"\n[[project]]\nname = \"X\"\nparent = \"Y\"\n+++\n";
    let Extraction { reports, .. } =
        read(&[("a.md", text), ("b.md", "+++\ntitle = \"x\"\n"), ("directory.toml", "title = [")]);
    let mut places: Vec<_> = reports.iter().map(|report| (report.file.as_str(), report.line)).collect();
    places.dedup();
    assert_eq!(
        places,
        [
            ("a.md", Some(2)),
            ("a.md", Some(3)),
            ("a.md", Some(4)),
            ("a.md", Some(8)),
            ("b.md", Some(1)),
            ("directory.toml", Some(1)),
        ]
    );
}

#[test]
fn front_matter_is_quoted_as_it_stands_in_the_file() {
    let note = "[[project.note]]\nkind = \"goal\"\ntext = \"\"\"\nSano \"hei\"\nja lähde\"\"\"\n";
    let front =
        format!("+++\ntitle = \"x\"\n[[project]]\nname = \"Oma \\\"polku\\\"\"\n{note}+++\n\nRannan\tTuuli -hanke\n");
    let Extraction { model, reports, .. } = read(&[("a.md", &front)]);
    assert_eq!(reports, []);
    let json = model::write(&model).expect("a built model can be written");
    assert_eq!(model::inspect(json.as_bytes()).problems, []);
}

#[test]
fn what_follows_code_over_two_lines_is_cited_on_its_own_line() {
    let page = "Ohje `komento\nfaksi 06 123 4567` ja -osahankkeen Esko Tyrni\nhankesuunnittelijana ,\n";
    let Extraction { model, .. } = read(&[("a.md", page)]);
    assert_eq!(model.people.len(), 1);
    let json = model::write(&model).expect("a built model can be written");
    assert_eq!(model::inspect(json.as_bytes()).problems, []);
    assert_eq!(model.people[0].evidence[0].line, 2);
}

proptest::proptest! {
    /// Any page is read, and the resulting model is consistent.
    #[test]
    fn any_page_makes_a_sound_model(pieces in proptest::collection::vec(piece(), 0..40)) {
        let Extraction { model, .. } = read(&[("a.md", &pieces.concat())]);
        let json = model::write(&model).expect("a built model can be written");
        proptest::prop_assert_eq!(model::inspect(json.as_bytes()).problems, []);
    }
}

/// Fragments that have a meaning for the extractor, and random text.
fn piece() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::strategy::{Just, Strategy};
    let known = [
        "Esko Tyrni",
        "Maija Meri",
        ", ",
        " ja ",
        "\n",
        "\n\n",
        ": ",
        " (",
        ") ",
        ". ",
        "p. 0295 111 030",
        "faksi 06 123 4567",
        "aluekoordinaattori",
        "Projektipäällikkö ",
        "hankesuunnittelijana ",
        "Lappi",
        "Pohjois- ja Etelä-Savo",
        "Kouvolassa ",
        "Rannan Tuuli -hanke",
        " -osahankkeen ",
        " -hankkeen ",
        "(ESR)",
        "Porin kaupunki",
        "Lapin ELY-keskuksessa ",
        "rahoittaa ",
        "koordinoi ",
        "osahanketta: ",
        "vuoden 2016 alussa ",
        "2015–2020 ",
        "viisi ",
        "haetaan ",
        "toimivat ",
        "etunimi.sukunimi@esimerkki.fi",
        "e.t (at) x.fi",
        "aloitin ",
        "siirtyy ",
        "nimiä ei kerrota",
        "+++\n",
        "title = ",
        "[^3]",
    ];
    proptest::prop_oneof![
        6 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => ".{0,12}",
        1 => Just("\u{a0}ä\u{308}".to_owned()),
    ]
}

fn fixture() -> Extraction {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yhteystiedot.txt");
    let (inputs, reports) = extract::read(&[path], extract::MAX_DOCUMENT_BYTES);
    assert_eq!(reports, []);
    extract::extract(&inputs, CarriedTexts::OfSmallSets)
}

fn read(pages: &[(&str, &str)]) -> Extraction {
    let input = |(name, text): &(&str, &str)| Input {
        path: name.into(),
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    extract::extract(&pages.iter().map(input).collect::<Vec<_>>(), CarriedTexts::OfSmallSets)
}

fn row_of(position: &Position) -> String {
    let project = position.project.as_ref().map_or("-", |fact| fact.value.stem());
    let areas = list(position.areas.iter().map(|area| area.place.to_string()));
    format!("{} | {project} | {areas}", position.id.stem())
}

fn assert_table(rows: impl Iterator<Item = String>, expected: &str) {
    let expected: Vec<_> = expected.lines().map(str::trim).collect();
    assert_eq!(rows.collect::<Vec<_>>().join("\n"), expected.join("\n"));
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    if items.is_empty() { "-".to_owned() } else { items.join(", ") }
}

#[test]
fn a_file_without_a_letter_in_its_name_is_a_document_like_any_other() {
    let inputs = [".md", "---.txt", " "].map(|name| Input {
        path: name.into(),
        name: name.to_owned(),
        bytes: "Aino Merikivi, projektipäällikkö\n".into(),
    });
    let Extraction { model, .. } = extract::extract(&inputs, CarriedTexts::All);
    let written = model::write(&model).expect("JSON");
    assert!(model::load(written.as_bytes()).is_ok(), "{:?}", model::inspect(written.as_bytes()));
}

#[test]
fn a_raw_line_counts_from_one() {
    for (origin, is_told) in [("1", true), ("0", false), ("\"raw.txt:1\"", true), ("\"raw.txt:0\"", false)] {
        let text = format!(
            "+++\ntitle = \"Raportti\"\nsource = \"raw.txt\"\n\n[[project]]\nname = \"Silta\"\norigin = {origin}\n+++\n"
        );
        let input = Input { path: "a.md".into(), name: "a.md".to_owned(), bytes: text.into() };
        let reports = extract::extract(&[input], CarriedTexts::All).reports;
        let is_wrong =
            |report: &extract::Report| matches!(&report.kind, ReportKind::WrongValue { key, .. } if key == "origin");
        assert_eq!(reports.iter().any(is_wrong), !is_told, "{origin}: {reports:?}");
    }
}
