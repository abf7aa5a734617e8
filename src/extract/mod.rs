//! Documents in, model out.
//!
//! [`read`] fetches files; [`build`] is pure. Every document is read on its own into what it says by name
//! (`found`); then all of it is joined into records with ids (`join`). Nothing stops at the first problem:
//! [`Built::reports`] holds them all.
//!
//! A document is plain text or Markdown. Between two lines of `+++` at its top it may tell in TOML what it is and what
//! a curator knows; what stands below is read like any foreign page. When `source` names a raw document that this one
//! retells, a line may end with `[^11,29]`: its facts come from those lines of the raw document.

mod document;
mod entities;
mod format;
mod input;
mod relations;
mod report;
mod resolve;
mod statement;

pub use input::{Input, MAX_DOCUMENT_BYTES, read};
pub use report::{Report, ReportKind, Severity};

use document::{source_text, source_text::SourceText, title};
use entities::name_lookup::NameLookup;
use entities::recognizer::Knowledge;
use format::front_matter;
use relations::walk;
use resolve::assemble::assemble;
use resolve::ids::IdAllocator;
use statement::DocumentStatements;

use std::collections::HashMap;

use crate::model::{DocumentId, Maintainer, Model};

/// What came out of the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extraction {
    /// The directory; not to be written when a report is an error.
    pub model: Model,
    /// Every problem of the input, by file and line. What is doubtful in the facts is in [`Model::warnings`].
    pub reports: Vec<Report>,
    /// The path of each document as it was given, which the model does not keep.
    pub places: HashMap<DocumentId, String>,
}

/// Which documents' lines the model carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Those of a set small enough to be shown beside its facts.
    OfSmallSets,
    /// All.
    All,
}

/// Up to this many bytes of documents are a small set.
const SMALL_SET_BYTES: usize = 64 * 1024;

impl Extraction {
    /// Whether the model may be written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.reports.iter().all(|report| report.severity() != Severity::Error)
    }
}

/// Reads every document and joins what they say.
///
/// The order of `inputs` never shows: documents are taken by name. The same input gives the same model.
#[must_use]
pub fn build(inputs: &[Input], texts: Texts) -> Extraction {
    let mut inputs: Vec<&Input> = inputs.iter().collect();
    inputs.sort_by_key(|input| (&input.name, &input.bytes, &input.path));
    let carried = texts == Texts::All || inputs.iter().map(|input| input.bytes.len()).sum::<usize>() <= SMALL_SET_BYTES;
    let mut work = Extractor::default();
    for input in inputs {
        work.open(input, carried);
    }
    let Extractor { title, maintainer, pages, mut reports, .. } = work;
    let mut projects: Vec<String> = pages.iter().flat_map(|(_, found)| names_of(found)).collect();
    for (page, _) in &pages {
        projects = walk::collect_project_names(page, &projects);
    }
    let mut documents = Vec::new();
    for (page, found) in pages {
        let document_date = found.document.published.as_ref().and_then(|published| published.from);
        let knowledge = Knowledge { projects: projects.clone(), people: NameLookup::default(), document_date };
        documents.push(walk::extract(&page, found, knowledge));
    }
    let places = documents.iter().map(|found| (found.document.id.clone(), found.path.clone())).collect();
    let (model, mut joined) = assemble(title, maintainer, documents);
    reports.append(&mut joined);
    reports.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Extraction { model, reports, places }
}

#[derive(Default)]
struct Extractor {
    title: String,
    maintainer: Option<Maintainer>,
    described: bool,
    ids: IdAllocator<DocumentId>,
    pages: Vec<(SourceText, DocumentStatements)>,
    reports: Vec<Report>,
}

impl Extractor {
    fn open(&mut self, input: &Input, carried: bool) {
        let (name, place) = (&input.name, input.path.display().to_string());
        let text = match std::str::from_utf8(&input.bytes) {
            Ok(text) => text,
            Err(cause) => {
                let above = input.bytes.iter().take(cause.valid_up_to()).filter(|byte| **byte == b'\n').count();
                let line = u32::try_from(above + 1).ok();
                return self.reports.push(Report { file: place, line, kind: ReportKind::NotUtf8 });
            }
        };
        if input.describes_directory() {
            return self.directory(place, text);
        }
        let stem = name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty());
        let id = self.document_id(stem.unwrap_or(name));
        let Some(halves) = front_matter::split(text) else {
            let kind = ReportKind::OpenFrontMatter;
            return self.reports.push(Report { file: place, line: Some(1), kind });
        };
        let mut found = front_matter::read(id.clone(), name, &place, halves.toml);
        for (number, line) in (halves.body.1..).zip(halves.body.0.lines()) {
            if line.len() > source_text::MAX_LINE_BYTES {
                let kind = ReportKind::LongLine { read: source_text::MAX_LINE_BYTES };
                self.reports.push(Report { file: place.clone(), line: Some(number), kind });
            }
        }
        let page = SourceText::new(id, found.document.source.clone(), halves.body.0, halves.body.1);
        if halves.toml.is_none() {
            title::read(&page, &mut found.document);
        }
        found.document.text = carried.then(|| text.to_owned());
        self.pages.push((page, found));
    }

    fn directory(&mut self, place: String, text: &str) {
        let (title, maintainer, mut reports) = front_matter::directory(&place, text);
        self.reports.append(&mut reports);
        if std::mem::replace(&mut self.described, true) {
            return self.reports.push(Report { file: place, line: None, kind: ReportKind::SecondDirectory });
        }
        self.title = title.unwrap_or_default();
        self.maintainer = maintainer;
    }

    /// The file's name without its ending; a number behind it when another file took that.
    fn document_id(&mut self, stem: &str) -> DocumentId {
        self.ids.allocate(stem, DocumentId::from_name)
    }
}

fn names_of(found: &DocumentStatements) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for about in &found.projects {
        if !names.contains(&about.project) {
            names.push(about.project.clone());
        }
        if let statement::ProjectFact::Abbreviation(capitals) = &about.fact {
            names.push(capitals.clone());
        }
    }
    names
}
