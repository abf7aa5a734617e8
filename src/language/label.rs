//! Labels: words before values and in the headers of columns that tell the kind of the value.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use foldhash::HashMap;
use serde::Deserialize;

use crate::text::fold;

/// What the words before a value say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Label {
    /// The name of a person.
    Name,
    /// A given name alone.
    GivenName,
    /// Further given names.
    MiddleName,
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
    /// The start of a project, in the header of a column.
    ProjectStart,
    /// The end of a project, in the header of a column.
    ProjectEnd,
    /// The period of a project, in the header of a column.
    ProjectPeriod,
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
    /// A code or a number that is not a telephone number.
    Code,
    /// A postal address or a page.
    Address,
    /// Hours.
    Hours,
    /// The date of the document.
    Updated,
    /// Who stands in for a person.
    Substitute,
    /// Who may see a record.
    Visibility,
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

/// The words of all three languages: documents mix them.
static LABELS: LazyLock<Labels> = LazyLock::new(Labels::read);

/// The words of each language.
pub(super) const FILES: [&str; 3] = [
    include_str!("../../assets/lexicon/fi.toml"),
    include_str!("../../assets/lexicon/sv.toml"),
    include_str!("../../assets/lexicon/en.toml"),
];

/// The part of a file of words that has the labels.
#[derive(Deserialize)]
struct LabelFile {
    label: BTreeMap<Label, Vec<String>>,
    column: BTreeMap<Label, Vec<String>>,
}

/// The folded phrases of all languages, with their meanings.
#[derive(Debug, Default)]
struct Labels {
    by_phrase: HashMap<String, Label>,
    /// What only the headers of columns say.
    by_header: HashMap<String, Label>,
    longest: usize,
}

impl Labels {
    /// The words of the files. A file that is not of this form is left out; a test reads all of them.
    fn read() -> Self {
        let mut all = Self::default();
        for file in FILES.iter().filter_map(|text| toml::from_str::<LabelFile>(text).ok()) {
            for (label, phrases) in file.label {
                for phrase in phrases.into_iter().map(|phrase| fold(&phrase)) {
                    all.longest = all.longest.max(phrase.split(' ').count());
                    all.by_phrase.entry(phrase).or_insert(label);
                }
            }
            for (label, headers) in file.column {
                for header in headers.into_iter().map(|header| fold(&header)) {
                    all.by_header.entry(header).or_insert(label);
                }
            }
        }
        all
    }
}

/// The label for a whole phrase without its colon.
pub(crate) fn label(phrase: &str) -> Option<Label> {
    let folded = fold(phrase.trim().trim_end_matches(':').trim());
    let labels = &LABELS.by_phrase;
    let of = |words: &str| labels.get(words).or_else(|| labels.get(words.trim_end_matches('.'))).copied();
    // “Tfn/puh.”, “Projekttid/hankeaika”
    of(&folded).or_else(|| {
        let parts: Vec<_> = folded.split('/').map(|part| of(part.trim())).collect();
        let first = parts.first().copied().flatten();
        first.filter(|_| parts.len() == 2 && parts.iter().all(|part| *part == first))
    })
}

/// The label that the header of a column is.
pub(crate) fn column_label(header: &str) -> Option<Label> {
    LABELS.by_header.get(&fold(header.trim())).copied().or_else(|| label(header))
}

/// The maximum number of words of a label.
pub(crate) fn longest_label() -> usize {
    LABELS.longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read() {
        for text in FILES {
            assert!(toml::from_str::<LabelFile>(text).is_ok(), "{:?}", toml::from_str::<LabelFile>(text).err());
        }
        assert_eq!(label("Puhelinnumero:"), Some(Label::Phone));
        assert_eq!(label("projekttid"), Some(Label::Period));
    }
}
