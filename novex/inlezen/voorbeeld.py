"""The preview: what each row would do, before anything is saved (TRI-7)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from novex.models import Inleesbestand

from .inlezer import Inlezer

FORMULETEKENS = ("=", "+", "-", "@")


class Stand(models.TextChoices):
    NIEUW = "nieuw", "Nieuw"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    GELIJK = "gelijk", "Gelijk"
    DUBBEL = "dubbel", "Dubbel in het bestand"
    OVERGESLAGEN = "overgeslagen", "Overgeslagen"
    FOUT = "fout", "Fout"


@dataclass(frozen=True)
class Cel:
    """A cell as it stands in the file, with what is wrong with it."""

    label: str
    tekst: str
    fout: str = ""


@dataclass(frozen=True)
class Celverschil:
    """What an update changes in one field."""

    label: str
    oud: str
    nieuw: str


@dataclass
class Voorbeeldrij:
    """One row of the file and what saving it would do."""

    nummer: int
    cellen: list[Cel]
    stand: str = Stand.NIEUW
    sleutel: str = ""
    fouten: list[str] = field(default_factory=list)
    waarschuwingen: list[str] = field(default_factory=list)
    verschillen: list[Celverschil] = field(default_factory=list)
    waarden: dict[str, Any] = field(default_factory=dict)
    bestaand: Any = None

    def get_stand_display(self) -> str:
        return str(Stand(self.stand).label)

    @property
    def foute_kolommen(self) -> str:
        """The heads of the cells with an error, as they may be far to the right."""
        return ", ".join(cel.label for cel in self.cellen if cel.fout)


@dataclass(frozen=True)
class Voorbeeld:
    """All rows, their counts, and a seal that says which outcome the user confirmed."""

    rijen: list[Voorbeeldrij]

    def aantal(self, stand: str) -> int:
        return sum(rij.stand == stand for rij in self.rijen)

    @property
    def te_bewaren(self) -> list[Voorbeeldrij]:
        return [rij for rij in self.rijen if rij.stand in {Stand.NIEUW, Stand.GEWIJZIGD}]

    @property
    def zegel(self) -> str:
        inhoud = [
            [
                rij.nummer,
                rij.stand,
                rij.sleutel,
                [[v.label, v.oud, v.nieuw] for v in rij.verschillen],
            ]
            for rij in self.rijen
        ]
        return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()


def maak_voorbeeld(inlezer: Inlezer, bestand: Inleesbestand) -> Voorbeeld:
    """Work out what saving the file would do now."""
    rijen = list(_gelezen(inlezer, bestand))
    _merk_dubbele(rijen)
    sleutels = {rij.sleutel for rij in rijen if rij.stand == Stand.NIEUW}
    bestaande = inlezer.bestaande(sleutels) if sleutels else {}
    for rij in rijen:
        if rij.stand == Stand.NIEUW:
            rij.bestaand = bestaande.get(rij.sleutel)
    _herken(inlezer, rijen)
    for rij in rijen:
        if rij.stand == Stand.NIEUW:
            _vergelijk(inlezer, rij)
    return Voorbeeld(rijen)


def _herken(inlezer: Inlezer, rijen: list[Voorbeeldrij]) -> None:
    """Know a row again of which one cell of the key changed (TRI-7).

    Its source has a row that is no longer in the file, and that differs in that one cell only. A
    file with fewer rows of the source than there are is a part of it: nothing is gone then.
    """
    onbekend = [rij for rij in rijen if rij.stand == Stand.NIEUW and rij.bestaand is None]
    van_bron = inlezer.van_bron([rij.waarden for rij in onbekend]) if onbekend else {}
    bekend = {rij.bestaand.pk for rij in rijen if rij.bestaand is not None}
    in_bestand = Counter(inlezer.bron(rij.waarden) for rij in rijen if rij.sleutel)
    for bron, er_al in van_bron.items():
        if in_bestand[bron] < len(er_al):
            continue
        weg = [rij for rij in er_al if rij.pk not in bekend]
        nieuw = [rij for rij in onbekend if inlezer.bron(rij.waarden) == bron]
        paren = [(n, w) for n in nieuw for w in weg if len(_anders(inlezer, n, w)) == 1]
        for rij, oud in paren:
            if sum(n is rij or w is oud for n, w in paren) == 1:
                rij.bestaand = oud


def _anders(inlezer: Inlezer, rij: Voorbeeldrij, bestaand: Any) -> list[tuple[str, Any, Any]]:
    """The cells of the file that say something else: column, old and new."""
    nu = inlezer.huidig(bestaand)
    return [
        (naam, nu[naam], waarde)
        for naam, waarde in rij.waarden.items()
        if naam in nu and nu[naam] != waarde
    ]


def _gelezen(inlezer: Inlezer, bestand: Inleesbestand) -> Iterator[Voorbeeldrij]:
    plaats = {kop: i for i, kop in enumerate(bestand.koppen)}
    kolommen = [kolom for kolom in inlezer.kolommen if kolom.naam in plaats]
    for nummer, cellen in bestand.rijen:
        rij = Voorbeeldrij(nummer=nummer, cellen=[])
        for kolom in kolommen:
            i = plaats[kolom.naam]
            tekst, fout = cellen[i] if i < len(cellen) else "", ""
            try:
                rij.waarden[kolom.naam] = inlezer.lees(kolom, tekst)
            except ValidationError as weigering:
                fout = " ".join(weigering.messages)
            rij.cellen.append(Cel(kolom.label, tekst, fout))
        if len(cellen) > len(bestand.koppen):
            rij.fouten.append(
                f"Deze rij heeft {len(cellen)} cellen en de eerste regel {len(bestand.koppen)}. "
                "Kijk of een tekst met een scheidingsteken tussen aanhalingstekens staat."
            )
        if rij.fouten or any(cel.fout for cel in rij.cellen):
            rij.stand = Stand.FOUT
        else:
            rij.sleutel = inlezer.sleutel(rij.waarden)
        yield rij


def _merk_dubbele(rijen: list[Voorbeeldrij]) -> None:
    """The same row twice is skipped; the same key with other content is an error."""
    eerste: dict[str, Voorbeeldrij] = {}
    for rij in rijen:
        if rij.stand == Stand.FOUT:
            continue
        ander = eerste.setdefault(rij.sleutel, rij)
        if ander is rij:
            continue
        if ander.waarden == rij.waarden:
            rij.stand = Stand.DUBBEL
            rij.waarschuwingen.append(f"Deze rij staat ook op regel {ander.nummer}.")
        else:
            rij.stand = Stand.FOUT
            rij.fouten.append(
                f"Regel {ander.nummer} gaat over hetzelfde, maar met een andere inhoud. "
                "Haal een van de twee weg."
            )


def _vergelijk(inlezer: Inlezer, rij: Voorbeeldrij) -> None:
    rij.waarschuwingen += inlezer.waarschuwingen(rij.waarden)
    if any(cel.tekst.startswith(FORMULETEKENS) for cel in rij.cellen):
        rij.waarschuwingen.append("Een formule wordt niet uitgerekend en blijft staan als tekst.")
    if rij.bestaand is not None:
        labels = {kolom.naam: kolom.label for kolom in inlezer.kolommen}
        rij.verschillen = [
            Celverschil(labels[naam], inlezer.toon(naam, oud), inlezer.toon(naam, nieuw))
            for naam, oud, nieuw in _anders(inlezer, rij, rij.bestaand)
        ]
        rij.stand = Stand.GEWIJZIGD if rij.verschillen else Stand.GELIJK
    if rij.stand == Stand.GEWIJZIGD and (zin := inlezer.overslaan(rij.bestaand)):
        rij.stand, rij.verschillen = Stand.OVERGESLAGEN, []
        rij.fouten.append(zin)
