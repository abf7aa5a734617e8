#!/usr/bin/env python3
"""Puts the hard questions to allu and to fzf.

Prints for each kind of question how often an accepted record comes first, is among the first five, and how often another
one comes first. fzf gets the people as lines, each with name, title, organisation, place, number and address.

Usage: cargo bench --bench people -- 10000 target/people
       python3 tests/queries/hard.py --people target/people
"""

import argparse
import collections
import json
import pathlib
import subprocess

ROWS = 5


def output(command, text=None):
    """What a command prints, as lines."""
    found = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return found.stdout.splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=pathlib.Path, required=True, help="the folder of the generated people")
    parser.add_argument("--questions", default="tests/queries/hard.tsv")
    parser.add_argument("--allu", default="target/release/allu")
    parser.add_argument("--fzf", default="fzf")
    args = parser.parse_args()
    model = args.people / "model.json"
    lines = (args.people / "lines.txt").read_text()
    people = json.loads(model.read_text())["people"]
    ids = collections.defaultdict(set)
    for person, line in zip(people, lines.splitlines(), strict=True):
        ids[line].add(person["id"])

    def by_allu(query):
        found = output([args.allu, "--model", str(model), "find", "-n", str(ROWS), "--format", "{id}", "--", query])
        return [{one} for one in found]

    def by_fzf(query):
        return [ids[line] for line in output([args.fzf, "--filter", query], lines)[:ROWS]]

    programs = {"allu": by_allu, "fzf": by_fzf}
    kinds = {}
    for row in pathlib.Path(args.questions).read_text().splitlines():
        if not row or row.startswith("#"):
            continue
        kind, _, query, accepted = row.split("\t")
        accepted = set() if accepted == "-" else set(accepted.split("|"))
        for program, find in programs.items():
            found = find(query)
            right = bool(accepted & found[0]) if found else not accepted
            in_five = right or any(accepted & one for one in found)
            share = kinds.setdefault(kind, {}).setdefault(program, [0, 0, 0, 0])
            for place, is_so in enumerate([True, right, in_five, bool(found) and not right]):
                share[place] += is_so
    print(f"{'kind':<16} {'asked':>5}  " + "  ".join(f"{program}: first, in five, another" for program in programs))
    total = {program: [sum(one) for one in zip(*(kind[program] for kind in kinds.values()))] for program in programs}
    for kind, shares in [*kinds.items(), ("all", total)]:
        cells = "  ".join(
            " ".join(f"{100 * count / asked:7.1f} %" for count in counts) for asked, *counts in shares.values()
        )
        print(f"{kind:<16} {shares['fzf'][0]:>5}  {cells}")


if __name__ == "__main__":
    main()
