//! Reads regular files at paths where other users may have put something else, without blocking on it.

use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;

/// The kind of file that a path leads to instead of a regular file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A folder.
    Folder,
    /// A named FIFO.
    Pipe,
    /// A socket.
    Socket,
    /// A device, such as a terminal or `/dev/zero`.
    Device,
    /// A cycle of symbolic links.
    Loop,
}

impl FileKind {
    /// The name in machine-readable output.
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

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadError {
    /// The path leads to something other than a file.
    NotAFile(FileKind),
    /// The file has more bytes than this limit.
    TooLarge(u64),
    /// The system reported an error.
    Io(io::Error),
}

/// Opens a regular file, or a pipe that the shell made (`<(…)`). Does not block on anything else.
///
/// # Errors
///
/// [`ReadError::NotAFile`] and [`ReadError::Io`].
pub fn open_regular(path: &Path) -> Result<File, ReadError> {
    // Checked before opening, because opening a device can start it; and after, because the path may lead elsewhere by then.
    accept(path, &path.metadata()?)?;
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    let there = file.metadata()?;
    accept(path, &there)?;
    if !there.is_file() {
        // The writer of a pipe of the shell may be slow.
        let flags = fcntl_getfl(&file).map_err(io::Error::from)?;
        fcntl_setfl(&file, flags - OFlags::NONBLOCK).map_err(io::Error::from)?;
    }
    Ok(file)
}

/// Reads all bytes of a file or of a pipe of the shell, at most `limit`.
///
/// # Errors
///
/// [`ReadError`].
///
/// ```
/// use allu::files::{FileKind, ReadError, read_file};
///
/// assert!(matches!(read_file("/".as_ref(), 100), Err(ReadError::NotAFile(FileKind::Folder))));
/// assert!(matches!(read_file("/proc/self/status".as_ref(), 1), Err(ReadError::TooLarge(1))));
/// ```
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut file = open_regular(path)?;
    let expected = file.metadata()?.len();
    read_limited(&mut file, limit, expected)
}

/// Reads all bytes of an input, at most `limit`; `expected` is an estimate of their number.
///
/// # Errors
///
/// [`ReadError::TooLarge`] and [`ReadError::Io`].
pub fn read_limited(input: &mut dyn Read, limit: u64, expected: u64) -> Result<Vec<u8>, ReadError> {
    if expected > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(expected).unwrap_or(usize::MAX).saturating_add(1);
    bytes.try_reserve_exact(room).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    // One more than is allowed, to distinguish too many from just enough.
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(ReadError::TooLarge(limit)) } else { Ok(bytes) }
}

impl From<io::Error> for ReadError {
    fn from(cause: io::Error) -> Self {
        if Errno::from_io_error(&cause) == Some(Errno::LOOP) { Self::NotAFile(FileKind::Loop) } else { Self::Io(cause) }
    }
}

fn accept(path: &Path, there: &Metadata) -> Result<(), ReadError> {
    other_than_file(path, there.file_type()).map_or(Ok(()), |kind| Err(ReadError::NotAFile(kind)))
}

/// The kind of file that a path leads to. `None` for a regular file and for a pipe that the shell made.
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
