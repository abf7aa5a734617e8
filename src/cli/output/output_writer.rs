//! Prints records to a standard stream: makes text safe for terminals, adds colours and links, or replaces signs by
//! words.

use std::io::{self, BufWriter, Write};

use super::hyperlink::linked;
use super::spoken::spoken;
use crate::cli::error::Error;
use crate::cli::settings::Settings;
use crate::i18n::Lang;
use crate::present::{Line, Marks, Role, shown_words};
use crate::ui::Theme;

/// A standard stream with the settings of the user.
pub(crate) struct OutputWriter<'a> {
    out: BufWriter<&'a mut dyn Write>,
    marks: Marks,
    theme: Theme,
    /// The language of words that replace signs. `None` if signs are printed.
    spoken: Option<Lang>,
    /// Whether numbers and addresses are links.
    has_links: bool,
    end: &'static str,
}

impl<'a> OutputWriter<'a> {
    /// A writer that ends records with a line end.
    pub(crate) fn new(out: &'a mut dyn Write, settings: &Settings) -> Self {
        let spoken = settings.plain.then_some(settings.lang);
        Self {
            out: BufWriter::new(out),
            marks: settings.marks,
            theme: settings.theme,
            spoken,
            has_links: false,
            end: "\n",
        }
    }

    /// A writer of records to standard output, whose numbers and addresses are links if the user wants them.
    pub(crate) fn of_records(out: &'a mut dyn Write, settings: &Settings) -> Self {
        Self { has_links: settings.links, ..Self::new(out, settings) }
    }

    /// Ends records with a NUL from now on.
    pub(crate) fn end_with_nul(&mut self) {
        self.end = "\0";
    }

    /// Writes a record of plain words.
    pub(crate) fn text(&mut self, words: &str) -> Result<(), Error> {
        let shown = self.shown(words);
        self.exact(&shown)?;
        self.end()
    }

    /// Writes fields with tabs between them, without the end of the record.
    pub(crate) fn fields(&mut self, fields: &[Line]) -> Result<(), Error> {
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                self.exact("\t")?;
            }
            self.line(field)?;
        }
        Ok(())
    }

    /// Writes words with roles, in colours if they are enabled, without the end of the record. In plain text, words replace
    /// signs.
    pub(crate) fn line(&mut self, line: &Line) -> Result<(), Error> {
        if let Some(lang) = self.spoken {
            return self.words(&spoken(line, lang, &self.marks));
        }
        for (words, role) in &line.spans {
            let shown = self.shown(words);
            let shown = if self.has_links { linked(&shown, *role) } else { shown };
            match self.style(*role).filter(|_| !words.trim().is_empty()) {
                Some(style) => self.exact(&format!("\u{1b}[{style}m{shown}\u{1b}[0m"))?,
                None => self.exact(&shown)?,
            }
        }
        Ok(())
    }

    /// Replaces control characters in words and writes them, without the end of the record.
    pub(crate) fn words(&mut self, words: &str) -> Result<(), Error> {
        let shown = self.shown(words);
        self.exact(&shown)
    }

    /// Writes text that has no control characters and must not change: JSON, TSV, the text of a user's template.
    pub(crate) fn exact(&mut self, text: &str) -> Result<(), Error> {
        self.out.write_all(text.as_bytes()).map_err(write_error)
    }

    /// Writes the end of a record.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        let end = self.end;
        self.exact(end)
    }

    /// Flushes the buffer. Only then is it known whether everything was written.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        self.out.flush().map_err(write_error)
    }

    /// The parameters of the SGR sequence for a role. `None` if it is plain, or colours are not wanted.
    fn style(&self, role: Role) -> Option<String> {
        self.theme.has_colors().then(|| self.theme.sgr(role)).flatten()
    }

    fn shown(&self, words: &str) -> String {
        shown_words(words, &self.marks)
    }
}

/// A closed pipe is not an error for the user.
fn write_error(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::BrokenPipe => Error::OutputClosed,
        _ => Error::Output { cause },
    }
}
