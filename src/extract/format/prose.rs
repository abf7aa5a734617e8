//! Wrapped prose: lines that the margin breaks are joined again.

use crate::extract::document::source_line::{Joint, SourceLine};
use crate::extract::entities::temporal;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::text::fold;

/// The minimum number of characters of a line that a margin breaks.
const MIN_WRAPPED: usize = 55;
/// The minimum number of characters of a line that divides a word with a hyphen.
const MIN_DIVIDED: usize = 20;
/// The digits of a line that is complete in itself.
const COMPLETE_DIGITS: usize = 6;

/// Joins the lines of a group where one continues the other.
///
/// A small letter continues a long line. A capital continues one that does not end a sentence and has no room for the
/// word, in a group where a small letter continues a line, too, or after a comma. Lines that are complete in themselves, with a number,
/// an address or a footnote mark each, are never joined.
pub(super) fn join_wrapped(lines: Vec<SourceLine>) -> Vec<SourceLine> {
    if lines.len() < 2 {
        return lines;
    }
    let lengths: Vec<usize> = lines.iter().map(|line| line.view.trim().chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let begins_small = |line: &SourceLine| line.view.trim_start().starts_with(char::is_lowercase);
    let ends_sentence = lines.last().is_some_and(|last| last.view.trim_end().ends_with(['.', '!', '?']));
    let is_prose = lengths.iter().zip(lines.iter().zip(lines.iter().skip(1))).any(|(len, (line, next))| {
        *len >= MIN_WRAPPED && (begins_small(next) || ends_sentence && is_open_sentence(line.view.trim()))
    });
    let mut joined: Vec<SourceLine> = Vec::with_capacity(lines.len());
    let mut last_len = 0;
    let mut last_words = String::new();
    for (line, len) in lines.into_iter().zip(lengths) {
        let words = line.view.trim().to_owned();
        let joint = joint_of(&last_words, last_len, &words, longest, is_prose);
        let is_joined = match (joint, joined.last_mut()) {
            (Some(joint), Some(last)) if !last.is_marked() => last.join(&line, joint),
            _ => false,
        };
        if !is_joined {
            joined.push(line);
        }
        (last_len, last_words) = (len, words);
    }
    joined
}

/// Whether a line has the verb of a sentence and not its end.
fn is_open_sentence(line: &str) -> bool {
    let is_verb = |word: &str| word.starts_with(char::is_lowercase) && VOCABULARY.prose_verbs.contains(&fold(word));
    !line.ends_with(['.', ',', ':', ';', '!', '?']) && line.split_whitespace().any(is_verb)
}

/// Whether a word only leads to the next one: an article, a preposition, a conjunction.
fn is_leading(word: &str) -> bool {
    leads_to_time(word)
        || word.starts_with(char::is_lowercase) && ["fi", "sv", "en"].iter().any(|it| VOCABULARY.is_common(it, word))
}

/// Whether a word stands before a time.
fn leads_to_time(word: &str) -> bool {
    ["until", "till", "since", "from", "by", "on", "den", "från", "sedan", "fram"].contains(&word)
}

/// Whether `next` goes on with the sentence of a long line.
pub(super) fn is_continued(line: &SourceLine, next: &SourceLine) -> bool {
    let len = line.view.trim().chars().count();
    joint_of(line.view.trim(), len, next.view.trim(), len, false).is_some()
}

/// How the `next` line continues a line, or `None` if it does not.
fn joint_of(line: &str, len: usize, next: &str, longest: usize, is_prose: bool) -> Option<Joint> {
    let first = next.split_whitespace().next()?;
    let is_lower = first.starts_with(char::is_lowercase);
    let ends_in_hyphen = line.strip_suffix('-').is_some_and(|it| it.ends_with(char::is_alphabetic));
    if ends_in_hyphen && len >= MIN_DIVIDED {
        let joint = if VOCABULARY.lists(WordList::Conjunctions, first) {
            Joint::Space
        } else if is_lower {
            Joint::Division
        } else {
            Joint::Hyphen
        };
        return Some(joint).filter(|_| first.starts_with(char::is_alphabetic));
    }
    if len < MIN_WRAPPED {
        return None;
    }
    let has_no_room = len + 1 + first.chars().count() + 1 >= longest;
    let last = line.split_whitespace().next_back()?;
    let ends_with_contact = last.contains('@') || last.contains(|it: char| it.is_ascii_digit());
    let are_complete = is_complete(line) && is_complete(next);
    let continues = if is_lower {
        !(ends_with_contact && is_complete(next) || ends_card(line, next))
    } else if first.starts_with(|it: char| it.is_ascii_digit() || it == '+' || it == '(') {
        // A number begins a line of a card, unless a sentence goes on after it.
        let is_sentence = next.ends_with('.') && next.split_whitespace().filter(|it| is_word(it)).count() > 1;
        let is_year = temporal::year_of(first).is_some()
            && next.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_lowercase));
        // “until” and “31 March 2025.”
        let is_time = leads_to_time(last) && temporal::is_only_times(next);
        // “Kysy lisää: Anna Aalto,” with her number at the end of the sentence.
        let is_contact = is_prose && line.ends_with(',') && next.ends_with('.');
        (has_no_room && (is_sentence || is_year) || is_sentence && is_leading(last) || is_contact || is_time)
            && !ends_with_contact
            && !line.ends_with('.')
    } else {
        let begins_word = first.starts_with(char::is_alphabetic) && !first.ends_with(':');
        let is_open = !line.ends_with(['.', ':', '!', '?']) && !ends_with_contact;
        let is_wrapped = (is_prose || line.ends_with(',')) && has_no_room || is_leading(last);
        is_wrapped && begins_word && is_open && !are_complete
    };
    continues.then_some(Joint::Space)
}

