"""The four signals of an afspraak, computed from its records and a date (MON-2).

Pure: an ``Afspraakfeiten`` in, sentences out. Traffic light, freshness and completeness have
no input of their own; the light may be overridden by a record with a reason. Signals are never
added up to an average.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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
class Partij:
    """An organisation that a round asks on one side (MON-1)."""

    kant: str
    naam: str


@dataclass(frozen=True)
class Actiefeit:
    """What a trekker would have done by a day (AFS-3)."""

    trekker: str
    resultaat: str
    termijn: datetime.date


@dataclass(frozen=True)
class Melding:
    """The newest report of one party, as it was sent in."""

    kant: str
    stadium: str
    toelichting: str
    organisatie: str
    op: datetime.date
    ronde: str

    @property
    def stadium_naam(self) -> str:
        return str(Stadium(self.stadium).label)


@dataclass(frozen=True)
class Correctie:
    """A light that somebody set with a reason, in this round (MON-2)."""

    licht: str
    reden: str
    op: datetime.date


@dataclass(frozen=True)
class Afspraakfeiten:
    """What the records say of one afspraak.

    ``gevraagd`` are the parties that the last closed round asked, ``gemeld`` those that reported
    in it or since. ``zwijgt`` names who was asked, in an open round too, and never reported.
    ``correctie`` counts only when it was made in that round or since.
    """

    meldingen: tuple[Melding, ...] = ()
    vervallen_op: datetime.date | None = None
    elders_belegd: bool = False
    teruggelegd: bool = False
    geland_op: datetime.date | None = None
    beoordeel_op: datetime.date | None = None
    herzien_op: datetime.date | None = None
    laatste_ronde: str = ""
    gevraagd: frozenset[Partij] = frozenset()
    gemeld: frozenset[Partij] = frozenset()
    zwijgt: tuple[str, ...] = ()
    acties: tuple[Actiefeit, ...] = ()
    correctie: Correctie | None = None
    ontbreekt: tuple[str, ...] = ()

    def meldingen_van(self, kant: str) -> tuple[Melding, ...]:
        return tuple(m for m in self.meldingen if m.kant == kant)

    @property
    def standen(self) -> dict[str, set[str]]:
        """Per side that reported the stages of its parties."""
        per_kant = {k: {m.stadium for m in self.meldingen_van(k)} for k, _ in KANTEN}
        return {kant: standen for kant, standen in per_kant.items() if standen}

    @property
    def eens(self) -> str:
        """The stage that every party of both sides reports, or an empty string."""
        return "" if self.zwijgt else self.gelijk

    @property
    def gelijk(self) -> str:
        """The stage that both sides report, whoever did not; an empty string if they differ."""
        standen = self.standen
        een = set().union(*standen.values())
        return een.pop() if len(standen) == len(KANTEN) and len(een) == 1 else ""


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
    """Reported by both sides, unless the records themselves say how it ended; of what was
    teruggelegd also that it did not land yet (VRA-9)."""
    if afloop := _afloop(feiten):
        return afloop
    gemeld = _gemeld_stadium(feiten)
    if not feiten.teruggelegd:
        return gemeld
    return replace(gemeld, zin=f"Teruggelegd, nog niet geland. {gemeld.zin}")


def _gemeld_stadium(feiten: Afspraakfeiten) -> Signaal:
    if not feiten.meldingen:
        return Signaal("niet_gemeld", "Nog niet gemeld", "Geen van beide kanten heeft gemeld.")
    if feiten.eens:
        label = str(Stadium(feiten.eens).label)
        return Signaal(feiten.eens, label, f"Rijk en regio melden allebei: {label.lower()}.")
    if feiten.gelijk:
        wat, wie = str(Stadium(feiten.gelijk).label).lower(), ", ".join(feiten.zwijgt)
        zin = f"Wie meldde, meldt: {wat}. Nog niet gemeld: {wie}."
        return Signaal("deels", "Nog niet van iedereen", zin, "waarschuwing")
    delen = [f"{naam}: {_wat_meldt(feiten, kant)}" for kant, naam in KANTEN]
    code = "verschilt" if len(feiten.standen) == len(KANTEN) else "een_kant"
    label = "De kanten verschillen" if code == "verschilt" else "Een kant heeft gemeld"
    return Signaal(code, label, ". ".join(delen) + ".", "waarschuwing")


def licht(feiten: Afspraakfeiten, op: datetime.date) -> Signaal:
    """From term, actions and stage; a record may override it, but no stale light stays green."""
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
            f"De laatste melding is verouderd: {_niet_gemeld(feiten)}.",
        )
    return signaal


def versheid(feiten: Afspraakfeiten) -> Signaal:
    """Outdated when a party that the last round asked did not report (MON-2)."""
    if _afloop(feiten):
        return Signaal("geen", "Niet van toepassing", "De afspraak loopt niet meer.")
    if not feiten.gevraagd and not feiten.meldingen:
        return Signaal("nog_niet_gevraagd", "Nog niet gevraagd", "Er was nog geen ronde.")
    if _is_verouderd(feiten):
        wie = _niet_gemeld(feiten)
        zin = f"{wie[0].upper()}{wie[1:]}."
        return Signaal("verouderd", "Verouderd", zin, "waarschuwing")
    laatste = max((m.op for m in feiten.meldingen), default=None)
    zin = f"Laatste melding op {laatste:%d-%m-%Y}." if laatste else "De meldingen zijn binnen."
    return Signaal("actueel", "Actueel", zin, "goed")


def volledigheid(feiten: Afspraakfeiten) -> Signaal:
    """What is missing of SMART and landing, each in its own sentence (MON-2, AFS-5)."""
    if not feiten.ontbreekt:
        zin = "SMART is ingevuld, en de landing waar die nodig is."
        return Signaal("volledig", "Volledig", zin, "goed")
    aantal = len(feiten.ontbreekt)
    label = "Er ontbreekt 1 punt" if aantal == 1 else f"Er ontbreken {aantal} punten"
    vast = "De afspraak ligt vast: een landing kan nog, de rest komt in een volgende versie."
    return Signaal("onvolledig", label, " ".join([*feiten.ontbreekt, vast]), "waarschuwing")


def verschillen(feiten: Afspraakfeiten) -> tuple[str, ...]:
    """Where the parties do not say the same; shown, never settled here (MON-3)."""
    if len({melding.stadium for melding in feiten.meldingen}) < 2:
        return ()
    namen = {"rijk": "Het Rijk", "regio": "De regio"}
    return (" ".join(f"{namen[k]} meldt: {_wat_meldt(feiten, k)}." for k in feiten.standen),)


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
    """The first of these that holds (MON-2).

    Everybody reports gereed: op schema. The term has passed: vertraagd. One reason or more in
    ``_vraagt_aandacht``: aandacht, with all of them. Else: op schema.
    """
    if feiten.eens == Stadium.GEREED:
        return _licht(Licht.OP_SCHEMA, "Beide kanten melden dat het gereed is.")
    if feiten.beoordeel_op and op > feiten.beoordeel_op:
        zin = f"De termijn was {feiten.beoordeel_op:%d-%m-%Y} en het is nog niet gereed."
        return _licht(Licht.VERTRAAGD, zin)
    if redenen := list(_vraagt_aandacht(feiten, op)):
        return _licht(Licht.AANDACHT, " ".join(redenen))
    return _licht(Licht.OP_SCHEMA, _komt_nog(feiten, op))


def _komt_nog(feiten: Afspraakfeiten, op: datetime.date) -> str:
    """The day that it is on schedule for; empty when there is none (AFS-4)."""
    if feiten.beoordeel_op:
        return f"De termijn is {feiten.beoordeel_op:%d-%m-%Y}."
    if feiten.herzien_op:
        return f"De afspraak wordt op {feiten.herzien_op:%d-%m-%Y} opnieuw bekeken."
    if acties := [actie.termijn for actie in feiten.acties if actie.termijn >= op]:
        return f"De eerstvolgende actie is klaar op {min(acties):%d-%m-%Y}."
    return ""


def _vraagt_aandacht(feiten: Afspraakfeiten, op: datetime.date) -> Iterator[str]:
    """Why it may not be ready in time: somebody stopped, the day of an action has passed, the day
    to look again has passed, there is no day at all, or the term is near and nobody began.

    No one reports on an action, so it counts as done when every party reports gereed.
    """
    standen = {melding.stadium for melding in feiten.meldingen}
    if Stadium.STILGELEGD in standen:
        yield "Een kant meldt dat het stilligt."
    for actie in feiten.acties:
        if op > actie.termijn:
            wat = textwrap.shorten(actie.resultaat, 80, placeholder="…")
            yield (
                f"De actie van {actie.trekker} ({wat}) moest op {actie.termijn:%d-%m-%Y} klaar "
                "zijn, en nog niet iedereen meldt gereed."
            )
    if feiten.herzien_op and op > feiten.herzien_op:
        yield f"De afspraak moest op {feiten.herzien_op:%d-%m-%Y} opnieuw bekeken zijn."
    if not _komt_nog(feiten, op):
        yield "Er is geen termijn, dus niemand kan zeggen of dit op schema ligt."
    nog = (feiten.beoordeel_op - op).days if feiten.beoordeel_op else None
    if nog is not None and nog <= DAGEN_VOORAF and not {Stadium.BEZIG, Stadium.GEREED} & standen:
        dagen = "vandaag" if nog == 0 else "over 1 dag" if nog == 1 else f"over {nog} dagen"
        yield f"De termijn is {dagen} en nog niemand is begonnen."


def _licht(code: str, zin: str) -> Signaal:
    soort = {"op_schema": "goed", "aandacht": "waarschuwing", "vertraagd": "fout"}[code]
    return Signaal(str(code), str(Licht(code).label), zin, soort)


def _is_verouderd(feiten: Afspraakfeiten) -> bool:
    return bool(feiten.gevraagd - feiten.gemeld)


def _niet_gemeld(feiten: Afspraakfeiten) -> str:
    """A side where nobody reported by its name, else the parties that did not."""
    stil, wie = feiten.gevraagd - feiten.gemeld, []
    for kant, naam in (("rijk", "het Rijk"), ("regio", "de regio")):
        van_kant = {partij for partij in stil if partij.kant == kant}
        allen = {partij for partij in feiten.gevraagd if partij.kant == kant}
        wie += [naam] if van_kant and van_kant == allen else sorted(p.naam for p in van_kant)
    *eerste, laatste = wie
    namen = f"{', '.join(eerste)} en {laatste}" if eerste else laatste
    return f"{namen} {'meldden' if eerste else 'meldde'} niet in {feiten.laatste_ronde}"


def _wat_meldt(feiten: Afspraakfeiten, kant: str) -> str:
    """The stage of a side; where its parties differ, of each of them."""
    meldingen = feiten.meldingen_van(kant)
    if len(feiten.standen.get(kant, ())) > 1:
        return ", ".join(f"{m.stadium_naam.lower()} ({m.organisatie})" for m in meldingen)
    return meldingen[0].stadium_naam.lower() if meldingen else "nog niet gemeld"
