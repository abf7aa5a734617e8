//! Messages about the last event.

use std::path::Path;

use super::copy::in_brackets;
use super::{Copied, CopyDoubt, CopyForm, CopyWay, Marks, age_sign, shown_words, width};
use crate::i18n::{Lang, say, say_count};
use crate::model::RecordRef;

/// A message about the last event; it stays until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A text was copied.
    Copied(Copied, CopyWay),
    /// The record has nothing that could be copied.
    NothingToCopy,
    /// So many records are marked.
    Marked(usize),
    /// A greeting of a user who is here for the first time.
    Greeting,
    /// The record became a favourite.
    FavouriteAdded,
    /// The record is no longer a favourite.
    FavouriteRemoved,
    /// No favourites are kept.
    NoHabits,
    /// Another program opened this `tel:` or `mailto:`.
    Opened(String),
    /// No other program opened it.
    NotOpened(OpenFailure),
    /// There is no record that could be exported.
    NothingToExport,
    /// The ending of the path says no format.
    UnknownFormat,
    /// Records are being written to this file.
    Exporting(String),
    /// Records were written to a file.
    Exported {
        /// The number.
        count: usize,
        /// The path, as the user wrote it.
        path: String,
    },
    /// The file of an export exists; writing again replaces it.
    FileExists(String),
    /// The format of an export cannot hold any of the records.
    NoPlaceInFormat,
    /// The file of an export could not be written.
    NotExported {
        /// The path, as the user wrote it.
        path: String,
        /// Why not.
        reason: String,
    },
    /// There was no way to a clipboard.
    NotCopied,
    /// The record has no evidence that could be shown.
    NoEvidence,
    /// There is no other query to bring back.
    NoEarlierQuery,
    /// The window has no room for the map.
    NoMap,
    /// The query took only the beginning of a pasted text.
    QueryFull,
    /// The program is about to exit.
    Closing {
        /// The time until then.
        seconds: u64,
        /// Whether pressing a key prevents it.
        is_idle: bool,
    },
    /// The program cannot be suspended, because no shell would resume it.
    CannotStop,
    /// A newer directory was opened.
    Reloaded,
    /// A new directory cannot be used, for this reason; the old one stays.
    Refused(String),
}

/// Why no other program opened a number or an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFailure {
    /// The configuration names no program.
    NoOpener,
    /// The display is that of another machine.
    Remote,
    /// The program did not start.
    NotStarted,
}

/// The number of marked records.
#[must_use]
pub fn marked_words(count: usize, lang: Lang) -> String {
    say_count!(lang, "screen.marked_one", "screen.marked", count)
}

/// The message as text.
#[must_use]
pub fn status_words(status: &Status, lang: Lang, marks: &Marks) -> String {
    match status {
        Status::NothingToCopy => say!(lang, "copy.nothing"),
        Status::Marked(count) => marked_words(*count, lang),
        Status::Greeting => say!(lang, "habits.greeting"),
        Status::FavouriteAdded => say!(lang, "habits.added"),
        Status::FavouriteRemoved => say!(lang, "habits.removed"),
        Status::NoHabits => say!(lang, "habits.none"),
        Status::Opened(link) => say!(lang, "habits.opened", link = shown_words(link, marks)),
        Status::NotOpened(OpenFailure::NoOpener) => say!(lang, "habits.no_opener"),
        Status::NotOpened(OpenFailure::Remote) => say!(lang, "habits.remote"),
        Status::NotOpened(OpenFailure::NotStarted) => say!(lang, "habits.not_started"),
        Status::NothingToExport => say!(lang, "saving.nothing"),
        Status::UnknownFormat => say!(lang, "saving.unknown_format"),
        Status::Exported { count, path } => {
            say_count!(lang, "saving.done_one", "saving.done", *count, path = shown_words(path, marks))
        }
        Status::Exporting(path) => say!(lang, "saving.running", path = shown_words(path, marks)),
        Status::FileExists(path) => say!(lang, "saving.exists", path = shown_words(path, marks)),
        Status::NoPlaceInFormat => say!(lang, "saving.no_place"),
        Status::NotExported { path, reason } => {
            say!(lang, "saving.failed", path = shown_words(path, marks), reason = shown_words(reason, marks))
        }
        Status::NotCopied => say!(lang, "copy.failed"),
        Status::NoEvidence => say!(lang, "copy.no_evidence"),
        Status::NoEarlierQuery => say!(lang, "keys.no_earlier_query"),
        Status::NoMap => say!(lang, "keys.no_map"),
        Status::Closing { seconds, is_idle: true } => say!(lang, "screen.closing", seconds = seconds),
        Status::Closing { seconds, is_idle: false } => say!(lang, "screen.closing_anyway", seconds = seconds),
        Status::QueryFull => say!(lang, "screen.query_full"),
        Status::CannotStop => say!(lang, "screen.cannot_stop"),
        Status::Reloaded => say!(lang, "renewal.renewed"),
        Status::Refused(reason) => say!(lang, "renewal.refused", reason = shown_words(reason, marks)),
        Status::Copied(copied, way) => {
            format!("{}, {}", copied_words(copied, true, false, (lang, marks)), way_words(*way, lang))
        }
    }
}

