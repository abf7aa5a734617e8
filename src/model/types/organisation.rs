//! Organisations: authorities, funds, schools, associations.

use serde::{Deserialize, Serialize};

use super::{Evidence, Fact, OrganisationId, Phone, PhoneKind};

/// An organisation named in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Organisation {
    /// Its id, which never changes.
    pub id: OrganisationId,
    /// In the nominative, as printed.
    pub name: String,
    /// The kind of organisation.
    pub kind: OrganisationKind,
    /// Other names: abbreviations, long forms.
    #[serde(default)]
    pub aliases: Vec<Fact<String>>,
    /// Numbers of switchboards and other numbers of the organisation.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// The passages that name it.
    pub evidence: Vec<Evidence>,
    /// The names of the directories that it is from, if several were combined and its evidence does not tell.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub directories: Box<[String]>,
}

impl Organisation {
    /// The number to call. Returns `None` if the organisation has no number, or only that of a fax machine.
    #[must_use]
    pub fn phone(&self) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.kind != PhoneKind::Fax)
    }
}

/// The kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationKind {
    /// Centre for Economic Development, Transport and the Environment.
    ElyCentre,
    /// A ministry.
    Ministry,
    /// A fund that pays for projects.
    Fund,
    /// A town or a municipality.
    Municipality,
    /// A joint authority of municipalities.
    JointAuthority,
    /// A school, college or university.
    School,
    /// A registered association.
    Association,
    /// A network.
    Network,
    /// A centre of expertise.
    Centre,
    /// A group of authorities, such as all ELY Centres.
    Authorities,
    /// A company.
    Company,
    /// An organisation of states.
    International,
    /// None of these.
    Other,
}
