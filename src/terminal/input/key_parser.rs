//! Parses the bytes of the terminal into keys.
//!
//! This is not left to a library: the parser must not spin when the connection drops, mistake a divided arrow key for
//! Esc, or fail on a long paste.

use std::time::{Duration, Instant};

use super::sequence::{MAX_STRING, Parsed, parse};
use crate::app::{Key, MouseEvent};

/// How long the rest of a sequence may take to arrive before its Esc counts as the key.
pub const ESC_PATIENCE: Duration = Duration::from_millis(100);
/// How long after an Esc the late rest of a sequence is still dropped.
const LATE: Duration = Duration::from_secs(1);
/// At least this many letters in one read are text, whose meaning depends on the focus.
const TEXT_FROM: usize = 4;
/// How long after such a read the next read still belongs to it.
const TEXT_GOES_ON: Duration = Duration::from_millis(50);

/// An input from the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// Letters that came at once; a line end is `\n`.
    Text(String),
    /// An action of the mouse.
    Mouse(MouseEvent),
}

/// Parses bytes into keys, however the bytes are divided into reads.
///
/// ```
/// use std::time::Instant;
///
/// use allu::app::Key;
/// use allu::terminal::input::{KeyParser, Typed};
///
/// let mut parser = KeyParser::default();
/// assert_eq!(parser.take(b"\x1b[", Instant::now()), []);
/// assert_eq!(parser.take(b"A", Instant::now()), [Typed::Key(Key::Up)]);
/// ```
#[derive(Debug, Default)]
pub struct KeyParser {
    pending: Vec<u8>,
    /// Whether the pending bytes begin with a sequence that was given up already.
    is_late: bool,
    /// The beginning of a sequence that was given up, and when: its rest may still come.
    given_up: Option<(Vec<u8>, Instant)>,
    pasted: Option<Instant>,
}

impl KeyParser {
    /// Returns `true` if a sequence has begun. The caller must give it up if no byte follows for [`ESC_PATIENCE`].
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Returns the keys that are complete with these bytes; letters that come at once, as text.
    pub fn take(&mut self, bytes: &[u8], now: Instant) -> Vec<Typed> {
        let keys = self.keys(bytes, now);
        let letters = keys.iter().filter(|key| letter_of(key).is_some()).count();
        let goes_on = self.pasted.take().is_some_and(|since| now.duration_since(since) < TEXT_GOES_ON) && letters > 1;
        if letters < TEXT_FROM && !goes_on {
            return keys;
        }
        self.pasted = Some(now);
        let mut typed: Vec<Typed> = Vec::new();
        let mut keys = keys.into_iter().peekable();
        while let Some(key) = keys.next() {
            // Between the cells of a pasted table it is a space; at the end of fast typing it is the key.
            let is_between = key == Typed::Key(Key::Tab) && keys.peek().is_some_and(|next| letter_of(next).is_some());
            let letter = if is_between { Some(' ') } else { letter_of(&key) };
            match (letter, typed.last_mut()) {
                (Some(letter), Some(Typed::Text(text))) => text.push(letter),
                (Some(letter), _) => typed.push(Typed::Text(letter.to_string())),
                (None, _) => typed.push(key),
            }
        }
        typed
    }

    fn keys(&mut self, bytes: &[u8], now: Instant) -> Vec<Typed> {
        if let Some((begun, since)) = self.given_up.take()
            && now.duration_since(since) < LATE
            && self.pending.is_empty()
            && bytes.first().is_some_and(|next| goes_on(&begun, *next))
        {
            // Joined again, and dropped when it is complete.
            self.pending = begun;
            self.is_late = true;
        }
        self.pending.extend_from_slice(bytes);
        self.drain()
    }

    /// Gives up a sequence whose rest has not come. Returns Esc if that is all that came.
    pub fn give_up(&mut self, now: Instant) -> Option<Key> {
        let begun = std::mem::take(&mut self.pending);
        let is_esc = begun.as_slice() == [0x1b];
        // A sequence that is given up twice is forgotten: slow typing must not be dropped for ever.
        let may_go_on =
            !std::mem::take(&mut self.is_late) && matches!(begun.as_slice(), [0x1b] | [0x1b, b'[' | b'O', ..]);
        self.given_up = may_go_on.then_some((begun, now));
        is_esc.then_some(Key::Esc)
    }

