//! The age of a telephone number.

use super::Directory;
use crate::model::{Phone, RecordRef};
use crate::text::Day;

/// The maximum number of years for which a number is fresh, unless the user wants others.
pub(super) const FRESH_YEARS: u16 = 2;

/// How old a number is. It is computed from the day on which its document was true and from today, and never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// At most two years old, or as many as the user has configured.
    Fresh,
    /// Older than that, or the number of an ended project: the year in which it was printed.
    Old(u16),
    /// Printed in a document without a date.
    Undated,
}

impl Directory {
    /// Sets the most years for which a number is fresh.
    pub fn set_fresh_years(&mut self, years: u16) {
        self.fresh_years = years;
    }

    /// The age of a number of a record. A number of an ended project is never fresh.
    #[must_use]
    pub fn age_of(&self, record: RecordRef, phone: &Phone, today: Day) -> Age {
        match age(phone, self.fresh_years, today) {
            Age::Fresh if self.ended_on(record).is_some_and(|end| end < today) => {
                printed_on(phone).map_or(Age::Undated, |day| Age::Old(day.year()))
            }
            age => age,
        }
    }
}

fn age(phone: &Phone, fresh_years: u16, today: Day) -> Age {
    let Some(printed) = printed_on(phone) else { return Age::Undated };
    // Compared as year, month and day, because two years after 29 February there is no such day.
    let parts = |day: Day, years: u16| (day.year().saturating_add(years), day.month(), day.day());
    if parts(printed, fresh_years) < parts(today, 0) { Age::Old(printed.year()) } else { Age::Fresh }
}

/// The earliest day on which the number can have been printed; the latest, if only that is known.
fn printed_on(phone: &Phone) -> Option<Day> {
    let as_of = phone.as_of.as_ref()?;
    as_of.from.or(as_of.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Period, PhoneKind};

    fn phone(from: Option<&str>, to: Option<&str>) -> Phone {
        let day = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        let (words, basis, evidence) = (String::new(), Basis::Stated, Vec::new());
        let as_of = Some(Period { from: day(from), to: day(to), words, basis, evidence: Vec::new() }.into());
        let (printed, e164) = ("0295 000 000".to_owned(), "+358295000000".to_owned());
        Phone { printed, e164, kind: PhoneKind::Direct, basis: Basis::Stated, extension: None, as_of, evidence }
    }

    fn seen(phone: &Phone, today: &str) -> Option<Age> {
        today.parse().ok().map(|today| age(phone, FRESH_YEARS, today))
    }

    #[test]
    fn a_number_is_fresh_for_two_years() {
        let printed = phone(Some("2018-11-09"), Some("2018-11-09"));
        assert_eq!(seen(&printed, "2018-11-09"), Some(Age::Fresh));
        assert_eq!(seen(&printed, "2020-11-09"), Some(Age::Fresh));
        assert_eq!(seen(&printed, "2020-11-10"), Some(Age::Old(2018)));
        assert_eq!(seen(&phone(Some("2020-02-29"), None), "2022-03-01"), Some(Age::Old(2020)));
        assert_eq!(seen(&phone(None, Some("2019-01-31")), "2026-01-01"), Some(Age::Old(2019)));
    }

    #[test]
    fn a_number_without_a_date_is_never_fresh() {
        assert_eq!(seen(&phone(None, None), "2018-11-09"), Some(Age::Undated));
        let mut printed = phone(None, None);
        printed.as_of = None;
        assert_eq!(seen(&printed, "2018-11-09"), Some(Age::Undated));
    }
}
