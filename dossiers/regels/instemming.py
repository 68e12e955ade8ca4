"""The consent that a step by one person needs of another: VRA-8, VRA-9, VRA-15."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from novex.criteria import Tekort

from .feiten import provincies

if TYPE_CHECKING:
    from ..models import Instemming, Vraagstuk

LEG_TERUG = "leg_terug"
HEROPEN = "heropen"
VRAGEN = "dossiers:instemming-vragen"
REGIETAFEL = "de regietafel"


def vraagt_instemming(vraagstuk: Vraagstuk, handeling: str) -> bool:
    """Only what ended without a choice comes back with the regietafel (VRA-8)."""
    return handeling != HEROPEN or vraagstuk.fase == "geen_keuze"


def wie_stemt_nog_in(
    vraagstuk: Vraagstuk, handeling: str
) -> tuple[dict[str, bool], Instemming | None]:
    """By name who did not consent yet, with whether it consented to an earlier stand; and the
    question to them that waits for an answer."""
    alle = [i for i in vraagstuk.instemmingen.all() if i.handeling == handeling]
    gegeven = [i for i in alle if i.is_gegeven]
    nu = {i.organisatie_id for i in gegeven if i.geldt_nu(vraagstuk)}
    eerder = {i.organisatie_id for i in gegeven}
    if handeling == LEG_TERUG:
        nodig = {p.naam: p.organisatie_id for p in provincies(vraagstuk)}
        wachten: dict[str, int | None] = {naam: org for naam, org in nodig.items() if org not in nu}
    else:
        wachten = {} if nu else {REGIETAFEL: None}
    gevraagd = next((i for i in alle if not i.is_gegeven and i.geldt_nu(vraagstuk)), None)
    if gevraagd and any(
        i.pk > gevraagd.pk and i.organisatie_id in wachten.values() for i in gegeven
    ):
        gevraagd = None  # answered about what stood there meanwhile
    return {naam: org in eerder for naam, org in wachten.items()}, gevraagd


def _eis(
    vraagstuk: Vraagstuk,
    handeling: str,
    *,
    zin: tuple[str, str],
    opnieuw: tuple[str, str],
    code: str,
) -> None:
    """Each that did not consent, as what is missing and what to do: once that was done, since
    when it waits."""
    wachten, gevraagd = wie_stemt_nog_in(vraagstuk, handeling)
    tekorten = []
    for naam, was_akkoord in wachten.items():
        wat, doe = opnieuw if was_akkoord else zin
        if gevraagd:
            doe = f"Dat is gevraagd op {_dag(gevraagd)}."
        herstel = "" if gevraagd else VRAGEN
        tekst = f"{wat.format(naam=naam)} {doe}"
        tekorten.append(Tekort(tekst, code, herstel=herstel, herstel_deel=handeling))
    if tekorten:
        raise ValidationError(tekorten)


def _dag(instemming: Instemming) -> str:
    return f"{timezone.localdate(instemming.op):%d-%m-%Y}"


def _regietafel_stemt_in(vraagstuk: Vraagstuk, handeling: str) -> None:
    zin = (
        "De regietafel heeft nog niet ingestemd met deze stap.",
        "Vraag de regietafel om instemming.",
    )
    _eis(vraagstuk, handeling, zin=zin, opnieuw=zin, code="instemming_ontbreekt")


def regietafel_stemt_in_met_beeldvorming(vraagstuk: Vraagstuk) -> None:
    """A return is made by the accounthouder with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, "keer_terug_naar_beeldvorming")


def regietafel_stemt_in_met_oordeelsvorming(vraagstuk: Vraagstuk) -> None:
    """A return is made by the accounthouder with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, "keer_terug_naar_oordeelsvorming")


def regietafel_stemt_in_met_besluitvorming(vraagstuk: Vraagstuk) -> None:
    """A return is made by the accounthouder with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, "keer_terug_naar_besluitvorming")


def regietafel_stemt_in_met_heropenen(vraagstuk: Vraagstuk) -> None:
    """After geen keuze the accounthouder reopens with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, HEROPEN)


def provincies_zijn_akkoord(vraagstuk: Vraagstuk) -> None:
    """Each provincie concerned agrees with terugleggen of these afspraken, to where they land now
    (VRA-9, VRA-15)."""
    _eis(
        vraagstuk,
        LEG_TERUG,
        zin=("{naam} is nog niet akkoord met terugleggen.", "Vraag deze provincie om akkoord."),
        opnieuw=(
            "{naam} was akkoord met een eerdere stand van de afspraken en hun landing.",
            "Vraag deze provincie opnieuw om akkoord.",
        ),
        code="akkoord_ontbreekt",
    )
