"""Mijn werk as data: what I must do, what I wait for, what is new (per role, overdue in words).

Every group is a query or two and shows at most ``PER_GROEP`` rows; who has no right to an act never
gets its group.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from novex.models import Gebruiker

from . import werkvragen as vragen

PER_GROEP = 8
NIEUW_IN_DAGEN = 14
Rij = Callable[[Any], "Werkpunt"]


@dataclass(frozen=True)
class Werkpunt:
    """One thing to do, to wait for or to know."""

    onderwerp: str
    url: str
    zin: str = ""
    uiterlijk: datetime.date | None = None
    sinds: datetime.date | None = None


@dataclass(frozen=True)
class Regel:
    """A werkpunt as it reads on this day."""

    punt: Werkpunt
    op: datetime.date

    @property
    def is_te_laat(self) -> bool:
        return bool(self.punt.uiterlijk and self.punt.uiterlijk < self.op)

    @property
    def wanneer(self) -> str:
        if self.punt.uiterlijk:
            return in_woorden(self.punt.uiterlijk, self.op)
        return f"Sinds {self.punt.sinds:%d-%m-%Y}." if self.punt.sinds else ""


@dataclass(frozen=True)
class Groep:
    """What belongs together: one kind of act."""

    titel: str
    regels: list[Regel] = field(default_factory=list)
    zijn_er_meer: bool = False


@dataclass(frozen=True)
class MijnWerk:
    ik_moet: list[Groep]
    ik_wacht_op: list[Groep]
    nieuw: list[Groep]


def in_woorden(uiterlijk: datetime.date, op: datetime.date) -> str:
    """A due date as a person says it, also when it has passed."""
    dagen = (uiterlijk - op).days
    if dagen < 0:
        aantal = "1 dag" if dagen == -1 else f"{-dagen} dagen"
        return f"Te laat: {aantal} over de datum van {uiterlijk:%d-%m-%Y}."
    if dagen == 0:
        return "Vandaag is de laatste dag."
    return f"Nog {'1 dag' if dagen == 1 else f'{dagen} dagen'}, tot en met {uiterlijk:%d-%m-%Y}."


def mijn_werk(user: Gebruiker, op: datetime.date) -> MijnWerk:
    """All that this user should see first on this day."""
    return MijnWerk(
        ik_moet=_gevuld(_ik_moet(user, op), op),
        ik_wacht_op=_gevuld(_ik_wacht_op(user), op),
        nieuw=_gevuld(_nieuw(user, op), op),
    )


Vraag = tuple[str, QuerySet | list, Rij]


def _gevuld(gevraagd: Iterable[Vraag], op: datetime.date) -> list[Groep]:
    """Read each group once; leave out the empty ones."""
    groepen = []
    for titel, rijen, als_punt in gevraagd:
        gevonden = list(rijen[: PER_GROEP + 1])
        if gevonden:
            regels = [Regel(als_punt(rij), op) for rij in gevonden[:PER_GROEP]]
            groepen.append(Groep(titel, regels, len(gevonden) > PER_GROEP))
    return groepen


def _ik_moet(user: Gebruiker, op: datetime.date) -> Iterable[Vraag]:
    yield "U bent aan zet", vragen.aan_zet(user), _aan_zet
    if user.has_perm("dossiers.signaal_beantwoorden"):
        yield "Signaal beantwoorden", vragen.signalen_te_beantwoorden(user), _signaal
    if user.has_perm("dossiers.triage_besluiten"):
        yield "Triage besluiten", vragen.triages_te_besluiten(user), _triage
    if user.has_perm("dossiers.accountteam_zienswijze"):
        yield "Zienswijze op een advies geven", vragen.zienswijzen_te_geven(user), _triage
    if user.has_perm("dossiers.belegging_beantwoorden"):
        yield "Overname beantwoorden", vragen.beleggingen_te_beantwoorden(user), _te_beantwoorden
    if user.has_perm("dossiers.tekst_beantwoorden"):
        yield "Bezwaar beantwoorden", vragen.bezwaren_te_beantwoorden(user), _bezwaar
    if user.has_perm("governance.mandaat_geven") and not user.is_vro:
        yield "Mandaat geven", vragen.mandaten_te_geven(user), _mandaat
    if user.has_perm("governance.agenda_reageren"):
        yield "Reageren op de agenda", vragen.agendas_zonder_reactie(user), _agenda
    if user.has_perm("governance.uitkomst_vastleggen"):
        yield "Uitkomsten vastleggen", vragen.overleggen_te_sluiten(user, op), _uitkomsten
        yield "Uitkomsten vaststellen", vragen.overleggen_vast_te_stellen(user), _vaststellen
        yield "Aangehouden punt agenderen", vragen.aangehouden_te_laat(user, op), _aangehouden
    if user.has_perm("arrangementen.akkoord_geven"):
        yield "Akkoord geven", vragen.akkoorden_te_geven(user), _akkoord
        yield "Opnieuw akkoord geven", vragen.akkoorden_opnieuw(user), _opnieuw
    if user.has_perm("arrangementen.landing_accepteren"):
        yield "Landing aanvaarden", vragen.landingen_te_aanvaarden(user), _landing
    if user.has_perm("monitoring.voortgang_melden"):
        yield "Voortgang melden", vragen.voortgang_te_melden(user, op), _voortgang
    if user.has_perm("monitoring.ronde_beheren"):
        yield "Monitorronde sluiten", vragen.rondes_te_sluiten(user, op), _ronde
    if user.has_perm("dossiers.heropen"):
        yield "Opnieuw bekijken", vragen.keren_terug(user, op), _keert_terug


def _ik_wacht_op(user: Gebruiker) -> Iterable[Vraag]:
    yield "Een ander is aan zet", vragen.anderen_aan_zet(user), _ander_aan_zet
    if user.has_perm("dossiers.signaal_maken"):
        yield "Antwoord op uw signaal", vragen.signalen_zonder_antwoord(user), _signaal
    if user.has_perm("dossiers.triage_besluiten"):
        yield "Zienswijze van het accountteam", vragen.triages_zonder_zienswijze(user), _triage
    if user.has_perm("dossiers.triage_adviseren"):
        yield "Besluit op uw triageadvies", vragen.triages_zonder_besluit(user), _triage
    if user.has_perm("dossiers.heropen"):
        yield "Antwoord op een overname", vragen.beleggingen_zonder_antwoord(user), _belegging


def _nieuw(user: Gebruiker, op: datetime.date) -> Iterable[Vraag]:
    sinds = op - datetime.timedelta(days=NIEUW_IN_DAGEN)
    yield "Nieuwe stap in een vraagstuk", vragen.nieuwe_overgangen(user, sinds), _overgang
    if user.has_perm("dossiers.tekst_beantwoorden"):
        yield "Tekst gewijzigd door de andere kant", vragen.nieuwe_teksten(user), _tekst


# One row of each question as a werkpunt


def _aan_zet(v: Any) -> Werkpunt:
    return Werkpunt(str(v), v.get_absolute_url(), v.aan_zet_reden, sinds=v.aan_zet_sinds)


def _ander_aan_zet(v: Any) -> Werkpunt:
    zin = f"{v.aan_zet_organisatie} is aan zet."
    return Werkpunt(str(v), v.get_absolute_url(), zin, sinds=v.aan_zet_sinds)


def _keert_terug(v: Any) -> Werkpunt:
    return Werkpunt(str(v), v.get_absolute_url(), v.get_fase_display(), uiterlijk=v.terug_op)


def _signaal(s: Any) -> Werkpunt:
    return Werkpunt(str(s), s.get_absolute_url(), uiterlijk=s.antwoord_voor)


def _triage(advies: Any) -> Werkpunt:
    url = reverse("dossiers:triage", args=[advies.vraagstuk_id])
    return Werkpunt(str(advies.vraagstuk), url, sinds=timezone.localdate(advies.op))


def _te_beantwoorden(b: Any) -> Werkpunt:
    url = reverse("dossiers:belegging-beantwoorden", args=[b.pk])
    return Werkpunt(str(b.vraagstuk), url, b.waarom, uiterlijk=b.antwoord_voor)


def _belegging(b: Any) -> Werkpunt:
    zin = f"Gevraagd aan {b.ontvanger_naam}."
    return Werkpunt(
        str(b.vraagstuk), b.vraagstuk.get_absolute_url(), zin, uiterlijk=b.antwoord_voor
    )


def _bezwaar(reactie: Any) -> Werkpunt:
    vraagstuk = reactie.wijziging.vraagstuk
    url = reverse("dossiers:vraagstuk-teksten", args=[vraagstuk.pk])
    sinds = timezone.localdate(reactie.op)
    return Werkpunt(str(vraagstuk), url, reactie.wijziging.label, sinds=sinds)


def _tekst(wijziging: Any) -> Werkpunt:
    url = reverse("dossiers:vraagstuk-teksten", args=[wijziging.vraagstuk_id])
    sinds = timezone.localdate(wijziging.op)
    meer = wijziging.aantal - 1
    zin = f"{wijziging.label}, en {meer} meer." if meer else f"{wijziging.label}."
    return Werkpunt(str(wijziging.vraagstuk), url, zin, sinds=sinds)


def _overgang(stap: Any) -> Werkpunt:
    zin = f"Van {stap.get_van_display().lower()} naar {stap.get_naar_display().lower()}."
    sinds = timezone.localdate(stap.op)
    return Werkpunt(str(stap.vraagstuk), stap.vraagstuk.get_absolute_url(), zin, sinds=sinds)


def _mandaat(v: Any) -> Werkpunt:
    return Werkpunt(str(v), reverse("governance:mandaten", args=[v.pk]))


def _agenda(overleg: Any) -> Werkpunt:
    url = reverse("governance:agenda", args=[overleg.pk])
    return Werkpunt(str(overleg), url, uiterlijk=overleg.reageren_tot or overleg.datum)


def _uitkomsten(overleg: Any) -> Werkpunt:
    url = reverse("governance:uitkomsten", args=[overleg.pk])
    return Werkpunt(str(overleg), url, uiterlijk=overleg.datum)


def _vaststellen(overleg: Any) -> Werkpunt:
    url = reverse("governance:uitkomsten", args=[overleg.pk])
    return Werkpunt(str(overleg), url, sinds=overleg.datum)


def _aangehouden(uitkomst: Any) -> Werkpunt:
    vraagstuk, overleg = uitkomst.agendapunt.vraagstuk, uitkomst.agendapunt.overleg
    url = reverse("governance:agendering", args=[vraagstuk.pk])
    zin = f"Aangehouden in {overleg}."
    return Werkpunt(str(vraagstuk), url, zin, uiterlijk=uitkomst.tot_wanneer)


def _akkoord(afspraak: Any) -> Werkpunt:
    return Werkpunt(str(afspraak), afspraak.get_absolute_url())


def _opnieuw(afspraak: Any) -> Werkpunt:
    zin = "De tekst is veranderd na uw akkoord."
    return Werkpunt(str(afspraak), afspraak.get_absolute_url(), zin)


def _landing(landing: Any) -> Werkpunt:
    afspraak = landing.afspraak
    url = f"{afspraak.get_absolute_url()}#landing"
    return Werkpunt(str(afspraak), url, str(landing), uiterlijk=landing.uiterlijk)


def _voortgang(voortgang: Any) -> Werkpunt:
    vraag = f"Vraag van VRO: {voortgang.vraag}" if voortgang.vraag else ""
    tot = voortgang.ronde.open_tot
    return Werkpunt(str(voortgang.afspraak), voortgang.get_absolute_url(), vraag, uiterlijk=tot)


def _ronde(ronde: Any) -> Werkpunt:
    return Werkpunt(str(ronde), ronde.get_absolute_url(), uiterlijk=ronde.open_tot)
