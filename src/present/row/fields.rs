//! The fields of a hit in a line of `find`, and what of them is read aloud.

use super::Row;
use crate::gazetteer::RegionCode;
use crate::i18n::say;
use crate::model::{DocumentIx, OrganisationIx, PersonIx, Phone, Position, PositionIx, ProjectIx, RecordRef};
use crate::present::card::nameless_words;
use crate::present::styled::{Line, Role};
use crate::present::{
    age_words, fallback_line, kind_words, nameless_title, number_role, place_names, position_title, shown_number,
    source_line, sources_of, title_words,
};
use crate::search::Field;

/// The fields of a line of `find`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RowFields {
    /// The name of the record.
    pub name: Line,
    /// The number to call, as printed.
    pub number: Line,
    /// The title; for a region, who is responsible for it; for a project, its years.
    pub role: Line,
    /// The scope of the record, or its place.
    pub regions: Line,
    /// Why the record is here and what to know before calling.
    pub note: Line,
}

impl Row<'_> {
    /// The hit in the fields of `find`.
    #[must_use]
    pub fn fields(&self) -> RowFields {
        let mut notes = Notes { row: self, lines: Vec::new() };
        let fields = match self.hit.record {
            RecordRef::Person(index) => notes.person(index),
            RecordRef::Position(index) => notes.position(index),
            RecordRef::Project(index) => notes.project(index),
            RecordRef::Region(code) => notes.region(code),
            RecordRef::Organisation(index) => notes.organisation(index),
            RecordRef::Document(index) => notes.contact_points(index),
        };
        notes.source(self.hit.record);
        let name = match self.hit.record {
            RecordRef::Position(index) => nameless_title(&self.directory.position(index), self.lang),
            record => title_words(self.directory, record, self.lang),
        };
        RowFields { name: Line::of(name, Role::Title), note: self.joined(notes.lines), ..fields }
    }

    /// The fields worth hearing: neither the code of a region nor how many positions are vacant.
    #[must_use]
    pub fn spoken(&self) -> Vec<String> {
        let mut fields = self.fields();
        match self.hit.record {
            RecordRef::Region(_) => fields.regions = Line::default(),
            RecordRef::Position(index) => {
                let holder = &self.directory.position(index).holder;
                fields.role = Line::of(nameless_words(holder, self.lang), Role::Warning);
            }
            _ => {}
        }
        let RowFields { name, number, role, regions, note } = fields;
        let texts = [name, number, role, regions, note].map(|line| line.text().trim().to_owned());
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }
}

/// The notes of a row while its fields are worded: each once, in the order in which they are added.
struct Notes<'a> {
    row: &'a Row<'a>,
    lines: Vec<Line>,
}

