//! Parses a query into clauses that a record must match, clauses that exclude it, and ignored words.

use crate::search::query::operator::Matching;
use crate::search::query::stop_words::{
    is_capitalised, is_choice, is_conjunction, is_copula, is_filler, is_name, is_negation, is_other_than, is_post_box,
    is_whole,
};
use crate::search::query::term::{MOST_PARTS, Read, Term, TermKind, place_at, term_at, trimmed};
use crate::text::fold;

/// The maximum number of words that are read.
const MOST_WORDS: usize = 32;

/// The number of digits of a Finnish postal code.
const POSTAL_CODE: usize = 5;

/// A parsed query.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::search) struct Query {
    /// The clauses that a record must match, in the order typed.
    pub clauses: Vec<Clause>,
    /// Stop words, and signs without a meaning, as typed.
    pub set_aside: Vec<String>,
}

/// Terms of which a record must match one or, if negated, none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Clause {
    /// Never empty.
    pub any: Vec<Term>,
    /// Whether answering excludes.
    pub is_negated: bool,
}

/// Reads any text.
///
/// Stop words are ignored if anything else is left; alone, they are ordinary words.
pub(in crate::search) fn read(text: &str) -> Query {
    let raw: Vec<&str> = text.split_whitespace().filter(|word| !trimmed(word).is_empty()).collect();
    // The maximum number of words of a query. The rest of a pasted page is not searched.
    let (raw, rest) = raw.split_at(raw.len().min(MOST_WORDS));
    let mut query = Parser::new(raw).parse();
    if query.clauses.is_empty() {
        query.ask_for_fillers();
    }
    query.name_whole_places();
    query.set_aside.extend(rest.iter().map(|word| trimmed(word).to_owned()));
    query
}

/// The effect of a word on the term after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Connective {
    /// The term is an alternative to the clause before it.
    Or,
    /// It excludes.
    Not,
    /// If it is a place, it is one of a list.
    And,
    /// Nothing.
    Nothing,
}

/// Reads words one after the other.
struct Parser<'a> {
    /// The words as typed.
    raw: &'a [&'a str],
    /// The words without the punctuation around them.
    words: Vec<&'a str>,
    /// The next word.
    at: usize,
    /// The effect of the words before the next term on it.
    is_alternative: bool,
    is_negated: bool,
    is_listed: bool,
    query: Query,
}

