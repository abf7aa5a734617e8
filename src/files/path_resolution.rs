//! Resolves paths through folders that other users may write to.
//!
//! Each folder on the way is opened relative to the one before it, and every link is checked before it is followed, so
//! that no other user can put a link in place between the check and the use.

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat, fstat, fstatfs, mkdirat, openat, readlinkat, statat};
use rustix::io::Errno;
use rustix::process::geteuid;

use super::is_ours;

/// The maximum number of links that are followed, as in the kernel.
const MAX_LINKS: usize = 40;
/// The type number of procfs: its links lead to open files, not along paths.
const PROC: i64 = 0x9fa0;
/// The mode bit of a folder in which users may not remove or rename the files of others.
const STICKY: u32 = 0o1000;
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// A path resolved up to its last name: the open folder and the name in it.
#[derive(Debug)]
pub struct ResolvedPath {
    /// The folder.
    pub folder: OwnedFd,
    /// The name in the folder. There may be no file of that name.
    pub name: OsString,
    /// The path of the folder, for messages.
    pub path: PathBuf,
    /// Whether the name leads to an open file without a path, such as `/dev/stdout` to a pipe.
    pub is_open: bool,
}

/// The links that are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPolicy {
    /// Links of this user and of root, and those of others unless they are in a shared, sticky folder, where everybody
    /// may create links. For files that the user has named.
    Named,
    /// The same, but not a link at the end of the path. For files that only this program writes.
    NamedNoFollow,
    /// Links of this user and of root, but not at the end of the path; for root, only folders of root. For files that the
    /// user has not named.
    Own,
}

/// A link or a folder on the way that belongs to another user.
#[derive(Debug)]
pub struct ForeignPath(pub PathBuf);

/// Resolves a path up to its last name.
///
/// # Errors
///
/// Those of the system, one of them [`ForeignPath`]; `NotFound` if a folder on the way is not there.
pub fn resolve(path: &Path, policy: LinkPolicy) -> io::Result<ResolvedPath> {
    let mut resolver = Resolver { folder: open_folder(CWD, OsStr::new("."))?, path: PathBuf::new(), policy, links: 0 };
    let mut ahead = Vec::new();
    resolver.push_components(path, &mut ahead)?;
    while let Some(name) = ahead.pop() {
        if !ahead.is_empty() || name == ".." {
            resolver.enter(&name, &mut ahead)?;
            continue;
        }
        if let Some(target) = if policy == LinkPolicy::Named { resolver.link_at(&name)? } else { None } {
            resolver.push_components(&target, &mut ahead)?;
            continue;
        }
        let is_open = policy == LinkPolicy::Named && resolver.leads_to_open_file(&name)?;
        return Ok(ResolvedPath { folder: resolver.folder, name, path: resolver.path, is_open });
    }
    Err(io::ErrorKind::IsADirectory.into())
}

/// Opens a folder that belongs to this user and that nobody else may write to. With `is_made`, creates the folder if it
/// is missing.
///
/// # Errors
///
/// Those of the system, one of them [`ForeignPath`]; `NotFound` if it is missing and not created.
pub fn own_folder(path: &Path, is_made: bool) -> io::Result<File> {
    if is_made {
        make_folder(path)?;
    }
    let arrival = resolve(path, LinkPolicy::Own)?;
    let opened = openat(&arrival.folder, &arrival.name, FOLDER | OFlags::RDONLY, Mode::empty());
    let folder = match opened {
        Err(Errno::LOOP | Errno::NOTDIR) if arrival.is_link() => return Err(foreign(path.to_owned())),
        opened => File::from(opened?),
    };
    let there = fstat(&folder)?;
    let is_own = there.st_uid == geteuid().as_raw() && there.st_mode & WRITABLE_BY_OTHERS == 0;
    if is_own { Ok(folder) } else { Err(foreign(path.to_owned())) }
}

/// Creates a folder and its missing parents, but only in folders of this user or of root, so that root leaves no file of
/// its own in a user's home.
fn make_folder(path: &Path) -> io::Result<()> {
    let arrival = match resolve(path, LinkPolicy::Own) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            make_folder(path.parent().ok_or(io::ErrorKind::NotFound)?)?;
            resolve(path, LinkPolicy::Own)?
        }
        arrived => arrived?,
    };
    if statat(&arrival.folder, &arrival.name, AtFlags::SYMLINK_NOFOLLOW).is_ok() {
        return Ok(());
    }
    if !is_ours(fstat(&arrival.folder)?.st_uid) {
        return Err(foreign(arrival.path));
    }
    match mkdirat(&arrival.folder, &arrival.name, Mode::RWXU) {
        Ok(()) | Err(Errno::EXIST) => Ok(()),
        Err(cause) => Err(cause.into()),
    }
}

