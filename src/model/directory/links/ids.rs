//! The lookup of records by id.

use super::partition_point;
use crate::model::RecordRef;
use crate::model::check::Known;
use crate::model::directory::counts::{Counts, DOCUMENT, Kind, ORGANISATION, PERSON, POSITION, PROJECT};
use crate::model::{DocumentId, OrganisationId, PersonId, PositionId, ProjectId};
use crate::store::{Longs, SectionWriter, Sections};

/// The section of a file that holds them.
const SECTION: &str = "m.ids";

/// Every id of a record in 64 bits: its hash in the high half, its slot in the low half. Sorted for binary search; the
/// caller compares the ids, because two may share a hash.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids(Longs);

impl Ids {
    pub(super) fn of(known: &Known<'_>, counts: &Counts) -> Self {
        let entry = |(id, index): (&str, u32)| {
            let slot = counts.slot_of(record_called(id, index as usize)?);
            Some(u64::from(hash(id)) << 32 | u64::from(slot))
        };
        let mut entries: Vec<u64> = known.all().filter_map(entry).collect();
        entries.sort_unstable();
        Self(entries.into_iter().collect())
    }

    /// The number of ids.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn write(&self, into: &mut SectionWriter) {
        into.add(SECTION, self.0.bytes());
    }

    pub(super) fn read(from: &Sections) -> Option<Self> {
        from.get(SECTION).map(Longs::new).map(Self)
    }

    /// The slots of the records that may have an id.
    pub(super) fn candidates(&self, id: &str) -> impl Iterator<Item = u32> {
        let hash = hash(id);
        let hash_at = move |at: usize| self.0.get(at).map(|entry| low_half(entry >> 32));
        let start = partition_point(self.0.len(), |at| hash_at(at).is_some_and(|known| known < hash));
        let same = (start..self.0.len()).take_while(move |at| hash_at(*at) == Some(hash));
        same.filter_map(|at| self.0.get(at)).map(low_half)
    }
}

/// The record of an id at an index of its list. Returns `None` for an area, which is not a record.
fn record_called(id: &str, index: usize) -> Option<RecordRef> {
    let kinds: [(&str, Kind); 5] = [
        (PersonId::PREFIX, PERSON),
        (PositionId::PREFIX, POSITION),
        (ProjectId::PREFIX, PROJECT),
        (OrganisationId::PREFIX, ORGANISATION),
        (DocumentId::PREFIX, DOCUMENT),
    ];
    kinds.into_iter().find(|(prefix, _)| id.starts_with(prefix)).map(|(_, record)| record(index))
}

/// FNV-1a folded to 32 bits: the same in every build of the program, unlike that of the standard library.
fn hash(id: &str) -> u32 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    low_half(hash >> 32) ^ low_half(hash)
}

fn low_half(long: u64) -> u32 {
    u32::try_from(long & u64::from(u32::MAX)).unwrap_or_default()
}
