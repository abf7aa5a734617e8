//! Telephone numbers, found by their beginning, their end, three or more digits inside, or with one digit wrong; and which
//! digits matched.

use std::ops::Range;

use crate::search::hit::Tier;
use crate::store::{Longs, Numbers, SectionWriter, Sections, partition_point};

/// The minimum number of digits that are looked for inside numbers.
const DIGITS_INSIDE_FROM: usize = 3;
/// The minimum number of digits that may begin with a country code without a plus.
const BARE_CODE_FROM: usize = 6;
/// The minimum number of national digits of a number that is looked for with a digit wrong.
const SLIP_FROM: usize = 7;
/// The number of numbers that are examined together.
const TOGETHER: usize = 16;
/// The lowest bit of each digit, and the highest.
const EACH_LOW: u64 = 0x1111_1111_1111_1111;
const EACH_TOP: u64 = EACH_LOW << 3;
/// The maximum number of stored digits of a number: one more than any number has.
const MOST_DIGITS: usize = 16;

/// The national numbers of all records, sorted.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct NumberTable {
    /// Packed digits, ascending.
    digits: Longs,
    /// The record of each.
    records: Numbers,
    /// Positions in the other two lists, in the order of the digits from the last to the first.
    backwards: Numbers,
}

impl NumberTable {
    /// Builds the table from national digits and their records, in any order.
    pub(in crate::search) fn of(mut numbers: Vec<(u64, u32)>) -> Self {
        numbers.sort_unstable();
        numbers.dedup();
        let mut backwards: Vec<(u64, u32)> =
            (0_u32..).zip(&numbers).map(|(at, (digits, _))| (reversed(*digits), at)).collect();
        backwards.sort_unstable();
        Self {
            digits: numbers.iter().map(|(digits, _)| *digits).collect(),
            records: numbers.iter().map(|(_, record)| *record).collect(),
            backwards: backwards.into_iter().map(|(_, at)| at).collect(),
        }
    }

    /// The records whose number holds the digits of a query, grouped by kind of match. A record may occur more than once.
    pub(in crate::search) fn matching(&self, national: &str, typed: &str) -> Vec<(Tier, Vec<u32>)> {
        let mut found = Vec::new();
        let mut find = |tier: Tier, records: Vec<u32>| {
            if !records.is_empty() {
                found.push((tier, records));
            }
        };
        for digits in [Some(national), without_code(typed)].into_iter().flatten() {
            let begun = self.beginning(digits);
            let whole = self.count_before(pack(digits).saturating_add(1)).clamp(begun.start, begun.end);
            find(Tier::Exact, self.records.range(begun.start..whole).collect());
            find(Tier::Prefix, self.records.range(whole..begun.end).collect());
        }
        find(Tier::WordStart, self.ending(typed, |_| true));
        let inside = (national.len() < typed.len()).then_some(national).filter(|digits| !digits.is_empty());
        if let Some(national) = inside {
            find(Tier::WordStart, self.ending(national, is_foreign));
        }
        if typed.len() >= DIGITS_INSIDE_FROM {
            let inside = inside.filter(|digits| digits.len() >= DIGITS_INSIDE_FROM);
            find(Tier::Substring, self.holding(typed, inside));
        }
        found
    }

    /// The records whose number is one error away from some national digits: a wrong, lost, doubled or swapped digit.
    pub(in crate::search) fn near(&self, national: &str) -> Vec<u32> {
        if !(SLIP_FROM..MOST_DIGITS).contains(&national.len()) {
            return Vec::new();
        }
        let mut meant: Vec<u64> = slips_of(national.as_bytes()).map(|digits| pack_bytes(&digits)).collect();
        meant.sort_unstable();
        meant.dedup();
        let places = meant.into_iter().flat_map(|packed| {
            let first = self.count_before(packed);
            (first..self.digits.len()).take_while(move |at| self.digits.get(*at) == Some(packed))
        });
        places.filter_map(|at| self.records.get(at)).collect()
    }

