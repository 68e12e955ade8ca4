"""Words that nobody else may read, typed into the forms of the application (ZIC-1, ZIC-2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.apps import apps
from django.test import Client

from tests.huisstijl.lopen import formulier_van, ingevuld
from tests.huisstijl.test_toegang import Regel, adres
from tests.wereld import NU, Wereld

REGIO = ("provincie", "andere provincie", "bestuurder provincie")
RIJK = (
    "accounthouder",
    "accounthouder elders",
    "regietafellid",
    "expert",
    "expert elders",
    "staf",
    "bestuurder rijk",
)
ANDERE_PROVINCIE = ("andere provincie",)
BEHEER = ("beheerder",)


@dataclass(frozen=True)
class Plant:
    """What one person types on one page, and who never gets to see a word of it."""

    model: str
    wie: str
    naam: str
    plek: str
    verborgen_voor: tuple[str, ...]
    keuze: dict[str, str] = field(default_factory=dict)

    @property
    def merk(self) -> str:
        """One word, that stands nowhere else."""
        return "kwartelkoning" + "".join(chr(97 + int(c)) for c in f"{PLANTEN.index(self):02}")


def _behalve(*wie: str) -> tuple[str, ...]:
    return tuple(p for p in (*RIJK, *REGIO) if p not in wie) + BEHEER


VRO = ("accounthouder", "accounthouder elders", "regietafellid", "staf", "bestuurder rijk")
BEELD, OORDEEL = "pk=G.vraagstuk.beeld", "pk=G.vraagstuk.oordeel"
EIGEN, RIJKSBREED, REGIONAAL = (
    {"zichtbaarheid": niveau} for niveau in ("eigen_organisatie", "rijk", "regio")
)
TRIAGE = {"knockout": "doorwerking"}
NOTITIE, ANNOTATIE = "dossiers:notitie-nieuw", "governance:annotatie-nieuw"
PROVINCIE = ("provincie", "bestuurder provincie")

PLANTEN = [
    Plant("Notitie", "expert", NOTITIE, BEELD, _behalve("expert"), EIGEN),
    Plant("Notitie", "expert", NOTITIE, BEELD, REGIO + BEHEER, RIJKSBREED),
    Plant("Notitie", "provincie", NOTITIE, BEELD, _behalve(*PROVINCIE), EIGEN),
    Plant("Notitie", "provincie", NOTITIE, BEELD, _behalve(*PROVINCIE), REGIONAAL),
    Plant("Annotatie", "expert", ANNOTATIE, "pk=G.punt.concept", _behalve("expert"), EIGEN),
    Plant("Annotatie", "staf", ANNOTATIE, "pk=G.punt.verzonden", REGIO + BEHEER, RIJKSBREED),
    Plant("Signaal", "accounthouder", "dossiers:signaal-nieuw", "", _behalve(*VRO)),
    Plant("Signaal", "provincie", "dossiers:signaal-nieuw", "", _behalve(*PROVINCIE)),
    Plant(
        "Signaal",
        "accounthouder",
        "dossiers:signaal-wijzigen",
        "pk=G.signaal.concept_rijk",
        REGIO + BEHEER,
        RIJKSBREED,
    ),
    Plant(
        "Mandaat",
        "expert",
        "governance:mandaat-geven",
        "pk=G.vraagstuk.geschil",
        (*REGIO, "expert elders", "bestuurder rijk", *BEHEER),
    ),
    Plant(
        "Mandaat",
        "expert",
        "governance:mandaat-geven",
        OORDEEL,
        (*REGIO, "expert elders", "bestuurder rijk", *BEHEER),
    ),
    Plant("Rijksinzet", "accounthouder", "governance:rijksinzet-nieuw", OORDEEL, REGIO + BEHEER),
    Plant("Afwijking", "staf", "governance:afwijking-nieuw", "pk=G.punt.concept", REGIO + BEHEER),
    Plant("Triageadvies", "accounthouder", "dossiers:triage-advies", BEELD, REGIO + BEHEER, TRIAGE),
    Plant("Vraagstuk", "accounthouder", "dossiers:vraagstuk-nieuw", "", REGIO + BEHEER),
    Plant("Vraagstuk", "provincie", "dossiers:vraagstuk-nieuw", "", _behalve(*PROVINCIE)),
    Plant(
        "Voortgang",
        "provincie",
        "monitoring:voortgang-melden",
        "pk=G.rij.voortgang",
        (*RIJK, "andere provincie", "bestuurder provincie", *BEHEER),
    ),
    Plant(
        "Agendapunt",
        "accounthouder",
        "governance:agendapunt-wijzigen",
        "pk=G.punt.concept",
        ("andere provincie", "bestuurder rijk", "bestuurder provincie", *BEHEER),
    ),
    Plant(
        "Afspraak",
        "provincie",
        "arrangementen:afspraak-wijzigen",
        "pk=G.afspraak.concept",
        ANDERE_PROVINCIE + BEHEER,
    ),
    Plant(
        "Arrangement",
        "provincie",
        "arrangementen:arrangement-wijzigen",
        "pk=G.arrangement.concept",
        ANDERE_PROVINCIE + BEHEER,
    ),
]
# A field that asks for a sentence of a kind.
VORM = {"gevraagd_besluit": "Instemmen met {}."}
# Declared internal, though no field of theirs says for whom.
INTERN = {"Mandaat", "Rijksinzet", "Afwijking", "Triageadvies", "Vraagstuk", "Voortgang"}


def met_niveau() -> set[str]:
    """The models whose rows carry a level of their own."""
    return {
        model.__name__
        for model in apps.get_models()
        if not model.__name__.startswith("Historical")
        and any(veld.name == "zichtbaarheid" for veld in model._meta.get_fields())
    }


def poot(wereld: Wereld, bezoekers: dict[str, Client], plant: Plant) -> None:
    """Type the word in every text field of the form, and have it accepted."""
    regel = Regel(plant.naam, plant.plek, "POST", ())
    url = adres(wereld, regel)
    form = formulier_van(bezoekers[plant.wie].get(url))
    assert form is not None, plant
    gegevens = ingevuld(form, plant.keuze) | _met_merk(form, plant)
    if "knockout" in form.fields:
        gegevens["knockout_datum"] = NU
    antwoord = bezoekers[plant.wie].post(url, gegevens)
    melding = formulier_van(antwoord)
    assert antwoord.status_code == 302, (plant, melding and melding.errors)


def _met_merk(form: Any, plant: Plant) -> dict[str, str]:
    return {
        veld.html_name: VORM.get(veld.name, "{}").format(plant.merk)
        for veld in form
        if type(veld.field) is forms.CharField and not veld.is_hidden
    }
