"""What a kind of table declares: its columns, its key, and how a row is saved."""

from __future__ import annotations

import datetime
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.urls import reverse

from novex.hoofdletters import zonder_hoofdletter
from novex.models import Gebruiker

from .tabel import ONLEESBAAR

T = TypeVar("T")
REKENFOUTEN = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


def bron_sleutel(*delen: str) -> str:
    """The key by which a row is known again: sha256 of its parts, blind to case and spaces."""
    gelijk = [" ".join(str(deel).casefold().split()) for deel in delen]
    return hashlib.sha256("\x1f".join(gelijk).encode()).hexdigest()


@dataclass(frozen=True)
class Kolom:
    """A column of the file; ``naam`` is its head, spelt in lower case with underscores."""

    naam: str
    label: str
    verplicht: bool = False
    max_lengte: int = 4000
    uitleg: str = ""


class Inlezer(ABC, Generic[T]):
    """One kind of table, for one person on one day; see the package for how to add one."""

    soort: ClassVar[str]
    opschrift: ClassVar[str]
    recht: ClassVar[str]
    urlnaam: ClassVar[str]
    boven: ClassVar[tuple[tuple[str, str], ...]]  # title and URL name, the list itself last
    herkend_aan: ClassVar[str]
    kolommen: ClassVar[tuple[Kolom, ...]]
    soorten: ClassVar[dict[str, type[Inlezer[Any]]]] = {}

    def __init_subclass__(cls) -> None:
        Inlezer.soorten[cls.soort] = cls

    def __init__(self, door: Gebruiker, op: datetime.date) -> None:
        self.door = door
        self.op = op

    # -- to be declared by each kind --

    @abstractmethod
    def sleutel(self, waarden: dict[str, Any]) -> str:
        """The key by which this row is known again."""

    @abstractmethod
    def bestaande(self, sleutels: Collection[str]) -> dict[str, T]:
        """The rows that are there already, whoever may see them, in a fixed number of queries."""

    @abstractmethod
    def huidig(self, bestaand: T) -> dict[str, Any]:
        """The present values of a row, in the form that ``waarden`` has."""

    @abstractmethod
    def bewaar(self, waarden: dict[str, Any], bestaand: T | None) -> None:
        """Create the row, or update it when there is one."""

    # -- may be declared --

    def bewaar_alles(self, rijen: Iterable[tuple[dict[str, Any], T | None]]) -> None:
        """Save every new and changed row; the caller holds the transaction."""
        for waarden, bestaand in rijen:
            self.bewaar(waarden, bestaand)

    def overslaan(self, bestaand: T) -> str:
        """Why an import leaves alone what is there already, or an empty string."""
        return ""

    def van_bron(self, rijen: Collection[dict[str, Any]]) -> dict[str, list[T]]:
        """Per source of these rows all that came from it, by what ``bron`` says of a row."""
        return {}

    def bron(self, waarden: dict[str, Any]) -> str:
        """The source of a row, which always stays part of its key."""
        return ""

    def waarschuwingen(self, waarden: dict[str, Any]) -> list[str]:
        """What the user should know of this row before confirming."""
        return []

    def toon(self, kolom: str, waarde: Any) -> str:
        """A value as text, for the difference between old and new."""
        if isinstance(waarde, list | tuple):
            return ", ".join(str(deel) for deel in waarde)
        return "" if waarde is None else str(waarde)

    # -- the same for all kinds --

    def url(self) -> str:
        return reverse(self.urlnaam)

    def voorbeeld_url(self, pk: int) -> str:
        return reverse(f"{self.urlnaam}-voorbeeld", args=[pk])

    def kruimels(self) -> list[tuple[str, str]]:
        return [(titel, reverse(naam)) for titel, naam in self.boven]

    def terug_url(self) -> str:
        return self.kruimels()[-1][1]

    def lees(self, kolom: Kolom, tekst: str) -> Any:
        """The value of one cell; a ``ValidationError`` is the error shown at that cell."""
        if not tekst:
            if kolom.verplicht:
                raise ValidationError(
                    f"Deze cel is leeg. Vul in: {zonder_hoofdletter(kolom.label)}.", code="leeg"
                )
            return ""
        if tekst in REKENFOUTEN:
            raise ValidationError(
                f"Deze cel heeft een rekenfout ({tekst}). Zet hier de waarde zelf.",
                code="rekenfout",
            )
        if tekst == ONLEESBAAR:
            raise ValidationError(
                "Deze cel heeft geen eigen tekst of getal, maar een gegevenstabel van Excel. Zet "
                "hier de waarde zelf.",
                code="cel_onleesbaar",
            )
        if len(tekst) > kolom.max_lengte:
            raise ValidationError(
                f"Deze tekst is {len(tekst)} tekens. Gebruik er hooguit {kolom.max_lengte}.",
                code="te_lang",
            )
        lezer = getattr(self, f"lees_{kolom.naam}", None)
        return lezer(tekst) if lezer else tekst

    def eis_kolommen(self, koppen: list[str]) -> list[str]:
        """Refuse a header that lacks or doubles a column; name the columns that are left out."""
        dubbel = sorted({kop for kop in koppen if kop and koppen.count(kop) > 1})
        if dubbel:
            raise ValidationError(
                f"Deze kolom staat er twee keer: {', '.join(dubbel)}. Haal er een weg.",
                code="kolom_dubbel",
            )
        mist = [k.naam for k in self.kolommen if k.verplicht and k.naam not in koppen]
        if mist:
            raise ValidationError(
                f"Deze kolommen ontbreken: {', '.join(mist)}. Zet ze in de eerste regel.",
                code="kolom_ontbreekt",
            )
        bekend = {kolom.naam for kolom in self.kolommen}
        over = [kop or "(zonder naam)" for kop in koppen if kop not in bekend]
        optioneel = [k.naam for k in self.kolommen if k.naam not in koppen]
        zinnen = []
        if over:
            zinnen.append(f"Deze kolommen worden niet ingelezen: {', '.join(over)}.")
        if optioneel:
            zinnen.append(f"Deze kolommen staan niet in het bestand: {', '.join(optioneel)}.")
        return zinnen
