//! What can be copied from a record, in the order in which repeated copying goes through it.

use crate::model::{Directory, PhoneKind, RecordRef};
use crate::text::is_dangerous;

/// What is copied, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The text and what it is.
    pub form: CopyForm,
    /// The name of the person it reaches.
    pub whose: String,
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

/// Everything that can be copied from a record: its numbers, or those of whoever answers for it.
///
/// Empty when there is neither a number nor an address: a name alone reaches nobody.
#[must_use]
pub fn forms(directory: &Directory, record: RecordRef) -> Vec<Copied> {
    let Some(person) = person_behind(directory, record) else { return Vec::new() };
    let mut forms = Vec::new();
    let person = directory.person(person);
    for phone in person.phones.iter().filter(|phone| phone.kind == PhoneKind::Direct) {
        forms.push(CopyForm::Printed(harmless(&phone.printed)));
        if phone.e164 != phone.printed {
            forms.push(CopyForm::E164(harmless(&phone.e164)));
        }
    }
    forms.extend(person.emails.iter().map(|email| CopyForm::Mail(harmless(&email.address))));
    if forms.is_empty() {
        return Vec::new();
    }
    let reachable = forms.iter().filter(|form| !matches!(form, CopyForm::E164(_))).map(CopyForm::text);
    let name = harmless(&person.name);
    let lines: Vec<&str> = std::iter::once(name.as_str()).chain(reachable).collect();
    forms.push(CopyForm::Card(lines.join("\n")));
    forms.into_iter().map(|form| Copied { form, whose: name.clone() }).collect()
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
