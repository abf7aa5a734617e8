//! The unused part of the account of a document: the findings that are not in a statement.

use crate::text::sort_by_key;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::context::{Context, Seen, SeenKind};
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::email::{self, EmailText};
use crate::extract::entities::entity::Entity;
use crate::extract::entities::phone;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{
    ContactPointStatement, DocumentStatements, Leftover, LeftoverKind, OrganisationFact, PersonFact, PersonStatement,
};
use crate::language::given_name;
use crate::model::{Basis, Email, Phone};
use crate::text::fold;

/// Keeps the places and dates of a sentence, and the words that may be a name.
pub(crate) fn see(context: &mut Context<'_>, sentence: Sentence<'_>) {
    for at in sentence.indices() {
        let Some(bytes) = name_at(sentence, at) else { continue };
        let evidence = context.evidence(sentence, bytes.clone());
        let line = sentence.line.number_at(bytes.start);
        let printed = sentence.line.quote(bytes).to_owned();
        context.seen.push(Seen { line, printed, kind: SeenKind::Name, evidence });
    }
    for span in sentence.spans {
        let kind = match &span.entity {
            Entity::Place(_) | Entity::PlaceList(_) => SeenKind::Place,
            Entity::Time(_) => SeenKind::Date,
            _ => continue,
        };
        let evidence = context.evidence(sentence, span.range.clone());
        let printed = sentence.line.quote(span.range.clone()).to_owned();
        context.seen.push(Seen { line: sentence.line.number_at(span.range.start), printed, kind, evidence });
    }
}

/// The bytes of a given name with one to three capitalised words after it that no rule takes for a person.
fn name_at(sentence: Sentence<'_>, at: usize) -> Option<Range<usize>> {
    const MAX_WORDS: usize = 4;
    let word = |at: usize| {
        let span = sentence.spans.get(at).filter(|span| matches!(span.entity, Entity::Word(_)))?;
        sentence.line.view.get(span.range.clone()).filter(|word| word.starts_with(char::is_uppercase))
    };
    let is_adjacent = |at: usize| {
        let pair = at.checked_sub(1).and_then(|before| Some((sentence.spans.get(before)?, sentence.spans.get(at)?)));
        pair.is_some_and(|(one, next)| sentence.line.view.get(one.range.end..next.range.start) == Some(" "))
    };
    let is_given = |at: usize| word(at).is_some_and(|word| given_name(word).is_some());
    // A name begins once: “Anna Maria Arosalo”.
    if !is_given(at) || is_adjacent(at) && at.checked_sub(1).is_some_and(is_given) {
        return None;
    }
    let more = (at + 1..at + MAX_WORDS).take_while(|at| is_adjacent(*at) && word(*at).is_some()).count();
    (more > 0).then(|| sentence.byte_range(at..=at + more))
}

/// Adds the unused findings: numbers and addresses to the statements, as contact points of the document, and all of
/// them to the account.
pub(crate) fn account(context: &mut Context<'_>) {
    let source = context.source;
    let mut seen = std::mem::take(&mut context.seen);
    for line in source.body() {
        see_contacts(context, line, &mut seen);
    }
    sort_by_key(&mut seen, |it| it.line);
    let used = Used::of(context);
    let mut known: HashSet<(u32, String)> = HashSet::new();
    let mut people = None;
    for seen in seen {
        if used.has(&seen) || !known.insert((seen.line, seen.printed.as_str().into())) {
            continue;
        }
        let kind = match &seen.kind {
            SeenKind::Phone(e164, kind) => {
                let phone = Phone {
                    printed: seen.printed.clone(),
                    e164: e164.clone(),
                    kind: *kind,
                    basis: Basis::Stated,
                    extension: None,
                    as_of: None,
                    evidence: seen.evidence.clone(),
                };
                context.statements.contact_points.push(ContactPointStatement::Phone(phone));
                LeftoverKind::Phone
            }
            SeenKind::Email(address) => {
                let email = Email { address: address.clone(), basis: Basis::Stated, evidence: seen.evidence.clone() };
                let people = people.get_or_insert_with(|| people_without_address(&context.statements));
                let local = fold(address.split('@').next().unwrap_or_default());
                if let Some(Some(name)) = people.get(&local) {
                    let email = Email { basis: Basis::Inferred, ..email };
                    context.statements.person(name, PersonFact::Email(Box::new(email)), seen.evidence);
                    continue;
                }
                context.statements.contact_points.push(ContactPointStatement::Email(email));
                LeftoverKind::Email
            }
            SeenKind::Digits => LeftoverKind::Digits,
            SeenKind::Name => LeftoverKind::Name,
            SeenKind::Place => LeftoverKind::Place,
            SeenKind::Date => LeftoverKind::Date,
        };
        report(context, &seen, kind);
        context.statements.left.push(Leftover { line: seen.line, kind, printed: seen.printed });
    }
}

