"""What an arrangement needs before it moves on (ARR-1, ARR-2, BOL-2).

These read rows of the arrangement itself; the acts that make those rows stand in
``services.arrangement``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from novex.criteria import Tekort
from novex.zichtbaarheid import Kant

if TYPE_CHECKING:
    from .models import Arrangement

DETAIL = "arrangementen:arrangement-detail"


def heeft_een_ronde(arrangement: Arrangement) -> None:
    """It is known which BOL establishes it (ARR-1)."""
    if arrangement.ronde_id is None:
        raise Tekort(
            "Er is nog geen BOL-ronde gekozen. Kies de ronde bij Wijzigen.",
            "ronde_ontbreekt",
            herstel="arrangementen:arrangement-wijzigen#id_ronde",
        )


def heeft_inhoud(arrangement: Arrangement) -> None:
    """An arrangement without vraagstuk or knelpunt says nothing (ARR-3)."""
    if not arrangement.opnames.actuele().exists():
        raise Tekort(
            "Er staat nog geen vraagstuk of knelpunt in het arrangement. Neem er een op.",
            "opname_ontbreekt",
            herstel="arrangementen:opname-nieuw",
        )


def elk_vraagstuk_heeft_een_afspraak(arrangement: Arrangement) -> None:
    """A prioritair vraagstuk comes with what was agreed on it (ARR-3)."""
    met = set(arrangement.opgenomen_afspraken.values_list("afspraak__vraagstuk_id", flat=True))
    zonder = [
        o
        for o in arrangement.opnames.actuele().select_related("vraagstuk").filter(soort="vraagstuk")
        if o.vraagstuk_id not in met
    ]
    if zonder:
        raise ValidationError(
            [
                Tekort(
                    f"Bij {opname.vraagstuk} staat nog geen afspraak. Neem een afspraak op.",
                    "afspraak_ontbreekt",
                    herstel="arrangementen:afspraak-opnemen",
                )
                for opname in zonder
            ]
        )


def elke_afspraak_is_afgestemd(arrangement: Arrangement) -> None:
    """Only what all parties agreed on goes to the BOL (AFS-5, ARR-1)."""
    open_ = arrangement.opgenomen_afspraken.filter(afspraak__status="concept")
    if open_:
        raise ValidationError(
            [
                Tekort(
                    f"{opgenomen.afspraak} is nog niet afgestemd. Open de afspraak en stem die af.",
                    "afspraak_niet_afgestemd",
                    herstel=f"{DETAIL}#afspraak-{opgenomen.afspraak_id}",
                )
                for opgenomen in open_.select_related("afspraak")
            ]
        )


def beide_kanten_akkoord(arrangement: Arrangement) -> None:
    """Rijk and provincie agreed on exactly this content (ARR-1)."""
    geldig = set(
        arrangement.akkoorden.filter(inhoud_sha256=arrangement.inhoud_sha256).values_list(
            "kant", flat=True
        )
    )
    namen = {Kant.RIJK: "Het Rijk", Kant.REGIO: "De provincie"}
    if ontbreekt := [naam for kant, naam in namen.items() if kant not in geldig]:
        raise ValidationError(
            [
                Tekort(
                    f"{naam} is nog niet akkoord met deze inhoud. Vraag akkoord op deze pagina.",
                    "akkoord_ontbreekt",
                    herstel=f"{DETAIL}#akkoord",
                )
                for naam in ontbreekt
            ]
        )


def heeft_besluit_van_het_bol(arrangement: Arrangement) -> None:
    """The BOL of its landsdeel decided, in this ronde (ARR-1, OVL-1)."""
    if not arrangement.bol_besluiten().exists():
        raise Tekort(
            "Er is nog geen besluit van het BOL over dit arrangement. "
            "Leg eerst de uitkomst van het BOL vast.",
            "bol_besluit_ontbreekt",
            herstel=f"{DETAIL}#besluit",
        )


def elke_afspraak_is_vastgesteld(arrangement: Arrangement) -> None:
    """What stands in it is established, equal to its line on the list (AFS-5, BOL-1)."""
    open_ = arrangement.opgenomen_afspraken.exclude(
        afspraak__status__in=["vastgesteld", "vervallen"]
    )
    if open_:
        raise ValidationError(
            [
                Tekort(
                    f"{opgenomen.afspraak} is nog niet vastgesteld. Stel de afspraak eerst vast.",
                    "afspraak_niet_vastgesteld",
                    herstel=f"{DETAIL}#afspraak-{opgenomen.afspraak_id}",
                )
                for opgenomen in open_.select_related("afspraak")
            ]
        )


def kamerbrief_is_verstuurd(arrangement: Arrangement) -> None:
    """Nothing of a BOL ronde is openbaar before its Kamerbrief (BOL-2)."""
    if arrangement.ronde is None or not arrangement.ronde.is_openbaar:
        raise Tekort(
            "De Kamerbrief van deze BOL-ronde is nog niet vastgelegd. "
            "Tot dan geldt het embargo. Leg de brief vast bij de afsprakenlijst.",
            "embargo",
            herstel=f"{DETAIL}#besluit",
        )


AFSTEMMEN = (
    heeft_een_ronde,
    heeft_inhoud,
    elk_vraagstuk_heeft_een_afspraak,
    elke_afspraak_is_afgestemd,
    beide_kanten_akkoord,
)
VASTSTELLEN = (heeft_besluit_van_het_bol, elke_afspraak_is_vastgesteld)
PUBLICEREN = (kamerbrief_is_verstuurd,)
