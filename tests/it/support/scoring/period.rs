//! Whether computed bounds are those of a printed date, at the precision that is printed.

use allu::text::Day;
use serde_json::Value;

use super::found::text;

/// Which end of a span of time a date is.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    Start,
    End,
}

/// The first and the last day of a printed date. If several are right, as for a season, all of them.
struct Bounds {
    first: Vec<String>,
    last: Vec<String>,
}

/// Whether the computed bounds fit the printed date. The bound inside the span may be absent or nearer: “until the end
/// of 2024” says nothing about the earliest day.
pub(super) fn fits(printed: &str, computed: &Value, edge: Edge) -> bool {
    let Bounds { first, last } = bounds(printed);
    let (from, to) = (text(computed, "from"), text(computed, "to"));
    let not_after = |day: &str| last.iter().any(|last| day.is_empty() || day <= last.as_str());
    match edge {
        Edge::Start => first.iter().any(|day| day == from) && not_after(to),
        Edge::End => last.iter().any(|day| day == to) && not_after(from),
    }
}

/// Whether the computed bounds are exactly those of the printed date.
pub(super) fn is_exactly(printed: &str, computed: &Value) -> bool {
    let Bounds { first, last } = bounds(printed);
    first.iter().any(|day| day == text(computed, "from")) && last.iter().any(|day| day == text(computed, "to"))
}

fn bounds(printed: &str) -> Bounds {
    let parts: Vec<_> = printed.split('-').collect();
    let one = |first: String, last: String| Bounds { first: vec![first], last: vec![last] };
    let season = |first: [&str; 2], last: [&str; 2]| {
        let days = |days: [&str; 2]| days.iter().map(|day| format!("{}-{day}", parts[0])).collect();
        Bounds { first: days(first), last: days(last) }
    };
    match parts[..] {
        [year] => one(format!("{year}-01-01"), format!("{year}-12-31")),
        [_, "spring"] => season(["01-01", "03-01"], ["05-31", "06-30"]),
        [_, "summer"] => season(["06-01", "06-01"], ["08-31", "08-31"]),
        [_, "autumn"] => season(["08-01", "09-01"], ["11-30", "12-31"]),
        [year, month] => {
            let number = |digits: &str| digits.parse().unwrap_or_else(|_| panic!("{printed} is no month"));
            let (in_year, in_month): (u16, u16) = (number(year), number(month));
            let last = Day::last_of_month(in_year, u8::try_from(in_month).unwrap_or(0));
            one(format!("{printed}-01"), last.unwrap_or_else(|| panic!("{printed} is no month")).to_string())
        }
        _ => one(printed.to_owned(), printed.to_owned()),
    }
}

#[test]
fn bounds_fit_at_the_printed_precision() {
    let period = |from: &str, to: &str| serde_json::json!({"from": from, "to": to});
    assert!(fits("2021-10", &period("2021-10-01", "2021-10-31"), Edge::Start));
    assert!(fits("2021-10", &period("2021-10-01", "2021-10-01"), Edge::Start));
    assert!(!fits("2021-10", &period("2021-10-01", "2021-12-31"), Edge::Start));
    assert!(!fits("2021-10-05", &period("2021-10-01", "2021-10-05"), Edge::Start));
    assert!(fits("2024-02", &period("", "2024-02-29"), Edge::End));
    assert!(!fits("2024-02", &period("2024-02-01", "2024-02-28"), Edge::End));
    assert!(fits("2023-autumn", &period("2023-09-01", "2023-11-30"), Edge::End));
    assert!(!fits("2023-autumn", &period("2023-06-01", "2023-08-31"), Edge::End));
    assert!(is_exactly("2021-05-03", &period("2021-05-03", "2021-05-03")));
    assert!(!is_exactly("2021-05-03", &period("2021-01-01", "2021-12-31")));
}
