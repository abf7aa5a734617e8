#!/usr/bin/env python3
"""Measures how programs treat the terminal: what they send, and whether they give it back, whatever happens to it.

    cargo build --release
    python3 benches/terminal.py                                  # allu on the directory it comes with
    python3 benches/terminal.py --against 'less README.md' --against 'fzf < FOLDER/lines.txt'
    python3 benches/terminal.py --rows steps,resizes --model FOLDER/model.json

Each row is an experiment of its own on a fresh pseudo-terminal, and each is done --runs times; shown is the median, and
the worst where it matters. A program that survives what should have ended it is shown as `never` after --limit seconds.
Rows that mean nothing for another program are left out for it. The rows are the functions below, each with what it does.

Only the standard library is used; Linux only. The exit status is 0, or 2 when something that was named is not there.
"""

import fcntl
import json
import os
import pty
import random
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

# Python would leave the other script's compiled file beside it.
sys.dont_write_bytecode = True

from compare import after_name, environment, heading, median, table, terminal_arguments  # noqa: E402

DOWN, CLEAR = b"\x1b[B", b"\x15"
NUMBER = b"0295 037012"

# A pager takes `j` for a step; the lists of fzf and skim begin below.
STEPS = {"less": b"j", "vim": b"j", "tig": b"j", "fzf": b"\x1b[A", "sk": b"\x1b[A"}


class Terminal:
    """A program on a pseudo-terminal of its own, which this script holds both ends of."""

    def __init__(self, argv, size=(80, 24), env=None, ignored=()):
        self.master, self.slave = pty.openpty()
        self.resize(size)
        self.before = termios.tcgetattr(self.slave)
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for number in ignored:
                signal.signal(number, signal.SIG_IGN)
            for target in range(3):
                os.dup2(self.slave, target)
            os.closerange(3, 64)
            given = {**environment(), "TERM": "xterm-256color", "LC_ALL": "fi_FI.UTF-8", **(env or {})}
            try:
                os.execvpe(argv[0], argv, {name: value for name, value in given.items() if value is not None})
            finally:
                os._exit(127)
        os.set_blocking(self.master, False)
        self.status = self.ended = None

    def resize(self, size):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def read(self, quiet, limit=5.0):
        """All that comes until nothing has come for some seconds."""
        data, until = b"", time.perf_counter() + limit
        while time.perf_counter() < until and select.select([self.master], [], [], quiet)[0]:
            try:
                piece = os.read(self.master, 1 << 16)
            except OSError:
                break
            if not piece:
                break
            data += piece
        return data

    def wait_for(self, wanted, limit=5.0):
        """Seconds until the bytes have come; none when they do not."""
        since, data = time.perf_counter(), b""
        while time.perf_counter() - since < limit:
            data = (data + self.read(0.01, 0.05))[-(1 << 16):]
            if wanted in data:
                return time.perf_counter() - since
        return None

    def type(self, keys):
        """Writes keys, reading what comes meanwhile: a paste is longer than the kernel's queue. Gives up after 10 s."""
        until = time.perf_counter() + 10
        while keys and time.perf_counter() < until:
            self.read(0)
            if select.select([], [self.master], [], 1.0)[1]:
                keys = keys[os.write(self.master, keys[:4096]):]
            elif self.has_ended():
                return

    def has_ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status, self.ended = status, time.perf_counter()
        return self.status is not None

    def seconds_to_end(self, since, limit, is_read=True):
        while not self.has_ended() and time.perf_counter() - since < limit:
            if is_read:
                self.last = getattr(self, "last", b"") + self.read(0, 0.01)
            time.sleep(0.0002)
        return self.ended - since if self.status is not None else None

    def cpu(self):
        fields = after_name(self.pid)
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def is_as_before(self):
        """Whether the modes are those from before."""
        return termios.tcgetattr(self.slave) == self.before

    def close(self):
        """Ends what was started, and nothing else."""
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for end in (self.master, self.slave):
            if end is not None:
                os.close(end)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def signals(program, options):
    """INT, TERM, HUP, QUIT: the worst time to the end, what was not given back, and how many ended by the signal."""
    worst, wrong, by_signal = 0.0, [], 0
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        with Terminal(program.argv) as terminal:
            terminal.read(0.2)
            since = time.perf_counter()
            os.kill(terminal.pid, number)
            seconds = terminal.seconds_to_end(since, options.limit)
            said = getattr(terminal, "last", b"") + terminal.read(0.02)
            if seconds is None:
                wrong.append(f"{number.name} never")
                continue
            worst = max(worst, seconds)
            by_signal += os.WIFSIGNALED(terminal.status)
            if not terminal.is_as_before():
                wrong.append(f"{number.name} leaves the modes")
            if said.count(b"\x1b[?1049l") > 1:
                wrong.append(f"{number.name} leaves the screen twice")
    return worst * 1000, f"ms, {by_signal} of 4 by the signal{''.join(', ' + words for words in wrong)}"


