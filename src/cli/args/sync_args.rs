//! The arguments of `allu sync`.

use std::time::Duration;

use clap::ValueHint;

#[derive(Debug, clap::Args)]
pub(crate) struct SyncArgs {
    /// Sync only these sources; without any, all sources that have a server
    #[arg(value_name = "SOURCE", value_hint = ValueHint::Other)]
    pub sources: Vec<String>,
    /// Repeat the sync at this interval, such as 30s, 10m or 2h, until interrupted
    #[arg(long, value_name = "TIME", value_parser = duration, value_hint = ValueHint::Other)]
    pub every: Option<Duration>,
    /// Print the names of the sources that have a server, one per line, and sync nothing
    #[arg(long, conflicts_with_all = ["sources", "every"])]
    pub list: bool,
}

/// Parses a time from one second to one week: a whole number followed by `s`, `m` or `h`.
fn duration(given: &str) -> Result<Duration, String> {
    const LONGEST: u64 = 7 * 24 * 60 * 60;
    let units = [('s', 1), ('m', 60), ('h', 60 * 60)];
    let seconds = units.into_iter().find_map(|(letter, seconds)| {
        let number: u64 = given.strip_suffix(letter)?.parse().ok()?;
        number.checked_mul(seconds).filter(|seconds| (1..=LONGEST).contains(seconds))
    });
    seconds
        .map(Duration::from_secs)
        .ok_or_else(|| "write a time of at most a week (168h), such as 30s, 10m or 2h".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_a_unit() {
        assert_eq!(duration("10m"), Ok(Duration::from_mins(10)));
        assert_eq!(duration("168h"), Ok(Duration::from_hours(168)));
        for given in ["", "10", "m", "0s", "-1s", "169h", "1.5h", "1d", "99999999999999999999h"] {
            assert!(duration(given).is_err(), "{given}");
        }
    }
}
