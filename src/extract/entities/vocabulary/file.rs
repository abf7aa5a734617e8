//! The form of a file of words.

use std::collections::HashMap;

use serde::Deserialize;

use super::WordList;
use crate::model::OrganisationKind;

/// One language in its file.
#[derive(Deserialize)]
pub(super) struct File {
    pub(super) language: PlainWords,
    pub(super) role: RoleWords,
    pub(super) degree: PlainWords,
    pub(super) name: NameWords,
    pub(super) organisation: OrganisationWords,
    pub(super) heading: HeadingWords,
    pub(super) vacancy: PlainWords,
    pub(super) verb: VerbWords,
    pub(super) event: EventWords,
    pub(super) pronoun: PlainWords,
    pub(super) area: AreaWords,
    pub(super) list: HashMap<WordList, Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct PlainWords {
    pub(super) words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct RoleWords {
    pub(super) heads: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) modifiers: Vec<String>,
    pub(super) acting: Vec<String>,
    pub(super) former: Vec<String>,
    #[serde(default)]
    pub(super) plural: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub(super) struct OrganisationWords {
    pub(super) heads: Vec<(String, OrganisationKind)>,
    pub(super) before: Vec<String>,
    pub(super) names: Vec<(String, OrganisationKind)>,
    pub(super) units: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct NameWords {
    pub(super) maiden: Vec<String>,
    pub(super) introduces: Vec<String>,
    pub(super) senders: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct HeadingWords {
    pub(super) projects: Vec<String>,
    pub(super) generic: Vec<String>,
    pub(super) former: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct EventWords {
    pub(super) words: Vec<String>,
    pub(super) minutes: Vec<String>,
    pub(super) hours: Vec<String>,
    pub(super) deadlines: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct AreaWords {
    pub(super) leads: Vec<String>,
    pub(super) nouns: Vec<String>,
    pub(super) excepts: Vec<String>,
    pub(super) besides: Vec<String>,
    pub(super) owned: Vec<String>,
    pub(super) within: Vec<String>,
    pub(super) covers: Vec<String>,
    pub(super) of_project: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct VerbWords {
    pub(super) away: Vec<String>,
    pub(super) substitutes: Vec<String>,
    pub(super) stands_in_for: Vec<String>,
    pub(super) stand_ins: Vec<String>,
    pub(super) works_with: Vec<String>,
    pub(super) earlier: Vec<String>,
    pub(super) prose: Vec<String>,
    pub(super) answers: Vec<String>,
    pub(super) writer_answers: Vec<String>,
    pub(super) answer_phrases: Vec<String>,
    pub(super) takes_over: Vec<String>,
    pub(super) recruits: Vec<String>,
    pub(super) substituted: Vec<String>,
    pub(super) upcoming: Vec<String>,
    pub(super) answered: Vec<String>,
    pub(super) works: Vec<String>,
    pub(super) appointed: Vec<String>,
    pub(super) succeeds: Vec<String>,
    pub(super) followers: Vec<String>,
    pub(super) leaves: Vec<String>,
}
