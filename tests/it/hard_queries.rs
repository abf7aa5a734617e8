//! Hard queries over 10,000 generated people: typing errors, incomplete facts, sentences and pasted text.

use std::collections::HashSet;
use std::fmt::Write as _;

use allu::model::{Directory, Model};
use allu::search::{Index, Pane, search};
use allu::text::Day;

use crate::support::generated;
use crate::support::kept::{keep, keep_block};

/// What was found for the questions of one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    asked: usize,
    /// An accepted record is first.
    right: usize,
    /// An accepted record is among the first five.
    in_five: usize,
    /// Another record stands first.
    another: usize,
}

/// How many rows are read.
const ROWS: usize = 5;

#[test]
fn a_hard_question_finds_the_right_person_or_nobody() {
    let model = generated::model(10_000, 1);
    let asked = generated::hard::asked(&model, 2027);
    keep("tests/queries/hard.tsv", &listed(&asked));
    let shares = shares(model, &asked);
    let table = table(&shares);
    print(&table);
    let all = total(&shares);
    assert!(all.right * 100 >= all.asked * 93, "{all:?}");
    assert!(all.another * 100 <= all.asked * 2, "{all:?}");
    let guards = ["whole", "genitive", "double", "number-sentence", "area", "nobody"];
    for (kind, share) in shares.iter().filter(|(kind, _)| guards.contains(kind)) {
        assert_eq!(share.right, share.asked, "{kind}");
    }
    keep_block("docs/benchmarks.md", "hard", &table);
}

#[test]
fn what_is_told_of_a_record_that_answers_a_part_does_not_mislead() {
    let today: Day = "2026-11-22".parse().expect("a day");
    let directory = Directory::new(generated::model(10_000, 1));
    let index = Index::new(&directory);
    let told = |query: &str| {
        let answer = search(&directory, &index, query, today);
        let hit = answer.hits(&directory, &[Pane::People], 0..1).next().expect("somebody");
        let words: Vec<String> = hit.why.into_iter().map(|why| why.word).collect();
        (words.join(" "), hit.ignored.join(" "))
    };
    let both = |answered: &str, ignored: &str| (answered.to_owned(), ignored.to_owned());
    assert_eq!(told("Teija Åberg Pori"), both("Teija Åberg", "Pori"));
    assert_eq!(told("Teija Åberg Oulu"), both("Teija Åberg", "Oulu"));
    // The letters of “jos” are in the name of some place, like those of every short word.
    assert_eq!(told("jos voisit kertoa missä Sanna Mäkinen istuu"), both("Sanna Mäkinen", "jos voisit istuu"));
    assert_eq!(told("Sanna Mäkinen"), both("Sanna Mäkinen", ""));
    // Of two surnames or given names the directory may have one.
    assert_eq!(told("Maini Gonneski-Nieminen"), both("Maini Gonneski", "Nieminen"));
    // A name that sounds alike counts as a match.
    assert_eq!(told("Kristiina Demaneeva"), both("Kristiina Demaneeva", ""));
    // “Mikä” is a question word that may be a name: a record with the name matches the word.
    let set_aside = |query: &str| {
        let answer = search(&directory, &index, query, today);
        answer.ignored(&directory, answer.record(&directory, Pane::People, 0)).join(" ")
    };
    assert_eq!(set_aside("Mika Carlson"), "");
    assert_eq!(set_aside("mikä Carlson"), "mikä");
    // “pl” is in every address of “.example”, and matches none of them.
    assert_eq!(set_aside("PL 400, 40101 Jyväskylä"), "PL 400 40101");
    assert_eq!(set_aside("PB 12 Jyväskylä"), "PB 12");
}

