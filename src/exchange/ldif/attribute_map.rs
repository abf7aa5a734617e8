//! The attributes of an entry for each part of a contact.

use std::collections::BTreeMap;

use crate::model::PhoneKind;

/// A part of a contact that attributes hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactField {
    /// Given names.
    GivenName,
    /// The surname.
    Surname,
    /// The whole name, as it is shown.
    Name,
    /// The title of the post.
    Title,
    /// The organisation.
    Organisation,
    /// The part of the organisation.
    Unit,
    /// Telephone numbers.
    Phone,
    /// Numbers of a switchboard.
    Switchboard,
    /// Numbers of fax machines.
    Fax,
    /// E-mail addresses.
    Email,
    /// The place of work.
    Place,
    /// Areas of responsibility.
    Area,
}

impl ContactField {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::GivenName,
        Self::Surname,
        Self::Name,
        Self::Title,
        Self::Organisation,
        Self::Unit,
        Self::Phone,
        Self::Switchboard,
        Self::Fax,
        Self::Email,
        Self::Place,
        Self::Area,
    ];

    /// The name in a configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::Surname => "surname",
            Self::Name => "name",
            Self::Title => "title",
            Self::Organisation => "organisation",
            Self::Unit => "unit",
            Self::Phone => "phone",
            Self::Switchboard => "switchboard",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Place => "place",
            Self::Area => "area",
        }
    }

    /// The attributes of `inetOrgPerson` and of Active Directory, in lower case, the first the one that is preferred.
    const fn usual(self) -> &'static [&'static str] {
        match self {
            Self::GivenName => &["givenname"],
            Self::Surname => &["sn"],
            Self::Name => &["displayname", "cn", "name"],
            Self::Title => &["title"],
            Self::Organisation => &["company", "o"],
            Self::Unit => &["department", "ou", "departmentnumber"],
            Self::Phone => &[
                "telephonenumber",
                "mobile",
                "othertelephone",
                "othermobile",
                "ipphone",
                "otheripphone",
                "msrtcsip-line",
                "homephone",
                "otherhomephone",
            ],
            Self::Switchboard => &["companyphone"],
            Self::Fax => &["facsimiletelephonenumber", "otherfacsimiletelephonenumber"],
            Self::Email => &["mail", "mozillasecondemail", "mailalternateaddress"],
            Self::Place => &["l", "physicaldeliveryofficename"],
            Self::Area => &[],
        }
    }

    /// The kind of the numbers of a field. `None` if it is determined by the number or its label.
    pub(super) const fn phone_kind(self) -> Option<PhoneKind> {
        match self {
            Self::Switchboard => Some(PhoneKind::Switchboard),
            Self::Fax => Some(PhoneKind::Fax),
            _ => None,
        }
    }
}

/// The attributes for each part of a contact: the usual ones, with replacements for some fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeMap {
    own: BTreeMap<ContactField, Vec<String>>,
}

impl AttributeMap {
    /// The usual attributes, but these for these fields.
    #[must_use]
    pub fn with(own: &BTreeMap<ContactField, Vec<String>>) -> Self {
        let lower = |names: &Vec<String>| names.iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { own: own.iter().map(|(field, names)| (*field, lower(names))).collect() }
    }

    /// The attributes of a field in lower case, the preferred one first.
    pub fn attributes(&self, field: ContactField) -> impl Iterator<Item = &str> {
        let own = self.own.get(&field);
        let usual = if own.is_some() { &[] } else { field.usual() };
        own.into_iter().flatten().map(String::as_str).chain(usual.iter().copied())
    }

    /// Whether a field has other attributes than the usual ones.
    pub(super) fn is_own(&self, field: ContactField) -> bool {
        self.own.contains_key(&field)
    }

    /// Whether an attribute holds a part of a contact.
    pub(super) fn has(&self, name: &str) -> bool {
        ContactField::ALL.into_iter().any(|field| self.attributes(field).any(|known| known == name))
    }
}
