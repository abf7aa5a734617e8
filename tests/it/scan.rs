//! The index finds the same records as a scan of all records.
//!
//! Words that name or begin a place, stop words, and misspelled words are left out; they have their own lists in
//! `queries.rs` and `quality.rs`.

use crate::support::generated;
use std::sync::LazyLock;

use crate::support::naive::{Answered, Asked, How, Partly, World, worst};
use allu::gazetteer;
use allu::language::nominatives;
use allu::model::{RecordRef, load};
use allu::search::{Answer, Hit, Pane, Tier, Why, search};
use allu::text::{Day, fold, join_key, query_digits};
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

/// The embedded directory, and some generated ones.
static WORLDS: LazyLock<Vec<World>> = LazyLock::new(|| {
    let today = Day::new(2026, 11, 22).expect("a day");
    let embedded = load(include_bytes!("../../assets/model.json")).expect("the embedded model is sound");
    let generated = [11, 12, 13].map(|seed| generated::with_contact_points(generated::model(300, seed)));
    [embedded].into_iter().chain(generated).map(|model| World::new(model, today)).collect()
});

/// The words of all texts of each world, as printed, and its numbers.
static PRINTED: LazyLock<Vec<(Vec<String>, Vec<String>)>> = LazyLock::new(|| {
    let printed = |world: &World| {
        let texts = world.records.iter().flat_map(|record| &record.texts);
        let words = texts.flat_map(|text| text.printed.split_whitespace().map(str::to_owned)).collect();
        let numbers = world.records.iter().flat_map(|record| record.numbers.iter().cloned()).collect();
        (words, numbers)
    };
    WORLDS.iter().map(printed).collect()
});

/// A random query: a printed word or a part of one, with or without its accents, or letters.
#[derive(Clone, Debug)]
enum Typed {
    Cut {
        word: Pick,
        from: usize,
        length: usize,
        is_folded: bool,
    },
    Digits {
        number: Pick,
        from: usize,
        length: usize,
        before: &'static str,
    },
    Letters(String),
    /// The first letters of one word and of another, some left out.
    Gaps {
        one: Pick,
        other: Pick,
        gaps: u64,
    },
}

impl Typed {
    fn word(&self, world: usize) -> String {
        let (words, numbers) = &PRINTED[world];
        let cut = |text: &String, from: usize, length: usize| text.chars().skip(from).take(length).collect::<String>();
        match self {
            Self::Cut { word, from, length, is_folded } => {
                let word = cut(word.get(words), *from, *length);
                if *is_folded { fold(&word) } else { word }
            }
            Self::Digits { number, from: 0, length, before } => {
                format!("{before}{}", cut(number.get(numbers), 0, *length))
            }
            Self::Digits { number, from, length, .. } => cut(number.get(numbers), *from, *length),
            Self::Letters(letters) => letters.clone(),
            Self::Gaps { one, other, gaps } => {
                let at = one.index(words.len());
                // Chooses the next word of the same text more often than any other.
                let other = if gaps % 3 == 0 { other.get(words) } else { &words[(at + 1).min(words.len() - 1)] };
                let is_left = |(at, _): &(usize, char)| *at == 0 || gaps >> at & 1 == 1;
                let some = |word: &str, most: u64| {
                    let letters = fold(word).chars().filter(|letter| letter.is_alphanumeric()).collect::<Vec<_>>();
                    let some = letters.into_iter().enumerate().filter(is_left).map(|(_, letter)| letter);
                    some.take(usize::try_from(most).unwrap_or(0)).collect::<String>()
                };
                some(&words[at], 1 + gaps / 7 % 5) + &some(other, gaps / 11 % 5)
            }
        }
    }
}

fn typed() -> impl Strategy<Value = Typed> {
    let from = prop_oneof![3 => Just(0), 1 => 0..6_usize];
    let length = prop_oneof![2 => 1..6_usize, 1 => Just(60)];
    let cut = (any::<Pick>(), from.clone(), length.clone(), any::<bool>());
    let digits = (any::<Pick>(), from, length, select(&["", "0", "+358", "358", "3580", "00358", "+", "00"][..]));
    prop_oneof![
        6 => cut.prop_map(|(word, from, length, is_folded)| Typed::Cut { word, from, length, is_folded }),
        1 => digits.prop_map(|(number, from, length, before)| Typed::Digits { number, from, length, before }),
        1 => "[a-zäöå]{1,4}".prop_map(Typed::Letters),
        3 => (any::<Pick>(), any::<Pick>(), any::<u64>()).prop_map(|(one, other, gaps)| Typed::Gaps { one, other, gaps }),
        1 => "(19|20)[0-9]{2}".prop_map(Typed::Letters),
    ]
}

