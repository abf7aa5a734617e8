#!/usr/bin/env python3
"""Measures allu and finders of lines side by side: whole processes, the same people, the same queries.

    cargo build --release
    cargo bench --bench people -- 1000000 FOLDER
    python3 benches/compare.py --model FOLDER/model.json --lines FOLDER/lines.txt --fzf PATH

Every round runs each program on each query once, one after another, so that whatever else the machine does hits all of
them; a first round fills the caches and does not count. Shown is the median, and behind it how many times as long as
allu that is. `true` is what starting a process costs.

The peak of memory is the kernel's, which counts what is mapped from files, and never less than this script itself
takes: see the column of `true`.

Debian's fzf is old. A newer one comes in a Python package: `pip download --no-deps iterfzf`, unzip the wheel, and name
`iterfzf/fzf` (after `chmod +x`) with --fzf. skim is measured when `sk` is installed.

Only the standard library is used; Linux only. The exit status is 0, or 2 when something that was named is not there.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections import namedtuple

QUERIES = ["h", "lappi", "hiltunen", "sanna hilt", "0295037", "zzxxqq", "hltun", "snhlt"]

# Whatever would make a program behave otherwise here than elsewhere.
SETTINGS = ("FZF_", "SKIM_", "RIPGREP_", "GREP_", "ALLU_", "LC_", "LANG", "COLUMNS", "LINES")

# `command` makes the arguments from the query; `stdin` is the file that is read, or none.
Program = namedtuple("Program", "name path command stdin")

# `failures` are the exit statuses that no finder has for “found” or “not found”.
Measured = namedtuple("Measured", "seconds peaks failures")


def main():
    options = arguments()
    programs = programs_of(options)
    print(heading(program.path for program in programs))
    measured = measure(programs, options.queries, options.runs)
    print(table(rows(programs, options.queries, measured), options.markdown))
    print()
    for line in summary(programs, options.queries, measured):
        print(line)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", required=True, metavar="FILE", help="the people, one a line")
    parser.add_argument("--model", required=True, metavar="FILE", help="the same people, as allu's model")
    parser.add_argument("--allu", default="target/release/allu", metavar="PATH")
    parser.add_argument("--fzf", metavar="PATH", help="default: fzf on PATH; when both are there, both are measured")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="rounds that count (default 7)")
    parser.add_argument("--queries", nargs="+", default=QUERIES, metavar="QUERY")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    for file in (options.lines, options.model):
        if not os.path.isfile(file):
            parser.error(f"{file} is not there")
    for program in filter(None, (options.allu, options.fzf)):
        if not shutil.which(program):
            parser.error(f"{program} is not there")
    return options


def terminal_arguments(doc, add):
    """The arguments of a script that measures programs on terminals; `add` adds its own to the parser."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--allu", default="target/release/allu", metavar="PATH")
    parser.add_argument("--model", metavar="FILE", help="default: the directory that allu comes with")
    parser.add_argument("--against", action="append", default=[], metavar="COMMAND",
                        help="a line for the shell, such as 'fzf < lines'; may be given again")
    add(parser)
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    options.allu = shutil.which(options.allu) or parser.error(f"{options.allu} is not there")
    if options.model and not os.path.isfile(options.model):
        parser.error(f"{options.model} is not there")
    return options


def programs_of(options):
    """Control first, then allu, then whatever else is installed."""
    find = ["--model", options.model, "find", "-n", "20"]
    found = [
        Program("true", shutil.which("true"), lambda query: [], None),
        Program("allu", shutil.which(options.allu), lambda query: [*find, query], None),
    ]
    fzfs = [shutil.which(path) for path in (options.fzf, "fzf") if path and shutil.which(path)]
    known = set()
    for path in fzfs:
        number = version(path).removeprefix("fzf ").split(" ")[0]
        if number not in known:
            known.add(number)
            found.append(Program(f"fzf {number}", path, lambda query: ["--filter", query], options.lines))
    others = [
        ("sk", lambda query: ["--filter", query], options.lines),
        ("rg -iF", lambda query: ["-iF", "--", query, options.lines], None),
        ("grep -iF", lambda query: ["-iF", "--", query, options.lines], None),
    ]
    for name, command, stdin in others:
        path = shutil.which(name.split(" ")[0])
        if path:
            found.append(Program(name, path, command, stdin))
    return found


