//! The keys and clicks that sequences of bytes mean.
//!
//! Besides the keys of an ordinary terminal these are the ones that a terminal sends after a program has died that had
//! asked for more: the kitty keyboard protocol (`CSI … u`), and xterm's `modifyOtherKeys` (`CSI 27;…~`).

use crate::app::{Key, MouseAction, MouseEvent};

/// The maximum number of bytes that any terminal sends for a key; a longer sequence is not a key.
const MAX_SEQUENCE: usize = 64;
/// The maximum number of bytes of an answer of the terminal that is skipped as a whole.
pub(super) const MAX_STRING: usize = 1024;

const SHIFT: u32 = 1;
const ALT: u32 = 2;
const CTRL: u32 = 4;
/// Super, Hyper and Meta: keys of a window manager.
const OTHERS: u32 = 8 | 16 | 32;
const CAPS_LOCK: u32 = 64;
/// The kind of event that the kitty protocol sends when a key is released.
const RELEASE: u32 = 3;

/// The parse of the first bytes. It does not depend on how many bytes follow, so that reads may be cut anywhere.
#[derive(Debug)]
pub(super) enum Parsed {
    /// A key of that many bytes.
    Key(Key, usize),
    /// An action of the mouse, in that many bytes.
    Mouse(MouseEvent, usize),
    /// That many bytes without a meaning here.
    Nothing(usize),
    /// The beginning of a sequence.
    Unfinished,
}

/// Parses the first key of some bytes.
pub(super) fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [] | [0x1b] | [0x1b, b'O'] => Parsed::Unfinished,
        [0x1b, b'[', ..] => parse_csi(bytes),
        [0x1b, b'O', last, ..] => key(ss3(*last), 3),
        // Two Escs: the first is the key.
        [0x1b, 0x1b, ..] => Parsed::Key(Key::Esc, 1),
        [0x1b, b']' | b'P' | b'_' | b'^', ..] => parse_string(bytes),
        // A letter with Alt; any other key with Alt is dropped.
        [0x1b, ..] => match parse(&bytes[1..]) {
            Parsed::Key(Key::Char(letter), length) => Parsed::Key(Key::Alt(letter), length + 1),
            Parsed::Key(_, length) | Parsed::Mouse(_, length) | Parsed::Nothing(length) => Parsed::Nothing(length + 1),
            Parsed::Unfinished => Parsed::Unfinished,
        },
        [first, ..] => parse_letter(*first, bytes),
    }
}

fn parse_letter(first: u8, bytes: &[u8]) -> Parsed {
    match first {
        b'\r' => Parsed::Key(Key::Enter, 1),
        b'\t' => Parsed::Key(Key::Tab, 1),
        0x7f | 0x08 => Parsed::Key(Key::Backspace, 1),
        control @ 1..=26 => Parsed::Key(Key::Ctrl(char::from(control - 1 + b'a')), 1),
        0 | 0x1c..=0x1f => Parsed::Nothing(1),
        ascii if ascii.is_ascii() => Parsed::Key(Key::Char(char::from(ascii)), 1),
        _ => parse_utf8(bytes),
    }
}

fn parse_utf8(bytes: &[u8]) -> Parsed {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Parsed::Nothing(1),
    };
    let Some(encoded) = bytes.get(..length) else {
        let could_go_on = bytes[1..].iter().all(|byte| (0x80..0xc0).contains(byte));
        return if could_go_on { Parsed::Unfinished } else { Parsed::Nothing(1) };
    };
    match std::str::from_utf8(encoded).ok().and_then(|text| text.chars().next()) {
        Some(letter) if !letter.is_control() => Parsed::Key(Key::Char(letter), length),
        Some(_) => Parsed::Nothing(length),
        None => Parsed::Nothing(1),
    }
}

