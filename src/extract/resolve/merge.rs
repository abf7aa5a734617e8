//! Merging of facts that several documents state.

use crate::model::{Document, Evidence, Fact, NamedPlace, Period, Phone};

/// Adds passages, each once.
pub(crate) fn add_evidence(to: &mut Vec<Evidence>, more: &[Evidence]) {
    for evidence in more {
        // The line first: most passages of a page differ in that.
        if !to.iter().any(|known| known.line == evidence.line && known == evidence) {
            to.push(evidence.clone());
        }
    }
}

/// When a document was true, without the passages that the document itself carries.
pub(crate) fn as_of(document: &Document) -> Option<Period> {
    document.published.clone().map(|published| Period { evidence: Vec::new(), ..published })
}

/// Keeps the surer of two facts; one fact told twice has both proofs.
pub(crate) fn better<T: PartialEq>(kept: &mut Option<Fact<T>>, fact: Fact<T>) {
    match kept {
        Some(old) if old.value == fact.value => {
            old.basis = old.basis.min(fact.basis);
            add_evidence(&mut old.evidence, &fact.evidence);
        }
        Some(old) if old.basis <= fact.basis => {}
        _ => *kept = Some(fact),
    }
}

/// Keeps the surer of two periods; one period told twice has both proofs.
pub(crate) fn sooner(kept: &mut Option<Period>, period: &Period) {
    match kept {
        Some(old) if (old.from, old.to) == (period.from, period.to) => {
            add_evidence(&mut old.evidence, &period.evidence);
        }
        Some(old) if old.basis <= period.basis => {}
        _ => *kept = Some(period.clone()),
    }
}

/// Adds a fact to a list, or its proofs to the same fact.
pub(crate) fn add_fact<T: PartialEq>(list: &mut Vec<Fact<T>>, fact: Fact<T>) {
    match list.iter_mut().find(|old| old.value == fact.value) {
        Some(old) => {
            old.basis = old.basis.min(fact.basis);
            add_evidence(&mut old.evidence, &fact.evidence);
        }
        None => list.push(fact),
    }
}

/// Adds a place to a list, or its proofs to the same place.
pub(crate) fn add_place(list: &mut Vec<NamedPlace>, place: &NamedPlace) {
    match list.iter_mut().find(|old| old.place == place.place) {
        Some(old) => add_evidence(&mut old.evidence, &place.evidence),
        None => list.push(place.clone()),
    }
}

/// Adds a number to a list, as of its document; the newer document decides how it is printed.
pub(crate) fn add_phone(list: &mut Vec<Phone>, phone: &Phone, document: &Document) {
    let phone = Phone { as_of: as_of(document), ..phone.clone() };
    match list.iter_mut().find(|old| old.e164 == phone.e164) {
        Some(old) => {
            let newer = |it: &Phone| it.as_of.as_ref().and_then(|period| period.from);
            if newer(&phone) > newer(old) {
                old.as_of.clone_from(&phone.as_of);
            }
            add_evidence(&mut old.evidence, &phone.evidence);
        }
        None => list.push(phone),
    }
}
