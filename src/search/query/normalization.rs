//! Replaces other spellings in a query: digits of other scripts, `(at)` for `@`.

use super::scraps::{bare, decoded};
use super::spoken_digits::written;
use crate::text::ascii_digit;

/// Replacements of the `@` in addresses, written to hide them from programs; in lower case.
const AT: [&str; 6] = ["(at)", "[at]", "{at}", "<at>", "(ät)", "[ät]"];

/// A query in which digits, also spoken ones, are ASCII digits, `x(at)y` and `x [at] y` are addresses, and characters
/// that pasting adds are removed.
pub(in crate::search) fn plain(query: &str) -> String {
    let decoded = decoded(query);
    let mut plain: String = decoded.chars().map(|letter| ascii_digit(letter).unwrap_or(letter)).collect();
    for at in AT {
        let mut from = 0;
        while let Some((start, end)) = find_ignoring_case(&plain, at, from) {
            let (before, behind) = (plain[..start].trim_end(), plain[end..].trim_start());
            let is_address = before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
            from = if is_address { before.len() + 1 } else { end };
            if is_address {
                plain = format!("{before}@{behind}");
            }
        }
    }
    written(&bare(&plain))
}

/// The range of `part` in a text, from a byte on.
fn find_ignoring_case(text: &str, part: &str, from: usize) -> Option<(usize, usize)> {
    let length = part.len();
    let is_here = |at: usize| text.get(at..at + length).is_some_and(|here| here.to_lowercase() == part);
    (from..text.len()).find(|at| is_here(*at)).map(|at| (at, at + length))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn an_address_may_be_written_without_its_sign() {
        for written in ["x.y(at)z.fi", "x.y [at] z.fi", "x.y (AT) z.fi", "x.y@z.fi"] {
            assert_eq!(plain(written), "x.y@z.fi");
        }
        assert_eq!(plain("a(at)b c[at]d"), "a@b c@d");
        assert_eq!(plain("(at) lappi [at]"), "(at) lappi [at]");
    }

    #[test]
    fn every_digit_is_a_digit() {
        assert_eq!(plain("０２９５ ٠٣٧٠١٢ ०"), "0295 037012 0");
    }
}
