"""The difference between two texts, per word (VRA-16, ARR-5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WOORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Deel:
    """A run of words that stayed, came or went."""

    soort: Literal["gelijk", "nieuw", "weg"]
    tekst: str


def woordverschil(oud: str, nieuw: str) -> list[Deel]:
    """The parts of both texts in reading order; removed words before their replacement."""
    links, rechts = WOORD.findall(oud), WOORD.findall(nieuw)
    delen: list[Deel] = []
    vergelijking = SequenceMatcher(None, links, rechts, autojunk=False)
    for soort, l1, l2, r1, r2 in vergelijking.get_opcodes():
        if soort == "equal":
            delen.append(Deel("gelijk", "".join(links[l1:l2])))
            continue
        if weg := "".join(links[l1:l2]):
            delen.append(Deel("weg", weg))
        if komt := "".join(rechts[r1:r2]):
            delen.append(Deel("nieuw", komt))
    return delen
