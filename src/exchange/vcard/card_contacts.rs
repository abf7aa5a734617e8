//! One vCard, as contacts: one for each post.

use std::collections::{BTreeMap, HashMap};

use super::content_line::ContentLine;
use crate::exchange::entry::OwnValue;
use crate::exchange::values::{LineUse, Post, address, contacts_for, day_of, filled, phone, unordered_name};
use crate::exchange::{Contact, ContactEmail, ContactKind, ContactName, ContactPhone, Location, Visibility};
use crate::gazetteer::places_called;
use crate::model::PhoneKind;
use crate::text::{Day, sort_by_key};

/// Properties that are not about a person, or that repeat another property.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "VERSION", "PRODID", "SORT-STRING", "SORT-AS", "NAME", "SOURCE", "PROFILE", "MAILER", "CLIENTPIDMAP", "XML",
    "LANG", "X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABORDER", "X-EVOLUTION-FILE-AS", "X-PHONETIC-FIRST-NAME",
    "X-PHONETIC-LAST-NAME", "LABEL",
];

/// The prefix of the properties of this program.
pub(super) const OWN: &str = "X-ALLU-";
/// The prefix of the groups for posts in cards of this program; a number follows.
pub(super) const POST_GROUP: &str = "post";
/// The property with the project of a post.
pub(super) const PROJECT: &str = "X-ALLU-PROJECT";
/// The property with an address of the card that was made by a rule.
pub(super) const DERIVED: &str = "X-ALLU-DERIVED-EMAIL";
/// The property with the kind of a record for which vCard has no kind.
pub(super) const KIND: &str = "X-ALLU-KIND";
/// The properties of the kind of an entry.
const KINDS: &[&str] = &["KIND", "X-ADDRESSBOOKSERVER-KIND"];
/// Kinds of entries that are neither people nor organisations.
const THINGS: &[&str] = &["location", "application", "device"];
/// Types of numbers that nobody answers.
const DATA: &[&str] = &["MODEM", "BBS"];

/// The contacts of one card.
pub(super) struct CardReader<'a> {
    lines: &'a [ContentLine],
    location: Location,
    /// The text of each group's label.
    labels: HashMap<&'a str, String>,
}

impl<'a> CardReader<'a> {
    pub(super) fn new(line: u32, lines: &'a [ContentLine]) -> Self {
        let is_label = |it: &&ContentLine| it.name == "X-ABLABEL";
        let labels = lines.iter().filter(is_label).filter_map(|it| Some((it.group.as_deref()?, it.value()))).collect();
        Self { lines, location: Location { line, ..Location::default() }, labels }
    }

