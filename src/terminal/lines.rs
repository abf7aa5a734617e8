//! Input that ends when nobody has typed for as long as they may.

use std::io::{self, Read};
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};

use super::tty::timespec;
use crate::cli::Limits;

/// A terminal or a pipe; its end comes early where there are limits.
pub(super) struct Lines<'a> {
    file: BorrowedFd<'a>,
    limits: Option<Limits>,
    since: Instant,
}

impl<'a> Lines<'a> {
    pub(super) fn new(file: BorrowedFd<'a>, limits: Option<Limits>) -> Self {
        Self { file, limits, since: Instant::now() }
    }

    /// How long to wait for the next line; nothing for ever.
    fn patience(&self) -> Option<Duration> {
        let limits = self.limits?;
        Some(limits.idle.min(limits.longest.saturating_sub(self.since.elapsed())))
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Whoever never stops typing would never be waited for.
        if self.limits.is_some_and(|limits| self.since.elapsed() >= limits.longest) {
            return Ok(0);
        }
        let until = self.patience().map(|patience| Instant::now() + patience);
        loop {
            let left = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
            match poll(&mut [PollFd::new(&self.file, PollFlags::IN)], left.as_ref()) {
                Ok(0) => return Ok(0),
                Ok(_) => return Ok(rustix::io::read(self.file, &mut *buffer)?),
                Err(rustix::io::Errno::INTR) => {}
                Err(cause) => return Err(cause.into()),
            }
        }
    }
}
