//! Periods: bounds, and the words from which they were read.
//!
//! # Examples
//!
//! ```
//! use allu::model::Period;
//!
//! let json = r#"{"from": "2015-01-01", "to": null, "words": "from 2015", "basis": "stated"}"#;
//! let period: Period = serde_json::from_str(json)?;
//! assert_eq!(period.from, "2015-01-01".parse().ok());
//! assert_eq!(period.to, None);
//! # Ok::<(), serde_json::Error>(())
//! ```

use serde::{Deserialize, Serialize};

use super::{Basis, Evidence};
use crate::text::Day;

/// A point in time known only between bounds, or a span of time.
///
/// * **Shape** — ISO days, both included; `null` where there is no bound. `2015` is 2015-01-01 … 2015-12-31.
/// * **Errors** — `from` after `to` is a problem that the check reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Period {
    /// The earliest day it can be.
    pub from: Option<Day>,
    /// The latest day it can be.
    pub to: Option<Day>,
    /// The words of the document.
    pub words: String,
    /// How the bounds follow from the words.
    pub basis: Basis,
    /// The passages that state it; empty if the record that contains it has the evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}
