//! Writes a file so that no reader ever sees a part of it.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, openat, renameat, statat, unlinkat};
use rustix::io::Errno;

use super::acl::AccessList;
use super::permissions::{OldPermissions, PermissionPolicy, Permissions};
use super::staging::{ATTEMPTS, Fill, Target, fill};
use super::{LinkPolicy, ResolvedPath, resolve};

/// The durability of a written file. The file has the new content in any case.
#[derive(Debug)]
#[must_use]
pub(crate) enum Durability {
    /// It stays, even if the power fails.
    Durable,
    /// The disk does not promise to keep the file's name, for this reason.
    NotSynced(io::Error),
}

/// A file that is complete and on the disk, but does not have its name yet. If it is dropped before it gets the name,
/// it is removed.
pub(crate) struct StagedFile<'a> {
    /// `None` if a device or a pipe was written to.
    target: Option<Target>,
    file: File,
    /// Whether the file has the temporary name, which is then removed when this is dropped.
    is_named: bool,
    permissions: Permissions,
    write: &'a mut Fill<'a>,
}

/// Writes a file to a path that the user gave, except for its name: readers of the path do not see it yet. After
/// [`StagedFile::commit`] the path leads to the old file or to the new one, complete, whatever happens in between.
///
/// The new file has no name until it is complete and on the disk. Then it gets a fixed temporary name beside the old
/// file and is renamed to the old file's name. If the process is killed between the two steps, the temporary name
/// stays, and the next write removes it. On a file system without unnamed files, the new file has the temporary name
/// from the beginning.
///
/// If two processes write one file, the one that renames last wins, and both have written a complete file; on a file
/// system without unnamed files, the second is refused while the first writes.
///
/// A symbolic link stays a link, and the file that it leads to is replaced, unless another user may have put the link
/// there ([`LinkPolicy::Named`]). A device or a pipe is written to as it is.
///
/// # Errors
///
/// Those of the file system, one of them [`super::BlockedByFolder`]; the old file is untouched.
pub(crate) fn stage_at<'a>(path: &Path, write: &'a mut Fill<'a>) -> io::Result<StagedFile<'a>> {
    stage(&resolve(path, LinkPolicy::Named)?, &PermissionPolicy::Preserve, write)
}

/// Does the same for a path that is resolved already.
///
/// # Errors
///
/// Those of the file system; the old file is untouched.
pub(crate) fn stage<'a>(
    at: &ResolvedPath,
    policy: &PermissionPolicy,
    write: &'a mut Fill<'a>,
) -> io::Result<StagedFile<'a>> {
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
            return Ok(StagedFile { target: None, file, is_named: true, permissions: Permissions::UNCHANGED, write });
        }
    }
    let target = Target::of(at)?;
    let list = old.map(|_| AccessList::at(&target.folder, &at.name, at.is_open)).transpose()?.flatten();
    let permissions = policy.permissions_for(old.map(|stat| OldPermissions { stat, list }).as_ref());
    let (file, is_named) = target.new_file(&permissions, write)?;
    Ok(StagedFile { target: Some(target), file, is_named, permissions, write })
}

impl StagedFile<'_> {
    /// The new file; its size, modification time and inode do not change any more. `None` if a device or a pipe was
    /// written to.
    pub(crate) fn file(&self) -> Option<&File> {
        self.target.as_ref().map(|_| &self.file)
    }

    /// Replaces the old file by the new one. The new one is written again if another writer of the same file removed it
    /// in the meantime.
    ///
    /// # Errors
    ///
    /// Those of the file system, one of them [`super::BlockedByFolder`]; the old file is untouched.
    pub(crate) fn commit(mut self) -> io::Result<Durability> {
        let Some(target) = &self.target else { return Ok(Durability::Durable) };
        for _ in 0..ATTEMPTS {
            if !self.is_named {
                match target.link(&self.file) {
                    // Without /proc there is no path to an unnamed file.
                    Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                        self.file = target.named_file(&self.permissions, self.write)?;
                    }
                    linked => linked?,
                }
                self.is_named = true;
            }
            match renameat(&target.folder, &target.temporary, &target.folder, &target.name) {
                Ok(()) => {
                    self.is_named = false;
                    return Ok(synced(target));
                }
                // Another writer treated the temporary name as a leftover, and renamed or removed the file.
                Err(Errno::NOENT) if target.holds(&self.file)? => {
                    self.is_named = false;
                    return Ok(synced(target));
                }
                Err(Errno::NOENT) => (self.file, self.is_named) = target.new_file(&self.permissions, self.write)?,
                Err(cause) => return Err(cause.into()),
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }
}

