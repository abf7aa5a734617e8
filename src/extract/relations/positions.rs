//! What a sentence or a contact line says about the people it names: what they do, where, and how to reach them.

use std::num::NonZeroU32;
use std::ops::Range;

use super::projects;
use super::walk::{Reader, Said};
use crate::extract::document::line_class::is_list;
use crate::extract::entities::inflection::Case;
use crate::extract::entities::place::Named;
use crate::extract::entities::recognizer::{Around, Kind};
use crate::extract::entities::role::Role;
use crate::extract::entities::temporal::Edge;
use crate::extract::statement::{HeldBy, PersonFact, Placed};
use crate::gazetteer::Case as PlaceCase;
use crate::model::{Basis, Evidence, Fact, NamedPlace, Nameless, OrganisationKind, Period, PlaceId, Time};

/// Notes the people of a sentence, their positions, numbers and addresses.
pub(in crate::extract) fn read(reader: &mut Reader<'_>, said: Said<'_>, around: Around) {
    let people: Vec<(usize, &str)> = said
        .units
        .iter()
        .enumerate()
        .filter_map(|(at, unit)| match &unit.kind {
            Kind::Person(name) => Some((at, name.as_str())),
            _ => None,
        })
        .collect();
    let line = Line { said, people, listed: is_list(said) };
    if line.people.is_empty() {
        line.first_person(reader);
        line.carry_on(reader);
        return;
    }
    for (at, name) in &line.people {
        let evidence = reader.page.evidence(said.line, said.span([*at]));
        reader.found.person(name, PersonFact::Named, evidence);
    }
    for (index, _) in line.people.iter().enumerate() {
        line.position(reader, index);
    }
    line.numbers(reader);
    line.addresses(reader);
    reader.card = match line.people.as_slice() {
        [(_, name)] if around.card => Some((*name).to_owned()),
        _ => None,
    };
}

/// A place as the model holds it.
pub(in crate::extract) fn named_place(place: &Named, basis: Basis, evidence: &[Evidence]) -> NamedPlace {
    NamedPlace { printed: place.printed.clone(), place: place.place.clone(), basis, evidence: evidence.to_vec() }
}

/// A sentence or a contact line with the people it names.
pub(in crate::extract) struct Line<'a> {
    /// The sentence.
    pub(in crate::extract) said: Said<'a>,
    /// The units that are names.
    pub(in crate::extract) people: Vec<(usize, &'a str)>,
    /// Whether it lists rather than tells.
    pub(in crate::extract) listed: bool,
}

