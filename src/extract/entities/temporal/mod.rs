//! Temporal expressions as days: times in Finnish prose, and dates and ranges in Finnish, Swedish and English.

mod phrase;

use super::tokenizer::{Match, Token, tokenize};
use crate::model::{Basis, Period};
use crate::text::{Day, fold};

/// A time that a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeExpression {
    /// The earliest day that is meant, if the words give one; that of the start for [`TimeKind::FromTo`].
    pub(crate) first: Option<Day>,
    /// The latest day that is meant; that of the start for [`TimeKind::FromTo`].
    pub(crate) last: Day,
    /// The days of the end; only [`TimeKind::FromTo`] has them.
    pub(crate) end: Option<Days>,
    /// Whether it is a date, a start or an end.
    pub(crate) kind: TimeKind,
}

/// The days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    /// The first day.
    pub(crate) first: Day,
    /// The last day.
    pub(crate) last: Day,
}

impl Days {
    /// A single day.
    fn one(day: Day) -> Self {
        Self { first: day, last: day }
    }
}

/// The meaning of a time by the form of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeKind {
    /// “at”: a date.
    At,
    /// “since”: a start.
    Since,
    /// “until”: an end.
    Until,
    /// “from … to”: a start and an end.
    FromTo,
}

impl TimeExpression {
    /// The period, with the words it was read from.
    pub(crate) fn period(&self, words: &str) -> Period {
        let (from, to) = (self.first, Some(self.last));
        Period { from, to, words: words.to_owned(), basis: Basis::Stated, evidence: Vec::new() }
    }

    /// The end of a time from one day to another, with the words it was read from.
    pub(crate) fn end(&self, words: &str) -> Option<Period> {
        let (from, to) = (Some(self.end?.first), Some(self.end?.last));
        Some(Period { from, to, words: words.to_owned(), basis: Basis::Stated, evidence: Vec::new() })
    }
}

/// The first parts of the Finnish names of months.
const MONTHS: &[&str] =
    &["tammi", "helmi", "maalis", "huhti", "touko", "kesa", "heina", "elo", "syys", "loka", "marras", "joulu"];

