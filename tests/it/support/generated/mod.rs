//! A directory of people who do not exist, the same on every machine.

pub(crate) mod asked;
mod dice;
mod invented;
mod names;
mod offices;
mod people;
mod vocabulary;
mod written;

use allu::model::Model;

pub(crate) use dice::Dice;
pub(crate) use offices::ROLES;
pub(crate) use vocabulary::{SURNAMES, genitive, given_names, surnames};
pub(crate) use written::{write_lines, write_model};

use dice::Spread;
use invented::Inventor;

/// A sound model of `size` people; the same for the same size and seed, and the first are those of a smaller one.
///
/// No two share a number or an address. One in eight answers for regions or municipalities, as real coordinators do.
pub(crate) fn model(size: usize, seed: u64) -> Model {
    let mut model: Model = serde_json::from_value(offices::without_people()).expect("what is generated is a model");
    for one in Inventor::new(seed).take(size) {
        model.people.push(one.person());
        model.positions.push(one.position());
    }
    model
}