    /// The contacts: one for each post, all of them with the numbers and addresses. Empty if the card is that of a
    /// thing. Values without a place are counted in `ignored`.
    pub(super) fn contacts(&self, ignored: &mut BTreeMap<String, usize>) -> Vec<Contact> {
        let kind = KINDS.iter().find_map(|name| self.first(name)).map(|kind| kind.to_lowercase());
        if let Some(kind) = kind.as_deref().filter(|kind| THINGS.contains(kind)) {
            *ignored.entry(format!("KIND:{kind}")).or_default() += 1;
            return Vec::new();
        }
        if let Some(kind) = self.first(KIND) {
            // A project is not an organisation, although cards can only express that; people refer to it.
            count(ignored, &format!("{KIND}:{kind}"), 1);
            return Vec::new();
        }
        let names = self.named("N").next().map(ContentLine::components).unwrap_or_default();
        let part = |index: usize| names.get(index).and_then(|part| filled(part));
        let full = self.best("FN").and_then(|line| filled(&line.value()));
        let has_parts = [0, 1, 2].into_iter().any(|index| part(index).is_some());
        let company = self.named("ORG").next().and_then(|line| filled(line.components().first()?));
        let is_company = self.first("X-ABSHOWAS").is_some_and(|shown| shown.eq_ignore_ascii_case("COMPANY"));
        let is_organisation = matches!(kind.as_deref(), Some("org" | "group"))
            || is_company
            || kind.is_none()
                && !has_parts
                && company.is_some()
                && self.is_named_as_company(full.as_deref(), company.as_deref());
        let name = if is_organisation {
            let own = if is_company { company.clone().or(full) } else { full.or_else(|| company.clone()) };
            own.map(ContactName::Full)
        } else {
            person_name(part(0), part(1), part(2), full)
        };
        let phones = self.phones(is_organisation, ignored);
        let emails = self.emails();
        self.count_ignored(is_organisation, ignored);
        let posts = if is_organisation { Vec::new() } else { self.posts(ignored) };
        let (areas, place) = (self.areas(ignored), self.place());
        let aliases = if is_organisation { self.aliases() } else { Vec::new() };
        let card = Contact {
            kind: if is_organisation { ContactKind::Organisation } else { ContactKind::Person },
            uid: self.first("UID"),
            name,
            aliases,
            title: None,
            organisation: None,
            unit: None,
            project: None,
            phones,
            emails,
            derived_emails: self.named(DERIVED).filter_map(|line| address(&line.value())).collect(),
            areas,
            place,
            terms: Vec::new(),
            parties: Vec::new(),
            revised: self.revised(),
            visibility: self.visibility(),
            location: self.location.clone(),
            quotation: String::new(),
        };
        contacts_for(&card, posts)
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &'a ContentLine> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    /// The text of the first property of a name.
    fn first(&self, name: &str) -> Option<String> {
        self.named(name).find_map(|line| filled(&line.value()))
    }

    /// The most preferred property of a name.
    fn best(&self, name: &str) -> Option<&'a ContentLine> {
        self.named(name).filter(|line| !line.value().trim().is_empty()).min_by_key(|line| line.preference())
    }