fn operator() -> impl Strategy<Value = How> {
    select(&[How::Whole, How::Prefix, How::Inside, How::Start, How::End][..])
}

/// Mostly no sign.
fn plain_or_not() -> impl Strategy<Value = How> {
    prop_oneof![2 => Just(How::Plain), 1 => operator()]
}

/// Whether two words are two things, and not one number or place.
fn are_apart(words: &[String; 2]) -> bool {
    let is_number = |word: &String| query_digits(word).is_some();
    let are_joined = WORLDS.iter().any(|world| world.has_word(&fold(&words.concat())));
    !are_joined && !words.iter().all(is_number) && gazetteer::places_called(&words.join(" ")).is_empty()
}

/// Whether a word is one of those that are compared.
fn is_plain(word: &str, how: How) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let is_bare = word.chars().all(|letter| letter.is_alphanumeric() || "-.@".contains(letter));
    let is_inner = !word.starts_with(['-', '.']) && !word.ends_with(['-', '.']) && letters(word) > 0;
    let folded = fold(word);
    let is_place = !gazetteer::places_meant(word).is_empty()
        || !gazetteer::villages_called(word).is_empty()
        || gazetteer::office_at(&[word]).is_some();
    let begins = |part: &str| part.chars().count() > 2 && !gazetteer::places_begun(&join_key(part)).is_empty();
    // A word that no record contains is divided.
    let begins_place = begins(&folded) || folded.split(|letter: char| !letter.is_alphanumeric()).any(begins);
    // Stop words at the end of a name are removed: `ALPO-hanke` is ALPO.
    let only_asks = |tail: &str| !answer(&WORLDS[0], &format!("!x {tail}")).set_aside.is_empty();
    let is_hung_on = word.rsplit_once('-').is_some_and(|(_, tail)| only_asks(tail));
    is_bare
        && is_inner
        && !is_hung_on
        && !only_asks(word)
        && (!matches!(how, How::Plain | How::Prefix) || !(is_place || begins_place))
}

fn answer(world: &World, query: &str) -> Answer {
    search(&world.directory, &world.index, query, world.today)
}

