"""The table of guards and tests fits the source; ``uitzetten`` proves what it says."""

import ast
from functools import cache

import pytest

from novex.lokaal.gegevensmap import PROJECT

from .regels import REGELS, ids
from .wachten import WACHTEN, Wacht, plek


def _naam(wacht: Wacht) -> str:
    return f"{wacht.regel}-{wacht.bestand}-{wacht.testnaam}"


@cache
def _bron(pad: str) -> str:
    return (PROJECT / pad).read_text()


@cache
def _tests(pad: str) -> dict[str, str]:
    """The tests of a file, as ``Class::name``, with their docstrings."""
    wortel = ast.parse(_bron(pad))
    klassen = {node.name: node.body for node in wortel.body if isinstance(node, ast.ClassDef)}
    return {
        f"{klasse}::{node.name}".removeprefix("::"): ast.get_docstring(node) or ""
        for klasse, inhoud in ({"": wortel.body} | klassen).items()
        for node in inhoud
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("wacht", WACHTEN, ids=_naam)
def test_an_entry_fits_the_source(wacht):
    """The piece stands there once, the file parses without it, and its test cites the rule."""
    bron = _bron(wacht.bestand)
    assert bron.count(wacht.bron) == 1, wacht.bron
    zonder = bron.replace(wacht.bron, wacht.uit)
    assert zonder != bron
    if wacht.bestand.endswith(".py"):
        ast.parse(zonder)
    naam = wacht.test.partition("::")[2].partition("[")[0]
    assert naam in _tests(wacht.testbestand), wacht.test
    assert wacht.regel in ids(_tests(wacht.testbestand)[naam]), wacht.test


@pytest.mark.parametrize("regel", REGELS)
def test_a_rule_has_a_guard_and_a_test(regel):
    assert [wacht for wacht in WACHTEN if wacht.regel == regel]


def test_no_entry_twice_and_none_of_an_unknown_rule():
    assert {wacht.regel for wacht in WACHTEN} <= set(REGELS)
    assert len(set(WACHTEN)) == len(WACHTEN)


def test_a_database_entry_is_a_migration():
    """Only what the database itself keeps needs a new one."""
    for wacht in WACHTEN:
        assert wacht.databank == ("/migrations/" in wacht.bestand), plek(wacht)