/// The people of the document without an address, by the given name and surname that an address of theirs would have;
/// `None` for two of one name.
fn people_without_address(statements: &DocumentStatements) -> HashMap<String, Option<String>> {
    let has_address = |it: &&PersonStatement| matches!(&it.fact, PersonFact::Email(_));
    let with_address: HashSet<&str> =
        statements.people.iter().filter(has_address).map(|it| it.person.as_str()).collect();
    let names: HashSet<&str> = statements.people.iter().map(|it| it.person.as_str()).collect();
    let mut people = HashMap::new();
    for name in names {
        let folded = fold(name);
        let mut words = folded.split(' ');
        if let (Some(given), Some(surname)) = (words.next(), words.next_back()) {
            let person = Some(name.to_owned()).filter(|_| !with_address.contains(name));
            people.entry(format!("{given}.{surname}")).and_modify(|known| *known = None).or_insert(person);
        }
    }
    people
}

fn report(context: &mut Context<'_>, seen: &Seen, kind: LeftoverKind) {
    let kind = match kind {
        LeftoverKind::Phone => ReportKind::NobodysNumber { printed: seen.printed.clone() },
        LeftoverKind::Email => ReportKind::NobodysEmail { printed: seen.printed.clone() },
        LeftoverKind::Digits => ReportKind::UnreadDigits { printed: seen.printed.clone() },
        _ => return,
    };
    let file = context.statements.path.clone();
    // A line whose numbers cannot be paired has been reported.
    let is_unpaired = context
        .statements
        .reports
        .iter()
        .any(|it| it.line == Some(seen.line) && it.kind == ReportKind::UnpairedNumbers);
    if !is_unpaired {
        context.statements.reports.push(Report { file, line: Some(seen.line), kind });
    }
}

/// The numbers, addresses and runs of digits of a line.
fn see_contacts(context: &Context<'_>, line: &SourceLine, seen: &mut Vec<Seen>) {
    let phones = phone::find_phones(&line.view);
    let mut add = |range: std::ops::Range<usize>, kind| {
        let evidence = context.source.evidence(line, range.clone());
        seen.push(Seen { line: line.number_at(range.start), printed: line.quote(range).to_owned(), kind, evidence });
    };
    for phone in &phones {
        add(phone.range.clone(), SeenKind::Phone(phone.e164.clone(), phone.kind));
    }
    for email in email::find_emails(&line.view) {
        if let EmailText::Address(address) = email.text {
            add(email.range, SeenKind::Email(address));
        }
    }
    for range in phone::unread_digits(&line.view, &phones) {
        add(range, SeenKind::Digits);
    }
}

/// The numbers and addresses that statements use, and the passages of all statements by their line.
struct Used {
    numbers: HashSet<String>,
    emails: HashSet<String>,
    passages: HashSet<(u32, Arc<str>)>,
}

impl Used {
    fn of(context: &Context<'_>) -> Self {
        let statements = &context.statements;
        let mut used = Self { numbers: HashSet::new(), emails: HashSet::new(), passages: HashSet::new() };
        for statement in &statements.people {
            match &statement.fact {
                PersonFact::Phone(phone) => used.numbers.extend([phone.e164.clone()]),
                PersonFact::Email(email) if email.basis != Basis::Derived => {
                    used.emails.extend([email.address.clone()]);
                }
                _ => {}
            }
        }
        for statement in &statements.organisations {
            if let OrganisationFact::Phone(phone) = &statement.fact {
                used.numbers.insert(phone.e164.clone());
            }
        }
        let positions = statements.positions.iter();
        let places =
            positions.clone().flat_map(|it| it.areas.iter().chain(it.place.as_deref())).flat_map(|it| &it.evidence);
        let periods = positions.flat_map(|it| it.start.iter().chain(&it.end)).flat_map(|it| &it.evidence);
        let projects = statements.projects.iter().flat_map(|it| &it.evidence);
        let published = statements.document.published.iter().flat_map(|it| &it.evidence);
        let all = places.chain(periods).chain(projects).chain(published);
        used.passages = all.map(|passage| (passage.line, passage.text.clone())).collect();
        used
    }

    fn has(&self, seen: &Seen) -> bool {
        match &seen.kind {
            SeenKind::Phone(e164, _) => self.numbers.contains(e164),
            SeenKind::Email(address) => self.emails.contains(address),
            SeenKind::Place | SeenKind::Date => self.passages.contains(&(seen.line, seen.printed.as_str().into())),
            // A name that another line shows to be one is known in all lines.
            SeenKind::Digits | SeenKind::Name => false,
        }
    }
}
