//! Telephone numbers that a spreadsheet treated as amounts.

use crate::exchange::contact::FileProblemKind;

/// The damage that a spreadsheet did to the number in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DamagedNumber {
    /// It lost the zero; this is the number with it.
    LostZero(String),
    /// The last digits are lost.
    Scientific,
}

impl DamagedNumber {
    pub(super) const fn problem(&self) -> FileProblemKind {
        match self {
            Self::LostZero(_) => FileProblemKind::LostZero,
            Self::Scientific => FileProblemKind::Scientific,
        }
    }
}

/// The damage to the number in a cell, or `None` if it shows none.
///
/// A number of Finland that does not begin with `0`, `+` or `358` has lost its zero. One of eight or more digits is not
/// a short number of a switchboard.
pub(super) fn damage(cell: &str) -> Option<DamagedNumber> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 8..=11;
    let text = cell.trim();
    let text = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    if is_scientific(text) {
        return Some(DamagedNumber::Scientific);
    }
    let is_bare = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    // A space between groups shows that somebody wrote it, but a spreadsheet may group digits, too.
    let begins = ["4", "50", "29", "10", "20", "30", "1", "2", "3", "5", "6", "8", "9"]
        .iter()
        .any(|start| digits.starts_with(start));
    let has_code = digits.starts_with("358") && digits.len() >= 11;
    if is_bare && begins && !has_code && LENGTHS.contains(&digits.len()) {
        return Some(DamagedNumber::LostZero(format!("0{}", text.trim())));
    }
    None
}

/// Whether a cell is a number in scientific notation: `4,5E+11`.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, "0"));
    is_digits(exponent) && is_digits(whole) && is_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_did_is_seen() {
        let lost = |text: &str| Some(DamagedNumber::LostZero(text.to_owned()));
        for (cell, damage_seen) in [
            ("401234567", lost("0401234567")),
            ("401234567.0", lost("0401234567")),
            ("295037012", lost("0295037012")),
            ("40 123 4567", lost("040 123 4567")),
            ("4,5E+11", Some(DamagedNumber::Scientific)),
            ("3.58401E+11", Some(DamagedNumber::Scientific)),
            ("0401234567", None),
            ("358401234567", None),
            ("+358401234567", None),
            ("1234", None),
            ("E4", None),
            ("16 123", None),
        ] {
            assert_eq!(damage(cell), damage_seen, "{cell}");
        }
    }
}