def stopped(program, options):
    """TSTP, then CONT: to the stop with the modes given back, and to the whole frame again."""
    with Terminal(program.argv) as terminal:
        terminal.read(0.2)
        since = time.perf_counter()
        os.kill(terminal.pid, signal.SIGTSTP)
        while after_name(terminal.pid)[0] != "T" and time.perf_counter() - since < options.limit:
            terminal.read(0, 0.01)
            time.sleep(0.0002)
        to_stop, was_given = time.perf_counter() - since, terminal.is_as_before()
        since = time.perf_counter()
        os.kill(terminal.pid, signal.SIGCONT)
        count = len(terminal.read(0.1))
        is_raw = not terminal.is_as_before()
        fine = was_given and is_raw and count > 1000
        return to_stop * 1000, f"ms to stop, {count} B after{'' if fine else ', modes not as they should be'}"


def full(program, options):
    """TERM while nobody reads and the terminal takes no more."""
    with Terminal(program.argv) as terminal:
        terminal.read(0.2)
        for number in range(400):
            terminal.resize((80 + number % 2 * 60, 24 + number % 3 * 20))
            if select.select([], [terminal.master], [], 0)[1]:
                os.write(terminal.master, DOWN)
            time.sleep(0.005)
        since = time.perf_counter()
        os.kill(terminal.pid, signal.SIGTERM)
        return milliseconds(terminal.seconds_to_end(since, options.limit, is_read=False), "ms")


def dropped(program, options):
    """The link drops."""
    return drop(program, options, ())


def dropped_ignored(program, options):
    """The link drops, and SIGHUP is ignored."""
    return drop(program, options, (signal.SIGHUP,))


def drop(program, options, ignored):
    terminal = Terminal(program.argv, ignored=ignored)
    with terminal:
        terminal.read(0.2)
        os.close(terminal.slave)
        terminal.slave = None
        before = terminal.cpu()
        since = time.perf_counter()
        os.close(terminal.master)
        terminal.master = None
        seconds = terminal.seconds_to_end(since, options.limit, is_read=False)
        used = "" if seconds is not None else f", {100 * (terminal.cpu() - before) / options.limit:.0f} % of a processor"
        return milliseconds(seconds, f"ms{used}")


def homeless(program, options):
    """No terminal at all."""
    since = time.perf_counter()
    ran = subprocess.run(program.argv, stdin=subprocess.DEVNULL, capture_output=True, env=environment(),
                         start_new_session=True, timeout=options.limit, check=False)
    lines = len(ran.stderr.splitlines())
    return (time.perf_counter() - since) * 1000, f"ms, status {ran.returncode}, {lines} line, {len(ran.stdout)} B out"


def resizes(program, _):
    """A thousand sizes, 5 ms apart; then as many 20 ms apart."""
    told = []
    worst = 0.0
    for pause in (0.005, 0.02):
        with Terminal(program.argv) as terminal:
            terminal.read(0.3)
            dice, before, count = random.Random(4), terminal.cpu(), 0
            for _ in range(1000):
                terminal.resize((dice.randint(1, 200), dice.randint(1, 60)))
                until = time.perf_counter() + pause
                while (left := until - time.perf_counter()) > 0:
                    if select.select([terminal.master], [], [], left)[0]:
                        count += len(os.read(terminal.master, 1 << 16))
            count += len(terminal.read(0.3))
            worst = max(worst, terminal.cpu() - before)
            told.append(f"{terminal.cpu() - before:.2f} s, {count / 1e6:.2f} MB")
    return worst * 1000, f"ms of processor; {'; '.join(told)}"


def sizes(program, _):
    """Ten thousand sizes from 0 × 0 to 65535 × 65535, as fast as they are taken; it must still be there."""
    with Terminal(program.argv) as terminal:
        terminal.read(0.3)
        dice, edges = random.Random(5), [0, 1, 2, 3, 59, 60, 119, 120, 999, 1000, 1001, 65534, 65535]
        for _ in range(10_000):
            terminal.resize([dice.choice([dice.choice(edges), dice.randint(0, 300)]) for _ in range(2)])
            terminal.read(0, 0.001)
        terminal.resize((80, 24))
        terminal.read(0.3)
        terminal.type(CLEAR + b"lappi")
        return 0 if terminal.has_ended() else 1, "of 1 still there"


