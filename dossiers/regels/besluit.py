"""Leaving besluitvorming: a besluit in every BOL concerned, or no choice (VRA-6, BES-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from novex.criteria import Tekort

from .feiten import (
    AGENDERING,
    eis_per_landsdeel,
    eis_per_provincie,
    kenmerken,
    provincies,
    rechtstreeks_naar,
)

if TYPE_CHECKING:
    from ..models import Vraagstuk


def heeft_bol_besluit(vraagstuk: Vraagstuk) -> None:
    """Only a BOL makes a bestuurlijke keuze; without any there is nothing to follow (OVL-1)."""
    if not kenmerken(vraagstuk, "bol_besluit"):
        raise Tekort(
            "Er is nog geen besluit van een BOL. Leg het besluit vast in het BOL.",
            "bol_besluit_ontbreekt",
            herstel=AGENDERING,
        )


def elk_bol_besloot(vraagstuk: Vraagstuk) -> None:
    """A besluit in every BOL concerned (VRA-6, VRA-15)."""
    besluiten = kenmerken(vraagstuk, "bol_besluit")
    if not besluiten:
        return  # heeft_bol_besluit says so
    eis_per_landsdeel(
        vraagstuk,
        besluiten,
        "Het BOL van landsdeel {landsdeel} heeft nog niet besloten. Leg het besluit daar vast.",
        "bol_besluit_ontbreekt_in_landsdeel",
    )


def gpdg_adviseerde(vraagstuk: Vraagstuk) -> None:
    """The GP-DG advised, or was skipped with a reason, for each provincie (BES-10).

    What the regietafel feeds straight to the BOL skips it, with the reason given there.
    """
    if "bol" in rechtstreeks_naar(vraagstuk):
        return
    adviezen = kenmerken(vraagstuk, "gpdg_advies")
    eis_per_provincie(
        [p for p in provincies(vraagstuk) if p.code not in adviezen],
        "Het advies van het GP-DG van {provincie} ontbreekt. Leg het advies vast, of de reden om "
        "het over te slaan.",
        "gpdg_advies_ontbreekt",
    )


def heeft_geen_keuze(vraagstuk: Vraagstuk) -> None:
    """A BOL recorded that it made no choice (VRA-6)."""
    if not kenmerken(vraagstuk, "geen_keuze"):
        raise Tekort(
            "Geen BOL heeft vastgelegd dat er geen keuze is gemaakt. Leg die uitkomst eerst vast.",
            "geen_keuze_ontbreekt",
            herstel=AGENDERING,
        )


def elk_bol_sprak(vraagstuk: Vraagstuk) -> None:
    """Every BOL concerned decided, or made no choice; they may differ (VRA-15)."""
    geen_keuze = kenmerken(vraagstuk, "geen_keuze")
    if not geen_keuze:
        return  # heeft_geen_keuze says so
    eis_per_landsdeel(
        vraagstuk,
        geen_keuze | kenmerken(vraagstuk, "bol_besluit"),
        "Het BOL van landsdeel {landsdeel} heeft nog geen uitkomst. Leg de uitkomst daar vast.",
        "bol_uitkomst_ontbreekt",
    )
