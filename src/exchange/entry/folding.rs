//! Folding of long lines in vCard and LDIF.

/// The maximum number of octets of a line, without its end.
const MAX_OCTETS: usize = 75;

/// A line with its end, folded so that no line is longer than 75 octets and no character is divided.
pub(in crate::exchange) fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2 + line.len() / 24);
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > MAX_OCTETS {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(letter);
        octets += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_long_and_no_character_is_apart() {
        for line in ["", "a", &"a".repeat(75), &"a".repeat(76), &"äö🙂".repeat(40), &"🙂".repeat(100)] {
            let folded = folded(line);
            assert!(folded.split("\r\n").all(|line| line.len() <= MAX_OCTETS), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
        }
        assert_eq!(folded(&"a".repeat(75)).matches("\r\n").count(), 1);
    }
}
