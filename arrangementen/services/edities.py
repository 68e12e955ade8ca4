"""Editions that did not come from this process: the first generation, and years without one."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from novex.models import Gebruiker, Provincie
from novex.rechten import eis_recht

from ..models import Arrangement, GeenEditie
from .arrangement import MAKEN, begin

PUBLICEREN = "arrangementen.arrangement_publiceren"


@transaction.atomic
def neem_eerste_generatie_op(
    *,
    provincie: Provincie,
    jaar: int,
    ondertekend_op: datetime.date,
    bron_url: str,
    door: Gebruiker,
) -> Arrangement:
    """Record an edition that was signed and published before this process (ARR-1).

    It holds no content of its own: where it can be read stands in ``bron_url``.
    """
    editie = Arrangement(
        provincie=provincie,
        jaar=jaar,
        ondertekend_op=ondertekend_op,
        bron_url=bron_url,
        gewijzigd_door=door,
        status=Arrangement.Status.GEPUBLICEERD,
    )
    eis_recht(door, PUBLICEREN, editie)
    begin(editie, "Ondertekend en gepubliceerd vóór deze werkwijze.", door)
    return editie


@transaction.atomic
def leg_geen_editie_vast(
    *, provincie: Provincie, jaar: int, reden: str, door: Gebruiker
) -> GeenEditie:
    """Say why a provincie has no arrangement in this year (ARR-1, ALG-2)."""
    rij = GeenEditie(provincie=provincie, jaar=jaar, reden=reden, door=door)
    eis_recht(door, MAKEN, rij)
    if Arrangement.objects.geldende().filter(provincie=provincie, jaar=jaar).exists():
        raise ValidationError(
            "Deze provincie heeft al een arrangement voor dit jaar. Trek dat eerst in.",
            code="editie_bestaat",
        )
    rij.full_clean()
    rij.save()
    return rij
