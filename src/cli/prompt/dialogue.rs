//! Asks for lines and answers them.

use std::io::{BufRead, Read, Write};
use std::path::Path;

use super::command::{PANES, PromptCommand, pane_words, parse};
use crate::cli::command::no_match;
use crate::cli::error::Error;
use crate::cli::outcome::Browse;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::i18n::{Lang, say};
use crate::present::{
    Copied, CopyWay, Line, Link, Marks, Role, Row, Shown, Status, card, directory_title, evidence_of, forms, remarks,
    status_words,
};
use crate::search::{Answer, Hit, Notice, Pane, search};
use crate::session::{self, BrowseSession, Env, ModelSource, ReloadOutcome};

/// The number of answers that are printed before the user is asked for more.
const PAGE: usize = 10;
/// The maximum number of bytes of a line; the rest of a longer line counts as the next line.
const MAX_LINE: u64 = 4096;

/// What the prompt can reach.
pub struct PromptIo<'a> {
    /// Where lines come from.
    pub input: &'a mut dyn BufRead,
    /// Where answers go.
    pub out: &'a mut dyn Write,
    /// Where errors go.
    pub err: &'a mut dyn Write,
    /// Whether prompts are printed; a pipe gets only answers.
    pub is_interactive: bool,
    /// Copies something to the clipboard and returns the way it was copied. `None` if there was no way.
    pub copy: &'a mut dyn FnMut(&Copied) -> Option<CopyWay>,
    /// The environment.
    pub env: Env<'a>,
}

/// Answers lines until there are no more or the user leaves. Returns the exit status.
pub fn prompt(browse: Browse, io: &mut PromptIo<'_>) -> u8 {
    let marks = Marks { spells_out: true, ..browse.marks };
    let settings = Settings { lang: browse.session.lang, marks, theme: browse.theme, ..Settings::before_options() };
    match (Dialogue { session: browse.session, settings, io, last: LastAnswer::default() }).run() {
        Ok(()) => 0,
        Err(error) => {
            // If standard error is closed, too, the error cannot be reported.
            _ = error.report(settings.lang, &settings.marks, io.err);
            error.exit_status()
        }
    }
}

/// The answer to the last query, and what was done with it; rows count from 0.
#[derive(Default)]
struct LastAnswer {
    answer: Answer,
    /// The one list that was searched; `None` for all.
    list: Option<Pane>,
    /// How many rows were printed.
    shown: usize,
    /// The row that was shown or copied from last.
    row: Option<usize>,
    /// The row that was copied from last, and which of its forms was copied.
    copied: Option<(usize, usize)>,
}

/// A user who types lines, and the directory that answers them.
struct Dialogue<'a, 'io> {
    session: BrowseSession,
    settings: Settings,
    io: &'a mut PromptIo<'io>,
    last: LastAnswer,
}

impl Dialogue<'_, '_> {
    fn run(mut self) -> Result<(), Error> {
        let first = std::mem::take(&mut self.session.query);
        let mut line = Some(first).filter(|query| !query.trim().is_empty());
        if line.is_none() && self.io.is_interactive {
            let title = directory_title(&self.session.open.directory, self.lang());
            self.print(&say!(self.lang(), "prompt.welcome", title = title))?;
        }
        loop {
            let given = match line.take() {
                Some(line) => line,
                None => match self.next_line()? {
                    Some(line) => line,
                    None => return Ok(()),
                },
            };
            self.reload()?;
            if !self.answer(&given)? {
                return Ok(());
            }
            if self.session.open.invalidation().is_some() {
                self.reload()?;
            }
        }
    }

    const fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// Performs the command of a line. Returns `false` if the user leaves.
    fn answer(&mut self, given: &str) -> Result<bool, Error> {
        let all = self.last.count();
        match parse(given, all) {
            PromptCommand::Leave => return Ok(false),
            PromptCommand::Help => self.print(&say!(self.lang(), "prompt.help"))?,
            PromptCommand::More if self.last.shown < all => self.print_page()?,
            PromptCommand::More => self.print(&say!(self.lang(), "prompt.no_more"))?,
            PromptCommand::Show(row) => self.show(row)?,
            PromptCommand::Copy(row) => self.copy(row)?,
            PromptCommand::CopyLast => match self.last.row.or((all == 1).then_some(0)) {
                Some(row) => self.copy(row)?,
                None => self.print(&say!(self.lang(), "prompt.copy_which"))?,
            },
            PromptCommand::Sources(row) => self.sources(row)?,
            PromptCommand::LastSources => match self.last.row.or((all == 1).then_some(0)) {
                Some(row) => self.sources(row)?,
                None => self.print(&say!(self.lang(), "prompt.sources_which"))?,
            },
            PromptCommand::NoAnswer(number) => {
                self.print(&say!(self.lang(), "prompt.no_answer", number = number))?;
            }
            PromptCommand::Search(list, words) => self.search(list, words)?,
        }
        Ok(true)
    }

