//! Evidence of facts: where each was read, and how it follows from what was read.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::DocumentId;

/// How a fact follows from its evidence. The order is from the most to the least certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Printed.
    Stated,
    /// Follows from one passage.
    Implied,
    /// True of the containing project, and therefore of the part.
    Inherited,
    /// Joins passages.
    Inferred,
    /// Made by a rule from printed things.
    Derived,
}

/// A passage that proves a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The document of this model.
    pub document: DocumentId,
    /// Line in that document's file, from 1.
    pub line: u32,
    /// The shortest quotation that proves the fact.
    pub text: Arc<str>,
    /// The line of the raw document, if the document of this model retells one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
}

/// A line of a raw document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Origin {
    /// File name of the raw document.
    pub file: String,
    /// Line in it, from 1.
    pub line: u32,
}

/// A value with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// How it follows from the evidence.
    pub basis: Basis,
    /// The passages that state it.
    pub evidence: Vec<Evidence>,
}
