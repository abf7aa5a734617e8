//! The environment and the standard streams of a command.

use std::io::{Read, Write};

use crate::session::{Env, Log};

/// The environment and the standard streams of a command; tests pass their own.
pub struct Io<'a> {
    /// The environment.
    pub env: Env<'a>,
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub out: OutputStream<'a>,
    /// Standard error.
    pub err: OutputStream<'a>,
    /// The columns of the terminal. `None` if there is no terminal.
    pub width: Option<u16>,
    /// The rows of the terminal. `None` if there is no terminal.
    pub height: Option<u16>,
    /// Writes a line for the administrator of a kiosk. `None` if this is not a kiosk.
    pub kiosk_log: Option<Log>,
}

impl<'a> Io<'a> {
    /// The same streams with another environment.
    pub(super) fn with_env<'b>(&'b mut self, env: Env<'b>) -> Io<'b>
    where
        'a: 'b,
    {
        Io {
            env,
            input: &mut *self.input,
            out: OutputStream { writer: &mut *self.out.writer, is_terminal: self.out.is_terminal },
            err: OutputStream { writer: &mut *self.err.writer, is_terminal: self.err.is_terminal },
            width: self.width,
            height: self.height,
            kiosk_log: self.kiosk_log,
        }
    }
}

/// Standard output or standard error.
pub struct OutputStream<'a> {
    /// Takes the bytes.
    pub writer: &'a mut dyn Write,
    /// Whether the stream is a terminal.
    pub is_terminal: bool,
}
