//! Walks through a document from top to bottom and extracts the statements of each line.

use std::ops::Range;

use super::context::{Context, EmailPattern};
use super::scope::{LineScope, ScopedOrganisation, ScopedRole};
use super::{defaults, people, projects, unnamed};
use crate::extract::document::line_class;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::{SourceLine, SourceText};
use crate::extract::entities::email::{self, EmailText};
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::recognizer::{self, Knowledge, LineContext};
use crate::extract::entities::tokenizer::{self, FreeTokens};
use crate::extract::entities::{phone, role};
use crate::extract::statement::{DocumentStatements, PersonFact};
use crate::language::Case;

/// The `known` names of projects and those of a document: names with a word for project, and listed parts.
pub(crate) fn collect_project_names(source: &SourceText, known: &[String]) -> Vec<String> {
    let knowledge = Knowledge { projects: known.to_vec(), ..Knowledge::default() };
    let mut names: Vec<String> = known.to_vec();
    let mut add = |name: &String| {
        if !names.contains(name) {
            names.push(name.clone());
        }
    };
    for line in source.body() {
        for_each_sentence(line, &knowledge, LineContext::default(), |sentence| {
            for span in sentence.spans {
                if let Entity::Project(project) = &span.entity {
                    add(&project.name);
                }
            }
            for part in projects::listed_parts(sentence) {
                add(&part.name);
            }
        });
    }
    names
}

/// Adds the statements of a document's body to those of its front matter.
pub(crate) fn extract(source: &SourceText, statements: DocumentStatements, knowledge: Knowledge) -> DocumentStatements {
    let author = match statements.document.authors.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let mut context = Context {
        source,
        knowledge,
        statements,
        scope: LineScope::default(),
        author,
        unnamed_roles: Vec::new(),
        email_pattern: None,
    };
    // The second pass knows the names that a line has shown to be names, on the other lines too.
    for _ in 0..2 {
        collect_person_names(&mut context);
    }
    infer_author(&mut context);
    for (at, line) in source.body().enumerate() {
        extract_line(&mut context, at, line);
    }
    defaults::apply(&mut context);
    context.statements
}

