//! Walks through the blocks of a document and extracts the statements of each.
//!
//! * `line_group`: adjacent lines: which of them are headings, labels, contact lines or prose, and what each states.
//! * `marked`: headings that the markup marks.
//! * `project_names`: the names of projects that a document gives with a word for project.

mod line_group;
mod marked;
mod project_names;

use super::heading::{self, LinePlacement};
use super::{field, table};
use crate::extract::document::block::Block;
use crate::extract::document::line_class;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::{SourceLine, SourceText};
use crate::extract::entities::email::{self, EmailText};
use crate::extract::entities::entity::Entity;
use crate::extract::entities::person::known::KnownPeople;
use crate::extract::entities::person::{NameOrder, PersonMention};
use crate::extract::entities::project::ProjectNames;
use crate::extract::entities::recognizer::{self, Knowledge, LineContext};
use crate::extract::entities::tokenizer::{self, FreeTokens};
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::extract::entities::{phone, role};
use crate::extract::relations::card;
use crate::extract::relations::context::{Context, EmailPattern, FoundName};
use crate::extract::relations::{defaults, leftovers};
use crate::extract::statement::{DocumentStatements, PersonFact, PositionStatement, StatedHolder};
use crate::model::Nameless;
use line_group::{extract_group, extract_plain_line};
use marked::extract_marked_heading;
pub(crate) use project_names::collect_project_names;
use std::collections::{HashMap, HashSet};

/// Adds the statements of a document's body to those of its front matter.
///
/// The document is walked twice: names that the first walk shows to be names of people are known in the second.
pub(crate) fn extract(
    source: &SourceText,
    statements: DocumentStatements,
    projects: &ProjectNames,
) -> DocumentStatements {
    let document_date = statements.document.published.as_ref().and_then(|published| published.from);
    let authors = statements.document.authors.clone();
    let lists_organisations = recognizer::lists_organisations(source.body().map(|line| line.view.as_str()));
    let knowledge = Knowledge { projects, people: KnownPeople::default(), document_date, lists_organisations };
    let mut names = DocumentStatements::for_names(&source.document);
    names.document.language.clone_from(&statements.document.language);
    let first = walk(Context::new(source, names, knowledge));
    let people = known_people(&first, &authors);
    let knowledge = Knowledge { projects, people, document_date, lists_organisations };
    let mut context = Context::new(source, statements, knowledge);
    infer_author(&mut context);
    let mut context = walk(context);
    defaults::apply(&mut context);
    leftovers::account(&mut context);
    context.statements
}

/// The people that a walk found, with the names of lists that have the surname first reversed.
fn known_people(walked: &Context<'_>, authors: &[String]) -> KnownPeople {
    const MIN_VOTES: i32 = 2;
    // A short list follows the order of the others: “Poissa: Kuusisto Veera” below ten names with the surname first.
    let is_usual = walked.order_votes.values().any(|votes| *votes >= MIN_VOTES)
        && walked.order_votes.values().all(|votes| *votes >= 0);
    let min_votes = if is_usual { 1 } else { MIN_VOTES };
    let is_turned = |section: usize| walked.order_votes.get(&section).is_some_and(|votes| *votes >= min_votes);
    let bracketed = bracketed_surnames(walked);
    let known = |found: &FoundName| {
        let turns = found.is_listed
            && found.person.order != NameOrder::SurnameFirst
            && is_turned(found.section)
            && !walked.statements.ordered.contains(&found.person.name);
        let person = if turns { found.person.turned() } else { found.person.clone() };
        match bracketed.get(found.printed.as_str()) {
            Some(whole) => (found.printed.clone(), person.renamed((*whole).to_owned()), false),
            None => (found.printed.clone(), person, found.is_nominative),
        }
    };
    let authors = authors.iter().map(|name| (name.clone(), PersonMention::new(name), true));
    let words = walked.source.body().flat_map(|line| line.view.split(|it: char| !(it.is_alphanumeric() || it == '-')));
    let capitalised = words.filter(|word| word.starts_with(char::is_uppercase));
    KnownPeople::new(authors.chain(walked.names.iter().map(known)).collect(), capitalised)
}

