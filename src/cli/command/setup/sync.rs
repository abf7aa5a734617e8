//! `allu sync`: updates the models of directory servers.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::cli::args::{GlobalArgs, SyncArgs};
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::progress::SyncProgressBar;
use crate::cli::settings::{self, Settings};
use crate::config::Config;
use crate::i18n::{Lang, say, say_count};
use crate::session::{LdapServer, Source, SourceState};
use crate::sync::{ChangeCounts, SyncError, SyncOptions, SyncOutcome, SyncSummary, sync};
use crate::text::Day;

/// The exit statuses: a model has changed, none has changed, a source failed.
const NEW: u8 = 0;
const NOTHING_NEW: u8 = 1;
const FAILED: u8 = 2;

/// Brings the models of sources up to date, once or repeatedly, and prints a line for each; or prints the names of the
/// sources. Returns the exit status.
///
/// Errors: [`Error::UnknownSource`], [`Error::NoServer`], and those of the output.
pub(crate) fn sync_sources(
    args: &SyncArgs,
    global: &GlobalArgs,
    config: &Config,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<u8, Error> {
    let sources = chosen(&args.sources, config)?;
    if args.list {
        let mut output = OutputWriter::new(io.out.writer, settings);
        for (source, _) in &sources {
            output.text(&source.name)?;
        }
        output.finish()?;
        return Ok(NEW);
    }
    loop {
        let begun = Instant::now();
        let mut status = NOTHING_NEW;
        // Another one after midnight.
        let today = settings::today(global, io.env)?;
        for (source, server) in &sources {
            status = match (sync_source(source, server, today, settings, io)?, status) {
                (FAILED, _) | (_, FAILED) => FAILED,
                (NEW, _) => NEW,
                (_, status) => status,
            };
        }
        let Some(every) = args.every else { return Ok(status) };
        std::thread::sleep(every.saturating_sub(begun.elapsed()));
    }
}

/// The sources of these names that have a server; all of them if no name is given.
fn chosen<'c>(names: &[String], config: &'c Config) -> Result<Vec<(&'c Source, &'c LdapServer)>, Error> {
    let servers = || config.sources.iter().filter_map(|source| Some((source, source.server()?)));
    if names.is_empty() {
        let all: Vec<_> = servers().collect();
        return if all.is_empty() { Err(Error::NoServer { config: config.path.clone() }) } else { Ok(all) };
    }
    let named = |name: &String| {
        let valid = || servers().map(|(source, _)| source.name.clone()).collect();
        servers()
            .find(|(source, _)| source.name == *name)
            .ok_or_else(|| Error::UnknownSource { given: name.clone(), valid: valid() })
    };
    names.iter().map(named).collect()
}

fn sync_source(
    source: &Source,
    server: &LdapServer,
    today: Day,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<u8, Error> {
    let begun = Instant::now();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let bar = SyncProgressBar::new(&source.name, settings.lang, io.err.is_terminal);
    let options = SyncOptions { now, day: today, report: &|progress| bar.show(progress) };
    let synced = sync(source, server, &options);
    bar.finish();
    match synced {
        Ok(outcome) => {
            let mut output = OutputWriter::new(io.out.writer, settings);
            output.text(&done_words(source, &outcome, begun.elapsed(), settings.lang))?;
            output.finish()?;
            Ok(if outcome.is_new { NEW } else { NOTHING_NEW })
        }
        Err(error) => {
            let mut output = OutputWriter::new(io.err.writer, settings);
            output.text(&format!("allu: {}", failed_words(source, &error, settings.lang)))?;
            output.finish()?;
            Ok(FAILED)
        }
    }
}

fn done_words(source: &Source, outcome: &SyncOutcome, elapsed: Duration, lang: Lang) -> String {
    let SyncSummary { server, failed, entries, counts, people, left_out } = &outcome.summary;
    let seconds = format!("{:.1}", elapsed.as_secs_f64());
    let first = match people {
        Some(people) => say!(
            lang,
            "sync.done",
            name = source.name,
            entries = entries,
            people = people,
            server = server,
            added = counts.added,
            changed = counts.changed,
            renamed = counts.renamed,
            removed = counts.removed,
            seconds = seconds
        ),
        None => {
            say!(lang, "sync.same", name = source.name, entries = entries, server = server, seconds = seconds)
        }
    };
    let ChangeCounts { references, values, nameless, .. } = *counts;
    let remarks = [
        (*left_out > 0).then(|| say_count!(lang, "sync.left_out_one", "sync.left_out", *left_out)),
        (references > 0).then(|| say_count!(lang, "sync.references_one", "sync.references", references)),
        (values > 0).then(|| say_count!(lang, "sync.values_one", "sync.values", values)),
        (nameless > 0).then(|| say_count!(lang, "sync.nameless_one", "sync.nameless", nameless)),
    ];
    let failed = failed.iter().map(|(uri, error)| format!("{uri}: {}", error.cause.words(lang)));
    std::iter::once(first).chain(remarks.into_iter().flatten()).chain(failed).collect::<Vec<_>>().join("; ")
}

fn failed_words(source: &Source, error: &SyncError, lang: Lang) -> String {
    let synced = SourceState::read(&source.state_path()).and_then(|state| state.synced_at);
    let stays = match synced {
        Some(at) => say!(lang, "sync.stays", time = time_words(at)),
        None => say!(lang, "sync.never"),
    };
    format!("{}: {}; {stays}", source.name, error.words(lang))
}

/// A point in time as a day and a time of day, in UTC.
fn time_words(at: u64) -> String {
    let minutes = at / 60;
    format!("{} {:02}:{:02} UTC", Day::from_unix_seconds(at), minutes / 60 % 24, minutes % 60)
}
