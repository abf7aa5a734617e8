//! The part of a model that is always in memory.

use std::mem;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::coverage::Areas;
use super::part_offsets::PartOffsets;
use super::records::ModelFile;
use crate::model::{Area, Document, Maintainer, Model, TitleTranslations};
use crate::store::{Longs, SectionWriter, Sections};
use crate::text::Day;

/// The section of a file that says where it is in the model.
const SECTION: &str = "m.head";
/// The offset of a field that the model does not have.
const NOWHERE: u64 = u64::MAX;

/// The title, the maintainer, the date and the areas of a model.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// The title of the directory.
    pub title: String,
    /// The title in other languages.
    pub title_translations: TitleTranslations,
    /// The maintainer of the directory.
    pub maintainer: Option<Maintainer>,
    /// The latest day on which a document was published; `None` if none is dated.
    pub date: Option<Day>,
    /// The areas, by id.
    pub areas: Areas,
}

/// The offsets of the head in a model's file. An index has only the offsets; the values are read from the model.
#[derive(Clone, Debug)]
pub(super) struct HeadPlaces {
    title: Option<Range<u64>>,
    title_translations: Option<Range<u64>>,
    pub(super) maintainer: Option<Range<u64>>,
    areas: Option<Range<u64>>,
    /// The document that was published last.
    pub(super) latest: Option<Range<u64>>,
}

impl Head {
    /// Takes the head out of a model.
    pub(super) fn of(model: &mut Model) -> Self {
        let (title, translations) = (mem::take(&mut model.title), mem::take(&mut model.title_translations));
        Self::new(title, translations, model.maintainer.take(), mem::take(&mut model.areas))
    }

    pub(super) fn new(
        title: String,
        title_translations: TitleTranslations,
        maintainer: Option<Maintainer>,
        areas: Vec<Area>,
    ) -> Self {
        Self { title, title_translations, maintainer, date: None, areas: Areas::new(areas) }
    }
}

impl HeadPlaces {
    /// The offsets without the latest document.
    pub(super) fn of(offsets: &PartOffsets) -> Self {
        Self {
            title: offsets.place("title"),
            title_translations: offsets.place("title_translations"),
            maintainer: offsets.place("maintainer"),
            areas: offsets.place("areas"),
            latest: None,
        }
    }

    pub(super) fn write(&self, into: &mut SectionWriter) {
        let ends = |place: &Option<Range<u64>>| place.as_ref().map_or([NOWHERE; 2], |place| [place.start, place.end]);
        let column: Longs = [&self.title, &self.title_translations, &self.maintainer, &self.areas, &self.latest]
            .into_iter()
            .flat_map(ends)
            .collect();
        into.add(SECTION, column.bytes());
    }

    pub(super) fn read(from: &Sections) -> Option<Self> {
        let column: Vec<u64> = Longs::new(from.get(SECTION)?).iter().collect();
        let places: Vec<Option<Range<u64>>> =
            column.as_chunks::<2>().0.iter().map(|[start, end]| (*start != NOWHERE).then_some(*start..*end)).collect();
        let [title, title_translations, maintainer, areas, latest] = places.try_into().ok()?;
        Some(Self { title, title_translations, maintainer, areas, latest })
    }

    /// Reads the head from the model's file. Returns `None` if there is something else at one of the offsets.
    pub(super) fn head_in(&self, file: &ModelFile) -> Option<Head> {
        let mut head = Head::new(
            value_in(file, self.title.as_ref()?)?,
            self.title_translations
                .as_ref()
                .map_or(Some(TitleTranslations::default()), |place| value_in(file, place))?,
            self.maintainer.as_ref().map_or(Some(None), |place| value_in(file, place))?,
            self.areas.as_ref().map_or(Some(Vec::new()), |place| value_in(file, place))?,
        );
        if let Some(place) = &self.latest {
            head.date = value_in::<Document>(file, place)?.published.and_then(|published| published.from);
        }
        Some(head)
    }
}

fn value_in<T: DeserializeOwned>(file: &ModelFile, place: &Range<u64>) -> Option<T> {
    serde_json::from_slice(&file.read(place.start, place.end).ok()?).ok()
}
