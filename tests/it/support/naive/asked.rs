//! A word of a query, and whether a record has it.

use allu::language::nominatives;
use allu::search::{Field, Tier};
use allu::text::{fold, query_digits};

use super::Found;
use super::record::{Record, Text, Word};

/// How a word must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// In any way.
    Plain,
    /// `=word`
    Whole,
    /// `word*`
    Prefix,
    /// `'word`
    Inside,
    /// `^word`
    Start,
    /// `word$`
    End,
    /// Digits of a number, or a year.
    Digits,
}

/// A word that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// As typed, without its operators.
    pub(crate) typed: String,
    pub(crate) folded: String,
    pub(crate) how: How,
    /// Whether it is a word of a person's name.
    pub(crate) is_a_name: bool,
}

impl Asked {
    pub(crate) fn new(typed: &str, how: How) -> Self {
        let how = if how == How::Plain && query_digits(typed).is_some() { How::Digits } else { how };
        Self { typed: typed.to_owned(), folded: fold(typed), how, is_a_name: false }
    }

    /// Whether it is letters and digits without an operator, and no number.
    pub(crate) fn is_word(&self) -> bool {
        self.how == How::Plain && self.folded.chars().all(char::is_alphanumeric)
    }

    /// The word with its operator.
    pub(crate) fn query(&self) -> String {
        let typed = &self.typed;
        match self.how {
            How::Plain | How::Digits => typed.clone(),
            How::Whole => format!("={typed}"),
            How::Prefix => format!("{typed}*"),
            How::Inside => format!("'{typed}"),
            How::Start => format!("^{typed}"),
            How::End => format!("{typed}$"),
        }
    }

    /// The best match of the word in a record.
    pub(crate) fn stands_in(&self, record: &Record) -> Option<Found> {
        let mut found: Vec<Found> = Vec::new();
        for text in &record.texts {
            found.extend(text.words.iter().filter_map(|word| self.stands_as(text, word)));
        }
        if self.how == How::Plain {
            found.extend(self.begins_words_of(record));
        }
        if self.how == How::Digits {
            let tiers = record.numbers.iter().filter_map(|number| self.tier_in_number(number));
            found.extend(tiers.map(|tier| found_in(Field::Phone, tier, 0)));
            found.extend(self.tier_in_years(record.years).map(|tier| found_in(Field::Years, tier, 0)));
        }
        found.into_iter().min_by_key(Found::order)
    }

    /// The match of the word of the query in one word of a record.
    fn stands_as(&self, text: &Text, word: &Word) -> Option<Found> {
        let own = word.folded.as_str();
        let asked = self.folded.as_str();
        let has_forms = matches!(self.how, How::Plain | How::Prefix | How::Digits);
        let is_form = || has_forms && nominatives(asked).iter().any(|nominative| nominative == own);
        // Words with signs only match words with signs.
        let is_like = word.has_signs != asked.chars().all(char::is_alphanumeric);
        let begins = is_like && own.starts_with(asked);
        let is_inside = is_like && own.contains(asked) && asked.chars().count() > 1;
        let (tier, whole) = match self.how {
            How::Start => return (begins && word.is_first).then(|| found_in(text.field, Tier::Prefix, 0)),
            How::End => {
                let ends = is_like && own.ends_with(asked) && word.is_last;
                return ends.then(|| found_in(text.field, Tier::Prefix, 0));
            }
            _ if own == asked => (Tier::Exact, 16),
            _ if is_form() => (Tier::Exact, 8),
            How::Plain | How::Prefix | How::Inside | How::Digits if begins => (Tier::Prefix, 0),
            How::Plain | How::Inside if is_inside => (Tier::Substring, 0),
            _ => return None,
        };
        // A later word of the name of a place scores less than the first.
        let tier = if text.is_place && !word.is_first { tier.max(Tier::WordStart) } else { tier };
        let is_written = !text.is_alias && word.written.contains(&self.typed.to_lowercase());
        let close = 2 * i64::from(is_written) + i64::from(text.field == Field::Name && word.is_whole);
        let found = found_in(text.field, tier, whole + close);
        let is_form = whole == 8;
        let discount = if is_form && self.is_a_name && text.field != Field::Name { 60 } else { 0 };
        let is_short_inside = tier == Tier::Substring && text.field != Field::Name && self.folded.len() <= 2;
        Some(Found { is_last: word.is_last, weight: found.weight - discount, is_short_inside, ..found })
    }

