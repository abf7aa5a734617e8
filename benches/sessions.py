#!/usr/bin/env python3
"""Measures a kiosk that many use at once: hundreds of SSH sessions through a real sshd, each with somebody who types.

    cargo build --release
    cargo bench --bench people -- 10000 FOLDER
    sudo python3 benches/sessions.py --model FOLDER/model.json --against 'fzf < FOLDER/lines.txt'

An sshd with the block that is shipped (assets/kiosk/sshd_config; only the names in it are others) listens on a loopback
port, with keys made for the run. So many clients of OpenSSH connect, all at once; each has a terminal of its own on which
somebody types queries at a human pace, a key each 150 to 400 ms, and erases them. The programs take turns: each runs alone
with all its sessions. `cat`, which sends back each key and does nothing else, is the control: what it takes, sshd and the
clients take, which run on the same processors.

Shown for each: how many sessions there were, how many failed (were refused, ended early, or never showed anything); from
the start of a client to the first byte; from a key to the first byte that follows it; keys that nothing followed within
two seconds; the proportional share of memory of a program's processes in one session; and how much of the machine's
processors was taken while everybody typed, by all of it.

The model is copied, and gets its index beside it, as the shipped block says. Only root can run this: an sshd of anybody
else gives no terminals. The kiosk runs as an account that is made for the run and goes with it.

Only the standard library is used; Linux only. The exit status is 0, 1 when a session of allu failed, or 2 when something
that was named is not there.
"""

import fcntl
import glob
import os
import pty
import random
import select
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import namedtuple

# Python would leave the other scripts' compiled files beside them.
sys.dont_write_bytecode = True

from compare import after_name, environment, heading, table, terminal_arguments  # noqa: E402
from keystrokes import ERASE, QUERIES, milliseconds  # noqa: E402

BLOCK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../assets/kiosk/sshd_config")
ACCOUNT = "allu-bench-directory"

# Seconds between keys, at least and at most; after which a key has not been answered; and for all to be there.
PACE = (0.15, 0.4)
PATIENCE = 2.0
START_LIMIT = 120.0

# What came of one program: what failed, seconds, kilobytes of each session, and the share of all processors.
Run = namedtuple("Run", "failures starts echoes unanswered memory busy")


class Server:
    """An sshd on a loopback port, for an account that may do one thing."""

    def __init__(self, folder, command):
        self.key = os.path.join(folder, "user")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        with open(BLOCK, encoding="utf-8") as file:
            block = file.read()
        for shipped, ours in (
            ("Match User directory", f"Match User {ACCOUNT}"),
            ("ForceCommand exec /usr/bin/allu --kiosk --model /etc/allu/model.json", f"ForceCommand {command}"),
            ("AuthorizedKeysFile /etc/ssh/directory_keys", f"AuthorizedKeysFile {self.key}.pub"),
        ):
            if block.count(shipped) != 1:
                sys.exit(f"{BLOCK}: “{shipped}” is not in it")
            block = block.replace(shipped, ours)
        config = os.path.join(folder, "config")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {folder}/host\nStrictModes no\nUsePAM no\n"
                       f"PidFile none\n{block}")
        self.process = subprocess.Popen([sshd(), "-D", "-e", "-f", config], stderr=subprocess.DEVNULL)
        self.wait()

    def wait(self):
        until = time.monotonic() + 10
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        sys.exit("sshd does not listen")

    def client(self):
        """The arguments of a client that has a terminal."""
        settings = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes",
                    "BatchMode=yes", "SetEnv=LC_ALL=en_US.UTF-8"]
        options = [word for setting in settings for word in ("-o", setting)]
        return ["ssh", "-F", "none", "-tt", "-i", self.key, "-p", str(self.port), *options, f"{ACCOUNT}@127.0.0.1"]

    def end(self):
        self.process.kill()
        self.process.wait()


