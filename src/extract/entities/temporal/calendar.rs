//! Years, months and days in figures and words.

use crate::text::{Day, fold};

/// A range of days, including the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    /// The first day.
    pub(crate) first: Day,
    /// The last day.
    pub(crate) last: Day,
}

impl Days {
    /// A single day.
    pub(super) fn one(day: Day) -> Self {
        Self { first: day, last: day }
    }
}

/// The first parts of the Finnish names of months.
pub(super) const MONTHS: &[&str] =
    &["tammi", "helmi", "maalis", "huhti", "touko", "kesa", "heina", "elo", "syys", "loka", "marras", "joulu"];

/// The days of a year.
pub(crate) fn year_days(year: u16) -> Option<Days> {
    Some(Days { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? })
}

/// The year in a word of four digits, if it is plausible in a present-day document.
pub(crate) fn year_of(word: &str) -> Option<u16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1900..=2100).contains(&year).then_some(year)
}

pub(super) fn years(word: &str) -> Option<(u16, u16)> {
    let (start, end) = word.split_once('-')?;
    let (start, end) = (year_of(start)?, year_of(end)?);
    (start <= end).then_some((start, end))
}

/// The number of a month by its Finnish name.
pub(super) fn finnish_month(word: &str) -> Option<u8> {
    let (name, ending) = word.split_once("kuu")?;
    let number = MONTHS.iter().position(|month| *month == name)?;
    let known = ["", "n", "ta", "ssa", "sta", "hun", "lle", "lla"].contains(&ending);
    known.then(|| u8::try_from(number + 1).ok())?
}

/// `31.12.2014`
pub(super) fn numeric_date(word: &str) -> Option<Day> {
    let mut parts = word.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && day.len() <= 2 && month.len() <= 2;
    whole.then(|| Day::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?))?
}

/// The folded names and abbreviations of months in Swedish and English, once if both are the same.
pub(super) const FOREIGN_MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["mars", "march", "mar"],
    &["april", "apr"],
    &["maj", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augusti", "august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// The days that a date covers: a year, a month or a single day. `None` if the words have none of these forms.
///
/// * **Shape** — `2025`, `2025-03`, `3/2025`, `mars 2025`, `2025-03-03`, `3.3.2025`, `den 3 mars 2025`, `3 March 2025`,
///   `March 3, 2025`, `3. maaliskuuta 2025`.
pub(crate) fn date_days(words: &str) -> Option<Days> {
    let words = fold(words).replace(',', " ");
    let words: Vec<&str> = words.split_whitespace().filter(|word| *word != "den").collect();
    match words[..] {
        [one] => of_digits(one),
        [name, year] => of_month(year_of(year)?, month_in_any_language(name)?),
        [day, name, year] if month_in_any_language(name).is_some() => of_day(day, name, year),
        [name, day, year] => of_day(day, name, year),
        _ => None,
    }
}

pub(super) fn of_digits(word: &str) -> Option<Days> {
    if let Some(day) = numeric_date(word).or_else(|| word.parse().ok()) {
        return Some(Days::one(day));
    }
    if let Some((number, year)) = word.split_once('/') {
        return of_month(year_of(year)?, number.parse().ok()?);
    }
    if let Some((year, number)) = word.split_once('-') {
        return of_month(year_of(year)?, number.parse().ok().filter(|_| number.len() == 2)?);
    }
    year_days(year_of(word)?)
}

pub(super) fn of_month(year: u16, month: u8) -> Option<Days> {
    Some(Days { first: Day::new(year, month, 1)?, last: Day::last_of_month(year, month)? })
}

pub(super) fn of_day(day: &str, name: &str, year: &str) -> Option<Days> {
    let number = day.trim_end_matches(|it: char| !it.is_ascii_digit());
    let is_ordinal = ["", ".", "st", "nd", "rd", "th"].contains(&day.strip_prefix(number)?);
    let day = Day::new(year_of(year)?, month_in_any_language(name)?, number.parse().ok().filter(|_| is_ordinal)?)?;
    Some(Days::one(day))
}

/// The number of a month by its name in any of the three languages.
pub(super) fn month_in_any_language(name: &str) -> Option<u8> {
    let foreign = || FOREIGN_MONTHS.iter().position(|names| names.contains(&name));
    finnish_month(name).or_else(|| u8::try_from(foreign()? + 1).ok())
}
