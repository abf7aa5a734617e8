//! Remarks about an answer as a whole.

use crate::i18n::{Lang, say};
use crate::search::{Answer, Notice};

/// The words of the query that were ignored, and that nobody is responsible for all of its places.
#[must_use]
pub fn remarks(answer: &Answer, lang: Lang) -> Vec<String> {
    let apart = answer.notices.iter().filter_map(|notice| match notice {
        Notice::Nobody(_) => None,
        Notice::Apart(places) => {
            let names = places.iter().map(|place| place.names());
            let names: Vec<&str> = names.map(|names| lang.pick(names.fi, names.sv, names.en)).collect();
            Some(say!(lang, "screen.apart", places = names.join(", ")))
        }
    });
    let ignored =
        (!answer.set_aside.is_empty()).then(|| say!(lang, "screen.set_aside", words = answer.set_aside.join(", ")));
    apart.chain(ignored).collect()
}
