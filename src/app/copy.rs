//! What can be copied from a record, in the order in which repeated copying goes through it.

use super::view::detail_links;
use super::{Link, Mode, State};
use crate::model::{Basis, Directory, PhoneKind, RecordRef};
use crate::text::is_dangerous;
use crate::words::{Lang, say};

/// What is copied, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The text and what it is.
    pub form: CopyForm,
    /// The name of the person it reaches.
    pub whose: String,
    /// Why it may not reach them.
    pub doubt: Option<Doubt>,
}

/// Why a number or an address may not reach anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It may be out of date.
    Old,
    /// It was made by a rule and stands in no source.
    Derived,
}

/// What a copied text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyForm {
    /// The number as printed.
    Printed(String),
    /// The number as a telephone dials it.
    E164(String),
    /// An e-mail address.
    Mail(String),
    /// Everything needed to reach someone, on a few lines.
    Card(String),
}

/// Which way a copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyWay {
    /// Through the terminal, to the clipboard of the machine it runs on.
    Terminal,
    /// Through tmux, and from there to the terminal.
    Tmux,
    /// Through GNU screen.
    Screen,
    /// To a tmux on the other side of a connection, which may let it through.
    BeyondTmux,
    /// The same to what may be GNU screen or tmux.
    BeyondScreen,
    /// By wl-copy, to the Wayland display.
    WlCopy,
    /// By xclip, to the X display.
    Xclip,
    /// By xsel, to the X display.
    Xsel,
}

impl CopyForm {
    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Printed(text) | Self::E164(text) | Self::Mail(text) | Self::Card(text) => text,
        }
    }
}

impl Doubt {
    /// The same in words.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Old => say!(lang, "copy.old"),
            Self::Derived => say!(lang, "basis.derived"),
        }
    }
}

/// Whom copying is about: on a page that is not about a person, the one whose link is selected.
pub(super) fn to_copy(state: &State) -> Option<RecordRef> {
    let subject = state.subject()?;
    let Mode::Detail(trail) = &state.mode else { return Some(subject) };
    match detail_links(state).get(trail.last()?.link) {
        Some(Link::Record(person @ RecordRef::Person(_))) if !matches!(subject, RecordRef::Person(_)) => Some(*person),
        _ => Some(subject),
    }
}

/// Everything that can be copied from a record: its numbers, or those of whoever answers for it. What may be wrong is
/// said wherever there is room for words.
///
/// Empty when there is neither a number nor an address: a name alone reaches nobody.
#[must_use]
pub fn forms(directory: &Directory, record: RecordRef, lang: Lang) -> Vec<Copied> {
    let Some(index) = person_behind(directory, record) else { return Vec::new() };
    let person = directory.person(index);
    let old = directory.is_number_doubtful(index).then_some(Doubt::Old);
    let mut forms = Vec::new();
    for phone in person.phones.iter().filter(|phone| phone.kind == PhoneKind::Direct) {
        forms.push((CopyForm::Printed(harmless(&phone.printed)), old));
        if phone.e164 != phone.printed {
            forms.push((CopyForm::E164(harmless(&phone.e164)), old));
        }
    }
    for email in &person.emails {
        let derived = (email.basis == Basis::Derived).then_some(Doubt::Derived);
        forms.push((CopyForm::Mail(harmless(&email.address)), derived));
    }
    if forms.is_empty() {
        return Vec::new();
    }
    let whose = harmless(&person.name);
    let reachable = forms.iter().filter(|(form, _)| !matches!(form, CopyForm::E164(_)));
    let lines = reachable.map(|(form, doubt)| with_doubt(form.text(), *doubt, lang));
    let lines: Vec<String> = std::iter::once(whose.clone()).chain(lines).collect();
    forms.push((CopyForm::Card(lines.join("\n")), None));
    forms.into_iter().map(|(form, doubt)| Copied { form, whose: whose.clone(), doubt }).collect()
}

/// A text with the doubt about it in brackets.
pub(super) fn with_doubt(text: &str, doubt: Option<Doubt>, lang: Lang) -> String {
    doubt.map_or_else(|| text.to_owned(), |doubt| format!("{text} ({})", doubt.words(lang)))
}

/// A text that does nothing where it is pasted, into a shell for one: without line ends and everything invisible.
fn harmless(text: &str) -> String {
    text.chars().filter(|letter| !is_dangerous(*letter)).collect()
}

/// The person to call about a record: themselves, whoever answers for a region, who leads a project, else the fallback.
fn person_behind(directory: &Directory, record: RecordRef) -> Option<usize> {
    let fallback = |fallback: Option<crate::model::Fallback>| match fallback?.record() {
        RecordRef::Person(person) => Some(person),
        _ => None,
    };
    match record {
        RecordRef::Person(person) => Some(person),
        RecordRef::Position(position) => fallback(directory.fallback_for_position(position)),
        RecordRef::Region(code) => {
            let first = directory.responsible_for(code).next();
            let responsible = first.and_then(|first| directory.holder_of(first.position));
            responsible.or_else(|| fallback(directory.fallback_for_region(code)))
        }
        // Of all who work in a project, only who leads it answers for it.
        RecordRef::Project(project) => fallback(directory.fallback_for_project(project)),
        RecordRef::Organisation(_) | RecordRef::Document(_) => None,
    }
}
