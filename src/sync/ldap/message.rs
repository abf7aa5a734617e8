//! Checks the messages between the LDAP library and a server before they are forwarded.
//!
//! The library keeps a message in memory until it is complete, and parses nested parts by recursion. Therefore the
//! number of bytes, parts and levels of each message is limited. Only requests that change nothing on the server are
//! forwarded to it.

use super::super::SyncError;
use crate::session::FailureCause;

/// The maximum number of bytes of a message.
const MAX_BYTES: usize = 16 << 20;
/// The maximum number of parts of a message.
const MAX_PARTS: usize = 200_000;
/// The maximum nesting depth of a message; an entry has six levels.
const MAX_DEPTH: usize = 12;
/// The length of the longest header that is read, in bytes: one for the tag, one for the size of the length, and four
/// for the length.
const MAX_HEADER: usize = 6;

/// The tag of a message, and the tag of its message ID.
const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
/// The tag of a result code.
const ENUMERATED: u8 = 0x0a;
/// The tags of the requests that change nothing on the server: bind, unbind, search, abandon.
const READING: [u8; 4] = [0x60, 0x42, 0x63, 0x50];

/// Who sends the messages of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    /// The server.
    Server,
    /// This program.
    Client,
}

/// Cuts a stream of bytes into messages.
#[derive(Debug)]
pub(super) struct MessageGate {
    sender: Sender,
    bytes: Vec<u8>,
}

impl MessageGate {
    pub(super) const fn new(sender: Sender) -> Self {
        Self { sender, bytes: Vec::new() }
    }

    /// Takes bytes of the stream, and appends the messages that are complete to `out`.
    ///
    /// Errors: [`FailureCause::Protocol`] if the bytes are not messages, a message exceeds a limit, or a request is not
    /// one that is forwarded.
    pub(super) fn take(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), SyncError> {
        self.bytes.extend_from_slice(bytes);
        let mut rest = self.bytes.as_slice();
        while let Some(length) = whole_length(rest)? {
            let Some((message, behind)) = rest.split_at_checked(length) else { break };
            check(message, self.sender)?;
            out.extend_from_slice(message);
            rest = behind;
        }
        let taken = self.bytes.len() - rest.len();
        self.bytes.drain(..taken);
        Ok(())
    }
}

/// The result code of a message whose operation has the tag `operation`. Returns `None` for any other message.
pub(super) fn result_code(message: &[u8], operation: u8) -> Option<u8> {
    let inner = |bytes: &'_ [u8], wanted: u8| match header(bytes) {
        Header::Of { tag, start, .. } if tag == wanted => Some(start),
        _ => None,
    };
    let body = message.get(inner(message, SEQUENCE)?..)?;
    let Header::Of { tag: INTEGER, start, length } = header(body) else { return None };
    let operation_part = body.get(start + length..)?;
    let result = operation_part.get(inner(operation_part, operation)?..)?;
    let Header::Of { tag: ENUMERATED, start, length: 1 } = header(result) else { return None };
    result.get(start).copied()
}

/// The length of the message at the beginning of a stream, with its header. Returns `None` if the header is not
/// complete.
pub(super) fn whole_length(bytes: &[u8]) -> Result<Option<usize>, SyncError> {
    match header(bytes) {
        Header::Incomplete => Ok(None),
        Header::Of { tag: SEQUENCE, start, length } if length <= MAX_BYTES => Ok(Some(start + length)),
        _ => Err(FailureCause::Protocol.into()),
    }
}

/// Checks one complete message: the number and depth of its parts, and, if this program sent it, its operation.
pub(super) fn check(message: &[u8], sender: Sender) -> Result<(), SyncError> {
    let refused = || SyncError::from(FailureCause::Protocol);
    let Header::Of { tag: SEQUENCE, start, length } = header(message) else { return Err(refused()) };
    let body = message.get(start..).filter(|body| body.len() == length).ok_or_else(refused)?;
    let mut parts = 0;
    check_parts(body, 1, &mut parts).ok_or_else(refused)?;
    // The message ID, then the operation.
    let Header::Of { tag: INTEGER, start, length } = header(body) else { return Err(refused()) };
    let operation = body.get(start + length..).and_then(<[u8]>::first).ok_or_else(refused)?;
    if sender == Sender::Client && !READING.contains(operation) { Err(refused()) } else { Ok(()) }
}

