//! Compounds that were typed as two words: `projekti sihteeri`.

use crate::search::query::stop_words::is_noun_filler;
use crate::text::fold;

/// A query in which two neighbouring words are joined if a record contains them as one word, unless both also occur as
/// separate words.
pub(in crate::search) fn joined(query: &str, is_known: impl Fn(&str) -> bool) -> String {
    let is_word = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    let is_part = |word: &str| !is_known(&fold(word)) || is_noun_filler(&fold(word));
    let words: Vec<&str> = query.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let joined = words.get(at + 1).filter(|next| is_word(word) && is_word(next)).and_then(|next| {
            let whole = format!("{word}{next}");
            ((is_part(word) || is_part(next)) && is_known(&fold(&whole))).then_some(whole)
        });
        at += 1 + usize::from(joined.is_some());
        out.push(joined.unwrap_or_else(|| word.to_owned()));
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn parts_of_a_known_compound_are_joined() {
        let known = ["projektisihteeri", "neuvoja", "asiakasneuvoja", "anna", "liisa", "annaliisa", "kajaani"];
        let joined = |query| joined(query, |word| known.contains(&word));
        assert_eq!(joined("projekti sihteeri Kajaani"), "projektisihteeri Kajaani");
        assert_eq!(joined("Asiakas neuvoja"), "Asiakasneuvoja");
        assert_eq!(joined("anna liisa"), "anna liisa", "both are words");
        assert_eq!(joined("!projekti sihteeri"), "!projekti sihteeri");
    }
}
