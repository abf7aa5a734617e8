//! Labels at the beginning of a line, and inside it.

use std::ops::Range;

use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::organisation;
use crate::extract::entities::place;
use crate::extract::entities::role;
use crate::extract::entities::temporal;
use crate::extract::entities::tokenizer;
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::text::fold;

/// The label with which a line begins, if a colon or nothing follows it.
pub(in crate::extract::relations::block) fn label_of_line(view: &str) -> Option<Label> {
    let words = view.trim();
    // “Koordinator” alone is a title, and so is “Koordinator / koordinaattori”.
    let is_title = |word: &str| role::heading(word.trim()).is_some();
    if !words.contains(':') && words.split('/').all(is_title) {
        return None;
    }
    let (front, _) = words.split_once(':').unwrap_or((words, ""));
    let compound = || compound_label(front).map(|(label, _)| label);
    VOCABULARY.label(front).or_else(compound).filter(|_| words.contains(':') || VOCABULARY.label(words).is_some())
}

/// The label of a phrase whose last word is one, with the words in front: “projektipäällikön puhelinnumero”,
/// “toteutusalueen maakunnat”.
///
/// The words in front are genitives, which say whose value it is.
fn compound_label(phrase: &str) -> Option<(Label, &str)> {
    const MAX_WORDS: usize = 4;
    let phrase = phrase.trim().trim_end_matches(':').trim();
    let (front, last) = phrase.rsplit_once(' ')?;
    let is_owner = |word: &str| fold(word).ends_with(['n', 's']) || ["ja", "och", "virallinen", "eu-"].contains(&word);
    // “Uudenmaan alue” is a place.
    if front.split(' ').any(place::is_place) {
        return None;
    }
    let is_short = front.split(' ').count() <= MAX_WORDS && front.split(' ').all(is_owner);
    let label = VOCABULARY.label(last).filter(|_| is_short)?;
    // “Hankkeen hallinto”: a label that is a plain word needs an owner that is one of its kind.
    let is_value = matches!(
        label,
        Label::Name
            | Label::Role
            | Label::Phone
            | Label::Email
            | Label::Area
            | Label::Fax
            | Label::Period
            | Label::Start
            | Label::End
    );
    is_value.then_some((label, front))
}

/// A label and its value with dots between them: “Hankekausi ......... 2023–2026”.
pub(in crate::extract::relations::block) fn dotted(line: &SourceLine) -> Option<(SourceLine, SourceLine)> {
    const LEADER: &str = "....";
    let start = line.view.find(LEADER)?;
    let rest = line.view.get(start..)?;
    let end = start + (rest.len() - rest.trim_start_matches(['.', ' ']).len());
    let (front, value) = (line.part(0..start), line.part(end..line.view.len()));
    (!front.is_blank() && !value.is_blank()).then_some((front, value))
}

/// Whether a line has facts of a project after a label.
pub(in crate::extract::relations::block) fn is_of_project(view: &str) -> bool {
    let Some((front, value)) = view.trim().split_once(':') else { return false };
    let label = VOCABULARY.label(front);
    let is_of_project = |label: Label| {
        matches!(label, Label::Coordinator | Label::Partner | Label::Period | Label::Funder | Label::Abbreviation)
            || label == Label::Description && fold(front).contains("hank")
    };
    !value.is_empty() && label.is_some_and(is_of_project)
}

/// A part of a line with its label.
pub(super) struct Part {
    pub(super) label: Label,
    /// The title of the person whose value it is: “projektipäällikön nimi”.
    pub(super) owner: Option<String>,
    pub(super) value: Range<usize>,
}

/// The first byte of the label of a part.
pub(super) fn label_start(view: &str, part: &Part) -> usize {
    let front = view.get(..part.value.start).unwrap_or_default().trim_end().trim_end_matches(':');
    let longest = VOCABULARY.longest_label();
    let starts: Vec<usize> = word_starts(front);
    let candidates = starts.iter().rev().take(longest).copied();
    let is_label = |at: &usize| {
        front.get(*at..).is_some_and(|words| labelled(words).is_some_and(|(label, _)| label == part.label))
    };
    candidates.rev().find(is_label).unwrap_or(front.len())
}

pub(super) fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut is_inside = false;
    for (at, letter) in text.char_indices() {
        if !letter.is_whitespace() && !is_inside {
            starts.push(at);
        }
        is_inside = !letter.is_whitespace();
    }
    starts
}

