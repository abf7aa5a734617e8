//! Reads a page from top to bottom: what each line is, and what the lines above it mean for it.

use std::ops::Range;

use super::context::{Context, OrganisationHeading};
use super::people;
use super::projects;
use super::unnamed;
use crate::extract::document::line_class;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::{SourceLine, SourceText};
use crate::extract::entities::email::{self, EmailText};
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::inflection::NounCase;
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::recognizer::{self, Knowledge, LineContext};
use crate::extract::entities::role;
use crate::extract::entities::tokenizer::{self, FreeTokens};
use crate::extract::statement::{DocumentStatements, PersonFact};

/// Names of projects that a page prints with the word for project, or lists as the parts of one.
pub(crate) fn collect_project_names(page: &SourceText, known: &[String]) -> Vec<String> {
    let knowledge = Knowledge { projects: known.to_vec(), ..Knowledge::default() };
    let mut names: Vec<String> = known.to_vec();
    let mut add = |name: String| {
        if !names.contains(&name) {
            names.push(name);
        }
    };
    for line in body(page) {
        for tokens in tokenizer::split_sentences(&line.view) {
            let spans = recognizer::recognize(&line.view, &tokens, &knowledge, LineContext::default());
            for span in &spans {
                if let Entity::Project(project) = &span.entity {
                    add(project.name.clone());
                }
            }
            for (name, _) in projects::listed_parts(Sentence { line, spans: &spans }) {
                add(name);
            }
        }
    }
    names
}

/// Reads the lines of a page into what its front matter already told.
pub(crate) fn read(page: &SourceText, statements: DocumentStatements, knowledge: Knowledge) -> DocumentStatements {
    let author = match statements.document.authors.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let mut context = Context {
        page,
        knowledge,
        statements,
        title: None,
        block_title: None,
        heading_organisation: None,
        project: None,
        card: None,
        author,
        unnamed_roles: Vec::new(),
        pattern: None,
    };
    // The second time round, names that one line proved are known on the others.
    for _ in 0..2 {
        context.collect_person_names();
    }
    context.infer_author();
    for at in 0..page.lines.len() {
        if is_tail(page, at) {
            break;
        }
        context.line(at);
    }
    context.apply_defaults();
    context.statements
}

