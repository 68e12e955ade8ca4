"""The arrangement as data: page, preview, PDF and the frozen edition are made of this (ARR-6).

Frozen data is read back by name: a field that is added later needs a default here, and an
edition that was frozen without it keeps its checksum.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import typing
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True)
class Alinea:
    kop: str
    tekst: str


@dataclass(frozen=True)
class Actieregel:
    kant: str
    trekker: str
    resultaat: str
    termijn: str


@dataclass(frozen=True)
class Afspraakdeel:
    """One afspraak in the fixed build-up (AFS-1)."""

    nummer: str
    titel: str
    type: str
    tekst: str
    opbouw: tuple[Alinea, ...]
    acties: tuple[Actieregel, ...]


@dataclass(frozen=True)
class Vraagstukdeel:
    """A prioritair vraagstuk with why it comes in, and what was agreed on it (ARR-2)."""

    nummer: str
    titel: str
    omschrijving: str
    criteria: tuple[Alinea, ...]
    afspraken: tuple[Afspraakdeel, ...]

    @property
    def naam(self) -> str:
        return f"{self.nummer} {self.titel}"


@dataclass(frozen=True)
class Knelpuntdeel:
    nummer: str
    titel: str
    tekst: str
    criteria: tuple[Alinea, ...]

    @property
    def naam(self) -> str:
        return f"{self.nummer} {self.titel}"


@dataclass(frozen=True)
class Eerder:
    """An afspraak of an earlier year and how it stands."""

    nummer: str
    titel: str
    jaar: str
    termijn: str
    stand: str


@dataclass(frozen=True)
class Landingsregel:
    nummer: str
    titel: str
    plek: str
    op: str
    bewijs: str


@dataclass(frozen=True)
class Deel:
    """One part of the contents; ``onder`` are its entries (title, anchor)."""

    anker: str
    kop: str
    onder: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Editie:
    """All that an edition says, in the fixed order of ARR-3."""

    titel: str
    provincie: str
    jaar: int
    status: tuple[Alinea, ...]
    vraagstukken: tuple[Vraagstukdeel, ...]
    overige_afspraken: tuple[Afspraakdeel, ...]
    knelpunten: tuple[Knelpuntdeel, ...]
    voortgang: tuple[str, ...]
    eerdere: tuple[Eerder, ...]
    doorwerking: tuple[Landingsregel, ...]
    gebieden: tuple[str, ...]
    wijzigingen: tuple[str, ...]
    colofon: tuple[Alinea, ...]
    stand: str

    @property
    def is_concept(self) -> bool:
        return self.stand != "vastgesteld"

    @property
    def aantal_afspraken(self) -> int:
        return len(self.overige_afspraken) + sum(len(v.afspraken) for v in self.vraagstukken)

    def delen(self) -> Iterator[Deel]:
        """The contents: every part in its order, with the vraagstukken and knelpunten by name."""
        vraagstukken = list(enumerate(self.vraagstukken, start=1))
        bij = [(v.naam, f"afspraken-{nr}") for nr, v in vraagstukken]
        if self.overige_afspraken:
            bij.append(("Andere afspraken", "afspraken-andere"))
        namen = [(v.naam, f"vraagstuk-{nr}") for nr, v in vraagstukken]
        knelpunten = [(k.naam, f"knelpunt-{i}") for i, k in enumerate(self.knelpunten, start=1)]
        yield Deel("deel-status", "Status en doel")
        yield Deel("deel-vraagstukken", "Prioritaire vraagstukken", tuple(namen))
        yield Deel("deel-afspraken", "Afspraken per vraagstuk", tuple(bij))
        yield Deel("deel-knelpunten", "Knelpuntmarkeringen", tuple(knelpunten))
        yield Deel("deel-voortgang", "Voortgang van eerdere afspraken")
        yield Deel("deel-doorwerking", "Doorwerking")
        yield Deel("deel-gebieden", "Relatie met NOVEX-gebieden")
        yield Deel("deel-wijzigingen", "Wijzigingen sinds vorig jaar")
        yield Deel("deel-colofon", "Colofon")

    @property
    def sha256(self) -> str:
        """Over everything that is printed; one changed letter changes it."""
        return som(self.inhoud())

    @property
    def inhoud_sha256(self) -> str:
        """Over what the two sides agree on: all but the colofon and the stand (ARR-1)."""
        return inhoud_som(self.inhoud())

    def inhoud(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def uit(cls, inhoud: dict[str, Any]) -> Editie:
        """Back from frozen JSON."""
        return _uit(cls, inhoud)


def datum(op: datetime.date) -> str:
    return f"{op:%d-%m-%Y}"


def som(inhoud: dict[str, Any]) -> str:
    """The checksum of data in one fixed spelling."""
    vast = json.dumps(inhoud, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(vast.encode()).hexdigest()


LANDT_IN, IN_GELD = "Landt in", "Randvoorwaarde in geld"
# What is told of other years, or is the same for every edition: nobody agrees on it.
VANZELF = frozenset({"colofon", "stand", "status", "eerdere", "doorwerking", "wijzigingen"})
# Its own party says yes to it: the owner to the landing, who pays to the amount (AFS-6, AFS-7).
EIGEN_INSTEMMING = frozenset({LANDT_IN, IN_GELD})


def inhoud_som(inhoud: dict[str, Any]) -> str:
    """The checksum of what is agreed on, also of an edition that was frozen long ago."""
    return som({k: _afgesproken(v) for k, v in inhoud.items() if k not in VANZELF})


def _afgesproken(deel: Any) -> Any:
    """Without the lines of an afspraak that have a consent of their own."""
    if isinstance(deel, list | tuple):
        return [_afgesproken(rij) for rij in deel]
    if not isinstance(deel, dict):
        return deel
    schoon = {k: _afgesproken(v) for k, v in deel.items()}
    if "opbouw" in schoon:
        schoon["opbouw"] = [a for a in schoon["opbouw"] if a["kop"] not in EIGEN_INSTEMMING]
    return schoon


def _uit(klasse: type[Any], inhoud: dict[str, Any]) -> Any:
    """A frozen dataclass from JSON: lists become tuples of the dataclass in the annotation."""
    types = typing.get_type_hints(klasse)
    waarden: dict[str, Any] = {}
    for veld in fields(klasse):
        if veld.name not in inhoud:
            continue
        waarde = inhoud[veld.name]
        deel = next(iter(typing.get_args(types[veld.name])), None)
        if isinstance(waarde, list):
            waarde = tuple(
                _uit(deel, w) if isinstance(deel, type) and is_dataclass(deel) else w
                for w in waarde
            )
        waarden[veld.name] = waarde
    return klasse(**waarden)
