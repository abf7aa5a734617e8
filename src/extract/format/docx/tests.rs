use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::extract::document::block::Block;
use crate::extract::format::block_notation::show;

/// A document of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("an archive").into_inner()
}

fn body(xml: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{xml}</w:body></w:document>")
}

fn blocks(xml: &str) -> Vec<String> {
    let read = read(&archive(&[(BODY, &body(xml))])).expect("a document");
    show(&read.blocks)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_stand_together_up_to_an_empty_one() {
    let xml = [paragraph("Aino &amp; Otso"), paragraph("ohjaaja"), "<w:p/>".to_owned(), paragraph("Siiri")].concat();
    assert_eq!(blocks(&xml), ["Aino & Otso / ohjaaja", "Siiri"]);
}

#[test]
fn headings_and_items_have_their_levels() {
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let item = |level: u8, text: &str| {
        let properties = format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>");
        format!("<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let outline = "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr><w:r><w:t>Muut</w:t></w:r></w:p>";
    let xml = [
        styled("Otsikko1", "Yhteystiedot"),
        styled("Oma", "Osasto"),
        item(0, "Aino"),
        item(1, "Otso"),
        outline.to_owned(),
    ];
    let styles = "<w:styles><w:style w:styleId=\"Oma\"><w:name w:val=\"heading 2\"/></w:style></w:styles>";
    let core = "<cp><dc:title>Lista &amp; muut</dc:title><dcterms:created>2021-05-03T09:00:00Z</dcterms:created></cp>";
    let parts = [(BODY, &*body(&xml.concat())), ("word/styles.xml", styles), ("docProps/core.xml", core)];
    let document = read(&archive(&parts)).expect("a document");
    assert_eq!(show(&document.blocks), ["# Yhteystiedot", "## Osasto", "* Aino", "** Otso", "### Muut"]);
    assert_eq!(document.title.as_deref(), Some("Lista & muut"));
    assert_eq!(document.published.map(|line| (line.number, line.view)), Some((6, "2021-05-03T09:00:00Z".to_owned())));
    assert_eq!(
        document.blocks.iter().flat_map(Block::lines).map(|line| line.number).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5]
    );
}

#[test]
fn breaks_and_tabs_are_kept_and_deleted_text_is_not() {
    let xml = "<w:p><w:r><w:t>Aino</w:t><w:br/><w:t>ohjaaja</w:t></w:r><w:del><w:r><w:t>Otso</w:t></w:r></w:del>\
               <w:ins><w:r><w:t xml:space=\"preserve\"> uusi</w:t></w:r></w:ins><w:r><w:rPr><w:strike/></w:rPr><w:t>vanha</w:t></w:r></w:p>";
    assert_eq!(blocks(xml), ["Aino / ohjaaja uusi"]);
    let row = |name: &str, role: &str| format!("<w:p><w:r><w:t>{name}</w:t><w:tab/><w:t>{role}</w:t></w:r></w:p>");
    assert_eq!(blocks(&[row("Aino", "ohjaaja"), row("Otso", "rehtori")].concat()), ["Aino | ohjaaja\nOtso | rehtori"]);
}

#[test]
fn tables_have_headers_and_merged_cells() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text));
    let row =
        |properties: &str, cells: &[String]| format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat());
    let xml = [
        "<w:tbl>".to_owned(),
        row("<w:tblHeader/>", &[cell("", "Alue"), cell("", "Nimi"), cell("", "Puhelin")]),
        row("", &[cell("<w:vMerge w:val=\"restart\"/>", "Lappi"), cell("", "Aino"), cell("", "1")]),
        row("", &[cell("<w:vMerge/>", ""), cell("<w:gridSpan w:val=\"2\"/>", "avoin")]),
        "</w:tbl>".to_owned(),
    ];
    assert_eq!(blocks(&xml.concat()), ["[Alue | Nimi | Puhelin]\nLappi | Aino | 1\nLappi | avoin | avoin"]);
    let bold = |text: &str| format!("<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let xml = format!(
        "<w:tbl><w:tr>{}{}</w:tr>{}</w:tbl>",
        bold("Nimi"),
        bold("Puhelin"),
        row("", &[cell("", "Aino"), cell("", "1")])
    );
    assert_eq!(blocks(&xml), ["[Nimi | Puhelin]\nAino | 1"]);
}

#[test]
fn links_show_their_addresses_and_notes_follow() {
    let xml = body(
        "<w:p><w:hyperlink r:id=\"rId1\"><w:r><w:t>Aino</w:t></w:r></w:hyperlink><w:r><w:t>, </w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"mailto:o@c.fi\"</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Otso</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
    );
    let rels = "<Relationships><Relationship Id=\"rId1\" Target=\"mailto:a@c.fi\"/></Relationships>";
    let notes = format!("<w:footnotes xmlns:w=\"w\"><w:footnote>{}</w:footnote></w:footnotes>", paragraph("Huomautus"));
    let parts = [(BODY, &*xml), ("word/_rels/document.xml.rels", rels), ("word/footnotes.xml", &notes)];
    let document = read(&archive(&parts)).expect("a document");
    assert_eq!(show(&document.blocks), ["Aino <a@c.fi>, Otso <o@c.fi>", "---", "Huomautus"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let whole = archive(&[(BODY, &body(&paragraph("Aino")))]);
    assert!(is_docx(&whole));
    for at in (0..whole.len()).step_by(7) {
        assert!(!matches!(read(&whole[..at]), Ok(document) if !document.blocks.is_empty()), "{at}");
    }
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1").err(), Some(ReportKind::Encrypted));
    assert_eq!(read(&archive(&[("x", "y")])).err(), Some(ReportKind::Damaged));
    assert_eq!(read(&archive(&[(BODY, "<w:p><w:r></w:p>")])).err(), Some(ReportKind::Damaged));
    let bomb = archive(&[(BODY, &body(&paragraph(&"a".repeat(70_000_000))))]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(read(&bomb).err(), Some(ReportKind::Inflated { limit: 64_000_000 }));
    // Entities that the document itself defines are not replaced.
    let laugh = "<!DOCTYPE a [<!ENTITY b \"ha ha ha\">]><w:p><w:r><w:t>Aino&b;</w:t></w:r></w:p>";
    let document = read(&archive(&[(BODY, laugh)])).expect("a document");
    assert_eq!(show(&document.blocks), ["Aino"]);
}

#[test]
fn any_change_of_a_byte_is_survived() {
    let xml = body(&format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{}", paragraph("Aino"), paragraph("Otso")));
    let whole = archive(&[(BODY, &xml)]);
    for at in 0..whole.len() {
        for byte in [0, 0xff, b'<'] {
            let mut changed = whole.clone();
            changed[at] = byte;
            _ = read(&changed);
        }
    }
}
