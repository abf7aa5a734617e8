//! Parses a query into clauses: what a record must answer, what excludes it, and what is ignored.

use crate::search::query::operator::Matching;
use crate::search::query::stop_words::{
    is_capitalised, is_choice, is_conjunction, is_copula, is_filler, is_name, is_negation, is_other_than, is_whole,
};
use crate::search::query::term::{MOST_PARTS, Read, Term, TermKind, place_at, term_at, trimmed};
use crate::text::fold;

/// The most words that are read.
const MOST_WORDS: usize = 32;

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::search) struct Query {
    /// What a record must answer, all of it, in the order typed.
    pub clauses: Vec<Clause>,
    /// Words that only ask, and signs that ask for nothing yet, as typed.
    pub set_aside: Vec<String>,
}

/// Terms of which a record must answer one; or, negated, none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Clause {
    /// Never empty.
    pub any: Vec<Term>,
    /// Whether answering excludes.
    pub is_negated: bool,
}

/// Reads any text.
///
/// Words that only ask are set aside when anything else is left; alone, they are words like any other.
pub(in crate::search) fn read(text: &str) -> Query {
    let raw: Vec<&str> = text.split_whitespace().filter(|word| !trimmed(word).is_empty()).collect();
    // A page that was pasted is no question: what it says after its first words is not looked for.
    let (raw, rest) = raw.split_at(raw.len().min(MOST_WORDS));
    let words: Vec<&str> = raw.iter().map(|word| trimmed(word)).collect();
    let mut query = Query::default();
    let (mut is_alternative, mut is_negated, mut is_listed) = (false, false, false);
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let has_next = at + 1 < words.len();
        match word {
            "|" | "OR" | "TAI" | "ELLER" => {
                is_alternative = has_next && !query.clauses.is_empty();
                query.set_aside.extend((!is_alternative).then(|| word.to_owned()));
                at += 1;
                continue;
            }
            "NOT" | "EI" | "INTE" => {
                is_negated = has_next;
                query.set_aside.extend((!has_next).then(|| word.to_owned()));
                at += 1;
                continue;
            }
            _ if is_conjunction(&fold(word)) && has_next && query.clauses.last().is_some_and(Clause::is_places) => {
                is_listed = true;
                query.set_aside.push(word.to_owned());
                at += 1;
                continue;
            }
            _ if is_negation(&fold(word)) && query.clauses.iter().any(|clause| !clause.is_negated) => {
                // A verb behind it says something of the person, and excludes nobody.
                let between = words[at + 1..].iter().take_while(|next| is_copula(&fold(next))).count();
                let excludes = words[at + 1 + between..].first().is_some_and(|next| names_something(next));
                is_negated = excludes;
                query.set_aside.extend((!excludes).then(|| word.to_owned()));
                at += 1 + if excludes { between } else { 0 };
                continue;
            }
            _ if words.get(at + 1).is_some_and(|next| is_other_than(&fold(word), &fold(next)))
                && words.get(at + 2).is_some_and(|next| names_something(next)) =>
            {
                is_negated = true;
                at += 2;
                continue;
            }
            _ if is_choice(&fold(word))
                && words.get(at + 1).is_some_and(|next| names_something(next))
                && query.clauses.last().is_some_and(|clause| !clause.is_negated && !clause.is_places()) =>
            {
                is_alternative = true;
                at += 1;
                continue;
            }
            _ if is_whole(&fold(word)) && place_at(&words[at + 1..]).is_some() => {
                query.set_aside.push(word.to_owned());
                at += 1;
                continue;
            }
            _ => {}
        }
        if let Some((clause, length)) = halved_places(&words[at..]) {
            query.clauses.push(Clause { is_negated: std::mem::take(&mut is_negated), ..clause });
            at += length;
            continue;
        }
        let (read, length) = term_at(&words[at..]);
        at += length;
        match read {
            Read::Nothing(sign) => query.set_aside.push(sign),
            Read::Term(term, bang) => {
                // “Mika K. Virtanen” is somebody; “Mikä Virtanen”, “Mika on” and “Mika Lapin” ask.
                let next = words.get(at).filter(|next| is_capitalised(next) && names_something(next));
                let is_somebody = is_name(&term.typed) && next.is_some_and(|next| place_at(&[next]).is_none());
                let is_question = term.kind == TermKind::Word
                    && term.matching == Matching::Any
                    && is_filler(&term.folded)
                    && !is_somebody;
                let is_negated = std::mem::take(&mut is_negated) || bang;
                // Two places joined by a comma or an “and”: a person who answers for one of them is an answer.
                let is_listed = std::mem::take(&mut is_listed) && term.is_place() && !is_negated;
                let joins = std::mem::take(&mut is_alternative) || is_listed;
                match query.clauses.last_mut().filter(|_| joins) {
                    Some(last) => last.any.push(term),
                    None if is_question && !is_negated && term.scope.is_none() => query.set_aside.push(term.typed),
                    None => query.clauses.push(Clause { any: vec![term], is_negated }),
                }
            }
        }
        let is_place = query.clauses.last().is_some_and(Clause::is_places);
        is_listed |= is_place && raw[at - 1].ends_with([',', ';']);
    }
    if query.clauses.is_empty() {
        let words = std::mem::take(&mut query.set_aside);
        let (asked, signs): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| is_filler(&fold(word)));
        query.clauses = asked.iter().map(|word| Clause { any: vec![Term::word(word)], is_negated: false }).collect();
        query.set_aside = signs;
    }
    query.name_whole_places();
    query.set_aside.extend(rest.iter().map(|word| trimmed(word).to_owned()));
    query
}

