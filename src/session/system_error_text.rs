//! Errors of the system in the user's language.

use std::io;

use crate::files::{BlockedByFolder, FileKind, ForeignPath};
use crate::i18n::{Lang, say};

/// An error of the system, in the user's language if it is one of the usual ones.
pub(crate) fn cause_words(cause: &io::Error, lang: Lang) -> String {
    if let Some(BlockedByFolder(folder)) = cause.get_ref().and_then(|cause| cause.downcast_ref()) {
        return say!(lang, "cause.in_the_way", folder = folder.display());
    }
    if let Some(ForeignPath(path)) = cause.get_ref().and_then(|cause| cause.downcast_ref()) {
        return say!(lang, "cause.foreign", path = path.display());
    }
    reason_words(cause.kind(), lang).unwrap_or_else(|| {
        let words = cause.to_string();
        words.split_once(" (os error").map_or(words.as_str(), |(words, _)| words).to_owned()
    })
}

/// One of the usual kinds of error. `None` for any other.
pub(crate) fn reason_words(reason: io::ErrorKind, lang: Lang) -> Option<String> {
    Some(match reason {
        io::ErrorKind::NotFound => say!(lang, "cause.not_found"),
        io::ErrorKind::PermissionDenied => say!(lang, "cause.denied"),
        io::ErrorKind::NotADirectory => say!(lang, "cause.not_a_folder"),
        io::ErrorKind::IsADirectory => say!(lang, "cause.a_folder"),
        io::ErrorKind::FileTooLarge => say!(lang, "cause.too_large"),
        io::ErrorKind::StorageFull => say!(lang, "cause.full"),
        io::ErrorKind::ResourceBusy => say!(lang, "cause.busy"),
        io::ErrorKind::ReadOnlyFilesystem => say!(lang, "cause.read_only"),
        _ => return None,
    })
}

/// What a path leads to instead of a file.
pub(crate) fn file_kind_words(kind: FileKind, lang: Lang) -> String {
    match kind {
        FileKind::Folder => say!(lang, "failure.folder"),
        FileKind::Pipe => say!(lang, "failure.pipe"),
        FileKind::Socket => say!(lang, "failure.socket"),
        FileKind::Device => say!(lang, "failure.device"),
        FileKind::Loop => say!(lang, "failure.loop"),
    }
}
