//! Signals: gives the terminal back before a signal has its effect.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::process::{Signal, getpgrp, getsid, kill_process_group};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{self, emulate_default_handler};

use super::loop_event::LoopEvent;
use super::tty;

/// The signals that end a process by default and can be waited for.
const ENDING: [i32; 11] =
    [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGPROF, SIGVTALRM, SIGXCPU];

/// Waits for signals and for the end of the terminal, each on its own thread. Unless `may_stop`, the program cannot be
/// stopped.
///
/// # Errors
///
/// Any error of installing the handlers.
pub(super) fn watch(events: Sender<LoopEvent>, may_stop: bool) -> io::Result<()> {
    give_back_before_abort()?;
    let mut signals = Signals::new(ENDING.into_iter().chain([SIGWINCH, SIGTSTP, SIGCONT]))?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in &mut signals {
            let event = match signal {
                SIGWINCH => LoopEvent::Resized,
                SIGCONT => LoopEvent::Continued,
                SIGTSTP if !may_stop => continue,
                _ => {
                    tty::give_back();
                    _ = emulate_default_handler(signal);
                    continue;
                }
            };
            if events.send(event).is_err() {
                return;
            }
        }
    })?;
    thread::Builder::new().name("hang-up".to_owned()).spawn(|| {
        tty::wait_for_hang_up();
        tty::give_back();
        // Even if SIGHUP is ignored or never comes, the program ends as if it had come.
        exit_at_once(128 + SIGHUP);
    })?;
    Ok(())
}

/// Gives the terminal back inside the handler of `SIGABRT`.
///
/// The thread of [`watch`] would be too late: `abort` ends the process as soon as the handlers return. It is called by a
/// panic inside a panic, a failed allocation and a full stack.
fn give_back_before_abort() -> io::Result<()> {
    #[expect(unsafe_code, reason = "an action runs inside a signal handler; see SAFETY")]
    // SAFETY: The action may interrupt any function, also one that holds the lock of the allocator. `give_back` loads and
    // swaps atomics and calls `poll`, `tcflush`, `write` and `tcsetattr`, which POSIX allows in a handler.
    let registered = unsafe { signal_hook::low_level::register(SIGABRT, tty::give_back) };
    registered.map(|_| ())
}

/// Stops the process group of this program, as the terminal would. Returns `false` if no shell could continue it.
///
/// A shell with job control has put the program into a group of its own. Without such a shell, a stopped program would
/// stay stopped.
pub(super) fn stop() -> bool {
    let group = getpgrp();
    getsid(None).is_ok_and(|session| session != group) && kill_process_group(group, Signal::TSTP).is_ok()
}

/// Ignores requests to stop.
///
/// # Errors
///
/// Any error of installing the handler.
pub(crate) fn never_stop() -> io::Result<()> {
    // Any handler replaces the default action.
    signal_hook::flag::register(SIGTSTP, Arc::default()).map(|_| ())
}

/// Makes a write beyond the limit on the size of files fail; by default, the signal ends the program.
///
/// # Errors
///
/// Any error of installing the handler.
pub(crate) fn fail_beyond_limit() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::default()).map(|_| ())
}

/// Ends the process without writing what is still buffered for standard output: a reader that does not read would keep it
/// from ending.
pub(crate) fn exit_at_once(status: i32) -> ! {
    low_level::exit(status)
}
