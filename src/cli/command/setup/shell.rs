//! `allu shell`: key bindings with which a shell inserts a number at the cursor.

use crate::cli::args::KeyShell;
use crate::cli::error::Error;
use crate::cli::output::OutputWriter;

/// Prints the key bindings of a shell.
///
/// Errors: those of the output.
pub(crate) fn shell(shell: KeyShell, output: &mut OutputWriter<'_>) -> Result<(), Error> {
    output.exact(match shell {
        KeyShell::Bash => include_str!("../../../../assets/shell/allu.bash"),
        KeyShell::Zsh => include_str!("../../../../assets/shell/allu.zsh"),
        KeyShell::Fish => include_str!("../../../../assets/shell/allu.fish"),
    })?;
    output.finish()
}
