#!/usr/bin/env python3
"""Measures what somebody at a terminal waits for: from each key to the last byte of the frame it leads to.

    cargo build --release
    python3 benches/keystrokes.py --model FOLDER/model.json --against 'fzf < FOLDER/lines.txt'

Each program runs on a pseudo-terminal of its own. Queries are typed key by key and erased again; a key is typed when
the frame of the last one has settled, which is when nothing has come for a while and the program has done next to
nothing in that while: a finder that still computes has not answered. The time is counted to the last byte that came.
Programs take turns, in every round each once. `cat`, whose keys the kernel echoes, is the control.

Shown for each: from the start to the first byte and to the settled frame; a key's median, 95th and 99th percentile and
worst; how many keys were typed, and how many changed nothing; bytes a key; private memory after typing, and how much of
it is no file's; and how much of a processor is taken while nobody types.

Only the standard library is used; Linux only. The exit status is 0, or 2 when something that was named is not there.
"""

import fcntl
import glob
import math
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import termios
import time
from collections import namedtuple

# Python would leave the other script's compiled file beside it.
sys.dont_write_bytecode = True

from compare import after_name, environment, heading, median, table, terminal_arguments  # noqa: E402

QUERIES = ["lappi", "hiltunen", "sanna hilt", "0295037", "rovaniemellä", "hilutnen", "hltun", "snhlt", "hvpol"]

# Ctrl-U clears the line in allu, fzf, skim and a shell's line editor.
ERASE = b"\x15"

# How many seconds a key and a start may take before all is given up: a program that never rests never settles.
KEY_LIMIT = 20.0
START_LIMIT = 300.0

# What terminals are asked, and what this one says: where the cursor is, what it can do, its colours, its modes.
ANSWERS = [
    (re.compile(rb"\x1b\[6n"), rb"\x1b[1;1R"),
    (re.compile(rb"\x1b\[0?c"), rb"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[>0?c"), rb"\x1b[>0;0;0c"),
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), rb"\x1b]10;rgb:ffff/ffff/ffff\x07"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), rb"\x1b]11;rgb:0000/0000/0000\x07"),
    (re.compile(rb"\x1b\[\?(\d+)\$p"), rb"\x1b[?\1;0$y"),
]

# What a key or a start led to: seconds to the first and to the last byte, none when nothing came, and how many came.
Frame = namedtuple("Frame", "first last bytes")

# One run of one program.
Run = namedtuple("Run", "start keys private anonymous idle")


