//! The messages to the user, in Finnish, Swedish and English.
//!
//! The sentences are in `assets/words/`, each with its three languages side by side; `say!` picks one.
//!
//! * `date_text`: writes points and spans of time as briefly as their bounds allow.
//! * `lang`: the three languages.

mod date_text;
mod lang;

pub use date_text::{when, years};
pub use lang::{Lang, UnknownLanguage};

/// Returns the sentence for a key in a language, with the given values inserted: `say!(lang, "copy.done", what =
/// number)`.
///
/// `tests/it/words.rs` reads every use and finds keys without a sentence.
macro_rules! say {
    ($lang:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        rust_i18n::t!($key, locale = $lang.code() $(, $name = $value)*).into_owned()
    };
}

pub(crate) use say;

/// Returns a sentence with a count: the first key is used for a count of one, the second for any other count.
macro_rules! say_count {
    ($lang:expr, $one:literal, $other:literal, $count:expr $(, $name:ident = $value:expr)* $(,)?) => {
        match $count {
            1 => $crate::i18n::say!($lang, $one $(, $name = $value)*),
            count => $crate::i18n::say!($lang, $other, count = count $(, $name = $value)*),
        }
    };
}

pub(crate) use say_count;

/// Returns the sentence for a key that is known only at run time, or the key itself if it has no sentence.
#[must_use]
pub fn look_up(lang: Lang, key: &str) -> String {
    rust_i18n::t!(key, locale = lang.code()).into_owned()
}

/// Causes a rebuild when a file of sentences changes: the macro that reads the files does not tell the compiler about
/// them.
const _: [&str; 6] = [
    include_str!("../../assets/words/cli.yml"),
    include_str!("../../assets/words/config.yml"),
    include_str!("../../assets/words/detail.yml"),
    include_str!("../../assets/words/keys.yml"),
    include_str!("../../assets/words/screen.yml"),
    include_str!("../../assets/words/sync.yml"),
];
