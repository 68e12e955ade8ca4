"""What an outcome tells the vraagstuk, and which overgang it asks for (VRA-5, VRA-6, VRA-19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossiers.models import Fase, Feit

from .gremia import DO_UITKOMSTEN, Gremium, Uitkomstsoort

if TYPE_CHECKING:
    from dossiers.models import Vraagstuk

    from .models import Uitkomst

U, F = Uitkomstsoort, Feit.Soort
NIET_BESPROKEN = frozenset({U.AANGEHOUDEN, U.TERUGGEGEVEN})


@dataclass(frozen=True)
class Gevolg:
    """The feit that goes with an outcome."""

    soort: str
    kenmerk: str
    waarde: str


def gevolg_van(uitkomst: Uitkomst) -> Gevolg | None:
    """The feit that this outcome tells, if it tells one."""
    if not uitkomst.agendapunt.vraagstuk_id:
        return None
    soort = _feitsoort(uitkomst.gremium, uitkomst.soort)
    if soort is None:
        return None
    landsdeel = uitkomst.agendapunt.overleg.landsdeel
    if uitkomst.gremium == Gremium.BOL and landsdeel:
        kenmerk = landsdeel.code
    elif uitkomst.provincie:
        kenmerk = uitkomst.provincie.code
    else:
        return None
    return Gevolg(soort, kenmerk, uitkomst.soort)


def bespreking_van(uitkomst: Uitkomst) -> Gevolg | None:
    """That a DO spoke of it: told in beeldvorming, so that a triage can name that DO (TRI-6)."""
    punt, provincie = uitkomst.agendapunt, uitkomst.provincie
    besproken = uitkomst.gremium == Gremium.DO and uitkomst.soort not in NIET_BESPROKEN
    if not besproken or not punt.vraagstuk_id or provincie is None:
        return None
    return Gevolg(F.DO_BESPREKING, f"{punt.pk}-{provincie.code}", uitkomst.soort)


def _feitsoort(gremium: str, soort: str) -> str | None:
    if gremium == Gremium.DO and soort in DO_UITKOMSTEN:
        return F.DO_UITKOMST
    return {
        (Gremium.GP_DG, U.ADVIES): F.GPDG_ADVIES,
        (Gremium.BOL, U.BESLUIT): F.BOL_BESLUIT,
        (Gremium.BOL, U.GEEN_KEUZE): F.GEEN_KEUZE,
    }.get((Gremium(gremium), U(soort)))


def vervolgstap(vraagstuk: Vraagstuk, gremium: str) -> str:
    """The overgang that the outcomes of this table ask for now; empty when there is none.

    Only when every DO decided itself, the DO decides (VRA-15). One BOL without a choice makes
    it a knelpuntmarkering; the outcomes of the others stand beside it.
    """
    if gremium == Gremium.DO and vraagstuk.fase == Fase.OORDEELSVORMING:
        waarden = _waarden(vraagstuk, F.DO_UITKOMST)
        return "besluit_in_do" if waarden == {U.BESLUIT.value} else "naar_besluitvorming"
    if gremium == Gremium.BOL and vraagstuk.fase == Fase.BESLUITVORMING:
        return "markeer_geen_keuze" if _waarden(vraagstuk, F.GEEN_KEUZE) else "naar_opvolging"
    return ""


def _waarden(vraagstuk: Vraagstuk, soort: str) -> set[str]:
    feiten = vraagstuk.feiten.van(soort).filter(doorloop=vraagstuk.doorloop)
    return set(feiten.values_list("waarde", flat=True))
