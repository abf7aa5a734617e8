//! The command line: parses arguments, runs a command, prints its output. Returns an exit status.
//!
//! * `account`: the account of `allu build`: how much was found, what is doubtful, and what was seen and not used.
//! * `args`: the arguments. clap's help is made from these lines.
//! * `command`: the commands.
//! * `contact_problem_text`: the problems of contact files: their names for programs, and in words.
//! * `diagnostic`: diagnostics of `allu build`, one line each: what is wrong with a document, or doubtful in it.
//! * `error`: everything that can go wrong with a command, and its message.
//! * `io`: what a command can reach: the environment and the standard streams.
//! * `kiosk_grammar`: what the client of a kiosk may send instead of a shell command.
//! * `outcome`: what is left to do when the command line is done.
//! * `output`: what records are printed as: lines, a table, JSON, TSV, or a template of the user.
//! * `progress`: progress bars for reading documents and servers, and for building an index.
//! * `prompt`: the browser for screen readers: the user types a line, and numbered answers are printed.
//! * `record_names`: the names of the records that the warnings of a model are about, before the model is opened.
//! * `settings`: the settings of the user from options and environment: language, signs, colours, the day.
//! * `suggestion`: suggestions for mistyped ids and commands.
//! * `usage`: parses the arguments, and prints help or what is wrong with them.

mod account;
mod args;
mod command;
mod contact_problem_text;
mod diagnostic;
mod error;
mod io;
mod kiosk_grammar;
mod outcome;
mod output;
mod progress;
mod prompt;
mod record_names;
mod settings;
mod suggestion;
mod usage;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use crate::i18n::{Lang, say};
use crate::present::{Marks, shown_words};
use crate::session::{self, Invalidation, TimeLimits};
pub use command::Pick;
use error::Error;
pub use io::{Io, OutputStream};
pub use outcome::{Browse, Outcome};
pub use prompt::{PromptIo, prompt};
pub use settings::VARIABLES;
use settings::{Preferred, Settings};

/// Runs the command of the arguments. Opening the browser is left to the caller, which has the terminal.
///
/// Errors are reported on `io.err`; the exit status is 0 for success, 1 if nothing was found, 2 for every error.
pub fn run(args: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Outcome {
    let given: Vec<OsString> = args.into_iter().collect();
    let args = match usage::parse(given.clone(), io.width) {
        Ok(args) => args,
        Err(stopped) => return Outcome::Done(usage::print(&stopped, &given, io)),
    };
    let loaded = if command::needs_config(&args) {
        Preferred::load(&args.global, args.kiosk.is_on, io.env).map_err(Error::Config)
    } else {
        Ok(Preferred::default())
    };
    let (preferred, failed) = match loaded {
        Ok(preferred) => (preferred, None),
        Err(error) => (Preferred::default(), Some(error)),
    };
    let (env, config) = (io.env, &preferred.config);
    // A setting takes effect if the environment variable for it is not set.
    let configured = |name: &str| {
        let own = env(name);
        if own.as_deref().is_some_and(|value| !value.is_empty()) { own } else { config.variable(name).or(own) }
    };
    let mut io = io.with_env(&configured);
    let settings = Settings::new(&args.global, &preferred, &io);
    let run = match failed {
        None => command::run(args, &preferred, &settings, &mut io),
        Some(error) => Err(error),
    };
    run.unwrap_or_else(|error| {
        // If standard error is closed, too, the error cannot be reported.
        _ = error.report(settings.lang, &settings.marks, io.err.writer);
        if let (Some(log), Error::Config(error)) = (io.kiosk_log, &error) {
            error.words(Lang::En).iter().for_each(|words| log(words));
        }
        Outcome::Done(error.exit_status())
    })
}

/// The time limits and the log file of the kiosk, so that all privileges can be dropped before anything else is done.
/// `None` if the arguments do not request a kiosk.
#[must_use]
pub fn kiosk_options(args: &[OsString]) -> Option<(TimeLimits, Option<PathBuf>)> {
    let may_ask = args.iter().any(|arg| arg == "--kiosk");
    let kiosk = may_ask.then(|| usage::parse(args.to_vec(), None).ok()).flatten()?.kiosk;
    kiosk.limits().map(|limits| (limits, kiosk.log))
}

/// Reports that there is no terminal to browse on, and what to do instead. Returns the exit status.
pub fn report_no_terminal(cause: &std::io::Error, lang: Lang, marks: &Marks, err: &mut dyn Write) -> u8 {
    let cause = std::io::Error::new(cause.kind(), cause.to_string());
    report(&Error::NoTerminal { cause }, lang, marks, err)
}

/// Reports that a kiosk could not drop its privileges. Returns the exit status.
pub fn report_not_locked(cause: std::io::Error, err: &mut dyn Write) -> u8 {
    let settings = Settings::before_options();
    report(&Error::NotLocked { cause }, settings.lang, &settings.marks, err)
}

/// Reports that a variable is not UTF-8, so that its meaning is unknown. Returns the exit status.
pub fn report_not_utf8(variable: &'static str, err: &mut dyn Write) -> u8 {
    let settings = Settings::before_options();
    report(&Error::NotUtf8 { variable }, settings.lang, &settings.marks, err)
}

/// Reports that a time limit of a kiosk was reached.
pub fn report_expired(limits: TimeLimits, is_idle: bool, lang: Lang, marks: &Marks, err: &mut dyn Write) {
    let minutes = |limit: std::time::Duration| (limit.as_secs_f64() / 60.0).ceil();
    let words = if is_idle {
        say!(lang, "kiosk.idle", minutes = minutes(limits.idle))
    } else {
        say!(lang, "kiosk.longest", minutes = minutes(limits.longest))
    };
    // The connection may already be closed.
    _ = writeln!(err, "{}", shown_words(&words, marks));
}

/// Reports that the data of the browser is no longer valid. Returns the exit status.
pub fn report_invalidation(invalidation: Invalidation, lang: Lang, marks: &Marks, err: &mut dyn Write) -> u8 {
    report(&session::Error::Invalidated(invalidation).into(), lang, marks, err)
}

fn report(error: &Error, lang: Lang, marks: &Marks, err: &mut dyn Write) -> u8 {
    // If standard error is closed, the error cannot be reported.
    _ = error.report(lang, marks, err);
    error.exit_status()
}