fn for_each_sentence(
    line: &SourceLine,
    knowledge: &Knowledge,
    context: LineContext,
    mut action: impl FnMut(Sentence<'_>),
) {
    for tokens in tokenizer::split_sentences(&line.view) {
        let spans = recognizer::recognize(&line.view, &tokens, knowledge, context);
        action(Sentence { line, spans: &spans });
    }
}

fn collect_person_names(context: &mut Context<'_>) {
    let mut names = context.statements.document.authors.clone();
    context.scope.role = None;
    for (at, line) in context.source.body().enumerate() {
        if line.is_blank() {
            context.scope.end_block(at);
        }
        if enter_heading(context, at, line) {
            continue;
        }
        for_each_sentence(line, &context.knowledge, line_context(context, at), |sentence| {
            names.extend(sentence.spans.iter().filter_map(|span| match &span.entity {
                Entity::Person(name) => Some(name.clone()),
                _ => None,
            }));
        });
    }
    context.knowledge.people = names.into_iter().collect();
    context.scope.role = None;
}

/// Takes the one person who signs the document as its author: whom “I” means.
fn infer_author(context: &mut Context<'_>) {
    if context.author.is_some() {
        return;
    }
    let mut signers: Vec<String> = Vec::new();
    for (at, line) in context.source.body().enumerate() {
        for_each_sentence(line, &context.knowledge, line_context(context, at), |sentence| {
            signers.extend(line_class::signature(sentence));
        });
    }
    if let [signer] = signers.as_slice() {
        context.author = Some(signer.clone());
        if context.statements.document.authors.is_empty() {
            context.statements.document.authors.push(signer.clone());
        }
    }
}

fn extract_line(context: &mut Context<'_>, at: usize, line: &SourceLine) {
    if line.is_blank() {
        context.scope.card = None;
        context.scope.end_block(at);
        return;
    }
    if enter_heading(context, at, line) {
        extract_heading(context, line);
        return;
    }
    extract_byline(context, line);
    let line_context = line_context(context, at);
    for tokens in tokenizer::split_sentences(&line.view) {
        let spans = recognizer::recognize(&line.view, &tokens, &context.knowledge, line_context);
        let sentence = Sentence { line, spans: &spans };
        take_email_pattern(context, sentence);
        projects::extract(context, sentence);
        unnamed::extract(context, sentence);
        people::extract(context, sentence, line_context);
        context.scope.take_projects(&spans);
    }
}

/// Whether a line is a heading; if so, the scope takes the title that it gives to the lines below.
fn enter_heading(context: &mut Context<'_>, at: usize, line: &SourceLine) -> bool {
    const MAX_CHARS: usize = 60;
    let words = line.view.trim();
    let has_contact = words.contains(|it: char| it.is_ascii_digit() || it == '@');
    let is_label = words.ends_with(':') && words.chars().count() < MAX_CHARS && !has_contact;
    let is_marked = words.starts_with('#') || is_label;
    let heading = role::heading(words);
    let above = at.checked_sub(1).and_then(|at| context.source.lines.get(at));
    let begins_block = above.is_none_or(SourceLine::is_blank);
    // A title in the middle of a block is a line of a person's card.
    if !(is_marked || heading.is_some() && begins_block) {
        return false;
    }
    context.scope.role = heading.map(|heading| ScopedRole {
        title: heading.title,
        evidence: context.source.evidence(line, heading_words(&line.view)),
        block: (!is_marked && !heading.is_plural).then_some(at),
    });
    context.scope.card = None;
    true
}

/// States the projects that a heading names; the scope takes its project and organisation.
fn extract_heading(context: &mut Context<'_>, line: &SourceLine) {
    let level = line.view.trim_start().chars().take_while(|it| *it == '#').count();
    context.scope.end_organisation(level);
    for tokens in tokenizer::split_sentences(&line.view) {
        let spans = recognizer::recognize(&line.view, &tokens, &context.knowledge, LineContext::default());
        projects::extract_mentions(context, Sentence { line, spans: &spans });
        if let Some(organisation) = only_organisation(&spans) {
            let evidence = context.source.evidence(line, heading_words(&line.view));
            context.scope.organisation = Some(ScopedOrganisation { organisation, evidence, level });
        }
        context.scope.take_projects(&spans);
    }
}

/// The evidence for a name in the lines around its own.
fn line_context(context: &Context<'_>, at: usize) -> LineContext {
    const MAX_NAME_WORDS: usize = 4;
    const MAX_CARD_LINES: usize = 4;
    const MAX_CARD_CHARS: usize = 80;
    let lines = &context.source.lines;
    let words = lines.get(at).map_or(0, |line| line.view.split_whitespace().count());
    let below = lines.iter().skip(at + 1).take(MAX_CARD_LINES);
    let mut card = below.take_while(|line| !line.is_blank() && line.view.chars().count() < MAX_CARD_CHARS);
    LineContext {
        is_under_role_heading: context.scope.role.is_some(),
        begins_card: words <= MAX_NAME_WORDS && card.any(is_card_line),
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
    let Some(name) = context.knowledge.people.longest_prefix(&line.view, capitals).map(str::to_owned) else { return };
    let evidence = context.source.evidence(line, 0..name.len());
    context.statements.person(&name, PersonFact::Named, evidence);
    if context.statements.document.authors.is_empty() {
        context.statements.document.authors.push(name.clone());
    }
    context.author.get_or_insert(name);
}

fn take_email_pattern(context: &mut Context<'_>, sentence: Sentence<'_>) {
    for span in sentence.spans {
        if let Entity::Email(email) = &span.entity
            && let EmailText::Pattern(domain) = &email.text
        {
            let evidence = context.evidence(sentence, email.range.clone());
            context.email_pattern.get_or_insert(EmailPattern { domain: domain.clone(), evidence });
        }
    }
}

/// The organisation of a heading that has nothing but its name.
fn only_organisation(spans: &[Span]) -> Option<OrganisationMention> {
    let mut entities = spans.iter().map(|span| &span.entity).filter(|entity| !matches!(entity, Entity::Mark));
    match (entities.next()?, entities.next()) {
        (Entity::Organisation(it), None) if it.case == Case::Nominative => Some(it.clone()),
        _ => None,
    }
}

/// The bytes of a heading without `#` and the colon.
fn heading_words(view: &str) -> Range<usize> {
    let start = view.len() - view.trim_start_matches(['#', ' ']).len();
    start..view.trim_end_matches([':', ' ', '#']).len().max(start)
}
