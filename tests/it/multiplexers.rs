//! The real program inside real terminal multiplexers, at their default settings.

use std::process::Command;

use crate::support::session::Session;

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

    /// The command that starts tmux with a program.
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
    // A tmux refuses to run in another one while the environment names that one.
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
    // The sequence is wrapped, in case the program runs in a tmux.
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

/// Copies in a program that does not know that it runs in tmux, as on a remote machine. Returns the content of that
/// tmux's buffer.
fn copied_from_beyond(name: &str, setting: &str, term: &str, said: &str) -> (Session, String) {
    let tmux = Tmux::new(name);
    let beyond = ["env", "-u", "TMUX", "-u", "TMUX_PANE", "SSH_CONNECTION=1", term, ALLU, "lappi"];
    let mut command = vec!["tmux", "-L", &tmux.socket, "-f", "/dev/null", "start-server", ";", "set", "-g"];
    command.extend(setting.split(' '));
    command.extend([";", "new-session"].iter().chain(&beyond));
    let mut session = session(&command);
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for(said);
    let buffer = tmux.run(&["show-buffer"]);
    session.send("\x03");
    session.ends_with(0);
    (session, buffer)
}

const BEYOND_TMUX: &str = "kopioitu, OSC 52:lla, jos tmux sallii";
const BEYOND_SCREEN: &str = "kopioitu, OSC 52:lla, jos tmux/screen sallii";

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn a_tmux_on_the_other_side_has_the_copy_when_its_settings_allow_one() {
    for (term, said) in [("TERM=tmux-256color", BEYOND_TMUX), ("TERM=screen-256color", BEYOND_SCREEN)] {
        let (_, buffer) = copied_from_beyond("allows", "set-clipboard on", term, said);
        assert_eq!(buffer, "0295 037012", "{term}");
    }
    let (mut session, _) = copied_from_beyond("passes", "-w allow-passthrough on", "TERM=tmux-256color", BEYOND_TMUX);
    session.wait_for_bytes(COPY);
    // With its default settings, tmux passes nothing on, and nothing appears on the screen instead.
    let (session, buffer) = copied_from_beyond("default", "status on", "TERM=tmux-256color", BEYOND_TMUX);
    assert!(buffer.is_empty() && !session.bytes_contain("MDI5NSAwMzcwMTI="), "{buffer}");
}

#[test]
#[ignore = "needs screen; .ci/run installs it and runs this"]
fn a_screen_on_the_other_side_hands_a_copy_on() {
    let name = format!("allu-test-beyond-{}", std::process::id());
    let started = ["screen", "-c", "/dev/null", "-U", "-S", &name];
    let beyond = ["env", "-u", "STY", "SSH_CONNECTION=1", ALLU, "lappi"];
    let mut session = session(&[&started[..], &beyond[..]].concat());
    session.wait_for("0295 037012");
    session.send("\x19");
    session.wait_for(BEYOND_SCREEN);
    session.wait_for_bytes(COPY);
    assert!(!session.text().contains("MDI5"), "{}", session.text());
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
