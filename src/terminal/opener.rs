//! Opens numbers and addresses with the program of the configuration.

use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::thread;

use crate::present::OpenFailure;
use crate::session::Env;

/// Starts the program with a `tel:` or `mailto:` as its last argument, away from the terminal.
///
/// Errors: [`OpenFailure`]. Over SSH nothing is opened: the program would start on the server.
pub(super) fn open(opener: &[String], link: &str, env: Env<'_>) -> Result<(), OpenFailure> {
    let [program, args @ ..] = opener else { return Err(OpenFailure::NoOpener) };
    let is_set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
    if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
        return Err(OpenFailure::Remote);
    }
    let mut command = Command::new(program);
    command.args(args).arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Ctrl-C on this terminal is not for it.
    let mut child = command.process_group(0).spawn().map_err(|_| OpenFailure::NotStarted)?;
    // Without a thread to wait, a program that has ended would stay in the table of processes.
    _ = thread::Builder::new().name("opener".to_owned()).spawn(move || child.wait());
    Ok(())
}
