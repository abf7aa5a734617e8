//! The people that a sentence or a contact line mentions, with the spans that belong to each.

use std::cell::OnceCell;
use std::ops::Range;

use crate::extract::document::line_class::is_list;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::person::PersonMention;
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::language::Case;
use crate::language::PlaceCase;

/// A sentence or a contact line with the people that it mentions.
pub(crate) struct PersonMentions<'a> {
    /// The sentence.
    pub(crate) sentence: Sentence<'a>,
    /// The people, in order.
    pub(crate) people: Vec<MentionedPerson<'a>>,
    /// Whether the sentence is a list and not prose.
    pub(crate) is_list: bool,
    /// The verbs of the sentence that give places to somebody, computed when first needed.
    pub(super) answering_verbs: OnceCell<Vec<usize>>,
    /// The places that those verbs give to anybody, computed when first needed.
    pub(super) answered_places: OnceCell<Vec<usize>>,
}

/// The mention of a person in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct MentionedPerson<'a> {
    /// Index of the span with the name.
    pub(crate) at: usize,
    /// The person.
    pub(crate) person: &'a PersonMention,
    /// The spans that belong to the person: from their own title, or the start of the line, to the next person's.
    segment: Range<usize>,
    /// The spans after a bracket with a substitute in it.
    rest: Range<usize>,
    /// The person for whom this one stands in, by index.
    pub(crate) substitutes: Option<usize>,
}

impl MentionedPerson<'_> {
    /// The name, given name first.
    pub(crate) fn name(&self) -> &str {
        &self.person.name
    }

    fn has(&self, at: usize) -> bool {
        self.segment.contains(&at) || self.rest.contains(&at)
    }
}

impl<'a> PersonMentions<'a> {
    /// The people of a sentence.
    pub(crate) fn of(sentence: Sentence<'a>) -> Self {
        let person_at = |at: usize| match sentence.entity(at)? {
            Entity::Person(person) => Some((at, person)),
            _ => None,
        };
        let end = sentence.spans.len();
        let mut people: Vec<MentionedPerson<'a>> = Vec::new();
        for (at, person) in sentence.indices().filter_map(person_at) {
            let cue = substitute_cue(sentence, people.last().map_or(0, |previous| previous.at + 1), at);
            let substitutes = cue.and_then(|_| people.len().checked_sub(1));
            let start =
                people.last().map_or(0, |previous| cue.unwrap_or_else(|| start_of_segment(sentence, previous.at, at)));
            if let Some(previous) = people.last_mut() {
                let part = if previous.rest.is_empty() { &mut previous.segment } else { &mut previous.rest };
                part.end = start.max(part.start);
            }
            // What follows a name in the bracket of a substitute belongs to the person before the bracket.
            let before = people.last().and_then(|it| it.substitutes);
            if let (Some(main), Some(close)) = (before, closing_bracket(sentence, people.last().map_or(0, |it| it.at)))
            {
                if let Some(last) = people.last_mut() {
                    last.segment.end = last.segment.end.min(close + 1);
                }
                if let Some(main) = people.get_mut(main) {
                    main.rest = close + 1..start.max(close + 1);
                }
            }
            people.push(MentionedPerson { at, person, segment: start..end, rest: 0..0, substitutes });
        }
        if let Some((main, close)) =
            people.last().and_then(|it| Some((it.substitutes?, closing_bracket(sentence, it.at)?)))
        {
            if let Some(last) = people.last_mut() {
                last.segment.end = close + 1;
            }
            if let Some(main) = people.get_mut(main) {
                main.rest = close + 1..end;
            }
        }
        Self { people, is_list: is_list(sentence), ..Self::list_of_nobody(sentence) }
    }

    /// A list that mentions nobody.
    pub(crate) fn list_of_nobody(sentence: Sentence<'a>) -> Self {
        Self {
            sentence,
            people: Vec::new(),
            is_list: true,
            answering_verbs: OnceCell::new(),
            answered_places: OnceCell::new(),
        }
    }

    /// The spans that belong to a person; all of them if the sentence mentions none.
    pub(crate) fn segment(&self, person: usize) -> impl Iterator<Item = usize> + use<> {
        let (segment, rest) = match self.people.get(person) {
            Some(it) => (it.segment.clone(), it.rest.clone()),
            None => (self.sentence.indices(), 0..0),
        };
        segment.chain(rest)
    }

    /// The person to whom the span at an index belongs.
    pub(crate) fn owner(&self, at: usize) -> Option<usize> {
        self.people.iter().position(|person| person.has(at))
    }
}

/// The word that makes a name that of a substitute: “sijaisena 30.6. asti Nina Rautavuori”.
fn substitute_cue(sentence: Sentence<'_>, from: usize, at: usize) -> Option<usize> {
    const NEAR: usize = 4;
    if from == 0 {
        return None;
    }
    let is_cue = |index: &usize| match sentence.entity(*index) {
        Some(Entity::Word(word)) => VOCABULARY.acting.contains(word) && word.len() > 4,
        Some(Entity::Label(label)) => *label == Label::Substitute,
        _ => false,
    };
    (from.max(at.saturating_sub(NEAR))..at).rev().find(is_cue)
}

/// The bracket that closes after an index, if one is open there.
fn closing_bracket(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    let close = (at + 1..sentence.spans.len()).find(|at| sentence.is_mark(*at, ")") || sentence.is_mark(*at, "("))?;
    sentence.is_mark(close, ")").then_some(close)
}

/// The first span of a person who is not the first of the sentence.
fn start_of_segment(sentence: Sentence<'_>, previous: usize, at: usize) -> usize {
    let before = at.checked_sub(1);
    let Some(title) = before.filter(|before| *before > previous && sentence.role(*before).is_some()) else { return at };
    // The genitives before a title belong to it, unless they follow the previous name directly.
    let outside = (previous + 1..title).rev().find(|at| !is_genitive(sentence, *at));
    outside.map_or(title, |at| at + 1)
}

/// Whether the span at an index is an organisation, project or place in the genitive.
pub(crate) fn is_genitive(sentence: Sentence<'_>, at: usize) -> bool {
    match sentence.entity(at) {
        Some(Entity::Organisation(it)) => it.case == Case::Genitive,
        Some(Entity::Project(it)) => it.case == Case::Genitive,
        Some(Entity::Place(it)) => it.case == PlaceCase::Genitive,
        _ => false,
    }
}