    /// The properties of a name, the preferred first, and one of those that say the same in several languages.
    fn alternatives(&self, name: &str) -> Vec<&'a ContentLine> {
        let mut lines: Vec<&'a ContentLine> = self.named(name).collect();
        sort_by_key(&mut lines, |line| line.preference());
        let mut seen: Vec<&str> = Vec::new();
        let mut first_of_each = Vec::with_capacity(lines.len());
        for line in lines {
            let alternative = line.param("ALTID").next();
            if alternative.is_none_or(|id| !seen.contains(&id)) {
                first_of_each.push(line);
            }
            seen.extend(alternative);
        }
        first_of_each
    }

    fn is_named_as_company(&self, full: Option<&str>, company: Option<&str>) -> bool {
        let is_post = self.first("TITLE").or_else(|| self.first("ROLE")).is_some();
        match full {
            Some(_) => full == company,
            None => !is_post,
        }
    }

    fn label(&self, line: &ContentLine) -> Option<LineUse> {
        self.labels.get(line.group.as_deref()?).and_then(|label| LineUse::of_label(label))
    }

    fn phones(&self, is_organisation: bool, ignored: &mut BTreeMap<String, usize>) -> Vec<ContactPhone> {
        let mut phones: Vec<(u8, ContactPhone)> = Vec::new();
        for line in self.alternatives("TEL") {
            let has = |kind: &str| {
                line.has_type(kind) || line.param("TYPE").any(|it| it.eq_ignore_ascii_case(&format!("X-{kind}")))
            };
            let label = self.label(line);
            let is_fax = line.param("TYPE").any(|it| it.to_ascii_uppercase().contains("FAX"));
            let line_use = match label {
                _ if is_fax => Some(LineUse::Fax),
                _ if has("PAGER") => Some(LineUse::Pager),
                None if (has("MAIN") || has("MAIN-NUMBER")) && !is_organisation => Some(LineUse::Switchboard),
                said => said,
            };
            let is_data = DATA.iter().any(|kind| line.has_type(kind));
            let kind = line_use.and_then(LineUse::kind);
            let location = Location { line: line.line, ..Location::default() };
            let read = phone(&line.value(), kind, &location);
            match read.filter(|_| !is_data && line_use != Some(LineUse::Pager)) {
                Some(read) => phones.push((line.preference(), with_parameter(read, line))),
                None => *ignored.entry("TEL".to_owned()).or_default() += 1,
            }
        }
        // A fax number is never the number to call, even if the card prefers it.
        sort_by_key(&mut phones, |(preference, phone)| (phone.kind == Some(PhoneKind::Fax), *preference));
        phones.into_iter().map(|(_, phone)| phone).collect()
    }

    fn emails(&self) -> Vec<ContactEmail> {
        let lines = self.alternatives("EMAIL").into_iter();
        let email = |line: &ContentLine| {
            let location = Location { line: line.line, ..Location::default() };
            address(&line.value()).map(|address| ContactEmail { address, location })
        };
        lines.filter_map(email).collect()
    }

    /// The posts: titles, each with the organisation of its group, or of its place in the order.
    fn posts(&self, ignored: &mut BTreeMap<String, usize>) -> Vec<Post> {
        let mut titles = self.alternatives("TITLE");
        if titles.iter().all(|line| line.value().trim().is_empty()) {
            titles = self.alternatives("ROLE");
        } else {
            let roles = self.named("ROLE").filter(|line| !line.value().trim().is_empty()).count();
            count(ignored, "ROLE", roles);
        }
        titles.retain(|line| !line.value().trim().is_empty());
        let mut organisations = self.alternatives("ORG");
        organisations.retain(|line| line.components().iter().any(|part| !part.trim().is_empty()));
        let projects: Vec<&ContentLine> = self.named(PROJECT).collect();
        let of_group = |lines: &[&'a ContentLine], wanted: Option<&ContentLine>, index: usize| {
            let group = wanted.and_then(|line| line.group.as_deref());
            let same = lines.iter().find(|line| group.is_some() && line.group.as_deref() == group);
            let free =
                || lines.get(index).or_else(|| lines.first()).filter(|line| group.is_none() || line.group.is_none());
            same.or_else(free).copied()
        };
        let untitled = self.untitled_groups(&titles);
        let is_bare = titles.is_empty() && untitled.is_empty();
        let count = titles.len().max(usize::from(is_bare && !(organisations.is_empty() && projects.is_empty())));
        let post = |index: usize, first: Option<&'a ContentLine>| {
            let title = titles.get(index).copied();
            let key = first.or(title);
            let organisation = of_group(&organisations, key, index).map(ContentLine::components).unwrap_or_default();
            let mut parts = organisation.iter().map(|part| filled(part));
            let company = parts.next().flatten();
            let units: Vec<String> = parts.flatten().collect();
            let mut post = Post {
                title: title.and_then(|line| filled(&line.value())),
                organisation: company,
                unit: (!units.is_empty()).then(|| units.join(", ")),
                project: of_group(&projects, key, index).and_then(|line| filled(&line.value())),
                ..Post::default()
            };
            self.own_values(key.and_then(|line| line.group.as_deref())).for_each(|value| value.give_to(&mut post));
            post
        };
        let titled = (0..count).map(|index| post(index, None));
        titled.chain(untitled.iter().map(|first| post(usize::MAX, Some(first)))).collect()
    }

    /// The first line of each group of a post of ours that has no title.
    fn untitled_groups(&self, titles: &[&ContentLine]) -> Vec<&'a ContentLine> {
        let is_ours = |group: &str| {
            group.get(..POST_GROUP.len()).is_some_and(|front| front.eq_ignore_ascii_case(POST_GROUP))
                && group.bytes().skip(POST_GROUP.len()).all(|byte| byte.is_ascii_digit())
        };
        let mut groups: Vec<&'a ContentLine> = Vec::new();
        for line in self.lines.iter().filter(|line| line.group.as_deref().is_some_and(is_ours)) {
            if !groups.iter().copied().chain(titles.iter().copied()).any(|known| known.group == line.group) {
                groups.push(line);
            }
        }
        groups
    }

    /// The values of this program's properties in a group and outside of groups; without a group, all of them.
    fn own_values(&self, group: Option<&str>) -> impl Iterator<Item = OwnValue> {
        let is_own =
            move |line: &&ContentLine| group.is_none() || line.group.is_none() || line.group.as_deref() == group;
        self.lines.iter().filter(is_own).filter_map(own_value)
    }

    fn aliases(&self) -> Vec<String> {
        self.named("NICKNAME").flat_map(ContentLine::items).filter_map(|name| filled(&name)).collect()
    }

    /// The places among the categories. A category that names no place is counted.
    fn areas(&self, ignored: &mut BTreeMap<String, usize>) -> Vec<String> {
        let mut areas: Vec<String> = Vec::new();
        for item in self.named("CATEGORIES").flat_map(ContentLine::items).filter_map(|item| filled(&item)) {
            if places_called(&item).is_empty() {
                count(ignored, "CATEGORIES", 1);
            } else if !areas.contains(&item) {
                areas.push(item);
            }
        }
        areas
    }

    /// The town of the address; that of work before that of home.
    fn place(&self) -> Option<String> {
        let town = |line: &ContentLine| line.components().get(3).and_then(|town| filled(town));
        let mut addresses: Vec<&ContentLine> = self.named("ADR").filter(|line| town(line).is_some()).collect();
        sort_by_key(&mut addresses, |line| (line.has_type("HOME"), line.preference()));
        addresses.first().and_then(|line| town(line))
    }

    fn visibility(&self) -> Visibility {
        match self.first("CLASS").map(|class| class.to_ascii_uppercase()).as_deref() {
            Some("PRIVATE" | "CONFIDENTIAL") => Visibility::Private,
            _ => Visibility::Public,
        }
    }

    /// The day of the last change.
    fn revised(&self) -> Option<Day> {
        self.first("REV").and_then(|time| day_of(&time))
    }

    fn count_ignored(&self, is_organisation: bool, ignored: &mut BTreeMap<String, usize>) {
        const READ: &[&str] = &[
            "N",
            "FN",
            "UID",
            "TEL",
            "EMAIL",
            "TITLE",
            "ROLE",
            "ORG",
            "CATEGORIES",
            "ADR",
            "CLASS",
            "REV",
            "X-ABSHOWAS",
            PROJECT,
            DERIVED,
        ];
        for line in self.lines {
            let name = line.name.as_str();
            let is_read = READ.contains(&name) && !(is_organisation && ["TITLE", "ROLE"].contains(&name))
                || KINDS.contains(&name)
                || name == "NICKNAME" && is_organisation
                || SILENT.contains(&name)
                || own_value(line).is_some() && !is_organisation;
            if !is_read && !line.is_empty() {
                count(ignored, name, 1);
            }
        }
    }
}

