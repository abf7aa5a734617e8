//! What a command prints: arguments in, text and an exit status out; the world is handed in.

mod args;
mod build;
mod check;
mod columns;
mod explain;
mod failure;
mod find;
mod hyphens;
mod index_file;
mod json;
mod kiosk;
mod meant;
mod nearest;
mod node;
mod output;
mod path;
mod problem;
mod progress;
mod prompt;
mod ready;
mod remark;
mod renewal;
mod row;
mod setting;
mod show;
mod source;
mod table;
mod template;
mod tsv;
mod wish;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use crate::app::Marks;
use crate::i18n::{Lang, say};
use crate::text::{Day, display_safe};
use args::{Args, Command, FindArgs, Global};
use failure::Failure;
pub use kiosk::{ASKED_BY_CLIENT, Limits};
use output::{Output, safe};
pub use prompt::{Talk, prompt};
pub use ready::{Distrust, Ready};
pub use renewal::{Refusal, Renewal};
use setting::Setting;
pub use setting::VARIABLES;
use source::Source;

/// Tells the value of an environment variable.
pub(crate) type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What a command may touch of the world; tests stand in for it.
pub struct World<'a> {
    /// The value of an environment variable.
    pub env: Env<'a>,
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Whether somebody looks at the output as it comes.
    pub out_is_terminal: bool,
    /// Whether somebody looks at the errors as they come.
    pub err_is_terminal: bool,
    /// The columns of the terminal, where there is one.
    pub width: Option<u16>,
    /// Takes down a line for the administrator of a kiosk; `None` if this is no kiosk.
    pub kiosk: Option<Log>,
}

/// Takes down a line for the administrator of a kiosk.
pub type Log = fn(&str);

/// What is left to do after the arguments were read.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one, and it is taken apart at once")]
pub enum Asked {
    /// Nothing; this is the exit status.
    Done(u8),
    /// To open the browser.
    Browse(Browse),
}

/// What the browser begins with.
#[derive(Debug)]
pub struct Browse {
    /// What can be browsed.
    pub ready: Ready,
    /// Where it came from, to notice when it changes; nothing when it does not lie in a file.
    pub renewal: Option<Renewal>,
    /// The reader's language.
    pub lang: Lang,
    /// What decides whether something is over.
    pub today: Day,
    /// The signs that the terminal can show.
    pub marks: Marks,
    /// Whether the terminal may be sent colours.
    pub color: bool,
    /// Whether to talk line by line rather than to draw a screen.
    pub plain: bool,
    /// Whether standard input was read already, for the model.
    pub has_read_input: bool,
    /// What is typed already.
    pub query: String,
    /// How long somebody may stay; nothing where they are at home.
    pub limits: Option<Limits>,
}

/// Does what the arguments ask, up to opening the browser: that is left to whoever has a terminal.
///
/// Failures are told on `world.err`; the exit status is 0 for done, 1 for nothing found, 2 for anything wrong.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Asked {
    let given: Vec<OsString> = args.into_iter().collect();
    let args = match read_args(given.clone(), world.width) {
        Ok(args) => args,
        Err(stopped) => return Asked::Done(tell_usage(&stopped, &given, world)),
    };
    let setting = Setting::new(&args.global, world);
    obey(args, &setting, world).unwrap_or_else(|failure| {
        // Whoever read the errors may have left, too; there is nobody else to tell.
        _ = failure.tell(setting.lang, &setting.marks, world.err);
        Asked::Done(failure.exit_status())
    })
}

fn read_args(args: Vec<OsString>, width: Option<u16>) -> Result<Args, clap::Error> {
    let mut command = Args::command().term_width(width.map_or(100, usize::from));
    command.build();
    let args = hyphens::words_last(args, &command);
    let read = Args::from_arg_matches(&command.try_get_matches_from_mut(args)?)?;
    if read.kiosk.is_on && (read.command.is_some() || read.global.version) {
        return Err(command.error(ErrorKind::ArgumentConflict, "the argument '--kiosk' cannot be used with a command"));
    }
    Ok(read)
}

