#!/usr/bin/env python3
"""Writes invented contact pages, and builds a directory from them: python3 benches/documents.py [FOLDER].

Each page is of a project of its own and has four people. Prints the seconds and the peak memory of `allu build` for
1,000, 2,000 and 10,000 pages, the size of the model, and the most that the peak may be: 1.5 times that of 1,000 pages
and the size of the model.
"""

import os
import pathlib
import random
import subprocess
import sys
import time

ALLU = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "release" / "allu"
SIZES = [1_000, 2_000, 10_000]
GIVEN = "Aino Eero Helmi Juhani Kaisa Lauri Maija Niilo Oili Pekka Raili Sakari Tuula Urho Venla Anna Elina Heikki".split()
FRONTS = "Kivi Mäki Järvi Koski Lehto Niemi Saari Salo Virta Harju Hieta Honka Ilves Kallio Kanto Karhu Kuusi Lampi".split()
ENDS = "nen la vaara ranta mäki koski lampi niemi harju salo maa virta kangas oja".split()
ROLES = "projektipäällikkö hankesuunnittelija aluekoordinaattori asiantuntija projektisihteeri ohjaaja".split()
REGIONS = ["Lappi", "Kainuu", "Satakunta", "Uusimaa", "Pirkanmaa", "Etelä-Savo", "Kymenlaakso", "Keski-Suomi"]
TOWNS = "Oulun Turun Salon Porin Lahden Kuopion Vaasan Kotkan Kemin Iisalmen".split()
SYLLABLES = "ka la mi no ru sa te vi ko ho lu na pe ri so tu va hi jo ke".split()
KINDS = ["polku", "silta", "matka", "portti", "tuki"]


def page(number, dice):
    """The text of a page."""
    word, rest = "", number
    for _ in range(4):
        word += SYLLABLES[rest % len(SYLLABLES)]
        rest //= len(SYLLABLES)
    project = f"{word.capitalize()} {KINDS[number % len(KINDS)]}"
    day = f"{dice.randint(1, 28)}.{dice.randint(1, 12)}.{dice.randint(2015, 2023)}"
    lines = [
        f"{project} -hankkeen yhteystiedot",
        "",
        day,
        "",
        f"{project} -hanketta koordinoi {dice.choice(TOWNS)} kaupunki. Hanke alkoi {dice.randint(1, 12)}/2019 ja "
        f"päättyy {dice.randint(1, 12)}/2022. Rahoittaja on Euroopan sosiaalirahasto.",
        "",
        "Yhteyshenkilöt:",
        "",
    ]
    for _ in range(4):
        given, surname = dice.choice(GIVEN), dice.choice(FRONTS) + dice.choice(ENDS)
        address = f"{given}.{surname}".lower().replace("ä", "a").replace("ö", "o")
        lines.append(
            f"{dice.choice(ROLES).capitalize()} {given} {surname}, p. 04{dice.randint(0, 9)} {dice.randint(100, 999)} "
            f"{dice.randint(1000, 9999)}, {address}@{word}.example ({dice.choice(REGIONS)})"
        )
    return "\n".join([*lines, "", "Hankkeen toimisto on avoinna arkisin klo 9–15.", ""])


def measured_build(inputs, model):
    """Builds a model. Returns the seconds, and the peak memory and the size of the model in MB."""
    start = time.monotonic()
    build = subprocess.Popen([ALLU, "build", inputs, "-o", model], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(build.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"the build ended with {status}")
    return seconds, usage.ru_maxrss / 1000, model.stat().st_size / 1e6


def main(folder):
    print(f"{'pages':>7} {'seconds':>8} {'peak, MB':>9} {'model, MB':>10} {'at most':>8}")
    first_peak = None
    for size in SIZES:
        pages = folder / str(size)
        pages.mkdir(parents=True, exist_ok=True)
        dice = random.Random(5)
        for number in range(size):
            (pages / f"{number:05}.txt").write_text(page(number, dice), encoding="utf-8")
        model = folder / f"{size}.json"
        seconds, peak, bytes_of_model = measured_build(pages, model)
        first_peak = first_peak or peak
        most = 1.5 * first_peak + bytes_of_model
        print(f"{size:>7} {seconds:>8.1f} {peak:>9.1f} {bytes_of_model:>10.1f} {most:>8.1f}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/documents"))