    /// Reads a line. `None` if there are no more.
    fn next_line(&mut self) -> Result<Option<String>, Error> {
        if self.io.is_interactive {
            let mut output = OutputWriter::new(self.io.out, &self.settings);
            output.words(&say!(self.settings.lang, "prompt.ask"))?;
            output.exact(" ")?;
            output.finish()?;
        }
        let mut bytes = Vec::new();
        match (&mut *self.io.input).take(MAX_LINE).read_until(b'\n', &mut bytes) {
            Ok(0) => {
                if self.io.is_interactive {
                    self.print("")?;
                }
                Ok(None)
            }
            Ok(_) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(cause) => Err(session::Error::Unreadable { source: ModelSource::StandardInput, cause }.into()),
        }
    }

    /// Searches for a query in one list or in all, and prints the number of matches and the first few.
    fn search(&mut self, list: Option<Pane>, query: &str) -> Result<(), Error> {
        if let Some(excerpt) = self.session.open.excerpt(query, &|| false) {
            self.session.open = excerpt;
        }
        let BrowseSession { open, today, .. } = &self.session;
        let answer = search(&open.directory, open.index(), query, *today);
        self.last = LastAnswer { answer, list, ..LastAnswer::default() };
        let panes: Vec<Pane> = self.last.panes().collect();
        let directory = &self.session.open.directory;
        let first = self.last.answer.records(directory, &panes).next();
        for words in remarks(&self.last.answer, directory, first, self.lang()) {
            self.print(&words)?;
        }
        let answer = &self.last.answer;
        // The first matches of all lists are printed. Only a place for which nobody is responsible needs a sentence.
        let is_nobodys = matches!(answer.notices.first(), Some(Notice::Nobody(_))) && answer.count(Pane::People) == 0;
        let counts = self.last.panes().map(|pane| (pane, answer.count(pane))).filter(|(_, count)| *count > 0);
        let counts: Vec<String> =
            counts.map(|(pane, count)| format!("{} {count}", pane_words(pane, self.lang()))).collect();
        let elsewhere = answer.total() - self.last.count();
        if let Some(list) = list.filter(|_| !is_nobodys && counts.is_empty() && elsewhere > 0) {
            let list = pane_words(list, self.lang());
            self.print(&say!(self.lang(), "prompt.elsewhere", list = list, query = query, count = elsewhere))?;
        } else if is_nobodys || counts.is_empty() {
            let BrowseSession { open, today, .. } = &self.session;
            let reason = no_match(&open.directory, answer, query.to_owned(), *today, &self.settings);
            for line in reason.words(self.lang()) {
                self.print(&line)?;
            }
        }
        if !counts.is_empty() {
            self.print(&counts.join(", "))?;
        }
        self.print_page()
    }

    /// Prints the next answers, each with its number.
    fn print_page(&mut self) -> Result<(), Error> {
        let all = self.last.count();
        let until = all.min(self.last.shown + PAGE);
        for row in self.last.shown..until {
            let Some(hit) = self.hit_at(row) else { continue };
            let fields = Row {
                directory: &self.session.open.directory,
                hit: &hit,
                today: self.session.today,
                lang: self.lang(),
                marks: &self.settings.marks,
            }
            .spoken();
            self.print_line(&Line::of(format!("{}. {}", row + 1, fields.join(", ")), Role::Plain))?;
        }
        self.last.shown = until;
        if until < all {
            self.print(&say!(self.lang(), "prompt.more", shown = until, all = all))?;
        }
        Ok(())
    }

    /// The answer in a row.
    fn hit_at(&self, row: usize) -> Option<Hit> {
        let answer = &self.last.answer;
        let mut row = row;
        for pane in self.last.panes() {
            let count = answer.count(pane);
            if row < count {
                return answer.hits(&self.session.open.directory, &[pane], row..row + 1).next();
            }
            row -= count;
        }
        None
    }

