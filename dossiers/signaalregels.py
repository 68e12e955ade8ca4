"""Criteria before a signaal is handed in: the three questions are answered (SIG-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from novex.criteria import Tekort

if TYPE_CHECKING:
    from .models import Signaal

HERSTEL = "dossiers:signaal-wijzigen"


def zegt_wat_botst(signaal: Signaal) -> None:
    """Which functions or claims clash (SIG-1)."""
    if not signaal.wat_botst.strip():
        raise Tekort(
            "Er staat niet wat er botst. Beschrijf welke functies of claims elkaar raken.",
            "wat_botst_ontbreekt",
            herstel=f"{HERSTEL}#id_wat_botst",
        )


def heeft_domein(signaal: Signaal) -> None:
    """At least one domein (SIG-1)."""
    if not signaal.domeinen.exists():
        raise Tekort(
            "Er is geen domein gekozen. Kies minstens één domein.",
            "domein_ontbreekt",
            herstel=f"{HERSTEL}#id_domeinen-groep",
        )


def zegt_waar(signaal: Signaal) -> None:
    """Provincies and the area within them (SIG-1)."""
    if not signaal.gebied.strip():
        raise Tekort(
            "Er staat niet waar het speelt. Noem het gebied of de plaats.",
            "gebied_ontbreekt",
            herstel=f"{HERSTEL}#id_gebied",
        )


def heeft_provincie(signaal: Signaal) -> None:
    """Without a provincie nobody is asked to answer (SIG-1, ROL-1)."""
    if not signaal.provincies.exists():
        raise Tekort(
            "Er is geen provincie gekozen. Kies minstens één provincie.",
            "provincie_ontbreekt",
            herstel=f"{HERSTEL}#id_provincies-groep",
        )


def zegt_waarom_urgent(signaal: Signaal) -> None:
    """Political or social urgency, or a decision that comes on a date (SIG-1)."""
    if not signaal.waarom_urgent.strip() and not (signaal.besluit_op and signaal.besluit_wat):
        raise Tekort(
            "Er staat niet waarom dit urgent is. Beschrijf het, of noem het besluit dat eraan "
            "komt met de datum.",
            "urgentie_ontbreekt",
            herstel=f"{HERSTEL}#id_waarom_urgent",
        )


def heeft_bron(signaal: Signaal) -> None:
    """Where the signaal was picked up (SIG-1)."""
    if not signaal.bron:
        raise Tekort(
            "Er staat niet waar het signaal vandaan komt. Kies een bron.",
            "bron_ontbreekt",
            herstel=f"{HERSTEL}#id_bron",
        )


def noemt_functie_van_melder(signaal: Signaal) -> None:
    """The melder is an organisatie and a function, never a person's name (SIG-6)."""
    if not signaal.melder_functie.strip():
        raise Tekort(
            "De functie van de melder ontbreekt. Vul in vanuit welke functie dit gemeld wordt.",
            "melder_functie_ontbreekt",
            herstel=f"{HERSTEL}#id_melder_functie",
        )


INDIENEN = (
    zegt_wat_botst,
    heeft_domein,
    zegt_waar,
    heeft_provincie,
    zegt_waarom_urgent,
    heeft_bron,
    noemt_functie_van_melder,
)
