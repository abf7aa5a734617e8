//! The program inside a real tmux, and over a real sshd.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::server::{Sshd, open_folder};
use crate::support::session::Session;

const ALLU: &str = env!("CARGO_BIN_EXE_allu");

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn a_number_is_copied_from_inside_tmux() {
    let tmux = Tmux::start();
    let mut session = Session::start_program(
        80,
        24,
        "tmux",
        &["-L", &tmux.socket, "-f", "/dev/null", "new-session", ALLU, "lappi"],
        &[],
    );
    session.wait_for("Sanna Hiltunen");
    session.send("\x19");
    session.wait_for("kopioitu, tmuxin kautta");
    assert_eq!(tmux.run(&["show-buffer"]), "0295 037012");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn a_number_is_read_and_copied_over_ssh() {
    let sshd = Sshd::start();
    let mut session = sshd.session(&format!("LC_ALL=fi_FI.UTF-8 {ALLU} Rovaniemellä"));
    session.wait_for("0295 037012");
    session.wait_for("Rovaniemi → Lappi");
    session.send("\x19");
    session.wait_for("0295 037012 ’18 kopioitu, päätteen kautta");
    assert!(session.bytes_contain("\x1b]52;c;MDI5NSAwMzcwMTI="), "no copy came through");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn a_dropped_link_ends_the_program_at_the_other_end() {
    let sshd = Sshd::start();
    let folder = open_folder();
    let pid = folder.path().join("pid");
    let mut session = sshd.session(&format!("echo $$ > {}; exec env LC_ALL=fi_FI.UTF-8 {ALLU}", pid.display()));
    session.wait_for("nimi, paikka, hanke tai numero");
    let pid = fs::read_to_string(pid).expect("the program said its number");
    session.hang_up();
    let until = Instant::now() + Duration::from_secs(10);
    while Path::new("/proc").join(pid.trim()).exists() {
        assert!(Instant::now() < until, "the program is still there");
        std::thread::yield_now();
    }
}

/// A tmux server of its own, ended with the test.
struct Tmux {
    socket: String,
}

impl Tmux {
    fn start() -> Self {
        Self { socket: format!("allu-test-{}", std::process::id()) }
    }

    fn run(&self, args: &[&str]) -> String {
        let output = Command::new("tmux").args(["-L", &self.socket]).args(args).output().expect("tmux runs");
        String::from_utf8(output.stdout).expect("tmux speaks UTF-8")
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}
