//! `allu find`: the records that answer a query.

use std::path::Path;

use super::World;
use super::args::FindArgs;
use super::columns::Columns;
use super::explain::explained;
use super::failure::Failure;
use super::json::{self, Record};
use super::node::Node;
use super::output::Output;
use super::path::FieldPath;
use super::ready;
use super::setting::Setting;
use super::table::Table;
use super::template::Template;
use super::tsv;
use crate::i18n::say;
use crate::model::{Directory, RecordRef};
use crate::present::{Line, Marks, fallback_line, remarks};
use crate::search::{Answer, Hit, Notice, search};
use crate::text::Day;

/// The most records on a terminal, unless a number is asked for: more would push the best ones off the screen.
const ON_A_SCREEN: usize = 20;

/// Prints the best matches, best first, in the order the browser shows them: both ask the same search.
///
/// Errors: [`Failure::Nothing`] or [`Failure::Nobody`] when the list asked has no match (exit status 1), those of the
/// template, those of opening the model, and those of the output.
pub(super) fn find(
    args: &FindArgs,
    given: Option<&Path>,
    today: Day,
    setting: &Setting,
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let form = Form::new(args)?;
    let query = args.query.join(" ");
    let mut ready = ready::open(given, setting, world)?;
    let mut answer = search(&ready.directory, ready.index(), &query, today);
    if ready.distrust().is_some() {
        ready = ready::reopen(&ready, given, setting, world)?;
        answer = search(&ready.directory, ready.index(), &query, today);
    }
    ready.tell_notes(setting, world.err)?;
    if !is_read(args, setting) && found(args, &answer) > 0 {
        // Whoever does not take the errors gets the records all the same.
        _ = tell_remarks(&answer, &mut Output::new(world.err, setting), setting);
    }
    let printed = print(args, &ready.directory, &answer, &form, today, setting, &mut Output::new(world.out, setting));
    ready.distrust().map_or(printed, |distrust| Err(Failure::Distrusted(distrust)))
}

/// What records are printed as.
enum Form {
    Lines(Columns),
    Json,
    Tsv(Vec<(String, FieldPath)>),
    Template(Template),
}

impl Form {
    /// Errors: those of the template and of the names of fields.
    fn new(args: &FindArgs) -> Result<Self, Failure> {
        let (panes, form) = (args.pane.panes(), &args.form);
        Ok(match (&form.format, args.fields.as_slice()) {
            (Some(template), _) => Self::Template(Template::new(template, panes)?),
            _ if form.json => Self::Json,
            (None, names) if form.tsv => Self::Tsv(tsv::columns(names, panes)?),
            (None, []) => Self::Lines(Columns::usual()),
            (None, names) => Self::Lines(Columns::named(names, panes)?),
        })
    }
}

fn print(
    args: &FindArgs,
    directory: &Directory,
    answer: &Answer,
    form: &Form,
    today: Day,
    setting: &Setting,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let panes = args.pane.panes();
    if args.nul {
        output.end_with_nul();
    }
    let all = found(args, answer);
    if all == 0 {
        return Err(nothing(directory, answer, args.query.join(" "), today, setting));
    }
    let cells = setting.columns.filter(|_| !setting.plain && !args.nul && args.form.is_text());
    let limit = args.limit.map(usize::from).or(cells.map(|_| ON_A_SCREEN));
    let shown = limit.unwrap_or(all).min(all);
    // Why a record answers is found out as it is printed: the first come at once, however many there are.
    let hits = answer.hits(directory, panes, 0..shown);
    let record = |hit: Hit| Record::new(directory, &hit, today);
    match form {
        Form::Template(template) => {
            for record in hits.map(record) {
                template.print(&Node::of(&record), output)?;
            }
        }
        Form::Json => {
            for record in hits.map(record) {
                output.exact(&json::text(&record))?;
                output.end()?;
            }
        }
        Form::Tsv(columns) => tsv::print(columns, hits.map(record), output)?,
        Form::Lines(columns) => {
            // Signs are for the terminal; in a pipe the column of the number stays bare, and the note has the words.
            let setting = &Setting { marks: Marks { spells_out: cells.is_none(), ..setting.marks }, ..*setting };
            let rows = hits.map(|hit| (columns.of(directory, &hit, today, setting), hit));
            if let Some(cells) = cells {
                let (rows, hits): (Vec<Vec<Line>>, Vec<Hit>) = rows.unzip();
                let table = Table::new(&rows, &columns.bounds(), cells.into());
                lines(args, directory, rows.into_iter().zip(hits), Some(&table), setting, output)?;
                if shown < all {
                    output.text(&say!(setting.lang, "find.more", count = all - shown, all = all))?;
                }
            } else {
                lines(args, directory, rows, None, setting, output)?;
            }
        }
    }
    if is_read(args, setting) {
        tell_remarks(answer, output, setting)?;
    }
    output.finish()
}

/// Whether somebody reads the records as they come, and then what did not count below them; a script gets nothing but
/// records, and that beside them.
fn is_read(args: &FindArgs, setting: &Setting) -> bool {
    setting.columns.is_some() && args.form.is_text()
}

/// How many records of the lists asked answer.
fn found(args: &FindArgs, answer: &Answer) -> usize {
    args.pane.panes().iter().map(|pane| answer.count(*pane)).sum()
}

/// Says which words did not count, and that nobody answers for all places together, if so.
fn tell_remarks(answer: &Answer, output: &mut Output<'_>, setting: &Setting) -> Result<(), Failure> {
    remarks(answer, setting.lang).iter().try_for_each(|words| output.text(words))
}

/// One record a line: between tabs, or aligned and cut where somebody looks at it as it comes.
fn lines(
    args: &FindArgs,
    directory: &Directory,
    rows: impl Iterator<Item = (Vec<Line>, Hit)>,
    table: Option<&Table>,
    setting: &Setting,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    for (row, hit) in rows {
        match table {
            Some(table) => {
                for (place, line) in table.lines(&row, &setting.marks).iter().enumerate() {
                    if place > 0 {
                        output.exact("\n")?;
                    }
                    output.line(line)?;
                }
            }
            None => output.fields(&row)?,
        }
        if args.explain {
            for line in explained(directory, &hit, setting) {
                output.exact("\n")?;
                output.words(&line)?;
            }
        }
        output.end()?;
    }
    Ok(())
}

/// Why there is nobody to call: nobody is responsible for the place, or nothing in the lists asked answers.
pub(super) fn nothing(directory: &Directory, answer: &Answer, query: String, today: Day, setting: &Setting) -> Failure {
    match answer.notices.first() {
        Some(Notice::Nobody(place)) => {
            let line = |code| fallback_line(directory, RecordRef::Region(code), setting.lang, today, &setting.marks);
            let instead = place.regions().iter().copied().find_map(line);
            Failure::Nobody { place: *place, instead: instead.map(|line| line.line.text()) }
        }
        Some(Notice::Apart(_)) | None => Failure::Nothing { query, elsewhere: answer.total() },
    }
}
