//! The screens in Swedish and English: no Finnish text of the embedded directory shows without its mark.

use crate::support::journey::Journey;
use allu::i18n::Lang;
use allu::language::{kind_translation, organisation_translation, title_translation};
use allu::model::{Directory, RecordRef, load};
use allu::present::{CardLine, Marks, Row, Shown, card, organisation_name, role_name};
use allu::search::{Pane, everything};
use allu::text::Day;

fn embedded() -> Directory {
    Directory::new(load(include_bytes!("../../assets/model.json")).expect("the embedded model is sound"))
}

fn today() -> Day {
    "2026-11-26".parse().expect("a day")
}

/// The texts of the directory that are Finnish and have a translation, or are sentences.
fn finnish_texts(directory: &Directory) -> Vec<String> {
    let mut texts = Vec::new();
    for index in directory.positions() {
        texts.push(directory.position(index).title.clone());
    }
    for index in directory.organisations() {
        let name = directory.organisation(index).name.clone();
        let is_translated = Lang::ALL.iter().any(|lang| organisation_name(&name, *lang) != name);
        texts.extend(is_translated.then_some(name));
    }
    for index in directory.projects() {
        let project = directory.project(index);
        texts.extend(project.kind.as_ref().map(|kind| kind.value.clone()));
        texts.extend(project.notes.iter().map(|note| note.text.clone()));
    }
    for index in directory.documents() {
        let document = directory.document(index);
        texts.extend(document.kind.clone());
        texts.extend(
            document.text.iter().flat_map(|text| text.lines()).filter(|line| line.len() > 30).map(str::to_owned),
        );
    }
    texts.push(directory.title().to_owned());
    texts.sort();
    texts.dedup();
    texts
}

/// A text without the names of projects, which are proper names.
fn without_names(directory: &Directory, text: &str) -> String {
    let mut names: Vec<String> = directory.projects().map(|index| directory.project(index).name.clone()).collect();
    // A name may begin with another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.into_iter().fold(text.to_owned(), |text, name| text.replace(&name, ""))
}

/// Lines in which a Finnish text shows as if it were the reader's.
fn unmarked<'a>(directory: &Directory, lines: &'a [CardLine], finnish: &[String]) -> Vec<&'a CardLine> {
    let is_label = |line: &CardLine| {
        // The printed title is named beside the translated one, and so is the printed name of an organisation.
        let text = line.line.text();
        ["Title ", "Titel ", "Also ", "Även "].iter().any(|label| text.starts_with(label))
    };
    let has = |line: &CardLine, text: &String| {
        let shown = without_names(directory, &line.line.text());
        shown.contains(text.as_str()) && !shown.contains("[fi]")
    };
    lines.iter().filter(|line| !is_label(line)).filter(|line| finnish.iter().any(|text| has(line, text))).collect()
}

#[test]
fn no_card_shows_finnish_text_as_if_it_were_the_readers() {
    let directory = embedded();
    let finnish = finnish_texts(&directory);
    let answer = everything(&directory);
    let panes = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];
    for lang in [Lang::Sv, Lang::En] {
        for row in 0..answer.total() {
            for pane in panes {
                let Some(record) = answer.record(&directory, pane, row) else { continue };
                let lines = card(&directory, Shown::Record(record), lang, today(), &Marks::UNICODE);
                let unmarked = unmarked(&directory, &lines, &finnish);
                assert!(unmarked.is_empty(), "{lang} {}: {unmarked:#?}", directory.id_of(record));
            }
        }
    }
}

#[test]
fn no_row_shows_finnish_text() {
    let directory = embedded();
    let finnish = finnish_texts(&directory);
    let answer = everything(&directory);
    for lang in [Lang::Sv, Lang::En] {
        for pane in [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations] {
            for hit in answer.hits(&directory, &[pane], 0..usize::MAX) {
                let row = Row { directory: &directory, hit: &hit, today: today(), lang, marks: &Marks::UNICODE };
                let list = row.for_list();
                let fields = row.fields();
                let lines = [list.title, list.second, fields.name, fields.role, fields.regions, fields.note];
                for line in lines {
                    let text = without_names(&directory, &line.text());
                    let shown = finnish.iter().find(|finnish| text.contains(finnish.as_str()));
                    assert_eq!(shown, None, "{lang}: {text}");
                }
            }
        }
    }
}

#[test]
fn what_has_one_language_says_so_on_the_card() {
    let directory = embedded();
    let sources = |lang: Lang| {
        let person = directory.people().next().expect("a person");
        let lines = card(&directory, Shown::Sources(RecordRef::Person(person)), lang, today(), &Marks::UNICODE);
        lines.iter().map(|line| line.line.text()).collect::<Vec<_>>().join("\n")
    };
    assert!(sources(Lang::En).contains(" [fi]\nblog post · "), "{}", sources(Lang::En));
    assert!(!sources(Lang::Fi).contains("[fi]"), "{}", sources(Lang::Fi));
}

#[test]
fn every_title_and_kind_of_the_embedded_directory_is_translated() {
    let directory = embedded();
    for index in directory.positions() {
        let title = directory.position(index).title.clone();
        assert!(title_translation(&title).is_some(), "{title}");
        assert_eq!(role_name(&title, Lang::Fi), title);
    }
    for index in directory.documents() {
        let document = directory.document(index);
        assert!(document.kind.as_deref().is_none_or(|kind| kind_translation(kind).is_some()), "{:?}", document.kind);
        let publisher = document.publisher.as_deref();
        let is_known =
            |name: &str| organisation_translation(name).is_some() || organisation_name(name, Lang::En) != name;
        assert!(publisher.is_none_or(is_known), "{publisher:?}");
    }
}

#[test]
fn the_start_card_is_in_the_readers_language() {
    for (lang, words) in [(Lang::Fi, "Kokeile"), (Lang::Sv, "Pröva"), (Lang::En, "Try")] {
        let start = Journey::in_language(120, 36, lang).letters();
        assert!(start.contains(words), "{start}");
    }
}
