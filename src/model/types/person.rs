//! People, their numbers and their addresses.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Basis, Evidence, Period, PersonId};
use crate::text::compared_digits;

/// A person named in a document. What they do is in their positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Person {
    /// Their id, which never changes.
    pub id: PersonId,
    /// Given name first, as printed.
    pub name: String,
    /// Telephone numbers, the most certain first.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// E-mail addresses, printed ones first.
    #[serde(default)]
    pub emails: Vec<Email>,
    /// The passages that name the person.
    pub evidence: Vec<Evidence>,
    /// The names of the directories that it is from, if several were combined and its evidence does not tell.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub directories: Box<[String]>,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Phone {
    /// As printed, as in `0295 037012`.
    pub printed: String,
    /// E.164, as in `+358295037012`.
    #[cfg_attr(test, schemars(extend("format" = "e164")))]
    pub e164: String,
    /// The kind of number.
    pub kind: PhoneKind,
    /// How the number follows from its passages: `inferred` if what is printed had to be completed.
    #[serde(default = "stated", skip_serializing_if = "is_stated")]
    pub basis: Basis,
    /// The extension after the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// The time at which the document that prints it was true.
    pub as_of: Option<Arc<Period>>,
    /// The passages that print it.
    pub evidence: Vec<Evidence>,
}

/// The kind of a telephone number, by what it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PhoneKind {
    /// The person.
    Direct,
    /// The switchboard of an organisation.
    Switchboard,
    /// A fax machine.
    Fax,
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Email {
    /// The address, as mail programs accept it.
    #[cfg_attr(test, schemars(extend("format" = "email")))]
    pub address: String,
    /// `derived` if it was made from a printed pattern.
    pub basis: Basis,
    /// The passages that print the address, or the pattern and the name.
    pub evidence: Vec<Evidence>,
}

const fn stated() -> Basis {
    Basis::Stated
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_stated(basis: &Basis) -> bool {
    *basis == Basis::Stated
}

impl Person {
    /// The number that reaches the person. Returns `None` if the only numbers are those of a switchboard or a machine.
    #[must_use]
    pub fn direct_phone(&self) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.kind == PhoneKind::Direct)
    }
}

impl Person {
    /// The number to call: the person's own, else that of a switchboard. Returns `None` if there is neither.
    #[must_use]
    pub fn phone(&self) -> Option<&Phone> {
        self.direct_phone().or_else(|| self.phones.iter().find(|phone| phone.kind != PhoneKind::Fax))
    }
}

impl Phone {
    /// The digits for comparing: national ones without the leading zero; those of another country after a zero.
    #[must_use]
    pub fn national(&self) -> String {
        compared_digits(&self.e164)
    }
}