impl Context<'_> {
    fn collect_person_names(&mut self) {
        let mut people = self.statements.document.authors.clone();
        self.title = None;
        for (at, line) in body(self.page).enumerate() {
            if line.view.trim().is_empty() {
                self.end_block(at);
            }
            if self.heading(at) {
                continue;
            }
            for tokens in tokenizer::split_sentences(&line.view) {
                for span in recognizer::recognize(&line.view, &tokens, &self.knowledge, self.around(at)) {
                    if let Entity::Person(name) = span.entity {
                        people.push(name);
                    }
                }
            }
        }
        self.knowledge.people = people.into_iter().collect();
        self.title = None;
    }

    /// Whoever alone signs the page writes in it as “I”.
    fn infer_author(&mut self) {
        let mut signers = Vec::new();
        for (at, line) in body(self.page).enumerate().filter(|_| self.author.is_none()) {
            for tokens in tokenizer::split_sentences(&line.view) {
                let spans = recognizer::recognize(&line.view, &tokens, &self.knowledge, self.around(at));
                signers.extend(line_class::signature(Sentence { line, spans: &spans }));
            }
        }
        if let [signer] = signers.as_slice() {
            self.author = Some(signer.clone());
            if self.statements.document.authors.is_empty() {
                self.statements.document.authors.push(signer.clone());
            }
        }
    }

    fn line(&mut self, at: usize) {
        let Some(line) = self.page.lines.get(at) else { return };
        if line.view.trim().is_empty() {
            self.card = None;
            self.end_block(at);
            return;
        }
        if self.heading(at) {
            self.mentions(line);
            return;
        }
        self.byline(line);
        let around = self.around(at);
        for tokens in tokenizer::split_sentences(&line.view) {
            let spans = recognizer::recognize(&line.view, &tokens, &self.knowledge, around);
            let sentence = Sentence { line, spans: &spans };
            self.pattern(sentence);
            projects::read(self, sentence);
            unnamed::read(self, sentence);
            people::read(self, sentence, around);
            self.remember_project(&spans);
        }
    }

    /// Whether a line is a heading; takes the title that it gives to the lines below.
    fn heading(&mut self, at: usize) -> bool {
        let Some(line) = self.page.lines.get(at) else { return false };
        let words = line.view.trim();
        let plain = !words.contains(|it: char| it.is_ascii_digit() || it == '@');
        let marked = words.starts_with('#') || (words.ends_with(':') && words.chars().count() < 60 && plain);
        let title = role::heading(words);
        let above = at.checked_sub(1).and_then(|at| self.page.lines.get(at));
        let opens = above.is_none_or(|line| line.view.trim().is_empty());
        // A title in the middle of a block is a line of somebody's card.
        if !(marked || title.is_some() && opens) {
            return false;
        }
        self.block_title = (!marked && title.as_ref().is_some_and(|it| !it.is_plural)).then_some(at);
        let title = title.map(|it| it.title);
        self.title = title.map(|title| (title, self.page.evidence(line, heading_words(&line.view))));
        self.card = None;
        true
    }

    /// Ends a block at an empty line; one right under a heading is a part of it.
    fn end_block(&mut self, at: usize) {
        if self.block_title.is_some_and(|heading| at > heading + 1) {
            self.title = None;
        }
    }

    /// What a heading tells: only which project is spoken of, and whose numbers stand below.
    fn mentions(&mut self, line: &SourceLine) {
        let level = line.view.trim_start().chars().take_while(|it| *it == '#').count();
        self.heading_organisation = self
            .heading_organisation
            .take()
            .filter(|heading_organisation| heading_organisation.level > 0 && level > heading_organisation.level);
        for tokens in tokenizer::split_sentences(&line.view) {
            let spans = recognizer::recognize(&line.view, &tokens, &self.knowledge, LineContext::default());
            let sentence = Sentence { line, spans: &spans };
            projects::named(self, sentence);
            if let Some(organisation) = heads(sentence) {
                let evidence = self.page.evidence(line, heading_words(&line.view));
                self.heading_organisation = Some(OrganisationHeading { organisation, evidence, level });
            }
            self.remember_project(&spans);
        }
    }

    fn remember_project(&mut self, spans: &[Span]) {
        for span in spans {
            if let Entity::Project(project) = &span.entity
                && (self.project.is_none() || !project.is_part && project.has_head)
            {
                self.project = Some(project.name.clone());
            }
        }
    }

    fn around(&self, at: usize) -> LineContext {
        let lines = &self.page.lines;
        let below = lines.get(at + 1..).unwrap_or_default().iter().take(4);
        let block = below.take_while(|line| !line.view.trim().is_empty());
        let words = lines.get(at).map_or(0, |line| line.view.split_whitespace().count());
        let helps = |line: &SourceLine| {
            let tokens = tokenizer::tokenize(&line.view);
            let taken = vec![false; tokens.len()];
            let find_emails = email::find_emails(&line.view);
            !crate::extract::entities::phone::find_phones(&line.view).is_empty()
                || find_emails.iter().any(|mail| matches!(mail.text, EmailText::Address(_)))
                || (tokens.len() < 8 && !role::find_roles(FreeTokens::new(&line.view, &tokens, &taken)).is_empty())
        };
        let card = words <= 4 && block.take_while(|line| line.view.chars().count() < 80).any(helps);
        LineContext { is_under_role_heading: self.title.is_some(), begins_card: card }
    }

    /// A byline glued to the first word of the text: `Maija MeriKesällä …`.
    fn byline(&mut self, line: &SourceLine) {
        let capitals = line.view.char_indices().filter(|(_, letter)| letter.is_uppercase()).map(|(at, _)| at);
        if let Some(name) = self.knowledge.people.longest_prefix(&line.view, capitals).map(str::to_owned) {
            let evidence = self.page.evidence(line, 0..name.len());
            self.statements.person(&name, PersonFact::Named, evidence);
            if self.statements.document.authors.is_empty() {
                self.statements.document.authors.push(name.clone());
            }
            self.author.get_or_insert(name);
        }
    }

    fn pattern(&mut self, sentence: Sentence<'_>) {
        for span in sentence.spans {
            if let Entity::Email(mail) = &span.entity
                && let EmailText::Pattern(domain) = &mail.text
            {
                let evidence = self.page.evidence(sentence.line, mail.range.clone());
                self.pattern.get_or_insert((domain.clone(), evidence));
            }
        }
    }
}

/// The organisation that a heading is the name of.
fn heads(sentence: Sentence<'_>) -> Option<OrganisationMention> {
    let mut spans = sentence.spans.iter().filter(|span| !matches!(span.entity, Entity::Mark));
    match (&spans.next()?.entity, spans.next()) {
        (Entity::Organisation(it), None) if it.case == NounCase::Nominative => Some(it.clone()),
        _ => None,
    }
}

/// The words of a heading without its marks.
fn heading_words(view: &str) -> Range<usize> {
    let start = view.len() - view.trim_start_matches(['#', ' ']).len();
    start..view.trim_end_matches([':', ' ', '#']).len().max(start)
}

/// The lines above the comments.
fn body(page: &SourceText) -> impl Iterator<Item = &SourceLine> {
    page.lines.iter().enumerate().take_while(|(at, _)| !is_tail(page, *at)).map(|(_, line)| line)
}

/// Whether the readers' comments begin here: nobody below is of the directory.
fn is_tail(page: &SourceText, at: usize) -> bool {
    const TAILS: &[&str] =
        &["kommentit", "ei kommentteja", "lisää kommentteja", "lisää kommentti", "lähetä kommentti", "kommentarer"];
    let Some(line) = page.lines.get(at) else { return false };
    let words = line.view.trim().trim_end_matches(':').to_lowercase();
    TAILS.contains(&words.as_str())
}