impl Drop for StagedFile<'_> {
    fn drop(&mut self) {
        if let Some(target) = self.target.as_ref().filter(|_| self.is_named) {
            _ = unlinkat(&target.folder, &target.temporary, AtFlags::empty());
        }
    }
}

/// Makes the renamed name durable.
fn synced(target: &Target) -> Durability {
    target.sync_folder().map_or_else(Durability::NotSynced, |()| Durability::Durable)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{BufWriter, Write};
    use std::path::PathBuf;
    use std::thread;

    use tempfile::TempDir;

    use super::super::BlockedByFolder;
    use super::*;

    fn put(path: &Path, text: &str) -> io::Result<Durability> {
        stage_at(path, &mut |file| file.write_all(text.as_bytes()))?.commit()
    }

    fn target_of(path: &Path) -> io::Result<Target> {
        Target::of(&resolve(path, LinkPolicy::Named)?)
    }

    fn public() -> Permissions {
        PermissionPolicy::Preserve.permissions_for(None)
    }

    /// A folder with a model in it, and the path of the model.
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
        assert!(matches!(put(&link, "new")?, Durability::Durable));
        assert!(link.is_symlink());
        assert_eq!((fs::read_to_string(&file)?.as_str(), count(&folder)?), ("new", 2));
        Ok(())
    }

    #[test]
    fn a_refused_write_leaves_the_old_file() -> io::Result<()> {
        let (folder, file) = old()?;
        let refuse = &mut |file: &mut BufWriter<&File>| file.write_all(b"ne").and(Err(io::ErrorKind::Other.into()));
        assert!(stage_at(&file, refuse).is_err());
        assert!(target_of(&file)?.named_file(&public(), refuse).is_err());
        assert!(put(folder.path(), "new").is_err() && put(&folder.path().join("none/model.json"), "new").is_err());
        assert_eq!((fs::read_to_string(&file)?.as_str(), count(&folder)?), ("old", 1));
        Ok(())
    }

    #[test]
    fn what_has_the_temporary_name_is_removed_and_never_followed() -> io::Result<()> {
        let (folder, file) = old()?;
        let (new, victim) = (folder.path().join(target_of(&file)?.temporary), folder.path().join("victim"));
        fs::write(&victim, "untouched")?;
        let named = || target_of(&file)?.named_file(&public(), &mut |file| file.write_all(b"named"));
        for plant in [
            &|| fs::write(&new, "half"),
            &|| std::os::unix::fs::symlink(&victim, &new),
            &|| fs::hard_link(&victim, &new),
            &|| std::os::unix::net::UnixListener::bind(&new).map(drop),
        ] as [&dyn Fn() -> io::Result<()>; 4]
        {
            plant()?;
            assert!(matches!(put(&file, "new")?, Durability::Durable));
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
            assert!(cause.is_some_and(|cause| cause.is::<BlockedByFolder>()));
        }
        assert_eq!(fs::read_to_string(&file)?, "new");
        Ok(())
    }

    #[test]
    fn two_files_of_a_folder_never_share_a_name() -> io::Result<()> {
        let (folder, file) = old()?;
        let long = folder.path().join("x".repeat(255));
        assert_ne!(target_of(&file)?.temporary, target_of(&long)?.temporary);
        assert!(matches!(put(&long, "new")?, Durability::Durable));
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
        let first = target_of(&file)?.named(public().initial_mode())?;
        let second = target_of(&file)?.named(public().initial_mode());
        assert!(second.is_err_and(|cause| cause.kind() == io::ErrorKind::ResourceBusy));
        drop(first);
        assert_eq!(count(&folder)?, 2);
        assert!(target_of(&file)?.named(public().initial_mode()).is_ok());
        Ok(())
    }
}
