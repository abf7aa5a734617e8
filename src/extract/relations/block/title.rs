//! Titles of projects.

use std::ops::Range;

use crate::extract::entities::{organisation, place};

/// The name in the title of a project, its bytes, and the other name in brackets.
pub(super) fn project_title(view: &str, words: Range<usize>) -> (String, Range<usize>, Option<String>) {
    let text = view.get(words.clone()).unwrap_or_default();
    let start = numbering(text);
    let body = text.get(start..).unwrap_or_default();
    let (body, bracket) = match body.rsplit_once(" (") {
        Some((front, inner)) => (front, inner.strip_suffix(')')),
        None => (body, None),
    };
    let cuts = [" – ", " — ", ": ", " - ", "; "];
    let end = cuts.iter().filter_map(|cut| body.find(cut)).min().unwrap_or(body.len());
    let name = body.get(..end).unwrap_or_default().trim_matches(['"', '”', '“', '»', '«', ' ', ':']);
    let name = ["-hanke", "-projekti", "-projektet", " project", " Project"]
        .iter()
        .find_map(|head| name.strip_suffix(head))
        .unwrap_or(name);
    let short = bracket.map(|it| it.trim_end_matches("-hanke").trim_end_matches("-projektet").trim().to_owned());
    let short = short
        .filter(|it| !organisation::is_fund(it) && it.starts_with(char::is_uppercase) && place::lookup(it).is_none());
    let at = words.start + start;
    (name.trim().to_owned(), at..at + end, short)
}

/// The length of a number or letter in front of the title of a list: “1. ”, “2.1 ”, “A. ”, “b) ”.
fn numbering(text: &str) -> usize {
    let first = text.split(' ').next().unwrap_or_default();
    let bare = first.trim_end_matches(['.', ')', ':']);
    let is_number = !bare.is_empty() && bare.chars().all(|it| it.is_ascii_digit() || it == '.');
    let is_letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic) && first.len() > bare.len();
    // A year or a number alone may begin a name.
    let is_mark = is_number && (first.len() > bare.len() || bare.contains('.')) || is_letter;
    if is_mark && text.len() > first.len() { first.len() + 1 } else { 0 }
}
