//! What a sentence or a contact line says about the people it names: what they do, where, and how to reach them.

use std::num::NonZeroU32;
use std::ops::Range;

use super::context::Context;
use super::mentions::PersonMentions;
use super::projects;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::inflection::NounCase;
use crate::extract::entities::place::PlaceMention;
use crate::extract::entities::role::RoleMention;
use crate::extract::entities::temporal::TimeKind;
use crate::extract::statement::{PersonFact, PositionStatement, StatedHolder};
use crate::gazetteer::Case;
use crate::model::{Basis, Fact, NamedPlace, Nameless, OrganisationKind, Period, PlaceId, Time};

impl PersonMentions<'_> {
    /// Where the title of one of the people stands.
    fn title(&self, index: usize) -> Option<usize> {
        let (at, _) = *self.people.get(index)?;
        let segment = self.segment(index);
        let fits = |at: &usize| {
            self.role(*at).is_some_and(|role| matches!(role.case, NounCase::Nominative | NounCase::Essive))
        };
        if let Some(before) = at.checked_sub(1).filter(fits) {
            return Some(before);
        }
        // “Asiantuntija, Hyvä alku -osahanke, Maija Meri”: the unit stands between.
        if let Some(before) = at.checked_sub(4).filter(fits)
            && matches!(self.kind(at - 2), Some(Entity::Project(_) | Entity::Organisation(_)))
        {
            return Some(before);
        }
        let behind =
            (at + 1..segment.end).find(|at| !matches!(self.kind(*at), Some(Entity::Mark)) && !self.is_genitive(*at));
        if let Some(behind) = behind.filter(fits) {
            return Some(behind);
        }
        if self.listed {
            return segment.clone().find(fits);
        }
        let becomes = |at: &usize| {
            self.role(*at).is_some_and(|role| matches!(role.case, NounCase::Essive | NounCase::Translative))
        };
        segment.clone().find(becomes).filter(|_| self.people.len() == 1)
    }

    pub(crate) fn position(&self, context: &mut Context<'_>, index: usize) {
        let Some((at, name)) = self.people.get(index).copied() else { return };
        let title = self.title(index);
        let under = context.title.clone().filter(|_| self.listed && title.is_none());
        let (text, mut evidence) = match (title, &under) {
            (Some(role), _) => {
                let bytes = self.sentence.byte_range([at, role].into_iter().chain(self.when_units(title)));
                let text = self.role(role).map(|it| it.title.clone()).unwrap_or_default();
                (text, context.page.evidence(self.sentence.line, bytes))
            }
            (None, Some((text, heading))) => (text.clone(), heading.clone()),
            (None, None) => return,
        };
        if under.is_some() {
            evidence.extend(context.page.evidence(self.sentence.line, self.sentence.byte_range([at])));
        }
        let (start, end, announced) = self.times(context, title);
        let former = title.and_then(|at| at.checked_sub(1)).and_then(|at| self.sentence.spans.get(at));
        let former =
            former.is_some_and(|span| ["entinen", "aiempi", "ent", "tidigare", "former"].contains(&span.word()));
        let time = match (announced, former) {
            (true, _) => Time::Announced,
            (_, true) => Time::Former,
            _ => Time::Current,
        };
        let position = PositionStatement {
            holder: StatedHolder::Person(name.to_owned()),
            count: None,
            title: text,
            project: self.project(context, index, title),
            organisation: self.organisation(context, index, title),
            areas: self.areas(context, index, title),
            place: self.place(context),
            start,
            end,
            time,
            basis: Basis::Stated,
            evidence,
        };
        context.add_position(position);
    }

    /// Genitives right before a title, nearest first.
    fn before_title(&self, title: Option<usize>) -> impl Iterator<Item = usize> {
        let title = title.unwrap_or(0);
        (0..title).rev().take_while(|at| self.is_genitive(*at))
    }

    fn project(&self, context: &Context<'_>, index: usize, title: Option<usize>) -> Option<Fact<String>> {
        let is_project = |at: &usize| matches!(self.kind(*at), Some(Entity::Project(_)));
        let listed = self.segment(index).find(is_project).filter(|_| self.listed);
        let at = self.before_title(title).find(is_project).or(listed)?;
        let Some(Entity::Project(project)) = self.kind(at) else { return None };
        let evidence = context.page.evidence(self.sentence.line, self.sentence.byte_range([at]));
        Some(Fact { value: project.name.clone(), basis: Basis::Stated, evidence })
    }

    fn organisation(&self, context: &mut Context<'_>, index: usize, title: Option<usize>) -> Option<Fact<String>> {
        // A fund pays; nobody works there by being named beside it.
        let of_case = |at: &usize, case| {
            let Some(Entity::Organisation(house)) = self.kind(*at) else { return false };
            house.case == case && house.kind != OrganisationKind::Fund
        };
        let count = self.sentence.spans.len();
        let own = || self.segment(index).find(|at| of_case(at, NounCase::Nominative));
        // The last organisation of a joined line belongs to everybody in it.
        let last = || (self.people.last().map_or(0, |(at, _)| *at)..count).find(|at| of_case(at, NounCase::Nominative));
        let mut organisations = (0..count).filter(|at| of_case(at, NounCase::At));
        let at = match self.before_title(title).find(|at| of_case(at, NounCase::Genitive)) {
            Some(at) => at,
            None if self.listed => own().or_else(last)?,
            None => organisations.next().filter(|_| organisations.next().is_none())?,
        };
        let Some(Entity::Organisation(organisation)) = self.kind(at) else { return None };
        let evidence = context.page.evidence(self.sentence.line, self.sentence.byte_range([at]));
        projects::state_organisation(context, organisation, evidence.clone());
        // Signed beside a project, the house may be the project's own and not where the signer works.
        let reachable =
            self.sentence.spans.iter().any(|span| matches!(span.entity, Entity::Phone(_) | Entity::Email(_)));
        let project = self.sentence.spans.iter().any(|span| match &span.entity {
            Entity::Project(project) => project.case != NounCase::Genitive,
            _ => false,
        });
        let basis = if self.listed && project && !reachable { Basis::Implied } else { Basis::Stated };
        Some(Fact { value: organisation.name.clone(), basis, evidence })
    }

    fn areas(&self, context: &mut Context<'_>, index: usize, title: Option<usize>) -> Vec<NamedPlace> {
        let mut found: Vec<(&PlaceMention, Range<usize>)> = Vec::new();
        let region = |it: &PlaceMention| !matches!(it.place, PlaceId::Municipality(_));
        for at in self.segment(index) {
            let Some(span) = self.sentence.spans.get(at) else { continue };
            match &span.entity {
                Entity::PlaceList(areas) => found.extend(areas.iter().map(|it| (it, span.range.clone()))),
                Entity::Place(it) if self.listed && region(it) && it.case == Case::Nominative => {
                    found.push((it, span.range.clone()));
                }
                _ => {}
            }
        }
        for at in self.before_title(title) {
            if let (Some(Entity::Place(it)), Some(span)) = (self.kind(at), self.sentence.spans.get(at)) {
                found.push((it, span.range.clone()));
            }
        }
        let mut areas = Vec::new();
        for (place, range) in found {
            context.statements.areas.extend(place.area.clone());
            areas.push(place.named_place(Basis::Stated, &context.page.evidence(self.sentence.line, range)));
        }
        areas
    }

    fn place(&self, context: &Context<'_>) -> Option<NamedPlace> {
        self.sentence.spans.iter().find_map(|span| match &span.entity {
            Entity::Place(place) if matches!(place.place, PlaceId::Municipality(_)) => {
                let case = if self.listed { Case::Nominative } else { Case::Other };
                let evidence = context.page.evidence(self.sentence.line, span.range.clone());
                (place.case == case).then(|| place.named_place(Basis::Stated, &evidence))
            }
            _ => None,
        })
    }

    fn when_units(&self, title: Option<usize>) -> Vec<usize> {
        let told = title.is_some() && !self.listed;
        (0..self.sentence.spans.len()).filter(|at| told && matches!(self.kind(*at), Some(Entity::Time(_)))).collect()
    }

    /// When the position begins and ends, and whether it is only announced.
    fn times(&self, context: &Context<'_>, title: Option<usize>) -> (Option<Period>, Option<Period>, bool) {
        let says = |words: &[&str]| self.sentence.spans.iter().any(|span| words.contains(&span.word()));
        let bent = title.and_then(|at| self.role(at)).is_some_and(|role| role.case != NounCase::Nominative);
        let announced = bent && says(&["siirtyy", "siirryn", "aloittaa", "aloitan"]);
        let begins = announced || says(&["aloitin", "aloitti", "aloittanut", "siirtyi"]);
        let (mut start, mut end) = (None, None);
        for at in self.when_units(title) {
            let (Some(Entity::Time(when)), Some(span)) = (self.kind(at), self.sentence.spans.get(at)) else { continue };
            let words = self.sentence.line.quote(span.range.clone());
            let mut period = when.period(words);
            period.evidence = context.page.evidence(self.sentence.line, span.range.clone());
            // “By the end of the year” cannot be before it was said; unless that year was over then.
            let sentence =
                context.knowledge.document_date.filter(|day| announced && period.to.is_none_or(|to| *day <= to));
            period.from = period.from.or(sentence);
            match when.kind {
                TimeKind::Until => end = Some(period),
                TimeKind::FromTo => {
                    end = when.end(words);
                    start = Some(period);
                }
                TimeKind::Since => start = Some(period),
                TimeKind::At if begins => start = Some(period),
                TimeKind::At => {}
            }
        }
        (start, end, announced)
    }

    /// “Aloitin … aluekoordinaattorina”: the writer, who has a name or not.
    pub(crate) fn first_person(&self, context: &mut Context<'_>) {
        let first = ["aloitin", "aloitan", "siirryn", "toimin", "tyoskentelen", "tyoskentelin"];
        let verb = self.sentence.spans.iter().position(|span| first.contains(&span.word()));
        let becomes = |at: &usize| {
            self.role(*at).is_some_and(|role| matches!(role.case, NounCase::Essive | NounCase::Translative))
        };
        let title = (0..self.sentence.spans.len()).find(becomes);
        let (Some(verb), Some(title)) = (verb, title) else { return };
        let (start, end, announced) = self.times(context, Some(title));
        let bytes = self.sentence.byte_range([verb, title].into_iter().chain(self.when_units(Some(title))));
        let evidence = context.page.evidence(self.sentence.line, bytes);
        let is_project = |at: &usize| matches!(self.kind(*at), Some(Entity::Project(it)) if it.case == NounCase::At);
        let inside = (0..self.sentence.spans.len()).find(is_project).and_then(|at| match self.kind(at) {
            Some(Entity::Project(project)) => {
                let evidence = context.page.evidence(self.sentence.line, self.sentence.byte_range([at]));
                Some(Fact { value: project.name.clone(), basis: Basis::Stated, evidence })
            }
            _ => None,
        });
        let holder = context.author.clone().map_or(StatedHolder::Nameless(Nameless::Unnamed), StatedHolder::Person);
        let position = PositionStatement {
            count: matches!(holder, StatedHolder::Nameless(_)).then_some(NonZeroU32::MIN),
            holder,
            title: self.role(title).map(|it| it.title.clone()).unwrap_or_default(),
            project: self.project(context, 0, Some(title)).or(inside),
            organisation: self.organisation(context, 0, Some(title)),
            areas: self.areas(context, 0, Some(title)),
            place: None,
            start,
            end,
            time: if announced { Time::Announced } else { Time::Current },
            basis: Basis::Stated,
            evidence: evidence.clone(),
        };
        if let StatedHolder::Person(name) = &position.holder {
            context.statements.person(&name.clone(), PersonFact::Named, evidence);
        }
        context.add_position(position);
    }

    /// The position that a line of a card tells for the name above it.
    pub(crate) fn card_position(
        &self,
        context: &mut Context<'_>,
        name: &str,
        at: usize,
        role: &RoleMention,
    ) -> PositionStatement {
        let title = Some(at);
        let alone = PersonMentions { sentence: self.sentence, people: vec![(at, "")], listed: true };
        PositionStatement {
            holder: StatedHolder::Person(name.to_owned()),
            count: None,
            title: role.title.clone(),
            project: alone.project(context, 0, title),
            organisation: alone.organisation(context, 0, title),
            areas: alone.areas(context, 0, title),
            place: alone.place(context),
            start: None,
            end: None,
            time: Time::Current,
            basis: Basis::Stated,
            evidence: context.page.evidence(self.sentence.line, self.sentence.byte_range([at])),
        }
    }
}
