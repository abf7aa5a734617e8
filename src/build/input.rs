//! What there is to read: files and folders, in a stable order.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Report, ReportKind};

/// A file's name and content.
///
/// * **Shape** — `.toml` describes the directory itself; everything else is a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// File name, without folders.
    pub name: String,
    /// UTF-8 text; anything else becomes a report.
    pub bytes: Vec<u8>,
}

/// Reads files, and the documents of folders, sorted by path so that the file system's order never shows.
///
/// A folder gives its `.md`, `.txt` and `.toml` files, those of its folders included; a file named by the user is
/// taken whatever it is called.
#[must_use]
pub fn read(paths: &[PathBuf]) -> (Vec<Input>, Vec<Report>) {
    let mut found = Found::default();
    for path in paths {
        if path.is_dir() {
            found.folder(path);
        } else {
            found.file(path);
        }
    }
    (found.inputs, found.reports)
}

#[derive(Default)]
struct Found {
    inputs: Vec<Input>,
    reports: Vec<Report>,
}

impl Found {
    fn folder(&mut self, path: &Path) {
        let entries = match fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(cause) => return self.refused(path, &cause),
        };
        let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.folder(&path);
            } else if path.extension().is_some_and(|end| ["md", "txt", "toml"].iter().any(|known| end == *known)) {
                self.file(&path);
            }
        }
    }

    fn file(&mut self, path: &Path) {
        match fs::read(path) {
            Ok(bytes) => self.inputs.push(Input { name: name_of(path), bytes }),
            Err(cause) => self.refused(path, &cause),
        }
    }

    fn refused(&mut self, path: &Path, cause: &std::io::Error) {
        let kind = ReportKind::Unreadable { cause: cause.to_string() };
        self.reports.push(Report { file: path.display().to_string(), line: None, kind });
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
