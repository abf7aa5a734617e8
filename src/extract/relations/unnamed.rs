//! Titles without names: where the people of a list belong, positions that nobody has yet, holders not named.

use std::num::NonZeroU32;

use super::projects;
use super::walk::{Reader, Said};
use crate::extract::entities::inflection::Case;
use crate::extract::entities::project;
use crate::extract::entities::recognizer::{Kind, Unit};
use crate::extract::entities::role::Role;
use crate::extract::statement::{HeldBy, Placed};
use crate::model::{Basis, Evidence, Fact, Nameless, Time};

/// Titles that a sentence places somewhere, without naming anybody.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Staff {
    title: String,
    plural: bool,
    count: Option<u32>,
    /// Whether the sentence says that it leaves the names out.
    nameless: bool,
    project: Option<Fact<String>>,
    organisations: Vec<Fact<String>>,
    evidence: Vec<Evidence>,
}

/// Notes what a sentence without a name says about titles.
pub(in crate::extract) fn read(reader: &mut Reader<'_>, said: Said<'_>) {
    let named = said.units.iter().any(|unit| matches!(unit.kind, Kind::Person(_)));
    let roles: Vec<(usize, &Role)> = said
        .units
        .iter()
        .enumerate()
        .filter_map(|(at, unit)| match &unit.kind {
            Kind::Role(role) => Some((at, role)),
            _ => None,
        })
        .collect();
    if named || roles.is_empty() {
        return;
    }
    let word = |words: &[&str]| said.units.iter().position(|unit| words.contains(&unit.word()));
    let first_person = ["aloitin", "aloitan", "siirryn", "toimin", "tyoskentelen", "tyoskentelin"];
    if word(&first_person).is_some() {
        return;
    }
    let recruits =
        word(&["rekrytoi", "rekrytoidaan", "palkataan", "palkkaa", "haetaan", "etsitaan", "avoinna", "haussa"]);
    let coming = word(&["toihin"]).filter(|_| word(&["tulee", "tulevat"]).is_some());
    if let Some(cue) = recruits.or(coming) {
        vacancy(reader, said, &roles, cue);
        return;
    }
    let places = [
        "toimii",
        "toimivat",
        "tyoskentelee",
        "tyoskentelevat",
        "sijoittuu",
        "sijoittuvat",
        "kuuluu",
        "kuuluvat",
        "ovat",
        "on",
    ];
    if word(&places).is_some() {
        place(reader, said, &roles);
    }
}

/// “ELY-keskuksiin haetaan viisi asiantuntijaa”: the title nearest behind the cue, or else before it.
fn vacancy(reader: &mut Reader<'_>, said: Said<'_>, roles: &[(usize, &Role)], cue: usize) {
    let behind = roles.iter().find(|(at, _)| *at > cue);
    let Some((at, role)) = behind.or(roles.last()).copied() else { return };
    let count = count_before(said, at).or((!role.plural && role.case == Case::Nominative).then_some(1));
    // Only the house of this sentence part: “… ELY-keskuksiin …, joiden …” tells no other.
    let clause =
        said.units.iter().position(|unit| unit.word() == "joiden" || unit.word() == "joka").unwrap_or(said.units.len());
    let house = (0..clause).rev().find(|at| local_organisation(said, *at).is_some());
    let proof = said.span([at, cue].into_iter().chain(house).chain(count_unit(said, at)));
    let evidence = reader.page.evidence(said.line, proof);
    let organisation = house.and_then(|at| listed(reader, said, at));
    let project = project_of(reader, said).or_else(|| {
        let value = reader.project.clone()?;
        Some(Fact { value, basis: Basis::Implied, evidence: evidence.clone() })
    });
    let place = said
        .units
        .iter()
        .take(clause)
        .find_map(Unit::where_to_find)
        .map(|place| super::positions::named_place(place, Basis::Stated, &evidence));
    reader.place(Placed {
        holder: HeldBy::Nameless(Nameless::Vacant),
        count: count.and_then(NonZeroU32::new),
        title: role.title.clone(),
        project,
        organisation,
        areas: Vec::new(),
        place,
        start: None,
        end: None,
        time: Time::Announced,
        basis: Basis::Stated,
        evidence,
    });
}

