"""What a landsdeel has against a landelijke line: recorded by its BOL, and solved (BOL-1)."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from novex.criteria import eis
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..models import Lijstregel, Overleg, Regelbezwaar, Ronde
from ..models.lijst import Niveau
from ..regels_lijst import is_nog_niet_verstuurd

RECHT = "governance.uitkomst_vastleggen"


@transaction.atomic
def leg_vast(
    *, regel_pk: int, overleg: Overleg, reden: str, door: Gebruiker, op: datetime.date
) -> Regelbezwaar:
    """Record that this BOL objects. The list is not frozen before the bezwaar is solved.

    Only against a landelijke line of its own ronde, from the day of the meeting on.
    """
    ronde, regel = _vergrendel(regel_pk, door)
    if regel.afgevoerd_op or regel.onderwerp.niveau != Niveau.LANDELIJK:
        raise ValidationError(
            "Bezwaar kan alleen tegen een landelijke regel die op de lijst staat. Een regel van "
            "een landsdeel of provincie past u in dat BOL aan.",
            code="regel_niet_landelijk",
        )
    zitting = ronde.zittingen().filter(pk=overleg.pk, landsdeel__isnull=False).first()
    if zitting is None or zitting.datum > op:
        raise ValidationError(
            "Dit BOL kan nog geen bezwaar hebben. Kies een BOL van deze ronde dat is geweest.",
            code="bol_kan_niet",
        )
    bezwaar = Regelbezwaar(regel=regel, overleg=zitting, tegen=regel.tekst, reden=reden, door=door)
    bezwaar.validate_constraints()
    bezwaar.save()
    return bezwaar


@transaction.atomic
def los_op(*, pk: int, oplossing: str, door: Gebruiker) -> Regelbezwaar:
    """Say how it was solved; bezwaar and solution stay readable (ALG-2)."""
    bezwaar = Regelbezwaar.objects.for_user(door).select_related("overleg").get(pk=pk)
    _vergrendel(bezwaar.regel_id, door)
    bezwaar.refresh_from_db(fields=["opgelost_op"])
    if bezwaar.opgelost_op:
        raise ValidationError(
            "Dit bezwaar is al opgelost. Lees bij de regel hoe.", code="bezwaar_is_opgelost"
        )
    bezwaar.oplossing, bezwaar.opgelost_door = oplossing, door
    bezwaar.opgelost_op = timezone.now()
    bezwaar.validate_constraints()
    bezwaar.save(update_fields=["oplossing", "opgelost_door", "opgelost_op"])
    return bezwaar


def _vergrendel(regel_pk: int, door: Gebruiker) -> tuple[Ronde, Lijstregel]:
    """The ronde before the line, as everyone does; not after the Kamerbrief (BOL-2)."""
    regel = Lijstregel.objects.for_user(door).select_related("onderwerp").get(pk=regel_pk)
    ronde = Ronde.objects.select_for_update(of=("self",)).get(pk=regel.onderwerp.ronde_id)
    eis_recht(door, RECHT)
    eis(ronde, [is_nog_niet_verstuurd], door)
    return ronde, Lijstregel.objects.vergrendeld(regel_pk)