def measure(programs, queries, rounds):
    """What each program took for each query, by name and query."""
    measured = {(program.name, query): Measured([], [], set()) for program in programs for query in queries}
    for number in range(rounds + 1):
        for query in queries:
            for program in programs:
                seconds, peak, status = run(program, query)
                cell = measured[program.name, query]
                if number > 0:
                    cell.seconds.append(seconds)
                cell.peaks.append(peak)
                if status not in (0, 1):
                    cell.failures.add(status)
    return measured


def run(program, query):
    """Seconds from the start to the end of a process, its peak in kilobytes, and its exit status."""
    argv = [program.path, *program.command(query)]
    files = [
        (os.POSIX_SPAWN_OPEN, 0, program.stdin or os.devnull, os.O_RDONLY, 0),
        # Takes everything as /dev/null does, for which grep stops at the first line found.
        (os.POSIX_SPAWN_OPEN, 1, "/dev/zero", os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    start = time.perf_counter()
    pid = os.posix_spawn(program.path, argv, environment(), file_actions=files)
    _, status, usage = os.wait4(pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def environment():
    """The same for every program, and for every user of this script."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return {**kept, "LC_ALL": "C.UTF-8"}


def rows(programs, queries, measured):
    """The table: a line for each query, and one for the peak of memory."""
    yield ["ms", *(program.name for program in programs)]
    for query in queries:
        allu = median(measured["allu", query].seconds)
        line = [f"`{query}`"]
        for program in programs:
            cell = measured[program.name, query]
            took = median(cell.seconds)
            ratio = "" if program.name in ("true", "allu") else f" ({took / allu:.{1 if took > allu else 2}f}×)"
            failed = f" status {min(cell.failures)}!" if cell.failures else ""
            line.append(f"{took * 1000:.1f}{ratio}{failed}")
        yield line
    peaks = (max(max(measured[program.name, query].peaks) for query in queries) for program in programs)
    yield ["peak, MB", *(f"{peak / 1024:.0f}" for peak in peaks)]


def summary(programs, queries, measured):
    def took(name, query):
        return median(measured[name, query].seconds)

    def ratios(name):
        return [(took(name, query) / took("allu", query), query) for query in queries]

    names = [program.name for program in programs]
    fzf = next((name for name in names if name.startswith("fzf")), None)
    if fzf:
        yield f"{fzf} / allu, median over the queries: {median(ratio for ratio, _ in ratios(fzf)):.2f}"
    if "rg -iF" in names:
        ratio, query = min(ratios("rg -iF"))
        yield f"rg / allu, smallest: {ratio:.2f} (`{query}`)"


def heading(paths):
    """When, where and what: the lines above every table."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    machine = f"{models[0] if models else os.uname().machine}, {os.cpu_count()} cores"
    versions = "".join(f"{path}: {version(path)}\n" for path in paths)
    return f"{time.strftime('%Y-%m-%d %H:%M')}, {machine}\n{versions}"


def version(path):
    """The first line that a program says about itself."""
    said = subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return (said.stdout.splitlines() or ["?"])[0]


def after_name(pid):
    """The fields of a process's line in /proc behind its name, which may hold anything; none when it has gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def table(lines, is_markdown):
    """Lines of cells, in columns; the first is the heading."""
    lines = list(lines)
    widths = [max(map(len, column)) for column in zip(*lines)]

    def aligned(cells):
        first, *others = (cell.ljust(width) if place == 0 else cell.rjust(width)
                          for place, (cell, width) in enumerate(zip(cells, widths)))
        return [first, *others]

    if not is_markdown:
        return "\n".join("  ".join(aligned(line)) for line in lines)
    heads, *others = ("| " + " | ".join(aligned(line)) + " |" for line in lines)
    rules = ("-" * (width - (place > 0)) + ":" * (place > 0) for place, width in enumerate(widths))
    return "\n".join([heads, "| " + " | ".join(rules) + " |", *others])


def median(values):
    values = sorted(values)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


if __name__ == "__main__":
    sys.exit(main())
