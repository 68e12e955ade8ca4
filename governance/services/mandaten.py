"""Handelingen on the mandaat of a department (BES-5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from novex.models import Gebruiker
from novex.rechten import eis_recht
from novex.zichtbaarheid import Zichtbaarheid

from ..models import Mandaat, Mandaatwijziging
from ..regels import departementen_van
from .rijksinzet import verlies_akkoord_zonder

if TYPE_CHECKING:
    from ..forms.voorbereiding import MandaatForm

GEVEN = "governance.mandaat_geven"


@transaction.atomic
def geef(*, vraagstuk_pk: int, ruimte: str, door: Gebruiker) -> Mandaat:
    """Record the mandaat of one's own department, and tell the vraagstuk (BES-5, VRA-19)."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    eis_recht(door, GEVEN, vraagstuk)
    organisatie = door.organisatie
    if organisatie not in departementen_van(vraagstuk):
        raise ValidationError(
            f"{organisatie} is geen betrokken departement bij dit vraagstuk. "
            "Vraag de accounthouder om uw departement toe te voegen.",
            code="departement_niet_betrokken",
        )
    mandaat = Mandaat(
        vraagstuk=vraagstuk,
        organisatie=organisatie,
        ruimte=ruimte,
        doorloop=vraagstuk.doorloop,
        door=door,
        gewijzigd_door=door,
    )
    mandaat.full_clean()
    mandaat.save()
    if not _al_bevestigd(vraagstuk, organisatie.code):
        feiten.meld_feit(
            vraagstuk,
            soort=Feit.Soort.MANDAAT,
            kenmerk=organisatie.code,
            label=f"Mandaat van {organisatie}",
            url=reverse("governance:mandaten", args=[vraagstuk.pk]),
            publiek=Zichtbaarheid.RIJK,
            door=door,
        )
    verlies_akkoord_zonder(vraagstuk, organisatie, door)
    return mandaat


@transaction.atomic
def wijzig(*, form: MandaatForm, reden: str, door: Gebruiker) -> Mandaat:
    """Change the room; only by the department itself, with a reason (ALG-2, BES-5)."""
    mandaat = form.instance
    eis_recht(door, GEVEN, mandaat.vraagstuk)
    if not door.treedt_op_voor(mandaat.organisatie_id):
        raise PermissionDenied("Dit mandaat is van een ander departement.")
    mandaat._change_reason = reden
    wijziging = Mandaatwijziging(
        mandaat=mandaat, reden=reden, oud=form.initial["ruimte"], door=door
    )
    wijziging.validate_constraints()
    gewijzigd = form.bewaar(door=door)
    wijziging.save()
    return gewijzigd


def _al_bevestigd(vraagstuk: Vraagstuk, code: str) -> bool:
    """A mandaat of an earlier doorloop was re-confirmed by name (VRA-8)."""
    geldend = Feit.objects.van(Feit.Soort.MANDAAT)
    return geldend.filter(vraagstuk=vraagstuk, kenmerk=code, doorloop=vraagstuk.doorloop).exists()
