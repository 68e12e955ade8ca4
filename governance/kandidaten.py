"""Candidates for an agenda, each with what is still missing, as one reader may know it (AGE-1)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossiers.regels import geen_open_bezwaar, heeft_aanpak, heeft_voorkeur
from novex.criteria import BUITEN_PUBLIEK, tekorten
from novex.models import Organisatie
from novex.zichtbaarheid import Zichtbaarheid, mag_zien

from .gremia import Gremium

if TYPE_CHECKING:
    from novex.models import Gebruiker

    from .models import Overleg, Uitkomst


# Of the criteria of VRA-5 those that read no more than the row of a candidate.
IN_DOSSIER = (heeft_aanpak, heeft_voorkeur, geen_open_bezwaar)


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
    opvolging = Organisatie.objects.opvolging_op(op)
    return [
        Kandidaat(
            vraagstuk=vraagstuk,
            mist=_mist(overleg, vraagstuk, user, opvolging),
            komt_terug=terug.get(vraagstuk.pk),
            te_laat=_is_voorbij(terug.get(vraagstuk.pk), op),
        )
        for vraagstuk in vraagstukken
    ]


def _is_voorbij(dag: datetime.date | None, op: datetime.date) -> bool:
    return dag is not None and dag < op


def _mist(
    overleg: Overleg, vraagstuk: Any, user: Gebruiker, opvolging: Mapping[str, str]
) -> tuple[str, ...]:
    """What this table still needs; the Rijk's own preparation in one fixed sentence (ZIC-2)."""
    if overleg.gremium == Gremium.BOL:
        zonder = [] if Gremium.BOL in vraagstuk.rechtstreeks else vraagstuk.zonder_gpdg
        return tuple(f"Het advies van de GP-DG met {naam} ontbreekt." for naam in zonder)
    if overleg.gremium == Gremium.GP_DG:
        zonder = [] if vraagstuk.rechtstreeks else vraagstuk.zonder_do
        return tuple(f"De uitkomst van het DO met {naam} ontbreekt." for naam in zonder)
    if overleg.gremium != Gremium.DO:
        return ()
    gedeeld, intern = _mist_in_dossier(vraagstuk), []
    for organisatie in vraagstuk.departementen_zonder(vraagstuk.mandaten_van, opvolging):
        intern.append(f"Het mandaat van {organisatie} ontbreekt.")
    if not vraagstuk.heeft_rijksinzet:
        intern.append("De Rijksinzet is nog niet akkoord.")
    if intern and not mag_zien(user, Zichtbaarheid.RIJK):
        intern = [BUITEN_PUBLIEK]
    return (*gedeeld, *intern)


def _mist_in_dossier(vraagstuk: Any) -> list[str]:
    """What both sides read of the aanpak and the richtingen (VRA-5, VRA-11, VRA-12)."""
    zinnen = [t.messages[0] for t in tekorten(vraagstuk, IN_DOSSIER)]
    aanpak = getattr(vraagstuk, "aanpak", None)
    if aanpak and aanpak.uitzondering_reden.strip():
        return zinnen
    if vraagstuk.aantal_richtingen < 2:
        zinnen.append("Er zijn nog geen twee oplossingsrichtingen.")
    elif vraagstuk.ongewogen:
        namen = ", ".join(vraagstuk.ongewogen)
        zinnen.append(f"Nog niet gewogen op de drie principes: {namen}.")
    return zinnen