/// The labelled parts of a line: each label is followed by a colon; or, in a line of at least `MIN_BARE` labels without
/// one, stands before its value as in a form that was flattened.
pub(super) fn parts_of(view: &str) -> Vec<Part> {
    let mut found: Vec<(Range<usize>, Label)> = Vec::new();
    let mut owners: Vec<Option<String>> = Vec::new();
    for (colon, _) in view.match_indices(':') {
        let front = view.get(..colon).unwrap_or_default();
        let from = found.last().map_or(0, |(range, _)| range.end);
        let starts = word_starts(front);
        let longest = VOCABULARY.longest_label();
        let candidates = starts.iter().rev().take(longest).filter(|at| **at >= from).copied();
        let mut labels = candidates.filter_map(|at| Some((at, labelled(front.get(at..)?)?)));
        // “Uudenmaan alue:” and “Järviseudun alue:” are headings, whose last word alone is a label.
        let is_owner = |word: &str| {
            place::is_place(word)
                || word.starts_with(char::is_uppercase) && word.ends_with('n') && !word.ends_with("nen")
        };
        let is_place = |at: usize| {
            front.get(from..at).and_then(|words| words.split_whitespace().next_back()).is_some_and(is_owner)
        };
        if let Some((at, (label, owner))) =
            labels.next_back().filter(|(at, (label, _))| *label != Label::Area || !is_place(*at))
        {
            owners.push(owner);
            found.push((at..colon + 1, label));
        }
    }
    if found.is_empty() {
        found = label_before_time(view).map_or_else(|| bare_labels(view), |label| vec![label]);
        owners = found.iter().map(|(range, _)| labelled(view.get(range.clone())?)?.1).collect();
    }
    let mut parts = Vec::new();
    for (index, (range, label)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(view.len(), |(next, _)| next.start);
        let owner = owners.get(index).cloned().flatten();
        parts.push(Part { label: *label, owner, value: range.end..end });
    }
    parts
}

/// “Projekttid/hankeaika 1.6.2021–31.5.2024”: the label that begins a line, with nothing but a time after it.
fn label_before_time(view: &str) -> Option<(Range<usize>, Label)> {
    let digit = view.find(|letter: char| letter.is_ascii_digit())?;
    let label = VOCABULARY.label(view.get(..digit)?)?;
    let is_time = || view.get(digit..).is_some_and(temporal::is_only_times);
    (matches!(label, Label::Period | Label::Start | Label::End) && is_time()).then_some((0..digit, label))
}

/// The label of a phrase, and the title in front of it that says whose value it is.
pub(super) fn labelled(phrase: &str) -> Option<(Label, Option<String>)> {
    let compound = compound_label(phrase);
    let owner = compound.and_then(|(_, owner)| title_of_owner(owner));
    if let Some(label) = VOCABULARY.label(phrase) {
        let title = || role::nominative_of(phrase.split(' ').next_back()?);
        // “Käsittelijä” is a title, and the name is after it.
        let owner = match label {
            Label::Coordinator => title(),
            Label::Contact => owner.or_else(|| title_of_owner(phrase)),
            _ => owner,
        };
        return Some((label, owner));
    }
    let (label, front) = compound?;
    let label = match (label, &owner) {
        // The name of somebody with a title is a person; that of an organisation or a project is not.
        (Label::Name, Some(_)) => Label::Contact,
        (Label::Name, None) => match front.split(' ').next_back().unwrap_or_default() {
            word if crate::extract::entities::project::is_head(word) => Label::Project,
            word if organisation::is_head(word) => Label::Organisation,
            _ => return None,
        },
        (label, _) => label,
    };
    Some((label, owner))
}

/// The title of “projektipäällikön”, in the nominative; none for words such as “yhteyshenkilön”.
pub(super) fn title_of_owner(words: &str) -> Option<String> {
    let title = role::nominative_of(words.split(' ').next_back()?)?;
    (!VOCABULARY.ends(WordList::GenericHolders, &title)).then_some(title)
}

/// The labels of a flattened form: many of them, with capitals, without colons.
pub(super) fn bare_labels(view: &str) -> Vec<(Range<usize>, Label)> {
    const MIN_BARE: usize = 4;
    const MIN_CHARS: usize = 4;
    let tokens = tokenizer::tokenize(view);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = VOCABULARY.longest_label().min(tokens.len() - at);
        let label = (1..=longest).rev().find_map(|words| {
            let range = tokenizer::byte_range(&tokens, at..at + words)?;
            let text = view.get(range.clone())?;
            let is_capital = text.starts_with(char::is_uppercase) && text.chars().count() >= MIN_CHARS;
            Some((words, range, VOCABULARY.label(text).filter(|_| is_capital)?))
        });
        match label {
            Some((words, range, label)) => {
                found.push((range, label));
                at += words;
            }
            None => at += 1,
        }
    }
    if found.len() >= MIN_BARE { found } else { Vec::new() }
}
