"""The four signals of an afspraak, computed from its records and a date (MON-2).

Pure: an ``Afspraakfeiten`` in, sentences out. Traffic light, freshness and completeness have
no input of their own; the light may be overridden by a record with a reason. Signals are never
added up to an average.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import models

# From this many days before the term, an afspraak that has not begun asks for attention.
DAGEN_VOORAF = 60
KANTEN = (("rijk", "Rijk"), ("regio", "Regio"))


class Stadium(models.TextChoices):
    """What a side reports (MON-2)."""

    NIET_BEGONNEN = "niet_begonnen", "Niet begonnen"
    BEZIG = "bezig", "Bezig"
    GEREED = "gereed", "Gereed"
    STILGELEGD = "stilgelegd", "Stilgelegd"


class Licht(models.TextChoices):
    OP_SCHEMA = "op_schema", "Op schema"
    AANDACHT = "aandacht", "Aandacht"
    VERTRAAGD = "vertraagd", "Vertraagd"


@dataclass(frozen=True)
class Melding:
    """The newest report of one side, as it was sent in."""

    kant: str
    stadium: str
    toelichting: str
    organisatie: str
    op: datetime.date
    ronde: str

    @property
    def stadium_naam(self) -> str:
        return _stand(self.stadium)


@dataclass(frozen=True)
class Correctie:
    """A light that somebody set with a reason, in this round (MON-2)."""

    licht: str
    reden: str
    op: datetime.date


@dataclass(frozen=True)
class Afspraakfeiten:
    """What the records say of one afspraak.

    ``gevraagd`` are the sides that the last closed round asked, ``gemeld`` those that reported
    in it or since. ``correctie`` counts only when it was made in that round or since.
    """

    meldingen: tuple[Melding, ...] = ()
    vervallen_op: datetime.date | None = None
    elders_belegd: bool = False
    geland_op: datetime.date | None = None
    beoordeel_op: datetime.date | None = None
    herzien_op: datetime.date | None = None
    laatste_ronde: str = ""
    gevraagd: frozenset[str] = frozenset()
    gemeld: frozenset[str] = frozenset()
    correctie: Correctie | None = None
    ontbreekt: tuple[str, ...] = ()

    def melding_van(self, kant: str) -> Melding | None:
        return next((m for m in self.meldingen if m.kant == kant), None)


@dataclass(frozen=True)
class Signaal:
    """One signal: a code for the program, a word and a sentence for people."""

    code: str
    label: str
    zin: str
    soort: str = "neutraal"


@dataclass(frozen=True)
class Signalen:
    """The four signals side by side; they do not add up (MON-2)."""

    stadium: Signaal
    licht: Signaal
    versheid: Signaal
    volledigheid: Signaal
    verschillen: tuple[str, ...] = field(default=())


def bereken(feiten: Afspraakfeiten, op: datetime.date) -> Signalen:
    """All four signals on this day, and where the two sides differ (MON-2, MON-3)."""
    return Signalen(
        stadium=stadium(feiten),
        licht=licht(feiten, op),
        versheid=versheid(feiten),
        volledigheid=volledigheid(feiten),
        verschillen=verschillen(feiten),
    )


def stadium(feiten: Afspraakfeiten) -> Signaal:
    """Reported by both sides, unless the records themselves say how it ended."""
    if afloop := _afloop(feiten):
        return afloop
    standen = {kant: m.stadium for kant, _ in KANTEN if (m := feiten.melding_van(kant))}
    if not standen:
        return Signaal("niet_gemeld", "Nog niet gemeld", "Geen van beide kanten heeft gemeld.")
    if len(standen) == len(KANTEN) and len(set(standen.values())) == 1:
        code = next(iter(standen.values()))
        label = str(Stadium(code).label)
        return Signaal(code, label, f"Rijk en regio melden allebei: {label.lower()}.")
    delen = [f"{naam}: {_stand(standen.get(kant)).lower()}" for kant, naam in KANTEN]
    code = "verschilt" if len(standen) == len(KANTEN) else "een_kant"
    label = "De kanten verschillen" if code == "verschilt" else "Een kant heeft gemeld"
    return Signaal(code, label, ". ".join(delen) + ".", "waarschuwing")


def licht(feiten: Afspraakfeiten, op: datetime.date) -> Signaal:
    """From term and stage; a record may override it, but no stale light stays green."""
    if _afloop(feiten):
        return Signaal("geen", "Niet van toepassing", "De afspraak loopt niet meer.")
    if feiten.correctie is not None:
        signaal = _licht(
            feiten.correctie.licht,
            f"Bijgesteld op {feiten.correctie.op:%d-%m-%Y}. Reden: {feiten.correctie.reden}",
        )
    else:
        signaal = _berekend_licht(feiten, op)
    if signaal.code == Licht.OP_SCHEMA and _is_verouderd(feiten):
        return _licht(
            Licht.AANDACHT,
            f"De laatste melding is verouderd: {_niet_gemeld(feiten)} "
            f"meldde niet in {feiten.laatste_ronde}.",
        )
    return signaal


def versheid(feiten: Afspraakfeiten) -> Signaal:
    """Outdated when a side that the last round asked did not report (MON-2)."""
    if _afloop(feiten):
        return Signaal("geen", "Niet van toepassing", "De afspraak loopt niet meer.")
    if not feiten.gevraagd and not feiten.meldingen:
        return Signaal("nog_niet_gevraagd", "Nog niet gevraagd", "Er was nog geen ronde.")
    if _is_verouderd(feiten):
        wie = _niet_gemeld(feiten)
        zin = f"{wie[0].upper()}{wie[1:]} meldde niet in {feiten.laatste_ronde}."
        return Signaal("verouderd", "Verouderd", zin, "waarschuwing")
    laatste = max((m.op for m in feiten.meldingen), default=None)
    zin = f"Laatste melding op {laatste:%d-%m-%Y}." if laatste else "De meldingen zijn binnen."
    return Signaal("actueel", "Actueel", zin, "goed")


def volledigheid(feiten: Afspraakfeiten) -> Signaal:
    """What is missing of SMART and landing, each in its own sentence (MON-2, AFS-5)."""
    if not feiten.ontbreekt:
        return Signaal("volledig", "Volledig", "SMART en landing zijn ingevuld.", "goed")
    aantal = len(feiten.ontbreekt)
    label = "Er ontbreekt 1 punt" if aantal == 1 else f"Er ontbreken {aantal} punten"
    return Signaal("onvolledig", label, " ".join(feiten.ontbreekt), "waarschuwing")


def verschillen(feiten: Afspraakfeiten) -> tuple[str, ...]:
    """Where Rijk and regio do not say the same; shown, never settled here (MON-3)."""
    rijk, regio = feiten.melding_van("rijk"), feiten.melding_van("regio")
    if rijk is None or regio is None or rijk.stadium == regio.stadium:
        return ()
    return (
        f"Het Rijk meldt: {_stand(rijk.stadium).lower()}. "
        f"De regio meldt: {_stand(regio.stadium).lower()}.",
    )


def _afloop(feiten: Afspraakfeiten) -> Signaal | None:
    """A stage that follows from the records and that nobody reports (MON-2)."""
    if feiten.geland_op:
        return Signaal("geland", "Geland", f"Geland op {feiten.geland_op:%d-%m-%Y}.", "goed")
    if feiten.vervallen_op:
        zin = f"Vervallen op {feiten.vervallen_op:%d-%m-%Y}."
        return Signaal("vervallen", "Vervallen", zin)
    if feiten.elders_belegd:
        return Signaal("elders_belegd", "Elders belegd", "Het vraagstuk is elders belegd.")
    return None


def _berekend_licht(feiten: Afspraakfeiten, op: datetime.date) -> Signaal:
    standen = [m.stadium for m in feiten.meldingen]
    if len(standen) == len(KANTEN) and set(standen) == {Stadium.GEREED}:
        return _licht(Licht.OP_SCHEMA, "Beide kanten melden dat het gereed is.")
    if feiten.beoordeel_op and op > feiten.beoordeel_op:
        zin = f"De termijn was {feiten.beoordeel_op:%d-%m-%Y} en het is nog niet gereed."
        return _licht(Licht.VERTRAAGD, zin)
    if Stadium.STILGELEGD in standen:
        return _licht(Licht.AANDACHT, "Een kant meldt dat het stilligt.")
    if feiten.herzien_op and op > feiten.herzien_op:
        zin = f"De afspraak moest op {feiten.herzien_op:%d-%m-%Y} opnieuw bekeken zijn."
        return _licht(Licht.AANDACHT, zin)
    if not feiten.beoordeel_op:
        return _licht(Licht.OP_SCHEMA, "Er is geen dag om dit op te beoordelen.")
    nog = (feiten.beoordeel_op - op).days
    begonnen = {Stadium.BEZIG, Stadium.GEREED} & set(standen)
    if nog <= DAGEN_VOORAF and not begonnen:
        dagen = "vandaag" if nog == 0 else "over 1 dag" if nog == 1 else f"over {nog} dagen"
        return _licht(Licht.AANDACHT, f"De termijn is {dagen} en nog niemand is begonnen.")
    return _licht(Licht.OP_SCHEMA, f"De termijn is {feiten.beoordeel_op:%d-%m-%Y}.")


def _licht(code: str, zin: str) -> Signaal:
    soort = {"op_schema": "goed", "aandacht": "waarschuwing", "vertraagd": "fout"}[code]
    return Signaal(str(code), str(Licht(code).label), zin, soort)


def _is_verouderd(feiten: Afspraakfeiten) -> bool:
    return bool(feiten.gevraagd - feiten.gemeld)


def _niet_gemeld(feiten: Afspraakfeiten) -> str:
    namen = {"rijk": "het Rijk", "regio": "de regio"}
    return " en ".join(namen[k] for k, _ in KANTEN if k in feiten.gevraagd - feiten.gemeld)


def _stand(code: str | None) -> str:
    return str(Stadium(code).label) if code else "Nog niet gemeld"
