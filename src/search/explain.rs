//! Explains why a record matches, by the same search in an index of that record alone.

use crate::gazetteer::{self, Place};
use crate::model::{Directory, RecordRef};
use crate::search::budget::Budget;
use crate::search::hit::{Pane, Relation, Step, Tier, Why};
use crate::search::index::number_table::{digits_in, kept_digits, number_match};
use crate::search::index::term_dictionary::TermContext;
use crate::search::index::{Index, PlaceContext, Text, WordKind};
use crate::search::matching::alternatives::{Alternative, Alternatives};
use crate::search::matching::approximate::alignment::Fuzzy;
use crate::search::matching::approximate::subsequence::{Spread, across};
use crate::search::matching::finder::{find, find_by_ear, find_fuzzy, find_hint, find_meant};
use crate::search::matching::initials::spelt_by;
use crate::search::matching::matches::{MatchOrigin, Matches, ScoredRecords};
use crate::search::matching::places::path_to;
use crate::search::query::operator::{Matching, Scope};
use crate::search::query::parser::Clause;
use crate::search::query::stop_words::hint;
use crate::search::query::term::{Term, TermKind};
use crate::text::{Folded, fold, join_key};

/// Returns one reason for each clause that a record matches, and the words of the clauses that it does not match, both
/// in the order typed.
pub(super) fn why(
    directory: &Directory,
    record: RecordRef,
    asked: &[Clause],
    alternatives: &[(Term, Alternative)],
) -> (Vec<Why>, Vec<String>) {
    if asked.is_empty() {
        return Default::default();
    }
    let index = Index::of_record(directory, record);
    let (budget, known, pane) = (Budget::unlimited(), Alternatives::Known(alternatives), Pane::of(record));
    let reason = |clause: &Clause| {
        let best_by = |find: &dyn Fn(&Term) -> Matches| {
            let all = clause.any.iter().filter_map(|term| Some((term, find(term).graded.into_iter().next()?)));
            all.min_by_key(|(_, graded)| graded.grade.order())
        };
        let is_fuzzy = |term: &Term| known.has(term, Alternative::Fuzzy(pane), false);
        // Alternative readings count only if nothing matches as typed.
        let literal = best_by(&|term| find(&index, &budget, &known, term));
        let none = || Matches::none(index.record_count);
        let meant = || {
            let slip = best_by(&|term| find_meant(&index, &budget, &known, term, false));
            let sound = best_by(&|term| find_by_ear(&index, &budget, &known, term));
            let fuzzy = best_by(&|term| if is_fuzzy(term) { find_fuzzy(&index, &budget, term) } else { none() });
            let all = [(slip, Relation::Slip), (sound, Relation::Sound), (fuzzy, Relation::Part)];
            let found = all.into_iter().filter_map(|(best, relation)| Some((best?, relation)));
            found.min_by_key(|((_, graded), _)| graded.grade.order())
        };
        // A word that no record had to match is a reason if it sounds like the name: Kristiina is Christina.
        let heard = || {
            best_by(&|term| {
                let by_ear = [(term.clone(), Alternative::Ear)];
                find_by_ear(&index, &budget, &Alternatives::Known(&by_ear), term)
            })
        };
        let literal = literal.map(|best| (best, Relation::Slip));
        let ((term, graded), error) = literal.or_else(meant).or_else(|| Some((heard()?, Relation::Sound)))?;
        Some(explained(&index, term, graded, error))
    };
    let all: Vec<Option<Why>> = asked.iter().map(reason).collect();
    // If words are ignored, letters with gaps are not a reason, because every record has some.
    let is_partial = all.iter().any(Option::is_none);
    let (mut reasons, mut ignored) = (Vec::new(), Vec::new());
    for (clause, why) in asked.iter().zip(all) {
        match why.filter(|why| !is_partial || why.tier != Tier::Fuzzy) {
            Some(why) => reasons.push(why),
            None => ignored.extend(clause.any.iter().map(|term| term.typed.clone())),
        }
    }
    (reasons, ignored)
}

/// Removes the words that a record contains although it did not have to: a word of its name, or a verb that means its
/// role.
pub(super) fn remove_known(words: &mut Vec<String>, directory: &Directory, record: RecordRef) {
    if words.is_empty() {
        return;
    }
    let (index, budget) = (Index::of_record(directory, record), Budget::unlimited());
    words.retain(|word| {
        let folded = fold(word);
        let meant = hint(&folded);
        let is_name = meant == folded;
        let term = Term::word(if is_name { word } else { meant });
        let term = Term { matching: Matching::Whole, scope: is_name.then_some(Scope::Name), ..term };
        find_hint(&index, &budget, &term, is_name && !word.is_ascii()).graded.is_empty()
    });
}

