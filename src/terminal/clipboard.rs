//! Copies to the clipboard of the user's machine, through multiplexers and SSH.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::tty;
use crate::present::CopyWay;
use crate::session::Env;

/// The longest piece that GNU screen passes on.
const SCREEN_PIECE: usize = 240;
/// The maximum duration of another program's copy before the next way is tried.
const PATIENCE: Duration = Duration::from_millis(300);
/// The pause between two checks whether it has ended.
const PAUSE: Duration = Duration::from_millis(2);

/// The programs that set the clipboard of a display, with the variable that names the display.
const TOOLS: [(&str, CopyWay, &[&str]); 3] = [
    ("WAYLAND_DISPLAY", CopyWay::WlCopy, &["wl-copy"]),
    ("DISPLAY", CopyWay::Xclip, &["xclip", "-selection", "clipboard"]),
    ("DISPLAY", CopyWay::Xsel, &["xsel", "--clipboard", "--input"]),
];

/// Sends a text to the clipboard by every available way, and returns the most reliable one. `None` if there is none.
///
/// The display is used only without SSH: over SSH, it belongs to another user.
pub(crate) fn copy(text: &str, env: Env<'_>) -> Option<CopyWay> {
    let is_set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
    let is_remote = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
    let tools = TOOLS.iter().filter(|(display, ..)| !is_remote && is_set(display));
    let tool = tools.filter(|(_, _, command)| give_to(command, text)).map(|(_, way, _)| *way).next();
    tool.or(through_terminal(text, env))
}

/// Copies by an escape sequence that the surrounding program passes on. `None` if the terminal knows none.
fn through_terminal(text: &str, env: Env<'_>) -> Option<CopyWay> {
    let is_set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
    let term = env("TERM").unwrap_or_default();
    let mut plain = String::new();
    _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    let (sequence, way) = if is_set("TMUX") {
        // tmux drops what programs send to the clipboard by themselves, but sets it when asked.
        if give_to(&["tmux", "load-buffer", "-w", "-"], text) {
            return Some(CopyWay::Tmux);
        }
        (for_tmux(&plain), CopyWay::Tmux)
    } else if is_set("STY") {
        (for_screen(&plain), CopyWay::Screen)
    } else if term.starts_with("tmux") {
        // tmux on the user's side of the connection, whose settings are unknown: it passes on one, both or none.
        (for_tmux(&plain) + &plain, CopyWay::BeyondTmux)
    } else if term.starts_with("screen") {
        // tmux may use this name, too; it drops what is wrapped for screen.
        (for_screen(&plain) + &plain, CopyWay::BeyondScreen)
    } else if matches!(term.as_str(), "linux" | "vt100") {
        return None;
    } else {
        (plain, CopyWay::Terminal)
    };
    tty::write(sequence.as_bytes()).ok().map(|()| way)
}

fn for_tmux(sequence: &str) -> String {
    wrapped(&sequence.replace('\x1b', "\x1b\x1b"), "\x1bPtmux;")
}

fn for_screen(sequence: &str) -> String {
    let pieces = sequence.as_bytes().chunks(SCREEN_PIECE);
    pieces.map(|piece| wrapped(&String::from_utf8_lossy(piece), "\x1bP")).collect()
}

fn wrapped(sequence: &str, opening: &str) -> String {
    let mut all = String::from(opening);
    _ = write!(all, "{sequence}\x1b\\");
    all
}

/// Passes a text to another program. Returns `true` if the program accepted it in time.
fn give_to(command: &[&str], text: &str) -> bool {
    let [program, args @ ..] = command else { return false };
    let (input, output) = (Stdio::piped(), Stdio::null);
    let child = Command::new(program).args(args).stdin(input).stdout(output()).stderr(output()).spawn();
    let Ok(mut child) = child else { return false };
    let is_given = child.stdin.take().is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    let has_taken = is_given && ends_well(&mut child);
    if !has_taken {
        _ = child.kill();
        _ = child.wait();
    }
    has_taken
}

fn ends_well(child: &mut Child) -> bool {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(PAUSE),
            Err(_) => return false,
        }
    }
    false
}
