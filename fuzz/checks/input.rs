//! Bytes from a keyboard give the same keys however they are divided, and the keyboard works after any bytes.
//!
//! In an input, 0xFF is a cut, and 0xFE a cut with a pause so long that an incomplete sequence is dropped. Neither is
//! part of any letter.

use std::time::{Duration, Instant};

use allu::app::Key;
use allu::terminal::input::{ESC_PATIENCE, KeyParser, Typed};

const CUT: u8 = 0xff;
const SILENCE: u8 = 0xfe;

/// The keys of all bytes, cut as the input says, are those of the bytes cut everywhere and nowhere.
pub(crate) fn check(bytes: &[u8]) {
    let now = Instant::now();
    let mut readers = [KeyParser::default(), KeyParser::default(), KeyParser::default()];
    let mut pressed = 0;
    for (round, burst) in (1..).zip(bytes.split(|byte| *byte == SILENCE)) {
        let now = now + round * (ESC_PATIENCE + Duration::from_millis(1));
        let whole: Vec<u8> = burst.iter().copied().filter(|byte| *byte != CUT).collect();
        let pieces: [Vec<&[u8]>; 3] =
            [vec![&whole], burst.split(|byte| *byte == CUT).collect(), whole.chunks(1).collect()];
        let [whole, cut, single] = [0, 1, 2].map(|which| {
            let pieces = pieces[which].iter().filter(|piece| !piece.is_empty());
            let mut keys: Vec<Key> = Vec::new();
            for piece in pieces {
                keys.extend(readers[which].take(piece, now).into_iter().flat_map(keys_of));
            }
            keys.extend(readers[which].give_up(now));
            assert!(!readers[which].is_waiting());
            keys
        });
        assert_eq!(whole, cut, "cut as given");
        assert_eq!(whole, single, "cut everywhere");
        pressed += whole.len();
    }
    assert!(pressed <= bytes.len(), "{pressed} keys of {} bytes", bytes.len());
    let later = now + Duration::from_mins(1);
    for mut reader in readers {
        assert_eq!(reader.take(b"q", later), [Typed::Key(Key::Char('q'))], "the keyboard is dead");
    }
}

/// Pasted text gives the same keys as typed text.
fn keys_of(typed: Typed) -> Vec<Key> {
    match typed {
        // A line end of a text, if it is pasted so.
        Typed::Key(Key::Ctrl('j')) => vec![Key::Enter],
        Typed::Key(key) => vec![key],
        // Compared by its presence.
        Typed::Mouse(_) => vec![Key::F(0)],
        Typed::Text(text) => {
            assert!(!text.is_empty());
            text.chars().map(|letter| if letter == '\n' { Key::Enter } else { Key::Char(letter) }).collect()
        }
    }
}
