//! Cards as telephones, address books and the standards write them.

use super::read_vcards;
use crate::exchange::{Contact, ContactFile, ContactKind, ContactName, FileProblemKind, Visibility};
use crate::model::PhoneKind;

/// A card with some lines between its first and last.
fn card(version: &str, lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:{version}\r\n{}\r\nEND:VCARD\r\n", lines.trim().replace('\n', "\r\n"))
}

/// The contacts of a file: name, title, unit, organisation, then the numbers and addresses.
fn said(file: &ContactFile) -> Vec<String> {
    file.contacts.iter().map(Contact::on_one_line).collect()
}

fn read(version: &str, lines: &str) -> ContactFile {
    read_vcards(card(version, lines).as_bytes())
}

fn ignored(file: &ContactFile) -> Vec<String> {
    file.ignored.iter().map(|(name, count)| format!("{name} {count}")).collect()
}

#[test]
fn a_card_of_an_old_telephone_is_read() {
    let lines = "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=A4ki=\n=2Dv=C3=\n=A4;Aino\n\
                 TEL;PREF;CELL:+358401234567\nTEL;WORK;FAX:09 123456\nTEL;PAGER:1234567\n\
                 TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Yhteysp=E4=E4llikk=F6\n\
                 ORG;CHARSET=UTF-8:Esimerkkilän kunta;Sivistys\nEMAIL;INTERNET:aino@example.fi\n\
                 PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\n 8AAAD/2wBDAAYEBQYF\n\nBDAY:19800101";
    let file = read("2.1", lines);
    let expected =
        "Aino Mäki-vä, Yhteyspäällikkö, Sivistys, Esimerkkilän kunta, +358401234567, 09 123456, aino@example.fi";
    assert_eq!(said(&file), [expected]);
    let contact = &file.contacts[0];
    let name = ContactName::Parts { given: "Aino".to_owned(), surname: "Mäki-vä".to_owned() };
    assert_eq!(contact.name, Some(name));
    assert_eq!(contact.phones.iter().map(|phone| phone.kind).collect::<Vec<_>>(), [None, Some(PhoneKind::Fax)]);
    assert_eq!(ignored(&file), ["BDAY 1", "PHOTO 1", "TEL 1"]);
    assert_eq!(file.problems, []);
}