impl<'a> Line<'a> {
    /// What a unit is.
    pub(in crate::extract) fn kind(&self, at: usize) -> Option<&'a Kind> {
        self.said.units.get(at).map(|unit| &unit.kind)
    }

    fn role(&self, at: usize) -> Option<&'a Role> {
        match self.kind(at)? {
            Kind::Role(role) => Some(role),
            _ => None,
        }
    }

    /// The units that belong to one of the people: from their own title, or from the line's start, to the next one's.
    pub(in crate::extract) fn segment(&self, index: usize) -> Range<usize> {
        let start = |index: usize| match self.people.get(index) {
            _ if index == 0 => 0,
            Some((at, _)) => {
                let titled = at.checked_sub(1).is_some_and(|before| self.role(before).is_some());
                let first = if titled { at - 1 } else { *at };
                (self.people.get(index - 1).map_or(0, |(before, _)| before + 1)..first)
                    .rev()
                    .find(|at| titled && !self.is_genitive(*at))
                    .map_or(first, |at| if titled { at + 1 } else { first })
            }
            None => self.said.units.len(),
        };
        start(index)..start(index + 1)
    }

    fn is_genitive(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Organisation(it)) => it.case == Case::Genitive,
            Some(Kind::Project(it)) => it.case == Case::Genitive,
            Some(Kind::Place(it)) => it.case == PlaceCase::Genitive,
            _ => false,
        }
    }

    /// Where the title of one of the people stands.
    fn title(&self, index: usize) -> Option<usize> {
        let (at, _) = *self.people.get(index)?;
        let segment = self.segment(index);
        let fits = |at: &usize| self.role(*at).is_some_and(|role| matches!(role.case, Case::Nominative | Case::Essive));
        if let Some(before) = at.checked_sub(1).filter(fits) {
            return Some(before);
        }
        // “Asiantuntija, Hyvä alku -osahanke, Maija Meri”: the unit stands between.
        if let Some(before) = at.checked_sub(4).filter(fits)
            && matches!(self.kind(at - 2), Some(Kind::Project(_) | Kind::Organisation(_)))
        {
            return Some(before);
        }
        let behind =
            (at + 1..segment.end).find(|at| !matches!(self.kind(*at), Some(Kind::Mark)) && !self.is_genitive(*at));
        if let Some(behind) = behind.filter(fits) {
            return Some(behind);
        }
        if self.listed {
            return segment.clone().find(fits);
        }
        let becomes =
            |at: &usize| self.role(*at).is_some_and(|role| matches!(role.case, Case::Essive | Case::Translative));
        segment.clone().find(becomes).filter(|_| self.people.len() == 1)
    }

    fn position(&self, reader: &mut Reader<'_>, index: usize) {
        let Some((at, name)) = self.people.get(index).copied() else { return };
        let title = self.title(index);
        let under = reader.title.clone().filter(|_| self.listed && title.is_none());
        let (text, mut evidence) = match (title, &under) {
            (Some(role), _) => {
                let span = self.said.span([at, role].into_iter().chain(self.when_units(title)));
                let text = self.role(role).map(|it| it.title.clone()).unwrap_or_default();
                (text, reader.page.evidence(self.said.line, span))
            }
            (None, Some((text, heading))) => (text.clone(), heading.clone()),
            (None, None) => return,
        };
        if under.is_some() {
            evidence.extend(reader.page.evidence(self.said.line, self.said.span([at])));
        }
        let (start, end, announced) = self.times(reader, title);
        let former = title.and_then(|at| at.checked_sub(1)).and_then(|at| self.said.units.get(at));
        let former =
            former.is_some_and(|unit| ["entinen", "aiempi", "ent", "tidigare", "former"].contains(&unit.word()));
        let time = match (announced, former) {
            (true, _) => Time::Announced,
            (_, true) => Time::Former,
            _ => Time::Current,
        };
        let position = Placed {
            holder: HeldBy::Person(name.to_owned()),
            count: None,
            title: text,
            project: self.project(reader, index, title),
            organisation: self.organisation(reader, index, title),
            areas: self.areas(reader, index, title),
            place: self.place(reader),
            start,
            end,
            time,
            basis: Basis::Stated,
            evidence,
        };
        reader.place(position);
    }

    /// Genitives right before a title, nearest first.
    fn before_title(&self, title: Option<usize>) -> impl Iterator<Item = usize> {
        let title = title.unwrap_or(0);
        (0..title).rev().take_while(|at| self.is_genitive(*at))
    }

    fn project(&self, reader: &Reader<'_>, index: usize, title: Option<usize>) -> Option<Fact<String>> {
        let is_project = |at: &usize| matches!(self.kind(*at), Some(Kind::Project(_)));
        let listed = self.segment(index).find(is_project).filter(|_| self.listed);
        let at = self.before_title(title).find(is_project).or(listed)?;
        let Some(Kind::Project(project)) = self.kind(at) else { return None };
        let evidence = reader.page.evidence(self.said.line, self.said.span([at]));
        Some(Fact { value: project.name.clone(), basis: Basis::Stated, evidence })
    }

    fn organisation(&self, reader: &mut Reader<'_>, index: usize, title: Option<usize>) -> Option<Fact<String>> {
        // A fund pays; nobody works there by being named beside it.
        let of_case = |at: &usize, case| {
            let Some(Kind::Organisation(house)) = self.kind(*at) else { return false };
            house.case == case && house.kind != OrganisationKind::Fund
        };
        let count = self.said.units.len();
        let own = || self.segment(index).find(|at| of_case(at, Case::Nominative));
        // The last organisation of a joined line belongs to everybody in it.
        let last = || (self.people.last().map_or(0, |(at, _)| *at)..count).find(|at| of_case(at, Case::Nominative));
        let mut houses = (0..count).filter(|at| of_case(at, Case::At));
        let at = match self.before_title(title).find(|at| of_case(at, Case::Genitive)) {
            Some(at) => at,
            None if self.listed => own().or_else(last)?,
            None => houses.next().filter(|_| houses.next().is_none())?,
        };
        let Some(Kind::Organisation(organisation)) = self.kind(at) else { return None };
        let evidence = reader.page.evidence(self.said.line, self.said.span([at]));
        projects::list(reader, organisation, evidence.clone());
        // Signed beside a project, the house may be the project's own and not where the signer works.
        let reachable = self.said.units.iter().any(|unit| matches!(unit.kind, Kind::Phone(_) | Kind::Mail(_)));
        let project = self.said.units.iter().any(|unit| match &unit.kind {
            Kind::Project(project) => project.case != Case::Genitive,
            _ => false,
        });
        let basis = if self.listed && project && !reachable { Basis::Implied } else { Basis::Stated };
        Some(Fact { value: organisation.name.clone(), basis, evidence })
    }

    fn areas(&self, reader: &mut Reader<'_>, index: usize, title: Option<usize>) -> Vec<NamedPlace> {
        let mut found: Vec<(&Named, Range<usize>)> = Vec::new();
        let region = |it: &Named| !matches!(it.place, PlaceId::Municipality(_));
        for at in self.segment(index) {
            let Some(unit) = self.said.units.get(at) else { continue };
            match &unit.kind {
                Kind::Areas(areas) => found.extend(areas.iter().map(|it| (it, unit.range.clone()))),
                Kind::Place(it) if self.listed && region(it) && it.case == PlaceCase::Nominative => {
                    found.push((it, unit.range.clone()));
                }
                _ => {}
            }
        }
        for at in self.before_title(title) {
            if let (Some(Kind::Place(it)), Some(unit)) = (self.kind(at), self.said.units.get(at)) {
                found.push((it, unit.range.clone()));
            }
        }
        let mut areas = Vec::new();
        for (place, range) in found {
            reader.found.areas.extend(place.area.clone());
            areas.push(named_place(place, Basis::Stated, &reader.page.evidence(self.said.line, range)));
        }
        areas
    }

    fn place(&self, reader: &Reader<'_>) -> Option<NamedPlace> {
        self.said.units.iter().find_map(|unit| match &unit.kind {
            Kind::Place(place) if matches!(place.place, PlaceId::Municipality(_)) => {
                let case = if self.listed { PlaceCase::Nominative } else { PlaceCase::Other };
                let evidence = reader.page.evidence(self.said.line, unit.range.clone());
                (place.case == case).then(|| named_place(place, Basis::Stated, &evidence))
            }
            _ => None,
        })
    }

    fn when_units(&self, title: Option<usize>) -> Vec<usize> {
        let told = title.is_some() && !self.listed;
        (0..self.said.units.len()).filter(|at| told && matches!(self.kind(*at), Some(Kind::When(_)))).collect()
    }

    /// When the position begins and ends, and whether it is only announced.
    fn times(&self, reader: &Reader<'_>, title: Option<usize>) -> (Option<Period>, Option<Period>, bool) {
        let says = |words: &[&str]| self.said.units.iter().any(|unit| words.contains(&unit.word()));
        let bent = title.and_then(|at| self.role(at)).is_some_and(|role| role.case != Case::Nominative);
        let announced = bent && says(&["siirtyy", "siirryn", "aloittaa", "aloitan"]);
        let begins = announced || says(&["aloitin", "aloitti", "aloittanut", "siirtyi"]);
        let (mut start, mut end) = (None, None);
        for at in self.when_units(title) {
            let (Some(Kind::When(when)), Some(unit)) = (self.kind(at), self.said.units.get(at)) else { continue };
            let words = self.said.line.quote(unit.range.clone());
            let mut period = when.period(words);
            period.evidence = reader.page.evidence(self.said.line, unit.range.clone());
            // “By the end of the year” cannot be before it was said; unless that year was over then.
            let said = reader.lore.today.filter(|day| announced && period.to.is_none_or(|to| *day <= to));
            period.from = period.from.or(said);
            match when.edge {
                Edge::End => end = Some(period),
                Edge::Span => {
                    end = when.end(words);
                    start = Some(period);
                }
                Edge::Start => start = Some(period),
                Edge::Point if begins => start = Some(period),
                Edge::Point => {}
            }
        }
        (start, end, announced)
    }

    /// “Aloitin … aluekoordinaattorina”: the writer, who has a name or not.
    fn first_person(&self, reader: &mut Reader<'_>) {
        let first = ["aloitin", "aloitan", "siirryn", "toimin", "tyoskentelen", "tyoskentelin"];
        let verb = self.said.units.iter().position(|unit| first.contains(&unit.word()));
        let becomes =
            |at: &usize| self.role(*at).is_some_and(|role| matches!(role.case, Case::Essive | Case::Translative));
        let title = (0..self.said.units.len()).find(becomes);
        let (Some(verb), Some(title)) = (verb, title) else { return };
        let (start, end, announced) = self.times(reader, Some(title));
        let span = self.said.span([verb, title].into_iter().chain(self.when_units(Some(title))));
        let evidence = reader.page.evidence(self.said.line, span);
        let is_project = |at: &usize| matches!(self.kind(*at), Some(Kind::Project(it)) if it.case == Case::At);
        let inside = (0..self.said.units.len()).find(is_project).and_then(|at| match self.kind(at) {
            Some(Kind::Project(project)) => {
                let evidence = reader.page.evidence(self.said.line, self.said.span([at]));
                Some(Fact { value: project.name.clone(), basis: Basis::Stated, evidence })
            }
            _ => None,
        });
        let holder = reader.author.clone().map_or(HeldBy::Nameless(Nameless::Unnamed), HeldBy::Person);
        let position = Placed {
            count: matches!(holder, HeldBy::Nameless(_)).then_some(NonZeroU32::MIN),
            holder,
            title: self.role(title).map(|it| it.title.clone()).unwrap_or_default(),
            project: self.project(reader, 0, Some(title)).or(inside),
            organisation: self.organisation(reader, 0, Some(title)),
            areas: self.areas(reader, 0, Some(title)),
            place: None,
            start,
            end,
            time: if announced { Time::Announced } else { Time::Current },
            basis: Basis::Stated,
            evidence: evidence.clone(),
        };
        if let HeldBy::Person(name) = &position.holder {
            reader.found.person(&name.clone(), PersonFact::Named, evidence);
        }
        reader.place(position);
    }

    /// The position that a line of a card tells for the name above it.
    pub(in crate::extract) fn card_position(
        &self,
        reader: &mut Reader<'_>,
        name: &str,
        at: usize,
        role: &Role,
    ) -> Placed {
        let title = Some(at);
        let alone = Line { said: self.said, people: vec![(at, "")], listed: true };
        Placed {
            holder: HeldBy::Person(name.to_owned()),
            count: None,
            title: role.title.clone(),
            project: alone.project(reader, 0, title),
            organisation: alone.organisation(reader, 0, title),
            areas: alone.areas(reader, 0, title),
            place: alone.place(reader),
            start: None,
            end: None,
            time: Time::Current,
            basis: Basis::Stated,
            evidence: reader.page.evidence(self.said.line, self.said.span([at])),
        }
    }
}
