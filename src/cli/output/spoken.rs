//! Lines for `--plain`: words and commas instead of signs and columns, as a screen reader should read them.

use crate::i18n::{Lang, say};
use crate::present::{Line, Marks, Role};

/// A line in words.
///
/// Labels get a colon, columns and the signs between parts become commas, and the signs of warnings, of near matches and
/// of foreign languages become words. Keys are left out: nobody can press them here.
pub(crate) fn spoken(line: &Line, lang: Lang, marks: &Marks) -> String {
    let spans: Vec<&(String, Role)> = line.spans.iter().filter(|(_, role)| *role != Role::Key).collect();
    let mut words = String::new();
    let mut rest = spans.as_slice();
    if let Some(label) = label_of(&spans) {
        words = format!("{label}: ");
        rest = rest.get(1..).unwrap_or_default();
        while let Some(((blank, _), behind)) = rest.split_first()
            && blank.trim().is_empty()
        {
            rest = behind;
        }
    }
    words.extend(rest.iter().map(|(part, _)| part.as_str()));
    without_signs(words.trim(), lang, marks)
}

/// The first words of a line, if they are a label.
fn label_of<'a>(spans: &[&'a (String, Role)]) -> Option<&'a str> {
    let [(first, Role::Quiet), (second, _), ..] = spans else { return None };
    let label = first.trim_end().trim_end_matches(':');
    let is_apart = first.ends_with(' ') || second.trim().is_empty();
    (is_apart && !label.is_empty() && !first.starts_with(' ')).then_some(label)
}

fn without_signs(words: &str, lang: Lang, marks: &Marks) -> String {
    let mut words = words.to_owned();
    for sign in [marks.dot, marks.arrow] {
        words = words.replace(&format!(" {sign} "), ", ");
    }
    for other in Lang::ALL {
        let sign = format!(" [{}]", other.code());
        if words.contains(&sign) {
            words = words.replace(&sign, &format!(" ({})", language_words(other, lang)));
        }
    }
    let columns = words.split("  ").map(str::trim).filter(|column| !column.is_empty());
    let parts: Vec<String> = columns.map(|column| sign_words(column, lang, marks)).collect();
    // A remark in brackets belongs to the part before it.
    parts.join(", ").replace(", (", " (")
}

/// A part of a line with the sign before it in words.
fn sign_words(part: &str, lang: Lang, marks: &Marks) -> String {
    if let Some(warning) = part.strip_prefix("! ") {
        return say!(lang, "prompt.warning", words = warning);
    }
    let near = format!("{} ", marks.about);
    let parts = part.split(", ").map(|part| match part.strip_prefix(&near) {
        Some(part) => say!(lang, "prompt.near", words = part),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn language_words(language: Lang, reader: Lang) -> String {
    match language {
        Lang::Fi => say!(reader, "prompt.in_finnish"),
        Lang::Sv => say!(reader, "prompt.in_swedish"),
        Lang::En => say!(reader, "prompt.in_english"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(spans: &[(&str, Role)]) -> String {
        let spans = spans.iter().map(|(words, role)| ((*words).to_owned(), *role)).collect();
        spoken(&Line { spans, selected: 0 }, Lang::En, &Marks::UNICODE)
    }

    #[test]
    fn a_label_has_a_colon_and_columns_have_commas() {
        assert_eq!(of(&[("Areas", Role::Quiet), ("        ", Role::Plain), ("Lapland", Role::Link)]), "Areas: Lapland");
        assert_eq!(of(&[("", Role::Quiet), ("             ", Role::Plain), ("Kainuu", Role::Link)]), "Kainuu");
        for label in ["Ask instead: ", "Ask instead  ", "Ask instead "] {
            let instead = [(label, Role::Quiet), ("Ilona", Role::Link), (" ", Role::Plain), ("0295", Role::Old)];
            assert_eq!(of(&instead), "Ask instead: Ilona 0295");
        }
        assert_eq!(of(&[("0295", Role::Number), ("  +358295", Role::Quiet)]), "0295, +358295");
        assert_eq!(of(&[("head of x", Role::Plain), ("  (announced)", Role::Quiet)]), "head of x (announced)");
        assert_eq!(of(&[("Directory: x, 2018", Role::Quiet)]), "Directory: x, 2018");
    }

    #[test]
    fn signs_become_words() {
        assert_eq!(of(&[("Rovaniemi → Lapland · ended", Role::Plain)]), "Rovaniemi, Lapland, ended");
        assert_eq!(of(&[("! ", Role::Warning), ("Moved", Role::Plain)]), "Warning: Moved");
        assert_eq!(of(&[("1. Sanna, ≈ Hiltunen · ended", Role::Plain)]), "1. Sanna, similar: Hiltunen, ended");
        assert_eq!(of(&[("Lista", Role::Title), (" [fi]", Role::Quiet)]), "Lista (in Finnish)");
        assert_eq!(of(&[("Sources (3)", Role::Link), ("  o", Role::Key)]), "Sources (3)");
    }
}