/// How long somebody may stay in the kiosk that the arguments ask for, and the file of its log, so that everything else
/// may be given up before anything is done. Returns `None` if they ask for none.
#[must_use]
pub fn kiosk_asked(args: &[OsString]) -> Option<(Limits, Option<PathBuf>)> {
    let may_ask = args.iter().any(|arg| arg == "--kiosk");
    let kiosk = may_ask.then(|| read_args(args.to_vec(), None).ok()).flatten()?.kiosk;
    kiosk.limits().map(|limits| (limits, kiosk.log))
}

/// Prints help where it was asked for, and what is wrong with the arguments where it was not.
fn tell_usage(stopped: &clap::Error, given: &[OsString], world: &mut World<'_>) -> u8 {
    let words = stopped.render().to_string();
    if stopped.use_stderr() {
        let meant = (stopped.kind() == ErrorKind::UnknownArgument).then(|| meant::find_meant(given)).flatten();
        let words = usage_words(&words, meant.as_deref());
        _ = writeln!(world.err, "allu: {}; see allu --help", display_safe(&words));
        return 2;
    }
    let safe: Vec<_> = words.trim_end().split('\n').map(display_safe).collect();
    let text = safe.join("\n") + "\n";
    // The options were not read, so the environment alone says how to tell a failure.
    let setting = Setting::new(&Global::default(), world);
    let mut output = Output::new(world.out, &setting);
    match output.exact(&text).and_then(|()| output.finish()) {
        Ok(()) => 0,
        Err(failure) => {
            drop(output);
            _ = failure.tell(setting.lang, &setting.marks, world.err);
            failure.exit_status()
        }
    }
}

