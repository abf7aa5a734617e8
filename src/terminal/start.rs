//! From the arguments to the exit status: the one place that knows the process.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufReader, IsTerminal, Write};
use std::os::fd::AsFd;
use std::panic;
use std::process::ExitCode;

use rustix::termios::tcgetwinsize;

use super::lines::Lines;
use super::run::{Left, browse};
use super::tty::NoTerminal;
use super::{clipboard, kiosk, signals, tty};
use crate::cli::{
    Asked, Browse, Log, Talk, VARIABLES, World, kiosk_asked, prompt, run, tell_distrust, tell_expired,
    tell_no_terminal, tell_not_locked, tell_not_utf8,
};
use crate::present::Copied;

/// Tells the value of an environment variable.
pub(super) type Env = fn(&str) -> Option<String>;

/// Does what the arguments of the process ask.
#[must_use]
pub fn start() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    let (mut input, mut out, mut err) = (io::stdin(), io::stdout(), io::stderr());
    tell_no_more_on_panic();
    // Without it a write beyond the limit ends the program, and it does not come to that everywhere.
    _ = signals::fail_beyond_limit();
    let asked_in_kiosk = kiosk_asked(&args);
    let env = if asked_in_kiosk.is_some() { kiosk::env } else { of_process };
    let log: Option<Log> = asked_in_kiosk.is_some().then_some(kiosk::note);
    if let Some((limits, log)) = &asked_in_kiosk
        && let Err(cause) = kiosk::lock_down(*limits, log.as_deref())
    {
        return ExitCode::from(tell_not_locked(cause, &mut err));
    }
    if asked_in_kiosk.is_none()
        && let Some(name) = VARIABLES.into_iter().find(|name| env::var_os(name).is_some_and(|it| it.to_str().is_none()))
    {
        return ExitCode::from(tell_not_utf8(name, &mut err));
    }
    let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
    let width = tcgetwinsize(&out).ok().map(|size| size.ws_col).filter(|width| *width > 0);
    let asked = {
        let (input, out, err) = (&mut input, &mut out, &mut err);
        let mut world = World { env: &env, input, out, err, out_is_terminal, err_is_terminal, width, kiosk: log };
        run(args, &mut world)
    };
    match asked {
        Asked::Done(status) => ExitCode::from(status),
        Asked::Browse(asked) if asked.plain => talk(asked, env),
        Asked::Browse(asked) => open(asked, env),
    }
}

/// Opens the browser, and prints what was asked to be printed when it is left.
fn open(asked: Browse, env: Env) -> ExitCode {
    let (lang, marks, limits) = (asked.lang, asked.marks, asked.limits);
    match browse(asked, env) {
        Ok(Left::Quit(None)) => ExitCode::SUCCESS,
        Ok(Left::Expired { is_idle }) => {
            if let Some(limits) = limits {
                tell_expired(limits, is_idle, lang, &marks, &mut io::stderr());
            }
            ExitCode::SUCCESS
        }
        Ok(Left::Untrusted(distrust)) => ExitCode::from(tell_distrust(distrust, lang, &marks, &mut io::stderr())),
        Ok(Left::Quit(Some(text))) => match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush())
        {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        },
        Err(NoTerminal(cause)) => ExitCode::from(tell_no_terminal(&cause, lang, &marks, &mut io::stderr())),
    }
}

/// Asks and answers line by line.
fn talk(asked: Browse, env: Env) -> ExitCode {
    let (lang, marks) = (asked.lang, asked.marks);
    let (mut out, mut err) = (io::stdout(), io::stderr());
    // Copies go to the terminal; where there is none, answers do not need it.
    let terminal = tty::find();
    let lines = match terminal {
        // Standard input held the model.
        Ok(terminal) if asked.has_read_input => Lines::new(terminal.as_fd(), asked.limits),
        Err(NoTerminal(cause)) if asked.has_read_input => {
            return ExitCode::from(tell_no_terminal(&cause, lang, &marks, &mut err));
        }
        _ => Lines::new(rustix::stdio::stdin(), asked.limits),
    };
    if asked.limits.is_some()
        && let Err(cause) = signals::never_stop().and_then(|()| kiosk::stay_alone())
    {
        return ExitCode::from(tell_not_locked(cause, &mut err));
    }
    let is_asked = out.is_terminal();
    let mut copy = |copied: &Copied| clipboard::copy(copied.form.text(), env);
    let (input, out, err) = (&mut BufReader::new(lines), &mut out, &mut err);
    let mut talk = Talk { input, out, err, is_asked, copy: &mut copy, env: &env };
    ExitCode::from(prompt(asked, &mut talk))
}

/// A panic in any thread gives the terminal back, says where it happened and nothing of any record, and ends it all.
fn tell_no_more_on_panic() {
    panic::set_hook(Box::new(|panic| {
        tty::give_back();
        let place = panic.location().map(|location| format!("{}:{}", location.file(), location.line()));
        let line = format!("allu: stopped by a defect at {}\n", place.unwrap_or_default());
        _ = io::stderr().write_all(line.as_bytes());
        std::process::exit(101);
    }));
}

fn of_process(name: &str) -> Option<String> {
    env::var(name).ok()
}
