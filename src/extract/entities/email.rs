//! Recognition of e-mail addresses, and of the pattern by which addresses are formed from names.

use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use std::ops::Range;

use crate::language::given_name;
use crate::text::fold;

/// An address, or a pattern of addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EmailMention {
    /// Bytes of the line.
    pub(crate) range: Range<usize>,
    /// The address or pattern.
    pub(crate) text: EmailText,
}

/// A text of the form of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EmailText {
    /// An address, in lower case and with “@”.
    Address(String),
    /// Addresses are given name, full stop, surname, at this domain.
    Pattern(String),
}

/// Every address of a line, in order.
pub(crate) fn find_emails(text: &str) -> Vec<EmailMention> {
    let lower = text.to_lowercase();
    // Byte offsets must be the same in both texts. Letters whose lower case has another length do not occur in
    // addresses.
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mut found: Vec<EmailMention> = Vec::new();
    let mut from = 0;
    while let Some(sign) = next_sign(&lower, from) {
        let mail = around(&lower, &sign, from);
        from = mail.as_ref().map_or(sign.end, |mail| mail.range.end);
        found.extend(mail);
    }
    found
}

/// The bytes of the next sign: `@`, or a word for it in brackets, with the spaces around it.
fn next_sign(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let bracketed = rest.match_indices(['(', '[', '{', '<']).find_map(|(open, _)| {
        let length = bracketed_word(rest.get(open..)?, WordList::AtSigns)?;
        Some(from + open..from + open + length)
    });
    let plain = rest.find('@').map(|at| from + at..from + at + 1);
    let spaced = spaced_sign(text, from);
    bracketed.into_iter().chain(plain).chain(spaced).min_by_key(|sign| sign.start)
}

/// “maija.meri at esimerkki.fi”: the word alone, between a local part with a full stop and a domain.
fn spaced_sign(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let is_address = |at: usize, sign: &str| {
        let before = rest.get(..at).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
        let after =
            rest.get(at + sign.len()..).unwrap_or_default().split([' ', ',', ';', ')']).next().unwrap_or_default();
        let is_domain =
            after.trim_end_matches('.').rsplit_once('.').is_some_and(|(name, top)| !name.is_empty() && top.len() >= 2);
        before.contains('.') && is_domain
    };
    [" at ", " ät "].iter().find_map(|sign| {
        let (at, _) = rest.match_indices(sign).find(|(at, _)| is_address(*at, sign))?;
        Some(from + at..from + at + sign.len())
    })
}

/// The length of a bracket with one of some words in it, at the beginning of a text.
fn bracketed_word(text: &str, words: WordList) -> Option<usize> {
    const LONGEST: usize = 16;
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        _ => return None,
    };
    let end = text.char_indices().take(LONGEST).find(|(_, letter)| *letter == close)?.0;
    VOCABULARY.lists(words, text.get(1..end)?.trim()).then_some(end + 1)
}

fn around(text: &str, sign: &Range<usize>, from: usize) -> Option<EmailMention> {
    let before = text.get(from..sign.start)?.trim_end_matches(' ');
    let start = before_start(before)?;
    let local = before.get(start..)?;
    let after = text.get(sign.end..)?;
    let spaces = after.len() - after.trim_start_matches(' ').len();
    let (length, domain) = domain_of(after.trim_start_matches(' '))?;
    let local = join_dots(local);
    let local = local.trim_start_matches(['.', '-', '_', '\'', '+']);
    let is_whole = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
    let has_letters =
        domain.rsplit('.').next().is_some_and(|top| top.len() >= 2 && top.chars().all(char::is_alphabetic));
    if local.is_empty() || !is_whole || !has_letters {
        return None;
    }
    let skipped =
        before.get(start..)?.len() - before.get(start..)?.trim_start_matches(['.', '-', '_', '\'', '+']).len();
    let range = from + start + skipped..sign.end + spaces + length;
    let text = if VOCABULARY.lists(WordList::AddressPatterns, &fold(local)) {
        EmailText::Pattern(domain)
    } else {
        EmailText::Address(format!("{local}@{domain}"))
    };
    Some(EmailMention { range, text })
}

/// The beginning of the local part at the end of the text. Full stops may be written as words in brackets.
fn before_start(before: &str) -> Option<usize> {
    let mut start = before.len();
    while let Some(letter) = before.get(..start)?.chars().next_back() {
        if is_local(letter) {
            start -= letter.len_utf8();
            continue;
        }
        let open = before.get(..start)?.rfind(['(', '[', '{']).filter(|open| {
            before.get(*open..start).is_some_and(|bracket| {
                bracketed_word(bracket.trim_end(), WordList::Dots) == Some(bracket.trim_end().len())
            })
        });
        match open {
            Some(open) => start = before.get(..open)?.trim_end_matches(' ').len(),
            None => break,
        }
    }
    Some(start)
}

