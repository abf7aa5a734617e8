//! Parts of records of several kinds: reasons, passages, periods, numbers, warnings, and the record to ask instead.

use serde::Serialize;

use crate::gazetteer::RegionCode;
use crate::i18n::Lang;
use crate::model::{
    Basis, Directory, Email, Evidence, Fact, Fallback, NamedPlace, PhoneKind, RecordRef, Warning, WarningKind,
};
use crate::present::{region_successors, warning_words};
use crate::search::{Field, Relation, Step, Why};
use crate::text::Day;

/// Why a record matches a word of the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct ReasonJson {
    word: String,
    field: Field,
    relation: Relation,
    matched: String,
    /// The Finnish names of places; the first as it was typed.
    path: Vec<String>,
}

/// A passage of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct EvidenceJson {
    document: String,
    line: u32,
    text: String,
    origin: Option<OriginJson>,
}

/// A line of a raw document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct OriginJson {
    file: String,
    line: u32,
}

/// A time between two days, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct PeriodJson {
    from: Option<Day>,
    to: Option<Day>,
    words: String,
    basis: Basis,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct PhoneJson {
    printed: String,
    e164: String,
    /// The same as `e164`, for jq 1.6, which does not parse `.e164`.
    international: String,
    kind: PhoneKind,
    extension: Option<String>,
    as_of: Option<PeriodJson>,
    evidence: Vec<EvidenceJson>,
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct EmailJson {
    address: String,
    basis: Basis,
    evidence: Vec<EvidenceJson>,
}

/// What is doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct WarningJson {
    /// The kind and its own fields.
    #[serde(flatten)]
    kind: WarningKind,
    /// The whole warning in words.
    text: TranslatedText,
}

/// Words in all languages, so that the output does not depend on the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct TranslatedText {
    fi: Option<String>,
    sv: Option<String>,
    en: Option<String>,
}

/// Whom to call instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct FallbackJson {
    /// `null` if no one is known.
    id: Option<String>,
    kind: &'static str,
    name: Option<String>,
    /// The number to call: one of `phones`.
    phone: Option<PhoneJson>,
    phones: Vec<PhoneJson>,
    /// If no one is known: the authorities that replaced the ELY Centres in 2026.
    successors: Vec<TranslatedText>,
}

impl ReasonJson {
    pub(super) fn new(why: &Why) -> Self {
        let step = |step: &Step| match step {
            Step::Place(place) => place.names().fi.to_owned(),
            Step::Alias(_, name) => (*name).to_owned(),
            Step::Places(places) => places.iter().map(|place| place.names().fi).collect::<Vec<_>>().join(", "),
            Step::Printed(printed) => printed.clone(),
        };
        let path = why.path.iter().map(step).collect();
        let Why { word, field, relation, matched, .. } = why.clone();
        Self { word, field, relation, matched, path }
    }

    pub(super) fn example() -> Self {
        Self {
            word: String::new(),
            field: Field::Name,
            relation: Relation::Same,
            matched: String::new(),
            path: vec![String::new()],
        }
    }
}

impl EvidenceJson {
    pub(super) fn new(evidence: &Evidence) -> Self {
        let origin = evidence.origin.as_ref();
        Self {
            document: evidence.document.to_string(),
            line: evidence.line,
            text: evidence.text.to_string(),
            origin: origin.map(|origin| OriginJson { file: origin.file.clone(), line: origin.line }),
        }
    }

    pub(super) fn all(evidence: &[Evidence]) -> Vec<Self> {
        evidence.iter().map(Self::new).collect()
    }

    pub(super) fn example() -> Self {
        let origin = Some(OriginJson { file: String::new(), line: 1 });
        Self { document: String::new(), line: 1, text: String::new(), origin }
    }
}

impl EmailJson {
    pub(super) fn new(email: &Email) -> Self {
        let evidence = EvidenceJson::all(&email.evidence);
        Self { address: email.address.clone(), basis: email.basis, evidence }
    }

    pub(super) fn example() -> Self {
        Self { address: String::new(), basis: Basis::Stated, evidence: vec![EvidenceJson::example()] }
    }
}

impl PeriodJson {
    pub(super) fn new(period: &crate::model::Period) -> Self {
        Self { from: period.from, to: period.to, words: period.words.clone(), basis: period.basis }
    }

    pub(super) fn maybe(period: Option<&crate::model::Period>) -> Option<Self> {
        period.map(Self::new)
    }

    pub(super) fn example() -> Self {
        let day = Day::new(2018, 1, 1);
        Self { from: day, to: day, words: String::new(), basis: Basis::Stated }
    }
}

