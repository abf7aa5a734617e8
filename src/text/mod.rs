//! How words compare: decoding, folding, telephone numbers, days, text that is safe to show.
//!
//! Knows nothing of people, places or terminals.

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
