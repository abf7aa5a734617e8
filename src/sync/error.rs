//! Why a source is not brought up to date.

use crate::i18n::{Lang, look_up};
use crate::session::FailureCause;

/// Why a source was not updated. The last good model stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncError {
    /// Why.
    pub cause: FailureCause,
    /// What it is about: a server, a file, or the words of a library in English.
    pub detail: Option<String>,
}

impl SyncError {
    /// An error about something.
    pub(crate) fn new(cause: FailureCause, detail: &(impl ToString + ?Sized)) -> Self {
        Self { cause, detail: Some(detail.to_string()) }
    }

    /// Whether another server may do better.
    pub(crate) const fn is_of_one_server(&self) -> bool {
        use FailureCause as Cause;
        !matches!(
            self.cause,
            Cause::CaFile
                | Cause::PasswordFile
                | Cause::Filter
                | Cause::TooManyEntries
                | Cause::TooManyBytes
                | Cause::Unwritable
                | Cause::Busy
                | Cause::Unsupported
        )
    }

    /// What went wrong and what to do, on one line.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let mut words = self.cause.words(lang);
        if let Some(detail) = &self.detail {
            words = format!("{words} ({detail})");
        }
        format!("{words}; {}", look_up(lang, &format!("sync.advice.{}", self.cause.name())))
    }
}

impl From<FailureCause> for SyncError {
    fn from(cause: FailureCause) -> Self {
        Self { cause, detail: None }
    }
}
