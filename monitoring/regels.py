"""Criteria for a report in the monitor (MON-1). Every ``herstel`` URL takes its pk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from novex.criteria import Tekort

from .signalen import Stadium

if TYPE_CHECKING:
    from .models import Voortgang


def ronde_is_open(voortgang: Voortgang) -> None:
    """A closed round keeps the reports as they stand (MON-1)."""
    if not voortgang.ronde.is_open:
        raise Tekort(
            "Deze ronde is gesloten. Meld de voortgang in de volgende ronde.",
            code="ronde_gesloten",
        )


def heeft_stadium(voortgang: Voortgang) -> None:
    """The stage is what a side reports (MON-2)."""
    if not voortgang.stadium:
        raise Tekort(
            "Er is nog geen stadium gekozen. Kies hoe ver de afspraak is.",
            code="stadium_ontbreekt",
            herstel="monitoring:voortgang-melden#id_stadium",
        )


def stilleggen_heeft_toelichting(voortgang: Voortgang) -> None:
    """Who says that it stopped says why (ALG-2)."""
    if voortgang.stadium == Stadium.STILGELEGD and not voortgang.toelichting.strip():
        raise Tekort(
            "U meldt dat het stilligt. Schrijf in de toelichting waarom.",
            code="toelichting_ontbreekt",
            herstel="monitoring:voortgang-melden#id_toelichting",
        )


OPEN = (ronde_is_open,)
INDIENEN = (ronde_is_open, heeft_stadium, stilleggen_heeft_toelichting)
