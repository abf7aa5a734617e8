//! The arguments of `allu export`.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

use super::ListName;
use crate::exchange::ExportFormat;

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// Write in this format
    #[arg(long, value_name = "FORMAT")]
    pub to: ExportTarget,
    /// Write to this file, completely or not at all, and readable only by you; without it, to standard output
    #[arg(short = 'o', long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Export from this list; the default is people if there is a QUERY, and all lists if not
    #[arg(long = "in", value_name = "LIST")]
    pub list: Option<ListName>,
    /// Write vCard 3, for old telephones (with --to vcard)
    #[arg(long)]
    pub vcard3: bool,
    /// Write CSV for Excel: with semicolons, a byte order mark and no formulas (with --to csv)
    #[arg(long)]
    pub excel: bool,
    /// Write entries below this distinguished name, such as dc=example,dc=org (with --to ldif)
    #[arg(long, value_name = "DN", value_hint = ValueHint::Other)]
    pub base: Option<String>,
    /// What to look for; without it, everything
    #[arg(value_name = "QUERY", value_hint = ValueHint::Other)]
    pub query: Vec<String>,
}

/// The formats that `export` can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTarget {
    /// Cards for telephones and address books
    Vcard,
    /// A table for spreadsheets
    Csv,
    /// Entries for a directory server
    Ldif,
    /// Cards in JSON (RFC 9553)
    Jscontact,
    /// A directory for allu, with all evidence
    Json,
    /// A table in Markdown
    Md,
}

/// An option that belongs to another format.
pub(crate) struct Misplaced {
    /// The option.
    pub(crate) option: &'static str,
    /// The format that it belongs to.
    pub(crate) format: &'static str,
}

impl ExportArgs {
    /// The format, or an option that belongs to another one.
    pub(crate) fn format(&self) -> Result<ExportFormat, Misplaced> {
        let owners = [
            (self.vcard3, "--vcard3", ExportTarget::Vcard, "vcard"),
            (self.excel, "--excel", ExportTarget::Csv, "csv"),
            (self.base.is_some(), "--base", ExportTarget::Ldif, "ldif"),
        ];
        if let Some((_, option, _, format)) =
            owners.into_iter().find(|(given, _, owner, _)| *given && *owner != self.to)
        {
            return Err(Misplaced { option, format });
        }
        Ok(match self.to {
            ExportTarget::Vcard if self.vcard3 => ExportFormat::VCard3,
            ExportTarget::Vcard => ExportFormat::VCard,
            ExportTarget::Csv if self.excel => ExportFormat::ExcelCsv,
            ExportTarget::Csv => ExportFormat::Csv,
            ExportTarget::Ldif => ExportFormat::Ldif,
            ExportTarget::Jscontact => ExportFormat::JsContact,
            ExportTarget::Json => ExportFormat::Json,
            ExportTarget::Md => ExportFormat::Markdown,
        })
    }
}
