//! The name in a cell.

use super::column::NameForm;
use crate::exchange::contact::ContactName;

/// The name in a cell under a header that tells the order of names, or does not.
pub(super) fn name_of(words: String, form: NameForm) -> ContactName {
    match form {
        NameForm::GivenFirst => ContactName::Full(words),
        NameForm::Unknown => ContactName::Unordered(words),
        NameForm::SurnameFirst if words.contains([',', '(']) => ContactName::Unordered(words),
        NameForm::SurnameFirst => {
            // “af Hällström Peik”
            let is_particle = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
            let particles: usize =
                words.split_inclusive(' ').take_while(|word| is_particle(word.trim())).map(str::len).sum();
            let behind = words.get(particles..).unwrap_or_default();
            match behind.split_once(' ') {
                Some((surname, given)) => ContactName::Parts {
                    given: given.to_owned(),
                    surname: format!("{}{surname}", words.get(..particles).unwrap_or_default()),
                },
                None => ContactName::Full(words),
            }
        }
    }
}
