//! Workbooks: the people of a directory that is built from them, and the effects of a hostile one.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use allu::extract::{CarriedTexts, Extraction, Input, ReportKind, extract};
use allu::model::Basis;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive of some parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A workbook of sheets: the name, whether it is hidden, the rows as XML, and the merged cells.
fn workbook(sheets: &[(&str, bool, &str, &[&str])]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let (mut list, mut relations, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (name, is_hidden, rows, merged)) in (1..).zip(sheets) {
        let state = if *is_hidden { " state=\"hidden\"" } else { "" };
        list.push(format!("<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"r{number}\"/>"));
        relations.push(format!(
            "<Relationship Id=\"r{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        ));
        let merged = merged.iter().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect::<Vec<_>>().concat();
        let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
        let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{merged}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{}</sheets></workbook>", list.concat()),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", relations.concat()),
    ));
    let document = format!("<Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    parts.push((
        "_rels/.rels".to_owned(),
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{document}</Relationships>"),
    ));
    // The second style is that of dates.
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    parts.push(("xl/styles.xml".to_owned(), styles));
    parts.push(("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")));
    archive(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

/// A row of texts; a text of digits is stored as a number, and an empty one is left out.
fn row(number: usize, texts: &[&str]) -> String {
    let cell = |(column, text): (char, &&str)| match *text {
        "" => String::new(),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("<c r=\"{column}{number}\"><v>{digits}</v></c>")
        }
        text => format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let cells: String = ('A'..='Z').zip(texts).map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

fn built(name: &str, bytes: Vec<u8>) -> Extraction {
    extract(&[Input { path: PathBuf::from(name), name: name.to_owned(), bytes }], CarriedTexts::All)
}

/// Each person on a line, with the numbers, the organisation and the areas.
fn people(built: &Extraction) -> Vec<String> {
    let model = &built.model;
    let person = |person: &allu::model::Person| {
        let positions = model.positions.iter().filter(|position| position.person() == Some(&person.id));
        let of = positions.map(|position| {
            let areas: Vec<_> = position.areas.iter().map(|area| area.printed.clone()).collect();
            let organisation = position.organisation.as_ref().map(|fact| fact.value.stem().to_owned());
            format!("{} {} {}", position.title, organisation.unwrap_or_default(), areas.join("+"))
        });
        let numbers = person.phones.iter().map(|phone| phone.e164.clone());
        std::iter::once(person.name.clone()).chain(numbers).chain(of).collect::<Vec<_>>().join("; ")
    };
    model.people.iter().map(person).collect()
}

#[test]
fn merged_cells_stored_numbers_and_several_sheets_are_read() {
    let staff = [
        row(1, &["Henkilöstö 2026"]),
        row(3, &["Organisaatio", "Nimi", "Titteli", "Puhelin", "Alue"]),
        row(4, &["Talvelan liitto", "Kuusela Aino", "koordinaattori", "401234501", "Lappi; Kainuu"]),
        row(5, &["", "Rantanen Otso", "ohjaaja", "050 111 2223", ""]),
        row(6, &["Kemin kaupunki", "Berg Bo", "rehtori", "358401112225", "Kemi"]),
    ];
    let others = [row(1, &["Namn", "Telefon"]), row(2, &["Aina Dahl", "040 123 4505"])];
    let hidden = [row(1, &["Nimi", "Puhelin"]), row(2, &["Piilo Pentti", "040 777 8882"])];
    let bytes = workbook(&[
        ("Väki", false, &staff.concat(), &["A4:A5", "E4:E5", "A1:E1"]),
        ("Andra", false, &others.concat(), &[]),
        ("Vanhat", true, &hidden.concat(), &[]),
    ]);
    let built = built("a.xlsx", bytes);
    assert_eq!(
        people(&built),
        [
            "Aino Kuusela; +358401234501; koordinaattori talvelan-liitto Lappi+Kainuu",
            "Otso Rantanen; +358501112223; ohjaaja talvelan-liitto Lappi+Kainuu",
            "Bo Berg; +358401112225; rehtori kemin-kaupunki Kemi",
            "Aina Dahl; +358401234505",
        ]
    );
    assert_eq!(built.model.people[0].phones[0].basis, Basis::Inferred);
    // Rows of different sheets have the same numbers.
    let evidence = |at: usize| built.model.people[at].evidence[0].text.to_string();
    assert_eq!(
        [evidence(1), evidence(3)],
        [
            "Väki: Talvelan liitto | Rantanen Otso | ohjaaja | 050 111 2223 | Lappi; Kainuu",
            "Andra: Aina Dahl | 040 123 4505"
        ]
    );
    let told: Vec<_> = built.reports.iter().map(|report| &report.kind).collect();
    assert!(told.contains(&&ReportKind::HiddenSheet { name: "Vanhat".to_owned() }), "{told:?}");
    assert!(told.iter().any(|kind| matches!(kind, ReportKind::ContactProblem { sheet: Some(sheet), column: Some(column), .. } if sheet == "Väki" && column == "D")), "{told:?}");
}

/// The place of a quotation is a row in a workbook, and a line in other files.
#[test]
fn a_card_names_the_row_of_a_workbook() {
    let people = [row(1, &["Nimi", "Puhelin"]), row(2, &["Aino Kuusela", "040 123 4501"])];
    let text = "Nimi;Puhelin\nAino Kuusela;040 123 4501\n";
    let bytes = workbook(&[("Väki", false, &people.concat(), &[])]);
    for (name, bytes, place) in [("a.xlsx", bytes, "row 2"), ("a.csv", text.as_bytes().to_vec(), "line 2")] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name), bytes).expect("a file");
        let allu = |args: &[&str]| {
            let program = env!("CARGO_BIN_EXE_allu");
            let output = Command::new(program).current_dir(folder.path()).env("ALLU_LANG", "en").args(args).output();
            String::from_utf8(output.expect("allu runs").stdout).expect("UTF-8")
        };
        allu(&["build", name, "-o", "model.json"]);
        let card = allu(&["show", "--model", "model.json", "Aino Kuusela"]);
        assert!(card.contains(place), "{name}: {card}");
    }
}

