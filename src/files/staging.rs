//! New files before they get their name: unnamed if the file system supports it, else under a temporary name.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use rustix::fs::{AtFlags, CWD, Mode, OFlags, fstat, fsync, linkat, openat, statat, unlinkat};
use rustix::io::Errno;

use super::permissions::Permissions;
use super::{ResolvedPath, hash_of};

/// The maximum number of attempts if another writer of the same file interferes.
pub(super) const ATTEMPTS: usize = 100;

/// Writes the content of a new file.
pub(super) type Fill<'a> = dyn FnMut(&mut BufWriter<&File>) -> io::Result<()> + 'a;

/// A folder has the temporary name of a new file.
#[derive(Debug)]
pub(crate) struct BlockedByFolder(pub PathBuf);

/// Writes the content of a file through a buffer.
pub(super) fn fill(file: &File, write: &mut Fill<'_>) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(1 << 20, file);
    write(&mut buffered)?;
    buffered.flush()
}

/// The folder and the names of a file that is written.
#[derive(Debug)]
pub(super) struct Target {
    pub folder: File,
    path: PathBuf,
    /// The file's own name.
    pub name: OsString,
    /// The name of the new file until it is renamed. Always the same for the same file, so that at most one is left over.
    pub temporary: String,
}

impl Target {
    /// # Errors
    ///
    /// Those of opening the folder.
    pub(super) fn of(at: &ResolvedPath) -> io::Result<Self> {
        // A hash, because the file's own name may have the greatest length that a name can have.
        let temporary = format!(".allu-{:016x}.new", hash_of(at.name.as_encoded_bytes()));
        let folder = openat(&at.folder, ".", OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        Ok(Self { folder: folder.into(), path: at.path.clone(), name: at.name.clone(), temporary })
    }

    /// Writes a complete file to the disk, unnamed if the file system allows it. Returns it, and whether it has the
    /// temporary name.
    pub(super) fn new_file(&self, permissions: &Permissions, write: &mut Fill<'_>) -> io::Result<(File, bool)> {
        match self.unnamed(permissions.initial_mode()) {
            Ok(file) => finish(&file, permissions, write).map(|()| (file, false)),
            // The errors of file systems that have no unnamed files.
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::NOENT | Errno::INVAL) => {
                self.named_file(permissions, write).map(|file| (file, true))
            }
            Err(cause) => Err(cause.into()),
        }
    }

    fn unnamed(&self, mode: Mode) -> Result<File, Errno> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        openat(&self.folder, ".", flags, mode).map(File::from)
    }

    /// Gives an unnamed file the temporary name, and syncs it again.
    pub(super) fn link(&self, file: &File) -> io::Result<()> {
        let itself = format!("/proc/self/fd/{}", file.as_raw_fd());
        for _ in 0..ATTEMPTS {
            match linkat(CWD, &itself, &self.folder, &self.temporary, AtFlags::SYMLINK_FOLLOW) {
                Err(Errno::EXIST) => self.remove()?,
                // btrfs ignores a sync of a file that has no name: without this one, a power failure after the rename
                // could leave an empty file under the name of the old one.
                Ok(()) => return file.sync_data().or_else(|cause| self.remove().and(Err(cause))),
                Err(cause) => return Err(cause.into()),
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Writes a complete file to the disk under the temporary name.
    pub(super) fn named_file(&self, permissions: &Permissions, write: &mut Fill<'_>) -> io::Result<File> {
        let file = self.named(permissions.initial_mode())?;
        match finish(&file, permissions, write) {
            Ok(()) => Ok(file),
            Err(cause) => self.remove().and(Err(cause)),
        }
    }

    /// Creates an empty file under the temporary name, locked so that no other writer takes it for a leftover.
    pub(super) fn named(&self, mode: Mode) -> io::Result<File> {
        let flags = OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::RDWR | OFlags::CLOEXEC;
        for _ in 0..ATTEMPTS {
            match openat(&self.folder, &self.temporary, flags, mode).map(File::from) {
                Err(Errno::EXIST) => self.remove_leftover()?,
                Err(cause) => return Err(cause.into()),
                Ok(file) => match lock(&file) {
                    Ok(true) => return Ok(file),
                    // Another writer took it for a leftover before it was locked.
                    Ok(false) => {}
                    Err(busy) if busy.kind() == io::ErrorKind::ResourceBusy => return Err(busy),
                    Err(cause) => return self.remove().and(Err(cause)),
                },
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Removes the file of a killed writer; that of a running writer stays.
    fn remove_leftover(&self) -> io::Result<()> {
        let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        match openat(&self.folder, &self.temporary, flags, Mode::empty()).map(File::from) {
            // Open until the name is gone: closing the file releases the lock.
            Ok(file) if file.metadata()?.is_file() => {
                if lock(&file)? {
                    self.remove()
                } else {
                    Ok(())
                }
            }
            Err(Errno::ACCESS) => Err(Errno::ACCESS.into()),
            _ => self.remove(),
        }
    }

    fn remove(&self) -> io::Result<()> {
        match unlinkat(&self.folder, &self.temporary, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(Errno::ISDIR) => {
                Err(io::Error::new(io::ErrorKind::IsADirectory, BlockedByFolder(self.path.join(&self.temporary))))
            }
            Err(cause) => Err(cause.into()),
        }
    }

    /// Returns `true` if the file's own name leads to this file already.
    pub(super) fn holds(&self, file: &File) -> io::Result<bool> {
        let (ours, there) = (fstat(file)?, statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW));
        Ok(there.is_ok_and(|there| (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)))
    }

    /// Writes the names of the folder to the disk.
    pub(super) fn sync_folder(&self) -> io::Result<()> {
        Ok(fsync(&self.folder)?)
    }
}

/// Writes a new file and syncs it: the content must be on the disk before a name leads to it.
fn finish(file: &File, permissions: &Permissions, write: &mut Fill<'_>) -> io::Result<()> {
    permissions.apply(file)?;
    fill(file, write)?;
    file.sync_all()
}

/// Locks a file. Returns `true` if it still has a name. A file system without locks counts as locked.
///
/// Errors: [`io::ErrorKind::ResourceBusy`] if another process holds the lock.
fn lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::ResourceBusy.into()),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file.metadata()?.nlink() > 0),
    }
}

impl fmt::Display for BlockedByFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a folder is in the way: {}", self.0.display())
    }
}

impl Error for BlockedByFolder {}
