//! The arguments. clap's help is made from these lines.
//!
//! * `export_args`: the arguments of `allu export`.
//! * `hyphen_words`: words of a query that begin with a hyphen.
//! * `setup_args`: the arguments of the commands for packages and shells.
//! * `sync_args`: the arguments of `allu sync`.

mod export_args;
mod hyphen_words;
mod setup_args;
mod sync_args;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};

use crate::config::ThemeChoice;
use crate::exchange::Visibility;
use crate::i18n::Lang;
use crate::search::Pane;
use crate::session::TimeLimits;
use crate::text::Day;
pub(crate) use export_args::ExportArgs;
pub(crate) use hyphen_words::query_last;
pub(crate) use setup_args::{CompletionShell, CompletionsArgs, ConfigArgs, KeyShell, ManArgs, ShellArgs};
pub(crate) use sync_args::SyncArgs;

/// Finds the right regional coordinator and the number to call.
///
/// Without a command the browser opens, with QUERY typed in it: a name, a place, a project or a part of a number.
#[derive(Debug, Parser)]
#[command(name = "allu", disable_version_flag = true, args_override_self = true)]
pub(crate) struct Args {
    // Before the groups of options, because clap would put it under the heading of the last one.
    /// What to look for
    #[arg(value_name = "QUERY", value_hint = ValueHint::Other)]
    pub query: Vec<String>,
    #[command(flatten)]
    pub global: GlobalArgs,
    #[command(flatten)]
    pub kiosk: KioskArgs,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The options of every command, before or after its name.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Common options")]
#[expect(clippy::struct_excessive_bools, reason = "each is an option without a value")]
pub(crate) struct GlobalArgs {
    /// Read the directory from this file; `-` is standard input. Several are searched as one
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    pub model: Vec<PathBuf>,
    /// Use this language
    #[arg(long, value_name = "LANGUAGE", global = true, value_parser = ["fi", "sv", "en"])]
    pub lang: Option<String>,
    /// Use colours
    #[arg(long, value_name = "WHEN", global = true)]
    pub color: Option<ColorWhen>,
    /// Use the colours of this theme: default, dark, light, or a file of colours (see docs/configuration.md)
    #[arg(long, value_name = "THEME", global = true, value_parser = theme_choice, value_hint = ValueHint::FilePath)]
    pub theme: Option<ThemeChoice>,
    /// Use only ASCII characters (JSON and TSV stay as they are)
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Print linear text: nothing aligned, nothing cut, words instead of signs; without a command, ask and answer line by
    /// line
    #[arg(long, global = true)]
    pub plain: bool,
    /// Let the mouse scroll and select in the browser (the terminal's own selection then needs Shift)
    #[arg(long, global = true)]
    pub mouse: bool,
    /// Use this date, such as 2018-11-09, as today's
    #[arg(long, value_name = "DATE", global = true, value_hint = ValueHint::Other)]
    pub today: Option<Day>,
    /// Print the version, the directory with its title, date and format, and the format of the index
    #[arg(short = 'V', long, global = true)]
    pub version: bool,
}

/// The options of an administrator who lets others use the directory over SSH.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Kiosk options")]
pub(crate) struct KioskArgs {
    /// Show the directory and nothing else, as sshd's `ForceCommand`: no files, no other programs, no way out
    #[arg(long = "kiosk", id = "kiosk")]
    pub is_on: bool,
    /// Close a kiosk session after this time without a key press
    #[arg(long, value_name = "MINUTES", default_value = "15", value_parser = minutes, requires = "kiosk", value_hint = ValueHint::Other)]
    pub idle_limit: Duration,
    /// Close a kiosk session after this time, even if it is in use
    #[arg(long, value_name = "MINUTES", default_value = "480", value_parser = minutes, requires = "kiosk", value_hint = ValueHint::Other)]
    pub time_limit: Duration,
    /// Record problems that the administrator of a kiosk should know of in this file
    #[arg(long, value_name = "FILE", requires = "kiosk", value_hint = ValueHint::FilePath)]
    pub log: Option<PathBuf>,
}

/// The commands of `allu` besides browsing.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Prints the records that match QUERY, best first
    Find(FindArgs),
    /// Opens the browser to choose records, and prints the chosen ones
    Pick(PickArgs),
    /// Prints records in full, by id or by name
    Show(ShowArgs),
    /// Prints a map of Finland with the regions of the best match for QUERY, or with all regions
    Map(PictureArgs),
    /// Prints the projects that match QUERY, or all of them, on a timeline
    Timeline(PictureArgs),
    /// Prints who is responsible for each region, and the number to call
    Coverage(CoverageArgs),
    /// Builds a directory from documents and contact files
    Build(BuildArgs),
    /// Prints every problem in the file of a directory, with its line and path
    Check(CheckArgs),
    /// Writes the records that match QUERY, or all of them, for other programs
    Export(ExportArgs),
    /// Updates the models of the configured directory servers
    Sync(SyncArgs),
    /// Prints the settings in effect, and where each comes from
    Config(ConfigArgs),
    /// Forgets favourites and recent look-ups
    Forget,
    /// Prints a key binding (Ctrl-X A) that inserts a number into the command line of a shell
    Shell(ShellArgs),
    /// Prints a completion script for a shell
    Completions(CompletionsArgs),
    /// Prints the manual page, or writes one page for each command to files
    Man(ManArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct FindArgs {
    /// Search this list
    #[arg(long = "in", value_name = "LIST", default_value = "people")]
    pub list: ListName,
    /// Print at most this many records
    #[arg(short = 'n', value_name = "N", value_parser = at_least_one, value_hint = ValueHint::Other)]
    pub limit: Option<NonZeroUsize>,
    #[command(flatten)]
    pub records: RecordArgs,
    /// Explain under each record why it was found
    #[arg(long, conflicts_with_all = ["tsv", "format"])]
    pub explain: bool,
    /// What to look for; without it, everything
    #[arg(value_name = "QUERY", value_hint = ValueHint::Other)]
    pub query: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PickArgs {
    #[command(flatten)]
    pub records: RecordArgs,
    /// What to look for first
    #[arg(value_name = "QUERY", value_hint = ValueHint::Other)]
    pub query: Vec<String>,
}

/// How records are printed.
#[derive(Debug, clap::Args)]
pub(crate) struct RecordArgs {
    #[command(flatten)]
    pub format: FormatArgs,
    /// Print these fields of the text lines or the table: name, phone, email, role, region, project, organisation, note, and
    /// fields of the JSON by their paths
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', conflicts_with_all = ["json", "format"], value_hint = ValueHint::Other)]
    pub fields: Vec<String>,
    /// End each record with a NUL character instead of a newline
    #[arg(short = '0')]
    pub nul: bool,
}

/// The form in which records are printed; text by default.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub(crate) struct FormatArgs {
    /// Print one JSON object per line
    #[arg(long)]
    pub json: bool,
    /// Print the JSON fields as tab-separated values, with a header
    #[arg(long)]
    pub tsv: bool,
    /// Print fields of the JSON by their paths, as in '{name} {phone}'; `{{` is a brace, `\t` a tab, `\n` a newline
    #[arg(long, value_name = "TEMPLATE", allow_hyphen_values = true, value_hint = ValueHint::Other)]
    pub format: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Ids such as person:sanna-hiltunen (the part up to the colon is optional), or a name
    #[arg(value_name = "ID", required = true, value_hint = ValueHint::Other)]
    pub ids: Vec<String>,
    /// Print a JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PictureArgs {
    /// What to look for; without it, everything
    #[arg(value_name = "QUERY", value_hint = ValueHint::Other)]
    pub query: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CoverageArgs {
    /// Print a JSON object for each region
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BuildArgs {
    /// Documents and contact files, or folders of them (.txt, .md, .html, .docx, .csv, .xlsx, .ods, .vcf, …)
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Write the directory to this file, completely or not at all; without it, to standard output
    #[arg(short = 'o', long, value_name = "MODEL", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Print what was found in each document, what is doubtful and what was not used; to standard output, or to standard
    /// error if the directory goes there
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub report: Option<ReportFormat>,
    /// Treat warnings as errors, and write nothing
    #[arg(long)]
    pub strict: bool,
    /// Include the text of the documents, however large it is
    #[arg(long)]
    pub with_text: bool,
    /// Who may read the directory; documents and contacts that are restricted beyond that are left out
    #[arg(long, value_name = "AUDIENCE", default_value = "public")]
    pub audience: Audience,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// The file to check; `-` is standard input; without it, the directory that the other commands use
    #[arg(value_name = "MODEL")]
    pub file: Option<PathBuf>,
    /// Check every byte of the index, too
    #[arg(long)]
    pub index: bool,
}

/// Who reads a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    /// Everybody
    Public,
    /// The staff of the organisation
    Staff,
}

impl Audience {
    /// The visibility of the most restricted records that the audience may see.
    pub(crate) const fn visibility(self) -> Visibility {
        match self {
            Self::Public => Visibility::Public,
            Self::Staff => Visibility::Staff,
        }
    }
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Lines of text
    Text,
    /// One JSON object per line
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The lists that `find` can search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListName {
    /// People, positions without a named holder, and documents with numbers that belong to nobody
    People,
    /// Projects and their parts
    Projects,
    /// Regions
    Regions,
    /// Organisations
    Organisations,
    /// All of the above
    All,
}

/// Parses a number of records.
fn at_least_one(given: &str) -> Result<NonZeroUsize, String> {
    given.parse().map_err(|_| "write how many records to print, 1 or more".to_owned())
}

/// Parses a number of minutes: at least one, at most a year.
fn minutes(given: &str) -> Result<Duration, String> {
    const MAX: f64 = 60.0 * 24.0 * 365.0;
    let minutes = given.parse::<f64>().ok().filter(|minutes| *minutes > 0.0 && *minutes <= MAX);
    minutes.map(|minutes| Duration::from_secs_f64(minutes * 60.0)).ok_or_else(|| "not a number of minutes".to_owned())
}

/// Parses the name of a theme or the path of its file.
fn theme_choice(given: &str) -> Result<ThemeChoice, String> {
    ThemeChoice::parse(given)
        .ok_or_else(|| "the themes are default, dark and light; a file has a name that ends in .toml".to_owned())
}

impl KioskArgs {
    /// The time limits of the kiosk. `None` if this is not a kiosk.
    pub(crate) fn limits(&self) -> Option<TimeLimits> {
        self.is_on.then_some(TimeLimits { idle: self.idle_limit, longest: self.time_limit })
    }
}

impl FormatArgs {
    /// Returns `true` if records are printed as lines of text.
    pub(crate) const fn is_text(&self) -> bool {
        !self.json && !self.tsv && self.format.is_none()
    }
}

impl FindArgs {
    /// The arguments that search the default list for a text and print lines.
    pub(crate) fn of_text(text: String) -> Self {
        let format = FormatArgs { json: false, tsv: false, format: None };
        let records = RecordArgs { format, fields: Vec::new(), nul: false };
        Self { list: ListName::People, limit: None, records, explain: false, query: vec![text] }
    }
}

impl GlobalArgs {
    /// The language of the option.
    pub(crate) fn language(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(|code| code.parse().ok())
    }
}

impl ListName {
    /// The lists that are searched.
    pub(crate) const fn panes(self) -> &'static [Pane] {
        match self {
            Self::People => &[Pane::People],
            Self::Projects => &[Pane::Projects],
            Self::Regions => &[Pane::Regions],
            Self::Organisations => &[Pane::Organisations],
            Self::All => &[Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_more_than_none() {
        assert_eq!(minutes("0.5"), Ok(Duration::from_secs(30)));
        for given in ["0", "-1", "NaN", "inf", "1e99", "x", ""] {
            assert!(minutes(given).is_err(), "{given}");
        }
    }
}
