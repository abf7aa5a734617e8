//! Warnings about records.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Evidence, RecordId};
use crate::text::Day;

/// Something that a user should know before trusting a fact.
///
/// Models written before the facts of a warning had names keep them in a list, `details`; they are read as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Warning {
    /// The kind of the warning, with its facts.
    #[serde(flatten)]
    pub kind: WarningKind,
    /// The records that it concerns.
    pub about: Vec<RecordId>,
    /// The passages that show it.
    pub evidence: Vec<Evidence>,
}

/// The kind of a warning. A fact that is not known is absent, and its clause is left out of the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum WarningKind {
    /// A move to another position was announced, so the number may be out of date.
    AnnouncedMove {
        /// The title of the new position.
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// The latest day of the move.
        #[serde(skip_serializing_if = "Option::is_none")]
        latest: Option<Day>,
    },
    /// Two documents place the person in different organisations.
    OrganisationConflict {
        /// The name of the one that the model keeps.
        #[serde(skip_serializing_if = "Option::is_none")]
        kept: Option<String>,
        /// The name of the other.
        #[serde(skip_serializing_if = "Option::is_none")]
        other: Option<String>,
    },
    /// Two documents give different areas.
    AreaConflict {
        /// The areas of the document that gives more of them, as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        wider: Option<String>,
        /// The areas of the other document, as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        narrower: Option<String>,
    },
    /// The document has no date.
    UndatedDocument {
        /// The title of the document.
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// A remark of a curator, such as that a name means something else than it seems to.
    Curated {
        /// The curator's sentence, as written.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The same in Swedish, where the sentence is in another language.
        #[serde(skip_serializing_if = "Option::is_none")]
        sv: Option<String>,
        /// The same in English, where the sentence is in another language.
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<String>,
    },
    /// Two people share a name, and nothing shows that they are the same.
    Namesake {
        /// The name.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// Several people and numbers share a line and cannot be paired.
    UnpairedNumbers {
        /// The number of the line, from 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
    },
}

impl WarningKind {
    /// The rank of the kind in the order of a model's warnings.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::AnnouncedMove { .. } => 0,
            Self::OrganisationConflict { .. } => 1,
            Self::AreaConflict { .. } => 2,
            Self::UndatedDocument { .. } => 3,
            Self::Curated { .. } => 4,
            Self::Namesake { .. } => 5,
            Self::UnpairedNumbers { .. } => 6,
        }
    }

    /// Returns `true` if two statements contradict each other.
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::OrganisationConflict { .. } | Self::AreaConflict { .. })
    }

    /// The name of the kind in the model file.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AnnouncedMove { .. } => "announced-move",
            Self::OrganisationConflict { .. } => "organisation-conflict",
            Self::AreaConflict { .. } => "area-conflict",
            Self::UndatedDocument { .. } => "undated-document",
            Self::Curated { .. } => "curated",
            Self::Namesake { .. } => "namesake",
            Self::UnpairedNumbers { .. } => "unpaired-numbers",
        }
    }

    /// The facts of the kind in order, those that are known.
    #[must_use]
    pub fn details(&self) -> Vec<String> {
        let facts = match self {
            Self::AnnouncedMove { title, latest } => [title.clone(), latest.map(|day| day.to_string())],
            Self::OrganisationConflict { kept, other } => [kept.clone(), other.clone()],
            Self::AreaConflict { wider, narrower } => [wider.clone(), narrower.clone()],
            Self::UndatedDocument { title: fact }
            | Self::Curated { text: fact, .. }
            | Self::Namesake { name: fact } => [fact.clone(), None],
            Self::UnpairedNumbers { line } => [line.map(|line| line.to_string()), None],
        };
        facts.into_iter().flatten().collect()
    }
}

impl<'de> Deserialize<'de> for Warning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Written::deserialize(deserializer).map(Self::from)
    }
}

