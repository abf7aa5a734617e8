//! Writing a file so that nobody ever sees half of it.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, fstat, fsync, linkat, openat, renameat, statat, unlinkat};
use rustix::io::Errno;

use super::permissions::{Access, Granted};
use super::{Arrival, Way, hash_of, walk};

/// How often another writer of the same file may come in between before we give up.
const ATTEMPTS: usize = 100;

/// Whatever fills a new file.
type Fill<'a> = dyn FnMut(&mut BufWriter<&File>) -> io::Result<()> + 'a;

/// What became of a file that was written: the new one is there.
#[derive(Debug)]
#[must_use]
pub(crate) enum Written {
    /// It stays, even if the power fails.
    Settled,
    /// The disk does not promise to keep its name, for this reason.
    Unsettled(io::Error),
}

/// A folder stands at the name that a new file has until it is whole.
#[derive(Debug)]
pub(crate) struct InTheWay(pub PathBuf);

/// Writes a file where a user has asked for it, all but the name: nobody sees it yet where the path leads. After
/// [`Prepared::put`] the old file is there or the new one, whole, whatever happens between.
///
/// The new file has no name until it is whole and on the disk. Then it gets a fixed one beside the old file, which it is
/// renamed to: a process that is killed between the two leaves that name, and the next write takes it away. Where the file
/// system knows no files without a name, it has the fixed one from the beginning.
///
/// Of two writers of one file the one that renames last wins, and both have written a whole file; where files need names,
/// the second is refused while the first writes.
///
/// A symbolic link stays one, and the file that it leads to is replaced, unless another user may have put the link there
/// ([`Way::Named`]). A device or a pipe is written to as it is.
///
/// # Errors
///
/// Those of the file system, one of them [`InTheWay`]; the old file is untouched.
pub(crate) fn prepare_at<'a>(path: &Path, write: &'a mut Fill<'a>) -> io::Result<Prepared<'a>> {
    prepare(&walk(path, Way::Named)?, &Access::AsBefore, write)
}

/// The same at a place that is known.
///
/// # Errors
///
/// Those of the file system; the old file is untouched.
pub(crate) fn prepare<'a>(at: &Arrival, access: &Access, write: &'a mut Fill<'a>) -> io::Result<Prepared<'a>> {
    let flags = if at.is_open { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    let mut old = statat(&at.folder, &at.name, flags).ok();
    match old.as_ref().map(|there| FileType::from_raw_mode(there.st_mode)) {
        None | Some(FileType::RegularFile) => {}
        Some(FileType::Symlink) => old = None,
        Some(_) => {
            at.refuse_foreign(old.as_ref())?;
            let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::CLOEXEC;
            let file = File::from(openat(&at.folder, &at.name, flags, Mode::empty())?);
            fill(&file, write)?;
            return Ok(Prepared { place: None, file, is_named: true, granted: Granted::NOTHING, write });
        }
    }
    let (place, granted) = (Place::of(at)?, access.granted(old.as_ref()));
    let (file, is_named) = place.new_file(granted, write)?;
    Ok(Prepared { place: Some(place), file, is_named, granted, write })
}

/// A file that is whole and on the disk, and only wants its name.
pub(crate) struct Prepared<'a> {
    /// Nothing when it was no file that was written to.
    place: Option<Place>,
    file: File,
    /// Whether it has the name that new files have.
    is_named: bool,
    granted: Granted,
    write: &'a mut Fill<'a>,
}

impl Prepared<'_> {
    /// The new file; its size, time and number stay what they are. Nothing when a device or a pipe was written to.
    pub(crate) fn file(&self) -> Option<&File> {
        self.place.as_ref().map(|_| &self.file)
    }

    /// Puts the file in the place of the old one; it is written anew when another writer of it took it away meanwhile.
    ///
    /// # Errors
    ///
    /// Those of the file system, one of them [`InTheWay`]; the old file is untouched.
    pub(crate) fn put(mut self) -> io::Result<Written> {
        let Some(place) = &self.place else { return Ok(Written::Settled) };
        for _ in 0..ATTEMPTS {
            if !self.is_named {
                match place.link(&self.file) {
                    // Without /proc a file that has no name cannot be spoken of.
                    Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                        self.file = place.named_file(self.granted, self.write)?;
                    }
                    linked => linked?,
                }
            }
            match renameat(&place.folder, &place.new, &place.folder, &place.name) {
                Ok(()) => return Ok(place.settle()),
                // Another writer took our name for a leftover of the dead: it renamed our file for us, or took it away.
                Err(Errno::NOENT) if place.holds(&self.file)? => return Ok(place.settle()),
                Err(Errno::NOENT) => (self.file, self.is_named) = place.new_file(self.granted, self.write)?,
                Err(cause) => {
                    _ = unlinkat(&place.folder, &place.new, AtFlags::empty());
                    return Err(cause.into());
                }
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }
}

fn fill(file: &File, write: &mut Fill<'_>) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(1 << 20, file);
    write(&mut buffered)?;
    buffered.flush()
}

