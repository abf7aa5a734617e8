//! Runs the command that the arguments name: prints the version, checks models, or opens the directory for the browser
//! itself, and calls the other modules for the rest.

use std::sync::Arc;

use super::open::{open_model, print_index_warnings, valid};
use super::pick::Pick;
use super::{build, check, coverage, export, find, map, setup, show, timeline};
use crate::app::Preferences;
use crate::cli::args::{Args, Command, ConfigArgs, FindArgs};
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::kiosk_grammar::{ClientCommand, client_command};
use crate::cli::outcome::{Browse, Outcome};
use crate::cli::output::OutputWriter;
use crate::cli::settings::{self, Preferred, Settings};
use crate::cli::suggestion::mistyped_command;
use crate::config::HabitStore;
use crate::model::SCHEMA;
use crate::session::{BrowseSession, ModelSource, Reloader, read_model};
use crate::store::FORMAT as INDEX_FORMAT;

/// Whether the command that the arguments name depends on the configuration.
pub(crate) const fn needs_config(args: &Args) -> bool {
    !matches!(
        args.command,
        Some(
            Command::Completions(_)
                | Command::Man(_)
                | Command::Shell(_)
                | Command::Config(ConfigArgs { default: true })
        )
    )
}

/// Runs the command that the arguments name. Returns an exit status, or what the browser starts with.
pub(crate) fn run(args: Args, preferred: &Preferred, settings: &Settings, io: &mut Io<'_>) -> Result<Outcome, Error> {
    if args.global.version {
        let source = source_of(&args, preferred, io);
        return print_version(&source, settings, io).map(|()| Outcome::Done(0));
    }
    let source = source_of(&args, preferred, io);
    match args.command {
        Some(Command::Build(args)) => build::build(&args, settings, io).map(|()| Outcome::Done(0)),
        Some(Command::Check(check)) => {
            let source = check.file.map_or(source, |path| ModelSource::find(&[path], &[], io.env));
            check_models(&source, check.index, settings, io).map(Outcome::Done)
        }
        Some(Command::Find(find)) => {
            let today = settings::today(&args.global, io.env)?;
            find::find(&find, &source, today, settings, io).map(|()| Outcome::Done(0))
        }
        Some(Command::Pick(ref pick)) => {
            let pick_format = Pick::new(pick, settings::today(&args.global, io.env)?, settings)?;
            let query = pick.query.join(" ");
            let opened = browse(&args, query, preferred, settings, io)?;
            Ok(Outcome::Browse(Browse { pick: Some(pick_format), ..opened }))
        }
        Some(Command::Show(show)) => {
            let today = settings::today(&args.global, io.env)?;
            let open = open_model(&source, None, settings, io)?;
            print_index_warnings(&open, settings, io)?;
            let shown =
                show::show(&show, &open, today, settings, &mut OutputWriter::of_records(io.out.writer, settings));
            valid(&open, shown).map(|()| Outcome::Done(0))
        }
        Some(Command::Export(export)) => {
            let today = settings::today(&args.global, io.env)?;
            export::export_records(&export, &source, today, settings, io).map(|()| Outcome::Done(0))
        }
        Some(Command::Map(picture)) => {
            map::map(&picture.query.join(" "), &source, settings::today(&args.global, io.env)?, settings, io)
                .map(|()| Outcome::Done(0))
        }
        Some(Command::Timeline(picture)) => {
            timeline::timeline(&picture.query.join(" "), &source, settings::today(&args.global, io.env)?, settings, io)
                .map(|()| Outcome::Done(0))
        }
        Some(Command::Coverage(coverage)) => {
            coverage::coverage(&coverage, &source, settings::today(&args.global, io.env)?, settings, io)
                .map(|()| Outcome::Done(0))
        }
        Some(Command::Sync(sync)) => {
            setup::sync_sources(&sync, &args.global, &preferred.config, settings, io).map(Outcome::Done)
        }
        Some(Command::Config(config)) => {
            setup::config(&config, &args.global, &preferred.config, settings, io).map(|()| Outcome::Done(0))
        }
        Some(Command::Forget) => setup::forget(settings, io).map(|()| Outcome::Done(0)),
        Some(Command::Shell(args)) => {
            setup::shell(args.shell, &mut OutputWriter::new(io.out.writer, settings)).map(|()| Outcome::Done(0))
        }
        Some(Command::Completions(args)) => {
            setup::completions(args.shell, &mut OutputWriter::new(io.out.writer, settings)).map(|()| Outcome::Done(0))
        }
        Some(Command::Man(args)) => {
            setup::man(args.dir.as_deref(), &mut OutputWriter::new(io.out.writer, settings)).map(|()| Outcome::Done(0))
        }
        None if args.kiosk.is_on => serve(&args, preferred, settings, io),
        None => browse(&args, args.query.join(" "), preferred, settings, io).map(Outcome::Browse),
    }
}

