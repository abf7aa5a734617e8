#!/usr/bin/env python3
"""Abbreviates names of generated people and asks allu and fzf for them.

Prints for each way to abbreviate how often the person meant comes first and among the first five, of so many people drawn
by lot. fzf gets the names as lines.

Usage: cargo bench --bench people -- 10000 target/people
       python3 tests/queries/abbreviations.py --model target/people/model.json --lines target/people/lines.txt
"""

import argparse
import random
import subprocess
import unicodedata

LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "ı": "i"})


def fold(text):
    """Lower case without marks, as the search compares."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def skeleton(word, most=None):
    """The first letter and the consonants behind it."""
    return (word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiouy"))[:most]


def thinned(word, dice):
    """A word with a third of its inner letters left out."""
    letters = list(word)
    for _ in range(max(1, len(letters) // 3)):
        if len(letters) > 3:
            del letters[dice.randrange(1, len(letters) - 1)]
    return "".join(letters)


WAYS = {
    "hltnn": lambda given, surname, dice: skeleton(surname, 5),
    "hltuen": lambda given, surname, dice: thinned(surname, dice),
    "snhlt": lambda given, surname, dice: skeleton(given, 2) + skeleton(surname, 3),
    "hltsn": lambda given, surname, dice: skeleton(surname, 3) + skeleton(given, 2),
    "sannhlt": lambda given, surname, dice: given[:4] + skeleton(surname, 3),
    "snnhltn": lambda given, surname, dice: skeleton(given, 3) + skeleton(surname, 4),
    "shltn": lambda given, surname, dice: given[0] + skeleton(surname, 4),
    "sn hlt": lambda given, surname, dice: skeleton(given, 2) + " " + skeleton(surname, 3),
    "snn hiltunen": lambda given, surname, dice: skeleton(given, 3) + " " + surname,
    "hltn sanna": lambda given, surname, dice: skeleton(surname, 4) + " " + given,
}


def abbreviated(name, way, dice):
    given, surname = fold(name).split(" ")[0], fold(name).split(" ")[-1]
    return WAYS[way](given.split("-")[0], surname.split("-")[-1], dice)


def asked(command, text=None):
    """The first five lines that a command prints."""
    found = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return found.stdout.splitlines()[:5]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--lines", required=True)
    parser.add_argument("--allu", default="target/release/allu")
    parser.add_argument("--fzf", default="fzf")
    parser.add_argument("--each", type=int, default=60, help="how many people for each way")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with open(options.lines, encoding="utf-8") as lines:
        names = [line.split("\t")[0] for line in lines]
    dice = random.Random(options.seed)
    text = "\n".join(names)
    find = [options.allu, "--model", options.model, "find", "--in", "people", "-n", "5", "--format", "{name}", "--"]
    total = [0, 0, 0, 0]
    print(f"of {options.each} each    allu first, five   fzf first, five")
    for way in WAYS:
        counts = [0, 0, 0, 0]
        done = 0
        while done < options.each:
            name = dice.choice(names)
            query = abbreviated(name, way, dice)
            if len(query) < 4 or query == fold(name):
                continue
            done += 1
            for at, found in enumerate([asked(find + [query]), asked([options.fzf, "--filter", query], text)]):
                counts[2 * at] += found[:1] == [name]
                counts[2 * at + 1] += name in found
        total = [sum(pair) for pair in zip(total, counts)]
        print(f"{way:14} {counts[0]:10} {counts[1]:5} {counts[2]:11} {counts[3]:5}")
    print(f"{'all':14} {total[0]:10} {total[1]:5} {total[2]:11} {total[3]:5}")


if __name__ == "__main__":
    main()