/// `ESC [ parameters final`, as arrows and function keys are sent.
fn parse_csi(bytes: &[u8]) -> Parsed {
    match &bytes[2..] {
        // The Linux console sends F1 to F5 as `ESC [ [ A`.
        [b'[', rest @ ..] => {
            return match rest.first() {
                Some(last @ b'A'..=b'E') => Parsed::Key(Key::F(last - b'A' + 1), 4),
                Some(_) => Parsed::Nothing(4),
                None => Parsed::Unfinished,
            };
        }
        // A mouse in the oldest form, which another program has left on: three bytes follow, and none of them is a key.
        [b'M', rest @ ..] => return if rest.len() < 3 { Parsed::Unfinished } else { Parsed::Nothing(6) },
        _ => {}
    }
    let sequence = &bytes[..bytes.len().min(MAX_SEQUENCE)];
    let Some(end) = sequence[2..].iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        return if sequence.len() < MAX_SEQUENCE { Parsed::Unfinished } else { Parsed::Nothing(MAX_SEQUENCE) };
    };
    let (last, length) = (bytes[2 + end], end + 3);
    if !(0x40..=0x7e).contains(&last) {
        // A byte that is not valid in a sequence ends it, and is then parsed on its own.
        return Parsed::Nothing(2 + end);
    }
    let parameters = &bytes[2..2 + end];
    if let [b'<', parameters @ ..] = parameters {
        let event = mouse(Parameters(parameters), last);
        return event.map_or(Parsed::Nothing(length), |event| Parsed::Mouse(event, length));
    }
    key(csi_key(Parameters(parameters), last), length)
}

/// A string sequence, such as a late answer of the terminal: ended by BEL, by `ESC \`, or by another sequence.
fn parse_string(bytes: &[u8]) -> Parsed {
    let string = &bytes[..bytes.len().min(MAX_STRING)];
    let Some(end) = string[2..].iter().position(|byte| matches!(byte, 0x07 | 0x1b)).map(|at| at + 2) else {
        return if string.len() < MAX_STRING { Parsed::Unfinished } else { Parsed::Nothing(MAX_STRING) };
    };
    match bytes[end..] {
        [0x1b] => Parsed::Unfinished,
        [0x1b, b'\\', ..] => Parsed::Nothing(end + 2),
        [0x1b, ..] => Parsed::Nothing(end),
        _ => Parsed::Nothing(end + 1),
    }
}

fn key(key: Option<Key>, length: usize) -> Parsed {
    key.map_or(Parsed::Nothing(length), |key| Parsed::Key(key, length))
}

/// The parameters of a sequence: fields between `;`, each with parts between `:`.
#[derive(Clone, Copy)]
struct Parameters<'a>(&'a [u8]);

impl Parameters<'_> {
    fn number(self, field: usize, part: usize) -> Option<u32> {
        let field = self.0.split(|byte| *byte == b';').nth(field)?;
        let part = field.split(|byte| *byte == b':').nth(part)?;
        std::str::from_utf8(part).ok()?.parse().ok()
    }

    /// The modifiers of a field, whose value is offset by 1; none if it is omitted.
    fn modifiers(self, field: usize) -> u32 {
        self.number(field, 0).unwrap_or(1).saturating_sub(1)
    }
}

fn csi_key(parameters: Parameters<'_>, last: u8) -> Option<Key> {
    if parameters.number(1, 1) == Some(RELEASE) {
        return None;
    }
    let first = parameters.number(0, 0);
    let modifiers = parameters.modifiers(1);
    match (last, first) {
        (b'u', Some(code)) => coded(code, parameters, modifiers),
        (b'~', Some(27)) => parameters.number(2, 0).and_then(|code| coded(code, Parameters(b""), modifiers)),
        (b'~', Some(number)) => modified(tilde(number)?, modifiers),
        (b'Z', _) => Some(Key::BackTab),
        // rxvt sends arrows with Shift as small letters.
        (b'a', _) => Some(Key::ShiftUp),
        (b'b', _) => Some(Key::ShiftDown),
        (b'A'..=b'D' | b'F' | b'H', _) | (b'P'..=b'S', None | Some(1)) => modified(ss3(last)?, modifiers),
        _ => None,
    }
}

/// A named key with modifiers. Those that make no other key of it are ignored, as a terminal without them would.
fn modified(key: Key, modifiers: u32) -> Option<Key> {
    if modifiers & OTHERS > 0 {
        return None;
    }
    Some(match key {
        Key::Up if modifiers & SHIFT > 0 => Key::ShiftUp,
        Key::Down if modifiers & SHIFT > 0 => Key::ShiftDown,
        Key::Tab if modifiers & SHIFT > 0 => Key::BackTab,
        key => key,
    })
}

/// The key that is sent as a number: of a letter, or of a key that the kitty protocol numbers.
fn coded(code: u32, parameters: Parameters<'_>, modifiers: u32) -> Option<Key> {
    if modifiers & OTHERS > 0 {
        return None;
    }
    let named = match code {
        9 => Key::Tab,
        13 | 57_414 => Key::Enter,
        27 => Key::Esc,
        8 | 127 => Key::Backspace,
        57_417 => Key::Left,
        57_418 => Key::Right,
        57_419 => Key::Up,
        57_420 => Key::Down,
        57_421 => Key::PageUp,
        57_422 => Key::PageDown,
        57_423 => Key::Home,
        57_424 => Key::End,
        57_426 => Key::Delete,
        _ => return letter(code, parameters, modifiers),
    };
    modified(named, modifiers)
}

