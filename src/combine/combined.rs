//! Writes the model of all records.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::groups::{Groups, NamedDirectory, RecordPlace};
use super::ids::{IdHashes, IdMap, change_ids};
use super::merge::{add_organisation, add_person, add_position, add_project};
use super::people::same_people;
use super::positions::PositionLinks;
use crate::model::{
    Area, Directory, DocumentIx, Maintainer, OrganisationIx, PersonIx, PositionIx, ProjectIx, SCHEMA, TitleTranslations,
};
use crate::text::{fold, sort_by};

/// Writes a model with the records of all parts, in their order; `fingerprint` is written before them, on the first line.
///
/// `advance` is called for each of [`record_count`] records.
///
/// The same parts in the same order result in the same bytes.
///
/// # Errors
///
/// Any error of writing; `InvalidData` if the file of a part changed while it was read.
pub fn combine(
    parts: &[NamedDirectory<'_>],
    fingerprint: &impl Serialize,
    out: &mut dyn Write,
    advance: &dyn Fn(),
) -> io::Result<()> {
    let organisations = same_organisations(parts);
    let projects = same_projects(parts);
    let (people, person_ids) = same_people(parts);
    let mut maps = id_maps(parts, &organisations, &projects, (&people, &person_ids));
    let areas = areas(parts, &mut maps);
    let with_places = |count| with_places(parts, &maps, count).inspect(|_| advance());
    let mut writer = ModelWriter { out, has_record: false };
    write!(writer.out, "{{\"schema\":{SCHEMA},\"combined_from\":{}", serde_json::to_string(fingerprint)?)?;
    writer.value("title", &title(parts, |directory| Some(directory.title().to_owned())))?;
    let translations = translations(parts);
    if !translations.is_empty() {
        writer.value("title_translations", &translations)?;
    }
    writer.value("maintainer", &maintainer(parts))?;
    writer.begin("documents")?;
    for (place, part, map) in with_places(Directory::documents_count) {
        let mut document = part.directory.document(DocumentIx::of(place.1)).into_owned();
        map.document(&mut document);
        document.directory = Some(part.name.to_owned());
        writer.record(&document)?;
    }
    writer.end()?;
    writer.value("areas", &areas)?;
    let at = |place: RecordPlace| Some((parts.get(place.0)?, maps.get(place.0)?));
    writer.begin("organisations")?;
    let read = |place: RecordPlace| {
        let (part, map) = at(place)?;
        let mut organisation = part.directory.organisation(OrganisationIx::of(place.1)).into_owned();
        map.organisation(&mut organisation);
        organisation.directories = part.unless_evident(&organisation.evidence);
        Some(organisation)
    };
    for (place, ..) in with_places(Directory::organisations_count) {
        writer.united(place, &organisations, read, add_organisation)?;
    }
    writer.end()?;
    writer.begin("projects")?;
    let read = |place: RecordPlace| {
        let (part, map) = at(place)?;
        let mut project = part.directory.project(ProjectIx::of(place.1)).into_owned();
        map.project(&mut project);
        project.directories = part.unless_evident(&project.evidence);
        Some(project)
    };
    for (place, ..) in with_places(Directory::projects_count) {
        writer.united(place, &projects, read, add_project)?;
    }
    writer.end()?;
    writer.begin("people")?;
    let read = |place: RecordPlace| {
        let (part, map) = at(place)?;
        let mut person = part.directory.person(PersonIx::of(place.1)).into_owned();
        map.person(&mut person);
        person.directories = part.unless_evident(&person.evidence);
        Some(person)
    };
    for (place, ..) in with_places(Directory::people_count) {
        writer.united(place, &people, read, add_person)?;
    }
    writer.end()?;
    writer.begin("positions")?;
    let links = PositionLinks { parts, people: &people, projects: &projects, organisations: &organisations };
    for (place, part, map) in with_places(Directory::positions_count) {
        let mut position = part.directory.position(PositionIx::of(place.1)).into_owned();
        let Some(same) = links.same(place, &position) else { continue };
        map.position(&mut position);
        position.directories = part.unless_evident(&position.evidence);
        for place in same {
            let Some((part, map)) = at(place) else { continue };
            let mut other = part.directory.position(PositionIx::of(place.1)).into_owned();
            map.position(&mut other);
            other.directories = part.unless_evident(&other.evidence);
            add_position(&mut position, other);
        }
        writer.record(&position)?;
    }
    writer.end()?;
    writer.begin("warnings")?;
    for (part, map) in parts.iter().zip(&maps) {
        for warning in part.directory.warnings() {
            let mut warning = warning.into_owned();
            map.warning(&mut warning);
            writer.record(&warning)?;
        }
    }
    writer.end()?;
    if parts.iter().any(|part| part.directory.is_stale()) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    writer.out.write_all(b"}\n")
}

/// The number of records that [`combine`] processes.
#[must_use]
pub fn record_count(parts: &[NamedDirectory<'_>]) -> usize {
    let counts = [
        Directory::documents_count,
        Directory::organisations_count,
        Directory::projects_count,
        Directory::people_count,
        Directory::positions_count,
    ];
    parts.iter().flat_map(|part| counts.iter().map(|count| count(part.directory))).sum()
}

/// The records of one kind in all parts: the place of each, with its part and the id map of the part.
fn with_places<'a>(
    parts: &'a [NamedDirectory<'a>],
    maps: &'a [IdMap],
    count: fn(&Directory) -> usize,
) -> impl Iterator<Item = (RecordPlace, &'a NamedDirectory<'a>, &'a IdMap)> {
    let of_part = move |(model, (part, map))| {
        let part: &NamedDirectory<'_> = part;
        (0..count(part.directory)).map(move |index| ((model, index), part, map))
    };
    parts.iter().zip(maps).enumerate().flat_map(of_part)
}