/// Checks that parts are complete, and within the limits of number and depth. Returns `None` if they are not.
fn check_parts(mut rest: &[u8], depth: usize, parts: &mut usize) -> Option<()> {
    while !rest.is_empty() {
        *parts += 1;
        let Header::Of { tag, start, length } = header(rest) else { return None };
        let (part, behind) = rest.get(start..)?.split_at_checked(length)?;
        let is_constructed = tag & 0x20 != 0;
        if *parts > MAX_PARTS || depth > MAX_DEPTH {
            return None;
        }
        if is_constructed {
            check_parts(part, depth + 1, parts)?;
        }
        rest = behind;
    }
    Some(())
}

/// The header of a part in BER.
enum Header {
    Of {
        tag: u8,
        /// The first byte after the header.
        start: usize,
        /// The number of bytes after the header.
        length: usize,
    },
    Incomplete,
    /// A form that LDAP does not allow.
    Refused,
}

fn header(bytes: &[u8]) -> Header {
    let (Some(tag), Some(first)) = (bytes.first(), bytes.get(1)) else { return Header::Incomplete };
    // LDAP does not use tags of several bytes or parts of indefinite length.
    if tag & 0x1f == 0x1f || *first == 0x80 || *first > 0x84 {
        return Header::Refused;
    }
    if *first < 0x80 {
        return Header::Of { tag: *tag, start: 2, length: usize::from(*first) };
    }
    let start = 2 + usize::from(*first & 0x7f);
    debug_assert!(start <= MAX_HEADER, "the length has at most four bytes");
    match bytes.get(2..start) {
        None => Header::Incomplete,
        Some(digits) => {
            let length = digits.iter().fold(0_usize, |length, digit| length << 8 | usize::from(*digit));
            Header::Of { tag: *tag, start, length }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A part with its header.
    fn part(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [&[tag, 0x84][..], &length, content].concat()
    }

    fn message(operation: &[u8]) -> Vec<u8> {
        part(SEQUENCE, &[&[INTEGER, 1, 1][..], operation].concat())
    }

    fn sent(sender: Sender, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        MessageGate::new(sender).take(bytes, &mut out).ok().map(|()| out)
    }

    #[test]
    fn only_requests_that_read_are_sent() {
        for tag in 0x40..=0x7f_u8 {
            let request = message(&part(tag, &[]));
            let is_sent = sent(Sender::Client, &request).is_some();
            assert_eq!(is_sent, [0x60, 0x42, 0x63, 0x50].contains(&tag), "{tag:x}");
        }
    }

    #[test]
    fn a_result_has_a_code() {
        let result = message(&part(0x78, &[ENUMERATED, 1, 53, 4, 0, 4, 0]));
        assert_eq!(result_code(&result, 0x78), Some(53));
        assert_eq!(result_code(b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00", 0x78), Some(0));
        assert_eq!(result_code(&result, 0x65), None);
        assert_eq!(result_code(b"\x30", 0x78), None);
    }

    #[test]
    fn a_message_that_would_be_too_much_is_refused() {
        let nested = (0..20).fold(part(4, b"x"), |inner, _| part(SEQUENCE, &inner));
        assert_eq!(sent(Sender::Server, &message(&part(0x64, &nested))), None);
        let many = [4, 0].repeat(MAX_PARTS + 1);
        assert_eq!(sent(Sender::Server, &message(&part(0x64, &many))), None);
        // The length is enough to reject a message before its content arrives.
        assert_eq!(sent(Sender::Server, &[SEQUENCE, 0x84, 0x7f, 0xff, 0xff, 0xff]), None);
        for bytes in [&[SEQUENCE, 0x80, 0, 0][..], &[0x3f, 1, 0], b"HTTP/1.1 400 Bad Request"] {
            assert_eq!(sent(Sender::Server, bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn messages_are_the_same_however_they_are_cut(sizes in proptest::collection::vec(0..200_usize, 1..20), cut in 1..50_usize) {
            let all: Vec<u8> = sizes.iter().flat_map(|size| message(&part(0x64, &part(4, &vec![7; *size])))).collect();
            let mut gate = MessageGate::new(Sender::Server);
            let mut out = Vec::new();
            for piece in all.chunks(cut) {
                gate.take(piece, &mut out).expect("messages");
            }
            prop_assert_eq!(out, all);
        }

        #[test]
        fn any_bytes_are_messages_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Some(out) = sent(Sender::Server, &bytes) {
                prop_assert!(bytes.starts_with(&out));
            }
        }
    }
}