/// What is wrong with the arguments, on one line: clap's first paragraph, and what was meant or what clap takes for it.
fn usage_words(words: &str, meant: Option<&str>) -> String {
    let mut paragraphs = words.split("\n\n");
    let what = paragraphs.next().unwrap_or_default().trim_start_matches("error: ");
    let tips = paragraphs.flat_map(str::lines).filter_map(|line| line.trim().strip_prefix("tip: "));
    let similar = tips.filter(|tip| tip.contains(" similar "));
    if let Some(meant) = meant {
        return format!("{}; did you mean: {meant}", one_line(what));
    }
    let parts: Vec<String> = std::iter::once(what).chain(similar).map(one_line).collect();
    parts.join("; ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn obey(args: Args, setting: &Setting, world: &mut World<'_>) -> Result<Asked, Failure> {
    if args.global.version {
        return version(&args, setting, world).map(|()| Asked::Done(0));
    }
    let given = args.global.model.as_deref();
    match args.command {
        Some(Command::Build(args)) => build::build(&args, setting, world).map(|()| Asked::Done(0)),
        Some(Command::Check(check)) => {
            let given = check.model.as_deref().or(given);
            let bytes = source::find(given, world.env);
            let read = source::read(&bytes, world)?;
            check::check(&bytes, &read, check.index, setting, world).map(Asked::Done)
        }
        Some(Command::Find(find)) => {
            let today = setting::today(&args.global, world.env)?;
            find::find(&find, given, today, setting, world).map(|()| Asked::Done(0))
        }
        Some(Command::Show(show)) => {
            let today = setting::today(&args.global, world.env)?;
            let ready = ready::open(given, setting, world)?;
            ready.tell_notes(setting, world.err)?;
            let shown = show::show(&show, &ready, today, setting, &mut Output::new(world.out, setting));
            let shown = ready.distrust().map_or(shown, |distrust| Err(Failure::Distrusted(distrust)));
            shown.map(|()| Asked::Done(0))
        }
        None if args.kiosk.is_on => serve(&args, setting, world),
        None => browse(&args, setting, world).map(Asked::Browse),
    }
}

/// What a kiosk does for its client.
fn serve(args: &Args, setting: &Setting, world: &mut World<'_>) -> Result<Asked, Failure> {
    match kiosk::wish(world.env)? {
        kiosk::Wish::Browse => browse(args, setting, world).map(Asked::Browse),
        kiosk::Wish::Find(text) => {
            let today = setting::today(&args.global, world.env)?;
            let find = FindArgs::of_text(text);
            find::find(&find, args.global.model.as_deref(), today, setting, world).map(|()| Asked::Done(0))
        }
    }
}

/// What the browser begins with.
fn browse(args: &Args, setting: &Setting, world: &mut World<'_>) -> Result<Browse, Failure> {
    let source = source::find(args.global.model.as_deref(), world.env);
    let plain = setting::is_plain(&args.global, world.env);
    let today = setting::today(&args.global, world.env)?;
    let browse = Browse {
        today,
        // Before the file is read: what changes while it is, is noticed.
        renewal: Renewal::of(&source, world.kiosk),
        has_read_input: source == Source::Input,
        ready: ready::open_without(None, &source, setting, world)?,
        lang: setting.lang,
        marks: setting.marks,
        // A screen is drawn on the terminal, wherever the output goes.
        color: setting::color(args.global.color, world.env, !plain || world.out_is_terminal),
        plain,
        query: args.query.join(" "),
        limits: args.kiosk.limits(),
    };
    // The arguments of a kiosk come from the configuration of a server, not from its user.
    let mistyped = if args.kiosk.is_on { None } else { meant::mistyped(&args.query, &browse.ready, today) };
    mistyped.map_or(Ok(browse), Err)
}

/// Says that there is no terminal to browse on, and what to do instead; gives back the exit status.
pub fn tell_no_terminal(cause: &io::Error, lang: Lang, marks: &Marks, err: &mut dyn Write) -> u8 {
    let cause = io::Error::new(cause.kind(), cause.to_string());
    let failure = Failure::NoTerminal { cause };
    _ = failure.tell(lang, marks, err);
    failure.exit_status()
}

/// Says that a kiosk could not give up what it must not have; gives back the exit status.
pub fn tell_not_locked(cause: io::Error, err: &mut dyn Write) -> u8 {
    // Nothing was read yet that says how to tell it.
    let (failure, setting) = (Failure::NotLocked { cause }, Setting::unseen());
    _ = failure.tell(setting.lang, &setting.marks, err);
    failure.exit_status()
}

/// Says that a variable is no text, so that what it asks for is not known; gives back the exit status.
pub fn tell_not_utf8(variable: &'static str, err: &mut dyn Write) -> u8 {
    let (failure, setting) = (Failure::NotUtf8 { variable }, Setting::unseen());
    _ = failure.tell(setting.lang, &setting.marks, err);
    failure.exit_status()
}

/// Says that somebody stayed as long as they may.
pub fn tell_expired(limits: Limits, is_idle: bool, lang: Lang, marks: &Marks, err: &mut dyn Write) {
    let minutes = |limit: std::time::Duration| (limit.as_secs_f64() / 60.0).ceil();
    let words = if is_idle {
        say!(lang, "kiosk.idle", minutes = minutes(limits.idle))
    } else {
        say!(lang, "kiosk.longest", minutes = minutes(limits.longest))
    };
    // Whoever was there may be gone, link and all.
    _ = writeln!(err, "{}", safe(&words, marks));
}

/// Says that what the browser read no longer counts; gives back the exit status.
pub fn tell_distrust(distrust: Distrust, lang: Lang, marks: &Marks, err: &mut dyn Write) -> u8 {
    let failure = Failure::Distrusted(distrust);
    _ = failure.tell(lang, marks, err);
    failure.exit_status()
}

/// Names the program, its version, and the model with its date; a broken model still leaves the first of them.
fn version(args: &Args, setting: &Setting, world: &mut World<'_>) -> Result<(), Failure> {
    let program = concat!("allu ", env!("CARGO_PKG_VERSION"));
    let loaded = ready::open(args.global.model.as_deref(), setting, world);
    let mut output = Output::new(world.out, setting);
    let line = match &loaded {
        Ok(ready) => {
            let title = ready.directory.title().to_owned();
            let date = ready.directory.date().map(|date| date.to_string());
            [Some(program.to_owned()), Some(title), date].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Err(_) => program.to_owned(),
    };
    output.text(&line)?;
    output.finish()?;
    loaded.map(|_| ())
}
