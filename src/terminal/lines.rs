//! Input that ends when nobody has typed for as long as they may.

use std::io::{self, Read};
use std::os::fd::BorrowedFd;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, poll};

use super::share::Share;
use super::stay::Stay;
use super::tty::timespec;
use crate::cli::Limits;

/// A terminal or a pipe; its end comes early where there are limits.
pub(super) struct Lines<'a> {
    file: BorrowedFd<'a>,
    stay: Stay,
    share: Share,
}

impl<'a> Lines<'a> {
    pub(super) fn new(file: BorrowedFd<'a>, limits: Option<Limits>) -> Self {
        Self { file, stay: Stay::new(limits), share: Share::new() }
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.stay.is_endless() {
            self.share.rest();
        }
        // The last line was answered only now.
        self.stay.note_key();
        let left = self.stay.left();
        if left.is_some_and(|left| left.is_zero()) {
            // Whoever never stops typing would never be waited for.
            return Ok(0);
        }
        let until = left.map(|left| Instant::now() + left);
        loop {
            let left = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
            match poll(&mut [PollFd::new(&self.file, PollFlags::IN)], left.as_ref()) {
                Ok(0) => return Ok(0),
                Ok(_) => {
                    self.stay.note_key();
                    return Ok(rustix::io::read(self.file, &mut *buffer)?);
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(cause) => return Err(cause.into()),
            }
        }
    }
}
