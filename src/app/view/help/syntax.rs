//! The syntax of queries, by examples. `docs/queries.md` has the details.

use crate::i18n::{Lang, look_up, say};

/// Entries under one heading: keys or examples, and what they mean.
pub(super) struct HelpSection {
    pub heading: String,
    pub entries: Vec<(String, String)>,
}

/// Examples of what people type; each has its words, and an example in each language.
const PLAIN: [&str; 9] = ["place", "area", "name", "letters", "typo", "number", "role", "year", "question"];
/// Signs, with what they mean.
const SIGNS: [(&str, &str); 7] = [
    ("=hanna", "whole"),
    ("'iltu", "inside"),
    ("han*", "prefix"),
    ("^sanna", "field_start"),
    ("hiltunen$", "field_end"),
    ("!poke, NOT poke", "not"),
    ("poke | alpo", "or"),
];
/// Names of fields.
const FIELDS: [&str; 7] =
    ["region_field", "name_field", "role_field", "project_field", "organisation_field", "phone_field", "mail_field"];

pub(super) fn sections(lang: Lang) -> [HelpSection; 3] {
    let means = |what: &str| look_up(lang, &format!("keys.means.{what}"));
    let example = |what: &&str| (look_up(lang, &format!("keys.example.{what}")), means(what));
    let signs = SIGNS.iter().map(|(example, what)| ((*example).to_owned(), means(what))).collect();
    [
        HelpSection { heading: say!(lang, "keys.syntax.query"), entries: PLAIN.iter().map(example).collect() },
        HelpSection { heading: say!(lang, "keys.syntax.operators"), entries: signs },
        HelpSection { heading: say!(lang, "keys.syntax.fields"), entries: FIELDS.iter().map(example).collect() },
    ]
}
