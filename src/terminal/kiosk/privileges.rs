//! Drops privileges irrevocably before any input is read.
//!
//! The kernel enforces every step, and none can be undone. A step that fails ends the program.

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

use crate::session::{CLIENT_COMMAND, TimeLimits};
use crate::terminal::{signals, tty};
use crate::text::{Day, display_safe};

/// The additional time after the limit in which the program may report that it is reached.
const GRACE: Duration = Duration::from_secs(2);
/// The maximum number of bytes that a session may write to the log, which is the only file that it may write.
const LOG_BYTES: u64 = 1 << 16;

/// The log for the administrator. Global, because any thread may write to it.
static LOG: OnceLock<File> = OnceLock::new();
/// The start of the program.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);
/// The time of the last key, in milliseconds since `START`.
static LAST_KEY: AtomicU64 = AtomicU64::new(0);

/// The variables of the terminal's abilities and the user's language.
const KEPT: [&str; 4] = ["TERM", "COLORTERM", "NO_COLOR", "LANG"];

/// The value of a variable that a kiosk keeps. One that is not UTF-8 does not count as unset: the command of a client is
/// refused in any encoding.
pub(crate) fn env(name: &str) -> Option<String> {
    let value = is_kept(name).then(|| env::var_os(name)).flatten();
    value.map(|value| value.to_string_lossy().into_owned())
}

/// Drops the environment, new privileges, writing files and core dumps, being traced by other processes of the same user,
/// and running for longer than the limits.
///
/// # Errors
///
/// Any error of the system: the program must end then.
pub(crate) fn drop_privileges(limits: TimeLimits, log: Option<&Path>) -> io::Result<()> {
    if env::vars_os().any(|(name, _)| !name.to_str().is_some_and(is_kept)) {
        restart_without_environment()?;
    }
    _ = umask(Mode::RWXG | Mode::RWXO);
    set_no_new_privs(true)?;
    // A core limit of no bytes does not stop the kernel from piping a core to a program; this does.
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    allow_none(Resource::Core)?;
    let logged = log.map(open_log).transpose()?.map_or(0, |size| size + LOG_BYTES);
    setrlimit(Resource::Fsize, Rlimit { current: Some(logged), maximum: Some(logged) })?;
    end_after(limits)?;
    // The browser starts threads before it drops this, too.
    if env(CLIENT_COMMAND).is_some_and(|asked| !asked.is_empty()) { drop_processes() } else { Ok(()) }
}

/// Drops starting processes and threads. Call it when all threads run.
///
/// # Errors
///
/// Any error of the system: the program must end then.
pub(crate) fn drop_processes() -> io::Result<()> {
    allow_none(Resource::Nproc)
}

/// A key was pressed.
pub(super) fn note_key() {
    let since = START.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
    LAST_KEY.store(since, Ordering::Relaxed);
}

/// Writes a line to the log, if there is one: the time, the process and the text.
pub(crate) fn log(line: &str) {
    let Some(mut file) = LOG.get() else { return };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (hours, minutes, seconds) = (now / 3600 % 24, now / 60 % 60, now % 60);
    let day = Day::from_unix_seconds(now);
    let stamp = format!("{day}T{hours:02}:{minutes:02}:{seconds:02}Z");
    let line = format!("{stamp} allu[{}]: {}\n", getpid().as_raw_nonzero(), display_safe(line));
    // One write, because several sessions share the log. A full disk is not a reason to close the kiosk.
    _ = file.write_all(line.as_bytes());
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

/// Ends the program at its limits, whatever it is doing: it may be blocked writing to a terminal that is not read.
fn end_after(limits: TimeLimits) -> io::Result<()> {
    note_key();
    let end = move || {
        loop {
            let idle_until = Duration::from_millis(LAST_KEY.load(Ordering::Relaxed)) + limits.idle;
            let left = (idle_until.min(limits.longest) + GRACE).saturating_sub(START.elapsed());
            if left.is_zero() {
                tty::give_back();
                signals::exit_at_once(0);
            }
            thread::sleep(left);
        }
    };
    thread::Builder::new().name("limit".to_owned()).spawn(end).map(|_| ())
}

fn allow_none(resource: Resource) -> io::Result<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(0), maximum: Some(0) })?)
}

/// Replaces the process by itself with only the kept variables, so that no library sees any other.
fn restart_without_environment() -> io::Result<Infallible> {
    let kept = env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_kept));
    Err(Command::new(env::current_exe()?).args(env::args_os().skip(1)).env_clear().envs(kept).exec())
}

fn is_kept(name: &str) -> bool {
    KEPT.contains(&name) || name.starts_with("LC_") || name == CLIENT_COMMAND
}
