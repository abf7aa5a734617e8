//! Records and places in the reader's language.

use crate::gazetteer::{self, Place, RegionCode};
use crate::i18n::{Lang, look_up, say, when, years};
use crate::language::{kind_translation, organisation_translation, title_translation};
use crate::model::{
    Directory, Document, Holder, NamedPlace, Nameless, Period, PlaceId, Position, Project, RecordRef, Warning,
    WarningKind,
};
use crate::present::Marks;
use crate::search::Step;
use crate::text::{Day, collation_key, sort_by_cached_key};

/// The words for an unnamed or vacant holder, and the number of such positions: `vacant, 5 posts`. Empty for a named holder.
pub(in crate::present) fn holder_words(position: &Position, lang: Lang) -> String {
    let words = nameless_words(&position.holder, lang);
    match position.count {
        Some(count) if count.get() > 1 && !words.is_empty() => {
            format!("{words}, {}", say!(lang, "detail.posts", count = count))
        }
        _ => words,
    }
}

/// The words for an unnamed or vacant holder. Empty for a named holder.
pub(in crate::present) fn nameless_words(holder: &Holder, lang: Lang) -> String {
    match holder {
        Holder::Person(_) => String::new(),
        Holder::Nameless(Nameless::Vacant) => say!(lang, "detail.vacant"),
        Holder::Nameless(Nameless::Unnamed) => say!(lang, "detail.unnamed"),
    }
}

/// The sentence of a warning about some records. Returns `None` if a curator's warning has no text.
#[must_use]
pub fn warning_words(warning: &Warning, lang: Lang) -> Option<String> {
    let sentence = |start: String, facts: [Option<String>; 2]| {
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join("; ");
        if facts.is_empty() { format!("{start}.") } else { format!("{start}: {facts}.") }
    };
    Some(match &warning.kind {
        WarningKind::AnnouncedMove { title, latest } => {
            let day = latest.map(|day| when(lang, Some(day), Some(day)));
            let by = day.map(|day| say!(lang, "warning.by", day = day)).unwrap_or_default();
            let title = title.as_ref().filter(|title| !title.trim().is_empty());
            let title = title.map(|title| format!(" ({})", role_name(title, lang))).unwrap_or_default();
            say!(lang, "warning.announced_move", by = by, title = title)
        }
        WarningKind::OrganisationConflict { kept, other } => {
            let name = |name: &String| organisation_name(name, lang);
            let other = other.as_ref().map(|other| say!(lang, "warning.elsewhere", other = name(other)));
            sentence(say!(lang, "warning.organisation_conflict"), [kept.as_ref().map(name), other])
        }
        WarningKind::AreaConflict { wider, narrower } => {
            let names = |areas: &String| area_names(areas, lang);
            let narrower = narrower.as_ref().map(|narrow| say!(lang, "warning.elsewhere_only", narrow = names(narrow)));
            sentence(say!(lang, "warning.area_conflict"), [wider.as_ref().map(names), narrower])
        }
        WarningKind::UndatedDocument { title } => {
            sentence(say!(lang, "warning.undated_document"), [title.clone(), None])
        }
        WarningKind::Namesake { name } => {
            let count = warning.about.len();
            let start =
                if count > 2 { say!(lang, "warning.namesakes", count = count) } else { say!(lang, "warning.namesake") };
            sentence(start, [name.clone(), None])
        }
        WarningKind::UnpairedNumbers { line: Some(line) } => say!(lang, "warning.unpaired_numbers", line = line),
        WarningKind::UnpairedNumbers { line: None } => say!(lang, "warning.unpaired_somewhere"),
        WarningKind::Curated { text, sv, en } => {
            let translated = lang.pick(None, sv.as_ref(), en.as_ref());
            return translated.or(text.as_ref()).cloned();
        }
    })
}

/// The title of the directory in the reader's language; in its own if nobody has translated it.
#[must_use]
pub fn directory_title(directory: &Directory, lang: Lang) -> String {
    let translations = directory.title_translations();
    let own = lang.pick(&translations.fi, &translations.sv, &translations.en);
    own.as_deref().unwrap_or(directory.title()).trim().to_owned()
}

/// A title in the reader's language; as printed if no translation of it is known.
#[must_use]
pub fn role_name(title: &str, lang: Lang) -> String {
    title_translation(title).map_or(title, |names| lang.pick(names.fi, names.sv, names.en)).to_owned()
}

/// The title of a position in the reader's language, after a mark if the holder stands in for somebody. Empty if the
/// documents give no title.
#[must_use]
pub fn position_title(position: &Position, lang: Lang) -> String {
    let title = role_name(position.title.trim(), lang);
    match (position.acting, title.is_empty()) {
        (false, _) => title,
        (true, true) => say!(lang, "detail.acting"),
        (true, false) => format!("{} {title}", say!(lang, "detail.acting")),
    }
}

