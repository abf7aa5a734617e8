//! Properties of the contacts of any file.

use allu::exchange::ContactFile;

/// The contacts and problems of a file are on existing lines, and a contact is on one line.
pub(crate) fn check(bytes: &[u8], file: &ContactFile) {
    // The lines of UTF-16 are fewer than its bytes, too.
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    let is_there = |line: u32| line >= 1 && line as usize <= lines;
    assert!(file.problems.iter().all(|problem| is_there(problem.location.line)), "{:?}", file.problems);
    for contact in &file.contacts {
        assert!(is_there(contact.location.line) && !contact.is_empty(), "{contact:?}");
        assert!(!contact.quotation.contains(char::is_control), "{contact:?}");
        assert!(contact.phones.iter().all(|phone| phone.printed.contains(|it: char| it.is_ascii_digit())));
        assert!(contact.emails.iter().all(|email| email.address.contains('@')));
    }
}
