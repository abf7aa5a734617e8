//! Times as phrases of points and ranges, in Finnish, Swedish and English: “3/2021–8/2023”, “from 1 March 2021 until the end
//! of 2023”, “hösten 2023”.

use super::calendar::month_in_any_language;
use super::{Days, TimeExpression, TimeKind, finnish_month, from_to, numeric_date, point, year_of};
use crate::text::Day;

/// The time that begins with the first of the folded words, and the number of its words.
pub(super) fn read(words: &[&str]) -> Option<(usize, TimeExpression)> {
    slash_range(words).or_else(|| range(words)).or_else(|| bounded(words)).or_else(|| single(words))
}

/// The times of a value after a label, where a year alone is a time, too.
pub(super) fn read_value(words: &[&str]) -> Option<(usize, TimeExpression)> {
    read(words).or_else(|| {
        let (length, days) = point_at(words)?;
        Some((length, point(days, TimeKind::At)))
    })
}

/// A point of time, without words before or after it, and the number of its words.
fn point_at(words: &[&str]) -> Option<(usize, Days)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if word(0) == "den" {
        return point_at(words.get(1..)?).map(|(length, days)| (length + 1, days));
    }
    if let Some(day) = numeric_date(word(0)).or_else(|| iso_date(word(0))) {
        return Some((1, Days::one(day)));
    }
    // 3/2021
    if let (Ok(month), "/", Some(year)) = (word(0).parse::<u8>(), word(1), year_of(word(2))) {
        return Some((3, month_days(year, month)?));
    }
    // “15. maaliskuuta 2021”, “15 March 2021”, “15th March 2021”
    if let Some(day) = day_number(word(0)) {
        let at = if word(1) == "." { 2 } else { 1 };
        let at = if word(at) == "of" { at + 1 } else { at };
        if let (Some(month), Some(year)) = (month_in_any_language(word(at)), year_of(word(at + 1))) {
            return Some((at + 2, Days::one(Day::new(year, month, day)?)));
        }
    }
    if let Some(month) = month_in_any_language(word(0)) {
        // “March 15, 2021”
        let comma = usize::from(word(2) == ",");
        if let (Some(day), Some(year)) = (day_number(word(1)), year_of(word(2 + comma))) {
            return Some((3 + comma, Days::one(Day::new(year, month, day)?)));
        }
        if let Some(year) = year_of(word(1)) {
            return Some((2, month_days(year, month)?));
        }
    }
    if let (Some((first, last)), Some(year)) = (season(word(0)), year_of(word(1))) {
        let (from, to) = (Day::new(year, first, 1)?, Day::last_of_month(year, last)?);
        return Some((2, Days { first: from, last: to }));
    }
    Some((1, super::year_days(year_of(word(0))?)?))
}

/// Whether a point is a year alone, which is a time only beside certain words.
fn is_year(words: &[&str]) -> bool {
    words.first().is_some_and(|word| year_of(word).is_some())
}

/// “3/2021-8/2023”, whose middle is one word.
fn slash_range(words: &[&str]) -> Option<(usize, TimeExpression)> {
    let [first, "/", middle, "/", last] = *words.get(..5)? else { return None };
    let (year, month) = middle.split_once('-')?;
    let start = month_days(year_of(year)?, first.parse().ok()?)?;
    let end = month_days(year_of(last)?, month.parse().ok()?)?;
    (start.first <= end.last).then(|| (5, from_to(start, end)))
}

/// “15.4.2020 – 14.4.2023”, “March 2021 to August 2023”, “1.3.–31.8.2023”.
fn range(words: &[&str]) -> Option<(usize, TimeExpression)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let opener = usize::from(matches!(word(0), "from" | "fran" | "between" | "mellan"));
    let rest = words.get(opener..)?;
    if let Some((length, start, end)) = range_without_first_year(rest) {
        return Some((opener + length, from_to(start, end)));
    }
    let (length, start) = point_at(rest)?;
    let mut at = opener + length;
    let has_dash = matches!(word(at), "-" | "\u{2014}");
    if has_dash
        || matches!(word(at), "to" | "till" | "until" | "through")
        || opener == 1 && matches!(word(at), "and" | "och")
    {
        at += 1;
        // “till och med”
        if word(at) == "och" && word(at + 1) == "med" {
            at += 2;
        }
    } else {
        return None;
    }
    let (length, end) = end_of(words.get(at..)?).or_else(|| point_at(words.get(at..)?))?;
    let is_plain = is_year(rest) && is_year(words.get(at..)?);
    // Two bare years with “to” between are a range only after “from”.
    (start.first <= end.last && (!is_plain || has_dash || opener == 1)).then(|| (at + length, from_to(start, end)))
}

