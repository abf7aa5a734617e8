#!/usr/bin/env python3
"""Prints size, start and search of the release binary beside the figures recorded in docs/benchmarks.md.

Fails if the binary is larger than 12 MB, or if a time is beyond its limit in three rounds: a busy machine is slow, a slow
program stays slow.
"""

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from fcntl import ioctl
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "allu"
# What is measured, its unit and the most that is allowed.
LIMITS = {"size of the binary": ("MB", 12.0), "first frame": ("ms", 10.0), "`find lappi`": ("ms", 8.0)}
# Neither a configuration nor favourites of whoever runs this.
ENV = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
RUNS = 40
END_OF_FRAME = b"\x1b[?2026l"


def first_frame():
    """Milliseconds from the start of the process to the end of its first frame at 80×24."""
    master, slave = pty.openpty()
    ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    started = time.perf_counter()
    streams = {"stdin": slave, "stdout": slave, "stderr": slave}
    # The browser reads from the terminal that controls its session.
    take = partial(ioctl, slave, termios.TIOCSCTTY, 0)
    process = subprocess.Popen([BINARY], **streams, env=ENV, start_new_session=True, preexec_fn=take)
    os.close(slave)
    seen = b""
    while END_OF_FRAME not in seen and select.select([master], [], [], 5)[0]:
        try:
            seen += os.read(master, 65536)
        except OSError:
            sys.exit(f"it ended without a frame: {seen.decode(errors='replace')}")
    taken = (time.perf_counter() - started) * 1000
    os.write(master, b"\x03")
    while True:
        try:
            if not os.read(master, 65536):
                break
        except OSError:
            break
    process.wait()
    os.close(master)
    if END_OF_FRAME not in seen:
        sys.exit("there was no first frame")
    return taken


def search():
    """Milliseconds of a whole process."""
    started = time.perf_counter()
    subprocess.run([BINARY, "find", "lappi"], env=ENV, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - started) * 1000


def recorded():
    """The figures in the documentation, by their names."""
    text = (ROOT / "docs/benchmarks.md").read_text()
    rows = re.findall(r"^\| ([^|]+?) \| ([\d.]+) (?:MB|ms) \|", text, re.M)
    return {name: float(figure) for name, figure in rows}


def measured():
    """The figures of now."""
    frames, searches = [], []
    for _ in range(RUNS):
        frames.append(first_frame())
        searches.append(search())
    # What else the machine does only adds time, so the fastest run is the cost of the program.
    return dict(zip(LIMITS, [BINARY.stat().st_size / 1e6, min(frames), min(searches)]))


def main():
    known = recorded()
    for _ in range(3):
        now = measured()
        over = [name for name, (_, limit) in LIMITS.items() if now[name] > limit]
        print(f"{'':24}{'now':>12}{'recorded':>12}{'at most':>12}")
        for name, (unit, limit) in LIMITS.items():
            before = f"{known[name]:.1f} {unit}" if name in known else "-"
            print(f"{name:24}{now[name]:>9.1f} {unit}{before:>12}{limit:>9.0f} {unit}")
        if not over:
            return
    sys.exit(f"beyond the limit: {', '.join(over)}")


if __name__ == "__main__":
    main()