impl Notes<'_> {
    fn person(&mut self, index: PersonIx) -> RowFields {
        let directory = self.row.directory;
        let person = directory.person(index);
        self.reasons(&[Field::Name, Field::Phone, Field::Role, Field::Region]);
        let number = self.number(self.row.hit.record, person.phone());
        let first = directory.positions_of(index).next();
        let position = first.map(|position| directory.position(position));
        self.doubts(index);
        if let Some(project) = first.and_then(|position| directory.project_of(position)) {
            self.over(project, say!(self.row.lang, "find.project_over"));
        }
        let Some(position) = position else { return RowFields { number, ..RowFields::default() } };
        self.scope(&position);
        RowFields {
            number,
            role: Line::of(position_title(&position, self.row.lang), Role::Plain),
            regions: Line::of(self.row.areas(&position), Role::Plain),
            ..RowFields::default()
        }
    }

    fn position(&mut self, index: PositionIx) -> RowFields {
        let position = self.row.directory.position(index);
        self.reasons(&[Field::Role, Field::Region]);
        self.fallback(self.row.hit.record);
        if let Some(project) = self.row.directory.project_of(index) {
            self.over(project, say!(self.row.lang, "find.project_over"));
        }
        self.scope(&position);
        RowFields {
            role: Line::of(self.row.holder(&position), Role::Warning),
            regions: Line::of(self.row.areas(&position), Role::Plain),
            ..RowFields::default()
        }
    }

    fn project(&mut self, index: ProjectIx) -> RowFields {
        let directory = self.row.directory;
        let project = directory.project(index);
        self.reasons(&[Field::Name, Field::Region]);
        self.over(index, say!(self.row.lang, "detail.over_short"));
        if let Some(parent) = directory.family_of(index).get(1) {
            let part_of = say!(self.row.lang, "detail.parent").to_lowercase();
            self.add(Line::of(format!("{part_of}: {}", directory.project(*parent).name), Role::Plain));
        }
        let mut number = Line::default();
        if let Some(contact) = directory.contact_in(index) {
            let person = directory.person(contact);
            number = self.number(RecordRef::Person(contact), person.phone());
            self.add(Line::of(person.name.clone(), Role::Plain));
        }
        self.fallback(self.row.hit.record);
        RowFields {
            number,
            role: self.row.years(&project),
            regions: Line::of(place_names(&project.areas, self.row.lang), Role::Plain),
            ..RowFields::default()
        }
    }

    fn region(&mut self, code: RegionCode) -> RowFields {
        let directory = self.row.directory;
        self.reasons(&[Field::Name, Field::Person]);
        let mut fields = RowFields { regions: Line::of(code.to_string(), Role::Plain), ..RowFields::default() };
        let Some(responsible) = directory.responsible_for(code).next() else {
            fields.role = Line::of(say!(self.row.lang, "detail.nobody_short"), Role::Warning);
            self.fallback(self.row.hit.record);
            return fields;
        };
        if let Some(way) = self.row.way(&responsible.path) {
            self.add(Line::of(way, Role::Plain));
        }
        if let Some(index) = directory.holder_of(responsible.position) {
            let person = directory.person(index);
            fields.role = Line::of(person.name.clone(), Role::Plain);
            fields.number = self.number(RecordRef::Person(index), person.phone());
            self.doubts(index);
        } else {
            let position = RecordRef::Position(responsible.position);
            fields.role = Line::of(title_words(directory, position, self.row.lang), Role::Warning);
            self.fallback(position);
        }
        fields
    }

    fn organisation(&mut self, index: OrganisationIx) -> RowFields {
        let organisation = self.row.directory.organisation(index);
        self.reasons(&[Field::Name, Field::Phone]);
        RowFields {
            number: self.number(self.row.hit.record, organisation.phone()),
            role: Line::of(kind_words(self.row.lang, "organisation", &organisation.kind), Role::Plain),
            ..RowFields::default()
        }
    }

    fn contact_points(&mut self, index: DocumentIx) -> RowFields {
        let row = self.row;
        let document = row.directory.document(index);
        self.reasons(&[Field::Name, Field::Phone]);
        let number = self.number(row.hit.record, row.called(&document));
        if number.width() == 0
            && let Some(email) = document.emails.first()
        {
            self.add(Line::of(email.address.clone(), Role::Plain));
        }
        RowFields { number, role: Line::of(say!(row.lang, "detail.nobodys"), Role::Warning), ..RowFields::default() }
    }

    fn reasons(&mut self, visible: &[Field]) {
        let row = self.row;
        for reason in row.reasons(visible) {
            self.add(row.with_origin(Line::of(reason.words.clone(), Role::Plain), &reason));
        }
    }

    /// The notes that the number may belong to somebody else by now, and whom to ask instead.
    fn doubts(&mut self, person: PersonIx) {
        if self.row.directory.is_number_doubtful(person) {
            self.add(Line::of(say!(self.row.lang, "find.doubtful"), Role::Warning));
        }
        self.fallback(RecordRef::Person(person));
    }

    fn fallback(&mut self, record: RecordRef) {
        let Row { directory, today, lang, marks, .. } = *self.row;
        if let Some(line) = fallback_line(directory, record, lang, today, marks) {
            self.add(line.line);
        }
    }

    /// The number of a record with its signs; for a reader of words, the number alone, and the words in the note.
    fn number(&mut self, record: RecordRef, phone: Option<&Phone>) -> Line {
        let Some(phone) = phone else { return Line::default() };
        let Row { directory, today, lang, marks, .. } = *self.row;
        if !marks.spells_out {
            return shown_number(directory, record, phone, lang, today, marks);
        }
        let age = directory.age_of(record, phone, today);
        if let Some(words) = age_words(age, lang) {
            self.add(Line::of(words, Role::Warning));
        }
        Line::of(phone.printed.clone(), number_role(age))
    }

    /// The directory that the record is from, if there are several.
    fn source(&mut self, record: RecordRef) {
        let Row { directory, today, lang, marks, .. } = *self.row;
        for source in sources_of(directory, record) {
            self.add(Line::of(source_line(directory, source, lang, today, marks), Role::Quiet));
        }
    }

    fn over(&mut self, project: ProjectIx, words: String) {
        if self.row.is_over(project) {
            self.add(Line::of(words, Role::Warning));
        }
    }

    /// The scope of a position without areas: its project, else its organisation.
    fn scope(&mut self, position: &Position) {
        if !position.areas.is_empty() {
            return;
        }
        if let Some(name) = self.row.scope_beside_reasons(position, |project| &project.name) {
            self.add(Line::of(name, Role::Plain));
        }
    }

    fn add(&mut self, note: Line) {
        if !self.lines.contains(&note) {
            self.lines.push(note);
        }
    }
}