class Session:
    """A client with a terminal of its own, and somebody who types there."""

    def __init__(self, argv, queries, dice):
        self.dice = dice
        self.keys = [key for query in queries for key in [*(letter.encode() for letter in query), ERASE]]
        dice.shuffle(queries)
        self.place = dice.randrange(len(self.keys))
        self.started, self.first, self.has_ended = time.perf_counter(), None, False
        self.typed, self.next, self.is_erasing = None, None, False
        self.echoes, self.unanswered = [], 0
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            try:
                os.execvpe(argv[0], argv, {**environment(), "TERM": "xterm-256color"})
            finally:
                os._exit(127)
        os.set_blocking(self.file, False)

    def read(self):
        """Takes note of what has come."""
        now = time.perf_counter()
        try:
            data = os.read(self.file, 1 << 16)
        except BlockingIOError:
            return
        except OSError:
            # The kernel's way of saying that the other side is closed.
            data = b""
        self.has_ended = self.has_ended or not data
        self.first = self.first or (now if data else None)
        if data and self.typed:
            self.echoes.append(now - self.typed)
            self.typed = None

    def act(self, now):
        """Types the next key when it is time."""
        if self.typed and now - self.typed > PATIENCE:
            # Erasing, and a letter after which nothing else is found, may change nothing that is seen.
            self.unanswered += 1
            self.typed = None
        if self.has_ended or now < self.next or self.typed:
            return
        key = self.keys[self.place % len(self.keys)]
        self.place += 1
        self.next = now + self.dice.uniform(*PACE)
        self.typed = time.perf_counter()
        os.write(self.file, key)

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.file)


class Flood:
    """A client in a process of its own that sends keys without a pause, and reads what comes."""

    def __init__(self, argv, keys):
        self.pid = os.fork()
        if self.pid:
            return
        session = Session(argv, [keys], random.Random(1))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        try:
            while not session.has_ended:
                readable, writable, _ = select.select([session.file], [session.file], [], 1)
                if readable:
                    session.read()
                if writable and session.first:
                    try:
                        os.write(session.file, keys.encode() * 64)
                    except BlockingIOError:
                        pass
        finally:
            session.end()
            os._exit(0)

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)


def main():
    options = terminal_arguments(__doc__, arguments)
    print(heading([options.allu, *filter(None, (shutil.which(line.split()[0]) for line in options.against))]))
    with open("/proc/loadavg", encoding="ascii") as file:
        print(f"load before: {' '.join(file.read().split()[:3])}; {options.sessions} sessions, {options.seconds:.0f} s of typing, "
              f"{options.floods} floods\n")
    runs = {}
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        make_account(folder)
        try:
            for name, command in programs(options, folder).items():
                runs[name] = run(command, folder, options)
        finally:
            subprocess.run(["userdel", "--force", ACCOUNT], stderr=subprocess.DEVNULL, check=False)
    print(table(rows(runs, options), options.markdown))
    return 1 if runs["allu"].failures else 0


def arguments(parser):
    parser.add_argument("--sessions", type=int, default=200, metavar="N", help="at once (default 200)")
    parser.add_argument("--seconds", type=float, default=30, metavar="S", help="that everybody types (default 30)")
    parser.add_argument("--floods", type=int, default=0, metavar="N", help="clients beside them that send keys without a pause")
    parser.add_argument("--queries", nargs="+", default=QUERIES, metavar="QUERY")
    if os.geteuid() != 0:
        parser.error("only root can run this")
    for program in ("ssh", "ssh-keygen"):
        if not shutil.which(program):
            parser.error(f"{program} is not there")


def sshd():
    path = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ["PATH"])
    return path or sys.exit("sshd is not there")


def make_account(folder):
    """Whom the kiosk runs as: the limit on processes does not bind root."""
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", os.path.join(folder, name)], check=True)
    os.makedirs("/run/sshd", exist_ok=True)
    subprocess.run(["useradd", "--system", "--password", "*", "--no-create-home", "--home-dir", "/", "--shell", "/bin/sh",
                    ACCOUNT], check=True)


def programs(options, folder):
    """What sshd runs for each session, by name; everything lies where every account may read it."""
    allu = shutil.copy(options.allu, os.path.join(folder, "allu"))
    command = f"{allu} --kiosk"
    if options.model:
        model = shutil.copyfile(options.model, os.path.join(folder, "model.json"))
        cache = os.path.join(folder, "cache")
        subprocess.run([allu, "find", "--model", model, "-n", "1", "x"], env={**environment(), "XDG_CACHE_HOME": cache},
                       stdout=subprocess.DEVNULL, check=False)
        for index in glob.glob(f"{cache}/allu/*.index"):
            shutil.copyfile(index, f"{model}.index")
        command += f" --model {model}"
    others = {line: f"exec sh -c {shlex.quote(line)}" for line in options.against}
    # The program `cat` reads what the terminal does not hold back, and sends it back itself.
    return {"cat": "stty raw -echo; printf ready; exec cat", "allu": command, **others}