/// Where a file is to be put.
#[derive(Debug)]
struct Place {
    folder: File,
    path: PathBuf,
    /// The file's own name.
    name: OsString,
    /// The one that the new file has until it takes that: the same for the same file, so that only one can be left over.
    new: String,
}

impl Place {
    fn of(at: &Arrival) -> io::Result<Self> {
        // A hash, for the file's own name may be as long as names can be.
        let new = format!(".allu-{:016x}.new", hash_of(at.name.as_encoded_bytes()));
        let folder = openat(&at.folder, ".", OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        Ok(Self { folder: folder.into(), path: at.path.clone(), name: at.name.clone(), new })
    }

    /// A file that is whole and on the disk, and whether it has the name that new ones have; where it can, it has none.
    fn new_file(&self, granted: Granted, write: &mut Fill<'_>) -> io::Result<(File, bool)> {
        match self.unnamed(granted.mode_at_first()) {
            Ok(file) => finish(&file, granted, write).map(|()| (file, false)),
            // What systems say that know no files without a name.
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::NOENT | Errno::INVAL) => {
                self.named_file(granted, write).map(|file| (file, true))
            }
            Err(cause) => Err(cause.into()),
        }
    }

    fn unnamed(&self, mode: Mode) -> Result<File, Errno> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        openat(&self.folder, ".", flags, mode).map(File::from)
    }

    /// Gives a file without a name the one that new files have.
    fn link(&self, file: &File) -> io::Result<()> {
        let itself = format!("/proc/self/fd/{}", file.as_raw_fd());
        for _ in 0..ATTEMPTS {
            match linkat(CWD, &itself, &self.folder, &self.new, AtFlags::SYMLINK_FOLLOW) {
                Err(Errno::EXIST) => self.remove()?,
                done => return Ok(done?),
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    fn named_file(&self, granted: Granted, write: &mut Fill<'_>) -> io::Result<File> {
        let file = self.named(granted.mode_at_first())?;
        match finish(&file, granted, write) {
            Ok(()) => Ok(file),
            Err(cause) => self.remove().and(Err(cause)),
        }
    }

    /// An empty file under the name that new ones have, locked, so that nobody takes it for a leftover.
    fn named(&self, mode: Mode) -> io::Result<File> {
        let flags = OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::RDWR | OFlags::CLOEXEC;
        for _ in 0..ATTEMPTS {
            match openat(&self.folder, &self.new, flags, mode).map(File::from) {
                Err(Errno::EXIST) => self.remove_leftover()?,
                Err(cause) => return Err(cause.into()),
                Ok(file) => match is_ours(&file) {
                    Ok(true) => return Ok(file),
                    // Somebody took it for a leftover before it was locked.
                    Ok(false) => {}
                    Err(busy) if busy.kind() == io::ErrorKind::ResourceBusy => return Err(busy),
                    Err(cause) => return self.remove().and(Err(cause)),
                },
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Takes away what a killed writer left; one that is at work is left alone.
    fn remove_leftover(&self) -> io::Result<()> {
        let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        match openat(&self.folder, &self.new, flags, Mode::empty()).map(File::from) {
            // Kept open until the name is gone, for with it goes the lock.
            Ok(file) if file.metadata()?.is_file() => {
                if is_ours(&file)? {
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
        match unlinkat(&self.folder, &self.new, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(Errno::ISDIR) => Err(io::Error::new(io::ErrorKind::IsADirectory, InTheWay(self.path.join(&self.new)))),
            Err(cause) => Err(cause.into()),
        }
    }

    /// Whether a file is the one that has the name already.
    fn holds(&self, file: &File) -> io::Result<bool> {
        let (ours, there) = (fstat(file)?, statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW));
        Ok(there.is_ok_and(|there| (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)))
    }

    fn settle(&self) -> Written {
        fsync(&self.folder).map_or_else(|cause| Written::Unsettled(cause.into()), |()| Written::Settled)
    }
}

/// Fills a new file; what is in it must be on the disk before a name leads to it.
fn finish(file: &File, granted: Granted, write: &mut Fill<'_>) -> io::Result<()> {
    granted.grant(file)?;
    fill(file, write)?;
    file.sync_all()
}

/// Whether a file could be locked and still has its name; where there are no locks there is nobody to ask.
///
/// Errors: [`io::ErrorKind::ResourceBusy`] when somebody else has it.
fn is_ours(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::ResourceBusy.into()),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file.metadata()?.nlink() > 0),
    }
}

impl fmt::Display for InTheWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a folder is in the way: {}", self.0.display())
    }
}

impl Error for InTheWay {}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;

    use tempfile::TempDir;

    use super::*;

    fn put(path: &Path, text: &str) -> io::Result<Written> {
        prepare_at(path, &mut |file| file.write_all(text.as_bytes()))?.put()
    }

    fn place_of(path: &Path) -> io::Result<Place> {
        Place::of(&walk(path, Way::Named)?)
    }

    fn public() -> Granted {
        Access::AsBefore.granted(None)
    }

    /// A folder with a model in it, and where that is.
    fn old() -> io::Result<(TempDir, PathBuf)> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("model.json");
        fs::write(&file, "old")?;
        Ok((folder, file))
    }

    fn count(folder: &TempDir) -> io::Result<usize> {
        Ok(fs::read_dir(folder.path())?.count())
    }

    #[test]
    fn a_link_stays_and_its_file_is_replaced() -> io::Result<()> {
        let (folder, file) = old()?;
        let link = folder.path().join("link.json");
        std::os::unix::fs::symlink(&file, &link)?;
        assert!(matches!(put(&link, "new")?, Written::Settled));
        assert!(link.is_symlink());
        assert_eq!((fs::read_to_string(&file)?.as_str(), count(&folder)?), ("new", 2));
        Ok(())
    }

    #[test]
    fn a_refused_write_leaves_the_old_file() -> io::Result<()> {
        let (folder, file) = old()?;
        let refuse = &mut |file: &mut BufWriter<&File>| file.write_all(b"ne").and(Err(io::ErrorKind::Other.into()));
        assert!(prepare_at(&file, refuse).is_err());
        assert!(place_of(&file)?.named_file(public(), refuse).is_err());
        assert!(put(folder.path(), "new").is_err() && put(&folder.path().join("none/model.json"), "new").is_err());
        assert_eq!((fs::read_to_string(&file)?.as_str(), count(&folder)?), ("old", 1));
        Ok(())
    }

    #[test]
    fn what_stands_at_the_fixed_name_is_taken_away_and_never_followed() -> io::Result<()> {
        let (folder, file) = old()?;
        let (new, victim) = (folder.path().join(place_of(&file)?.new), folder.path().join("victim"));
        fs::write(&victim, "untouched")?;
        let named = || place_of(&file)?.named_file(public(), &mut |file| file.write_all(b"named"));
        for plant in [
            &|| fs::write(&new, "half"),
            &|| std::os::unix::fs::symlink(&victim, &new),
            &|| fs::hard_link(&victim, &new),
            &|| std::os::unix::net::UnixListener::bind(&new).map(drop),
        ] as [&dyn Fn() -> io::Result<()>; 4]
        {
            plant()?;
            assert!(matches!(put(&file, "new")?, Written::Settled));
            assert_eq!((fs::read_to_string(&file)?.as_str(), count(&folder)?), ("new", 2));
            plant()?;
            drop(named()?);
            assert!(new.symlink_metadata()?.is_file());
            assert_eq!(fs::read_to_string(&new)?, "named");
            fs::remove_file(&new)?;
        }
        assert_eq!(fs::read_to_string(&victim)?, "untouched");
        fs::create_dir(&new)?;
        for refused in [put(&file, "newer").map(drop), named().map(drop)] {
            let cause = refused.err().and_then(io::Error::into_inner);
            assert!(cause.is_some_and(|cause| cause.is::<InTheWay>()));
        }
        assert_eq!(fs::read_to_string(&file)?, "new");
        Ok(())
    }

    #[test]
    fn two_files_of_a_folder_never_share_a_name() -> io::Result<()> {
        let (folder, file) = old()?;
        let long = folder.path().join("x".repeat(255));
        assert_ne!(place_of(&file)?.new, place_of(&long)?.new);
        assert!(matches!(put(&long, "new")?, Written::Settled));
        Ok(())
    }

    #[test]
    fn writers_of_one_file_all_write_it_whole() -> io::Result<()> {
        let (folder, file) = old()?;
        let text = |writer: usize| format!("{writer}").repeat(100_000);
        thread::scope(|scope| {
            let write = |writer| {
                let file = &file;
                scope.spawn(move || (0..50).try_for_each(|_| put(file, &text(writer)).map(drop)))
            };
            let writers: Vec<_> = (0..4).map(write).collect();
            while !writers.iter().all(thread::ScopedJoinHandle::is_finished) {
                let seen = fs::read_to_string(&file)?;
                assert!(seen == "old" || (0..4).any(|writer| seen == text(writer)));
            }
            writers.into_iter().try_for_each(|writer| writer.join().unwrap_or(Err(io::ErrorKind::Other.into())))
        })?;
        assert_eq!(count(&folder)?, 1);
        Ok(())
    }

    #[test]
    fn a_file_that_needs_a_name_is_no_leftover_while_it_is_written() -> io::Result<()> {
        let (folder, file) = old()?;
        let first = place_of(&file)?.named(public().mode_at_first())?;
        let second = place_of(&file)?.named(public().mode_at_first());
        assert!(second.is_err_and(|cause| cause.kind() == io::ErrorKind::ResourceBusy));
        drop(first);
        assert_eq!(count(&folder)?, 2);
        assert!(place_of(&file)?.named(public().mode_at_first()).is_ok());
        Ok(())
    }
}
