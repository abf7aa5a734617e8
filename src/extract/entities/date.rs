//! Dates that stand alone, as a curator writes them in Finnish, Swedish or English.

use super::temporal::{month, numeric, year_days, year_of};
use crate::text::{Day, fold};

/// The months in Swedish and in English, as [`fold`] leaves them; those that both spell alike stand once.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january"],
    &["februari", "february"],
    &["mars", "march"],
    &["april"],
    &["maj", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["augusti", "august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["december"],
];

/// The first and the last day of a year, a month or a day.
///
/// * **Shape** — `2025`, `2025-03`, `3/2025`, `mars 2025`, `2025-03-03`, `3.3.2025`, `den 3 mars 2025`, `3 March 2025`,
///   `March 3, 2025`, `3. maaliskuuta 2025`.
pub(crate) fn bounds(words: &str) -> Option<(Day, Day)> {
    let words = fold(words).replace(',', " ");
    let words: Vec<&str> = words.split_whitespace().filter(|word| *word != "den").collect();
    match words[..] {
        [one] => of_digits(one),
        [name, year] => of_month(year_of(year)?, named(name)?),
        [day, name, year] if named(name).is_some() => of_day(day, name, year),
        [name, day, year] => of_day(day, name, year),
        _ => None,
    }
}

fn of_digits(word: &str) -> Option<(Day, Day)> {
    if let Some(day) = numeric(word).or_else(|| word.parse().ok()) {
        return Some((day, day));
    }
    if let Some((number, year)) = word.split_once('/') {
        return of_month(year_of(year)?, number.parse().ok()?);
    }
    if let Some((year, number)) = word.split_once('-') {
        return of_month(year_of(year)?, number.parse().ok().filter(|_| number.len() == 2)?);
    }
    year_days(year_of(word)?)
}

fn of_month(year: u16, month: u8) -> Option<(Day, Day)> {
    Some((Day::new(year, month, 1)?, Day::last_of_month(year, month)?))
}

fn of_day(day: &str, name: &str, year: &str) -> Option<(Day, Day)> {
    let number = day.trim_end_matches(|it: char| !it.is_ascii_digit());
    let is_ordinal = ["", ".", "st", "nd", "rd", "th"].contains(&day.strip_prefix(number)?);
    let day = Day::new(year_of(year)?, named(name)?, number.parse().ok().filter(|_| is_ordinal)?)?;
    Some((day, day))
}

/// The number of a month by its name.
fn named(name: &str) -> Option<u8> {
    let foreign = || MONTHS.iter().position(|names| names.contains(&name));
    month(name).or_else(|| u8::try_from(foreign()? + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_three_languages() {
        let read = |words: &str| bounds(words).map(|(from, to)| format!("{from}/{to}"));
        for (words, expected) in [
            ("2025", "2025-01-01/2025-12-31"),
            ("2025-03-03", "2025-03-03/2025-03-03"),
            ("3.3.2025", "2025-03-03/2025-03-03"),
            ("3/2025", "2025-03-01/2025-03-31"),
            ("2025-03", "2025-03-01/2025-03-31"),
            ("den 3 mars 2025", "2025-03-03/2025-03-03"),
            ("mars 2025", "2025-03-01/2025-03-31"),
            ("March 2025", "2025-03-01/2025-03-31"),
            ("3 March 2025", "2025-03-03/2025-03-03"),
            ("March 3rd, 2025", "2025-03-03/2025-03-03"),
            ("3. maaliskuuta 2025", "2025-03-03/2025-03-03"),
            ("kesäkuu 2025", "2025-06-01/2025-06-30"),
        ] {
            assert_eq!(read(words).as_deref(), Some(expected), "{words}");
        }
        for words in ["joskus", "31.2.2025", "13/2025", "2025-13", "mars", "25", "2025-2026", "3 x 2025", ""] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
