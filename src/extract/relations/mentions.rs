//! The people that a sentence or a contact line mentions.

use std::ops::Range;

use crate::extract::document::line_class::is_list;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::language::Case;
use crate::language::PlaceCase;

/// A sentence or a contact line with the people that it mentions.
pub(crate) struct PersonMentions<'a> {
    /// The sentence.
    pub(crate) sentence: Sentence<'a>,
    /// The people, in order.
    pub(crate) people: Vec<PersonMention<'a>>,
    /// Whether the sentence is a list and not prose.
    pub(crate) is_list: bool,
}

/// The mention of a person in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct PersonMention<'a> {
    /// Index of the span with the name.
    pub(crate) at: usize,
    /// The name.
    pub(crate) name: &'a str,
    /// The spans that belong to the person: from their own title, or the start of the line, to the next person's.
    pub(crate) segment: Range<usize>,
}

impl<'a> PersonMentions<'a> {
    /// The people of a sentence.
    pub(crate) fn of(sentence: Sentence<'a>) -> Self {
        let name_at = |at: usize| match sentence.entity(at)? {
            Entity::Person(name) => Some((at, name.as_str())),
            _ => None,
        };
        let mut people: Vec<PersonMention<'a>> = Vec::new();
        for (at, name) in sentence.indices().filter_map(name_at) {
            let start = people.last_mut().map_or(0, |previous| {
                previous.segment.end = start_of_segment(sentence, previous.at, at);
                previous.segment.end
            });
            people.push(PersonMention { at, name, segment: start..sentence.spans.len() });
        }
        Self { sentence, people, is_list: is_list(sentence) }
    }

    /// A line of a card, whose title at an index belongs to the name above.
    pub(crate) fn of_card_line(sentence: Sentence<'a>, title: usize) -> Self {
        let person = PersonMention { at: title, name: "", segment: sentence.indices() };
        Self { sentence, people: vec![person], is_list: true }
    }

    /// The spans that belong to a person; all of them if the sentence mentions none.
    pub(crate) fn segment(&self, person: usize) -> Range<usize> {
        self.people.get(person).map_or(self.sentence.indices(), |it| it.segment.clone())
    }

    /// The person to whom the span at an index belongs.
    pub(crate) fn owner(&self, at: usize) -> Option<usize> {
        self.people.iter().position(|person| person.segment.contains(&at))
    }
}

/// The first span of a person who is not the first of the sentence.
fn start_of_segment(sentence: Sentence<'_>, previous: usize, at: usize) -> usize {
    let Some(title) = at.checked_sub(1).filter(|before| sentence.role(*before).is_some()) else { return at };
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
