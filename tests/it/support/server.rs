//! A real sshd on a loopback port, with its own keys and accounts, which are removed after the test.

use std::ffi::OsStr;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::geteuid;

use crate::support::session::Session;

/// The sshd configuration that is shipped for administrators.
pub(crate) const SHIPPED: &str = include_str!("../../../assets/kiosk/sshd_config");

/// An sshd that listens, ended with the test.
pub(crate) struct Sshd {
    folder: PathBuf,
    pub(crate) port: u16,
    server: Child,
    user: String,
    _kept: tempfile::TempDir,
}

impl Sshd {
    /// For the user who runs the test, and any command.
    pub(crate) fn start() -> Self {
        Self::with("root", |folder| format!("AuthorizedKeysFile {}/authorized_keys\n", folder.display()))
    }

    /// For a user with the shipped configuration, in which only names are replaced. Everything that it does not forbid
    /// is allowed.
    pub(crate) fn kiosk(account: &Account, command: &str) -> Self {
        Self::with(&account.name, |folder| {
            let keys = format!("AuthorizedKeysFile {}/authorized_keys", folder.display());
            let replaced = [
                ("Match User directory", format!("Match User {}", account.name)),
                (
                    "ForceCommand exec /usr/bin/allu --kiosk --model /etc/allu/model.json",
                    format!("ForceCommand exec {command}"),
                ),
                ("AuthorizedKeysFile /etc/ssh/directory_keys", keys),
            ];
            let block = replaced.iter().fold(SHIPPED.to_owned(), |block, (shipped, ours)| {
                assert_eq!(block.matches(shipped).count(), 1, "{shipped}");
                block.replace(shipped, ours)
            });
            format!(
                "Subsystem sftp internal-sftp\nAllowTcpForwarding yes\nAllowStreamLocalForwarding yes\n\
                 AllowAgentForwarding yes\nPermitTunnel yes\nX11Forwarding yes\nGatewayPorts yes\nAcceptEnv *\n{block}"
            )
        })
    }

    fn with(user: &str, config: impl Fn(&Path) -> String) -> Self {
        // sshd records logins, and does not allocate a terminal if it cannot.
        assert!(geteuid().is_root(), "an sshd that root does not run gives nobody a terminal: run this as root");
        let kept = open_folder();
        let folder = kept.path().to_owned();
        for name in ["host", "user"] {
            let key = folder.join(name);
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
            assert!(made.expect("ssh-keygen runs").success());
        }
        fs::copy(folder.join("user.pub"), folder.join("authorized_keys")).expect("a key file");
        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a free port").port();
        let own = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}/host\nStrictModes no\nUsePAM no\n\
             PasswordAuthentication no\nPermitRootLogin yes\nPidFile none\n",
            folder.display()
        );
        fs::write(folder.join("config"), own + &config(&folder)).expect("a configuration");
        // Debian's sshd needs this folder, which may not exist yet.
        _ = fs::create_dir_all("/run/sshd");
        let mut server = Command::new(path());
        let server = server.args(["-D", "-e", "-f"]).arg(folder.join("config")).stderr(Stdio::null()).spawn();
        let sshd = Self { folder, port, server: server.expect("sshd starts"), user: user.to_owned(), _kept: kept };
        let until = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(Instant::now() < until, "sshd does not listen");
            std::thread::yield_now();
        }
        sshd
    }

    /// Runs a command, or a shell if it is empty, on the server, with a terminal.
    pub(crate) fn session(&self, command: &str) -> Session {
        let asked = [command];
        self.session_with(&[], &[], if command.is_empty() { &[] } else { &asked })
    }

    /// The same, with further options and variables for the client.
    pub(crate) fn session_with(&self, options: &[&str], env: &[(&str, &str)], asked: &[&str]) -> Session {
        let mut args = vec!["-tt".to_owned()];
        args.extend(self.arguments(options));
        args.extend(asked.iter().map(|word| (*word).to_owned()));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        Session::start_program(80, 24, "ssh", &args, env)
    }

    /// The arguments of ssh up to the command.
    pub(crate) fn arguments(&self, options: &[&str]) -> Vec<String> {
        let mut args: Vec<String> = self.client();
        args.extend(["-p".to_owned(), self.port.to_string()]);
        args.extend(options.iter().map(|option| (*option).to_owned()));
        args.push(format!("{}@127.0.0.1", self.user));
        args
    }

    /// The options for every client of OpenSSH: the trusted hosts and the key.
    pub(crate) fn client(&self) -> Vec<String> {
        let key = self.folder.join("user").display().to_string();
        let settings = [
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            // A failed attempt must fail, not wait.
            "ConnectTimeout=10",
        ];
        let mut args: Vec<String> = vec!["-F".to_owned(), "none".to_owned(), "-i".to_owned(), key];
        args.extend(settings.iter().flat_map(|setting| ["-o".to_owned(), (*setting).to_owned()]));
        args
    }

    /// The output for a client without a terminal, with or without a command.
    pub(crate) fn ask(&self, options: &[&str], asked: &[u8]) -> Output {
        let mut command = bounded("ssh");
        command.args(self.arguments(options));
        if !asked.is_empty() {
            // Even a command that begins like an option.
            command.arg("--").arg(OsStr::from_bytes(asked));
        }
        command.output().expect("ssh runs")
    }

    /// The settings of sshd for its user, one per line.
    pub(crate) fn settings(&self) -> Vec<String> {
        let whom = format!("user={},host=localhost,addr=127.0.0.1", self.user);
        let said = Command::new(path()).args(["-T", "-C", &whom, "-f"]).arg(self.folder.join("config")).output();
        let said = said.expect("sshd runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8_lossy(&said.stdout).lines().map(str::to_owned).collect()
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        _ = self.server.kill();
        _ = self.server.wait();
    }
}

