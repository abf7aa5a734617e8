//! `allu completions`: a script that lets a shell complete command lines.

use clap::{Command, CommandFactory};
use clap_complete::aot::{Shell, generate};

use crate::cli::args::{Args, CompletionShell};
use crate::cli::error::Error;
use crate::cli::output::OutputWriter;

/// Prints the script for a shell.
///
/// Errors: those of the output.
pub(crate) fn completions(shell: CompletionShell, output: &mut OutputWriter<'_>) -> Result<(), Error> {
    let shell = match shell {
        CompletionShell::Bash => Shell::Bash,
        CompletionShell::Zsh => Shell::Zsh,
        CompletionShell::Fish => Shell::Fish,
        CompletionShell::PowerShell => Shell::PowerShell,
    };
    let mut script = Vec::new();
    generate(shell, &mut completed_command(), "allu", &mut script);
    output.exact(&String::from_utf8_lossy(&script))?;
    output.finish()
}

/// The command line without the query of the browser: for zsh, a word before the name of a command would be that query,
/// and the options of the command would be unknown.
fn completed_command() -> Command {
    let whole = Args::command();
    let options = whole.get_arguments().filter(|arg| arg.get_id() != "query").cloned();
    let commands = whole.get_subcommands().cloned();
    Command::new("allu").disable_version_flag(true).args(options).subcommands(commands)
}
