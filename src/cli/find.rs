//! `allu find`: the records that answer a query.

use super::args::FindArgs;
use super::explain::explained;
use super::failure::{Failure, instead_words};
use super::json::{self, Record};
use super::node::Node;
use super::output::Output;
use super::row::row_of;
use super::setting::Setting;
use super::table::Table;
use super::template::Template;
use super::tsv;
use crate::model::Directory;
use crate::search::{Answer, Hit, Index, Notice, Pane, search};
use crate::text::Day;
use crate::words::say;

/// The most records on a terminal, unless a number is asked for: more would push the best ones off the screen.
const ON_A_SCREEN: usize = 20;

/// Prints the best matches, best first, in the order the browser shows them: both ask the same search.
///
/// Errors: [`Failure::Nothing`] or [`Failure::Nobody`] when the list asked has no match (exit status 1), those of the
/// template, and those of the output.
pub(super) fn find(
    args: &FindArgs,
    directory: &Directory,
    today: Day,
    setting: &Setting,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let panes = args.pane.panes();
    let template = args.form.format.as_deref().map(|text| Template::new(text, panes)).transpose()?;
    let query = args.query.join(" ");
    let answer = search(directory, &Index::new(directory), &query, today);
    let mut hits: Vec<&Hit> =
        answer.hits.iter().filter(|hit| Pane::of(hit.record).is_some_and(|pane| panes.contains(&pane))).collect();
    if args.nul {
        output.end_with_nul();
    }
    if hits.is_empty() {
        return Err(nothing(directory, &answer, query, setting));
    }
    let all = hits.len();
    hits.truncate(args.limit.map_or(usize::MAX, usize::from));
    let records = || hits.iter().map(|hit| Record::new(directory, hit, today));
    if let Some(template) = template {
        for record in records() {
            template.print(&Node::of(&record), output)?;
        }
    } else if args.form.json {
        for record in records() {
            output.exact(&json::text(&record))?;
            output.end()?;
        }
    } else if args.form.tsv {
        tsv::print(panes, records(), output)?;
    } else {
        text(args, &mut hits, all, directory, today, setting, output)?;
        // A reader is told what did not count; a script asks for it with --explain.
        if !answer.set_aside.is_empty() && (args.explain || setting.columns.is_some()) {
            output.text(&say!(setting.lang, "screen.set_aside", words = answer.set_aside.join(", ")))?;
        }
    }
    output.finish()
}

/// One record a line: between tabs, or aligned and cut where somebody looks at it as it comes.
fn text(
    args: &FindArgs,
    hits: &mut Vec<&Hit>,
    all: usize,
    directory: &Directory,
    today: Day,
    setting: &Setting,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let columns = setting.columns.filter(|_| !setting.plain && !args.nul);
    if columns.is_some() && args.limit.is_none() {
        hits.truncate(ON_A_SCREEN);
    }
    let rows: Vec<_> = hits.iter().map(|hit| row_of(directory, hit, today, setting)).collect();
    let table = columns.map(|columns| Table::new(&rows, columns.into()));
    for (row, hit) in rows.iter().zip(hits.iter()) {
        match &table {
            Some(table) => output.line(&table.line(row, &setting.marks))?,
            None => output.fields(&row.fields())?,
        }
        if args.explain {
            for line in explained(hit, setting) {
                output.exact("\n")?;
                output.words(&line)?;
            }
        }
        output.end()?;
    }
    if columns.is_some() && hits.len() < all {
        output.text(&say!(setting.lang, "find.more", count = all - hits.len(), all = all))?;
    }
    Ok(())
}

/// Why nothing is printed: nobody is responsible for the place, or nothing in the lists asked answers.
fn nothing(directory: &Directory, answer: &Answer, query: String, setting: &Setting) -> Failure {
    match answer.notices.first() {
        Some(Notice::Nobody(place)) => {
            let fallback = place.regions().iter().find_map(|region| directory.fallback_for_region(*region));
            let instead = fallback.map(|fallback| instead_words(directory, fallback, setting.lang));
            Failure::Nobody { place: *place, instead }
        }
        None => Failure::Nothing { query, elsewhere: answer.hits.len() },
    }
}
