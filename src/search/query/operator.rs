//! Operators and field names: how exactly a word must match, and where.

use crate::search::hit::Field;
use crate::text::fold;

/// The required exactness of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Matching {
    /// In any way.
    Any,
    /// `=word`: as a whole word.
    Whole,
    /// `'word`: letter for letter, anywhere.
    Inside,
    /// `word*`: as the beginning of a word, or a whole one.
    Prefix,
    /// `^word`: at the beginning of a field.
    FieldStart,
    /// `word$`: at the end of a field.
    FieldEnd,
}

/// The required position of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Scope {
    /// `name:`
    Name,
    /// `role:`
    Role,
    /// `region:`
    Region,
    /// `project:`
    Project,
    /// `org:`
    Organisation,
    /// `phone:`
    Phone,
    /// `mail:`
    Mail,
}

/// The folded names of the fields, in three languages.
const SCOPES: &[(&[&str], Scope)] = &[
    (&["name", "nimi", "namn"], Scope::Name),
    (&["role", "rooli", "roll", "title", "titteli", "titel"], Scope::Role),
    (&["region", "alue", "maakunta", "kunta", "landskap", "kommun"], Scope::Region),
    (&["project", "hanke", "projekti", "projekt"], Scope::Project),
    (&["org", "organisaatio", "organisation"], Scope::Organisation),
    (&["phone", "puh", "puhelin", "numero", "tfn", "telefon", "tel"], Scope::Phone),
    (&["mail", "email", "e-mail", "posti", "sahkoposti", "epost", "e-post", "mailto"], Scope::Mail),
];

impl Scope {
    /// Whether a field is in the scope. A project's own name is its `Name`, and so is a region's and an organisation's.
    pub(in crate::search) fn allows(self, field: Field) -> bool {
        match self {
            Self::Name => field == Field::Name,
            Self::Role => field == Field::Role,
            Self::Region => matches!(field, Field::Region | Field::Name | Field::Place),
            Self::Project => matches!(field, Field::Project | Field::Name),
            Self::Organisation => matches!(field, Field::Organisation | Field::Name),
            Self::Phone => field == Field::Phone,
            Self::Mail => field == Field::Mail,
        }
    }
}

/// Whether a folded word with a colon names the field in which the next word must match.
pub(in crate::search) fn is_scope(word: &str) -> bool {
    SCOPES.iter().any(|(names, _)| names.contains(&word))
}

/// A word without its operators, and their meaning.
pub(in crate::search) struct Asked<'a> {
    pub word: &'a str,
    pub matching: Matching,
    pub scope: Option<Scope>,
    pub is_negated: bool,
}

/// Removes the operators from a word.
pub(in crate::search) fn read_operators(typed: &str) -> Asked<'_> {
    let (word, is_negated) = match typed.strip_prefix('!') {
        Some(rest) => (rest, true),
        None => (typed, false),
    };
    let (word, scope) = read_scope(word);
    let (word, matching) = read_matching(word);
    Asked { word, matching, scope, is_negated }
}

fn read_scope(word: &str) -> (&str, Option<Scope>) {
    let named = word.split_once(':').and_then(|(name, rest)| {
        let name = fold(name);
        let (_, scope) = SCOPES.iter().find(|(names, _)| names.contains(&name.as_str()))?;
        Some((rest, Some(*scope)))
    });
    // `puh.0295…` is often written without a space.
    let abbreviated = || {
        let (name, rest) = word
            .split_once('.')
            .filter(|(_, rest)| rest.starts_with(|first: char| first.is_ascii_digit() || first == '+'))?;
        ["p", "puh", "tel", "tfn", "gsm"].contains(&fold(name).as_str()).then_some((rest, Some(Scope::Phone)))
    };
    named.or_else(abbreviated).unwrap_or((word, None))
}

fn read_matching(word: &str) -> (&str, Matching) {
    if let Some(rest) = word.strip_prefix('=') {
        (rest, Matching::Whole)
    } else if let Some(rest) = word.strip_prefix('\'') {
        (rest, Matching::Inside)
    } else if let Some(rest) = word.strip_prefix('^') {
        (rest, Matching::FieldStart)
    } else if let Some(rest) = word.strip_suffix('*') {
        (rest, Matching::Prefix)
    } else if let Some(rest) = word.strip_suffix('$') {
        (rest, Matching::FieldEnd)
    } else {
        (word, Matching::Any)
    }
}
