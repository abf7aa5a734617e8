//! The one way to standard output: nothing that can move a cursor gets past it.

use std::io::{self, BufWriter, Write};

use super::failure::Failure;
use super::setting::Setting;
use crate::present::{Line, Marks, Role};
use crate::text::{display_safe, to_ascii};

/// Standard output, as this reader wants it.
pub(super) struct Output<'a> {
    out: BufWriter<&'a mut dyn Write>,
    marks: Marks,
    color: bool,
    end: &'static str,
}

impl<'a> Output<'a> {
    /// Output that ends records with a line end.
    pub(super) fn new(out: &'a mut dyn Write, setting: &Setting) -> Self {
        Self { out: BufWriter::new(out), marks: setting.marks, color: setting.color, end: "\n" }
    }

    /// Ends records with a NUL instead.
    pub(super) fn end_with_nul(&mut self) {
        self.end = "\0";
    }

    /// A record of plain words.
    pub(super) fn text(&mut self, words: &str) -> Result<(), Failure> {
        let shown = self.shown(words);
        self.exact(&shown)?;
        self.end()
    }

    /// Fields with tabs between them, without an end behind them.
    pub(super) fn fields(&mut self, fields: &[Line]) -> Result<(), Failure> {
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                self.exact("\t")?;
            }
            self.line(field)?;
        }
        Ok(())
    }

    /// Words with roles, in colours where they are wanted, without an end behind them.
    pub(super) fn line(&mut self, line: &Line) -> Result<(), Failure> {
        for (words, role) in &line.spans {
            let shown = self.shown(words);
            match look(*role).filter(|_| self.color && !words.trim().is_empty()) {
                Some(look) => self.exact(&format!("\u{1b}[{look}m{shown}\u{1b}[0m"))?,
                None => self.exact(&shown)?,
            }
        }
        Ok(())
    }

    /// Words made safe, without an end behind them.
    pub(super) fn words(&mut self, words: &str) -> Result<(), Failure> {
        let shown = self.shown(words);
        self.exact(&shown)
    }

    /// Text that is safe already and must stay as it is: JSON, TSV, what the user wrote in a template.
    pub(super) fn exact(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(stopped)
    }

    /// The end of a record.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        let end = self.end;
        self.exact(end)
    }

    /// Hands everything on; only now is it known whether all of it arrived.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(stopped)
    }

    fn shown(&self, words: &str) -> String {
        safe(words, &self.marks)
    }
}

/// Words as this terminal may show them.
pub(super) fn safe(words: &str, marks: &Marks) -> String {
    let safe = display_safe(words);
    if marks.ascii_letters { to_ascii(&safe) } else { safe.into_owned() }
}

/// What a role looks like, as the numbers of an SGR sequence; bold and the 16 colours read well on light and dark.
const fn look(role: Role) -> Option<&'static str> {
    match role {
        Role::Title | Role::Number => Some("1"),
        Role::Quiet => Some("2"),
        Role::Match => Some("1;4"),
        Role::Warning => Some("33"),
        _ => None,
    }
}

/// A reader who has left is no error; anything else is.
fn stopped(cause: io::Error) -> Failure {
    match cause.kind() {
        io::ErrorKind::BrokenPipe => Failure::Reader,
        _ => Failure::Output { cause },
    }
}