/// A match in words; `error` is the relation of the term to the text if they are spelt differently.
fn explained(index: &Index, term: &Term, graded: ScoredRecords, error: Relation) -> Why {
    let ScoredRecords { grade, field, origin, .. } = graded;
    let called = called(term, &origin).filter(|_| grade.tier == Tier::Place);
    let is_alias = match &origin {
        MatchOrigin::Word { context, .. } => context.is_alias,
        MatchOrigin::Place { .. } => called.is_none_or(|(place, name)| place.names().fi != name),
        _ => false,
    };
    let (matched, letters, mut path) = match origin {
        MatchOrigin::Word { kind, word, context, sought } => {
            explain_word(index, (kind, &index.dictionary(kind).words.get(word)), context, sought.as_deref())
        }
        MatchOrigin::Beginnings => explain_name(index, |name| spelt_by(name, &term.folded)),
        MatchOrigin::Abbreviation => explain_name(index, |name| shared_out(name, &term.folded, Spread::NAME)),
        MatchOrigin::Place { place, context, before } => {
            let here = index.details.places.iter().find(|known| known.place == place && known.context == context);
            let (shown, printed) = here.map(|known| (known.shown.clone(), known.path.clone())).unwrap_or_default();
            let path = together(index, &before, context).unwrap_or_else(|| path_to(place, &before, &printed));
            (shown, Vec::new(), path)
        }
        MatchOrigin::Number => explain_number(index, term),
        MatchOrigin::Years => (index.details.span.clone(), Vec::new(), Vec::new()),
    };
    if let Some((place, name)) = called {
        call(&mut path, place, name);
    }
    let first = match path.first() {
        Some(Step::Printed(name)) if grade.tier != Tier::Typo => Some(name.as_str()),
        Some(Step::Alias(_, name)) => Some(*name),
        _ => None,
    };
    let path_letters = first.map(|name| letters_of_place(name, &term.folded)).unwrap_or_default();
    let relation = match (grade.tier, called) {
        (Tier::Typo, _) => error,
        (Tier::Place, Some((_, name))) if !is_alias => {
            if join_key(name) == join_key(&term.folded) {
                Relation::Same
            } else {
                Relation::Form
            }
        }
        (Tier::Exact | Tier::Place, _) => relation_to(&matched, term, is_alias),
        _ => Relation::Part,
    };
    Why { word: term.typed.clone(), field, tier: grade.tier, relation, matched, letters, path, path_letters }
}

/// The place that a term names, with the matching name. `None` if something else was found.
fn called(term: &Term, origin: &MatchOrigin) -> Option<(Place, &'static str)> {
    let MatchOrigin::Place { place, before, .. } = origin else { return None };
    let place = match before.first() {
        Some(Step::Place(first)) => *first,
        Some(_) => return None,
        None => *place,
    };
    gazetteer::places_called(&term.typed).into_iter().find(|form| form.place == place).map(|form| (place, form.name))
}

/// Whether a name is the name of a place in one of the languages, not a former or short name.
fn is_usual(place: Place, name: &str) -> bool {
    let names = place.names();
    [names.fi, names.sv, names.en].contains(&name)
}

/// Puts the typed name at the beginning of the steps, unless it is the Finnish one. A record that prints the place
/// needs no step from a usual name of it.
fn call(path: &mut Vec<Step>, place: Place, name: &'static str) {
    match path.first_mut() {
        Some(first) if *first == Step::Place(place) && place.names().fi != name => *first = Step::Alias(place, name),
        None if !is_usual(place, name) => {
            path.extend([Step::Alias(place, name), Step::Place(place)]);
        }
        _ => {}
    }
}

/// The relation of a term to a text that contains a whole word for it.
fn relation_to(text: &str, term: &Term, is_alias: bool) -> Relation {
    let text = fold(text);
    let is_boundary = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    let is_whole = |(at, word): (usize, &str)| {
        is_boundary(text[..at].chars().next_back()) && is_boundary(text[at + word.len()..].chars().next())
    };
    let is_number = matches!(term.kind, TermKind::Digits { .. });
    if term.parts().is_some() {
        Relation::Part
    } else if is_number || text.match_indices(&term.folded).any(is_whole) {
        Relation::Same
    } else if text.contains(&term.folded) {
        Relation::Part
    } else if is_alias {
        Relation::Alias
    } else {
        Relation::Form
    }
}

type Explained = (String, Vec<u32>, Vec<Step>);