/// The domain at the beginning of the text and its length in the text, without a full stop that ends the sentence.
fn domain_of(after: &str) -> Option<(usize, String)> {
    let mut length = 0;
    let mut domain = String::new();
    loop {
        let rest = after.get(length..)?;
        let run = rest.find(|it: char| !(it.is_alphanumeric() || it == '-' || it == '.')).unwrap_or(rest.len());
        domain.push_str(rest.get(..run)?);
        length += run;
        let rest = after.get(length..)?;
        let open = rest.len() - rest.trim_start_matches(' ').len();
        match bracketed_word(rest.get(open..)?, WordList::Dots) {
            Some(bracket) if !domain.is_empty() => {
                let spaces = rest.get(open + bracket..)?;
                length += open + bracket + (spaces.len() - spaces.trim_start_matches(' ').len());
                domain.push('.');
            }
            _ => break,
        }
    }
    let kept = domain.trim_end_matches(['.', '-']);
    let dropped = domain.len() - kept.len();
    Some((length - dropped, kept.to_owned()))
}

/// The local part with each word for a full stop replaced by one.
fn join_dots(local: &str) -> String {
    let mut joined = String::with_capacity(local.len());
    let mut rest = local;
    while let Some(letter) = rest.chars().next() {
        if let Some(length) = bracketed_word(rest, WordList::Dots) {
            joined.push('.');
            rest = rest.get(length..).unwrap_or_default();
        } else {
            if letter != ' ' {
                joined.push(letter);
            }
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    joined
}

fn is_local(letter: char) -> bool {
    letter.is_alphanumeric() || "._-+'".contains(letter)
}

/// Whether a domain stands for those of several organisations: “etunimi.sukunimi@kunta.fi”.
pub(crate) fn is_placeholder(domain: &str) -> bool {
    domain.rsplit('.').nth(1).is_some_and(|label| VOCABULARY.lists(WordList::PlaceholderDomains, label))
}

/// The address that the pattern forms from a name, or `None` if the rule does not say which parts of the name it has.
///
/// * **Source** — the addresses of Finnish authorities: folded letters, with hyphens, without initials, the first of
///   several given names. The rule for surnames of two words is not known.
pub(crate) fn derived(name: &str, domain: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.ends_with('.')).collect();
    let [given, between @ .., surname] = words.as_slice() else { return None };
    let particle = words.iter().skip(1).any(|word| word.starts_with(char::is_lowercase));
    // A word between that is no known given name may be the first of a surname, and so may one of several.
    let is_particle = |word: &str| VOCABULARY.lists(WordList::Particles, &word.to_lowercase());
    let is_given = |word: &&str| given_name(word).is_some() && !is_particle(word);
    if between.len() > 1 || !between.iter().all(is_given) || !between.is_empty() && given_name(surname).is_some() {
        return None;
    }
    let part = |word: &str| {
        let folded = fold(word);
        folded.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-').then_some(folded)
    };
    if particle {
        return None;
    }
    Some(format!("{}.{}@{domain}", part(given)?, part(surname)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_in_every_notation() {
        for (text, address) in [
            ("Kirjoita: Maija.Meri@esimerkki.fi.", "maija.meri@esimerkki.fi"),
            ("maija.meri(at)esimerkki.fi, p. 1", "maija.meri@esimerkki.fi"),
            ("maija.meri [ät] esimerkki.fi", "maija.meri@esimerkki.fi"),
            ("maija.meri (a) esimerkki.fi", "maija.meri@esimerkki.fi"),
            ("maija.meri { at } esimerkki.fi", "maija.meri@esimerkki.fi"),
            ("maija.meri at esimerkki.fi", "maija.meri@esimerkki.fi"),
            ("maija(piste)meri(at)esimerkki(piste)fi", "maija.meri@esimerkki.fi"),
            ("maija [dot] meri [at] esimerkki [dot] fi", "maija.meri@esimerkki.fi"),
            ("<maija.meri@esimerkki.fi>", "maija.meri@esimerkki.fi"),
        ] {
            let found: Vec<_> = find_emails(text).into_iter().map(|mail| mail.text).collect();
            assert_eq!(found, [EmailText::Address(address.to_owned())], "{text}");
        }
        assert_eq!(find_emails("maija.meri@esimerkki"), []);
        assert_eq!(find_emails("@"), []);
    }

    #[test]
    fn a_pattern_makes_addresses() {
        let text = "muotoa etunimi.sukunimi@esimerkki.fi";
        assert_eq!(find_emails(text)[0].text, EmailText::Pattern("esimerkki.fi".to_owned()));
        for (name, address) in [
            ("Päivi Åberg", Some("paivi.aberg@x.fi")),
            ("Anna-Liisa Mäki-Öhman", Some("anna-liisa.maki-ohman@x.fi")),
            ("Esko K. Puro", Some("esko.puro@x.fi")),
            ("Anna Maria Korhonen", Some("anna.korhonen@x.fi")),
            ("Carl von Essen", None),
            ("Maria Del Carmen Lopez", None),
            ("Aino Kivi Salmela", None),
            ("Mohamed Ali Hassan", None),
            ("Madonna", None),
        ] {
            assert_eq!(derived(name, "x.fi").as_deref(), address, "{name}");
        }
    }
}
