"""Signalen and vraagstukken that look like what someone is writing (SIG-5)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse

from novex.models import Gebruiker

from .models import Fase, Vraagstuk
from .models.signaal import Signaal

MEEST = 5
WOORD = re.compile(r"\w{5,}")


@dataclass(frozen=True)
class Gelijksoortig:
    """One thing that looks alike, as a link."""

    soort: str
    titel: str
    url: str
    stand: str


def gelijksoortig(
    user: Gebruiker,
    *,
    tekst: str,
    provincie_ids: Collection[int],
    domein_ids: Collection[int],
    behalve: Signaal | Vraagstuk | None = None,
) -> list[Gelijksoortig]:
    """Of the same provincie and domein, or with a same word; within the user's own sight.

    ``behalve`` is what is looked from; a signaal and the vraagstuk it led to are no other ones.
    """
    if not provincie_ids:
        return []
    woorden = _woorden(tekst)
    signalen = _raak(Signaal.objects.for_user(user), provincie_ids, domein_ids, woorden)
    vraagstukken = _raak(Vraagstuk.objects.for_user(user), provincie_ids, domein_ids, woorden)
    if isinstance(behalve, Signaal):
        signalen = signalen.exclude(pk=behalve.pk)
        vraagstukken = vraagstukken.exclude(signaaluitkomsten__signaal=behalve)
    elif behalve is not None:
        vraagstukken = vraagstukken.exclude(pk=behalve.pk)
        signalen = signalen.exclude(uitkomsten__vraagstuk=behalve)
    gevonden = _regels(vraagstukken, "vraagstuk", "fase").union(
        _regels(signalen, "signaal", "status"), all=True
    )
    op_volgorde = sorted(gevonden, key=lambda regel: (regel[0] != "vraagstuk", -regel[1]))
    return [_als_link(*regel) for regel in op_volgorde]


def _regels(rijen: QuerySet, soort: str, stand: str) -> QuerySet:
    """What a link needs of the newest, of both kinds alike: they are asked for at once."""
    alike = rijen.annotate(soort=Value(soort), stand=F(stand))
    return alike.values_list("soort", "pk", "titel", "stand")[:MEEST]


def _als_link(soort: str, pk: int, titel: str, stand: str) -> Gelijksoortig:
    labels: dict[str, Any] = {"vraagstuk": Fase, "signaal": Signaal.Status}
    url = reverse(f"dossiers:{soort}-detail", args=[pk])
    return Gelijksoortig(soort.capitalize(), titel, url, str(labels[soort](stand).label))


def _woorden(tekst: str) -> list[str]:
    """Words of five letters and more: short ones say little."""
    return list(dict.fromkeys(w.lower() for w in WOORD.findall(tekst)))[:8]


def _raak(
    alle: QuerySet, provincie_ids: Collection[int], domein_ids: Collection[int], woorden: list[str]
) -> QuerySet:
    zelfde = Q(pk__in=alle.filter(domeinen__in=list(domein_ids)).values("pk"))
    for woord in woorden:
        zelfde |= Q(titel__icontains=woord)
    in_provincie = alle.filter(provincies__in=list(provincie_ids)).values("pk")
    return alle.filter(zelfde, pk__in=in_provincie).order_by("-pk")
