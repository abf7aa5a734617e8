//! Relations between entities: the statements of one document.
//!
//! * `block`: the blocks of a document, read from top to bottom: headings, lines, fields and tables.
//! * `card`: opening, filling and closing the card of a person or post, and the statements that it makes.
//! * `card_places`: the places and the parts of organisations that the lines of a card consist of.
//! * `contact_card`: the facts that the lines, cells and fields of one person or post add up to.
//! * `contact_points`: to whom the telephone numbers and e-mail addresses of a line belong.
//! * `context`: the state of the walk through a document.
//! * `defaults`: inference from a whole document: the project of its people, and addresses by a pattern.
//! * `leftovers`: the account of a document: what was seen in it and is in no statement.
//! * `mentions`: the people that a sentence or a contact line mentions, and which of its spans belong to whom.
//! * `page_organisation`: the organisation of a page, as the employer of the people of whom the page names no other.
//! * `people`: what a sentence or a contact line states about people.
//! * `positions`: what a sentence or a contact line states about the positions of the people it mentions.
//! * `prose`: what sentences state: projects, titles without names, and who follows whom.
//! * `scope`: what the headings above a line mean for it, and where each of them ends.

mod block;
mod card;
mod card_places;
mod contact_card;
mod contact_points;
mod context;
mod defaults;
mod leftovers;
mod mentions;
mod page_organisation;
mod people;
mod positions;
mod prose;
mod scope;

pub(super) use self::block::walk::{collect_project_names, extract};