def environments(program, _):
    """TERM × LANG: how many of 21 show a number of the directory that allu comes with, on a screen or line by line."""
    usable = 0
    terms = ["xterm-256color", "screen", "tmux-256color", "linux", "vt100", "dumb", None]
    for term in terms:
        for lang in ("C", "C.UTF-8", None):
            with Terminal([program.argv[0], "lappi"], env={"TERM": term, "LANG": lang, "LC_ALL": None}) as terminal:
                usable += terminal.wait_for(NUMBER) is not None
    return usable, "of 21"


def paste(program, options):
    """A megabyte at once: to the answer to what is typed behind it."""
    return after(program, options, b"kotona suomessa hiltunen \n" * 42_000)


def unfinished_paste(program, options):
    """A bracketed paste that never ends: to the answer to what is typed behind it."""
    return after(program, options, b"\x1b[200~" + b"kotona " * 5000)


def after(program, options, flood):
    with Terminal(program.argv) as terminal:
        terminal.read(0.3)
        terminal.type(flood)
        since = time.perf_counter()
        # Whatever was begun is left, the line is cleared, and a letter must show.
        terminal.type(b"\x1b")
        time.sleep(0.15)
        terminal.type(CLEAR)
        terminal.read(0.1)
        terminal.type(b"h")
        return milliseconds(terminal.wait_for(b"h", options.limit) and time.perf_counter() - since, "ms")


def first_frame(program, _):
    """Bytes of the first frame at 80 × 24."""
    with Terminal(program.argv) as terminal:
        return len(terminal.read(0.3)), "B"


def first_frame_large(program, _):
    """Bytes of the first frame at 200 × 50."""
    with Terminal(program.argv, (200, 50)) as terminal:
        return len(terminal.read(0.3)), "B"


def steps(program, _):
    """Two hundred steps of the cursor at 80 × 24, beside a detail view where there is one."""
    return stepped(program, (80, 24))


def steps_alone(program, _):
    """The same where a list stands alone, 59 columns wide."""
    return stepped(program, (59, 24))


def stepped(program, size):
    with Terminal(program.argv, size) as terminal:
        terminal.read(0.3)
        counts = []
        for _ in range(200):
            terminal.type(program.down)
            # At the end of the list there is nothing to draw.
            counts += filter(None, [len(terminal.read(0.02))])
        return sum(counts) / len(counts), f"B on average; median {median(counts):.0f}, most {max(counts)}"


def letters(program, options):
    """Letters typed at 80 × 24, from several queries."""
    with Terminal(program.argv) as terminal:
        terminal.read(0.3)
        counts = []
        for query in ("lappi", "hiltunen", "sanna hilt", "0295037", "rovaniemellä", "hilutnen"):
            for letter in query:
                terminal.type(letter.encode())
                counts.append(len(terminal.read(0.06)))
            terminal.type(CLEAR)
            terminal.read(0.1)
        return median(counts), f"B; most {max(counts)}"


def idle(program, options):
    """A while without a key."""
    with Terminal(program.argv) as terminal:
        terminal.read(0.5)
        before = terminal.cpu()
        count = len(terminal.read(options.idle, options.idle))
        return 100 * (terminal.cpu() - before) / options.idle, f"% of a processor, {count} B in {options.idle:.0f} s"


def special_files(program, options):
    """A FIFO, /dev/zero, a folder, a socket and a loop of links as a model: the slowest refusal."""
    slowest, wrong = 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        fifo, link, plug = (os.path.join(folder, name) for name in ("fifo", "link", "plug"))
        os.mkfifo(fifo)
        os.symlink(link, link)
        with socket.socket(socket.AF_UNIX) as open_socket:
            open_socket.bind(plug)
            for path in (fifo, "/dev/zero", folder, plug, link):
                since = time.perf_counter()
                ran = subprocess.run([program.argv[0], "find", "--model", path, "x"], capture_output=True,
                                     env=environment(), timeout=options.limit, check=False)
                slowest = max(slowest, time.perf_counter() - since)
                if ran.returncode != 2 or len(ran.stderr.splitlines()) != 1:
                    wrong.append(os.path.basename(path))
    return slowest * 1000, f"ms{' but for ' + ', '.join(wrong) if wrong else ', each one line and status 2'}"


