//! Numbers, addresses and dates of a record, compared with those expected.

use serde_json::Value;

use super::found::{list, text};
use super::period::{Edge, fits, is_exactly};
use super::sheet::{Sheet, accepts};

/// A number as an expectation writes it: `fax:+358…;ext=12`.
struct Number<'a> {
    kind: &'a str,
    e164: &'a str,
    extension: Option<&'a str>,
}

fn number(written: &str) -> Number<'_> {
    let (kind, rest) = written.split_once(':').unwrap_or(("direct", written));
    let (e164, extension) = rest.split_once(";ext=").map_or((rest, None), |(e164, extension)| (e164, Some(extension)));
    Number { kind, e164, extension }
}

/// Compares the numbers of a record. `elsewhere` are numbers that it may have if it does not call them direct: those of
/// the switchboard of its organisation.
pub(super) fn compare_numbers(
    sheet: &mut Sheet,
    whose: &str,
    expected: &[String],
    record: &Value,
    optional: &[String],
    elsewhere: &[String],
) {
    let mut found: Vec<_> = list(record, "phones").iter().collect();
    for written in expected {
        let Number { kind, e164, extension } = number(written);
        let Some(place) = found.iter().position(|phone| text(phone, "e164") == e164) else {
            sheet.missed("numbers", &format!("{whose}: {written}"));
            continue;
        };
        let phone = found.remove(place);
        let found_kind = text(phone, "kind");
        if kind == "shared" || kind == found_kind {
            sheet.right("numbers");
        } else {
            sheet.wrong("numbers", &format!("{whose}: {written} as {found_kind}"));
        }
        if let Some(extension) = extension {
            let said = phone["extension"].as_str().unwrap_or_default();
            if said == extension {
                sheet.right("states");
            } else {
                sheet.missed("states", &format!("{whose}: extension {extension} of {e164}"));
            }
        }
    }
    for phone in found {
        let (e164, kind) = (text(phone, "e164"), text(phone, "kind"));
        let is_of_house = kind != "direct" && elsewhere.iter().any(|written| number(written).e164 == e164);
        let is_optional = sheet.is_optional(e164, optional) || sheet.is_optional(&format!("{kind}:{e164}"), optional);
        if !is_of_house && !is_optional {
            sheet.extra("numbers", &format!("{whose}: {e164} as {kind}, printed {}", text(phone, "printed")));
        }
    }
}

/// Compares the addresses of a person; a derived one must say so.
pub(super) fn compare_addresses(
    sheet: &mut Sheet,
    whose: &str,
    expected: &[String],
    record: &Value,
    optional: &[String],
) {
    let mut found: Vec<_> = list(record, "emails").iter().collect();
    for written in expected {
        let (is_derived, address) = written.strip_prefix("derived:").map_or((false, &written[..]), |it| (true, it));
        match found.iter().position(|email| accepts(address, text(email, "address"))) {
            None => sheet.missed("addresses", &format!("{whose}: {written}")),
            Some(place) if is_derived == (text(found.remove(place), "basis") == "derived") => {
                sheet.right("addresses");
            }
            Some(_) => sheet.wrong("addresses", &format!("{whose}: {written}, but for its basis")),
        }
    }
    for email in found {
        if !sheet.is_optional(text(email, "address"), optional) {
            sheet.extra("addresses", &format!("{whose}: {} {}", text(email, "basis"), text(email, "address")));
        }
    }
}

/// Compares the starts or ends of a record.
pub(super) fn compare_edge(
    sheet: &mut Sheet,
    whose: &str,
    expected: Option<&str>,
    found: &[&Value],
    edge: Edge,
    optional: &[String],
) {
    let name = match edge {
        Edge::Start => "start",
        Edge::End => "end",
    };
    let said: Vec<_> = found.iter().copied().filter(|period| period.is_object()).collect();
    let shown = |period: &Value| format!("{}..{}", text(period, "from"), text(period, "to"));
    let right = expected.is_some_and(|printed| said.iter().any(|period| fits(printed, period, edge)));
    match expected {
        Some(_) if right => sheet.right("periods"),
        Some(printed) => sheet.missed("periods", &format!("{whose}: {name} {printed}")),
        None => {}
    }
    let mut extra: Vec<_> = said
        .into_iter()
        .filter(|period| !expected.is_some_and(|printed| fits(printed, period, edge)))
        .filter(|period| {
            let is_it = |value: &str| {
                [text(period, "from"), text(period, "to")].iter().any(|day| !day.is_empty() && day.starts_with(value))
            };
            !sheet.is_optional_by(optional, is_it)
        })
        .map(shown)
        .collect();
    extra.sort();
    extra.dedup();
    for bounds in extra {
        sheet.extra("periods", &format!("{whose}: {name} {bounds}"));
    }
}

/// Compares the date of the document with the printed one.
pub(super) fn compare_published(sheet: &mut Sheet, expected: Option<&str>, document: &Value) {
    let published = &document["published"];
    let shown = format!("published {}..{}", text(published, "from"), text(published, "to"));
    match expected {
        Some("?") => {}
        None if published.is_null() => {}
        None => sheet.extra("documents", &shown),
        Some(printed) if published.is_null() => sheet.missed("documents", &format!("published {printed}")),
        Some(printed) if is_exactly(printed, published) => sheet.right("documents"),
        Some(printed) => sheet.wrong("documents", &format!("{shown} for {printed}")),
    }
}

#[test]
fn a_number_counts_on_the_right_person_with_its_kind() {
    let person = serde_json::json!({"phones": [
        {"e164": "+358401", "kind": "direct", "printed": "040 1"},
        {"e164": "+35892", "kind": "direct", "printed": "09 2"},
        {"e164": "+35893", "kind": "switchboard", "printed": "09 3"},
    ]});
    let lines = |expected: &[&str], elsewhere: &[String]| {
        let expected: Vec<_> = expected.iter().map(|it| String::from(*it)).collect();
        let mut sheet = Sheet::new("a.txt", "fi", &[]);
        compare_numbers(&mut sheet, "A", &expected, &person, &[], elsewhere);
        sheet.lines().to_vec()
    };
    assert_eq!(
        lines(&["+358401", "fax:+35892", "+358404"], &["switchboard:+35893".to_owned()]),
        ["a.txt: numbers: wrong: A: fax:+35892 as direct", "a.txt: numbers: missed: A: +358404"]
    );
    assert_eq!(
        lines(&["+358401", "shared:+35892"], &[]),
        ["a.txt: numbers: extra: A: +35893 as switchboard, printed 09 3"]
    );
}
