//! Classes of lines: contact lines and signatures, which list people, and prose.

use super::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::recognizer::is_english;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::language::Case;

/// Whether a sentence is a list and not prose: it has few words besides names, titles, contacts and labels.
pub(crate) fn is_list(sentence: Sentence<'_>) -> bool {
    let is_english = is_english(sentence.spans.iter().map(Span::word));
    let is_verb = |span: &Span| {
        let printed = sentence.line.view.get(span.range.clone()).unwrap_or_default();
        // A capital begins the sentence: “Aloitan …”.
        let is_first =
            sentence.spans.first().is_some_and(|first| first.range == span.range) && sentence.spans.len() > 3;
        let is_lower = printed.starts_with(char::is_lowercase) || is_first && VOCABULARY.given_name(printed).is_none();
        is_lower && VOCABULARY.prose_verbs.contains(span.word()) && !(is_english && span.word() == "on")
    };
    // A verb after the number of a contact line is a remark: “Anna Aro, p. 040 …, vastaa myös Lapista”.
    let contact = sentence.spans.iter().position(|span| matches!(span.entity, Entity::Phone(_) | Entity::Email(_)));
    let begins_with_person = sentence.spans.iter().take(3).any(|span| matches!(span.entity, Entity::Person(_)));
    let end = contact.filter(|_| begins_with_person).unwrap_or(sentence.spans.len());
    // A remark in brackets is not a sentence: “Veli Heikkinen (lopettaa 31.1.)”.
    let mut depth = 0_usize;
    let mut is_outside = |at: usize| {
        depth += usize::from(sentence.is_mark(at, "("));
        let is_outside = depth == 0;
        depth -= usize::from(depth > 0 && sentence.is_mark(at, ")"));
        is_outside
    };
    let outside: Vec<usize> = sentence.indices().filter(|at| is_outside(*at)).collect();
    let outside = || outside.iter().filter_map(|at| Some((*at, sentence.spans.get(*at)?)));
    let is_prose = outside().take_while(|(at, _)| *at < end).any(|(_, span)| match &span.entity {
        Entity::Organisation(it) => matches!(it.case, Case::At | Case::To | Case::From),
        _ => span.location().is_some() || is_verb(span),
    });
    if is_prose {
        return false;
    }
    let is_other = |span: &&Span| {
        let word = span.word();
        !word.is_empty() && !VOCABULARY.lists(WordList::ListWords, word) && VOCABULARY.label(word).is_none()
    };
    let others = outside().map(|(_, span)| span).filter(is_other).count();
    let has_label = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Label(_)));
    others <= if sentence.has_contact() || has_label { 6 } else { 3 }
}

/// The name of a signature: a list of one name and a title, without a number or an address.
pub(crate) fn signature(sentence: Sentence<'_>) -> Option<String> {
    let mut names = sentence.spans.iter().filter_map(|span| match &span.entity {
        Entity::Person(person) => Some(person.name.clone()),
        _ => None,
    });
    let name = names.next().filter(|_| names.next().is_none())?;
    // “Kirjoittaja Heta Nikula työskentelee …”
    let says_author = sentence.spans.first().is_some_and(|span| {
        let words = sentence.line.view.get(span.range.clone()).unwrap_or_default();
        VOCABULARY.lists(WordList::AuthorWords, &words.trim_end_matches(':').to_lowercase())
    });
    if says_author && matches!(sentence.entity(1), Some(Entity::Person(_))) {
        return Some(name);
    }
    let has_title = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Role(_)));
    (is_list(sentence) && has_title && !sentence.has_contact()).then_some(name)
}