/// Whether a line, or the `next` in small letters, is one of the contacts of a card and no part of a sentence.
fn ends_card(line: &str, next: &str) -> bool {
    const MIN_SENTENCE: usize = 5;
    let ends_with_contact = line
        .split_whitespace()
        .next_back()
        .is_some_and(|last| last.contains('@') || last.ends_with(|it: char| it.is_ascii_digit()) && is_complete(line));
    let words = || next.split_whitespace().filter(|it| is_word(it) && !it.contains('@'));
    let begins_with_address = next.split_whitespace().next().is_some_and(|first| first.contains('@'));
    let is_sentence = words().count() >= MIN_SENTENCE || next.ends_with('.');
    let goes_on = VOCABULARY.lists(WordList::Conjunctions, next.split_whitespace().next().unwrap_or_default());
    let is_contact = is_complete(next) && (begins_with_address || words().filter(|it| !it.ends_with('.')).count() < 2);
    ends_with_contact && !is_sentence && !goes_on || is_contact && !is_sentence && !line.ends_with([',', ':'])
}

fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// Whether a line has an address, or the digits of a number.
fn is_complete(line: &str) -> bool {
    line.contains('@') || line.bytes().filter(u8::is_ascii_digit).count() >= COMPLETE_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let lines = (1..).zip(text.lines()).map(|(number, line)| SourceLine::new(number, line, false)).collect();
        join_wrapped(lines).into_iter().map(|line| line.view).collect()
    }

    #[test]
    fn wrapped_prose_is_one_line() {
        let text = "Rannan Tuuli -hankkeen tavoitteena on tukea alueen kuntia ja\nniiden verkostoja, ja sitä vetää \
                    projektipäällikkö Aino\nMerikivi. Hanke alkaa keväällä.";
        assert_eq!(joined(text), [text.replace('\n', " ")]);
    }

    #[test]
    fn a_small_letter_continues_a_line_that_is_shorter_than_the_others() {
        let text = "Yhteinen pöytä -hanke järjestää ruokailtoja Etelä-Karjalassa. Hankkeen\nvetäjä on Etelä-Karjalan \
                    kansanopisto, ja mukana ovat kaikki sen seudun kunnat, niiden yhdistykset sekä seurakunnat ja \
                    koulut.";
        assert_eq!(joined(text), [text.replace('\n', " ")]);
        let text = "Hankkeen toteutusaika on kuusi vuotta eli 1.1.2020–31.12.2025\nja sitä rahoittaa ministeriö.";
        assert_eq!(joined(text), [text.replace('\n', " ")]);
        let text = "Lisätietoja antaa hankkeen toimistossa Aino Merikivi aamuisin,\np. 0295 111 001";
        assert_eq!(joined(text), [text.replace('\n', " ")]);
    }

    #[test]
    fn a_comma_continues_a_line() {
        let text = "Raahen ja Pyhäjoen asioissa auttaa Senja Kokko. Ylivieskasta,\nNivalasta ja Haapajärvestä vastaa Olavi \
                    Rautio.";
        assert_eq!(joined(text), [text.replace('\n', " ")]);
    }

    #[test]
    fn a_contact_continues_no_line_and_is_not_continued() {
        for card in [
            "Aino Merikivi, maahanmuuttajien alkuvaiheen ohjauksen päällikkö\naino.merikivi@ranta.example",
            "Aino Merikivi, maahanmuuttajien alkuvaiheen ohjauksen päällikkö\npuh. 0295 111 001, arkisin",
            "Aino Merikivi, Rannan koulutuskuntayhtymän hanke, p. 0295 111 001\nprojektipäällikkö",
            "Aino Merikivi, Rannan koulutuskuntayhtymä, aino.merikivi@ranta.example\nprojektipäällikkö, Lappi",
        ] {
            assert_eq!(joined(card).len(), 2, "{card}");
        }
    }

    #[test]
    fn a_divided_word_is_whole_and_a_compound_keeps_its_hyphen() {
        let text = "Hankkeessa työskentelee myös yksi projekti-\nkoordinaattori, jonka alueena on Etelä-\nSavo ja lisäksi \
                    kansainvälisyys-\nja kotouttamispäällikkö";
        let whole = "Hankkeessa työskentelee myös yksi projektikoordinaattori, jonka alueena on Etelä-Savo ja lisäksi \
                     kansainvälisyys- ja kotouttamispäällikkö";
        assert_eq!(joined(text), [whole]);
    }

    #[test]
    fn a_sentence_goes_on_behind_a_number() {
        let text = "Hej Linda, vem tar över efter Jessica Wiklund? Hennes nummer\n041 318 5509 är ur bruk nu.";
        assert_eq!(joined(text), [text.replace('\n', " ")]);
        let card = "Maahanmuuttajien alkuvaiheen ohjauksen projektipäällikkö Aino\n041 318 5509";
        assert_eq!(joined(card).len(), 2);
        let text = "Nelivuotinen Kotikunta-hanke alkoi 1.9.2019 ja päättyy 31.8.2023. Sitä rahoittaa\nEuroopan \
                    sosiaalirahasto, ja se toimii Etelä-Pohjanmaalla, Keski-Suomessa ja muualla\nkin.";
        assert_eq!(joined(text), [text.replace('\n', " ")]);
    }

    #[test]
    fn a_list_of_contacts_is_not_joined() {
        let text = "Aino Merikivi, projektipäällikkö, Rannan Tuuli -hanke, p. 0295 111 001\n\
                    von Hertz Eero, projektisuunnittelija, Rannan Tuuli, p. 0295 111 002\n\
                    Otso Ranta, projektikoordinaattori, Merisolan kunta, p. 0295 111 003";
        assert_eq!(joined(text).len(), 3);
        let text = "Maahanmuuttajien alkuvaiheen ohjauksen kehittäminen -hanke\nAino Merikivi\nprojektipäällikkö";
        assert_eq!(joined(text).len(), 3);
    }
}
