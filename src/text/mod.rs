//! Text: decoding, folding for comparison, telephone numbers, days, and removal of control characters.
//!
//! Knows nothing of people, places or terminals.
//!
//! * `clean`: text as its reader sees it: without invisible characters, with plain spaces and composed letters.
//! * `collation`: the order of names in lists.
//! * `day`: a calendar day, written the ISO way.
//! * `decode`: bytes to text, whatever the encoding.
//! * `digits`: digits of every script.
//! * `escape`: JSON without characters that a terminal would obey.
//! * `fold`: one spelling for comparing: without case, accents and typographic variants.
//! * `initials`: given names that are written as initials.
//! * `phone`: Finnish telephone numbers: one number, however it is written.
//! * `safe`: text that a terminal may show: nothing in it can move the cursor, hide letters or turn the line round.
//! * `shell`: words on a command line.
//! * `sort`: stable sorts that share their compiled code.

mod clean;
mod collation;
mod day;
mod decode;
mod digits;
mod escape;
mod fold;
mod initials;
mod phone;
mod safe;
mod shell;
mod sort;

pub use clean::{Cleaned, is_invisible};
pub use collation::collation_key;
pub use day::{Day, NotADay};
pub use decode::{DecodedText, NotText, decode};
pub use digits::ascii_digit;
pub use escape::{EscapingWriter, escape_dangerous};
pub use fold::{Folded, fold, join_key};
pub use initials::are_initials;
pub use phone::{NotAPhoneNumber, PhoneNumber, compared_digits, query_digits};
pub use safe::{display_safe, is_dangerous, to_ascii};
pub use shell::shell_quoted;
pub use sort::{sort, sort_by, sort_by_cached_key, sort_by_key};