/// “1.3.–31.8.2023”, “maaliskuu–elokuu 2023”, “March–August 2023”: the year is written once.
fn range_without_first_year(words: &[&str]) -> Option<(usize, Days, Days)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    // “1.9–31.12.2024” is one word.
    if let Some((start, end)) = word(0).split_once('-')
        && let (Some((day, month)), Some(end)) = (start.split_once('.'), numeric_date(end))
    {
        let start = Day::new(end.year(), month.trim_end_matches('.').parse().ok()?, day.parse().ok()?)?;
        return (start <= end).then(|| (1, Days::one(start), Days::one(end)));
    }
    if let Some((day, month)) = word(0).split_once('.') {
        let at = if word(1) == "." { 2 } else { 1 };
        let end = numeric_date(word(at + 1)).filter(|_| word(at) == "-")?;
        let start = Day::new(end.year(), month.parse().ok()?, day.parse().ok()?)?;
        return (start <= end).then(|| (at + 2, Days::one(start), Days::one(end)));
    }
    if let Some((first, last)) = word(0).split_once('-') {
        let (first, last, year) = (month_in_any_language(first)?, month_in_any_language(last)?, year_of(word(1))?);
        return Some((2, month_days(year, first)?, month_days(year, last)?)).filter(|_| first <= last);
    }
    let (first, last) = (month_in_any_language(word(0))?, month_in_any_language(word(2)).filter(|_| word(1) == "-")?);
    let year = year_of(word(3))?;
    Some((4, month_days(year, first)?, month_days(year, last)?)).filter(|_| first <= last)
}

/// A start or an end by the words before or after it.
fn bounded(words: &[&str]) -> Option<(usize, TimeExpression)> {
    if let Some((length, days)) = end_of(words) {
        return Some((length, point(days, TimeKind::Until)));
    }
    let opener = |phrases: &[&[&str]]| {
        let found = phrases.iter().filter(|phrase| words.starts_with(phrase)).map(|phrase| phrase.len()).max()?;
        Some(found)
    };
    let since: &[&[&str]] = &[
        &["from"],
        &["since"],
        &["starting"],
        &["starting", "from"],
        &["as", "of"],
        &["fran", "och", "med"],
        &["fran"],
        &["fr.o.m", "."],
        &["fr.o.m"],
        &["sedan"],
        &["beginning"],
        &["with", "effect", "from"],
        &["alkaen"],
    ];
    let until: &[&[&str]] = &[
        &["until"],
        &["till"],
        &["till", "och", "med"],
        &["t.o.m", "."],
        &["t.o.m"],
        &["through"],
        &["fram", "till"],
        &["up", "to"],
        &["til"],
        &["asti"],
    ];
    for (phrases, kind) in [(since, TimeKind::Since), (until, TimeKind::Until)] {
        if let Some(opener) = opener(phrases) {
            let (length, days) = point_at(words.get(opener..)?)?;
            return Some((opener + length, point(days, kind)));
        }
    }
    let (length, days) = point_at(words)?;
    let kind = match words.get(length).copied().unwrap_or_default() {
        "alkaen" | "lahtien" | "onwards" | "framat" => TimeKind::Since,
        "asti" | "saakka" => TimeKind::Until,
        _ => return None,
    };
    Some((length + 1, point(days, kind)))
}

/// “until the end of 2023”, “till utgången av augusti 2024”: the last day.
fn end_of(words: &[&str]) -> Option<(usize, Days)> {
    let mut at = words
        .iter()
        .take_while(|word| matches!(**word, "until" | "till" | "by" | "the" | "through" | "to" | "vid" | "i"))
        .count();
    let is_end = matches!(words.get(at..at + 2)?, ["end", "of"] | ["utgangen" | "slutet", "av"]);
    if !is_end {
        return None;
    }
    at += 2;
    let (length, days) = point_at(words.get(at..)?)?;
    Some((at + length, Days::one(days.last)))
}

/// A month, a season or a day alone: “i mars 2021”, “hösten 2023”, “15 March 2021”.
fn single(words: &[&str]) -> Option<(usize, TimeExpression)> {
    let is_finnish = words.iter().take(4).any(|word| finnish_month(word).is_some());
    let (length, days) = point_at(words).filter(|_| !is_year(words) && !is_finnish)?;
    Some((length, point(days, TimeKind::At)))
}

fn month_days(year: u16, month: u8) -> Option<Days> {
    Some(Days { first: Day::new(year, month, 1)?, last: Day::last_of_month(year, month)? })
}

fn iso_date(word: &str) -> Option<Day> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && month.len() == 2 && day.len() == 2;
    is_whole.then(|| Day::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?))?
}

fn day_number(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|it: char| !it.is_ascii_digit());
    let is_ordinal = ["", ".", "st", "nd", "rd", "th", ":e", ":a"].contains(&word.strip_prefix(digits)?);
    digits.parse().ok().filter(|day| is_ordinal && (1..=31).contains(day))
}

/// The first and last month of a season; winter is the beginning of its year.
fn season(word: &str) -> Option<(u8, u8)> {
    Some(match word {
        "kevat" | "kevaalla" | "kevaasta" | "kevaaseen" | "varen" | "var" | "spring" => (3, 5),
        "kesa" | "kesalla" | "kesasta" | "kesaan" | "sommaren" | "sommar" | "summer" => (6, 8),
        "syksy" | "syksylla" | "syksysta" | "syksyyn" | "hosten" | "host" | "autumn" | "fall" => (9, 11),
        "talvi" | "talvella" | "vintern" | "vinter" | "winter" => (1, 2),
        _ => return None,
    })
}
