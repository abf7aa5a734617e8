//! Writes points and spans of time as briefly as their bounds allow.

use super::{Lang, say};
use crate::text::Day;

/// A time of which only the bounds are known: `2015`, `6/2015`, `31.12.2014`, `9.11.2018–31.12.2018`, `not before
/// January 2018`.
#[must_use]
pub fn when(lang: Lang, from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => span(lang, from, to),
        (Some(from), None) => say!(lang, "when.not_before", day = opening(lang, from)),
        (None, Some(to)) => say!(lang, "when.at_the_latest", day = closing(lang, to)),
        (None, None) => say!(lang, "when.unknown"),
    }
}

/// The years from a start to an end: `2015–2020`, `–2020`, or one year if both are in it. Empty if neither is known.
#[must_use]
pub fn years(start: Option<Day>, end: Option<Day>) -> String {
    let year = |day: Option<Day>| day.map(|day| day.year().to_string()).unwrap_or_default();
    match (year(start), year(end)) {
        (start, end) if start.is_empty() && end.is_empty() => String::new(),
        (start, end) if start == end => start,
        (start, end) => format!("{start}–{end}"),
    }
}

fn span(lang: Lang, from: Day, to: Day) -> String {
    let whole_years = from.month() == 1 && from.day() == 1 && to.month() == 12 && to.day() == 31;
    let whole_months = from.day() == 1 && Day::last_of_month(to.year(), to.month()) == Some(to);
    if whole_years && from.year() == to.year() {
        from.year().to_string()
    } else if whole_years {
        format!("{}–{}", from.year(), to.year())
    } else if whole_months && (from.year(), from.month()) == (to.year(), to.month()) {
        month(lang, from)
    } else if whole_months {
        format!("{}–{}", month(lang, from), month(lang, to))
    } else if from == to {
        day(lang, from)
    } else {
        format!("{}–{}", day(lang, from), day(lang, to))
    }
}

/// The first day of a span. If it is the first of a month, only the month is written.
fn opening(lang: Lang, first: Day) -> String {
    if first.day() == 1 { month(lang, first) } else { day(lang, first) }
}

fn closing(lang: Lang, last: Day) -> String {
    let ends_month = Day::last_of_month(last.year(), last.month()) == Some(last);
    if ends_month { month(lang, last) } else { day(lang, last) }
}

/// The English names of the months.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(lang: Lang, day: Day) -> String {
    let (year, month) = (day.year(), day.month());
    match lang {
        Lang::Fi | Lang::Sv => format!("{month}/{year}"),
        Lang::En => format!("{} {year}", MONTHS[usize::from(month.saturating_sub(1)) % MONTHS.len()]),
    }
}

fn day(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Fi | Lang::Sv => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        Lang::En => {
            let month = MONTHS[usize::from(day.month().saturating_sub(1)) % MONTHS.len()];
            let short = month.get(..3).unwrap_or(month);
            format!("{} {short} {}", day.day(), day.year())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(from: &str, to: &str) -> String {
        when(Lang::Fi, from.parse().ok(), to.parse().ok())
    }

    #[test]
    fn a_time_is_as_short_as_its_bounds_allow() {
        assert_eq!(shown("2015-01-01", "2015-12-31"), "2015");
        assert_eq!(shown("2015-01-01", "2020-12-31"), "2015–2020");
        assert_eq!(shown("2015-06-01", "2015-06-30"), "6/2015");
        assert_eq!(shown("2016-01-01", "2016-06-30"), "1/2016–6/2016");
        assert_eq!(shown("2014-12-31", "2014-12-31"), "31.12.2014");
        assert_eq!(shown("2018-11-09", "2018-12-31"), "9.11.2018–31.12.2018");
        assert_eq!(shown("2018-01-01", ""), "aikaisintaan 1/2018");
    }
}