/// A letter that is sent as a number: with the letter that Shift makes of it and the one at its place on a Latin
/// keyboard, and with the text that it means, if the terminal was asked for them.
fn letter(code: u32, parameters: Parameters<'_>, modifiers: u32) -> Option<Key> {
    // The keys of a number pad.
    const PAD: &str = "0123456789./*-+";
    if (57_399..57_414).contains(&code) {
        let sign = usize::try_from(code - 57_399).ok().and_then(|at| PAD.chars().nth(at))?;
        return Some(Key::Char(sign));
    }
    let printed = |code: u32| {
        char::from_u32(code).filter(|letter| !letter.is_control() && !('\u{e000}'..='\u{f8ff}').contains(letter))
    };
    let plain = printed(code)?;
    if modifiers & CTRL > 0 {
        let latin = if plain.is_ascii() { Some(plain) } else { parameters.number(0, 2).and_then(printed) };
        return controlled(latin?.to_ascii_lowercase()).filter(|_| modifiers & ALT == 0);
    }
    let is_shifted = modifiers & SHIFT > 0;
    let is_upper = is_shifted != (modifiers & CAPS_LOCK > 0);
    let shifted = if is_shifted { parameters.number(0, 1).and_then(printed) } else { None };
    let upper = || Some(plain.to_uppercase()).filter(|upper| is_upper && upper.len() == 1).and_then(|mut it| it.next());
    let letter = shifted.or_else(upper).unwrap_or(plain);
    if modifiers & ALT > 0 {
        return Some(Key::Alt(letter));
    }
    Some(Key::Char(parameters.number(2, 0).and_then(printed).unwrap_or(letter)))
}

/// A letter with Ctrl: where terminals send it as another key, that key.
fn controlled(letter: char) -> Option<Key> {
    match letter {
        'h' => Some(Key::Backspace),
        'i' => Some(Key::Tab),
        'm' => Some(Key::Enter),
        '[' => Some(Key::Esc),
        'a'..='z' => Some(Key::Ctrl(letter)),
        _ => None,
    }
}

fn ss3(last: u8) -> Option<Key> {
    match last {
        b'A' => Some(Key::Up),
        b'B' => Some(Key::Down),
        b'C' => Some(Key::Right),
        b'D' => Some(Key::Left),
        b'H' => Some(Key::Home),
        b'F' => Some(Key::End),
        b'P'..=b'S' => Some(Key::F(last - b'P' + 1)),
        b'M' => Some(Key::Enter),
        _ => None,
    }
}

fn tilde(number: u32) -> Option<Key> {
    match u8::try_from(number).ok()? {
        1 | 7 => Some(Key::Home),
        3 => Some(Key::Delete),
        4 | 8 => Some(Key::End),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        // F6 and F11 come after gaps.
        number @ 11..=15 => Some(Key::F(number - 10)),
        number @ 17..=21 => Some(Key::F(number - 11)),
        number @ (23 | 24) => Some(Key::F(number - 12)),
        _ => None,
    }
}

