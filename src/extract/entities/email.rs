//! Recognition of e-mail addresses, and of the pattern by which addresses are made of names.

use std::ops::Range;

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

/// The signs between the local part and the domain.
const SIGNS: &[&str] = &["@", "(at)", "[at]", "(a)", "[a]", "(ät)", "[ät]"];

/// The local parts that mean “given name, full stop, surname”.
const PATTERNS: &[&str] = &["etunimi.sukunimi", "fornamn.efternamn", "förnamn.efternamn", "firstname.lastname"];

/// Every address of a line, in order.
pub(crate) fn find_emails(text: &str) -> Vec<EmailMention> {
    let lower = text.to_lowercase();
    // Byte offsets must hold in both texts. Letters whose lower case has another length are in no address.
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mut found: Vec<EmailMention> = Vec::new();
    let mut from = 0;
    while let Some((at, sign)) = next_sign(&lower, from) {
        let mail = around(&lower, at, sign);
        from = mail.as_ref().map_or(at + sign.len(), |mail| mail.range.end);
        found.extend(mail);
    }
    found
}

fn next_sign(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(from..)?;
    SIGNS.iter().filter_map(|sign| Some((from + rest.find(sign)?, *sign))).min()
}

fn around(text: &str, at: usize, sign: &str) -> Option<EmailMention> {
    let before = text.get(..at)?.trim_end_matches(' ');
    let after = text.get(at + sign.len()..)?;
    let spaces = after.len() - after.trim_start_matches(' ').len();
    let after = after.trim_start_matches(' ');
    let local = before.rsplit(|it: char| !is_local(it)).next()?.trim_start_matches(['.', '-']);
    let length = after.find(|it: char| !(it.is_alphanumeric() || it == '-' || it == '.')).unwrap_or(after.len());
    let domain = after.get(..length)?.trim_end_matches(['.', '-']);
    let whole = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
    if local.is_empty() || !whole {
        return None;
    }
    let range = before.len() - local.len()..at + sign.len() + spaces + domain.len();
    let text = if PATTERNS.contains(&local) {
        EmailText::Pattern(domain.to_owned())
    } else {
        EmailText::Address(format!("{local}@{domain}"))
    };
    Some(EmailMention { range, text })
}

fn is_local(letter: char) -> bool {
    letter.is_alphanumeric() || "._-+'".contains(letter)
}

/// The address that the pattern makes of a name, or `None` if the rule does not say which parts of the name it has.
///
/// * **Source** — the addresses of Finnish authorities: folded letters, with hyphens, without initials, the first of
///   several given names. The rule for surnames of two words is not known.
pub(crate) fn derived(name: &str, domain: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.ends_with('.')).collect();
    let [given, .., surname] = words.as_slice() else { return None };
    let particle = words.iter().skip(1).any(|word| word.starts_with(char::is_lowercase));
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
            ("Carl von Essen", None),
            ("Madonna", None),
        ] {
            assert_eq!(derived(name, "x.fi").as_deref(), address, "{name}");
        }
    }
}
