//! Temporal expressions as days: times in Finnish prose, and dates and ranges in Finnish, Swedish and English.
//!
//! * `calendar`: years, months and days in figures and words.
//! * `phrase`: phrases of points and ranges: “3/2021–8/2023”, “hösten 2023”.
//! * `yearless`: days and months without a year, which are near the date of the document.

mod calendar;
mod phrase;
#[cfg(test)]
mod tests;
mod yearless;

use super::tokenizer::{Match, Token, tokenize};
use crate::model::{Basis, Period};
use crate::text::{Day, fold};
pub(crate) use calendar::{Days, date_days, year_days, year_of};
use calendar::{finnish_month, numeric_date, years};

/// A time that a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeExpression {
    /// The earliest possible day, if the words contain one; for [`TimeKind::FromTo`], that of the start.
    pub(crate) first: Option<Day>,
    /// The latest possible day; for [`TimeKind::FromTo`], that of the start.
    pub(crate) last: Day,
    /// The days of the end, only for [`TimeKind::FromTo`].
    pub(crate) end: Option<Days>,
    /// Whether it is a date, a start or an end.
    pub(crate) kind: TimeKind,
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
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
        let coming = || yearless::read_coming(before, &rest, document_date?);
        match phrase::read(&rest).or_else(|| read(&rest, document_date)).or_else(coming) {
            Some((length, time)) => {
                found.push(Match::new(at..at + length, time));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The times of a value after a label for a period or a date, where a year alone is a time, too.
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

/// Whether a word is a number within a year, as in `3/2021`.
pub(crate) fn is_serial(word: &str) -> bool {
    word.split_once('/').is_some_and(|(number, year)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() && year_of(year).is_some()
    })
}

/// Whether a text is times and marks, and nothing else.
pub(crate) fn is_only_times(text: &str) -> bool {
    let times = times_of_value(text, None);
    let is_time = |at: usize| times.iter().any(|time| time.tokens.contains(&at));
    !times.is_empty() && tokenize(text).iter().enumerate().all(|(at, token)| !token.is_word || is_time(at))
}

/// The maximum number of words of a time.
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
    if let Some((start, end)) = years(first) {
        return Some((1, year_span(start, end)?));
    }
    yearless::read(words, document_date?)
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
