//! `allu show`: one record in full.

use super::args::ShowArgs;
use super::failure::Failure;
use super::json;
use super::nearest::nearest;
use super::output::Output;
use super::setting::Setting;
use crate::app::{Shown, card};
use crate::gazetteer;
use crate::model::{Directory, RecordId, RecordRef};
use crate::search::{Hit, Tier};
use crate::text::Day;

/// What stands before the colon of an id, in the order in which ids are suggested.
const KINDS: [&str; 6] = ["person", "position", "project", "region", "organisation", "document"];

/// Prints the record of an id: the words of the browser's detail view, or a JSON object.
///
/// Errors: [`Failure::UnknownId`] with the nearest ids, [`Failure::SharedId`] when a prefix is needed.
pub(super) fn show(
    args: &ShowArgs,
    directory: &Directory,
    today: Day,
    setting: &Setting,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let record = record_of(&args.id, directory)?;
    if args.json {
        let hit = Hit { record, tier: Tier::Exact, score: 0, why: Vec::new() };
        output.exact(&json::text(&json::Record::new(directory, &hit, today)))?;
        output.end()?;
    } else {
        for line in card(directory, Shown::Record(record), setting.lang, today, &setting.marks) {
            output.line(&line.line)?;
            output.end()?;
        }
    }
    output.finish()
}

/// The record that an id means, with its prefix or without; a held position means its holder.
fn record_of(given: &str, directory: &Directory) -> Result<RecordRef, Failure> {
    let named = given.parse::<RecordId>().ok().and_then(|id| directory.find(&id));
    if let Some(record) = named {
        return Ok(holder_of(record, directory));
    }
    let same: Vec<RecordRef> = KINDS.iter().filter_map(|kind| of_kind(kind, given, directory)).collect();
    match same.as_slice() {
        [only] => Ok(*only),
        [] => Err(Failure::UnknownId { given: given.to_owned(), nearest: nearest(given, ids_of(directory)) }),
        _ => {
            let ids = same.into_iter().map(|record| directory.id_of(record).to_string()).collect();
            Err(Failure::SharedId { given: given.to_owned(), ids })
        }
    }
}

/// The record of one kind that has what is given behind the colon of its id; a held position is no record.
fn of_kind(kind: &str, given: &str, directory: &Directory) -> Option<RecordRef> {
    let id = format!("{kind}:{given}").parse::<RecordId>().ok()?;
    let record = directory.find(&id)?;
    (holder_of(record, directory) == record).then_some(record)
}

fn holder_of(record: RecordRef, directory: &Directory) -> RecordRef {
    let RecordRef::Position(index) = record else { return record };
    directory.holder_of(index).map_or(record, RecordRef::Person)
}

/// The ids of everything that is a record.
fn ids_of(directory: &Directory) -> impl Iterator<Item = String> {
    let people = (0..directory.people_count()).map(RecordRef::Person);
    let is_nameless = |position: &usize| directory.holder_of(*position).is_none();
    let positions = (0..directory.positions_count()).filter(is_nameless).map(RecordRef::Position);
    let projects = (0..directory.projects_count()).map(RecordRef::Project);
    let regions = gazetteer::regions().iter().map(|region| RecordRef::Region(region.code));
    let organisations = (0..directory.organisations_count()).map(RecordRef::Organisation);
    let documents = (0..directory.documents_count()).map(RecordRef::Document);
    let records = people.chain(positions).chain(projects).chain(regions).chain(organisations).chain(documents);
    records.map(|record| directory.id_of(record).to_string())
}
