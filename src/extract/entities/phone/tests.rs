use super::*;

fn read(text: &str) -> Vec<(&str, PhoneKind)> {
    find_phones(text).into_iter().map(|it| (&text[it.range], it.kind)).collect()
}

#[test]
fn numbers_are_found_in_every_notation() {
    use PhoneKind::{Direct, Fax, Switchboard};
    for (text, expected) in [
        ("Maija Meri, p. 0295 123456 (Lappi)", vec![("0295 123456", Direct)]),
        ("p.0295123456", vec![("0295123456", Direct)]),
        ("040-1234567 / 050 123 45 67", vec![("040-1234567", Direct), ("050 123 45 67", Direct)]),
        ("+358 (0)40 1234 567.", vec![("+358 (0)40 1234 567", Direct)]),
        ("(06) 123 4567, vaihde", vec![("(06) 123 4567", Direct)]),
        ("vaihde 0295 123 000, faksi 06 1234567", vec![("0295 123 000", Switchboard), ("06 1234567", Fax)]),
        ("puh. 0295 123 000 (vaihde)", vec![("0295 123 000", Switchboard)]),
        ("040 123456 045 654321", vec![("040 123456", Direct), ("045 654321", Direct)]),
        ("0295 123456 00100 Helsinki", vec![("0295 123456", Direct)]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_number_is_one_however_it_is_printed() {
    for (text, expected) in [
        ("puh. +358.40.123.4572", vec!["+358401234572"]),
        ("puh. 358401234570", vec!["+358401234570"]),
        ("puh. 0294 123 456/457", vec!["+358294123456", "+358294123457"]),
        ("puh. 0295\u{2013}111\u{2013}223", vec!["+358295111223"]),
        ("puh. +46 31 765 43 21", vec!["+46317654321"]),
        ("tel. (0046) 040-12 34 56", vec!["+4640123456"]),
        ("Tfn 050- 770 11 02", vec!["+358507701102"]),
        ("06- 327 71 10", vec!["+35863277110"]),
        ("+46 (0)8 123 45 67", vec!["+4681234567"]),
        ("040 1234567/050 7654321", vec!["+358401234567", "+358507654321"]),
        ("T 040 123 4567", vec!["+358401234567"]),
        ("phone: +372 5123 4567", vec!["+37251234567"]),
        ("(p. 040 123 4567)", vec!["+358401234567"]),
    ] {
        let found: Vec<_> = find_phones(text).into_iter().map(|it| it.e164).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_extension_belongs_to_its_number() {
    assert_eq!(read("puh. 03 123 4567, alanumero 12"), [("03 123 4567, alanumero 12", PhoneKind::Direct)]);
    assert_eq!(read("tel. 03 123 4567 ext. 12"), [("03 123 4567 ext. 12", PhoneKind::Direct)]);
}

#[test]
fn the_tail_of_a_number_is_no_number() {
    for text in ["puh. (0555) 018-2390", "puh. 501234568", "+999 040 1234567", "0555 0182390 12"] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "Y-tunnus 0123456-7",
        "0123456-7",
        "01.02.2016",
        "1.1.2016–31.12.2018",
        "klo 09.00-15.00",
        "PL 0123456, 00101 Helsinki",
        "FI21 0234 5600 0007 85",
        "OVT 003712345678",
        "1386/2010",
        "25, 4 miljoonaa",
        "S21119",
        "Puhelinnumero (09) Talous",
        "VARELY/012345/2018",
        "02600 Espoo",
        "1234 5678 0123 4567",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}
