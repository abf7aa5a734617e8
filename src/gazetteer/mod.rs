//! Where things are: regions, ELY areas, wider areas and municipalities, and every form in which they are called.
//!
//! The facts stand in `assets/gazetteer/`, in files meant to be read and edited. Nothing is read before the first
//! question; then the tables are made once, and the index of names when a name is first looked up.

mod area;
mod asset;
mod code;
mod lookup;
mod municipality;
mod place;

pub use area::{ElyArea, NotAWiderArea, Region, WiderArea, ely_area, ely_areas, family, region, regions};
pub use code::{ElyCode, MunicipalityCode, NotAMunicipality, NotARegion, NotAnEly, RegionCode};
pub use lookup::{place_names, place_stems, places_beginning, places_begun, places_called};
pub use municipality::{Municipality, municipalities, municipality};
pub use place::{Named, Names, Place};
