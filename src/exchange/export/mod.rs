//! Records of a directory in the formats of other programs.
//!
//! * `csv_table`: rows of CSV (RFC 4180).
//! * `ending`: the endings of exported files, which say their formats.
//! * `file`: exported files: written whole or not at all, and readable for their owner alone.
//! * `markdown`: rows of a table in Markdown.
//! * `model_part`: a model of some records, with all that they refer to.
//! * `table`: entries as rows of a table: one row for each post.

mod csv_table;
mod ending;
mod file;
mod markdown;
mod model_part;
mod table;
#[cfg(test)]
mod tests;

pub use file::{ExportFileError, export_to_file};

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::entry::{ExportEntry, ExportSource};
use super::ldif::{LdifWriter, is_base};
use super::vcard::CardVersion;
use super::{jscontact, vcard};
use crate::i18n::{Lang, say};
use crate::model::{Directory, PersonIx, Position, RecordRef, Time};
use crate::text::Day;

/// A format of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// vCard 4.
    VCard,
    /// vCard 3, for old telephones.
    VCard3,
    /// CSV as RFC 4180 has it.
    Csv,
    /// CSV for Excel: a byte order mark, semicolons, and an apostrophe before formulas.
    ExcelCsv,
    /// LDIF for a directory server.
    Ldif,
    /// Cards in JSON (RFC 9553).
    JsContact,
    /// A model of this program.
    Json,
    /// A table in Markdown.
    Markdown,
}

/// The options for writing records.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions<'a> {
    /// The format.
    pub format: ExportFormat,
    /// The distinguished name below which LDIF has its entries. `None` for the default.
    pub base: Option<&'a str>,
    /// The language of headings and remarks.
    pub lang: Lang,
    /// The day that decides which numbers are old.
    pub today: Day,
}

/// A summary of the written records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// The number of written records.
    pub written: usize,
    /// Records and facts that the format cannot hold.
    pub left_out: BTreeMap<LeftOut, usize>,
}

/// A kind of records or facts that a format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Regions, which are not contacts.
    Region,
    /// Projects.
    Project,
    /// Positions without a named holder.
    Nameless,
    /// Documents with numbers that belong to nobody.
    Nobodys,
    /// Positions that are over; remarks name them.
    FormerPost,
    /// Announced positions; remarks name them.
    ComingPost,
    /// Whether the holder of a position is acting.
    Acting,
    /// The number of posts of a position without a named holder; a remark has it.
    PostCount,
    /// Times, funders, coordinators, partners, wholes and notes of projects.
    ProjectFact,
}

/// The text is not a distinguished name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotABase;

impl<'a> ExportOptions<'a> {
    /// Options for a format, with a checked base.
    ///
    /// # Errors
    ///
    /// [`NotABase`] if `base` is not a distinguished name.
    pub fn new(format: ExportFormat, base: Option<&'a str>, lang: Lang, today: Day) -> Result<Self, NotABase> {
        if base.is_some_and(|base| !is_base(base)) {
            return Err(NotABase);
        }
        Ok(Self { format, base, lang, today })
    }
}

impl ExportFormat {
    /// The name of the format, as its users write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VCard | Self::VCard3 => "vCard",
            Self::Csv | Self::ExcelCsv => "CSV",
            Self::Ldif => "LDIF",
            Self::JsContact => "JSContact",
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
        }
    }
}

impl ExportSummary {
    /// The output for some records, all of which have names.
    #[must_use]
    pub fn of(records: &[RecordRef], format: ExportFormat) -> Self {
        let mut summary = Self::default();
        for record in records {
            match LeftOut::of(*record).filter(|kind| !kind.has_place_in(format)) {
                Some(kind) => *summary.left_out.entry(kind).or_default() += 1,
                None => summary.written += 1,
            }
        }
        summary
    }

    /// The facts that the format cannot hold, in sentences.
    #[must_use]
    pub fn remarks(&self, format: ExportFormat, lang: Lang) -> Vec<String> {
        // A model leaves out only the regions, which every model has.
        if format == ExportFormat::Json && self.written > 0 {
            return Vec::new();
        }
        let what: Vec<String> = self.left_out.iter().map(|(kind, count)| kind.words(*count, lang)).collect();
        let lossy = (self.written > 0).then(|| say!(lang, "export.lossy", format = format.name()));
        let left =
            (!what.is_empty()).then(|| say!(lang, "export.left_out", format = format.name(), what = what.join(", ")));
        left.into_iter().chain(lossy).collect()
    }
}

impl LeftOut {
    fn words(self, count: usize, lang: Lang) -> String {
        match self {
            Self::Region => say!(lang, "export.regions", count = count),
            Self::Project => say!(lang, "export.projects", count = count),
            Self::Nameless => say!(lang, "export.nameless", count = count),
            Self::Nobodys => say!(lang, "export.nobodys", count = count),
            Self::FormerPost => say!(lang, "export.former_posts", count = count),
            Self::ComingPost => say!(lang, "export.coming_posts", count = count),
            Self::Acting => say!(lang, "export.acting", count = count),
            Self::PostCount => say!(lang, "export.post_counts", count = count),
            Self::ProjectFact => say!(lang, "export.project_facts", count = count),
        }
    }

    /// The kind of a record. `None` for people and organisations, which every format can hold.
    const fn of(record: RecordRef) -> Option<Self> {
        match record {
            RecordRef::Region(_) => Some(Self::Region),
            RecordRef::Document(_) => Some(Self::Nobodys),
            RecordRef::Position(_) => Some(Self::Nameless),
            RecordRef::Project(_) => Some(Self::Project),
            RecordRef::Person(_) | RecordRef::Organisation(_) => None,
        }
    }

