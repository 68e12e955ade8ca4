"""The BOL-afsprakenlijst as data: page, PDF, ODT and the frozen version are made of this one
dataclass, so they all say the same (BOL-1).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Prefetch

from .bevroren import zegel
from .models import Ronde
from .models.lijst import Lijstonderwerp, Lijstregel, Niveau

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

    def blokken(self) -> Iterator[Blok]:
        waar = f" ({self.provincie})" if self.provincie else ""
        yield Blok("onderwerp", f"{self.nummer}. {self.titel}{waar}")
        for regel in self.regels:
            tekst = regel.tekst.strip() or "Nog geen tekst."
            yield Blok("regel", f"{regel.nummer} {regel.soort}: {tekst}")


@dataclass(frozen=True)
class Blok:
    """One paragraph; ``stijl`` is titel, status, inhoud, deel, onderwerp, regel or leeg.

    ``anker`` is the place of a deel, and for a line of the contents the deel it leads to.
    """

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
    def naam(self) -> str:
        """Short, for a task or a file: the ronde and the version."""
        stand = "concept" if self.is_concept else f"versie {self.versie}"
        return f"Afsprakenlijst {self.ronde}, {stand}"

    @property
    def status(self) -> str:
        if self.is_concept:
            return "Concept: nog niet bevroren."
        return f"Versie {self.versie}, bevroren op {self.bevroren_op}. Doel: {self.doel}"

    @property
    def sha256(self) -> str:
        """Over the content in one fixed spelling; one changed letter changes it."""
        return zegel(self.inhoud())

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

    def zegt_hetzelfde_als(self, andere: Lijst) -> bool:
        """The same lines in the same order, whatever the version and its purpose."""
        return (self.titel, self.delen) == (andere.titel, andere.delen)

    def blokken(self) -> Iterator[Blok]:
        """The whole list, paragraph by paragraph: every format prints these and no others."""
        ankers = [f"deel-{nummer}" for nummer in range(1, len(self.delen) + 1)]
        yield Blok("titel", self.titel)
        yield Blok("status", self.status)
        for deel, anker in zip(self.delen, ankers, strict=True):
            yield Blok("inhoud", deel.kop, anker)
        for deel, anker in zip(self.delen, ankers, strict=True):
            yield Blok("deel", deel.kop, anker)
            for onderwerp in deel.onderwerpen:
                yield from onderwerp.blokken()
        if not self.delen:
            yield Blok("leeg", "Er staan nog geen regels op deze lijst.")


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
    return Lijst(
        titel=(
            "Afsprakenlijst Bestuurlijke Overleggen Leefomgeving "
            f"{dagen_in_woorden([overleg.datum for overleg in ronde.zittingen()])}"
        ),
        ronde=str(ronde),
        delen=_delen(genummerd(ronde)),
        versie=versie,
        doel=doel,
        bevroren_op=bevroren_op,
    )


def genummerd(ronde: Ronde) -> list[tuple[int, Lijstonderwerp]]:
    """The items that have lines, in the order of the list, numbered through (BOL-1).

    Unscoped: a number means the same to everyone. Who shows items, limits them first.
    """
    dagen = ronde.zittingen().exclude(landsdeel=None).order_by("datum", "pk")
    landsdelen = list(dict.fromkeys(dagen.values_list("landsdeel", flat=True)))
    onderwerpen = (
        Lijstonderwerp.objects.filter(ronde=ronde)
        .select_related("landsdeel", "provincie__landsdeel")
        .prefetch_related(Prefetch("regels", queryset=Lijstregel.objects.op_lijst()))
    )
    met_regels = [onderwerp for onderwerp in onderwerpen if onderwerp.regels.all()]
    met_regels.sort(key=lambda o: _plaats(o, landsdelen))
    return list(enumerate(met_regels, start=1))


def _plaats(
    onderwerp: Lijstonderwerp, landsdelen: list[int]
) -> tuple[int, int, str, str, int, int]:
    """Landelijk first; then the landsdelen by meeting day; in each the provincies last."""
    landsdeel = onderwerp.bij_landsdeel
    if landsdeel is None:
        return (0, 0, "", "", onderwerp.volgorde, onderwerp.pk)
    dag = landsdelen.index(landsdeel.pk) if landsdeel.pk in landsdelen else len(landsdelen)
    provincie = onderwerp.provincie.naam if onderwerp.provincie else ""
    return (1, dag, landsdeel.naam, provincie, onderwerp.volgorde, onderwerp.pk)


def _delen(onderwerpen: list[tuple[int, Lijstonderwerp]]) -> tuple[Deel, ...]:
    """Group the numbered items per part."""
    delen: dict[str, list[Onderwerp]] = {}
    for nummer, onderwerp in onderwerpen:
        landelijk = onderwerp.niveau == Niveau.LANDELIJK
        kop = "Landelijk" if landelijk else f"Landsdeel {onderwerp.bij_landsdeel}"
        regels = tuple(
            Regel(f"{nummer}.{i}", r.get_soort_display(), r.tekst, r.bron_sleutel)
            for i, r in enumerate(onderwerp.regels.all(), start=1)
        )
        provincie = onderwerp.provincie.naam if onderwerp.provincie else ""
        delen.setdefault(kop, []).append(Onderwerp(nummer, onderwerp.titel, provincie, regels))
    return tuple(Deel(kop, tuple(rijen)) for kop, rijen in delen.items())


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"
