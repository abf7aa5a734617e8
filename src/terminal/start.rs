//! From the arguments to the exit status: the one place that knows the process.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use rustix::termios::tcgetwinsize;

use super::run::{Left, browse};
use super::tty::NoTerminal;
use crate::cli::{Asked, Browse, World, run, tell_distrust, tell_no_terminal};

/// Tells the value of an environment variable.
pub(super) type Env = fn(&str) -> Option<String>;

/// Does what the arguments of the process ask.
#[must_use]
pub fn start() -> ExitCode {
    let (mut input, mut out, mut err) = (io::stdin(), io::stdout(), io::stderr());
    let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
    let width = tcgetwinsize(&out).ok().map(|size| size.ws_col).filter(|width| *width > 0);
    let asked = {
        let (input, out, err) = (&mut input, &mut out, &mut err);
        let mut world = World { env: &of_process, input, out, err, out_is_terminal, err_is_terminal, width };
        run(env::args_os(), &mut world)
    };
    match asked {
        Asked::Done(status) => ExitCode::from(status),
        Asked::Browse(asked) => open(asked),
    }
}

/// Opens the browser, and prints what was asked to be printed when it is left.
fn open(asked: Browse) -> ExitCode {
    let (lang, marks) = (asked.lang, asked.marks);
    match browse(asked, of_process) {
        Ok(Left::Quit(None)) => ExitCode::SUCCESS,
        Ok(Left::Untrusted(distrust)) => ExitCode::from(tell_distrust(distrust, lang, &marks, &mut io::stderr())),
        Ok(Left::Quit(Some(text))) => match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush())
        {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        },
        Err(NoTerminal(cause)) => ExitCode::from(tell_no_terminal(&cause, lang, &marks, &mut io::stderr())),
    }
}

fn of_process(name: &str) -> Option<String> {
    env::var(name).ok()
}
