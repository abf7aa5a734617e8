//! Labels and their values: on one line, on two, in the cells of a table, or one after another in a line.

use std::ops::Range;

use super::heading;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::email;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation;
use crate::extract::entities::person::PersonMention;
use crate::extract::entities::phone;
use crate::extract::entities::place;
use crate::extract::entities::recognizer::{self, LineContext};
use crate::extract::entities::role;
use crate::extract::entities::temporal::{self, TimeKind};
use crate::extract::entities::tokenizer;
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::extract::relations::card::{self, Card, CardHolder};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::extract::relations::{contact_points, people};
use crate::extract::statement::{OrganisationFact, PositionStatement, ProjectFact, StatedHolder};
use crate::language::PlaceCase;
use crate::model::{Basis, Fact, Nameless, Period, PhoneKind};
use crate::text::fold;

/// The label with which a line begins, if a colon or nothing follows it.
pub(super) fn label_of_line(view: &str) -> Option<Label> {
    let words = view.trim();
    // “Koordinator” alone is a title.
    if !words.contains(':') && role::heading(words).is_some() {
        return None;
    }
    let (front, _) = words.split_once(':').unwrap_or((words, ""));
    let compound = || VOCABULARY.compound_label(front).map(|(label, _)| label);
    VOCABULARY.label(front).or_else(compound).filter(|_| words.contains(':') || VOCABULARY.label(words).is_some())
}

/// A label and its value with dots between them: “Hankekausi ......... 2023–2026”.
pub(super) fn dotted(line: &SourceLine) -> Option<(SourceLine, SourceLine)> {
    const LEADER: &str = "....";
    let start = line.view.find(LEADER)?;
    let rest = line.view.get(start..)?;
    let end = start + (rest.len() - rest.trim_start_matches(['.', ' ']).len());
    let (front, value) = (line.part(0..start), line.part(end..line.view.len()));
    (!front.is_blank() && !value.is_blank()).then_some((front, value))
}

/// Whether a line has facts of a project behind a label.
pub(super) fn is_of_project(view: &str) -> bool {
    let Some((front, value)) = view.trim().split_once(':') else { return false };
    let label = VOCABULARY.label(front);
    let is_of_project = |label: Label| {
        matches!(label, Label::Coordinator | Label::Partner | Label::Period | Label::Funder | Label::Abbreviation)
            || label == Label::Description && fold(front).contains("hank")
    };
    !value.is_empty() && label.is_some_and(is_of_project)
}

/// The label of a key that has words for its owner in front: “hankkeen vetäjä” is the title of a person, “projektipäällikön
/// nimi” gives the title to the name.
pub(super) fn label_of_key(context: &mut Context<'_>, key: &SourceLine) -> Option<Label> {
    let (label, owner) = labelled(&key.view)?;
    if let Some(title) = owner.filter(|_| matches!(label, Label::Contact | Label::Name)) {
        card::close(context);
        let evidence = context.source.evidence(key, key.whole());
        let holder = StatedHolder::Nameless(Nameless::Unnamed);
        card::pending(context).add(PositionStatement::new(holder, title, evidence));
    }
    Some(label)
}

/// A part of a line with its label.
struct Part {
    label: Label,
    /// The title of the person whose value it is: “projektipäällikön nimi”.
    owner: Option<String>,
    value: Range<usize>,
}

