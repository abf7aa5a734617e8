//! What a record looks like in words: cards, numbers, copies and status lines, shared by the screen and the command line.
//!
//! Knows no keys and no terminal.
//!
//! * `card`: the card of a record: the detail view on the screen, and the output of `show`.
//! * `copy`: a copied text: what it is, whose it is, how old it is, and why it may be wrong.
//! * `copy_forms`: the forms in which a record can be copied, in the order of repeated copying.
//! * `map`: the map of Finland.
//! * `number`: a telephone number or an address with its age, and with a mark if it may be wrong.
//! * `remarks`: remarks about an answer as a whole.
//! * `row`: a hit on one line: in a list of the screen, in the fields of `find`, and read aloud.
//! * `row_order`: the order of the rows of a list among equal matches.
//! * `source`: which of several directories a record is from, and how new the directory is.
//! * `status`: messages about the last event.
//! * `styled`: styled text: words with roles, cut, padded and wrapped by the cells that they take.
//! * `timeline`: the projects as bars against the years.
//! * `wrapping`: lines wrapped between words; a word that is longer than its line is cut.

mod card;
mod copy;
mod copy_forms;
mod map;
mod number;
mod remarks;
mod row;
mod row_order;
mod source;
mod status;
mod styled;
mod timeline;
mod wrapping;

pub use card::{
    CardLine, Link, Shown, card, card_with_sources, directory_title, evidence_of, fallback_line, kind_words,
    nameless_title, organisation_name, path_words, place_names, position_title, printed_name, project_years,
    region_name, region_successors, regions_in_order, role_name, shown_number, sources_title, text as card_text,
    title_words, warning_words,
};
pub use copy::{Copied, CopyDoubt, CopyForm, CopyWay};
pub use copy_forms::{card_forms, forms, line_forms, list_forms};
pub use map::{FEWEST_MAP_ROWS, MapRegions, map_height, map_lines, map_width, region_in_map};
pub use number::{age_sign, age_words, is_derived_mail, number_role, with_age, with_origin};
pub use remarks::{remarks, short_remarks};
pub use row::{ListRow, Row, RowFields};
pub use row_order::RowOrder;
pub use source::{failure_words, source_line, sources_of};
pub(crate) use status::first_that_fits;
pub use status::{OpenFailure, Status, marked_words, status_words, status_words_in};
pub use styled::{Land, Line, Marks, Role, shown_words, width};
pub use timeline::timeline_lines;
