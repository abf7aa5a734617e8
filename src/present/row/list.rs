//! The parts of a row of the list on the screen.

use super::Row;
use crate::gazetteer::RegionCode;
use crate::i18n::{Lang, say};
use crate::language::organisation_abbreviation;
use crate::model::{DocumentIx, Organisation, PersonIx, Position, PositionIx, Project, ProjectIx, RecordRef};
use crate::present::styled::{Line, Role, shown_words};
use crate::present::{
    nameless_title, number_role, organisation_name, position_title, region_name, role_name, shown_number, source_line,
    sources_of, title_words, with_age,
};
use crate::search::{Field, Why};

/// A row of the list, before its parts are fitted to a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The name.
    pub title: Line,
    /// The number, or the years of a project.
    pub number: Line,
    /// Why it is here, what for, and as what.
    pub second: Line,
    /// Cells that the row is moved in by, in a tree.
    pub indent: usize,
}

impl Row<'_> {
    /// The hit as the list shows it.
    #[must_use]
    pub fn for_list(&self) -> ListRow {
        let mut row = match self.hit.record {
            RecordRef::Person(index) => self.person_in_list(index),
            RecordRef::Position(index) => self.position_in_list(index),
            RecordRef::Project(index) => self.project_in_list(index),
            RecordRef::Region(code) => self.region_in_list(code),
            RecordRef::Organisation(_) => self.title_in_list(),
            RecordRef::Document(index) => self.contact_points_in_list(index),
        };
        let sources = sources_of(self.directory, self.hit.record).into_iter();
        let words = sources.map(|source| source_line(self.directory, source, self.lang, self.today, self.marks));
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            let source = Line::of(words.join(", "), Role::Quiet);
            row.second = if row.second.width() > 0 { self.joined(vec![row.second, source]) } else { source };
        }
        for line in [&mut row.title, &mut row.number, &mut row.second] {
            for (words, _) in &mut line.spans {
                *words = shown_words(words, self.marks);
            }
        }
        row
    }

    fn person_in_list(&self, index: PersonIx) -> ListRow {
        let directory = self.directory;
        let person = directory.person(index);
        let number = person.direct_phone().map(|phone| {
            let age = directory.age_of(self.hit.record, phone, self.today);
            let number = highlighted(&phone.printed, &self.letters(Field::Phone, &phone.printed), number_role(age));
            with_age(number, age, directory.is_number_doubtful(index), self.lang, self.marks)
        });
        let position = directory.positions_of(index).next().map(|index| directory.position(index));
        let mut parts = self.highlighted_reasons(&[Field::Name, Field::Phone, Field::Role, Field::Region]);
        if let Some(position) = &position {
            let has_reason = !parts.is_empty();
            let title = self.role(position, Role::Plain);
            let scope = self.scope(position);
            parts.extend(if has_reason { [title, scope] } else { [scope, title] });
        }
        let title = highlighted(&person.name, &self.letters(Field::Name, &person.name), Role::Title);
        self.list_row(title, number.unwrap_or_default(), parts)
    }

    /// The title of a position in the reader's language; what answers the query is marked if it is shown as printed.
    fn role(&self, position: &Position, role: Role) -> Line {
        let whole = position_title(position, self.lang);
        let shown = role_name(position.title.trim(), self.lang);
        let letters = if shown == position.title { self.letters(Field::Role, &shown) } else { Vec::new() };
        let mark = whole.strip_suffix(&shown).unwrap_or_default();
        let mut line = if mark.is_empty() { Line::default() } else { Line::of(mark, role) };
        line.spans.extend(highlighted(&shown, &letters, role).spans);
        line
    }

    /// The scope of a position: its areas, else its project, else its organisation.
    fn scope(&self, position: &Position) -> Line {
        if !position.areas.is_empty() {
            return Line::of(self.areas(position), Role::Plain);
        }
        self.scope_beside_reasons(position, short_name).map(|name| Line::of(name, Role::Plain)).unwrap_or_default()
    }

    fn position_in_list(&self, index: PositionIx) -> ListRow {
        let position = self.directory.position(index);
        let title = self.role(&position, Role::Title);
        let title = if title.width() > 0 { title } else { Line::of(nameless_title(&position, self.lang), Role::Title) };
        let mut parts = self.highlighted_reasons(&[Field::Role, Field::Region, Field::Project]);
        parts.push(Line::of(self.holder(&position), Role::Warning));
        parts.push(self.scope(&position));
        self.list_row(title, Line::default(), parts)
    }

    fn project_in_list(&self, index: ProjectIx) -> ListRow {
        let directory = self.directory;
        let project = directory.project(index);
        let family = directory.family_of(index);
        let is_tree = self.hit.why.is_empty();
        let indent = if is_tree { 2 * family.len().saturating_sub(1) } else { 0 };
        let mut title = Line::of(" ".repeat(indent), Role::Plain);
        if let Some(short) = &project.abbreviation {
            title.push(format!("{} ", short.value), Role::Title);
        }
        title.spans.extend(highlighted(&project.name, &self.letters(Field::Name, &project.name), Role::Title).spans);
        let mut parts = Vec::new();
        if self.is_over(index) {
            parts.push(Line::of(say!(self.lang, "detail.over_short"), Role::Plain));
        }
        parts.extend(self.highlighted_reasons(&[Field::Name]));
        let funders = project.funders.iter().filter_map(|fact| directory.organisation_called(&fact.value));
        let funders: Vec<String> =
            funders.map(|index| shortest_name(&directory.organisation(index), self.lang)).collect();
        if !funders.is_empty() {
            parts.push(Line::of(funders.join(", "), Role::Plain));
        }
        if !is_tree && let Some(parent) = family.get(1) {
            parts.push(Line::of(directory.project(*parent).name.clone(), Role::Quiet));
        }
        ListRow { indent, ..self.list_row(title, self.years(&project), parts) }
    }

    fn region_in_list(&self, code: RegionCode) -> ListRow {
        let directory = self.directory;
        let name = region_name(code, self.lang);
        let title = highlighted(name, &self.letters(Field::Name, name), Role::Title);
        let mut parts = self.highlighted_reasons(&[Field::Name, Field::Person]);
        let mut number = Line::default();
        let Some(responsible) = directory.responsible_for(code).next() else {
            parts.push(Line::of(say!(self.lang, "detail.nobody_short"), Role::Warning));
            return self.list_row(title, number, parts);
        };
        if let Some(index) = directory.holder_of(responsible.position) {
            let person = directory.person(index);
            parts.push(highlighted(&person.name, &self.letters(Field::Person, &person.name), Role::Plain));
            if let Some(phone) = person.direct_phone() {
                let record = RecordRef::Person(index);
                number = shown_number(directory, record, phone, self.lang, self.today, self.marks);
            }
        } else {
            parts.push(Line::of(nameless_title(&directory.position(responsible.position), self.lang), Role::Plain));
        }
        parts.extend(self.way(&responsible.path).map(|way| Line::of(way, Role::Quiet)));
        self.list_row(title, number, parts)
    }

    fn title_in_list(&self) -> ListRow {
        let title = Line::of(title_words(self.directory, self.hit.record, self.lang), Role::Title);
        self.list_row(title, Line::default(), self.highlighted_reasons(&[Field::Name]))
    }

    fn contact_points_in_list(&self, index: DocumentIx) -> ListRow {
        let document = self.directory.document(index);
        let name = title_words(self.directory, self.hit.record, self.lang);
        let title = highlighted(&name, &self.letters(Field::Name, &name), Role::Title);
        let number = self.called(&document).map(|phone| {
            let age = self.directory.age_of(self.hit.record, phone, self.today);
            let number = highlighted(&phone.printed, &self.letters(Field::Phone, &phone.printed), number_role(age));
            with_age(number, age, false, self.lang, self.marks)
        });
        let mut parts = self.highlighted_reasons(&[Field::Name, Field::Phone]);
        parts.push(Line::of(say!(self.lang, "detail.nobodys"), Role::Warning));
        let has_address = self.hit.why.iter().any(|why| why.field == Field::Mail);
        if number.is_none() && !has_address {
            parts.extend(document.emails.first().map(|email| Line::of(email.address.clone(), Role::Plain)));
        }
        self.list_row(title, number.unwrap_or_default(), parts)
    }

    fn list_row(&self, title: Line, number: Line, parts: Vec<Line>) -> ListRow {
        let mut shown: Vec<Line> = Vec::new();
        for part in parts.into_iter().filter(|part| part.width() > 0) {
            // A reason may name the project or the funder that the row names anyway.
            if shown.iter().all(|before| before.text() != part.text()) {
                shown.push(part);
            }
        }
        ListRow { title, number, second: self.joined(shown), indent: 0 }
    }

    /// The reasons that the row does not show, each once.
    fn highlighted_reasons(&self, visible: &[Field]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for reason in self.reasons(visible) {
            let line = self.with_origin(highlighted(&reason.words, &reason.letters, Role::Link), &reason);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// The letters of a displayed text that match the query.
    fn letters(&self, field: Field, shown: &str) -> Vec<u32> {
        let here = |why: &&Why| why.field == field && why.matched == shown && why.path.is_empty();
        let mut letters: Vec<u32> =
            self.hit.why.iter().filter(here).flat_map(|why| why.letters.iter().copied()).collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    }
}

/// The abbreviation of a project, or its name if it has none.
fn short_name(project: &Project) -> &String {
    project.abbreviation.as_ref().map_or(&project.name, |short| &short.value)
}

/// The shortest of an organisation's names in the reader's language, as rows are narrow.
fn shortest_name(organisation: &Organisation, lang: Lang) -> String {
    if let Some(names) = organisation_abbreviation(&organisation.name) {
        return lang.pick(names.fi, names.sv, names.en).to_owned();
    }
    let name = organisation_name(&organisation.name, lang);
    if name != organisation.name {
        return name;
    }
    let aliases = organisation.aliases.iter().map(|alias| alias.value.as_str());
    let names = std::iter::once(organisation.name.as_str()).chain(aliases);
    names.min_by_key(|name| name.chars().count()).unwrap_or_default().to_owned()
}

/// A text with some of its characters marked.
fn highlighted(text: &str, letters: &[u32], role: Role) -> Line {
    let mut line = Line::default();
    for (at, letter) in (0_u32..).zip(text.chars()) {
        let role = if letters.binary_search(&at).is_ok() { Role::Match } else { role };
        match line.spans.last_mut() {
            Some((words, last)) if *last == role => words.push(letter),
            _ => line.push(letter, role),
        }
    }
    line
}
