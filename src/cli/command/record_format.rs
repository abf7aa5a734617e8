//! The formats in which `find` and `pick` print records.

use crate::cli::args::RecordArgs;
use crate::cli::error::Error;
use crate::cli::output::{
    Columns, OutputField, OutputWriter, RecordFields, RecordJson, Template, json_line, print_header, print_row,
    tsv_columns,
};
use crate::cli::settings::Settings;
use crate::model::Directory;
use crate::present::Marks;
use crate::search::{Hit, Pane};
use crate::text::Day;

/// What records are printed as.
#[derive(Debug)]
pub(super) enum RecordFormat {
    /// A line of text each, with tabs between the columns; `find` makes a table of them on a terminal.
    Lines(Columns),
    /// A JSON object each.
    Json,
    /// A header, and the fields of the JSON separated by tabs.
    Tsv(Vec<OutputField>),
    /// Fields in a text of the user's.
    Template(Template),
}

impl RecordFormat {
    /// The format of the arguments, for records of some lists.
    ///
    /// Errors: those of the template and of the names of fields.
    pub(super) fn new(args: &RecordArgs, panes: &[Pane]) -> Result<Self, Error> {
        let format = &args.format;
        Ok(match (&format.format, args.fields.as_slice()) {
            (Some(template), _) => Self::Template(Template::new(template, panes)?),
            _ if format.json => Self::Json,
            (None, names) if format.tsv => Self::Tsv(tsv_columns(names, panes)?),
            (None, []) => Self::Lines(Columns::default()),
            (None, names) => Self::Lines(Columns::named(names, panes)?),
        })
    }

    /// Prints records, as a program reads them.
    ///
    /// Errors: those of the output.
    pub(super) fn print(
        &self,
        directory: &Directory,
        hits: impl Iterator<Item = Hit>,
        today: Day,
        settings: &Settings,
        output: &mut OutputWriter<'_>,
    ) -> Result<(), Error> {
        if let Self::Tsv(columns) = self {
            print_header(columns, output)?;
        }
        for hit in hits {
            match self {
                Self::Template(template) => {
                    template.print(&RecordFields::new(directory, &hit, today, settings), output)?;
                }
                Self::Json => {
                    output.exact(&json_line(&RecordJson::new(directory, &hit, today)))?;
                    output.end()?;
                }
                Self::Tsv(columns) => {
                    print_row(columns, &RecordFields::new(directory, &hit, today, settings), output)?;
                }
                Self::Lines(columns) => {
                    // Signs are for terminals only. In a pipe, the note says the same in words, and the column of
                    // numbers has only numbers.
                    let settings = Settings { marks: Marks { spells_out: true, ..settings.marks }, ..*settings };
                    output.fields(&columns.of(directory, &hit, today, &settings))?;
                    output.end()?;
                }
            }
        }
        Ok(())
    }
}
