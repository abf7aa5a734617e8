//! Days and months without a year, which are near the date of the document: “1.9. alkaen”, “den 30 september”, “at the end
//! of October”.

use super::calendar::{self, month_in_any_language};
use super::{Days, TimeExpression, TimeKind, finnish_month, point};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::text::Day;

/// The time that begins with the first of the folded words, and the number of its words.
pub(super) fn read(words: &[&str], document_date: Day) -> Option<(usize, TimeExpression)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    // “until 31 May”, “from 1 September”
    let opener = match word(0) {
        "until" | "till" | "through" => Some(TimeKind::Until),
        "from" | "since" | "fran" => Some(TimeKind::Since),
        _ => None,
    };
    if let Some(kind) = opener {
        let (length, time) = read(words.get(1..)?, document_date)?;
        return (time.kind == TimeKind::At).then(|| (length + 1, TimeExpression { kind, ..time }));
    }
    let edge = |length: usize, number: u8| {
        let last = Day::last_of_month(year_near(document_date, number), number)?;
        Some((length, point(Days::one(last), TimeKind::At)))
    };
    // “1.9. alkaen”: a number with a full stop is a date only beside certain words.
    if let Some((day, month)) = word(0).split_once('.') {
        let at = if word(1) == "." { 2 } else { 1 };
        let kind = match word(at) {
            "alkaen" | "lahtien" => TimeKind::Since,
            "asti" | "saakka" => TimeKind::Until,
            _ => return None,
        };
        let day = day_near(document_date, month.trim_end_matches('.').parse().ok()?, day.parse().ok()?)?;
        return Some((at + 1, point(Days::one(day), kind)));
    }
    // “at the end of October”, “i slutet av oktober”, “lokakuun lopussa”
    if let ["end", "of", month, ..] | ["slutet" | "utgangen", "av", month, ..] = *words {
        return edge(3, month_in_any_language(month)?);
    }
    if let Some(number) = finnish_month(word(0)) {
        return match word(1) {
            "lopussa" | "lopulla" => edge(2, number),
            "alusta" => Some((2, point(Days::one(day_near(document_date, number, 1)?), TimeKind::Since))),
            _ => None,
        };
    }
    let start = usize::from(word(0) == "den");
    let number = word(start).trim_end_matches(|it: char| !it.is_ascii_digit());
    let is_ordinal = ["", ".", "st", "nd", "rd", "th", ":e", ":a"].contains(&word(start).strip_prefix(number)?);
    let day: u8 = number.parse().ok().filter(|_| is_ordinal)?;
    let at = if word(start + 1) == "." { start + 2 } else { start + 1 };
    let day = day_near(document_date, month_in_any_language(word(at))?, day)?;
    let length = at + 1;
    match word(length) {
        "alkaen" | "lahtien" | "onwards" => Some((length + 1, point(Days::one(day), TimeKind::Since))),
        "asti" | "saakka" => Some((length + 1, point(Days::one(day), TimeKind::Until))),
        _ => Some((length, point(Days::one(day), TimeKind::At))),
    }
}

/// A day after a verb about the future, as “31.1.” in “lopettaa 31.1.”: the next such day; or a month after a verb.
pub(super) fn read_coming(before: &str, words: &[&str], document_date: Day) -> Option<(usize, TimeExpression)> {
    if let Some((length, number)) = month_within(words) {
        // “starts in September” is the next such month, “started in September” the last one.
        let in_year = |year: u16| calendar::of_month(year, number);
        // The subject of other verbs may be a course.
        let is_of_person = VOCABULARY.appointed.contains(before) || VOCABULARY.leaves.contains(before);
        let days = if is_of_person && VOCABULARY.upcoming.contains(before) {
            in_year(document_date.year())
                .filter(|it| it.last >= document_date)
                .or_else(|| in_year(document_date.year() + 1))
        } else if VOCABULARY.lists(WordList::Began, before) {
            in_year(document_date.year())
                .filter(|it| it.first <= document_date)
                .or_else(|| in_year(document_date.year() - 1))
        } else {
            None
        };
        return Some((length, point(days?, TimeKind::At)));
    }
    if !VOCABULARY.upcoming.contains(before) {
        return None;
    }
    let (day, month) = words.first()?.split_once('.')?;
    let has_stop = words.get(1) == Some(&".");
    let (day, month): (u8, u8) = (day.parse().ok()?, month.trim_end_matches('.').parse().ok()?);
    let in_year = |year: u16| Day::new(year, month, day);
    let next = in_year(document_date.year()).filter(|it| *it >= document_date);
    let day = next.or_else(|| in_year(document_date.year() + 1))?;
    Some((if has_stop { 2 } else { 1 }, point(Days::one(day), TimeKind::At)))
}

/// The number of a month that words name as a time without a year, and how many words they are: “in September”,
/// “syyskuussa”.
fn month_within(words: &[&str]) -> Option<(usize, u8)> {
    let (length, month) = match words {
        ["in" | "i", month, ..] => (2, month_in_any_language(month)?),
        // “syyskuussa”
        [month, ..] => (1, finnish_month(&format!("{}kuun", month.strip_suffix("kuussa")?))?),
        [] => return None,
    };
    let has_year = words.get(length).is_some_and(|next| next.starts_with(|it: char| it.is_ascii_digit()));
    (!has_year).then_some((length, month))
}

/// A day, in the year in which it is near a date.
fn day_near(date: Day, month: u8, day: u8) -> Option<Day> {
    Day::new(year_near(date, month), month, day)
}

/// The year in which a month is near a date: up to four months before it, or after it.
fn year_near(date: Day, month: u8) -> u16 {
    const MONTHS_BEFORE: u8 = 4;
    const MONTHS: u8 = 12;
    match (date.month(), month) {
        (now, then) if then + MONTHS_BEFORE < now => date.year() + 1,
        (now, then) if then > now + MONTHS - MONTHS_BEFORE => date.year() - 1,
        _ => date.year(),
    }
}
