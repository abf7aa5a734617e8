//! The blocks of a document, read from top to bottom: headings, lines, fields and tables.
//!
//! * `field`: labels and their values: on one line, on two, in the cells of a table, or one after another in a line.
//! * `heading`: which lines are headings, and what a heading gives to the lines below it.
//! * `place_columns`: tables whose columns are areas.
//! * `shared_cell`: cells of tables that are about several people.
//! * `table`: the header says what each column is, a row is the card of a person or a post.
//! * `title`: titles: the name of a project, the place of a document.
//! * `walk`: walks through the blocks of a document and extracts the statements of each.

mod field;
mod heading;
mod place_columns;
mod shared_cell;
mod table;
mod title;
pub(super) mod walk;