    /// Places of the numbers that begin with some digits.
    fn beginning(&self, digits: &str) -> Range<usize> {
        let low = pack(digits);
        self.count_before(low)..above(low, digits.len()).map_or(self.digits.len(), |high| self.count_before(high))
    }

    fn count_before(&self, packed: u64) -> usize {
        partition_point(self.digits.len(), |at| self.digits.get(at).is_some_and(|digits| digits < packed))
    }

    /// The records whose number ends with some digits, among the numbers of a kind.
    fn ending(&self, digits: &str, is_of_kind: impl Fn(u64) -> bool) -> Vec<u32> {
        let backwards: String = digits.chars().rev().collect();
        let at = |place: usize| self.backwards.get(place).map(|at| at as usize);
        let digits_at = |place: usize| at(place).and_then(|at| self.digits.get(at)).map(reversed);
        let before = |packed: u64| {
            partition_point(self.backwards.len(), |place| digits_at(place).is_some_and(|own| own < packed))
        };
        let low = pack(&backwards);
        let places = before(low)..above(low, digits.len()).map_or(self.backwards.len(), before);
        let ending = self.backwards.range(places).map(|at| at as usize);
        ending
            .filter(|at| self.digits.get(*at).is_some_and(&is_of_kind))
            .filter_map(|at| self.records.get(at))
            .collect()
    }

    /// The records whose number has some digits in it; a foreign number may have the digits `of_foreign` instead.
    fn holding(&self, digits: &str, of_foreign: Option<&str>) -> Vec<u32> {
        let foreign_starts = |foreign: &Inside, packed: u64| {
            let of_foreign = if is_foreign(packed) { u64::MAX } else { 0 };
            foreign.starts_in(packed) & of_foreign
        };
        let foreign_has = |foreign: &Inside, packed: u64| is_foreign(packed) && foreign.is_in(packed);
        let places = match (Inside::new(digits), of_foreign.and_then(Inside::new)) {
            (None, None) => Vec::new(),
            (Some(wanted), None) => self.places(|packed| wanted.starts_in(packed), |packed| wanted.is_in(packed)),
            (None, Some(foreign)) => {
                self.places(|packed| foreign_starts(&foreign, packed), |packed| foreign_has(&foreign, packed))
            }
            (Some(wanted), Some(foreign)) => self.places(
                |packed| wanted.starts_in(packed) | foreign_starts(&foreign, packed),
                |packed| wanted.is_in(packed) || foreign_has(&foreign, packed),
            ),
        };
        // Record numbers are read only for the matches; the scan touches only the digits.
        places.into_iter().filter_map(|place| self.records.get(place)).collect()
    }

    /// The places of the numbers that `has` accepts. `may_have` must be above 0 for each of them, and has no branch, so that
    /// the processor looks at several numbers at once.
    fn places(&self, may_have: impl Fn(u64) -> u64, has: impl Fn(u64) -> bool) -> Vec<usize> {
        let mut places = Vec::new();
        for (first, numbers) in (0..).step_by(TOGETHER).zip(self.digits.chunks(TOGETHER)) {
            if numbers.clone().fold(0, |any, packed| any | may_have(packed)) != 0 {
                places.extend((first..).zip(numbers).filter(|(_, packed)| has(*packed)).map(|(place, _)| place));
            }
        }
        places
    }

