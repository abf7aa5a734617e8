//! The real program inside real terminal multiplexers, at their default settings.

#[expect(dead_code, reason = "other tests ask more of a terminal")]
mod session;

use std::process::Command;

use session::Session;

const ALLU: &str = env!("CARGO_BIN_EXE_allu");

/// “0295 037012” in base 64, as OSC 52 sends it.
const COPY: &str = "\x1b]52;c;MDI5NSAwMzcwMTI=";

/// A tmux server of its own, ended with the test.
struct Tmux {
    socket: String,
}

impl Tmux {
    fn new(name: &str) -> Self {
        Self { socket: format!("allu-test-{name}-{}", std::process::id()) }
    }

    /// The command that starts it with a program.
    fn running<'a>(&'a self, program: &[&'a str]) -> Vec<&'a str> {
        ["tmux", "-L", &self.socket, "-f", "/dev/null", "new-session"].iter().chain(program).copied().collect()
    }

    fn run(&self, args: &[&str]) -> String {
        let output = Command::new("tmux").args(["-L", &self.socket]).args(args).output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

fn session(command: &[&str]) -> Session {
    Session::start_program(80, 24, command[0], &command[1..], &[])
}

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn tmux_hands_a_copy_on_to_the_terminal() {
    let tmux = Tmux::new("one");
    let mut session = session(&tmux.running(&[ALLU, "lappi"]));
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("kopioitu, tmuxin kautta");
    assert_eq!(tmux.run(&["show-buffer"]), "0295 037012");
    session.wait_for_bytes("MDI5NSAwMzcwMTI=");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn in_a_tmux_inside_a_tmux_the_inner_one_has_the_copy() {
    let (outer, inner) = (Tmux::new("outer"), Tmux::new("inner"));
    // A tmux refuses to run in another while it is told of that one.
    let within = ["env", "-u", "TMUX"].into_iter().chain(inner.running(&[ALLU, "lappi"])).collect::<Vec<_>>();
    let mut session = session(&outer.running(&within));
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("kopioitu, tmuxin kautta");
    assert_eq!(inner.run(&["show-buffer"]), "0295 037012");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn a_tmux_that_is_gone_is_done_without() {
    let mut session = Session::start_with(80, 24, &["lappi"], &[("TMUX", "/nonexistent/tmux,1,0")]);
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("kopioitu, tmuxin kautta");
    // Wrapped, for whatever tmux there is after all.
    assert!(session.bytes_contain("\x1bPtmux;\x1b\x1b]52;c;MDI5NSAwMzcwMTI="));
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs screen; .ci/run installs it and runs this"]
fn screen_hands_a_copy_on_to_the_terminal() {
    let name = format!("allu-test-{}", std::process::id());
    let mut session = session(&["screen", "-c", "/dev/null", "-U", "-S", &name, ALLU, "lappi"]);
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for("kopioitu, screenin kautta");
    session.wait_for_bytes(COPY);
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn in_tmux_the_screen_of_before_comes_back() {
    let tmux = Tmux::new("back");
    let mut session =
        session(&tmux.running(&["sh", "-c", &format!("echo BEFORE; {ALLU} lappi; echo AFTER; sleep 60")]));
    session.wait_for("0295 037012");
    session.send("\x03");
    session.wait_until(|text| text.contains("BEFORE") && text.contains("AFTER") && !text.contains("0295 037012"));
}