/// Extracts a line in which each label has its value behind it; returns `false` if the line has no label.
///
/// What stands before the first label is read as a line of its own.
pub(super) fn extract_line(
    context: &mut Context<'_>,
    line: &SourceLine,
    before: impl FnOnce(&mut Context<'_>, &SourceLine),
) -> bool {
    let parts = parts_of(&line.view);
    let Some(first) = parts.first() else { return false };
    let front = line.view.get(..label_start(&line.view, first)).unwrap_or_default();
    if front.chars().any(char::is_alphanumeric) {
        before(context, &line.part(0..front.len()));
    }
    for part in parts {
        let value = line.part(part.value.clone());
        // “Koordinaattori: Anna Aro” is a title and its holder.
        let has_person = || heading::spans_of(context, &value).iter().any(|span| matches!(span.entity, Entity::Person(_)));
        let is_person = part.label == Label::Coordinator && part.owner.is_some() && has_person();
        let part = if is_person { Part { label: Label::Contact, ..part } } else { part };
        if let Some(title) = &part.owner
            && matches!(part.label, Label::Contact | Label::Name)
        {
            card::close(context);
            let evidence = context.source.evidence(line, line.whole());
            let holder = StatedHolder::Nameless(Nameless::Unnamed);
            card::pending(context).add(PositionStatement::new(holder, title.clone(), evidence));
        }
        if value.is_blank() {
            context.label = Some(part.label);
        } else {
            extract(context, part.label, &value);
        }
    }
    true
}

/// Where the label of a part begins.
fn label_start(view: &str, part: &Part) -> usize {
    let front = view.get(..part.value.start).unwrap_or_default().trim_end().trim_end_matches(':');
    let longest = VOCABULARY.longest_label();
    let starts: Vec<usize> = word_starts(front);
    let candidates = starts.iter().rev().take(longest).copied();
    let is_label = |at: &usize| {
        front.get(*at..).is_some_and(|words| labelled(words).is_some_and(|(label, _)| label == part.label))
    };
    candidates.filter(is_label).last().unwrap_or(front.len())
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut is_inside = false;
    for (at, letter) in text.char_indices() {
        if !letter.is_whitespace() && !is_inside {
            starts.push(at);
        }
        is_inside = !letter.is_whitespace();
    }
    starts
}

/// The labelled parts of a line: each label is followed by a colon; or, in a line of at least `MIN_BARE` labels without
/// one, stands before its value as in a form that was flattened.
fn parts_of(view: &str) -> Vec<Part> {
    let mut found: Vec<(Range<usize>, Label)> = Vec::new();
    let mut owners: Vec<Option<String>> = Vec::new();
    for (colon, _) in view.match_indices(':') {
        let front = view.get(..colon).unwrap_or_default();
        let from = found.last().map_or(0, |(range, _)| range.end);
        let starts = word_starts(front);
        let longest = VOCABULARY.longest_label();
        let candidates = starts.iter().rev().take(longest).filter(|at| **at >= from).copied();
        let labels = candidates.filter_map(|at| Some((at, labelled(front.get(at..)?)?)));
        // “Uudenmaan alue:” is a heading, whose last word alone is a label.
        let is_place = |at: usize| {
            front.get(from..at).and_then(|words| words.split_whitespace().next_back()).is_some_and(place::is_place)
        };
        if let Some((at, (label, owner))) =
            labels.last().filter(|(at, (label, _))| *label != Label::Area || !is_place(*at))
        {
            owners.push(owner);
            found.push((at..colon + 1, label));
        }
    }
    if found.is_empty() {
        found = bare_labels(view);
        owners = vec![None; found.len()];
    }
    let mut parts = Vec::new();
    for (index, (range, label)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(view.len(), |(next, _)| next.start);
        let owner = owners.get(index).cloned().flatten();
        parts.push(Part { label: *label, owner, value: range.end..end });
    }
    parts
}

/// The label of a phrase, and the title in front of it that says whose value it is.
fn labelled(phrase: &str) -> Option<(Label, Option<String>)> {
    let compound = VOCABULARY.compound_label(phrase);
    let owner = compound.and_then(|(_, owner)| title_of_owner(owner));
    if let Some(label) = VOCABULARY.label(phrase) {
        let title = || role::nominative_of(phrase.split(' ').next_back()?);
        let owner = if label == Label::Coordinator { title() } else { owner };
        return Some((label, owner));
    }
    let (label, front) = compound?;
    let label = match (label, &owner) {
        // A name of somebody with a title is a person, one of an organisation or a project is not.
        (Label::Name, Some(_)) => Label::Contact,
        (Label::Name, None) => match front.split(' ').next_back().unwrap_or_default() {
            word if crate::extract::entities::project::is_head(word) => Label::Project,
            word if organisation::is_head(word) => Label::Organisation,
            _ => return None,
        },
        (label, _) => label,
    };
    Some((label, owner))
}

/// The title of “projektipäällikön”, in the nominative; none for words such as “yhteyshenkilön”.
fn title_of_owner(words: &str) -> Option<String> {
    const GENERIC: &[&str] = &["yhteyshenkilö", "vastuuhenkilö", "kontaktperson"];
    let title = role::nominative_of(words.split(' ').next_back()?)?;
    (!GENERIC.iter().any(|generic| title.ends_with(generic))).then_some(title)
}

/// The labels of a flattened form: many of them, with capitals, without colons.
fn bare_labels(view: &str) -> Vec<(Range<usize>, Label)> {
    const MIN_BARE: usize = 4;
    const MIN_CHARS: usize = 4;
    let tokens = tokenizer::tokenize(view);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = VOCABULARY.longest_label().min(tokens.len() - at);
        let label = (1..=longest).rev().find_map(|words| {
            let range = tokenizer::byte_range(&tokens, at..at + words)?;
            let text = view.get(range.clone())?;
            let is_capital = text.starts_with(char::is_uppercase) && text.chars().count() >= MIN_CHARS;
            Some((words, range, VOCABULARY.label(text).filter(|_| is_capital)?))
        });
        match label {
            Some((words, range, label)) => {
                found.push((range, label));
                at += words;
            }
            None => at += 1,
        }
    }
    if found.len() >= MIN_BARE { found } else { Vec::new() }
}

