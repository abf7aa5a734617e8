//! The names of projects that a document gives with a word for project.

use super::walk;
use crate::extract::document::source_text::SourceText;
use crate::extract::entities::person::known::KnownPeople;
use crate::extract::entities::project::ProjectNames;
use crate::extract::entities::recognizer::Knowledge;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::relations::context::Context;
use crate::extract::statement::{DocumentStatements, ProjectFact};
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
    let knowledge =
        Knowledge { projects: &known, people: KnownPeople::default(), document_date, lists_organisations: false };
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
/// The words after “projektet” or “the project” are a name as far as they are repeated.
pub(super) fn repeated_name(source: &SourceText, name: &str, language: &str) -> String {
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