#[test]
fn a_fold_may_be_inside_a_character() {
    let file = read_vcards(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:P\xc3\r\n \xa4iv\xc3\xa4 Jo\r\n\tki\r\nEND:VCARD\r\n");
    assert_eq!(said(&file), ["Päivä Joki"]);
    let folded = read("2.1", "N:Joki;Päivä\nORG:Esimerkkilän\n kunta");
    assert_eq!(said(&folded), ["Päivä Joki, Esimerkkilän kunta"], "vCard 2.1 folds at a space that stays");
}

#[test]
fn a_card_of_apple_is_read() {
    let lines = "N:Laine;Ville;Olavi;;\nFN:Ville Olavi Laine\nORG:Esimerkki Oy;Myynti;Pohjoinen\nTITLE:aluepäällikkö\n\
                 item1.TEL;type=pref:040 123 4567\nitem1.X-ABLabel:Suora\nitem2.TEL:09 1234\nitem2.X-ABLabel:Vaihde\n\
                 TEL;type=WORK;type=FAX:09 1235\nitem3.TEL:09 1236\nitem3.X-ABLabel:_$!<Pager>!$_\n\
                 item4.ADR;type=WORK:;;Katu 1;Rovaniemi;;96100;Suomi\nitem4.X-ABADR:fi\nNOTE:Muistiinpano\\, pitkä\n\
                 UID:ABC-1\nX-ABUID:ABC";
    let file = read("3.0", lines);
    let expected = "Ville Olavi Laine, aluepäällikkö, Myynti, Pohjoinen, Esimerkki Oy, 040 123 4567, 09 1234, 09 1235";
    assert_eq!(said(&file), [expected]);
    let kinds: Vec<_> = file.contacts[0].phones.iter().map(|phone| phone.kind).collect();
    assert_eq!(kinds, [None, Some(PhoneKind::Switchboard), Some(PhoneKind::Fax)]);
    assert_eq!(file.contacts[0].place.as_deref(), Some("Rovaniemi"));
    assert_eq!(file.contacts[0].uid.as_deref(), Some("ABC-1"));
    assert_eq!(ignored(&file), ["NOTE 1", "TEL 1"]);
}

#[test]
fn version_4_prefers_by_number_and_has_tel_uris() {
    let lines = "FN;PREF=2:Toinen Nimi\nFN;PREF=1:Maija Niemi\nTEL;VALUE=uri;PREF=2;TYPE=\"voice,home\":tel:+358-40-1\n\
                 TEL;VALUE=uri;PREF=1;TYPE=\"work,voice\":tel:+358-9-123-4567;ext=12\n\
                 TITLE;ALTID=1;LANGUAGE=fi:koordinaattori\nTITLE;ALTID=1;LANGUAGE=sv:koordinator\n\
                 EMAIL;PREF=1:maija@example.fi\nCATEGORIES:Lappi,Ystävät,Kainuu\nCLASS:PRIVATE";
    let file = read("4.0", lines);
    let expected = "Maija Niemi, koordinaattori, +358-9-123-4567 ext. 12, +358-40-1, maija@example.fi, Lappi, Kainuu";
    assert_eq!(said(&file), [expected]);
    assert_eq!(file.contacts[0].name, Some(ContactName::Full("Maija Niemi".to_owned())));
    assert_eq!(file.contacts[0].visibility, Visibility::Private);
    assert_eq!(ignored(&file), ["CATEGORIES 1"]);
}

#[test]
fn organisations_and_groups_are_no_people() {
    for lines in [
        "KIND:org\nFN:Esimerkkilä\nNICKNAME:ESI\nTEL;TYPE=main:09 1234",
        "KIND:group\nFN:Esimerkkilä\nNICKNAME:ESI\nTEL:09 1234",
        "N:;;;;\nFN:Esimerkkilä\nORG:Esimerkkilä;\nX-ABShowAs:COMPANY\nNICKNAME:ESI\nTEL:09 1234",
        "N:;;;;\nFN:Esimerkkilä\nORG:Esimerkkilä\nNICKNAME:ESI\nTEL:09 1234",
        "ORG:Esimerkkilä\nNICKNAME:ESI\nTEL:09 1234",
    ] {
        let file = read("4.0", lines);
        let contact = &file.contacts[0];
        assert_eq!((contact.kind, contact.aliases.as_slice()), (ContactKind::Organisation, &["ESI".to_owned()][..]));
        assert_eq!(said(&file), ["Esimerkkilä, 09 1234"], "{lines}");
    }
    assert_eq!(read("4.0", "KIND:location\nFN:Kokoushuone\nTEL:09 1").contacts, []);
}

#[test]
fn a_card_of_several_posts_is_a_contact_for_each() {
    let lines =
        "N:Niemi;Maija\nTEL:040 1\na.TITLE:koordinaattori\na.ORG:Kunta\nb.TITLE:kouluttaja\nb.ORG:Opisto;Kielet";
    let expected = ["Maija Niemi, koordinaattori, Kunta, 040 1", "Maija Niemi, kouluttaja, Kielet, Opisto, 040 1"];
    assert_eq!(said(&read("3.0", lines)), expected);
}

#[test]
fn a_vacant_post_has_no_name() {
    let file = read("3.0", "N:;;;;\nFN:\nTITLE:koordinaattori\nORG:Kunta\nTEL:040 1");
    assert_eq!(file.contacts[0].name, None);
    assert_eq!(said(&file), ["koordinaattori, Kunta, 040 1"]);
}

#[test]
fn each_contact_and_number_has_its_line() {
    let text = format!("{}\r\n{}", card("3.0", "FN:A B\nTEL:1234"), card("3.0", "FN:C D\nNOTE:x\n y\nTEL:5678"));
    let file = read_vcards(text.as_bytes());
    let lines: Vec<_> = file.contacts.iter().map(|it| (it.location.line, it.phones[0].location.line)).collect();
    assert_eq!(lines, [(1, 4), (7, 12)]);
}

#[test]
fn a_broken_card_is_a_problem_and_the_others_are_read() {
    let text = "BEGIN:VCARD\nFN:A B\nTEL:1234\nBEGIN:VCARD\nFN:C D\nno property\nTEL:5678\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\nFN:x\n";
    let file = read_vcards(text.as_bytes());
    assert_eq!(said(&file), ["A B, 1234", "C D, 5678"]);
    let problems: Vec<_> = file.problems.iter().map(|it| (it.location.line, it.kind)).collect();
    assert_eq!(
        problems,
        [
            (1, FileProblemKind::BadEntry),
            (6, FileProblemKind::BadEntry),
            (9, FileProblemKind::Empty),
            (11, FileProblemKind::BadEntry)
        ]
    );
}

#[test]
fn a_card_inside_another_is_not_read() {
    let text = "BEGIN:VCARD\nVERSION:2.1\nFN:A B\nAGENT:\nBEGIN:VCARD\nFN:C D\nTEL:1\nEND:VCARD\nTEL:1234\nEND:VCARD\n";
    assert_eq!(said(&read_vcards(text.as_bytes())), ["A B, 1234"]);
}

#[test]
fn a_property_of_ten_megabytes_is_one_problem() {
    let text = card(
        "3.0",
        &format!("FN:A B\nNOTE:{}\nPHOTO;ENCODING=b:{}\nTEL:1234", "x".repeat(10 << 20), "A".repeat(10 << 20)),
    );
    let file = read_vcards(text.as_bytes());
    assert_eq!(said(&file), ["A B, 1234"]);
    assert_eq!(file.problems.len(), 1);
    assert_eq!((file.problems[0].location.line, &file.problems[0].kind), (4, &FileProblemKind::TooLong));
}

#[test]
fn files_of_other_encodings_are_read() {
    let text = card("3.0", "FN:Päivä Joki\nTEL:1234");
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(said(&read_vcards(&utf_16)), ["Päivä Joki, 1234"]);
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    assert_eq!(said(&read_vcards(&marked)), ["Päivä Joki, 1234"]);
    let latin = text.replace('ä', "\u{1}").into_bytes().into_iter().map(|it| if it == 1 { 0xe4 } else { it });
    assert_eq!(said(&read_vcards(&latin.collect::<Vec<_>>())), ["Päivä Joki, 1234"]);
    assert_eq!(said(&read_vcards(text.replace("\r\n", "\r").as_bytes())), ["Päivä Joki, 1234"]);
}
