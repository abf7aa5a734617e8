//! When posts and projects in contact files begin and end.

use crate::exchange::{StatedTerm, TermBound};
use crate::extract::entities::temporal::{Days, TimeKind, times_of_value, year_days};
use crate::model::{Basis, Evidence, Period};
use crate::text::Day;

/// The beginning and the end that a cell states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadTerm {
    /// The beginning.
    pub(super) start: Option<Period>,
    /// The end.
    pub(super) end: Option<Period>,
}

impl ReadTerm {
    /// Parses a cell. Neither time is known if the cell has none.
    pub(super) fn of(term: &StatedTerm, evidence: &[Evidence]) -> Self {
        let period = |(from, to): (Option<Day>, Option<Day>)| Period {
            from,
            to,
            words: term.printed.clone(),
            basis: Basis::Stated,
            evidence: evidence.to_vec(),
        };
        let Some((start, end)) = bounds(term) else { return Self::default() };
        Self { start: start.map(period), end: end.map(period) }
    }

    /// Whether the cell states neither.
    pub(super) fn is_empty(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }
}

/// The days between which something happens.
type Between = (Option<Day>, Option<Day>);

/// The bounds of the beginning and of the end.
fn bounds(term: &StatedTerm) -> Option<(Option<Between>, Option<Between>)> {
    let text = term.printed.trim();
    let of_days = |days: Days| (Some(days.first), Some(days.last));
    if let Some(between) = interval(text) {
        return Some(match term.bound {
            TermBound::Start => (Some(between), None),
            TermBound::End => (None, Some(between)),
            TermBound::Both => {
                let (first, last) = text.split_once('/').map_or((Some(text), Some(text)), |(a, b)| (Some(a), Some(b)));
                let part = |text: Option<&str>| text.and_then(days_of).map(of_days);
                (part(first), part(last))
            }
        });
    }
    let time = times_of_value(text, None).into_iter().next()?.value;
    let days = (time.first, Some(time.last));
    Some(match (time.kind, term.bound) {
        (TimeKind::FromTo, _) => (Some(days), time.end.map(of_days)),
        (TimeKind::At, TermBound::Both) => (Some(days), Some(days)),
        (TimeKind::Since, TermBound::Both) | (_, TermBound::Start) => (Some(days), None),
        (TimeKind::Until, TermBound::Both) | (_, TermBound::End) => (None, Some(days)),
    })
}

/// The bounds of a time in ISO 8601: a day, a month, a year, or two of them with a slash between, of which one may be
/// `..`.
fn interval(text: &str) -> Option<Between> {
    let Some((first, last)) = text.split_once('/') else {
        let days = days_of(text)?;
        return Some((Some(days.first), Some(days.last)));
    };
    let bound = |text: &str| if text == ".." { Some(None) } else { days_of(text).map(Some) };
    let (first, last) = (bound(first)?, bound(last)?);
    (first.is_some() || last.is_some()).then(|| (first.map(|days| days.first), last.map(|days| days.last)))
}

/// `2021-10-01`, with a time of day after it or without, `2021-10` and `2021`.
fn days_of(text: &str) -> Option<Days> {
    let date = text.trim().split(['T', ' ']).next()?;
    let mut parts = date.split('-').map(|part| part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part));
    let year: u16 = parts.next()??.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => year_days(year),
        (Some(month), None) => {
            let month = month?.parse().ok()?;
            Some(Days { first: Day::new(year, month, 1)?, last: Day::last_of_month(year, month)? })
        }
        (Some(month), Some(day)) => {
            let day = Day::new(year, month?.parse().ok()?, day?.parse().ok()?)?;
            Some(Days { first: day, last: day })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::TermOf;

    fn case(bound: TermBound, printed: &str) -> [String; 2] {
        let read = ReadTerm::of(&StatedTerm { of: TermOf::Post, bound, printed: printed.to_owned() }, &[]);
        let day = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        let words = |it: Option<Period>| it.map(|it| format!("{}/{}", day(it.from), day(it.to))).unwrap_or_default();
        [words(read.start), words(read.end)]
    }

    #[test]
    fn a_cell_is_a_beginning_or_an_end() {
        for (printed, between) in [
            ("2021-10-01", "2021-10-01/2021-10-01"),
            ("2021-10-01 00:00:00", "2021-10-01/2021-10-01"),
            ("2021-10", "2021-10-01/2021-10-31"),
            ("2021", "2021-01-01/2021-12-31"),
            ("1.10.2021", "2021-10-01/2021-10-01"),
            ("10/2021", "2021-10-01/2021-10-31"),
            ("../2021-10-31", "../2021-10-31"),
            ("2021-09/2021-11", "2021-09-01/2021-11-30"),
        ] {
            assert_eq!(case(TermBound::Start, printed), [between, ""], "{printed}");
            assert_eq!(case(TermBound::End, printed), ["", between], "{printed}");
        }
        assert_eq!(case(TermBound::End, "toistaiseksi"), ["", ""]);
        assert_eq!(case(TermBound::End, "2021-13"), ["", ""]);
    }

    #[test]
    fn a_cell_is_both() {
        let whole = ["2021-03-01/2021-03-01", "2023-08-31/2023-08-31"];
        assert_eq!(case(TermBound::Both, "1.3.2021–31.8.2023"), whole);
        assert_eq!(case(TermBound::Both, "2021-03-01/2023-08-31"), whole);
        assert_eq!(case(TermBound::Start, "1.3.2021–31.8.2023"), whole);
        assert_eq!(case(TermBound::Both, "31.8.2023 asti"), ["", whole[1]]);
    }
}