/// Extracts the value of a label.
pub(super) fn extract(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    context.is_project_register |= label.is_of_project() && context.scope.project.is_some();
    let is_value_of_words =
        matches!(label, Label::Area | Label::Organisation | Label::Unit | Label::Project | Label::Hours | Label::Note);
    if is_value_of_words && let Some(cut) = start_of_contacts(&value.view) {
        extract(context, label, &value.part(0..cut));
        return extract(context, Label::Phone, &value.part(cut..value.view.len()));
    }
    match label {
        Label::Name | Label::Contact => extract_name(context, value),
        Label::GivenName | Label::Surname => extract_name_part(context, label, value),
        Label::Substitute => extract_substitute(context, value),
        Label::Role => extract_role(context, value),
        Label::Organisation | Label::Unit => extract_organisation(context, label, value),
        Label::Phone | Label::Switchboard | Label::Fax | Label::Email => extract_contact(context, label, value),
        Label::Area => extract_area(context, value),
        Label::Project => extract_project(context, value),
        Label::Abbreviation | Label::Coordinator | Label::Partner | Label::Funder | Label::Part => {
            extract_of_project(context, label, value);
        }
        Label::Period | Label::Start | Label::End => extract_time(context, label, value),
        Label::Description => super::walk::extract_prose(context, value),
        // The line is read for the date of the document elsewhere; codes, addresses and hours are none of a card's facts.
        Label::Updated | Label::Code | Label::Address | Label::Hours | Label::Extension | Label::Note => {}
    }
}

/// Where numbers and addresses begin behind a value of words: “Kemi ja Tornio, p. 040 123 4505”.
fn start_of_contacts(view: &str) -> Option<usize> {
    let phone = phone::find_phones(view).first().map(|it| it.range.start);
    let email = email::find_emails(view).first().map(|it| it.range.start);
    let first = phone.into_iter().chain(email).min()?;
    let front = view.get(..first)?;
    let cut = front.rfind([',', ';']).filter(|cut| front.len() - cut < 20)?;
    (cut > 0).then_some(cut + 1)
}

fn sentences(context: &Context<'_>, value: &SourceLine, is_name: bool) -> Vec<Vec<Span>> {
    let line_context = LineContext { is_name, ..LineContext::default() };
    let sentences = tokenizer::split_sentences(&value.view).into_iter();
    sentences.map(|tokens| recognizer::recognize(&value.view, &tokens, &context.knowledge, line_context)).collect()
}

