//! Walks through the blocks of a document and extracts the statements of each.

use super::heading::{self, Position};
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
use crate::extract::relations::prose::{projects, unnamed};
use crate::extract::relations::{defaults, leftovers, people};
use crate::extract::statement::{DocumentStatements, PersonFact, PositionStatement, ProjectFact, StatedHolder};
use crate::model::{Basis, Fact, Nameless};
use crate::text::{Day, fold};

/// Adds the names of the projects that a document names to `names`: those with a word for project, those of headings above
/// a project's facts, and listed parts.
///
/// The first `stated` names are those that front matter states, which are known from the start.
pub(crate) fn collect_project_names(
    source: &SourceText,
    names: &mut Vec<String>,
    stated: usize,
    language: Option<&str>,
    document_date: Option<Day>,
) {
    let known: ProjectNames = names.iter().take(stated).cloned().collect();
    let knowledge = Knowledge { projects: &known, people: KnownPeople::default(), document_date };
    let mut statements = DocumentStatements::for_names(&source.document);
    statements.document.language = language.map(str::to_owned);
    let context = walk(Context::new(source, statements, knowledge));
    let language = context.statements.document.language.clone().unwrap_or_default();
    for statement in &context.statements.projects {
        if let ProjectFact::Named | ProjectFact::Abbreviation(_) = &statement.fact {
            names.push(repeated_name(source, &statement.project, &language));
        }
        if let ProjectFact::Abbreviation(short) = &statement.fact {
            names.push(short.clone());
        }
    }
}

/// The longest name that begins with a name and stands in the document at least twice: “Nya vägar in” for “Nya”.
///
/// The words behind “projektet” or “the project” are a name as far as they are repeated.
fn repeated_name(source: &SourceText, name: &str, language: &str) -> String {
    const MAX_MORE: usize = 5;
    let count = |words: &str| source.lines.iter().map(|line| line.view.matches(words).count()).sum::<usize>();
    let first = source.lines.iter().find_map(|line| Some((line, line.view.find(name)?)));
    let Some((line, at)) = first else { return name.to_owned() };
    let rest = line.view.get(at + name.len()..).unwrap_or_default();
    let mut best = name.to_owned();
    let mut longer = name.to_owned();
    for word in rest.split(' ').skip(1).take(MAX_MORE) {
        let bare = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        if !rest.starts_with(' ')
            || bare.is_empty()
            || !bare.chars().all(|it| it.is_alphabetic() || it == '-')
            || bare.starts_with('-')
        {
            break;
        }
        longer = format!("{longer} {bare}");
        let is_end = VOCABULARY.is_common(language, bare) || VOCABULARY.prose_verbs.contains(&fold(bare));
        if count(&longer) >= 2 && !is_end {
            best.clone_from(&longer);
        }
        if bare.len() < word.len() || count(&longer) < 2 {
            break;
        }
    }
    best
}

/// Adds the statements of a document's body to those of its front matter.
///
/// The document is walked twice: what the first walk shows to be the names of people is known in the second.
pub(crate) fn extract(
    source: &SourceText,
    statements: DocumentStatements,
    projects: &ProjectNames,
) -> DocumentStatements {
    let document_date = statements.document.published.as_ref().and_then(|published| published.from);
    let authors = statements.document.authors.clone();
    let knowledge = Knowledge { projects, people: KnownPeople::default(), document_date };
    let first = walk(Context::new(source, DocumentStatements::for_names(&source.document), knowledge));
    let people = known_people(&first, &authors);
    let knowledge = Knowledge { projects, people, document_date };
    let mut context = Context::new(source, statements, knowledge);
    infer_author(&mut context);
    let mut context = walk(context);
    defaults::apply(&mut context);
    leftovers::account(&mut context);
    context.statements
}

