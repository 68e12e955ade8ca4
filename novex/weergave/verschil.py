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
    """The parts of both texts in reading order; removed words before their replacement.

    Changes with only a space between them are one change: that reads better.
    """
    links, rechts = WOORD.findall(oud), WOORD.findall(nieuw)
    delen: list[Deel] = []
    weg = komt = wit = ""
    for soort, l1, l2, r1, r2 in SequenceMatcher(None, links, rechts, autojunk=False).get_opcodes():
        was, wordt = "".join(links[l1:l2]), "".join(rechts[r1:r2])
        if soort != "equal":
            weg, komt, wit = weg + wit + was, komt + wit + wordt, ""
        elif not was.strip() and (weg or komt) and not wit:
            wit = was
        else:
            delen += [*_wijziging(weg, komt), Deel("gelijk", wit + was)]
            weg = komt = wit = ""
    delen += _wijziging(weg, komt)
    return [*delen, Deel("gelijk", wit)] if wit else delen


def _wijziging(weg: str, komt: str) -> list[Deel]:
    paren = (("weg", weg), ("nieuw", komt))
    return [Deel(soort, tekst) for soort, tekst in paren if tekst]  # type: ignore[arg-type]
