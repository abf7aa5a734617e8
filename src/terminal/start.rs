//! From the arguments to the exit status: the one place that knows the process.

use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::process::ExitCode;

use rustix::termios::tcgetwinsize;

use super::run::{Left, browse};
use super::tty::NoTerminal;
use super::{clipboard, tty};
use crate::app::Copied;
use crate::cli::{Asked, Browse, Talk, World, prompt, run, tell_distrust, tell_no_terminal};

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
        Asked::Browse(asked) if asked.plain => talk(asked),
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

/// Asks and answers line by line.
fn talk(asked: Browse) -> ExitCode {
    let (lang, marks) = (asked.lang, asked.marks);
    let (stdin, mut out, mut err) = (io::stdin(), io::stdout(), io::stderr());
    let is_asked = out.is_terminal();
    // Copies go to the terminal; where there is none, answers do not need it.
    let terminal = tty::find();
    let mut input: Box<dyn BufRead> = match terminal {
        // Standard input held the model.
        Ok(terminal) if asked.has_read_input => Box::new(BufReader::new(terminal)),
        Err(NoTerminal(cause)) if asked.has_read_input => {
            return ExitCode::from(tell_no_terminal(&cause, lang, &marks, &mut err));
        }
        _ => Box::new(stdin.lock()),
    };
    let mut copy = |copied: &Copied| clipboard::copy(copied.form.text(), of_process);
    let (input, out, err) = (&mut *input, &mut out, &mut err);
    let mut talk = Talk { input, out, err, is_asked, copy: &mut copy, env: &of_process };
    ExitCode::from(prompt(asked, &mut talk))
}

fn of_process(name: &str) -> Option<String> {
    env::var(name).ok()
}
