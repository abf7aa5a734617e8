//! Checks parsed records one at a time for undefined ids, periods that end before they start, quotations that are not
//! in their documents, and texts that are too long.

use super::document_lines::DocumentLines;
use super::known::Known;
use super::problem::At;
use super::{Problem, ProblemKind};
use crate::model::{
    Document, Email, Evidence, Fact, Holder, NamedPlace, Organisation, Period, Person, Phone, PlaceId, Position,
    Project, ProjectId, RecordId, Warning,
};
use crate::text::PhoneNumber;

/// The maximum number of letters of a searchable text: ten times the length of a long name.
const MOST_LETTERS: usize = 1_000;
/// The maximum number of other names of a record. They are indexed for each record that belongs to it.
const MOST_ALIASES: usize = 100;
/// The maximum depth of nested projects. The names of a project are indexed for all its parts.
pub(in crate::model) const MOST_LEVELS: usize = 32;

/// Checks records, and keeps the problems found so far.
pub(in crate::model) struct RecordChecks<'a> {
    known: &'a Known<'a>,
    document_lines: Option<DocumentLines<'a>>,
    /// The problems, in the order in which they were found.
    pub found: Vec<Problem>,
}

impl<'a> RecordChecks<'a> {
    /// Starts with no problems found. With `document_lines`, also finds the problems that only an inspection looks for.
    pub(in crate::model) fn new(known: &'a Known<'a>, document_lines: Option<DocumentLines<'a>>) -> Self {
        Self { known, document_lines, found: Vec::new() }
    }

    /// Reports the ids that occur twice.
    pub(in crate::model) fn twice(&mut self) {
        for (list, index, id) in &self.known.twice {
            let kind = ProblemKind::DuplicateId { id: id.clone() };
            self.say(&At::Top.key(list).index(*index).key("id"), kind);
        }
    }

    pub(in crate::model) fn document(&mut self, index: usize, document: &Document) {
        let list = At::Top.key("documents");
        let spot = list.index(index);
        self.names(&spot, &[("id", document.id.as_str())]);
        self.period(&spot.key("published"), document.published.as_ref());
        self.phones(&spot, &document.phones);
        self.emails(&spot, &document.emails);
    }

    pub(in crate::model) fn organisation(&mut self, index: usize, organisation: &Organisation) {
        let list = At::Top.key("organisations");
        let spot = list.index(index);
        self.names(&spot, &[("id", organisation.id.as_str()), ("name", &organisation.name)]);
        self.aliases(&spot, &organisation.aliases);
        self.phones(&spot, &organisation.phones);
        self.evidence(&spot, &organisation.evidence);
    }

    pub(in crate::model) fn project(&mut self, index: usize, project: &Project) {
        let list = At::Top.key("projects");
        let spot = list.index(index);
        self.names(&spot, &[("id", project.id.as_str()), ("name", &project.name)]);
        self.aliases(&spot, &project.aliases);
        if let Some(abbreviation) = &project.abbreviation {
            self.length(&spot.key("abbreviation").key("value"), &abbreviation.value);
        }
        self.links_of_project(&spot, project);
    }

    /// Reports a project that is part of itself.
    pub(in crate::model) fn cycle(&mut self, index: usize, project: &ProjectId) {
        let list = At::Top.key("projects");
        self.say(&list.index(index).key("parent"), ProblemKind::Cycle { id: project.to_string() });
    }

    pub(in crate::model) fn person(&mut self, index: usize, person: &Person) {
        let list = At::Top.key("people");
        let spot = list.index(index);
        self.names(&spot, &[("id", person.id.as_str()), ("name", &person.name)]);
        self.phones(&spot, &person.phones);
        self.emails(&spot, &person.emails);
        self.evidence(&spot, &person.evidence);
    }

    pub(in crate::model) fn position(&mut self, index: usize, position: &Position) {
        let list = At::Top.key("positions");
        let spot = list.index(index);
        // The title is empty if the documents give none.
        let unit = position.unit.as_deref().unwrap_or_default();
        self.names(&spot, &[("id", position.id.as_str()), ("title", &position.title), ("unit", unit)]);
        self.links_of_position(&spot, position);
    }

    pub(in crate::model) fn warning(&mut self, index: usize, warning: &Warning) {
        let list = At::Top.key("warnings");
        let spot = list.index(index);
        for (number, id) in warning.about.iter().enumerate() {
            if !matches!(id, RecordId::Region(_)) {
                self.link(&spot.key("about").index(number), &id.to_string());
            }
        }
        self.evidence(&spot, &warning.evidence);
    }

    /// Reports a project that is inside too many others.
    pub(in crate::model) fn too_deep(&mut self, index: usize) {
        let list = At::Top.key("projects");
        self.say(&list.index(index).key("parent"), ProblemKind::TooDeep { most: MOST_LEVELS });
    }

    /// Reports a text that is too long: it would slow down searches.
    fn length(&mut self, path: &At<'_>, text: &str) {
        // A text never has more characters than bytes.
        if text.len() > MOST_LETTERS {
            let letters = text.chars().count();
            if letters > MOST_LETTERS {
                self.say(path, ProblemKind::TooLong { letters, most: MOST_LETTERS });
            }
        }
    }

    fn emails(&mut self, path: &At<'_>, emails: &[Email]) {
        let list = path.key("emails");
        for (number, email) in emails.iter().enumerate() {
            self.length(&list.index(number).key("address"), &email.address);
            self.evidence(&list.index(number), &email.evidence);
        }
    }