class Terminal:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, argv, size, quiet):
        columns, rows = size
        self.quiet = quiet
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            try:
                os.execvpe(argv[0], argv, {**environment(), "TERM": "xterm-256color"})
            finally:
                os._exit(127)
        self.processes = [self.pid]
        self.has_ended = False

    def start(self):
        """The first settled frame."""
        return self.settle(self.started, START_LIMIT, is_start=True)

    def type(self, key):
        """The frame that a key leads to."""
        if self.has_ended:
            return Frame(None, None, 0)
        typed = time.perf_counter()
        os.write(self.file, key)
        return self.settle(typed, KEY_LIMIT)

    def settle(self, since, limit, is_start=False):
        """Reads until nothing came for a while, and nothing was done in it."""
        first = last = None
        count = 0
        silent_since, worked = time.perf_counter(), self.work()
        while not self.has_ended:
            now = time.perf_counter()
            if now - since > limit:
                sys.exit(f"a frame did not settle in {limit:.0f} seconds")
            data = self.read(silent_since + self.quiet - now)
            came = time.perf_counter()
            if data:
                first, last = first or came, came
                count += len(data)
            elif is_start:
                # A shell starts others, whose work and memory are the program's too.
                self.processes = session(self.pid)
            if not data and self.work() - worked <= self.quiet / 2 and (first or not is_start):
                break
            silent_since, worked = came, self.work()
        return Frame(first and first - since, last and last - since, count)

    def read(self, patience):
        """What comes within some seconds; questions among it are answered."""
        if not select.select([self.file], [], [], max(patience, 0))[0]:
            return b""
        try:
            data = os.read(self.file, 1 << 16)
        except OSError:
            # The kernel's way of saying that the other side is closed.
            data = b""
        self.has_ended = not data
        for question, answer in ANSWERS:
            for found in question.finditer(data):
                os.write(self.file, found.expand(answer))
        return data

    def work(self):
        """Seconds of processors taken so far."""
        ticks = 0
        for pid in self.processes:
            fields = after_name(pid)
            ticks += int(fields[11]) + int(fields[12]) if fields else 0
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Private kilobytes, and those of them that no file holds."""
        private = anonymous = 0
        for pid in self.processes:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
                sizes = {line.split(":")[0]: int(line.split()[1]) for line in file if line.endswith("kB\n")}
            private += sizes["Private_Clean"] + sizes["Private_Dirty"]
            anonymous += sizes["Pss_Anon"]
        return private, anonymous

    def idle(self, seconds):
        """The share of a processor that is taken while nobody types."""
        worked, end = self.work(), time.perf_counter() + seconds
        while not self.has_ended and time.perf_counter() < end:
            self.read(end - time.perf_counter())
        return (self.work() - worked) / seconds

    def end(self):
        """Ends what was started, and nothing else."""
        for pid in self.processes:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        os.waitpid(self.pid, 0)
        os.close(self.file)


def main():
    options = terminal_arguments(__doc__, arguments)
    command = [options.allu, *(["--model", options.model] if options.model else [])]
    programs = {"cat": ["cat"], "allu": command, **{line: ["sh", "-c", line] for line in options.against}}
    firsts = [line.split()[0] for line in options.against]
    print(heading([options.allu, *(path for path in map(shutil.which, firsts) if path)]))
    runs = {name: [] for name in programs}
    for _ in range(options.runs):
        for name, argv in programs.items():
            runs[name].append(run(argv, options))
    print(table(rows(runs), options.markdown))


def arguments(parser):
    parser.add_argument("--size", type=size, default=(80, 24), metavar="WIDTHxHEIGHT", help="default 80x24")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="rounds (default 5)")
    parser.add_argument("--queries", nargs="+", default=QUERIES, metavar="QUERY")
    parser.add_argument("--quiet", type=float, default=30, metavar="MS", help="what settles a frame (default 30)")
    parser.add_argument("--idle", type=float, default=2, metavar="SECONDS", help="watched at the end (default 2)")


def size(text):
    columns, rows = text.split("x")
    return int(columns), int(rows)


def run(argv, options):
    """Starts a program, types every query and erases it, and lets it idle."""
    terminal = Terminal(argv, options.size, options.quiet / 1000)
    try:
        is_cat = argv == ["cat"]
        start = Frame(None, None, 0) if is_cat else terminal.start()
        keys = []
        for query in options.queries:
            keys += [terminal.type(letter.encode()) for letter in query]
            terminal.type(ERASE)
        if terminal.has_ended:
            sys.exit(f"{' '.join(argv)}: ended before it was told to")
        private, anonymous = terminal.memory()
        return Run(start, keys, private, anonymous, terminal.idle(options.idle))
    finally:
        terminal.end()


def rows(runs):
    """The table: a line for each program."""
    yield ["ms", "first byte", "settled", "key", "p95", "p99", "max", "keys", "unanswered", "bytes a key",
           "private, MB", "anonymous, MB", "idle, %"]
    for name, of_name in runs.items():
        keys = [key for run in of_name for key in run.keys]
        answered = [key.last for key in keys if key.last is not None]
        starts = [run.start for run in of_name if run.start.last is not None]
        yield [
            name,
            milliseconds([start.first for start in starts], 0.5),
            milliseconds([start.last for start in starts], 0.5),
            *(milliseconds(answered, share) for share in (0.5, 0.95, 0.99, 1)),
            str(len(keys)),
            str(len(keys) - len(answered)),
            f"{median(key.bytes for key in keys):.0f}",
            f"{median(run.private for run in of_name) / 1024:.1f}",
            f"{median(run.anonymous for run in of_name) / 1024:.1f}",
            f"{median(run.idle for run in of_name) * 100:.1f}",
        ]


def milliseconds(seconds, share):
    """The value that a share of all do not pass."""
    if not seconds:
        return "-"
    place = max(math.ceil(len(seconds) * share), 1) - 1
    return f"{sorted(seconds)[place] * 1000:.2f}"


def session(leader):
    """The processes that a process started on its terminal, itself among them."""
    pids = (int(path.split("/")[2]) for path in glob.glob("/proc/[0-9]*"))
    return [pid for pid in pids if (fields := after_name(pid)) and int(fields[3]) == leader]


if __name__ == "__main__":
    sys.exit(main())
