"""The arrangement as data: page, preview, PDF and the frozen edition are made of this (ARR-6)."""

from __future__ import annotations

import datetime
import hashlib
import json
import typing
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any

from django.utils.formats import number_format

from novex.models import VasteTekst

from .models import Afspraak, Arrangement, Landing, Opname


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


@dataclass(frozen=True)
class Knelpuntdeel:
    nummer: str
    titel: str
    tekst: str
    criteria: tuple[Alinea, ...]


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
    doorwerking: tuple[str, ...]
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

    @property
    def sha256(self) -> str:
        """Over everything that is printed; one changed letter changes it."""
        return _som(self.inhoud())

    @property
    def inhoud_sha256(self) -> str:
        """Over what the two sides agree on: all but the colofon and the stand (ARR-1)."""
        inhoud = self.inhoud()
        return _som({k: v for k, v in inhoud.items() if k not in {"colofon", "stand"}})

    def inhoud(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def uit(cls, inhoud: dict[str, Any]) -> Editie:
        """Back from frozen JSON."""
        return _uit(cls, inhoud)


def stel_samen(arrangement: Arrangement, *, colofon_op: datetime.date | None = None) -> Editie:
    """Put the edition together as it stands now; ``colofon_op`` is the day of establishment."""
    opgenomen = list(
        Afspraak.objects.filter(opnames__arrangement=arrangement)
        .compleet()
        .order_by("opnames__volgorde", "pk")
    )
    opnames = list(
        arrangement.opnames.actuele()
        .select_related("vraagstuk")
        .prefetch_related("oordelen__criterium")
    )
    vraagstukken = tuple(
        _vraagstukdeel(opname, opgenomen) for opname in opnames if opname.soort == "vraagstuk"
    )
    genoemd = {opname.vraagstuk_id for opname in opnames if opname.soort == "vraagstuk"}
    return Editie(
        titel=str(arrangement),
        provincie=arrangement.provincie.naam,
        jaar=arrangement.jaar,
        status=tuple(Alinea(t.naam, t.tekst) for t in VasteTekst.objects.all()),
        vraagstukken=vraagstukken,
        overige_afspraken=tuple(
            _afspraakdeel(a) for a in opgenomen if a.vraagstuk_id not in genoemd
        ),
        knelpunten=tuple(
            Knelpuntdeel(o.vraagstuk.nummer or "", o.vraagstuk.titel, o.knelpunt, _criteria(o))
            for o in opnames
            if o.soort == "knelpunt"
        ),
        voortgang=_voortgang(arrangement),
        doorwerking=_doorwerking(arrangement),
        gebieden=_alineas(arrangement.gebieden_tekst),
        wijzigingen=_wijzigingen(arrangement, opgenomen),
        colofon=_colofon(arrangement, colofon_op),
        stand="vastgesteld" if colofon_op else arrangement.status,
    )


def _vraagstukdeel(opname: Opname, afspraken: Iterable[Afspraak]) -> Vraagstukdeel:
    vraagstuk = opname.vraagstuk
    eigen = tuple(_afspraakdeel(a) for a in afspraken if a.vraagstuk_id == vraagstuk.pk)
    return Vraagstukdeel(
        vraagstuk.nummer or "", vraagstuk.titel, vraagstuk.omschrijving, _criteria(opname), eigen
    )


def _criteria(opname: Opname) -> tuple[Alinea, ...]:
    return tuple(Alinea(o.criterium.naam, o.motivatie) for o in opname.oordelen.all())


def _afspraakdeel(afspraak: Afspraak) -> Afspraakdeel:
    landing: Landing | None = getattr(afspraak, "landing", None)
    partijen = [str(partij) for partij in afspraak.partijen_nu()]
    if afspraak.partijen_tekst:
        partijen.append(afspraak.partijen_tekst)
    opbouw = (
        ("Probleemanalyse", afspraak.probleemanalyse),
        ("Gezamenlijk doel", afspraak.gezamenlijk_doel),
        ("Stand van zaken Rijk", afspraak.stand_rijk),
        ("Stand van zaken regio", afspraak.stand_regio),
        ("Betrokken partijen", ", ".join(partijen)),
        ("Resultaat", afspraak.resultaat),
        ("Hoe wij het meten", _meetbaar(afspraak)),
        ("Termijn", afspraak.termijn_tekst),
        ("Landt in", _landing(landing)),
        ("Randvoorwaarde in geld", "; ".join(_geld(afspraak))),
        ("Waarom één kant iets doet", afspraak.eenzijdig_reden),
    )
    return Afspraakdeel(
        nummer=afspraak.nummer,
        titel=afspraak.titel,
        type=afspraak.get_type_display(),
        tekst=afspraak.tekst,
        opbouw=tuple(Alinea(kop, tekst) for kop, tekst in opbouw if tekst.strip()),
        acties=tuple(
            Actieregel(a.get_kant_display(), a.trekker, a.resultaat, f"{a.termijn:%d-%m-%Y}")
            for a in afspraak.acties.all()
        ),
    )


def _landing(landing: Landing | None) -> str:
    if landing is None:
        return ""
    return f"{landing}, door {landing.eigenaar}, uiterlijk {landing.uiterlijk:%d-%m-%Y}"


def _meetbaar(afspraak: Afspraak) -> str:
    if afspraak.indicator:
        waarden = [
            f"{woord} {number_format(waarde.normalize(), use_l10n=True)} {afspraak.eenheid}".strip()
            for woord, waarde in (("nu", afspraak.nulwaarde), ("doel", afspraak.streefwaarde))
            if waarde is not None
        ]
        return ", ".join([afspraak.indicator, *waarden])
    return f"Bewijs: {afspraak.product}" if afspraak.product else ""


def _geld(afspraak: Afspraak) -> list[str]:
    """Only confirmed amounts, in euros (AFS-7)."""
    return [
        f"€ {number_format(regel.bedrag, 2, use_l10n=True, force_grouping=True)}"
        + (f" ({regel.get_btw_display().lower()})" if regel.btw else "")
        for regel in afspraak.geldregels.all()
        if regel.bevestigd_op
    ]


def _voortgang(arrangement: Arrangement) -> tuple[str, ...]:
    """Earlier afspraken of this provincie that still run, and what the sides say of them."""
    eerdere = (
        Afspraak.objects.van_provincie(arrangement.provincie)
        .vastgestelde()
        .filter(jaar__lt=arrangement.jaar)
        .exclude(herkomst_soort=Afspraak.Herkomst.HISTORISCH)
        .order_by("jaar", "nummer")
    )
    regels = [
        f"{a.nummer} {a.titel} ({a.jaar}). Termijn: {a.termijn_tekst or 'nog niet ingevuld'}."
        for a in eerdere
    ]
    return (*_alineas(arrangement.voortgang_tekst), *regels)


def _doorwerking(arrangement: Arrangement) -> tuple[str, ...]:
    """Where things landed, with proof (ARR-3, AFS-6)."""
    geland = (
        Landing.objects.filter(
            geland_op__isnull=False,
            afspraak__in=Afspraak.objects.van_provincie(arrangement.provincie).filter(
                jaar__lt=arrangement.jaar
            ),
        )
        .select_related("afspraak")
        .order_by("geland_op", "pk")
    )
    return tuple(
        f"{landing.afspraak.nummer} {landing.afspraak.titel} is op {landing.geland_op:%d-%m-%Y} "
        f"geland in {landing.plek_naam}. Bewijs: {landing.bewijs}."
        for landing in geland
    )


def _wijzigingen(arrangement: Arrangement, nu: list[Afspraak]) -> tuple[str, ...]:
    """What is new and what is no longer there, against the last edition (ARR-3)."""
    vorige = (
        Arrangement.objects.filter(provincie=arrangement.provincie, jaar__lt=arrangement.jaar)
        .exclude(status=Arrangement.Status.INGETROKKEN)
        .order_by("-jaar")
        .first()
    )
    if vorige is None:
        return (*_alineas(arrangement.wijzigingen_tekst), "Dit is de eerste editie.")
    toen = {
        o.afspraak.nummer: o.afspraak.titel
        for o in vorige.opgenomen_afspraken.select_related("afspraak")
    }
    hier = {afspraak.nummer: afspraak.titel for afspraak in nu}
    nieuw = [f"Nieuw: {n} {t}." for n, t in hier.items() if n not in toen]
    weg = [f"Niet meer opgenomen: {n} {t}." for n, t in toen.items() if n not in hier]
    return (*_alineas(arrangement.wijzigingen_tekst), *nieuw, *weg)


def _colofon(arrangement: Arrangement, op: datetime.date | None) -> tuple[Alinea, ...]:
    regels = [
        Alinea("Provincie", arrangement.provincie.naam),
        Alinea("Jaar", str(arrangement.jaar)),
    ]
    if arrangement.uitkomst is not None:
        overleg = arrangement.uitkomst.agendapunt.overleg
        regels.append(Alinea("Besluit van", f"{overleg.naam}, {overleg.datum:%d-%m-%Y}"))
    if arrangement.ondertekend_op:
        regels.append(Alinea("Ondertekend op", f"{arrangement.ondertekend_op:%d-%m-%Y}"))
    vast = f"Vastgesteld, vastgelegd op {op:%d-%m-%Y}" if op else "Concept"
    return (*regels, Alinea("Stand", vast))


def _alineas(tekst: str) -> tuple[str, ...]:
    return tuple(alinea.strip() for alinea in tekst.split("\n") if alinea.strip())


def _som(inhoud: dict[str, Any]) -> str:
    vast = json.dumps(inhoud, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(vast.encode()).hexdigest()


def _uit(klasse: type[Any], inhoud: dict[str, Any]) -> Any:
    """A frozen dataclass from JSON: lists become tuples of the dataclass in the annotation."""
    types = typing.get_type_hints(klasse)
    waarden: dict[str, Any] = {}
    for veld in fields(klasse):
        waarde = inhoud[veld.name]
        deel = next(iter(typing.get_args(types[veld.name])), None)
        if isinstance(waarde, list):
            waarde = tuple(_uit(deel, w) if is_dataclass(deel) else w for w in waarde)
        waarden[veld.name] = waarde
    return klasse(**waarden)
