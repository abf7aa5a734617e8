//! Opening what others may have put there: a regular file, and nothing that could keep us waiting.

use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;

/// What stands where a file should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A folder.
    Folder,
    /// A FIFO that has a name.
    Pipe,
    /// A socket.
    Socket,
    /// A device, such as a terminal or `/dev/zero`.
    Device,
    /// Symbolic links that lead round in a circle.
    Loop,
}

impl FileKind {
    /// What programs call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Pipe => "pipe",
            Self::Socket => "socket",
            Self::Device => "device",
            Self::Loop => "loop",
        }
    }
}

/// Why nothing was read.
#[derive(Debug)]
pub enum Unread {
    /// Something else than a file stands there.
    Other(FileKind),
    /// There are more bytes than this.
    TooLarge(u64),
    /// What the system says.
    Refused(io::Error),
}

/// Opens a regular file, or a pipe that the shell made (`<(…)`); whatever else stands there is not waited for.
///
/// # Errors
///
/// [`Unread::Other`] and [`Unread::Refused`].
pub fn open_plain(path: &Path) -> Result<File, Unread> {
    // Asked before opening, for to open a device can be to start it; and after, for what was asked about may be gone.
    welcome(path, &path.metadata()?)?;
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    let there = file.metadata()?;
    welcome(path, &there)?;
    if !there.is_file() {
        // Whoever fills a pipe of the shell may take their time.
        let flags = fcntl_getfl(&file).map_err(io::Error::from)?;
        fcntl_setfl(&file, flags - OFlags::NONBLOCK).map_err(io::Error::from)?;
    }
    Ok(file)
}

/// All bytes of a file or a pipe of the shell, at most `limit`.
///
/// # Errors
///
/// [`Unread`].
pub fn read_plain(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    let mut file = open_plain(path)?;
    let expected = file.metadata()?.len();
    read_limited(&mut file, limit, expected)
}

/// All bytes of an input, at most `limit`; there are about `expected`.
///
/// # Errors
///
/// [`Unread::TooLarge`] and [`Unread::Refused`].
pub fn read_limited(input: &mut dyn Read, limit: u64, expected: u64) -> Result<Vec<u8>, Unread> {
    if expected > limit {
        return Err(Unread::TooLarge(limit));
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(expected).unwrap_or(usize::MAX).saturating_add(1);
    bytes.try_reserve_exact(room).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    // One more than is allowed, so that too many can be told from just enough.
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Unread::TooLarge(limit)) } else { Ok(bytes) }
}

impl From<io::Error> for Unread {
    fn from(cause: io::Error) -> Self {
        if Errno::from_io_error(&cause) == Some(Errno::LOOP) {
            Self::Other(FileKind::Loop)
        } else {
            Self::Refused(cause)
        }
    }
}

fn welcome(path: &Path, there: &Metadata) -> Result<(), Unread> {
    other_than_file(path, there.file_type()).map_or(Ok(()), |kind| Err(Unread::Other(kind)))
}

/// What stands at a path, when it is no regular file; a pipe that the shell made is welcome.
fn other_than_file(path: &Path, kind: FileType) -> Option<FileKind> {
    let is_of_shell =
        path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd") || path == Path::new("/dev/stdin");
    if kind.is_dir() {
        Some(FileKind::Folder)
    } else if kind.is_fifo() {
        (!is_of_shell).then_some(FileKind::Pipe)
    } else if kind.is_socket() {
        Some(FileKind::Socket)
    } else if kind.is_block_device() || kind.is_char_device() {
        Some(FileKind::Device)
    } else {
        None
    }
}