/// A person: the value is read like a contact line. A value that is a vacancy opens the card of a post.
fn extract_name(context: &mut Context<'_>, value: &SourceLine) {
    let names_nobody = |context: &Context<'_>| !heading::spans_of(context, value).iter().any(|span| matches!(span.entity, Entity::Person(_)));
    if is_vacancy(&value.view) || VOCABULARY.says_vacant(&value.view) && names_nobody(context) {
        return open_post(context, value, Nameless::Vacant);
    }
    let mut spans = sentences(context, value, false);
    let has_person = |spans: &[Vec<Span>]| spans.iter().flatten().any(|span| matches!(span.entity, Entity::Person(_)));
    if !has_person(&spans) {
        let as_name = sentences(context, value, true);
        if has_person(&as_name) {
            spans = as_name;
        }
    }
    let is_named = has_person(&spans);
    if is_named {
        card::close(context);
    }
    for spans in &spans {
        people::extract(context, Sentence { line: value, spans });
    }
}

/// Whether words say that nobody holds a post yet.
pub(super) fn is_vacancy(words: &str) -> bool {
    let folded = fold(words.trim().trim_matches(['(', ')', '.', '-', '–']));
    VOCABULARY.vacancies.iter().any(|vacancy| {
        folded == *vacancy || folded.starts_with(&format!("{vacancy} ")) || folded.starts_with(&format!("{vacancy},"))
    })
}

/// Opens the card of a post without a named holder.
pub(super) fn open_post(context: &mut Context<'_>, value: &SourceLine, nameless: Nameless) {
    let evidence = context.source.evidence(value, value.whole());
    let tokens: Vec<&str> = value.view.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    let count = match tokens.as_slice() {
        [count] => count.parse().ok().filter(|count| (1..50).contains(count)),
        _ => None,
    };
    card::open(context, Card { holder: CardHolder::Nameless(nameless, count), evidence, ..Card::default() });
}

fn extract_name_part(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let part = value.view.trim().to_owned();
    let evidence = context.source.evidence(value, value.whole());
    let pending = card::pending(context);
    let other = pending.name_part.take();
    let name = match (label, other) {
        (Label::Surname, Some((Label::GivenName, given))) => format!("{given} {part}"),
        (Label::GivenName, Some((Label::Surname, surname))) => format!("{part} {surname}"),
        (label, _) => {
            pending.name_part = Some((label, part));
            return;
        }
    };
    let person = PersonMention::new(name);
    card::state_person(context, &person, &person.name, evidence.clone(), true);
    card::open(context, Card::of_person(&person, None, evidence));
}

/// Somebody who stands in for the person of the card, with the title of that person.
fn extract_substitute(context: &mut Context<'_>, value: &SourceLine) {
    let title = context.card.as_ref().and_then(|card| card.positions.first()).map(|position| position.title.clone());
    extract_name(context, value);
    if let Some(card) = context.card.as_mut().filter(|card| card.name().is_some()) {
        card.is_acting = true;
        if let Some(title) = title.filter(|_| card.positions.is_empty()) {
            let position =
                PositionStatement::new(StatedHolder::Nameless(Nameless::Unnamed), title, card.evidence.clone());
            card.add(PositionStatement { is_acting: true, ..position });
        }
    }
}

/// A title: the one that is recognised, else the words as they stand, because the label says that they are one.
fn extract_role(context: &mut Context<'_>, value: &SourceLine) {
    const MAX_WORDS: usize = 6;
    let spans = sentences(context, value, false);
    let has_title = spans.iter().flatten().any(|span| matches!(span.entity, Entity::Role(_)));
    if has_title {
        for spans in &spans {
            people::extract(context, Sentence { line: value, spans });
        }
        return;
    }
    let words = value.view.trim();
    let is_title = words.split_whitespace().count() <= MAX_WORDS && !words.contains(|it: char| it.is_ascii_digit());
    if !is_title || words.is_empty() {
        return;
    }
    let evidence = context.source.evidence(value, value.whole());
    let mut letters = words.chars();
    let title: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let position = PositionStatement::new(StatedHolder::Nameless(Nameless::Unnamed), title, evidence);
    match context.card.as_mut() {
        Some(card) => card.add(position),
        None => card::pending(context).add(position),
    }
}