/// An action of the mouse, in the form of mode 1006: the left button pressed, or the wheel turned.
fn mouse(parameters: Parameters<'_>, last: u8) -> Option<MouseEvent> {
    /// Shift, Alt and Ctrl, which change nothing here.
    const MODIFIERS: u32 = 4 | 8 | 16;
    let at = |field| parameters.number(field, 0)?.checked_sub(1).and_then(|cell| u16::try_from(cell).ok());
    let action = match (parameters.number(0, 0)? & !MODIFIERS, last) {
        (0, b'M') => MouseAction::Click,
        (64, b'M') => MouseAction::WheelUp,
        (65, b'M') => MouseAction::WheelDown,
        _ => return None,
    };
    Some(MouseEvent { column: at(1)?, row: at(2)?, action })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of some bytes, with nothing left over.
    fn keys(bytes: &str) -> Vec<Key> {
        let (mut rest, mut keys) = (bytes.as_bytes(), Vec::new());
        while !rest.is_empty() {
            let length = match parse(rest) {
                Parsed::Key(key, length) => {
                    keys.push(key);
                    length
                }
                Parsed::Mouse(_, length) | Parsed::Nothing(length) => length,
                Parsed::Unfinished => panic!("{bytes:?} is unfinished"),
            };
            rest = &rest[length..];
        }
        keys
    }

    #[test]
    fn keys_of_a_protocol_that_was_left_on_are_keys() {
        for (bytes, key) in [
            ("\x1b[108u", Key::Char('l')),
            ("\x1b[228u", Key::Char('ä')),
            ("\x1b[99;5u", Key::Ctrl('c')),
            ("\x1b[99;133u", Key::Ctrl('c')),
            ("\x1b[99;69u", Key::Ctrl('c')),
            ("\x1b[99;197:2u", Key::Ctrl('c')),
            ("\x1b[1089::99;5u", Key::Ctrl('c')),
            ("\x1b[27;5;99~", Key::Ctrl('c')),
            ("\x1b[27u", Key::Esc),
            ("\x1b[27;129u", Key::Esc),
            ("\x1b[13;129:1u", Key::Enter),
            ("\x1b[27;5;13~", Key::Enter),
            ("\x1b[57414u", Key::Enter),
            ("\x1b[127u", Key::Backspace),
            ("\x1b[127;65u", Key::Backspace),
            ("\x1b[27;2;127~", Key::Backspace),
            ("\x1b[9u", Key::Tab),
            ("\x1b[9;2u", Key::BackTab),
            ("\x1b[27;2;9~", Key::BackTab),
            ("\x1b[105;5u", Key::Tab),
            ("\x1b[1;129A", Key::Up),
            ("\x1b[1;1:2B", Key::Down),
            ("\x1b[1;2A", Key::ShiftUp),
            ("\x1b[1;130B", Key::ShiftDown),
            ("\x1b[a", Key::ShiftUp),
            ("\x1b[1;5D", Key::Left),
            ("\x1b[57419u", Key::Up),
            ("\x1b[5;129~", Key::PageUp),
            ("\x1b[1;129P", Key::F(1)),
            ("\x1b[98;3u", Key::Alt('b')),
            ("\x1b[27;3;98~", Key::Alt('b')),
            ("\x1bb", Key::Alt('b')),
            ("\x1b[103;2u", Key::Char('G')),
            ("\x1b[103:71;2u", Key::Char('G')),
            ("\x1b[103;65u", Key::Char('G')),
            ("\x1b[103;66u", Key::Char('g')),
            ("\x1b[55:47;2u", Key::Char('/')),
            ("\x1b[55;2;47u", Key::Char('/')),
            ("\x1b[27;2;71~", Key::Char('G')),
            ("\x1b[57403u", Key::Char('4')),
            ("\n", Key::Ctrl('j')),
        ] {
            assert_eq!(keys(bytes), [key], "{bytes:?}");
        }
    }

    #[test]
    fn releases_modifiers_alone_and_unknown_keys_are_not_keys() {
        for bytes in [
            "\x1b[99;5:3u",
            "\x1b[108;1:3u",
            "\x1b[1;1:3A",
            "\x1b[5;1:3~",
            "\x1b[57441;2u",
            "\x1b[57358u",
            "\x1b[108;9u",
            "\x1b[u",
            "\x1b[?1u",
            "\x1b[0u",
            "\x1b[4294967295u",
            "\x1b[99999999999u",
            "\x1b[55296u",
            "\x1b[27;5~",
            "\x1b[24;80R",
            "\x1b[M ab",
        ] {
            assert_eq!(keys(bytes), [], "{bytes:?}");
        }
    }

    #[test]
    fn the_wheel_and_the_left_button_are_read_and_nothing_else_of_a_mouse() {
        let event = |bytes: &str| match parse(bytes.as_bytes()) {
            Parsed::Mouse(event, length) if length == bytes.len() => Some(event),
            _ => None,
        };
        let at = |action| Some(MouseEvent { column: 4, row: 2, action });
        assert_eq!(event("\x1b[<0;5;3M"), at(MouseAction::Click));
        assert_eq!(event("\x1b[<64;5;3M"), at(MouseAction::WheelUp));
        assert_eq!(event("\x1b[<81;5;3M"), at(MouseAction::WheelDown));
        for bytes in ["\x1b[<0;5;3m", "\x1b[<2;5;3M", "\x1b[<32;5;3M", "\x1b[<0;0;3M", "\x1b[<0;5M", "\x1b[<0;5;99999M"]
        {
            assert_eq!(event(bytes), None, "{bytes:?}");
            assert_eq!(keys(bytes), [], "{bytes:?}");
        }
    }
}