impl ResolvedPath {
    fn is_link(&self) -> bool {
        statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW).is_ok_and(|there| is_link(&there))
    }

    /// Refuses something other than a file, such as a pipe, that another user put into a shared folder.
    ///
    /// # Errors
    ///
    /// [`ForeignPath`] in that case, and those of the system.
    pub fn refuse_foreign(&self, there: Option<&Stat>) -> io::Result<()> {
        let is_foreign = there.is_some_and(|there| !is_ours(there.st_uid)) && is_shared(&fstat(&self.folder)?);
        if is_foreign { Err(foreign(self.path.join(&self.name))) } else { Ok(()) }
    }
}

const FOLDER: OFlags = OFlags::DIRECTORY.union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

struct Resolver {
    folder: OwnedFd,
    path: PathBuf,
    policy: LinkPolicy,
    links: usize,
}

impl Resolver {
    /// Puts the names of a path before those that remain.
    fn push_components(&mut self, path: &Path, ahead: &mut Vec<OsString>) -> io::Result<()> {
        for part in path.components().rev() {
            match part {
                Component::Normal(name) => ahead.push(name.to_owned()),
                Component::ParentDir => ahead.push("..".into()),
                // It comes last, because the names are pushed in reverse order.
                Component::RootDir => {
                    (self.folder, self.path) = (open_folder(CWD, OsStr::new("/"))?, PathBuf::from("/"));
                }
                Component::CurDir | Component::Prefix(_) => {}
            }
        }
        Ok(())
    }

    /// Enters a folder, or follows a link to one.
    fn enter(&mut self, name: &OsStr, ahead: &mut Vec<OsString>) -> io::Result<()> {
        if name != ".."
            && let Some(target) = self.link_at(name)?
        {
            return self.push_components(&target, ahead);
        }
        self.folder = open_folder(&self.folder, name)?;
        self.path.push(name);
        let is_foreign = self.policy == LinkPolicy::Own && geteuid().is_root() && !is_ours(fstat(&self.folder)?.st_uid);
        if is_foreign { Err(foreign(self.path.clone())) } else { Ok(()) }
    }

    /// The target of a link. `None` if there is no link of that name, or if it leads to an open file.
    fn link_at(&mut self, name: &OsStr) -> io::Result<Option<PathBuf>> {
        let link = match statat(&self.folder, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(there) if is_link(&there) => there,
            Ok(_) | Err(Errno::NOENT) => return Ok(None),
            Err(cause) => return Err(cause.into()),
        };
        self.links += 1;
        if self.links > MAX_LINKS {
            return Err(Errno::LOOP.into());
        }
        if !self.is_followed(&link)? {
            return Err(foreign(self.path.join(name)));
        }
        if self.leads_to_open_file(name)? {
            return Ok(None);
        }
        let target = readlinkat(&self.folder, name, Vec::new())?;
        Ok(Some(PathBuf::from(OsString::from_vec(target.into_bytes()))))
    }

    fn is_followed(&self, link: &Stat) -> io::Result<bool> {
        if is_ours(link.st_uid) {
            return Ok(true);
        }
        Ok(self.policy != LinkPolicy::Own && !is_shared(&fstat(&self.folder)?))
    }

    /// Returns `true` for a link of `/proc/self/fd` to something without a path, such as a pipe.
    fn leads_to_open_file(&self, name: &OsStr) -> io::Result<bool> {
        let is_process = fstatfs(&self.folder)?.f_type == PROC;
        Ok(is_process && statat(&self.folder, name, AtFlags::empty()).is_ok_and(|there| !is_file_or_folder(&there)))
    }
}

/// Returns `true` if everybody may create files in a folder and remove only their own.
fn is_shared(folder: &Stat) -> bool {
    folder.st_mode & STICKY != 0 && folder.st_mode & WRITABLE_BY_OTHERS != 0
}

fn is_link(there: &Stat) -> bool {
    FileType::from_raw_mode(there.st_mode) == FileType::Symlink
}

fn is_file_or_folder(there: &Stat) -> bool {
    matches!(FileType::from_raw_mode(there.st_mode), FileType::RegularFile | FileType::Directory)
}

fn open_folder(within: impl rustix::fd::AsFd, name: &OsStr) -> io::Result<OwnedFd> {
    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    // Refuses a link that replaced the folder since it was checked.
    let flags = if name == ".." || name == "/" || name == "." { flags } else { flags | OFlags::NOFOLLOW };
    Ok(openat(within, name, flags, Mode::empty())?)
}

fn foreign(path: PathBuf) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, ForeignPath(path))
}

impl fmt::Display for ForeignPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "belongs to another user: {}", self.0.display())
    }
}

impl Error for ForeignPath {}
