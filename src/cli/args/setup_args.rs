//! The arguments of the commands for packages and shells.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// Print a commented file with every setting, to begin with
    #[arg(long)]
    pub default: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell that reads the script
    #[arg(value_name = "SHELL")]
    pub shell: CompletionShell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command to files in this folder, as in allu-find.1; standard output gets the main page alone
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// A shell that completes command lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompletionShell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// `PowerShell`
    #[value(name = "powershell")]
    PowerShell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShellArgs {
    /// The shell that reads the script
    #[arg(value_name = "SHELL")]
    pub shell: KeyShell,
}

/// A shell that has key bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyShell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
}
