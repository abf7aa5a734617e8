//! Runs the steps of extraction over a set of documents.

use crate::text::sort_by;
use std::borrow::Borrow;
use std::collections::HashMap;

use super::account::{DocumentAccount, account_of, drop_used};
use super::contacts::{self, CONTACTS_A_STEP, StatedContacts};
use super::document::block::Block;
use super::document::metadata;
use super::document::source_text::SourceText;
use super::entities::project::ProjectNames;
use super::format::front_matter::{self, DirectoryDescription};
use super::format::{self, ReadDocument};
use super::input::Input;
use super::model_file::{is_model, state_model};
use super::relations;
use super::releasing_list::ReleasingList;
use super::report::{Report, ReportKind, Severity};
use super::resolve::assemble::assemble;
use super::resolve::ids::IdAllocator;
use super::resolve::merge;
use super::resolve::people::Merge;
use super::statement::{DocumentStatements, ProjectFact};
use crate::exchange::{ContactFile, ContactFileError, Visibility, read_contacts};
use crate::model::{Document, DocumentId, Maintainer, Model, TitleTranslations};

/// The model of a set of documents, and every problem of the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extraction {
    /// The directory; it must not be written if a report is an error.
    pub model: Model,
    /// Every problem of the input, by file and line. Doubtful facts are in [`Model::warnings`] instead.
    pub reports: Vec<Report>,
    /// The path of each document as it was given, which the model does not keep.
    pub paths: HashMap<DocumentId, String>,
    /// The account of each document, by name; empty unless the options ask for them.
    pub accounts: Vec<DocumentAccount>,
    /// The number of unused findings in the documents.
    pub left: usize,
    /// The origin of the title of the model.
    pub title_origin: TitleOrigin,
    /// The documents and contacts that the audience may not see.
    pub withheld: Withheld,
}

/// The number of documents and contacts that were left out because the audience may not see them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Documents.
    pub documents: usize,
    /// Contacts of contact files.
    pub contacts: usize,
}

/// The origin of the title of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleOrigin {
    /// A file that describes the directory.
    Stated,
    /// The options.
    Given,
    /// The first document.
    Document,
}

/// The options for extracting a set of documents.
#[derive(Clone, Copy)]
pub struct ExtractOptions<'a> {
    /// The documents whose text the model contains.
    pub texts: CarriedTexts,
    /// The title of a model to which no file gives a title. `None` for the title of the first document.
    pub title: Option<&'a str>,
    /// The audience of the model. What it may not see is left out; private data always is.
    pub audience: Visibility,
    /// Whether the accounts of the documents are kept.
    pub keeps_accounts: bool,
    /// Reports the progress.
    pub report: &'a dyn Fn(ExtractProgress),
}

/// Progress of extraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtractProgress {
    /// The number of steps: some for each document, and one for joining all of them.
    Total(u64),
    /// One more step is done.
    Advanced,
}

/// The steps for each document: it is read, its names are collected, and its statements are extracted.
const STEPS: usize = 3;

/// The documents whose text the model contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarriedTexts {
    /// All documents, if the set has at most 64 KiB; else none.
    OfSmallSets,
    /// All.
    All,
}

/// The maximum number of bytes of a small set of documents.
const SMALL_SET_BYTES: usize = 64 * 1024;

impl Extraction {
    /// Returns `true` if no report is an error, so that the model may be written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.reports.iter().all(|report| report.severity() != Severity::Error)
    }
}

/// Extracts the model of a set of documents.
///
/// The order of `inputs` does not matter: documents are taken by name. The same input gives the same model.
#[must_use]
pub fn extract(inputs: &[Input], texts: CarriedTexts) -> Extraction {
    let options =
        ExtractOptions { texts, title: None, audience: Visibility::Public, keeps_accounts: false, report: &|_| () };
    extract_with(inputs, &options)
}

/// Extracts the model of a set of documents, with options.
#[must_use]
pub fn extract_with(inputs: &[Input], options: &ExtractOptions<'_>) -> Extraction {
    extract_all(inputs.iter().collect(), options)
}

