"""From rule to guard to test, read from docstrings; ``python -m tests.huisstijl.regels`` writes.

A rule stands in a docstring, a comment or a message of the code that keeps it, and in the
docstring of a test that proves it. ``docs/regels.md`` is that table.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

from novex.lokaal.gegevensmap import PROJECT

from .bronnen import PYTHON, naam

TABEL = PROJECT / "docs" / "regels.md"
ID = re.compile(r"\b([A-Z]{3})-(\d+)(?:(?:\.\.| to )(?:\1-)?(\d+))?")
REEKSEN = {
    "REF": "1-6", "ROL": "1-3", "ZIC": "1-5", "SIG": "1-3 6", "VRA": "0-9 11 12 15 16 19",
    "TRI": "1 2 4-6 10", "OVL": "1-3", "AGE": "1-3", "BES": "1 3-5 7 10", "AFS": "1-6 9 10",
    "ARR": "1-4 6", "BOL": "1 2", "MON": "1-3",
}  # fmt: skip
HOOGSTENS = 3


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


def _docstrings(pad: Path) -> dict[str, str]:
    """Per function, class and module what its docstring says."""
    wortel = ast.parse(pad.read_text())
    soorten = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    gevonden = {"": ast.get_docstring(wortel) or ""}
    for node in ast.walk(wortel):
        if isinstance(node, soorten) and (tekst := ast.get_docstring(node)):
            gevonden[node.name] = f"{gevonden.get(node.name, '')} {tekst}"
    return gevonden


def _per_regel(paden: list[Path], *, alleen: str = "") -> dict[str, list[str]]:
    """Functions before classes and modules: the nearer to the rule, the better."""
    plekken: dict[str, list[str]] = defaultdict(list)
    for pad in paden:
        for functie, tekst in _docstrings(pad).items():
            if functie.startswith(alleen):
                for regel in ids(tekst):
                    plekken[regel].append(f"{naam(pad)}::{functie}".removesuffix("::"))
    return {
        regel: sorted(waar, key=lambda plek: ("::" not in plek, plek.count("::Test"), plek))
        for regel, waar in plekken.items()
    }


def wachters() -> dict[str, list[str]]:
    return _per_regel([pad for pad in PYTHON if "/demo/" not in str(pad)])


def bewijzen() -> dict[str, list[str]]:
    return _per_regel(sorted((PROJECT / "tests").glob("**/test_*.py")), alleen="test_")


def tabel() -> str:
    """The table as it stands in the docs: at most three places each."""
    guards, tests = wachters(), bewijzen()
    lijnen = [
        "# Rules, guards and tests",
        "",
        "Which code keeps a rule of the specification, and which test fails without it. Written by",
        "`python -m tests.huisstijl.regels`; a test compares it with the docstrings.",
        "",
        "| Rule | Guard | Test |",
        "|---|---|---|",
    ]
    for regel in REGELS:
        cellen = [_cel(plekken.get(regel, [])) for plekken in (guards, tests)]
        lijnen.append(f"| {regel} | {' | '.join(cellen)} |")
    return "\n".join(lijnen) + "\n"


def _cel(plekken: list[str]) -> str:
    getoond = "<br>".join(f"`{plek}`" for plek in plekken[:HOOGSTENS])
    return f"{getoond}<br>and more" if len(plekken) > HOOGSTENS else getoond


if __name__ == "__main__":
    TABEL.write_text(tabel())
