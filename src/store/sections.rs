//! A file of named sections.
//!
//! ```text
//! header   magic, version, counts, the file that it is for, checksum of all this, the two tables and the program's version
//! table    for each section: name, offset, length
//! sums     a checksum for each block of the data
//! data     the sections, each at a multiple of eight
//! ```

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Bytes;
use super::bytes::{BLOCK, Checked};
use super::mapped_file::MappedFile;
use crate::files::Identity;

/// The version of the format of a file of sections.
pub const FORMAT: u8 = 3;
/// The first bytes of every file; the last one is the version of the format.
const MAGIC: &[u8; 8] = &[b'a', b'l', b'l', b'u', 0, b'i', b'x', FORMAT];
/// Bytes of the header: the magic and nine numbers.
const HEADER: usize = 8 + 9 * 8;
/// Bytes of the header up to the identity of the file that it is for: the magic and three counts.
const STATE: usize = 8 + 3 * 8;
/// Bytes of a section's name, padded with zeros.
const NAME: usize = 16;
/// Bytes of a row of the table.
const ROW: usize = NAME + 16;
/// The maximum number of bytes of a file that are read ahead.
const MOST_AHEAD: usize = 1 << 28;
/// More sections than any file has.
const MOST_SECTIONS: u64 = 256;

/// Sections to be written.
#[derive(Debug, Default)]
pub struct SectionWriter {
    sections: Vec<(&'static str, Bytes)>,
}

/// The sections of a file.
#[derive(Clone, Debug)]
pub struct Sections {
    whole: Bytes,
    table: Vec<(String, Range<usize>)>,
    identity: Identity,
    hash: u64,
    is_damaged: Arc<AtomicBool>,
}

impl SectionWriter {
    /// Appends a section. Names are at most 16 bytes of ASCII and distinct.
    pub fn add(&mut self, name: &'static str, bytes: &Bytes) {
        self.sections.push((name, bytes.clone()));
    }

    /// The bytes of the sections, without header and tables.
    #[must_use]
    pub fn size(&self) -> usize {
        self.sections.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Writes the sections for another file, with the identity and hash of that file.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn write(&self, identity: Identity, hash: u64, out: &mut impl Write) -> io::Result<()> {
        let padded = |length: usize| length.next_multiple_of(8);
        let data: usize = self.sections.iter().map(|(_, bytes)| padded(bytes.len())).sum();
        let blocks = data.div_ceil(BLOCK);
        let start = HEADER + self.sections.len() * ROW + blocks * 8;
        let mut table = Vec::new();
        let mut at = start;
        for (name, bytes) in &self.sections {
            let mut named = [0; NAME];
            named.iter_mut().zip(name.bytes()).for_each(|(place, byte)| *place = byte);
            table.extend(named);
            table.extend(as_u64(at).to_le_bytes());
            table.extend(as_u64(bytes.len()).to_le_bytes());
            at += padded(bytes.len());
        }
        let sums: Vec<u8> = self.sums().into_iter().flat_map(u64::to_le_bytes).collect();
        let counts = [as_u64(self.sections.len()), as_u64(blocks), as_u64(at)];
        let [modified, changed] = [identity.modified, identity.changed].map(i64::cast_unsigned);
        let numbers = counts.into_iter().chain([identity.size, modified, changed, identity.inode, hash]);
        let mut header: Vec<u8> = MAGIC.to_vec();
        header.extend(numbers.flat_map(u64::to_le_bytes));
        header.extend(sum_of(&[&header, &table, &sums]).to_le_bytes());
        for part in [&header, &table, &sums] {
            out.write_all(part)?;
        }
        for (_, bytes) in &self.sections {
            out.write_all(bytes.all())?;
            out.write_all(&[0; 8][..padded(bytes.len()) - bytes.len()])?;
        }
        Ok(())
    }

    /// One checksum for each block of the sections in their order.
    fn sums(&self) -> Vec<u64> {
        let mut sums = Vec::new();
        let (mut hasher, mut room) = (Xxh3::new(), BLOCK);
        for (_, bytes) in &self.sections {
            let padding = &[0; 8][..bytes.len().next_multiple_of(8) - bytes.len()];
            for mut rest in [bytes.all(), padding] {
                while !rest.is_empty() {
                    let (now, later) = rest.split_at(rest.len().min(room));
                    hasher.update(now);
                    room -= now.len();
                    rest = later;
                    if room == 0 {
                        sums.push(hasher.digest());
                        (hasher, room) = (Xxh3::new(), BLOCK);
                    }
                }
            }
        }
        if room < BLOCK {
            sums.push(hasher.digest());
        }
        sums
    }
}

impl Sections {
    /// Opens a file: maps it and checks its header and tables. `None` if it is not such a file, or incomplete.
    ///
    /// # Errors
    ///
    /// Those of mapping.
    pub fn open(file: &File) -> io::Result<Option<Self>> {
        // The system refuses to map an empty file.
        if file.metadata()?.len() < as_u64(HEADER) {
            return Ok(None);
        }
        MappedFile::of(file).map(Self::of_map)
    }