/// The name of a position without a named holder: its title, or a word for any position.
#[must_use]
pub fn nameless_title(position: &Position, lang: Lang) -> String {
    let title = position_title(position, lang);
    if title.is_empty() { say!(lang, "detail.position") } else { title }
}

/// A kind of project or document in the reader's language; as printed if no translation of it is known.
pub(super) fn kind_name(kind: &str, lang: Lang) -> String {
    kind_translation(kind).map_or(kind, |names| lang.pick(names.fi, names.sv, names.en)).to_owned()
}

/// The name of an organisation in the reader's language: that of an ELY Centre, of a city or municipality, or one of the
/// official names that are known; else as printed.
#[must_use]
pub fn organisation_name(name: &str, lang: Lang) -> String {
    if let Some(names) = organisation_translation(name) {
        return lang.pick(names.fi, names.sv, names.en).to_owned();
    }
    municipal_name(name, lang).unwrap_or_else(|| printed_name(name, lang))
}

/// The administration of a municipality, as in `Hämeenlinnan kaupunki`, in the reader's language.
fn municipal_name(name: &str, lang: Lang) -> Option<String> {
    let (genitive, kind) = name.rsplit_once(' ')?;
    let mut places = gazetteer::places_called(genitive).into_iter().map(|named| named.place);
    let names = places.find(|place| matches!(place, Place::Municipality(_)))?.names();
    let place = lang.pick(names.fi, names.sv, names.en);
    match kind {
        _ if lang == Lang::Fi => None,
        "kaupunki" => Some(say!(lang, "organisation.city_of", place = place)),
        "kunta" => Some(say!(lang, "organisation.municipality_of", place = place)),
        _ => None,
    }
}

/// The names of some printed areas, with commas between them, in the reader's language.
fn area_names(printed: &str, lang: Lang) -> String {
    let name = |name: &str| {
        let region = gazetteer::regions().iter().find(|region| region.names.fi == name);
        let own = region.map(|region| lang.pick(region.names.fi, region.names.sv, region.names.en).to_owned());
        own.unwrap_or_else(|| printed_name(name, lang))
    };
    printed.split(", ").map(name).collect::<Vec<_>>().join(", ")
}

/// The name of a record.
#[must_use]
pub fn title_words(directory: &Directory, record: RecordRef, lang: Lang) -> String {
    match record {
        RecordRef::Person(index) => directory.person(index).name.clone(),
        RecordRef::Position(index) => {
            let position = directory.position(index);
            let holder = holder_words(&position, lang);
            let title = nameless_title(&position, lang);
            if holder.is_empty() { title } else { format!("{title} ({holder})") }
        }
        RecordRef::Project(index) => {
            let project = directory.project(index);
            match &project.abbreviation {
                Some(short) => format!("{} ({})", project.name, short.value),
                None => project.name.clone(),
            }
        }
        RecordRef::Region(code) => region_name(code, lang).to_owned(),
        RecordRef::Organisation(index) => organisation_name(&directory.organisation(index).name, lang),
        RecordRef::Document(index) => document_title(&directory.document(index)).to_owned(),
    }
}

/// The title of a document; the name of its file if it has none.
pub(in crate::present) fn document_title(document: &Document) -> &str {
    let title = document.title.trim();
    if title.is_empty() { &document.file } else { title }
}

/// The words for a line of a document: the row of a workbook, the line of other files.
pub(super) fn line_label(document: &Document, line: u32, lang: Lang) -> String {
    const WORKBOOKS: &[&str] = &["xlsx", "xlsm", "ods"];
    let ending = document.file.rsplit_once('.').map_or("", |(_, ending)| ending);
    if WORKBOOKS.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        say!(lang, "detail.row", line = line)
    } else {
        say!(lang, "detail.line", line = line)
    }
}

/// The name of a region in the reader's language.
#[must_use]
pub fn region_name(code: RegionCode, lang: Lang) -> &'static str {
    let names = gazetteer::region(code).names;
    lang.pick(names.fi, names.sv, names.en)
}

/// The regions in the order of their names in the reader's language.
#[must_use]
pub fn regions_in_order(lang: Lang) -> Vec<RegionCode> {
    let mut codes: Vec<RegionCode> = gazetteer::regions().iter().map(|region| region.code).collect();
    sort_by_cached_key(&mut codes, |code| collation_key(region_name(*code, lang)));
    codes
}

/// The printed areas in the reader's language, joined by commas.
#[must_use]
pub fn place_names(places: &[NamedPlace], lang: Lang) -> String {
    places.iter().map(|place| place_name(place, lang)).collect::<Vec<_>>().join(", ")
}

/// A printed place in the reader's language; as printed if the gazetteer does not have it.
pub(super) fn place_name(place: &NamedPlace, lang: Lang) -> String {
    let names = match &place.place {
        PlaceId::Region(code) => Some(gazetteer::region(*code).names),
        PlaceId::Municipality(code) => Some(gazetteer::municipality(*code).names),
        PlaceId::Area(_) => gazetteer::ely_areas().iter().map(|ely| ely.area).find(|names| names.fi == place.printed),
        PlaceId::Country => return say!(lang, "detail.whole_country"),
    };
    names.map_or_else(|| place.printed.clone(), |names| lang.pick(names.fi, names.sv, names.en).to_owned())
}

