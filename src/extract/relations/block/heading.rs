//! Which lines are headings, and what a heading gives to the lines below it.

use std::ops::Range;

use super::field;
use super::title::{place_of_title, project_title};
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::recognizer::{self, LineContext};
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::extract::entities::{email, phone, project, role, temporal, tokenizer};
use crate::extract::relations::card;
use crate::extract::relations::context::Context;
use crate::extract::relations::prose::{projects, unnamed};
use crate::extract::relations::scope::{ScopedHeading, ScopedOrganisation, ScopedProject, ScopedRole};
use crate::extract::statement::ProjectFact;
use crate::language::{Case, PlaceCase};
use crate::model::{Basis, NamedPlace, OrganisationKind};
use crate::text::fold;

/// The maximum number of characters of a heading of plain text.
const MAX_CHARS: usize = 90;

/// The maximum number of words of a heading of plain text.
const MAX_WORDS: usize = 12;

/// The position of a line of plain text.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a line, each of which a rule asks for")]
pub(super) struct LinePlacement {
    /// Whether it is the first line of its group.
    pub(super) is_first: bool,
    /// Whether it is the only line of its group.
    pub(super) is_alone: bool,
    /// Whether anything follows it.
    pub(super) has_below: bool,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
    /// Whether the next line begins with its words.
    pub(super) is_repeated: bool,
}

/// Whether a line of plain text is a heading.
pub(super) fn is_heading(context: &Context<'_>, line: &SourceLine, position: LinePlacement) -> bool {
    const MAX_LABEL_CHARS: usize = 60;
    let words = line.view.trim();
    if words.starts_with('#') {
        return true;
    }
    let has_contact =
        words.contains('@') || !phone::find_phones(words).is_empty() || !email::find_emails(words).is_empty();
    let is_short = words.chars().count() < MAX_CHARS && words.split_whitespace().count() <= MAX_WORDS;
    if !is_short || has_contact || words.is_empty() || position.is_item && !words.ends_with(':') {
        return false;
    }
    if position.is_alone && VOCABULARY.project_headings.contains(&fold(words)) {
        return true;
    }
    // “Partners” alone is the heading of a list of them.
    let is_list_of = |label: Label| {
        position.is_alone
            && position.has_below
            && !words.contains(':')
            && matches!(label, Label::Partner | Label::Funder)
    };
    let is_label = |label: Label| !matches!(label, Label::Contact | Label::Part) && !is_list_of(label);
    if field::label_of_line(&line.view).is_some_and(is_label) {
        return false;
    }
    let has_person = spans_of(context, line).iter().any(|span| matches!(span.entity, Entity::Person(_)));
    let bare = words.trim_end_matches(':').trim();
    if words.ends_with(':') && bare.chars().count() < MAX_LABEL_CHARS {
        return !has_person;
    }
    let is_prose = recognizer::has_prose_verb(words, &tokenizer::tokenize(words)) || words.contains(". ");
    if has_person || words.ends_with(['.', ',', ';', '!']) || is_prose && !words.ends_with('?') && !position.is_alone {
        return false;
    }
    let begins_like_one =
        words.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit() || matches!(it, '"' | '”' | '“'));
    let is_known = role::heading(words).is_some()
        || VOCABULARY.generic_headings.contains(&fold(bare))
        || VOCABULARY.former_headings.contains(&fold(bare));
    // “SOCIALARBETARE” above several names.
    let is_capitals = words.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase);
    if is_capitals && !position.is_item && role_of(bare, &spans_of(context, line)).is_some() {
        return true;
    }
    // A title or an organisation below an open card is a line of the card.
    let continues_card = context.card.as_ref().is_some_and(|card| {
        !card.is_behind && (card.positions.is_empty() || card.organisation.is_none()) && !card.has_contact
    });
    let is_part_of_card = || {
        let spans = spans_of(context, line);
        // “Regional Coordinator, Kainuu and Lapland”
        let is_title = role_of(bare, &spans).is_some_and(|(_, is_plural)| !is_plural);
        role::heading(words).is_some_and(|it| !it.is_plural) || is_title || only_organisation(&spans).is_some()
    };
    if continues_card && is_part_of_card() {
        return false;
    }
    match position {
        LinePlacement { is_alone: true, has_below, .. } => begins_like_one && (has_below || is_known),
        LinePlacement { is_first: true, .. } => {
            let spans = spans_of(context, line);
            is_known
                || begins_like_one
                    && (position.is_repeated
                        || only_organisation(&spans).is_some()
                        || is_project(&spans) && !spans.iter().any(|span| matches!(span.entity, Entity::Role(_)))
                        || !areas_of(context, line, &spans).is_empty() && is_only_places(&spans))
        }
        _ => false,
    }
}