    fn of_map(map: MappedFile) -> Option<Self> {
        let (header, rest) = map.split_at_checked(HEADER)?;
        let (magic, numbers) = header.split_at_checked(MAGIC.len())?;
        let numbers: Vec<u64> = numbers.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect();
        let [count, blocks, end, size, modified, changed, inode, hash, sum] = numbers.try_into().ok()?;
        if magic != MAGIC || count > MOST_SECTIONS || end != as_u64(map.len()) {
            return None;
        }
        let (table, rest) = rest.split_at_checked(usize::try_from(count).ok()? * ROW)?;
        let (sums, data) = rest.split_at_checked(usize::try_from(blocks).ok()?.checked_mul(8)?)?;
        // Checks the lengths before hashing, because a forged length would make the hashing long.
        let is_whole =
            data.len().div_ceil(BLOCK) == sums.len() / 8 && sum_of(&[&header[..HEADER - 8], table, sums]) == sum;
        if !is_whole {
            return None;
        }
        let start = map.len() - data.len();
        let table =
            table.as_chunks::<ROW>().0.iter().map(|row| read_row(row, start..map.len())).collect::<Option<_>>()?;
        let seen = (0..sums.len() / 8).map(|_| AtomicU8::new(0)).collect();
        // They are not copied: of a large file there is half a megabyte, of which a search needs a part.
        let sums = start - sums.len()..start;
        let is_damaged = Arc::new(AtomicBool::new(false));
        let blocks = start..map.len();
        let checked = Checked { map, blocks: blocks.clone(), sums, seen, is_damaged: Arc::clone(&is_damaged) };
        let [modified, changed] = [modified, changed].map(u64::cast_signed);
        let identity = Identity { size, modified, changed, inode };
        Some(Self { whole: Bytes::of_file(checked, blocks), table, identity, hash, is_damaged })
    }

    /// The bytes of a section. `None` if there is none of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Bytes> {
        let (_, range) = self.table.iter().find(|(known, _)| known == name)?;
        Some(self.whole.beside(range.clone()))
    }

    /// The names of the sections and their sizes in bytes, in their order.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.table.iter().map(|(name, range)| (name.as_str(), range.len()))
    }

    /// The identity of the file that they were written for.
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// The hash of the file that they were written for.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Returns `true` if any data read so far is damaged, so that nothing that was read is valid.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed) || self.whole.is_changed()
    }

    /// The inode number of the file.
    #[must_use]
    pub fn inode(&self) -> Option<u64> {
        self.whole.inode()
    }

    /// Returns `true` if the sections are exactly those of a writer, in the same order.
    #[must_use]
    pub fn are_those_of(&self, writer: &SectionWriter) -> bool {
        self.table.len() == writer.sections.len()
            && self.table.iter().zip(&writer.sections).all(|((name, range), (written, bytes))| {
                name == written && self.whole.beside(range.clone()).all() == bytes.all()
            })
    }

    /// Releases the memory that was read: a search reads megabytes, and the next one comes only with the next key.
    pub fn release(&self) {
        self.whole.release();
    }

    /// Compares blocks with their checksums before they are needed, while `is_idle` returns `true`; of a very large file
    /// only the first part, because it may have to be read from the disk.
    pub fn check_ahead(&self, is_idle: &dyn Fn() -> bool) {
        for start in (0..self.whole.len().min(MOST_AHEAD)).step_by(BLOCK) {
            if !is_idle() {
                return;
            }
            _ = self.whole.get(start..self.whole.len().min(start + BLOCK));
        }
    }

    /// Writes the same file for another state of the file that it was written for.
    ///
    /// # Errors
    ///
    /// Any error of writing; `InvalidData` if there is no file to write again.
    pub fn write_for(&self, identity: Identity, out: &mut impl Write) -> io::Result<()> {
        let parts = self.whole.file().and_then(|file| file.split_at_checked(HEADER));
        let (header, rest) = parts.ok_or(io::ErrorKind::InvalidData)?;
        let tables = rest.len().saturating_sub(self.whole.len());
        let (tables, _) = rest.split_at(tables);
        let (table, sums) = tables.split_at_checked(self.table.len() * ROW).ok_or(io::ErrorKind::InvalidData)?;
        let [modified, changed] = [identity.modified, identity.changed].map(i64::cast_unsigned);
        let state = [identity.size, modified, changed, identity.inode, self.hash];
        let mut header = header.get(..STATE).unwrap_or_default().to_vec();
        header.extend(state.into_iter().flat_map(u64::to_le_bytes));
        header.extend(sum_of(&[&header, table, sums]).to_le_bytes());
        out.write_all(&header)?;
        out.write_all(rest)
    }

    /// Compares every block with its checksum.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        _ = self.whole.all();
        !self.is_damaged()
    }
}

