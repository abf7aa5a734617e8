//! Classes of lines: contact lines and signatures, which list people, and prose.

use super::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::language::Case;

/// Whether a sentence is a list and not prose: it has few words besides names, titles, contacts and labels.
pub(crate) fn is_list(sentence: Sentence<'_>) -> bool {
    #[rustfmt::skip]
    const LABELS: &[&str] = &[
        "p", "puh", "puhelin", "gsm", "tel", "tfn", "ja", "seka", "och", "and", "sahkoposti", "s-posti", "email",
        "e-post", "mail", "vaihde", "faksi", "fax", "kirjoittaja", "yhteyshenkilo", "nimi", "lisatietoja",
        "lisatiedot",
    ];
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "on", "ovat", "oli", "toimii", "toimivat", "tyoskentelee", "tyoskentelevat", "vastaa", "vastaavat",
        "johtaa", "vetaa", "aloitin", "aloitan", "aloittaa", "aloitti", "siirtyy", "siirryn", "toimin", "kertoo",
        "antaa", "koordinoi",
    ];
    let is_prose = sentence.spans.iter().any(|span| match &span.entity {
        Entity::Organisation(it) => matches!(it.case, Case::At | Case::To | Case::From),
        _ => span.location().is_some() || VERBS.contains(&span.word()),
    });
    if is_prose {
        return false;
    }
    let is_other = |span: &&Span| !span.word().is_empty() && !LABELS.contains(&span.word());
    let others = sentence.spans.iter().filter(is_other).count();
    others <= if sentence.has_contact() { 4 } else { 2 }
}

/// The name of a signature: a list of one name and a title, without a number or an address.
pub(crate) fn signature(sentence: Sentence<'_>) -> Option<String> {
    let mut names = sentence.spans.iter().filter_map(|span| match &span.entity {
        Entity::Person(name) => Some(name.clone()),
        _ => None,
    });
    let name = names.next().filter(|_| names.next().is_none())?;
    let has_title = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Role(_)));
    (is_list(sentence) && has_title && !sentence.has_contact()).then_some(name)
}
