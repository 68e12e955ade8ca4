"""The consent that a step by one person needs of another: VRA-8, VRA-9, VRA-15."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Wacht:
    """How it stands with one that did not consent to what stands there now."""

    was_akkoord: bool  # with an earlier stand
    gevraagd: Instemming | None  # waits for its answer
    geweigerd: Instemming | None  # its answer was no


def laatste_vraag(vraagstuk: Vraagstuk, handeling: str) -> Instemming | None:
    """The newest question about this step in the fase and doorloop of now."""
    hier = (vraagstuk.fase, vraagstuk.doorloop)
    vragen = (i for i in vraagstuk.instemmingen.all() if i.is_vraag and i.handeling == handeling)
    return next((i for i in vragen if (i.fase, i.doorloop) == hier), None)


def wie_stemt_nog_in(vraagstuk: Vraagstuk, handeling: str) -> dict[str, Wacht]:
    """By name who did not consent yet: each provincie for itself, the regietafel as one."""
    alle = [i for i in vraagstuk.instemmingen.all() if i.handeling == handeling]
    nodig: dict[str, int | None] = {REGIETAFEL: None}
    if handeling == LEG_TERUG:
        nodig = {p.naam: p.organisatie_id for p in provincies(vraagstuk)}
    wachten = {}
    for naam, organisatie in nodig.items():
        eigen = [i for i in alle if not i.is_vraag and organisatie in (None, i.organisatie_id)]
        if any(i.is_gegeven and i.geldt_nu(vraagstuk) for i in eigen):
            continue
        wachten[naam] = _stand(vraagstuk, eigen, [i for i in alle if i.is_vraag])
    return wachten


def _stand(vraagstuk: Vraagstuk, antwoorden: list[Instemming], vragen: list[Instemming]) -> Wacht:
    """Both newest first: an answer after the question is an answer to it."""
    gevraagd = next((i for i in vragen if i.geldt_nu(vraagstuk)), None)
    nee = next((i for i in antwoorden if not i.is_gegeven and i.geldt_nu(vraagstuk)), None)
    laatste = antwoorden[0].pk if antwoorden else 0
    if gevraagd and gevraagd.pk < laatste:
        gevraagd = None  # answered, maybe about what stood there meanwhile
    return Wacht(
        was_akkoord=any(i.is_gegeven for i in antwoorden),
        gevraagd=gevraagd,
        geweigerd=None if gevraagd else nee,
    )


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
    tekorten = []
    for naam, stand in wie_stemt_nog_in(vraagstuk, handeling).items():
        wat, doe = opnieuw if stand.was_akkoord else zin
        wat = wat.format(naam=naam)
        if stand.gevraagd:
            doe = f"Dat is gevraagd op {_dag(stand.gevraagd)}."
        elif stand.geweigerd:
            wat = f"{naam[:1].upper()}{naam[1:]} stemde op {_dag(stand.geweigerd)} niet in."
            doe = "Lees de reden in de route, en vraag het opnieuw als er iets verandert."
        herstel = "" if stand.gevraagd else VRAGEN
        tekst = f"{wat} {doe}"
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