/// The steps from the typed place to the responsible position: `Rovaniemi → Lappi`.
#[must_use]
pub fn path_words(path: &[Step], lang: Lang, marks: &Marks) -> String {
    let step = |step: &Step| match step {
        Step::Place(place) => {
            let names = place.names();
            lang.pick(names.fi, names.sv, names.en).to_owned()
        }
        Step::Alias(_, name) => (*name).to_owned(),
        Step::Places(places) => {
            let names = places.iter().map(|place| place.names());
            names.map(|names| lang.pick(names.fi, names.sv, names.en)).collect::<Vec<_>>().join(", ")
        }
        Step::Printed(printed) => printed_name(printed, lang),
    };
    path.iter().map(step).collect::<Vec<_>>().join(&format!(" {} ", marks.arrow))
}

/// A printed name in the reader's language if it is that of an ELY area or its centre; else as printed.
#[must_use]
pub fn printed_name(printed: &str, lang: Lang) -> String {
    let names = gazetteer::ely_areas().iter().flat_map(|ely| [ely.area, ely.centre]).find(|names| names.fi == printed);
    names.map_or_else(|| printed.to_owned(), |names| lang.pick(names.fi, names.sv, names.en).to_owned())
}

/// The authorities that replaced the ELY Centres of some regions in 2026, each once.
#[must_use]
pub fn region_successors(regions: &[RegionCode], lang: Lang) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for finnish in regions.iter().filter_map(|code| gazetteer::region(*code).successor) {
        let name = successor_name(finnish, lang);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The name of an elinvoimakeskus, which is that of its area; in Finnish if the gazetteer does not have the area.
fn successor_name(finnish: &str, lang: Lang) -> String {
    let place = finnish.split_once(' ').and_then(|(genitive, _)| gazetteer::places_called(genitive).into_iter().next());
    match (lang, place.map(|named| named.place.names())) {
        (Lang::Fi, _) | (_, None) => finnish.to_owned(),
        (_, Some(names)) => {
            say!(lang, "detail.development_centre", place = lang.pick(names.fi, names.sv, names.en))
        }
    }
}

/// The years in which a project starts and ends; empty if neither is known.
#[must_use]
pub fn project_years(project: &Project) -> String {
    let bound = |period: &Option<Period>, of: fn(&Period) -> Option<Day>| period.as_ref().and_then(of);
    years(bound(&project.start, |start| start.from), bound(&project.end, |end| end.to))
}

/// The words for a value of an enum, from the messages of `group`.
#[must_use]
pub fn kind_words(lang: Lang, group: &str, kind: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    look_up(lang, &format!("{group}.{}", name.replace('-', "_")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_that_is_missing_leaves_no_hole_in_the_sentence() {
        let text = || Some("X".to_owned());
        let (none, day) = (None, "2018-12-31".parse().ok());
        let kinds = [
            WarningKind::AnnouncedMove { title: text(), latest: day },
            WarningKind::AnnouncedMove { title: text(), latest: None },
            WarningKind::AnnouncedMove { title: None, latest: day },
            WarningKind::AnnouncedMove { title: None, latest: None },
            WarningKind::OrganisationConflict { kept: none.clone(), other: text() },
            WarningKind::OrganisationConflict { kept: none.clone(), other: none.clone() },
            WarningKind::AreaConflict { wider: text(), narrower: none.clone() },
            WarningKind::UndatedDocument { title: none.clone() },
            WarningKind::Namesake { name: none },
            WarningKind::UnpairedNumbers { line: None },
        ];
        let words_of = |kind: &WarningKind, lang: Lang| {
            warning_words(&Warning { kind: kind.clone(), about: Vec::new(), evidence: Vec::new() }, lang)
        };
        for kind in kinds {
            for lang in Lang::ALL {
                let words = words_of(&kind, lang).unwrap_or_default();
                let has_hole = ["  ", "()", " :", " .", ": .", ":.", "%{"].iter().any(|hole| words.contains(hole));
                assert!(!has_hole && words.ends_with('.'), "{words}");
            }
        }
        assert_eq!(words_of(&WarningKind::Curated { text: None, sv: None, en: None }, Lang::En), None);
        let curated = WarningKind::Curated { text: Some("A".to_owned()), sv: Some("B".to_owned()), en: None };
        assert_eq!(Lang::ALL.map(|lang| words_of(&curated, lang).unwrap_or_default()), ["A", "B", "A"]);
        let moved = WarningKind::AnnouncedMove { title: None, latest: day };
        assert_eq!(
            words_of(&moved, Lang::En).as_deref(),
            Some("Announced a move by 31 Dec 2018 to a new post: the number may be out of date.")
        );
    }
}
