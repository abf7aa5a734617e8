//! What a record shows of itself on one line: name, number, role, regions, note.

use super::settings::Settings;
use crate::app::{
    Line, Role, age_words, instead_line, is_derived_mail, kind_words, number_role, path_words, place_names,
    printed_name, project_years, region_name, shown_number, title_words, with_origin,
};
use crate::gazetteer::RegionCode;
use crate::i18n::say;
use crate::model::{Directory, Phone, Position, RecordRef};
use crate::search::{Field, Hit, Tier};
use crate::text::Day;

/// The fields of a line of `find`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Row {
    /// What the record is called.
    pub name: Line,
    /// The number to call, as printed.
    pub number: Line,
    /// The title; of a region whoever answers for it, of a project its years.
    pub role: Line,
    /// What the record answers for, or where it is.
    pub regions: Line,
    /// Why the record is here and what to know before calling.
    pub note: Line,
}

impl Row {
    /// The fields, in their order.
    pub(super) fn fields(&self) -> [&Line; 5] {
        [&self.name, &self.number, &self.role, &self.regions, &self.note]
    }
}

/// What a hit shows of itself.
pub(crate) fn row_of(directory: &Directory, hit: &Hit, today: Day, settings: &Settings) -> Row {
    let name = Line::of(title_words(directory, hit.record, settings.lang), Role::Title);
    let mut view = View { directory, hit, today, settings, notes: Vec::new() };
    let row = match hit.record {
        RecordRef::Person(index) => view.person(index),
        RecordRef::Position(index) => view.nameless(index),
        RecordRef::Project(index) => view.project(index),
        RecordRef::Region(code) => view.region(code),
        RecordRef::Organisation(index) => view.organisation(index),
        RecordRef::Document(_) => Row::default(),
    };
    let name = if row.name.spans.is_empty() { name } else { row.name.clone() };
    Row { name, note: view.note(), ..row }
}

struct View<'a> {
    directory: &'a Directory,
    hit: &'a Hit,
    today: Day,
    settings: &'a Settings,
    notes: Vec<Line>,
}