fn same_organisations(parts: &[NamedDirectory<'_>]) -> Groups {
    let names = parts.iter().enumerate().flat_map(|(model, part)| {
        let name = |index: OrganisationIx| fold(&part.directory.organisation(index).name);
        part.directory.organisations().map(move |index| ((model, index.place()), name(index)))
    });
    Groups::by_key(names)
}

/// Projects are the same if their own names and the names of all projects that contain them are the same.
fn same_projects(parts: &[NamedDirectory<'_>]) -> Groups {
    let names = parts.iter().enumerate().flat_map(|(model, part)| {
        let names: Vec<String> =
            part.directory.projects().map(|index| fold(&part.directory.project(index).name)).collect();
        let path = move |index: ProjectIx| {
            let family = part.directory.family_of(index);
            let names: Vec<&str> = family.iter().filter_map(|it| names.get(it.place()).map(String::as_str)).collect();
            names.join("\n")
        };
        part.directory.projects().map(move |index| ((model, index.place()), path(index)))
    });
    Groups::by_key(names)
}

/// The new ids of every model.
fn id_maps(
    parts: &[NamedDirectory<'_>],
    organisations: &Groups,
    projects: &Groups,
    (people, person_ids): (&Groups, &IdHashes),
) -> Vec<IdMap> {
    let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
    let mut maps: Vec<IdMap> = parts.iter().map(|_| IdMap::default()).collect();
    let directory = |place: RecordPlace| parts.get(place.0).map(|part| part.directory);
    let counts = |count: fn(&Directory) -> usize| parts.iter().map(|part| count(part.directory)).collect::<Vec<_>>();
    let mut change =
        |counts: Vec<usize>, groups: &Groups, known: Option<&IdHashes>, id: &dyn Fn(RecordPlace) -> String| {
            let mut own = IdHashes::default();
            if known.is_none() {
                let places =
                    counts.iter().enumerate().flat_map(|(model, count)| (0..*count).map(move |it| (model, it)));
                places.filter(|place| groups.first(*place) == *place).for_each(|place| own.add(&id(place)));
            }
            change_ids(&mut maps, &names, &counts, groups, known.unwrap_or(&own), id);
        };
    let alone = Groups::default();
    change(counts(Directory::people_count), people, Some(person_ids), &|place| {
        directory(place).map(|it| it.person(PersonIx::of(place.1)).id.to_string()).unwrap_or_default()
    });
    change(counts(Directory::positions_count), &alone, None, &|place| {
        directory(place).map(|it| it.position(PositionIx::of(place.1)).id.to_string()).unwrap_or_default()
    });
    change(counts(Directory::projects_count), projects, None, &|place| {
        directory(place).map(|it| it.project(ProjectIx::of(place.1)).id.to_string()).unwrap_or_default()
    });
    change(counts(Directory::organisations_count), organisations, None, &|place| {
        directory(place).map(|it| it.organisation(OrganisationIx::of(place.1)).id.to_string()).unwrap_or_default()
    });
    change(counts(Directory::documents_count), &alone, None, &|place| {
        directory(place).map(|it| it.document(DocumentIx::of(place.1)).id.to_string()).unwrap_or_default()
    });
    maps
}

/// The areas of all models, in order of their ids. One that several models define alike is one area.
fn areas(parts: &[NamedDirectory<'_>], maps: &mut [IdMap]) -> Vec<Area> {
    let mut known: HashMap<String, Area> = HashMap::new();
    for (part, map) in parts.iter().zip(maps) {
        for area in part.directory.areas() {
            let id = area.id.as_str();
            let is_other = known.get(id).is_some_and(|it| (&it.name, &it.regions) != (&area.name, &area.regions));
            let id = if is_other { map.change_area(id, part.name) } else { id.to_owned() };
            let own_id = id.parse().unwrap_or_else(|_| area.id.clone());
            known.entry(id).or_insert_with(|| Area { id: own_id, ..area.clone() });
        }
    }
    let mut areas: Vec<Area> = known.into_values().collect();
    sort_by(&mut areas, |a, b| a.id.cmp(&b.id));
    areas
}

/// The titles of all parts, each once.
fn title(parts: &[NamedDirectory<'_>], title_of: impl Fn(&Directory) -> Option<String>) -> String {
    let mut titles: Vec<String> = Vec::new();
    for title in parts.iter().filter_map(|part| title_of(part.directory)) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.join(" + ")
}

fn translations(parts: &[NamedDirectory<'_>]) -> TitleTranslations {
    let all = || parts.iter().map(|part| part.directory.title_translations());
    let in_language = |of: fn(&TitleTranslations) -> &Option<String>| {
        let has_one = all().any(|translations| of(translations).is_some());
        let title_of = |directory: &Directory| {
            of(directory.title_translations()).clone().or_else(|| Some(directory.title().to_owned()))
        };
        has_one.then(|| title(parts, title_of))
    };
    TitleTranslations { fi: in_language(|it| &it.fi), sv: in_language(|it| &it.sv), en: in_language(|it| &it.en) }
}

/// The maintainer, if all parts have the same.
fn maintainer<'a>(parts: &[NamedDirectory<'a>]) -> Option<&'a Maintainer> {
    let first = parts.first()?.directory.maintainer()?;
    parts.iter().all(|part| part.directory.maintainer() == Some(first)).then_some(first)
}

/// Writes the fields of a model, with each record on a line.
struct ModelWriter<'a> {
    out: &'a mut dyn Write,
    has_record: bool,
}

impl ModelWriter<'_> {
    fn value(&mut self, name: &str, value: &impl Serialize) -> io::Result<()> {
        write!(self.out, ",\n\"{name}\":")?;
        Ok(serde_json::to_writer(&mut *self.out, value)?)
    }

    fn begin(&mut self, name: &str) -> io::Result<()> {
        self.has_record = false;
        write!(self.out, ",\n\"{name}\":[")
    }

    fn record(&mut self, record: &impl Serialize) -> io::Result<()> {
        let before = if std::mem::replace(&mut self.has_record, true) { ",\n" } else { "\n" };
        self.out.write_all(before.as_bytes())?;
        Ok(serde_json::to_writer(&mut *self.out, record)?)
    }

    /// Writes a record that represents its group, merged with the other records of the group.
    fn united<T: Serialize>(
        &mut self,
        place: RecordPlace,
        groups: &Groups,
        read: impl Fn(RecordPlace) -> Option<T>,
        add: fn(&mut T, T),
    ) -> io::Result<()> {
        if groups.first(place) != place {
            return Ok(());
        }
        let Some(mut record) = read(place) else { return Ok(()) };
        let others = groups.members(place).iter().filter(|member| **member != place);
        others.filter_map(|other| read(*other)).for_each(|other| add(&mut record, other));
        self.record(&record)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.write_all(b"]")
    }
}
