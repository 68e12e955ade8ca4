"""The BOL-afsprakenlijst as data: page, PDF, ODT and the frozen version are made of this one
dataclass, so they all say the same (BOL-1).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .models import Ronde
from .models.lijst import Lijstonderwerp, Niveau

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


@dataclass(frozen=True)
class Regel:
    nummer: str
    soort: str
    tekst: str
    sleutel: str = ""


@dataclass(frozen=True)
class Onderwerp:
    nummer: int
    titel: str
    provincie: str
    regels: tuple[Regel, ...]


@dataclass(frozen=True)
class Blok:
    """One paragraph of the list; ``stijl`` is titel, status, deel, onderwerp or regel."""

    stijl: str
    tekst: str
    anker: str = ""


@dataclass(frozen=True)
class Deel:
    """One part of the contents: landelijk, or one landsdeel."""

    kop: str
    onderwerpen: tuple[Onderwerp, ...]


@dataclass(frozen=True)
class Lijst:
    """The list as it is printed; ``versie`` 0 is the concept."""

    titel: str
    ronde: str
    delen: tuple[Deel, ...]
    versie: int = 0
    doel: str = ""
    bevroren_op: str = ""

    @property
    def is_concept(self) -> bool:
        return self.versie == 0

    @property
    def status(self) -> str:
        if self.is_concept:
            return "Concept: nog niet bevroren."
        return f"Versie {self.versie}, bevroren op {self.bevroren_op}. Doel: {self.doel}"

    @property
    def sha256(self) -> str:
        """Over the content in one fixed spelling; one changed letter changes it."""
        vast = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(vast.encode()).hexdigest()

    def inhoud(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def uit(cls, inhoud: dict[str, Any]) -> Lijst:
        """Back from frozen JSON."""
        delen = tuple(
            Deel(
                deel["kop"],
                tuple(
                    Onderwerp(
                        o["nummer"],
                        o["titel"],
                        o["provincie"],
                        tuple(Regel(**regel) for regel in o["regels"]),
                    )
                    for o in deel["onderwerpen"]
                ),
            )
            for deel in inhoud["delen"]
        )
        return cls(**{**inhoud, "delen": delen})

    def regels(self) -> Iterator[Regel]:
        return (r for deel in self.delen for o in deel.onderwerpen for r in o.regels)

    def inhoudsopgave(self) -> list[Blok]:
        """The contents per region: what the PDF gives a page number."""
        return [b for b in self.blokken() if b.stijl == "deel"]

    def blokken(self) -> Iterator[Blok]:
        """The whole list, paragraph by paragraph: every format prints these and no others."""
        yield Blok("titel", self.titel)
        yield Blok("status", self.status)
        for nummer, deel in enumerate(self.delen, start=1):
            yield Blok("deel", deel.kop, anker=f"deel-{nummer}")
            for onderwerp in deel.onderwerpen:
                waar = f" ({onderwerp.provincie})" if onderwerp.provincie else ""
                yield Blok("onderwerp", f"{onderwerp.nummer}. {onderwerp.titel}{waar}")
                for regel in onderwerp.regels:
                    yield Blok("regel", f"{regel.nummer} {regel.soort}: {regel.tekst}")
        if not self.delen:
            yield Blok("regel", "Er staan nog geen regels op deze lijst.")


def dagen_in_woorden(dagen: list[datetime.date]) -> str:
    """All days in one phrase: "2, 10 en 11 juni 2025"."""
    if not dagen:
        return "datum nog niet bekend"
    per_maand: dict[tuple[int, int], list[str]] = {}
    for dag in sorted(set(dagen)):
        per_maand.setdefault((dag.year, dag.month), []).append(str(dag.day))
    delen = [
        f"{_opsomming(nummers)} {MAANDEN[maand - 1]} {jaar}"
        for (jaar, maand), nummers in per_maand.items()
    ]
    return _opsomming(delen)


def stel_lijst_samen(
    ronde: Ronde, *, versie: int = 0, doel: str = "", bevroren_op: str = ""
) -> Lijst:
    """The list of this ronde as it stands now: landelijk, then per landsdeel by meeting day.

    Reads unscoped, on purpose: who may see the whole list has a right of its own.
    """
    overleggen = list(ronde.overleggen.select_related("landsdeel").order_by("datum", "pk"))
    dagen = [overleg.datum for overleg in overleggen]
    volgorde: list[int] = []
    for overleg in overleggen:
        if overleg.landsdeel_id and overleg.landsdeel_id not in volgorde:
            volgorde.append(overleg.landsdeel_id)
    onderwerpen = list(
        Lijstonderwerp.objects.filter(ronde=ronde)
        .select_related("landsdeel", "provincie__landsdeel")
        .prefetch_related("regels")
        .op_volgorde()
    )
    onderwerpen.sort(key=lambda o: _plaats(o, volgorde))
    return Lijst(
        titel=f"Afsprakenlijst Bestuurlijke Overleggen Leefomgeving {dagen_in_woorden(dagen)}",
        ronde=str(ronde),
        delen=_delen(onderwerpen),
        versie=versie,
        doel=doel,
        bevroren_op=bevroren_op,
    )


def _plaats(onderwerp: Lijstonderwerp, landsdelen: list[int]) -> tuple[Any, ...]:
    """Landelijk first; then the landsdelen by meeting day; in each the provincies last."""
    landsdeel = onderwerp.landsdeel or (onderwerp.provincie and onderwerp.provincie.landsdeel)
    if landsdeel is None:
        return (0, 0, "", "", onderwerp.volgorde, onderwerp.pk)
    dag = landsdelen.index(landsdeel.pk) if landsdeel.pk in landsdelen else len(landsdelen)
    provincie = onderwerp.provincie.naam if onderwerp.provincie else ""
    return (1, dag, landsdeel.naam, provincie, onderwerp.volgorde, onderwerp.pk)


def _delen(onderwerpen: list[Lijstonderwerp]) -> tuple[Deel, ...]:
    """Number the items through the whole list and group them per part."""
    delen: dict[str, list[Onderwerp]] = {}
    for nummer, onderwerp in enumerate(onderwerpen, start=1):
        landsdeel = onderwerp.landsdeel or (onderwerp.provincie and onderwerp.provincie.landsdeel)
        kop = "Landelijk" if onderwerp.niveau == Niveau.LANDELIJK else f"Landsdeel {landsdeel}"
        regels = tuple(
            Regel(f"{nummer}.{i}", r.get_soort_display(), r.tekst, r.bron_sleutel or "")
            for i, r in enumerate(onderwerp.regels.all(), start=1)
        )
        provincie = onderwerp.provincie.naam if onderwerp.provincie else ""
        delen.setdefault(kop, []).append(Onderwerp(nummer, onderwerp.titel, provincie, regels))
    return tuple(Deel(kop, tuple(rijen)) for kop, rijen in delen.items())


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"
