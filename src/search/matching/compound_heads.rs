//! Finds compounds by their last part.

use crate::language::nominatives;
use crate::search::hit::{Field, Tier};
use crate::search::index::WordKind;
use crate::search::matching::finder::Finder;
use crate::search::matching::score::{TermScore, weight_of};

/// The minimum number of letters of a compound's last part.
const HEAD_FROM: usize = 6;

impl Finder<'_> {
    /// Compounds by a form of their last part: `päällikön` of `hankepäällikkö`.
    pub(in crate::search) fn heads(&mut self) {
        let dictionary = self.index.dictionary(WordKind::Plain);
        for nominative in nominatives(&self.term().folded) {
            if nominative.chars().count() < HEAD_FROM {
                continue;
            }
            _ = self.budget.is_overtaken(dictionary.words.len() / 8);
            for at in dictionary.words.containing(&nominative) {
                if self.budget.is_overtaken(1) {
                    return;
                }
                if !dictionary.words.get(at).ends_with(&nominative) {
                    continue;
                }
                for (entry, context) in dictionary.contexts(at) {
                    _ = self.budget.is_overtaken(1);
                    // The parts of a name are not words: Salomäki is not Mäki.
                    if matches!(context.field, Field::Role | Field::Project | Field::Organisation) {
                        let grade = TermScore { tier: Tier::Exact, weight: weight_of(context.field), band: 0 };
                        self.keep_word(WordKind::Plain, at, (entry, context), grade, None);
                    }
                }
            }
        }
    }
}
