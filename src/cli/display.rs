//! Text as a terminal may show it.

use crate::present::Marks;
use crate::text::{display_safe, to_ascii};

/// The text without letters that a terminal would obey, and in ASCII if the terminal shows no others.
pub(crate) fn displayed(words: &str, marks: &Marks) -> String {
    let safe = display_safe(words);
    if marks.ascii_letters { to_ascii(&safe) } else { safe.into_owned() }
}
