//! `allu man`: the manual, a page for each command.

use std::io::{self, Write as _};
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::cli::args::Args;
use crate::cli::error::Error;
use crate::cli::output::OutputWriter;
use crate::files::{Durability, stage_at};

/// The text at the end of the main page.
const MAIN_END: &str = r".SH EXIT STATUS
.TP
.B 0
Something was found, or done.
.TP
.B 1
Nothing was found.
.TP
.B 2
Wrong usage or bad input; one line on standard error says what to do.
.TP
.B 130
.B pick
was left without choosing.
.SH FILES
.TP
.I ~/.config/allu/model.json, /etc/allu/model.json
The directory. The first that exists is read, else the built-in one.
.SH EXAMPLES
.nf
allu lappi
allu find --json -n 1 kokkola
number=$(allu pick --format \(aq{phone.e164}\(aq lappi)
.fi
";
/// The last section of the page of a command.
const COMMAND_END: &str = ".SH SEE ALSO\n.BR allu (1)\n";

/// Prints the page of the program, or writes the pages of all commands to files in a folder, each whole or not at all.
///
/// Errors: [`Error::Unwritable`], [`Error::NotDurable`], and those of the output.
pub(crate) fn man(folder: Option<&Path>, output: &mut OutputWriter<'_>) -> Result<(), Error> {
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = folder else {
        let page = page(&command).map_err(|cause| Error::Output { cause })?;
        output.exact(&String::from_utf8_lossy(&page))?;
        return output.finish();
    };
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        let path = folder.join(format!("{}.1", name_of(command)));
        match page(command).and_then(|page| write_file(&path, &page)) {
            Ok(Durability::Durable) => {}
            Ok(Durability::NotSynced(cause)) => return Err(Error::NotDurable { path, cause }),
            Err(cause) => return Err(Error::Unwritable { path, cause }),
        }
    }
    Ok(())
}

/// The name of a page: that of a command follows the program's, as in `allu-find`.
fn name_of(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let is_main = command.get_display_name().is_none_or(|name| name == command.get_name());
    Man::new(command.clone())
        .title(name_of(command).to_uppercase())
        .source(concat!("allu ", env!("CARGO_PKG_VERSION")))
        .manual("allu")
        .render(&mut page)?;
    page.extend_from_slice(if is_main { MAIN_END } else { COMMAND_END }.as_bytes());
    Ok(page)
}

fn write_file(path: &Path, page: &[u8]) -> io::Result<Durability> {
    stage_at(path, &mut |file| file.write_all(page))?.commit()
}