    /// Whether the letters are the beginnings of two words of the record's name, or of three, the first two by their
    /// initials; in any order.
    fn begins_words_of(&self, record: &Record) -> Option<Found> {
        let letters: Vec<char> = self.folded.chars().collect();
        if !(2..=16).contains(&letters.len()) || !letters.iter().all(|letter| letter.is_alphanumeric()) {
            return None;
        }
        let words: Vec<&str> = record.name_words().collect();
        let cut = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
        let end = letters.len();
        let has_two = |at: usize| begin(&words, &[cut(0, at), cut(at, end)]);
        let band = if has_two(1) {
            2
        } else if (2..end).any(has_two) {
            1
        } else if end > 2 && begin(&words, &[cut(0, 1), cut(1, 2), cut(2, end)]) {
            0
        } else {
            return None;
        };
        Some(found_in(Field::Name, Tier::WordStart, band))
    }

    /// Whether a form of the word is the end of a compound in a title or an organisation of the record.
    pub(crate) fn ends_a_compound_of(&self, record: &Record) -> Option<Found> {
        let ends: Vec<String> =
            nominatives(&self.folded).into_iter().filter(|nominative| nominative.chars().count() > 5).collect();
        let fields = [Field::Role, Field::Project, Field::Organisation];
        let texts = record.texts.iter().filter(|text| fields.contains(&text.field));
        let is_ended = |text: &&Text| {
            let mut words = text.words.iter().filter(|word| !word.has_signs);
            words.any(|word| ends.iter().any(|end| word.folded.ends_with(end)))
        };
        texts.filter(is_ended).map(|text| found_in(text.field, Tier::Exact, 0)).min_by_key(Found::order)
    }

    /// The words of a word with signs in it; of an address those before the `@`.
    pub(crate) fn parts(&self) -> Option<Vec<Self>> {
        let (local, is_address) = match self.folded.split_once('@') {
            Some((local, _)) => (local, true),
            None => (self.folded.as_str(), false),
        };
        let words = local.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let parts: Vec<Self> = words.map(|word| Self { folded: word.to_owned(), ..self.clone() }).collect();
        let is_telling = !is_address || parts.iter().any(|part| part.folded.chars().count() > 1);
        (self.how == How::Plain && is_telling && (parts.len() > 1 || (is_address && !parts.is_empty())))
            .then_some(parts)
    }

    fn tier_in_number(&self, number: &str) -> Option<Tier> {
        let typed: String = self.typed.chars().filter(char::is_ascii_digit).collect();
        let national = query_digits(&self.typed)?;
        // A country code may be typed without its plus.
        let bare = typed.strip_prefix("358").filter(|_| typed.len() > 5);
        let bare = bare.map(|rest| rest.strip_prefix('0').unwrap_or(rest));
        let is = |national: &str| number == national;
        let begins = |national: &str| number.starts_with(national);
        if is(&national) || bare.is_some_and(is) {
            Some(Tier::Exact)
        } else if begins(&national) || bare.is_some_and(begins) {
            Some(Tier::Prefix)
        } else if number.ends_with(&typed) {
            Some(Tier::WordStart)
        } else {
            // For another country, the digits after the trunk zero.
            let rest = Some(&national).filter(|rest| number.starts_with('0') && rest.len() < typed.len());
            if rest.is_some_and(|rest| !rest.is_empty() && number.ends_with(rest)) {
                return Some(Tier::WordStart);
            }
            let mut inside = [Some(&typed), rest].into_iter().flatten();
            inside.any(|digits| digits.len() > 2 && number.contains(digits)).then_some(Tier::Substring)
        }
    }

    fn tier_in_years(&self, [first, last]: [Option<u16>; 2]) -> Option<Tier> {
        let digits: String = self.typed.chars().filter(char::is_ascii_digit).collect();
        let year: u16 = digits.parse().ok().filter(|year| (1900..2100).contains(year) && digits.len() == 4)?;
        if last.is_some_and(|last| last < year) {
            return None;
        }
        match first {
            Some(first) => (first <= year).then_some(Tier::Exact),
            None => last.map(|_| Tier::WordStart),
        }
    }
}

/// Whether each piece begins a word of its own.
fn begin(words: &[&str], pieces: &[String]) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return true };
    (0..words.len()).any(|at| {
        let others: Vec<&str> = words[..at].iter().chain(&words[at + 1..]).copied().collect();
        words[at].starts_with(piece) && begin(&others, rest)
    })
}

fn found_in(field: Field, tier: Tier, band: i64) -> Found {
    Found {
        tier,
        field,
        weight: weight_of(field),
        band,
        is_last: true,
        is_rather_a_name: false,
        is_short_inside: false,
    }
}

/// The weight of a field.
pub(crate) fn weight_of(field: Field) -> i64 {
    match field {
        Field::Region => 90,
        Field::Name => 80,
        Field::Phone | Field::Years => 75,
        Field::Mail => 70,
        Field::Role => 60,
        Field::Project => 50,
        Field::Organisation => 40,
        Field::Place => 30,
        Field::Person => 20,
    }
}
