//! Parses the arguments, and prints help or an error.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use super::args::{Args, GlobalArgs, query_last};
use super::io::Io;
use super::output::OutputWriter;
use super::settings::{Preferred, Settings};
use super::suggestion::suggested_find;
use crate::text::display_safe;

/// Parses the arguments.
///
/// Errors: help and other messages of clap; `--kiosk` together with a command.
pub(super) fn parse(args: Vec<OsString>, width: Option<u16>) -> Result<Args, clap::Error> {
    let mut command = Args::command().term_width(width.map_or(100, usize::from));
    command.build();
    let args = query_last(args, &command);
    let read = Args::from_arg_matches(&command.try_get_matches_from_mut(args)?)?;
    if read.kiosk.is_on && (read.command.is_some() || read.global.version) {
        return Err(command.error(ErrorKind::ArgumentConflict, "the argument '--kiosk' cannot be used with a command"));
    }
    Ok(read)
}

/// Prints the requested help, or the error. Returns the exit status.
pub(super) fn print(stopped: &clap::Error, given: &[OsString], io: &mut Io<'_>) -> u8 {
    let words = stopped.render().to_string();
    if stopped.use_stderr() {
        let suggested = (stopped.kind() == ErrorKind::UnknownArgument).then(|| suggested_find(given)).flatten();
        let words = error_line(&words, suggested.as_deref());
        _ = writeln!(io.err.writer, "allu: {}; see allu --help", display_safe(&words));
        return 2;
    }
    let safe: Vec<_> = words.trim_end().split('\n').map(display_safe).collect();
    let text = safe.join("\n") + "\n";
    // The options are unknown, so only the environment determines how an error is shown.
    let settings = Settings::new(&GlobalArgs::default(), &Preferred::default(), io);
    let mut output = OutputWriter::new(io.out.writer, &settings);
    match output.exact(&text).and_then(|()| output.finish()) {
        Ok(()) => 0,
        Err(error) => {
            drop(output);
            _ = error.report(settings.lang, &settings.marks, io.err.writer);
            error.exit_status()
        }
    }
}

/// What is wrong with the arguments, on one line: clap's first paragraph, and our suggestion or clap's.
fn error_line(words: &str, suggested: Option<&str>) -> String {
    let mut paragraphs = words.split("\n\n");
    let what = paragraphs.next().unwrap_or_default().trim_start_matches("error: ");
    let tips = paragraphs.flat_map(str::lines).filter_map(|line| line.trim().strip_prefix("tip: "));
    let similar = tips.filter(|tip| tip.contains(" similar "));
    if let Some(suggested) = suggested {
        return format!("{}; did you mean: {suggested}", one_line(what));
    }
    let parts: Vec<String> = std::iter::once(what).chain(similar).map(one_line).collect();
    parts.join("; ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
