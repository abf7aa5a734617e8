//! Record linkage of positions: which statements in the documents are about one position.

use std::num::NonZeroU32;
use std::sync::Arc;

use super::conflicts;
use super::hash_index::HashIndex;
use super::ids::IdAllocator;
use super::merge::{add_evidence, add_place, confirm, keep_surer_boxed_period};
use super::organisations::ResolvedOrganisations;
use super::projects::ResolvedProjects;
use crate::extract::statement::PositionStatement;
use crate::model::{
    Fact, Holder, NamedPlace, Nameless, OrganisationId, Period, Position, PositionId, ProjectId, Time, Warning, slug,
};
use crate::text::fold;

/// The positions of all documents.
#[derive(Debug, Default)]
pub(crate) struct ResolvedPositions {
    records: Vec<Position>,
    ids: IdAllocator<PositionId>,
    /// The positions that may be one, by the properties that they share.
    by_key: HashIndex,
}

/// The properties that two statements of one position share.
#[derive(Debug, PartialEq, Eq, Hash)]
struct PositionKey {
    holder: Holder,
    time: Time,
    title: String,
    /// The further shared properties of a position without a named holder; `None` if the holder has a name.
    unnamed: Option<UnnamedKey>,
}

/// The properties that two statements of one position without a named holder share besides the title.
#[derive(Debug, PartialEq, Eq, Hash)]
struct UnnamedKey {
    project: Option<ProjectId>,
    organisation: Option<OrganisationId>,
    count: Option<NonZeroU32>,
}

impl ResolvedPositions {
    /// Merges a statement into the position it is about, a new one if none fits.
    ///
    /// Returns a warning for each conflict with the statements before it.
    pub(crate) fn add(
        &mut self,
        as_of: Option<&Arc<Period>>,
        statement: PositionStatement,
        holder: Holder,
        organisations: &mut ResolvedOrganisations,
        projects: &ResolvedProjects,
    ) -> Vec<Warning> {
        let project = statement.project.and_then(|fact| {
            let value = projects.id(&fact.value)?;
            Some(Fact { value, basis: fact.basis, evidence: fact.evidence })
        });
        let organisation = statement.organisation.map(|fact| {
            let value = organisations.id(&fact.value, &fact.evidence);
            Fact { value, basis: fact.basis, evidence: fact.evidence }
        });
        let mut position = Position {
            id: PositionId::from_name(&statement.title),
            holder,
            count: statement.count,
            title: statement.title,
            project,
            organisation,
            unit: statement.unit,
            acting: statement.is_acting,
            areas: Vec::new(),
            place: statement.place,
            start: statement.start,
            end: statement.end,
            time: statement.time,
            as_of: as_of.cloned(),
            basis: statement.basis,
            evidence: statement.evidence,
            directories: Box::default(),
        };
        for place in &statement.areas {
            add_place(&mut position.areas, place);
        }
        let key = PositionKey::of(&position);
        let is_same = |it: &Position| PositionKey::of(it) == key && is_same(it, &position, projects);
        let same = self.by_key.candidates(&key).find(|index| self.records.get(*index).is_some_and(is_same));
        if let Some(kept) = same.and_then(|index| self.records.get_mut(index)) {
            return merge(kept, position, organisations, projects);
        }
        position.id = self.allocate_id(&position);
        self.by_key.add(&key, self.records.len());
        self.records.push(position);
        Vec::new()
    }

    /// A warning for each position to which documents give different areas.
    pub(crate) fn area_conflicts(&self) -> impl Iterator<Item = Warning> {
        self.records.iter().filter_map(conflicts::area_conflict)
    }

    /// The records, in the order of their first statement.
    pub(crate) fn into_records(self) -> Vec<Position> {
        self.records
    }

    /// The id: holder or project, then the title; if taken, with the project or organisation, then with a number.
    fn allocate_id(&mut self, position: &Position) -> PositionId {
        let project = position.project.as_ref().map(|fact| fact.value.stem().to_owned());
        let organisation = position.organisation.as_ref().map(|fact| fact.value.stem().to_owned());
        let (front, distinction) = match &position.holder {
            Holder::Person(id) => (id.stem().to_owned(), project.or(organisation)),
            Holder::Nameless(nameless) => match project {
                Some(project) => (project, organisation),
                None => (organisation.unwrap_or_else(|| stem_of(*nameless).to_owned()), None),
            },
        };
        let ids = &mut self.ids;
        let id = |text: &str| format!("{}{text}", PositionId::PREFIX).parse().ok();
        let short = format!("{front}/{}", slug(&position.title));
        let long = distinction.map(|distinction| format!("{short}/{distinction}"));
        let mut reserve = |text: &String| id(text).filter(|id| ids.reserve(id));
        reserve(&short).or_else(|| long.as_ref().and_then(&mut reserve)).unwrap_or_else(|| {
            let base = long.unwrap_or(short);
            ids.allocate(&base, |text| id(text).unwrap_or_else(|| position.id.clone()))
        })
    }
}

