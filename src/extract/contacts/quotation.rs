//! The passages of a contact that prove its facts.

use std::borrow::Cow;
use std::sync::Arc;

use crate::exchange::Contact;
use crate::model::Evidence;

/// A contact on one line, after the name of its sheet if the file has several: sheets have rows of the same numbers.
pub(super) fn passage(contact: &Contact) -> Cow<'_, str> {
    match &contact.location.sheet {
        Some(sheet) => Cow::Owned(format!("{sheet}: {}", contact.quotation)),
        None => Cow::Borrowed(&contact.quotation),
    }
}

/// A passage that shows to whom the words belong, while there are few; else the words alone.
pub(super) fn cite(whole: &[Evidence], words: &str, whole_passages: &mut usize) -> Vec<Evidence> {
    if *whole_passages == 0 {
        return quote(whole, words);
    }
    *whole_passages -= 1;
    quote_up_to(whole, words)
}

/// A passage up to some words in it, which shows to whom they belong; the whole passage if it has them in another form.
fn quote_up_to(whole: &[Evidence], words: &str) -> Vec<Evidence> {
    let cite = |passage: &Evidence| {
        let end = passage.text.find(words).map_or(passage.text.len(), |at| at + words.len());
        let text = passage.text.get(..end).unwrap_or(&passage.text);
        let text = if text == &*passage.text { Arc::clone(&passage.text) } else { text.into() };
        Evidence { document: passage.document.clone(), line: passage.line, text, origin: None }
    };
    whole.iter().map(cite).collect()
}

/// The words in a passage, as the shortest quotation; the whole passage if it has them in another form.
pub(super) fn quote(whole: &[Evidence], words: &str) -> Vec<Evidence> {
    let cite = |passage: &Evidence| {
        let is_whole = words == &*passage.text || !passage.text.contains(words);
        let text = if is_whole { Arc::clone(&passage.text) } else { words.into() };
        Evidence { document: passage.document.clone(), line: passage.line, text, origin: None }
    };
    whole.iter().map(cite).collect()
}
