"""The one place that decides how far a record reaches (ZIC-1, ZIC-2, ZIC-4).

A level is an audience, not a rank: ``rijk`` and ``regio`` do not contain each other.
A child asks its parent first and narrows it down with ``zichtbaar_voor``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from novex.models import Gebruiker


class Zichtbaarheid(models.TextChoices):
    """The audiences of ZIC-1. A choice without a default: the writer decides."""

    EIGEN_ORGANISATIE = "eigen_organisatie", "Eigen organisatie"
    RIJK = "rijk", "Rijk (VRO en departementen)"
    REGIO = "regio", "Regio (de betrokken provincies)"
    RIJK_EN_REGIO = "rijk_en_regio", "Rijk en regio"
    OPENBAAR = "openbaar", "Openbaar"


class Kant(models.TextChoices):
    """The two sides that agree with each other; all others stand beside them."""

    RIJK = "rijk", "Rijk"
    REGIO = "regio", "Regio"
    OVERIG = "overig", "Overig"


# Which part of a parent's audience a child may have (ZIC-1: a subset).
BINNEN: dict[str, frozenset[str]] = {
    Zichtbaarheid.EIGEN_ORGANISATIE: frozenset({Zichtbaarheid.EIGEN_ORGANISATIE}),
    Zichtbaarheid.RIJK: frozenset({Zichtbaarheid.EIGEN_ORGANISATIE, Zichtbaarheid.RIJK}),
    Zichtbaarheid.REGIO: frozenset({Zichtbaarheid.EIGEN_ORGANISATIE, Zichtbaarheid.REGIO}),
    Zichtbaarheid.RIJK_EN_REGIO: frozenset(set(Zichtbaarheid) - {Zichtbaarheid.OPENBAAR}),
    Zichtbaarheid.OPENBAAR: frozenset(Zichtbaarheid),
}


def gedeelde_niveaus(user: Gebruiker) -> set[str]:
    """The levels this user shares with others; its own organisation comes apart."""
    if not user.ziet_dossiers:
        return set()
    niveaus: set[str] = {Zichtbaarheid.RIJK_EN_REGIO, Zichtbaarheid.OPENBAAR}
    if user.kant == Kant.RIJK:
        niveaus.add(Zichtbaarheid.RIJK)
    if user.kant == Kant.REGIO:
        niveaus.add(Zichtbaarheid.REGIO)
    return niveaus


def zichtbaar_voor(user: Gebruiker) -> Q:
    """Filter on the fields ``zichtbaarheid`` and ``organisatie`` of a record.

    What an organisatie keeps to itself is closed to all others but its successor, and to who only
    reads: it is of those who work on it (ZIC-2, REF-2, table "Access").
    """
    if not user.ziet_dossiers:
        return Q(pk__in=[])
    if user.leest_alleen:
        return Q(zichtbaarheid__in=gedeelde_niveaus(user))
    return Q(zichtbaarheid__in=gedeelde_niveaus(user)) | Q(
        zichtbaarheid=Zichtbaarheid.EIGEN_ORGANISATIE, organisatie__in=user.organisatie_ids
    )


def mag_zien(user: Gebruiker, publiek: str) -> bool:
    """Does this audience include the user? For blockers and frozen checks (VRA-3)."""
    return publiek in gedeelde_niveaus(user)