impl PositionKey {
    fn of(position: &Position) -> Self {
        let unnamed = || UnnamedKey {
            project: position.project.as_ref().map(|fact| fact.value.clone()),
            organisation: position.organisation.as_ref().map(|fact| fact.value.clone()),
            count: position.count,
        };
        Self {
            holder: position.holder.clone(),
            time: position.time,
            title: title_key(&position.title),
            unnamed: position.person().is_none().then(unnamed),
        }
    }
}

fn stem_of(nameless: Nameless) -> &'static str {
    match nameless {
        Nameless::Vacant => "vacant",
        Nameless::Unnamed => "unnamed",
    }
}

/// The folded title, the same for titles that mean the same: `hankepäällikkö` is `projektipäällikkö`.
fn title_key(title: &str) -> String {
    let folded = fold(title);
    folded.strip_prefix("hanke").map_or(folded.clone(), |rest| format!("projekti{rest}"))
}

/// Whether two positions of one key are one: the project of one is that of the other or a part of it.
fn is_same(a: &Position, b: &Position, projects: &ResolvedProjects) -> bool {
    match (a.person(), &a.project, &b.project) {
        (Some(_), Some(a), Some(b)) => {
            projects.ancestry(&a.value).contains(&b.value) || projects.ancestry(&b.value).contains(&a.value)
        }
        _ => true,
    }
}

/// Merges a second statement into a position, and returns a warning for each conflict.
fn merge(
    kept: &mut Position,
    other: Position,
    organisations: &ResolvedOrganisations,
    projects: &ResolvedProjects,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    merge_project(&mut kept.project, other.project, projects);
    if let Some((used, unused)) = merge_organisation(&mut kept.organisation, other.organisation) {
        warnings.push(conflicts::organisation_conflict(&kept.holder, &used, &unused, organisations));
    }
    merge_areas(&mut kept.areas, other.areas);
    kept.place = kept.place.take().or(other.place);
    kept.unit = kept.unit.take().or(other.unit);
    for (period, other) in [(&mut kept.start, &other.start), (&mut kept.end, &other.end)] {
        if let Some(other) = other {
            keep_surer_boxed_period(period, other);
        }
    }
    let first_day = |as_of: &Option<Arc<Period>>| as_of.as_ref().and_then(|period| period.from);
    if first_day(&other.as_of) > first_day(&kept.as_of) {
        kept.as_of = other.as_of;
    }
    kept.basis = kept.basis.min(other.basis);
    add_evidence(&mut kept.evidence, &other.evidence);
    warnings
}

/// Keeps the more specific project; a project that is stated twice gets the evidence of both statements.
fn merge_project(kept: &mut Option<Fact<ProjectId>>, other: Option<Fact<ProjectId>>, projects: &ResolvedProjects) {
    let depth =
        |project: &Option<Fact<ProjectId>>| project.as_ref().map_or(0, |fact| projects.ancestry(&fact.value).len());
    if depth(&other) > depth(kept) {
        *kept = other;
    } else if let (Some(kept), Some(other)) = (kept, other)
        && kept.value == other.value
    {
        confirm(kept, &other);
    }
}

/// Keeps the more certain organisation; one that is stated twice gets the evidence of both statements.
///
/// Returns the organisation that is kept and the other one, if they differ.
fn merge_organisation(
    kept: &mut Option<Fact<OrganisationId>>,
    other: Option<Fact<OrganisationId>>,
) -> Option<(Fact<OrganisationId>, Fact<OrganisationId>)> {
    let mut other = other?;
    match kept {
        None => *kept = Some(other),
        Some(kept) if kept.value == other.value => confirm(kept, &other),
        Some(kept) => {
            if other.basis < kept.basis {
                std::mem::swap(kept, &mut other);
            }
            return Some((kept.clone(), other));
        }
    }
    None
}

/// Joins two lists of areas; the order is that of the longer list, which is one document's own.
fn merge_areas(kept: &mut Vec<NamedPlace>, mut other: Vec<NamedPlace>) {
    if other.len() > kept.len() {
        std::mem::swap(kept, &mut other);
    }
    for place in other {
        add_place(kept, &place);
    }
}
