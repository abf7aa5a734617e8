//! Writing a file so that nobody ever sees half of it.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Anyone may read a directory of contacts; the user's mask takes away what is too much.
pub(super) const PUBLIC: u32 = 0o644;
/// What is made for one user is read by nobody else.
pub(super) const PRIVATE: u32 = 0o600;

/// Puts what is written into a file where a path leads: afterwards the old file is there or the new one, whole, whatever happens between.
///
/// A symbolic link stays one: the file that it leads to is replaced. A device or a pipe is written to as it is.
///
/// # Errors
///
/// Those of the file system; the old file is untouched.
pub(super) fn write_whole(
    path: &Path,
    mode: u32,
    write: &mut dyn FnMut(&mut BufWriter<&File>) -> io::Result<()>,
) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if target.metadata().is_ok_and(|there| !there.is_file()) {
        return fill(&OpenOptions::new().write(true).open(&target)?, write);
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let file =
        tempfile::Builder::new().prefix(".allu-").permissions(Permissions::from_mode(mode)).tempfile_in(folder)?;
    fill(file.as_file(), write)?;
    // The content must be on the disk before the name leads to it, and the name before we say that it is done.
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|refused| refused.error)?;
    File::open(folder)?.sync_all()
}

fn fill(file: &File, write: &mut dyn FnMut(&mut BufWriter<&File>) -> io::Result<()>) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(1 << 20, file);
    write(&mut buffered)?;
    buffered.flush()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_link_stays_and_its_file_is_replaced() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (file, link) = (folder.path().join("model.json"), folder.path().join("link.json"));
        fs::write(&file, "old")?;
        std::os::unix::fs::symlink(&file, &link)?;
        write_whole(&link, PUBLIC, &mut |file| file.write_all(b"new"))?;
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file)?, "new");
        assert_eq!(fs::read_dir(folder.path())?.count(), 2);
        Ok(())
    }

    #[test]
    fn a_refused_write_leaves_the_old_file() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(write_whole(folder.path(), PUBLIC, &mut |file| file.write_all(b"new")).is_err());
        assert!(
            write_whole(&folder.path().join("none/model.json"), PUBLIC, &mut |file| file.write_all(b"new")).is_err()
        );
        assert_eq!(fs::read_dir(folder.path())?.count(), 0);
        Ok(())
    }
}
