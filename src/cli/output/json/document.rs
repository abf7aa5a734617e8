//! A source document as JSON. The list of people has those with numbers and addresses that belong to nobody.

use serde::Serialize;

use super::parts::{EmailJson, PeriodJson, PhoneJson};
use crate::model::Document;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DocumentJson {
    /// Numbers that belong to nobody.
    phones: Vec<PhoneJson>,
    /// Addresses that belong to nobody.
    emails: Vec<EmailJson>,
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
            phones: document.phones.iter().map(PhoneJson::new).collect(),
            emails: document.emails.iter().map(EmailJson::new).collect(),
            file: document.file.clone(),
            source: document.source.clone(),
            series: document.series.clone(),
            publisher: document.publisher.clone(),
            authors: document.authors.clone(),
            published: PeriodJson::maybe(document.published.as_ref()),
            language: document.language.clone(),
        }
    }

    pub(super) fn example() -> Self {
        let text = || Some(String::new());
        Self {
            phones: vec![PhoneJson::example()],
            emails: vec![EmailJson::example()],
            file: String::new(),
            source: text(),
            series: text(),
            publisher: text(),
            authors: vec![String::new()],
            published: Some(PeriodJson::example()),
            language: text(),
        }
    }
}