/// The directory that the options, the environment or the configuration name.
fn source_of(args: &Args, preferred: &Preferred, io: &Io<'_>) -> ModelSource {
    ModelSource::find(&args.global.model, &preferred.config.sources, io.env)
}

/// Checks a model, or each of several. Returns the highest exit status.
fn check_models(source: &ModelSource, with_index: bool, settings: &Settings, io: &mut Io<'_>) -> Result<u8, Error> {
    let several = match source {
        ModelSource::Sources(sources) => sources.iter().map(|it| ModelSource::File(it.model.clone())).collect(),
        one => vec![one.clone()],
    };
    let mut status = 0;
    for source in several {
        let bytes = read_model(&source, io.input, io.env)?;
        status = status.max(check::check(&source, &bytes, with_index, settings, io)?);
    }
    Ok(status)
}

/// Runs the command of a kiosk's client.
fn serve(args: &Args, preferred: &Preferred, settings: &Settings, io: &mut Io<'_>) -> Result<Outcome, Error> {
    match client_command(io.env)? {
        ClientCommand::Browse => browse(args, args.query.join(" "), preferred, settings, io).map(Outcome::Browse),
        ClientCommand::Find(text) => {
            let today = settings::today(&args.global, io.env)?;
            let find = FindArgs::of_text(text);
            let source = source_of(args, preferred, io);
            find::find(&find, &source, today, settings, io).map(|()| Outcome::Done(0))
        }
    }
}

/// Opens the directory for the browser, which starts with `query` typed in.
fn browse(
    args: &Args,
    query: String,
    preferred: &Preferred,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<Browse, Error> {
    let config = &preferred.config;
    let source = source_of(args, preferred, io);
    let plain = settings::is_plain(&args.global, io.env);
    let today = settings::today(&args.global, io.env)?;
    // This must come before the file is read, so that a change during the reading is noticed.
    let reloader = Reloader::of(&source, io.kiosk_log).map(|it| it.with_fresh_years(settings.fresh_years));
    let open = open_model(&source, None, settings, io)?;
    let reloader = reloader.map(|reloader| reloader.for_opened(&open));
    // The arguments of a kiosk come from the configuration of a server, not from its user.
    if !args.kiosk.is_on
        && let Some(mistyped) = mistyped_command(&args.query, &open, today)
    {
        return Err(mistyped);
    }
    // A screen is drawn on the terminal, wherever the output goes.
    let theme = settings::theme(&args.global, preferred, io.env, !plain || io.out.is_terminal);
    Ok(Browse {
        has_read_input: source.reads_input(),
        session: BrowseSession { open, reloader, lang: settings.lang, today, query, limits: args.kiosk.limits() },
        marks: settings::with_map(settings.marks, &theme),
        theme,
        plain,
        habits: HabitStore::of(io.env).filter(|_| config.habits && !args.kiosk.is_on),
        opener: if args.kiosk.is_on { Vec::new() } else { config.opener.clone() },
        mouse: args.global.mouse || config.mouse,
        preferences: Preferences { keymap: Arc::new(config.keymap()), copy: config.copy },
        pick: None,
    })
}

/// Prints the versions of the program, of the formats of the model and the index, and the model's title and date. If
/// the model cannot be opened, prints the rest before it fails.
fn print_version(source: &ModelSource, settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let opened = open_model(source, None, settings, io);
    let mut output = OutputWriter::new(io.out.writer, settings);
    output.text(concat!("allu ", env!("CARGO_PKG_VERSION")))?;
    if let Ok(open) = &opened {
        let date = open.directory.date().map(|date| format!(", {date}")).unwrap_or_default();
        output.text(&format!("model: {}{date} (format {SCHEMA})", open.directory.title()))?;
    }
    output.text(&format!("index: format {INDEX_FORMAT}"))?;
    output.finish()?;
    Ok(opened.map(|_| ())?)
}