/// A command that is ended when it takes too long, with the status 124, and that has nothing to read.
pub(crate) fn bounded(program: &str) -> Command {
    let mut command = Command::new("timeout");
    command.args(["--kill-after=1", "20", program]).stdin(Stdio::null());
    command
}

/// A folder that every user can read.
pub(crate) fn open_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    allow(folder.path(), 0o755);
    folder
}

/// Gives other users a permission on a file.
pub(crate) fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

fn path() -> &'static str {
    let path = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].into_iter().find(|path| Path::new(path).exists());
    path.expect("an sshd")
}

/// The account of a kiosk, created for the test and removed after it, because limits of processes do not apply to root.
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) home: PathBuf,
    _kept: tempfile::TempDir,
}

impl Account {
    pub(crate) fn new(name: &str) -> Self {
        let kept = open_folder();
        let home = kept.path().to_owned();
        // Removes the account of an earlier test that was killed.
        administer(&["userdel", "--force", name], &[0, 6]);
        let settings = ["--system", "--password", "*", "--no-create-home", "--shell", "/bin/sh", "--home-dir"];
        let mut made = vec!["useradd"];
        made.extend(settings);
        let folder = home.display().to_string();
        made.extend([folder.as_str(), name]);
        administer(&made, &[0]);
        // The number of the account is in /etc/passwd.
        let uid = fs::read_to_string("/etc/passwd").expect("accounts").lines().find_map(|line| {
            let mut fields = line.split(':');
            (fields.next() == Some(name)).then(|| fields.nth(1)?.parse().ok()).flatten()
        });
        let uid = uid.expect("the account was made");
        chown(&home, Some(uid), None).expect("its home");
        Self { name: name.to_owned(), uid, home, _kept: kept }
    }

    /// The processes of the account whose command line begins with a program.
    pub(crate) fn processes_of(&self, program: &Path) -> Vec<u32> {
        let all = fs::read_dir("/proc").expect("processes").flatten();
        let ours = all.filter(|entry| entry.metadata().is_ok_and(|there| self.is_of(&there, &entry.path())));
        let runs = ours.filter(|entry| {
            fs::read(entry.path().join("cmdline"))
                .is_ok_and(|line| line.starts_with(program.as_os_str().as_encoded_bytes()))
        });
        runs.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
    }

    /// Whether a process belongs to the account. The files of a process that is not dumpable belong to root.
    fn is_of(&self, there: &fs::Metadata, process: &Path) -> bool {
        let status = fs::read_to_string(process.join("status")).unwrap_or_default();
        let uid = status.lines().find_map(|line| line.strip_prefix("Uid:")?.split_whitespace().next()?.parse().ok());
        uid.unwrap_or(there.uid()) == self.uid
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        administer(&["userdel", "--force", &self.name], &[0, 6, 8]);
    }
}

/// Runs a command that changes accounts; another test may be changing them at this moment.
fn administer(command: &[&str], fine: &[i32]) {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let done = Command::new(command[0]).args(&command[1..]).output().expect("accounts can be changed");
        if done.status.code().is_some_and(|code| fine.contains(&code)) {
            return;
        }
        assert!(Instant::now() < until, "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
        std::thread::yield_now();
    }
}
