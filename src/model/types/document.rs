//! Source documents, and the maintainer of the directory made from them.

use serde::{Deserialize, Serialize};

use super::{DocumentId, Email, Period, Phone, PhoneKind};

/// A document that facts were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Document {
    /// Its id, which never changes.
    pub id: DocumentId,
    /// Title, as printed.
    pub title: String,
    /// File name, without folders.
    pub file: String,
    /// File name of the raw document, if this one retells it.
    #[serde(default)]
    pub source: Option<String>,
    /// What sort of document it is, such as a contact page or a blog post.
    #[serde(default)]
    pub kind: Option<String>,
    /// The publication it appeared in.
    #[serde(default)]
    pub series: Option<String>,
    /// Its publisher.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Its authors.
    #[serde(default)]
    pub authors: Vec<String>,
    /// The time at which its facts were true.
    pub published: Option<Period>,
    /// Language of the text, as in `fi`.
    #[serde(default)]
    pub language: Option<String>,
    /// Telephone numbers that belong to nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// E-mail addresses that belong to nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// The name of the directory that it is from, if several were combined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
    /// The text of the file, if the model carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Document {
    /// Returns `true` if it has a number or an address that belongs to nobody.
    #[must_use]
    pub fn has_contact_points(&self) -> bool {
        !self.phones.is_empty() || !self.emails.is_empty()
    }

    /// The number to call: the first that does not belong to a fax machine.
    #[must_use]
    pub fn phone(&self) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.kind != PhoneKind::Fax)
    }

    /// A document of which only the file is known.
    pub(crate) fn new(id: DocumentId, file: String) -> Self {
        Self {
            id,
            title: String::new(),
            file,
            source: None,
            kind: None,
            series: None,
            publisher: None,
            authors: Vec::new(),
            published: None,
            language: None,
            phones: Vec::new(),
            emails: Vec::new(),
            directory: None,
            text: None,
        }
    }
}

/// The maintainer of the directory, and where to report an error in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Maintainer {
    /// A person, a unit or a project.
    pub name: String,
    /// An address, a number or a page.
    pub contact: String,
}

impl Maintainer {
    /// Whether an error can be reported: there is a name, with an address, a page or a number.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        let contact = self.contact.trim();
        let is_address = contact.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        let is_page = contact.contains("://") || contact.starts_with("www.");
        let is_number = contact.chars().filter(char::is_ascii_digit).count() >= 5;
        !self.name.trim().is_empty() && (is_address || is_page || is_number)
    }
}
