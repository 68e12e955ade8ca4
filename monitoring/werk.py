"""Mijn werk as data: what I must do, what I wait for, what is new (per role, overdue in words).

A group shows at most ``PER_GROEP`` rows, and all groups of one kind of row ask the database once;
who has no right to an act never gets its group.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet, Value

from arrangementen.services.arrangement import AKKOORDRECHT
from dossiers.services.instemmen import RECHT as INSTEMRECHT
from novex.models import Gebruiker
from novex.rechten import Rol

from . import werkpunten as punten
from . import werkvragen as vragen
from . import werkvragen_tafels as tafels
from .werkpunten import Werkpunt

PER_GROEP = 8
NIEUW_IN_DAGEN = 14
Rij = Callable[[Any], Werkpunt]
Gevraagd = tuple[str, QuerySet | list, Rij]  # a title, the rows, and how one reads


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


@dataclass
class Vraag:
    """What one group asks the database, and the first rows that it found."""

    titel: str
    gevraagd: QuerySet | list
    als_punt: Rij
    rijen: list[Any] = field(default_factory=list)


def mijn_werk(user: Gebruiker, op: datetime.date) -> MijnWerk:
    """All that this user should see first on this day."""
    kolommen = [
        [Vraag(*vraag) for vraag in vragen_]
        for vragen_ in (_ik_moet(user, op), _ik_wacht_op(user, op), _nieuw(user, op))
    ]
    _lees([vraag for kolom in kolommen for vraag in kolom])
    return MijnWerk(*(_gevuld(kolom, op) for kolom in kolommen))


def _gevuld(kolom: list[Vraag], op: datetime.date) -> list[Groep]:
    """The groups in their order; the empty ones are left out."""
    groepen = []
    for vraag in kolom:
        if vraag.rijen:
            regels = [Regel(vraag.als_punt(rij), op) for rij in vraag.rijen[:PER_GROEP]]
            groepen.append(Groep(vraag.titel, regels, len(vraag.rijen) > PER_GROEP))
    return groepen


def _lees(vragen_: list[Vraag]) -> None:
    """Find the first rows of each; those for the same kind of row ask in one query."""
    soorten: dict[Any, list[QuerySet]] = {}
    for nummer, vraag in enumerate(vragen_):
        if isinstance(vraag.gevraagd, list):
            vraag.rijen = vraag.gevraagd
            continue
        query = vraag.gevraagd.query
        vorm = (vraag.gevraagd.model, str(query.select_related), *query.annotations)
        eerste = vraag.gevraagd.annotate(nummer_vraag=Value(nummer))[: PER_GROEP + 1]
        soorten.setdefault(vorm, []).append(eerste)
    for eerste, *meer in soorten.values():
        for rij in eerste.union(*meer, all=True) if meer else eerste:
            vragen_[rij.nummer_vraag].rijen.append(rij)
    for vraag in vragen_:
        if not isinstance(vraag.gevraagd, list):
            _zet_in_volgorde(vraag.rijen, vraag.gevraagd.query.order_by)


def _zet_in_volgorde(rijen: list[Any], velden: Iterable[Any]) -> None:
    """As each question asked it: SQL promises no order for what several ask together."""
    for veld in reversed(list(velden)):
        lees = attrgetter(veld.lstrip("-").replace("__", "."))
        rijen.sort(key=lambda rij: ((w := lees(rij)) is None, w), reverse=veld.startswith("-"))


def _ik_moet(user: Gebruiker, op: datetime.date) -> Iterable[Gevraagd]:
    yield "U bent aan zet", vragen.aan_zet(user), punten.aan_zet
    yield from _met_vraagstukken(user)
    yield from _aan_tafels(user, op)
    yield from _met_afspraken(user, op)
    if user.has_perm("dossiers.heropen"):
        yield "Opnieuw bekijken", vragen.keren_terug(user, op), punten.keert_terug


def _met_vraagstukken(user: Gebruiker) -> Iterable[Gevraagd]:
    if user.has_perm("dossiers.signaal_beantwoorden"):
        yield "Signaal beantwoorden", vragen.signalen_te_beantwoorden(user), punten.signaal
    if user.has_perm("dossiers.signaal_maken"):
        yield "Signaal indienen", vragen.signalen_in_te_dienen(user), punten.signaal
    if user.has_perm("dossiers.vraagstuk_openen"):
        yield "Vraagstuk openen", vragen.concepten_te_openen(user), punten.vraagstuk
    elif user.has_perm("dossiers.vraagstuk_inbrengen"):
        yield "Vraagstuk aanbieden", vragen.concepten_aan_te_bieden(user), punten.vraagstuk
    if user.has_perm("dossiers.triage_besluiten"):
        yield "Triage besluiten", vragen.triages_te_besluiten(user), punten.triage
        yield "De triage uitvoeren", vragen.triages_uit_te_voeren(user), punten.besloten
    if user.has_perm("dossiers.accountteam_zienswijze"):
        yield "Zienswijze op een advies geven", vragen.zienswijzen_te_geven(user), punten.triage
    if user.has_perm("dossiers.belegging_beantwoorden"):
        aan_ons = vragen.beleggingen_te_beantwoorden(user)
        yield "Overname beantwoorden", aan_ons, punten.te_beantwoorden
    if any(user.has_perm(recht) for recht in INSTEMRECHT.values()):
        als_punt = punten.instemming if user.is_rijk else punten.akkoord_terugleggen
        yield "Instemmen met een stap", vragen.instemmingen_te_geven(user), als_punt
    if user.has_perm("dossiers.tekst_beantwoorden"):
        yield "Bezwaar beantwoorden", vragen.bezwaren_te_beantwoorden(user), punten.bezwaar


def _aan_tafels(user: Gebruiker, op: datetime.date) -> Iterable[Gevraagd]:
    if user.has_perm("governance.mandaat_geven") and not user.is_vro:
        yield "Mandaat geven", tafels.mandaten_te_geven(user), punten.mandaat
    if user.has_perm("governance.rijksinzet_akkoord"):
        inzetten = tafels.rijksinzet_akkoord_te_geven(user)
        yield "Akkoord geven op de Rijksinzet", inzetten, punten.rijksinzet
    if user.has_perm("governance.verschil_vastleggen") and _spreekt_als_partij(user):
        verschillen = tafels.verschillen_te_schrijven(user)
        yield "Verschil van inzicht opschrijven", verschillen, punten.verschil
    if user.has_perm("governance.agenda_reageren"):
        yield "Reageren op de agenda", tafels.agendas_zonder_reactie(user), punten.agenda
    yield "Agenda afstemmen", tafels.agendas_af_te_stemmen(user, op), punten.af_te_stemmen
    if user.has_perm("governance.agenda_verzenden"):
        yield "Agenda verzenden", tafels.agendas_te_verzenden(user), punten.af_te_stemmen
    if user.has_perm("governance.uitkomst_vastleggen"):
        yield "Uitkomsten vastleggen", tafels.overleggen_te_sluiten(user, op), punten.uitkomsten
        yield "Uitkomsten vaststellen", tafels.overleggen_vast_te_stellen(user), punten.vaststellen
        yield "De fase volgt nog niet", tafels.uitkomsten_zonder_stap(user), punten.agendering
        yield "Aangehouden punt agenderen", tafels.aangehouden_te_laat(user, op), punten.aangehouden


def _spreekt_als_partij(user: Gebruiker) -> bool:
    """For VRO that is who works on the provincie, and not the regietafel (BES-3)."""
    return not user.is_vro or bool({Rol.ACCOUNTHOUDER, Rol.VRO_STAF} & set(user.rollen))


def _met_afspraken(user: Gebruiker, op: datetime.date) -> Iterable[Gevraagd]:
    if user.has_perm("arrangementen.akkoord_geven"):
        yield "Akkoord geven", tafels.akkoorden_te_geven(user), punten.akkoord
        yield "Opnieuw akkoord geven", tafels.akkoorden_opnieuw(user), punten.opnieuw
    if user.has_perm("arrangementen.geld_bevestigen"):
        yield "Bedrag bevestigen", tafels.bedragen_te_bevestigen(user), punten.bedrag
    if any(user.has_perm(recht) for recht in AKKOORDRECHT.values()):
        voor_ons = tafels.arrangementen_voor_akkoord(user)
        yield "Akkoord geven op het arrangement", voor_ons, punten.arrangement_akkoord
    if user.has_perm("arrangementen.arrangement_publiceren"):
        klaar = tafels.arrangementen_te_publiceren(user)
        yield "Arrangement publiceren", klaar, punten.arrangement
    if user.has_perm("arrangementen.landing_accepteren"):
        yield "Landing aanvaarden", tafels.landingen_te_aanvaarden(user), punten.landing
    if user.has_perm("monitoring.voortgang_melden"):
        yield "Voortgang melden", tafels.voortgang_te_melden(user, op), punten.voortgang
    if user.has_perm("monitoring.ronde_beheren"):
        yield "Monitorronde sluiten", tafels.rondes_te_sluiten(user, op), punten.ronde


def _ik_wacht_op(user: Gebruiker, op: datetime.date) -> Iterable[Gevraagd]:
    yield "Een ander is aan zet", vragen.anderen_aan_zet(user), punten.ander_aan_zet
    if user.has_perm("dossiers.signaal_maken"):
        yield "Antwoord op uw signaal", vragen.signalen_zonder_antwoord(user), punten.signaal
    if user.has_perm("dossiers.triage_besluiten"):
        zonder = vragen.triages_zonder_zienswijze(user)
        yield "Zienswijze van het accountteam", zonder, punten.triage
    if user.has_perm("dossiers.triage_adviseren"):
        yield "Besluit op uw triageadvies", vragen.triages_zonder_besluit(user), punten.triage
    if user.has_perm("dossiers.keer_terug"):
        gevraagd = vragen.instemmingen_zonder_antwoord(user)
        yield "Instemming met een stap", gevraagd, punten.vraagstuk
    yield "Reactie op de agenda", tafels.agendas_die_wachten(user, op), punten.agenda
    if user.has_perm("dossiers.heropen"):
        yield "Antwoord op een overname", vragen.beleggingen_zonder_antwoord(user), punten.belegging


def _nieuw(user: Gebruiker, op: datetime.date) -> Iterable[Gevraagd]:
    sinds = op - datetime.timedelta(days=NIEUW_IN_DAGEN)
    yield "Nieuwe stap in een vraagstuk", vragen.nieuwe_overgangen(user, sinds), punten.overgang
    if user.has_perm("dossiers.tekst_beantwoorden"):
        yield "Tekst gewijzigd door de andere kant", vragen.nieuwe_teksten(user), punten.tekst
    if user.has_perm("dossiers.signaal_maken"):
        yield "Antwoord op uw signaal", vragen.nieuwe_antwoorden(user, sinds), punten.beantwoord
    if user.eigen_provincie_id:
        yield "Uw provincie doet niet meer mee", vragen.vertrekken(user, sinds), punten.vertrek
    if user.has_perm("dossiers.triage_adviseren"):
        yield "Besluit op uw triageadvies", vragen.nieuwe_besluiten(user, sinds), punten.besloten