    const fn has_place_in(self, format: ExportFormat) -> bool {
        use ExportFormat::{Csv, ExcelCsv, JsContact, Json, Ldif, Markdown, VCard, VCard3};
        match self {
            Self::Region => false,
            Self::Project => matches!(format, VCard | VCard3 | JsContact | Json),
            Self::Nameless => matches!(format, Csv | ExcelCsv | Markdown | Ldif | Json),
            Self::Nobodys => matches!(format, Csv | ExcelCsv | Markdown | Json),
            Self::FormerPost | Self::ComingPost | Self::Acting | Self::PostCount | Self::ProjectFact => {
                matches!(format, Json)
            }
        }
    }

    /// The facts of a record that only a model can hold, each kind with its number.
    fn facts_of(directory: &Directory, record: RecordRef) -> Vec<(Self, usize)> {
        let positions = |index: PersonIx| directory.positions_of(index).map(|it| directory.position(it));
        match record {
            RecordRef::Person(index) => {
                let count = |fits: &dyn Fn(&Position) -> bool| positions(index).filter(|it| fits(it)).count();
                vec![
                    (Self::FormerPost, count(&|it| it.time == Time::Former)),
                    (Self::ComingPost, count(&|it| it.time == Time::Announced)),
                    (Self::Acting, count(&|it| it.time == Time::Current && it.acting)),
                ]
            }
            RecordRef::Position(index) => {
                let has_count = directory.position(index).count.is_some_and(|count| count.get() > 1);
                vec![(Self::PostCount, usize::from(has_count))]
            }
            RecordRef::Project(index) => {
                let project = directory.project(index);
                let terms = usize::from(project.start.is_some()) + usize::from(project.end.is_some());
                let single = usize::from(project.coordinator.is_some()) + usize::from(project.parent.is_some());
                let lists = project.funders.len() + project.partners.len() + project.notes.len();
                vec![(Self::ProjectFact, terms + single + lists)]
            }
            _ => Vec::new(),
        }
    }
}

/// Writes records in a format, in their order. Nothing is written if the format cannot hold any of them.
///
/// # Errors
///
/// Those of the writer.
pub fn export(
    directory: &Directory,
    records: &[RecordRef],
    options: &ExportOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<ExportSummary> {
    if options.format == ExportFormat::Json {
        return model_part::write_part(directory, records, out);
    }
    let source = ExportSource { directory, lang: options.lang, today: options.today };
    let mut writer = EntryWriter::new(options);
    let mut summary = ExportSummary::default();
    for record in records {
        let kind = LeftOut::of(*record);
        let has_place = kind.is_none_or(|kind| kind.has_place_in(options.format));
        let entry = if has_place { source.entry(*record) } else { None };
        if let Some(text) = entry.and_then(|entry| writer.text_of(&entry)) {
            let before = if summary.written == 0 { &writer.head() } else { writer.between() };
            out.write_all(before.as_bytes())?;
            out.write_all(text.as_bytes())?;
            summary.written += 1;
            for (kind, count) in LeftOut::facts_of(directory, *record).into_iter().filter(|(_, count)| *count > 0) {
                *summary.left_out.entry(kind).or_default() += count;
            }
        } else if let Some(kind) = kind {
            *summary.left_out.entry(kind).or_default() += 1;
        }
    }
    if summary.written > 0 {
        out.write_all(writer.tail().as_bytes())?;
    }
    Ok(summary)
}

/// Writes entries in a format.
enum EntryWriter {
    VCard(CardVersion),
    Table(table::TableFormat, Lang),
    Ldif(LdifWriter),
    JsContact(Lang),
}

impl EntryWriter {
    fn new(options: &ExportOptions<'_>) -> Self {
        let lang = options.lang;
        match options.format {
            ExportFormat::VCard => Self::VCard(CardVersion::Four),
            ExportFormat::VCard3 => Self::VCard(CardVersion::Three),
            ExportFormat::Csv => Self::Table(table::TableFormat::Csv, lang),
            ExportFormat::ExcelCsv => Self::Table(table::TableFormat::Excel, lang),
            ExportFormat::Markdown => Self::Table(table::TableFormat::Markdown, lang),
            ExportFormat::Ldif => Self::Ldif(LdifWriter::new(options.base, lang)),
            ExportFormat::JsContact | ExportFormat::Json => Self::JsContact(lang),
        }
    }

    /// The text of an entry. `None` if the format cannot hold it.
    fn text_of(&mut self, entry: &ExportEntry) -> Option<String> {
        match self {
            Self::VCard(version) => vcard::card(entry, *version),
            Self::Table(format, _) => Some(format.rows(entry)),
            Self::Ldif(writer) => writer.entry(entry),
            Self::JsContact(lang) => {
                let card = jscontact::card(entry, *lang)?;
                serde_json::to_string_pretty(&card).ok()
            }
        }
    }

    /// The text before the first entry.
    fn head(&self) -> String {
        match self {
            Self::VCard(_) => String::new(),
            Self::Table(format, lang) => format.head(*lang),
            Self::Ldif(writer) => writer.head(),
            Self::JsContact(_) => "[\n".to_owned(),
        }
    }

    /// The text between two entries.
    const fn between(&self) -> &'static str {
        if matches!(self, Self::JsContact(_)) { ",\n" } else { "" }
    }

    /// The text after the last entry.
    const fn tail(&self) -> &'static str {
        if matches!(self, Self::JsContact(_)) { "\n]\n" } else { "" }
    }
}
