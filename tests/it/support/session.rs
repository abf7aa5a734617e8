//! The program on a pseudo-terminal, and a terminal emulator that reads it.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, prlimit};

use super::NO_SYSTEM_FOLDER;

/// Far longer than any step takes; only a failing test waits as long.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    pieces: Receiver<Vec<u8>>,
    bytes: Vec<u8>,
    screen: vt100::Parser,
    before: String,
}

impl Session {
    pub(crate) fn start(width: u16, height: u16, args: &[&str]) -> Self {
        Self::start_with(width, height, args, &[])
    }

    pub(crate) fn start_with(width: u16, height: u16, args: &[&str], env: &[(&str, &str)]) -> Self {
        Self::start_program(width, height, env!("CARGO_BIN_EXE_allu"), args, env)
    }

    pub(crate) fn start_program(width: u16, height: u16, program: &str, args: &[&str], env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(width, height)).expect("a pseudo-terminal");
        let before = modes(&*pair.master);
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env_clear();
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("HOME", "/nonexistent");
        command.env(NO_SYSTEM_FOLDER.0, NO_SYSTEM_FOLDER.1);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "fi_FI.UTF-8");
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (send, pieces) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(cells(height), cells(width), 0);
        // Only the program has the other end, so its exit must not close the terminal's side.
        std::mem::forget(pair.slave);
        Self { master: Some(pair.master), writer: Some(writer), child, pieces, bytes: Vec::new(), screen, before }
    }

    pub(crate) fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().expect("not hung up");
        writer.write_all(keys.as_bytes()).expect("the terminal takes keys");
        writer.flush().expect("the terminal takes keys");
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.master.as_ref().expect("not hung up").resize(size(width, height)).expect("another size");
        // A fresh screen: its content is drawn again, as on a terminal that has been resized.
        self.screen = vt100::Parser::new(cells(height), cells(width), 0);
        self.screen.process(b"\x1b[?1049h");
    }

    /// Changes the size of the terminal and informs only the program.
    pub(crate) fn claim_size(&self, width: u16, height: u16) {
        self.master.as_ref().expect("not hung up").resize(size(width, height)).expect("another size");
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the program is there");
    }

    /// Limits the memory of the program to what it has now.
    pub(crate) fn limit_memory(&self) {
        let none = Rlimit { current: Some(1), maximum: Some(1) };
        prlimit(Some(self.pid()), Resource::As, none).expect("the program is there");
    }

    /// Waits until the program is stopped, and for all its output until then.
    pub(crate) fn wait_until_stopped(&mut self) {
        let until = Instant::now() + PATIENCE;
        let state =
            || std::fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero())).unwrap_or_default();
        while !state().contains(") T ") {
            assert!(Instant::now() < until, "the program is not stopped");
            thread::yield_now();
        }
        while self.read_until(Instant::now() + Duration::from_millis(50)) {}
    }

    /// The peak memory of the program, in kilobytes.
    pub(crate) fn most_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid().as_raw_nonzero()));
        let status = status.expect("the program is there");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|number| number.parse().ok()).expect("a number")
    }

    /// Closes the terminal's own end, as a lost connection does.
    pub(crate) fn hang_up(&mut self) {
        self.writer = None;
        self.master = None;
        self.signal(Signal::HUP);
    }

    /// The screen as a person reads it.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Lets the terminal show what another program writes to it.
    pub(crate) fn scribble(&mut self, text: &str) {
        self.screen.process(text.as_bytes());
    }

    pub(crate) fn cursor_shows(&self) -> bool {
        !self.screen.screen().hide_cursor()
    }

    pub(crate) fn bytes_contain(&self, wanted: &str) -> bool {
        self.bytes.windows(wanted.len()).any(|piece| piece == wanted.as_bytes())
    }

    pub(crate) fn wait_for_bytes(&mut self, wanted: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.bytes_contain(wanted) {
            assert!(self.read_until(until), "{wanted:?} was never sent");
        }
    }

    pub(crate) fn wait_for(&mut self, wanted: &str) {
        self.wait_until(|text| text.contains(wanted));
    }

    pub(crate) fn wait_until(&mut self, is_there: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        while self.is_in_frame() || !is_there(&self.text()) {
            assert!(self.read_until(until), "never came; the screen is\n{}", self.text());
        }
    }

    /// Whether a text appears on the screen in that time.
    pub(crate) fn shows(&mut self, wanted: &str, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        while self.is_in_frame() || !self.text().contains(wanted) {
            if !self.read_until(until) {
                return false;
            }
        }
        true
    }

    /// Whether only the beginning of a frame has arrived; a terminal shows a frame only when it is complete.
    fn is_in_frame(&self) -> bool {
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|piece| piece == mark);
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    /// Reads the next output. Returns `false` if there was none.
    fn read_until(&mut self, until: Instant) -> bool {
        match self.pieces.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(piece) => {
                self.screen.process(&piece);
                self.bytes.extend(piece);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Waits for the program to end, and for all its output.
    pub(crate) fn ends(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            assert!(Instant::now() < until, "the program does not end; the screen is\n{}", self.text());
            self.read_until(Instant::now() + Duration::from_millis(5));
        };
        while self.read_until(Instant::now() + Duration::from_millis(50)) {}
        status
    }

    /// Presses a key until the program ends.
    pub(crate) fn ends_by_pressing(&mut self, key: &str) {
        let until = Instant::now() + PATIENCE;
        while self.child.try_wait().expect("a child").is_none() {
            assert!(Instant::now() < until, "the program does not end; the screen is\n{}", self.text());
            self.send(key);
            self.read_until(Instant::now() + Duration::from_millis(100));
        }
        self.ends();
    }

    pub(crate) fn ends_with(&mut self, code: u32) {
        let status = self.ends();
        assert_eq!((status.exit_code(), status.signal()), (code, None), "{}", self.text());
    }

    pub(crate) fn ends_by(&mut self, signal: Signal) {
        let status = self.ends();
        assert!(status.signal().is_some(), "{status:?} after {signal:?}");
    }

    /// The modes are those from before, and the main screen and the cursor are visible.
    pub(crate) fn terminal_is_as_before(&self) {
        let master = self.master.as_ref().expect("not hung up");
        assert_eq!(modes(&**master), self.before);
        assert!(!self.screen.screen().alternate_screen(), "the other screen still shows");
        assert!(!self.screen.screen().hide_cursor(), "the cursor is hidden");
    }

    fn pid(&self) -> Pid {
        let id = self.child.process_id().expect("a process");
        Pid::from_raw(id.cast_signed()).expect("a process")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a screen has cells")
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}
