//! `allu completions`: a script that lets a shell complete command lines.

use clap::CommandFactory;
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
    generate(shell, &mut Args::command(), "allu", &mut script);
    output.exact(&String::from_utf8_lossy(&script))?;
    output.finish()
}
