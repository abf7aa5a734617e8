//! The meanings of labels.

use serde::Deserialize;

/// What the words before a value say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Label {
    /// The name of a person.
    Name,
    /// A given name alone.
    GivenName,
    /// A surname alone.
    Surname,
    /// A person to contact.
    Contact,
    /// A title.
    Role,
    /// An organisation.
    Organisation,
    /// A part of an organisation.
    Unit,
    /// A telephone number.
    Phone,
    /// The number of a switchboard or a service.
    Switchboard,
    /// A fax number.
    Fax,
    /// The extension of a number.
    Extension,
    /// An e-mail address.
    Email,
    /// Places.
    Area,
    /// Places besides those that a heading or another line gives.
    MoreArea,
    /// The name of a project.
    Project,
    /// An abbreviation of a project's name.
    Abbreviation,
    /// A period.
    Period,
    /// A start.
    Start,
    /// An end.
    End,
    /// The organisation that leads a project.
    Coordinator,
    /// Organisations that take part in a project.
    Partner,
    /// Who pays for a project.
    Funder,
    /// The parts of a project.
    Part,
    /// A description in prose.
    Description,
    /// A code or a number that is no telephone number.
    Code,
    /// A postal address or a page.
    Address,
    /// Hours.
    Hours,
    /// The date of the document.
    Updated,
    /// Who stands in for a person.
    Substitute,
    /// A remark.
    Note,
}

impl Label {
    /// Whether it is about a project and not about a person.
    pub(crate) fn is_of_project(self) -> bool {
        matches!(
            self,
            Self::Project
                | Self::Abbreviation
                | Self::Period
                | Self::Start
                | Self::End
                | Self::Coordinator
                | Self::Partner
                | Self::Funder
                | Self::Part
                | Self::Description
        )
    }
}
