//! All names, the most common first.

use std::collections::HashSet;

use super::names;
use super::{Dice, Spread};

/// How many surnames there are.
pub(crate) const SURNAMES: usize = 30_000;

/// Names, and how common they are.
pub(super) struct Names {
    names: Vec<String>,
    spread: Spread,
}

impl Names {
    /// Surnames: one person in two hundred has the first, nearly as many as have the commonest one in Finland.
    pub(super) fn surnames() -> Self {
        Self::new(surnames(), 30)
    }

    /// Given names: one person in seventy has the first.
    pub(super) fn given() -> Self {
        Self::new(given_names(), 15)
    }

    fn new(names: Vec<String>, flat: usize) -> Self {
        let spread = Spread::new(names.len(), flat);
        Self { names, spread }
    }

    /// A name, common ones more often.
    pub(super) fn throw(&self, dice: &mut Dice) -> &str {
        &self.names[self.spread.throw(dice)]
    }
}

/// 30,000 different surnames, the most common first.
pub(crate) fn surnames() -> Vec<String> {
    let pairs = |stems: &str, ends: &[&str]| {
        let ended = |stem| ends.iter().map(move |end| format!("{stem}{end}"));
        stems.split_whitespace().flat_map(ended).collect::<Vec<_>>()
    };
    let finnish_ends: Vec<&str> = names::FINNISH_ENDS.iter().map(|(end, _)| *end).collect();
    let finnish = pairs(names::FINNISH, &finnish_ends);
    let swedish = pairs(names::SWEDISH, &words(names::SWEDISH_ENDS));
    let foreign_ends = pairs(names::FOREIGN_MIDDLES, &words(names::FOREIGN_ENDS));
    let foreign = pairs(names::FOREIGN, &foreign_ends.iter().map(String::as_str).collect::<Vec<_>>());
    let mut found = in_order(names::COMMON, [finnish, swedish, foreign], &mut Dice::new(30_000));
    found.truncate(SURNAMES);
    found
}

/// Different given names, the most common first.
pub(crate) fn given_names() -> Vec<String> {
    let owned = |names: &str| names.split_whitespace().map(str::to_owned).collect();
    let others = [names::FINNISH_GIVEN, names::SWEDISH_GIVEN, names::FOREIGN_GIVEN].map(owned);
    in_order(names::COMMON_GIVEN, others, &mut Dice::new(1_400))
}

/// The genitive of a generated surname, if the table of endings has it.
pub(crate) fn genitive(surname: &str) -> Option<String> {
    let known = names::FINNISH_ENDS.iter().filter(|(end, _)| surname.ends_with(end));
    let (end, genitive) = known.max_by_key(|(end, _)| end.len())?;
    Some(format!("{}{genitive}", surname.strip_suffix(end)?))
}

/// The common names, then the others, each list in random order: of ten names, six are Finnish, one Swedish and three
/// foreign, as far as available.
fn in_order(common: &str, mut others: [Vec<String>; 3], dice: &mut Dice) -> Vec<String> {
    for list in &mut others {
        dice.shuffle(list);
    }
    let mut found: Vec<String> = common.split_whitespace().map(str::to_owned).collect();
    while others.iter().any(|list| !list.is_empty()) {
        let list = *dice.pick(&[0, 0, 0, 0, 0, 0, 1, 2, 2, 2]);
        found.extend(others[list].pop());
    }
    let mut known = HashSet::new();
    found.retain(|name| known.insert(name.to_lowercase()));
    found
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