    fn drain(&mut self) -> Vec<Typed> {
        let mut keys = Vec::new();
        let mut at = 0;
        while at < self.pending.len() {
            let (key, length) = match parse(&self.pending[at..]) {
                Parsed::Key(key, length) => (Some(Typed::Key(key)), length),
                Parsed::Mouse(event, length) => (Some(Typed::Mouse(event)), length),
                Parsed::Nothing(length) => (None, length),
                Parsed::Unfinished => break,
            };
            keys.extend(key.filter(|_| !self.is_late));
            at += length;
            self.is_late = false;
        }
        self.pending.drain(..at);
        debug_assert!(self.pending.len() <= MAX_STRING, "a sequence this long is never pending");
        keys
    }
}

/// Returns `true` if a byte can continue the sequence of a key.
fn goes_on(begun: &[u8], next: u8) -> bool {
    match begun {
        [0x1b] => matches!(next, b'[' | b'O'),
        _ => (0x20..=0x7e).contains(&next),
    }
}

/// The letter of a key in a text. `None` if it has none. Some terminals paste a line end as Ctrl-J.
fn letter_of(key: &Typed) -> Option<char> {
    match key {
        Typed::Key(Key::Char(letter)) => Some(*letter),
        Typed::Key(Key::Enter | Key::Ctrl('j')) => Some('\n'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a piece, before any of them is taken for text.
    fn read(reader: &mut KeyParser, piece: &[u8], now: Instant) -> Vec<Key> {
        let key = |typed| match typed {
            Typed::Key(key) => Some(key),
            Typed::Text(_) | Typed::Mouse(_) => None,
        };
        reader.keys(piece, now).into_iter().filter_map(key).collect()
    }

    fn keys(pieces: &[&[u8]]) -> Vec<Key> {
        let mut reader = KeyParser::default();
        pieces.iter().flat_map(|piece| read(&mut reader, piece, Instant::now())).collect()
    }

    #[test]
    fn letters_arrows_and_function_keys_are_keys() {
        assert_eq!(
            keys(&["lä\r\t\x7f\x19\x1b[A\x1bOB\x1b[5~\x1b[1;5C\x1b[Z\x1bOP\x1b[[B".as_bytes()]),
            [
                Key::Char('l'),
                Key::Char('ä'),
                Key::Enter,
                Key::Tab,
                Key::Backspace,
                Key::Ctrl('y'),
                Key::Up,
                Key::Down,
                Key::PageUp,
                Key::Right,
                Key::BackTab,
                Key::F(1),
                Key::F(2)
            ]
        );
    }

    /// The keys that a configuration may name are those that terminals send.
    #[test]
    fn every_function_key_is_a_key() {
        let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24];
        for (number, expected) in numbers.into_iter().zip(1..=12) {
            assert_eq!(keys(&[format!("\x1b[{number}~").as_bytes()]), [Key::F(expected)]);
        }
        assert_eq!(keys(&[b"\x1b[16~\x1b[22~\x1b[25~"]), []);
    }

    #[test]
    fn a_key_cut_anywhere_is_the_same_key() {
        for whole in [
            "\x1b[A",
            "\x1b[5~",
            "\x1bOP",
            "ä",
            "\u{1f600}",
            "\x1b[1;5B",
            "\x1b[99;133:1u",
            "\x1b[99;5:3u",
            "\x1b[27;5;99~",
            "\x1bb",
            "\x1b[<0;5;3M",
            "\x1b[M !!",
        ] {
            let whole = whole.as_bytes();
            for cut in 1..whole.len() {
                assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), keys(&[whole]), "{whole:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn an_esc_that_was_given_up_swallows_what_comes_late() {
        let mut reader = KeyParser::default();
        let now = Instant::now();
        assert_eq!(read(&mut reader, b"\x1b", now), []);
        assert_eq!(reader.give_up(now), Some(Key::Esc));
        assert_eq!(read(&mut reader, b"[Ax", now), [Key::Char('x')]);
    }

    #[test]
    fn what_comes_late_and_in_pieces_is_swallowed_as_a_whole_and_nothing_more() {
        for late in [&[b"[A".as_slice(), b"q"], &[b"[", b"Aq"], &[b"[200~q", b""], &[b"[20", b"0~q"]] {
            let mut reader = KeyParser::default();
            let now = Instant::now();
            assert_eq!((read(&mut reader, b"\x1b", now), reader.give_up(now)), (Vec::new(), Some(Key::Esc)));
            let keys: Vec<Key> = late.iter().flat_map(|piece| read(&mut reader, piece, now)).collect();
            assert_eq!(keys, [Key::Char('q')], "{late:?}");
        }
    }

    #[test]
    fn a_long_answer_of_the_terminal_is_passed_over_wherever_it_is_cut() {
        let answer = [b"\x1b]52;c;".as_slice(), &[b'x'; 300], b"\x07q"].concat();
        for cut in 1..answer.len() {
            assert_eq!(keys(&[&answer[..cut], &answer[cut..]]), [Key::Char('q')], "cut at {cut}");
        }
        assert_eq!(keys(&[b"\x1b]0;a title without an end\x1b[A"]), [Key::Up]);
    }

    #[test]
    fn a_sequence_that_stops_in_the_middle_is_swallowed_whole() {
        for (begun, rest) in [("\x1b[", "A"), ("\x1bO", "P"), ("\x1b[1;", "5C"), ("\x1b[", "200~")] {
            let mut reader = KeyParser::default();
            let now = Instant::now();
            assert_eq!(read(&mut reader, begun.as_bytes(), now), []);
            assert_eq!(reader.give_up(now), None);
            assert_eq!(read(&mut reader, rest.as_bytes(), now), [], "{begun:?} then {rest:?}");
            assert_eq!(read(&mut reader, b"q", now), [Key::Char('q')]);
        }
        // Long after it, a letter is a letter.
        let mut reader = KeyParser::default();
        let now = Instant::now();
        assert_eq!(read(&mut reader, b"\x1b[", now), []);
        assert_eq!(reader.give_up(now), None);
        assert_eq!(read(&mut reader, b"A", now + LATE), [Key::Char('A')]);
    }

    #[test]
    fn an_esc_twice_is_esc() {
        assert_eq!(keys(&[b"\x1b\x1b[B"]), [Key::Esc, Key::Down]);
    }

    #[test]
    fn a_pasted_page_is_text_and_a_fast_hand_is_not() {
        let now = Instant::now();
        let mut reader = KeyParser::default();
        assert_eq!(reader.take(b"quick\nyes", now), [Typed::Text("quick\nyes".to_owned())]);
        assert_eq!(reader.take(b"re", now), [Typed::Text("re".to_owned())]);
        assert_eq!(reader.take(b"\x03", now), [Typed::Key(Key::Ctrl('c'))]);
        assert_eq!(reader.take(b"a\tb 1", now), [Typed::Text("a b 1".to_owned())]);
        assert_eq!(reader.take(b"abc\t", now), [Typed::Text("abc".to_owned()), Typed::Key(Key::Tab)]);
        let typed = KeyParser::default().take(b"la\x19", now);
        assert!(typed.iter().all(|typed| matches!(typed, Typed::Key(_))), "{typed:?}");
    }

    #[test]
    fn what_means_nothing_is_passed_over() {
        assert_eq!(keys(&[b"\x1b[200~\x1b]11;rgb:0/0/0\x07\x1b[?62;c\x1b\x7f\xffq"]), [Key::Char('q')]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_in_any_pieces_are_the_same_keys(bytes in proptest::collection::vec(0_u8.., 0..300), cut in 1..20_usize) {
            let pieces: Vec<&[u8]> = bytes.chunks(cut).collect();
            proptest::prop_assert_eq!(keys(&pieces), keys(&[&bytes]));
        }
    }
}