/// The people that a walk found, with the names of a list that has the surname first turned.
fn known_people(walked: &Context<'_>, authors: &[String]) -> KnownPeople {
    const MIN_VOTES: i32 = 2;
    let is_turned = |section: usize| walked.order_votes.get(&section).is_some_and(|votes| *votes >= MIN_VOTES);
    let known = |found: &FoundName| {
        let turns = found.is_listed && found.person.order != NameOrder::SurnameFirst && is_turned(found.section);
        let person = if turns { found.person.turned() } else { found.person.clone() };
        (found.printed.clone(), person, found.is_nominative)
    };
    let authors = authors.iter().map(|name| (name.clone(), PersonMention::new(name), true));
    let words = walked.source.body().flat_map(|line| line.view.split(|it: char| !(it.is_alphanumeric() || it == '-')));
    let capitalised = words.filter(|word| word.starts_with(char::is_uppercase)).map(fold).collect();
    KnownPeople::new(authors.chain(walked.names.iter().map(known)).collect(), capitalised)
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

/// The lines of a block are over: what follows continues the card only behind a label.
fn end_group(context: &mut Context<'_>, lines: usize) {
    context.last_person = None;
    context.list_label = None;
    // A line alone may stand in front of the name in the next block; what a longer block gives is its own.
    if lines > 1 {
        // “Organisation / title” above the heading that is the name.
        if let Some(house) = context.scope.group_organisation()
            && context.card.is_none()
        {
            card::pending(context).organisation.get_or_insert(house);
        }
        context.previous_facts = context.pending.facts.take();
    }
    if let Some(card) = &mut context.card {
        card.is_behind = true;
    }
    context.organisation = None;
    context.scope.end_block();
    if context.scope.has_group_heading() {
        card::close(context);
        context.scope.end_group();
    }
}

/// A heading that the markup marks. One with the name of a person begins the card of the person.
fn extract_marked_heading(context: &mut Context<'_>, level: u8, line: &SourceLine, below: &[Block]) {
    let begins_card = match below.first() {
        Some(Block::Lines(lines)) => lines.iter().take(3).any(is_card_line),
        _ => false,
    };
    let line_context = LineContext { begins_card, ..LineContext::default() };
    let spans = heading::spans_in(context, line, line_context);
    let mut people = spans.iter().filter(|span| matches!(span.entity, Entity::Person(_)));
    let is_person = people.next().is_some()
        && people.next().is_none()
        && spans.len() <= 6
        && !spans.iter().any(|span| matches!(span.entity, Entity::Project(_)));
    let gives_project = has_project_facts(below) && !names_another_project(line, below);
    let is_vacant = field::is_vacancy(&line.view);
    if (is_person || is_vacant) && !gives_project && !line.view.trim_end().ends_with('?') {
        let facts = context.previous_facts.take();
        heading::enter_person(context, Some(level));
        context.pending.facts = facts;
        if is_vacant {
            field::open_post(context, line, Nameless::Vacant);
        } else {
            people::extract(context, Sentence { line, spans: &spans });
        }
        return;
    }
    heading::enter(context, line, Some(level), gives_project);
    keep_role_of_register(context, below.first());
}

/// The title of a heading above a register holds for all of its people.
fn keep_role_of_register(context: &mut Context<'_>, below: Option<&Block>) {
    let first = match below {
        Some(Block::Lines(lines)) => lines.first(),
        Some(Block::Field { key, .. }) => Some(key),
        _ => None,
    };
    let is_register = first.is_some_and(|line| matches!(field::label_of_line(&line.view), Some(Label::Name | Label::Contact)));
    if is_register {
        context.scope.keep_role();
    }
}

/// Whether the blocks up to the next heading have facts of a project behind labels.
fn has_project_facts(below: &[Block]) -> bool {
    const NEAR: usize = 30;
    let is_part = |block: &&Block| !matches!(block, Block::Heading { .. } | Block::Break);
    below.iter().take(NEAR).take_while(is_part).any(|block| match block {
        Block::Lines(lines) | Block::Item { lines, .. } => lines.iter().any(|line| field::is_of_project(&line.view)),
        Block::Field { key, .. } => field::is_of_project(&format!("{}: x", key.view.trim_end_matches(':'))),
        Block::Table(table) => table.rows.iter().any(|row| {
            row.len() == 2
                && row.first().is_some_and(|cell| {
                    field::is_of_project(&format!("{}: x", cell.joined().view.trim_end_matches(':')))
                })
        }),
        _ => false,
    })
}

/// Whether the blocks up to the next heading name a project that the heading does not begin with: then the facts are
/// about that one.
fn names_another_project(heading: &SourceLine, below: &[Block]) -> bool {
    let is_part = |block: &&Block| !matches!(block, Block::Heading { .. } | Block::Break);
    let first = heading.view.split([' ', ':', '-']).next().unwrap_or_default().to_lowercase();
    let lines = below.iter().take_while(is_part).flat_map(Block::lines);
    let mut named = lines
        .filter(|line| line.view.contains("-hank") || line.view.contains("-osahank") || line.view.contains("-projekt"));
    named.any(|line| !line.view.to_lowercase().contains(&first))
}

/// Whether what follows a line of plain text, up to the next such line that is alone, has facts of a project.
fn gives_project(rest: &[SourceLine], below: &[Block]) -> bool {
    if rest.iter().any(|line| field::is_of_project(&line.view)) {
        return true;
    }
    if !rest.is_empty() {
        return false;
    }
    // The next block that is a line alone and no field is the next heading.
    let is_part = |block: &&Block| match block {
        Block::Lines(lines) => lines
            .first()
            .is_some_and(|line| field::label_of_line(&line.view).is_some() || line.view.trim_end().ends_with('.')),
        Block::Heading { .. } | Block::Break => false,
        _ => true,
    };
    let near: Vec<&Block> = below.iter().take(30).take_while(is_part).collect();
    near.into_iter().any(|block| match block {
        Block::Lines(lines) | Block::Item { lines, .. } => lines.iter().any(|line| field::is_of_project(&line.view)),
        Block::Field { key, .. } => field::is_of_project(&format!("{}: x", key.view.trim_end_matches(':'))),
        _ => false,
    })
}

/// Lines that stand together.
fn extract_group(context: &mut Context<'_>, lines: &[SourceLine], below: &[Block], is_item: bool) {
    if let Some(columns) = table::side_by_side(context, lines) {
        return table::extract(context, &columns);
    }
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            end_group(context, at);
            continue;
        }
        let rest = lines.get(at + 1..).unwrap_or_default();
        if let Some(label) = context.label.take()
            && field::label_of_line(&line.view).is_none()
        {
            field::extract(context, label, line);
            continue;
        }
        let position = Position {
            is_first: at == 0,
            is_alone: lines.len() == 1,
            has_below: !rest.is_empty() || !below.is_empty(),
            is_item,
            is_repeated: rest.first().is_some_and(|next| begins_with_name(&next.view, &line.view)),
        };
        // In a list of projects, a block begins with the name of one.
        let has_facts_below = rest.first().is_some_and(|next| field::is_of_project(&next.view));
        let is_listed = context.scope.is_in_project_list()
            && (lines.len() > 1 || is_item && matches!(below.first(), Some(Block::Lines(_))));
        let begins_project = at == 0 && (has_facts_below || is_listed) && heading::may_name_project(context, line);
        if begins_project || heading::is_heading(context, line, position) {
            let level = line.view.trim_start().chars().take_while(|it| *it == '#').count();
            let level = u8::try_from(level).ok().filter(|level| *level > 0);
            let gives = begins_project
                || gives_project(rest, below) && (!rest.is_empty() || !names_another_project(line, below));
            heading::enter(context, line, level, gives);
            if rest.is_empty() {
                keep_role_of_register(context, below.first());
            }
            let is_line_of_block =
                at == 0 && lines.len() > 1 && level.is_none() && !line.view.trim_end().ends_with(':');
            if is_line_of_block && !rest.is_empty() {
                context.scope.bind_to_group();
                // The bare numbers below the name of an organisation are its own.
                let house = context.scope.organisation().filter(|_| context.scope.gives_organisation());
                context.organisation = house.map(|it| Fact {
                    value: it.organisation.name.clone(),
                    basis: Basis::Stated,
                    evidence: it.evidence.clone(),
                });
            }
            continue;
        }
        context.scope.enter_line();
        extract_line(context, line, rest, is_item && at == 0);
    }
    // “Sosiaaliohjaaja / Vastuualue: Rantasalmi / Paikka täytetään …”: a post of which the block gives no holder.
    let waits = context.pending.facts.as_ref().is_some_and(|facts| !facts.positions.is_empty());
    if let Some(line) = lines.iter().find(|line| waits && VOCABULARY.says_vacant(&line.view)) {
        field::open_post(context, line, Nameless::Vacant);
        card::close(context);
    }
}

