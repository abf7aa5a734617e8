//! Digits of a query in the numbers of a record.

use super::answer::Tier;
use super::index::Number;

/// The fewest digits that are looked for inside numbers.
const DIGITS_INSIDE_FROM: usize = 3;
/// The fewest digits that may begin with a country code whose plus nobody typed.
const BARE_CODE_FROM: usize = 6;

/// How a query's digits stand in a number: the tier, the national digit they begin at and how many there are.
pub(super) fn number_match(number: &str, national: &str, typed: &str) -> Option<(Tier, usize, usize)> {
    if number == national {
        Some((Tier::Exact, 0, number.len()))
    } else if number.starts_with(national) {
        Some((Tier::Prefix, 0, national.len()))
    } else if number.ends_with(typed) {
        Some((Tier::WordStart, number.len() - typed.len(), typed.len()))
    } else if let Some(rest) = without_code(typed)
        && number.starts_with(rest)
    {
        let tier = if number == rest { Tier::Exact } else { Tier::Prefix };
        Some((tier, 0, rest.len()))
    } else if typed.len() >= DIGITS_INSIDE_FROM {
        number.find(typed).map(|at| (Tier::Substring, at, typed.len()))
    } else {
        None
    }
}

/// What follows a country code whose plus nobody typed, and the trunk zero that some print behind it.
fn without_code(typed: &str) -> Option<&str> {
    let rest = typed.strip_prefix("358").filter(|_| typed.len() >= BARE_CODE_FROM)?;
    Some(rest.strip_prefix('0').unwrap_or(rest))
}

/// The characters of the printed number that are given national digits.
pub(super) fn digits_in(number: &Number, at: usize, length: usize) -> Vec<u32> {
    let digits: Vec<u32> =
        (0_u32..).zip(number.printed.chars()).filter(|(_, letter)| letter.is_ascii_digit()).map(|(at, _)| at).collect();
    let before = digits.len().saturating_sub(number.national.len());
    digits.into_iter().skip(before + at).take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_found_where_they_stand() {
        assert_eq!(number_match("295037012", "295037012", "0295037012"), Some((Tier::Exact, 0, 9)));
        assert_eq!(number_match("295037012", "37012", "037012"), Some((Tier::WordStart, 3, 6)));
        assert_eq!(number_match("295037012", "703", "703"), None);
        assert_eq!(number_match("295037012", "358295037012", "358295037012"), Some((Tier::Exact, 0, 9)));
        assert_eq!(number_match("295037012", "3580295037012", "3580295037012"), Some((Tier::Exact, 0, 9)));
        assert_eq!(number_match("295037012", "3582950", "3582950"), Some((Tier::Prefix, 0, 4)));
        assert_eq!(number_match("295037012", "", "0"), Some((Tier::Prefix, 0, 0)));
        let number = Number { record: 0, national: "295037012".to_owned(), printed: "0295 037012".to_owned() };
        assert_eq!(digits_in(&number, 3, 6), [5, 6, 7, 8, 9, 10]);
    }
}
