//! A copied text: its kind, owner, age, and why it may be wrong.

use std::fmt::Write as _;

use super::card::document_title;
use super::{age_words, organisation_name};
use crate::i18n::{Lang, say};
use crate::model::{Age, Basis, Directory, Email, Phone, RecordRef};
use crate::text::{Day, is_dangerous};

/// A copied text, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The text and its kind.
    pub form: CopyForm,
    /// The person or organisation that it reaches; the document that prints it, if it belongs to nobody.
    pub who: RecordRef,
    /// The name of that record.
    pub whose: String,
    /// The age of the number.
    pub age: Age,
    /// Why it may be wrong.
    pub doubt: Option<CopyDoubt>,
}

/// Why a number or an address may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyDoubt {
    /// A move was announced, so it may be out of date.
    Moved,
    /// It was made by a rule, and no source prints it.
    Derived,
    /// Nobody is known to have it.
    Nobodys,
}

/// The kind of a copied text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyForm {
    /// The number as printed.
    Printed(String),
    /// The number as a telephone dials it.
    E164(String),
    /// An e-mail address.
    Mail(String),
    /// The name, the numbers and the addresses, on a few lines.
    Card(String),
    /// The names with a number each, or the addresses, of several records.
    List(String),
}

/// The way in which a text reached the clipboard.
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
    /// To what may be GNU screen or tmux on the other side of a connection.
    BeyondScreen,
    /// By wl-copy, to the Wayland display.
    WlCopy,
    /// By xclip, to the X display.
    Xclip,
    /// By xsel, to the X display.
    Xsel,
}

impl Copied {
    /// The name of the record that it belongs to, in the reader's language.
    #[must_use]
    pub fn owner(&self, lang: Lang) -> String {
        match self.who {
            RecordRef::Organisation(_) => organisation_name(&self.whose, lang),
            _ => self.whose.clone(),
        }
    }

    /// Remarks about it: its age, and why it may be wrong.
    #[must_use]
    pub fn remarks(&self, lang: Lang) -> Vec<String> {
        age_words(self.age, lang).into_iter().chain(self.doubt.map(|doubt| doubt.words(lang))).collect()
    }
}

impl CopyForm {
    /// Whether it is a telephone number.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Printed(_) | Self::E164(_))
    }

    /// The `tel:` or `mailto:` of a number or an address. `None` for anything else.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        match self {
            Self::E164(text) | Self::Printed(text) => {
                let digits: String = text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
                (!digits.is_empty()).then(|| format!("tel:{digits}"))
            }
            Self::Mail(text) => Some(format!("mailto:{}", in_uri(text))),
            Self::Card(_) | Self::List(_) => None,
        }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Printed(text) | Self::E164(text) | Self::Mail(text) | Self::Card(text) | Self::List(text) => text,
        }
    }
}

impl CopyDoubt {
    /// The doubt as text.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Moved => say!(lang, "copy.old"),
            Self::Derived => say!(lang, "basis.derived"),
            Self::Nobodys => say!(lang, "detail.nobodys"),
        }
    }
}

/// A number of a record as printed and as a telephone dials it.
pub(super) fn copies_of_phone(directory: &Directory, who: RecordRef, phone: &Phone, today: Day) -> Vec<Copied> {
    let age = directory.age_of(who, phone, today);
    let doubt = match who {
        RecordRef::Person(index) if directory.is_number_doubtful(index) => Some(CopyDoubt::Moved),
        RecordRef::Document(_) => Some(CopyDoubt::Nobodys),
        _ => None,
    };
    let mut forms = vec![CopyForm::Printed(harmless(&phone.printed))];
    if phone.e164 != phone.printed {
        forms.push(CopyForm::E164(harmless(&phone.e164)));
    }
    let whose = whose(directory, who);
    forms.into_iter().map(|form| Copied { form, who, whose: whose.clone(), age, doubt }).collect()
}

/// An address of a record.
pub(super) fn copies_of_mail(directory: &Directory, who: RecordRef, email: &Email) -> Vec<Copied> {
    let doubt = match who {
        RecordRef::Document(_) => Some(CopyDoubt::Nobodys),
        _ => (email.basis == Basis::Derived).then_some(CopyDoubt::Derived),
    };
    let form = CopyForm::Mail(harmless(&email.address));
    vec![Copied { form, who, whose: whose(directory, who), age: Age::Fresh, doubt }]
}

fn whose(directory: &Directory, who: RecordRef) -> String {
    harmless(&match who {
        RecordRef::Person(index) => directory.person(index).name.clone(),
        RecordRef::Organisation(index) => directory.organisation(index).name.clone(),
        RecordRef::Document(index) => document_title(&directory.document(index)).to_owned(),
        // Nothing else has a number.
        _ => String::new(),
    })
}

/// A text in a URI: everything but letters, digits and the signs of addresses is escaped.
fn in_uri(text: &str) -> String {
    let mut uri = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"@._+-".contains(&byte) {
            uri.push(byte.into());
        } else {
            _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// A text followed by remarks in brackets.
pub(super) fn in_brackets(text: &str, remarks: &[String]) -> String {
    if remarks.is_empty() { text.to_owned() } else { format!("{text} ({})", remarks.join(", ")) }
}

/// Removes line ends and invisible characters, so that pasting the text into a shell runs nothing.
fn harmless(text: &str) -> String {
    text.chars().filter(|letter| !is_dangerous(*letter)).collect()
}
