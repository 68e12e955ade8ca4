"""Candidates for an agenda, each with what is still missing, as one reader may know it (AGE-1)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from novex.criteria import BUITEN_PUBLIEK
from novex.zichtbaarheid import Zichtbaarheid, mag_zien

from .gremia import Gremium
from .regels import departementen_van

if TYPE_CHECKING:
    from novex.models import Gebruiker

    from .models import Overleg, Uitkomst


@dataclass(frozen=True)
class Kandidaat:
    vraagstuk: Any
    mist: tuple[str, ...]
    komt_terug: datetime.date | None = None
    te_laat: bool = False

    @property
    def is_gereed(self) -> bool:
        return not self.mist


def kandidaten_van(
    overleg: Overleg,
    vraagstukken: Iterable[Any],
    aangehouden: Iterable[Uitkomst],
    user: Gebruiker,
    op: datetime.date,
) -> list[Kandidaat]:
    """What may come on the agenda; a punt that was put off shows when it should be back."""
    terug = {u.agendapunt.vraagstuk_id: u.tot_wanneer for u in aangehouden}
    return [
        Kandidaat(
            vraagstuk=vraagstuk,
            mist=_mist(overleg, vraagstuk, user),
            komt_terug=terug.get(vraagstuk.pk),
            te_laat=_is_voorbij(terug.get(vraagstuk.pk), op),
        )
        for vraagstuk in vraagstukken
    ]


def _is_voorbij(dag: datetime.date | None, op: datetime.date) -> bool:
    return dag is not None and dag < op


def _mist(overleg: Overleg, vraagstuk: Any, user: Gebruiker) -> tuple[str, ...]:
    """What this table still needs; the Rijk's own preparation in one fixed sentence (ZIC-2)."""
    if overleg.gremium == Gremium.BOL:
        return () if vraagstuk.heeft_gpdg_advies else ("Het advies van de GP-DG ontbreekt.",)
    if overleg.gremium == Gremium.GP_DG:
        return () if vraagstuk.heeft_do_uitkomst else ("De uitkomst van het DO ontbreekt.",)
    if overleg.gremium != Gremium.DO:
        return ()
    gedeeld, intern = [], []
    aanpak = getattr(vraagstuk, "aanpak", None)
    if aanpak is None or aanpak.bestuurlijke_keuze_nodig is None:
        gedeeld.append("De aanpak is niet compleet.")
    if vraagstuk.aantal_richtingen < 2 and not (aanpak and aanpak.uitzondering_reden):
        gedeeld.append("Er zijn nog geen twee oplossingsrichtingen.")
    for organisatie in departementen_van(vraagstuk):
        if organisatie.code not in vraagstuk.mandaten_van:
            intern.append(f"Het mandaat van {organisatie} ontbreekt.")
    if not vraagstuk.heeft_rijksinzet:
        intern.append("De Rijksinzet is nog niet akkoord.")
    if intern and not mag_zien(user, Zichtbaarheid.RIJK):
        intern = [BUITEN_PUBLIEK]
    return (*gedeeld, *intern)