/// Whether a line can be the name of a project: short, without people, contacts and labels, and no sentence.
pub(super) fn may_name_project(context: &Context<'_>, line: &SourceLine) -> bool {
    let words = line.view.trim();
    let spans = spans_of(context, line);
    let is_other = |span: &Span| {
        matches!(
            span.entity,
            Entity::Person(_) | Entity::Phone(_) | Entity::Email(_) | Entity::Role(_) | Entity::Label(_)
        )
    };
    let is_sentence =
        recognizer::has_prose_verb(words, &tokenizer::tokenize(words)) || words.ends_with(['.', ',', ':', ';']);
    words.split_whitespace().count() <= MAX_WORDS
        && !is_sentence
        && !spans.iter().any(is_other)
        && field::label_of_line(words).is_none()
}

/// Takes a heading into the scope, and states the projects and people that it names.
///
/// `gives_project` says that the part below has facts of a project, so that a heading that names nothing else names it.
pub(super) fn enter(context: &mut Context<'_>, line: &SourceLine, level: Option<u8>, gives_project: bool) {
    card::end_part(context);
    context.is_project_register = false;
    context.section += 1;
    let words = heading_words(&line.view);
    let text = line.view.get(words.clone()).unwrap_or_default().to_owned();
    let spans = spans_of(context, line);
    let sentence = Sentence { line, spans: &spans };
    let evidence = context.source.evidence(line, words.clone());
    let is_generic =
        VOCABULARY.generic_headings.contains(&fold(&text)) || VOCABULARY.label(&text) == Some(Label::Contact);
    let role = role_of(&text, &spans).map(|(title, is_plural)| ScopedRole {
        title,
        evidence: evidence.clone(),
        ends_with_block: level.is_none() && !is_plural && !line.view.trim().ends_with(':'),
    });
    let areas = areas_of(context, line, &spans);
    context.add_areas(&spans);
    // “Language Café Network” with a lead organisation below it is a project, whatever its last word.
    let may_be_project = |it: &OrganisationMention| gives_project && it.kind == OrganisationKind::Network;
    let organisation = only_organisation(&spans)
        .filter(|it| !may_be_project(it))
        .map(|organisation| ScopedOrganisation { organisation, evidence: evidence.clone() });
    projects::extract_mentions(context, sentence);
    // “Novia söker en lärare”
    unnamed::extract_recruiting(context, sentence);
    let named = spans.iter().find_map(|span| match &span.entity {
        Entity::Project(project) => Some(project.name.clone()),
        _ => None,
    });
    // A marked heading below other lines is that of a section.
    let is_first = context.source.body().find(|line| !line.is_blank()).is_some_and(|first| first.number == line.number);
    // “Integration projects 2022: summary” speaks of several.
    let is_plural = |word: &str| word != "projekt" && VOCABULARY.project_headings.contains(word);
    let speaks_of_projects =
        VOCABULARY.project_headings.contains(&fold(&text)) || fold(&text).split([' ', ':']).any(is_plural);
    let is_label = VOCABULARY.label(&text).is_some() || speaks_of_projects;
    let gives_nothing_else = role.is_none() && areas.is_empty() && organisation.is_none() && !is_generic && !is_label;
    // “Integrationsenheten”
    let is_unit = !text.contains(' ') && VOCABULARY.units.iter().any(|unit| fold(&text).ends_with(unit.as_str()));
    // “Muistio: verkoston kokous” is the title of minutes.
    let is_minutes =
        fold(&text).split([' ', ':', ',']).any(|word| VOCABULARY.minutes.iter().any(|it| fold(it) == word));
    let is_issue = text.split(' ').next_back().is_some_and(temporal::is_serial);
    let may_name = gives_nothing_else && !is_unit && !is_minutes && !is_issue && !is_sentence(&text, &spans);
    // Below the name of a project, a heading with its facts is a part of it, and not another project.
    let programme = context.scope.programme_above(level);
    let is_inside = programme.is_none() && level.is_some_and(|level| context.scope.has_project_above(level));
    let lists_projects = context.scope.lists_projects(level);
    let project = match named {
        Some(name) => Some(name),
        None if may_name && !is_inside && (gives_project || lists_projects) => Some(name_project(context, line, words)),
        None => None,
    };
    // A project below the heading of a programme is a part of it.
    if let (Some(part), Some(whole)) = (&project, &programme)
        && part != whole
        && !part.is_empty()
    {
        context.statements.project(part, ProjectFact::Parent(whole.clone()), Basis::Stated, evidence.clone());
    }
    let is_programme = fold(&text).split([' ', '-']).any(|word| VOCABULARY.lists(WordList::Programmes, word));
    if let Some(name) = project.as_ref().filter(|name| !name.is_empty()) {
        projects::extract_heading_time(context, sentence, name);
    }
    let is_title =
        context.scope.is_empty() && context.section <= 1 && (level.is_none_or(|level| level == 1) || is_first);
    let heading = ScopedHeading {
        level,
        role,
        place: place_of_title(context, line, &spans).filter(|_| is_title && areas.is_empty()),
        areas,
        organisation,
        project: project.filter(|name| !name.is_empty()).map(|name| ScopedProject { name, evidence, is_programme }),
        is_new: true,
        ends_with_group: false,
        is_of_others: VOCABULARY.begins(WordList::OtherStems, &fold(&text)),
        is_title,
        label: VOCABULARY
            .label(&text)
            .filter(|label| matches!(label, Label::Partner | Label::Funder | Label::Coordinator)),
        lists_projects: VOCABULARY
            .project_headings
            .contains(fold(&text).trim_end_matches(|it: char| it.is_ascii_digit() || " -".contains(it))),
        is_former: VOCABULARY.former_headings.contains(&fold(&text)),
        is_generic,
    };
    context.scope.enter(heading);
    context.scope.take_projects(&spans);
}

