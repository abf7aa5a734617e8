//! What a sentence or a contact line says about the people it names: what they do, where, and how to reach them.

use std::num::NonZeroU32;
use std::ops::Range;

use super::area::Named;
use super::found::{HeldBy, OrganisationFact, PersonFact, Placed, Unpaired};
use super::mail::{Mail, Printed};
use super::noun::Case;
use super::prose;
use super::reader::{Reader, Said};
use super::role::Role;
use super::sentence::{Around, Kind, Unit};
use super::telephone::Telephone;
use super::when::Edge;
use super::{Report, ReportKind};
use crate::gazetteer::Case as PlaceCase;
use crate::model::{
    Basis, Email, Evidence, Fact, NamedPlace, Nameless, OrganisationKind, Period, Phone, PhoneKind, PlaceId, Time,
};

/// Notes the people of a sentence, their positions, numbers and addresses.
pub(super) fn read(reader: &mut Reader<'_>, said: Said<'_>, around: Around) {
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

/// Whether a sentence lists rather than tells: hardly a word in it that is not a name, a title or a label.
pub(super) fn is_list(said: Said<'_>) -> bool {
    const LABELS: &[&str] = &[
        "p",
        "puh",
        "puhelin",
        "gsm",
        "tel",
        "tfn",
        "ja",
        "seka",
        "och",
        "and",
        "sahkoposti",
        "s-posti",
        "email",
        "e-post",
        "mail",
        "vaihde",
        "faksi",
        "fax",
        "kirjoittaja",
        "yhteyshenkilo",
        "nimi",
        "lisatietoja",
        "lisatiedot",
    ];
    const VERBS: &[&str] = &[
        "on",
        "ovat",
        "oli",
        "toimii",
        "toimivat",
        "tyoskentelee",
        "tyoskentelevat",
        "vastaa",
        "vastaavat",
        "johtaa",
        "vetaa",
        "aloitin",
        "aloitan",
        "aloittaa",
        "aloitti",
        "siirtyy",
        "siirryn",
        "toimin",
        "kertoo",
        "antaa",
        "koordinoi",
    ];
    let tells = said.units.iter().any(|unit| match &unit.kind {
        Kind::Organisation(it) => matches!(it.case, Case::At | Case::To | Case::From),
        _ => unit.where_to_find().is_some() || VERBS.contains(&unit.word()),
    });
    if tells {
        return false;
    }
    let words = said.units.iter().filter(|unit| !unit.word().is_empty() && !LABELS.contains(&unit.word())).count();
    let reachable = said.units.iter().any(|unit| matches!(unit.kind, Kind::Phone(_) | Kind::Mail(_)));
    words <= if reachable { 4 } else { 2 }
}

/// A place as the model holds it.
pub(super) fn named_place(place: &Named, basis: Basis, evidence: &[Evidence]) -> NamedPlace {
    NamedPlace { printed: place.printed.clone(), place: place.place.clone(), basis, evidence: evidence.to_vec() }
}

struct Line<'a> {
    said: Said<'a>,
    people: Vec<(usize, &'a str)>,
    listed: bool,
}

impl<'a> Line<'a> {
    fn kind(&self, at: usize) -> Option<&'a Kind> {
        self.said.units.get(at).map(|unit| &unit.kind)
    }

    fn role(&self, at: usize) -> Option<&'a Role> {
        match self.kind(at)? {
            Kind::Role(role) => Some(role),
            _ => None,
        }
    }

    /// The units that belong to one of the people: from their own title, or from the line's start, to the next one's.
    fn segment(&self, index: usize) -> Range<usize> {
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
            let house = match self.kind(*at) {
                Some(Kind::Organisation(it)) => it,
                _ => return false,
            };
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
        prose::list(reader, organisation, evidence.clone());
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
            // “By the end of the year” cannot be before it was said.
            period.from = period.from.or(if announced { reader.lore.today } else { None });
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

    /// Numbers go to the one person of their stretch, or in order when there are as many as people.
    fn numbers(&self, reader: &mut Reader<'_>) {
        let phones: Vec<(usize, &Telephone)> = (0..self.said.units.len())
            .filter_map(|at| match self.kind(at)? {
                Kind::Phone(phone) => Some((at, phone)),
                _ => None,
            })
            .collect();
        let (direct, house): (Vec<_>, Vec<_>) = phones.into_iter().partition(|(_, it)| it.kind == PhoneKind::Direct);
        self.house_numbers(reader, &house);
        let owner = |at: usize| (0..self.people.len()).find(|index| self.segment(*index).contains(&at));
        let last = self.people.len().saturating_sub(1);
        let all_behind = self.people.len() > 1 && direct.iter().all(|(at, _)| owner(*at) == Some(last));
        if all_behind && !direct.is_empty() && direct.len() != self.people.len() {
            let evidence = reader.page.evidence(self.said.line, self.said.line.whole());
            let people = self.people.iter().map(|(_, name)| (*name).to_owned()).collect();
            let number = self.said.line.number;
            reader.found.unpaired.push(Unpaired { people, line: number, evidence });
            self.report(reader, ReportKind::UnpairedNumbers);
            return;
        }
        for (index, (at, phone)) in direct.iter().enumerate() {
            let owner = if all_behind { Some(index) } else { owner(*at) };
            let Some((person, name)) = owner.and_then(|it| self.people.get(it)) else { continue };
            let span = if all_behind { self.said.span([*at]) } else { self.said.span([*at, *person]) };
            let phone = self.phone(reader, phone, span);
            let evidence = phone.evidence.clone();
            reader.found.person(name, PersonFact::Phone(phone), evidence);
        }
    }

    /// Switchboards and machines are the organisation's, or the only person's where no organisation is named.
    fn house_numbers(&self, reader: &mut Reader<'_>, phones: &[(usize, &Telephone)]) {
        let house = self.said.units.iter().find_map(|unit| match &unit.kind {
            Kind::Organisation(it) if it.case == Case::Nominative => Some(it),
            _ => None,
        });
        for (at, phone) in phones {
            let number = self.phone(reader, phone, self.said.span([*at]));
            let evidence = number.evidence.clone();
            match (house, self.people.as_slice()) {
                (Some(house), _) => {
                    prose::list(reader, house, evidence.clone());
                    reader.found.organisation(&house.name, OrganisationFact::Phone(number), evidence);
                }
                (None, [(_, name)]) => reader.found.person(name, PersonFact::Phone(number), evidence),
                _ => self.report(reader, ReportKind::NobodysNumber { printed: number.printed }),
            }
        }
    }

    fn phone(&self, reader: &Reader<'_>, phone: &Telephone, span: Range<usize>) -> Phone {
        Phone {
            printed: self.said.line.quote(phone.range.clone()).replace(['\u{a0}', '\u{202f}', '\u{2007}'], " "),
            e164: phone.number.e164(),
            kind: phone.kind,
            as_of: None,
            evidence: reader.page.evidence(self.said.line, span),
        }
    }

    fn mails(&self) -> Vec<(usize, &'a Mail)> {
        let mail = |at| match self.kind(at)? {
            Kind::Mail(mail) => Some((at, mail)),
            _ => None,
        };
        (0..self.said.units.len()).filter_map(mail).collect()
    }

    fn addresses(&self, reader: &mut Reader<'_>) {
        for (at, mail) in self.mails() {
            let Printed::Address(address) = &mail.says else { continue };
            let own = (0..self.people.len()).find(|index| self.segment(*index).contains(&at));
            if let Some((person, name)) = own.and_then(|index| self.people.get(index)) {
                let span = self.said.span([at, *person]);
                self.address(reader, name, address, span);
            }
        }
    }

    fn address(&self, reader: &mut Reader<'_>, name: &str, address: &str, span: Range<usize>) {
        let evidence = reader.page.evidence(self.said.line, span);
        let email = Email { address: address.to_owned(), basis: Basis::Stated, evidence: evidence.clone() };
        reader.found.person(name, PersonFact::Email(email), evidence);
    }

    /// A line without a name carries the card above on, or tells the numbers of a house, or nobody's.
    fn carry_on(&self, reader: &mut Reader<'_>) {
        let short = self.said.line.view.chars().count() < 100;
        let card = reader.card.clone().filter(|_| short && self.listed);
        let mut house = Vec::new();
        for at in 0..self.said.units.len() {
            let span = self.said.span([at]);
            match (self.kind(at), &card) {
                (Some(Kind::Phone(phone)), Some(name)) if phone.kind == PhoneKind::Direct => {
                    let phone = self.phone(reader, phone, span);
                    let evidence = phone.evidence.clone();
                    reader.found.person(name, PersonFact::Phone(phone), evidence);
                }
                (Some(Kind::Phone(phone)), _) => house.push((at, phone)),
                (Some(Kind::Mail(Mail { says: Printed::Address(address), .. })), Some(name)) => {
                    self.address(reader, name, address, span);
                }
                (Some(Kind::Role(role)), Some(name)) if role.case == Case::Nominative => {
                    let position = self.card_position(reader, name, at, role);
                    reader.place(position);
                }
                _ => {}
            }
        }
        self.house_numbers(reader, &house);
    }

    fn card_position(&self, reader: &mut Reader<'_>, name: &str, at: usize, role: &Role) -> Placed {
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

    fn report(&self, reader: &mut Reader<'_>, kind: ReportKind) {
        let file = reader.found.document.file.clone();
        reader.found.reports.push(Report { file, line: Some(self.said.line.number), kind });
    }
}

/// Whether a line is how a writer signs: one name, a title, no number.
pub(super) fn signature(said: Said<'_>) -> Option<String> {
    let mut names = said.units.iter().filter_map(|unit| match &unit.kind {
        Kind::Person(name) => Some(name.clone()),
        _ => None,
    });
    let name = names.next().filter(|_| names.next().is_none())?;
    let has = |wanted: fn(&Kind) -> bool| said.units.iter().any(|unit: &Unit| wanted(&unit.kind));
    let titled = has(|kind| matches!(kind, Kind::Role(_)));
    let reachable = has(|kind| matches!(kind, Kind::Phone(_) | Kind::Mail(_)));
    (is_list(said) && titled && !reachable).then_some(name)
}
