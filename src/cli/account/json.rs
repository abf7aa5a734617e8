//! The account as JSON, one object a line: the diagnostics, what was found, merged and not used in each document, and a summary.

use serde::Serialize;

use super::counts::BuildCounts;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::error::Error;
use crate::cli::output::OutputWriter;
use crate::extract::{DocumentAccount, Extraction, Finding, Leftover, Merge, Withheld};
use crate::model::Basis;
use crate::text::escape_dangerous;

/// The version of this output format.
const VERSION: u8 = 1;

/// A line about a document.
///
/// * **Shape** — the fields of a diagnostic, then fields of its own; the same in every language.
#[derive(Debug, Serialize)]
struct AccountLine<'a> {
    v: u8,
    severity: &'static str,
    file: Option<&'a str>,
    line: Option<u32>,
    kind: &'static str,
    details: Vec<&'a str>,
    about: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<Basis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
}

/// The last line.
#[derive(Debug, Serialize)]
struct SummaryLine {
    v: u8,
    severity: &'static str,
    file: Option<&'static str>,
    line: Option<u32>,
    kind: &'static str,
    details: Vec<String>,
    about: Vec<String>,
    documents: usize,
    people: usize,
    projects: usize,
    organisations: usize,
    places: usize,
    doubtful: usize,
    left: usize,
    withheld_documents: usize,
    withheld_contacts: usize,
}

/// Prints the diagnostics, the account of each document, and the summary.
pub(crate) fn print_json(
    built: &Extraction,
    diagnostics: &[Diagnostic<'_>],
    counts: &BuildCounts,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    for diagnostic in diagnostics {
        print(diagnostic, output)?;
    }
    for account in &built.accounts {
        print(&AccountLine::of_document(account), output)?;
        for finding in &account.findings {
            print(&AccountLine::of_finding(account, finding), output)?;
        }
        for merge in &account.merges {
            print(&AccountLine::of_merge(account, merge), output)?;
        }
        for left in &account.left {
            print(&AccountLine::of_leftover(account, left), output)?;
        }
        for (name, count) in &account.ignored {
            let values = count.to_string();
            print(
                &AccountLine { details: vec![name, &values], ..AccountLine::new(account, "left", "column") },
                output,
            )?;
        }
    }
    print(&SummaryLine::new(counts, built.withheld), output)?;
    output.finish()
}

fn print(line: &impl Serialize, output: &mut OutputWriter<'_>) -> Result<(), Error> {
    output.exact(&escape_dangerous(&serde_json::to_string(line).unwrap_or_default()))?;
    output.end()
}

impl<'a> AccountLine<'a> {
    fn new(account: &'a DocumentAccount, severity: &'static str, kind: &'static str) -> Self {
        Self {
            v: VERSION,
            severity,
            file: Some(&account.path),
            line: None,
            kind,
            details: Vec::new(),
            about: vec![account.document.to_string()],
            owner: None,
            basis: None,
            rule: None,
        }
    }

    fn of_document(account: &'a DocumentAccount) -> Self {
        Self { details: vec![&account.title], ..Self::new(account, "document", "document") }
    }

    fn of_finding(account: &'a DocumentAccount, finding: &'a Finding) -> Self {
        Self {
            line: finding.line,
            details: vec![&finding.value],
            owner: finding.owner.as_deref(),
            basis: Some(finding.basis),
            rule: finding.rule.map(crate::extract::Rule::name),
            ..Self::new(account, "found", finding.kind.name())
        }
    }

    fn of_merge(account: &'a DocumentAccount, merge: &'a Merge) -> Self {
        let details = vec![merge.other.as_str(), merge.name.as_str()];
        Self { details, ..Self::new(account, "merged", merge.reason.name()) }
    }

    fn of_leftover(account: &'a DocumentAccount, left: &'a Leftover) -> Self {
        let (line, details) = (Some(left.line), vec![left.printed.as_str()]);
        Self { line, details, ..Self::new(account, "left", left.kind.name()) }
    }
}

impl SummaryLine {
    fn new(counts: &BuildCounts, withheld: Withheld) -> Self {
        let BuildCounts { documents, people, projects, organisations, places, doubtful, left } = *counts;
        Self {
            v: VERSION,
            severity: "summary",
            file: None,
            line: None,
            kind: "summary",
            details: Vec::new(),
            about: Vec::new(),
            documents,
            people,
            projects,
            organisations,
            places,
            doubtful,
            left,
            withheld_documents: withheld.documents,
            withheld_contacts: withheld.contacts,
        }
    }
}
