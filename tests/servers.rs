//! The real program where it lives: inside a real tmux, and behind a real sshd.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

#[expect(dead_code, reason = "shared with the tests that need less")]
mod session;

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use session::Session;

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
#[ignore = "needs sshd and ssh; .ci/run installs them and runs this"]
fn a_number_is_read_and_copied_over_ssh() {
    let sshd = Sshd::start();
    let mut session = sshd.session(&format!("LC_ALL=fi_FI.UTF-8 {ALLU} Rovaniemellä"));
    session.wait_for("0295 037012");
    session.wait_for("Rovaniemi → Lappi");
    session.send("\x19");
    session.wait_for("numero 0295 037012 kopioitu, päätteen kautta");
    assert!(session.bytes_contain("\x1b]52;c;MDI5NSAwMzcwMTI="), "no copy came through");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs sshd and ssh; .ci/run installs them and runs this"]
fn a_dropped_link_ends_the_program_at_the_other_end() {
    let sshd = Sshd::start();
    let pid = sshd.folder.join("pid");
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

/// An sshd on a loopback port, with keys made for it, ended with the test.
struct Sshd {
    folder: PathBuf,
    port: u16,
    server: Child,
    _kept: tempfile::TempDir,
}

impl Sshd {
    fn start() -> Self {
        let kept = tempfile::tempdir().expect("a folder");
        let folder = kept.path().to_owned();
        for name in ["host", "user"] {
            let key = folder.join(name);
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
            assert!(made.expect("ssh-keygen runs").success());
        }
        fs::copy(folder.join("user.pub"), folder.join("authorized_keys")).expect("a key file");
        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a free port").port();
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {0}/host\nAuthorizedKeysFile {0}/authorized_keys\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nPidFile none\n",
            folder.display()
        );
        fs::write(folder.join("config"), config).expect("a configuration");
        // Where Debian's sshd wants its folder and nobody has started one yet.
        _ = fs::create_dir_all("/run/sshd");
        let path = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].into_iter().find(|path| Path::new(path).exists());
        let mut server = Command::new(path.expect("an sshd"));
        let server = server.args(["-D", "-e", "-f"]).arg(folder.join("config")).stderr(Stdio::null()).spawn();
        let sshd = Self { folder, port, server: server.expect("sshd starts"), _kept: kept };
        let until = Instant::now() + Duration::from_secs(10);
        while std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(Instant::now() < until, "sshd does not listen");
            std::thread::yield_now();
        }
        sshd
    }

    /// A command at the other end, on a terminal of its own.
    fn session(&self, command: &str) -> Session {
        let (port, key) = (self.port.to_string(), self.folder.join("user").display().to_string());
        let options = [
            "-tt",
            "-F",
            "none",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
        ];
        let user = std::env::var("USER").unwrap_or_else(|_| "root".to_owned());
        let address = format!("{user}@127.0.0.1");
        let mut args: Vec<&str> = options.to_vec();
        args.extend(["-p", &port, "-i", &key, &address, command]);
        Session::start_program(80, 24, "ssh", &args, &[])
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        _ = self.server.kill();
        _ = self.server.wait();
    }
}
