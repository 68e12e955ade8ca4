"""One world for the tests over the whole application: everything in it is there twice.

Gelderland is the own provincie of most people here, Drenthe the other one; what neither may see
belongs to Overijssel. ``maak_wereld`` runs in a transaction of the module that uses it, so that
thousands of requests share it.
"""

from __future__ import annotations

import datetime

from novex.models import Criteriaset, Criterium, Gebruiker
from novex.rechten import Rol
from tests.arrangementen.edities import opname_criteria
from tests.decor import PERSONEN, persoon, provincie
from tests.factories import GebruikerFactory

from .afspraken import maak_afspraken, maak_arrangementen
from .gedeeld import maak_gedeeld
from .hoeken import Hoek, Wereld
from .tafels import maak_tafels
from .vraagstukken import (
    maak_eindes,
    maak_signalen,
    maak_voorbereiding,
    maak_vraagstukken,
    verberg,
)


def maak_wereld() -> Wereld:
    personen = {naam: persoon(naam) for naam in PERSONEN}
    _referentie()
    hoeken = {
        "gelderland": Hoek(provincie("pv25"), personen["provincie"]),
        "drenthe": Hoek(provincie("pv22"), personen["andere provincie"]),
    }
    for hoek in hoeken.values():
        _vul(hoek, personen)
    verborgen = Hoek(provincie("pv23"), GebruikerFactory(rollen=[Rol.PROVINCIE]))
    verborgen.provinciaal.organisatie = verborgen.organisatie
    verborgen.provinciaal.save()
    verberg(verborgen)
    wereld = Wereld(personen, verborgen=verborgen, **hoeken)
    maak_gedeeld(wereld)
    return wereld


def _referentie() -> None:
    """The criteriaset of the triage, with the machine checks of TRI-1."""
    set_ = Criteriaset.objects.create(
        code="triage-1",
        naam="Triage",
        moment=Criteriaset.Moment.TRIAGE,
        versie=1,
        geldig_van=datetime.date(2020, 1, 1),
    )
    checks = ("twee_domeinen", "gebied_of_meer_provincies", "verwijzing_nr_povi")
    for volgorde, check in enumerate(checks, start=1):
        Criterium.objects.create(
            set=set_,
            code=f"triage-{check}",
            volgorde=volgorde,
            naam=check,
            vraag=f"{check}?",
            machinecheck=check,
        )
    opname_criteria()


def _vul(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    maak_signalen(hoek, personen)
    maak_vraagstukken(hoek, personen)
    maak_eindes(hoek, personen)
    maak_voorbereiding(hoek, personen)
    maak_tafels(hoek, personen)
    maak_afspraken(hoek, personen)
    maak_arrangementen(hoek, personen)
