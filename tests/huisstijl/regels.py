"""The rules of the specification, and the page that says how each is kept and proven.

``python -m tests.huisstijl.regels`` writes ``docs/regels.md`` from the table in ``wachten``.
"""

from __future__ import annotations

import re

from novex.lokaal.gegevensmap import PROJECT

from .wachten import WACHTEN, plek

TABEL = PROJECT / "docs" / "regels.md"
ID = re.compile(r"\b([A-Z]{3})-(\d+)(?:(?:\s?\.\.\s?| to )(?:\1-)?(\d+))?")
REEKSEN = {
    "ALG": "2", "REF": "1-6",
    "ROL": "1-3", "ZIC": "1-5", "SIG": "1-3 6", "VRA": "0-9 11 12 15 16 19",
    "TRI": "1 2 4-7 10", "OVL": "1-3 5", "AGE": "1-3 5", "BES": "1 3-5 7 10", "AFS": "1-6 9 10",
    "ARR": "1-4 6", "BOL": "1 2", "MON": "1-3",
}  # fmt: skip


def _nummers(reeks: str) -> list[int]:
    gevonden: list[int] = []
    for deel in reeks.split():
        eerste, _, laatste = deel.partition("-")
        gevonden += range(int(eerste), int(laatste or eerste) + 1)
    return gevonden


REGELS = [f"{groep}-{n}" for groep, reeks in REEKSEN.items() for n in _nummers(reeks)]


def ids(tekst: str) -> set[str]:
    """The rules that a text names; a range names all of its rules."""
    return {
        f"{groep}-{n}"
        for groep, van, tot in ID.findall(tekst)
        for n in range(int(van), int(tot or van) + 1)
    }


def tabel() -> str:
    """Per rule each guard, where it stands, with the test that fails without it."""
    lijnen = [
        "# Rules, guards and tests",
        "",
        "Which code keeps a rule of the specification, and which test fails when it is off.",
        "`python -m tests.huisstijl.uitzetten` proves it: each guard off in a copy, its test run.",
        "`python -m tests.huisstijl.regels` writes this page from `tests/huisstijl/wachten`.",
        "",
        "| Rule | Guard | Fails without it |",
        "|---|---|---|",
    ]
    volgorde = {regel: plaats for plaats, regel in enumerate(REGELS)}
    rijen = [
        f"| {wacht.regel} | `{plek(wacht)}` | `{wacht.test}` |"
        for wacht in sorted(WACHTEN, key=lambda w: volgorde[w.regel])
    ]
    return "\n".join([*lijnen, *dict.fromkeys(rijen)]) + "\n"


if __name__ == "__main__":
    TABEL.write_text(tabel())
