//! `allu find`: the records that match a query.

use super::open::{answer_of, print_remarks, valid};
use super::record_format::RecordFormat;
use crate::cli::args::FindArgs;
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::{OutputWriter, TextTable, explanation, spoken};
use crate::cli::settings::Settings;
use crate::i18n::say_count;
use crate::model::{Directory, RecordRef};
use crate::present::{Line, Marks, Role, RowOrder, fallback_line, remarks};
use crate::search::{Answer, Hit, Notice, Pane};
use crate::session::ModelSource;
use crate::text::Day;

/// The maximum number of records on a terminal, unless a number is given: more would scroll the best ones off the
/// screen.
const DEFAULT_ROWS: usize = 20;

/// Prints the best matches, best first, in the order of the browser: both use the same search.
///
/// Errors: [`Error::Nothing`] or [`Error::Nobody`] if no record of the list matches (exit status 1), those of the
/// template, those of opening the model, and those of the output.
pub(super) fn find(
    args: &FindArgs,
    source: &ModelSource,
    today: Day,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let format = RecordFormat::new(&args.records, args.list.panes())?;
    let query = args.query.join(" ");
    let (open, answer) = answer_of(&query, source, today, settings, io)?;
    let printing = Printing { args, directory: &open.directory, answer: &answer, today, settings: *settings };
    if !printing.is_interactive() && printing.count() > 0 {
        print_remarks(&answer, &open.directory, args.list.panes(), settings, io);
    }
    let printed = printing.print(&format, &mut OutputWriter::of_records(io.out.writer, settings));
    valid(&open, printed)
}

/// An answer and how it is printed.
struct Printing<'a> {
    args: &'a FindArgs,
    directory: &'a Directory,
    answer: &'a Answer,
    today: Day,
    settings: Settings,
}

impl Printing<'_> {
    fn print(&self, format: &RecordFormat, output: &mut OutputWriter<'_>) -> Result<(), Error> {
        if self.args.records.nul {
            output.end_with_nul();
        }
        let all = self.count();
        if all == 0 {
            let query = self.args.query.join(" ");
            return Err(no_match(self.directory, self.answer, query, self.today, &self.settings));
        }
        let cells = self.table_width();
        let limit = self.args.limit.map(usize::from).or(cells.map(|_| DEFAULT_ROWS));
        let shown = limit.unwrap_or(all).min(all);
        // A hit is explained when it is printed, so that the first hits appear at once, regardless of their number.
        let hits = self.hits(shown, format);
        match format {
            RecordFormat::Lines(columns) => {
                // Signs are for terminals only. In a pipe, the note says the same in words, and the column of numbers
                // has only numbers.
                let marks = Marks { spells_out: cells.is_none(), ..self.settings.marks };
                let settings = Settings { marks, ..self.settings };
                let rows = hits.map(|hit| (columns.of(self.directory, &hit, self.today, &settings), hit));
                match cells {
                    Some(cells) => {
                        let (rows, hits): (Vec<Vec<Line>>, Vec<Hit>) = rows.unzip();
                        let table = TextTable::new(&rows, &columns.max_widths(), cells.into());
                        self.print_lines(rows.into_iter().zip(hits), Some(&table), &settings, output)?;
                        if shown < all {
                            output.text(&say_count!(
                                settings.lang,
                                "find.more_one",
                                "find.more",
                                all - shown,
                                all = all
                            ))?;
                        }
                    }
                    None => self.print_lines(rows, None, &settings, output)?,
                }
            }
            other => other.print(self.directory, hits, self.today, &self.settings, output)?,
        }
        if self.is_interactive() {
            self.print_remarks(output)?;
        }
        output.finish()
    }

    /// The first hits. Regions printed as lines are in the order of the browser, which depends on the language.
    fn hits<'b>(&'b self, shown: usize, format: &RecordFormat) -> Box<dyn Iterator<Item = Hit> + 'b> {
        let panes = self.args.list.panes();
        if !matches!(format, RecordFormat::Lines(_)) || panes != [Pane::Regions] {
            return Box::new(self.answer.hits(self.directory, panes, 0..shown));
        }
        let order = RowOrder::of(self.answer, self.directory, &[], self.settings.lang, panes);
        let hit = move |row| {
            let at = order.row(Pane::Regions, row);
            self.answer.hits(self.directory, panes, at..at + 1).next()
        };
        Box::new((0..shown).filter_map(hit))
    }

    /// How many records of the searched lists match.
    fn count(&self) -> usize {
        self.args.list.panes().iter().map(|pane| self.answer.count(*pane)).sum()
    }

    /// The columns of the terminal for a table. `None` if records are not printed as a table.
    fn table_width(&self) -> Option<u16> {
        self.settings
            .columns
            .filter(|_| !self.settings.plain && !self.args.records.nul && self.args.records.format.is_text())
    }

    /// Returns `true` if a user reads the records, and so gets remarks below them; a script gets only records on
    /// standard output, and remarks on standard error.
    fn is_interactive(&self) -> bool {
        self.settings.columns.is_some() && self.args.records.format.is_text()
    }

    /// Prints which words were ignored, and whether nobody is responsible for all places together.
    fn print_remarks(&self, output: &mut OutputWriter<'_>) -> Result<(), Error> {
        let first = self.answer.records(self.directory, self.args.list.panes()).next();
        remarks(self.answer, self.directory, first, self.settings.lang).iter().try_for_each(|words| output.text(words))
    }

    /// Prints one record a line: with tabs between the fields, or in a table.
    fn print_lines(
        &self,
        rows: impl Iterator<Item = (Vec<Line>, Hit)>,
        table: Option<&TextTable>,
        settings: &Settings,
        output: &mut OutputWriter<'_>,
    ) -> Result<(), Error> {
        for (row, hit) in rows {
            match table {
                Some(table) => {
                    for (place, line) in table.lines(&row, &settings.marks).iter().enumerate() {
                        if place > 0 {
                            output.exact("\n")?;
                        }
                        output.line(line)?;
                    }
                }
                None => output.fields(&row)?,
            }
            if self.args.explain {
                for line in explanation(self.directory, &hit, settings) {
                    output.exact("\n")?;
                    output.line(&Line::of(line, Role::Plain))?;
                }
            }
            output.end()?;
        }
        Ok(())
    }
}

/// The reason why there is nobody to call: nobody is responsible for the place, or no record matches.
pub(crate) fn no_match(
    directory: &Directory,
    answer: &Answer,
    query: String,
    today: Day,
    settings: &Settings,
) -> Error {
    match answer.notices.first() {
        Some(Notice::Nobody(place)) => {
            // An error is a sentence, even on a terminal, so the age of the number is in words.
            let marks = Marks { spells_out: true, ..settings.marks };
            let line = |code| fallback_line(directory, RecordRef::Region(code), settings.lang, today, &marks);
            let line = place.regions().iter().copied().find_map(line);
            let instead = line.map(|line| spoken(&line.line, settings.lang, &marks));
            Error::Nobody { place: *place, instead }
        }
        Some(Notice::Apart(_)) | None => Error::Nothing { query, elsewhere: answer.total() },
    }
}
