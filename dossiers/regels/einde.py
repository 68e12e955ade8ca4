"""Ends: VRA-7, VRA-9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from novex.criteria import Tekort

from .feiten import AGENDERING, kenmerken, ooit

if TYPE_CHECKING:
    from ..models import Vraagstuk

TRIAGE = "dossiers:triage"
AFSPRAKEN = "arrangementen:afspraken-van-vraagstuk"


def staat_niet_op_agenda(vraagstuk: Vraagstuk) -> None:
    """No exit and no return while it stands on an agenda that was sent (VRA-7).

    The agenda of a table of one side is named to that side only (ZIC-2).
    """
    agendas: dict[str, list[str]] = {}
    for feit in vraagstuk.geldende_feiten("op_verzonden_agenda"):
        agendas.setdefault(feit.publiek, []).append(feit.label)
    if agendas:
        raise ValidationError(
            [
                Tekort(
                    f"Dit vraagstuk staat op een verzonden agenda: {', '.join(labels)}. Wacht tot "
                    "dat overleg is afgesloten.",
                    "op_verzonden_agenda",
                    herstel=AGENDERING,
                    publiek=publiek,
                )
                for publiek, labels in agendas.items()
            ]
        )


def heeft_triagebesluit(vraagstuk: Vraagstuk) -> None:
    """In beeldvorming the regietafel hands over on a triage, whatever its answer (OVL-1)."""
    if vraagstuk.geldend_triagebesluit() is None:
        raise Tekort(
            "Er is geen triagebesluit in deze doorloop. Neem eerst een besluit over de triage.",
            "triage_ontbreekt",
            herstel=TRIAGE,
        )


# What a table said, and what is not enough: a GP-DG that was skipped, a punt only noted.
UITKOMSTEN = (
    "do_bespreking",
    "do_uitkomst",
    "gpdg_advies",
    "bol_besluit",
    "geen_keuze",
    "besproken_aan_tafel",
)
NIET_GESPROKEN = frozenset({"overgeslagen", "kennisgenomen"})


def heeft_uitkomst(vraagstuk: Vraagstuk) -> None:
    """After triage it is handed over on an outcome at a table (VRA-7)."""
    waarden = [w for soort in UITKOMSTEN for w in kenmerken(vraagstuk, soort).values()]
    if not set(waarden) - NIET_GESPROKEN:
        raise Tekort(
            "Er is nog geen uitkomst aan tafel in deze doorloop. Bespreek eerst in het DO dat dit "
            "elders hoort.",
            "uitkomst_ontbreekt",
            herstel=AGENDERING,
        )


def elke_afspraak_is_geland(vraagstuk: Vraagstuk) -> None:
    """Every afspraak has a landing that its owner accepted, or ended with reason (VRA-9).

    Afspraken of an earlier doorloop stay afspraken: all that live are counted.
    """
    geland = kenmerken(vraagstuk, "landing")
    open_ = [naam for k, naam in ooit(vraagstuk, "afspraak").items() if k not in geland]
    if open_:
        raise Tekort(
            f"Nog niet overgedragen: {', '.join(open_)}. Laat de nieuwe eigenaar de landing "
            "aanvaarden, of beëindig de afspraak met reden.",
            "landing_ontbreekt",
            herstel=AFSPRAKEN,
        )


def ronde_is_gerapporteerd(vraagstuk: Vraagstuk) -> None:
    """The last monitor round has the reports of both sides (VRA-9).

    A new round withdraws the feit of the one before, and so does a newly established afspraak.
    """
    if not kenmerken(vraagstuk, "ronde_gerapporteerd"):
        raise Tekort(
            "De laatste monitorronde is nog niet gerapporteerd. Rond eerst de rapportage af.",
            "ronde_ontbreekt",
            herstel=AFSPRAKEN,
        )
