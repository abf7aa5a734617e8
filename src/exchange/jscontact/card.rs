//! The objects of `JSContact`, as JSON has them.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A card.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsCard {
    #[serde(default)]
    pub(super) uid: Option<String>,
    #[serde(default)]
    pub(super) updated: Option<String>,
    #[serde(default)]
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) name: Option<Name>,
    #[serde(default)]
    pub(super) nicknames: Keyed<Named>,
    #[serde(default)]
    pub(super) organizations: Keyed<CardOrganization>,
    #[serde(default)]
    pub(super) titles: Keyed<CardTitle>,
    #[serde(default)]
    pub(super) phones: Keyed<CardPhone>,
    #[serde(default)]
    pub(super) emails: Keyed<CardEmail>,
    #[serde(default)]
    pub(super) addresses: Keyed<Address>,
    #[serde(default)]
    pub(super) keywords: BTreeMap<String, bool>,
    /// Changes to the card in other languages: a value for each path.
    #[serde(default)]
    pub(super) localizations: BTreeMap<String, BTreeMap<String, serde_json::Value>>,
    /// Properties of vCard that `JSContact` cannot express (RFC 9555): name, parameters, type, value.
    #[serde(default, rename = "vCardProps")]
    pub(super) card_properties: Vec<(String, BTreeMap<String, serde_json::Value>, String, serde_json::Value)>,
    #[serde(flatten)]
    pub(super) others: Keyed<IgnoredAny>,
}

/// The name of a person or organisation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Name {
    #[serde(default)]
    pub(super) components: Vec<Component>,
    #[serde(default)]
    pub(super) is_ordered: bool,
    #[serde(default)]
    pub(super) default_separator: Option<String>,
    #[serde(default)]
    pub(super) full: Option<String>,
}

/// A part of a name or an address.
#[derive(Debug, Deserialize)]
pub(super) struct Component {
    pub(super) kind: String,
    pub(super) value: String,
}

/// Something with a name only.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    pub(super) name: String,
}

/// An organisation, with the units from the widest to the smallest.
#[derive(Debug, Deserialize)]
pub(super) struct CardOrganization {
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) units: Vec<Named>,
}

/// A title or a role.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CardTitle {
    pub(super) name: String,
    #[serde(default)]
    pub(super) kind: Option<String>,
    /// The key of the organisation.
    #[serde(default)]
    pub(super) organization_id: Option<String>,
}

/// A telephone number.
#[derive(Debug, Deserialize)]
pub(super) struct CardPhone {
    pub(super) number: String,
    #[serde(default)]
    pub(super) features: BTreeMap<String, bool>,
    #[serde(default)]
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) pref: Option<u8>,
}

/// An e-mail address.
#[derive(Debug, Deserialize)]
pub(super) struct CardEmail {
    pub(super) address: String,
    #[serde(default)]
    pub(super) pref: Option<u8>,
}

/// An address.
#[derive(Debug, Deserialize)]
pub(super) struct Address {
    #[serde(default)]
    pub(super) components: Vec<Component>,
    #[serde(default)]
    pub(super) contexts: BTreeMap<String, bool>,
    /// The town, as drafts of the format had it.
    #[serde(default)]
    pub(super) locality: Option<String>,
}

/// The values of an object with their keys, in the order of the file.
#[derive(Debug)]
pub(super) struct Keyed<T>(pub(super) Vec<(String, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Keyed<T> {
    /// The values.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The value of a key.
    pub(super) fn get(&self, wanted: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key == wanted).map(|(_, value)| value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KeyedVisitor(PhantomData))
    }
}

struct KeyedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for KeyedVisitor<T> {
    type Value = Keyed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keyed<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(entry) = map.next_entry()? {
            values.push(entry);
        }
        Ok(Keyed(values))
    }
}
