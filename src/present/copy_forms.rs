//! The forms in which a record can be copied, in the order of repeated copying.

use super::card::{CardLine, Shown, card};
use super::copy::{Copied, CopyForm, in_brackets};
use super::styled::Marks;
use crate::i18n::{Lang, say_count};
use crate::model::{Age, Directory, RecordRef};
use crate::text::Day;

/// Everything that can be copied from the card of a record.
///
/// Empty if it has neither a number nor an address: a name alone is of no use.
#[must_use]
pub fn forms(directory: &Directory, record: RecordRef, lang: Lang, today: Day) -> Vec<Copied> {
    card_forms(record, card(directory, Shown::Record(record), lang, today, &Marks::UNICODE), lang)
}

/// The copies of the record itself, out of the lines of its card; if it has none, those of the first other record on
/// the card. For a person, those of the record to ask instead are added.
#[must_use]
pub fn card_forms(record: RecordRef, lines: Vec<CardLine>, lang: Lang) -> Vec<Copied> {
    let all = lines.into_iter().flat_map(|line| line.copies);
    let (own, mut others): (Vec<Copied>, Vec<Copied>) = all.partition(|copied| copied.who == record);
    let is_person = matches!(record, RecordRef::Person(_));
    if own.is_empty() || is_person {
        let first = others.first().map(|copied| copied.who);
        others.retain(|copied| Some(copied.who) == first);
    }
    if own.is_empty() {
        return with_card(others, lang);
    }
    let has_number = own.iter().any(|copied| copied.form.is_number());
    let own = with_card(own, lang);
    match (is_person, has_number) {
        (false, _) => own,
        (true, true) => [own, others].concat(),
        // A number that answers comes before an address.
        (true, false) => [others, own].concat(),
    }
}

/// The copies of one line. Returns `None` if there are none.
#[must_use]
pub fn line_forms(copies: Vec<Copied>, lang: Lang) -> Option<Vec<Copied>> {
    (!copies.is_empty()).then(|| with_card(copies, lang))
}

/// The values that can be copied from several records together: the first number of each with its name, then the
/// addresses.
///
/// A record without a number is named alone, so that it is not lost. Empty if none has a number or an address.
#[must_use]
pub fn list_forms(directory: &Directory, records: &[RecordRef], lang: Lang, today: Day) -> Vec<Copied> {
    let mut numbers = Vec::new();
    let mut addresses: Vec<String> = Vec::new();
    let mut count = 0;
    for record in records {
        let forms = forms(directory, *record, lang, today);
        let number = forms.iter().find(|copied| matches!(copied.form, CopyForm::Printed(_)));
        count += usize::from(number.is_some());
        let name = super::card::title_words(directory, *record, lang);
        numbers.push(match number {
            // A project is reached through somebody else.
            Some(copied) if copied.who != *record => {
                format!("{name}, {}: {}", copied.owner(lang), in_brackets(copied.form.text(), &copied.remarks(lang)))
            }
            Some(copied) => format!("{name}: {}", in_brackets(copied.form.text(), &copied.remarks(lang))),
            None => name,
        });
        let own = forms.into_iter().filter(|copied| copied.who == *record);
        addresses.extend(own.filter_map(|copied| match copied.form {
            CopyForm::Mail(address) => Some(address),
            _ => None,
        }));
    }
    let Some(who) = records.first().copied() else { return Vec::new() };
    let copied =
        |text: String, whose: String| Copied { form: CopyForm::List(text), who, whose, age: Age::Fresh, doubt: None };
    let mut all = Vec::new();
    if count > 0 {
        all.push(copied(numbers.join("\n"), say_count!(lang, "copy.numbers_one", "copy.numbers", count)));
    }
    if !addresses.is_empty() {
        let words = say_count!(lang, "copy.addresses_one", "copy.addresses", addresses.len());
        all.push(copied(addresses.join(", "), words));
    }
    all
}

/// The copies of one record without duplicates, followed by all of them with the name as one text.
fn with_card(copies: Vec<Copied>, lang: Lang) -> Vec<Copied> {
    let mut once: Vec<Copied> = Vec::new();
    for copied in copies {
        if !once.contains(&copied) {
            once.push(copied);
        }
    }
    let Some(first) = once.first().cloned() else { return once };
    let reachable = once.iter().filter(|copied| !matches!(copied.form, CopyForm::E164(_)));
    let lines = reachable.map(|copied| in_brackets(copied.form.text(), &copied.remarks(lang)));
    let lines: Vec<String> = std::iter::once(first.owner(lang)).chain(lines).collect();
    once.push(Copied { form: CopyForm::Card(lines.join("\n")), age: Age::Fresh, doubt: None, ..first });
    once
}