/// The value of a post in a property of this program.
fn own_value(line: &ContentLine) -> Option<OwnValue> {
    OwnValue::read(line.name.strip_prefix(OWN)?, &line.value())
}

/// Adds to a count, unless there is nothing to add.
fn count(ignored: &mut BTreeMap<String, usize>, name: &str, more: usize) {
    if more > 0 {
        *ignored.entry(name.to_owned()).or_default() += more;
    }
}

/// A number with the extension that a parameter of Apple or Nextcloud states.
fn with_parameter(mut phone: ContactPhone, line: &ContentLine) -> ContactPhone {
    let stated = line.param("EXT").chain(line.param("X-EXTENSION")).find_map(filled);
    phone.extension = phone.extension.or(stated.filter(|it| it.bytes().all(|byte| byte.is_ascii_digit())));
    phone
}

/// The name of a person: from its parts if there are both, else from one text.
fn person_name(
    surname: Option<String>,
    given: Option<String>,
    additional: Option<String>,
    full: Option<String>,
) -> Option<ContactName> {
    let given = match (given, additional) {
        (Some(given), Some(additional)) => Some(format!("{given} {additional}")),
        (given, additional) => given.or(additional),
    };
    match (given, surname, full) {
        (Some(given), Some(surname), _) => Some(ContactName::Parts { given, surname }),
        (None, None, Some(full)) => match unordered_name(&full) {
            Some(ContactName::Unordered(full)) => Some(ContactName::Full(full)),
            name => name,
        },
        // Telephones with one field for the name leave its order open.
        (given, surname, full) => full.or(given).or(surname).as_deref().and_then(unordered_name),
    }
}
