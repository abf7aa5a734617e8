//! The copied text is visible, and the message names its owner.

use crate::support::journey::{Journey, any_key};
use allu::app::Mode;
use allu::model::{Directory, Phone, load};
use allu::present::{CardLine, Link, Shown, card, title_words};
use proptest::collection::vec;
use proptest::prelude::*;

/// The small directory, with an organisation that has a number and nobody who manages.
fn without_manager() -> Directory {
    let json = include_str!("../fixtures/small-model.json").replace("hankepäällikkö", "sihteeri");
    Directory::new(load(json.as_bytes()).expect("the fixture is sound"))
}

/// With numbers that belong to nobody.
fn contact_points() -> Directory {
    Directory::new(load(include_bytes!("../fixtures/contact-points-model.json")).expect("the fixture is sound"))
}

fn small() -> Directory {
    Directory::new(load(include_bytes!("../fixtures/small-model.json")).expect("the fixture is sound"))
}

/// The text and the owner that a status line names.
fn said(journey: &Journey) -> String {
    journey.last_row()
}

/// The text of the visible card, or of the screen if there is none, with single spaces.
fn in_front(journey: &Journey) -> String {
    let lines = card_of(journey);
    let text = if lines.is_empty() {
        journey.letters()
    } else {
        lines.iter().map(|line| line.line.text() + "\n").collect::<String>()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn card_of(journey: &Journey) -> Vec<CardLine> {
    let state = journey.state();
    // The key replaces the start card with that of the selected row.
    let shown = state.page().and_then(|page| match page.shown {
        Shown::Start => state.selected().map(Shown::Record),
        shown => Some(shown),
    });
    shown.map(|shown| card(&state.directory, shown, state.lang, state.today, &state.marks)).unwrap_or_default()
}

/// The text of the highlighted link of an open card, if it leads to a record.
fn highlighted(journey: &Journey) -> Option<String> {
    let Mode::Detail(trail) = &journey.state().mode else { return None };
    let mut links = card_of(journey).into_iter().filter(|line| line.link.is_some());
    // A quotation may hold any number; it leads to a passage of a document.
    let link = links.nth(trail.last()?.link)?;
    matches!(link.link, Some(Link::Record(_))).then(|| link.line.text())
}

/// Every number of the directory.
fn phones(journey: &Journey) -> Vec<Phone> {
    let directory = &journey.state().directory;
    let people = directory.people().flat_map(|index| directory.person(index).phones.clone());
    let houses = directory.organisations().flat_map(|index| directory.organisation(index).phones.clone());
    let nobodys = directory.documents().flat_map(|index| directory.document(index).phones.clone());
    people.chain(houses).chain(nobodys).collect()
}

/// Whether a text has a telephone number of those that the directory prints.
fn number_in(journey: &Journey, text: &str) -> Option<String> {
    phones(journey).into_iter().map(|phone| phone.printed).find(|printed| text.contains(printed.as_str()))
}

/// The printed form of a number in E.164.
fn printed(journey: &Journey, e164: &str) -> String {
    let all = phones(journey).into_iter();
    all.filter(|phone| phone.e164 == e164).map(|phone| phone.printed).next().unwrap_or_default()
}

/// Presses the copy key, and compares the copied text and the message with the screen.
fn check(journey: &Journey) -> Result<(), TestCaseError> {
    let key = match journey.state().mode {
        Mode::Query => "<c-y>",
        Mode::List | Mode::Detail(_) | Mode::Map(_) => "y",
        Mode::Export(_) | Mode::Help(_) => return Ok(()),
    };
    let text = in_front(journey);
    let after = journey.clone().press(key);
    let Some(copied) = after.copied().get(journey.copied().len()) else { return Ok(()) };
    // Marked records are copied together, one line each.
    let marked = &journey.state().marked;
    if !marked.is_empty() && matches!(journey.state().mode, Mode::Query | Mode::List) {
        let names: Vec<String> =
            marked.iter().map(|it| title_words(&journey.state().directory, *it, journey.state().lang)).collect();
        let is_marked = |line: &str| line.contains('@') || names.iter().any(|name| line.starts_with(name));
        prop_assert!(
            copied.lines().count() <= marked.len() && copied.lines().all(is_marked),
            "{copied:?} of {names:?}"
        );
        return Ok(());
    }
    let said = said(&after);
    for line in copied.lines() {
        let bare = line.split(" (").next().unwrap_or_default();
        let shown = if bare.starts_with('+') { printed(journey, bare) } else { bare.to_owned() };
        // A foreign number may be printed with its plus.
        let shown = if shown.is_empty() { bare.to_owned() } else { shown };
        prop_assert!(!shown.is_empty() && text.contains(&shown), "{copied:?} is not in {text}");
    }
    let own =
        journey.state().subject().map(|record| title_words(&journey.state().directory, record, journey.state().lang));
    // A narrow row has no room for the name of the visible record.
    let whose = said.split_once(": ").map(|(whose, _)| whose.to_owned()).or(own).unwrap_or_default();
    let whose = whose.as_str();
    prop_assert!(!whose.is_empty() && text.contains(whose), "{said} names nobody of {text}");
    if let Some(link) = highlighted(journey)
        && let Some(number) = number_in(journey, &link)
    {
        let first = copied.lines().find_map(|line| number_in(journey, line));
        let copied = first.unwrap_or_else(|| printed(journey, copied));
        prop_assert!(copied == number && link.contains(whose), "{said} is not of {link}");
    }
    Ok(())
}

fn walk(mut journey: Journey, keys: Vec<allu::app::Key>) -> Result<(), TestCaseError> {
    for key in keys {
        journey = journey.press_all(vec![key]);
        if journey.has_quit() {
            break;
        }
        check(&journey)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_copied_stands_in_front_of_the_user(keys in vec(any_key(), 0..40), query in "(lappi|hyvä|ahv|ehrs|poke|kou)?") {
        for (width, height) in [(80, 24), (40, 10)] {
            walk(Journey::at(width, height).press(&query), keys.clone())?;
        }
        for directory in [small(), without_manager(), contact_points()] {
            walk(Journey::over(directory, 80, 24), keys.clone())?;
        }
    }
}

#[test]
fn every_row_and_every_link_copies_what_it_shows() {
    for tab in ["<enter>1", "<enter>2", "<enter>3"] {
        let mut journey = Journey::at(80, 24).press(tab);
        for _ in 0..journey.state().rows() {
            check(&journey).expect("the row");
            let mut page = journey.clone().press("<enter>");
            for _ in 0..30 {
                check(&page).expect("the link");
                page = page.press("<down>");
            }
            journey = journey.press("j");
        }
    }
}

#[test]
fn a_project_copies_the_only_number_that_is_in_it() {
    let project = Journey::at(80, 24).press("hyvä alku<s-tab><c-y>");
    assert_eq!(project.copied(), ["0295 020939"]);
    assert!(said(&project).starts_with("Laura Ruuskanen: 0295 020939 ’18 kopioitu"), "{}", said(&project));
}

#[test]
fn a_place_without_anybody_copies_what_it_says_to_ask() {
    let nobody = Journey::at(80, 24).press("ahvenanmaa<c-y>");
    assert_eq!(nobody.copied(), ["0295 020972"]);
    assert!(said(&nobody).starts_with("Ilona Korhonen: 0295 020972 ’18"), "{}", said(&nobody));
    assert!(nobody.press("x<bs>").last_row().contains("Ctrl-Y"));
}

#[test]
fn an_organisation_that_the_card_says_to_ask_is_copied_and_named() {
    let vacant = Journey::over(without_manager(), 80, 24).press("kouluttaja<c-y>");
    assert!(in_front(&vacant).contains("Kysy Lapin ELY-keskus 0295 037 000"), "{}", in_front(&vacant));
    assert_eq!(vacant.copied(), ["0295 037 000"]);
    assert!(said(&vacant).starts_with("Lapin ELY-keskus: 0295 037 000"), "{}", said(&vacant));
    // The card of the organisation itself has the same number.
    let card = vacant.press("<enter><enter>");
    let shown = card.state().page().map(|page| page.shown);
    assert!(matches!(shown, Some(Shown::Record(_))), "{shown:?}");
}

#[test]
fn an_address_is_copied_with_the_name_of_its_owner() {
    let mail = Journey::at(200, 24).press("hiltunen<enter>yyy");
    let words =
        "Sanna Hiltunen: osoite sanna.hiltunen@ely-keskus.fi kopioitu (muodostettu mallin mukaan, ei lähteessä)";
    assert!(said(&mail).starts_with(words), "{}", said(&mail));
}

#[test]
fn an_address_that_a_rule_made_is_marked_in_the_row_that_it_answers() {
    let row = Journey::at(120, 24).press("sanna.hiltunen@ely-keskus.fi").rows().join("\n");
    assert!(row.contains("sanna.hiltunen@ely-keskus.fi"), "{row}");
    let letters = Journey::at(120, 24).press("sanna.hiltunen@ely-keskus.fi<enter>").rows().join("\n");
    assert!(letters.contains("sanna.hiltunen@ely-keskus.fi ~"), "{letters}");
}

#[test]
fn the_person_to_call_is_the_first_of_a_project() {
    let mut value: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/small-model.json")).expect("the fixture is JSON");
    // More positions than a card shows, so that the manager's is not shown.
    let positions = value["positions"].as_array_mut().expect("a list of positions");
    let manager = positions.remove(1);
    let vacant = positions.last().expect("a position").clone();
    for number in 0..150 {
        let mut more = vacant.clone();
        more["id"] = format!("position:kouluttaja-{number}").into();
        positions.push(more);
    }
    positions.push(manager);
    let json = value.to_string();
    let directory = Directory::new(load(json.as_bytes()).expect("a sound model"));
    let project = Journey::over(directory, 80, 24).press("silta kotiin<s-tab>");
    check(&project).expect("the card");
    assert_eq!(project.press("<c-y>").copied(), ["0295 037 113"]);
}

#[test]
fn a_copy_of_an_old_number_says_its_year() {
    let copied = |keys: &str| said(&Journey::at(200, 24).press(keys));
    assert!(copied("hiltunen<c-y>").contains("0295 037012 ’18 kopioitu"), "{}", copied("hiltunen<c-y>"));
    assert!(copied("<f2>hiltunen<c-y>").contains("0295 037012 ’18"), "{}", copied("<f2>hiltunen<c-y>"));
    let ascii = said(&Journey::with_ascii(200, 24).press("hiltunen<c-y>"));
    assert!(ascii.contains("0295 037012 '18"), "{ascii}");
}