fn extract_organisation(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let evidence = context.source.evidence(value, value.whole());
    if label == Label::Unit {
        let unit = value.view.trim().to_owned();
        let card = match context.card.as_mut() {
            Some(card) => card,
            None => card::pending(context),
        };
        card.unit.get_or_insert(unit);
        return;
    }
    let names = organisations_of(context, value);
    let Some((name, _)) = names.first().cloned() else { return };
    context.statements.organisation(&name, OrganisationFact::Listed(organisation::kind_of(&name)), evidence.clone());
    let fact = Fact { value: name, basis: Basis::Stated, evidence };
    match context.card.as_mut() {
        Some(card) if card.organisation.is_none() => card.organisation = Some(fact),
        Some(_) => {
            card::close(context);
            context.organisation = Some(fact);
        }
        None => {
            card::pending(context).organisation.get_or_insert(fact.clone());
            context.organisation = Some(fact);
        }
    }
}

/// The organisations of a list in which everything is one: those recognised, and other names as they stand.
fn organisations_of(context: &mut Context<'_>, value: &SourceLine) -> Vec<(String, Range<usize>)> {
    const MAX_WORDS: usize = 9;
    let spans: Vec<Span> = sentences(context, value, true).into_iter().flatten().collect();
    let recognised: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for part in list_parts(&value.view) {
        let inside = |span: &&Span| span.range.start < part.end && part.start < span.range.end;
        let known = recognised.iter().filter(inside).find_map(|span| match &span.entity {
            Entity::Organisation(organisation) => {
                let evidence = context.source.evidence(value, span.range.clone());
                context.add_organisation(organisation, evidence);
                Some((organisation.name.clone(), span.range.clone()))
            }
            _ => None,
        });
        let words = value.view.get(part.clone()).unwrap_or_default();
        let bare = words.split(" (").next().unwrap_or(words).trim().trim_end_matches('.');
        let is_name = bare.starts_with(char::is_uppercase)
            && bare.split_whitespace().count() <= MAX_WORDS
            && bare.chars().filter(char::is_ascii_digit).count() < 5;
        let is_longer = |range: &Range<usize>| bare.len() > range.len() + 1;
        match known {
            // “Nuorten Ystävät ry” and its like have more words than a rule sees.
            Some((_, range)) if is_name && is_longer(&range) && ends_with_head(bare) => {
                found.push((bare.to_owned(), part))
            }
            Some((name, range)) => {
                if !found.iter().any(|(known, _)| *known == name) {
                    found.push((name, range));
                }
            }
            None if is_name && !spans.iter().filter(inside).any(|span| matches!(span.entity, Entity::Time(_))) => {
                found.push((bare.to_owned(), part));
            }
            None => {}
        }
    }
    found
}

fn ends_with_head(words: &str) -> bool {
    words.split_whitespace().next_back().is_some_and(organisation::is_head)
}

/// The parts of a list between commas, semicolons and words for “and” with a capital after them.
fn list_parts(text: &str) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for sign in [", ", "; ", " ja ", " sekä ", " och ", " samt ", " and ", " / "] {
        let is_cut =
            |at: usize| text.get(at + sign.len()..).is_some_and(|rest| rest.starts_with(|it: char| it.is_uppercase()));
        // “elinkeino-, liikenne- ja ympäristökeskus” is one name.
        cuts.extend(text.match_indices(sign).map(|(at, _)| at..at + sign.len()).filter(|cut| is_cut(cut.start)));
    }
    cuts.extend([0..0, text.len()..text.len()]);
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    let mut parts = Vec::new();
    for pair in cuts.windows(2) {
        if let [before, after] = pair
            && before.end < after.start
        {
            parts.push(before.end..after.start);
        }
    }
    parts
}

