//! The facts of the seeds as tables, and the embedded model that is built from them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use allu::extract::{self, CarriedTexts, Extraction};
use allu::model::{self, Fact, Holder, Model, Nameless, OrganisationId, Period, Position, Project};

#[test]
fn the_embedded_model_is_what_the_seeds_build() {
    let built = seeds();
    let json = model::write(&built.model).expect("a built model can be written");
    let path = root().join("assets/model.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &json).expect("the model can be rewritten");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == json, "assets/model.json is stale; run `UPDATE=1 cargo test --test seeds`");
}

#[test]
fn nothing_is_wrong_with_the_seeds() {
    let built = seeds();
    assert_eq!(built.reports, []);
    let json = model::write(&built.model).expect("a built model can be written");
    assert_eq!(model::inspect(json.as_bytes()).problems, []);
}

#[test]
fn the_order_of_the_files_never_shows() {
    let (mut inputs, _) = extract::read(&[root().join("seeds")], extract::MAX_DOCUMENT_BYTES);
    inputs.reverse();
    assert_eq!(extract::extract(&inputs, CarriedTexts::OfSmallSets), seeds());
}

#[test]
fn every_quotation_stands_on_its_line() {
    let Extraction { model, .. } = seeds();
    let mut seen = 0;
    for evidence in evidence_of(&model) {
        let document = model.documents.iter().find(|it| it.id == evidence.document).expect("its document is listed");
        let text = document.text.as_deref().expect("seeds carry their text");
        let line = text.lines().nth(evidence.line as usize - 1).unwrap_or_default();
        assert!(
            line.contains(&*evidence.text),
            "{}:{} does not hold “{}”",
            document.file,
            evidence.line,
            evidence.text
        );
        assert!(evidence.origin.is_some(), "{}:{} has no origin", document.file, evidence.line);
        seen += 1;
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn ten_people_have_a_number_and_fourteen_a_name() {
    let Extraction { model, .. } = seeds();
    let rows = model.people.iter().map(|person| {
        let phones = list(person.phones.iter().map(|phone| format!("{} {}", phone.printed, phone.e164)));
        let emails = list(person.emails.iter().map(|email| format!("{} {:?}", email.address, email.basis)));
        format!("{} | {} | {phones} | {emails}", person.id.stem(), person.name)
    });
    assert_table(
        rows,
        "\
        hannu-pekka-huttunen | Hannu-Pekka Huttunen | - | -
        kirsi-campello | Kirsi Campello | - | -
        emine-ehrstrom | Emine Ehrström | 0295 020938 +358295020938 | emine.ehrstrom@ely-keskus.fi Derived
        ilona-korhonen | Ilona Korhonen | 0295 020972 +358295020972 | ilona.korhonen@ely-keskus.fi Derived
        laura-ruuskanen | Laura Ruuskanen | 0295 020939 +358295020939 | laura.ruuskanen@ely-keskus.fi Derived
        hanna-aaltonen | Hanna Aaltonen | 0295 020995 +358295020995 | hanna.aaltonen@ely-keskus.fi Derived
        paivi-ruotsala | Päivi Ruotsala | 0295 020992 +358295020992 | paivi.ruotsala@ely-keskus.fi Derived
        tanja-tammimies | Tanja Tammimies | 0295 020959 +358295020959 | tanja.tammimies@ely-keskus.fi Derived
        sanna-hiltunen | Sanna Hiltunen | 0295 037012 +358295037012 | sanna.hiltunen@ely-keskus.fi Derived
        tanja-manner | Tanja Manner | 0295 020964 +358295020964 | tanja.manner@ely-keskus.fi Derived
        nexhat-beqiri | Nexhat Beqiri | 0295 020965 +358295020965 | nexhat.beqiri@ely-keskus.fi Derived
        hanna-wallenius | Hanna Wallenius | 0295 020946 +358295020946 | hanna.wallenius@ely-keskus.fi Derived
        eija-asikainen | Eija Asikainen | - | -
        anne-laitinen-sainio | Anne Laitinen-Sainio | - | -",
    );
}

#[test]
fn fifteen_positions_have_a_holder() {
    let Extraction { model, .. } = seeds();
    let rows = model.positions.iter().filter(|position| position.person().is_some()).map(row_of);
    assert_table(
        rows,
        "\
        hannu-pekka-huttunen/hankepaallikko | alpo | tyo-ja-elinkeinoministerio Stated | - | Current
        kirsi-campello/hankesuunnittelija | alpo | tyo-ja-elinkeinoministerio Stated | - | Current
        emine-ehrstrom/aluekoordinaattori | hyva-polku | pohjanmaan-ely-keskus Stated | region:15, region:14 | Current
        emine-ehrstrom/kansainvalisyys-ja-kotouttamispaallikko | - | pohjanmaan-ely-keskus Stated | - | Announced
        ilona-korhonen/projektipaallikko | kotona-suomessa | uudenmaan-ely-keskus Inferred | - | Current
        laura-ruuskanen/projektiasiantuntija | hyva-alku | uudenmaan-ely-keskus Inferred | - | Current
        hanna-aaltonen/projektisuunnittelija | kotona-suomessa | uudenmaan-ely-keskus Inferred | - | Current
        paivi-ruotsala/aluekoordinaattori | hyva-polku | - | region:02, region:04 | Current
        tanja-tammimies/aluekoordinaattori | hyva-polku | - | region:17, region:18 | Current
        sanna-hiltunen/aluekoordinaattori | hyva-polku | - | region:19 | Current
        tanja-manner/aluekoordinaattori | hyva-polku | - | region:11, region:10, region:12 | Current
        nexhat-beqiri/aluekoordinaattori | hyva-polku | - | region:01, area:hame, area:kaakkois-suomi | Current
        hanna-wallenius/aluekoordinaattori | hyva-polku | - | region:06, region:13 | Current
        eija-asikainen/hankepaallikko | poke | kaakkois-suomen-ely-keskus Stated | municipality:286 | Current
        anne-laitinen-sainio/hankesuunnittelija | poke | kaakkois-suomen-ely-keskus Stated | municipality:286 | Current",
    );
}

#[test]
fn nobody_is_named_for_seven_positions() {
    let Extraction { model, .. } = seeds();
    let rows = model.positions.iter().filter_map(|position| match position.holder {
        Holder::Person(_) => None,
        Holder::Nameless(nameless) => {
            let holder = if nameless == Nameless::Vacant { "vacant" } else { "unnamed" };
            let count = position.count.map_or("-".to_owned(), |count| count.to_string());
            let project = stem(position.project.as_ref().map(|fact| fact.value.stem()));
            let house = stem(position.organisation.as_ref().map(|fact| fact.value.stem()));
            Some(format!("{} | {holder} | {count} | {project} | {house}", position.title))
        }
    });
    assert_table(
        rows,
        "\
        projektipäällikkö | unnamed | 1 | hyva-alku-hameessa | koulutuskuntayhtyma-tavastia
        projektisihteeri | unnamed | 1 | hyva-alku-hameessa | koulutuskuntayhtyma-tavastia
        projektisuunnittelija | unnamed | - | hyva-alku-hameessa | ammattiopisto-tavastia
        projektisuunnittelija | unnamed | - | hyva-alku-hameessa | vanajaveden-opisto
        projektiasiantuntija | vacant | 5 | poke | ely-keskukset
        projektiasiantuntija | vacant | 1 | poke | -
        työntekijä | vacant | 8 | poke | te-toimistot",
    );
}

#[test]
fn one_move_is_announced() {
    let Extraction { model, .. } = seeds();
    let start = |stem: &str| {
        let position = model.positions.iter().find(|it| it.id.stem() == stem).expect("the position is there");
        period(position.start.as_deref())
    };
    assert_eq!(start("emine-ehrstrom/aluekoordinaattori"), "2015-06-01…2015-06-30 “kesäkuusta 2015”");
    assert_eq!(
        start("emine-ehrstrom/kansainvalisyys-ja-kotouttamispaallikko"),
        "2018-11-09…2018-12-31 “vuoden 2018 loppuun mennessä”"
    );
    let coordinator = model.positions.iter().find(|it| it.id.stem() == "emine-ehrstrom/aluekoordinaattori");
    let mut documents: Vec<_> =
        coordinator.into_iter().flat_map(|it| &it.evidence).map(|evidence| evidence.document.stem()).collect();
    documents.dedup();
    assert_eq!(documents, ["aluekoordinaattorin-blogi", "kotona-suomessa"]);
}

#[test]
fn nine_projects_have_their_times_parts_and_payers() {
    let Extraction { model, .. } = seeds();
    let rows = model.projects.iter().map(project_row);
    assert_table(
        rows,
        "\
        alpo | 2008-01-01…2008-12-31 “vajaat seitsemän vuotta ennen loppuaan” | 2014-12-31…2014-12-31 “31.12.2014” | -
        kotona-suomessa | 2015-01-01…2015-12-31 “2015–2020” | 2020-01-01…2020-12-31 “2015–2020” | -
        hyva-polku | - | - | kotona-suomessa Stated
        hyva-alku | - | - | kotona-suomessa Stated
        hyva-alku-hameessa | 2016-01-01…2016-01-31 “vuoden 2016 alussa” | 2018-01-31…2018-01-31 “tammikuun 2018 loppuun” | hyva-alku Inferred
        hyva-alku-1-pilottikierros | 2016-01-01…2016-06-30 “alkupuolella 2016” | - | hyva-alku Stated
        hyva-alku-2-pilottikierros | 2016-12-01…2017-01-31 “vuodenvaihteessa 2016–2017” | - | hyva-alku Stated
        hyva-alku-3-pilottikierros | 2017-12-01…2018-01-31 “vuodenvaihteessa 2017–2018” | - | hyva-alku Stated
        poke | - | 2020-12-31…2020-12-31 “vuoden 2020 loppuun asti” | -",
    );
    let rows = model.projects.iter().map(|project| {
        let coordinator = project.coordinator.as_ref().map_or("-".to_owned(), house);
        let funders = list(project.funders.iter().map(house));
        let partners = list(project.partners.iter().map(house));
        format!("{} | {coordinator} | {funders} | {partners}", project.id.stem())
    });
    assert_table(
        rows,
        "\
        alpo | tyo-ja-elinkeinoministerio Inferred | euroopan-sosiaalirahasto Implied | -
        kotona-suomessa | uudenmaan-ely-keskus Stated | euroopan-sosiaalirahasto Stated | -
        hyva-polku | - | euroopan-sosiaalirahasto Inherited | kotouttamisen-osaamiskeskus Stated
        hyva-alku | - | euroopan-sosiaalirahasto Inherited | -
        hyva-alku-hameessa | koulutuskuntayhtyma-tavastia Stated | euroopan-sosiaalirahasto Stated, uudenmaan-ely-keskus Stated, hameenlinnan-kaupunki Stated, koulutuskuntayhtyma-tavastia Stated | hameenlinnan-kaupunki Stated, hameenlinnan-seudun-setlementti-ry Stated, luetaan-yhdessa-verkosto Stated
        hyva-alku-1-pilottikierros | - | euroopan-sosiaalirahasto Inherited | -
        hyva-alku-2-pilottikierros | - | euroopan-sosiaalirahasto Inherited | -
        hyva-alku-3-pilottikierros | - | euroopan-sosiaalirahasto Inherited | -
        poke | kaakkois-suomen-ely-keskus Stated | amif-rahasto Stated | -",
    );
}

#[test]
fn nineteen_organisations_are_listed() {
    let Extraction { model, .. } = seeds();
    let mut rows: Vec<_> = model.organisations.iter().map(|it| format!("{} | {:?}", it.name, it.kind)).collect();
    rows.sort();
    assert_table(
        rows.into_iter(),
        "\
        AMIF-rahasto | Fund
        Ammattiopisto Tavastia | School
        ELY-keskukset | Authorities
        Euroopan sosiaalirahasto | Fund
        Hämeenlinnan kaupunki | Municipality
        Hämeenlinnan seudun Setlementti ry | Association
        Kaakkois-Suomen ELY-keskus | ElyCentre
        Koulutuskuntayhtymä Tavastia | JointAuthority
        Luetaan yhdessä -verkosto | Network
        Pohjanmaan ELY-keskus | ElyCentre
        Suomen Akateemisten Naisten liitto | Association
        TE-hallinto | Authorities
        TE-toimistot | Authorities
        UNHCR | International
        Uudenmaan ELY-keskus | ElyCentre
        Vanajaveden Opisto | School
        kotouttamisen osaamiskeskus | Centre
        opetus- ja kulttuuriministeriö | Ministry
        työ- ja elinkeinoministeriö | Ministry",
    );
}

#[test]
fn every_note_is_written_in_three_languages() {
    let notes: Vec<_> = seeds().model.projects.into_iter().flat_map(|project| project.notes).collect();
    assert_eq!(notes.len(), 36);
    for note in notes {
        let translations = [note.sv, note.en].map(Option::unwrap_or_default);
        assert!(translations.iter().all(|text| !text.is_empty() && *text != note.text), "{}", note.text);
    }
}

#[test]
fn what_is_doubtful_is_said() {
    let Extraction { model, .. } = seeds();
    let rows = model.warnings.iter().map(|warning| {
        let about = list(warning.about.iter().map(ToString::to_string));
        // The notes written by hand are in the seeds; here it is enough that each language has its own.
        let details = match &warning.kind {
            model::WarningKind::Curated { text, sv, en } => {
                let said = [text, sv, en].into_iter().flatten().collect::<BTreeSet<_>>();
                format!("{} languages", said.len())
            }
            kind => list(kind.details().into_iter()),
        };
        format!("{} | {about} | {details}", warning.kind.name())
    });
    assert_table(
        rows,
        "\
        announced-move | person:emine-ehrstrom | kansainvälisyys- ja kotouttamispäällikkö, 2018-12-31
        organisation-conflict | person:emine-ehrstrom, organisation:pohjanmaan-ely-keskus, organisation:uudenmaan-ely-keskus | Pohjanmaan ELY-keskus, Uudenmaan ELY-keskus
        area-conflict | person:emine-ehrstrom | Pohjanmaa, Etelä-Pohjanmaa, Pohjanmaa
        undated-document | document:kotona-suomessa | Kotona Suomessa
        curated | project:alpo, person:hannu-pekka-huttunen, person:kirsi-campello | 3 languages
        curated | project:hyva-polku | 3 languages
        curated | project:hyva-alku-hameessa | 3 languages
        curated | project:hyva-alku-hameessa, project:hyva-alku | 3 languages
        curated | project:hyva-alku | 3 languages
        curated | project:hyva-polku | 3 languages
        curated | person:nexhat-beqiri | 3 languages
        curated | region:16, person:emine-ehrstrom | 3 languages
        curated | document:poke-uutinen | 3 languages
        curated | project:poke | 3 languages",
    );
}

#[test]
fn documents_say_when_they_were_true() {
    let Extraction { model, .. } = seeds();
    let rows = model.documents.iter().map(|document| {
        let source = document.source.as_deref().unwrap_or("-");
        format!("{} | {source} | {}", document.id.stem(), period(document.published.as_ref()))
    });
    assert_table(
        rows,
        "\
        alpo-blogi | 004_762faeed9ecca9f5.txt | 2014-01-01…2014-12-31 “ei päiväystä; kirjoitettu hankkeen viimeisenä vuonna 2014”
        aluekoordinaattorin-blogi | 001_b4817248e112c4a6.txt | 2018-11-09…2018-11-09 “9.11.2018”
        hyvaa-alkua-hameessa | 003_3177a234d2e9f7fb.txt | 2016-01-08…2016-01-08 “8. tammikuuta 2016”
        kotona-suomessa | 002_0ce14bd3670a7bac.txt | 2018-01-01…null “ei päiväystä, aikaisintaan tammikuu 2018”
        poke-uutinen | 000_31d164193fd8a85b.txt | 2018-01-01…2018-12-31 “vuonna 2018”",
    );
    let areas =
        list(model.areas.iter().map(|area| {
            format!("{} = {:?}", area.name, area.regions.iter().map(ToString::to_string).collect::<Vec<_>>())
        }));
    assert_eq!(areas, r#"Häme = ["05", "07"], Kaakkois-Suomi = ["08", "09"]"#);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn seeds() -> Extraction {
    let (inputs, reports) = extract::read(&[root().join("seeds")], extract::MAX_DOCUMENT_BYTES);
    assert_eq!(reports, []);
    extract::extract(&inputs, CarriedTexts::OfSmallSets)
}

fn assert_table(rows: impl Iterator<Item = String>, expected: &str) {
    let expected: Vec<_> = expected.lines().map(str::trim).collect();
    assert_eq!(rows.collect::<Vec<_>>().join("\n"), expected.join("\n"));
}

fn row_of(position: &Position) -> String {
    let project = stem(position.project.as_ref().map(|fact| fact.value.stem()));
    let organisation = position.organisation.as_ref().map_or("-".to_owned(), house);
    let places = list(position.areas.iter().chain(position.place.as_deref()).map(|place| place.place.to_string()));
    format!("{} | {project} | {organisation} | {places} | {:?}", position.id.stem(), position.time)
}

fn project_row(project: &Project) -> String {
    let parent =
        project.parent.as_ref().map_or("-".to_owned(), |fact| format!("{} {:?}", fact.value.stem(), fact.basis));
    format!("{} | {} | {} | {parent}", project.id.stem(), period(project.start.as_ref()), period(project.end.as_ref()))
}

fn house(fact: &Fact<OrganisationId>) -> String {
    format!("{} {:?}", fact.value.stem(), fact.basis)
}

fn period(period: Option<&Period>) -> String {
    let day = |day: Option<allu::text::Day>| day.map_or("null".to_owned(), |day| day.to_string());
    period.map_or("-".to_owned(), |it| format!("{}…{} “{}”", day(it.from), day(it.to), it.words))
}

fn stem(stem: Option<&str>) -> &str {
    stem.unwrap_or("-")
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    if items.is_empty() { "-".to_owned() } else { items.join(", ") }
}

fn evidence_of(model: &Model) -> Vec<model::Evidence> {
    let value = serde_json::to_value(model).expect("a model is JSON");
    let mut found = Vec::new();
    collect(&value, &mut found);
    found
}

/// Every list of evidence, at any place.
fn collect(value: &serde_json::Value, found: &mut Vec<model::Evidence>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, inner) in fields {
                if key == "evidence" {
                    found.extend(serde_json::from_value::<Vec<_>>(inner.clone()).expect("evidence is evidence"));
                } else {
                    collect(inner, found);
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