/// The times among the tokens of a sentence, in order.
///
/// `document_date` is the first day of the document's date: “loppuvuoden aikana” counts from it and is not read
/// without it.
pub(crate) fn find_times(text: &str, tokens: &[Token], document_date: Option<Day>) -> Vec<Match<TimeExpression>> {
    let words: Vec<String> = tokens.iter().map(|token| fold(token.of(text))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest: Vec<&str> = words.iter().skip(at).take(LONGEST).map(String::as_str).collect();
        match phrase::read(&rest).or_else(|| read(&rest, document_date)) {
            Some((length, time)) => {
                found.push(Match::new(at..at + length, time));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The times of a value that a label announces as a period or a date: a year alone is one, too.
pub(crate) fn times_of_value(text: &str, document_date: Option<Day>) -> Vec<Match<TimeExpression>> {
    let tokens = tokenize(text);
    let words: Vec<String> = tokens.iter().map(|token| fold(token.of(text))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest: Vec<&str> = words.iter().skip(at).take(LONGEST).map(String::as_str).collect();
        match phrase::read(&rest).or_else(|| read(&rest, document_date)).or_else(|| phrase::read_value(&rest)) {
            Some((length, time)) => {
                found.push(Match::new(at..at + length, time));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The most words of a time.
const LONGEST: usize = 14;

/// The time that begins with the first of the words, and the number of its words.
fn read(words: &[&str], document_date: Option<Day>) -> Option<(usize, TimeExpression)> {
    let first = *words.first()?;
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if let Some((start, end)) = first.split_once('-').filter(|(_, end)| end.contains('.'))
        && let (Some(start), Some(end)) = (numeric_date(start), numeric_date(end))
    {
        return Some((1, from_to(Days::one(start), Days::one(end))));
    }
    if let Some(day) = numeric_date(first) {
        return Some((1, point(Days::one(day), kind_after(word(1)))));
    }
    // “8. tammikuuta 2016”
    if let (Ok(day), ".", Some(month), Some(year)) =
        (first.parse::<u8>(), word(1), finnish_month(word(2)), year_of(word(3)))
    {
        let day = Day::new(year, month, day)?;
        return Some((4, point(Days::one(day), TimeKind::At)));
    }
    if let (Some(month), Some(year)) = (finnish_month(first), year_of(word(1))) {
        return in_month(first, month, year, word(2), word(3));
    }
    if first.starts_with("vuo") || ["kevaalla", "kesalla", "syksylla", "alkupuolella", "loppupuolella"].contains(&first)
    {
        return in_year(words, document_date);
    }
    if first == "tana" && word(1) == "vuonna" {
        return Some((2, point(year_days(document_date?.year())?, TimeKind::At)));
    }
    if first == "taman" && word(1) == "vuoden" && matches!(word(2), "lopussa" | "loppuun") {
        let last = Day::new(document_date?.year(), 12, 31)?;
        return Some((3, point(Days::one(last), TimeKind::Until)));
    }
    if matches!(first, "loppuvuoden" | "loppuvuodesta") {
        // A day between the document's date and the end of the year.
        let length = if word(1) == "aikana" { 2 } else { 1 };
        let days = Days { first: document_date?, last: Day::new(document_date?.year(), 12, 31)? };
        return Some((length, point(days, TimeKind::At)));
    }
    let (start, end) = years(first)?;
    Some((1, year_span(start, end)?))
}

fn in_month(first: &str, month: u8, year: u16, third: &str, fourth: &str) -> Option<(usize, TimeExpression)> {
    let (start, end) = (Day::new(year, month, 1)?, Day::last_of_month(year, month)?);
    if matches!(third, "loppuun" | "lopussa" | "lopulla") {
        let length = if matches!(fourth, "asti" | "saakka" | "mennessa") { 4 } else { 3 };
        return Some((length, point(Days::one(end), TimeKind::Until)));
    }
    if third == "alusta" {
        let days = Days { first: start, last: start };
        return Some((3, point(days, TimeKind::Since)));
    }
    let behind = usize::from(matches!(third, "alkaen" | "lahtien" | "asti" | "saakka"));
    let kind = match kind_after(third) {
        TimeKind::At if first.ends_with("kuusta") => TimeKind::Since,
        TimeKind::At if first.ends_with("kuuhun") => TimeKind::Until,
        kind => kind,
    };
    Some((2 + behind, point(Days { first: start, last: end }, kind)))
}

/// Times with the word for year: “vuoden 2020 loppuun”, “vuosina 2015–2020”, “vuodenvaihteessa 2016–2017”.
fn in_year(words: &[&str], document_date: Option<Day>) -> Option<(usize, TimeExpression)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let first = word(0);
    if first.starts_with("vuodenvaihte") {
        let (start, end) = years(word(1))?;
        let days = Days { first: Day::new(start, 12, 1)?, last: Day::new(end, 1, 31)? };
        return (start + 1 == end).then_some((2, point(days, TimeKind::At)));
    }
    if first == "vuosina" {
        let (start, end) = years(word(1))?;
        return Some((2, year_span(start, end)?));
    }
    if first == "vuoden"
        && let ("alussa" | "alkaessa", Some(document_date)) = (word(1), document_date)
    {
        return Some((2, point(part_of_year(document_date.year(), "alussa")?.1, TimeKind::At)));
    }
    let year = year_of(word(1))?;
    match first {
        "vuodesta" => match (word(2), year_of(word(3))) {
            ("vuoteen", Some(end)) => Some((4, year_span(year, end)?)),
            _ => Some((2, point(year_days(year)?, TimeKind::Since))),
        },
        "vuoteen" => {
            let length = if matches!(word(2), "asti" | "saakka" | "mennessa") { 3 } else { 2 };
            Some((length, point(year_days(year)?, TimeKind::Until)))
        }
        "vuonna" => Some((2, point(year_days(year)?, TimeKind::At))),
        "vuoden" if word(2) == "loppuun" && word(3) == "mennessa" => {
            let last = Day::new(year, 12, 31)?;
            Some((4, TimeExpression { first: None, last, end: None, kind: TimeKind::At }))
        }
        "vuoden" => {
            let (kind, days) = part_of_year(year, word(2))?;
            let length = if matches!(word(3), "asti" | "saakka") { 4 } else { 3 };
            Some((length, point(days, kind)))
        }
        season => {
            let (kind, days) = part_of_year(year, season)?;
            Some((2, point(days, kind)))
        }
    }
}

/// The days of a part of a year.
fn part_of_year(year: u16, part: &str) -> Option<(TimeKind, Days)> {
    let months = |first, last| Some(Days { first: Day::new(year, first, 1)?, last: Day::last_of_month(year, last)? });
    let last = Day::new(year, 12, 31)?;
    Some(match part {
        "loppuun" | "lopussa" | "lopulla" => (TimeKind::Until, Days::one(last)),
        "alussa" => (TimeKind::At, months(1, 1)?),
        "alusta" => (TimeKind::Since, months(1, 1)?),
        "alkupuolella" => (TimeKind::At, months(1, 6)?),
        "loppupuolella" => (TimeKind::At, months(7, 12)?),
        "aikana" => (TimeKind::At, months(1, 12)?),
        "kevaalla" => (TimeKind::At, months(3, 5)?),
        "kesalla" => (TimeKind::At, months(6, 8)?),
        "syksylla" => (TimeKind::At, months(9, 11)?),
        _ => return None,
    })
}

fn point(days: Days, kind: TimeKind) -> TimeExpression {
    TimeExpression { first: Some(days.first), last: days.last, end: None, kind }
}

fn from_to(start: Days, end: Days) -> TimeExpression {
    TimeExpression { first: Some(start.first), last: start.last, end: Some(end), kind: TimeKind::FromTo }
}

fn year_span(start: u16, end: u16) -> Option<TimeExpression> {
    Some(from_to(year_days(start)?, year_days(end)?))
}

fn kind_after(word: &str) -> TimeKind {
    match word {
        "alkaen" | "lahtien" => TimeKind::Since,
        "asti" | "saakka" => TimeKind::Until,
        _ => TimeKind::At,
    }
}

/// The days of a year.
pub(crate) fn year_days(year: u16) -> Option<Days> {
    Some(Days { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? })
}

/// The year that four digits mean, if documents of today can mean it.
pub(crate) fn year_of(word: &str) -> Option<u16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1900..=2100).contains(&year).then_some(year)
}

fn years(word: &str) -> Option<(u16, u16)> {
    let (start, end) = word.split_once('-')?;
    let (start, end) = (year_of(start)?, year_of(end)?);
    (start <= end).then_some((start, end))
}

/// The number of a month by its Finnish name.
fn finnish_month(word: &str) -> Option<u8> {
    let (name, ending) = word.split_once("kuu")?;
    let number = MONTHS.iter().position(|month| *month == name)?;
    let known = ["", "n", "ta", "ssa", "sta", "hun", "lle", "lla"].contains(&ending);
    known.then(|| u8::try_from(number + 1).ok())?
}

/// `31.12.2014`
fn numeric_date(word: &str) -> Option<Day> {
    let mut parts = word.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && day.len() <= 2 && month.len() <= 2;
    whole.then(|| Day::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?))?
}

/// The folded names and abbreviations of months in Swedish and English, once if both are the same.
const FOREIGN_MONTHS: [&[&str]; 12] = [
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

/// The days of a date: of a year, a month or a day, or `None` if the words are no such date.
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

fn of_digits(word: &str) -> Option<Days> {
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

fn of_month(year: u16, month: u8) -> Option<Days> {
    Some(Days { first: Day::new(year, month, 1)?, last: Day::last_of_month(year, month)? })
}

fn of_day(day: &str, name: &str, year: &str) -> Option<Days> {
    let number = day.trim_end_matches(|it: char| !it.is_ascii_digit());
    let is_ordinal = ["", ".", "st", "nd", "rd", "th"].contains(&day.strip_prefix(number)?);
    let day = Day::new(year_of(year)?, month_in_any_language(name)?, number.parse().ok().filter(|_| is_ordinal)?)?;
    Some(Days::one(day))
}

/// The number of a month by its name in any of the three languages.
fn month_in_any_language(name: &str) -> Option<u8> {
    let foreign = || FOREIGN_MONTHS.iter().position(|names| names.contains(&name));
    finnish_month(name).or_else(|| u8::try_from(foreign()? + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::super::tokenizer::tokenize;
    use super::*;

    fn read_all(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let document_date = Day::new(2018, 11, 9);
        let show = |day: Option<Day>| day.map_or("…".to_owned(), |day| day.to_string());
        let one = |when: TimeExpression| {
            let until = when.end.map_or(String::new(), |end| format!(" until {}/{}", end.first, end.last));
            format!("{}/{}{until} {:?}", show(when.first), when.last, when.kind)
        };
        find_times(text, &tokens, document_date).into_iter().map(|it| one(it.value)).collect()
    }

    #[test]
    fn times_become_days() {
        for (text, expected) in [
            ("kestää vuoden 2020 loppuun ja", "2020-12-31/2020-12-31 Until"),
            ("tammikuun 2018 loppuun asti", "2018-01-31/2018-01-31 Until"),
            ("vuoden 2016 alkupuolella", "2016-01-01/2016-06-30 At"),
            ("alkupuolella 2016", "2016-01-01/2016-06-30 At"),
            ("vuoden 2016 alussa", "2016-01-01/2016-01-31 At"),
            ("vuodenvaihteessa 2016–2017 kahdeksan", "2016-12-01/2017-01-31 At"),
            ("vuodenvaihteessa 2017-2018.", "2017-12-01/2018-01-31 At"),
            ("vuosina 2015–2020", "2015-01-01/2015-12-31 until 2020-01-01/2020-12-31 FromTo"),
            ("kesäkuussa 2015", "2015-06-01/2015-06-30 At"),
            ("kesäkuusta 2015", "2015-06-01/2015-06-30 Since"),
            ("päättyy 31.12.2014.", "2014-12-31/2014-12-31 At"),
            ("perjantai 8. tammikuuta 2016", "2016-01-08/2016-01-08 At"),
            ("loppuvuoden aikana", "2018-11-09/2018-12-31 At"),
            ("vuoden 2018 loppuun mennessä", "…/2018-12-31 At"),
            ("1.1.2016–31.12.2018", "2016-01-01/2016-01-01 until 2018-12-31/2018-12-31 FromTo"),
            ("3/2021–8/2023", "2021-03-01/2021-03-31 until 2023-08-01/2023-08-31 FromTo"),
            ("01/2024 – 12/2025", "2024-01-01/2024-01-31 until 2025-12-01/2025-12-31 FromTo"),
            ("15.4.2020 – 14.4.2023", "2020-04-15/2020-04-15 until 2023-04-14/2023-04-14 FromTo"),
            ("1.3.–31.8.2023", "2023-03-01/2023-03-01 until 2023-08-31/2023-08-31 FromTo"),
            ("maaliskuu 2021 – elokuu 2023", "2021-03-01/2021-03-31 until 2023-08-01/2023-08-31 FromTo"),
            ("mars 2021 till augusti 2023", "2021-03-01/2021-03-31 until 2023-08-01/2023-08-31 FromTo"),
            ("from 1 March 2021 until the end of 2023", "2021-03-01/2021-03-01 until 2023-12-31/2023-12-31 FromTo"),
            ("until the end of 2023", "2023-12-31/2023-12-31 Until"),
            ("till utgången av 2024", "2024-12-31/2024-12-31 Until"),
            ("t.o.m. 31.12.2024", "2024-12-31/2024-12-31 Until"),
            ("hösten 2023", "2023-09-01/2023-11-30 At"),
            ("in spring 2024", "2024-03-01/2024-05-31 At"),
            ("lokakuun 2021 alusta", "2021-10-01/2021-10-01 Since"),
            ("30.6.2024 asti", "2024-06-30/2024-06-30 Until"),
            ("2021-03-01 – 2023-08-31", "2021-03-01/2021-03-01 until 2023-08-31/2023-08-31 FromTo"),
            ("since 2021", "2021-01-01/2021-12-31 Since"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_left_alone() {
        for text in ["25, 4 miljoonaa", "2,9 miljoonaa", "750 pakolaisesta", "1386/2010", "0295 2016", "32.1.2016"] {
            assert_eq!(read_all(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_date_is_read_in_three_languages() {
        let read = |words: &str| date_days(words).map(|days| format!("{}/{}", days.first, days.last));
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
