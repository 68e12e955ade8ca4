"""Read one data file: every mistake is named by file, row and field."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models


class Gegevensfout(Exception):
    """A data file is wrong; the message says where and what to do."""

    def __init__(self, bestand: str, waar: str, wat: str) -> None:
        super().__init__(f"Bestand {bestand}, {waar}: {wat}")


@dataclass(frozen=True)
class Rij:
    """One row of a file as plain values; a relation is the code of the other row."""

    bestand: str
    nummer: int
    code: str
    velden: dict[str, Any]

    def fout(self, veld: str, wat: str) -> Gegevensfout:
        return Gegevensfout(self.bestand, f"rij {self.nummer} ({self.code}), veld {veld}", wat)


@dataclass(frozen=True)
class Bestand:
    """A data file; a higher versie replaces what a lower one brought."""

    naam: str
    versie: int
    rijen: tuple[Rij, ...]


def velden(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields that a file can fill: all but the primary key."""
    yield from (veld for veld in model._meta.fields if not veld.primary_key)
    yield from model._meta.many_to_many


def lees(pad: Path, model: type[models.Model]) -> Bestand:
    """Raises ``Gegevensfout`` at the first thing that is wrong."""
    try:
        inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise Gegevensfout(
            pad.name, "het hele bestand", f"dit is niet te lezen als TOML ({fout})."
        ) from fout
    versie = inhoud.get("versie")
    if type(versie) is not int or versie < 1:
        raise Gegevensfout(pad.name, "bovenaan, veld versie", "zet hier een getal, zoals 1.")
    if onbekend := sorted(inhoud.keys() - {"versie", "rij"}):
        raise Gegevensfout(
            pad.name, f"bovenaan, veld {onbekend[0]}", "dit veld is onbekend. Haal het weg."
        )
    ruw = inhoud.get("rij", [])
    if not isinstance(ruw, list) or not all(isinstance(rij, dict) for rij in ruw):
        raise Gegevensfout(pad.name, "bovenaan, veld rij", "begin elke rij met [[rij]].")
    rijen = [_rij(pad.name, nummer, rij, model) for nummer, rij in enumerate(ruw, 1)]
    gezien: set[str] = set()
    for rij in rijen:
        if rij.code in gezien:
            raise rij.fout("code", "deze code staat er twee keer. Kies een andere code.")
        gezien.add(rij.code)
    return Bestand(pad.name, versie, tuple(rijen))


def _rij(bestand: str, nummer: int, ruw: dict[str, Any], model: type[models.Model]) -> Rij:
    code = ruw.get("code")
    rij = Rij(bestand, nummer, code if isinstance(code, str) and code else "zonder code", {})
    bekend = {veld.name: veld for veld in velden(model)}
    if onbekend := sorted(ruw.keys() - bekend.keys()):
        raise rij.fout(onbekend[0], "dit veld is onbekend. Haal het weg of verbeter de naam.")
    for naam, veld in bekend.items():
        rij.velden[naam] = _waarde(rij, veld, ruw[naam]) if naam in ruw else _leeg(rij, veld)
    return rij


def _leeg(rij: Rij, veld: models.Field) -> Any:
    """What a field holds if the file leaves it out."""
    if not (veld.blank or veld.null or veld.has_default()):
        raise rij.fout(veld.name, "dit ontbreekt. Vul het aan.")
    return [] if veld.many_to_many else veld.get_default()


def _waarde(rij: Rij, veld: models.Field, ruw: Any) -> Any:
    """The value as it is kept in JSON, or a refusal that names the kind expected."""
    if veld.many_to_many:
        if isinstance(ruw, list) and all(isinstance(code, str) for code in ruw):
            return sorted(set(ruw))
        raise rij.fout(veld.name, 'schrijf een lijst van codes, zoals ["pv26", "pv27"].')
    if isinstance(veld, models.BooleanField):
        if isinstance(ruw, bool):
            return ruw
        raise rij.fout(veld.name, "schrijf true of false.")
    if isinstance(veld, models.DateField):
        if type(ruw) is datetime.date:
            return ruw.isoformat()
        raise rij.fout(veld.name, "schrijf een datum zonder aanhalingstekens, zoals 2026-02-23.")
    if isinstance(veld, models.IntegerField):
        if type(ruw) is int:
            return ruw
        raise rij.fout(veld.name, "schrijf een heel getal, zoals 1.")
    if isinstance(ruw, str) and (ruw or veld.blank):
        return ruw
    raise rij.fout(veld.name, "schrijf een tekst tussen aanhalingstekens.")