/// The message as text in at most `cells` cells, if a shorter form fits. The message of a copy may be without the way
/// to the clipboard, with signs for the reasons to doubt, and without the owner if that is the visible record
/// (`subject`). Other messages may have the name of a file instead of its path, or only the essential part.
#[must_use]
pub fn status_words_in(
    status: &Status,
    subject: Option<RecordRef>,
    cells: usize,
    (lang, marks): (Lang, &Marks),
) -> String {
    let mut choices = vec![status_words(status, lang, marks)];
    if let Status::Copied(copied, _) = status {
        for has_owner in [true, false] {
            if has_owner || subject == Some(copied.who) {
                choices.extend([false, true].map(|has_sign| copied_words(copied, has_owner, has_sign, (lang, marks))));
            }
        }
    } else {
        choices.extend(with_file_name(status).map(|status| status_words(&status, lang, marks)));
        choices.extend(short_words(status, (lang, marks)));
    }
    first_that_fits(choices, cells)
}

/// The first text that takes at most `cells` cells, or the last one.
pub(crate) fn first_that_fits(mut choices: Vec<String>, cells: usize) -> String {
    let fits = choices.iter().position(|words| width(words) <= cells);
    choices.swap_remove(fits.unwrap_or(choices.len().saturating_sub(1)))
}

/// A message about a path as one about the name of the file.
fn with_file_name(status: &Status) -> Option<Status> {
    let name = |path: &str| Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    Some(match status {
        Status::Exporting(path) => Status::Exporting(name(path)?),
        Status::Exported { count, path } => Status::Exported { count: *count, path: name(path)? },
        Status::FileExists(path) => Status::FileExists(name(path)?),
        Status::NotExported { path, reason } => Status::NotExported { path: name(path)?, reason: reason.clone() },
        _ => return None,
    })
}

/// The essential part of a message that may be too long for a narrow row.
fn short_words(status: &Status, (lang, marks): (Lang, &Marks)) -> Option<String> {
    Some(match status {
        Status::Opened(_) => say!(lang, "habits.opened_short"),
        Status::NotOpened(OpenFailure::NoOpener) => say!(lang, "habits.no_opener_short"),
        Status::NotOpened(OpenFailure::Remote) => say!(lang, "habits.remote_short"),
        Status::NotOpened(OpenFailure::NotStarted) => say!(lang, "habits.not_started_short"),
        Status::UnknownFormat => say!(lang, "saving.unknown_format_short"),
        Status::Exporting(_) => say!(lang, "saving.running_short"),
        Status::Exported { count, .. } => say_count!(lang, "saving.done_short_one", "saving.done_short", *count),
        Status::FileExists(_) => say!(lang, "saving.exists_short"),
        Status::NoPlaceInFormat => say!(lang, "saving.no_place_short"),
        // The reason comes last, where the row may cut it.
        Status::NotExported { reason, .. } => say!(lang, "saving.failed_short", reason = shown_words(reason, marks)),
        Status::Closing { seconds, is_idle: true } => say!(lang, "screen.closing_short", seconds = seconds),
        _ => return None,
    })
}

/// The copied value, its owner if wanted, and the reasons to doubt it: in words, or as the sign that the card has.
fn copied_words(copied: &Copied, has_owner: bool, has_sign: bool, (lang, marks): (Lang, &Marks)) -> String {
    let age = age_sign(copied.age, lang, marks).filter(|_| !marks.spells_out);
    let sign = doubt_sign(copied).filter(|_| has_sign && !marks.spells_out);
    let signed = |text: &str| {
        let signs = age.iter().map(String::as_str).chain(sign);
        std::iter::once(text).chain(signs).collect::<Vec<_>>().join(" ")
    };
    let whose = copied.owner(lang);
    let what = match &copied.form {
        CopyForm::Printed(text) | CopyForm::E164(text) if has_owner => {
            say!(lang, "copy.number", text = signed(text), whose = whose)
        }
        CopyForm::Printed(text) | CopyForm::E164(text) => say!(lang, "copy.number_alone", text = signed(text)),
        CopyForm::Mail(text) => {
            let text = sign.map_or_else(|| text.clone(), |sign| format!("{text} {sign}"));
            if has_owner {
                say!(lang, "copy.mail", text = text, whose = whose)
            } else {
                say!(lang, "copy.mail_alone", text = text)
            }
        }
        CopyForm::List(_) => whose,
        CopyForm::Card(_) => say!(lang, "copy.card", whose = whose),
    };
    let doubt = || copied.doubt.map(|doubt| doubt.words(lang)).into_iter().collect();
    let remarks = match sign {
        Some(_) => Vec::new(),
        None if marks.spells_out => copied.remarks(lang),
        None => doubt(),
    };
    in_brackets(&what, &remarks)
}

/// The sign after a number or an address that may be wrong.
fn doubt_sign(copied: &Copied) -> Option<&'static str> {
    match (copied.doubt?, &copied.form) {
        (_, CopyForm::List(_) | CopyForm::Card(_)) | (CopyDoubt::Nobodys, _) => None,
        (CopyDoubt::Moved, _) => Some("!"),
        (CopyDoubt::Derived, _) => Some("~"),
    }
}

fn way_words(way: CopyWay, lang: Lang) -> String {
    match way {
        CopyWay::Terminal => say!(lang, "copy.terminal"),
        CopyWay::Tmux => say!(lang, "copy.tmux"),
        CopyWay::Screen => say!(lang, "copy.screen"),
        CopyWay::BeyondTmux => say!(lang, "copy.beyond", tool = "tmux"),
        CopyWay::BeyondScreen => say!(lang, "copy.beyond", tool = "tmux/screen"),
        CopyWay::WlCopy => say!(lang, "copy.tool", tool = "wl-copy"),
        CopyWay::Xclip => say!(lang, "copy.tool", tool = "xclip"),
        CopyWay::Xsel => say!(lang, "copy.tool", tool = "xsel"),
    }
}
