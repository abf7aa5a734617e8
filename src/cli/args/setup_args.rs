//! The arguments of the commands for packages and shells.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// Print a commented configuration file with every setting, to start from
    #[arg(long)]
    pub default: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell that the script is for
    #[arg(value_name = "SHELL")]
    pub shell: CompletionShell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command to this folder, such as allu-find.1; without it, the main page goes to standard output
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
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
    /// The shell of Microsoft.
    #[value(name = "powershell", help = "PowerShell")]
    PowerShell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShellArgs {
    /// The shell that the script is for
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
