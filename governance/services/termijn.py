"""The term for provincies to react on an agenda (AGE-5)."""

from __future__ import annotations

import datetime
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction

from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..models import Overleg
from .stappen import in_concept, leg_stap_vast


@transaction.atomic
def stel_termijn(
    *, overleg_pk: int, reageren_tot: datetime.date, door: Gebruiker, op: datetime.date
) -> Overleg:
    """Ask the provincies to react by a day; also again, after the agenda changed (AGE-5)."""
    overleg = in_concept(overleg_pk, door)
    eis_recht(door, "governance.agenda_opstellen", overleg)
    if not overleg.wordt_afgestemd:
        raise ValidationError(
            "Op deze agenda reageren provincies niet. Verzend de agenda.",
            code="afstemmen_niet_nodig",
        )
    eis_termijn(reageren_tot, overleg.datum, op)
    leg_stap_vast(overleg, "termijn", door, van=overleg.reageren_tot, naar=reageren_tot)
    overleg.reageren_tot = reageren_tot
    overleg.save(update_fields=["reageren_tot"])
    return overleg


def eis_termijn(tot: datetime.date, datum: datetime.date, op: datetime.date) -> None:
    """The term to react lies ahead, and ends before the meeting (AGE-5)."""
    if tot < op:
        _weiger_termijn(
            "De termijn om te reageren is al voorbij. Kies vandaag of een latere dag.",
            "termijn_voorbij",
        )
    if tot >= datum:
        _weiger_termijn(
            "De termijn om te reageren eindigt niet voor het overleg van "
            f"{datum:%d-%m-%Y}. Kies een eerdere dag.",
            "termijn_na_overleg",
        )


def _weiger_termijn(zin: str, code: str) -> NoReturn:
    raise ValidationError({"reageren_tot": ValidationError(zin, code=code)})