/// Compares the hits with those of a scan of all records, and some of the explanations with the hits.
fn compare(world: &World, query: &str, asked: &[Asked], excluded: &[Asked]) -> Result<(), TestCaseError> {
    let answer = answer(world, query);
    let scanned = world.scan(asked, excluded);
    let is_answered = scanned.iter().any(|(_, answers)| !answers.is_empty());
    // Stop words and relaxed queries are compared elsewhere.
    if !answer.set_aside.is_empty() {
        prop_assert!(!is_answered || asked.len() + excluded.len() > 1, "{query:?} sets aside all that is asked");
        return Ok(());
    }
    let has_known_words = asked.len() > 1 && asked.iter().all(|word| word.is_word() && world.has_word(&word.folded));
    for (pane, expected) in scanned {
        if pane == Pane::People && has_known_words && !expected.iter().any(Answered::is_good) {
            compare_relaxed(world, query, &answer, &world.people_who_have_most(asked, excluded, &expected))?;
        }
        let rows = 0..answer.count(pane);
        let found: Vec<RecordRef> = rows.filter_map(|row| answer.record(&world.directory, pane, row)).collect();
        let known = |record: &RecordRef| expected.iter().position(|one| one.record == *record);
        let places: Vec<usize> = found.iter().filter_map(known).collect();
        // A typing error may match where otherwise letters would have been left out of more words.
        let is_sure = |one: &&Answered| one.found.iter().all(|found| found.tier != Tier::Fuzzy) || asked.len() < 2;
        let missing: Vec<&Answered> = (0..expected.len())
            .filter(|at| !places.contains(at))
            .map(|at| &expected[at])
            .filter(|one| is_sure(one))
            .collect();
        prop_assert!(missing.is_empty(), "{query:?} in {pane:?} does not find {:?}", missing[0]);
        // Places by their letters, and typing errors, may score higher or lower than this test expects.
        let is_literal = |place: &&usize| expected[**place].found.iter().all(|found| found.tier != Tier::Fuzzy);
        let literal: Vec<usize> = places.iter().filter(is_literal).copied().collect();
        let twisted =
            literal.windows(2).find(|pair| pair[0] >= pair[1]).map(|pair| [&expected[pair[0]], &expected[pair[1]]]);
        prop_assert!(twisted.is_none(), "{query:?} in {pane:?} has in the wrong order {twisted:?}");
        // Letters are taken for wrong only in a list where nothing good was found.
        prop_assert!(
            places.len() == found.len() || !expected.iter().any(Answered::is_good),
            "{query:?} finds more in {pane:?}"
        );
        let mut others = 0;
        for (row, record) in found.iter().enumerate() {
            let place = known(record);
            // Explanations are slow: only the first hits and some others are explained.
            others += usize::from(place.is_none());
            if (row > 8 && row % 29 != 0) && (place.is_some() || others > 3) {
                continue;
            }
            let hit = answer.hits(&world.directory, &[pane], row..row + 1).next().expect("there is such a row");
            let Some(expected) = place.map(|place| &expected[place]) else {
                // Partial matches are compared above.
                if !hit.ignored.is_empty() {
                    continue;
                }
                let is_divided = |word: &Asked| word.parts().is_some() || word.folded.chars().count() > 7;
                let is_likely = matches!(hit.tier, Tier::Typo | Tier::Fuzzy) || asked.iter().any(is_divided);
                prop_assert!(is_likely, "{query:?} in {pane:?} finds {hit:?}");
                prop_assert_eq!(hit.tier, worst(hit.why.iter().map(|why| why.tier)), "{:?}: {:?}", query, hit);
                prop_assert_eq!(hit.why.len(), asked.len(), "{:?}: {:?}", query, hit);
                continue;
            };
            let tier = worst(expected.found.iter().map(|found| found.tier));
            if tier == Tier::Fuzzy {
                prop_assert!(matches!(hit.tier, Tier::Fuzzy | Tier::Typo), "{:?}: {:?}", query, hit);
                prop_assert!(hit.score >= expected.score, "{:?}: {:?}, not {:?}", query, hit, expected);
                // A match that is better than expected is a place by its letters, or a typing error.
                let is_better = |why: &Why| why.tier == Tier::Typo || why.letters.is_empty();
                prop_assert!(
                    hit.score == expected.score || hit.why.iter().any(is_better),
                    "{:?}: {:?}, not {:?}",
                    query,
                    hit,
                    expected
                );
                continue;
            }
            prop_assert_eq!(
                (hit.tier, hit.score),
                (tier, expected.score),
                "{:?}: {:?}, not {:?}",
                query,
                hit,
                expected
            );
            prop_assert_eq!(hit.why.len(), asked.len(), "{:?}: {:?}", query, hit);
            for ((why, found), asked) in hit.why.iter().zip(&expected.found).zip(asked) {
                prop_assert_eq!((why.tier, why.field), (found.tier, found.field), "{:?}: {:?}", query, hit);
                told(why, asked).map_err(|problem| TestCaseError::fail(format!("{query:?}: {problem}: {why:?}")))?;
            }
        }
    }
    Ok(())
}

/// Compares the first of the people who do not match all words with those who match most of them.
fn compare_relaxed(world: &World, query: &str, answer: &Answer, expected: &[Partly]) -> Result<(), TestCaseError> {
    let first = answer.hits(&world.directory, &[Pane::People], 0..1).next().filter(|hit| !hit.ignored.is_empty());
    // Names that sound alike are not searched here.
    let is_heard = |hit: &Hit| hit.why.iter().any(|why| why.tier == Tier::Typo);
    if answer.hits(&world.directory, &[Pane::People], 0..1).any(|hit| is_heard(&hit)) {
        return Ok(());
    }
    let Some(hit) = first else {
        prop_assert!(expected.is_empty(), "{query:?} does not find {:?}", expected[0]);
        return Ok(());
    };
    let of_record = expected.iter().find(|one| one.record == hit.record);
    prop_assert!(of_record.is_some(), "{query:?} finds {hit:?}, not {:?}", expected.first());
    prop_assert_eq!(Some(&hit.ignored), of_record.map(|one| &one.lacking), "{:?}", query);
    Ok(())
}

