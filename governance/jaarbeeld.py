"""The year of a cyclus as a matrix, and what is missing or out of order in it (OVL-2, OVL-6)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from .gremia import CYCLUSTAFELS, Gremium

if TYPE_CHECKING:
    from novex.models import Landsdeel, Provincie

    from .models import Overleg


@dataclass(frozen=True)
class Maand:
    eerste: datetime.date

    @property
    def label(self) -> str:
        return date_format(self.eerste, "M Y")


@dataclass(frozen=True)
class Rij:
    provincie: str
    cellen: tuple[tuple[Overleg, ...], ...]


@dataclass(frozen=True)
class Jaarbeeld:
    maanden: tuple[Maand, ...]
    rijen: tuple[Rij, ...]
    waarschuwingen: tuple[str, ...]


def stel_jaarbeeld_samen(
    jaar: int, overleggen: Sequence[Overleg], provincies: Sequence[Provincie]
) -> Jaarbeeld:
    """Provincies by months; the months run from the first to the last meeting (OVL-3).

    What was called off is no meeting.
    """
    overleggen = [overleg for overleg in overleggen if not overleg.is_afgelast]
    maanden = tuple(_maanden(jaar, overleggen))
    rijen = tuple(
        Rij(
            provincie.naam,
            tuple(
                tuple(
                    o
                    for o in overleggen
                    if (o.datum.year, o.datum.month) == (m.eerste.year, m.eerste.month)
                    and provincie.pk in o.betrokken_provincie_ids()
                )
                for m in maanden
            ),
        )
        for provincie in provincies
    )
    return Jaarbeeld(maanden, rijen, tuple(waarschuwingen(overleggen, provincies)))


def _maanden(jaar: int, overleggen: Sequence[Overleg]) -> Iterable[Maand]:
    data = [overleg.datum for overleg in overleggen]
    nu = min(data).replace(day=1) if data else datetime.date(jaar, 1, 1)
    laatste = max(data) if data else datetime.date(jaar, 12, 1)
    while nu <= laatste:
        yield Maand(nu)
        nu = (nu + datetime.timedelta(days=32)).replace(day=1)


def waarschuwingen(overleggen: Sequence[Overleg], provincies: Sequence[Provincie]) -> list[str]:
    """A missing or second meeting, and a wrong order DO, GP-DG, BOL (OVL-2)."""
    cyclus = [overleg for overleg in overleggen if overleg.ronde_id]
    gevonden: list[str] = []
    for provincie in provincies:
        eigen = [o for o in cyclus if provincie.pk in o.betrokken_provincie_ids()]
        for gremium in (Gremium.DO, Gremium.GP_DG):
            aantal = len([o for o in eigen if o.gremium == gremium])
            gevonden += _aantal(str(gremium.label), f"provincie {provincie.naam}", aantal)
        gevonden += _volgorde(provincie, eigen)
    for landsdeel in _landsdelen(provincies):
        aantal = len(
            [o for o in cyclus if o.gremium == Gremium.BOL and o.landsdeel_id == landsdeel.pk]
        )
        gevonden += _aantal(str(Gremium.BOL.label), f"landsdeel {landsdeel.naam}", aantal)
    return gevonden


def _landsdelen(provincies: Sequence[Provincie]) -> list[Landsdeel]:
    per_pk = {provincie.landsdeel_id: provincie.landsdeel for provincie in provincies}
    return sorted(per_pk.values(), key=lambda landsdeel: landsdeel.naam)


def _aantal(wat: str, voor: str, aantal: int) -> list[str]:
    if aantal == 0:
        return [f"Er is nog geen {wat} voor {voor}. Plan dit overleg."]
    if aantal > 1:
        return [f"Er zijn {aantal} overleggen {wat} voor {voor}. Eén is genoeg."]
    return []


def _volgorde(provincie: Provincie, eigen: Sequence[Overleg]) -> list[str]:
    """Each table comes before the next; the first and the last of a kind count."""
    fout = []
    for eerder, later in pairwise(CYCLUSTAFELS):
        voor = [o.datum for o in eigen if o.gremium == eerder]
        na = [o.datum for o in eigen if o.gremium == later]
        if voor and na and max(voor) >= min(na):
            fout.append(
                f"Voor provincie {provincie.naam} is het {eerder.label} niet voor het "
                f"{later.label}. Kies andere dagen."
            )
    return fout
