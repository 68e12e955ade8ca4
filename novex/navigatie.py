"""The main navigation: what each role finds where."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from novex.models import Gebruiker


@dataclass(frozen=True)
class Navigatiepunt:
    titel: str
    url: str
    actief: bool


# Pages that belong to a point, but whose address does not start with its own.
OOK = {
    "Vraagstukken": (
        "/richtingen/",
        "/teksten/",
        "/bezwaren/",
        "/beleggingen/",
        "/rijksinzet/",
        "/verschillen/",
    ),
    "Cyclus": (
        "/cycli/",
        "/rondes/",
        "/overleggen/",
        "/agendapunten/",
        "/lijstonderwerpen/",
        "/lijstregels/",
    ),
    "Afspraken": ("/acties/", "/geldregels/"),
    "Arrangementen": ("/opnames/", "/opgenomen-afspraken/"),
}
# Title, URL name, and for whom: "dossiers" is everyone who takes part, "beheer" the beheerder.
PUNTEN = (
    ("Mijn werk", "start", "allen"),
    ("Signalen", "dossiers:signaal-lijst", "dossiers"),
    ("Vraagstukken", "dossiers:vraagstuk-lijst", "dossiers"),
    ("Cyclus", "governance:cyclus", "dossiers"),
    ("Afspraken", "arrangementen:afspraak-lijst", "dossiers"),
    ("Arrangementen", "arrangementen:arrangement-lijst", "dossiers"),
    ("Monitor", "monitoring:overzicht", "dossiers"),
    ("Bestanden", "taak-lijst", "dossiers"),
    ("Beheer", "admin:index", "beheer"),
)


def navigatie_voor(user: Gebruiker, request: HttpRequest) -> list[Navigatiepunt]:
    """The points this user may open; the longest matching path is the active one."""
    punten = [
        (titel, _url(naam)) for titel, naam, voor in PUNTEN if _hoort_bij(user, voor) and _url(naam)
    ]
    passend = [url for titel, url in punten if _hier(request.path, titel, url)]
    actief = max(passend, key=len, default="")
    return [Navigatiepunt(titel, url, url == actief) for titel, url in punten]


def _hoort_bij(user: Gebruiker, voor: str) -> bool:
    if voor == "dossiers":
        return user.ziet_dossiers
    if voor == "beheer":
        return user.has_perm("novex.beheren")
    return True


def _hier(pad: str, titel: str, url: str) -> bool:
    return pad == url or (url != "/" and pad.startswith((url, *OOK.get(titel, ()))))


def _url(naam: str) -> str:
    try:
        return reverse(naam)
    except NoReverseMatch:
        return ""
