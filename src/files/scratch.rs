//! Unnamed files for data that does not fit in memory.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Mode, OFlags, openat, unlinkat};
use rustix::io::Errno;
use rustix::process::getpid;

/// An empty file in a folder that nobody else can open, and that is gone when it is closed.
///
/// # Errors
///
/// Those of the file system.
pub(crate) fn scratch_file(folder: &Path) -> io::Result<File> {
    let at = openat(CWD, folder, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    let owner = Mode::RUSR | Mode::WUSR;
    match openat(&at, ".", OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC, owner) {
        // The errors of file systems that have no unnamed files.
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::NOENT | Errno::INVAL) => {
            let flags = OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::RDWR | OFlags::CLOEXEC;
            let name = format!(".allu-{}.scratch", getpid().as_raw_nonzero());
            // A process with the same number may have been killed at this place.
            _ = unlinkat(&at, &name, AtFlags::empty());
            let file = openat(&at, &name, flags, owner)?;
            unlinkat(&at, &name, AtFlags::empty())?;
            Ok(file.into())
        }
        file => Ok(file?.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek, Write};

    use super::*;

    #[test]
    fn a_scratch_file_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = scratch_file(folder.path()).expect("a file");
        file.write_all(b"x").and_then(|()| file.rewind()).expect("it can be written");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("it can be read");
        assert_eq!(text, "x");
        assert_eq!(std::fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(0));
        assert!(scratch_file(&folder.path().join("missing")).is_err());
    }
}