    /// Writes the numbers to three sections with the given names.
    pub(in crate::search) fn write(&self, [digits, records, backwards]: [&'static str; 3], into: &mut SectionWriter) {
        into.add(digits, self.digits.bytes());
        into.add(records, self.records.bytes());
        into.add(backwards, self.backwards.bytes());
    }

    /// Reads the numbers from three sections. Returns `None` if one is missing.
    pub(in crate::search) fn read([digits, records, backwards]: [&str; 3], from: &Sections) -> Option<Self> {
        let (records, backwards) = (Numbers::new(from.get(records)?), Numbers::new(from.get(backwards)?));
        Some(Self { digits: Longs::new(from.get(digits)?), records, backwards })
    }

    /// The number of entries.
    pub(in crate::search) fn len(&self) -> usize {
        self.digits.len()
    }
}

/// Digits that are looked for inside numbers.
struct Inside {
    wanted: u64,
    mask: u64,
    /// The first digits, each at all sixteen places.
    first: [u64; DIGITS_INSIDE_FROM],
}

impl Inside {
    /// Returns `None` if there are more digits than any number has.
    fn new(digits: &str) -> Option<Self> {
        let length = digits.len();
        let mask =
            if length == MOST_DIGITS { u64::MAX } else { (1_u64.checked_shl(u32::try_from(4 * length).ok()?)?) - 1 };
        let packed = pack(digits);
        let first = std::array::from_fn(|at| EACH_LOW * (packed >> (60 - 4 * at) & 0xf));
        (length <= MOST_DIGITS).then(|| Self { wanted: packed >> (64 - 4 * length), mask, first })
    }

    /// The places of the first digits in a number, as the top bit of each place. 0 for a number with fewer digits.
    fn starts_in(&self, packed: u64) -> u64 {
        let equal = |wanted: u64| {
            let differing = packed ^ wanted;
            !(((differing & !EACH_TOP) + !EACH_TOP) | differing) & EACH_TOP
        };
        (0..).zip(self.first).fold(EACH_TOP, |all, (at, wanted)| all & (equal(wanted) << (4 * at)))
    }