#[test]
fn a_town_with_a_letter_wrong_goes_before_letters_of_names_and_a_part_of_a_name_before_none() {
    let today: Day = "2026-11-22".parse().expect("a day");
    let directory = Directory::new(generated::model(10_000, 1));
    let index = Index::new(&directory);
    let first = |query: &str| {
        let answer = search(&directory, &index, query, today);
        answer.record(&directory, Pane::People, 0).map(|record| directory.id_of(record).to_string())
    };
    for (wrong, town) in [
        ("Kajani koordinaattori", "Kajaani koordinaattori"),
        ("Kuoio", "Kuopio"),
        ("Kokkkola", "Kokkola"),
        ("Mikelissä", "Mikkeli"),
        ("Kajaanisa", "Kajaani"),
        ("Hangosas", "Hanko"),
        ("Rumalla koordinaattori", "Rauma koordinaattori"),
    ] {
        assert_eq!(first(wrong), first(town), "{wrong}");
    }
    for (query, expected) in [
        // Another person is called Heikki and Lempi, with a different surname.
        ("Heikki-Lempi Sanborah", "person:heikki-sanborah"),
        ("Albina-Visa Niemi", "person:albina-niemi"),
        // Vesa is a name rather than the beginning of Vesanto, and Ela a misspelled name rather than the beginning of a
        // project.
        ("Vesa Juhomäki aluekoordinaattori", "person:vesa-juhomaki"),
        ("Ela Reponen", "person:ella-reponen"),
        // Two letters are inside many titles and places by chance.
        ("ir svl", "person:irena-savolainen"),
        ("kt ths", "person:katja-thosaski"),
        ("ys nm", "person:yusuf-niemi"),
    ] {
        assert_eq!(first(query).as_deref(), Some(expected), "{query}");
    }
    // Mika is a name, although “mikä” is a question word.
    for query in ["Heikkinen other than Mika", "Laine inte Mika"] {
        let mika = first(query).is_some_and(|id| id.contains("mika"));
        assert!(!mika && first(query).is_some(), "{query}");
    }
}

fn shares(model: Model, asked: &[generated::asked::Asked]) -> Vec<(&'static str, Share)> {
    let today: Day = "2026-11-22".parse().expect("a day");
    let directory = Directory::new(model);
    let index = Index::new(&directory);
    let mut shares: Vec<(&'static str, Share)> = Vec::new();
    for one in asked {
        let answer = search(&directory, &index, &one.query, today);
        let rows = (0..ROWS).filter_map(|row| answer.record(&directory, Pane::People, row));
        let found: Vec<String> = rows.map(|record| directory.id_of(record).to_string()).collect();
        let accepted: HashSet<&String> = one.accepted.iter().collect();
        let is_right = |id: &String| accepted.contains(id);
        let first = if found.is_empty() { accepted.is_empty() } else { is_right(&found[0]) };
        if !first {
            let expected = one.accepted.iter().take(2).collect::<Vec<_>>();
            print(&format!("{}\t{}\t{:?}\tnot {expected:?}\n", one.kind, one.query, found.first()));
        }
        if shares.iter().all(|(kind, _)| *kind != one.kind) {
            shares.push((one.kind, Share::default()));
        }
        for (_, share) in shares.iter_mut().filter(|(kind, _)| *kind == one.kind) {
            share.asked += 1;
            share.right += usize::from(first);
            share.in_five += usize::from(first || found.iter().any(is_right));
            share.another += usize::from(!first && !found.is_empty());
        }
    }
    shares
}

fn listed(asked: &[generated::asked::Asked]) -> String {
    let mut list = "# Hard questions about the 10,000 generated people, and who may come first. Made by \
                    tests/it/support/generated/hard.rs.\n#\n\
                    # kind, list, query, accepted first answers by id (`|` between them, `-` for nobody).\n"
        .to_owned();
    for one in asked {
        let accepted = if one.accepted.is_empty() { "-".to_owned() } else { one.accepted.join("|") };
        _ = writeln!(list, "{}\t{}\t{}\t{accepted}", one.kind, one.pane, one.query);
    }
    list
}

/// The shares as `docs/benchmarks.md` shows them.
fn table(shares: &[(&str, Share)]) -> String {
    let mut table =
        "| kind | asked | right first | in the first five | another first |\n| --- | --- | --- | --- | --- |\n"
            .to_owned();
    let percent = |part: usize, share: &Share| {
        let thousandths = part * 1000 / share.asked.max(1);
        format!("{}.{} %", thousandths / 10, thousandths % 10)
    };
    let mut row = |kind: &str, share: &Share| {
        let (right, in_five) = (percent(share.right, share), percent(share.in_five, share));
        let another = percent(share.another, share);
        _ = writeln!(table, "| {kind} | {} | {right} | {in_five} | {another} |", share.asked);
    };
    for (kind, share) in shares {
        row(kind, share);
    }
    row("**all**", &total(shares));
    table
}

fn total(shares: &[(&str, Share)]) -> Share {
    shares.iter().fold(Share::default(), |sum, (_, share)| Share {
        asked: sum.asked + share.asked,
        right: sum.right + share.right,
        in_five: sum.in_five + share.in_five,
        another: sum.another + share.another,
    })
}

#[expect(clippy::print_stdout, reason = "shown with --no-capture, and when the test fails")]
fn print(text: &str) {
    print!("{text}");
}