/// Whether a line has a name, and years in a bracket after it.
pub(super) fn names_years(line: &SourceLine) -> bool {
    let bracket = line.view.split_once(" (").and_then(|(_, behind)| behind.split_once(')'));
    bracket
        .is_some_and(|(inner, _)| inner.starts_with(|it: char| it.is_ascii_digit()) && temporal::is_only_times(inner))
}

/// Enters a line below a heading of projects that begins with the name of one; returns `false` if it does not.
pub(super) fn enter_listed_project(context: &mut Context<'_>, line: &SourceLine) -> bool {
    let (name, range, _) = project_title(&line.view, line.whole());
    let is_cut = range.end < line.view.trim_end().len();
    let title = line.part(range);
    if !context.scope.lists_projects(None) || name.is_empty() || !is_cut || !may_name_project(context, &title) {
        return false;
    }
    enter(context, &title, None, false);
    let spans = spans_of(context, line);
    let sentence = Sentence { line, spans: &spans };
    projects::extract(context, sentence);
    projects::extract_heading_time(context, sentence, &name);
    true
}

/// Whether a heading is a sentence, or speaks of a project in general, and names none.
fn is_sentence(text: &str, spans: &[Span]) -> bool {
    let tokens = tokenizer::tokenize(text);
    let speaks_of_project = spans.iter().any(|span| !span.word().is_empty() && project::is_head(span.word()));
    let has_person = spans.iter().any(|span| matches!(span.entity, Entity::Person(_)));
    recognizer::has_prose_verb(text, &tokens) || speaks_of_project || has_person || text.ends_with('?')
}

/// A heading that is the name of a person ends the headings of its level, and gives nothing itself.
pub(super) fn enter_person(context: &mut Context<'_>, level: Option<u8>) {
    card::end_part(context);
    context.scope.enter(ScopedHeading { level, is_generic: true, ..ScopedHeading::default() });
}

/// States the project that a heading names without a word for project, and returns its name.
///
/// “Vastatuulesta myötäiseen – ohjausta nuorille (Myötäinen-hanke)” is a name, what it is about, and another name.
fn name_project(context: &mut Context<'_>, line: &SourceLine, words: Range<usize>) -> String {
    let (name, range, short) = project_title(&line.view, words);
    if name.is_empty() {
        return name;
    }
    let evidence = context.source.evidence(line, range);
    context.statements.project(&name, ProjectFact::Named, Basis::Stated, evidence.clone());
    if let Some(short) = short {
        context.statements.project(&name, ProjectFact::Abbreviation(short), Basis::Stated, evidence);
    }
    name
}

/// The spans of a heading.
pub(super) fn spans_of(context: &Context<'_>, line: &SourceLine) -> Vec<Span> {
    spans_in(context, line, LineContext::default())
}

/// The spans of a heading, with the evidence of the lines around it.
pub(super) fn spans_in(context: &Context<'_>, line: &SourceLine, line_context: LineContext) -> Vec<Span> {
    let sentences = tokenizer::split_sentences(&line.view);
    let recognize =
        |tokens: Vec<tokenizer::Token>| recognizer::recognize(&line.view, &tokens, &context.knowledge, line_context);
    sentences.into_iter().flat_map(recognize).collect()
}