impl View<'_> {
    fn person(&mut self, index: usize) -> Row {
        let person = self.directory.person(index);
        self.reasons(&[Field::Name, Field::Phone, Field::Role, Field::Region]);
        let number = self.number(self.hit.record, person.phone());
        let first = self.directory.positions_of(index).next();
        let position = first.map(|position| self.directory.position(position));
        let position = position.as_deref();
        self.doubts(index);
        if let Some(project) = first.and_then(|position| self.directory.project_of(position)) {
            self.over(project, say!(self.settings.lang, "find.project_over"));
        }
        self.scope(position);
        Row {
            number,
            role: position.map(|position| Line::of(position.title.clone(), Role::Plain)).unwrap_or_default(),
            regions: position.map(|position| self.areas(position)).unwrap_or_default(),
            ..Row::default()
        }
    }

    fn nameless(&mut self, index: usize) -> Row {
        let position = self.directory.position(index);
        self.reasons(&[Field::Role, Field::Region]);
        self.instead(self.hit.record);
        if let Some(project) = self.directory.project_of(index) {
            self.over(project, say!(self.settings.lang, "find.project_over"));
        }
        self.scope(Some(&position));
        // What stands in brackets behind the title says who has it.
        let words = title_words(self.directory, self.hit.record, self.settings.lang);
        let holder = words.strip_prefix(position.title.as_str()).unwrap_or_default().trim().trim_matches(['(', ')']);
        Row {
            name: Line::of(position.title.clone(), Role::Title),
            role: Line::of(holder, Role::Warning),
            regions: self.areas(&position),
            ..Row::default()
        }
    }

    fn project(&mut self, index: usize) -> Row {
        let project = self.directory.project(index);
        self.reasons(&[Field::Name, Field::Region]);
        self.over(index, say!(self.settings.lang, "detail.over_short"));
        if let Some(parent) = self.directory.family_of(index).get(1) {
            let part_of = say!(self.settings.lang, "detail.parent");
            self.add(Line::of(format!("{part_of}: {}", self.directory.project(*parent).name), Role::Plain));
        }
        let mut number = Line::default();
        if let Some(contact) = self.directory.contact_in(index) {
            let person = self.directory.person(contact);
            number = self.number(RecordRef::Person(contact), person.phone());
            self.add(Line::of(person.name.clone(), Role::Plain));
        }
        self.instead(self.hit.record);
        Row {
            number,
            role: Line::of(project_years(&project).replace('–', self.settings.marks.dash), Role::Plain),
            regions: Line::of(place_names(&project.areas, self.settings.lang), Role::Plain),
            ..Row::default()
        }
    }

    fn region(&mut self, code: RegionCode) -> Row {
        self.reasons(&[Field::Name, Field::Person]);
        let mut row = Row {
            name: Line::of(region_name(code, self.settings.lang), Role::Title),
            regions: Line::of(code.to_string(), Role::Plain),
            ..Row::default()
        };
        let responsible = self.directory.responsible_for(code).next();
        let Some(responsible) = responsible else {
            row.role = Line::of(say!(self.settings.lang, "detail.nobody_short"), Role::Warning);
            self.instead(self.hit.record);
            return row;
        };
        if !responsible.path.is_empty() {
            let path: Vec<String> =
                responsible.path.iter().map(|name| printed_name(name, self.settings.lang)).collect();
            let arrow = format!(" {} ", self.settings.marks.arrow);
            self.add(Line::of(path.join(&arrow), Role::Plain));
        }
        if let Some(index) = self.directory.holder_of(responsible.position) {
            let person = self.directory.person(index);
            row.role = Line::of(person.name.clone(), Role::Plain);
            row.number = self.number(RecordRef::Person(index), person.phone());
            self.doubts(index);
        } else {
            let position = RecordRef::Position(responsible.position);
            row.role = Line::of(title_words(self.directory, position, self.settings.lang), Role::Warning);
            self.instead(position);
        }
        row
    }

    fn organisation(&mut self, index: usize) -> Row {
        let organisation = self.directory.organisation(index);
        self.reasons(&[Field::Name, Field::Phone]);
        Row {
            number: self.number(self.hit.record, organisation.phone()),
            role: Line::of(kind_words(self.settings.lang, "organisation", &organisation.kind), Role::Plain),
            ..Row::default()
        }
    }

    /// The reasons that the row itself does not show: a way between places, a text found elsewhere, one not quite typed.
    fn reasons(&mut self, visible: &[Field]) {
        for why in &self.hit.why {
            let found = match why.path.as_slice() {
                [] => why.matched.clone(),
                path => path_words(path, self.settings.lang, &self.settings.marks),
            };
            let about = if why.tier == Tier::Typo { format!("{} ", self.settings.marks.about) } else { String::new() };
            if why.tier == Tier::Typo || !why.path.is_empty() || !visible.contains(&why.field) {
                let is_derived = is_derived_mail(self.directory, self.hit.record, why);
                let found = Line::of(format!("{about}{found}"), Role::Plain);
                self.add(with_origin(found, is_derived, self.settings.lang, &self.settings.marks));
            }
        }
    }

    /// That the person's number may be somebody else's by now, and whom to ask instead of them.
    fn doubts(&mut self, person: usize) {
        if self.directory.is_number_doubtful(person) {
            self.add(Line::of(say!(self.settings.lang, "find.doubtful"), Role::Warning));
        }
        self.instead(RecordRef::Person(person));
    }

    fn instead(&mut self, record: RecordRef) {
        let Settings { lang, marks, .. } = self.settings;
        if let Some(line) = instead_line(self.directory, record, *lang, self.today, marks) {
            self.add(line.line);
        }
    }

    /// The number of a record with its signs; where words are said instead, the number alone, and the words in the note.
    fn number(&mut self, record: RecordRef, phone: Option<&Phone>) -> Line {
        let Some(phone) = phone else { return Line::default() };
        let Settings { lang, marks, .. } = self.settings;
        if !marks.spells_out {
            return shown_number(self.directory, record, phone, *lang, self.today, marks);
        }
        let age = self.directory.age_of(record, phone, self.today);
        if let Some(words) = age_words(age, *lang) {
            self.add(Line::of(words, Role::Warning));
        }
        Line::of(phone.printed.clone(), number_role(age))
    }

    /// That the project, or what it is a part of, has ended.
    fn over(&mut self, project: usize, words: String) {
        if self.directory.is_project_over(project, self.today) == Some(true) {
            self.add(Line::of(words, Role::Warning));
        }
    }

    /// What a position without areas is for: its project, else where it is placed.
    fn scope(&mut self, position: Option<&Position>) {
        let Some(position) = position.filter(|position| position.areas.is_empty()) else { return };
        let directory = self.directory;
        let project = position.project.as_ref().and_then(|fact| directory.project_called(&fact.value));
        let organisation =
            || position.organisation.as_ref().and_then(|fact| directory.organisation_called(&fact.value));
        let name = project.map(|index| directory.project(index).name.clone());
        if let Some(name) = name.or_else(|| organisation().map(|index| directory.organisation(index).name.clone())) {
            self.add(Line::of(name, Role::Plain));
        }
    }

    fn areas(&self, position: &Position) -> Line {
        Line::of(place_names(&position.areas, self.settings.lang), Role::Plain)
    }

    fn add(&mut self, note: Line) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn note(self) -> Line {
        let mut line = Line::default();
        for note in self.notes {
            if !line.spans.is_empty() {
                line.push(format!(" {} ", self.settings.marks.dot), Role::Plain);
            }
            line.spans.extend(note.spans);
        }
        line
    }
}
