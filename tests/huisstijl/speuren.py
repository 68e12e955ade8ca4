"""Walking through the planted world as one visitor, and reading what the answers say (ZIC-2)."""

from __future__ import annotations

import contextlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from pypdf import PdfReader

from tests.huisstijl.planten import WOORD, Woord
from tests.huisstijl.test_toegang import TABEL, adres
from tests.huisstijl.velden import Vindplaatsen
from tests.wereld.hoeken import Wereld

# How far somebody walks: every page of both provincies, every page, or from the pages of the rows
# with a word that is not for them, and of their own, along every kind of link.
VER = {"provincie", "andere provincie"}
OVERAL = VER | {"expert elders", "staf"}


@dataclass
class Beplant:
    """The world with every word in its place, and what each visitor met of them."""

    wereld: Wereld
    bezoekers: dict[str, Client]
    woorden: dict[str, Woord]
    plaatsen: Vindplaatsen
    zinnen: set[str]
    gelezen: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def geheim_voor(self, wie: str) -> set[str]:
        return {tekst for tekst, woord in self.woorden.items() if woord.is_verborgen_voor(wie)}

    def lekken(self, wie: str, tekst: str) -> list[Woord]:
        """The words in this text that are not for this person."""
        return [self.woorden[w] for w in set(WOORD.findall(tekst)) & self.geheim_voor(wie)]

    def paginas_voor(self, wie: str) -> list[str]:
        """The pages of the rows with a word that is not for them, or that they wrote."""
        eigen = {tekst for tekst, woord in self.woorden.items() if woord.plant.wie == wie}
        woorden = eigen | self.geheim_voor(wie)
        return sorted(set().union(*(self.plaatsen.paginas.get(w, ()) for w in woorden)))

    def lees(self, wie: str) -> dict[str, set[str]]:
        """Per address the words on it, for this visitor; walked once."""
        if wie not in self.gelezen:
            with zonder_sjablonen():
                self.gelezen[wie] = {
                    url: set(WOORD.findall(tekst)) | {zin for zin in self.zinnen if zin in tekst}
                    for url, tekst in kruip(self, wie)
                }
        return self.gelezen[wie]


@contextlib.contextmanager
def zonder_sjablonen() -> Iterator[None]:
    """Nobody asks here which templates a page was made of; remembering them takes a third.

    And a page that is printed is read before it becomes a PDF; real ones are read apart.
    """
    with pytest.MonkeyPatch.context() as even:
        even.setattr("dossiers.views.pagina.maak_pdf", lambda tekst, **_: tekst.encode())
        even.setattr("django.test.client.store_rendered_templates", lambda *a, **k: None)
        yield


def inhoud(antwoord: Any) -> str:
    """All that an answer says: text, attributes and headers; a file is read."""
    gegevens = b"".join(antwoord) if antwoord.streaming else antwoord.content
    return lees_bestand(gegevens) + str(dict(antwoord.headers))


def lees_bestand(gegevens: bytes) -> str:
    """The text of a page, a PDF (words that were broken made whole) or an ODT."""
    if gegevens.startswith(b"%PDF"):
        bladen = PdfReader(io.BytesIO(gegevens)).pages
        return re.sub("[-\u2010\xad]?\\s+", "", "\n".join(blad.extract_text() for blad in bladen))
    if gegevens.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(gegevens)) as pak:
            return "\n".join(pak.read(naam).decode(errors="replace") for naam in pak.namelist())
    return html.unescape(gegevens.decode(errors="replace"))


def alle_adressen(wereld: Wereld, drenthe: bool = True) -> list[str]:
    """One page per address of the walk, the same of Drenthe, and what nobody here may see."""
    adressen, gehad = [], set()
    for regels in TABEL.values():
        regel = regels[0]
        soort = (regel.naam, "pk=X" in regel.plek)
        if soort in gehad or regel.naam == "account_logout" or "=0" in regel.plek:
            continue
        gehad.add(soort)
        adressen.append(adres(wereld, regel))
    return list(dict.fromkeys((*adressen, *(van_hoek(wereld, "D") if drenthe else ()))))


def van_hoek(wereld: Wereld, hoek: str) -> list[str]:
    """Every page of one provincie that was not published."""
    adressen = []
    for regels in TABEL.values():
        regel = regels[0]
        if "pk=G." in regel.plek and "gepubliceerd" not in regel.plek:
            with contextlib.suppress(KeyError):  # stories that are told once, of Gelderland
                plek = regel.plek.replace("G.", f"{hoek}.")
                adressen.append(adres(wereld, replace(regel, plek=plek)))
    return adressen


def _soort(pad: str) -> str:
    try:
        return resolve(pad).view_name
    except Resolver404:
        return ""


def kruip(beplant: Beplant, wie: str) -> Iterator[tuple[str, str]]:
    """The pages of the walk, those of the rows with a word, and of every kind of link the first."""
    overal = alle_adressen(beplant.wereld, drenthe=wie in VER) if wie in OVERAL else []
    te_gaan = list(dict.fromkeys(("/", *overal, *beplant.paginas_voor(wie))))
    gezien, aantal = set(te_gaan), dict.fromkeys(map(_soort, ()), 0)
    while te_gaan:
        url = te_gaan.pop(0)
        tekst = inhoud(beplant.bezoekers[wie].get(url))
        yield url, tekst
        for link in dict.fromkeys(re.findall(r'href="([^"#]+)', tekst)):
            pad = urlsplit(link)
            if pad.scheme or link.startswith(("//", "/static/")) or not link.startswith(("/", "?")):
                continue
            volgende = f"{urlsplit(url).path}{link}" if link.startswith("?") else link
            soort = _soort(urlsplit(volgende).path)
            if volgende in gezien or soort == "account_logout":
                continue
            gezien.add(volgende)
            aantal[soort] = aantal.get(soort, 0) + 1
            if aantal[soort] == 1:
                te_gaan.append(volgende)
