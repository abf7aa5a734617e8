//! Reads the files and folders that the user gives, in a stable order.

use crate::text::{sort, sort_by_key};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::mem;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::exchange::{has_contact_ending, is_contact_file};
use crate::extract::format::Format;
use crate::extract::report::{Report, ReportKind};
use crate::files::{ReadError, read_file};

/// A file: its path, name and content.
///
/// * **Shape** — a file that ends in `.toml` describes the directory; every other file is a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path that messages use: as the user gave it, or below the folder that the user gave.
    pub path: PathBuf,
    /// The file name, without folders.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Returns `true` if the file describes the directory and is not a document.
    #[must_use]
    pub fn describes_directory(&self) -> bool {
        ends_with(Path::new(&self.name), &["toml"])
    }
}

/// The default limit of a document, in bytes: 64 MB.
pub const MAX_DOCUMENT_BYTES: u64 = 64_000_000;
/// Reads files and the documents in folders. Those of a folder are sorted by path, whatever the order of the file system.
///
/// In a folder and the folders below it, `.txt`, `.md`, `.html`, `.htm`, `.xhtml`, `.docx`, `.toml` and contact files
/// are read. The other files are reported, once for each folder in `paths`, except those whose names begin with a full
/// stop. A file that the user names is read whatever its name. Links are followed, and no file is read twice. A file of
/// more than `limit` bytes is reported, and so is a path that is not a file.
#[must_use]
pub fn read(paths: &[PathBuf], limit: u64) -> (Vec<Input>, Vec<Report>) {
    read_except(paths, limit, None)
}

/// Reads files and the documents in folders like [`read`], and does not report one `output` of a folder.
#[must_use]
pub fn read_except(paths: &[PathBuf], limit: u64, output: Option<&Path>) -> (Vec<Input>, Vec<Report>) {
    let output = output.and_then(|path| path.metadata().ok()).map(|there| (there.dev(), there.ino()));
    let mut collector = Collector { limit, output, ..Collector::default() };
    for path in paths {
        if path.is_dir() {
            collector.add_folder(path);
            let endings = collector.take_skipped();
            if !endings.is_empty() {
                collector.report(path, ReportKind::Skipped { endings });
            }
        } else {
            collector.add_file(path);
        }
    }
    if collector.inputs.iter().all(Input::describes_directory) && !collector.has_unreadable {
        for path in paths {
            collector.report(path, ReportKind::NoDocument);
        }
    }
    (collector.inputs, collector.reports)
}

#[derive(Default)]
struct Collector {
    /// The limit of a file in bytes.
    limit: u64,
    inputs: Vec<Input>,
    reports: Vec<Report>,
    /// Device and inode of every file and folder so far: a link may lead back to one of them.
    visited: HashSet<(u64, u64)>,
    /// Whether a file could not be read.
    has_unreadable: bool,
    /// Device and inode of the file that the documents are built into.
    output: Option<(u64, u64)>,
    /// The endings of the files that are left out, with the number of each.
    skipped: BTreeMap<String, usize>,
}

impl Collector {
    fn add_folder(&mut self, path: &Path) {
        if !self.is_new(path) {
            return;
        }
        let entries = match fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(cause) => return self.refuse(path, ReportKind::Unreadable { cause: cause.kind() }),
        };
        let is_hidden = |entry: &&fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
        let mut paths: Vec<_> = entries.iter().filter(|entry| !is_hidden(entry)).map(fs::DirEntry::path).collect();
        sort(&mut paths);
        for path in paths {
            if path.is_dir() {
                self.add_folder(&path);
            } else if Format::of_ending(&name_of(&path)).is_some() || ends_with(&path, &["toml"]) {
                self.add_file(&path);
            } else if has_contact_ending(&name_of(&path)) && !self.is_output(&path) {
                self.add_contact_file(&path);
            } else {
                self.skip(&path);
            }
        }
    }

    fn add_file(&mut self, path: &Path) {
        if !self.is_new(path) {
            return;
        }
        match read_file(path, self.limit) {
            Ok(bytes) => self.inputs.push(Input { path: path.to_owned(), name: name_of(path), bytes }),
            Err(ReadError::NotAFile(kind)) => self.refuse(path, ReportKind::NotAFile { kind }),
            Err(ReadError::TooLarge(limit)) => self.refuse(path, ReportKind::TooLarge { limit }),
            Err(ReadError::Io(cause)) => self.refuse(path, ReportKind::Unreadable { cause: cause.kind() }),
        }
    }

    /// Adds a file with the ending of a contact file, unless it has the content of something else.
    fn add_contact_file(&mut self, path: &Path) {
        let before = self.inputs.len();
        self.add_file(path);
        let is_other = |input: &mut Input| !is_contact_file(&input.name, &input.bytes);
        if self.inputs.len() > before && self.inputs.pop_if(is_other).is_some() {
            self.skip(path);
        }
    }

    /// Whether a path leads to the file that the documents are built into.
    fn is_output(&self, path: &Path) -> bool {
        let identity = path.metadata().ok().map(|there| (there.dev(), there.ino()));
        identity.is_some() && identity == self.output
    }

    /// Whether a path leads to a file or folder for the first time; a missing one is reported when it is read.
    fn is_new(&mut self, path: &Path) -> bool {
        path.metadata().map_or(true, |there| self.visited.insert((there.dev(), there.ino())))
    }

    /// Counts a file that is left out.
    fn skip(&mut self, path: &Path) {
        if !self.is_output(path) {
            let ending = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
            *self.skipped.entry(ending).or_default() += 1;
        }
    }

    /// The endings of the files that were left out, the most frequent first.
    fn take_skipped(&mut self) -> Vec<(String, usize)> {
        let mut endings: Vec<_> = mem::take(&mut self.skipped).into_iter().collect();
        sort_by_key(&mut endings, |(_, count)| Reverse(*count));
        endings
    }

    fn refuse(&mut self, path: &Path, kind: ReportKind) {
        self.has_unreadable = true;
        self.report(path, kind);
    }

    fn report(&mut self, path: &Path, kind: ReportKind) {
        self.reports.push(Report { file: path.display().to_string(), line: None, kind });
    }
}

fn ends_with(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|end| endings.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
