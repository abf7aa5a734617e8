//! Lines that list people rather than tell of them.

use crate::extract::entities::inflection::Case;
use crate::extract::entities::recognizer::{Kind, Unit};
use crate::extract::relations::walk::Said;

/// Whether a sentence lists rather than tells: hardly a word in it that is not a name, a title or a label.
pub(in crate::extract) fn is_list(said: Said<'_>) -> bool {
    const LABELS: &[&str] = &[
        "p",
        "puh",
        "puhelin",
        "gsm",
        "tel",
        "tfn",
        "ja",
        "seka",
        "och",
        "and",
        "sahkoposti",
        "s-posti",
        "email",
        "e-post",
        "mail",
        "vaihde",
        "faksi",
        "fax",
        "kirjoittaja",
        "yhteyshenkilo",
        "nimi",
        "lisatietoja",
        "lisatiedot",
    ];
    const VERBS: &[&str] = &[
        "on",
        "ovat",
        "oli",
        "toimii",
        "toimivat",
        "tyoskentelee",
        "tyoskentelevat",
        "vastaa",
        "vastaavat",
        "johtaa",
        "vetaa",
        "aloitin",
        "aloitan",
        "aloittaa",
        "aloitti",
        "siirtyy",
        "siirryn",
        "toimin",
        "kertoo",
        "antaa",
        "koordinoi",
    ];
    let tells = said.units.iter().any(|unit| match &unit.kind {
        Kind::Organisation(it) => matches!(it.case, Case::At | Case::To | Case::From),
        _ => unit.where_to_find().is_some() || VERBS.contains(&unit.word()),
    });
    if tells {
        return false;
    }
    let words = said.units.iter().filter(|unit| !unit.word().is_empty() && !LABELS.contains(&unit.word())).count();
    let reachable = said.units.iter().any(|unit| matches!(unit.kind, Kind::Phone(_) | Kind::Mail(_)));
    words <= if reachable { 4 } else { 2 }
}

/// Whether a line is how a writer signs: one name, a title, no number.
pub(in crate::extract) fn signature(said: Said<'_>) -> Option<String> {
    let mut names = said.units.iter().filter_map(|unit| match &unit.kind {
        Kind::Person(name) => Some(name.clone()),
        _ => None,
    });
    let name = names.next().filter(|_| names.next().is_none())?;
    let has = |wanted: fn(&Kind) -> bool| said.units.iter().any(|unit: &Unit| wanted(&unit.kind));
    let titled = has(|kind| matches!(kind, Kind::Role(_)));
    let reachable = has(|kind| matches!(kind, Kind::Phone(_) | Kind::Mail(_)));
    (is_list(said) && titled && !reachable).then_some(name)
}
