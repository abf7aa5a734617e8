//! Merging of facts that several documents state.

use std::sync::Arc;

use crate::model::{Document, Email, Evidence, Fact, NamedPlace, Period, Phone};

/// Adds the passages that the list does not have yet.
pub(crate) fn add_evidence(list: &mut Vec<Evidence>, more: &[Evidence]) {
    for evidence in more {
        // The line first: most passages of a document differ in it.
        if !list.iter().any(|known| known.line == evidence.line && known == evidence) {
            append(list, evidence.clone());
        }
    }
}

/// Appends an item. Most records have one item of a kind, for which a list would make room for four.
fn append<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}

/// The date of a document, without the passages that state it: the document itself has those. All facts of the document
/// share it.
pub(crate) fn as_of(document: &Document) -> Option<Arc<Period>> {
    let published = document.published.clone()?;
    Some(Arc::new(Period { evidence: Vec::new(), ..published }))
}

/// Adds the evidence of a second statement of the same fact; the more certain basis is kept.
pub(crate) fn confirm<T>(kept: &mut Fact<T>, other: &Fact<T>) {
    kept.basis = kept.basis.min(other.basis);
    add_evidence(&mut kept.evidence, &other.evidence);
}

/// Keeps the more certain of two facts; a fact that is stated twice gets the evidence of both statements.
pub(crate) fn keep_surer_fact<T: PartialEq>(kept: &mut Option<Fact<T>>, fact: Fact<T>) {
    match kept {
        Some(old) if old.value == fact.value => confirm(old, &fact),
        Some(old) if old.basis <= fact.basis => {}
        _ => *kept = Some(fact),
    }
}

/// Keeps the more certain of two periods; a period that is stated twice gets the evidence of both statements.
pub(crate) fn keep_surer_period(kept: &mut Option<Period>, period: &Period) {
    match kept {
        Some(old) if (old.from, old.to) == (period.from, period.to) => {
            add_evidence(&mut old.evidence, &period.evidence);
        }
        // “2021” in a heading is less precise than “1.6.2021” in a table.
        Some(old) if old.basis <= period.basis && !is_narrower(period, old) => {}
        _ => *kept = Some(period.clone()),
    }
}

/// Does the same for the period of a position.
pub(crate) fn keep_surer_boxed_period(kept: &mut Option<Box<Period>>, period: &Period) {
    let mut own = kept.take().map(|kept| *kept);
    keep_surer_period(&mut own, period);
    *kept = own.map(Box::new);
}

/// Whether a period is a part of another one, and so is more precise.
fn is_narrower(period: &Period, other: &Period) -> bool {
    let bounds = |it: &Period| Some((it.from?, it.to?));
    match (bounds(period), bounds(other)) {
        (Some((from, to)), Some((start, end))) => start <= from && to <= end && (from, to) != (start, end),
        _ => false,
    }
}

/// Adds a fact to a list, or its evidence to the same fact.
pub(crate) fn add_fact<T: PartialEq>(list: &mut Vec<Fact<T>>, fact: Fact<T>) {
    match list.iter_mut().find(|old| old.value == fact.value) {
        Some(old) => confirm(old, &fact),
        None => append(list, fact),
    }
}

/// Adds a place to a list, or its evidence to the same place.
pub(crate) fn add_place(list: &mut Vec<NamedPlace>, place: &NamedPlace) {
    match list.iter_mut().find(|old| old.place == place.place) {
        Some(old) => add_evidence(&mut old.evidence, &place.evidence),
        None => append(list, place.clone()),
    }
}

/// Adds a phone number with its own date, or else that of its document, to a list; the newest date is kept.
pub(crate) fn add_phone(list: &mut Vec<Phone>, phone: Phone, as_of: Option<&Arc<Period>>) {
    let phone = Phone { as_of: phone.as_of.or_else(|| as_of.cloned()), ..phone };
    match list.iter_mut().find(|old| old.e164 == phone.e164) {
        Some(old) => {
            let first_day = |it: &Phone| it.as_of.as_ref().and_then(|period| period.from);
            if first_day(&phone) > first_day(old) {
                old.as_of.clone_from(&phone.as_of);
            }
            old.basis = old.basis.min(phone.basis);
            add_evidence(&mut old.evidence, &phone.evidence);
        }
        None => append(list, phone),
    }
}

/// Adds an address to a list, or its evidence to the same address.
pub(crate) fn add_email(list: &mut Vec<Email>, email: Email) {
    match list.iter_mut().find(|old| old.address == email.address) {
        Some(old) => {
            old.basis = old.basis.min(email.basis);
            add_evidence(&mut old.evidence, &email.evidence);
        }
        None => append(list, email),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, DocumentId};

    fn fact(value: &'static str, basis: Basis, line: u32) -> Fact<&'static str> {
        let document = DocumentId::from_name("sivu");
        let evidence = vec![Evidence { document, line, text: value.into(), origin: None }];
        Fact { value, basis, evidence }
    }

    #[test]
    fn one_fact_stated_twice_has_both_proofs_and_the_surer_basis() {
        let mut kept = Some(fact("a", Basis::Inferred, 1));
        keep_surer_fact(&mut kept, fact("a", Basis::Stated, 2));
        let kept = kept.map(|it| (it.basis, it.evidence.iter().map(|passage| passage.line).collect::<Vec<_>>()));
        assert_eq!(kept, Some((Basis::Stated, vec![1, 2])));
    }

    #[test]
    fn of_two_facts_the_surer_is_kept_and_else_the_first() {
        for (first, second, value) in [
            (Basis::Stated, Basis::Stated, "a"),
            (Basis::Stated, Basis::Implied, "a"),
            (Basis::Inferred, Basis::Implied, "b"),
        ] {
            let mut kept = Some(fact("a", first, 1));
            keep_surer_fact(&mut kept, fact("b", second, 2));
            assert_eq!(kept.map(|it| it.value), Some(value), "{first:?} {second:?}");
        }
    }

    #[test]
    fn a_passage_is_listed_once() {
        let mut list = fact("a", Basis::Stated, 1).evidence;
        add_evidence(&mut list, &fact("a", Basis::Stated, 1).evidence);
        add_evidence(&mut list, &fact("b", Basis::Stated, 1).evidence);
        assert_eq!(list.len(), 2);
    }
}
