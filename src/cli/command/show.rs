//! `allu show`: records in full.

use crate::cli::args::ShowArgs;
use crate::cli::error::Error;
use crate::cli::output::{OutputWriter, RecordJson, json_line};
use crate::cli::settings::Settings;
use crate::cli::suggestion::similar_ids;
use crate::gazetteer;
use crate::i18n::Lang;
use crate::model::{Directory, PositionIx, RecordId, RecordRef};
use crate::present::{card_with_sources, title_words};
use crate::search::{Field, Hit, Pane, Tier, Why, search};
use crate::session::OpenDirectory;
use crate::text::{Day, fold};

/// The part of an id before the colon, in the order in which ids are suggested.
const KINDS: [&str; 6] = ["person", "position", "project", "region", "organisation", "document"];

/// The maximum number of records of a list that are compared with a name.
const MAX_COMPARED: usize = 50;
/// The maximum number of ids that are listed to choose from.
const MAX_LISTED: usize = 10;

/// Prints the records of ids or of a name, in the words of the browser's detail view, or one JSON object per record.
///
/// Errors: [`Error::UnknownId`] with the most similar ids, [`Error::SharedId`] if a prefix is needed, and
/// [`Error::SharedName`] if several records have the name.
pub(super) fn show(
    args: &ShowArgs,
    open: &OpenDirectory,
    today: Day,
    settings: &Settings,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    let directory = &open.directory;
    for (place, record) in records_of(&args.ids, open, today)?.into_iter().enumerate() {
        if args.json {
            let hit = Hit::unasked(record);
            output.exact(&json_line(&RecordJson::new(directory, &hit, today)))?;
            output.end()?;
            continue;
        }
        if place > 0 {
            output.end()?;
        }
        for line in card_with_sources(directory, record, settings.lang, today, &settings.marks) {
            // Without a terminal a line has no width.
            let wrapped = match settings.columns {
                Some(columns) => line.line.wrapped(columns.into(), line.indent),
                None => vec![line.line],
            };
            for line in wrapped {
                output.line(&line)?;
                output.end()?;
            }
        }
    }
    output.finish()
}

/// The records that some words refer to, in order, each once: all words together are one name, or each word is an id or
/// a name.
fn records_of(given: &[String], open: &OpenDirectory, today: Day) -> Result<Vec<RecordRef>, Error> {
    let may_be_name = given.len() > 1 && !given.iter().any(|word| word.contains(':'));
    if may_be_name {
        let name = given.join(" ");
        match named(&name, open, today).as_slice() {
            [] => {}
            [only] => return Ok(vec![*only]),
            several => return Err(shared_name(name, several, open)),
        }
    }
    let mut records = Vec::new();
    for one in given {
        let record = record_of(one, open, today)?;
        if !records.contains(&record) {
            records.push(record);
        }
    }
    Ok(records)
}

/// The record that an id, with or without its prefix, or a name refers to. A held position refers to its holder.
fn record_of(given: &str, open: &OpenDirectory, today: Day) -> Result<RecordRef, Error> {
    let directory = &open.directory;
    let with_id = given.parse::<RecordId>().ok().and_then(|id| directory.find(&id));
    if let Some(record) = with_id {
        return Ok(holder_of(record, directory));
    }
    let same: Vec<RecordRef> = KINDS.iter().filter_map(|kind| of_kind(kind, given, directory)).collect();
    match same.as_slice() {
        [only] => return Ok(*only),
        [] => {}
        _ => {
            let ids = same.into_iter().map(|record| directory.id_of(record).to_string()).collect();
            return Err(Error::SharedId { given: given.to_owned(), ids });
        }
    }
    match named(given, open, today).as_slice() {
        [only] => Ok(*only),
        [] => Err(Error::UnknownId { given: given.to_owned(), nearest: similar_ids(given, ids_of(directory)) }),
        several => Err(shared_name(given.to_owned(), several, open)),
    }
}

fn shared_name(given: String, records: &[RecordRef], open: &OpenDirectory) -> Error {
    let ids = records.iter().take(MAX_LISTED).map(|record| open.directory.id_of(*record).to_string()).collect();
    Error::SharedName { given, ids, others: records.len().saturating_sub(MAX_LISTED) }
}

/// The records with exactly this name, else those whose names contain all of its words.
fn named(name: &str, open: &OpenDirectory, today: Day) -> Vec<RecordRef> {
    const PANES: [Pane; 4] = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];
    let directory = &open.directory;
    let answer = search(directory, open.index(), name, today);
    let wanted = fold(name.trim());
    let is_in_name = |why: &Why| why.field == Field::Name && why.tier == Tier::Exact && why.path.is_empty();
    let (mut whole, mut part) = (Vec::new(), Vec::new());
    for pane in PANES {
        for hit in answer.hits(directory, &[pane], 0..MAX_COMPARED) {
            if names_of(hit.record, directory).iter().any(|known| fold(known) == wanted) {
                whole.push(hit.record);
            } else if answer.set_aside.is_empty()
                && hit.ignored.is_empty()
                && !hit.why.is_empty()
                && hit.why.iter().all(is_in_name)
            {
                part.push(hit.record);
            }
        }
    }
    if whole.is_empty() { part } else { whole }
}

/// Every name of a record.
fn names_of(record: RecordRef, directory: &Directory) -> Vec<String> {
    match record {
        RecordRef::Project(index) => {
            let project = directory.project(index);
            let others = project.abbreviation.iter().chain(&project.aliases).map(|fact| fact.value.clone());
            std::iter::once(project.name.clone()).chain(others).collect()
        }
        RecordRef::Organisation(index) => {
            let organisation = directory.organisation(index);
            let others = organisation.aliases.iter().map(|fact| fact.value.clone());
            std::iter::once(organisation.name.clone()).chain(others).collect()
        }
        record => Lang::ALL.iter().map(|lang| title_words(directory, record, *lang)).collect(),
    }
}

/// The record of a kind with the given part after the colon of its id. A held position is not a record.
fn of_kind(kind: &str, given: &str, directory: &Directory) -> Option<RecordRef> {
    let id = format!("{kind}:{given}").parse::<RecordId>().ok()?;
    let record = directory.find(&id)?;
    (holder_of(record, directory) == record).then_some(record)
}

fn holder_of(record: RecordRef, directory: &Directory) -> RecordRef {
    let RecordRef::Position(index) = record else { return record };
    directory.holder_of(index).map_or(record, RecordRef::Person)
}

/// The ids of all records.
fn ids_of(directory: &Directory) -> impl Iterator<Item = String> {
    let people = directory.people().map(RecordRef::Person);
    let is_nameless = |position: &PositionIx| directory.holder_of(*position).is_none();
    let positions = directory.positions().filter(is_nameless).map(RecordRef::Position);
    let projects = directory.projects().map(RecordRef::Project);
    let regions = gazetteer::regions().iter().map(|region| RecordRef::Region(region.code));
    let organisations = directory.organisations().map(RecordRef::Organisation);
    let documents = directory.documents().map(RecordRef::Document);
    let records = people.chain(positions).chain(projects).chain(regions).chain(organisations).chain(documents);
    records.map(|record| directory.id_of(record).to_string())
}
