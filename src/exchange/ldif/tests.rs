//! Files as servers and address books write them.

use super::read_ldif;
use crate::exchange::{Contact, ContactFile, ContactKind, FileProblemKind};
use crate::model::PhoneKind;

fn said(file: &ContactFile) -> Vec<String> {
    file.contacts.iter().map(Contact::on_one_line).collect()
}

fn problems(file: &ContactFile) -> Vec<(u32, FileProblemKind)> {
    file.problems.iter().map(|problem| (problem.location.line, problem.kind)).collect()
}

#[test]
fn an_entry_of_inetorgperson_is_read() {
    let text = "version: 1\n# comment\n  that goes on\n\ndn: uid=aino,ou=Kotoutuminen,o=Esimerkkilän kunta\n\
                objectClass: top\nobjectClass: inetOrgPerson\ncn: Aino Mäki\ngivenName:: QWlubw==\nsn:: TcOka2k=\n\
                title;lang-sv: koordinator\ntitle;lang-fi: koordinaattori\ntelephoneNumber: +358 40 123 4567\n\
                telephoneNumber: 09 1234 x12\nfacsimileTelephoneNumber: 09 1235$twoDimensional\npager: 09 1236\n\
                mail: aino@example.fi\nl: Oulu\nou: Kotoutuminen\ndescription: jotain\nmanager: cn=x,o=y\n\
                jpegPhoto:: /9j/4AAQSkZJRgABAQ\n 8AAA\nuserCertificate;binary:: AAAA\nseeAlso:< file:///etc/passwd\n";
    let file = read_ldif(text.as_bytes());
    let expected = "Aino Mäki, koordinaattori, Kotoutuminen, Esimerkkilän kunta, +358 40 123 4567, 09 1234 ext. 12, \
                    09 1235, aino@example.fi";
    assert_eq!(said(&file), [expected]);
    let contact = &file.contacts[0];
    assert_eq!((contact.location.line, contact.phones[1].location.line), (5, 14));
    assert_eq!(contact.phones[2].kind, Some(PhoneKind::Fax));
    assert_eq!(contact.place.as_deref(), Some("Oulu"));
    assert_eq!(problems(&file), [(25, FileProblemKind::Elsewhere)]);
    let ignored: Vec<_> = file.ignored.keys().map(String::as_str).collect();
    assert_eq!(ignored, ["description", "jpegphoto", "manager", "pager", "usercertificate"]);
}

#[test]
fn an_entry_of_active_directory_is_read() {
    let user = "objectClass: top\nobjectClass: person\nobjectClass: organizationalPerson\nobjectClass: user\n";
    let text = format!(
        "dn: CN=Laine\\, Ville,OU=Käyttäjät,DC=kunta,DC=example\nchangetype: add\n{user}cn: Laine, Ville\n\
         displayName: Laine, Ville\ndepartment: Maahanmuutto\ncompany: Esimerkkilä\ntitle: asiantuntija\n\
         telephoneNumber: 0295 000 001\nmobile: 040 123 4567\nipPhone: 4567\notherTelephone: 09 111 222\n\
         proxyAddresses: smtp:vanha@example.fi\nproxyAddresses: SMTP:ville.laine@example.fi\n\
         proxyAddresses: SIP:ville@example.fi\nphysicalDeliveryOfficeName: Kemi\nuserAccountControl: 512\n\n\
         dn: CN=Entinen Henkilö,DC=kunta\nchangetype: add\n{user}cn: Entinen Henkilö\nuserAccountControl: 514\n\
         telephoneNumber: 0295 000 002\n\ndn: CN=PC1,DC=kunta\n{user}objectClass: computer\ncn: PC1\n"
    );
    let file = read_ldif(text.as_bytes());
    let expected = "Ville Laine, asiantuntija, Maahanmuutto, Esimerkkilä, 0295 000 001, 040 123 4567, 09 111 222, 4567, \
                    ville.laine@example.fi";
    assert_eq!(said(&file), [expected]);
    assert_eq!(file.contacts[0].place.as_deref(), Some("Kemi"));
    assert_eq!(problems(&file), [(22, FileProblemKind::Disabled)]);
}

#[test]
fn disabled_accounts_are_left_out_and_said() {
    for state in [
        "nsAccountLock: true",
        "pwdAccountLockedTime: 000001010000Z",
        "inetUserStatus: Inactive",
        "userAccountControl: 66050",
    ] {
        let file = read_ldif(format!("dn: cn=A B\nobjectClass: person\ncn: A B\n{state}\n").as_bytes());
        assert_eq!((file.contacts.len(), problems(&file)), (0, vec![(1, FileProblemKind::Disabled)]), "{state}");
    }
    let open = read_ldif(b"dn: cn=A B\nobjectClass: person\ncn: A B\nnsAccountLock: false\n");
    assert_eq!(said(&open), ["A B"]);
}

#[test]
fn a_fold_may_be_inside_a_character() {
    let file = read_ldif(b"dn: cn=A\nobjectClass: person\ncn: P\xc3\r\n \xa4iv\xc3\xa4 Jo\r\n ki\r\n");
    assert_eq!(said(&file), ["Päivä Joki"]);
}

