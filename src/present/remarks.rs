//! Remarks about an answer as a whole.

use crate::i18n::{Lang, say};
use crate::model::{Directory, RecordRef};
use crate::search::{Answer, Notice};

/// Remarks: the words of the query that were ignored for a record, and that nobody is responsible for all places of the
/// query.
#[must_use]
pub fn remarks(answer: &Answer, directory: &Directory, record: Option<RecordRef>, lang: Lang) -> Vec<String> {
    let apart = answer.notices.iter().filter_map(|notice| match notice {
        Notice::Nobody(_) => None,
        Notice::Apart(places) => {
            let names = places.iter().map(|place| place.names());
            let names: Vec<&str> = names.map(|names| lang.pick(names.fi, names.sv, names.en)).collect();
            Some(say!(lang, "screen.apart", places = names.join(", ")))
        }
    });
    let words = answer.ignored(directory, record);
    let ignored = (!words.is_empty()).then(|| say!(lang, "screen.set_aside", words = words.join(", ")));
    apart.chain(ignored).collect()
}