/// Extracts the model of a set of documents, with options. The content of a file is dropped as soon as it is read.
#[must_use]
pub fn extract_all<I: Borrow<Input>>(mut inputs: Vec<I>, options: &ExtractOptions<'_>) -> Extraction {
    let done = || (options.report)(ExtractProgress::Advanced);
    let mut steps = STEPS * inputs.len() + 1;
    let tell = |steps: usize| (options.report)(ExtractProgress::Total(u64::try_from(steps).unwrap_or(u64::MAX)));
    tell(steps);
    sort_by(&mut inputs, |a, b| {
        let (a, b): (&Input, &Input) = (a.borrow(), b.borrow());
        (&a.name, &a.bytes, &a.path).cmp(&(&b.name, &b.bytes, &b.path))
    });
    let size: usize = inputs.iter().map(|input| input.borrow().bytes.len()).sum();
    let carries_text = options.texts == CarriedTexts::All || size <= SMALL_SET_BYTES;
    let audience = options.audience.min(Visibility::Staff);
    let mut set = DocumentSet { audience, carries_text, ..DocumentSet::default() };
    for input in ReleasingList::new(inputs) {
        let input = input.borrow();
        if let Some(file) = set.add(input) {
            // A contact file may have as many contacts as other sets have documents.
            steps += file.contacts.len() / CONTACTS_A_STEP;
            tell(steps);
            set.add_contacts(input, file, &done);
        }
        done();
    }
    let DocumentSet { mut title, title_translations, maintainer, mut documents, mut reports, withheld, .. } = set;
    // A name that is a project in one document is known in all of them.
    let mut names: Vec<String> = documents.iter().flat_map(|(_, statements)| project_names(statements)).collect();
    let stated = names.len();
    for (source, statements) in &mut documents {
        source.flatten();
        let document_date = statements.document.published.as_ref().and_then(|published| published.from);
        let language = statements.document.language.as_deref();
        relations::collect_project_names(source, &mut names, stated, language, document_date);
        source.release_lines();
        done();
    }
    let projects: ProjectNames = names.into_iter().collect();
    let (mut accounts, mut left) = (Vec::new(), 0);
    let extract_one = |(mut source, statements): (SourceText, DocumentStatements)| {
        source.flatten();
        let is_read = statements.is_contact_file && source.blocks.is_empty();
        let mut statements = if is_read { statements } else { relations::extract(&source, statements, &projects) };
        if statements.is_contact_file && statements.is_empty() {
            let file = statements.path.clone();
            statements.reports.push(Report { file, line: None, kind: ReportKind::NoContact });
        }
        drop_used(&mut statements);
        if options.keeps_accounts {
            accounts.push(account_of(&source, &statements));
        }
        left += statements.left.len();
        statements.release_unlinked();
        done();
        statements
    };
    let statements: Vec<DocumentStatements> = documents.into_iter().map(extract_one).collect();
    let title_origin = match (title.trim().is_empty(), options.title) {
        (false, _) => TitleOrigin::Stated,
        (true, Some(_)) => TitleOrigin::Given,
        (true, None) => TitleOrigin::Document,
    };
    if let (TitleOrigin::Given, Some(given)) = (title_origin, options.title) {
        given.clone_into(&mut title);
    }
    let paths = statements.iter().map(|it| (it.document.id.clone(), it.path.clone())).collect();
    let (mut model, mut of_documents, merges) = assemble(title, maintainer, statements);
    add_merges(&mut accounts, merges);
    model.title_translations = title_translations;
    for document in &mut model.documents {
        // Numbers that belong to nobody have the date of their document, too.
        let as_of = merge::as_of(document);
        document.phones.iter_mut().for_each(|phone| phone.as_of = phone.as_of.take().or_else(|| as_of.clone()));
    }
    reports.append(&mut of_documents);
    sort_by(&mut reports, |a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    done();
    Extraction { model, reports, paths, accounts, left, title_origin, withheld }
}

/// Adds each merge to the account of the document whose mention was linked.
fn add_merges(accounts: &mut [DocumentAccount], merges: Vec<Merge>) {
    let mut places: HashMap<DocumentId, usize> = HashMap::new();
    places.extend(accounts.iter().enumerate().map(|(place, account)| (account.document.clone(), place)));
    for merge in merges {
        if let Some(account) = places.get(&merge.document).and_then(|place| accounts.get_mut(*place)) {
            account.merges.push(merge);
        }
    }
}

/// The documents of a set, with the statements of their front matter, and the description of the directory.
#[derive(Default)]
struct DocumentSet {
    title: String,
    title_translations: TitleTranslations,
    maintainer: Option<Maintainer>,
    is_described: bool,
    ids: IdAllocator<DocumentId>,
    documents: Vec<(SourceText, DocumentStatements)>,
    reports: Vec<Report>,
    audience: Visibility,
    carries_text: bool,
    withheld: Withheld,
}

impl DocumentSet {
    /// Adds a document, or returns the contacts of a contact file.
    fn add(&mut self, input: &Input) -> Option<ContactFile> {
        match read_contacts(&input.name, &input.bytes) {
            None if is_model(&input.name, &input.bytes) => self.add_model(input),
            None => self.add_document(input),
            Some(Ok(file)) => return Some(file),
            Some(Err(cause)) => {
                self.report(input.path.display().to_string(), cause.line(), ReportKind::UnreadContacts { cause });
            }
        }
        None
    }

    /// Adds the contacts of a contact file that the audience may see.
    fn add_contacts(&mut self, input: &Input, file: ContactFile, done: &dyn Fn()) {
        let id = self.allocate_id(input);
        let document = Document::new(id.clone(), input.name.clone());
        let empty = DocumentStatements::new(document, input.path.display().to_string());
        let StatedContacts { mut statements, blocks, text, withheld } =
            contacts::state(file, empty, self.audience, self.carries_text, done);
        self.withheld.contacts += withheld;
        if withheld > 0 && statements.is_empty() && blocks.is_empty() {
            return;
        }
        statements.document.text = self.carries_text.then_some(text);
        self.documents.push((SourceText::new(id, None, blocks), statements));
    }

    /// The id of a document: its name without the ending, with a number if another document has that id.
    fn allocate_id(&mut self, input: &Input) -> DocumentId {
        let stem = input.name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty());
        self.ids.allocate(stem.unwrap_or(&input.name), DocumentId::from_name)
    }

    /// Adds the documents of a model.
    fn add_model(&mut self, input: &Input) {
        let path = input.path.display().to_string();
        let id_of = |id: &DocumentId| self.ids.allocate(id.stem(), DocumentId::from_name);
        match state_model(&input.bytes, &path, id_of) {
            Ok(model) => {
                // The description of the directory takes precedence; of several models, the first.
                if self.title.is_empty() && !self.is_described {
                    (self.title, self.title_translations) = (model.title, model.title_translations);
                    self.maintainer = model.maintainer;
                }
                for statements in model.documents {
                    let (id, source) = (statements.document.id.clone(), statements.document.source.clone());
                    self.documents.push((SourceText::new(id, source, Vec::new()), statements));
                }
            }
            Err(line) => {
                let cause = ContactFileError::Syntax { line };
                self.report(path, Some(line), ReportKind::UnreadContacts { cause });
            }
        }
    }

    fn add_document(&mut self, input: &Input) {
        let path = input.path.display().to_string();
        if input.describes_directory() {
            return match std::str::from_utf8(&input.bytes) {
                Ok(text) => self.describe(path, text),
                Err(cause) => {
                    let above = input.bytes.iter().take(cause.valid_up_to()).filter(|byte| **byte == b'\n').count();
                    self.report(path, u32::try_from(above + 1).ok(), ReportKind::NotUtf8);
                }
            };
        }
        let id = self.allocate_id(input);
        let ReadDocument { mut statements, formatted, text, is_described } =
            match format::read(&id, &input.name, &path, &input.bytes) {
                Ok(document) => document,
                Err((line, kind)) => return self.report(path, line, kind),
            };
        if statements.visibility > self.audience {
            // Its errors stop the build; its other problems are not reported.
            let errors = statements.reports.into_iter().filter(|report| report.severity() == Severity::Error);
            self.reports.extend(errors);
            self.withheld.documents += 1;
            return;
        }
        for (line, kind) in formatted.notes {
            self.report(path.clone(), line, kind);
        }
        let mut source = SourceText::new(id, statements.document.source.clone(), formatted.blocks);
        if !is_described {
            metadata::read(&source, &mut statements.document);
            let has_heading = source.blocks.iter().any(|block| matches!(block, Block::Heading { level: 1 | 2, .. }));
            if statements.document.publisher.is_none() {
                statements.document.publisher = formatted.title.as_deref().and_then(metadata::site_of_title);
            }
            if let Some(title) = formatted.title.filter(|_| !has_heading) {
                statements.document.title = title;
            }
            if let Some(language) = formatted.language {
                let code = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
                statements.document.language.get_or_insert(code);
            }
            if statements.document.published.is_none() {
                let stated = formatted.published.as_ref();
                statements.document.published = stated.and_then(|line| metadata::stated_day(&source, line));
            }
        }
        let stated = formatted.published.as_ref();
        statements.document.text = self.carries_text.then(|| format::printed_text(&text, &source.blocks, stated));
        source.release_lines();
        self.documents.push((source, statements));
    }

    fn describe(&mut self, path: String, text: &str) {
        let DirectoryDescription { title, title_translations, maintainer, mut reports } =
            front_matter::directory(&path, text);
        self.reports.append(&mut reports);
        if std::mem::replace(&mut self.is_described, true) {
            return self.report(path, None, ReportKind::SecondDirectory);
        }
        self.title = title.unwrap_or_default();
        self.title_translations = title_translations;
        self.maintainer = maintainer;
    }

    fn report(&mut self, file: String, line: Option<u32>, kind: ReportKind) {
        self.reports.push(Report { file, line, kind });
    }
}

/// The names and abbreviations of projects in the front matter of a document.
fn project_names(statements: &DocumentStatements) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for statement in &statements.projects {
        if !names.contains(&statement.project) {
            names.push(statement.project.clone());
        }
        if let ProjectFact::Abbreviation(abbreviation) = &statement.fact {
            names.push(abbreviation.clone());
        }
    }
    names
}
