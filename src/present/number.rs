//! A telephone number or an address with its age, and with a mark if it may be wrong.

use super::{Line, Marks, Role};
use crate::i18n::{Lang, say};
use crate::model::{Age, Basis, Directory, RecordRef};
use crate::search::{Field, Why};

/// The role of a number: an old one never looks like a fresh one.
#[must_use]
pub const fn number_role(age: Age) -> Role {
    match age {
        Age::Fresh => Role::Number,
        Age::Old(_) | Age::Undated => Role::Old,
    }
}

/// The mark after a number that is not fresh: `’18`, `undated`. Returns `None` for a fresh one.
#[must_use]
pub fn age_sign(age: Age, lang: Lang, marks: &Marks) -> Option<String> {
    match age {
        Age::Fresh => None,
        Age::Old(year) => Some(format!("{}{:02}", marks.year, year % 100)),
        Age::Undated => Some(say!(lang, "number.undated")),
    }
}

/// The same in words: `number of 2018`, `number undated`.
#[must_use]
pub fn age_words(age: Age, lang: Lang) -> Option<String> {
    match age {
        Age::Fresh => None,
        Age::Old(year) => Some(say!(lang, "number.of_year", year = year)),
        Age::Undated => Some(say!(lang, "number.of_no_date")),
    }
}

/// A number with its age; if it may belong to somebody else by now, with `!` and in the colour of doubtful numbers. In words
/// if `marks` spells out.
#[must_use]
pub fn with_age(mut number: Line, age: Age, is_doubtful: bool, lang: Lang, marks: &Marks) -> Line {
    if marks.spells_out {
        let doubt = is_doubtful.then(|| say!(lang, "copy.old"));
        let words: Vec<String> = age_words(age, lang).into_iter().chain(doubt).collect();
        if !words.is_empty() {
            number.push(format!(" ({})", words.join(", ")), Role::Quiet);
        }
        return number;
    }
    let role = if is_doubtful { Role::Doubtful } else { Role::Old };
    for (_, of_span) in &mut number.spans {
        if is_doubtful && matches!(of_span, Role::Number | Role::Old) {
            *of_span = role;
        }
    }
    if let Some(sign) = age_sign(age, lang, marks) {
        // The sign is in one span with the number, which is never wrapped.
        match number.spans.last_mut() {
            Some((words, of_span)) if *of_span == role => words.extend([" ", sign.as_str()]),
            _ => number.push(format!(" {sign}"), role),
        }
    }
    if is_doubtful {
        number.push(" !", Role::Warning);
    }
    number
}

/// Whether the match is an address that a rule made.
#[must_use]
pub fn is_derived_mail(directory: &Directory, record: RecordRef, why: &Why) -> bool {
    let RecordRef::Person(index) = record else { return false };
    let is_it = |address: &str| address.eq_ignore_ascii_case(&why.matched);
    why.field == Field::Mail
        && directory.person(index).emails.iter().any(|email| email.basis == Basis::Derived && is_it(&email.address))
}

/// An e-mail address, marked if a rule made it and no source prints it.
#[must_use]
pub fn with_origin(mut address: Line, is_derived: bool, lang: Lang, marks: &Marks) -> Line {
    if is_derived && marks.spells_out {
        address.push(format!(" ({})", say!(lang, "basis.derived")), Role::Quiet);
    } else if is_derived {
        address.push(" ~", Role::Warning);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_old_and_doubtful_numbers_have_roles_of_their_own() {
        let shown = |age, is_doubtful| {
            let number = Line::of("0295 020938", number_role(age));
            with_age(number, age, is_doubtful, Lang::En, &Marks::UNICODE).spans
        };
        let span = |words: &str, role| (words.to_owned(), role);
        assert_eq!(shown(Age::Fresh, false), [span("0295 020938", Role::Number)]);
        assert_eq!(shown(Age::Old(2018), false), [span("0295 020938 ’18", Role::Old)]);
        let sign = span(" !", Role::Warning);
        assert_eq!(shown(Age::Fresh, true), [span("0295 020938", Role::Doubtful), sign.clone()]);
        assert_eq!(shown(Age::Old(2018), true), [span("0295 020938 ’18", Role::Doubtful), sign]);
    }
}
