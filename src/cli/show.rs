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
    let ids = ids_of(directory);
    let same: Vec<String> =
        ids.iter().filter(|id| id.split_once(':').is_some_and(|(_, stem)| stem == given)).cloned().collect();
    match same.as_slice() {
        [only] => {
            let record = only.parse::<RecordId>().ok().and_then(|id| directory.find(&id));
            record.ok_or_else(|| Failure::UnknownId { given: given.to_owned(), nearest: Vec::new() })
        }
        [] => Err(Failure::UnknownId { given: given.to_owned(), nearest: nearest(given, &ids) }),
        _ => Err(Failure::SharedId { given: given.to_owned(), ids: same }),
    }
}

fn holder_of(record: RecordRef, directory: &Directory) -> RecordRef {
    let RecordRef::Position(index) = record else { return record };
    directory.holder_of(index).map_or(record, RecordRef::Person)
}

/// The ids of everything that is a record.
fn ids_of(directory: &Directory) -> Vec<String> {
    let model = directory.model();
    let people = (0..model.people.len()).map(RecordRef::Person);
    let positions = directory.nameless_positions().map(RecordRef::Position);
    let projects = (0..model.projects.len()).map(RecordRef::Project);
    let regions = gazetteer::regions().iter().map(|region| RecordRef::Region(region.code));
    let organisations = (0..model.organisations.len()).map(RecordRef::Organisation);
    let documents = (0..model.documents.len()).map(RecordRef::Document);
    let records = people.chain(positions).chain(projects).chain(regions).chain(organisations).chain(documents);
    records.map(|record| directory.id_of(record).to_string()).collect()
}
