"""One row of each question of Mijn werk as a werkpunt: what it is about, where, and until when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone


@dataclass(frozen=True)
class Werkpunt:
    """One thing to do, to wait for or to know; ``url`` is empty where nothing is to be opened."""

    onderwerp: str
    url: str
    zin: str = ""
    uiterlijk: datetime.date | None = None
    sinds: datetime.date | None = None


def aan_zet(v: Any) -> Werkpunt:
    return Werkpunt(str(v), v.get_absolute_url(), v.aan_zet_reden, sinds=v.aan_zet_sinds)


def ander_aan_zet(v: Any) -> Werkpunt:
    zin = f"{v.aan_zet_organisatie} is aan zet."
    return Werkpunt(str(v), v.get_absolute_url(), zin, sinds=v.aan_zet_sinds)


def verschil(v: Any) -> Werkpunt:
    zin = "Er was geen consensus. Schrijf uw standpunt en geef het vrij."
    return Werkpunt(str(v), reverse("governance:verschillen", args=[v.pk]), zin)


def agendering(v: Any) -> Werkpunt:
    zin = "De uitkomst ligt vast. Los op wat er nodig is en pas haar dan opnieuw toe."
    return Werkpunt(str(v), reverse("governance:agendering", args=[v.pk]), zin)


def keert_terug(v: Any) -> Werkpunt:
    return Werkpunt(str(v), v.get_absolute_url(), v.get_fase_display(), uiterlijk=v.terug_op)


def signaal(s: Any) -> Werkpunt:
    return Werkpunt(str(s), s.get_absolute_url(), uiterlijk=s.antwoord_voor)


def triage(advies: Any) -> Werkpunt:
    url = reverse("dossiers:triage", args=[advies.vraagstuk_id])
    return Werkpunt(str(advies.vraagstuk), url, sinds=timezone.localdate(advies.op))


def besloten(advies: Any) -> Werkpunt:
    besluit = advies.besluit
    sinds = timezone.localdate(besluit.op)
    url = advies.vraagstuk.get_absolute_url()
    return Werkpunt(str(advies.vraagstuk), url, f"{besluit}.", sinds=sinds)


def vertrek(v: Any) -> Werkpunt:
    """Without a link: its page is closed to who left."""
    return Werkpunt(v.aanduiding, "", f"Reden: {v.reden}", sinds=timezone.localdate(v.op))


def beantwoord(s: Any) -> Werkpunt:
    return Werkpunt(str(s), s.get_absolute_url(), "Er is een antwoord.")


def te_beantwoorden(b: Any) -> Werkpunt:
    url = reverse("dossiers:belegging-beantwoorden", args=[b.pk])
    return Werkpunt(str(b.vraagstuk), url, b.waarom, uiterlijk=b.antwoord_voor)


def belegging(b: Any) -> Werkpunt:
    zin = f"Gevraagd aan {b.ontvanger_naam}."
    return Werkpunt(
        str(b.vraagstuk), b.vraagstuk.get_absolute_url(), zin, uiterlijk=b.antwoord_voor
    )


def bezwaar(reactie: Any) -> Werkpunt:
    vraagstuk = reactie.wijziging.vraagstuk
    url = reverse("dossiers:vraagstuk-teksten", args=[vraagstuk.pk])
    sinds = timezone.localdate(reactie.op)
    return Werkpunt(str(vraagstuk), url, reactie.wijziging.label, sinds=sinds)


def tekst(wijziging: Any) -> Werkpunt:
    url = reverse("dossiers:vraagstuk-teksten", args=[wijziging.vraagstuk_id])
    sinds = timezone.localdate(wijziging.op)
    meer = wijziging.aantal - 1
    zin = f"{wijziging.label}, en {meer} meer." if meer else f"{wijziging.label}."
    return Werkpunt(str(wijziging.vraagstuk), url, zin, sinds=sinds)


def instemming(v: Any) -> Werkpunt:
    zin = "Er is gevraagd om met een stap in te stemmen."
    return Werkpunt(str(v), f"{v.get_absolute_url()}#volgende-stap", zin)


def akkoord_terugleggen(v: Any) -> Werkpunt:
    url = reverse("dossiers:vraagstuk-instemmen", args=[v.pk, "leg_terug"])
    return Werkpunt(str(v), url, "Er is gevraagd om akkoord met terugleggen.")


def overgang(stap: Any) -> Werkpunt:
    zin = f"Van {stap.get_van_display().lower()} naar {stap.get_naar_display().lower()}."
    sinds = timezone.localdate(stap.op)
    return Werkpunt(str(stap.vraagstuk), stap.vraagstuk.get_absolute_url(), zin, sinds=sinds)


def mandaat(v: Any) -> Werkpunt:
    return Werkpunt(str(v), reverse("governance:mandaten", args=[v.pk]))


def vraagstuk(v: Any) -> Werkpunt:
    return Werkpunt(str(v), v.get_absolute_url())


def rijksinzet(inzet: Any) -> Werkpunt:
    url = reverse("governance:rijksinzet", args=[inzet.vraagstuk_id])
    sinds = timezone.localdate(inzet.op)
    return Werkpunt(str(inzet.vraagstuk), url, f"{inzet}.", sinds=sinds)


def af_te_stemmen(overleg: Any) -> Werkpunt:
    url = reverse("governance:agenda", args=[overleg.pk])
    return Werkpunt(str(overleg), url, uiterlijk=overleg.datum)


def agenda(overleg: Any) -> Werkpunt:
    url = reverse("governance:agenda", args=[overleg.pk])
    return Werkpunt(str(overleg), url, uiterlijk=overleg.reageren_tot or overleg.datum)


def uitkomsten(overleg: Any) -> Werkpunt:
    url = reverse("governance:uitkomsten", args=[overleg.pk])
    return Werkpunt(str(overleg), url, uiterlijk=overleg.datum)


def vaststellen(overleg: Any) -> Werkpunt:
    url = reverse("governance:uitkomsten", args=[overleg.pk])
    return Werkpunt(str(overleg), url, sinds=overleg.datum)


def aangehouden(uitkomst: Any) -> Werkpunt:
    vraagstuk, overleg = uitkomst.agendapunt.vraagstuk, uitkomst.agendapunt.overleg
    url = reverse("governance:agendering", args=[vraagstuk.pk])
    zin = f"Aangehouden in {overleg}."
    return Werkpunt(str(vraagstuk), url, zin, uiterlijk=uitkomst.tot_wanneer)


def akkoord(afspraak: Any) -> Werkpunt:
    return Werkpunt(str(afspraak), afspraak.get_absolute_url())


def opnieuw(afspraak: Any) -> Werkpunt:
    zin = "De tekst is veranderd na uw akkoord."
    return Werkpunt(str(afspraak), afspraak.get_absolute_url(), zin)


def bedrag(regel: Any) -> Werkpunt:
    url = reverse("arrangementen:geld-bevestigen", args=[regel.pk])
    return Werkpunt(str(regel.afspraak), url, regel.omschrijving)


def arrangement(arrangement: Any) -> Werkpunt:
    return Werkpunt(str(arrangement), arrangement.get_absolute_url())


def arrangement_akkoord(arrangement: Any) -> Werkpunt:
    zin = "De andere kant is akkoord met de inhoud."
    return Werkpunt(str(arrangement), f"{arrangement.get_absolute_url()}#akkoord", zin)


def landing(landing: Any) -> Werkpunt:
    afspraak = landing.afspraak
    url = f"{afspraak.get_absolute_url()}#landing"
    # The day is that of the landing, not one to accept it by.
    zin = f"{landing}, uiterlijk {landing.uiterlijk:%d-%m-%Y}."
    return Werkpunt(str(afspraak), url, zin)


def voortgang(voortgang: Any) -> Werkpunt:
    vraag = f"Vraag van VRO: {voortgang.vraag}" if voortgang.vraag else ""
    tot = voortgang.ronde.open_tot
    return Werkpunt(str(voortgang.afspraak), voortgang.get_absolute_url(), vraag, uiterlijk=tot)


def ronde(ronde: Any) -> Werkpunt:
    return Werkpunt(str(ronde), ronde.get_absolute_url(), uiterlijk=ronde.open_tot)