def run(command, folder, options):
    """Starts all sessions, lets everybody type, and measures."""
    server = Server(folder, command)
    # The same queries at the same times for every program.
    dice = random.Random(1)
    sessions, floods = [], []
    try:
        for _ in range(options.sessions):
            sessions.append(Session(server.client(), list(options.queries), random.Random(dice.random())))
            watch(sessions, 0)
        until = time.perf_counter() + START_LIMIT
        while any(not (one.first or one.has_ended) for one in sessions) and time.perf_counter() < until:
            watch(sessions, 0.05)
        settle(sessions)
        floods.extend(Flood(server.client(), "hiltunen sanna ") for _ in range(options.floods))
        # Until what a burst of keys may take is taken.
        time.sleep(5 if floods else 0)
        now = time.perf_counter()
        for one in sessions:
            one.next = now + one.dice.uniform(0, PACE[1])
        before, until = processors(), now + options.seconds
        while time.perf_counter() < until:
            now = time.perf_counter()
            for one in sessions:
                one.act(now)
            watch(sessions, max(min(one.next for one in sessions) - time.perf_counter(), 0.001))
        busy = [after - value for value, after in zip(before, processors())]
        failures = sum(one.has_ended or not one.first for one in sessions)
        starts = [one.first - one.started for one in sessions if one.first]
        echoes = [echo for one in sessions for echo in one.echoes]
        return Run(failures, starts, echoes, sum(one.unanswered for one in sessions), memory(server),
                   1 - busy[3] / max(sum(busy), 1))
    finally:
        for one in [*floods, *sessions]:
            one.end()
        server.end()


def watch(sessions, patience):
    """Reads whatever comes within some seconds."""
    waiting = select.poll()
    by_file = {one.file: one for one in sessions if not one.has_ended}
    for file in by_file:
        waiting.register(file, select.POLLIN)
    for file, _ in waiting.poll(patience * 1000):
        by_file[file].read()


def settle(sessions):
    """Waits for a quiet second, so that nothing of the start is taken for the answer to a key."""
    quiet_since = time.perf_counter()
    until = quiet_since + START_LIMIT
    while time.perf_counter() - quiet_since < 1 and time.perf_counter() < until:
        waiting = select.poll()
        for one in sessions:
            if not one.has_ended:
                waiting.register(one.file, select.POLLIN)
        if waiting.poll(100):
            quiet_since = time.perf_counter()
            watch(sessions, 0)


def processors():
    """Ticks of all processors since the start of the machine: user, nice, system, idle and so on."""
    with open("/proc/stat", encoding="ascii") as file:
        return [int(field) for field in file.readline().split()[1:]]


def memory(server):
    """Kilobytes of each session: those of all processes behind one terminal that sshd opened."""
    sums = {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                name, _, rest = file.read().partition("(")[2].rpartition(")")
            leader = int(rest.split()[3])
            if not name.startswith("ssh") and ancestor(leader, server.process.pid):
                with open(path.replace("stat", "smaps_rollup"), encoding="ascii") as file:
                    sizes = [int(line.split()[1]) for line in file if line.startswith("Pss:")]
                sums[leader] = sums.get(leader, 0) + sum(sizes)
        except (OSError, IndexError):
            # It has gone, or keeps its memory to itself.
            continue
    return list(sums.values())


def ancestor(pid, wanted):
    """Whether a process comes from another."""
    while pid > 1:
        if pid == wanted:
            return True
        fields = after_name(pid)
        pid = int(fields[1]) if fields else 0
    return False


def rows(runs, options):
    """The table: a line for each program."""
    yield ["ms", "sessions", "failures", "start", "p99", "worst", "key", "p95", "p99", "worst", "keys", "unanswered",
           "PSS, MB", "most", "processors, %"]
    for name, run_of in runs.items():
        sizes = [size / 1024 for size in run_of.memory]
        yield [
            name,
            str(options.sessions),
            str(run_of.failures),
            *(milliseconds(run_of.starts, share) for share in (0.5, 0.99, 1)),
            *(milliseconds(run_of.echoes, share) for share in (0.5, 0.95, 0.99, 1)),
            str(len(run_of.echoes)),
            str(run_of.unanswered),
            f"{sum(sizes) / len(sizes):.2f}" if sizes else "-",
            f"{max(sizes):.2f}" if sizes else "-",
            f"{run_of.busy * 100:.0f}",
        ]


if __name__ == "__main__":
    sys.exit(main())
