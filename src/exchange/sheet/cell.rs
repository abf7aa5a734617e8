//! The text of a cell, without what a spreadsheet adds to it.

use crate::text::Cleaned;

/// The words of a cell on one line.
pub(crate) fn clean_cell(cell: &str) -> String {
    let is_plain = cell.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !cell.contains("  ");
    if is_plain {
        return cell.trim().to_owned();
    }
    let cleaned = Cleaned::new(cell).text;
    cleaned.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text of a cell without the formula or the mark around it.
///
/// * **Shape** — `="0401234567"` is `0401234567`, `=HYPERLINK("mailto:a@b.fi";"Aino")` is `Aino a@b.fi`. Any other
///   formula stays as it is: nothing is calculated. An apostrophe before `= + - @` keeps a spreadsheet from calculating,
///   and goes.
pub(super) fn plain_text(cell: &str) -> String {
    let cell = cell.trim();
    if let Some(rest) = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])) {
        return rest.to_owned();
    }
    let Some(formula) = cell.strip_prefix('=') else { return cell.to_owned() };
    let quoted = quoted_texts(formula);
    if formula.starts_with('"') && quoted.len() == 1 {
        return quoted.concat();
    }
    if !formula.to_ascii_uppercase().starts_with("HYPERLINK(") {
        return cell.to_owned();
    }
    let mut texts: Vec<String> = Vec::new();
    for text in quoted.into_iter().rev() {
        let bare = without_scheme(&text).to_owned();
        if !bare.is_empty() && !texts.contains(&bare) && !bare.starts_with("http") {
            texts.push(bare);
        }
    }
    texts.join(" ")
}

/// The address of a link without `mailto:` or `tel:` and without what follows a question mark.
fn without_scheme(text: &str) -> &str {
    ["mailto:", "tel:"]
        .iter()
        .find_map(|scheme| text.get(..scheme.len()).filter(|it| it.eq_ignore_ascii_case(scheme)))
        .map_or(text, |scheme| text.get(scheme.len()..).unwrap_or_default().split('?').next().unwrap_or_default())
}

/// The texts in quotation marks; a doubled mark inside one is a mark.
fn quoted_texts(formula: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut letters = formula.chars().peekable();
    while letters.by_ref().any(|letter| letter == '"') {
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            if letter != '"' {
                text.push(letter);
            } else if letters.next_if_eq(&'"').is_some() {
                text.push('"');
            } else {
                break;
            }
        }
        texts.push(text);
    }
    texts
}

/// The name of a column, from 0: `A`, …, `Z`, `AA`.
pub(super) fn column_name(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(index % 26).unwrap_or(0)));
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_the_text_in_it() {
        for (cell, text) in [
            ("=\"0401234567\"", "0401234567"),
            ("=HYPERLINK(\"mailto:a@b.fi\")", "a@b.fi"),
            ("=HYPERLINK(\"mailto:a@b.fi?subject=x\";\"Aino Meri\")", "Aino Meri a@b.fi"),
            ("'+358401234567", "+358401234567"),
            ("'n Anna", "'n Anna"),
            ("=A1+B2", "=A1+B2"),
            ("Aino", "Aino"),
        ] {
            assert_eq!(plain_text(cell), text, "{cell}");
        }
    }

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(column_name), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
