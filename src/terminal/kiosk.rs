//! Giving up, for good, everything that a directory does not need: what cannot be done cannot be talked into.
//!
//! Every step is the kernel's to keep, and none can be taken back. A step that fails ends the program.

use std::convert::Infallible;
use std::env;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::thread;
use std::time::Duration;

use rustix::fs::Mode;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit, umask};
use rustix::thread::set_no_new_privs;

use super::tty;
use crate::cli::{ASKED_BY_CLIENT, Limits};

/// How much longer than the limit a program may take over saying that it is over.
const GRACE: Duration = Duration::from_secs(2);
/// The variables that say what the terminal can show and which language its user reads.
const KEPT: [&str; 4] = ["TERM", "COLORTERM", "NO_COLOR", "LANG"];

/// The value of a variable, if it is one of those that a kiosk listens to. One that is no text is not taken for unset:
/// what a client asks for is refused, however it is written.
pub(super) fn env(name: &str) -> Option<String> {
    let value = is_kept(name).then(|| env::var_os(name)).flatten();
    value.map(|value| value.to_string_lossy().into_owned())
}

/// Gives up the environment, new privileges, files, being looked into by others of the same name, and staying for longer
/// than the limits say.
///
/// # Errors
///
/// Those of the system: then nobody may go on.
pub(super) fn lock_down(limits: Limits) -> io::Result<()> {
    if env::vars_os().any(|(name, _)| !name.to_str().is_some_and(is_kept)) {
        begin_again()?;
    }
    _ = umask(Mode::RWXG | Mode::RWXO);
    set_no_new_privs(true)?;
    // A limit of no bytes keeps no core from a program that the kernel pipes it to; this does.
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    allow_none(Resource::Core)?;
    allow_none(Resource::Fsize)?;
    end_after(limits.longest + GRACE)?;
    // Only the browser has threads to start first.
    if env(ASKED_BY_CLIENT).is_some_and(|asked| !asked.is_empty()) { stay_alone() } else { Ok(()) }
}

/// Gives up new processes, and with them new threads; for when all of ours run.
///
/// # Errors
///
/// Those of the system: then nobody may go on.
pub(super) fn stay_alone() -> io::Result<()> {
    allow_none(Resource::Nproc)
}

/// Ends the program whatever it does then: it may be waiting for somebody who does not read what it writes.
fn end_after(longest: Duration) -> io::Result<()> {
    let end = move || {
        thread::sleep(longest);
        tty::give_back();
        std::process::exit(0);
    };
    thread::Builder::new().name("limit".to_owned()).spawn(end).map(|_| ())
}

fn allow_none(resource: Resource) -> io::Result<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(0), maximum: Some(0) })?)
}

/// Puts this program in its own place, with the variables that are kept: whatever library asks, it hears of no other.
fn begin_again() -> io::Result<Infallible> {
    let kept = env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_kept));
    Err(Command::new(env::current_exe()?).args(env::args_os().skip(1)).env_clear().envs(kept).exec())
}

fn is_kept(name: &str) -> bool {
    KEPT.contains(&name) || name.starts_with("LC_") || name == ASKED_BY_CLIENT
}
