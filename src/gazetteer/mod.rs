//! The gazetteer: regions, ELY areas, wider areas and municipalities, and every form of their names.
//!
//! The facts are in `assets/gazetteer/`, in files made for reading and editing. Each table is read once, when it is first
//! needed, and the index of names when a name is first looked up.
//!
//! * `area`: regions, the areas of the ELY centres of 2018, and wider areas without an office.
//! * `asset_rows`: the lines of `assets/gazetteer/` as plain columns.
//! * `code`: the codes of regions, ELY centres and municipalities; only codes that exist can be parsed.
//! * `locality`: former municipalities, villages, areas and nicknames: what is neither a municipality nor a region today.
//! * `lookup`: looks up places by name.
//! * `municipality`: municipalities: those of today, and those merged into another since 2018.
//! * `names`: what a place is called in the three languages.
//! * `office`: organisations that are named after a place: a city, an ELY centre, a wellbeing services county.
//! * `place`: places of any kind.
//! * `query_places`: the places that a word of a query may mean, beside the names of regions and municipalities.
//! * `raster`: Finland as a raster: which region each cell of a grid lies in, at any size.
//! * `spelling`: every way to write the name of a place.

mod area;
mod asset_rows;
mod code;
mod locality;
mod lookup;
mod municipality;
mod names;
mod office;
mod place;
mod query_places;
mod raster;
mod spelling;

pub use area::{ElyArea, NotAWiderArea, Region, WiderArea, ely_area, ely_areas, family, region, regions};
pub use code::{ElyCode, MunicipalityCode, NotAMunicipality, NotARegion, NotAnEly, RegionCode};
pub use locality::{Locality, NotALocality};
pub use lookup::{place_names, place_stems, places_beginning, places_begun, places_called};
pub use municipality::{Municipality, municipalities, municipality};
pub use names::Names;
pub use office::{Office, OfficeKind, office_at, office_named};
pub use place::{Place, PlaceForm};
pub use query_places::{area_called, places_meant, villages_called};
pub use raster::{Direction, Raster, finland};
