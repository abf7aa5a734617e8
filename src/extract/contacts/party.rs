//! The organisations of a project in the columns of a contact file: who leads it, takes part in it, and pays for it.

use crate::exchange::{Contact, PartyRole};
use crate::extract::statement::ProjectFact;
use crate::language::given_name;

/// The facts of the project of a contact, each with the organisation as printed. Texts with the name of a person are left
/// out.
pub(super) fn party_facts(contact: &Contact) -> impl Iterator<Item = (&str, ProjectFact)> {
    let is_person = |name: &str| {
        let words = name.split_whitespace();
        (2..=3).contains(&words.clone().count()) && words.clone().next().is_some_and(|word| given_name(word).is_some())
    };
    contact.parties.iter().flat_map(move |party| {
        let names = party.printed.split([',', ';', '\n']).map(str::trim);
        let fact = match party.role {
            PartyRole::Coordinator => ProjectFact::Coordinator,
            PartyRole::Partner => ProjectFact::Partner,
            PartyRole::Funder => ProjectFact::Funder,
        };
        names.filter(move |name| !name.is_empty() && !is_person(name)).map(move |name| (name, fact(name.to_owned())))
    })
}
