//! A source document as JSON; `show` prints it, no list holds it.

use serde::Serialize;

use super::parts::PeriodJson;
use crate::model::Document;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DocumentJson {
    file: String,
    source: Option<String>,
    series: Option<String>,
    publisher: Option<String>,
    authors: Vec<String>,
    published: Option<PeriodJson>,
    language: Option<String>,
}

impl DocumentJson {
    pub(super) fn new(document: &Document) -> Self {
        Self {
            file: document.file.clone(),
            source: document.source.clone(),
            series: document.series.clone(),
            publisher: document.publisher.clone(),
            authors: document.authors.clone(),
            published: PeriodJson::maybe(document.published.as_ref()),
            language: document.language.clone(),
        }
    }
}