/// Whether a line begins with the words of the line above, without what that has in brackets.
fn begins_with_name(view: &str, above: &str) -> bool {
    let name = above.split(" (").next().unwrap_or(above).trim();
    let rest = view.trim().strip_prefix(name);
    name.chars().count() >= 4
        && rest.is_some_and(|rest| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_lowercase))
}

fn extract_line(context: &mut Context<'_>, line: &SourceLine, rest: &[SourceLine], is_new_item: bool) {
    let label = field::label_of_line(&line.view);
    if label.is_some() {
        context.list_label = None;
    }
    // The lines below a heading such as “Partners” are a list of them.
    if label.is_none()
        && let Some(label) = context.scope.label().or(context.list_label)
    {
        return field::extract(context, label, line);
    }
    if let Some(label) = label.filter(|_| !line.view.contains(':')) {
        if matches!(label, Label::Partner | Label::Funder) && !rest.is_empty() {
            context.list_label = Some(label);
            return;
        }
        // A label alone has its value on the next line; a link's text, such as “E-post”, has none.
        if !rest.is_empty() && rest.first().is_some_and(|next| is_value_of(label, &next.view)) {
            context.label = Some(label);
        }
        return;
    }
    if is_new_item && label.is_none() {
        card::close(context);
    }
    if let Some((front, value)) = field::dotted(line) {
        return extract_field(context, &front, &[value]);
    }
    if field::extract_line(context, line, |context, front| extract_plain_line(context, front, rest)) {
        return;
    }
    extract_plain_line(context, line, rest);
}

