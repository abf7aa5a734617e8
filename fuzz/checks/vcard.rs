//! Any bytes are cards, and none makes the reader slow or its contacts empty.

use allu::exchange::read_vcards;

use super::contact_file;

/// Each contact has a line of the file, and is not empty.
pub(crate) fn check(bytes: &[u8]) {
    contact_file::check(bytes, &read_vcards(bytes));
}
