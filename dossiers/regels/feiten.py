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
    feiten = vraagstuk.feiten.van(soort).filter(doorloop=vraagstuk.doorloop)
    return dict(feiten.values_list("kenmerk", "waarde"))


def ooit(vraagstuk: Vraagstuk, soort: str) -> dict[str, str]:
    """Kenmerk to label of every live feit, of any doorloop."""
    return dict(vraagstuk.feiten.van(soort).values_list("kenmerk", "label"))


def provincies(vraagstuk: Vraagstuk) -> list[Provincie]:
    return list(vraagstuk.provincies.order_by("naam"))


def eis_per_provincie(
    missend: list[Provincie], zin: str, code: str, *, herstel: str = AGENDERING
) -> None:
    if missend:
        raise ValidationError(
            [Tekort(zin.format(provincie=p.naam), code, herstel=herstel) for p in missend]
        )


def eis_per_landsdeel(vraagstuk: Vraagstuk, gesproken: dict[str, str], zin: str, code: str) -> None:
    missend = vraagstuk.betrokken_landsdelen().exclude(code__in=gesproken).order_by("naam")
    if missend:
        raise ValidationError(
            [Tekort(zin.format(landsdeel=d.naam), code, herstel=AGENDERING) for d in missend]
        )