impl PhoneJson {
    pub(super) fn new(phone: &crate::model::Phone) -> Self {
        Self {
            printed: phone.printed.clone(),
            e164: phone.e164.clone(),
            international: phone.e164.clone(),
            kind: phone.kind,
            extension: phone.extension.clone(),
            as_of: PeriodJson::maybe(phone.as_of.as_deref()),
            evidence: EvidenceJson::all(&phone.evidence),
        }
    }

    pub(super) fn example() -> Self {
        Self {
            printed: String::new(),
            e164: String::new(),
            international: String::new(),
            kind: PhoneKind::Direct,
            extension: Some(String::new()),
            as_of: Some(PeriodJson::example()),
            evidence: vec![EvidenceJson::example()],
        }
    }
}

impl WarningJson {
    pub(super) fn about(directory: &Directory, record: RecordRef) -> Vec<Self> {
        directory.warnings_about(record).map(|warning| Self::new(&warning)).collect()
    }

    fn new(warning: &Warning) -> Self {
        // The words of the person who checked the record are in the text.
        let kind = match &warning.kind {
            WarningKind::Curated { .. } => WarningKind::Curated { text: None, sv: None, en: None },
            kind => kind.clone(),
        };
        Self { kind, text: TranslatedText::of(|lang| warning_words(warning, lang)) }
    }

    /// One of each kind, because each has its own fields.
    pub(super) fn examples() -> Vec<Self> {
        let (text, day) = (|| Some(String::new()), Day::new(2018, 1, 1));
        let kinds = [
            WarningKind::AnnouncedMove { title: text(), latest: day },
            WarningKind::OrganisationConflict { kept: text(), other: text() },
            WarningKind::AreaConflict { wider: text(), narrower: text() },
            WarningKind::UndatedDocument { title: text() },
            WarningKind::Curated { text: None, sv: None, en: None },
            WarningKind::Namesake { name: text() },
            WarningKind::UnpairedNumbers { line: Some(1) },
        ];
        kinds.into_iter().map(|kind| Self { kind, text: TranslatedText::of(|_| text()) }).collect()
    }
}

impl TranslatedText {
    fn of(words: impl Fn(Lang) -> Option<String>) -> Self {
        Self { fi: words(Lang::Fi), sv: words(Lang::Sv), en: words(Lang::En) }
    }
}

impl FallbackJson {
    /// The record to call instead. `None` if the record has a reliable number.
    pub(super) fn of(directory: &Directory, record: RecordRef) -> Option<Self> {
        Some(match directory.fallback_for(record)? {
            Fallback::Manager(index) => {
                let person = directory.person(index);
                Self::named("manager", person.id.to_string(), &person.name, person.phone(), &person.phones)
            }
            Fallback::Coordinator(index) => {
                let organisation = directory.organisation(index);
                Self::named(
                    "coordinator",
                    organisation.id.to_string(),
                    &organisation.name,
                    organisation.phone(),
                    &organisation.phones,
                )
            }
            Fallback::Nobody => Self {
                id: None,
                kind: "nobody",
                name: None,
                phone: None,
                phones: Vec::new(),
                successors: successors(&directory.regions_about(record)),
            },
        })
    }

    fn named(
        kind: &'static str,
        id: String,
        name: &str,
        phone: Option<&crate::model::Phone>,
        phones: &[crate::model::Phone],
    ) -> Self {
        Self {
            id: Some(id),
            kind,
            name: Some(name.to_owned()),
            phone: phone.map(PhoneJson::new),
            phones: phones.iter().map(PhoneJson::new).collect(),
            successors: Vec::new(),
        }
    }

    pub(super) fn example() -> Self {
        let (text, phone) = (|| Some(String::new()), PhoneJson::example());
        let (phones, successors) = (vec![phone.clone()], vec![TranslatedText::of(|_| text())]);
        Self { id: text(), kind: "manager", name: text(), phone: Some(phone), phones, successors }
    }
}

fn successors(regions: &[RegionCode]) -> Vec<TranslatedText> {
    let [fi, sv, en] = [Lang::Fi, Lang::Sv, Lang::En].map(|lang| region_successors(regions, lang));
    let names = fi.into_iter().zip(sv).zip(en);
    names.map(|((fi, sv), en)| TranslatedText { fi: Some(fi), sv: Some(sv), en: Some(en) }).collect()
}

/// The value of a fact, as text.
pub(super) fn value<T: ToString>(fact: Option<&Fact<T>>) -> Option<String> {
    fact.map(|fact| fact.value.to_string())
}

/// The values of facts, as texts.
pub(super) fn values<T: ToString>(facts: &[Fact<T>]) -> Vec<String> {
    facts.iter().map(|fact| fact.value.to_string()).collect()
}

/// The codes of the regions that printed areas mean, in order, each once.
pub(super) fn regions(directory: &Directory, areas: &[NamedPlace]) -> Vec<String> {
    directory.regions_of_all(areas).iter().map(ToString::to_string).collect()
}