/// A spreadsheet in the other format, with rows as XML.
fn spreadsheet(rows: &str) -> Vec<u8> {
    let content = format!(
        "<o:d xmlns:o=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:office=\"f\">\
         <table:table table:name=\"A\">{rows}</table:table></o:d>"
    );
    archive(&[("content.xml", &content)])
}

#[test]
fn a_spreadsheet_that_is_far_larger_than_its_file_is_refused() {
    let cell =
        |text: &str, repeated: &str| format!("<table:table-cell {repeated}><text:p>{text}</text:p></table:table-cell>");
    let header = format!("<table:table-row>{}{}</table:table-row>", cell("Nimi", ""), cell("Puhelin", ""));
    let many = cell(&"x".repeat(900), "table:number-columns-repeated=\"16384\"");
    let rows = format!("{header}<table:table-row table:number-rows-repeated=\"1048576\">{many}</table:table-row>");
    let zeros = "0".repeat(30_000_000);
    let entity = "<!DOCTYPE a [<!ENTITY b \"bb\">]><table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row>";
    for (name, bytes, refuses) in [
        ("a.ods", spreadsheet(&rows), "Inflated"),
        ("a.ods", spreadsheet(&zeros), "Inflated"),
        ("a.ods", spreadsheet("<table:table-row>"), "Damaged"),
        ("a.ods", spreadsheet(entity), "NoContact"),
        ("a.xlsx", workbook(&[("A", false, &zeros, &[])]), "Inflated"),
        (
            "a.xlsx",
            workbook(&[(
                "A",
                false,
                "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
                &[],
            )]),
            "Damaged",
        ),
    ] {
        let built = built(name, bytes);
        assert!(
            !built.is_sound() && format!("{:?}", built.reports).contains(refuses),
            "{refuses}: {:?}",
            built.reports
        );
    }
}

/// Each position with the bounds of its beginning and its end, and each project with the same.
fn terms(built: &Extraction) -> Vec<String> {
    let model = &built.model;
    let words = |period: Option<&allu::model::Period>| {
        let day = |day: Option<allu::text::Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        period.map(|period| format!("{}/{}", day(period.from), day(period.to))).unwrap_or_default()
    };
    let positions = model
        .positions
        .iter()
        .map(|it| format!("{}: {} {}", it.title, words(it.start.as_deref()), words(it.end.as_deref())));
    let projects = model.projects.iter();
    positions
        .chain(projects.map(|it| format!("{}: {} {}", it.name, words(it.start.as_ref()), words(it.end.as_ref()))))
        .collect()
}