/// Whether a line can be the value of a label that stands alone above it.
fn is_value_of(label: Label, view: &str) -> bool {
    match label {
        Label::Email => view.contains('@') || view.contains("(at)") || !email::find_emails(view).is_empty(),
        Label::Phone | Label::Switchboard | Label::Fax => view.chars().filter(char::is_ascii_digit).count() >= 5,
        _ => field::label_of_line(view).is_none(),
    }
}

/// A line without labels: a contact line, a line of a card, or prose.
fn extract_plain_line(context: &mut Context<'_>, line: &SourceLine, rest: &[SourceLine]) {
    extract_byline(context, line);
    let line_context = line_context(context, line, rest);
    for tokens in tokenizer::split_sentences(&line.view) {
        let spans = recognizer::recognize(&line.view, &tokens, &context.knowledge, line_context);
        let sentence = Sentence { line, spans: &spans };
        take_email_pattern(context, sentence);
        leftovers::see(context, sentence);
        projects::extract(context, sentence);
        unnamed::extract(context, sentence);
        people::extract(context, sentence);
        context.scope.take_projects(&spans);
    }
}

/// Lines that stand together in another layout, such as a column of a table.
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
    match label {
        Some(label) => {
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
        None if value.iter().any(|line| VOCABULARY.label(&line.view).is_some()) => {
            let gives_project = value.iter().any(|line| VOCABULARY.label(&line.view).is_some_and(Label::is_of_project));
            heading::enter(context, key, None, gives_project);
            extract_group(context, value, &[], false);
            end_group(context, value.len());
        }
        // A key that is a title or a name is a line of its own: “Projektipäällikkö” with the name as its value.
        None => {
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
                let position = Position {
                    is_first: true,
                    is_alone: value.is_empty(),
                    has_below: true,
                    is_item: false,
                    is_repeated: false,
                };
                if heading::is_heading(context, key, position) {
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

/// Takes the one person who signs the document as its author: whom “I” means.
fn infer_author(context: &mut Context<'_>) {
    if context.author.is_some() {
        return;
    }
    let mut signers: Vec<String> = Vec::new();
    for line in context.source.body() {
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

/// The evidence for a name in the lines around its own.
fn line_context(context: &Context<'_>, line: &SourceLine, rest: &[SourceLine]) -> LineContext {
    const MAX_NAME_WORDS: usize = 5;
    const MAX_CARD_LINES: usize = 4;
    const MAX_CARD_CHARS: usize = 80;
    let words = line.view.split_whitespace().count();
    let below = rest.iter().take(MAX_CARD_LINES);
    let mut card = below.take_while(|line| !line.is_blank() && line.view.chars().count() < MAX_CARD_CHARS);
    // A title in front of the name waits for it.
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
        {
            let evidence = context.evidence(sentence, email.range.clone());
            let section = context.section;
            context.email_patterns.push(EmailPattern { domain: domain.clone(), section, evidence });
        }
    }
}