/// The names that stand in brackets only and are the last words of one longer name: “02 720 3303 (Ali Mohamud)” of
/// Hodan Ali Mohamud; each with the longer name.
fn bracketed_surnames<'a>(walked: &'a Context<'_>) -> HashMap<&'a str, &'a str> {
    // Each such name takes a search of the document.
    const MAX_NAMES: usize = 50;
    let printed: HashSet<&str> = walked.names.iter().map(|found| found.printed.as_str()).collect();
    let mut longer: HashMap<&str, Option<&str>> = HashMap::new();
    for name in printed.iter().copied().filter(|name| name.split(' ').count() > 2) {
        if let Some((_, short)) = name.split_once(' ').filter(|(_, short)| printed.contains(short)) {
            longer.entry(short).and_modify(|known| *known = None).or_insert(Some(name));
        }
    }
    let is_bracketed = |short: &str, long: &str| {
        let given = long.strip_suffix(short).unwrap_or_default();
        walked.source.body().all(|line| {
            let mut fronts = line.view.match_indices(short).map(|(at, _)| line.view.get(..at).unwrap_or_default());
            fronts.all(|front| front.ends_with('(') || front.ends_with(given))
        })
    };
    let known = longer.into_iter().filter_map(|(short, long)| Some((short, long?)));
    let mut known: Vec<(&str, &str)> = known.collect();
    known.sort_unstable();
    known.truncate(MAX_NAMES);
    known.into_iter().filter(|(short, long)| is_bracketed(short, long)).collect()
}

