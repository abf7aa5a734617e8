//! Giving up, for good, everything that a directory does not need: what cannot be done cannot be talked into.
//!
//! Every step is the kernel's to keep, and none can be taken back. A step that fails ends the program.

use std::convert::Infallible;
use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, OnceLock};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::fs::{Mode, OFlags};
use rustix::process::{DumpableBehavior, Resource, Rlimit, getpid, set_dumpable_behavior, setrlimit, umask};
use rustix::thread::set_no_new_privs;

use super::tty;
use crate::cli::{ASKED_BY_CLIENT, Limits};
use crate::text::{Day, display_safe};

/// How much longer than the limit a program may take over saying that it is over.
const GRACE: Duration = Duration::from_secs(2);
/// How many bytes a session may write to the log: the limit on the size of files is that of the log and no more.
const LOGGED: u64 = 1 << 16;

/// Where the administrator reads. Global, for threads that are started anywhere have something to say.
static LOG: OnceLock<File> = OnceLock::new();
/// When the program was started.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);
/// Milliseconds from then to the last key.
static LAST_KEY: AtomicU64 = AtomicU64::new(0);

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
pub(super) fn lock_down(limits: Limits, log: Option<&Path>) -> io::Result<()> {
    if env::vars_os().any(|(name, _)| !name.to_str().is_some_and(is_kept)) {
        begin_again()?;
    }
    _ = umask(Mode::RWXG | Mode::RWXO);
    set_no_new_privs(true)?;
    // A limit of no bytes keeps no core from a program that the kernel pipes it to; this does.
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    allow_none(Resource::Core)?;
    let logged = log.map(open_log).transpose()?.map_or(0, |size| size + LOGGED);
    setrlimit(Resource::Fsize, Rlimit { current: Some(logged), maximum: Some(logged) })?;
    end_after(limits)?;
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

/// Somebody is at the keyboard.
pub(super) fn note_key() {
    let since = START.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
    LAST_KEY.store(since, Ordering::Relaxed);
}

/// Writes a line to the log, where there is one: when, which process, and what.
pub(super) fn note(line: &str) {
    let Some(mut log) = LOG.get() else { return };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (hours, minutes, seconds) = (now / 3600 % 24, now / 60 % 60, now % 60);
    let day = Day::from_unix_seconds(now);
    let stamp = format!("{day}T{hours:02}:{minutes:02}:{seconds:02}Z");
    let line = format!("{stamp} allu[{}]: {}\n", getpid().as_raw_nonzero(), display_safe(line));
    // One write, for many sessions write to it. A full disk is no reason to close the kiosk.
    _ = log.write_all(line.as_bytes());
}

/// Opens the log and returns its size.
fn open_log(path: &Path) -> io::Result<u64> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let log = OpenOptions::new().append(true).create(true).mode(0o600).custom_flags(flags).open(path)?;
    let there = log.metadata()?;
    if !there.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    _ = LOG.set(log);
    Ok(there.len())
}

/// Ends the program at its limits whatever it does then: it may be waiting for somebody who does not read what it writes.
fn end_after(limits: Limits) -> io::Result<()> {
    note_key();
    let end = move || {
        loop {
            let idle_until = Duration::from_millis(LAST_KEY.load(Ordering::Relaxed)) + limits.idle;
            let left = (idle_until.min(limits.longest) + GRACE).saturating_sub(START.elapsed());
            if left.is_zero() {
                tty::give_back();
                std::process::exit(0);
            }
            thread::sleep(left);
        }
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
