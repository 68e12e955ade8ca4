"""Load the data files into the reference tables; what a beheerder did stays (REF-1 to REF-6).

Per row we keep what was last loaded. A row that still says that, follows the file; any other
row was edited and is left alone, and a row that was removed does not come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from novex.models import (
    Beleidskader,
    Criteriaset,
    Criterium,
    Domein,
    JuridischInstrument,
    Keuze,
    Landsdeel,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
    Referentielading,
    VasteTekst,
)

from .bestand import Bestand, Gegevensfout, Rij, lees, velden

GEGEVENS = Path(__file__).parent / "gegevens"

# In this order: a table stands below the tables that it refers to.
TABELLEN: dict[str, type[models.Model]] = {
    "landsdelen.toml": Landsdeel,
    "organisaties.toml": Organisatie,
    "provincies.toml": Provincie,
    "domeinen.toml": Domein,
    "novex_gebieden.toml": NovexGebied,
    "beleidskaders.toml": Beleidskader,
    "keuzes.toml": Keuze,
    "programmas.toml": Programma,
    "instrumenten.toml": JuridischInstrument,
    "criteriasets.toml": Criteriaset,
    "criteria.toml": Criterium,
    "vaste_teksten.toml": VasteTekst,
}


@dataclass
class Verslag:
    """What loading one file did, in numbers of rows."""

    tabel: str
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    aangepast: int = 0  # edited by a beheerder, so left alone
    verwijderd: int = 0  # removed by a beheerder, so not made again
    vast: int = 0  # of a criteriaset that was judged with, so left as it was


class Verdwenen(Exception):
    """The row refers to a row that a beheerder removed."""


@transaction.atomic
def laad(map_: Path = GEGEVENS) -> list[Verslag]:
    """Load every table, or nothing: raises ``Gegevensfout`` when a file is wrong."""
    bestanden = [(lees(map_ / naam, model), model) for naam, model in TABELLEN.items()]
    return [_Tabel(model, bestand).laad() for bestand, model in bestanden]


class _Tabel:
    """One file on its way into its table."""

    def __init__(self, model: type[models.Model], bestand: Bestand) -> None:
        self.model, self.bestand = model, bestand
        self.velden = list(velden(model))
        relaties = [veld.name for veld in self.velden if veld.many_to_one]
        meervoud = [veld.name for veld in self.velden if veld.many_to_many]
        rijen = model._default_manager.select_related(*relaties).prefetch_related(*meervoud)
        self.aanwezig = {rij.code: rij for rij in rijen}  # type: ignore[attr-defined]
        self.geladen = _ladingen(model)
        self.te_onthouden: list[Referentielading] = []
        self.codes = {veld.name: self._codes(veld) for veld in self.velden if veld.is_relation}

    def _codes(self, veld: models.Field) -> dict[str, int]:
        doel: Any = veld.related_model
        return dict(doel._default_manager.values_list("code", "pk"))

    def laad(self) -> Verslag:
        verslag = Verslag(str(self.model._meta.verbose_name_plural))
        for rij in self.bestand.rijen:
            afloop = self._verwerk(rij)
            setattr(verslag, afloop, getattr(verslag, afloop) + 1)
        Referentielading.objects.bulk_create(
            self.te_onthouden,
            update_conflicts=True,
            unique_fields=["tabel", "code"],
            update_fields=["inhoud", "op"],
        )
        return verslag

    def _verwerk(self, rij: Rij) -> str:
        instance, lading = self.aanwezig.get(rij.code), self.geladen.get(rij.code)
        try:
            if instance is None:
                if lading:
                    return "verwijderd"
                return "vast" if self._staat_vast(rij) else self._bewaar(self.model(), rij, "nieuw")
            nu = self._inhoud(instance)
            if nu == rij.velden:
                self._onthoud(rij)
                return "ongewijzigd"
            if lading is None or not _zoals_geladen(nu, lading):
                return "aangepast"
            if lading.inhoud["versie"] > self.bestand.versie:
                return "ongewijzigd"
            if self._staat_vast(rij):
                return "vast"
            return self._bewaar(instance, rij, "gewijzigd")
        except Verdwenen:
            return "verwijderd"

    def _staat_vast(self, rij: Rij) -> bool:
        """A set that was judged with keeps its questions; another question is a new set (REF-6)."""
        if self.model is not Criterium or not self.aanwezig:
            return False
        nu: Any = self.aanwezig.get(rij.code)
        codes = {rij.velden["set"], nu.set.code if nu else None}
        return any(set_.in_gebruik for set_ in Criteriaset.objects.filter(code__in=codes - {None}))

    def _inhoud(self, instance: models.Model) -> dict[str, Any]:
        """The row in the words of a data file."""
        inhoud: dict[str, Any] = {}
        for veld in self.velden:
            waarde = getattr(instance, veld.name)
            if veld.many_to_many:
                waarde = sorted(ander.code for ander in waarde.all())
            elif veld.is_relation:
                waarde = waarde.code if waarde else None
            elif isinstance(veld, models.DateField) and waarde:
                waarde = waarde.isoformat()
            inhoud[veld.name] = waarde
        return inhoud

    def _bewaar(self, instance: Any, rij: Rij, afloop: str) -> str:
        meervoud: dict[str, list[int]] = {}
        for veld in self.velden:
            waarde = rij.velden[veld.name]
            if veld.many_to_many:
                meervoud[veld.name] = self._sleutels(rij, veld, waarde)
            elif veld.is_relation:
                setattr(instance, veld.attname, self._sleutel(rij, veld, waarde))
            else:
                setattr(instance, veld.name, veld.to_python(waarde))
        _controleer(instance, rij)
        instance._change_reason = f"Geladen uit {rij.bestand}, versie {self.bestand.versie}"
        instance.save()
        for naam, sleutels in meervoud.items():
            getattr(instance, naam).set(sleutels)
        for naam, codes in self.codes.items():
            if self.model._meta.get_field(naam).related_model is self.model:
                codes[rij.code] = instance.pk
        self._onthoud(rij)
        return afloop

    def _sleutel(self, rij: Rij, veld: models.Field, code: str | None) -> int | None:
        """The primary key behind a code; a typing mistake is not a removed row."""
        if code is None or code in self.codes[veld.name]:
            return self.codes[veld.name][code] if code else None
        doel: Any = veld.related_model
        if code in _ladingen(doel):
            raise Verdwenen
        raise rij.fout(veld.name, f"er is geen {doel._meta.verbose_name} met code '{code}'.")

    def _sleutels(self, rij: Rij, veld: models.Field, codes: list[str]) -> list[int]:
        sleutels = []
        for code in codes:
            try:
                sleutels.append(self._sleutel(rij, veld, code))
            except Verdwenen:
                continue  # a removed row stays away, its neighbours do not
        return [sleutel for sleutel in sleutels if sleutel]

    def _onthoud(self, rij: Rij) -> None:
        inhoud = {"versie": self.bestand.versie, "velden": rij.velden}
        lading = self.geladen.get(rij.code)
        if lading and lading.inhoud == inhoud:
            return
        if lading and lading.inhoud["versie"] > self.bestand.versie:
            return
        tabel = str(self.model._meta.model_name)
        self.te_onthouden.append(Referentielading(tabel=tabel, code=rij.code, inhoud=inhoud))


def _ladingen(model: type[models.Model]) -> dict[str, Referentielading]:
    rijen = Referentielading.objects.filter(tabel=model._meta.model_name)
    return {lading.code: lading for lading in rijen}


def _zoals_geladen(nu: dict[str, Any], lading: Referentielading) -> bool:
    """Did nobody edit the row since? A field that the model lost since does not count."""
    toen = lading.inhoud["velden"]
    return all(nu[naam] == waarde for naam, waarde in toen.items() if naam in nu)


def _controleer(instance: models.Model, rij: Rij) -> None:
    try:
        instance.full_clean()
    except ValidationError as weigering:
        veld, zinnen = next(iter(weigering.message_dict.items()))
        naam = "(hele rij)" if veld == NON_FIELD_ERRORS else veld
        raise rij.fout(naam, " ".join(zinnen)) from weigering


__all__ = ["GEGEVENS", "TABELLEN", "Gegevensfout", "Verslag", "laad"]
