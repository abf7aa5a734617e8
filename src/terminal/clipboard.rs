//! Copying through the terminal, to the clipboard of the machine in front of the user.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::tty;
use crate::app::CopyWay;

/// The longest piece that GNU screen passes on.
const SCREEN_PIECE: usize = 240;

/// Sends a text to the clipboard, the way that the program around us lets through.
pub(super) fn copy(text: &str, is_set: impl Fn(&str) -> bool) -> CopyWay {
    let mut sequence = String::new();
    _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    if is_set("TMUX") {
        // tmux drops what programs send to the clipboard by themselves, but sets it when asked.
        if !give_to_tmux(text) {
            _ = tty::write(wrapped(&sequence.replace('\x1b', "\x1b\x1b"), "\x1bPtmux;").as_bytes());
        }
        return CopyWay::Tmux;
    }
    if is_set("STY") {
        let pieces = sequence.as_bytes().chunks(SCREEN_PIECE);
        let wrapped: String = pieces.map(|piece| wrapped(&String::from_utf8_lossy(piece), "\x1bP")).collect();
        _ = tty::write(wrapped.as_bytes());
        return CopyWay::Screen;
    }
    _ = tty::write(sequence.as_bytes());
    CopyWay::Terminal
}

fn wrapped(sequence: &str, opening: &str) -> String {
    let mut all = String::from(opening);
    _ = write!(all, "{sequence}\x1b\\");
    all
}

fn give_to_tmux(text: &str) -> bool {
    let child = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    let is_given = child.stdin.take().is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    is_given && child.wait().is_ok_and(|status| status.success())
}
