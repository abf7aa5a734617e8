//! An entry of a directory server, as it is after all changes.

use super::distinguished_name::DistinguishedName;
use super::record::AttributeValue;
use crate::text::sort_by_key;

/// Attributes that say that an account is disabled.
#[rustfmt::skip]
pub(super) const STATE_ATTRIBUTES: [&str; 8] = [
    "useraccountcontrol", "nsaccountlock", "logindisabled", "accountdisabled", "pwdaccountlockedtime",
    "ds-pwp-account-disabled", "inetuserstatus", "accountstatus",
];

/// An entry.
#[derive(Clone, Debug)]
pub(super) struct LdapEntry {
    /// Its name.
    pub(super) name: DistinguishedName,
    /// The line of the record that made it, from 1.
    pub(super) line: u32,
    /// Its values, in the order of the file.
    pub(super) values: Vec<AttributeValue>,
}

impl LdapEntry {
    /// The values of an attribute that are text: those without a language first, then those in Finnish.
    pub(super) fn all(&self, name: &str) -> Vec<&AttributeValue> {
        let is_it =
            |it: &&AttributeValue| *it.name == *name && it.value.as_deref().is_some_and(|it| !it.trim().is_empty());
        let mut found: Vec<&AttributeValue> = self.values.iter().filter(is_it).collect();
        let rank = |value: &AttributeValue| {
            let language = value.options.iter().find(|option| option.starts_with("lang-"));
            language.map_or(0, |language| if language.starts_with("lang-fi") { 1 } else { 2 })
        };
        sort_by_key(&mut found, |value| rank(value));
        // Values in other languages are translations.
        let least = found.first().map(|value| rank(value));
        found.retain(|value| Some(rank(value)) == least);
        found
    }

    /// The texts of an attribute.
    pub(super) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.all(name).into_iter().filter_map(|value| value.value.as_deref())
    }

    /// The first text of an attribute.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.texts(name).next()
    }

    /// Whether an attribute has a value, in any case of its letters.
    pub(super) fn has(&self, name: &str, wanted: &str) -> bool {
        self.texts(name).any(|value| value.trim().eq_ignore_ascii_case(wanted))
    }

    /// Whether the account of the entry is disabled.
    pub(super) fn is_disabled(&self) -> bool {
        const ACCOUNT_DISABLED: u32 = 2;
        let control = self.first("useraccountcontrol").and_then(|value| value.trim().parse::<i64>().ok());
        let is_off = control.is_some_and(|control| control & i64::from(ACCOUNT_DISABLED) != 0);
        is_off
            || ["nsaccountlock", "logindisabled", "accountdisabled"].iter().any(|name| self.has(name, "TRUE"))
            || ["pwdaccountlockedtime", "ds-pwp-account-disabled"]
                .iter()
                .any(|name| self.first(name).is_some_and(|value| !value.eq_ignore_ascii_case("false")))
            || ["inactive", "deleted", "disabled"]
                .iter()
                .any(|state| self.has("inetuserstatus", state) || self.has("accountstatus", state))
    }
}
