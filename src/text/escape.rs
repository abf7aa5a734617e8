//! JSON without characters that could control a terminal.

use std::fmt::Write;
use std::io;

use super::is_dangerous;

/// The text with `\u…` for each character that could change more of a screen than its own cell.
#[must_use]
pub fn escape_dangerous(text: &str) -> String {
    if !text.chars().any(is_dangerous) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_dangerous(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(letter);
        }
    }
    safe
}

/// Writes JSON with `\u…` for each character that could control a terminal, except line ends. Each write must contain
/// whole characters, as those of `serde_json` do.
#[derive(Debug)]
pub struct EscapingWriter<W>(pub W);

impl<W: io::Write> io::Write for EscapingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = str::from_utf8(bytes).map_err(|cause| io::Error::new(io::ErrorKind::InvalidData, cause))?;
        if !text.chars().any(|letter| letter != '\n' && is_dangerous(letter)) {
            return self.0.write_all(bytes);
        }
        for line in text.split_inclusive('\n') {
            let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
            write!(self.0, "{}{end}", escape_dangerous(line))?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_in_letters() {
        assert_eq!(escape_dangerous("\"a\u{7f}\u{9b}\u{202e}\u{e0041}ä\""), r#""a\u007f\u009b\u202e\udb40\udc41ä""#);
    }
}
