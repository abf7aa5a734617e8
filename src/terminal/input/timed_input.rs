//! Input that ends when a time limit is reached.

use std::io::{self, Read};
use std::os::fd::BorrowedFd;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, poll};

use crate::session::TimeLimits;
use crate::terminal::kiosk::{ProcessorShare, SessionTimer};
use crate::terminal::tty::timespec;

/// A terminal or a pipe that is read up to its end or up to a time limit.
pub(crate) struct TimedInput<'a> {
    file: BorrowedFd<'a>,
    timer: SessionTimer,
    share: ProcessorShare,
}

impl<'a> TimedInput<'a> {
    /// Limits the reading of a file from now on.
    pub(crate) fn new(file: BorrowedFd<'a>, limits: Option<TimeLimits>) -> Self {
        Self { file, timer: SessionTimer::new(limits), share: ProcessorShare::new() }
    }
}

impl Read for TimedInput<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.timer.is_unlimited() {
            self.share.rest();
        }
        // Time spent on answering the last line does not count.
        self.timer.note_key();
        let left = self.timer.left();
        if left.is_some_and(|left| left.is_zero()) {
            // A user who never stops typing would never have to be waited for.
            return Ok(0);
        }
        let until = left.map(|left| Instant::now() + left);
        loop {
            let left = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
            match poll(&mut [PollFd::new(&self.file, PollFlags::IN)], left.as_ref()) {
                Ok(0) => return Ok(0),
                Ok(_) => {
                    self.timer.note_key();
                    return Ok(rustix::io::read(self.file, &mut *buffer)?);
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(cause) => return Err(cause.into()),
            }
        }
    }
}