/// Walks through the blocks above the comments of readers, whose names do not belong in the directory.
fn walk(mut context: Context<'_>) -> Context<'_> {
    let blocks = &context.source.blocks;
    for (at, block) in blocks.iter().enumerate() {
        if block.lines().first().is_some_and(|line| line.begins_comments()) {
            break;
        }
        let below = blocks.get(at + 1..).unwrap_or_default();
        extract_block(&mut context, block, below);
    }
    card::end_part(&mut context);
    context
}

fn extract_block(context: &mut Context<'_>, block: &Block, below: &[Block]) {
    match block {
        Block::Heading { level, line } => extract_marked_heading(context, *level, line, below),
        Block::Lines(lines) => {
            extract_group(context, lines, below, false);
            end_group(context, lines.len());
        }
        Block::Item { lines, .. } => {
            // “Askel edellä (2016–2019), yhteyshenkilö …” below “Päättyneet hankkeet”
            if let [line] = lines.as_slice()
                && heading::names_years(line)
            {
                _ = heading::enter_listed_project(context, line);
            }
            extract_group(context, lines, below, true);
            end_group(context, lines.len());
        }
        Block::Field { key, value } => extract_field(context, key, value),
        Block::Table(it) => table::extract(context, it),
        Block::Break => {
            card::end_part(context);
            context.scope.end_all();
        }
    }
}

/// The lines of a block are over: what follows continues the card only after a label.
fn end_group(context: &mut Context<'_>, lines: usize) {
    context.last_person = None;
    context.block_project = None;
    context.list_label = None;
    // A line alone may stand in front of the name in the next block; facts of a longer block belong to that block.
    if lines > 1 {
        // “Organisation / title” above the heading with the name.
        if let Some(organisation) = context.scope.group_organisation()
            && context.card.is_none()
        {
            card::pending(context).organisation.get_or_insert(organisation);
        }
        context.previous_facts = context.pending.facts.take();
    }
    if let Some(card) = &mut context.card {
        // Below a heading with a name, a number may stand after a paragraph about the holder.
        card.is_behind = !card.is_section || card.has_contact;
    }
    context.organisation = None;
    context.scope.end_block();
    if context.scope.has_group_heading() {
        card::close(context);
        context.scope.end_group();
    }
}

/// Adjacent lines in another layout, such as a column of a table.
pub(super) fn extract_lines(context: &mut Context<'_>, lines: &[SourceLine]) {
    extract_group(context, lines, &[], false);
}

/// A line of a card or a cell: nothing follows it.
pub(super) fn extract_card_line(context: &mut Context<'_>, line: &SourceLine) {
    if !field::extract_line(context, line, |context, front| extract_plain_line(context, front, &[])) {
        extract_plain_line(context, line, &[]);
    }
}

/// The value of a label that is prose.
pub(super) fn extract_prose(context: &mut Context<'_>, line: &SourceLine) {
    let card = context.card.take();
    extract_plain_line(context, line, &[]);
    card::close(context);
    context.card = card;
}

/// A key with its value.
pub(super) fn extract_field(context: &mut Context<'_>, key: &SourceLine, value: &[SourceLine]) {
    let label = VOCABULARY.label(&key.view).or_else(|| field::label_of_key(context, key));
    match (label, value) {
        (Some(Label::Area), [line]) if field::has_contact_of_person(context, line) => {
            field::extract_of_area(context, key, line);
        }
        (Some(label), _) => {
            context.scope.enter_line();
            for line in value.iter().filter(|line| !line.is_blank()) {
                let is_first =
                    value.first().is_some_and(|first| first.number == line.number && first.view == line.view);
                if is_first
                    || matches!(label, Label::Partner | Label::Funder | Label::Area | Label::Phone | Label::Email)
                {
                    if !matches!(label, Label::Phone | Label::Email | Label::Contact)
                        || !field::extract_line(context, line, |context, front| field::extract(context, label, front))
                    {
                        field::extract(context, label, line);
                    }
                } else {
                    extract_card_line(context, line);
                }
            }
        }
        // A key above keys of its own is a heading.
        (None, _) if value.iter().any(|line| VOCABULARY.label(&line.view).is_some()) => {
            let gives_project = value.iter().any(|line| VOCABULARY.label(&line.view).is_some_and(Label::is_of_project));
            heading::enter(context, key, None, gives_project);
            extract_group(context, value, &[], false);
            end_group(context, value.len());
        }
        // A key below “Projects” is the name of one, with what it is about: “Harbour Light – September 2022 to August 2024”.
        (None, _) if heading::enter_listed_project(context, key) => {
            extract_group(context, value, &[], false);
            end_group(context, value.len());
        }
        // A key that is a title or a name is a line of its own: “Projektipäällikkö” with the name as its value.
        (None, _) => {
            if let Some(heading) = role::heading(&key.view) {
                card::close(context);
                let evidence = context.source.evidence(key, key.whole());
                let holder = StatedHolder::Nameless(Nameless::Unnamed);
                let position = PositionStatement::new(holder, heading.title, evidence);
                card::pending(context).add(position);
                for line in value {
                    field::extract(context, Label::Name, line);
                }
            } else {
                let position = LinePlacement {
                    is_first: true,
                    is_alone: value.is_empty(),
                    has_below: true,
                    is_item: false,
                    is_repeated: false,
                };
                // A term of two or more capitalised words begins another card, whether it is known to be a name or not.
                let is_term = is_capitalised(&key.view) && value.iter().any(is_card_line);
                if is_term {
                    card::end_part(context);
                    extract_plain_line(context, key, value);
                } else if heading::is_heading(context, key, position) {
                    heading::enter(context, key, None, false);
                } else {
                    extract_card_line(context, key);
                }
                for line in value {
                    extract_card_line(context, line);
                }
            }
        }
    }
}

/// Whether a line is two to four words with capitals.
fn is_capitalised(view: &str) -> bool {
    let words = view.split_whitespace();
    (2..=4).contains(&words.clone().count()) && words.into_iter().all(|word| word.starts_with(char::is_uppercase))
}

/// Takes the one person who signs the document as its author, whom “I” means.
fn infer_author(context: &mut Context<'_>) {
    if context.author.is_some() {
        return;
    }
    let mut signers: Vec<String> = Vec::new();
    let lines: Vec<&SourceLine> = context.source.body().collect();
    let has_text = lines.iter().any(|line| is_text(&line.view));
    for (at, line) in lines.iter().enumerate() {
        let is_blank = |line: Option<&&SourceLine>| line.is_none_or(|line| line.is_blank());
        let is_alone = is_blank(lines.get(at + 1)) && is_blank(at.checked_sub(1).and_then(|before| lines.get(before)));
        let is_above_text = lines.get(at + 1).is_some_and(|next| is_text(&next.view));
        // A writer stands alone, or above the text; a name among others is that of somebody whom the page lists.
        if !has_text || !is_alone && !is_above_text && at + 1 < lines.len() {
            continue;
        }
        for tokens in tokenizer::split_sentences(&line.view) {
            let spans = recognizer::recognize(&line.view, &tokens, &context.knowledge, LineContext::default());
            signers.extend(line_class::signature(Sentence { line, spans: &spans }));
        }
    }
    if let [signer] = signers.as_slice() {
        context.author = Some(signer.clone());
        if context.statements.document.authors.is_empty() {
            context.statements.document.authors.push(signer.clone());
        }
    }
}

/// Whether a line is prose of more than a few words.
fn is_text(view: &str) -> bool {
    const SHORTEST: usize = 4;
    view.split_whitespace().count() >= SHORTEST && recognizer::has_prose_verb(view, &tokenizer::tokenize(view))
}

/// The evidence for a name in the lines around its own.
fn line_context(context: &Context<'_>, line: &SourceLine, rest: &[SourceLine]) -> LineContext {
    const MAX_NAME_WORDS: usize = 5;
    const MAX_CARD_LINES: usize = 4;
    const MAX_CARD_CHARS: usize = 100;
    let words = line.view.split_whitespace().count();
    let below = rest.iter().take(MAX_CARD_LINES);
    let mut card = below.take_while(|line| !line.is_blank() && line.view.chars().count() < MAX_CARD_CHARS);
    // A title in front of the name is kept for it.
    let is_waited_for = context.pending.facts.as_ref().is_some_and(|card| !card.positions.is_empty());
    LineContext {
        is_under_role_heading: context.scope.role().is_some() || is_waited_for,
        begins_card: words <= MAX_NAME_WORDS && card.any(is_card_line),
        is_name: false,
    }
}

/// Whether a line has a number, an address, or hardly more than a title.
fn is_card_line(line: &SourceLine) -> bool {
    const MAX_TITLE_TOKENS: usize = 8;
    let is_address = |email: &email::EmailMention| matches!(email.text, EmailText::Address(_));
    if !phone::find_phones(&line.view).is_empty() || email::find_emails(&line.view).iter().any(is_address) {
        return true;
    }
    let tokens = tokenizer::tokenize(&line.view);
    let taken = vec![false; tokens.len()];
    tokens.len() < MAX_TITLE_TOKENS && !role::find_roles(FreeTokens::new(&line.view, &tokens, &taken)).is_empty()
}

/// States the writer of a byline without a space before the text: `Maija MeriKesällä …`.
fn extract_byline(context: &mut Context<'_>, line: &SourceLine) {
    let capitals = line.view.char_indices().filter(|(_, letter)| letter.is_uppercase()).map(|(at, _)| at);
    let printed = context.knowledge.people.printed().longest_prefix(&line.view, capitals).map(str::to_owned);
    let Some(name) = printed.and_then(|it| Some((it.len(), context.knowledge.people.mention(&it)?.name.clone())))
    else {
        return;
    };
    let (length, name) = name;
    let evidence = context.source.evidence(line, 0..length);
    context.statements.person(&name, PersonFact::Named, evidence);
    if context.statements.document.authors.is_empty() {
        context.statements.document.authors.push(name.clone());
    }
    context.author.get_or_insert(name);
}

pub(super) fn take_email_pattern(context: &mut Context<'_>, sentence: Sentence<'_>) {
    for span in sentence.spans {
        if let Entity::Email(email) = &span.entity
            && let EmailText::Pattern(domain) = &email.text
            && !email::is_placeholder(domain)
        {
            let evidence = context.evidence(sentence, email.range.clone());
            let section = context.section;
            context.email_patterns.push(EmailPattern { domain: domain.clone(), section, evidence });
        }
    }
}