/// “Koordinaatiotiimi eli projektipäällikkö … toimii X:ssä”, “Aluekoordinaattoreita on seitsemän, ja he kuuluvat …”.
fn place(reader: &mut Reader<'_>, said: Said<'_>, roles: &[(usize, &Role)]) {
    let besides = said.units.iter().position(|unit| unit.word() == "lisaksi");
    let nameless = said.units.iter().any(|unit| unit.word().starts_with("nime") || unit.word().starts_with("nimi"))
        && said.units.iter().any(|unit| ["ei", "eika", "kumpaakaan"].contains(&unit.word()));
    let project = project_of(reader, said);
    let houses: Vec<usize> = (0..said.units.len()).filter(|at| local_organisation(said, *at).is_some()).collect();
    let lone_count = said.units.iter().find_map(|unit| match unit.kind {
        Kind::Count(count) => Some(count),
        _ => None,
    });
    for (at, role) in roles {
        // “minun ja sihteerin lisäksi”: somebody else's work, somewhere that this sentence does not say.
        let aside = besides.is_some_and(|besides| *at < besides);
        let mut organisations = Vec::new();
        if !aside {
            organisations.extend(houses.iter().filter_map(|at| listed(reader, said, *at)));
        }
        if organisations.is_empty() && project.is_none() && !aside && !nameless {
            continue;
        }
        let counted = count_before(said, *at).or(lone_count.filter(|_| roles.len() == 1));
        let proof = said.span([*at].into_iter().chain(houses.iter().copied().filter(|_| !aside)));
        let evidence = reader.page.evidence(said.line, proof);
        reader.staff.push(Staff {
            title: role.title.clone(),
            plural: role.plural || role.case == Case::Partitive,
            count: counted,
            nameless: nameless || besides.is_some(),
            project: project.clone(),
            organisations,
            evidence,
        });
    }
}

/// Gives what was said of titles to the people of the page who hold them; what is left over has no name.
pub(in crate::extract) fn settle(reader: &mut Reader<'_>) {
    for staff in std::mem::take(&mut reader.staff) {
        let mut held = false;
        for position in &mut reader.found.positions {
            let same = position.title == staff.title && matches!(position.holder, HeldBy::Person(_));
            if !same || position.time != Time::Current {
                continue;
            }
            held = true;
            let join = |fact: &Fact<String>| Fact { basis: Basis::Inferred, ..fact.clone() };
            if position.project.is_none() {
                position.project = staff.project.as_ref().map(join);
            }
            if let (None, [organisation]) = (&position.organisation, staff.organisations.as_slice()) {
                position.organisation = Some(join(organisation));
            }
        }
        if !held && (staff.nameless || staff.count.is_some()) {
            unnamed(reader, &staff);
        }
    }
}

fn unnamed(reader: &mut Reader<'_>, staff: &Staff) {
    let project = staff.project.clone().or_else(|| {
        let value = reader.project.clone()?;
        Some(Fact { value, basis: Basis::Implied, evidence: staff.evidence.clone() })
    });
    let count = staff.count.or((!staff.plural).then_some(1)).and_then(NonZeroU32::new);
    let houses = if staff.organisations.is_empty() {
        vec![None]
    } else {
        staff.organisations.iter().cloned().map(Some).collect()
    };
    for organisation in houses {
        reader.place(Placed {
            holder: HeldBy::Nameless(Nameless::Unnamed),
            count,
            title: staff.title.clone(),
            project: project.clone(),
            organisation,
            areas: Vec::new(),
            place: None,
            start: None,
            end: None,
            time: Time::Current,
            basis: Basis::Stated,
            evidence: staff.evidence.clone(),
        });
    }
}

/// The organisation here, when it stands in a local case: where somebody works.
fn local_organisation(said: Said<'_>, at: usize) -> Option<&crate::extract::entities::organisation::Organisation> {
    match said.units.get(at).map(|unit| &unit.kind) {
        Some(Kind::Organisation(it)) if matches!(it.case, Case::At | Case::From | Case::To) => Some(it),
        _ => None,
    }
}

/// Lists the organisation here, and says that it is where somebody works.
fn listed(reader: &mut Reader<'_>, said: Said<'_>, at: usize) -> Option<Fact<String>> {
    let organisation = local_organisation(said, at)?.clone();
    let evidence = reader.page.evidence(said.line, said.span([at]));
    projects::list(reader, &organisation, evidence.clone());
    Some(Fact { value: organisation.name, basis: Basis::Stated, evidence })
}

/// The one project of the sentence, or the one that its word for project means.
fn project_of(reader: &Reader<'_>, said: Said<'_>) -> Option<Fact<String>> {
    let mut found: Option<Fact<String>> = None;
    for (at, unit) in said.units.iter().enumerate() {
        let (value, basis) = match &unit.kind {
            Kind::Project(project) => (project.name.clone(), Basis::Stated),
            Kind::Word(word) if project::is_generic(word).is_some() => (reader.project.clone()?, Basis::Implied),
            _ => continue,
        };
        // “X -hankkeen Y -osahanke” speaks of the part.
        let next = said.units.get(at + 1).map(|unit| &unit.kind);
        if matches!(&unit.kind, Kind::Project(it) if it.case == Case::Genitive)
            && matches!(next, Some(Kind::Project(part)) if part.part)
        {
            continue;
        }
        // A sentence about the whole and a part places nobody in either.
        if found.as_ref().is_some_and(|it| it.value != value) {
            return None;
        }
        let evidence = reader.page.evidence(said.line, said.span([at]));
        found.get_or_insert(Fact { value, basis, evidence });
    }
    found
}

fn count_unit(said: Said<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    matches!(said.units.get(before)?.kind, Kind::Count(_)).then_some(before)
}

fn count_before(said: Said<'_>, at: usize) -> Option<u32> {
    match said.units.get(count_unit(said, at)?)?.kind {
        Kind::Count(count) => Some(count),
        _ => None,
    }
}
