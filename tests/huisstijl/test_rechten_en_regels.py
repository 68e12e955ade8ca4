"""Names that the code uses and nobody checks: rights, rule ids, and words of elsewhere."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess

import pytest

from novex.lokaal.gegevensmap import PROJECT
from novex.rechten import RECHTEN, Rol

from .bronnen import APPS, PYTHON, boom, naam

RECHT = re.compile(rf"^(?:{'|'.join(APPS)})\.[a-z_]+$")
VRAAGT = {"has_perm", "eis_recht", "heeft_recht", "overgang", "recht"}
REGELMODULES = [
    naam(pad).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    for pad in PYTHON
    if re.search(r"/regels(?:_\w+)?(?:/\w+)?\.py$|/signaalregels\.py$", str(pad))
]


def _teksten(pad):
    wortel, _ = boom(pad)
    return {
        node.value
        for node in ast.walk(wortel)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _gevraagd(pad):
    """What is passed to something that asks for a right, or stands in a name for one."""
    wortel, _ = boom(pad)
    for node in ast.walk(wortel):
        waarden: list[ast.expr] = []
        if isinstance(node, ast.Call):
            functie = getattr(node.func, "attr", getattr(node.func, "id", ""))
            waarden = node.args if functie in VRAAGT else []
            waarden = [*waarden, *(k.value for k in node.keywords if k.arg == "recht")]
        elif isinstance(node, ast.Assign) and all(
            isinstance(doel, ast.Name) and doel.id.lower().endswith("recht")
            for doel in node.targets
        ):
            waarden = [node.value]
        for waarde in waarden:
            if isinstance(waarde, ast.Constant) and RECHT.match(str(waarde.value)):
                yield waarde.value


@pytest.mark.parametrize("pad", PYTHON, ids=naam)
def test_a_right_that_is_asked_for_exists(pad):
    """ROL-1: a right that is not in the table lets nobody in, and no page would tell."""
    assert set(_gevraagd(pad)) - set(RECHTEN) == set()


def test_every_right_in_the_table_is_asked_for():
    """ROL-1: a right that nothing asks for promises what the application does not do."""
    gebruikt: set[str] = set()
    for pad in PYTHON:
        if naam(pad) != "novex/rechten.py":
            gebruikt |= _teksten(pad)
    ongebruikt = {
        recht
        for recht in RECHTEN
        if recht not in gebruikt and recht.partition(".")[2] not in gebruikt
    }
    assert ongebruikt == set()


def test_every_role_carries_a_right_or_only_reads():
    """ROL-1."""
    assert {rol for rollen in RECHTEN.values() for rol in rollen} == set(Rol) - {Rol.BESTUURDER}


@pytest.mark.parametrize("module", REGELMODULES)
def test_a_regel_cites_the_rule_it_comes_from(module):
    """Each criterium says where it comes from (VRA-3)."""
    geladen = importlib.import_module(module)
    regels = [
        functie
        for functienaam, functie in inspect.getmembers(geladen, inspect.isfunction)
        if functie.__module__ == module
        and not functienaam.startswith("_")
        # A criterium gets the record, and refuses or says nothing (novex.criteria).
        and len(inspect.signature(functie).parameters) == 1
        and functie.__annotations__.get("return") in {None, "None"}
    ]
    zonder = [
        functie.__name__
        for functie in regels
        if not re.search(r"\b[A-Z]{3}-\d", functie.__doc__ or "")
    ]
    assert zonder == []


def test_no_file_names_the_place_where_it_was_made():
    """The project speaks of itself only."""
    lijst = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    # A folder of a person; put together, so that this file passes too.
    woorden = [f"/{'home'}/", f"/{'root'}/"]
    for bestand in filter(None, lijst):
        pad = PROJECT / bestand
        if not pad.is_file() or pad.suffix in {".png", ".woff2", ".pdf", ".lock"}:
            continue
        tekst = pad.read_text(errors="replace").lower()
        assert [woord for woord in woorden if woord in tekst] == [], bestand
