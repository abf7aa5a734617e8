//! The smaller parts of a Word document: styles, targets of links, title and date.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false);
    let found = attributes.flatten().find(|it| it.key.local_name().as_ref() == key)?;
    unescape(&found.value).ok().map(Cow::into_owned)
}

/// Calls `action` with each element that begins and the text after it, up to the first error.
fn for_each_element(xml: &str, mut action: impl FnMut(&BytesStart<'_>, &str)) {
    let mut reader = Reader::from_str(xml);
    let mut open: Option<(BytesStart<'_>, String)> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                if let Some((element, text)) = open.replace((element, String::new())) {
                    action(&element, &text);
                }
            }
            Ok(Event::Empty(element)) => {
                if let Some((element, text)) = open.take() {
                    action(&element, &text);
                }
                action(&element, "");
            }
            Ok(Event::Text(text)) => {
                if let Some((_, open)) = &mut open {
                    open.push_str(&text.into_inner());
                }
            }
            Ok(Event::GeneralRef(reference)) => {
                if let Some((_, open)) = &mut open {
                    open.extend(["&", &*reference.into_inner(), ";"]);
                }
            }
            Ok(Event::End(_)) => {
                if let Some((element, text)) = open.take() {
                    action(&element, &text);
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The levels of the headings among the styles, by the ids of the styles. The names of the built-in ones are English in
/// every language.
pub(super) fn heading_styles(xml: &str) -> HashMap<String, u8> {
    let mut levels = HashMap::new();
    let mut style = String::new();
    for_each_element(xml, |element, _| match element.local_name().as_ref() {
        "style" => style = attribute(element, "styleId").unwrap_or_default(),
        "name" => {
            let name = attribute(element, "val").unwrap_or_default().to_lowercase();
            if let Some(level) = named_level(&name) {
                levels.insert(style.clone(), level);
            }
        }
        "outlineLvl" => {
            if let Some(level) = attribute(element, "val").and_then(|level| outline_level(&level)) {
                levels.entry(style.clone()).or_insert(level);
            }
        }
        _ => {}
    });
    levels
}

/// The level of a heading by the name or the id of its style.
pub(super) fn named_level(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(1);
    }
    let number = ["heading", "otsikko", "rubrik"].iter().find_map(|word| name.strip_prefix(word))?;
    number.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// The level of a heading by its level in the outline, which counts from 0; 9 is body text.
pub(super) fn outline_level(level: &str) -> Option<u8> {
    level.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}

/// The targets of links by their ids.
pub(super) fn link_targets(xml: &str) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    for_each_element(xml, |element, _| {
        if let ("Relationship", Some(id), Some(target)) =
            (element.local_name().as_ref(), attribute(element, "Id"), attribute(element, "Target"))
        {
            targets.insert(id, target);
        }
    });
    targets
}

/// The title and the time of the last change, else of the creation.
pub(super) fn title_and_time(xml: &str) -> (Option<String>, Option<String>) {
    let (mut title, mut created, mut modified) = (None, None, None);
    for_each_element(xml, |element, text| {
        let value = unescape(text.trim()).unwrap_or_default().into_owned();
        let value = (!value.is_empty()).then_some(value);
        match element.local_name().as_ref() {
            "title" => title = value,
            "created" => created = value,
            "modified" => modified = value,
            _ => {}
        }
    });
    (title, modified.or(created))
}