impl<'a> Parser<'a> {
    fn new(raw: &'a [&'a str]) -> Self {
        let words = raw.iter().map(|word| trimmed(word)).collect();
        Self { raw, words, at: 0, is_alternative: false, is_negated: false, is_listed: false, query: Query::default() }
    }

    fn parse(mut self) -> Query {
        while self.at < self.words.len() {
            if let Some((connective, length)) = self.connective() {
                self.connect(connective, length);
                continue;
            }
            if let Some((clause, length)) = halved_places(&self.words[self.at..]) {
                let is_negated = std::mem::take(&mut self.is_negated);
                self.query.clauses.push(Clause { is_negated, ..clause });
                self.at += length;
                continue;
            }
            let (read, length) = term_at(&self.words[self.at..]);
            self.at += length;
            match read {
                Read::Nothing(sign) => self.query.set_aside.push(sign),
                Read::Term(term, is_excluded) => self.add(term, is_excluded),
            }
            let is_place = self.query.clauses.last().is_some_and(Clause::is_places);
            self.is_listed |= is_place && self.raw[self.at - 1].ends_with([',', ';']);
        }
        self.query
    }

    /// The effect of the next words on the term after them, and the number of these words. `None` if they are a term.
    fn connective(&self) -> Option<(Connective, usize)> {
        let [word, rest @ ..] = &self.words[self.at..] else { return None };
        let (folded, clauses) = (fold(word), &self.query.clauses);
        let is_named = |at: usize| rest.get(at).is_some_and(|next| names_something(next));
        let only_if = |holds: bool, connective| (if holds { connective } else { Connective::Nothing }, 1);
        if matches!(*word, "|" | "OR" | "TAI" | "ELLER") {
            return Some(only_if(!rest.is_empty() && !clauses.is_empty(), Connective::Or));
        }
        if matches!(*word, "NOT" | "EI" | "INTE") {
            return Some(only_if(!rest.is_empty(), Connective::Not));
        }
        if is_post_box(&folded) {
            // Neither the number of a post office box nor the postal code after it is part of a telephone number.
            let digits = |at: usize| rest.get(at).filter(|next| next.bytes().all(|byte| byte.is_ascii_digit()));
            let length = 2 + usize::from(digits(1).is_some_and(|code| code.len() == POSTAL_CODE));
            if digits(0).is_some() && length < self.words.len() {
                return Some((Connective::Nothing, length));
            }
        }
        if is_conjunction(&folded) && !rest.is_empty() && clauses.last().is_some_and(Clause::is_places) {
            return Some((Connective::And, 1));
        }
        if is_negation(&folded) && clauses.iter().any(|clause| !clause.is_negated) {
            // If a verb follows, the word negates the verb and does not exclude anybody.
            let between = rest.iter().take_while(|next| is_copula(&fold(next))).count();
            let excludes = is_named(between);
            return Some(if excludes { (Connective::Not, 1 + between) } else { (Connective::Nothing, 1) });
        }
        if rest.first().is_some_and(|next| is_other_than(&folded, &fold(next))) && is_named(1) {
            return Some((Connective::Not, 2));
        }
        let is_alternative = |clause: &Clause| !clause.is_negated && !clause.is_places();
        if is_choice(&folded) && is_named(0) && clauses.last().is_some_and(is_alternative) {
            return Some((Connective::Or, 1));
        }
        (is_whole(&folded) && place_at(rest).is_some()).then_some((Connective::Nothing, 1))
    }

    fn connect(&mut self, connective: Connective, length: usize) {
        match connective {
            Connective::Or => self.is_alternative = true,
            Connective::Not => self.is_negated = true,
            Connective::And => self.is_listed = true,
            Connective::Nothing => {}
        }
        if matches!(connective, Connective::And | Connective::Nothing) {
            let words = &self.words[self.at..self.at + length];
            self.query.set_aside.extend(words.iter().map(|word| (*word).to_owned()));
        }
        self.at += length;
    }

    /// Adds a term: to the clause before it, as a clause of its own or, if it is a stop word, to the ignored words.
    fn add(&mut self, term: Term, is_excluded: bool) {
        let is_question = term.kind == TermKind::Word
            && term.matching == Matching::Any
            && is_filler(&term.folded)
            && !self.is_somebody(&term);
        let is_negated = std::mem::take(&mut self.is_negated) || is_excluded;
        // Two places joined by a comma or an “and” are alternatives: a person who is responsible for one of them
        // matches.
        let is_listed = std::mem::take(&mut self.is_listed) && term.is_place() && !is_negated;
        let joins = std::mem::take(&mut self.is_alternative) || is_listed;
        match self.query.clauses.last_mut().filter(|_| joins) {
            Some(last) => last.any.push(term),
            None if is_question && !is_negated && term.scope.is_none() => self.query.set_aside.push(term.typed),
            None => self.query.clauses.push(Clause { any: vec![term], is_negated }),
        }
    }

    /// Whether the term before the next word is a name: “Mika K. Virtanen” is a person; “Mikä Virtanen”, “Mika on” and
    /// “Mika Lapin” are questions.
    fn is_somebody(&self, term: &Term) -> bool {
        let next = self.words.get(self.at).filter(|next| is_capitalised(next) && names_something(next));
        is_name(&term.typed) && next.is_some_and(|next| place_at(&[next]).is_none())
    }
}

/// Whether a word is the name of a place or of a person, or another word that is not a stop word.
fn names_something(word: &str) -> bool {
    place_at(&[word]).is_some() || is_name(word) || !is_filler(&fold(word)) && word.chars().any(char::is_alphanumeric)
}

impl Query {
    /// Uses the stop words as terms if there are no others.
    fn ask_for_fillers(&mut self) {
        let words = std::mem::take(&mut self.set_aside);
        let (asked, signs): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| is_filler(&fold(word)));
        self.clauses = asked.iter().map(|word| Clause { any: vec![Term::word(word)], is_negated: false }).collect();
        self.set_aside = signs;
    }

    /// Beside another word, the name of a region means exactly that region, not a longer name that ends with it.
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

    /// The maximum number of words and parts of words that are searched, including stop words.
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

/// Two places with a shared last part, as in `Pohjois- ja Etelä-Savo`, `North and South Karelia`; and the number of
/// words.
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
        assert_eq!(clauses("PL 400, 40101 Hanna"), ["word Hanna"]);
        assert_eq!(clauses("PL 400, 40101"), ["word PL", "digits 400 40101"]);
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
