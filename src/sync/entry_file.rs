//! The file of entries: a header line, then one line of JSON per entry, sorted by id.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::EntryId;
use crate::files::{Durability, Identity, LinkPolicy, PermissionPolicy, hash_of_file, open_regular, resolve, stage};

/// The first line.
const HEAD: &str = "{\"allu\":\"entries\",\"version\":1}\n";
/// The beginning of every other line, up to the id.
const ID: &[u8] = b"{\"id\":\"";
/// The length of an id.
const ID_LENGTH: usize = 36;

/// The position of a line in a file, without its line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineSpan {
    /// The offset of the first byte.
    pub(super) start: u64,
    /// The number of bytes.
    pub(super) length: u32,
}

/// The entries of the last sync.
#[derive(Debug)]
pub(super) struct EntryFile {
    /// The file.
    pub(super) file: File,
    /// The position of the line of each entry.
    pub(super) lines: HashMap<EntryId, LineSpan>,
    /// The hash of the content.
    pub(super) hash: u64,
}

impl EntryFile {
    /// Opens a file of entries. Returns `None` if it cannot be read, or is not a file of entries.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let file = open_regular(path).ok()?;
        let hash = hash_of_file(&file, Identity::of(&file).ok()?).ok()?;
        let mut reader = BufReader::with_capacity(1 << 20, file.try_clone().ok()?);
        let mut line = Vec::new();
        let mut start = reader.read_until(b'\n', &mut line).ok()?;
        if line != HEAD.as_bytes() {
            return None;
        }
        let mut lines = HashMap::new();
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line).ok()?;
            if length == 0 {
                return Some(Self { file, lines, hash });
            }
            let text = line.strip_suffix(b"\n")?;
            let id = text.strip_prefix(ID)?.get(..ID_LENGTH)?;
            let id = EntryId::from_text(std::str::from_utf8(id).ok()?)?;
            let span = LineSpan { start: u64::try_from(start).ok()?, length: u32::try_from(text.len()).ok()? };
            lines.insert(id, span);
            start += length;
        }
    }
}

/// Reads a line of a file into a buffer.
pub(super) fn read_line(file: &File, span: LineSpan, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    buffer.resize(usize::try_from(span.length).map_err(io::Error::other)?, 0);
    file.read_exact_at(buffer, span.start)
}

/// A function that writes one line.
type WriteLine<'a> = &'a mut dyn FnMut(&[u8]) -> io::Result<()>;

/// Writes a whole file of entries; `each` calls the function that it is given with each line, in order. Returns the
/// hash of the content.
pub(super) fn write(path: &Path, each: &dyn Fn(WriteLine<'_>) -> io::Result<()>) -> io::Result<u64> {
    let mut fill = |out: &mut BufWriter<&File>| {
        out.write_all(HEAD.as_bytes())?;
        each(&mut |line| out.write_all(line).and_then(|()| out.write_all(b"\n")))
    };
    let at = resolve(path, LinkPolicy::NamedNoFollow)?;
    // Entries contain more than the model, so nobody else may read them.
    let staged = stage(&at, &PermissionPolicy::OwnerOnly, &mut fill)?;
    let file = staged.file().ok_or(io::ErrorKind::InvalidInput)?;
    let hash = hash_of_file(file, Identity::of(file)?)?;
    match staged.commit()? {
        // Loss of data is detected by the hash; the entries are then read again.
        Durability::Durable | Durability::NotSynced(_) => Ok(hash),
    }
}
