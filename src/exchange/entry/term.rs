//! The beginning and end of a post or a project in ISO 8601, and other values of a post that only our own readers
//! understand.

use super::ExportPost;
use crate::exchange::values::{Post, filled};
use crate::exchange::{StatedTerm, TermBound, TermOf};
use crate::model::Period;
use crate::text::Day;

/// A beginning and an end.
///
/// * **Shape** — `2021-10-01`, `2021-10`, `2021`; of other bounds both, as in `2021-09-01/2021-11-30`, with `..` for one
///   that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct ExportTerm {
    /// The beginning; empty if it is not known.
    pub(in crate::exchange) start: String,
    /// The end; empty if it is not known.
    pub(in crate::exchange) end: String,
}

/// The name of a time in formats without a property for it, prefixed with `x-allu-` if the format requires it.
const TERM_NAMES: [(TermOf, TermBound, &str); 4] = [
    (TermOf::Post, TermBound::Start, "post-start"),
    (TermOf::Post, TermBound::End, "post-end"),
    (TermOf::Project, TermBound::Start, "project-start"),
    (TermOf::Project, TermBound::End, "project-end"),
];

/// The name of an area of one of several posts.
pub(super) const POST_AREA: &str = "post-area";
/// The name of its place of work in them.
pub(super) const POST_PLACE: &str = "post-place";

/// A value of a post with one of these names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum OwnValue {
    /// The beginning or end of the post or the project.
    Term(StatedTerm),
    /// An area.
    Area(String),
    /// The place of work.
    Place(String),
}

impl ExportPost {
    /// The times that are known, each with its name.
    pub(super) fn times(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let values = [&self.term.start, &self.term.end, &self.project_term.start, &self.project_term.end];
        TERM_NAMES
            .iter()
            .zip(values)
            .filter(|(_, value)| !value.is_empty())
            .map(|((.., name), value)| (*name, value.as_str()))
    }
}

impl OwnValue {
    /// Whether a name is one of a value.
    pub(in crate::exchange) fn has_name(name: &str) -> bool {
        TERM_NAMES
            .iter()
            .map(|(.., known)| *known)
            .chain([POST_AREA, POST_PLACE])
            .any(|it| it.eq_ignore_ascii_case(name))
    }

    /// The value under a name. `None` if the name is another, or the value is empty.
    pub(in crate::exchange) fn read(name: &str, value: &str) -> Option<Self> {
        let printed = filled(value)?;
        if name.eq_ignore_ascii_case(POST_AREA) {
            return Some(Self::Area(printed));
        }
        if name.eq_ignore_ascii_case(POST_PLACE) {
            return Some(Self::Place(printed));
        }
        let (of, bound, _) = TERM_NAMES.iter().find(|(.., known)| known.eq_ignore_ascii_case(name))?;
        Some(Self::Term(StatedTerm { of: *of, bound: *bound, printed }))
    }

    /// Gives the value to a post.
    pub(in crate::exchange) fn give_to(self, post: &mut Post) {
        match self {
            Self::Term(term) => post.terms.push(term),
            Self::Area(area) => post.areas.push(area),
            Self::Place(place) => post.place = Some(place),
        }
    }
}

impl ExportTerm {
    /// The term between two points of time.
    pub(in crate::exchange) fn of(start: Option<&Period>, end: Option<&Period>) -> Self {
        let words = |period: Option<&Period>| period.map(|period| point(period.from, period.to)).unwrap_or_default();
        Self { start: words(start), end: words(end) }
    }
}

fn point(from: Option<Day>, to: Option<Day>) -> String {
    let (Some(first), Some(last)) = (from, to) else {
        let bound = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        return if from.is_none() && to.is_none() { String::new() } else { format!("{}/{}", bound(from), bound(to)) };
    };
    let is_from_first = |month: u8| (first.month(), first.day()) == (month, 1);
    if first == last {
        first.to_string()
    } else if first.year() == last.year() && is_from_first(1) && (last.month(), last.day()) == (12, 31) {
        format!("{:04}", first.year())
    } else if is_from_first(last.month()) && Day::last_of_month(first.year(), first.month()) == Some(last) {
        format!("{:04}-{:02}", first.year(), first.month())
    } else {
        format!("{first}/{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_as_short_as_its_bounds_allow() {
        let day = |text: &str| text.parse::<Day>().ok();
        for (from, to, expected) in [
            ("2021-10-01", "2021-10-01", "2021-10-01"),
            ("2021-10-01", "2021-10-31", "2021-10"),
            ("2021-01-01", "2021-12-31", "2021"),
            ("2020-01-01", "2021-12-31", "2020-01-01/2021-12-31"),
            ("2020-10-01", "2021-10-31", "2020-10-01/2021-10-31"),
            ("", "2021-12-31", "../2021-12-31"),
            ("2021-12-31", "", "2021-12-31/.."),
            ("", "", ""),
        ] {
            assert_eq!(point(day(from), day(to)), expected, "{from} {to}");
        }
    }
}