fn explain_word(
    index: &Index,
    (kind, word): (WordKind, &str),
    context: TermContext,
    sought: Option<&str>,
) -> Explained {
    let here = index.details.words.iter().find(|known| known.word == word && known.context == context);
    let Some((here, text)) = here.and_then(|here| Some((here, index.details.texts.get(here.text)?))) else {
        return Explained::default();
    };
    let letters = match sought.filter(|_| !context.is_alias) {
        Some(sought) if kind == WordKind::Phrase => {
            let letters = shared_out(&text.folded.text, sought, Spread::TITLE).unwrap_or_default();
            origins(text, letters.into_iter())
        }
        Some(sought) => {
            // An inflected form may lack letters of the word. Then the word itself was found.
            let aligned = Fuzzy::new().align(word, sought).map(|alignment| alignment.letters);
            let letters = aligned.unwrap_or_else(|| (0..word.chars().count()).collect());
            origins(text, letters.into_iter().filter_map(|letter| Some(here.at + u32::try_from(letter).ok()?)))
        }
        None => Vec::new(),
    };
    (text.shown.clone(), letters, Vec::new())
}

/// The name that contains the letters in its words, and the positions of the letters.
fn explain_name(index: &Index, spell: impl Fn(&str) -> Option<Vec<u32>>) -> Explained {
    let names = || index.details.texts.iter().filter(|text| text.is_name);
    let spelt = names().find_map(|text| Some((text, spell(&text.folded.text)?)));
    match spelt {
        Some((text, letters)) => (text.shown.clone(), origins(text, letters.into_iter()), Vec::new()),
        // By another of its names.
        None => (names().next().map(|text| text.shown.clone()).unwrap_or_default(), Vec::new(), Vec::new()),
    }
}

/// The step from an area to all its regions if the record is responsible for all of them, as in `Savo → Etelä-Savo,
/// Pohjois-Savo`. `None` if it is only one region.
fn together(index: &Index, before: &[Step], context: PlaceContext) -> Option<Vec<Step>> {
    let [area @ Step::Place(whole), Step::Place(_)] = before else { return None };
    let is_answered = |region: &Place| {
        index.details.places.iter().any(|known| known.place == *region && known.context.field == context.field)
    };
    let regions: Vec<Place> = whole.regions().iter().map(|region| Place::Region(*region)).filter(is_answered).collect();
    (regions.len() > 1).then(|| vec![area.clone(), Step::Places(regions)])
}

/// The characters of the name of a place that a term contains, ignoring spaces and hyphens.
fn letters_of_place(name: &str, term: &str) -> Vec<u32> {
    let folded = Folded::new(name);
    let is_letter = |(letter, _): &(char, u32)| !letter.is_whitespace() && *letter != '-';
    let (key, origins): (String, Vec<u32>) = folded.text.chars().zip(folded.origins).filter(is_letter).unzip();
    let aligned = Fuzzy::new().align(&key, &join_key(term)).map(|alignment| alignment.letters).unwrap_or_default();
    let mut letters: Vec<u32> = aligned.into_iter().filter_map(|letter| origins.get(letter).copied()).collect();
    letters.dedup();
    letters
}

/// The characters of a text that letters match, each run of letters in a different word.
fn shared_out(text: &str, letters: &str, spread: Spread) -> Option<Vec<u32>> {
    let placed = across(&Fuzzy::new(), text, letters, spread)?;
    Some(placed.letters.into_iter().filter_map(|letter| u32::try_from(letter).ok()).collect())
}

fn explain_number(index: &Index, term: &Term) -> Explained {
    let TermKind::Digits { national, typed } = &term.kind else { return Explained::default() };
    let all = index.details.numbers.iter();
    let matches = all.filter_map(|(own, printed)| Some((own, printed, number_match(own, national, typed)?)));
    let slips = || {
        let mut all = index.details.numbers.iter();
        all.find_map(|(own, printed)| {
            let digits = kept_digits(own, national)?;
            let letters = digits.into_iter().flat_map(|at| digits_in(printed, own, at, 1)).collect();
            Some((printed.clone(), letters, Vec::new()))
        })
    };
    let best = matches.min_by_key(|(_, _, (tier, ..))| *tier);
    let told = best.map(|(own, printed, (_, at, length))| {
        let letters = digits_in(printed, own, at, length);
        (printed.clone(), letters, Vec::new())
    });
    told.or_else(slips).unwrap_or_default()
}

/// The characters of the displayed text that correspond to some folded characters, each once.
fn origins(text: &Text, letters: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut origins: Vec<u32> =
        letters.filter_map(|letter| text.folded.origins.get(letter as usize).copied()).collect();
    origins.dedup();
    origins
}
