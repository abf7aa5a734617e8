//! Reads the files and folders that the user gives, in a stable order.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

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
    /// The content. It should be UTF-8; other content is reported.
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
/// The endings of files that are read from a folder.
const READ: &[&str] = &["md", "txt", "toml"];
/// The endings of web pages.
const HTML: &[&str] = &["html", "htm", "xhtml"];

/// Reads files and the documents in folders. Those of a folder are sorted by path, whatever the order of the file system.
///
/// In a folder and the folders below it, `.md`, `.txt` and `.toml` files are read. Every other file is reported, except
/// those whose names begin with a full stop. A file that the user names is read whatever its name. Links are followed,
/// and no file is read twice. A file of more than `limit` bytes, and what is not a file, is reported.
#[must_use]
pub fn read(paths: &[PathBuf], limit: u64) -> (Vec<Input>, Vec<Report>) {
    let mut collector = Collector { limit, ..Collector::default() };
    for path in paths {
        if path.is_dir() {
            collector.add_folder(path);
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
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.add_folder(&path);
            } else if ends_with(&path, READ) {
                self.add_file(&path);
            } else {
                self.report(&path, ReportKind::Skipped);
            }
        }
    }

    fn add_file(&mut self, path: &Path) {
        if !self.is_new(path) {
            return;
        }
        match read_file(path, self.limit) {
            Ok(bytes) if ends_with(path, HTML) || is_html(&bytes) => self.refuse(path, ReportKind::Html),
            Ok(bytes) => self.inputs.push(Input { path: path.to_owned(), name: name_of(path), bytes }),
            Err(ReadError::NotAFile(kind)) => self.refuse(path, ReportKind::NotAFile { kind }),
            Err(ReadError::TooLarge(limit)) => self.refuse(path, ReportKind::TooLarge { limit }),
            Err(ReadError::Io(cause)) => self.refuse(path, ReportKind::Unreadable { cause: cause.kind() }),
        }
    }

    /// Whether a path leads to a file or folder for the first time; a missing one is reported when it is read.
    fn is_new(&mut self, path: &Path) -> bool {
        path.metadata().map_or(true, |there| self.visited.insert((there.dev(), there.ino())))
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

/// Whether a text begins like a web page.
fn is_html(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |start: &str| text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start.as_bytes()));
    begins("<!doctype html") || begins("<html")
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