    /// Prints the record of a row in full.
    fn show(&mut self, row: usize) -> Result<(), Error> {
        let Some(record) = self.hit_at(row).map(|hit| hit.record) else { return Ok(()) };
        self.last.row = Some(row);
        self.print_card(Shown::Record(record), row)
    }

    /// Prints the sources of the record of a row.
    fn sources(&mut self, row: usize) -> Result<(), Error> {
        let Some(record) = self.hit_at(row).map(|hit| hit.record) else { return Ok(()) };
        self.last.row = Some(row);
        if evidence_of(&self.session.open.directory, record).is_empty() {
            return self.print(&status_words(&Status::NoEvidence, self.lang(), &self.settings.marks));
        }
        self.print_card(Shown::Sources(record), row)
    }

    fn print_card(&mut self, shown: Shown, row: usize) -> Result<(), Error> {
        let BrowseSession { open, today, .. } = &self.session;
        let Settings { lang, marks, .. } = &self.settings;
        for line in card(&open.directory, shown, *lang, *today, marks) {
            match (line.link, line.line.spans.first()) {
                // The keys of the card do not work here; the sources are reached by a typed command.
                (Some(Link::Sources(_)), Some((words, _))) => {
                    self.print(&say!(self.lang(), "prompt.sources", words = words, number = row + 1))?;
                }
                _ => self.print_line(&line.line)?,
            }
        }
        Ok(())
    }

    /// Copies from the record of a row: first the number, then the next form each time, as in the browser.
    fn copy(&mut self, row: usize) -> Result<(), Error> {
        let BrowseSession { open, today, .. } = &self.session;
        let record = self.hit_at(row).map(|hit| hit.record);
        let forms = record.map(|record| forms(&open.directory, record, self.lang(), *today)).unwrap_or_default();
        let turn = self.last.copied.filter(|(before, _)| *before == row).map_or(0, |(_, turn)| turn + 1);
        self.last.row = Some(row);
        let status = match forms.get(turn % forms.len().max(1)) {
            None => Status::NothingToCopy,
            Some(copied) => match (self.io.copy)(copied) {
                None => Status::NotCopied,
                Some(way) => {
                    self.last.copied = Some((row, turn));
                    Status::Copied(copied.clone(), way)
                }
            },
        };
        self.print(&status_words(&status, self.lang(), &self.settings.marks))
    }

    /// Opens the directory again if its file has changed or its data is no longer valid. The answers of the new directory
    /// have other numbers.
    fn reload(&mut self) -> Result<(), Error> {
        let invalidation = self.session.open.invalidation();
        let refused = || invalidation.map_or(Ok(()), |it| Err(session::Error::Invalidated(it).into()));
        let Some(reloader) = &mut self.session.reloader else { return refused() };
        if invalidation.is_none() && !reloader.is_due() {
            return Ok(());
        }
        let corrupt_index = invalidation.and(self.session.open.index_path()).map(Path::to_owned);
        match reloader.reload(corrupt_index.as_deref(), self.io.env) {
            ReloadOutcome::Opened { open, .. } => {
                self.session.open = *open;
                self.last = LastAnswer::default();
                self.print(&say!(self.lang(), "renewal.renewed"))
            }
            ReloadOutcome::Failed(error) => {
                refused()?;
                self.print(&say!(self.lang(), "renewal.refused", reason = error.words(self.lang())))
            }
            // The file is being written. It is read again before the next line is answered.
            ReloadOutcome::ChangedMeanwhile => refused(),
        }
    }

    /// Prints a line of a card or a row, in words instead of signs.
    fn print_line(&mut self, line: &Line) -> Result<(), Error> {
        let mut output = OutputWriter::new(self.io.out, &self.settings);
        output.line(line)?;
        output.end()?;
        output.finish()
    }

    fn print(&mut self, words: &str) -> Result<(), Error> {
        let mut output = OutputWriter::new(self.io.out, &self.settings);
        for line in words.lines().chain(words.is_empty().then_some("")) {
            output.text(line)?;
        }
        output.finish()
    }
}

impl LastAnswer {
    /// The lists that were searched, in the order in which their answers are numbered.
    fn panes(&self) -> impl Iterator<Item = Pane> + use<> {
        let list = self.list;
        PANES.into_iter().filter(move |pane| list.is_none_or(|list| list == *pane))
    }

    /// How many answers there are.
    fn count(&self) -> usize {
        self.panes().map(|pane| self.answer.count(pane)).sum()
    }
}
