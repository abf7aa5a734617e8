//! The time of day where the user is.

use std::path::{Path, PathBuf};

use crate::files::read_file;
use crate::session::env::Env;
use crate::text::Day;

/// The zone of the system.
const OF_THE_SYSTEM: &str = "/etc/localtime";
const ZONES: &str = "/usr/share/zoneinfo";
/// The maximum number of bytes of the description of a zone.
const MAX_BYTES: u64 = 1 << 18;

/// The day, the hour and the minute in the zone of `TZ`, else of the system, else in UTC.
pub(super) fn local_time(seconds: u64, env: Env<'_>) -> (Day, (u8, u8)) {
    let zone = match env("TZ").filter(|name| !name.is_empty()) {
        Some(name) => zone_file(&name),
        None => Some(PathBuf::from(OF_THE_SYSTEM)),
    };
    let description = zone.and_then(|path| read_file(&path, MAX_BYTES).ok());
    let offset = description.and_then(|bytes| offset_at(&bytes, seconds)).unwrap_or(0);
    let local = seconds.saturating_add_signed(offset);
    let minutes = local / 60 % (24 * 60);
    let part = |number: u64| u8::try_from(number).unwrap_or(0);
    (Day::from_unix_seconds(local), (part(minutes / 60), part(minutes % 60)))
}

/// The file of a zone by its name, as in `Europe/Helsinki`, or by its path.
fn zone_file(name: &str) -> Option<PathBuf> {
    let name = name.strip_prefix(':').unwrap_or(name);
    let path = Path::new(ZONES).join(name);
    (!name.split('/').any(|part| part == "..")).then_some(path)
}

/// The seconds east of UTC at a time, by the description of a zone (RFC 9636): those of the last change before it, or of
/// the first kind of time.
fn offset_at(bytes: &[u8], seconds: u64) -> Option<i64> {
    /// The bytes before the data.
    const HEADER: usize = 44;
    let counts = |header: &[u8]| -> Option<[usize; 6]> {
        header.starts_with(b"TZif").then_some(())?;
        let mut counts = [0; 6];
        for (count, bytes) in counts.iter_mut().zip(header.get(20..HEADER)?.chunks_exact(4)) {
            *count = usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()?;
        }
        Some(counts)
    };
    let [utc, standard, leaps, changes, kinds, letters] = counts(bytes)?;
    // The data for programs that only support 32 bits precedes the rest.
    let skipped = HEADER + changes * 5 + kinds * 6 + letters + leaps * 8 + standard + utc;
    let rest = bytes.get(skipped..)?;
    let [_, _, _, changes, kinds, _] = counts(rest)?;
    let times = rest.get(HEADER..HEADER + changes * 8)?;
    let kind_of = rest.get(HEADER + changes * 8..HEADER + changes * 9)?;
    let kinds = rest.get(HEADER + changes * 9..HEADER + changes * 9 + kinds * 6)?;
    let time = |bytes: &[u8]| bytes.try_into().map_or(i64::MAX, i64::from_be_bytes);
    let seconds = i64::try_from(seconds).ok()?;
    let before = times.chunks_exact(8).take_while(|change| time(change) <= seconds).count();
    let kind = before.checked_sub(1).and_then(|last| kind_of.get(last)).copied().unwrap_or(0);
    let offset = kinds.chunks_exact(6).nth(kind.into())?.get(..4)?;
    offset.try_into().ok().map(|bytes| i32::from_be_bytes(bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zone that is two hours east of UTC, and three from the thousandth second on.
    fn zone() -> Vec<u8> {
        let header = |changes: u32, kinds: u32, letters: u32| {
            let counts = [0, 0, 0, changes, kinds, letters].map(u32::to_be_bytes).concat();
            [b"TZif2".as_slice(), &[0; 15], &counts].concat()
        };
        let kind = |hours: i32| [(hours * 3600).to_be_bytes().as_slice(), &[0, 0]].concat();
        let data = [1000_i64.to_be_bytes().as_slice(), &[1], &kind(2), &kind(3), b"A\0"].concat();
        [header(0, 1, 1), kind(9), b"\0".to_vec(), header(1, 2, 2), data, b"\nX\n".to_vec()].concat()
    }

    #[test]
    fn the_offset_is_that_of_the_last_change() {
        assert_eq!(offset_at(&zone(), 999), Some(7_200));
        assert_eq!(offset_at(&zone(), 1_000), Some(10_800));
        for length in 0..zone().len() - 3 {
            _ = offset_at(&zone()[..length], 5);
        }
        assert_eq!(offset_at(b"no zone", 5), None);
    }

    #[test]
    fn a_zone_is_named_or_there_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("zone");
        std::fs::write(&path, zone()).expect("it can be written");
        let env = |name: &str| (name == "TZ").then(|| path.display().to_string());
        let day = |text: &str| text.parse::<Day>().expect("a day");
        assert_eq!(local_time(79_200, &env), (day("1970-01-02"), (1, 0)));
        assert_eq!(local_time(79_260, &|name| (name == "TZ").then(|| "UTC0".to_owned())), (day("1970-01-01"), (22, 1)));
        assert_eq!(zone_file("../etc/passwd"), None);
    }
}
