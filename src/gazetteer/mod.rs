//! The gazetteer: regions, ELY areas, wider areas and municipalities, and every form of their names.
//!
//! The facts are in `assets/gazetteer/`, in files made for reading and editing. Each table is read once, when it is first
//! needed, and the index of names when a name is first looked up.

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
pub use query_places::{places_meant, villages_called};
pub use raster::{Direction, Raster, finland};