    fn aliases(&mut self, path: &At<'_>, aliases: &[Fact<String>]) {
        let path = path.key("aliases");
        if aliases.len() > MOST_ALIASES {
            self.say(&path, ProblemKind::TooMany { count: aliases.len(), most: MOST_ALIASES });
        }
        for (index, alias) in aliases.iter().enumerate() {
            self.length(&path.index(index).key("value"), &alias.value);
        }
    }

    fn names(&mut self, path: &At<'_>, names: &[(&str, &str)]) {
        for (key, name) in names {
            self.length(&path.key(key), name);
        }
        if self.document_lines.is_none() {
            return;
        }
        for (key, name) in names {
            if let Some(letter) = name.chars().find(|letter| letter.is_control()) {
                self.say(&path.key(key), ProblemKind::Control { letter });
            }
        }
    }

    fn say(&mut self, path: &At<'_>, kind: ProblemKind) {
        self.found.push(Problem { path: path.spot(), line: None, kind });
    }

    fn link(&mut self, path: &At<'_>, id: &str) {
        if !self.known.has(id) {
            self.say(path, ProblemKind::Dangling { id: id.to_owned() });
        }
    }

    fn fact<T: AsRef<str>>(&mut self, path: &At<'_>, fact: Option<&Fact<T>>) {
        if let Some(fact) = fact {
            self.link(&path.key("value"), fact.value.as_ref());
            self.evidence(path, &fact.evidence);
        }
    }

    fn facts<T: AsRef<str>>(&mut self, path: &At<'_>, facts: &[Fact<T>]) {
        for (index, fact) in facts.iter().enumerate() {
            self.fact(&path.index(index), Some(fact));
        }
    }

    fn evidence(&mut self, path: &At<'_>, evidence: &[Evidence]) {
        let path = path.key("evidence");
        for (index, passage) in evidence.iter().enumerate() {
            self.link(&path.index(index).key("document"), passage.document.as_str());
            let origin_is_zero = passage.origin.as_ref().is_some_and(|origin| origin.line == 0);
            if passage.line == 0 || origin_is_zero {
                self.say(&path.index(index), ProblemKind::LineZero);
            }
            if let Some((key, kind)) =
                self.document_lines.as_ref().and_then(|document_lines| document_lines.problem(passage))
            {
                self.say(&path.index(index).key(key), kind);
            }
        }
    }

    fn period(&mut self, path: &At<'_>, period: Option<&Period>) {
        let Some(period) = period else { return };
        if let (Some(from), Some(to)) = (period.from, period.to)
            && from > to
        {
            self.say(path, ProblemKind::Backwards { from: from.to_string(), to: to.to_string() });
        }
        self.evidence(path, &period.evidence);
    }

    fn phones(&mut self, path: &At<'_>, phones: &[Phone]) {
        for (index, phone) in phones.iter().enumerate() {
            let list = path.key("phones");
            let path = list.index(index);
            self.length(&path.key("printed"), &phone.printed);
            self.length(&path.key("e164"), &phone.e164);
            // Only Finnish numbers can be compared: the program has no numbering plans of other countries, whose
            // national numbers may look like Finnish ones.
            let has_code = ["+", "00"].iter().any(|start| phone.printed.trim_start().starts_with(start));
            let is_foreign = phone.e164.starts_with('+') && !phone.e164.starts_with("+358");
            let printed = phone.printed.parse::<PhoneNumber>().ok().filter(|_| has_code || !is_foreign);
            if printed.is_some_and(|printed| printed.e164() != phone.e164) {
                let (printed, e164) = (phone.printed.clone(), phone.e164.clone());
                self.say(&path.key("e164"), ProblemKind::NumberMismatch { printed, e164 });
            }
            self.period(&path.key("as_of"), phone.as_of.as_deref());
            self.evidence(&path, &phone.evidence);
        }
    }

    fn place(&mut self, path: &At<'_>, place: &NamedPlace) {
        self.length(&path.key("printed"), &place.printed);
        if let PlaceId::Area(id) = &place.place {
            self.link(&path.key("place"), id.as_str());
        }
        self.evidence(path, &place.evidence);
    }

    fn places(&mut self, path: &At<'_>, places: &[NamedPlace]) {
        for (index, place) in places.iter().enumerate() {
            self.place(&path.index(index), place);
        }
    }

    fn links_of_project(&mut self, spot: &At<'_>, project: &Project) {
        self.fact(&spot.key("parent"), project.parent.as_ref());
        self.period(&spot.key("start"), project.start.as_ref());
        self.period(&spot.key("end"), project.end.as_ref());
        self.facts(&spot.key("funders"), &project.funders);
        self.fact(&spot.key("coordinator"), project.coordinator.as_ref());
        self.facts(&spot.key("partners"), &project.partners);
        self.places(&spot.key("areas"), &project.areas);
        for (index, note) in project.notes.iter().enumerate() {
            self.evidence(&spot.key("notes").index(index), &note.evidence);
        }
        self.evidence(spot, &project.evidence);
    }

    fn links_of_position(&mut self, spot: &At<'_>, position: &Position) {
        if let Holder::Person(id) = &position.holder {
            self.link(&spot.key("holder"), id.as_str());
        }
        self.fact(&spot.key("project"), position.project.as_ref());
        self.fact(&spot.key("organisation"), position.organisation.as_ref());
        self.places(&spot.key("areas"), &position.areas);
        if let Some(place) = &position.place {
            self.place(&spot.key("place"), place);
        }
        let (start, end, as_of) = (&position.start, &position.end, &position.as_of);
        for (name, period) in [("start", start.as_deref()), ("end", end.as_deref()), ("as_of", as_of.as_deref())] {
            self.period(&spot.key(name), period);
        }
        self.evidence(spot, &position.evidence);
    }
}
