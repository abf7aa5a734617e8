//! Runs the process: arguments to the command line, and the browser or the prompt on the terminal.
//!
//! The only file that knows the command line and the terminal, and the process with its environment.

use std::ffi::OsString;
use std::io::{self, BufReader, IsTerminal, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;
use std::{env, panic, thread};

use rustix::termios::tcgetwinsize;

use crate::app::Purpose;
use crate::cli::{
    self, Browse, Io, Outcome, OutputStream, PromptIo, VARIABLES, kiosk_options, report_expired, report_invalidation,
    report_no_terminal, report_not_locked, report_not_utf8,
};
use crate::present::Copied;
use crate::session::{Env, Log};
use crate::sync::SERVER_THREAD;
use crate::terminal::input::TimedInput;
use crate::terminal::tty::{self, NoTerminal};
use crate::terminal::{self, BrowserSetup, ExitReason, clipboard, kiosk, signals};

/// The exit status when the user leaves without choosing a record.
const CANCELLED: u8 = 130;

/// Runs the command of the process's arguments. Returns its exit status.
#[must_use]
pub fn start() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    set_panic_hook();
    // Otherwise a write beyond the limit would end the process; not every system has the signal.
    _ = signals::fail_beyond_limit();
    let kiosk = kiosk_options(&args);
    if let Some((limits, log)) = &kiosk
        && let Err(cause) = kiosk::drop_privileges(*limits, log.as_deref())
    {
        return ExitCode::from(report_not_locked(cause, &mut io::stderr()));
    }
    if kiosk.is_none()
        && let Some(name) = VARIABLES.into_iter().find(|name| env::var_os(name).is_some_and(|it| it.to_str().is_none()))
    {
        return ExitCode::from(report_not_utf8(name, &mut io::stderr()));
    }
    let env: Env<'static> = if kiosk.is_some() { &kiosk::env } else { &of_process };
    let kiosk_log: Option<Log> = kiosk.is_some().then_some(kiosk::log);
    match run_command(args, env, kiosk_log) {
        Outcome::Done(status) => ExitCode::from(status),
        Outcome::Browse(browse) if browse.plain => ask_line_by_line(browse, env),
        Outcome::Browse(browse) => open_browser(browse, env),
    }
}

/// Runs the command line on the standard streams of the process.
fn run_command(args: Vec<OsString>, env: Env<'_>, kiosk_log: Option<Log>) -> Outcome {
    let (mut input, mut out, mut err) = (io::stdin(), io::stdout(), io::stderr());
    let size = tcgetwinsize(&out).ok();
    let width = size.map(|size| size.ws_col).filter(|width| *width > 0);
    let height = size.map(|size| size.ws_row).filter(|height| *height > 0);
    let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
    let mut io = Io {
        env,
        input: &mut input,
        out: OutputStream { writer: &mut out, is_terminal: out_is_terminal },
        err: OutputStream { writer: &mut err, is_terminal: err_is_terminal },
        width,
        height,
        kiosk_log,
    };
    cli::run(args, &mut io)
}

/// Opens the browser, and prints what the user chose to print when leaving it.
fn open_browser(browse: Browse, env: Env<'static>) -> ExitCode {
    let Browse { session, marks, theme, preferences, mouse, pick, habits, opener, .. } = browse;
    let (lang, limits) = (session.lang, session.limits);
    let purpose = match (&pick, limits) {
        (Some(_), _) => Purpose::Pick,
        (None, Some(_)) => Purpose::Kiosk,
        (None, None) => Purpose::Browse,
    };
    let setup = BrowserSetup { marks, theme, mouse, preferences, habits, opener };
    match terminal::browse(session, setup, purpose, env) {
        Ok(ExitReason::Quit(None)) if pick.is_some() => ExitCode::from(CANCELLED),
        Ok(ExitReason::Quit(None)) => ExitCode::SUCCESS,
        Ok(ExitReason::Chosen(open, records)) => match pick {
            Some(pick) => ExitCode::from(pick.print(&open, &records, &mut io::stdout(), &mut io::stderr())),
            None => ExitCode::SUCCESS,
        },
        Ok(ExitReason::Expired { is_idle }) => {
            if let Some(limits) = limits {
                report_expired(limits, is_idle, lang, &marks, &mut io::stderr());
            }
            ExitCode::SUCCESS
        }
        Ok(ExitReason::Invalidated(invalidation)) => {
            ExitCode::from(report_invalidation(invalidation, lang, &marks, &mut io::stderr()))
        }
        Ok(ExitReason::Quit(Some(text))) => {
            match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::from(2),
            }
        }
        Err(NoTerminal(cause)) => ExitCode::from(report_no_terminal(&cause, lang, &marks, &mut io::stderr())),
    }
}

/// Asks for lines and answers them.
fn ask_line_by_line(browse: Browse, env: Env<'static>) -> ExitCode {
    let (lang, marks, limits) = (browse.session.lang, browse.marks, browse.session.limits);
    let (mut out, mut err) = (io::stdout(), io::stderr());
    // Copies go to the terminal; answers do not need one.
    let terminal = tty::find();
    let lines = match terminal {
        // The model was read from standard input.
        Ok(terminal) if browse.has_read_input => TimedInput::new(terminal.as_fd(), limits),
        Err(NoTerminal(cause)) if browse.has_read_input => {
            return ExitCode::from(report_no_terminal(&cause, lang, &marks, &mut err));
        }
        _ => TimedInput::new(rustix::stdio::stdin(), limits),
    };
    if limits.is_some()
        && let Err(cause) = signals::never_stop().and_then(|()| kiosk::drop_processes())
    {
        return ExitCode::from(report_not_locked(cause, &mut err));
    }
    let is_interactive = out.is_terminal();
    let mut copy = |copied: &Copied| clipboard::copy(copied.form.text(), env);
    let (input, out, err) = (&mut BufReader::new(lines), &mut out, &mut err);
    let mut io = PromptIo { input, out, err, is_interactive, copy: &mut copy, env };
    ExitCode::from(cli::prompt(browse, &mut io))
}

/// Sets a panic hook that, except in threads that read a server, restores the terminal, reports the place of the panic
/// without data of records, and ends the process.
fn set_panic_hook() {
    panic::set_hook(Box::new(|panic| {
        // Messages of a server may make a library panic; the sync reports the panic.
        if thread::current().name() == Some(SERVER_THREAD) {
            return;
        }
        tty::give_back();
        let place = panic.location().map(|location| format!("{}:{}", location.file(), location.line()));
        let line = format!("allu: stopped by a defect at {}\n", place.unwrap_or_default());
        _ = io::stderr().write_all(line.as_bytes());
        signals::exit_at_once(101);
    }));
}

fn of_process(name: &str) -> Option<String> {
    env::var(name).ok()
}
