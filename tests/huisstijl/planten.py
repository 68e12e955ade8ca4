"""Words that nobody else may read, typed into the forms of the application (ZIC-1, ZIC-2)."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.huisstijl.invoer import INVOER
from tests.huisstijl.lopen import formulier_van, ingevuld
from tests.huisstijl.test_toegang import KOLOMMEN, TABEL, Regel, adres, vast
from tests.wereld.hoeken import Wereld, nu, vandaag

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
    """What one person types on one page, a word per field; who never gets to see one of them."""

    wie: str
    naam: str
    plek: str
    verborgen_voor: tuple[str, ...]
    keuze: dict[str, str] = field(default_factory=dict)

    @property
    def sleutel(self) -> str:
        return f"{self.naam} {self.plek}".strip()


@dataclass(frozen=True)
class Woord:
    """One word that stands nowhere else, in one field of one form."""

    tekst: str
    veld: str
    plant: Plant

    def is_verborgen_voor(self, wie: str) -> bool:
        return wie in self.plant.verborgen_voor


WOORD = re.compile(r"kwartel[a-z]{4}")


def _woord(nummer: int, veld: int) -> str:
    letters = (chr(97 + n) for n in (*divmod(nummer, 26), *divmod(veld, 26)))
    return "kwartel" + "".join(letters)


def _behalve(*wie: str) -> tuple[str, ...]:
    return tuple(p for p in (*RIJK, *REGIO) if p not in wie) + BEHEER


VRO = ("accounthouder", "accounthouder elders", "regietafellid", "staf", "bestuurder rijk")
BEELD, OORDEEL = "pk=G.vraagstuk.beeld", "pk=G.vraagstuk.oordeel"
EIGEN, RIJKSBREED, REGIONAAL, GEZAMENLIJK = (
    {"zichtbaarheid": niveau} for niveau in ("eigen_organisatie", "rijk", "regio", "rijk_en_regio")
)
STUK, STANDPUNT = "governance:stuk-nieuw", "governance:verschil-nieuw"
TRIAGE = {"knockout": "doorwerking"}
NOTITIE, ANNOTATIE = "dossiers:notitie-nieuw", "governance:annotatie-nieuw"
SIGNAAL, MELDEN = "dossiers:signaal-nieuw", "monitoring:voortgang-melden"
ELDERS = {"soort": "elders_belegd"}
LATER = f"{vandaag() + datetime.timedelta(days=200):%d-%m-%Y}"
PROVINCIE = ("provincie", "bestuurder provincie")

GEDEELD = (*ANDERE_PROVINCIE, *BEHEER)
TERUGGEHOUDEN = (*GEDEELD, "bestuurder rijk", "bestuurder provincie")
RIJKSINTERN = (*REGIO, *BEHEER)
MANDAAT = (*REGIO, "expert elders", "bestuurder rijk", *BEHEER)
VAN_DRENTHE = ("provincie", "bestuurder provincie", *BEHEER)
BOL = "pk=G.punt.bol"

# Levels, both directions, and choices that the walk over every form does not make.
PLANTEN = [
    Plant("provincie", "arrangementen:woordkeuze", "pk=G.afspraak.concept", GEDEELD),
    Plant("expert", NOTITIE, BEELD, _behalve("expert"), EIGEN),
    Plant("expert", NOTITIE, BEELD, RIJKSINTERN, RIJKSBREED),
    Plant("provincie", NOTITIE, BEELD, _behalve(*PROVINCIE), EIGEN),
    Plant("provincie", NOTITIE, BEELD, _behalve(*PROVINCIE), REGIONAAL),
    Plant("expert", ANNOTATIE, "pk=G.punt.concept", _behalve("expert"), EIGEN),
    Plant("staf", ANNOTATIE, "pk=G.punt.verzonden", RIJKSINTERN, RIJKSBREED),
    Plant("accounthouder", STUK, "pk=G.punt.concept", TERUGGEHOUDEN, GEZAMENLIJK),
    Plant("staf", STUK, "pk=G.punt.verzonden", RIJKSINTERN, RIJKSBREED),
    Plant("staf", STUK, "pk=G.punt.verzonden", GEDEELD, GEZAMENLIJK),
    Plant("accounthouder", STANDPUNT, "pk=G.punt.geschil", RIJKSINTERN),
    Plant("provincie", STANDPUNT, "pk=G.punt.geschil", _behalve(*PROVINCIE)),
    Plant("expert", STANDPUNT, "pk=D.punt.geschil", VAN_DRENTHE),
    Plant("accounthouder", SIGNAAL, "", _behalve(*VRO)),
    Plant("provincie", SIGNAAL, "", _behalve(*PROVINCIE)),
    Plant(
        "accounthouder",
        "dossiers:signaal-wijzigen",
        "pk=G.signaal.concept_rijk",
        RIJKSINTERN,
        RIJKSBREED,
    ),
    Plant("expert", "governance:mandaat-geven", "pk=G.vraagstuk.geschil", MANDAAT),
    Plant("expert", "governance:mandaat-geven", OORDEEL, MANDAAT),
    Plant("accounthouder", "governance:rijksinzet-nieuw", OORDEEL, RIJKSINTERN),
    Plant("staf", "governance:afwijking-nieuw", "pk=G.punt.concept", RIJKSINTERN),
    Plant("accounthouder", "dossiers:triage-advies", BEELD, RIJKSINTERN, TRIAGE),
    Plant("expert", "dossiers:triage-zienswijze", BEELD, RIJKSINTERN),
    Plant("accounthouder", "dossiers:vraagstuk-nieuw", "", RIJKSINTERN),
    Plant("provincie", "dossiers:vraagstuk-nieuw", "", _behalve(*PROVINCIE)),
    Plant(
        "provincie",
        MELDEN,
        "pk=G.rij.voortgang",
        (*RIJK, "andere provincie", "bestuurder provincie", *BEHEER),
    ),
    Plant(
        "andere provincie",
        MELDEN,
        "pk=D.rij.voortgang",
        (*VAN_DRENTHE, "bestuurder rijk"),
        {"indienen": "ja"},
    ),
    Plant(
        "accounthouder",
        "monitoring:vraag-stellen",
        "pk=G.rij.voortgang_rijk",
        (*RIJKSINTERN, "expert elders", "bestuurder rijk"),
    ),
    Plant("accounthouder", "governance:agendapunt-wijzigen", "pk=G.punt.concept", TERUGGEHOUDEN),
    # The other way round: Drenthe, for who works on Gelderland.
    Plant("andere provincie", "dossiers:vraagstuk-aanpak", "pk=D.vraagstuk.oordeel", VAN_DRENTHE),
    Plant("andere provincie", "dossiers:vraagstuk-beeld", "pk=D.vraagstuk.beeld", VAN_DRENTHE),
    Plant(
        "staf",
        "dossiers:vraagstuk-overgang",
        "pk=D.vraagstuk.opvolging naam=beleg_elders",
        VAN_DRENTHE,
    ),
    Plant(
        "andere provincie", "dossiers:richting-wijzigen", "pk=D.rij.tweede_richting", VAN_DRENTHE
    ),
    Plant(
        "andere provincie",
        "arrangementen:afspraak-wijzigen",
        "pk=D.afspraak.concept",
        VAN_DRENTHE,
    ),
    Plant(
        "andere provincie",
        "arrangementen:arrangement-wijzigen",
        "pk=D.arrangement.concept",
        VAN_DRENTHE,
    ),
    Plant("staf", "governance:uitkomst-vastleggen", "pk=D.punt.verzonden", VAN_DRENTHE),
    Plant(
        "staf",
        "governance:agendapunt-afvoeren",
        "pk=D.punt.concept",
        (*VAN_DRENTHE, "bestuurder rijk"),
    ),
    Plant(
        "accounthouder elders",
        "dossiers:triage-advies",
        "pk=D.vraagstuk.beeld",
        VAN_DRENTHE,
        TRIAGE,
    ),
    Plant("expert", "dossiers:triage-zienswijze", "pk=D.vraagstuk.beeld", VAN_DRENTHE),
    Plant(
        "regietafellid",
        "dossiers:triage-besluit",
        "pk=D.vraagstuk.beeld",
        VAN_DRENTHE,
        {"uitkomst": "negatief"},
    ),
    # A second time: then there is an old text, a reason, a choice that was made before.
    Plant("expert", "governance:mandaat-geven", OORDEEL, MANDAAT),
    Plant("provincie", "dossiers:vraagstuk-beeld", BEELD, GEDEELD),
    Plant("accounthouder", "dossiers:vraagstuk-beeld", BEELD, GEDEELD),
    Plant("accounthouder", "dossiers:vraagstuk-beeld", "pk=G.vraagstuk.besluit", GEDEELD),
    Plant("staf", "governance:uitkomst-vastleggen", "pk=G.punt.verzonden", GEDEELD),
    Plant("staf", "governance:uitkomst-vastleggen", "pk=G.punt.verzonden", GEDEELD),
    Plant(
        "staf",
        "governance:uitkomst-vastleggen",
        BOL,
        GEDEELD,
        {"soort": "geen_keuze", "tot_wanneer": LATER},
    ),
    Plant("accounthouder", "dossiers:signaal-check", "pk=G.signaal.ingediend_rijk", RIJKSINTERN),
    Plant("accounthouder", "dossiers:signaal-check", "pk=G.signaal.ingediend", GEDEELD),
    Plant(
        "accounthouder",
        "dossiers:signaal-beantwoorden",
        "pk=G.signaal.ingediend_rijk",
        RIJKSINTERN,
        ELDERS,
    ),
    Plant(
        "accounthouder",
        "dossiers:signaal-beantwoorden",
        "pk=G.signaal.ingediend",
        GEDEELD,
        ELDERS,
    ),
    Plant(
        "accounthouder",
        "arrangementen:opname-nieuw",
        "pk=G.arrangement.concept",
        GEDEELD,
        {"soort": "knelpunt"},
    ),
    Plant(
        "expert",
        "dossiers:belegging-beantwoorden",
        "pk=G.rij.belegging",
        GEDEELD,
        {"antwoord": "geweigerd"},
    ),
    Plant(
        "staf",
        "governance:lijstregel-nieuw",
        "pk=rij.ronde",
        TERUGGEHOUDEN,
        {"niveau": "provincie", "provincie": "G"},
    ),
    Plant("staf", "governance:lijst-bevriezen", "pk=rij.ronde", RIJKSINTERN),
    Plant("staf", "governance:overleg-nieuw", "pk=rij.ronde", GEDEELD, {"landsdeel": "L"}),
    Plant("staf", "governance:ander-overleg-nieuw", "", GEDEELD, {"provincies": "G"}),
    Plant("accounthouder", "arrangementen:geen-editie", "", BEHEER, {"jaar": "2041"}),
    # A file that is read in: a word per column.
    Plant(
        "accounthouder",
        "arrangementen:inlezen",
        "",
        GEDEELD,
        {
            "bron_url": "https://voorbeeld.nl/{}",
            "jaar": "2026",
            "provincie_of_landsdeel": "Gelderland",
            **dict.fromkeys(("thema", "afspraak_tekst", "partijen", "forum_en_datum"), "{}"),
            **dict.fromkeys(("type_afspraak_duiding", "weergave"), "{}"),
        },
    ),
    Plant(
        "accounthouder",
        "dossiers:inlezen",
        "",
        RIJKSINTERN,
        {
            "bron": "https://voorbeeld.nl/{}",
            "gebied": "{} (Gelderland)",
            **dict.fromkeys(("botsing_eigen_woorden", "partijen"), "{}"),
        },
    ),
]
# What the walk over every form leaves alone, and why.
OVERGESLAGEN = {
    "governance:cyclus-nieuw": "everyone sees the same years",
    "governance:ronde-nieuw": "everyone sees the same rounds",
    "monitoring:ronde-nieuw": "everyone sees the same rounds",
    "monitoring:ronde-sluiten": "opens reports to who reads later",
    "governance:kamerbrief": "ends the embargo",
    "monitoring:inlezen": "published sources of others, for everyone",
    "dossiers:vraagstuk-overgang pk=G.vraagstuk.opvolging naam=beleg_elders": "done in Drenthe",
    "dossiers:vraagstuk-wijzigen pk=G.vraagstuk.concept": "with another title it does not open",
    "governance:agendapunt-afvoeren pk=G.punt.concept": "takes the annotaties out of sight",
    "arrangementen:arrangement-nieuw": "has no text",
    "arrangementen:geld-weghalen": "takes away the amount with the words of geld-wijzigen",
}
# What is kept, and stands on no page: why not.
NERGENS = {
    "monitoring:ronde-verzetten reden": "stands in the audit trail",
    "arrangementen:woordkeuze reden": "the word it is about left the text since",
    "dossiers:triage-besluit motivatie": "beside an advice without oordelen, of the world",
    "dossiers:triage-besluit nee_motivatie": "beside an advice without oordelen, of the world",
    "dossiers:triage-besluit afwijking_motivatie": "only shown where the besluit departs",
}
# Steps that others must go before.
LAATST = (
    "dossiers:vraagstuk-instemmen",
    "dossiers:vraagstuk-overgang",
    "dossiers:vraagstuk-doorbreek",
    "governance:lijstregel-weghalen",
    "governance:overleg-vaststellen",
    "arrangementen:opname-intrekken",
    "arrangementen:afspraak-vervallen",
    "arrangementen:arrangement-stap",
)
# Narrower than what Rijk and Gelderland share; wider where everyone read what it ends.
ANDERS = {
    "arrangementen:arrangement-stap pk=G.arrangement.gepubliceerd naam=trek_in": BEHEER,
    "governance:agendapunt-nieuw pk=G.overleg.concept": TERUGGEHOUDEN,
    "governance:lijstregel-wijzigen pk=G.rij.lijstregel": TERUGGEHOUDEN,
    "governance:lijstregel-weghalen pk=G.rij.lijstregel": TERUGGEHOUDEN,
    "governance:lijstregel-bezwaar pk=G.rij.landelijke_regel": TERUGGEHOUDEN,
    "governance:regelbezwaar-oplossen pk=G.rij.regelbezwaar": TERUGGEHOUDEN,
}
# A field that asks for a sentence of a kind; and fields that take no word at all.
VORM = {"gevraagd_besluit": "Instemmen met {}.", "bron_url": "https://voorbeeld.nl/{}"}
GEEN_WOORD = {"woord", "bedrag"}


def alle_planten() -> list[Plant]:
    """The list above, and after it every form of the walk that it does not name."""
    genoemd = {plant.sleutel for plant in PLANTEN} | {SIGNAAL, "dossiers:signaal-wijzigen"}
    rest = [
        Plant(_schrijver(regel), regel.naam, regel.plek, ANDERS.get(regel.sleutel, GEDEELD))
        for regels in TABEL.values()
        for regel in regels
        if regel.methode == "POST" and "302" in regel.cellen[1:]
        if "pk=0" not in regel.plek and "pk=X" not in regel.plek
        if not genoemd & {regel.sleutel, regel.naam}
        if not OVERGESLAGEN.keys() & {regel.sleutel, regel.naam}
    ]
    volgorde = {naam: plek for plek, naam in enumerate(LAATST, start=1)}
    return [*PLANTEN, *sorted(rest, key=lambda plant: volgorde.get(plant.naam, 0))]


def _schrijver(regel: Regel) -> str:
    rechthebbend = zip(KOLOMMEN, regel.cellen, strict=True)
    return next(wie for wie, cel in rechthebbend if cel == "302" and wie != "iemand")


def poot(
    wereld: Wereld, bezoekers: dict[str, Client], plant: Plant, nummer: int
) -> dict[str, Woord]:
    """Type a word in every text field of the form, and have it accepted."""
    if plant.naam.endswith(":inlezen"):
        return _lees_in(bezoekers[plant.wie], plant, nummer)
    url = adres(wereld, Regel(plant.naam, plant.plek, "POST", ()))
    form = formulier_van(bezoekers[plant.wie].get(url))
    if form is None:
        return {}
    woorden, gegevens = {}, ingevuld(form, _keuze(wereld, plant))
    for plek, veld in enumerate(form):
        if neemt_woord(veld):
            woord = Woord(_woord(nummer, plek), veld.name, plant)
            woorden[woord.tekst] = woord
            gegevens[veld.html_name] = VORM.get(veld.name, "{}").format(woord.tekst)
    if not woorden:
        return {}
    if "knockout" in form.fields:
        gegevens["knockout_datum"] = nu()
    antwoord = bezoekers[plant.wie].post(url, gegevens)
    melding = formulier_van(antwoord)
    assert antwoord.status_code == 302, (plant, melding and melding.errors)
    return woorden


def _lees_in(bezoeker: Client, plant: Plant, nummer: int) -> dict[str, Woord]:
    """Upload one row with a word per column, and confirm what the preview shows."""
    woorden, cellen = {}, []
    for plek, (kolom, vorm) in enumerate(plant.keuze.items()):
        woord = Woord(_woord(nummer, plek), kolom, plant)
        cellen.append(vorm.format(woord.tekst))
        if "{}" in vorm:
            woorden[woord.tekst] = woord
    tabel = f"{','.join(plant.keuze)}\n{','.join(cellen)}\n".encode()
    bestand = SimpleUploadedFile("eigen.csv", tabel)
    voorbeeld = bezoeker.post(reverse(plant.naam), {"bestand": bestand})
    assert voorbeeld.status_code == 302, voorbeeld.context["form"].errors
    url = voorbeeld["Location"]
    form = formulier_van(bezoeker.get(url))
    assert form is not None
    assert bezoeker.post(url, ingevuld(form)).status_code == 302
    return woorden


def neemt_woord(veld: forms.BoundField) -> bool:
    """A field for text of one's own; a hidden one was filled by the page."""
    soort = type(veld.field) in {forms.CharField, forms.URLField}
    return soort and not veld.is_hidden and veld.name not in GEEN_WOORD


def _keuze(wereld: Wereld, plant: Plant) -> dict[str, Any]:
    """What the form needs beyond its first choices; ``G`` is the provincie Gelderland, ``L`` the
    landsdeel that it is of."""
    vaste = vast(wereld, INVOER.get(plant.naam, {}))
    gelderland = wereld.gelderland.provincie
    hier = {"G": str(gelderland.pk), "L": str(gelderland.landsdeel_id)}
    return vaste | {naam: hier.get(waarde, waarde) for naam, waarde in plant.keuze.items()}