/// Whether a word is the name of a place, or one that does not only ask.
fn names_something(word: &str) -> bool {
    place_at(&[word]).is_some() || !is_filler(&fold(word)) && word.chars().any(char::is_alphanumeric)
}

impl Query {
    /// With another word beside it the name of a region is that region, and no longer one that ends so.
    fn name_whole_places(&mut self) {
        if self.clauses.iter().filter(|clause| !clause.is_negated).count() < 2 {
            return;
        }
        for term in self.clauses.iter_mut().flat_map(|clause| &mut clause.any) {
            if matches!(term.kind, TermKind::Place(_) | TermKind::Office(_)) && term.matching == Matching::Any {
                term.matching = Matching::Whole;
            }
        }
    }

    /// The most words and parts of words that it makes a search look for, those among them that only ask.
    pub(in crate::search) fn most_words(&self) -> usize {
        let terms = self.clauses.iter().flat_map(|clause| &clause.any).count();
        terms * (1 + 2 * MOST_PARTS) + self.set_aside.len().min(MOST_WORDS)
    }
}

impl Clause {
    /// Whether it asks for nothing but places.
    pub(in crate::search) fn is_places(&self) -> bool {
        !self.is_negated && self.any.iter().all(Term::is_place)
    }
}

/// Two places of which the first is only begun, as in `Pohjois- ja Etelä-Savo`, `North and South Karelia`; and how many
/// words they take.
fn halved_places(words: &[&str]) -> Option<(Clause, usize)> {
    let [half, conjunction, rest @ ..] = words else { return None };
    if !is_conjunction(&fold(conjunction)) || rest.is_empty() || place_at(&[half]).is_some() {
        return None;
    }
    let (second, length) = place_at(rest)?;
    let (_, shared) = second.typed.rsplit_once(['-', ' '])?;
    let whole = format!("{}-{shared}", half.trim_end_matches('-'));
    let (first, _) = place_at(&[&whole])?;
    Some((Clause { any: vec![first, second], is_negated: false }, 2 + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> Vec<String> {
        let term = |term: &Term| {
            let kind = match term.kind {
                TermKind::Place(_) => "place",
                TermKind::Office(_) => "office",
                TermKind::Digits { .. } => "digits",
                TermKind::Word => "word",
            };
            let scope = term.scope.map(|scope| format!(" in {scope:?}")).unwrap_or_default();
            let matching = if term.matching == Matching::Any { String::new() } else { format!(" {:?}", term.matching) };
            format!("{kind} {}{matching}{scope}", term.typed)
        };
        let clause = |clause: &Clause| {
            let any = clause.any.iter().map(term).collect::<Vec<_>>().join(" or ");
            if clause.is_negated { format!("not {any}") } else { any }
        };
        read(text).clauses.iter().map(clause).collect()
    }

    #[test]
    fn a_number_may_be_typed_in_groups() {
        assert_eq!(clauses("+358 295 020 939"), ["digits +358 295 020 939"]);
        assert_eq!(clauses("0295 020-939?"), ["digits 0295 020-939"]);
    }

    #[test]
    fn questions_are_set_aside_unless_they_are_all_there_is() {
        assert_eq!(clauses("kuka on Hanna?"), ["word Hanna"]);
        assert_eq!(clauses("kuka on"), ["word kuka", "word on"]);
    }

    #[test]
    fn operators_say_how_and_where() {
        assert_eq!(clauses("=hanna"), ["word hanna Whole"]);
        assert_eq!(clauses("'iltu"), ["word iltu Inside"]);
        assert_eq!(clauses("'lappi"), ["word lappi Inside"]);
        assert_eq!(clauses("'lappi'"), ["place 'lappi'"]);
        assert_eq!(clauses("han*"), ["word han Prefix"]);
        assert_eq!(clauses("^sanna hiltunen$"), ["word sanna FieldStart", "word hiltunen FieldEnd"]);
        assert_eq!(clauses("!hanna poke"), ["not word hanna", "word poke"]);
        assert_eq!(clauses("poke NOT hanna"), ["word poke", "not word hanna"]);
        assert_eq!(clauses("poke EI hanna"), ["word poke", "not word hanna"]);
        assert_eq!(clauses("poke | alpo TAI amif"), ["word poke or word alpo or word amif"]);
        assert_eq!(clauses("rooli:allu alue:lappi"), ["word allu in Role", "place lappi Whole in Region"]);
        assert_eq!(clauses("region:norra österbotten"), ["place norra österbotten in Region"]);
    }

    #[test]
    fn half_of_an_operator_asks_for_nothing() {
        for text in [
            "!",
            "role:",
            "|",
            "NOT",
            "=",
            "'",
            "*",
            "^",
            "$",
            "hanna |",
            "hanna !",
            "hanna role:",
            "| hanna",
            "hanna NOT",
        ] {
            let hanna = if text.contains("hanna") { vec!["word hanna".to_owned()] } else { Vec::new() };
            assert_eq!(clauses(text), hanna, "{text}");
        }
    }

    #[test]
    fn a_leading_hyphen_belongs_to_the_word() {
        assert_eq!(clauses("Kotona Suomessa -hanke"), ["word Kotona", "word Suomessa"]);
    }

    #[test]
    fn places_in_a_row_are_alternatives() {
        assert_eq!(clauses("Lappi ja Kainuu"), ["place Lappi or place Kainuu"]);
        assert_eq!(clauses("Iitti (or Heinävesi, Kuhmoinen)"), ["place Iitti or place Heinävesi or place Kuhmoinen"]);
        assert_eq!(clauses("Pohjois- ja Etelä-Savo"), ["place Pohjois-Savo or place Etelä-Savo"]);
        assert_eq!(clauses("norra och södra karelen"), ["place norra-karelen or place södra karelen"]);
        assert_eq!(clauses("Keski-Pohjanmaa (Kokkola)"), ["place Keski-Pohjanmaa Whole", "place Kokkola Whole"]);
        assert_eq!(clauses("Lappi ja hiltunen"), ["place Lappi Whole", "word hiltunen"]);
    }

    #[test]
    fn of_a_pasted_page_the_beginning_is_read() {
        let query = read(&"hiltunen ".repeat(10_000));
        assert_eq!((query.clauses.len(), query.set_aside.len()), (32, 9_968));
    }

    #[test]
    fn what_hangs_on_a_name_is_taken_off() {
        assert_eq!(clauses("POKE-hankkeen POKE:lle"), ["word POKE", "word POKE"]);
        assert_eq!(clauses("ELY-hankkeet-verkosto"), ["word ELY-hankkeet-verkosto"]);
    }
}