/// The title that a heading consists of, besides places, organisations and projects; and whether it is plural.
pub(super) fn role_of(text: &str, spans: &[Span]) -> Option<(String, bool)> {
    if let Some(heading) = role::heading(text) {
        return Some((heading.title, heading.is_plural));
    }
    let mut roles = spans.iter().filter_map(|span| match &span.entity {
        Entity::Role(role) => Some(role),
        _ => None,
    });
    let role = roles.next().filter(|_| roles.next().is_none())?;
    let is_other = |span: &Span| match &span.entity {
        Entity::Word(word) => !["ja", "och", "and", "seka"].contains(&word.as_str()),
        Entity::Person(_) | Entity::Phone(_) | Entity::Email(_) | Entity::Time(_) => true,
        _ => false,
    };
    (role.case == Case::Nominative && !spans.iter().any(is_other)).then(|| (role.title.clone(), role.is_plural))
}

/// The areas of a heading of places, such as “Lappi” or “Lapin alue”, or of a title with a place in front.
pub(super) fn areas_of(context: &Context<'_>, line: &SourceLine, spans: &[Span]) -> Vec<NamedPlace> {
    // “9.20 Integration i Västnyland” is a part of a programme.
    if !is_only_places(spans) || line.begins_with_hour() {
        return Vec::new();
    }
    let mut areas = Vec::new();
    // “Southern Finland (Uusimaa, Kanta-Häme)”: the bracket explains the name in front of it.
    let is_explained = |at: usize| matches!(spans.get(at + 1).map(|span| &span.entity), Some(Entity::PlaceList(_)));
    for (_, span) in spans.iter().enumerate().filter(|(at, _)| !is_explained(*at)) {
        let places = match &span.entity {
            Entity::PlaceList(places) => places.as_slice(),
            Entity::Place(place) if place.case != PlaceCase::Other => std::slice::from_ref(place),
            _ => continue,
        };
        let evidence = context.source.evidence(line, span.range.clone());
        areas.extend(places.iter().map(|place| place.named_place(Basis::Stated, &evidence)));
    }
    areas
}

/// Whether a heading has places, and besides them only words for an area, titles and links.
fn is_only_places(spans: &[Span]) -> bool {
    let is_place = |span: &Span| {
        matches!(&span.entity, Entity::PlaceList(_))
            || matches!(&span.entity, Entity::Place(it) if it.case != PlaceCase::Other)
    };
    let fits = |span: &Span| match &span.entity {
        Entity::Word(word) => VOCABULARY.lists(WordList::AreaWords, word),
        Entity::Role(_) | Entity::Mark => true,
        _ => is_place(span),
    };
    // A remark in brackets says nothing of the places: “Ingå och Sjundeå (gemensam tjänst)”.
    let open =
        spans.iter().position(|span| matches!(span.entity, Entity::Mark) && span.range.len() == 1).filter(|at| *at > 0);
    let outside = spans.get(..open.unwrap_or(spans.len())).unwrap_or(spans);
    let has_bracket = outside.len() < spans.len() && !spans.iter().skip(outside.len()).any(is_place);
    let checked = if has_bracket { outside } else { spans };
    checked.iter().any(is_place) && checked.iter().all(fits)
}

fn is_project(spans: &[Span]) -> bool {
    spans.iter().any(|span| matches!(&span.entity, Entity::Project(_)))
}

/// The organisation of a heading that has nothing but its name, or its name in the genitive and a word such as
/// “contacts”.
pub(super) fn only_organisation(spans: &[Span]) -> Option<OrganisationMention> {
    let mut entities = spans.iter().map(|span| &span.entity).filter(|entity| !matches!(entity, Entity::Mark));
    let first = entities.next()?;
    let Entity::Organisation(organisation) = first else { return None };
    let rest: Vec<&Entity> = entities.collect();
    // “Tampereen kaupunki, työllisyyspalvelut”
    let is_words = rest.iter().all(|entity| matches!(entity, Entity::Word(_)));
    let is_unit = |entity: &&Entity| matches!(entity, Entity::Word(word) if VOCABULARY.units.iter().any(|unit| word.ends_with(unit.as_str())));
    if organisation.case == Case::Nominative && is_words && rest.last().is_some_and(is_unit) {
        return Some(organisation.clone());
    }
    let rest: Vec<bool> = rest
        .into_iter()
        .map(|entity| match entity {
            Entity::Word(word) => VOCABULARY.generic_headings.contains(word),
            Entity::Place(_) => true,
            _ => false,
        })
        .collect();
    let is_only = if rest.is_empty() { organisation.case == Case::Nominative } else { rest.iter().all(|fits| *fits) };
    is_only.then(|| organisation.clone())
}

/// The bytes of a heading without `#` and the colon.
pub(super) fn heading_words(view: &str) -> Range<usize> {
    let start = view.len() - view.trim_start_matches(['#', ' ']).len();
    start..view.trim_end_matches([':', ' ', '#']).len().max(start)
}
