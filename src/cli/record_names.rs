//! The names of the records that the warnings of a model are about, before the model is opened.

use std::collections::{HashMap, HashSet};

use crate::gazetteer::RegionCode;
use crate::i18n::Lang;
use crate::model::{Model, RecordId};
use crate::present::{organisation_name, region_name, role_name};

/// The names of records, by id.
pub(crate) struct RecordNames<'a>(HashMap<RecordId, RecordName<'a>>);

/// The name of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RecordName<'a> {
    /// A proper name, as printed.
    Proper(&'a str),
    /// The title of a position that has no named holder.
    Title(&'a str),
    /// An organisation.
    Organisation(&'a str),
    /// A region of the gazetteer.
    Region(RegionCode),
}

impl<'a> RecordNames<'a> {
    /// The names of the records that the warnings of a model are about.
    pub(crate) fn of_warnings(model: &'a Model) -> Self {
        let wanted: HashSet<&RecordId> = model.warnings.iter().flat_map(|warning| &warning.about).collect();
        let documents = model.documents.iter().map(|it| {
            let title = if it.title.trim().is_empty() { &it.file } else { &it.title };
            (RecordId::Document(it.id.clone()), RecordName::Proper(title))
        });
        let people = model.people.iter().map(|it| (RecordId::Person(it.id.clone()), RecordName::Proper(&it.name)));
        let projects = model.projects.iter().map(|it| (RecordId::Project(it.id.clone()), RecordName::Proper(&it.name)));
        let positions =
            model.positions.iter().map(|it| (RecordId::Position(it.id.clone()), RecordName::Title(&it.title)));
        let organisations = model.organisations.iter();
        let organisations =
            organisations.map(|it| (RecordId::Organisation(it.id.clone()), RecordName::Organisation(&it.name)));
        let all = documents.chain(people).chain(projects).chain(positions).chain(organisations);
        Self(all.filter(|(id, _)| wanted.contains(id)).collect())
    }

    /// The name of a record. `None` if no warning is about it.
    pub(crate) fn get(&self, id: &RecordId) -> Option<RecordName<'a>> {
        match id {
            RecordId::Region(code) => Some(RecordName::Region(*code)),
            _ => self.0.get(id).copied(),
        }
    }
}

impl RecordName<'_> {
    /// The name in the reader's language.
    pub(crate) fn words(self, lang: Lang) -> String {
        match self {
            Self::Proper(name) => name.to_owned(),
            Self::Title(title) => role_name(title, lang),
            Self::Organisation(name) => organisation_name(name, lang),
            Self::Region(code) => region_name(code, lang).to_owned(),
        }
    }
}