/// The errors in the reported letters.
fn told(why: &Why, asked: &Asked) -> Result<(), &'static str> {
    let shown: Vec<char> = why.matched.chars().collect();
    let letters: Option<String> = why.letters.iter().map(|letter| shown.get(*letter as usize)).collect();
    let marked = fold(&letters.ok_or("letters that are not there")?);
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let digits: String = asked.folded.chars().filter(char::is_ascii_digit).collect();
    let spells = match asked.how {
        // Text that was found by another word is not marked.
        _ if why.letters.is_empty() => true,
        _ if !why.letters.is_sorted() => return Err("letters out of order"),
        How::Digits => digits.ends_with(&marked) || marked == asked.folded,
        _ if asked.parts().is_some() => true,
        _ if why.tier == Tier::Exact => marked == asked.folded || nominatives(&asked.folded).contains(&marked),
        _ if why.tier == Tier::WordStart => {
            sorted(&marked) == sorted(&asked.folded) || nominatives(&asked.folded).contains(&marked)
        }
        _ => marked == asked.folded,
    };
    if spells { Ok(()) } else { Err("letters that were not typed") }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn one_word_finds_what_a_scan_finds(world in 0..WORLDS.len(), typed in typed()) {
        let word = typed.word(world);
        prop_assume!(is_plain(&word, How::Plain));
        let asked = Asked::new(&word, How::Plain);
        compare(&WORLDS[world], &asked.query(), &[asked], &[])?;
    }

    #[test]
    fn a_word_with_a_sign_finds_what_a_scan_finds(world in 0..WORLDS.len(), typed in typed(), how in operator()) {
        let word = typed.word(world);
        prop_assume!(is_plain(&word, how));
        let asked = Asked::new(&word, how);
        compare(&WORLDS[world], &asked.query(), &[asked], &[])?;
    }

    #[test]
    fn two_words_find_what_a_scan_finds(
        world in 0..WORLDS.len(),
        typed in (typed(), typed()),
        how in (plain_or_not(), plain_or_not()),
    ) {
        let words = [typed.0.word(world), typed.1.word(world)];
        prop_assume!(is_plain(&words[0], how.0) && is_plain(&words[1], how.1) && are_apart(&words));
        let asked = [Asked::new(&words[0], how.0), Asked::new(&words[1], how.1)];
        let query = asked.each_ref().map(Asked::query).join(" ");
        compare(&WORLDS[world], &query, &asked, &[])?;
    }

    #[test]
    fn what_is_excluded_is_what_a_scan_finds(
        world in 0..WORLDS.len(),
        typed in (typed(), typed()),
        how in (plain_or_not(), plain_or_not()),
        is_alone in any::<bool>(),
    ) {
        let words = [typed.0.word(world), typed.1.word(world)];
        prop_assume!(is_plain(&words[0], how.0) && is_plain(&words[1], how.1) && are_apart(&words));
        let (asked, excluded) = (Asked::new(&words[0], how.0), Asked::new(&words[1], how.1));
        let (world, excluding) = (&WORLDS[world], format!("!{}", excluded.query()));
        if is_alone {
            compare(world, &excluding, &[], &[excluded])?;
        } else {
            compare(world, &format!("{} {excluding}", asked.query()), &[asked], &[excluded])?;
        }
    }
}

/// Also for places, questions and misspelled words: the tier of a hit is the worst tier of its reasons.
#[test]
fn a_hit_is_as_good_as_the_worst_that_is_told_of_it() {
    let lines = include_str!("../queries/embedded.tsv").lines();
    let questions = lines.filter_map(|line| line.split('\t').nth(2)).map(str::to_owned);
    let towns = gazetteer::municipalities().iter().step_by(5).map(|town| town.names.fi);
    let titled = towns.zip(["aluekoordinaattori", "projektipäällikön", "ohjaajan", "matin", "virtanen"].iter().cycle());
    let places = titled.map(|(town, title)| format!("{town} {title}"));
    for (world, query) in questions.map(|query| (&WORLDS[0], query)).chain(places.map(|query| (&WORLDS[1], query))) {
        let answer = answer(world, &query);
        for pane in [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations] {
            for hit in answer.hits(&world.directory, &[pane], 0..12) {
                let told = worst(hit.why.iter().map(|why| why.tier));
                assert!(hit.tier == told, "{query:?}: {hit:?}");
            }
        }
    }
}