/// A warning as a file holds it: the facts of every kind by name, or in a list without names.
#[derive(Deserialize)]
struct Written {
    kind: Kind,
    about: Vec<RecordId>,
    evidence: Vec<Evidence>,
    title: Option<String>,
    latest: Option<Day>,
    kept: Option<String>,
    other: Option<String>,
    wider: Option<String>,
    narrower: Option<String>,
    text: Option<String>,
    sv: Option<String>,
    en: Option<String>,
    name: Option<String>,
    line: Option<u32>,
    #[serde(default)]
    details: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    AnnouncedMove,
    OrganisationConflict,
    AreaConflict,
    UndatedDocument,
    Curated,
    Namesake,
    UnpairedNumbers,
}

impl From<Written> for Warning {
    fn from(written: Written) -> Self {
        // An empty text counts as absent.
        let said = |named: Option<String>, unnamed: &Option<String>| {
            named.or_else(|| unnamed.clone()).filter(|fact| !fact.trim().is_empty())
        };
        let mut details = written.details.into_iter();
        let (first, second) = (details.next(), details.next());
        let kind = match written.kind {
            Kind::AnnouncedMove => WarningKind::AnnouncedMove {
                title: said(written.title, &first),
                latest: written.latest.or_else(|| second?.parse().ok()),
            },
            Kind::OrganisationConflict => WarningKind::OrganisationConflict {
                kept: said(written.kept, &first),
                other: said(written.other, &second),
            },
            Kind::AreaConflict => WarningKind::AreaConflict {
                wider: said(written.wider, &first),
                narrower: said(written.narrower, &second),
            },
            Kind::UndatedDocument => WarningKind::UndatedDocument { title: said(written.title, &first) },
            Kind::Curated => WarningKind::Curated {
                text: said(written.text, &first),
                sv: said(written.sv, &None),
                en: said(written.en, &None),
            },
            Kind::Namesake => WarningKind::Namesake { name: said(written.name, &first) },
            Kind::UnpairedNumbers => {
                WarningKind::UnpairedNumbers { line: written.line.or_else(|| first?.parse().ok()) }
            }
        };
        Self { kind, about: written.about, evidence: written.evidence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<WarningKind> {
        serde_json::from_str::<Warning>(json).ok().map(|warning| warning.kind)
    }

    #[test]
    fn facts_are_read_by_name_and_from_the_list_of_older_models() {
        let latest = "2018-12-31".parse().ok();
        let moved = WarningKind::AnnouncedMove { title: Some("johtaja".to_owned()), latest };
        for facts in [r#""title": "johtaja", "latest": "2018-12-31""#, r#""details": ["johtaja", "2018-12-31"]"#] {
            let json = format!(r#"{{"kind": "announced-move", "about": [], "evidence": [], {facts}}}"#);
            assert_eq!(read(&json).as_ref(), Some(&moved), "{json}");
        }
    }

    #[test]
    fn a_fact_that_is_missing_or_empty_is_none() {
        for facts in ["", r#", "details": []"#, r#", "details": [" ", "soon"]"#, r#", "title": "", "line": 3"#] {
            let json = format!(r#"{{"kind": "announced-move", "about": [], "evidence": []{facts}}}"#);
            assert_eq!(read(&json), Some(WarningKind::AnnouncedMove { title: None, latest: None }), "{json}");
        }
        assert_eq!(read(r#"{"kind": "rumour", "about": [], "evidence": []}"#), None);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let kinds = [
            WarningKind::OrganisationConflict { kept: Some("A".to_owned()), other: None },
            WarningKind::AreaConflict { wider: None, narrower: Some("B".to_owned()) },
            WarningKind::UndatedDocument { title: Some("C".to_owned()) },
            WarningKind::Curated { text: Some("D".to_owned()), sv: Some("E".to_owned()), en: None },
            WarningKind::Namesake { name: Some("E".to_owned()) },
            WarningKind::UnpairedNumbers { line: Some(7) },
        ];
        for kind in kinds {
            let warning = Warning { kind, about: Vec::new(), evidence: Vec::new() };
            let json = serde_json::to_string(&warning).unwrap_or_default();
            assert!(json.contains(warning.kind.name()), "{json}");
            assert_eq!(read(&json), Some(warning.kind), "{json}");
        }
    }
}