    fn is_in(&self, packed: u64) -> bool {
        // The unused places at the end are 0 and never match, because stored digits are not 0.
        let mut rest = packed.checked_shr(packed.trailing_zeros() & !3).unwrap_or(0);
        while rest >= self.wanted {
            if rest & self.mask == self.wanted {
                return true;
            }
            rest >>= 4;
        }
        false
    }
}

/// All digits within one error of the given ones, in either direction. Some occur twice.
fn slips_of(digits: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let edited = |edit: &dyn Fn(&mut Vec<u8>)| {
        let mut digits = digits.to_vec();
        edit(&mut digits);
        digits
    };
    let mut slips = Vec::new();
    for at in 0..digits.len() {
        slips.push(edited(&|digits| _ = digits.remove(at)));
        slips.extend((b'0'..=b'9').map(|digit| edited(&|digits| digits[at] = digit)));
        slips.extend((b'0'..=b'9').map(|digit| edited(&|digits| digits.insert(at, digit))));
        if at > 0 {
            slips.push(edited(&|digits| digits.swap(at - 1, at)));
        }
    }
    slips.extend((b'0'..=b'9').map(|digit| edited(&|digits| digits.push(digit))));
    slips.into_iter().filter(move |slip| slip != digits)
}

/// The digits of a number that agree with those of another one that is one edit away.
pub(in crate::search) fn kept_digits(number: &str, typed: &str) -> Option<Vec<usize>> {
    let is_near = typed.len() >= SLIP_FROM && slips_of(typed.as_bytes()).any(|slip| slip == number.as_bytes());
    let same = |one: &mut dyn Iterator<Item = (u8, u8)>| one.take_while(|(own, typed)| own == typed).count();
    let before = same(&mut number.bytes().zip(typed.bytes()));
    let behind = same(&mut number.bytes().rev().zip(typed.bytes().rev())).min(number.len() - before);
    is_near.then(|| (0..before).chain(number.len() - behind..number.len()).collect())
}

/// Whether packed digits are those of another country: they begin with a zero.
fn is_foreign(packed: u64) -> bool {
    packed >> 60 == 1
}

/// Digits in one number, four bits each from the top, that compare as their text does; digits beyond sixteen are cut
/// off.
pub(in crate::search) fn pack(digits: &str) -> u64 {
    pack_bytes(digits.as_bytes())
}

fn pack_bytes(digits: &[u8]) -> u64 {
    let digit = |byte: u8| u64::from(byte.wrapping_sub(b'0').min(9)) + 1;
    digits
        .iter()
        .copied()
        .take(MOST_DIGITS)
        .zip(0..)
        .fold(0, |packed, (byte, at)| packed | digit(byte) << (60 - 4 * at))
}

/// The least packed number above all that begin with a packed beginning of some length. Returns `None` if there is none.
fn above(beginning: u64, length: usize) -> Option<u64> {
    match length.min(MOST_DIGITS) {
        0 => None,
        length => beginning.checked_add(1 << (64 - 4 * length)),
    }
}

/// The digits from the last to the first.
fn reversed(packed: u64) -> u64 {
    let bytes = packed.swap_bytes();
    let nibbles = (bytes & 0x0f0f_0f0f_0f0f_0f0f) << 4 | (bytes >> 4) & 0x0f0f_0f0f_0f0f_0f0f;
    if nibbles == 0 { 0 } else { nibbles << (nibbles.leading_zeros() & !3) }
}

/// The match of a query's digits in a number: the tier, the first national digit, and the number of digits.
pub(in crate::search) fn number_match(number: &str, national: &str, typed: &str) -> Option<(Tier, usize, usize)> {
    if number == national {
        Some((Tier::Exact, 0, number.len()))
    } else if number.starts_with(national) {
        Some((Tier::Prefix, 0, national.len()))
    } else if let Some(rest) = without_code(typed)
        && number.starts_with(rest)
    {
        let tier = if number == rest { Tier::Exact } else { Tier::Prefix };
        Some((tier, 0, rest.len()))
    } else if number.ends_with(typed) {
        Some((Tier::WordStart, number.len() - typed.len(), typed.len()))
    } else {
        // For another country, the trunk zero of a national number is not one of its digits.
        let inside = Some(national).filter(|it| number.starts_with('0') && it.len() < typed.len() && !it.is_empty());
        if let Some(inside) = inside.filter(|inside| number.ends_with(inside)) {
            return Some((Tier::WordStart, number.len() - inside.len(), inside.len()));
        }
        let is_long = |digits: &&str| digits.len() >= DIGITS_INSIDE_FROM;
        let mut wanted = [Some(typed), inside].into_iter().flatten().filter(is_long);
        wanted.find_map(|digits| Some((Tier::Substring, number.find(digits)?, digits.len())))
    }
}

/// The digits after a country code without a plus, and after the trunk zero that some print there.
fn without_code(typed: &str) -> Option<&str> {
    let rest = typed.strip_prefix("358").filter(|_| typed.len() >= BARE_CODE_FROM)?;
    Some(rest.strip_prefix('0').unwrap_or(rest))
}

/// The characters of a printed number for the given digits of its national number. Digits that are not printed, such as
/// the code of another country, have none.
pub(in crate::search) fn digits_in(printed: &str, national: &str, at: usize, length: usize) -> Vec<u32> {
    let digits: Vec<u32> =
        (0_u32..).zip(printed.chars()).filter(|(_, letter)| letter.is_ascii_digit()).map(|(at, _)| at).collect();
    let own: String = printed.chars().filter(char::is_ascii_digit).collect();
    // An extension may follow. A number that is printed without its code has the same digits at the end.
    let (mark, code) = national.strip_prefix('0').map_or((0, national), |code| (1, code));
    let place = |at: usize| match own.find(code) {
        Some(before) => (before + at).saturating_sub(mark),
        None => digits.len().saturating_sub(national.len().saturating_sub(at)),
    };
    digits.get(place(at)..place(at + length)).map(<[u32]>::to_vec).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_found_where_they_stand() {
        assert_eq!(number_match("295037012", "295037012", "0295037012"), Some((Tier::Exact, 0, 9)));
        assert_eq!(number_match("295037012", "37012", "037012"), Some((Tier::WordStart, 3, 6)));
        assert_eq!(number_match("295037012", "703", "703"), None);
        assert_eq!(number_match("295037012", "358295037012", "358295037012"), Some((Tier::Exact, 0, 9)));
        assert_eq!(number_match("295037012", "3580295037012", "3580295037012"), Some((Tier::Exact, 0, 9)));
        assert_eq!(number_match("295037012", "3582950", "3582950"), Some((Tier::Prefix, 0, 4)));
        assert_eq!(number_match("295037012", "", "0"), Some((Tier::Prefix, 0, 0)));
        assert_eq!(digits_in("0295 037012", "295037012", 3, 6), [5, 6, 7, 8, 9, 10]);
    }

    #[test]
    fn a_number_of_another_country_is_found_with_its_code_and_without() {
        let number = "046920453000";
        assert_eq!(number_match(number, number, "46920453000"), Some((Tier::Exact, 0, 12)));
        assert_eq!(number_match(number, "046920", "46920"), Some((Tier::Prefix, 0, 6)));
        assert_eq!(number_match(number, "920453000", "0920453000"), Some((Tier::WordStart, 3, 9)));
        assert_eq!(number_match(number, "92045", "092045"), Some((Tier::Substring, 3, 5)));
        assert_eq!(number_match("295037012", "37", "037"), Some((Tier::Substring, 3, 3)));
        assert_eq!(digits_in("+46 920 45", "04692045", 0, 5), [1, 2, 4, 5]);
        assert_eq!(digits_in("0920-45", "04692045", 3, 5), [1, 2, 3, 5, 6]);
        assert_eq!(digits_in("09 45, ext. 12", "945", 1, 2), [3, 4]);
    }

    #[test]
    fn packed_digits_compare_as_text() {
        let mut texts = ["", "0", "00", "01", "1", "10", "2", "29", "295037012", "295037013", "9"];
        texts.sort_unstable();
        assert!(texts.is_sorted_by_key(|text| pack(text)));
        assert_eq!((reversed(pack("295037012")), reversed(pack(""))), (pack("210730592"), 0));
    }

    #[test]
    fn a_number_without_digits_holds_none() {
        assert!(NumberTable::of(vec![(0, 0)]).matching("123", "123").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn the_table_finds_what_looking_at_each_number_finds(
            numbers in proptest::collection::vec("[0-3]{1,7}", 0..40),
            typed in "(358)?[0-3]{1,5}",
        ) {
            // As in `query_digits`, which keeps a zero before the code of another country.
            let national = typed.strip_prefix('0').unwrap_or(&typed);
            let table = NumberTable::of(numbers.iter().zip(0..).map(|(digits, record)| (pack(digits), record)).collect());
            let found = table.matching(national, &typed);
            for (number, record) in numbers.iter().zip(0_u32..) {
                let tiers = found.iter().filter(|(_, records)| records.contains(&record)).map(|(tier, _)| *tier);
                proptest::prop_assert_eq!(tiers.min(), number_match(number, national, &typed).map(|(tier, ..)| tier));
            }
        }
    }

    #[test]
    fn a_number_is_found_by_digits_with_one_slip() {
        let table = NumberTable::of(vec![(pack("295091958"), 1), (pack("503114622"), 2), (pack("3114622"), 3)]);
        for typed in ["295091959", "29509195", "2950919958", "295019958", "925091958"] {
            assert_eq!(table.near(typed), [1], "{typed}");
        }
        assert_eq!(table.near("295091958"), [0_u32; 0], "no slip of itself");
        assert_eq!(table.near("311462"), [0_u32; 0], "too few digits");
        assert_eq!(kept_digits("295091958", "295091959"), Some((0..8).collect()));
        assert_eq!(kept_digits("295091958", "925091958"), Some((2..9).collect()));
        assert_eq!(kept_digits("295091958", "123456789"), None);
    }
}
