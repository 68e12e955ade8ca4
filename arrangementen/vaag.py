"""Vague words in an afspraak: they warn with their place and a suggestion, and never block
(AFS-5; B 2d: more than 25 vague agreements per provincie, without owner or term)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Base form on screen, pattern, what to write instead.
_WOORDEN: tuple[tuple[str, str, str], ...] = (
    (
        "in gesprek gaan",
        r"in gesprek (?:te )?(?:gaan|gaat|blijven|blijft)|(?:gaan|gaat) in gesprek"
        r"|het gesprek aan",
        "Schrijf welk besluit of product het gesprek oplevert, en wanneer.",
    ),
    (
        "verkennen",
        r"verken(?:nen|t|d|ning(?:en)?)",
        "Noem het onderzoek dat er ligt en wie het maakt.",
    ),
    (
        "onderzoeken",
        r"onderzoek(?:en|t)",
        "Noem de vraag, wie het antwoord geeft en wanneer.",
    ),
    (
        "inzetten op",
        r"(?:in te zetten|inzetten|inzet|zet(?:ten)?(?: \w+){0,4} in) op",
        "Schrijf wat iemand doet en wat er dan klaar is.",
    ),
    (
        "zich inzetten",
        r"zet(?:ten)? zich(?: [\w,]+){0,8} in|zich in(?: te )?zetten",
        "Schrijf wat deze partij doet en wat er dan klaar is.",
    ),
    (
        "waar mogelijk",
        r"waar (?:dat )?mogelijk",
        "Noem waar het wel en waar het niet geldt.",
    ),
    ("zoveel mogelijk", r"zo ?veel mogelijk", "Noem een getal of een product."),
    (
        "indien nodig",
        r"(?:indien|waar|zo) nodig",
        "Noem wie bepaalt of het nodig is, en wanneer.",
    ),
    (
        "streven naar",
        r"(?:streven|streeft|gestreefd)(?: er)? ?naar",
        "Schrijf het doel als resultaat met een termijn.",
    ),
    ("partijen", r"partijen", "Noem de partijen bij naam."),
    ("betrokkenen", r"betrokkenen|stakeholders", "Noem de organisaties bij naam."),
    (
        "aandacht",
        r"aandacht (?:voor|hebben|heeft|besteden|besteedt|vragen|vraagt)",
        "Schrijf wat er door die aandacht verandert.",
    ),
    (
        "samen optrekken",
        r"samen op(?: te )?trekken|trekken(?: \w+){0,6} samen op",
        "Schrijf wie wat doet.",
    ),
    (
        "intentie",
        r"intenties?|intenderen",
        "Schrijf wat er wordt toegezegd, of laat de regel weg.",
    ),
    (
        "bevorderen",
        r"bevorder(?:en|t)|stimuler(?:en|t)",
        "Noem de maatregel en het resultaat.",
    ),
    (
        "op termijn",
        r"op (?:korte |lange(?:re)? )?termijn|te zijner tijd|t\.z\.t\.",
        "Noem een datum, kwartaal of overleg.",
    ),
    (
        "in principe",
        r"in (?:principe|beginsel)",
        "Noem de uitzondering of laat deze woorden weg.",
    ),
    ("bezien", r"bezien|bekijken", "Schrijf wie wanneer besluit, en waarover."),
)
_PATRONEN = tuple(
    (woord, re.compile(rf"\b(?:{patroon})(?!\w)", re.IGNORECASE), suggestie)
    for woord, patroon, suggestie in _WOORDEN
)


@dataclass(frozen=True)
class Vaagwoord:
    """One finding: the text between two positions, and what to write instead."""

    woord: str
    gevonden: str
    van: int
    tot: int
    suggestie: str
    reden: str = ""

    @property
    def is_besproken(self) -> bool:
        """Someone chose to leave it and said why ("toch zo laten")."""
        return bool(self.reden)


@dataclass(frozen=True)
class Tekstdeel:
    """A run of the text, with the finding it carries if there is one."""

    tekst: str
    vondst: Vaagwoord | None = None


def vage_woorden(tekst: str, redenen: dict[str, str] | None = None) -> list[Vaagwoord]:
    """Every vague word in reading order; ``redenen`` holds what was left on purpose.

    Where two findings overlap, the longest counts.
    """
    redenen = redenen or {}
    alle = [
        Vaagwoord(woord, m[0], m.start(), m.end(), suggestie, redenen.get(woord, ""))
        for woord, patroon, suggestie in _PATRONEN
        for m in patroon.finditer(tekst)
    ]
    gekozen: list[Vaagwoord] = []
    for vondst in sorted(alle, key=lambda v: (v.van, v.van - v.tot)):
        if not gekozen or vondst.van >= gekozen[-1].tot:
            gekozen.append(vondst)
    return gekozen


def delen(tekst: str, vondsten: Iterable[Vaagwoord]) -> list[Tekstdeel]:
    """The text cut at its findings, so that a page can mark them."""
    stukken: list[Tekstdeel] = []
    plek = 0
    for vondst in vondsten:
        if vondst.van > plek:
            stukken.append(Tekstdeel(tekst[plek : vondst.van]))
        stukken.append(Tekstdeel(tekst[vondst.van : vondst.tot], vondst))
        plek = vondst.tot
    if plek < len(tekst):
        stukken.append(Tekstdeel(tekst[plek:]))
    return stukken
