//! The directory that a record is from, if several are searched as one.

use serde::Serialize;

use crate::model::DirectorySource;
use crate::text::Day;

/// A directory among several, and how new it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct SourceJson {
    name: String,
    /// The latest day on which a document of it was published.
    date: Option<Day>,
    /// The time of the last sync with a server, in UTC.
    synced: Option<String>,
}

impl SourceJson {
    pub(super) fn new(source: &DirectorySource) -> Self {
        Self { name: source.name.clone(), date: source.date, synced: source.synced_at.map(rfc3339) }
    }

    pub(super) fn example() -> Self {
        Self { name: String::new(), date: Some(Day::from_unix_seconds(0)), synced: Some(rfc3339(0)) }
    }
}

/// A time in UTC, as in `2026-11-27T12:10:00Z`.
fn rfc3339(seconds: u64) -> String {
    let of_day = seconds % 86_400;
    let (hours, minutes) = (of_day / 3600, of_day / 60 % 60);
    format!("{}T{hours:02}:{minutes:02}:{:02}Z", Day::from_unix_seconds(seconds), of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    #[test]
    fn a_time_is_that_of_utc() {
        assert_eq!(rfc3339(1_795_781_405), "2026-11-27T12:10:05Z");
    }
}
