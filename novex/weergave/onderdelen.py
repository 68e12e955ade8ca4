"""The data that pages hand to the components: small frozen rows with defaults.

A view or a model builds these; a template passes them on. Every row may also be given
as a dict with the same keys, so that a simple page needs no import.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, TypeVar

from django.core.exceptions import ValidationError

from novex.criteria import Blokkade

Soort = Literal["neutraal", "info", "goed", "waarschuwing", "fout", "concept"]


@dataclass(frozen=True)
class Kruimel:
    """One step of the breadcrumbs; without a url it is the page itself."""

    titel: str
    url: str = ""


@dataclass(frozen=True)
class Gebeurtenis:
    """One moment on the route of a dossier (VRA-14)."""

    titel: str
    moment: date | None = None
    door: str = ""
    tekst: str = ""
    url: str = ""
    label: str = ""
    soort: Soort = "neutraal"
    regels: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Fasestap:
    """One phase of a process: ``klaar``, ``huidig``, ``straks`` or ``overgeslagen``."""

    titel: str
    stand: Literal["klaar", "huidig", "straks", "overgeslagen"] = "straks"
    tekst: str = ""
    url: str = ""


@dataclass(frozen=True)
class Regel:
    """A label with its value, and where to change it if the user may."""

    label: str
    waarde: Any = None
    url: str = ""
    actie: str = "Wijzigen"


T = TypeVar("T")


def als(soort: type[T], waarde: Any) -> T:
    """Make a row out of a dict, a tuple, a string, or any object with those attributes."""
    if isinstance(waarde, soort):
        return waarde
    namen = [veld.name for veld in fields(soort)]  # type: ignore[arg-type]
    if isinstance(waarde, Mapping):
        return soort(**waarde)
    if isinstance(waarde, str):
        return soort(waarde)  # type: ignore[call-arg]
    if isinstance(waarde, tuple | list):
        return soort(*waarde)
    return soort(**{naam: getattr(waarde, naam) for naam in namen if hasattr(waarde, naam)})


def rijen(soort: type[T], waarden: Iterable[Any] | None) -> list[T]:
    """Make rows of all values; nothing gives an empty list."""
    return [als(soort, waarde) for waarde in waarden or ()]


def als_blokkades(waarden: Iterable[Any] | None) -> list[Blokkade]:
    """Make blokkades of what a page has: blokkades, refusals or plain sentences (VRA-3)."""
    gevonden: list[Blokkade] = []
    for waarde in waarden or ():
        if isinstance(waarde, ValidationError):
            gevonden.extend(Blokkade(f.messages[0], f.code or "") for f in waarde.error_list)
        else:
            gevonden.append(waarde if isinstance(waarde, Blokkade) else Blokkade(str(waarde), ""))
    return gevonden
