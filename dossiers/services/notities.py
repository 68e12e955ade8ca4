"""Remarks on a vraagstuk, each with the audience that its writer chose (ZIC-1, ZIC-2)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from novex.models import Gebruiker
from novex.rechten import eis_recht
from novex.zichtbaarheid import Zichtbaarheid, mag_zien

from ..models import Notitie, Vraagstuk


@transaction.atomic
def schrijf(*, pk: int, door: Gebruiker, tekst: str, zichtbaarheid: str) -> Notitie:
    """Write a remark; its audience includes its writer and is never wider than both sides."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, "dossiers.notitie_maken", vraagstuk)
    if zichtbaarheid != Zichtbaarheid.EIGEN_ORGANISATIE and not mag_zien(door, zichtbaarheid):
        raise ValidationError(
            {
                "zichtbaarheid": ValidationError(
                    "Met deze keuze leest u uw eigen notitie niet. Kies een andere lezer.",
                    code="buiten_eigen_zicht",
                )
            }
        )
    notitie = Notitie(
        vraagstuk=vraagstuk,
        organisatie=door.organisatie,
        zichtbaarheid=zichtbaarheid,
        tekst=tekst,
        door=door,
    )
    notitie.validate_constraints()
    notitie.save()
    return notitie