def full_disk(program, _):
    """Output to /dev/full, and into a pipe that closes."""
    with open("/dev/full", "wb") as disk:
        ran = subprocess.run([program.argv[0], "find"], stdout=disk, stderr=subprocess.PIPE, env=environment(), check=False)
    piped = subprocess.run(f"{program.argv[0]} find | head -n 1", shell=True, capture_output=True, env=environment(),
                           check=False)
    return ran.returncode, f"status, {len(ran.stderr.splitlines())} line; {len(piped.stderr)} B of complaint about the pipe"


def marks(program, options):
    """A name with 100,000 combining marks: the frame that shows it."""
    with tempfile.TemporaryDirectory() as folder:
        model = json.loads(subprocess.run([program.argv[0], "build", "/dev/stdin"], input=b"# Ihmiset\n\nSanna Hiltunen, "
                           b"p. 0295 037012 (Lappi)\n", capture_output=True, env=environment(), check=True).stdout)
        model["people"][0]["name"] = "Sa" + "\u0301" * 100_000 + "nna Hiltunen"
        path = os.path.join(folder, "model.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(model, file, ensure_ascii=False)
        with Terminal([program.argv[0], "--model", path]) as terminal:
            return len(terminal.read(0.5)), "B"


def reload(program, options):
    """From a new model's being there to the frame that says so."""
    path = options.model or "assets/model.json"
    with tempfile.TemporaryDirectory() as folder:
        target, fresh = os.path.join(folder, "model.json"), os.path.join(folder, "new.json")
        env = {"XDG_CACHE_HOME": folder}
        shutil.copy(path, target)
        shutil.copy(path, fresh)
        with Terminal([program.argv[0], "--lang", "en", "--model", target], env=env) as terminal:
            terminal.wait_for(b"People", 60.0)
            terminal.read(0.5)
            os.replace(fresh, target)
            # Of the words that say so, only the letters are sent that did not stand there.
            return milliseconds(terminal.wait_for(b"renew", 60.0), "ms")


# What is measured, in the order shown; those of the second list only on allu.
EVERYWHERE = [signals, full, dropped, dropped_ignored, homeless, resizes, paste, unfinished_paste, first_frame,
              first_frame_large, steps, steps_alone, letters, idle]
HERE = [stopped, sizes, environments, special_files, full_disk, marks, reload]


class Program:
    def __init__(self, name, argv, down):
        self.name, self.argv, self.down = name, argv, down


def main():
    options = terminal_arguments(__doc__, arguments)
    model = ["--model", options.model] if options.model else []
    programs = [Program("allu", [options.allu, *model], DOWN)]
    for line in options.against:
        name = os.path.basename(line.split()[0])
        programs.append(Program(name, ["sh", "-c", f"exec {line}"], STEPS.get(name, DOWN)))
    print(heading([options.allu, *(path for path in (shutil.which(line.split()[0]) for line in options.against) if path)]))
    lines = [["row", *(program.name for program in programs)]]
    for row in EVERYWHERE + HERE:
        if options.rows and row.__name__ not in options.rows.split(","):
            continue
        shown = [cell(row, program, options) if is_asked(row, program, programs[0]) else "" for program in programs]
        lines.append([row.__name__, *shown])
        for program, words in zip(programs, shown):
            print(f"{row.__name__:18} {program.name:8} {words}", flush=True)
    if options.markdown:
        print(table(lines, True))


def is_asked(row, program, ours):
    # What is pasted into a pager are commands, and one of them writes a file.
    is_command = program.down == b"j" and row in (paste, unfinished_paste)
    return program is ours or row in EVERYWHERE and not is_command


def cell(row, program, options):
    """The median of several runs, and the words of the run that has it."""
    figures = []
    for _ in range(options.runs):
        try:
            figures.append(row(program, options))
        except (OSError, subprocess.TimeoutExpired, subprocess.CalledProcessError) as cause:
            figures.append((None, type(cause).__name__))
    done = sorted(figure for figure in figures if figure[0] is not None)
    if len(done) < len(figures):
        return next(words for figure, words in figures if figure is None)
    figure, words = done[len(done) // 2]
    return f"{figure:.{0 if figure >= 100 or figure == int(figure) else 1}f} {words}"


def milliseconds(seconds, words):
    return (None, words.replace("ms", "never", 1)) if seconds is None else (seconds * 1000, words)


def arguments(parser):
    parser.add_argument("--rows", metavar="ROW,ROW", help="only these")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="times each (default 3)")
    parser.add_argument("--idle", type=float, default=10, metavar="SECONDS", help="watched (default 10)")
    parser.add_argument("--limit", type=float, default=3, metavar="SECONDS", help="of patience (default 3)")


if __name__ == "__main__":
    sys.exit(main())
