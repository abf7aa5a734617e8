//! The texts that each record can be found by.

use crate::gazetteer::{self, RegionCode};
use crate::language::{organisation_synonyms, title_synonyms};
use crate::model::{Directory, OrganisationIx, Position, ProjectIx, Time};
use crate::search::hit::Field;
use crate::text::fold;

/// A text that a record can be found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::search) struct Searchable {
    /// Its kind.
    pub field: Field,
    /// As it is shown.
    pub shown: String,
    /// The alias of the text, if this is the searched word.
    pub alias: Option<String>,
}

impl Searchable {
    /// A text that is searched as it is shown.
    pub(in crate::search) fn plain(field: Field, shown: &str) -> Self {
        Self { field, shown: shown.to_owned(), alias: None }
    }

    fn other(field: Field, shown: &str, alias: &str) -> Self {
        Self { field, shown: shown.to_owned(), alias: Some(alias.to_owned()) }
    }
}

/// The title of a position, and its synonyms. An announced title is indexed without synonyms: a person who will lead
/// elsewhere does not lead here.
pub(in crate::search) fn of_title(title: &str, time: Time) -> Vec<Searchable> {
    if title.trim().is_empty() {
        return Vec::new();
    }
    if time == Time::Announced {
        return vec![Searchable::plain(Field::Role, title)];
    }
    let folded = fold(title);
    let aliases = title_synonyms(&folded).into_iter().map(|alias| Searchable::other(Field::Role, title, alias));
    std::iter::once(Searchable::plain(Field::Role, title)).chain(aliases).collect()
}

/// The places that a position prints, and the part of the organisation.
pub(in crate::search) fn of_scope(position: &Position) -> Vec<Searchable> {
    let unit = position.unit.iter().map(|unit| Searchable::plain(Field::Organisation, unit));
    let place = position.place.iter().map(|place| Searchable::plain(Field::Place, &place.printed));
    let areas = position.areas.iter().map(|area| Searchable::plain(Field::Region, &area.printed));
    place.chain(areas).chain(unit).collect()
}

/// The names of a project and of all projects that it is a part of, for the records that belong to it.
pub(in crate::search) fn of_project_of(directory: &Directory, project: ProjectIx) -> Vec<Searchable> {
    let family = directory.family_of(project);
    family.into_iter().flat_map(|project| names_of_project(directory, Field::Project, project)).collect()
}

/// The names of an organisation, for the records that belong to it.
pub(in crate::search) fn of_organisation_of(directory: &Directory, organisation: OrganisationIx) -> Vec<Searchable> {
    names_of_organisation(directory, Field::Organisation, organisation)
}

/// The names of a project, and of all projects that it is a part of.
pub(in crate::search) fn of_project(directory: &Directory, index: ProjectIx) -> Vec<Searchable> {
    let mut found = names_of_project(directory, Field::Name, index);
    for parent in directory.family_of(index).into_iter().skip(1) {
        found.extend(names_of_project(directory, Field::Project, parent));
    }
    found
}

/// The texts that an organisation itself is found by.
pub(in crate::search) fn of_organisation(directory: &Directory, index: OrganisationIx) -> Vec<Searchable> {
    names_of_organisation(directory, Field::Name, index)
}

/// The texts by which a region is found.
pub(in crate::search) fn of_region(code: RegionCode) -> Vec<Searchable> {
    let names = gazetteer::region(code).names;
    vec![
        Searchable::plain(Field::Name, names.fi),
        Searchable::other(Field::Name, names.fi, names.sv),
        Searchable::other(Field::Name, names.fi, names.en),
    ]
}

fn names_of_project(directory: &Directory, field: Field, index: ProjectIx) -> Vec<Searchable> {
    let project = directory.project(index);
    let others = project.abbreviation.iter().chain(&project.aliases);
    let aliases = others.map(|alias| Searchable::other(field, &project.name, &alias.value));
    std::iter::once(Searchable::plain(field, &project.name)).chain(aliases).collect()
}

fn names_of_organisation(directory: &Directory, field: Field, index: OrganisationIx) -> Vec<Searchable> {
    let organisation = directory.organisation(index);
    let name = &organisation.name;
    let folded = fold(name);
    let aliases = organisation.aliases.iter().map(|alias| Searchable::other(field, name, &alias.value));
    let known = organisation_synonyms(&folded).into_iter().map(|alias| Searchable::other(field, name, alias));
    std::iter::once(Searchable::plain(field, name)).chain(aliases).chain(known).collect()
}
