//! The names, titles and places of holders of positions, by which projects, organisations and regions are found.

use std::sync::Arc;

use crate::model::{Position, PositionIx, RecordRef};
use crate::search::hit::Field;
use crate::search::index::builder::IndexBuilder;
use crate::search::index::builder::fields::{self, Searchable};

impl IndexBuilder<'_> {
    /// Adds a position and its holder to its project, its organisation and its regions.
    pub(super) fn lend(&mut self, member: u32, index: PositionIx, position: &Position, holder: Option<&str>) {
        let directory = self.directory;
        let name = holder.map(|name| Searchable::plain(Field::Person, name));
        let names: Vec<u32> = name.iter().flat_map(|name| self.terms.entries_in(0, name, false, None)).collect();
        let title: Arc<str> = position.title.as_str().into();
        let regions = directory.responsibilities_in(index, position).map(|(region, _)| RecordRef::Region(region));
        let project = directory.project_of(index).map(RecordRef::Project);
        let organisation = directory.organisation_of(index).map(RecordRef::Organisation);
        for target in regions.chain(project).chain(organisation) {
            let Some(number) = directory.number_of(target) else { continue };
            self.lent.entry(number).or_default().extend(names.iter().copied());
            self.members.entry(number).or_default().push(member);
            if self.lent_titles.insert((number, Arc::clone(&title), position.time)) {
                let titles: Vec<u32> = fields::of_title(&title, position.time)
                    .iter()
                    .flat_map(|text| self.terms.entries_in(0, text, false, None))
                    .collect();
                self.lent.entry(number).or_default().extend(titles);
            }
            if let RecordRef::Project(_) = target {
                self.position_places(number, index, position, Field::Person);
                self.workplace(number, position.place.as_deref());
            }
        }
    }

    /// Adds them to one record, with its details.
    pub(super) fn lend_to(&mut self, number: u32, target: RecordRef, index: PositionIx) {
        let directory = self.directory;
        let position = directory.position(index);
        if let Some(person) = directory.holder_of(index) {
            self.text(number, &Searchable::plain(Field::Person, &directory.person(person).name), false);
        }
        // Most holders of a record share a few titles.
        if self.lent_titles.insert((number, position.title.as_str().into(), position.time)) {
            self.texts(number, &fields::of_title(&position.title, position.time), false);
        }
        if let RecordRef::Project(_) = target {
            self.position_places(number, index, &position, Field::Person);
            self.workplace(number, position.place.as_deref());
        }
    }
}
