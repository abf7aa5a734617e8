//! Following a path through folders that other users may write to.
//!
//! Each folder on the way is opened in the one before it and no link is followed unasked, so that nobody can put a link
//! on the way between the check and the use.

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

/// As many links as the system itself follows.
const MOST_LINKS: usize = 40;
/// What the file system of processes is called by: its links lead to open files, not along paths.
const PROC: i64 = 0x9fa0;
/// The bit of a folder in which everybody may make files and nobody may touch those of others.
const STICKY: u32 = 0o1000;
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// The folder that a path leads to, open, and the name in it.
#[derive(Debug)]
pub struct Arrival {
    /// The folder.
    pub folder: OwnedFd,
    /// The name in it, of something that may not be there.
    pub name: OsString,
    /// The path of the folder, for messages.
    pub path: PathBuf,
    /// Whether the name leads to something that is open already and has no path, such as `/dev/stdout` to a pipe.
    pub is_open: bool,
}

/// What is followed on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Links that are ours or root's, and those of others where not everybody may make them: in a folder that is not
    /// shared and sticky. For files that the user has named.
    Named,
    /// The same, but not a link at the end of the path. For files that only this program writes.
    NamedFile,
    /// Links that are ours or root's, not at the end of the path; for root also only folders of its own. For files that
    /// nobody has named.
    Own,
}

/// A link or a folder on the way that belongs to another user.
#[derive(Debug)]
pub struct ForeignPath(pub PathBuf);

/// Follows a path up to its last name.
///
/// # Errors
///
/// Those of the system, one of them [`ForeignPath`]; `NotFound` if a folder on the way is not there.
pub fn walk(path: &Path, way: Way) -> io::Result<Arrival> {
    let mut walk = Walk { folder: open_folder(CWD, OsStr::new("."))?, path: PathBuf::new(), way, links: 0 };
    let mut ahead = Vec::new();
    walk.turn_to(path, &mut ahead)?;
    while let Some(name) = ahead.pop() {
        if !ahead.is_empty() || name == ".." {
            walk.step(&name, &mut ahead)?;
            continue;
        }
        if let Some(target) = if way == Way::Named { walk.link_at(&name)? } else { None } {
            walk.turn_to(&target, &mut ahead)?;
            continue;
        }
        let is_open = way == Way::Named && walk.leads_to_open_file(&name)?;
        return Ok(Arrival { folder: walk.folder, name, path: walk.path, is_open });
    }
    Err(io::ErrorKind::IsADirectory.into())
}

/// Opens a folder that belongs to this user and that nobody else may write to, and makes it first where that is wanted
/// and it is missing.
///
/// # Errors
///
/// Those of the system, one of them [`ForeignPath`]; `NotFound` if it is missing and not to be made.
pub fn own_folder(path: &Path, is_made: bool) -> io::Result<File> {
    if is_made {
        make_folder(path)?;
    }
    let arrival = walk(path, Way::Own)?;
    let opened = openat(&arrival.folder, &arrival.name, FOLDER | OFlags::RDONLY, Mode::empty());
    let folder = match opened {
        Err(Errno::LOOP | Errno::NOTDIR) if arrival.is_link() => return Err(foreign(path.to_owned())),
        opened => File::from(opened?),
    };
    let there = fstat(&folder)?;
    let is_own = there.st_uid == geteuid().as_raw() && there.st_mode & WRITABLE_BY_OTHERS == 0;
    if is_own { Ok(folder) } else { Err(foreign(path.to_owned())) }
}

/// Makes a folder and those above it, where they are missing: only in folders that are ours or root's, so that root
/// leaves nothing of its own in somebody's home.
fn make_folder(path: &Path) -> io::Result<()> {
    let arrival = match walk(path, Way::Own) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            make_folder(path.parent().ok_or(io::ErrorKind::NotFound)?)?;
            walk(path, Way::Own)?
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

impl Arrival {
    fn is_link(&self) -> bool {
        statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW).is_ok_and(|there| is_link(&there))
    }

    /// Whether something that is no file, such as a pipe, was put here by another user in a folder that all may write to.
    ///
    /// # Errors
    ///
    /// [`ForeignPath`] if so, and those of the system.
    pub fn refuse_foreign(&self, there: Option<&Stat>) -> io::Result<()> {
        let is_foreign = there.is_some_and(|there| !is_ours(there.st_uid)) && is_shared(&fstat(&self.folder)?);
        if is_foreign { Err(foreign(self.path.join(&self.name))) } else { Ok(()) }
    }
}

const FOLDER: OFlags = OFlags::DIRECTORY.union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

struct Walk {
    folder: OwnedFd,
    path: PathBuf,
    way: Way,
    links: usize,
}

impl Walk {
    /// Puts the names of a path before those that are ahead.
    fn turn_to(&mut self, path: &Path, ahead: &mut Vec<OsString>) -> io::Result<()> {
        for part in path.components().rev() {
            match part {
                Component::Normal(name) => ahead.push(name.to_owned()),
                Component::ParentDir => ahead.push("..".into()),
                // It comes last, for the names are taken from behind.
                Component::RootDir => {
                    (self.folder, self.path) = (open_folder(CWD, OsStr::new("/"))?, PathBuf::from("/"));
                }
                Component::CurDir | Component::Prefix(_) => {}
            }
        }
        Ok(())
    }

    /// Goes into a folder, or turns to where a link in its place leads.
    fn step(&mut self, name: &OsStr, ahead: &mut Vec<OsString>) -> io::Result<()> {
        if name != ".."
            && let Some(target) = self.link_at(name)?
        {
            return self.turn_to(&target, ahead);
        }
        self.folder = open_folder(&self.folder, name)?;
        self.path.push(name);
        let is_foreign = self.way == Way::Own && geteuid().is_root() && !is_ours(fstat(&self.folder)?.st_uid);
        if is_foreign { Err(foreign(self.path.clone())) } else { Ok(()) }
    }

    /// The target of a link. Returns `None` if there is no link of that name, or if it leads to an open file.
    fn link_at(&mut self, name: &OsStr) -> io::Result<Option<PathBuf>> {
        let link = match statat(&self.folder, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(there) if is_link(&there) => there,
            Ok(_) | Err(Errno::NOENT) => return Ok(None),
            Err(cause) => return Err(cause.into()),
        };
        self.links += 1;
        if self.links > MOST_LINKS {
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
        Ok(self.way != Way::Own && !is_shared(&fstat(&self.folder)?))
    }

    /// Whether a link is one of `/proc/self/fd` to something that has no path, such as a pipe.
    fn leads_to_open_file(&self, name: &OsStr) -> io::Result<bool> {
        let is_process = fstatfs(&self.folder)?.f_type == PROC;
        Ok(is_process && statat(&self.folder, name, AtFlags::empty()).is_ok_and(|there| !is_file_or_folder(&there)))
    }
}

/// Whether everybody may make files in a folder, and touch only their own.
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
    // A link that took the place of a folder since it was looked at is refused here.
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
