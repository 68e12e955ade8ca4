"""What an outcome tells the vraagstuk, and which overgang it asks for (VRA-5, VRA-6, VRA-19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from dossiers.models import Fase, Feit

from .gremia import (
    CYCLUSTAFELS,
    DO_UITKOMSTEN,
    RECHTSTREEKS,
    Gremium,
    Uitkomstsoort,
    Vervolg,
)

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
    soort = feitsoort(uitkomst.gremium, uitkomst.soort)
    kenmerk = _kenmerk(uitkomst, soort)
    if not uitkomst.agendapunt.vraagstuk_id or not soort or not kenmerk:
        return None
    return Gevolg(soort, kenmerk, uitkomst.vervolg or uitkomst.bestemming or uitkomst.soort)


def bespreking_van(uitkomst: Uitkomst) -> Gevolg | None:
    """That a DO spoke of it: told in beeldvorming, so that a triage can name that DO (TRI-6)."""
    punt, provincie = uitkomst.agendapunt, uitkomst.provincie
    besproken = uitkomst.gremium == Gremium.DO and uitkomst.soort not in NIET_BESPROKEN
    if not besproken or not punt.vraagstuk_id or provincie is None:
        return None
    return Gevolg(F.DO_BESPREKING, f"{punt.pk}-{provincie.code}", uitkomst.soort)


def verschillen_van(uitkomst: Uitkomst) -> Gevolg | None:
    """Where the parties stand after a DO without consensus counts with that outcome (BES-3)."""
    zonder = (uitkomst.gremium, uitkomst.soort) == (Gremium.DO, U.GEEN_CONSENSUS)
    if not zonder or uitkomst.provincie is None:
        return None
    return Gevolg(F.VERSCHILLEN, uitkomst.provincie.code, "")


def feitsoort(gremium: str, soort: str) -> str:
    """A table of the cycle that gives none of its own outcomes did discuss it (VRA-7)."""
    if gremium == Gremium.DO and soort in DO_UITKOMSTEN:
        return F.DO_UITKOMST
    eigen = {
        (Gremium.GP_DG, U.ADVIES): F.GPDG_ADVIES,
        (Gremium.BOL, U.BESLUIT): F.BOL_BESLUIT,
        (Gremium.BOL, U.GEEN_KEUZE): F.GEEN_KEUZE,
        (Gremium.SNELLE_TAFEL, U.ADVIES): F.SNELLE_TAFELADVIES,
        (Gremium.REGIETAFEL, U.DOORGELEID): F.DOORGELEID_NAAR,
    }.get((Gremium(gremium), U(soort)))
    if eigen or gremium not in CYCLUSTAFELS or soort == U.AANGEHOUDEN:
        return eigen or ""
    return F.BESPROKEN_AAN_TAFEL


def _kenmerk(uitkomst: Uitkomst, soort: str) -> str:
    """For whom the table spoke; a discussion and a table of the Rijk are of one meeting."""
    overleg = uitkomst.agendapunt.overleg
    if soort in {F.SNELLE_TAFELADVIES, F.DOORGELEID_NAAR}:
        return str(overleg.pk)
    if uitkomst.gremium == Gremium.BOL and overleg.landsdeel:
        voor = overleg.landsdeel.code
    elif uitkomst.provincie:
        voor = uitkomst.provincie.code
    else:
        return ""
    return f"{overleg.pk}-{voor}" if soort == F.BESPROKEN_AAN_TAFEL else voor


def label_van(uitkomst: Uitkomst) -> str:
    """How it reads in the dossier, for Rijk and regio.

    Of a table of the Rijk the provincie hears the result and why, not what was said (SNE-1).
    """
    if uitkomst.vervolg:
        return f"Advies over het vervolg: {uitkomst.get_vervolg_display().lower()}"
    if uitkomst.bestemming:
        naar_bol = uitkomst.bestemming == Gremium.BOL
        naar = "Naar het BOL, zonder DO en GP-DG" if naar_bol else "Naar de GP-DG, zonder DO"
        return f"{naar}: {uitkomst.motivatie}"
    return f"{uitkomst.get_soort_display()} in {uitkomst.agendapunt.overleg}"


def wordt_verteld(uitkomst: Uitkomst, vraagstuk: Vraagstuk) -> bool:
    """Is the feit of this outcome told now? Past the DO only on an advice "bestuurlijk" of a snelle
    tafel (VRA-5)."""
    if uitkomst.gremium != Gremium.REGIETAFEL:
        return True
    adviezen = _waarden(vraagstuk, F.SNELLE_TAFELADVIES)
    return uitkomst.bestemming in RECHTSTREEKS and Vervolg.BESTUURLIJK in adviezen


def telt_mee(uitkomst: Uitkomst, vraagstuk: Vraagstuk) -> bool:
    """Does the feit of this outcome count now? Of an earlier doorloop once it is confirmed by
    name (VRA-8)."""
    gevolg = gevolg_van(uitkomst)
    if gevolg is None:
        return False
    verteld = vraagstuk.feiten.van(gevolg.soort).filter(
        kenmerk=gevolg.kenmerk, doorloop=vraagstuk.doorloop
    )
    if uitkomst.doorloop != vraagstuk.doorloop:
        verteld = verteld.filter(herbevestigt__isnull=False)
    return verteld.exists()


def vervolgstap(vraagstuk: Vraagstuk, uitkomsten: Iterable[Uitkomst]) -> str:
    """The overgang that these outcomes of one table ask for now; empty when there is none.

    Only when every DO decided itself, the DO decides (VRA-15); not what needs a bestuurlijke keuze
    after all (VRA-6). One BOL without a choice makes it a knelpuntmarkering; the outcomes of the
    others stand beside it.
    """
    tellen = [gevolg_van(u) for u in uitkomsten if telt_mee(u, vraagstuk)]
    soorten = {gevolg.soort for gevolg in tellen if gevolg}
    if vraagstuk.fase == Fase.OORDEELSVORMING:
        alle_besloten = _waarden(vraagstuk, F.DO_UITKOMST) == {U.BESLUIT.value}
        if F.DO_UITKOMST in soorten and alle_besloten and not _vraagt_keuze(vraagstuk):
            return "besluit_in_do"
        if soorten & {F.DO_UITKOMST, F.DOORGELEID_NAAR}:
            return "naar_besluitvorming"
    if vraagstuk.fase == Fase.BESLUITVORMING and soorten & {F.BOL_BESLUIT, F.GEEN_KEUZE}:
        return "markeer_geen_keuze" if _waarden(vraagstuk, F.GEEN_KEUZE) else "naar_opvolging"
    return ""


def opvolging_zonder_besluit(vraagstuk: Vraagstuk) -> bool:
    """Was the besluit revised away after the vraagstuk went on? Its fase does not change by that;
    somebody has to take it back (VRA-8, VRA-19)."""
    if vraagstuk.fase != Fase.OPVOLGING:
        return False
    # A landing that failed brings it back in a later doorloop than that of its besluit.
    gingen = vraagstuk.faseovergangen.filter(van=Fase.BESLUITVORMING, naar=Fase.OPVOLGING)
    sinds = gingen.aggregate(doorloop=Max("doorloop"))["doorloop"] or vraagstuk.doorloop
    in_do = U.BESLUIT.value in _waarden(vraagstuk, F.DO_UITKOMST, sinds)
    return not in_do and not _waarden(vraagstuk, F.BOL_BESLUIT, sinds)


def _vraagt_keuze(vraagstuk: Vraagstuk) -> bool:
    aanpak = getattr(vraagstuk, "aanpak", None)
    return aanpak is not None and aanpak.bestuurlijke_keuze_nodig is True


def _waarden(vraagstuk: Vraagstuk, soort: str, sinds: int | None = None) -> set[str]:
    """Of this doorloop, or since an earlier one."""
    feiten = vraagstuk.feiten.van(soort).filter(doorloop__gte=sinds or vraagstuk.doorloop)
    return set(feiten.values_list("waarde", flat=True))