/// A number or an address, of the card or of the organisation that the lines are about.
fn extract_contact(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    for spans in &mut sentences(context, value, false) {
        for span in spans.iter_mut() {
            if let Entity::Phone(phone) = &mut span.entity {
                phone.kind = match label {
                    Label::Fax => PhoneKind::Fax,
                    Label::Switchboard => PhoneKind::Switchboard,
                    _ => phone.kind,
                };
            }
        }
        let sentence = Sentence { line: value, spans };
        super::walk::take_email_pattern(context, sentence);
        let mentions = PersonMentions::of(sentence);
        if mentions.people.is_empty() {
            // A switchboard behind the lines of a person is not theirs.
            let is_own = matches!(label, Label::Phone | Label::Email);
            contact_points::extract_field(context, &mentions, is_own);
        } else {
            people::extract(context, sentence);
        }
    }
}

/// The areas of the card, else of the project.
fn extract_area(context: &mut Context<'_>, value: &SourceLine) {
    let mut areas = Vec::new();
    for span in sentences(context, value, true).into_iter().flatten() {
        let places = match &span.entity {
            Entity::PlaceList(places) => places.clone(),
            Entity::Place(place) if place.case != PlaceCase::Other => vec![place.clone()],
            _ => continue,
        };
        let evidence = context.source.evidence(value, span.range.clone());
        for place in &places {
            context.statements.areas.extend(place.area.clone());
            areas.push(place.named_place(Basis::Stated, &evidence));
        }
    }
    if areas.is_empty()
        && let Some(places) = crate::extract::entities::place::place_list(&value.view, value.whole())
    {
        let evidence = context.source.evidence(value, value.whole());
        for place in &places {
            context.statements.areas.extend(place.area.clone());
            areas.push(place.named_place(Basis::Stated, &evidence));
        }
    }
    if let Some(card) = context.card.as_mut().filter(|_| !context.is_project_register) {
        card.areas.extend(areas);
    } else if let Some(project) = context.scope.project.clone() {
        for place in areas {
            let evidence = place.evidence.clone();
            context.statements.project(&project, ProjectFact::Area(place), Basis::Stated, evidence);
        }
    } else {
        card::pending(context).areas.extend(areas);
    }
}

/// The project of a register, or that of the card.
fn extract_project(context: &mut Context<'_>, value: &SourceLine) {
    const MAX_WORDS: usize = 14;
    let spans: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
    let named = spans.iter().find_map(|span| match &span.entity {
        Entity::Project(project) => Some((project.name.clone(), span.range.clone(), None)),
        _ => None,
    });
    let words = heading::heading_words(&value.view);
    let (name, range, short) = named.unwrap_or_else(|| heading::project_title(&value.view, words));
    if name.is_empty()
        || name.split_whitespace().count() > MAX_WORDS
        || crate::extract::entities::project::is_generic(&name).is_some()
    {
        return;
    }
    let evidence = context.source.evidence(value, range);
    if let Some(card) = context.card.as_mut().filter(|card| card.project.is_none() && !card.is_behind) {
        card.project = Some(Fact { value: name.clone(), basis: Basis::Stated, evidence: evidence.clone() });
    } else {
        card::close(context);
        context.scope.project = Some(name.clone());
    }
    context.statements.project(&name, ProjectFact::Named, Basis::Stated, evidence.clone());
    if let Some(short) = short {
        context.statements.project(&name, ProjectFact::Abbreviation(short), Basis::Stated, evidence);
    }
}

