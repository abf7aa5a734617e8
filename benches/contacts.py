#!/usr/bin/env python3
"""Writes invented contact files, and builds a directory from each: python3 benches/contacts.py [FOLDER [FORMAT…]].

The formats are csv, vcf and ldif. Prints the seconds and the peak memory of `allu build` for 10,000 and 100,000 people,
the size of the model, and the most that the peak may be: 1.5 times that of 10,000 people and the size of the model.
"""

import base64
import pathlib
import random
import sys

from documents import ENDS, FRONTS, GIVEN, REGIONS, ROLES, TOWNS, measured_build

SIZES = [10_000, 100_000]


def people(size):
    """Given name, surname, role, organisation, number, address and area of invented people, each name once."""
    dice = random.Random(5)
    for number in range(size):
        given = f"{GIVEN[number % len(GIVEN)]}-{GIVEN[number // len(GIVEN) % len(GIVEN)]}"
        surname = dice.choice(FRONTS) + ENDS[number // len(GIVEN) ** 2 % len(ENDS)]
        surname += f"-{dice.choice(FRONTS)}{dice.choice(ENDS)}"
        phone = f"+35840{1_000_000 + number}"
        address = f"{given}.{surname}.{number}".lower().replace("ä", "a").replace("ö", "o") + "@esimerkki.example"
        organisation = f"{dice.choice(TOWNS)} kaupunki"
        yield given, surname, dice.choice(ROLES), organisation, phone, address, dice.choice(REGIONS)


def csv(size):
    """Rows under a header."""
    yield "Etunimi,Sukunimi,Tehtävä,Organisaatio,Puhelin,Sähköposti,Alue"
    yield from (",".join(row) for row in people(size))


def vcf(size):
    """Cards of version 4."""
    for given, surname, role, organisation, phone, address, _ in people(size):
        yield f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{given} {surname}\r\nN:{surname};{given};;;\r\nTITLE:{role}\r"
        yield f"ORG:{organisation}\r\nTEL:tel:{phone}\r\nEMAIL:{address}\r\nEND:VCARD\r"


def ldif(size):
    """Entries of inetOrgPerson."""
    def line(name, value):
        if value.isascii():
            return f"{name}: {value}"
        return f"{name}:: {base64.b64encode(value.encode()).decode()}"

    for number, (given, surname, role, organisation, phone, address, _) in enumerate(people(size)):
        yield f"dn: uid=u{number},ou=people,dc=esimerkki,dc=example\nobjectClass: inetOrgPerson\nuid: u{number}"
        yield line("cn", f"{given} {surname}") + "\n" + line("sn", surname) + "\n" + line("givenName", given)
        yield line("title", role) + "\n" + line("o", organisation) + f"\ntelephoneNumber: {phone}\nmail: {address}\n"


def main(folder, formats):
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{'format':>7} {'people':>8} {'seconds':>8} {'peak, MB':>9} {'model, MB':>10} {'at most':>8}")
    for name in formats:
        first_peak = None
        for size in SIZES:
            contacts, model = folder / f"{size}.{name}", folder / f"{size}.{name}.json"
            contacts.write_text("\n".join({"csv": csv, "vcf": vcf, "ldif": ldif}[name](size)) + "\n", encoding="utf-8")
            seconds, peak, bytes_of_model = measured_build(contacts, model)
            first_peak = first_peak or peak
            most = 1.5 * first_peak + bytes_of_model
            print(f"{name:>7} {size:>8} {seconds:>8.1f} {peak:>9.1f} {bytes_of_model:>10.1f} {most:>8.1f}", flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/contacts"), sys.argv[2:] or ["csv", "vcf", "ldif"])
