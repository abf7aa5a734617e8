//! Finnish telephone numbers: one number, however it is written.

use std::fmt;
use std::str::FromStr;

/// A number of the Finnish numbering plan.
///
/// * **Shape** — national digits without the leading zero, as in `295037012`; [`PhoneNumber::e164`] gives `+358295037012`.
/// * **Errors** — [`NotAPhoneNumber`] when the digits do not fit the plan.
/// * **Source** — lengths by first digits, from the plan of the Finnish regulator: mobile 4x and 50, 8 to 11 digits;
///   29, 8 or 9; 10, 20, 30, 71, 73 and 75, 6 to 9; 600, 700 and 800, 6 to 10; area codes, 5 to 9.
///
/// # Examples
///
/// ```
/// use allu::text::{NotAPhoneNumber, PhoneNumber};
///
/// let number: PhoneNumber = "0295 037 012".parse()?;
/// assert_eq!(number.national(), "295037012");
/// assert_eq!(number, "+358 (0)295-037012".parse()?);
/// assert_eq!("112233445566".parse::<PhoneNumber>(), Err(NotAPhoneNumber));
/// # Ok::<(), NotAPhoneNumber>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber {
    national: String,
}

/// The text is not a telephone number of the Finnish plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    /// National digits without the leading zero.
    #[must_use]
    pub fn national(&self) -> &str {
        &self.national
    }

    /// The number in E.164, as a telephone dials it from anywhere.
    #[must_use]
    pub fn e164(&self) -> String {
        format!("+358{}", self.national)
    }
}

impl FromStr for PhoneNumber {
    type Err = NotAPhoneNumber;

    /// Parses a text that is one number: digits with spaces, hyphens, dots, slashes and brackets between them.
    fn from_str(text: &str) -> Result<Self, NotAPhoneNumber> {
        let digits = bare_digits(text).ok_or(NotAPhoneNumber)?;
        let national = strip_trunk(&digits).ok_or(NotAPhoneNumber)?;
        if fits_the_plan(national) { Ok(Self { national: national.to_owned() }) } else { Err(NotAPhoneNumber) }
    }
}

impl fmt::Display for NotAPhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a Finnish telephone number")
    }
}

impl std::error::Error for NotAPhoneNumber {}

/// The national digits that a query searches for in numbers. Returns `None` if the query has other characters than
/// digits and separators.
///
/// The digits may be any part of a number; +358, 00358 and the trunk zero are removed. Empty while only a part of such a
/// prefix is typed, because every Finnish number begins with it. The digits of another country begin with a zero, as no
/// national ones do, and the country code follows.
///
/// # Examples
///
/// ```
/// use allu::text::query_digits;
///
/// assert_eq!(query_digits("+358 295 037").as_deref(), Some("295037"));
/// assert_eq!(query_digits("0295-037").as_deref(), Some("295037"));
/// assert_eq!(query_digits("+35").as_deref(), Some(""));
/// assert_eq!(query_digits("+46 920"), query_digits("0046 920"));
/// assert_eq!(query_digits("lappi 7"), None);
/// ```
#[must_use]
pub fn query_digits(text: &str) -> Option<String> {
    let digits = bare_digits(text)?;
    if "+358".starts_with(&digits) || "00358".starts_with(&digits) {
        return Some(String::new());
    }
    let foreign = digits.strip_prefix('+').or_else(|| digits.strip_prefix("00"));
    if let Some(foreign) = foreign.filter(|_| strip_trunk(&digits).is_none()) {
        return Some(foreign_digits(foreign));
    }
    Some(strip_trunk(&digits).unwrap_or(&digits).to_owned())
}

/// The digits by which the number of an E.164 text is compared: national ones without the leading zero; those of another
/// country with a zero before the country code, because a national number never begins with one.
#[must_use]
pub fn compared_digits(e164: &str) -> String {
    let digits = e164.trim_start_matches('+');
    e164.parse::<PhoneNumber>().map_or_else(|_| foreign_digits(digits), |number| number.national)
}

/// The mark of another country before its digits.
fn foreign_digits(digits: &str) -> String {
    format!("0{digits}")
}

/// The digits of a text, with a leading plus. Returns `None` if it has other characters than digits and separators.
fn bare_digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    let text = text.trim();
    let text = text.strip_prefix("tel:").unwrap_or(text);
    // The trunk zero in brackets, `+358 (0)295 …`, is not dialled from abroad.
    for letter in text.replace("(0)", "").chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if digits.is_empty() => digits.push('+'),
            '-' | '.' | '/' | '(' | ')' | '\u{2010}' | '\u{2011}' | '\u{2013}' => {}
            space if space.is_whitespace() => {}
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(digits)
}

/// Removes +358, 00358 or the trunk zero. Returns `None` if the number begins with none of them.
fn strip_trunk(digits: &str) -> Option<&str> {
    digits
        .strip_prefix("+358")
        .or_else(|| digits.strip_prefix("00358"))
        // Also without the plus, if enough digits follow that it is not the beginning of a national number.
        .or_else(|| digits.strip_prefix("358").filter(|rest| rest.len() >= 6))
        .map(|rest| rest.strip_prefix('0').unwrap_or(rest))
        .or_else(|| digits.strip_prefix('0').filter(|rest| !rest.starts_with('0')))
}

fn fits_the_plan(national: &str) -> bool {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| national.starts_with(prefix));
    let lengths = if starts(&["4", "50"]) {
        8..=11
    } else if starts(&["29"]) {
        8..=9
    } else if starts(&["10", "20", "30", "71", "73", "75"]) {
        6..=9
    } else if starts(&["600", "700", "800"]) {
        6..=10
    } else if starts(&["1", "2", "3", "5", "6", "8", "9"]) {
        5..=9
    } else {
        return false;
    };
    lengths.contains(&national.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_many_dresses() {
        for printed in [
            "0295 037012",
            "0295-037-012",
            "+358295037012",
            "+358 (0)295 037 012",
            "00358 295 037 012",
            "0295\u{a0}037012",
        ] {
            assert_eq!(
                printed.parse::<PhoneNumber>().map(|number| number.e164()),
                Ok("+358295037012".to_owned()),
                "{printed}"
            );
        }
    }

    #[test]
    fn what_fits_no_plan_is_no_number() {
        for text in ["1234567-8", "123", "0295", "00", "", "+1 212 555 0100", "2018", "0295 0370123456"] {
            assert_eq!(text.parse::<PhoneNumber>(), Err(NotAPhoneNumber), "{text}");
        }
    }

    #[test]
    fn any_part_of_a_number_can_be_asked_for() {
        for (typed, national) in [
            ("037012", "37012"),
            ("0295037012", "295037012"),
            ("+358 295 037 012", "295037012"),
            ("00358295", "295"),
            ("358295037012", "295037012"),
            ("tel:+358295037012", "295037012"),
            ("7012", "7012"),
        ] {
            assert_eq!(query_digits(typed).as_deref(), Some(national));
        }
        for typed in ["+46 920 45", "004692045", "tel:+46-920-45", "+46 (0)920 45"] {
            assert_eq!(query_digits(typed).as_deref(), Some("04692045"), "{typed}");
        }
        assert_eq!(compared_digits("+46920453000"), "046920453000");
        assert_eq!(compared_digits("+358295037012"), "295037012");
        assert_eq!(query_digits("lappi"), None);
        for begun in ["0", "00", "+", "+35", "00358"] {
            assert_eq!(query_digits(begun).as_deref(), Some(""), "{begun}");
        }
    }
}
