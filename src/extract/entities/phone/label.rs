//! The label of a number: the words before it, or the words in brackets after it.

use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::model::PhoneKind;

/// The kind of a number according to the words before it.
pub(super) enum LabelBefore {
    /// A telephone number of this kind.
    Phone(PhoneKind),
    /// Something other than a telephone number.
    Other,
    /// There is no label.
    None,
}

/// The label in the last two words before a number.
pub(super) fn label_before(before: &str) -> LabelBefore {
    const NEAR_BYTES: usize = 60;
    let near = before.get(before.len().saturating_sub(NEAR_BYTES)..).unwrap_or_else(|| {
        before.get(before.ceil_char_boundary(before.len().saturating_sub(NEAR_BYTES))..).unwrap_or_default()
    });
    let near = near.trim_end_matches([' ', '(']);
    let words: Vec<&str> = near
        .split(|it: char| !(it.is_alphanumeric() || it == '-' || it == '§'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut last_words = words.iter().rev();
    let Some(last) = last_words.next() else { return LabelBefore::None };
    let second = last_words.next().copied().unwrap_or_default();
    let lower = last.to_lowercase();
    let is_account =
        lower.strip_prefix("fi").is_some_and(|rest| rest.len() == 2 && rest.bytes().all(|it| it.is_ascii_digit()));
    if is_account || VOCABULARY.lists(WordList::OtherNumbers, &lower) || VOCABULARY.label(last) == Some(Label::Code) {
        return LabelBefore::Other;
    }
    // Digits directly before the number belong to an account number or a code.
    if lower.bytes().all(|byte| byte.is_ascii_digit()) && near.ends_with(|it: char| it.is_ascii_digit()) {
        return LabelBefore::None;
    }
    let kind = |word: &str| match VOCABULARY.label(word)? {
        Label::Phone => Some(PhoneKind::Direct),
        Label::Switchboard => Some(PhoneKind::Switchboard),
        Label::Fax => Some(PhoneKind::Fax),
        _ => None,
    };
    // A single letter is a label only if a full stop or a colon follows, if it is a capital, or if it is “p”: “p. 040
    // …”, “T 040 …”.
    let is_letter = last.chars().count() == 1;
    let has_mark = near.ends_with(['.', ':']) || last.chars().all(char::is_uppercase) || lower == "p";
    let phrase = format!("{second} {last}");
    match (kind(&phrase), kind(last).filter(|_| !is_letter || has_mark)) {
        // The word for switchboard counts before and after the word for telephone: “vaihde, p.”, “puh. (vaihde)”.
        (None, Some(PhoneKind::Direct)) => LabelBefore::Phone(kind(second).unwrap_or(PhoneKind::Direct)),
        (Some(kind), _) | (None, Some(kind)) => LabelBefore::Phone(kind),
        (None, None) => LabelBefore::None,
    }
}

/// The kind of a number according to the words in brackets directly after it. Returns `None` if they do not state one.
pub(super) fn kind_after(after: &str) -> Option<PhoneKind> {
    let words = after.trim_start().strip_prefix('(')?.split(')').next()?;
    let kind = |words: &str| match VOCABULARY.label(words)? {
        Label::Switchboard => Some(PhoneKind::Switchboard),
        Label::Fax => Some(PhoneKind::Fax),
        _ => None,
    };
    kind(words).or_else(|| kind(words.split_whitespace().next()?))
}