#[test]
fn organisations_are_no_people_and_groups_are_nothing() {
    let text = "dn: o=Esimerkkilä\nobjectClass: organization\no: Esimerkkilä\no: ESI\ntelephoneNumber: 09 1234\n\n\
                dn: ou=Kotoutuminen,o=Esimerkkilä\nobjectClass: organizationalUnit\nou: Kotoutuminen\n\n\
                dn: cn=lista,o=Esimerkkilä\nobjectClass: groupOfNames\ncn: lista\nmember: cn=x\n";
    let own = "dn: ou=allu\nobjectClass: organizationalUnit\nou: allu\n\n";
    let file = read_ldif(format!("{own}{text}").as_bytes());
    assert_eq!(said(&file), ["Esimerkkilä, 09 1234", "Kotoutuminen"]);
    assert!(file.contacts.iter().all(|contact| contact.kind == ContactKind::Organisation));
    assert_eq!(file.contacts[0].aliases, ["ESI"]);
    assert_eq!(problems(&file), []);
}

/// The numbers after the changes to an entry with two numbers.
fn changed(changes: &str) -> Vec<String> {
    let entry =
        "dn: cn=Aino Mäki,o=Kunta\nobjectClass: person\ncn: Aino Mäki\ntelephoneNumber: 1111\ntelephoneNumber: 2222\n";
    said(&read_ldif(format!("{entry}\n{changes}\n").as_bytes()))
}

#[test]
fn the_later_change_holds() {
    let modify = "dn: CN=aino mäki, O=Kunta\nchangetype: modify\n";
    let case = |change: &str, expected: &[&str]| assert_eq!(changed(change), expected, "{change}");
    case("", &["Aino Mäki, Kunta, 1111, 2222"]);
    case(&format!("{modify}replace: telephoneNumber\ntelephoneNumber: 3333\n-"), &["Aino Mäki, Kunta, 3333"]);
    case(
        &format!("{modify}add: telephoneNumber\ntelephoneNumber: 3333\n-\nadd: title\ntitle: johtaja\n-"),
        &["Aino Mäki, johtaja, Kunta, 1111, 2222, 3333"],
    );
    case(&format!("{modify}delete: telephoneNumber\ntelephoneNumber: 1111\n-"), &["Aino Mäki, Kunta, 2222"]);
    case(&format!("{modify}delete: telephoneNumber\n-"), &["Aino Mäki, Kunta"]);
    case(&format!("{modify}delete: telephoneNumber"), &["Aino Mäki, Kunta"]);
    case("dn: cn=Aino Mäki,o=Kunta\nchangetype: delete", &[]);
    case(
        "dn: cn=Aino Mäki,o=Kunta\nchangetype: modrdn\nnewrdn: cn=Aino Joki\ndeleteoldrdn: 1\nnewsuperior: o=Kaupunki",
        &["Aino Joki, Kaupunki, 1111, 2222"],
    );
    case(
        "dn: cn=Ville Laine,o=Kunta\ncontrol: 1.2.3 true\nchangetype: modify\nreplace: mobile\nmobile: 4444\n-",
        &["Aino Mäki, Kunta, 1111, 2222", "Ville Laine, Kunta, 4444"],
    );
    case(
        "dn: cn=Aino Mäki,o=Kunta\nobjectClass: person\ncn: Aino Mäki\ntelephoneNumber: 5555",
        &["Aino Mäki, Kunta, 5555"],
    );
}

#[test]
fn a_broken_record_is_a_problem_and_the_others_are_read() {
    let text =
        "cn: no name\n\ndn: cn=A B\nobjectClass: person\ncn: A B\nnothing\nmail:: ***\n\ndn: cn=C\nchangetype: turn\n";
    let file = read_ldif(text.as_bytes());
    assert_eq!(said(&file), ["A B"]);
    let bad = [1, 6, 7, 9].map(|line| (line, FileProblemKind::BadEntry));
    let mut found = problems(&file);
    found.sort_by_key(|(line, _)| *line);
    assert_eq!(found, bad);
}

#[test]
fn a_value_of_ten_megabytes_is_one_problem() {
    let text = format!(
        "dn: cn=A B\nobjectClass: person\ncn: A B\ndescription: {}\njpegPhoto:: {}\nmail: a@b.fi\n",
        "x".repeat(10 << 20),
        "A".repeat(10 << 20)
    );
    let file = read_ldif(text.as_bytes());
    assert_eq!(said(&file), ["A B, a@b.fi"]);
    assert_eq!(problems(&file), [(4, FileProblemKind::TooLong)]);
}

#[test]
fn an_address_book_of_thunderbird_is_read() {
    let text = "dn: cn=Maija Niemi,mail=maija@example.fi\nobjectclass: top\nobjectclass: person\n\
                objectclass: organizationalPerson\nobjectclass: inetOrgPerson\nobjectclass: mozillaAbPersonAlpha\n\
                givenName: Maija\nsn: Niemi\ncn: Maija Niemi\nmail: maija@example.fi\nmozillaSecondEmail: m@example.com\n\
                modifytimestamp: 1600000000\ntelephoneNumber: 0295 1\nmobile: 040 2\nfax: 09 3\nou: Sivistys\n\
                o: Kunta\nmozillaWorkLocality: Sodankylä\ntitle: opettaja\n";
    let file = read_ldif(text.as_bytes());
    assert_eq!(
        said(&file),
        ["Maija Niemi, opettaja, Sivistys, Kunta, 0295 1, 040 2, 09 3, maija@example.fi, m@example.com"]
    );
    assert_eq!(file.contacts[0].place.as_deref(), Some("Sodankylä"));
}
