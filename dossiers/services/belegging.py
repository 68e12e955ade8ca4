"""Handing a vraagstuk over to another table, and the receiver's answer (VRA-7)."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from novex.models import Gebruiker, Organisatie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Kant

from ..models import Belegging, Vraagstuk
from ..werkdagen import werkdagen_na
from . import aanzet, fasen


@transaction.atomic
def beleg_elders(
    *,
    pk: int,
    door: Gebruiker,
    motivatie: str,
    ontvanger_organisatie: Organisatie,
    op: datetime.date | None = None,
    **gegevens: Any,
) -> Belegging:
    """Hand over: to whom, why, who was heard, how follow-up is secured, when it returns.

    ``gegevens``: ontvanger_soort, ontvanger_naam, waarom, geraadpleegd, opvolging, terug_op.
    """
    belegging = nieuwe_belegging(
        pk=pk, door=door, ontvanger_organisatie=ontvanger_organisatie, op=op, **gegevens
    )
    fasen.voer_overgang_uit(
        pk=pk, naam="beleg_elders", door=door, motivatie=motivatie, op=op, belegging=belegging
    )
    return belegging


def nieuwe_belegging(
    *,
    pk: int,
    door: Gebruiker,
    ontvanger_organisatie: Organisatie,
    op: datetime.date | None = None,
    **gegevens: Any,
) -> Belegging:
    """A belegging that is not saved yet, for ``fasen.voer_overgang_uit`` or ``doorbreek``."""
    vraagstuk = Vraagstuk.objects.for_user(door).get(pk=pk)
    _eis_bereikbaar(vraagstuk, ontvanger_organisatie)
    _eis_soort(gegevens["ontvanger_soort"], ontvanger_organisatie)
    return Belegging(
        vraagstuk=vraagstuk,
        doorloop=vraagstuk.doorloop,
        ontvanger_organisatie=ontvanger_organisatie,
        antwoord_voor=werkdagen_na(op or timezone.localdate()),
        door=door,
        **gegevens,
    )


@transaction.atomic
def aanvaard(*, pk: int, door: Gebruiker, reden: str = "") -> Belegging:
    """The receiver takes it over (VRA-7)."""
    return _antwoord(pk, door, Belegging.Status.AANVAARD, reden)


@transaction.atomic
def weiger(*, pk: int, door: Gebruiker, reden: str) -> Belegging:
    """The receiver refuses, with reason; it goes back to the accounthouder (VRA-7)."""
    return _antwoord(pk, door, Belegging.Status.GEWEIGERD, reden)


def eis_ontvanger(belegging: Belegging, door: Gebruiker) -> None:
    """Only the receiver, or its successor, takes it over or refuses (VRA-7, REF-2)."""
    if not door.treedt_op_voor(belegging.ontvanger_organisatie_id):
        raise PermissionDenied("Alleen de ontvanger antwoordt. Vraag de ontvanger om antwoord.")


def _antwoord(pk: int, door: Gebruiker, status: str, reden: str) -> Belegging:
    vraagstuk_pk = Belegging.objects.for_user(door).get(pk=pk).vraagstuk_id
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    belegging = Belegging.objects.for_user(door).select_for_update(of=("self",)).get(pk=pk)
    eis_recht(door, "dossiers.belegging_beantwoorden", vraagstuk)
    eis_ontvanger(belegging, door)
    if belegging.status != Belegging.Status.GEVRAAGD or belegging.doorloop != vraagstuk.doorloop:
        raise ValidationError(
            "Hier is al op geantwoord, of het vraagstuk is heropend. Open de pagina opnieuw.",
            code="al_beantwoord",
        )
    belegging.status = status
    belegging.antwoord_reden = reden
    belegging.beantwoord_door = belegging.gewijzigd_door = door
    belegging.beantwoord_op = timezone.now()
    belegging.versie += 1
    belegging._history_user = door
    belegging.validate_constraints()
    belegging.save()
    _zet_aan_zet(vraagstuk, belegging, door)
    return belegging


def _zet_aan_zet(vraagstuk: Vraagstuk, belegging: Belegging, door: Gebruiker) -> None:
    geweigerd = belegging.status == Belegging.Status.GEWEIGERD
    if not geweigerd and vraagstuk.aan_zet_reden == aanzet.SIGNAAL_ERBIJ:
        return  # that is asked of another, and not answered by this
    organisatie = aanzet.trekker(vraagstuk) if geweigerd else None
    zin = "De ontvanger neemt dit niet over. Heropen het vraagstuk."
    aanzet.zet_aan_zet(vraagstuk, organisatie, zin, timezone.localdate())
    vraagstuk._history_user = door
    vraagstuk.save(update_fields=[*aanzet.VELDEN])


# Who answers for a receiver of this kind; a programme or a NOVEX-gebied is of either side.
KANT = {
    Belegging.OntvangerSoort.DEPARTEMENT: Kant.RIJK,
    Belegging.OntvangerSoort.PROVINCIE: Kant.REGIO,
}


def _eis_soort(soort: str, ontvanger: Organisatie) -> None:
    """What kind of receiver it is and which organisatie answers do not contradict (VRA-7)."""
    if KANT.get(Belegging.OntvangerSoort(soort), ontvanger.kant) == ontvanger.kant:
        return
    wat = Belegging.OntvangerSoort(soort).label.lower()
    raise ValidationError(
        {
            "ontvanger_organisatie": ValidationError(
                f"{ontvanger} is geen {wat}. Kies wie antwoordt, of kies een andere soort "
                "ontvanger.",
                code="ontvanger_past_niet",
            )
        }
    )


def _eis_bereikbaar(vraagstuk: Vraagstuk, ontvanger: Organisatie) -> None:
    """A receiver must be able to see it to answer (ZIC-3)."""
    betrokken = vraagstuk.provincies.filter(organisatie=ontvanger).exists()
    if ontvanger.kant == Kant.RIJK or betrokken:
        return
    raise ValidationError(
        {
            "ontvanger_organisatie": ValidationError(
                "Deze organisatie ziet het vraagstuk niet. Kies een departement of een betrokken "
                "provincie die antwoord geeft.",
                code="ontvanger_ziet_niet",
            )
        }
    )
