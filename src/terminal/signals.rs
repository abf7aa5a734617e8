//! Signals: the terminal is given back first, then the signal does what it does.

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
use signal_hook::low_level::emulate_default_handler;

use super::run::Happening;
use super::tty;

/// The signals that end a program which does nothing about them, and can be waited for.
const ENDING: [i32; 11] =
    [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGPROF, SIGVTALRM, SIGXCPU];

/// Watches for signals and for the terminal going away, each on a thread that sleeps until then. Unless it may be
/// stopped, the program goes on whatever asks it to.
///
/// # Errors
///
/// Those of installing the handlers.
pub(super) fn watch(happenings: Sender<Happening>, may_stop: bool) -> io::Result<()> {
    let mut signals = Signals::new(ENDING.into_iter().chain([SIGWINCH, SIGTSTP, SIGCONT]))?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in &mut signals {
            let happening = match signal {
                SIGWINCH => Happening::Resized,
                SIGCONT => Happening::Continued,
                SIGTSTP if !may_stop => continue,
                _ => {
                    tty::give_back();
                    _ = emulate_default_handler(signal);
                    continue;
                }
            };
            if happenings.send(happening).is_err() {
                return;
            }
        }
    })?;
    thread::Builder::new().name("hang-up".to_owned()).spawn(|| {
        tty::wait_for_hang_up();
        tty::give_back();
        // Where SIGHUP is ignored or never comes, the program still ends as if it had come.
        std::process::exit(128 + SIGHUP);
    })?;
    Ok(())
}

/// Asks all that was started together with this program to stop, as the terminal itself would; whether there is somebody
/// who can let it go on.
///
/// A shell that can has put it in a group of its own. Where there is none, stopped would be lost.
pub(super) fn stop() -> bool {
    let group = getpgrp();
    getsid(None).is_ok_and(|session| session != group) && kill_process_group(group, Signal::TSTP).is_ok()
}

/// Goes on whatever asks the program to stop.
///
/// # Errors
///
/// Those of installing the handler.
pub(super) fn never_stop() -> io::Result<()> {
    // Whatever is done about a signal, it is not what is done otherwise.
    signal_hook::flag::register(SIGTSTP, Arc::default()).map(|_| ())
}

/// Lets a write fail that goes beyond the limit on the size of files; the signal would end the program.
///
/// # Errors
///
/// Those of installing the handler.
pub(super) fn fail_beyond_limit() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::default()).map(|_| ())
}
