//! Stable ids of records: `person:sanna-hiltunen`, `project:hyva-polku`, `region:19`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::gazetteer::RegionCode;
use crate::text::fold;

/// The text is not an id of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId {
    /// The prefix of ids of this kind.
    pub expected: &'static str,
}

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an id of the form {}…", self.expected)
    }
}

impl std::error::Error for NotAnId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Arc<str>);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl $name {
            /// The prefix of ids of this kind.
            pub const PREFIX: &'static str = $prefix;

            /// The id made from a readable name.
            #[must_use]
            pub fn from_name(name: &str) -> Self {
                Self(format!("{}{}", $prefix, slug(name)).into())
            }

            /// The whole id, prefix included.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The part after the prefix.
            #[must_use]
            pub fn stem(&self) -> &str {
                &self.0[$prefix.len()..]
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let stem = text.strip_prefix($prefix).unwrap_or_default();
                if stem.is_empty() || stem.contains(char::is_whitespace) {
                    return Err(NotAnId { expected: $prefix });
                }
                Ok(Self(text.into()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A person, as in `person:sanna-hiltunen`.
    PersonId = "person:";
    /// A position, as in `position:sanna-hiltunen/aluekoordinaattori`.
    PositionId = "position:";
    /// A project or a part of one, as in `project:hyva-polku`.
    ProjectId = "project:";
    /// An organisation, as in `organisation:uudenmaan-ely-keskus`.
    OrganisationId = "organisation:";
    /// A source document, as in `document:kotona-suomessa`.
    DocumentId = "document:";
    /// An area of the model's own, as in `area:hame`.
    AreaId = "area:";
}

/// The id of any record that can be shown.
///
/// * **Shape** — a prefix for the kind, and a slug or the code of a region.
/// * **Errors** — [`NotAnId`] for other shapes and for regions that the gazetteer does not have.
///
/// # Examples
///
/// ```
/// use allu::model::{NotAnId, PersonId, RecordId};
///
/// let id: RecordId = "person:sanna-hiltunen".parse()?;
/// assert_eq!(id, RecordId::Person(PersonId::from_name("Sanna Hiltunen")));
/// assert!(matches!("region:19".parse(), Ok(RecordId::Region(_))));
/// assert_eq!("region:99".parse::<RecordId>(), Err(NotAnId { expected: "region:" }));
/// # Ok::<(), NotAnId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RecordId {
    /// A person.
    Person(PersonId),
    /// A position without a named holder is a record of its own.
    Position(PositionId),
    /// A project or a part of one.
    Project(ProjectId),
    /// A region of the gazetteer.
    Region(RegionCode),
    /// An organisation.
    Organisation(OrganisationId),
    /// A source document.
    Document(DocumentId),
}

impl FromStr for RecordId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let any = NotAnId { expected: "person:" };
        match text.split_once(':').ok_or_else(|| any.clone())?.0 {
            "person" => text.parse().map(Self::Person),
            "position" => text.parse().map(Self::Position),
            "project" => text.parse().map(Self::Project),
            "organisation" => text.parse().map(Self::Organisation),
            "document" => text.parse().map(Self::Document),
            "region" => text["region:".len()..].parse().map(Self::Region).map_err(|_| NotAnId { expected: "region:" }),
            _ => Err(any),
        }
    }
}

impl TryFrom<String> for RecordId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<RecordId> for String {
    fn from(id: RecordId) -> Self {
        id.to_string()
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => id.fmt(f),
            Self::Position(id) => id.fmt(f),
            Self::Project(id) => id.fmt(f),
            Self::Region(code) => write!(f, "region:{code}"),
            Self::Organisation(id) => id.fmt(f),
            Self::Document(id) => id.fmt(f),
        }
    }
}

/// A readable, stable name for a file or an id: folded letters and digits, with one hyphen for anything between them.
///
/// # Examples
///
/// ```
/// assert_eq!(allu::model::slug("Hyvä alku – Hämeessä!"), "hyva-alku-hameessa");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_whom_it_means() {
        assert_eq!(PersonId::from_name("Päivi Ruotsala").as_str(), "person:paivi-ruotsala");
        assert_eq!(ProjectId::from_name("Hyvä alku Hämeessä").stem(), "hyva-alku-hameessa");
    }

    #[test]
    fn an_id_of_another_kind_is_refused() {
        assert_eq!("project:poke".parse::<PersonId>(), Err(NotAnId { expected: "person:" }));
        assert_eq!("person:".parse::<PersonId>(), Err(NotAnId { expected: "person:" }));
        assert!("colour:red".parse::<RecordId>().is_err());
    }
}
