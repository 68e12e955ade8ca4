"""Reading feiten for the criteria: what later tables know is read from here only (VRA-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from novex.criteria import Tekort
from novex.models import Provincie

if TYPE_CHECKING:
    from ..models import Vraagstuk

AGENDERING = "governance:agendering"


def kenmerken(vraagstuk: Vraagstuk, soort: str) -> dict[str, str]:
    """Kenmerk to waarde of the feiten that count in this doorloop (VRA-8, VRA-19)."""
    feiten = vraagstuk.geldende_feiten(soort)
    return {f.kenmerk: f.waarde for f in feiten if f.doorloop == vraagstuk.doorloop}


def rechtstreeks_naar(vraagstuk: Vraagstuk) -> set[str]:
    """Where the regietafel feeds it straight to, past the DO: ``gp_dg`` or ``bol`` (VRA-5).

    Only as long as the snelle tafel advises "bestuurlijk" in this doorloop.
    """
    if "bestuurlijk" not in kenmerken(vraagstuk, "snelle_tafeladvies").values():
        return set()
    return set(kenmerken(vraagstuk, "doorgeleid_naar").values())


def ooit(vraagstuk: Vraagstuk, soort: str) -> dict[str, str]:
    """Kenmerk to label of every live feit, of any doorloop."""
    return {feit.kenmerk: feit.label for feit in vraagstuk.geldende_feiten(soort)}


def provincies(vraagstuk: Vraagstuk) -> list[Provincie]:
    return sorted(vraagstuk.provincies.all(), key=lambda provincie: provincie.naam)


def eis_per_provincie(
    missend: list[Provincie], zin: str, code: str, *, herstel: str = AGENDERING
) -> None:
    if missend:
        raise ValidationError(
            [Tekort(zin.format(provincie=p.naam), code, herstel=herstel) for p in missend]
        )


def eis_per_landsdeel(vraagstuk: Vraagstuk, gesproken: dict[str, str], zin: str, code: str) -> None:
    if missend := [d for d in vraagstuk.betrokken_landsdelen() if d.code not in gesproken]:
        raise ValidationError(
            [Tekort(zin.format(landsdeel=d.naam), code, herstel=AGENDERING) for d in missend]
        )