#[test]
fn columns_of_workbooks_say_when_posts_and_projects_begin_and_end() {
    let header = ["Nimi", "Tehtävä", "Hanke", "Alkaa", "Päättyy", "Hankeaika"];
    let texts = ["Aino Kuusela", "ohjaaja", "Hyvä polku"];
    let expected = [
        "ohjaaja: 2021-10-01/2021-10-01 2022-12-01/2022-12-31",
        "Hyvä polku: 2021-03-01/2021-03-01 2023-08-31/2023-08-31",
    ];
    let texts_of = |texts: &[&str]| {
        let cell =
            |(column, text): (char, &&str)| format!("<c r=\"{column}2\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        ('A'..='Z').zip(texts).map(cell).collect::<String>()
    };
    // A date of a workbook is the number of its day.
    let date = "<c r=\"D2\" s=\"1\"><v>44470</v></c>";
    let rest = "<c r=\"E2\" t=\"inlineStr\"><is><t>12/2022</t></is></c>\
                <c r=\"F2\" t=\"inlineStr\"><is><t>1.3.2021–31.8.2023</t></is></c>";
    let rows = format!("{}<row r=\"2\">{}{date}{rest}</row>", row(1, &header), texts_of(&texts));
    assert_eq!(terms(&built("a.xlsx", workbook(&[("A", false, &rows, &[])]))), expected);
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let line = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2021-10-01\"><text:p>01.10.21</text:p></table:table-cell>";
    let values: String = texts
        .iter()
        .map(|text| cell(text))
        .chain([date.to_owned()])
        .chain(["12/2022", "1.3.2021–31.8.2023"].map(cell))
        .collect();
    let rows = line(header.iter().map(|text| cell(text)).collect()) + &line(values);
    assert_eq!(terms(&built("a.ods", spreadsheet(&rows))), expected);
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_costs_nothing() {
    let rows = [row(1, &["Nimi", "Puhelin"]), row(2, &["Aino Kuusela", "040 123 4501"])].concat()
        + "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    assert_eq!(people(&built("a.xlsx", workbook(&[("A", false, &rows, &["A1:XFD1048576"])]))).len(), 1);
}

/// Converts a file with `soffice`, and returns the new one.
fn converted(file: &Path, ending: &str) -> PathBuf {
    let folder = file.parent().expect("a folder").join(ending);
    let home = format!("-env:UserInstallation=file://{}", folder.join("home").display());
    let mut command = Command::new("soffice");
    command.args([&home, "--headless", "--convert-to"]).arg(match ending {
        // Semicolons, quotation marks where needed, UTF-8.
        "csv" => "csv:Text - txt - csv (StarCalc):59,34,76",
        other => other,
    });
    if file.extension().is_some_and(|ending| ending == "csv") {
        command.arg("--infilter=Text - txt - csv (StarCalc):59,34,76,1,,0,true");
    }
    command.arg("--outdir").arg(&folder).arg(file);
    let ran = command.output().expect("LibreOffice runs");
    let new = folder.join(file.with_extension(ending).file_name().expect("a name"));
    assert!(new.exists(), "{}", String::from_utf8_lossy(&ran.stderr));
    new
}

#[test]
#[ignore = "needs LibreOffice, which .ci/run installs"]
fn libre_office_gives_the_same_people_in_every_format() {
    let around = tempfile::tempdir().expect("a folder");
    let list = around.path().join("henkilosto.csv");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contacts/henkilosto.csv"), &list).expect("the list");
    let read = |path: &Path| {
        people(&built(&path.file_name().expect("a name").to_string_lossy(), fs::read(path).expect("a file")))
    };
    let wanted = read(&list);
    assert_eq!(wanted.len(), 4);
    for ending in ["xlsx", "ods"] {
        let workbook = converted(&list, ending);
        assert_eq!(read(&workbook), wanted, "{ending}");
        assert_eq!(read(&converted(&workbook, "csv")), wanted, "{ending} and back");
    }
}
