//! Attempts to escape from the kiosk, through a real sshd with the shipped configuration: none may succeed.

mod attempts;

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::generated;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::server::{Account, Sshd, allow, bounded, open_folder};
use crate::support::session::Session;
use attempts::{ENDS, KEYS, LINES, REFUSED, SEARCHED, TERMS, VARIABLES};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Far longer than any step takes; only a failing test waits as long.
const PATIENCE: Duration = Duration::from_secs(20);
/// Attempts that are made at the same time.
const AT_ONCE: usize = 4;
/// The text that the target of a forwarded connection receives.
const REACHED: &[u8] = b"REACHED\n";
/// The environment variables that a kiosk keeps.
const KEPT: [&str; 5] = ["TERM=", "COLORTERM=", "NO_COLOR=", "LANG=", "LC_"];
/// Returns to the query from any state: ends a string sequence, goes back step by step, and clears the query.
const BACK: &str = "\x07\x1b\\\x1b\x1b\x1b\x1b\x1b[1~\x15";

/// A kiosk on its own server, with an account whose home is full of traps.
struct Kiosk {
    sshd: Sshd,
    account: Account,
    folder: TempDir,
}

impl Kiosk {
    fn open(name: &str, args: &str) -> Self {
        let (account, folder) = (Account::new(name), open_folder());
        let at = |name: &str| folder.path().join(name);
        fs::copy(env!("CARGO_BIN_EXE_allu"), at("allu")).expect("the program");
        fs::write(at("model.json"), include_str!("../../assets/model.json")).expect("a model");
        fs::create_dir(at("open")).expect("a folder");
        allow(&at("open"), 0o777);
        set_traps(&account, &at("open/escaped"));
        let command = format!("{} --kiosk {args} --model {}", at("allu").display(), at("model.json").display());
        Self { sshd: Sshd::kiosk(&account, &command), account, folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The process of the program. `None` if there is none.
    fn process(&self) -> Option<u32> {
        self.account.processes_of(&self.at("allu")).into_iter().next()
    }

    /// A browser that shows its first frame, and its process.
    fn browser(&self, options: &[&str]) -> (Session, u32) {
        let mut session = self.sshd.session_with(options, &[], &[]);
        session.wait_for("People");
        (session, self.process().expect("the program runs"))
    }

    /// The traces of an attempt that succeeded. `None` if it failed.
    fn led_out(&self, seen: &str) -> Option<String> {
        let signs = ["uid=", "gid=", "root:", "bash", "/bin/sh", "REACHED", "backtrace"];
        let sign = signs.into_iter().find(|sign| seen.contains(sign)).map(|sign| format!("{sign:?} in {seen:?}"));
        let left = fs::read_dir(self.at("open")).expect("a folder").flatten().next();
        sign.or(left.map(|left| format!("{} was written", left.path().display())))
    }

    /// Whether the program has ended in time.
    fn is_left(&self) -> bool {
        let until = Instant::now() + PATIENCE;
        while self.process().is_some() && Instant::now() < until {
            thread::sleep(Duration::from_millis(20));
        }
        self.process().is_none()
    }
}

/// Files that a shell, ssh or allu would read in the home directory; reading any of them would be noticed.
fn set_traps(account: &Account, escaped: &Path) {
    let script = format!("id; id > {}\n", escaped.display());
    let traps = [
        (".ssh/rc", script.as_str()),
        (".ssh/environment", "LD_PRELOAD=/nonexistent.so\n"),
        (".profile", &script),
        (".bashrc", &script),
        (".bash_profile", &script),
        (".bash_logout", &script),
        (".shrc", &script),
        (".config/allu/model.json", "root: this is no model"),
        (".config/allu/config.toml", "root: this is no configuration"),
        (".local/state/allu/habits.json", "root: these are no habits"),
        (".cache/allu/x.index", "root: this is no index"),
    ];
    for (name, text) in traps {
        let path = account.home.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a trap");
        for path in path.ancestors().take_while(|path| *path != account.home) {
            chown(path, Some(account.uid), None).expect("it is ours");
        }
    }
}

/// The attempts, and their results.
#[derive(Default)]
struct Tried {
    count: usize,
    led_out: Vec<String>,
}

impl Tried {
    /// Records an attempt, and its traces if it succeeded.
    fn note(&mut self, how: impl Into<String>, led_out: Option<String>) {
        self.count += 1;
        self.led_out.extend(led_out.map(|seen| format!("{}: {seen}", how.into())));
    }

    /// Makes the attempts of a table, some in parallel, because each mostly waits.
    fn note_all<T: Sync>(&mut self, table: &[T], attempt: impl Fn(&T) -> (String, Option<String>) + Sync) {
        thread::scope(|scope| {
            let parts = table.chunks(table.len().div_ceil(AT_ONCE).max(1));
            let make = |part| -> Vec<_> { <[T]>::iter(part).map(&attempt).collect() };
            let running: Vec<_> = parts.map(|part| scope.spawn(move || make(part))).collect();
            for part in running {
                for (how, led_out) in part.join().expect("an attempt could not be made") {
                    self.note(how, led_out);
                }
            }
        });
    }
}

fn said(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("status {:?}\n{out}\n{err}", output.status.code())
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn nothing_leads_out_of_the_kiosk() {
    let mut tried = Tried::default();
    let kiosk = Kiosk::open("allu-test-kiosk", "");
    let before = files_of(&kiosk.account);
    what_is_asked_is_refused_or_looked_for(&kiosk, &mut tried);
    connections_carry_nothing_else(&kiosk, &mut tried);
    variables_change_nothing(&kiosk, &mut tried);
    keys_stay_in_the_directory(&kiosk, &mut tried);
    whoever_leaves_is_out(&kiosk, &mut tried);
    lines_stay_in_the_directory(&mut tried);
    let written: Vec<String> = files_of(&kiosk.account).into_iter().filter(|file| !before.contains(file)).collect();
    tried.note("a file of the account's", (!written.is_empty()).then(|| format!("was written: {written:?}")));
    tried.note("the folders that are open to all", kiosk.led_out(""));
    let closed = tried.count - tried.led_out.len();
    println!("{closed} of {} escape attempts failed", tried.count);
    assert!(tried.led_out.is_empty(), "{}", tried.led_out.join("\n"));
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn the_shipped_block_forbids_what_a_server_would_allow() {
    let account = Account::new("allu-test-block");
    let settings = Sshd::kiosk(&account, "/bin/true").settings();
    for wanted in [
        "forcecommand exec /bin/true",
        "disableforwarding yes",
        "permittunnel no",
        "permituserrc no",
        "permittty yes",
        "x11forwarding no",
        "allowagentforwarding no",
        "maxsessions 1",
        "maxstartups 300:30:300",
        "clientaliveinterval 5",
        "clientalivecountmax 3",
        "unusedconnectiontimeout 60",
        "permituserenvironment no",
    ] {
        assert!(settings.iter().any(|setting| setting == wanted), "{wanted}: {settings:#?}");
    }
    let heard: Vec<&str> = settings.iter().filter_map(|setting| setting.strip_prefix("acceptenv ")).collect();
    assert_eq!(heard, ["LANG", "LC_*", "COLORTERM", "NO_COLOR"]);
}

/// The files in the folders where an account may leave something, with what they are.
fn files_of(account: &Account) -> Vec<String> {
    let folders = [account.home.as_path(), Path::new("/tmp"), Path::new("/var/tmp"), Path::new("/dev/shm")];
    let folders = folders.into_iter().filter(|folder| folder.exists());
    let uid = account.uid.to_string();
    let found = Command::new("find")
        .args(folders)
        .args(["-maxdepth", "4", "-uid", &uid, "-printf", "%p %s %T@ %m\n"])
        .stderr(Stdio::null())
        .output();
    let mut found: Vec<String> =
        String::from_utf8_lossy(&found.expect("find runs").stdout).lines().map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

fn what_is_asked_is_refused_or_looked_for(kiosk: &Kiosk, tried: &mut Tried) {
    let escaped = kiosk.at("open/escaped").display().to_string();
    let here = |asked: &[u8]| String::from_utf8_lossy(asked).replace("{escaped}", &escaped);
    tried.note_all(REFUSED, |asked| {
        let filled = here(asked);
        // The name of a file cannot be inserted into bytes that are not text.
        let asked = if asked.windows(9).any(|piece| piece == b"{escaped}") { filled.as_bytes() } else { asked };
        let output = kiosk.sshd.ask(&[], asked);
        let is_refused = output.status.code() == Some(2)
            && output.stdout.is_empty()
            && output.stderr.starts_with(b"allu: only searching is possible here: ")
            && output.stderr.split(|byte| *byte == b'\n').count() == 2;
        let answered = (!is_refused).then(|| said(&output));
        (format!("asking for {filled:.60}"), kiosk.led_out(&said(&output)).or(answered))
    });
    tried.note_all(SEARCHED, |asked| {
        let asked = here(asked);
        let output = kiosk.sshd.ask(&[], asked.as_bytes());
        let is_answer = matches!(output.status.code(), Some(0 | 1));
        let seen = String::from_utf8_lossy(&output.stdout).into_owned();
        (format!("asking for {asked:.60}"), kiosk.led_out(&seen).or((!is_answer).then(|| said(&output))))
    });
    for (how, length) in
        [("longer than a text", 401), ("longer than a command", 100_000), ("longer than any program is told", 131_050)]
    {
        let asked = format!("find {};id", "a".repeat(length));
        let output = kiosk.sshd.ask(&[], asked.as_bytes());
        let is_refused = output.status.code() != Some(0) && output.stdout.is_empty();
        // A command that is too long is rejected by the system before the shell starts.
        let seen = said(&output).replace("/bin/sh: Argument list too long", "");
        tried.note(how, kiosk.led_out(&seen).or((!is_refused).then_some(seen)));
    }
    for asked in ["sh", "bash -i"] {
        let mut session = kiosk.sshd.session(asked);
        let status = session.ends().exit_code();
        let seen = session.text();
        tried.note(
            format!("asking for {asked} on a terminal"),
            kiosk.led_out(&seen.replace("/bin/sh", "")).or((status != 2).then_some(seen)),
        );
    }
    let output = kiosk.sshd.ask(&["-T"], b"");
    tried.note("no terminal", (output.status.code() != Some(2)).then(|| said(&output)));
}

/// Sends the text to every connection.
fn tell_reached(listener: impl Iterator<Item = impl Write> + Send + 'static) {
    thread::spawn(move || listener.for_each(|mut client| _ = client.write_all(REACHED)));
}

/// Something on the server that only a forwarded connection reaches.
fn service() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("a port");
    tell_reached(std::iter::from_fn(move || listener.accept().ok().map(|(client, _)| client)));
    address
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a free port").port()
}

/// The bytes received through a forwarded port, after some bytes were sent.
fn through(kiosk: &Kiosk, options: &[&str], port: u16, sent: &[&[u8]]) -> String {
    let mut client = Command::new("ssh");
    client.args(kiosk.sshd.arguments(options)).stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::null());
    let mut client = client.spawn().expect("ssh runs");
    let until = Instant::now() + PATIENCE;
    let mut stream = loop {
        match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            Ok(stream) => break stream,
            Err(_) => assert!(Instant::now() < until, "the client does not listen"),
        }
        thread::sleep(Duration::from_millis(10));
    };
    stream.set_read_timeout(Some(PATIENCE)).expect("a time");
    let mut seen = Vec::new();
    let mut buffer = [0; 256];
    for piece in sent {
        // It may be closed already, as it should be.
        _ = stream.write_all(piece);
        let count = stream.read(&mut buffer).unwrap_or(0);
        seen.extend(&buffer[..count]);
    }
    _ = stream.read_to_end(&mut seen);
    _ = client.kill();
    _ = client.wait();
    String::from_utf8_lossy(&seen).into_owned()
}

fn connections_carry_nothing_else(kiosk: &Kiosk, tried: &mut Tried) {
    let (service, kept) = (service(), open_folder());
    let plug = kept.path().join("plug");
    let listener = UnixListener::bind(&plug).expect("a socket");
    tell_reached(std::iter::from_fn(move || listener.accept().ok().map(|(client, _)| client)));
    allow(&plug, 0o777);
    let port = free_port();

    let output = kiosk.sshd.ask(&["-W", &service.to_string()], b"");
    let came = |output: &Output| output.status.success().then(|| said(output));
    tried.note("-W", kiosk.led_out(&said(&output)).or(came(&output)));
    let seen = through(kiosk, &["-N", "-L", &format!("{port}:{service}")], port, &[]);
    tried.note("-L to a port", kiosk.led_out(&seen));
    let port = free_port();
    let seen = through(kiosk, &["-N", "-L", &format!("{port}:{}", plug.display())], port, &[]);
    tried.note("-L to a socket", kiosk.led_out(&seen));
    let port = free_port();
    let mut wish = vec![5, 1, 0, 1, 127, 0, 0, 1];
    wish.extend(service.port().to_be_bytes());
    let seen = through(kiosk, &["-N", "-D", &port.to_string()], port, &[&[5, 1, 0], &wish]);
    tried.note("-D", kiosk.led_out(&seen));

    // If refused, the client gives up; if granted, it runs until it is ended.
    let strict = ["-o", "ExitOnForwardFailure=yes", "-N"];
    let socket = kiosk.at("open/plug").display().to_string();
    for (how, at) in [("-R of a port", "0"), ("-R of a socket", socket.as_str())] {
        let asked = format!("{at}:{service}");
        let output = kiosk.sshd.ask(&[&strict[..], &["-R", &asked]].concat(), b"");
        let is_granted = output.status.code() != Some(255);
        tried.note(how, kiosk.led_out("").or(is_granted.then(|| said(&output))));
    }
    for how in ["-X", "-Y"] {
        let mut client = bounded("ssh");
        client.args(kiosk.sshd.arguments(&["-v", "-o", "LogLevel=INFO", how])).arg("find lappi").env("DISPLAY", ":9");
        let output = client.output().expect("ssh runs");
        let is_granted = !said(&output).contains("X11 forwarding request failed");
        tried.note(how, is_granted.then(|| said(&output)));
    }
    an_agent_is_not_forwarded(kiosk, &plug, tried);
    a_connection_has_one_session(kiosk, kept.path(), tried);
    files_are_not_copied(kiosk, kept.path(), tried);
    let nobody = ["-o", "PubkeyAuthentication=no", "-o", "PreferredAuthentications=none,password"];
    let output = kiosk.sshd.ask(&nobody, b"find lappi");
    tried.note("no key", (output.status.code() != Some(255)).then(|| said(&output)));
}

fn an_agent_is_not_forwarded(kiosk: &Kiosk, plug: &Path, tried: &mut Tried) {
    let env = [("SSH_AUTH_SOCK", plug.to_str().expect("UTF-8"))];
    let mut session = kiosk.sshd.session_with(&["-A"], &env, &[]);
    session.wait_for("People");
    let agents = fs::read_dir("/tmp").expect("a folder").flatten().filter(|entry| {
        entry.file_name().to_string_lossy().starts_with("ssh-")
            && entry.metadata().is_ok_and(|there| there.uid() == kiosk.account.uid)
    });
    let agents: Vec<_> = agents.map(|entry| entry.path()).collect();
    tried.note("-A", (!agents.is_empty()).then(|| format!("{agents:?}")));
    session.send("\x03");
    session.ends_with(0);
}

fn a_connection_has_one_session(kiosk: &Kiosk, folder: &Path, tried: &mut Tried) {
    let control = format!("ControlPath={}/control", folder.display());
    let (mut session, _) = kiosk.browser(&["-o", "ControlMaster=yes", "-o", &control]);
    // Only the existing connection may be used.
    let second = ["-o", "ControlMaster=no", "-o", &control, "-o", "ProxyCommand=false"];
    let output = kiosk.sshd.ask(&second, b"find lappi");
    tried.note("a second session over one connection", output.status.success().then(|| said(&output)));
    session.send("\x03");
    session.ends_with(0);
}

fn files_are_not_copied(kiosk: &Kiosk, folder: &Path, tried: &mut Tried) {
    let (ours, port) = (folder.join("ours"), kiosk.sshd.port.to_string());
    fs::write(&ours, "ours").expect("a file");
    let there = |path: &str| format!("{}@127.0.0.1:{path}", kiosk.account.name);
    let (up, down) = (there(&kiosk.at("open/ours").display().to_string()), there("/etc/passwd"));
    let (ours, theirs) = (ours.display().to_string(), folder.join("theirs"));
    let into = theirs.display().to_string();
    let ways: [(&str, &str, &[&str]); 5] = [
        ("scp there", "scp", &[&ours, &up]),
        ("scp from there", "scp", &[&down, &into]),
        ("scp -O there", "scp", &["-O", &ours, &up]),
        ("scp -O from there", "scp", &["-O", &down, &into]),
        ("sftp", "sftp", &[&down, &into]),
    ];
    for (how, program, args) in ways {
        let mut client = bounded(program);
        let output = client.args(kiosk.sshd.client()).args(["-P", &port]).args(args).output().expect("it runs");
        let came = theirs.exists().then(|| "a file came".to_owned());
        let led_out = came.or(output.status.success().then(|| said(&output)));
        tried.note(how, kiosk.led_out("").or(led_out));
    }
    let output = kiosk.sshd.ask(&["-s"], b"sftp");
    tried.note("the subsystem sftp", (output.status.code() != Some(2)).then(|| said(&output)));
}

fn variables_change_nothing(kiosk: &Kiosk, tried: &mut Tried) {
    let plain = kiosk.sshd.ask(&[], b"find lappi");
    assert!(plain.status.success(), "{}", said(&plain));
    tried.note_all(VARIABLES, |(name, value)| {
        let set = format!("SetEnv=\"{name}={value}\"");
        let output = kiosk.sshd.ask(&["-o", &set], b"find lappi");
        (format!("{name}={value}"), (said(&output) != said(&plain)).then(|| said(&output)))
    });
    tried.note_all(TERMS, |term| {
        let mut session = kiosk.sshd.session_with(&[], &[("TERM", term)], &[]);
        session.wait_for(if *term == "dumb" { "search:" } else { "People" });
        session.send("\x03");
        session.ends();
        (format!("TERM={term:.40}"), kiosk.led_out(&session.text()).or(title(&session)))
    });
    let long = "x".repeat(10_000);
    let mut session = kiosk.sshd.session_with(&[], &[("TERM", &long)], &[]);
    session.wait_for("People");
    session.send("\x03");
    session.ends_with(0);
    tried.note("a very long TERM", kiosk.led_out(&session.text()));
}

/// A sequence that sets the title of the window, or queries the terminal.
fn title(session: &Session) -> Option<String> {
    let sequences = ["\x1b]0;", "\x1b]1;", "\x1b]2;", "\x1bk", "\x1b[21t", "\x1bP", "\x1b]52;c;?"];
    sequences
        .into_iter()
        .find(|sequence| session.bytes_contain(sequence))
        .map(|sequence| format!("{sequence:?} was sent"))
}

fn keys_stay_in_the_directory(kiosk: &Kiosk, tried: &mut Tried) {
    let escaped = kiosk.at("open/escaped").display().to_string();
    let every = VARIABLES.iter().map(|(name, value)| format!("\"{name}={value}\"")).collect::<Vec<_>>().join(" ");
    let (mut session, process) = kiosk.browser(&["-o", &format!("SetEnv={every}"), "-e", "~"]);
    // Input is not processed before all privileges are dropped; the first frame may be drawn before.
    session.send("lappi");
    session.wait_for("0295 037012");
    the_kernel_holds_it(kiosk, process, tried);
    let mut turn = 0;
    for (how, keys) in KEYS {
        let mut led_out = None;
        for mode in ["", "\r", "\r\r", "\r\ro", "\x1bOP"] {
            turn += 1;
            session.send(mode);
            session.send(&keys.replace("{escaped}", &escaped));
            is_open_still(&mut session, turn, how);
            led_out = led_out.or(kiosk.led_out(&session.text())).or(children_of(process));
        }
        tried.note(format!("keys: {how}"), led_out);
    }
    for (width, height) in [(0, 0), (1, 1), (65_535, 65_535), (65_535, 1), (1, 65_535)] {
        session.claim_size(width, height);
        session.send(BACK);
        tried.note(format!("a terminal of {width} × {height}"), children_of(process));
    }
    session.resize(80, 24);
    // Which list is shown depends on how the keys were divided; each of them has a number to copy.
    session.send("lappi\x19");
    session.wait_for("0295 0");
    session.wait_for("(OSC 52)");
    tried.note("copying", children_of(process).or(kiosk.led_out(&session.text())));
    if let Some(pid) = Pid::from_raw(process.cast_signed()) {
        kill_process(pid, Signal::TSTP).expect("the program is there");
        session.send("\x15kainuu");
        session.wait_for("kainuu");
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        tried.note("SIGTSTP", stat.contains(") T ").then_some(stat));
    }
    tried.note("titles and questions to the terminal", title(&session));
    session.send("\x03");
    session.ends_with(0);
}

/// Types until the query shows the text: keys that arrive together with others may have another meaning.
fn is_open_still(session: &mut Session, turn: usize, how: &str) {
    // Letters that are not keys of any list.
    let mark: String =
        format!("{turn:03}").bytes().map(|digit| char::from(b"ztwcbnmaui"[usize::from(digit - b'0')])).collect();
    let until = Instant::now() + PATIENCE;
    let is_shown = |session: &mut Session| {
        session.send(BACK);
        session.send(&mark);
        session.shows(&mark, Duration::from_secs(1))
    };
    while !is_shown(session) {
        assert!(Instant::now() < until, "{how}: the screen is\n{}", session.text());
    }
}

/// The processes that a process started, by any of its threads.
fn children_of(process: u32) -> Option<String> {
    let Ok(tasks) = fs::read_dir(format!("/proc/{process}/task")) else { return Some("it has ended".to_owned()) };
    let children: String =
        tasks.flatten().filter_map(|task| fs::read_to_string(task.path().join("children")).ok()).collect();
    (!children.trim().is_empty()).then(|| format!("it started {children}"))
}

/// The restrictions of the process according to the kernel.
fn the_kernel_holds_it(kiosk: &Kiosk, process: u32, tried: &mut Tried) {
    let read = |name: &str| fs::read_to_string(format!("/proc/{process}/{name}")).unwrap_or_default();
    let (status, limits) = (read("status"), read("limits"));
    let fields = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let says = |text: &str, wanted: &str| text.lines().any(|line| fields(line).starts_with(wanted));
    for wanted in ["NoNewPrivs: 1", "Umask: 0077", "CapEff: 0000000000000000", "CapPrm: 0000000000000000"] {
        tried.note(wanted, (!says(&status, wanted)).then(|| status.clone()));
    }
    for wanted in ["Max file size 0 0", "Max core file size 0 0", "Max processes 0 0"] {
        tried.note(wanted, (!says(&limits, wanted)).then(|| limits.clone()));
    }
    let owner = fs::metadata(format!("/proc/{process}/environ")).map(|there| there.uid());
    tried.note("looking into it as the same user", (owner.ok() != Some(0)).then(|| "it can be traced".to_owned()));
    let environ = read("environ");
    assert!(!environ.is_empty(), "nothing to be read");
    let strange = environ
        .split_terminator('\0')
        .find(|variable| !KEPT.iter().any(|kept| variable.starts_with(kept)))
        .map(str::to_owned);
    tried.note("a variable in its environment", strange);
    let files = fs::read_dir(format!("/proc/{process}/fd")).expect("root reads it").flatten();
    let files: Vec<PathBuf> = files.filter_map(|file| fs::read_link(file.path()).ok()).collect();
    assert!(files.len() > 3, "{files:?}");
    let is_known = |path: &PathBuf| {
        let path = path.display().to_string();
        let known = ["/dev/pts/", "/dev/tty", "/dev/null", "socket:", "pipe:", "anon_inode:"];
        known.iter().any(|known| path.starts_with(known)) || path == kiosk.at("model.json").display().to_string()
    };
    let strange = files.iter().find(|path| !is_known(path)).map(|path| path.display().to_string());
    tried.note("another file that it has open", strange);
}

fn whoever_leaves_is_out(kiosk: &Kiosk, tried: &mut Tried) {
    let escaped = kiosk.at("open/escaped").display().to_string();
    for (how, keys) in ENDS {
        let (mut session, _) = kiosk.browser(&[]);
        session.send("lappi");
        session.wait_for("0295 037012");
        session.send(&keys.replace("{escaped}", &escaped));
        // The program has left the screen, but the connection is not closed yet.
        session.wait_for_bytes("\x1b[?1049l");
        session.send(&format!("\rid > {escaped}\rexit\r"));
        session.ends_with(0);
        let seen = session.text();
        let is_gone = kiosk.is_left();
        tried.note(format!("leaving by {how}"), kiosk.led_out(&seen).or((!is_gone).then(|| "it stays".to_owned())));
    }
    for (how, keys) in
        [("Ctrl-C", "\x03"), ("Ctrl-\\", "\x1c"), ("Ctrl-Z, then Ctrl-C", "\x1a\x03"), ("Ctrl-D", "\x04")]
    {
        // Typed while everything is still being started, with the terminal's own modes.
        let mut session = kiosk.sshd.session("");
        session.send(&format!("{keys}{keys}id > {escaped}\r"));
        let until = Instant::now() + Duration::from_secs(2);
        while kiosk.process().is_none() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        session.send(BACK);
        // A key that comes before the program reads may be lost.
        session.ends_by_pressing("\x03");
        let left = (!kiosk.is_left()).then(|| "it stays".to_owned());
        tried.note(format!("{how} before the first frame"), kiosk.led_out(&session.text()).or(left));
    }
    for signal in [Signal::TERM, Signal::QUIT, Signal::ABORT, Signal::ILL] {
        let (mut session, process) = kiosk.browser(&[]);
        let pid = Pid::from_raw(process.cast_signed()).expect("a process");
        kill_process(pid, signal).expect("the program is there");
        session.ends();
        let seen = session.text();
        tried.note(format!("{signal:?}"), kiosk.led_out(&seen).or(seen.contains("core dumped").then_some(seen)));
    }
    if cfg!(feature = "test-panic") {
        let (mut session, _) = kiosk.browser(&["-o", "SetEnv=LC_TEST_PANIC=1"]);
        session.send("\x1b[15~");
        session.ends_with(101);
        let seen = session.text();
        let is_told = seen.contains("allu: stopped by a defect at src/terminal/event_loop.rs");
        tried.note("a panic", kiosk.led_out(&seen).or((!is_told).then_some(seen)));
    }
    let (mut session, _) = kiosk.browser(&[]);
    session.hang_up();
    tried.note("a dropped link", (!kiosk.is_left()).then(|| "it stays".to_owned()));
}

fn lines_stay_in_the_directory(tried: &mut Tried) {
    let kiosk = Kiosk::open("allu-test-lines", "--plain");
    let escaped = kiosk.at("open/escaped").display().to_string();
    let mut session = kiosk.sshd.session("");
    session.wait_for("search:");
    let process = kiosk.process().expect("the program runs");
    for (turn, (how, keys)) in LINES.iter().enumerate() {
        session.send(&keys.replace("{escaped}", &escaped));
        let asked = format!("zq{turn}q");
        session.send(&format!("\x15{asked}\r"));
        // The terminal echoes what is typed; this is the answer.
        session.wait_for(&format!("nothing matches {asked}"));
        let answered = session.text().replace(keys.trim(), "");
        tried.note(format!("a line: {how}"), kiosk.led_out(&answered).or(children_of(process)));
    }
    session.send("\x04");
    session.ends_with(0);
    tried.note("a line: Ctrl-D", (!kiosk.is_left()).then(|| "it stays".to_owned()));
    for (how, keys) in [("Ctrl-C", "\x03"), ("Ctrl-\\", "\x1c"), ("q", "q\r")] {
        let mut session = kiosk.sshd.session("");
        session.wait_for("search:");
        session.send(keys);
        session.ends();
        let left = (!kiosk.is_left()).then(|| "it stays".to_owned());
        tried.note(format!("a line: {how}"), kiosk.led_out(&session.text()).or(left));
    }
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn a_kiosk_closes_when_the_time_is_over() {
    let idle = Kiosk::open("allu-test-idle", "--idle-limit 0.02");
    let mut session = idle.sshd.session("");
    session.wait_for("Closed after 1 min without a key press.");
    session.ends_with(0);
    let idle = Kiosk::open("allu-test-idle", "--plain --idle-limit 0.02");
    let mut session = idle.sshd.session("");
    session.wait_for("search:");
    session.ends_with(0);

    // Sessions of clients that never stop typing, or never read, end as well.
    for (args, asked) in [("", ""), ("--plain", ""), ("", "find a")] {
        let kiosk = Kiosk::open("allu-test-limit", &format!("{args} --time-limit 0.04"));
        let options = if asked.is_empty() { "-tt" } else { "-T" };
        let mut client = Command::new("ssh");
        client.args(kiosk.sshd.arguments(&[options])).args(asked.split_terminator('\n'));
        let client = client.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut client = client.expect("ssh runs");
        let mut keys = client.stdin.take().expect("a pipe");
        let typing = thread::spawn(move || while keys.write_all(b"\x1b[A\x1b[Bx\r").is_ok() {});
        // The output is never read.
        let unread = client.stdout.take();
        let until = Instant::now() + PATIENCE;
        while client.try_wait().expect("a child").is_none() && kiosk.process().is_none() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        assert!(kiosk.is_left(), "{args:?} {asked:?}: it stays");
        drop(unread);
        _ = client.kill();
        _ = client.wait();
        typing.join().expect("the keys end with the client");
    }
}

#[test]
fn a_client_that_does_not_read_is_idle_too() {
    let folder = open_folder();
    let model = folder.path().join("model.json");
    fs::write(&model, large_model()).expect("the disk takes it");
    for (args, asked, typed) in [(&["--plain"][..], "", "a\n".repeat(100)), (&[], "find a", String::new())] {
        let started = |limit: &str| {
            let mut program = Command::new(env!("CARGO_BIN_EXE_allu"));
            program.args(["--kiosk", "--idle-limit", limit, "--model"]).arg(&model).args(args);
            program
                .env_clear()
                .envs([NO_SYSTEM_FOLDER])
                .env("SSH_ORIGINAL_COMMAND", asked)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped());
            let mut program = program.stderr(Stdio::null()).spawn().expect("the program starts");
            let mut keys = program.stdin.take().expect("a pipe");
            keys.write_all(typed.as_bytes()).expect("a pipe takes it");
            (program, keys)
        };
        let start = Instant::now();
        let (reading, _) = started("60");
        let all = reading.wait_with_output().expect("it ends with its input").stdout;
        // The pipe is full before everything is answered. On a busy machine, this takes longer.
        let limit = Duration::from_secs(3) + start.elapsed();
        let (mut program, _keys) = started(&(limit.as_secs_f64() / 60.0).to_string());
        let until = Instant::now() + PATIENCE + limit;
        while program.try_wait().expect("a child").is_none() {
            assert!(Instant::now() < until, "{args:?} {asked:?}: it stays");
            thread::sleep(Duration::from_millis(20));
        }
        let mut told = Vec::new();
        program.stdout.take().expect("a pipe").read_to_end(&mut told).expect("a pipe");
        let lengths = (told.len(), all.len());
        assert!(!told.is_empty() && lengths.0 < lengths.1, "{args:?} {asked:?}: {lengths:?}");
    }
}

/// A model of so many people that printing all of them fills every buffer.
fn large_model() -> Vec<u8> {
    let mut model = Vec::new();
    generated::write_model(6_000, 1, &mut model).expect("memory takes it");
    model
}

/// The index that the program makes of a model in a cache below a folder.
fn index_of(model: &Path, folder: &Path) -> PathBuf {
    let mut find = Command::new(env!("CARGO_BIN_EXE_allu"));
    find.env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .env("XDG_CACHE_HOME", folder)
        .arg("find")
        .arg("--model")
        .arg(model)
        .args(["-n", "1", "virtanen"]);
    assert!(find.output().expect("it runs").status.success());
    let mut made = fs::read_dir(folder.join("allu")).expect("a cache").flatten().map(|entry| entry.path());
    made.find(|path| path.extension().is_some_and(|it| it == "index")).expect("an index")
}

/// The processor time that a process has used, in hundredths of a second.
fn processor_time(process: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    fields.filter_map(|field| field.parse::<u64>().ok()).sum()
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn a_flood_of_keys_takes_only_a_share_of_a_processor() {
    for (args, typed) in [("", "ab\x15\x1b[A\x1b[B"), ("--plain", "a\rb\r")] {
        let kiosk = Kiosk::open("allu-test-flood", args);
        let mut client = Command::new("ssh");
        client.args(kiosk.sshd.arguments(&["-tt"])).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut client = client.spawn().expect("ssh runs");
        let mut keys = client.stdin.take().expect("a pipe");
        let typing = thread::spawn(move || while keys.write_all(typed.as_bytes()).is_ok() {});
        let until = Instant::now() + PATIENCE;
        while kiosk.process().is_none() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        // A permitted burst of processor time is used up by then.
        thread::sleep(Duration::from_secs(4));
        let process = kiosk.process().expect("it runs");
        let before = processor_time(process);
        thread::sleep(Duration::from_secs(5));
        let used = processor_time(process) - before;
        println!("{args:?}: {used} hundredths of a second in 500");
        assert!(used < 250, "{args:?}: {used}");
        // And others are answered.
        assert!(kiosk.sshd.ask(&[], b"find lappi").status.success());
        _ = client.kill();
        _ = client.wait();
        typing.join().expect("the keys end with the client");
        assert!(kiosk.is_left());
    }
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn the_administrator_is_told_of_an_index_that_is_not_used() {
    let log = open_folder();
    let path = log.path().join("allu.log");
    let kiosk = Kiosk::open("allu-test-log", &format!("--log {}", path.display()));
    fs::write(&path, "").expect("a log");
    chown(&path, Some(kiosk.account.uid), None).expect("it is ours");
    fs::write(kiosk.at("model.json"), large_model()).expect("the disk takes it");
    fs::write(kiosk.at("model.json.index"), "planted").expect("the disk takes it");
    chown(kiosk.at("model.json.index"), Some(kiosk.account.uid + 1), None).expect("it is ours");
    let found = kiosk.sshd.ask(&[], b"find virtanen");
    assert!(found.status.success() && found.stderr.is_empty(), "{}", said(&found));
    let logged = fs::read_to_string(&path).expect("a log");
    assert!(logged.lines().count() >= 1 && logged.contains("model.json.index: not used"), "{logged}");
    assert!(!logged.to_lowercase().contains("virtanen"), "{logged}");
    // Without a valid index, a model of more than a few seconds' worth is not indexed in every session, but searched.
    let mut model = String::from_utf8(large_model()).expect("UTF-8");
    model.insert_str(model.len() - 1, &" ".repeat(100_000_000));
    fs::write(kiosk.at("model.json"), model).expect("the disk takes it");
    let without = kiosk.sshd.ask(&[], b"find virtanen");
    assert!(without.status.success() && without.stderr.is_empty(), "{}", said(&without));
    assert_eq!(without.stdout.split(|byte| *byte == b'\n').next(), found.stdout.split(|byte| *byte == b'\n').next());
    let logged = fs::read_to_string(&path).expect("a log");
    assert!(logged.contains("no valid index") && !logged.to_lowercase().contains("virtanen"), "{logged}");
    let (mut session, _) = kiosk.browser(&[]);
    session.send("virtanen");
    session.wait_for("Virtanen");
    session.send("\x15korhonen");
    session.wait_for("Korhonen");
    // An index that is made later is used by the sessions that are open: it finds letters that are left out.
    session.send("\x15vrtnn");
    session.wait_for("vrtnn");
    fs::copy(index_of(&kiosk.at("model.json"), log.path()), kiosk.at("model.json.new")).expect("the disk takes it");
    allow(&kiosk.at("model.json.new"), 0o644);
    fs::rename(kiosk.at("model.json.new"), kiosk.at("model.json.index")).expect("the disk takes it");
    session.wait_for("Virtanen");
}

#[test]
#[ignore = "needs root, sshd and ssh; .ci/run installs them and runs this"]
fn a_directory_is_renewed_where_no_thread_may_be_started() {
    let kiosk = Kiosk::open("allu-test-renewal", "");
    let (mut session, process) = kiosk.browser(&[]);
    session.send("hiltunen");
    session.wait_for("0295 037012");
    let put = |write: &dyn Fn(&mut fs::File)| {
        let mut file = fs::File::create(kiosk.at("new.json")).expect("a file");
        write(&mut file);
        fs::rename(kiosk.at("new.json"), kiosk.at("model.json")).expect("the disk takes it");
    };
    let small = include_str!("../../assets/model.json").replace("0295 037012", "0295 037099");
    let small = small.replace("+358295037012", "+358295037099");
    put(&|file| file.write_all(small.as_bytes()).expect("the disk takes it"));
    session.wait_for("0295 037099");
    // Large enough for an index and for threads that build it; none can be started, so it is built without.
    put(&|file| generated::write_model(5_200, 1, &mut BufWriter::new(file)).expect("the disk takes it"));
    session.wait_for("the directory was updated");
    let everybody = ["People 5200", "People 5 200", "People 5,200"];
    session.send("\x15");
    session.wait_until(|text| everybody.iter().any(|count| text.contains(count)));
    assert_eq!((kiosk.process(), children_of(process)), (Some(process), None));
    session.send("\x03");
    session.ends_with(0);
    // A new session has no index either, and no thread to build one before it is locked.
    let found = kiosk.sshd.ask(&[], b"find virtanen");
    assert!(found.status.success() && found.stderr.is_empty(), "{}", said(&found));
}

#[test]
#[ignore = "needs root, sshd and ssh, and a minute; .ci/run installs them and runs this"]
fn a_silent_link_is_gone_within_the_time_that_the_block_names() {
    let kiosk = Kiosk::open("allu-test-silent", "");
    let mut client = Command::new("ssh");
    client.args(kiosk.sshd.arguments(&["-tt"])).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut client = client.spawn().expect("ssh runs");
    let until = Instant::now() + PATIENCE;
    while kiosk.process().is_none() {
        assert!(Instant::now() < until, "no session");
        thread::sleep(Duration::from_millis(20));
    }
    thread::sleep(Duration::from_secs(1));
    // A stopped client does not answer, while its end of the connection stays open.
    let pid = Pid::from_raw(client.id().cast_signed()).expect("a process");
    kill_process(pid, Signal::STOP).expect("the client is there");
    let since = Instant::now();
    while kiosk.process().is_some() && since.elapsed() < Duration::from_secs(150) {
        thread::sleep(Duration::from_millis(50));
    }
    let took = since.elapsed();
    _ = client.kill();
    _ = client.wait();
    println!("gone after {:.1} s", took.as_secs_f64());
    assert!(took < Duration::from_secs(45), "gone after {took:?}");
}
