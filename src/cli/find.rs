//! `allu find`: the records that answer a query.

use std::path::Path;

use super::World;
use super::args::FindArgs;
use super::explain::explained;
use super::failure::{Failure, instead_words};
use super::json::{self, Record};
use super::node::Node;
use super::output::Output;
use super::ready;
use super::row::{Row, row_of};
use super::setting::Setting;
use super::table::Table;
use super::template::Template;
use super::tsv;
use crate::model::Directory;
use crate::search::{Answer, Hit, Notice, search};
use crate::text::Day;
use crate::words::say;

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
    let panes = args.pane.panes();
    let template = args.form.format.as_deref().map(|text| Template::new(text, panes)).transpose()?;
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
        _ = tell_ignored(&answer, &mut Output::new(world.err, setting), setting);
    }
    let printed =
        print(args, &ready.directory, &answer, template, today, setting, &mut Output::new(world.out, setting));
    ready.distrust().map_or(printed, |distrust| Err(Failure::Distrusted(distrust)))
}

fn print(
    args: &FindArgs,
    directory: &Directory,
    answer: &Answer,
    template: Option<Template>,
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
        return Err(nothing(directory, answer, args.query.join(" "), setting));
    }
    let columns = setting.columns.filter(|_| !setting.plain && !args.nul);
    let is_table = columns.is_some() && args.form.is_text();
    let limit = args.limit.map(usize::from).or(is_table.then_some(ON_A_SCREEN));
    let shown = limit.unwrap_or(all).min(all);
    // Why a record answers is found out as it is printed: the first come at once, however many there are.
    let hits = answer.hits(directory, panes, 0..shown);
    let record = |hit: Hit| Record::new(directory, &hit, today);
    if let Some(template) = template {
        for record in hits.map(record) {
            template.print(&Node::of(&record), output)?;
        }
    } else if args.form.json {
        for record in hits.map(record) {
            output.exact(&json::text(&record))?;
            output.end()?;
        }
    } else if args.form.tsv {
        tsv::print(panes, hits.map(record), output)?;
    } else {
        let rows = hits.map(|hit| (row_of(directory, &hit, today, setting), hit));
        if let Some(columns) = columns {
            let rows: Vec<(Row, Hit)> = rows.collect();
            let table = Table::new(&rows.iter().map(|(row, _)| row), columns.into());
            lines(args, rows.into_iter(), Some(&table), setting, output)?;
            if shown < all {
                output.text(&say!(setting.lang, "find.more", count = all - shown, all = all))?;
            }
        } else {
            lines(args, rows, None, setting, output)?;
        }
    }
    if is_read(args, setting) {
        tell_ignored(answer, output, setting)?;
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

/// Says which words did not count, if any.
fn tell_ignored(answer: &Answer, output: &mut Output<'_>, setting: &Setting) -> Result<(), Failure> {
    match answer.set_aside.as_slice() {
        [] => Ok(()),
        words => output.text(&say!(setting.lang, "screen.set_aside", words = words.join(", "))),
    }
}

/// One record a line: between tabs, or aligned and cut where somebody looks at it as it comes.
fn lines(
    args: &FindArgs,
    rows: impl Iterator<Item = (Row, Hit)>,
    table: Option<&Table>,
    setting: &Setting,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    for (row, hit) in rows {
        match table {
            Some(table) => output.line(&table.line(&row, &setting.marks))?,
            None => output.fields(&row.fields())?,
        }
        if args.explain {
            for line in explained(&hit, setting) {
                output.exact("\n")?;
                output.words(&line)?;
            }
        }
        output.end()?;
    }
    Ok(())
}

/// Why there is nobody to call: nobody is responsible for the place, or nothing in the lists asked answers.
pub(super) fn nothing(directory: &Directory, answer: &Answer, query: String, setting: &Setting) -> Failure {
    match answer.notices.first() {
        Some(Notice::Nobody(place)) => {
            let fallback = place.regions().iter().find_map(|region| directory.fallback_for_region(*region));
            let instead = fallback.map(|fallback| instead_words(directory, fallback, setting.lang));
            Failure::Nobody { place: *place, instead }
        }
        None => Failure::Nothing { query, elsewhere: answer.total() },
    }
}