fn read_row(row: &[u8; ROW], data: Range<usize>) -> Option<(String, Range<usize>)> {
    let (name, numbers) = row.split_at(NAME);
    let name = std::str::from_utf8(name).ok()?.trim_end_matches('\0').to_owned();
    let [start, length] = numbers.as_chunks::<8>().0 else { return None };
    let start = usize::try_from(u64::from_le_bytes(*start)).ok()?;
    let end = start.checked_add(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    (start >= data.start && end <= data.end).then_some((name, start..end))
}

/// Sections are for the version of the program that wrote them: another version writes its own.
const MAKER: &[u8] = env!("CARGO_PKG_VERSION").as_bytes();

fn sum_of(parts: &[&[u8]]) -> u64 {
    let sums: Vec<u8> = std::iter::once(&MAKER).chain(parts).flat_map(|part| xxh3_64(part).to_le_bytes()).collect();
    xxh3_64(&sums)
}

fn as_u64(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Words;

    fn written() -> Vec<u8> {
        let mut writer = SectionWriter::default();
        let many: Vec<String> = (0..300).map(|number| format!("{number:05}")).collect();
        Words::of_sorted(many.iter().map(String::as_str)).write(["lines", "ends"], &mut writer);
        writer.add("large", &vec![5; 3 * BLOCK].into());
        writer.add("three", &vec![1, 2, 3].into());
        let mut file = Vec::new();
        writer
            .write(Identity { size: 7, modified: -1, changed: -2, inode: 9 }, 11, &mut file)
            .expect("memory takes it");
        file
    }

    fn opened(bytes: &[u8]) -> Option<Sections> {
        // One name a thread; without a name once it is open.
        let path =
            std::env::temp_dir().join(format!("sections-{}-{:?}", std::process::id(), std::thread::current().id()));
        std::fs::write(&path, bytes).expect("the disk takes it");
        let file = File::open(&path).expect("it was just written");
        std::fs::remove_file(&path).expect("it is there");
        Sections::open(&file).expect("it maps")
    }

    /// The tables of a file, if they are valid.
    fn read(bytes: &[u8]) -> Option<(Vec<u8>, Vec<String>)> {
        let sections = opened(bytes)?;
        let words = Words::read(["lines", "ends"], &sections)?;
        let numbers = [sections.get("three")?.all(), sections.get("large")?.all()].concat();
        let all = (numbers, (0..words.len()).map(|at| words.get(at).into_owned()).collect());
        (!sections.is_damaged()).then_some(all)
    }

    #[test]
    fn what_is_written_reads_back() {
        let file = written();
        let (numbers, words) = read(&file).expect("sound");
        assert_eq!((&numbers[..4], numbers.len()), (&[1, 2, 3, 5][..], 3 + 3 * BLOCK));
        assert_eq!((words.len(), words[77].as_str()), (300, "00077"));
        let sections = opened(&file).expect("sound");
        assert_eq!(sections.identity(), Identity { size: 7, modified: -1, changed: -2, inode: 9 });
        assert!(sections.hash() == 11 && sections.is_sound() && sections.get("four").is_none());
    }

    #[test]
    fn a_damaged_file_is_refused_or_says_so() {
        let file = written();
        let sound = read(&file);
        for at in (0..file.len()).step_by(1_999).chain(0..200).chain(file.len() - 40..file.len()) {
            let mut damaged = file.clone();
            damaged[at] ^= 1 << (at % 8);
            let read = read(&damaged);
            assert!(read.is_none(), "byte {at}: a changed byte goes unnoticed: {}", read == sound);
        }
        for length in (0..file.len()).step_by(4_999) {
            assert!(read(&file[..length]).is_none(), "cut to {length}");
        }
        assert!(read(&[file.as_slice(), b"more"].concat()).is_none());
    }
}