fn extract_of_project(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let Some(project) = context.scope.project.clone() else {
        // Without a project, the leader of one is an organisation like any other.
        if label == Label::Coordinator {
            extract_organisation(context, Label::Organisation, value);
        }
        return;
    };
    let evidence = context.source.evidence(value, value.whole());
    if label == Label::Abbreviation {
        let short = value.view.trim().to_owned();
        return context.statements.project(&project, ProjectFact::Abbreviation(short), Basis::Stated, evidence);
    }
    if label == Label::Part {
        let spans: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
        for part in list_parts(&value.view) {
            let inside = |span: &&Span| span.range.start < part.end && part.start < span.range.end;
            let known = spans.iter().filter(inside).find_map(|span| match &span.entity {
                Entity::Project(project) => Some(project.name.clone()),
                _ => None,
            });
            let printed = || value.view.get(part.clone()).unwrap_or_default().trim().trim_end_matches('.').to_owned();
            let name = known.unwrap_or_else(printed);
            let evidence = context.source.evidence(value, part);
            if name.starts_with(char::is_uppercase) && name != project {
                context.statements.project(&name, ProjectFact::Named, Basis::Stated, evidence.clone());
                context.statements.project(&name, ProjectFact::Parent(project.clone()), Basis::Stated, evidence);
            }
        }
        return;
    }
    let names = match label {
        Label::Funder => funders_of(context, value),
        _ => organisations_of(context, value),
    };
    for (index, (name, range)) in names.into_iter().enumerate() {
        let fact = match label {
            Label::Funder => ProjectFact::Funder(name.clone()),
            Label::Coordinator if index == 0 => ProjectFact::Coordinator(name.clone()),
            _ => ProjectFact::Partner(name.clone()),
        };
        let evidence = context.source.evidence(value, range);
        context.statements.organisation(
            &name,
            OrganisationFact::Listed(organisation::kind_of(&name)),
            evidence.clone(),
        );
        context.statements.project(&project, fact, Basis::Stated, evidence);
    }
    // The number of a project's leader may follow.
    if label == Label::Coordinator {
        card::close(context);
    }
}

/// Who pays: an amount of money stands beside the name of the fund, and the fund in brackets repeats its name.
fn funders_of(context: &mut Context<'_>, value: &SourceLine) -> Vec<(String, Range<usize>)> {
    let recognised: Vec<Span> = sentences(context, value, false).into_iter().flatten().collect();
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for span in &recognised {
        if let Entity::Organisation(it) = &span.entity
            && !found.iter().any(|(name, _)| organisation::key(name) == organisation::key(&it.name))
        {
            let is_repeated =
                found.last().is_some_and(|(_, last)| value.view.get(last.end..span.range.start) == Some(" ("));
            if !is_repeated {
                found.push((it.name.clone(), span.range.clone()));
            }
        }
    }
    if found.is_empty() && !value.view.contains(|it: char| it.is_ascii_digit()) {
        return organisations_of(context, value);
    }
    found
}

/// The times of the project, or of the card if it has no project of its own above it.
fn extract_time(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let times = temporal::times_of_value(&value.view, context.knowledge.document_date);
    let tokens = tokenizer::tokenize(&value.view);
    let mut bounds = Vec::new();
    for (index, time) in times.iter().enumerate() {
        let Some(bytes) = tokenizer::byte_range(&tokens, time.tokens.clone()) else { continue };
        let words = value.quote(bytes.clone()).to_owned();
        let evidence = context.source.evidence(value, bytes);
        let period = Period { evidence: evidence.clone(), ..time.value.period(&words) };
        let is_end = label == Label::End || time.value.kind == TimeKind::Until || label == Label::Period && index == 1;
        match (time.value.kind, time.value.end(&words)) {
            (TimeKind::FromTo, Some(end)) => {
                bounds.push((false, period));
                bounds.push((true, Period { evidence, ..end }));
            }
            // One year or month is a start and an end.
            // A day alone is when something happens, and no period.
            _ if label == Label::Period
                && time.value.kind == TimeKind::At
                && times.len() == 1
                && time.value.first == Some(time.value.last) => {}
            _ if label == Label::Period && times.len() == 1 && time.value.kind == TimeKind::At => {
                bounds.push((false, period.clone()));
                bounds.push((true, period));
            }
            _ => bounds.push((is_end, period)),
        }
    }
    let project = context.scope.project.clone();
    for (is_end, period) in bounds {
        let evidence = period.evidence.clone();
        match (&project, context.card.as_mut()) {
            (Some(project), None) => {
                let fact = if is_end { ProjectFact::End(period) } else { ProjectFact::Start(period) };
                context.statements.project(project, fact, Basis::Stated, evidence);
            }
            (_, Some(card)) if label != Label::Period || project.is_none() => {
                let bound = if is_end { &mut card.end } else { &mut card.start };
                bound.get_or_insert(period);
            }
            (Some(project), Some(_)) => {
                let fact = if is_end { ProjectFact::End(period) } else { ProjectFact::Start(period) };
                context.statements.project(project, fact, Basis::Stated, evidence);
            }
            _ => {}
        }
    }
}
