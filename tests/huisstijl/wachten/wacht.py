"""One guard and its test, and where in the source a guard stands."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from novex.lokaal.gegevensmap import PROJECT

BEREIK = (ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Wacht:
    """A guard, what replaces it when it is switched off, and the test that must then fail.

    ``bron`` stands exactly once in ``bestand``. ``databank``: the guard is in the database, so
    that it has to be made anew without it.
    """

    regel: str
    bestand: str
    bron: str
    uit: str
    test: str
    databank: bool = False

    @property
    def testbestand(self) -> str:
        return self.test.partition("::")[0]

    @property
    def testnaam(self) -> str:
        """The function, without its class and parameters."""
        return self.test.rpartition("::")[2].partition("[")[0]


def plek(wacht: Wacht) -> str:
    """The file, and in Python the class and function around the guard."""
    if not wacht.bestand.endswith(".py"):
        return wacht.bestand
    tekst = (PROJECT / wacht.bestand).read_text()
    regel = tekst.count("\n", 0, tekst.index(wacht.bron) + _witruimte(wacht.bron)) + 1
    namen = [
        (node.lineno, node.name)
        for node in ast.walk(ast.parse(tekst))
        if isinstance(node, BEREIK) and _begin(node) <= regel <= (node.end_lineno or 0)
    ]
    return "::".join([wacht.bestand, *(naam for _, naam in sorted(namen))])


def _begin(node: ast.FunctionDef | ast.ClassDef) -> int:
    return min([node.lineno, *(d.lineno for d in node.decorator_list)])


def _witruimte(bron: str) -> int:
    return len(bron) - len(bron.lstrip())
