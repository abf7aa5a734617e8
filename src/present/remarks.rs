//! Remarks about an answer as a whole.

use crate::i18n::{Lang, say};
use crate::model::{Directory, RecordRef};
use crate::search::{Answer, Notice};

/// The remarks about an answer: that nobody is responsible for all of its places, and the words of the query that were
/// ignored for a record of the answer.
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
    apart.chain(ignored(answer, directory, record, lang)).collect()
}

/// The same in fewer words, without the names of the places.
#[must_use]
pub fn short_remarks(answer: &Answer, directory: &Directory, record: Option<RecordRef>, lang: Lang) -> Vec<String> {
    let apart = answer.notices.iter().filter(|notice| matches!(notice, Notice::Apart(_)));
    let apart = apart.map(|_| say!(lang, "screen.apart_short"));
    ignored(answer, directory, record, lang).into_iter().chain(apart).collect()
}

fn ignored(answer: &Answer, directory: &Directory, record: Option<RecordRef>, lang: Lang) -> Option<String> {
    let words = answer.ignored(directory, record);
    (!words.is_empty()).then(|| say!(lang, "screen.set_aside", words = words.join(", ")))
}
