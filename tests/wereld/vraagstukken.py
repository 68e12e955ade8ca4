"""The signalen and vraagstukken of a provincie, in every fase."""

from __future__ import annotations

from typing import Any

from dossiers.models import Aanpak, Fase, Instemming
from dossiers.services.aanzet import SIGNAAL_ERBIJ
from governance.models import Rijksinzetakkoord
from novex.models import Gebruiker
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import (
    AanpakFactory,
    BeleggingFactory,
    FeitFactory,
    InstemmingFactory,
    NotitieFactory,
    RichtingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
    ZienswijzeFactory,
)
from tests.dossiers.signalen import SignaalFactory
from tests.governance.factories import MandaatFactory, RijksinzetFactory

from .hoeken import Hoek, vandaag

F, Z = Fase, Zichtbaarheid


def maak_signalen(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    vro = personen["accounthouder"]
    gebied = {"provincies": [hoek.provincie]}
    hoek.signaal = {
        "concept": SignaalFactory(ingevoerd_door=hoek.provinciaal, **gebied),
        "concept rijk": SignaalFactory(ingevoerd_door=vro, **gebied),
        "ingediend": SignaalFactory(ingediend=True, ingevoerd_door=vro, **gebied),
        "ingediend rijk": SignaalFactory(
            ingediend=True, ingevoerd_door=vro, zichtbaarheid=Z.RIJK, **gebied
        ),
    }


def maak_vraagstukken(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    lvvn = personen["expert"].organisatie

    def maak(**velden: Any) -> Any:
        return VraagstukFactory(lead_provincie=hoek.provincie, organisaties=[lvvn], **velden)

    concept_regio = maak(concept=True, organisatie=hoek.organisatie)
    hoek.vraagstuk = {
        "concept": maak(concept=True),
        "concept regio": concept_regio,
        "beeld": maak(),
        "geadviseerd": maak(),
        "besloten": maak(),
        "oordeel": maak(fase=F.OORDEELSVORMING),
        "besluit": maak(fase=F.BESLUITVORMING),
        "opvolging": maak(fase=F.OPVOLGING),
    }
    alle = hoek.vraagstuk
    advies = TriageadviesFactory(vraagstuk=alle["geadviseerd"], door=personen["accounthouder"])
    ZienswijzeFactory(advies=advies, door=personen["expert"])
    TriagebesluitFactory(advies__vraagstuk=alle["besloten"])
    wijziging = TekstwijzigingFactory(vraagstuk=alle["beeld"], door=personen["accounthouder"])
    van_provincie = TekstwijzigingFactory(vraagstuk=alle["beeld"], door=hoek.provinciaal)
    hoek.rij |= {
        "wijziging": wijziging,
        "wijziging provincie": van_provincie,
        "bezwaar": TekstreactieFactory(
            wijziging=TekstwijzigingFactory(
                vraagstuk=alle["besluit"], door=personen["accounthouder"]
            ),
            door=hoek.provinciaal,
        ),
    }
    for niveau in (Z.EIGEN_ORGANISATIE, Z.RIJK, Z.RIJK_EN_REGIO):
        NotitieFactory(vraagstuk=alle["beeld"], organisatie=lvvn, zichtbaarheid=niveau)
    for niveau in (Z.EIGEN_ORGANISATIE, Z.REGIO):
        NotitieFactory(vraagstuk=alle["beeld"], organisatie=hoek.organisatie, zichtbaarheid=niveau)


def maak_eindes(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    """The ends, and one that came back: with facts of an earlier doorloop."""

    def maak(**velden: Any) -> Any:
        return VraagstukFactory(lead_provincie=hoek.provincie, **velden)

    alle = hoek.vraagstuk
    alle |= {
        "elders": maak(fase=F.ELDERS_BELEGD),
        "geen keuze": maak(fase=F.GEEN_KEUZE),
        "beeindigd": maak(fase=F.BEEINDIGD),
        "teruggelegd": maak(fase=F.TERUGGELEGD),
        "herhaald": maak(fase=F.OORDEELSVORMING),
    }
    lvvn = personen["expert"].organisatie
    hoek.rij["belegging"] = BeleggingFactory(
        vraagstuk=alle["elders"], ontvanger_organisatie=lvvn, antwoord_voor=vandaag()
    )
    hoek.rij["feit"] = FeitFactory(vraagstuk=alle["herhaald"])
    FeitFactory(vraagstuk=alle["teruggelegd"], soort="landing")
    hoek.rij["triagebesluit"] = TriagebesluitFactory(advies__vraagstuk=alle["herhaald"])
    alle["met signaal"] = maak(
        fase=F.BEEINDIGD,
        aan_zet_organisatie=personen["staf"].organisatie,
        aan_zet_reden=SIGNAAL_ERBIJ,
    )
    alle["herhaald"].doorloop = 2
    alle["herhaald"].save(update_fields=["doorloop"])
    alle["terug te leggen"] = maak(fase=F.OPVOLGING)
    alle["terug te keren"] = maak(fase=F.OORDEELSVORMING)
    for vraagstuk in (alle["opvolging"], alle["terug te leggen"]):
        FeitFactory(vraagstuk=vraagstuk, kenmerk="1", label="Afspraak 1")
        FeitFactory(vraagstuk=vraagstuk, soort="landing", kenmerk="1")
        FeitFactory(vraagstuk=vraagstuk, soort="ronde_gerapporteerd", kenmerk="2026")
    H = Instemming.Handeling
    for naam, handeling, door in (
        ("geen keuze", H.HEROPEN, personen["regietafellid"]),
        ("terug te keren", "keer_terug_naar_beeldvorming", personen["regietafellid"]),
        ("terug te leggen", H.LEG_TERUG, hoek.provinciaal),
    ):
        InstemmingFactory(vraagstuk=alle[naam], handeling=handeling, door=door)


def maak_voorbereiding(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    """The vraagstuk in oordeelsvorming: richtingen, aanpak, mandaat, Rijksinzet."""
    vraagstuk, lvvn = hoek.vraagstuk["oordeel"], personen["expert"].organisatie
    richting = RichtingFactory(vraagstuk=vraagstuk, gewogen=True)
    hoek.rij |= {
        "richting": richting,
        "tweede richting": RichtingFactory(vraagstuk=vraagstuk, gewogen=True),
        "aanpak": AanpakFactory(
            vraagstuk=vraagstuk, voorkeursrichting=richting, voorkeur_reden="Past het beste."
        ),
    }
    herhaald = hoek.vraagstuk["herhaald"]
    herhaald.organisaties.set([lvvn])
    hoek.rij |= {
        "mandaat": MandaatFactory(vraagstuk=vraagstuk, organisatie=lvvn),
        "oud mandaat": MandaatFactory(vraagstuk=herhaald, organisatie=lvvn, doorloop=1),
        "inzet": RijksinzetFactory(vraagstuk=vraagstuk),
        "inzet akkoord": RijksinzetFactory(
            vraagstuk=hoek.vraagstuk["besluit"], status="akkoord", tekst="Nog niet vrij."
        ),
    }
    Rijksinzetakkoord.objects.create(
        rijksinzet=hoek.rij["inzet akkoord"], organisatie=lvvn, door=personen["expert"]
    )


def verberg(hoek: Hoek) -> None:
    """What a provincie keeps to itself: nobody of the other provincies, nobody of the Rijk."""
    hoek.signaal["concept"] = SignaalFactory(
        ingevoerd_door=hoek.provinciaal, provincies=[hoek.provincie]
    )
    vraagstuk = VraagstukFactory(
        concept=True, lead_provincie=hoek.provincie, organisatie=hoek.organisatie
    )
    hoek.vraagstuk["concept"] = vraagstuk
    Aanpak.objects.create(vraagstuk=vraagstuk)
    hoek.rij["richting"] = RichtingFactory(vraagstuk=vraagstuk)
    hoek.rij["wijziging"] = TekstwijzigingFactory(vraagstuk=vraagstuk, door=hoek.provinciaal)
    hoek.rij["feit"] = FeitFactory(vraagstuk=vraagstuk)
