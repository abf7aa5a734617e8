//! Digits written as words: “oh five oh three one one”.

use crate::text::fold;

/// The words for each digit, folded, in Finnish, Swedish and English.
#[rustfmt::skip]
const WORDS: [&[&str]; 10] = [
    &["nolla", "noll", "zero", "oh", "nought"],
    &["yksi", "yks", "ett", "one"],
    &["kaksi", "kaks", "tva", "two"],
    &["kolme", "tre", "three"],
    &["nelja", "fyra", "four"],
    &["viisi", "viis", "fem", "five"],
    &["kuusi", "kuus", "sex", "six"],
    &["seitseman", "seittaman", "seittemman", "sju", "seven"],
    &["kahdeksan", "kaheksan", "atta", "eight"],
    &["yhdeksan", "yheksan", "nio", "nine"],
];

/// The minimum number of words for digits that form a number by themselves.
const FEWEST: usize = 3;

/// A text in which runs of at least three words for digits, and single ones beside digits, are replaced by digits.
pub(super) fn written(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.iter().filter(|word| digit_of(word).is_some()).count() == 0 {
        return text.to_owned();
    }
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| digit_of(word).is_some() || is_digits(word)).count();
        let here = &words[at..at + run];
        let spoken = here.iter().filter(|word| digit_of(word).is_some()).count();
        if spoken >= FEWEST || spoken > 0 && here.iter().any(|word| is_digits(word) && word.len() > 1) {
            out.push(here.iter().map(|word| digit_of(word).map_or((*word).to_owned(), |it| it.to_string())).collect());
            at += run;
        } else {
            out.push(words[at].to_owned());
            at += 1;
        }
    }
    out.join(" ")
}

fn digit_of(word: &str) -> Option<usize> {
    let folded = fold(word.trim_matches([',', '.', '?', '!']));
    WORDS.iter().position(|words| words.contains(&folded.as_str()))
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn a_number_may_be_written_as_it_is_spoken() {
        for (spoken, number) in [
            ("oh five oh three one one four six two two", "0503114622"),
            ("noll fem noll tre ett ett fyra sex två två", "0503114622"),
            ("nolla kaksi yhdeksän viisi, nolla yhdeksän yksi yhdeksän viisi kahdeksan", "0295091958"),
            ("050 three one one 4622", "0503114622"),
        ] {
            assert_eq!(written(spoken), number, "{spoken}");
        }
        assert_eq!(written("kenen numero on nolla viisi nolla kolme"), "kenen numero on 0503");
    }

    #[test]
    fn single_words_are_words() {
        for text in ["sex och samlevnad", "one person", "Kuusi", "Tre Kronor", "yksi tai kaksi", ""] {
            assert_eq!(written(text), text);
        }
    }
}
